//! Which tags are in use.

use super::Ledger;
use crate::domain::Summary;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How many customers have each tag.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TagCounts(HashMap<String, usize>);

impl TagCounts {
    pub fn insert(&mut self, summary: &Summary) {
        for tag in &summary.tags {
            *self.0.entry(tag.clone()).or_default() += 1;
        }
    }

    pub fn remove(&mut self, summary: &Summary) {
        for tag in &summary.tags {
            if let Some(count) = self.0.get_mut(tag) {
                *count -= 1;
            }
        }
        self.0.retain(|_, count| *count > 0);
    }

    pub fn append(&mut self, other: Self) {
        for (tag, count) in other.0 {
            *self.0.entry(tag).or_default() += count;
        }
    }
}

impl Ledger {
    /// Tags in use, the most used first.
    pub fn tags(&self) -> Vec<(String, usize)> {
        let mut tags: Vec<_> = self.tags.0.iter().map(|(tag, count)| (tag.clone(), *count)).collect();
        tags.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        tags
    }
}
