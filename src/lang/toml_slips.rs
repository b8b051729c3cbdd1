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
    let extended = english.strip_prefix("cannot extend value of type ");
    if let Some(kind) = extended.and_then(|rest| rest.strip_suffix(" with a dotted key")) {
        return Some(format!("此键已是{}，不能再加下级", wanted(kind)));
    }
    // What is wrong in the middle of a date is told by a right one.
    if DATES.iter().any(|what| english.strip_prefix("invalid ").is_some_and(|rest| rest.starts_with(what))) {
        return Some("日期或时间不对，应如 2026-10-01".to_owned());
    }
    let (what, expected) = english.split_once(", expected ").unwrap_or((english, ""));
    let said = SLIPS.iter().find(|(slip, _)| *slip == what)?.1;
    // What may stand around a literal string is told by the slip already.
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

const DATES: [&str; 3] = ["date", "time", "offset"];

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
    ("missing key for inline table element", "表中这一项缺少键"),
    ("invalid inline table element", "表中这一项不对"),
    ("missing inline table opening", "表缺少开头的 `{`"),
    ("missing array opening", "列表缺少开头的 `[`"),
    ("missing table open", "表头缺少开头的 `[`"),
    ("cannot recurse further; max recursion depth met", "层数太多"),
    ("recursion limit", "层数太多"),
    ("keys cannot be multi-line basic strings", "键不能是多行文字"),
    ("keys cannot be multi-line literal strings", "键不能是多行文字"),
    ("carriage return must be followed by newline", "单独的回车符，应为换行"),
    ("unexpected content between comment and newline", "注释与换行之间不应有内容"),
    ("invalid comment character", "注释中有不可用的字符"),
    ("missing comment start", "注释缺少开头的 `#`"),
    ("`_` may only go between digits", "`_` 只能写在数字之间"),
    ("redundant numeric sign", "正负号多余"),
    ("redundant integer number prefix", "数字前缀重复"),
    ("integers with a radix cannot be signed", "带前缀的整数不能有正负号"),
    ("radix must be lowercase", "数字前缀须用小写"),
    ("invalid hexadecimal number", "十六进制数不对"),
    ("invalid octal number", "八进制数不对"),
    ("invalid binary number", "二进制数不对"),
    ("invalid exponent", "小数不对"),
    ("invalid boolean", "应为 true 或 false"),
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
    ("array", "列表"),
    ("inline table", "写在一行的表"),
    ("table", "表"),
    ("string", "文字"),
    ("integer", "整数"),
    ("float", "小数"),
    ("boolean", " true 或 false"),
    ("datetime", "日期"),
    ("basic string", "双引号中的文字"),
    ("literal string", "单引号中的文字"),
    ("multi-line basic string", "多行文字"),
    ("unicode hexadecimal value", "十六进制的字符编号"),
    ("non-single-quote visible characters", "单引号以外的可见字符"),
    ("non-single-quote characters", "单引号以外的字符"),
    ("non-double-quote visible characters", "双引号以外的可见字符"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language::{En, Zh};
    use crate::domain::Stages;
    use crate::domain::text_file::{TOML, slip};
    use toml::de::DeTable;

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

    #[test]
    fn whatever_is_left_out_or_put_in_is_told_in_chinese() {
        const RULES: &str = "[[class]]\nid = \"hot\"\nname = { zh = \"热\", en = 'hot' }\npriority = 50\n\
            when = { any = [{ orders = \">= 1\", open_pi = true }, { tag = [\"vip\"] }], not = { stage = \"won\" } } # so\n\
            class.colour = \"hot\"\nname.zh = 1\nwhen.any.x = 2\nday = 2026-10-01\npoints = 0.5e3\n";
        let mut read = Vec::new();
        for (at, there) in RULES.char_indices() {
            let (before, behind) = (&RULES.get(..at).unwrap(), &RULES.get(at + there.len_utf8()..).unwrap());
            let others =
                ["", ",", "=", "{", "}", "[", "]", "\"", "'", "_", "+", "\r", "\\", "x", "0", ".", "#", "\n"];
            for other in others {
                read.extend(slips(&format!("{before}{other}{behind}")));
                read.extend(slips(&format!("{before}{there}{other}{behind}")));
            }
        }
        read.sort();
        read.dedup();
        assert!(read.len() > 60, "{}", read.len());
        for english in read {
            let said = chinese(&english).unwrap_or_else(|| panic!("{english}"));
            let bare: String = said.split('`').step_by(2).collect();
            let is_word = |word: &str| word.len() > 1 && !matches!(word, "true" | "false");
            let words = bare.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| is_word(word));
            assert_eq!(words.collect::<Vec<_>>(), Vec::<&str>::new(), "{english}: {said}");
        }
    }

    /// What the reader of TOML says of a file.
    fn slips(text: &str) -> Vec<String> {
        let slips = DeTable::parse_recoverable(text).1;
        slips
            .iter()
            .map(|error| slip(text, error))
            .filter(|it| it.expected == TOML)
            .map(|it| it.read)
            .collect()
    }
}
