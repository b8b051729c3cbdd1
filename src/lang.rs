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
pub mod imports;
pub mod insights;
pub mod messages;
pub mod money;
pub mod outgoing;
pub mod pipeline;
pub mod reasons;
mod reminders;
pub mod review;
pub mod rule_files;
pub mod screens;
pub mod several;
pub mod store_words;
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
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $zh:literal;)+) => {
        impl $crate::lang::Words {
            $($(#[$doc])* pub fn $name(self) -> &'static str { self.pick($en, $zh) })+
        }
    };
}

/// Declares texts with parts that change: `name(count: usize): "{count} rows", "{count} 行";`.
macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident($($part:ident: $kind:ty),+): $en:literal, $zh:literal;)+) => {
        impl $crate::lang::Words {
            $($(#[$doc])* pub fn $name(self, $($part: $kind),+) -> String {
                match self.0 {
                    $crate::app::settings::Language::En => format!($en),
                    $crate::app::settings::Language::Zh => format!($zh),
                }
            })+
        }
    };
}

pub(crate) use {phrases, words};
