//! What was told today already, kept beside the data so that nothing is told twice.

use crate::cli::calendar_file::put;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use time::Date;

/// The reminders of one day: the date on the first line, then one a line.
pub struct Told {
    path: PathBuf,
    day: String,
    reminders: BTreeSet<String>,
    is_new: bool,
}

impl Told {
    pub fn path(dir: &Path) -> PathBuf {
        dir.join("reminded.txt")
    }

    /// What was told on that day; a file that is missing, of another day or unreadable says: nothing.
    pub fn read(dir: &Path, today: Date) -> Self {
        let (path, day) = (Self::path(dir), today.to_string());
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let mut lines = text.lines();
        let is_of_today = lines.next() == Some(day.as_str());
        let reminders = if is_of_today { lines.map(str::to_owned).collect() } else { BTreeSet::new() };
        Self { path, day, reminders, is_new: false }
    }

    /// Notes that something is told. Returns whether it was not told before.
    pub fn add(&mut self, what: String) -> bool {
        let is_new = self.reminders.insert(what);
        self.is_new |= is_new;
        is_new
    }

    /// Writes it down, if there is anything new.
    pub fn keep(&self) -> io::Result<()> {
        if !self.is_new {
            return Ok(());
        }
        let mut text = format!("{}\n", self.day);
        for reminder in &self.reminders {
            text.push_str(reminder);
            text.push('\n');
        }
        put(&self.path, &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_thing_is_told_once_a_day() {
        let dir = tempfile::tempdir().unwrap();
        let mut told = Told::read(dir.path(), date!(2026 - 06 - 05));
        assert!(told.add("day".into()) && told.add("a 10:30".into()) && !told.add("day".into()));
        told.keep().unwrap();
        let mut again = Told::read(dir.path(), date!(2026 - 06 - 05));
        assert!(!again.add("day".into()) && !again.add("a 10:30".into()) && again.add("a 11:00".into()));
        assert!(Told::read(dir.path(), date!(2026 - 06 - 06)).add("day".into()));
        std::fs::write(Told::path(dir.path()), b"\xff\xfe").unwrap();
        assert!(Told::read(dir.path(), date!(2026 - 06 - 05)).add("day".into()));
    }
}
