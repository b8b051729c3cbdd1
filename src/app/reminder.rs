//! Follow-ups of today that have a time of day, for the header.

use super::App;
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
        self.ledger.timed(today, today).map(|(_, time, row)| Timed { time, customer: row.id }).collect()
    }
}
