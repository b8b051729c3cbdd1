//! What the reader of TOML says of a file that is none, in Chinese.

use super::Words;

impl Words {
    /// A slip in the TOML of a file, as its reader puts it; in Chinese where that is known.
    pub fn toml_slip(self, english: &str) -> String {
        let chinese = if self.is_zh() { chinese(english) } else { None };
        chinese.unwrap_or_else(|| english.to_owned())
    }
}

/// What is wrong, and what may stand there instead.
fn chinese(english: &str) -> Option<String> {
    let (what, expected) = english.split_once(", expected ").unwrap_or((english, ""));
    let said = SLIPS.iter().find(|(slip, _)| *slip == what)?.1;
    if matches!(expected, "" | "nothing" | "literal string") {
        return Some(said.to_owned());
    }
    // A comma stands between those that may stand there, and may be one of them.
    let wanted: Vec<_> = expected.split(", ").map(wanted).collect();
    Some(format!("{said}（应为 {}）", wanted.join("、")))
}

fn wanted(english: &str) -> &str {
    WANTED.iter().find(|(wanted, _)| *wanted == english).map_or(english, |(_, chinese)| chinese)
}

const SLIPS: &[(&str, &str)] = &[
    ("duplicate key", "键重复"),
    ("key with no value", "键没有值"),
    ("missing value for key", "键没有值"),
    ("missing value", "缺少值"),
    ("invalid value", "值不对"),
    ("extra `=`", "多了一个 `=`"),
    ("extra assignment between key-value pairs", "多了一个 `=`"),
    ("missing assignment between key-value pairs", "键与值之间缺少 `=`"),
    ("missing comma between key-value pairs", "键值之间缺少逗号"),
    ("missing comma between array elements", "列表的各项之间缺少逗号"),
    ("extra comma in array", "列表中多了逗号"),
    ("extra comma in inline table", "表中多了逗号"),
    ("unexpected `=` in array", "列表中不应有 `=`"),
    ("unexpected key or value", "这里不应有键或值"),
    ("unexpected content", "这里不应有内容"),
    ("unexpected leading zero", "数字不应以 0 开头"),
    ("unexpected sign", "这里不应有正负号"),
    ("string values must be quoted", "文字须加引号"),
    ("unquoted string", "文字没有加引号"),
    ("missing opening quote", "缺少开头的引号"),
    ("missing escaped value", "反斜杠后缺少字符"),
    ("too few unicode value digits", "字符编号位数不足"),
    ("invalid basic string", "引号中的文字不对，引号可能没有闭合"),
    ("invalid literal string", "引号中的文字不对，引号可能没有闭合"),
    ("invalid multi-line basic string", "多行文字不对，引号可能没有闭合"),
    ("invalid multi-line literal string", "多行文字不对，引号可能没有闭合"),
    ("invalid string", "文字不对"),
    ("unclosed table", "表头没有闭合"),
    ("unclosed array table", "表头没有闭合"),
    ("unclosed inline table", "表没有闭合"),
    ("unclosed array", "列表没有闭合"),
    ("invalid table", "表头不对"),
    ("invalid key", "键不对"),
    ("invalid unquoted key", "键不对，不加引号只能用字母、数字、`_`、`-`"),
    ("unquoted keys cannot be empty", "缺少键"),
    ("invalid key-value pair", "键值不对"),
    ("invalid boolean", "应为 true 或 false"),
    ("invalid date-time", "日期或时间不对"),
    ("invalid integer number", "整数不对"),
    ("invalid float", "小数不对"),
    ("invalid mantissa", "小数不对"),
    ("invalid fraction", "小数不对"),
];

const WANTED: &[(&str, &str)] = &[
    ("key", "键"),
    ("value", "值"),
    ("letters", "字母"),
    ("numbers", "数字"),
    ("digits", "数字"),
    ("newline", "换行"),
    ("characters", "文字"),
    ("printable characters", "可见字符"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language::{En, Zh};
    use crate::domain::Stages;

    #[test]
    fn the_common_slips_are_told_in_chinese() {
        let check = |text: &str, expected: &str| {
            let read = &Stages::parse(text).unwrap_err().mistakes[0].read;
            assert_eq!(&Words(Zh).toml_slip(read), expected, "{text}: {read}");
            assert_eq!(&Words(En).toml_slip(read), read);
        };
        check("[[stage]\nid = 'a'", "表头没有闭合（应为 `]`）");
        check("a = 1\na = 2", "键重复");
        check("a = quoted", "文字须加引号");
        check("a = \"b", "引号中的文字不对，引号可能没有闭合（应为 `\"`）");
        check("a = [1, 2", "列表没有闭合（应为 `]`）");
        check("a", "键没有值（应为 `=`）");
        check("a = 1 = 2", "这里不应有键或值（应为 换行、`#`）");
        check("a = 01", "数字不应以 0 开头");
        assert_eq!(Words(Zh).toml_slip("something new"), "something new");
    }
}
