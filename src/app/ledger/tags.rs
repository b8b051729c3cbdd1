//! Which tags are in use.

use super::Ledger;
use std::cmp::Reverse;
use std::collections::HashMap;

impl Ledger {
    /// Tags in use, the most used first.
    pub fn tags(&self) -> Vec<(String, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for row in self.rows.values() {
            for tag in &row.summary.tags {
                *counts.entry(tag).or_default() += 1;
            }
        }
        let mut tags: Vec<_> = counts.into_iter().map(|(tag, count)| (tag.to_owned(), count)).collect();
        tags.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        tags
    }
}
