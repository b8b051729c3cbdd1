//! The names of keys, as they are called and printed on keyboards.

use super::Words;

impl Words {
    /// A key of the key table. In Chinese the keys that have a Chinese name of their own go by it; those that are known by what
    /// is printed on them (Esc, Tab, F6) keep that.
    pub fn key(self, name: &'static str) -> &'static str {
        if !self.is_zh() {
            return name;
        }
        match name {
            "Enter" => "回车",
            "Space" => "空格",
            "Up" => "上",
            "Down" => "下",
            "Left" => "左",
            "Right" => "右",
            "Shift-Left" => "Shift-左",
            "Shift-Right" => "Shift-右",
            other => other,
        }
    }

    /// All keys of a row of the key table.
    pub fn key_names(self, names: &[&'static str], between: &str) -> String {
        names.iter().map(|name| self.key(name)).collect::<Vec<_>>().join(between)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language::{En, Zh};

    #[test]
    fn keys_with_a_chinese_name_go_by_it() {
        let check = |name: &'static str, zh: &str| {
            assert_eq!((Words(En).key(name), Words(Zh).key(name)), (name, zh));
        };
        check("Enter", "回车");
        check("Space", "空格");
        check("Shift-Left", "Shift-左");
        check("Esc", "Esc");
        check("l", "l");
        assert_eq!(Words(Zh).key_names(&["k", "Up"], "  "), "k  上");
    }
}
