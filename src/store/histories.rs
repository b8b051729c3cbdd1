//! Going over the histories of all customers, page by page, so that whoever writes meanwhile waits for one
//! page at most and nobody holds everything at once.

use super::{Store, StoreError};
use crate::domain::{CustomerId, Dossier, Record};

/// A page ends with the customer that brings it to so many records.
const PAGE: usize = 1000;

impl Store {
    /// The records of the customers behind one in the order of ids, customer by customer, from the first one
    /// without `after`; nothing when there are no more.
    ///
    /// # Errors
    /// [`StoreError::Database`] when sled cannot read them.
    pub fn histories(&self, after: Option<CustomerId>) -> Result<Vec<Record>, StoreError> {
        let mut page = Vec::new();
        for customer in self.trees.customers(after) {
            page.extend(self.records_of(customer?)?);
            if page.len() >= PAGE {
                break;
            }
        }
        Ok(page)
    }
}

/// Hands every customer with its history to `take`, from pages as [`Store::histories`] makes them.
///
/// # Errors
/// The first one that a page could not be read for; what was taken until then stands.
pub fn every_dossier<E>(
    mut page: impl FnMut(Option<CustomerId>) -> Result<Vec<Record>, E>,
    mut take: impl FnMut(Dossier),
) -> Result<(), E> {
    let mut after = None;
    loop {
        let records = page(after)?;
        let Some(last) = records.last().map(Record::customer) else { return Ok(()) };
        after = Some(last);
        let mut records = records.into_iter().peekable();
        while let Some(customer) = records.peek().map(Record::customer) {
            let own = std::iter::from_fn(|| records.next_if(|record| record.customer() == customer));
            if let Some(dossier) = Dossier::from_records(own) {
                take(dossier);
            }
        }
    }
}
