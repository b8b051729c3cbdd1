//! Follow-ups that are agreed for a time of day, so that a frame and a minute ask these few alone.

use super::row::is_due;
use super::{Ledger, Row};
use crate::domain::{CustomerId, Summary};
use std::collections::BTreeSet;
use time::{Date, Time};

/// Whose follow-up is at which time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Times(BTreeSet<(Date, Time, CustomerId)>);

impl Times {
    pub fn insert(&mut self, summary: &Summary) {
        self.0.extend(time_of(summary));
    }

    pub fn remove(&mut self, summary: &Summary) {
        if let Some(time) = time_of(summary) {
            self.0.remove(&time);
        }
    }

    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }
}

fn time_of(summary: &Summary) -> Option<(Date, Time, CustomerId)> {
    let plan = summary.follow_up.as_ref()?;
    Some((plan.date?, plan.time?, summary.id))
}

impl Ledger {
    /// Customers on today's list whose follow-up has a time from one day to another, both included, the earliest first.
    pub fn timed(&self, first: Date, last: Date) -> impl Iterator<Item = (Date, Time, &Row)> {
        let from = (first, Time::MIDNIGHT, CustomerId::NOBODY);
        let days = self.times.0.range(from..).take_while(move |(date, ..)| *date <= last);
        let rows = days.filter_map(|(date, time, id)| Some((*date, *time, self.row(*id)?)));
        rows.filter(|(.., row)| is_due(row, self.today))
    }
}
