//! The user's own files, read again when one of them was saved while the program runs.
//!
//! Looked at when the loop is awake and a frame has just been drawn, so that it delays no key.

use super::workplace::{FILES, RULES_FILE, UserFiles, is_blank, read_files};
use crate::app::{Event, SavedFiles};
use crate::domain::Moment;
use crate::rules::Rules;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// While keys come in, the files are looked at no more often than this.
const PAUSE_MS: i64 = 900;

/// When a file was saved and how long it is; nothing where there is none.
type Stamp = Option<(Option<SystemTime>, u64)>;

/// The files and how they were when they were read last.
pub struct Watch {
    dir: PathBuf,
    read: [Stamp; FILES.len()],
    /// How they were at the last look: a file that is just being written is left alone until it rests.
    seen: [Stamp; FILES.len()],
    /// At so many looks one after the other they were the same.
    rested: u8,
    looked: Option<Moment>,
}

impl Watch {
    /// The files of a data folder, which have just been read.
    pub fn new(dir: &Path) -> Self {
        let read = stamps(dir);
        Self { dir: dir.to_owned(), read, seen: read, rested: 0, looked: None }
    }

    /// The event of saved files, if one was saved or removed since they were read last.
    pub fn look(&mut self, now: Moment) -> Option<Event> {
        let waited = |last: Moment| (now.unix_ms() - last.unix_ms()).abs() >= PAUSE_MS;
        if !self.looked.is_none_or(waited) {
            return None;
        }
        self.looked = Some(now);
        let found = stamps(&self.dir);
        let same = std::mem::replace(&mut self.seen, found) == found;
        self.rested = if same { self.rested.saturating_add(1) } else { 0 };
        if found == self.read || self.rested < rest_of(&self.read, &found) {
            return None;
        }
        let before = std::mem::replace(&mut self.read, found);
        let changed = FILES.into_iter().zip(before.iter().zip(&found)).filter(|(_, (a, b))| a != b);
        let (mut names, mut blank, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for (name, (_, now)) in changed {
            names.push(name);
            gone.extend(now.is_none().then_some(name));
            blank.extend(is_blank(&self.dir.join(name)).then_some(name));
        }
        let UserFiles { rules, stages, calendar, settings, messages, wrong, .. } = read_files(&self.dir);
        let is_new = names.contains(&RULES_FILE) && !wrong.iter().any(|file| file.name == RULES_FILE);
        let text = is_new.then(|| std::fs::read_to_string(self.dir.join(RULES_FILE)).ok()).flatten();
        let doubts = text.map_or(0, |text| Rules::doubts(&text, &stages).len());
        let saved =
            SavedFiles { rules, stages, calendar, settings, messages, names, blank, gone, doubts, wrong };
        Some(Event::FilesSaved(Box::new(saved)))
    }
}

/// So many looks must find the files the same: more where one was emptied, since its editor may be about to write it.
fn rest_of(read: &[Stamp], found: &[Stamp]) -> u8 {
    let is_emptied = |(before, now): (&Stamp, &Stamp)| before != now && now.is_some_and(|(_, len)| len == 0);
    if read.iter().zip(found).any(is_emptied) { 4 } else { 1 }
}

fn stamps(dir: &Path) -> [Stamp; FILES.len()] {
    FILES.map(|name| {
        let data = std::fs::metadata(dir.join(name)).ok()?;
        Some((data.modified().ok(), data.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language;
    use crate::lang::Words;

    fn start() -> Moment {
        Moment::parse("2026-06-05T09:00:00+08:00").unwrap()
    }

    /// What two looks tell: the second one finds the file at rest.
    fn look_twice(watch: &mut Watch, at: &mut i64) -> Option<SavedFiles> {
        let mut told = None;
        for _ in 0..2 {
            *at += PAUSE_MS;
            if let Some(Event::FilesSaved(saved)) = watch.look(start().plus_ms(*at)) {
                told = Some(*saved);
            }
        }
        told
    }

    /// What is told of the first file that is wrong.
    fn told(saved: &SavedFiles) -> Option<String> {
        saved.wrong.first().map(|file| Words(Language::En).wrong_file_in_short(file))
    }

    #[test]
    fn a_saved_file_is_read_once_and_with_a_mistake_in_it_the_last_good_one_stays() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("rules.toml");
        let mut watch = Watch::new(dir.path());
        let mut at = 0;
        assert_eq!(look_twice(&mut watch, &mut at), None);

        std::fs::write(&file, "[priority]\nagreed = 7\n").unwrap();
        let saved = look_twice(&mut watch, &mut at).unwrap();
        let good = Rules::parse_over_builtin("[priority]\nagreed = 7\n").unwrap();
        assert_eq!(
            (&*saved.rules, saved.names.as_slice(), told(&saved)),
            (&good, ["rules.toml"].as_slice(), None)
        );
        assert_eq!(look_twice(&mut watch, &mut at), None);

        std::fs::write(&file, "[priority]\nagred = 7\nmore = 1\n").unwrap();
        let saved = look_twice(&mut watch, &mut at).unwrap();
        assert_eq!(*saved.rules, good);
        assert_eq!(
            told(&saved).as_deref(),
            Some(
                "Last good rules.toml in use: line 2, column 1: `agred`, did you mean `agreed`? (first of 2 mistakes)"
            )
        );

        std::fs::write(&file, "[[class]]\nid = \"hot\"\nwhen = { orders = 0, all = [{ orders = 1 }] }\n")
            .unwrap();
        let saved = look_twice(&mut watch, &mut at).unwrap();
        assert_eq!((saved.doubts, told(&saved)), (1, None));

        std::fs::remove_file(&file).unwrap();
        let saved = look_twice(&mut watch, &mut at).unwrap();
        assert_eq!((&*saved.rules, told(&saved)), (&Rules::builtin(), None));
        assert_eq!(saved.gone, ["rules.toml"]);
    }

    #[test]
    fn an_emptied_file_is_waited_for_and_then_said_to_be_empty_and_the_last_good_text_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("rules.toml");
        let good = "[priority]\nagreed = 7\n";
        std::fs::write(&file, good).unwrap();
        read_files(dir.path());
        let mut watch = Watch::new(dir.path());
        let mut at = 0;
        std::fs::write(&file, "").unwrap();
        assert_eq!(look_twice(&mut watch, &mut at), None, "its editor may be about to write it");
        std::fs::write(&file, format!("{good}day_overdue = 3\n")).unwrap();
        assert!(look_twice(&mut watch, &mut at).unwrap().blank.is_empty());

        std::fs::write(&file, "").unwrap();
        let told: Vec<_> = (0..3).filter_map(|_| look_twice(&mut watch, &mut at)).collect();
        assert_eq!((told.len(), told[0].blank.as_slice()), (1, ["rules.toml"].as_slice()));
        let words = Words(Language::En);
        assert_eq!(words.taken_up(&[], &told[0].blank, &[]), "rules.toml: empty, what is built in is used.");

        std::fs::write(&file, "[priority]\nagreed = true\n").unwrap();
        let saved = look_twice(&mut watch, &mut at).unwrap();
        let before = Rules::parse_over_builtin(&format!("{good}day_overdue = 3\n")).unwrap();
        assert_eq!(*saved.rules, before);
    }

    #[test]
    fn all_files_are_taken_up_and_told_alike() {
        let dir = tempfile::tempdir().unwrap();
        let mut watch = Watch::new(dir.path());
        let mut at = 0;
        for (name, text, wrong) in [
            ("settings.toml", "day_limit = 9", "day_limit = 0"),
            ("days_off.toml", "weekly = [\"Sun\"]", "weekly = [\"Sunday!\"]"),
            ("stages.toml", crate::domain::stage::DEFAULT_STAGES, "stage = 3"),
            ("rules.toml", "[priority]\nagreed = 7\n", "[priority]\nagreed = true\n"),
            (
                "templates/messages.toml",
                "[[message]]\nid = \"quote_follow_up\"\noff = true",
                "[[message]]\nid = 3",
            ),
        ] {
            std::fs::create_dir_all(dir.path().join("templates")).unwrap();
            std::fs::write(dir.path().join(name), text).unwrap();
            let right = look_twice(&mut watch, &mut at).unwrap();
            assert_eq!((right.names.as_slice(), told(&right)), ([name].as_slice(), None));
            std::fs::write(dir.path().join(name), wrong).unwrap();
            let kept = look_twice(&mut watch, &mut at).unwrap();
            let said = told(&kept).unwrap();
            assert!(said.starts_with(&format!("Last good {name} in use: line ")), "{said}");
            assert!(said.contains("expected"), "{said}");
            assert_eq!(
                (&kept.rules, &kept.stages, &kept.calendar, &kept.settings, &kept.messages),
                (&right.rules, &right.stages, &right.calendar, &right.settings, &right.messages),
                "{name}"
            );
            std::fs::write(dir.path().join(name), text).unwrap();
            assert_eq!(look_twice(&mut watch, &mut at).unwrap().wrong, [], "{name}");
        }
    }

    #[test]
    fn keys_in_quick_succession_do_not_touch_the_disk_and_a_file_being_written_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let mut watch = Watch::new(dir.path());
        let mut look = |ms: i64| watch.look(start().plus_ms(ms)).is_some();
        assert!(!look(0));
        std::fs::write(dir.path().join("rules.toml"), "").unwrap();
        assert!(!look(PAUSE_MS - 1) && !look(PAUSE_MS));
        std::fs::write(dir.path().join("rules.toml"), "[priority]\n").unwrap();
        assert!(!look(2 * PAUSE_MS) && look(3 * PAUSE_MS));
    }
}
