//! What is left after a crash, a lost folder, a full disk or damage.

use super::sample::{self, Seller};
use super::{all, open};
use crate::domain::{Cause, Edit, Record};
use crate::store::tally::{Sum, Tally};
use crate::store::trees::{Batches, Row, Tree, put};
use crate::store::{Notice, Store, StoreError, Summary, codec};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SEGMENT: &str = "journal/000001.jnl";

/// A closed store with some changes of every sort, and its records.
fn lived_in() -> (TempDir, Vec<Record>) {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let mut store = open(dir.path());
    let records = sample::one_of_each();
    let edits = records.iter().cloned().map(Edit::create).collect();
    store.commit(&seller.change(Cause::Imported, edits)).unwrap();
    for company in ["Acme", "XYZ GmbH", "GlobalBuy"] {
        let card = seller.customer(company);
        let entry = seller.interaction(&card, -1, "问价");
        store.commit(&seller.change(Cause::Added, vec![Edit::create(card), Edit::create(entry)])).unwrap();
    }
    store.undo(seller.change_id(), sample::now(), "me").unwrap().unwrap();
    store.redo(seller.change_id(), sample::now(), "me").unwrap().unwrap();
    let kept = all(&store);
    (dir, kept)
}

fn open_told(dir: &Path) -> (Store, Vec<Notice>) {
    Store::open(dir, sample::now(), 1).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn line_starts(journal: &[u8]) -> Vec<usize> {
    let ends = journal.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).collect()
}

#[test]
fn a_lost_database_is_built_again_record_by_record() {
    let (dir, kept) = lived_in();
    let summaries = open(dir.path()).summaries().unwrap();
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    let (mut store, notices) = open_told(dir.path());
    assert_eq!(notices, [Notice::Rebuilt { changes: 6 }]);
    assert_eq!((all(&store), store.summaries().unwrap()), (kept, summaries));
    let undone = store.undo(Seller::with_seed(2).change_id(), sample::now(), "me").unwrap().unwrap();
    assert_eq!((undone.of, undone.removed.len()), (Some(Cause::Added), 1));
}

#[test]
fn an_unusable_database_is_set_aside_and_built_again() {
    let (dir, kept) = lived_in();
    fs::write(dir.path().join("sled/snap.0000000000001000"), b"nonsense").unwrap();
    let (store, notices) = open_told(dir.path());
    let [Notice::DatabaseSetAside { aside, .. }, Notice::Rebuilt { changes: 6 }] = notices.as_slice() else {
        panic!("{notices:?}")
    };
    assert_eq!(*aside, dir.path().join("sled.damaged-1"));
    assert!(aside.join("db").exists());
    assert_eq!(all(&store), kept);
}

#[test]
fn a_database_file_cut_at_any_place_is_brought_up_again() {
    let (dir, kept) = lived_in();
    let whole = fs::read(dir.path().join("sled/db")).unwrap();
    for cut in (0..whole.len()).step_by(whole.len() / 12) {
        fs::write(dir.path().join("sled/db"), &whole[..cut]).unwrap();
        let (store, _) = open_told(dir.path());
        assert_eq!(all(&store), kept, "cut at {cut}");
        assert_eq!(store.summaries().unwrap().len(), 4);
    }
}

#[test]
fn a_snapshot_that_was_never_finished_does_not_matter() {
    let (dir, kept) = lived_in();
    fs::write(dir.path().join("sled/snap.0000000000000001.generating"), b"half").unwrap();
    assert_eq!(all(&open(dir.path())), kept);
}

#[test]
fn files_that_were_never_finished_are_swept_away() {
    let (dir, _) = lived_in();
    let count = || fs::read_dir(dir.path()).unwrap().count();
    let before = count();
    fs::write(dir.path().join(".unfinished-abc.tmp"), b"half").unwrap();
    drop(open(dir.path()));
    assert_eq!(count(), before);
}

#[test]
fn changes_that_sled_has_not_seen_are_carried_out() {
    let (dir, _) = lived_in();
    let old_sled = dir.path().join("old");
    copy(&dir.path().join("sled"), &old_sled);
    let mut seller = Seller::with_seed(2);
    let mut store = open(dir.path());
    let extra: Vec<Edit> = (0..700).map(|_| Edit::create(seller.customer("Late"))).collect();
    store.commit(&seller.change(Cause::Imported, extra)).unwrap();
    let kept = all(&store);
    drop(store);
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    fs::rename(old_sled, dir.path().join("sled")).unwrap();
    assert_eq!(all(&open(dir.path())), kept);
}

#[test]
fn a_torn_last_line_is_cut_off_kept_and_told() {
    let (dir, _) = lived_in();
    let file = dir.path().join(SEGMENT);
    let whole = fs::read(&file).unwrap();
    let starts = line_starts(&whole);
    let begin = starts[starts.len() - 2];
    let mut expected = None;
    for cut in (begin..whole.len()).step_by(150).chain([begin + 1, whole.len() - 1]) {
        fs::write(&file, &whole[..cut]).unwrap();
        // The change was never confirmed, so that sled cannot hold it.
        fs::remove_dir_all(dir.path().join("sled")).unwrap();
        let (mut store, notices) = open_told(dir.path());
        let expected = expected.get_or_insert_with(|| all(&store)).clone();
        assert_eq!(all(&store), expected, "cut at {cut}");
        if cut > begin {
            let [Notice::Rebuilt { changes: 5 }, Notice::TornTail { file: told, bytes, kept: Some(kept) }] =
                notices.as_slice()
            else {
                panic!("{notices:?}")
            };
            assert_eq!((told, *bytes), (&file, (cut - begin) as u64));
            assert_eq!(fs::read(kept).unwrap(), whole[begin..cut]);
        }
        assert_eq!(fs::read(&file).unwrap(), whole[..begin]);
        // What was taken back can be done again, now under the number of the change that was cut off.
        store.redo(Seller::with_seed(2).change_id(), sample::now(), "me").unwrap().unwrap();
        drop(store);
        drop(open(dir.path()));
    }
}

#[test]
fn a_flipped_bit_in_the_middle_is_named_and_nothing_is_dropped() {
    let (dir, kept) = lived_in();
    let file = dir.path().join(SEGMENT);
    let mut bytes = fs::read(&file).unwrap();
    let place = line_starts(&bytes)[2] + 200;
    bytes[place] ^= 1;
    fs::write(&file, &bytes).unwrap();
    // sled holds everything, and what comes next is added as ever.
    assert_eq!(all(&open(dir.path())), kept);

    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    let (store, notices) = open_told(dir.path());
    let [
        Notice::JournalDamaged { what },
        Notice::Rebuilt { .. },
        Notice::JournalRewritten { aside: Some(aside) },
    ] = notices.as_slice()
    else {
        panic!("{notices:?}")
    };
    assert!(what.contains("000001.jnl, line 3: a line whose checksum is wrong"), "{what}");
    assert_eq!(fs::read(aside.join("000001.jnl")).unwrap(), bytes);
    // What that line brought is missing, and that was told; all else is there.
    let rest = all(&store);
    assert!(!rest.is_empty() && rest.iter().all(|record| kept.contains(record)));
    assert_eq!(kept.iter().filter(|record| !rest.contains(record)).count(), 2);
    drop(store);
    assert_eq!(all(&open(dir.path())), rest);
}

#[test]
fn a_newer_line_is_refused_and_left_alone() {
    let (dir, _) = lived_in();
    let file = dir.path().join(SEGMENT);
    let mut text = fs::read_to_string(&file).unwrap();
    let json = "{\"v\":2,\"last\":true,\"of\":\"a later shape\"}";
    let line = format!("{:08x} {json}\n", crc32fast::hash(json.as_bytes()));
    text += &line;
    fs::write(&file, &text).unwrap();
    let error = Store::open(dir.path(), sample::now(), 1).map(drop).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 2, known: 1, .. }), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_journal_that_lost_its_end_is_written_again_from_sled() {
    let check = |spoil: &dyn Fn(&PathBuf, &[u8], usize), aside: Option<&str>| {
        let (dir, kept) = lived_in();
        let file = dir.path().join(SEGMENT);
        let whole = fs::read(&file).unwrap();
        let starts = line_starts(&whole);
        spoil(&file, &whole, starts[starts.len() - 2]);
        let (mut store, notices) = open_told(dir.path());
        let aside = aside.map(|name| dir.path().join(name));
        assert_eq!(notices, [Notice::JournalRewritten { aside }]);
        assert_eq!(all(&store), kept);

        let mut seller = Seller::with_seed(2);
        assert_eq!(store.undo(seller.change_id(), sample::now(), "me").unwrap(), None);
        let card = seller.customer("Late");
        store.commit(&seller.change(Cause::Added, vec![Edit::create(card)])).unwrap();
        let kept = all(&store);
        drop(store);
        drop(open(dir.path()));
        fs::remove_dir_all(dir.path().join("sled")).unwrap();
        let (mut store, notices) = open_told(dir.path());
        assert_eq!(notices, [Notice::Rebuilt { changes: 2 }]);
        assert_eq!(all(&store), kept);
        assert_eq!(store.summaries().unwrap().len(), 5);
        let undone = store.undo(seller.change_id(), sample::now(), "me").unwrap().unwrap();
        assert_eq!((undone.removed.len(), undone.of), (1, Some(Cause::Added)));
        assert_eq!(store.undo(seller.change_id(), sample::now(), "me").unwrap(), None);
    };
    check(&|file, whole, begin| fs::write(file, &whole[..begin]).unwrap(), Some("journal.short-1"));
    check(&|file, whole, begin| fs::write(file, &whole[..begin + 40]).unwrap(), Some("journal.short-1"));
    check(&|file, _, _| fs::remove_file(file).unwrap(), Some("journal.short-1"));
    check(&|file, _, _| fs::remove_dir_all(file.parent().unwrap()).unwrap(), None);
}

#[test]
fn a_full_disk_loses_the_change_and_nothing_else() {
    let (dir, kept) = lived_in();
    let mut seller = Seller::with_seed(2);
    let mut store = open(dir.path());
    let cards: Vec<Edit> = (0..600).map(|_| Edit::create(seller.customer("Late"))).collect();
    let change = seller.change(Cause::Imported, cards);
    for room in [0, 1, 100, 100_000, 240_000] {
        store.journal.as_mut().unwrap().leave_room(Some(room));
        let error = store.commit(&change).unwrap_err();
        assert!(matches!(error, StoreError::Io { .. }), "{error}");
        assert_eq!(all(&store), kept);
    }
    store.journal.as_mut().unwrap().leave_room(None);
    store.commit(&change).unwrap();
    let kept = all(&store);
    drop(store);
    fs::remove_dir_all(dir.path().join("sled")).unwrap();
    let (store, notices) = open_told(dir.path());
    assert_eq!((all(&store), notices), (kept, vec![Notice::Rebuilt { changes: 7 }]));
}

#[test]
fn the_journal_of_the_first_format_opens_for_ever() {
    let dir = tempfile::tempdir().unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store/v1/000001.jnl");
    fs::create_dir(dir.path().join("journal")).unwrap();
    fs::copy(fixture, dir.path().join(SEGMENT)).unwrap();
    let (store, notices) = open_told(dir.path());
    assert_eq!(notices, [Notice::Rebuilt { changes: 1 }]);
    let expected = sample::one_of_each();
    let dossier = store.dossier(expected[0].customer()).unwrap().unwrap();
    assert_eq!(dossier, crate::domain::Dossier::from_records(expected).unwrap());
    assert_eq!(store.summaries().unwrap(), [Summary::of(&dossier)]);
}

#[test]
fn a_database_of_one_key_an_entry_is_read_and_laid_into_pages() {
    let (dir, kept) = lived_in();
    let (mut store, _) = open_told(dir.path());
    let mut batches = Batches::default();
    let rows: Vec<Row> = store.trees.rows(Tree::Timeline, &[]).map(Result::unwrap).collect();
    for row in &rows {
        batches.push(put(Tree::Timeline, &row.key, &row.bytes, 0).unwrap(), Tally::default());
    }
    let in_pages = store.trees.keys_of(Tree::Timeline);
    assert!(in_pages < rows.len());
    store.trees.apply(&batches).unwrap();
    assert_eq!((store.trees.keys_of(Tree::Timeline), all(&store)), (rows.len(), kept.clone()));
    store.close().unwrap();
    fs::write(dir.path().join("format"), "2\n").unwrap();
    let (store, notices) = open_told(dir.path());
    assert_eq!((store.trees.keys_of(Tree::Timeline), all(&store), notices), (in_pages, kept, vec![]));
    assert_eq!(fs::read_to_string(dir.path().join("format")).unwrap(), "3\n");
    assert!(!dir.path().join("sled.old-1").exists());
}

#[test]
fn summaries_of_an_earlier_version_are_made_anew() {
    let (dir, _) = lived_in();
    let (mut store, _) = open_told(dir.path());
    let summaries = store.summaries().unwrap();
    let mut batches = Batches::default();
    for row in store.trees.rows(Tree::Summary, &[]) {
        let row = row.unwrap();
        let old = codec::aged(&row.bytes);
        let tally = Tally { summaries: row.sum().negative() + Sum::of(&row.key, &old), ..Tally::default() };
        batches.push(put(Tree::Summary, &row.key, &old, row.continued).unwrap(), tally);
    }
    store.trees.apply(&batches).unwrap();
    assert_eq!(store.summaries().unwrap(), summaries, "read while they are still old");
    store.close().unwrap();
    let (store, notices) = open_told(dir.path());
    assert_eq!(notices, []);
    assert_eq!(store.summaries().unwrap(), summaries);
    let old = |row: Row| codec::is_outdated(&row.bytes);
    assert!(!store.trees.rows(Tree::Summary, &[]).any(|row| old(row.unwrap())));
}
