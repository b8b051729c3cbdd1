//! Shapes that records had in earlier versions of the storage format, frozen for ever.
//!
//! [`codec`](super::codec) reads them and turns them into the types of today; nothing writes them any more.

use crate::domain::{Channel, CustomerId, FollowUp};
use serde::Deserialize;
use time::{Date, Time};

/// The next step as version 1 kept it, before it could rest until the customer answers.
#[derive(Debug, Deserialize)]
pub struct FollowUpV1 {
    customer: CustomerId,
    date: Option<Date>,
    time: Option<Time>,
    action: String,
    goal: String,
    channel: Option<Channel>,
    postponed: u16,
}

impl From<FollowUpV1> for FollowUp {
    fn from(old: FollowUpV1) -> Self {
        let FollowUpV1 { customer, date, time, action, goal, channel, postponed } = old;
        Self { customer, date, time, action, goal, channel, postponed, until_answer: false }
    }
}
