//! How many rows there are and a digest of them all, kept along with every write.
//!
//! The digest is the sum of one number a row, so that a row's coming and going changes it without looking
//! at any other row, and so that the order does not matter. The journal's edits add up to the same sum
//! as the rows that they lead to, which is how the copies of the data are compared.

use crate::domain::id::scatter;
use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign};

/// Rows counted and summed up; differences are tallies as well, with wrapping counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    pub rows: u64,
    pub digest: u64,
}

/// What the trees hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub records: Sum,
    pub summaries: Sum,
}

impl Sum {
    /// A row that is there.
    pub fn of(key: &[u8], value: &[u8]) -> Self {
        let number = (u64::from(crc32fast::hash(key)) << 32) | u64::from(crc32fast::hash(value));
        Self { rows: 1, digest: scatter(number) }
    }

    /// A row that goes.
    pub fn negative(self) -> Self {
        Self { rows: self.rows.wrapping_neg(), digest: self.digest.wrapping_neg() }
    }
}

impl Add for Sum {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let (rows, digest) = (self.rows.wrapping_add(other.rows), self.digest.wrapping_add(other.digest));
        Self { rows, digest }
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.records += other.records;
        self.summaries += other.summaries;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_add_up_in_any_order_and_take_each_other_back() {
        let (a, b) = (Sum::of(b"a", b"1"), Sum::of(b"b", b"2"));
        assert_eq!(a + b, b + a);
        assert_eq!(a + b + a.negative(), b);
        assert_ne!(a, Sum::of(b"a", b"2"));
        assert_ne!(a, Sum::of(b"b", b"1"));
        assert_eq!((a + b).rows, 2);
    }
}
