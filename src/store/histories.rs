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
        match self.page(after) {
            Err(error) if error.is_in_database() => self.page_by_customer(after),
            page => page,
        }
    }

    fn page(&self, after: Option<CustomerId>) -> Result<Vec<Record>, StoreError> {
        let mut page: Vec<Record> = Vec::with_capacity(2 * PAGE);
        for row in self.trees.rows_by_customer(after) {
            let record = self.trees.record(&row?)?;
            let is_next = page.last().is_some_and(|last| last.customer() != record.customer());
            if is_next && page.len() >= PAGE {
                break;
            }
            page.push(record);
        }
        Ok(page)
    }

    /// The same with one look at each customer, which takes longer and finds what sled has lost in the truth.
    fn page_by_customer(&self, after: Option<CustomerId>) -> Result<Vec<Record>, StoreError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cause, Edit};
    use crate::store::tests::sample::{self, Seller};

    #[test]
    fn everybody_comes_once_and_whole_whatever_the_pages() {
        let dir = tempfile::tempdir().unwrap();
        let (mut store, _) = Store::open(dir.path(), sample::now(), 1).unwrap();
        assert_eq!(store.histories(None).unwrap(), []);
        let mut seller = Seller::new();
        let (mut edits, mut expected) = (Vec::new(), Vec::new());
        for number in 0..25_i64 {
            let mut card = seller.customer("Acme");
            // Longer than one key holds.
            card.note = "n".repeat(if number % 7 == 0 { 9000 } else { 1 });
            let mut records = vec![Record::from(card.clone())];
            records
                .extend((0..100 + number).map(|day| Record::from(seller.interaction(&card, -day, "said"))));
            edits.extend(records.iter().cloned().map(Edit::create));
            expected.push(Dossier::from_records(records).unwrap());
        }
        store.commit(&seller.change(Cause::Imported, edits)).unwrap();
        let (mut found, mut pages) = (Vec::new(), 0);
        let page = |after| {
            pages += 1;
            store.histories(after)
        };
        every_dossier(page, |dossier| found.push(dossier)).unwrap();
        assert_eq!(found, expected);
        // Ten customers a page, or nine where they have more to say, and one page that is empty.
        assert_eq!(pages, 4);
    }

    #[test]
    fn what_sled_has_lost_is_read_from_the_truth() {
        let dir = tempfile::tempdir().unwrap();
        let (mut store, _) = Store::open(dir.path(), sample::now(), 1).unwrap();
        let mut seller = Seller::new();
        let cards = ["Acme", "Nova", "Kopi"].map(|company| seller.customer(company));
        let edits = cards.iter().cloned().map(Edit::create).collect();
        store.commit(&seller.change(Cause::Imported, edits)).unwrap();
        store.trees.spoil(cards[1].id);
        let mut found = Vec::new();
        every_dossier(|after| store.histories(after), |dossier| found.push(dossier.customer.company))
            .unwrap();
        assert_eq!(found, ["Acme", "Nova", "Kopi"]);
    }

    #[test]
    fn a_page_that_cannot_be_read_ends_it() {
        let mut taken = 0;
        let done = every_dossier(|_| Err::<Vec<Record>, _>("gone"), |_| taken += 1);
        assert_eq!((done, taken), (Err("gone"), 0));
    }
}
