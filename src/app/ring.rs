//! The times of follow-ups that come while the program runs.

use super::App;
use super::message::Message;
use crate::domain::{CustomerId, Moment};
use time::{Date, Time};

/// A follow-up whose time has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeCome {
    pub customer: CustomerId,
    pub company: String,
    pub time: Time,
    /// What was agreed to do; may be empty.
    pub action: String,
}

impl App {
    /// The follow-ups whose time lies behind `since` and not behind `now`, the earliest first.
    pub fn times_come(&self, since: Moment, now: Moment) -> Vec<TimeCome> {
        // Times are told to the minute, so between two minutes there are none.
        if now.to_the_minute() <= since.to_the_minute() {
            return Vec::new();
        }
        // A clock that was set to another zone may be a day apart.
        let (first, last) = (since.date().previous_day(), now.date().next_day());
        let timed = self.ledger.timed(first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX));
        let mut come: Vec<_> = timed
            .filter_map(|(date, time, row)| {
                let at = Moment::at(date, time, now.offset_minutes());
                (since < at && at <= now).then(|| {
                    let action =
                        row.summary.follow_up.as_ref().map_or_else(String::new, |plan| plan.action.clone());
                    let company = row.summary.company.clone();
                    (at, TimeCome { customer: row.id, company, time: at.time(), action })
                })
            })
            .collect();
        come.sort_by(|a, b| (a.0, &a.1.company).cmp(&(b.0, &b.1.company)));
        come.into_iter().map(|(_, come)| come).collect()
    }

    /// Tells of the latest of them in the line for messages, unless that tells of a failure.
    pub(super) fn tell_times(&mut self, come: &[TimeCome]) {
        let Some(last) = come.last() else { return };
        if !self.message.as_ref().is_some_and(Message::is_failure) {
            self.message = Some(Message::TimeCome(last.clone()));
        }
    }
}
