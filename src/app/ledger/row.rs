//! A customer as the ledger keeps it: what the orders hang on at hand, the rest packed.

use super::packed::Packed;
use super::pipeline::Sifted;
use crate::domain::{Country, CustomerId, Moment, Summary};
use crate::rules::{Assessment, Due, DueBasis};
use std::cmp::{Ordering, Reverse};
use time::Date;

/// A customer in short, and what the rules say of it today.
#[derive(Debug, PartialEq)]
pub struct Row {
    pub id: CustomerId,
    pub summary: Packed,
    pub assessment: Assessment,
    country: Option<Country>,
    do_not_contact: bool,
    has_ordered: bool,
    created: Date,
    last_contact: Option<Moment>,
    /// Whether the last contact is a message with which nobody has done anything yet.
    is_open: bool,
}

impl Row {
    pub(super) fn new(summary: &Summary, packed: Packed, assessment: Assessment) -> Self {
        let last_contact = summary.contact.last.as_ref().map(|last| last.at);
        Self {
            id: summary.id,
            summary: packed,
            assessment,
            country: summary.country,
            do_not_contact: summary.do_not_contact,
            has_ordered: !summary.deals.ordered.is_empty(),
            created: summary.created.date(),
            last_contact,
            is_open: is_open(summary),
        }
    }

    /// The same customer on another day.
    pub(super) fn assessed(&self, assessment: Assessment) -> Self {
        Self { summary: self.summary.copy(), assessment, ..*self }
    }

    /// The order of today's list: priority, then the older date, then the name.
    pub fn urgency(a: &Self, b: &Self) -> Ordering {
        urgency(a, b)
    }

    /// Whether somebody was talked to then; a message that only came in is work to do.
    pub fn was_contacted_on(&self, day: Date) -> bool {
        !self.is_open && self.last_contact.is_some_and(|at| at.date() == day)
    }

    /// Whether the customer waits for an answer whose time has come, with no day agreed for it.
    pub fn owes_answer(&self, today: Date) -> bool {
        let is_due = |due: Due| due.is_open(today) && due.basis != DueBasis::Agreed;
        self.assessment.due.is_some_and(is_due) && self.summary.contact.is_waiting()
    }

    /// What was agreed to be done, unless it is for another day than the one that counts.
    pub fn agreed_action(&self) -> Option<&str> {
        let plan = self.summary.follow_up.as_ref().filter(|plan| !plan.action.is_empty())?;
        let due = self.assessment.due.map(|due| due.basis);
        let counts = plan.date.is_none() || due.is_none_or(|basis| basis == DueBasis::Agreed);
        counts.then_some(plan.action.as_str())
    }

    pub fn has_ordered(&self) -> bool {
        self.has_ordered
    }

    pub fn do_not_contact(&self) -> bool {
        self.do_not_contact
    }

    pub fn country(&self) -> Option<Country> {
        self.country
    }

    pub fn created(&self) -> Date {
        self.created
    }

    /// When there was a contact last, in either direction.
    pub fn last_contact(&self) -> Option<Moment> {
        self.last_contact
    }

    /// Looks at what filters ask, laying out hardly anybody.
    pub(super) fn with_sifted(&self, look: impl FnOnce(&Sifted<'_>)) {
        match self.summary.sifted() {
            Some(sifted) => look(&sifted),
            None => look(&Sifted::of(&self.summary.unpacked())),
        }
    }

    /// The first bytes of the name as it sorts, zeros behind a shorter one: a number that compares as they do.
    pub(super) fn name_begins(&self) -> u64 {
        let name = self.sort_name();
        u64::from_be_bytes(std::array::from_fn(|place| name.get(place).copied().unwrap_or(0)))
    }

    /// The name as it sorts, as UTF-8.
    pub fn sort_name(&self) -> &[u8] {
        self.summary.sort_name()
    }
}

/// Whether the customer waits for an answer and nothing was agreed since.
fn is_open(summary: &Summary) -> bool {
    let set_at = summary.follow_up.as_ref().filter(|plan| plan.date.is_some()).and_then(|plan| plan.set_at);
    let wrote = summary.contact.wrote.filter(|_| summary.contact.is_waiting());
    wrote.is_some_and(|wrote| set_at.is_none_or(|set_at| wrote > set_at))
}

impl Clone for Row {
    fn clone(&self) -> Self {
        self.assessed(self.assessment)
    }
}

pub(super) fn is_due(row: &Row, today: Date) -> bool {
    row.assessment.due.is_some_and(|due| due.is_open(today))
}

pub(super) fn by_name(a: &Row, b: &Row) -> Ordering {
    (a.sort_name(), a.id).cmp(&(b.sort_name(), b.id))
}

/// The order of today's list: priority, then the older date, then the name.
pub(super) fn urgency(a: &Row, b: &Row) -> Ordering {
    let key = |row: &Row| (Reverse(row.assessment.priority), row.assessment.due.map(|due| due.by));
    key(a).cmp(&key(b)).then_with(|| by_name(a, b))
}
