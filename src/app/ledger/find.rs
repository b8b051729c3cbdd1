//! Finding customers by what is written on their cards.

use super::Ledger;
use crate::domain::{CustomerId, Summary};
use crate::search::Index;

impl Ledger {
    /// Customers whose names, people, addresses, numbers or tags hold every word typed, the best first.
    pub fn find(&self, typed: &str, limit: usize) -> Vec<CustomerId> {
        if typed.trim().is_empty() {
            return self.order.iter().take(limit).copied().collect();
        }
        self.index().find(typed, limit)
    }

    /// Gets ready to find, which takes a moment where there are very many customers.
    pub fn prepare_to_find(&self) {
        self.index();
        self.price_index();
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            self.rows.values().for_each(|row| index.insert(&row.summary.unpacked()));
            index
        })
    }

    pub(super) fn index_again(&mut self, summary: &Summary) {
        if let Some(index) = self.index.get_mut() {
            index.insert(summary);
        }
    }

    pub(super) fn drop_from_index(&mut self, id: CustomerId) {
        if let Some(index) = self.index.get_mut() {
            index.remove(id);
        }
    }
}
