//! The user's rule file, read again when it was saved while the program runs.
//!
//! Looked at when the loop is awake anyway and a frame has just been drawn, so that it costs no wake-up
//! and delays no key.

use super::workplace::RULES_FILE;
use crate::app::Event;
use crate::domain::{Moment, Stages};
use crate::lang::Words;
use crate::rules::Rules;
use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// While keys come in, the file is looked at no more often than this.
const PAUSE_MS: i64 = 2_000;

/// The file and how it was when it was read last.
pub struct RulesFile {
    path: PathBuf,
    seen: Option<Metadata>,
    looked: Option<Moment>,
}

impl RulesFile {
    /// The rule file of a data folder, which has just been read.
    pub fn new(folder: &Path) -> Self {
        let path = folder.join(RULES_FILE);
        let seen = std::fs::metadata(&path).ok();
        Self { path, seen, looked: None }
    }

    /// The event of new rules, if the file was saved or removed since it was read last.
    pub fn look(&mut self, now: Moment, stages: &Stages, words: Words) -> Option<Event> {
        let waited = |last: Moment| (now.unix_ms() - last.unix_ms()).abs() >= PAUSE_MS;
        if !self.looked.is_none_or(waited) {
            return None;
        }
        self.looked = Some(now);
        let found = std::fs::metadata(&self.path).ok();
        if is_same(found.as_ref(), self.seen.as_ref()) {
            return None;
        }
        self.seen = found;
        Some(Event::RulesChanged(self.read(stages, words).map(Arc::new)))
    }

    fn read(&self, stages: &Stages, words: Words) -> Result<Rules, String> {
        match std::fs::read_to_string(&self.path) {
            Ok(text) => Rules::parse_for(&text, stages).map_err(|error| words.rule_mistakes_short(&error)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Rules::builtin()),
            Err(error) => {
                Err(words.user_file_unreadable(&self.path.display().to_string(), &error.to_string()))
            }
        }
    }
}

/// Whether a file was not saved between two looks: its time and its length are as they were.
fn is_same(a: Option<&Metadata>, b: Option<&Metadata>) -> bool {
    let stamp = |data: &Metadata| (data.modified().ok(), data.len());
    a.map(stamp) == b.map(stamp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language;
    use crate::domain::stage::DEFAULT_STAGES;

    #[test]
    fn a_saved_file_is_read_once_and_mistakes_are_told() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("rules.toml");
        let stages = Stages::parse(DEFAULT_STAGES).unwrap();
        let start = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
        let mut watched = RulesFile::new(dir.path());
        let mut at = 0;
        let mut look = |watched: &mut RulesFile| {
            at += PAUSE_MS;
            watched.look(start.plus_ms(at), &stages, Words(Language::En))
        };
        assert_eq!(look(&mut watched), None);

        std::fs::write(&file, "[priority]\nagreed = 7\n").unwrap();
        let rules = Rules::parse_over_builtin("[priority]\nagreed = 7\n").unwrap();
        assert_eq!(look(&mut watched), Some(Event::RulesChanged(Ok(Arc::new(rules)))));
        assert_eq!(look(&mut watched), None);

        std::fs::write(&file, "[priority]\nagred = 7\nmore = 1\n").unwrap();
        let Some(Event::RulesChanged(Err(told))) = look(&mut watched) else { panic!("a mistake") };
        assert_eq!(
            told,
            "rules.toml line 2: `agred`, did you mean `agreed`? (2 mistakes; genjin rules check)"
        );

        std::fs::remove_file(&file).unwrap();
        assert_eq!(look(&mut watched), Some(Event::RulesChanged(Ok(Arc::new(Rules::builtin())))));
    }

    #[test]
    fn keys_in_quick_succession_do_not_touch_the_disk() {
        let dir = tempfile::tempdir().unwrap();
        let stages = Stages::parse(DEFAULT_STAGES).unwrap();
        let start = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
        let mut watched = RulesFile::new(dir.path());
        assert_eq!(watched.look(start, &stages, Words(Language::En)), None);
        std::fs::write(dir.path().join("rules.toml"), "").unwrap();
        assert_eq!(watched.look(start.plus_ms(PAUSE_MS - 1), &stages, Words(Language::En)), None);
        assert!(watched.look(start.plus_ms(PAUSE_MS), &stages, Words(Language::En)).is_some());
    }
}
