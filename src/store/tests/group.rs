//! Changes that share one fsync end as they would one by one.

use super::sample::Seller;
use super::{all, open};
use crate::domain::{Cause, Change, Customer, Edit};
use crate::store::{Committed, Store, StoreError};
use std::path::Path;

/// Changes of several customers: some twice, one that does not fit, one that changes nothing.
fn queue(seller: &mut Seller) -> Vec<Change> {
    let cards: Vec<_> = (0..6).map(|number| seller.customer(&format!("Company {number}"))).collect();
    let mut queue: Vec<_> =
        cards.iter().map(|card| seller.change(Cause::Added, vec![Edit::create(card.clone())])).collect();
    let note = |card: &Customer, text: &str| Customer { note: text.into(), ..card.clone() };
    let edit = |seller: &mut Seller, before: &Customer, after: &Customer| {
        seller.change(Cause::Edited, vec![Edit::update(before.clone(), after.clone())])
    };
    let (first, second) = (note(&cards[0], "first"), note(&cards[0], "second"));
    queue.push(edit(seller, &cards[0], &first));
    queue.push(edit(seller, &cards[1], &note(&cards[1], "one")));
    queue.push(edit(seller, &first, &second));
    queue.push(edit(seller, &cards[0], &note(&cards[0], "too late")));
    queue.push(edit(seller, &cards[2], &cards[2]));
    queue.push(edit(seller, &cards[3], &note(&cards[3], "three")));
    queue
}

/// What each came to, but for the errors' words.
fn told(results: Vec<Result<Committed, StoreError>>) -> Vec<Option<Committed>> {
    results.into_iter().map(Result::ok).collect()
}

fn history(dir: &Path, store: &mut Store, seller: &mut Seller) -> (Vec<crate::domain::Record>, usize) {
    let records = all(store);
    let mut undone = 0;
    while store.undo(seller.change_id(), super::sample::now(), "me").unwrap().is_some() {
        undone += 1;
    }
    assert_eq!(all(store), []);
    assert!(dir.join("journal").is_dir());
    (records, undone)
}

#[test]
fn changes_that_share_a_sync_end_as_they_would_one_by_one() {
    let (together, one_by_one) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let queue = queue(&mut Seller::new());
    let mut store = open(together.path());
    let grouped = told(store.commit_all(&queue.iter().collect::<Vec<_>>()));
    let mut other = open(one_by_one.path());
    let single = told(queue.iter().map(|change| other.commit(change)).collect());
    assert_eq!(grouped, single);
    assert_eq!(grouped.iter().filter(|done| done.is_none()).count(), 1, "the one that came too late");
    // Read again from what is on the disk, and once more from the journal alone.
    drop((store, other));
    std::fs::remove_dir_all(together.path().join("sled")).unwrap();
    let (mut store, _) = Store::open(together.path(), super::sample::now(), 1).unwrap();
    let mut other = open(one_by_one.path());
    let seller = &mut Seller::with_seed(99);
    assert_eq!(history(together.path(), &mut store, seller), history(one_by_one.path(), &mut other, seller));
}

#[test]
fn a_group_that_meets_a_full_disk_leaves_nothing_half_done() {
    let dir = tempfile::tempdir().unwrap();
    let queue = queue(&mut Seller::new());
    let mut store = open(dir.path());
    store.journal.as_mut().unwrap().leave_room(Some(100));
    let results = store.commit_all(&queue.iter().take(6).collect::<Vec<_>>());
    assert!(results.iter().all(Result::is_err), "{results:?}");
    assert_eq!(all(&store), []);
    store.journal.as_mut().unwrap().leave_room(None);
    let results = store.commit_all(&queue.iter().take(6).collect::<Vec<_>>());
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    drop(store);
    assert_eq!(all(&open(dir.path())).len(), 6);
}
