//! Customers of the same name, for whoever enters one anew.

use super::{Ledger, Row};
use crate::domain::text::fold_name;
use crate::domain::{CustomerId, Summary};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// Every name of every customer by a digest of its compared form, which two names rarely share.
///
/// A sorted list and what came since it was sorted: there are very many, and a tree of them takes twice the room.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Who is gone is nobody, in the same place.
    all: Vec<(u32, CustomerId)>,
    /// So many of them are in order.
    sorted: usize,
}

/// So many may be out of order: a look at them takes some microseconds.
const UNSORTED: usize = 4096;

impl Names {
    pub fn insert(&mut self, summary: &Summary) {
        self.all.extend(names(summary).map(|name| (digest(name), summary.id)));
        if self.all.len() - self.sorted > UNSORTED {
            self.sort();
        }
    }

    pub fn remove(&mut self, summary: &Summary) {
        for name in names(summary) {
            let digest = digest(name);
            let same = self.same(digest).start;
            let is_it = |it: &&mut (u32, CustomerId)| **it == (digest, summary.id);
            let (sorted, fresh) = self.all.split_at_mut(self.sorted);
            let sorted = sorted.iter_mut().skip(same).take_while(|it| it.0 == digest);
            if let Some((_, id)) = sorted.chain(fresh).find(is_it) {
                *id = CustomerId::NOBODY;
            }
        }
    }

    pub fn append(&mut self, other: Self) {
        self.all.extend(other.all);
        self.sort();
    }

    fn sort(&mut self) {
        self.all.retain(|(_, id)| *id != CustomerId::NOBODY);
        // What is in order already stays together.
        self.all.sort();
        self.sorted = self.all.len();
    }

    /// Where this digest is among those in order.
    fn same(&self, digest: u32) -> Range<usize> {
        let sorted = self.all.get(..self.sorted).unwrap_or_default();
        let from = sorted.partition_point(|(own, _)| *own < digest);
        from..sorted.partition_point(|(own, _)| *own <= digest)
    }

    fn bearers(&self, digest: u32) -> impl Iterator<Item = CustomerId> {
        let sorted = self.all.get(self.same(digest)).unwrap_or_default();
        let fresh = self.all.get(self.sorted..).unwrap_or_default();
        let same =
            sorted.iter().chain(fresh).filter(move |(own, id)| *own == digest && *id != CustomerId::NOBODY);
        same.map(|(_, id)| *id)
    }
}

/// The same if they know the same names.
impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        let all = |it: &Self| {
            let mut all: Vec<_> =
                it.all.iter().filter(|(_, id)| *id != CustomerId::NOBODY).copied().collect();
            all.sort_unstable();
            all
        };
        all(self) == all(other)
    }
}

fn names(summary: &Summary) -> impl Iterator<Item = &str> {
    std::iter::once(&summary.company).chain(&summary.aliases).map(String::as_str)
}

fn digest(name: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    fold_name(name).hash(&mut hasher);
    // Half of it tells names apart well enough, and there is one for every customer.
    (hasher.finish() >> 32) as u32
}

impl Ledger {
    /// Customers that bear this name already, in whatever spelling.
    pub fn namesakes(&self, company: &str) -> Vec<&Row> {
        let name = fold_name(company);
        if name.is_empty() {
            return Vec::new();
        }
        let bears = |row: &&Row| names(&row.summary).any(|other| fold_name(other) == name);
        self.names.bearers(digest(company)).filter_map(|id| self.row(id)).filter(bears).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::ledger::tests::summary_of;
    use std::collections::BTreeSet;

    #[test]
    fn names_that_come_and_go_by_the_thousand_are_those_of_a_set() {
        let named = |n: u128| Summary { company: format!("No. {}", n % 900), ..summary_of(n) };
        let (mut left, mut right, mut set) = (Names::default(), Names::default(), BTreeSet::new());
        for n in 1..6_000 {
            let part = if n < 5_000 { &mut left } else { &mut right };
            part.insert(&named(n));
            set.insert((n % 900, CustomerId(uuid::Uuid::from_u128(n))));
            if n % 3 == 0 {
                let gone = if n < 5_000 { n / 2 + 1 } else { n };
                part.remove(&named(gone));
                set.remove(&(gone % 900, CustomerId(uuid::Uuid::from_u128(gone))));
            }
        }
        left.append(right);
        for name in 0..900 {
            let mut known: Vec<_> = left.bearers(digest(&format!("No. {name}"))).collect();
            known.sort();
            let expected: Vec<_> = set.iter().filter(|(own, _)| *own == name).map(|(_, id)| *id).collect();
            assert_eq!(known, expected, "{name}");
        }
    }
}
