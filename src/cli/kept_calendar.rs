//! The file for calendar programs, kept current while the cockpit is open: written on a thread of its own once nothing has
//! been changed for a while, and once more at the end.

use super::workplace::Workplace;
use super::{Global, calendar_file};
use crate::app::{App, Event};
use crate::domain::Moment;
use std::thread::{self, JoinHandle};

/// After so long without a change the file is written.
const REST_MS: i64 = 30_000;

/// When the file has to be written again.
pub struct KeptCalendar {
    /// Nothing for the demo, which has no such file.
    global: Option<Global>,
    /// The changes that the file holds.
    kept: u64,
    /// The changes seen last, and since when there have been no more.
    seen: (u64, Option<Moment>),
    writing: Option<JoinHandle<Result<(), String>>>,
}

impl KeptCalendar {
    pub fn new(global: Option<Global>) -> Self {
        Self { global, kept: 0, seen: (0, None), writing: None }
    }

    /// Begins to write the file when its time has come. Returns what went wrong with it.
    pub fn look(&mut self, app: &App, now: Moment) -> Option<Event> {
        if self.writing.as_ref().is_some_and(JoinHandle::is_finished) {
            let written = self.writing.take()?.join();
            return written.ok()?.err().map(Event::Notice);
        }
        if self.writing.is_some() || !self.is_time(app.saving.written, now) {
            return None;
        }
        app.settings.reminders.calendar.as_ref()?;
        let global = self.global.clone()?;
        let write = move || keep(&global).map_err(|error| error.to_string());
        match thread::Builder::new().name("genjin-calendar".into()).spawn(write) {
            Ok(writing) => self.writing = Some(writing),
            Err(error) => return Some(Event::Notice(error.to_string())),
        }
        None
    }

    /// Whether something was changed that the file does not hold, and all has been quiet for a while.
    fn is_time(&mut self, written: u64, now: Moment) -> bool {
        if written != self.seen.0 {
            self.seen = (written, Some(now));
        }
        let rests = self.seen.1.is_some_and(|since| now.unix_ms() - since.unix_ms() >= REST_MS);
        let is_time = rests && self.kept != written;
        if is_time {
            self.kept = written;
        }
        is_time
    }
}

/// Writes the file, if the settings name one, from what is in the data folder.
pub fn keep(global: &Global) -> anyhow::Result<()> {
    let place = Workplace::find(global)?;
    if place.settings.reminders.calendar.is_none() {
        return Ok(());
    }
    let mut place = place.looked()?;
    // The screen has told them already.
    place.notices.clear();
    let kept = calendar_file::keep(&place);
    place.close()?;
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_written_once_when_all_has_been_quiet_for_a_while() {
        let start = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
        let mut kept = KeptCalendar::new(None);
        let mut at = |written: u64, seconds: i64| kept.is_time(written, start.plus_ms(seconds * 1000));
        assert!(!at(0, 0) && !at(0, 90), "nothing was changed");
        assert!(!at(1, 100) && !at(1, 129) && !at(2, 129), "work goes on");
        assert!(!at(2, 158) && at(2, 159) && !at(2, 160) && !at(2, 900), "once");
        assert!(!at(3, 901) && at(3, 931));
    }
}
