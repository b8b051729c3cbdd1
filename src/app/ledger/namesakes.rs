//! Customers of the same name, for whoever enters one anew.

use super::{Ledger, Row};
use crate::domain::text::fold_name;
use crate::domain::{CustomerId, Summary};
use std::collections::{BTreeMap, BTreeSet};

/// The other names of customers as they are compared, and who bears them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Aliases(BTreeMap<String, BTreeSet<CustomerId>>);

impl Aliases {
    pub fn insert(&mut self, summary: &Summary) {
        for alias in &summary.aliases {
            self.0.entry(fold_name(alias)).or_default().insert(summary.id);
        }
    }

    pub fn remove(&mut self, summary: &Summary) {
        for alias in &summary.aliases {
            let alias = fold_name(alias);
            let bearers = self.0.get_mut(&alias);
            if bearers.is_some_and(|bearers| bearers.remove(&summary.id) && bearers.is_empty()) {
                self.0.remove(&alias);
            }
        }
    }

    pub fn append(&mut self, other: Self) {
        for (alias, bearers) in other.0 {
            self.0.entry(alias).or_default().extend(bearers);
        }
    }
}

impl Ledger {
    /// Customers that bear this name already, in whatever spelling.
    pub fn namesakes(&self, company: &str) -> Vec<&Row> {
        let name = fold_name(company);
        if name.is_empty() {
            return Vec::new();
        }
        let by_alias = self.aliases.0.get(&name);
        let is_alias = |row: &&Row| by_alias.is_some_and(|bearers| bearers.contains(&row.id));
        self.rows().filter(|row| row.sort_name() == name.as_bytes() || is_alias(row)).collect()
    }
}
