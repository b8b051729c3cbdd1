//! The user's rules and messages, read again when their files were saved while the program runs.
//!
//! Looked at when the loop is awake anyway and a frame has just been drawn, so that it costs no wake-up
//! and delays no key.

use super::workplace::{MESSAGES_FILE, RULES_FILE, parse_messages};
use crate::app::Event;
use crate::app::ledger::Ledger;
use crate::domain::{Moment, Stages};
use crate::lang::Words;
use crate::rules::{Messages, Rules};
use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// While keys come in, the files are looked at no more often than this.
const PAUSE_MS: i64 = 2_000;

/// The files and how they were when they were read last.
pub struct Watched {
    rules: UserFile,
    messages: UserFile,
    looked: Option<Moment>,
}

struct UserFile {
    path: PathBuf,
    seen: Option<Metadata>,
}

impl Watched {
    /// The files of a data folder, which have just been read.
    pub fn new(folder: &Path) -> Self {
        let file = |name: &str| {
            let path = folder.join(name);
            let seen = std::fs::metadata(&path).ok();
            UserFile { path, seen }
        };
        Self { rules: file(RULES_FILE), messages: file(MESSAGES_FILE), looked: None }
    }

    /// The event of new rules or messages, if a file was saved or removed since it was read last.
    pub fn look(&mut self, now: Moment, ledger: &Ledger, words: Words) -> Option<Event> {
        let waited = |last: Moment| (now.unix_ms() - last.unix_ms()).abs() >= PAUSE_MS;
        if !self.looked.is_none_or(waited) {
            return None;
        }
        let (rules, stages) = (ledger.rules(), ledger.stages());
        if self.rules.was_saved() {
            // The other file is looked at right behind it.
            return Some(Event::RulesChanged(read_rules(&self.rules, stages, words).map(Arc::new)));
        }
        self.looked = Some(now);
        let saved = self.messages.was_saved();
        saved.then(|| Event::MessagesChanged(read_messages(&self.messages, rules, stages, words)))
    }
}

fn read_rules(file: &UserFile, stages: &Stages, words: Words) -> Result<Rules, String> {
    match file.read(words)? {
        Some(text) => Rules::parse_for(&text, stages).map_err(|error| words.rule_mistakes_short(&error)),
        None => Ok(Rules::builtin()),
    }
}

fn read_messages(file: &UserFile, rules: &Rules, stages: &Stages, words: Words) -> Result<Messages, String> {
    match file.read(words)? {
        Some(text) => {
            parse_messages(&text, rules, stages).map_err(|error| words.message_mistakes_short(&error))
        }
        None => Ok(Messages::builtin()),
    }
}

impl UserFile {
    /// Whether it is another file than the one that was seen last.
    fn was_saved(&mut self) -> bool {
        let found = std::fs::metadata(&self.path).ok();
        let saved = !is_same(found.as_ref(), self.seen.as_ref());
        self.seen = found;
        saved
    }

    /// What it says; nothing where there is none.
    fn read(&self, words: Words) -> Result<Option<String>, String> {
        match std::fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
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
    use crate::app::settings::{Language, SortOrder};
    use crate::calendar::Calendar;
    use crate::domain::stage::DEFAULT_STAGES;

    fn ledger(now: Moment) -> Ledger {
        let stages = Arc::new(Stages::parse(DEFAULT_STAGES).unwrap());
        let (rules, calendar) = (Arc::new(Rules::builtin()), Arc::new(Calendar::default()));
        Ledger::new(rules, stages, calendar, now.date(), Vec::new(), SortOrder::Name)
    }

    #[test]
    fn a_saved_file_is_read_once_and_mistakes_are_told() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("rules.toml");
        let start = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
        let ledger = ledger(start);
        let mut watched = Watched::new(dir.path());
        let mut at = 0;
        let mut look = |watched: &mut Watched| {
            at += PAUSE_MS;
            watched.look(start.plus_ms(at), &ledger, Words(Language::En))
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
        let start = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
        let ledger = ledger(start);
        let mut watched = Watched::new(dir.path());
        assert_eq!(watched.look(start, &ledger, Words(Language::En)), None);
        std::fs::write(dir.path().join("rules.toml"), "").unwrap();
        assert_eq!(watched.look(start.plus_ms(PAUSE_MS - 1), &ledger, Words(Language::En)), None);
        assert!(watched.look(start.plus_ms(PAUSE_MS), &ledger, Words(Language::En)).is_some());
    }

    #[test]
    fn saved_messages_are_read_beside_the_rules() {
        let dir = tempfile::tempdir().unwrap();
        let start = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
        let (ledger, words) = (ledger(start), Words(Language::En));
        let mut watched = Watched::new(dir.path());
        assert_eq!(watched.look(start, &ledger, words), None);
        std::fs::create_dir(dir.path().join("templates")).unwrap();
        let file = dir.path().join(MESSAGES_FILE);
        std::fs::write(&file, "[[message]]\nid = \"festival\"\noff = true\n").unwrap();
        std::fs::write(dir.path().join("rules.toml"), "[priority]\nagreed = 7\n").unwrap();
        let now = start.plus_ms(PAUSE_MS);
        assert!(matches!(watched.look(now, &ledger, words), Some(Event::RulesChanged(Ok(_)))));
        let Some(Event::MessagesChanged(Ok(read))) = watched.look(now, &ledger, words) else {
            panic!("read")
        };
        assert!(read.iter().all(|message| message.id != "festival"));

        std::fs::write(&file, "[[message]]\nid = \"festval\"\noff = true\n").unwrap();
        let later = now.plus_ms(PAUSE_MS);
        let Some(Event::MessagesChanged(Err(told))) = watched.look(later, &ledger, words) else {
            panic!("told")
        };
        assert!(
            told.starts_with("messages.toml line 2: ") && told.contains("did you mean `festival`?"),
            "{told}"
        );
    }
}
