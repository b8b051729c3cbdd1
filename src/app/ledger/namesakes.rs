//! Customers of the same name, for whoever enters one anew.

use super::{Ledger, Row};
use crate::domain::text::fold_name;
use crate::domain::{CustomerId, Summary};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The other names of customers as they are compared, and who bears them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Aliases(BTreeSet<(String, CustomerId)>);

impl Aliases {
    pub fn insert(&mut self, summary: &Summary) {
        self.0.extend(summary.aliases.iter().map(|alias| (fold_name(alias), summary.id)));
    }

    pub fn remove(&mut self, summary: &Summary) {
        for alias in &summary.aliases {
            self.0.remove(&(fold_name(alias), summary.id));
        }
    }

    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    fn bearers(&self, name: &str) -> impl Iterator<Item = CustomerId> {
        let from = self.0.range((name.to_owned(), CustomerId(Uuid::nil()))..);
        from.take_while(move |(alias, _)| alias == name).map(|(_, id)| *id)
    }
}

impl Ledger {
    /// Customers that bear this name already, in whatever spelling.
    pub fn namesakes(&self, company: &str) -> Vec<&Row> {
        let name = fold_name(company);
        if name.is_empty() {
            return Vec::new();
        }
        let with_alias: BTreeSet<_> = self.aliases.bearers(&name).collect();
        self.rows().filter(|row| row.sort_name() == name.as_bytes() || with_alias.contains(&row.id)).collect()
    }
}
