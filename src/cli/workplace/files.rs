//! The user's own files in the data folder: stages, rules, days off, settings, messages.
//!
//! All are treated alike. A file that is right is used, and its text kept in `last_good/`; of one with mistakes in
//! it the last good text is used, and the mistakes are told. Nothing of this ever stops a day's work.

use crate::app::wrong_file::{Fault, Instead, WrongFile};
use crate::calendar::{Calendar, DaysOff};
use crate::documents::{FIELDS, variables};
use crate::domain::Stages;
use crate::domain::stage::DEFAULT_STAGES;
use crate::domain::text_file::FileError;
use crate::lang::Words;
use crate::rules::{DEFAULT_RULES, FieldCheck, Messages, Rules};
use crate::settings::Settings;
use anyhow::anyhow;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

/// The name of the user's rule file in the data folder.
pub(in crate::cli) const RULES_FILE: &str = "rules.toml";
const STAGES_FILE: &str = "stages.toml";
const DAYS_OFF_FILE: &str = "days_off.toml";
pub(in crate::cli) const SETTINGS_FILE: &str = "settings.toml";
const MESSAGES_FILE: &str = "templates/messages.toml";

/// All of them, in the order in which one hangs on the other.
pub(in crate::cli) const FILES: [&str; 5] =
    [STAGES_FILE, RULES_FILE, DAYS_OFF_FILE, SETTINGS_FILE, MESSAGES_FILE];

/// Where the last good text of each is kept.
const LAST_GOOD: &str = "last_good";

/// What the files say.
pub struct UserFiles {
    pub rules: Arc<Rules>,
    pub stages: Arc<Stages>,
    pub calendar: Arc<Calendar>,
    pub settings: Settings,
    pub messages: Messages,
    /// What is wrong, a file each.
    pub wrong: Vec<WrongFile>,
    /// Changes with every letter of what decides over today's list.
    pub key: u64,
}

/// Reads all of them.
pub fn read(dir: &Path) -> UserFiles {
    let mut hasher = DefaultHasher::new();
    (env!("CARGO_PKG_VERSION"), DEFAULT_RULES, DEFAULT_STAGES).hash(&mut hasher);
    let mut shelf = Shelf { dir, wrong: Vec::new(), hasher };
    let stages = shelf.take(STAGES_FILE, Stages::parse, Stages::builtin);
    let rules = shelf.take(RULES_FILE, |text| Rules::parse_for(text, &stages), Rules::builtin);
    let days_off = shelf.take(DAYS_OFF_FILE, DaysOff::parse, DaysOff::default);
    let mut key = shelf.hasher.clone();
    let settings = shelf.take(SETTINGS_FILE, Settings::parse, Settings::default);
    settings.business.base_currency.hash(&mut key);
    let rules = rules.in_base(settings.business.base_currency);
    let fields = FieldCheck { fields: &FIELDS, asked: &variables };
    let read_messages = |text: &str| Messages::parse_over_builtin(text, &rules, &stages, &fields);
    let messages = shelf.take(MESSAGES_FILE, read_messages, Messages::builtin);
    UserFiles {
        rules: Arc::new(rules),
        stages: Arc::new(stages),
        calendar: Arc::new(Calendar::new(days_off)),
        settings,
        messages,
        wrong: shelf.wrong,
        key: key.finish(),
    }
}

/// The files while they are being read.
struct Shelf<'d> {
    dir: &'d Path,
    wrong: Vec<WrongFile>,
    hasher: DefaultHasher,
}

impl Shelf<'_> {
    /// What a file says, else what it said when it was right last, else what holds without such a file.
    fn take<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, FileError>,
        default: impl FnOnce() -> T,
    ) -> T {
        let path = self.dir.join(name);
        let trouble = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.forget(name);
                None::<&str>.hash(&mut self.hasher);
                return default();
            }
            Err(error) => Err(error),
            Ok(text) => match parse(&text) {
                Ok(read) => {
                    // An editor may empty a file before it writes; what was right before is not given up for that.
                    if !text.trim().is_empty() {
                        self.keep(name, &text);
                    }
                    Some(text).hash(&mut self.hasher);
                    return read;
                }
                Err(error) => Ok(error),
            },
        };
        let kept = std::fs::read_to_string(self.dir.join(LAST_GOOD).join(name)).ok();
        let last_good = kept.as_ref().and_then(|text| parse(text).ok());
        let instead = if last_good.is_some() { Instead::LastGood } else { Instead::BuiltIn };
        let fault = match trouble {
            Ok(mistakes) => Fault::Mistakes(mistakes, instead),
            Err(error) => Fault::Unreadable(error.to_string(), instead),
        };
        self.wrong.push(WrongFile { name, fault });
        kept.filter(|_| last_good.is_some()).hash(&mut self.hasher);
        last_good.unwrap_or_else(default)
    }

    /// Keeps a text that was right for the day on which the file is not.
    fn keep(&mut self, name: &'static str, text: &str) {
        let kept = self.dir.join(LAST_GOOD).join(name);
        if std::fs::read_to_string(&kept).is_ok_and(|before| before == text) {
            return;
        }
        let made = std::fs::create_dir_all(kept.parent().unwrap_or(self.dir));
        if let Err(error) = made.and_then(|()| super::super::calendar_file::put(&kept, text)) {
            self.wrong.push(WrongFile { name, fault: Fault::NoCopy(error.to_string()) });
        }
    }

    /// A file that the user has taken away is not to come back by its last good text.
    fn forget(&mut self, name: &'static str) {
        match std::fs::remove_file(self.dir.join(LAST_GOOD).join(name)) {
            Ok(()) => {}
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(error) => self.wrong.push(WrongFile { name, fault: Fault::NoCopy(error.to_string()) }),
        }
    }
}

/// The stages of a data folder, for a command that checks files and must not go by an older one.
pub(in crate::cli) fn read_stages(dir: &Path, words: Words) -> anyhow::Result<Stages> {
    let path = dir.join(STAGES_FILE);
    let (name, text) = (path.display().to_string(), std::fs::read_to_string(&path));
    let text = match text {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => DEFAULT_STAGES.to_owned(),
        Err(error) => return Err(anyhow!(words.user_file_unreadable(&name, &error.to_string()))),
    };
    Stages::parse(&text).map_err(|error| anyhow!(words.file_mistakes(&name, &error)))
}

/// Whether there is nothing in a file but blanks.
pub(in crate::cli) fn is_blank(path: &Path) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| text.trim().is_empty())
}

/// The rules of one file over the built-in ones, checked against the stages.
pub(in crate::cli) fn read_rule_file(path: &Path, stages: &Stages, words: Words) -> anyhow::Result<Rules> {
    let text = read_rule_text(path, words)?;
    let told = |error| anyhow!(words.file_mistakes(&path.display().to_string(), &error));
    Rules::parse_for(&text, stages).map_err(told)
}

/// What stands in a file of rules.
pub(in crate::cli) fn read_rule_text(path: &Path, words: Words) -> anyhow::Result<String> {
    let told = |error: std::io::Error| {
        anyhow!(words.user_file_unreadable(&path.display().to_string(), &error.to_string()))
    };
    std::fs::read_to_string(path).map_err(told)
}
