//! The customers behind a figure: how many, and the most telling of them.

use crate::domain::CustomerId;
use crate::domain::money::Money;
use std::cmp::Reverse;
use time::Date;

/// So many customers are listed behind a figure; beyond them only their number is known.
pub const MOST_LISTED: usize = 200;

/// Customers behind a figure, the most telling first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// How many there are.
    pub count: usize,
    /// The first [`MOST_LISTED`] of them.
    pub listed: Vec<Listed>,
}

/// One customer behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub customer: CustomerId,
    pub detail: Detail,
    /// Higher comes first.
    weight: i64,
}

/// What a figure has to tell of one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The customer alone.
    None,
    /// Came to the stage on that day and has not gone on.
    StandsSince(Date),
    /// Went on after so many days.
    WentOnAfter(u32),
    /// Contacts that the cadence asked for, the most that it allows, and those that were made.
    Touches {
        asked: u32,
        most: u32,
        made: u32,
    },
    /// So many contacts.
    Times(usize),
    Amount(Money),
    /// So many quotations.
    Quotations(usize),
    /// Messages of ours, and answers to them.
    Answers {
        asked: u32,
        answered: u32,
    },
    /// In the seller's own words.
    Said(String),
}

impl Behind {
    /// Adds a customer who is not among them yet.
    pub fn add(&mut self, customer: CustomerId, detail: Detail, weight: i64) {
        self.count += 1;
        self.listed.push(Listed { customer, detail, weight });
        if self.listed.len() >= 2 * MOST_LISTED {
            self.trim();
        }
    }

    /// Leaves those who are listed, in their order.
    pub fn trim(&mut self) {
        self.listed.sort_by_key(|listed| (Reverse(listed.weight), listed.customer));
        self.listed.truncate(MOST_LISTED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_most_telling_are_listed_and_all_are_counted() {
        let mut behind = Behind::default();
        for number in 0..1000_u32 {
            let weight = i64::from(number * 7 % 1000);
            behind.add(CustomerId(Uuid::from_u128(number.into())), Detail::None, weight);
        }
        behind.trim();
        assert_eq!((behind.count, behind.listed.len()), (1000, MOST_LISTED));
        let weights: Vec<_> = behind.listed.iter().map(|listed| listed.weight).collect();
        let expected: Vec<_> = (800..1000).rev().collect();
        assert_eq!(weights, expected);
    }
}
