//! Rates of exchange belong to no customer and live like all else: undone, rebuilt, copied, verified.

use super::sample::{self, Seller};
use super::{all, open};
use crate::domain::{Cause, Edit, Rate, Record};
use crate::store::{Overview, QuickOverview, Store};
use std::path::Path;

/// A customer and two rates, one of them corrected.
fn filled(dir: &Path, seller: &mut Seller) -> Store {
    let mut store = open(dir);
    let acme = seller.customer("Acme");
    store.commit(&seller.change(Cause::Added, vec![Edit::create(acme)])).unwrap();
    let edits = vec![Edit::create(sample::rate(1, 710)), Edit::create(sample::rate(2, 711))];
    let committed = store.commit(&seller.change(Cause::Rated, edits)).unwrap();
    assert_eq!(committed.rates.map(|rates| rates.len()), Some(2));
    assert_eq!((committed.summaries, committed.removed), (vec![], vec![]));
    let edit = Edit::update(sample::rate(1, 710), sample::rate(1, 712));
    store.commit(&seller.change(Cause::Rated, vec![edit])).unwrap();
    store
}

fn sorted(mut rates: Vec<Rate>) -> Vec<Rate> {
    rates.sort_by_key(|rate| rate.id);
    rates
}

#[test]
fn rates_are_kept_undone_and_redone() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut store = filled(dir.path(), &mut seller);
    let expected = vec![sample::rate(1, 712), sample::rate(2, 711)];
    assert_eq!(sorted(store.rates().unwrap()), expected);
    let mut undo = |store: &mut Store| {
        store.undo(seller.change_id(), sample::now(), "me").unwrap().unwrap().rates.map(|rates| rates.len())
    };
    assert_eq!([undo(&mut store), undo(&mut store), undo(&mut store)], [Some(2), Some(0), None]);
    for _ in 0..3 {
        store.redo(seller.change_id(), sample::now(), "me").unwrap().unwrap();
    }
    assert_eq!(sorted(store.rates().unwrap()), expected);
    let stale = seller.change(Cause::Rated, vec![Edit::create(sample::rate(1, 713))]);
    assert!(store.commit(&stale).is_err(), "a rate that is there is not made again");
}

#[test]
fn the_summary_file_tells_the_rates_of_the_moment() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut store = filled(dir.path(), &mut seller);
    store.tend().unwrap();
    let told = |dir: &Path| QuickOverview::read(dir).map(|quick| sorted(quick.rates().to_vec()));
    assert_eq!(told(dir.path()), Some(vec![sample::rate(1, 712), sample::rate(2, 711)]));
    // What is added to the file later wins.
    let edit = Edit::remove(sample::rate(2, 711));
    store.commit(&seller.change(Cause::Rated, vec![edit])).unwrap();
    assert_eq!(told(dir.path()), Some(vec![sample::rate(1, 712)]));
    let acme = seller.customer("XYZ");
    store.commit(&seller.change(Cause::Added, vec![Edit::create(acme)])).unwrap();
    assert_eq!(told(dir.path()), Some(vec![sample::rate(1, 712)]));
    let Overview { summaries, rates } = store.overview().unwrap();
    assert_eq!((summaries.len(), rates.len()), (2, 1));
}

#[test]
fn rates_come_back_from_checkpoint_journal_backup_and_export() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut store = filled(dir.path(), &mut seller);
    let kept = all(&store);
    store.write_checkpoint().unwrap();
    let edits = vec![Edit::create(sample::rate(3, 700))];
    store.commit(&seller.change(Cause::Rated, edits)).unwrap();
    store.rebuild(&mut |_| {}).unwrap();
    assert_eq!(store.rates().unwrap().len(), 3);
    assert_eq!(store.record_count().unwrap(), kept.len() + 1);
    let report = store.verify(&mut |_| {}).unwrap();
    assert!(report.findings.is_empty(), "{report:?}");

    let elsewhere = tempfile::tempdir().unwrap();
    let backup = elsewhere.path().join("all.gjb");
    store.backup(&backup).unwrap();
    crate::store::restore(&backup, &elsewhere.path().join("new"), sample::now(), 5).unwrap();
    let (restored, _) = Store::open(&elsewhere.path().join("new"), sample::now(), 1).unwrap();
    assert_eq!(all(&restored), all(&store));

    let export = elsewhere.path().join("out.jsonl");
    assert_eq!(store.export(&export).unwrap(), 4);
    let mut copy = open(&elsewhere.path().join("copy"));
    let mut edits = Vec::new();
    crate::store::export::read_export(&export, |records| {
        edits.extend(copy.edits_to_hold(records)?);
        Ok(())
    })
    .unwrap();
    copy.commit(&seller.change(Cause::Imported, edits)).unwrap();
    assert_eq!(all(&copy), all(&store));
}

#[test]
fn erasing_a_customer_leaves_the_rates_alone() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut store = filled(dir.path(), &mut seller);
    let acme = all(&store).into_iter().find(|record| matches!(record, Record::Customer(_))).unwrap();
    store.erase(acme.customer(), seller.change_id(), sample::now(), "me").unwrap();
    assert_eq!((store.rates().unwrap().len(), store.record_count().unwrap()), (2, 2));
}
