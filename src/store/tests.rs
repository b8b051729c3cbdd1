//! The store as its users meet it: what goes in comes out, is taken back, and survives.

mod copies;
mod group;
mod model;
mod rates;
mod recovery;
pub mod sample;

use super::*;
use crate::domain::{Customer, Edit, Moment};
use sample::Seller;
use std::fs;

/// Opens without anything to tell.
fn open(dir: &Path) -> Store {
    let (store, notices) = Store::open(dir, sample::now(), 1).unwrap();
    assert_eq!(notices, []);
    store
}

fn all(store: &Store) -> Vec<Record> {
    store.records().collect::<Result<_, _>>().unwrap()
}

#[test]
fn what_is_committed_is_read_back_whole() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let records = sample::one_of_each();
    let change = seller.change(Cause::Imported, records.iter().cloned().map(Edit::create).collect());
    let customer = records[0].customer();
    let mut store = open(dir.path());

    let committed = store.commit(&change).unwrap();
    let dossier = Dossier::from_records(records.clone()).unwrap();
    assert_eq!(store.dossier(customer).unwrap().unwrap(), dossier);
    assert_eq!(store.summaries().unwrap(), [Summary::of(&dossier)]);
    assert_eq!(store.record_count().unwrap(), records.len());
    let expected = Committed {
        change: change.id,
        cause: Cause::Imported,
        of: None,
        summaries: vec![Summary::of(&dossier)],
        rates: None,
        removed: vec![],
        edits: records.len(),
    };
    assert_eq!(committed, expected);

    store.close().unwrap();
    let store = open(dir.path());
    assert_eq!(store.dossier(customer).unwrap().unwrap(), dossier);
    assert_eq!(store.dossier(CustomerId(seller.uuid())).unwrap(), None);
}

#[test]
fn undo_and_redo_walk_the_changes_across_restarts() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let card = seller.customer("Acme");
    let renamed = Customer { company: "Acme Trading".into(), ..card.clone() };
    let entry = seller.interaction(&card, 0, "asked for a price");
    let changes = [
        seller.change(Cause::Added, vec![Edit::create(card.clone())]),
        seller.change(Cause::Edited, vec![Edit::update(card.clone(), renamed.clone())]),
        seller.change(Cause::Logged, vec![Edit::create(entry.clone())]),
    ];
    let mut store = open(dir.path());
    let mut states = vec![all(&store)];
    for change in &changes {
        store.commit(change).unwrap();
        states.push(all(&store));
    }

    for (step, change) in changes.iter().enumerate().rev() {
        drop(store);
        store = open(dir.path());
        let undone = store.undo(seller.change_id(), sample::now(), "me").unwrap().unwrap();
        assert_eq!((undone.cause, undone.of), (Cause::Undid(change.id), Some(change.cause.clone())));
        assert_eq!(all(&store), states[step]);
    }
    assert_eq!(store.undo(seller.change_id(), sample::now(), "me").unwrap(), None);
    for (step, change) in changes.iter().enumerate().take(2) {
        drop(store);
        store = open(dir.path());
        let redone = store.redo(seller.change_id(), sample::now(), "me").unwrap().unwrap();
        assert_eq!((redone.cause, redone.of), (Cause::Redid(change.id), Some(change.cause.clone())));
        assert_eq!(all(&store), states[step + 1]);
    }
    // Something new takes the place of what was taken back.
    let card = seller.customer("GlobalBuy");
    let other = seller.change(Cause::Added, vec![Edit::create(card)]);
    store.commit(&other).unwrap();
    assert_eq!(store.redo(seller.change_id(), sample::now(), "me").unwrap(), None);
    let undone = store.undo(seller.change_id(), sample::now(), "me").unwrap().unwrap();
    assert_eq!(undone.cause, Cause::Undid(other.id));
    assert_eq!(undone.removed, other.customers());
    assert_eq!(all(&store), states[2]);
}

#[test]
fn an_edit_of_what_was_changed_meanwhile_is_refused_whole() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let card = seller.customer("Acme");
    let newer = Customer { city: "Lagos".into(), ..card.clone() };
    let entry = seller.interaction(&card, 0, "hello");
    let mut store = open(dir.path());
    store.commit(&seller.change(Cause::Added, vec![Edit::create(card.clone())])).unwrap();
    store.commit(&seller.change(Cause::Edited, vec![Edit::update(card.clone(), newer.clone())])).unwrap();
    let kept = all(&store);

    let mut check = |edits: Vec<Edit>| {
        let fine = Edit::create(seller.customer("Fine"));
        let change = seller.change(Cause::Edited, [vec![fine], edits].concat());
        match store.commit(&change) {
            Err(StoreError::Conflict { customer, name }) => {
                assert_eq!((customer, name.as_str()), (card.id, "Acme"));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(all(&store), kept);
    };
    check(vec![Edit::update(card.clone(), Customer { city: "Accra".into(), ..card.clone() })]);
    check(vec![Edit::remove(card.clone())]);
    check(vec![Edit::create(card.clone())]);
    check(vec![Edit::remove(entry.clone())]);
    check(vec![Edit::create(entry.clone()), Edit::create(entry.clone())]);

    // Deleting a customer without the entry that came in meanwhile would leave it behind unseen.
    store.commit(&seller.change(Cause::Logged, vec![Edit::create(entry.clone())])).unwrap();
    let deletion = seller.change(Cause::Deleted, vec![Edit::remove(newer.clone())]);
    assert!(matches!(store.commit(&deletion), Err(StoreError::Conflict { .. })));
    let deletion = seller.change(Cause::Deleted, vec![Edit::remove(entry.clone()), Edit::remove(newer)]);
    assert_eq!(store.commit(&deletion).unwrap().removed, [card.id]);
    assert_eq!(store.summaries().unwrap(), []);
    let late = seller.change(Cause::Logged, vec![Edit::create(entry)]);
    assert!(matches!(store.commit(&late), Err(StoreError::Conflict { .. })));
}

#[test]
fn edits_of_one_record_in_one_change_follow_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let card = seller.customer("Acme");
    let entry = seller.interaction(&card, 0, "hello");
    let earlier = crate::domain::Interaction { at: sample::now().plus_days(-9), ..entry.clone() };
    let mut store = open(dir.path());
    let edits = vec![
        Edit::create(card.clone()),
        Edit::create(entry.clone()),
        Edit::update(entry.clone(), earlier.clone()),
        Edit::update(card.clone(), card.clone()),
    ];
    store.commit(&seller.change(Cause::Added, edits)).unwrap();
    assert_eq!(all(&store), [Record::from(card.clone()), Record::from(earlier.clone())]);
    let back = vec![Edit::update(earlier, entry.clone())];
    store.commit(&seller.change(Cause::Edited, back)).unwrap();
    assert_eq!(all(&store), [Record::from(card), Record::from(entry)]);
}

#[test]
fn a_record_may_go_to_another_customer() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let (from, to) = (seller.customer("Old name"), seller.customer("New name"));
    let entry = seller.interaction(&from, 0, "hello");
    let moved = crate::domain::Interaction { customer: to.id, ..entry.clone() };
    let mut store = open(dir.path());
    let edits = vec![Edit::create(from.clone()), Edit::create(to.clone()), Edit::create(entry.clone())];
    store.commit(&seller.change(Cause::Added, edits)).unwrap();
    store.commit(&seller.change(Cause::Edited, vec![Edit::update(entry.clone(), moved.clone())])).unwrap();
    assert_eq!(store.dossier(from.id).unwrap().unwrap().timeline(), []);
    assert_eq!(store.dossier(to.id).unwrap().unwrap().timeline(), [Record::from(moved)]);
    store.undo(seller.change_id(), sample::now(), "me").unwrap();
    assert_eq!(store.dossier(from.id).unwrap().unwrap().timeline(), [Record::from(entry)]);
}

#[test]
fn a_change_without_effect_is_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let card = seller.customer("Acme");
    let mut store = open(dir.path());
    let added = seller.change(Cause::Added, vec![Edit::create(card.clone())]);
    store.commit(&added).unwrap();
    let idle = seller.change(Cause::Edited, vec![Edit::update(card.clone(), card)]);
    assert_eq!(store.commit(&idle).unwrap().summaries.len(), 1);
    assert_eq!(store.commit(&seller.change(Cause::Edited, vec![])).unwrap().edits, 0);
    let undone = store.undo(seller.change_id(), sample::now(), "me").unwrap().unwrap();
    assert_eq!(undone.cause, Cause::Undid(added.id));
}

#[test]
fn text_of_any_length_is_kept_and_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut store = open(dir.path());
    let mut card = Customer { aliases: vec!["长".repeat(9_000)], ..seller.customer("Acme") };
    let mut entry = seller.interaction(&card, 0, "");
    let edits = vec![Edit::create(card.clone()), Edit::create(entry.clone())];
    store.commit(&seller.change(Cause::Added, edits)).unwrap();
    for length in [300_000, 4_096, 4_000, 60_000, 0, 8_192] {
        let after = (
            Customer { note: "注".repeat(length), ..card.clone() },
            crate::domain::Interaction { summary: "y".repeat(length), ..entry.clone() },
        );
        let edits = vec![Edit::update(card, after.0.clone()), Edit::update(entry, after.1.clone())];
        store.commit(&seller.change(Cause::Edited, edits)).unwrap();
        (card, entry) = after;
        assert_eq!(all(&store), [Record::from(card.clone()), Record::from(entry.clone())]);
    }
    let edits = vec![Edit::remove(entry), Edit::remove(card)];
    store.commit(&seller.change(Cause::Deleted, edits)).unwrap();
    assert_eq!((all(&store), store.summaries().unwrap()), (vec![], vec![]));
}

#[test]
fn a_change_of_many_parts_is_stored_undone_and_redone() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut edits = Vec::new();
    for number in 0..300 {
        let card = seller.customer(&format!("Customer {number}"));
        edits.push(Edit::create(seller.interaction(&card, -number, "asked")));
        edits.push(Edit::create(seller.interaction(&card, -number - 1, "wrote")));
        edits.push(Edit::create(card));
    }
    let card = seller.customer("One with a long history");
    edits.extend((0..301).map(|day| Edit::create(seller.interaction(&card, -day, "again"))));
    edits.push(Edit::create(card.clone()));
    let count = edits.len();
    let mut store = open(dir.path());
    let committed = store.commit(&seller.change(Cause::Imported, edits)).unwrap();
    assert_eq!((committed.summaries.len(), committed.edits), (301, count));
    let kept = all(&store);
    let lines = fs::read_to_string(dir.path().join("journal/000001.jnl")).unwrap().lines().count();
    assert_eq!((kept.len(), lines), (count, count.div_ceil(500)));
    drop(store);

    let mut store = open(dir.path());
    let undone = store.undo(seller.change_id(), sample::now(), "me").unwrap().unwrap();
    assert_eq!((undone.removed.len(), store.record_count().unwrap()), (301, 0));
    store.redo(seller.change_id(), sample::now(), "me").unwrap().unwrap();
    assert_eq!(all(&store), kept);
    assert_eq!(store.summaries().unwrap().len(), 301);
}

#[test]
fn only_so_many_changes_can_be_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut store = open(dir.path());
    let mut card = seller.customer("Acme");
    store.commit(&seller.change(Cause::Added, vec![Edit::create(card.clone())])).unwrap();
    for number in 0..1_005 {
        let after = Customer { note: number.to_string(), ..card.clone() };
        store.commit(&seller.change(Cause::Edited, vec![Edit::update(card, after.clone())])).unwrap();
        card = after;
    }
    let mut undone = 0;
    while store.undo(seller.change_id(), sample::now(), "me").unwrap().is_some() {
        undone += 1;
    }
    assert_eq!(undone, 1_000);
    assert_eq!(store.dossier(card.id).unwrap().unwrap().customer.note, "4");
}

#[test]
fn the_session_is_what_was_saved_last() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    assert_eq!(store.load_session().unwrap(), None);
    for text in ["{\"draft\":\"wa 问价\"}", "{}"] {
        store.save_session(text).unwrap();
        assert_eq!(store.load_session().unwrap().as_deref(), Some(text));
    }
    drop(store);
    assert_eq!(open(dir.path()).load_session().unwrap().as_deref(), Some("{}"));
    fs::write(dir.path().join("session.json"), b"\xff").unwrap();
    let error = open(dir.path()).load_session().unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn a_second_store_is_told_who_holds_the_first() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    match Store::open(dir.path(), sample::now(), 2).map(drop) {
        Err(StoreError::HeldElsewhere { path, holder }) => {
            assert_eq!(path, dir.path().join("lock"));
            let expected = format!("process {} since {}", std::process::id(), sample::now());
            assert_eq!(holder, expected);
        }
        other => panic!("{other:?}"),
    }
    drop(store);
    drop(open(dir.path()));
}

#[test]
fn a_newer_layout_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("format"), "4\n").unwrap();
    let error = Store::open(dir.path(), sample::now(), 1).map(drop).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 4, known: 3, .. }), "{error}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn the_device_keeps_its_id() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path()));
    let id = fs::read_to_string(dir.path().join("device")).unwrap();
    let again: Moment = sample::now().plus_days(1);
    drop(Store::open(dir.path(), again, 99).unwrap());
    assert_eq!(fs::read_to_string(dir.path().join("device")).unwrap(), id);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_anything() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let dir = parent.path().join("a/b");
    let mut seller = Seller::new();
    let mut store = open(&dir);
    let card = seller.customer("Acme");
    store.commit(&seller.change(Cause::Added, vec![Edit::create(card)])).unwrap();
    store.save_session("{}").unwrap();
    drop(store);
    let _store = open(&dir);
    let mut folders = vec![parent.path().join("a"), dir];
    while let Some(folder) = folders.pop() {
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for path in disk::list(&folder).unwrap() {
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_folder_shared_with_other_things_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("letter.txt"), "Dear Anna").unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    drop(open(dir.path()));
    assert_eq!(fs::metadata(dir.path()).unwrap().permissions().mode() & 0o777, 0o755);
}
