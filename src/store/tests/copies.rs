//! Checkpoints, sealed journal files, the summary file: copies that shorten starts and heal damage.

use super::sample::{self, Seller};
use super::{all, open};
use crate::domain::{Cause, Customer, Edit, Record};
use crate::store::{Finding, Notice, Store, checkpoint, journal::segment, quick_summaries};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A store whose journal rolls and whose checkpoints come often, closed after so many changes.
fn small_files(changes: usize) -> (TempDir, Vec<Record>) {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut store = eager(dir.path());
    for number in 0..changes {
        let card = seller.customer(&format!("Customer {number}"));
        let entry = seller.interaction(&card, -1, "问价");
        let edits = vec![Edit::create(card.clone()), Edit::create(entry.clone())];
        store.commit(&seller.change(Cause::Added, edits)).unwrap();
        if number % 5 == 4 {
            let edits = vec![Edit::remove(entry), Edit::remove(card)];
            store.commit(&seller.change(Cause::Deleted, edits)).unwrap();
        }
        if number % 4 == 3 {
            store.tend().unwrap();
        }
    }
    let kept = all(&store);
    (dir, kept)
}

fn eager(dir: &Path) -> Store {
    let mut store = open(dir);
    store.journal.as_mut().unwrap().roll_at(2_000);
    store.tail_limit = 4_000;
    store
}

fn flip(file: &Path, place: usize) {
    let mut bytes = fs::read(file).unwrap();
    let place = place % bytes.len();
    bytes[place] ^= 4;
    fs::write(file, bytes).unwrap();
}

fn lose_sled(dir: &Path) -> (Store, Vec<Notice>) {
    fs::remove_dir_all(dir.join("sled")).unwrap();
    Store::open(dir, sample::now(), 1).unwrap()
}

#[test]
fn a_rebuild_starts_from_the_newest_checkpoint_and_keeps_undo() {
    let (dir, kept) = small_files(30);
    assert_eq!(checkpoint::list(dir.path()).unwrap().len(), 2);
    let sealed = |number| segment::is_sealed(&dir.path().join("journal"), number);
    assert!(sealed(1) && sealed(2));
    let (mut store, notices) = lose_sled(dir.path());
    let [Notice::Rebuilt { changes }] = notices.as_slice() else { panic!("{notices:?}") };
    assert!(*changes < 15, "{changes}");
    assert_eq!(all(&store), kept);
    let cards = kept.iter().filter(|record| matches!(record, Record::Customer(_))).count();
    assert_eq!(store.summaries().unwrap().len(), cards);
    // Changes in sealed files can be taken back as well.
    let mut undone = 0;
    while store.undo(Seller::with_seed(9).change_id(), sample::now(), "me").unwrap().is_some() {
        undone += 1;
    }
    assert_eq!((undone, all(&store)), (36, vec![]));
}

#[test]
fn a_damaged_checkpoint_is_told_and_the_older_one_serves() {
    let (dir, kept) = small_files(30);
    let newest = checkpoint::list(dir.path()).unwrap().pop().unwrap();
    flip(&newest, 300);
    let (store, notices) = lose_sled(dir.path());
    assert!(matches!(&notices[0], Notice::CheckpointDamaged { file, .. } if *file == newest), "{notices:?}");
    assert_eq!((notices.len(), all(&store)), (2, kept.clone()));
    drop(store);
    for file in checkpoint::list(dir.path()).unwrap() {
        fs::remove_file(file).unwrap();
    }
    let (store, notices) = lose_sled(dir.path());
    assert_eq!((notices, all(&store)), (vec![Notice::Rebuilt { changes: 36 }], kept));
}

#[test]
fn a_damaged_old_journal_file_does_not_matter_while_there_is_a_checkpoint() {
    let (dir, kept) = small_files(30);
    flip(&segment::path(&dir.path().join("journal"), 2), 100);
    let (store, _) = lose_sled(dir.path());
    assert_eq!(all(&store), kept);
}

#[test]
fn rows_that_silently_vanished_are_noticed_and_brought_back() {
    let (dir, kept) = small_files(10);
    let db = sled::open(dir.path().join("sled")).unwrap();
    let timeline = db.open_tree("timeline").unwrap();
    let key = timeline.iter().keys().next().unwrap().unwrap();
    timeline.remove(key).unwrap();
    db.flush().unwrap();
    drop((timeline, db));
    let (store, notices) = Store::open(dir.path(), sample::now(), 1).unwrap();
    assert!(
        matches!(notices.as_slice(), [Notice::DatabaseSetAside { .. }, Notice::Rebuilt { .. }]),
        "{notices:?}"
    );
    assert_eq!(all(&store), kept);
}

#[test]
fn a_value_that_goes_bad_while_running_is_read_from_the_other_copy_and_healed() {
    let (dir, kept) = small_files(10);
    let card = kept.iter().find_map(|record| match record {
        Record::Customer(card) => Some((**card).clone()),
        _ => None,
    });
    let card = card.unwrap();
    let mut store = open(dir.path());
    store.trees.spoil(card.id);
    let dossier = store.dossier(card.id).unwrap().unwrap();
    assert_eq!(dossier.records().collect::<Vec<_>>().len(), 2);
    assert_eq!(dossier.customer, card);
    let after = Customer { city: "Lagos".into(), ..card.clone() };
    let mut seller = Seller::with_seed(3);
    store.commit(&seller.change(Cause::Edited, vec![Edit::update(card.clone(), after.clone())])).unwrap();
    assert_eq!(store.dossier(card.id).unwrap().unwrap().customer, after);
    let healed = all(&store);
    assert_eq!(healed.len(), kept.len());
    drop(store);
    assert_eq!(all(&Store::open(dir.path(), sample::now(), 1).unwrap().0), healed);
}

#[test]
fn the_summary_file_follows_every_change_and_is_worth_nothing_when_it_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut store = open(dir.path());
    assert_eq!(quick_summaries(dir.path()), None);
    store.tend().unwrap();
    assert_eq!(quick_summaries(dir.path()), Some(vec![]));
    for number in 0..20 {
        let card = seller.customer(&format!("Customer {number}"));
        store.commit(&seller.change(Cause::Added, vec![Edit::create(card.clone())])).unwrap();
        if number % 3 == 0 {
            let after = Customer { city: "Lagos".into(), ..card.clone() };
            store.commit(&seller.change(Cause::Edited, vec![Edit::update(card, after)])).unwrap();
        } else if number % 3 == 1 {
            store.commit(&seller.change(Cause::Deleted, vec![Edit::remove(card)])).unwrap();
        }
        assert_eq!(quick_summaries(dir.path()), Some(store.summaries().unwrap()));
    }
    let many = (0..2_500).map(|_| Edit::create(seller.customer("Many"))).collect();
    store.commit(&seller.change(Cause::Imported, many)).unwrap();
    let expected = Some(store.summaries().unwrap());
    assert_eq!(quick_summaries(dir.path()), expected);
    drop(store);
    drop(open(dir.path()));
    assert_eq!(quick_summaries(dir.path()), expected);
    let mut store = open(dir.path());
    store.summary_file = crate::store::summaries::SummaryFile::none();
    let card = seller.customer("Unseen");
    store.commit(&seller.change(Cause::Added, vec![Edit::create(card)])).unwrap();
    assert_eq!(quick_summaries(dir.path()), None);
    store.tend().unwrap();
    let expected = Some(store.summaries().unwrap());
    assert_eq!(quick_summaries(dir.path()), expected);
    drop(store);

    let file = dir.path().join("summaries");
    let whole = fs::read(&file).unwrap();
    for place in (0..whole.len()).step_by(whole.len() / 150) {
        fs::write(&file, &whole[..place]).unwrap();
        assert_eq!(quick_summaries(dir.path()), None, "cut at {place}");
        fs::write(&file, &whole).unwrap();
        flip(&file, place);
        // A length that was altered may still lead to the same blocks, but never to other values.
        assert!(
            quick_summaries(dir.path()).is_none_or(|found| Some(found) == expected),
            "changed at {place}"
        );
    }
}

#[test]
fn a_folder_that_cannot_be_written_opens_for_reading() {
    let (dir, kept) = small_files(10);
    let held = open(dir.path());
    let (mut store, notices) =
        Store::open_to_read(dir.path(), sample::now(), 1, &mut |_| {}, "no room".into()).unwrap();
    assert!(matches!(notices.as_slice(), [Notice::ReadOnly { .. }]), "{notices:?}");
    assert_eq!(all(&store), kept);
    let mut seller = Seller::with_seed(3);
    let card = seller.customer("Never");
    let refused = store.commit(&seller.change(Cause::Added, vec![Edit::create(card)]));
    assert!(matches!(refused, Err(crate::store::StoreError::ReadOnly { .. })));
    assert!(store.is_read_only() && store.save_session("{}").is_err());
    store.tend().unwrap();
    store.close().unwrap();
    drop(held);
}

#[test]
fn a_sound_store_has_no_findings_and_every_damaged_file_is_named() {
    let (dir, kept) = small_files(30);
    let verified = |dir: &Path| open(dir).verify(&mut |_| {}).unwrap();
    let report = verified(dir.path());
    assert!(report.findings.is_empty(), "{report:?}");
    assert_eq!((report.records, report.changes, report.checkpoints, report.backups), (48, 36, 2, 1));
    for folder in ["journal", "checkpoints", "backups"] {
        for file in fs::read_dir(dir.path().join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            let whole = fs::read(&file).unwrap();
            if whole.is_empty() || file.extension().is_some_and(|extension| extension == "jnl") {
                continue;
            }
            for place in [0, 25, whole.len() / 2, whole.len() - 3] {
                flip(&file, place);
                let report = verified(dir.path());
                let told = format!("{:?}", report.findings);
                assert!(told.contains(file.to_str().unwrap()), "{} at {place}: {told}", file.display());
                fs::write(&file, &whole).unwrap();
            }
        }
    }
    // A record that sled has otherwise than the journal, its own sums being in order.
    let mut store = open(dir.path());
    let edits = vec![Edit::remove(
        kept.iter().find(|record| !matches!(record, Record::Customer(_))).unwrap().clone(),
    )];
    let groups = crate::store::plan::groups(&edits).unwrap();
    let plan = crate::store::plan(&store.trees, &groups, crate::store::Check::Strict).unwrap();
    store.trees.apply(&plan.batches).unwrap();
    let report = store.verify(&mut |_| {}).unwrap();
    assert!(
        report.findings.iter().any(|found| matches!(found, Finding::DatabaseDiffers { customers: 1, .. })),
        "{report:?}"
    );
    store.rebuild(&mut |_| {}).unwrap();
    assert_eq!(all(&store), kept);
    assert!(store.verify(&mut |_| {}).unwrap().findings.is_empty());
}

#[test]
fn a_restored_backup_is_equal_record_by_record() {
    let (dir, kept) = small_files(30);
    let store = open(dir.path());
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("all.gjb");
    let held = store.backup(&file).unwrap();
    assert!(held.changes > 0 && held.records > 0);
    let new = elsewhere.path().join("new");
    crate::store::restore(&file, &new, sample::now(), 5).unwrap();
    let (mut restored, notices) = Store::open(&new, sample::now(), 1).unwrap();
    assert!(matches!(notices.as_slice(), [Notice::Rebuilt { .. }]), "{notices:?}");
    assert_eq!(all(&restored), kept);
    assert_eq!(restored.summaries().unwrap(), store.summaries().unwrap());
    restored.tend().unwrap();
    assert!(restored.verify(&mut |_| {}).unwrap().findings.is_empty());
    let again = crate::store::restore(&file, &new, sample::now(), 5);
    assert!(matches!(again, Err(crate::store::StoreError::NotEmpty { .. })), "{again:?}");
    // A store without a checkpoint is backed up as well.
    let (small, kept) = small_files(2);
    let file = elsewhere.path().join("small.gjb");
    assert_eq!(open(small.path()).backup(&file).unwrap().records, 4);
    let new = elsewhere.path().join("small");
    crate::store::restore(&file, &new, sample::now(), 5).unwrap();
    assert_eq!(all(&Store::open(&new, sample::now(), 1).unwrap().0), kept);
    flip(&file, 90);
    let other = elsewhere.path().join("other");
    assert!(crate::store::restore(&file, &other, sample::now(), 5).is_err() && !other.exists());
}

#[test]
fn an_export_comes_back_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut store = open(dir.path());
    let edits = sample::one_of_each().into_iter().map(Edit::create).collect();
    store.commit(&seller.change(Cause::Imported, edits)).unwrap();
    let other = seller.customer("Acme");
    store.commit(&seller.change(Cause::Added, vec![Edit::create(other)])).unwrap();
    let file = dir.path().join("out.jsonl");
    assert_eq!(store.export(&file).unwrap(), 11);
    assert!(crate::store::export::is_export(&file));
    let elsewhere = tempfile::tempdir().unwrap();
    let mut copy = open(elsewhere.path());
    for expected in [11, 0] {
        let mut edits = Vec::new();
        let count = crate::store::export::read_export(&file, |records| {
            edits.extend(copy.edits_to_hold(records)?);
            Ok(())
        });
        assert_eq!((count.unwrap(), edits.len()), (11, expected));
        copy.commit(&seller.change(Cause::Imported, edits)).unwrap();
        assert_eq!(all(&copy), all(&store));
    }
}

/// Whether a text stands in any file of a folder, also behind compression.
fn stands_in(folder: &Path, text: &str) -> Option<std::path::PathBuf> {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            if let Some(found) = stands_in(&entry, text) {
                return Some(found);
            }
            continue;
        }
        let mut bytes = fs::read(&entry).unwrap();
        if let Some(from) = bytes.windows(4).position(|four| four == [0x28, 0xb5, 0x2f, 0xfd]) {
            let mut plain = Vec::new();
            let mut frames = zstd::Decoder::new(&bytes[from..]).unwrap();
            drop(std::io::Read::read_to_end(&mut frames, &mut plain));
            bytes.extend(plain);
        }
        if bytes.windows(text.len()).any(|part| part == text.as_bytes()) {
            return Some(entry);
        }
    }
    None
}

#[test]
fn what_is_erased_is_nowhere_and_cannot_come_back() {
    let check = |is_broken_off: bool| {
        let dir = tempfile::tempdir().unwrap();
        let mut seller = Seller::new();
        let mut store = eager(dir.path());
        let mut kept_card = seller.customer("Stays");
        store.commit(&seller.change(Cause::Added, vec![Edit::create(kept_card.clone())])).unwrap();
        let card = Customer { note: "SECRET".into(), ..seller.customer("Goes") };
        store.commit(&seller.change(Cause::Added, vec![Edit::create(card.clone())])).unwrap();
        for number in 0..12 {
            let entry = seller.interaction(&card, -number, &format!("SECRET {number}"));
            let after = Customer { note: number.to_string(), ..kept_card.clone() };
            let edits = vec![Edit::create(entry), Edit::update(kept_card, after.clone())];
            kept_card = after;
            store.commit(&seller.change(Cause::Logged, edits)).unwrap();
            store.tend().unwrap();
        }
        store.save_session(&format!(r#"{{"notes":{{"{}":"SECRET draft"}},"other":1}}"#, card.id)).unwrap();
        fs::create_dir(dir.path().join("sled.damaged-1")).unwrap();
        fs::write(dir.path().join("sled.damaged-1/db"), "SECRET").unwrap();
        assert!(stands_in(&dir.path().join("backups"), "SECRET").is_some());
        if is_broken_off {
            drop(store);
            let erasure = serde_json::json!({
                "customer": card.id, "change": seller.change_id(), "at": sample::now(), "author": "me",
            });
            fs::write(dir.path().join("erasing"), erasure.to_string()).unwrap();
            store = Store::open(dir.path(), sample::now(), 1).unwrap().0;
        } else {
            store.erase(card.id, seller.change_id(), sample::now(), "me").unwrap();
        }
        assert_eq!(store.verify(&mut |_| {}).unwrap().erasures, 1);
        assert!(!dir.path().join("erasing").exists());
        assert_eq!(stands_in(dir.path(), "SECRET"), None);
        assert_eq!(all(&store), [Record::from(kept_card)]);
        assert_eq!(store.load_session().unwrap().unwrap(), r#"{"notes":{},"other":1}"#);
        let mut undone = 0;
        while store.undo(seller.change_id(), sample::now(), "me").unwrap().is_some() {
            undone += 1;
        }
        assert_eq!((undone, all(&store)), (13, vec![]));
        store.tend().unwrap();
        assert!(store.verify(&mut |_| {}).unwrap().findings.is_empty());
        store.close().unwrap();
        assert_eq!(all(&open(dir.path())), []);
    };
    check(false);
    check(true);
}
