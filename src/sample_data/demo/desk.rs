//! The desk under construction: what every part of it needs to turn entries into records.

use super::day::Day;
use crate::domain::{Edit, IdMint, Moment, Record, Stages};
use time::{Date, Duration};
use uuid::Uuid;

/// The records made so far and the day that all others count from.
pub(super) struct Desk<'a> {
    pub now: Moment,
    pub ids: &'a mut IdMint,
    pub stages: Stages,
    pub seller: String,
    pub edits: Vec<Edit>,
}

/// A field of the asset and what is wrong with it.
#[derive(Debug)]
pub(super) struct Wrong {
    pub field: String,
    pub problem: String,
}

impl Wrong {
    pub fn new(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { field: field.into(), problem: problem.into() }
    }
}

impl Desk<'_> {
    pub fn id(&mut self) -> Uuid {
        self.ids.mint(self.now)
    }

    pub fn keep(&mut self, record: impl Into<Record>) {
        self.edits.push(Edit::create(record));
    }

    /// A day that may lie ahead.
    pub fn date(&self, day: Day, field: &str) -> Result<Date, Wrong> {
        let seconds = day.days.checked_mul(86_400);
        seconds
            .and_then(|seconds| self.now.date().checked_add(Duration::seconds(seconds)))
            .ok_or_else(|| Wrong::new(field, format!("no calendar reaches {} days from today", day.days)))
    }

    /// A day on which something has happened: yesterday at the latest, since now may be any time of today.
    pub fn past(&self, day: Day, field: &str) -> Result<Date, Wrong> {
        if day.days >= 0 {
            let problem = format!("{} has not happened yet; it must be -1 or earlier", day.days);
            return Err(Wrong::new(field, problem));
        }
        self.date(day, field)
    }

    /// The moment at which something has happened; needs a time of day.
    pub fn past_moment(&self, day: Day, field: &str) -> Result<Moment, Wrong> {
        let date = self.past(day, field)?;
        let time =
            day.time.ok_or_else(|| Wrong::new(field, "needs a time of day, for example \"-4 16:20\""))?;
        Ok(Moment::at(date, time, self.now.offset_minutes()))
    }
}

/// The same for days that may be absent.
pub(super) fn optional<T>(
    day: Option<Day>,
    read: impl FnOnce(Day) -> Result<T, Wrong>,
) -> Result<Option<T>, Wrong> {
    day.map(read).transpose()
}
