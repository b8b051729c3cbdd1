//! Stores of any size for trying things out and for measuring.
//!
//! The same arguments give the same data on every machine: each customer is drawn from the seed and
//! its own number. Changes come in batches, so that a million entries never lie in memory at once.

mod card;
mod deals;
mod history;
mod notes;
mod plan;
mod random;
mod words;

use crate::domain::{Cause, Change, ChangeId, Edit, IdMint, Moment};
use plan::Plan;
use random::Random;

/// Customers in one change: few enough to stay small in memory, enough to make saving worth its while.
const BATCH: u32 = 500;

/// A store with exactly so many customers and entries of the log, batch by batch.
///
/// Companies are called `<word> <trade> <six digits> <form>`, the digits running from 000001. About 1 %
/// of the customers are due today, 4 % overdue and 75 % later; the rest are never due or were spoken
/// to yesterday. Two fifths of the notes are Chinese; `walnut` stands in one of a thousand English
/// notes, 付款逾期 in one of a thousand Chinese ones, `sample` in many. No note is from today or later.
///
/// Without customers nothing is made, since an entry needs a customer to belong to.
pub fn generate(customers: u32, interactions: u32, seed: u64, now: Moment) -> Generated {
    Generated { customers, interactions, seed, now, done: 0, ids: IdMint::new(seed) }
}

/// The batches of [`generate`]; knows how many are still to come.
#[derive(Clone, Debug)]
pub struct Generated {
    customers: u32,
    interactions: u32,
    seed: u64,
    now: Moment,
    done: u32,
    ids: IdMint,
}

impl Iterator for Generated {
    type Item = Change;

    fn next(&mut self) -> Option<Change> {
        let end = self.done.saturating_add(BATCH).min(self.customers);
        if self.done == end {
            return None;
        }
        let id = ChangeId(self.ids.mint(self.now));
        let mut edits = Vec::new();
        for place in self.done..end {
            self.customer(place, &mut edits);
        }
        self.done = end;
        Some(Change { id, at: self.now, author: "generator".into(), cause: Cause::Generated, edits })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.customers - self.done).div_ceil(BATCH);
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Generated {}

impl Generated {
    fn customer(&mut self, place: u32, edits: &mut Vec<Edit>) {
        let mut random = Random::of(self.seed, u64::from(place));
        let plan = Plan::draw(&mut random, self.now, self.entries(place));
        let mut maker = Maker { now: self.now, ids: &mut self.ids, random, edits };
        let card = maker.card(place + 1, &plan);
        maker.history(&card, &plan);
        maker.deals(&card, &plan);
    }

    /// How many entries this customer has: an even share, part of which every second customer
    /// hands to the one before it, so that some histories are long, some empty, and the sum is exact.
    fn entries(&self, place: u32) -> usize {
        let even_share = |place: u32| {
            let upto = |n: u32| u64::from(n) * u64::from(self.interactions) / u64::from(self.customers);
            upto(place + 1) - upto(place)
        };
        let (first, second) = (place & !1, place | 1);
        let handed = if second < self.customers {
            Random::of(!self.seed, u64::from(first)).below(even_share(second) + 1)
        } else {
            0
        };
        let entries = if place == first { even_share(first) + handed } else { even_share(second) - handed };
        usize::try_from(entries).unwrap_or(usize::MAX)
    }
}

/// What making the records of one customer needs.
struct Maker<'a> {
    now: Moment,
    ids: &'a mut IdMint,
    random: Random,
    edits: &'a mut Vec<Edit>,
}

impl Maker<'_> {
    fn id(&mut self) -> uuid::Uuid {
        self.ids.mint(self.now)
    }

    fn keep(&mut self, record: impl Into<crate::domain::Record>) {
        self.edits.push(Edit::create(record));
    }
}

#[cfg(test)]
mod tests;
