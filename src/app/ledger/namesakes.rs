//! Customers of the same name, for whoever enters one anew.

use super::{Ledger, Row};
use crate::domain::text::fold_name;

impl Ledger {
    /// Customers that bear this name already, in whatever spelling.
    pub fn namesakes(&self, company: &str) -> Vec<&Row> {
        let name = fold_name(company);
        if name.is_empty() {
            return Vec::new();
        }
        let same = |row: &&Row| {
            *row.sort_name == *name || row.summary.aliases.iter().any(|alias| fold_name(alias) == name)
        };
        self.rows().filter(same).collect()
    }
}
