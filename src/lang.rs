//! All words that the program shows, in Chinese and English.
//!
//! A word that lacks a language does not compile, nor does an enum value that has no word.
//! Knows the enums of `domain`, `rules`, `exchange` and `app`; nothing of screens or disks.

pub mod actions;
pub mod calendar;
pub mod care;
pub mod commands;
pub mod dates;
pub mod deals;
mod expectations;
pub mod fields;
pub mod help;
pub mod imports;
pub mod insights;
pub mod keys;
pub mod messages;
pub mod money;
pub mod notices;
pub mod outgoing;
pub mod pipeline;
pub mod reasons;
mod reminders;
pub mod review;
pub mod rule_files;
pub mod screens;
pub mod several;
pub mod store_words;
mod system;
mod toml_slips;
pub mod trade;

use crate::app::settings::Language;

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub Language);

impl Words {
    /// One of two texts.
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self.0 {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    /// Whether this is Chinese.
    pub fn is_zh(self) -> bool {
        self.0 == Language::Zh
    }
}

/// Declares texts without parts that change: `name: "English", "中文";`.
impl Words {
    /// A label and what it stands for: `goal: an order`.
    pub fn told(self, label: &str, text: &str) -> String {
        self.pick(format!("{label}: {text}"), format!("{label}：{text}"))
    }

    /// A word that follows Chinese at once: Latin letters stand a little apart.
    pub fn apart(self, word: &str) -> String {
        let is_latin = word.starts_with(|c: char| c.is_ascii_alphanumeric());
        self.pick(word.to_owned(), if is_latin { format!(" {word}") } else { word.to_owned() })
    }

    /// Something said aside, behind a text: ` (charged)`.
    pub fn aside(self, text: &str) -> String {
        self.pick(format!(" ({text})"), format!("（{text}）"))
    }

    /// Several things, one behind the other.
    pub fn listed<T: AsRef<str>>(self, parts: &[T]) -> String {
        let parts: Vec<_> = parts.iter().map(AsRef::as_ref).collect();
        parts.join(self.pick(", ", "、"))
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $zh:literal;)+) => {
        impl $crate::lang::Words {
            $($(#[$doc])* pub fn $name(self) -> &'static str { self.pick($en, $zh) })+
        }
    };
}

/// Declares texts with parts that change: `name(count: usize; rows = count "row" "rows"): "{count} {rows}", "{count} 行";`.
/// Behind the semicolon stand English words that depend on a count.
macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident(
        $($part:ident: $kind:ty),+ $(; $($noun:ident = $count:ident $one:literal $many:literal),+)?
    ): $en:literal, $zh:literal;)+) => {
        impl $crate::lang::Words {
            $($(#[$doc])* pub fn $name(self, $($part: $kind),+) -> String {
                match self.0 {
                    $crate::app::settings::Language::En => {
                        $($(let $noun = if $count == 1 { $one } else { $many };)+)?
                        format!($en)
                    }
                    $crate::app::settings::Language::Zh => format!($zh),
                }
            })+
        }
    };
}

pub(crate) use {phrases, words};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language::{En, Zh};

    #[test]
    fn english_counts_one_without_a_plural() {
        let check = |language: Language, new: usize, rows: usize, expected: &str| {
            assert_eq!(Words(language).import_counts(new, rows, rows, rows), expected);
        };
        check(
            En,
            1,
            1,
            "1 new customer, 1 row added to known ones, 1 row with nothing new, 1 row not imported.",
        );
        check(
            En,
            0,
            2,
            "0 new customers, 2 rows added to known ones, 2 rows with nothing new, 2 rows not imported.",
        );
        check(Zh, 1, 1, "新客户 1 个，补充已有客户 1 行，无新内容 1 行，未导入 1 行。");
        assert_eq!(Words(En).n_customers(1), "1 customer");
        assert_eq!(Words(En).findings_count(1), "1 thing is not as it should be:");
        assert_eq!(Words(En).more_open_rows(1), "1 more open row is on the timeline alone");
        assert_eq!(Words(En).delete_customer("ABC", 1), "Delete ABC with 1 entry?");
    }
}
