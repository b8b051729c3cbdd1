//! Follow-ups of today that have a time of day: those whose time has come, and the one that comes next.

use super::App;
use super::ledger::Row;
use super::message::Message;
use crate::domain::{CustomerId, Moment};
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

    /// Tells of the follow-up whose time came after `before`.
    pub(super) fn time_has_come(&self, before: Moment) -> Option<Message> {
        let came = |timed: &Timed| {
            let at = Moment::at(self.now.date(), timed.time, self.now.offset_minutes());
            at > before && at <= self.now
        };
        let Timed { time, customer } = self.timed().into_iter().rfind(came)?;
        let summary = &self.ledger.row(customer)?.summary;
        let action = summary.follow_up.as_ref().map_or_else(String::new, |plan| plan.action.clone());
        Some(Message::TimeHasCome { time, company: summary.company.clone(), action })
    }
}
