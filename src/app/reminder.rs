//! Follow-ups of today that have a time of day, for the header.

use super::App;
use super::ledger::Row;
use crate::domain::CustomerId;
use time::Time;

/// A follow-up at a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timed {
    pub time: Time,
    pub customer: CustomerId,
}

impl App {
    /// Today's follow-ups with a time, the earliest first. Those talked to since are on the list no more.
    pub fn timed(&self) -> Vec<Timed> {
        let today = self.now.date();
        let timed = |row: &Row| {
            let plan = row.summary.follow_up.as_ref().filter(|plan| plan.date == Some(today))?;
            Some(Timed { time: plan.time?, customer: row.summary.id })
        };
        let rows = self.ledger.agenda().iter().filter_map(|id| self.ledger.row(*id));
        let mut timed: Vec<_> = rows.filter_map(timed).collect();
        timed.sort_unstable();
        timed
    }
}
