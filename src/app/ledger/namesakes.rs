//! Customers of the same name, for whoever enters one anew.

use super::{Ledger, Row};
use crate::domain::text::fold_name;
use crate::domain::{CustomerId, Summary};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Every name of every customer by a digest of its compared form, which two names rarely share.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names(BTreeSet<(u32, CustomerId)>);

impl Names {
    pub fn insert(&mut self, summary: &Summary) {
        self.0.extend(names(summary).map(|name| (digest(name), summary.id)));
    }

    pub fn remove(&mut self, summary: &Summary) {
        for name in names(summary) {
            self.0.remove(&(digest(name), summary.id));
        }
    }

    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    fn bearers(&self, digest: u32) -> impl Iterator<Item = CustomerId> {
        let from = (digest, CustomerId::NOBODY);
        self.0.range(from..).take_while(move |(own, _)| *own == digest).map(|(_, id)| *id)
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
