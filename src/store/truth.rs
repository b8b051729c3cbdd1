//! What the checkpoint and the journal say, without sled: for reading around damage, for comparing, and for looking through
//! everything that is written, since sled keeps in memory whatever it has read. Nothing has to be open for it.

use super::image::ImageReader;
use super::journal::{self, Kind, Step};
use super::sealed::Content;
use super::trees::Progress;
use super::{Store, StoreError, checkpoint};
use crate::domain::{CustomerId, Dossier, Edit, Record, RecordId};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Whoever looks through all records.
pub trait Reading {
    /// Whether to go on; asked before each record.
    fn goes_on(&mut self) -> bool {
        true
    }

    /// Whether a record may be wanted, by its stored bytes, in which texts stand as they are.
    fn may_want(&mut self, _bytes: &[u8]) -> bool {
        true
    }

    fn wants(&mut self, record: &Record) -> bool;

    /// Takes a record that is wanted.
    fn take(&mut self, record: Record);
}

/// What became of the records that the journal touched: they are as they are here, whatever the checkpoint says.
#[derive(Default)]
struct Tail {
    /// As they are now where they are wanted.
    latest: HashMap<RecordId, Option<Record>>,
    /// The journal tells everything anew.
    is_whole: bool,
}

/// Hands every record that is wanted to `reading`, as it is now: those that changed lately first, then the others customer by
/// customer.
///
/// # Errors
/// [`StoreError::Io`], [`StoreError::Damaged`]; what was taken until then stands.
pub fn read_through(dir: &Path, reading: &mut impl Reading) -> Result<(), StoreError> {
    let mut image = newest_image(dir)?;
    let progress = image.as_ref().map_or_else(Progress::default, |image| image.head.progress.clone());
    let Some(Tail { mut latest, is_whole }) = read_tail(dir, &progress, reading)? else { return Ok(()) };
    for record in latest.values_mut().filter_map(Option::take) {
        reading.take(record);
    }
    let Some(image) = image.as_mut().filter(|_| !is_whole) else { return Ok(()) };
    let mut bytes = Vec::new();
    while image.next_record(&mut bytes)? {
        if !reading.goes_on() {
            return Ok(());
        }
        if reading.may_want(&bytes) {
            let record = image.record(&bytes)?;
            if !latest.contains_key(&record.id()) && reading.wants(&record) {
                reading.take(record);
            }
        }
    }
    Ok(())
}

/// Hands every customer with its history to `take`, as it is now, until that says to stop. Not where there is no
/// checkpoint: all that the journal tells would have to be held, and little is in sled then.
///
/// Returns whether that was done.
///
/// # Errors
/// [`StoreError::Io`], [`StoreError::Damaged`]; what was taken until then stands.
pub fn every_dossier_kept(dir: &Path, take: impl FnMut(Dossier) -> bool) -> Result<bool, StoreError> {
    let Some(mut image) = newest_image(dir)? else { return Ok(false) };
    let progress = image.head.progress.clone();
    let Some(Tail { mut latest, is_whole: false }) = read_tail(dir, &progress, &mut Everything)? else {
        return Ok(false);
    };
    let mut together = Together { touched: HashMap::new(), own: Vec::new(), take };
    for record in latest.values_mut().filter_map(Option::take) {
        together.touched.entry(record.customer()).or_default().push(record);
    }
    let mut bytes = Vec::new();
    while image.next_record(&mut bytes)? {
        let record = image.record(&bytes)?;
        if !latest.contains_key(&record.id()) && !together.goes_on_with(record) {
            return Ok(true);
        }
    }
    if together.hand_over() {
        // Who is new since the checkpoint.
        for records in std::mem::take(&mut together.touched).into_values() {
            together.own = records;
            if !together.hand_over() {
                break;
            }
        }
    }
    Ok(true)
}

/// Records of the journal's end are all wanted.
struct Everything;

impl Reading for Everything {
    fn wants(&mut self, _: &Record) -> bool {
        true
    }

    fn take(&mut self, _: Record) {}
}

/// Puts the records of each customer together.
struct Together<T> {
    /// What the journal's end tells of those it touches.
    touched: HashMap<CustomerId, Vec<Record>>,
    /// What the checkpoint told so far of one customer.
    own: Vec<Record>,
    take: T,
}

impl<T: FnMut(Dossier) -> bool> Together<T> {
    /// Takes the next record of the checkpoint, in which those of a customer follow each other.
    fn goes_on_with(&mut self, record: Record) -> bool {
        let is_other = self.own.last().is_some_and(|last| last.customer() != record.customer());
        let goes_on = !is_other || self.hand_over();
        self.own.push(record);
        goes_on
    }

    fn hand_over(&mut self) -> bool {
        let mut records = std::mem::take(&mut self.own);
        if let Some(customer) = records.first().map(Record::customer) {
            records.extend(self.touched.remove(&customer).into_iter().flatten());
        }
        Dossier::from_records(records).is_none_or(&mut self.take)
    }
}

/// The newest checkpoint that is whole; nothing where there is none.
fn newest_image(dir: &Path) -> Result<Option<ImageReader>, StoreError> {
    let mut files = checkpoint::list(dir)?.into_iter().rev();
    Ok(files.find_map(|file| ImageReader::open(&file, Content::Checkpoint).ok()))
}

/// Nothing where `reading` did not go on.
fn read_tail(
    dir: &Path,
    progress: &Progress,
    reading: &mut impl Reading,
) -> Result<Option<Tail>, StoreError> {
    let mut tail = Tail::default();
    let (mut reader, seq) = journal::reader_after(&dir.join("journal"), progress)?;
    let from = progress.applied.max(seq);
    while let Step::Part(part) = reader.next_part()? {
        if !reading.goes_on() {
            return Ok(None);
        }
        if part.line.seq <= from {
            continue;
        }
        if part.line.kind == Kind::Base && part.line.part == 1 {
            tail = Tail { is_whole: true, ..Tail::default() };
        }
        for Edit { before, after } in part.line.edits {
            if let Some(before) = before {
                tail.latest.insert(before.id(), None);
            }
            if let Some(after) = after {
                tail.latest.insert(after.id(), Some(after).filter(|record| reading.wants(record)));
            }
        }
    }
    Ok(Some(tail))
}

impl Store {
    /// The records of one customer as the checkpoint and the journal have them.
    pub(super) fn records_from_truth(&self, customer: CustomerId) -> Result<Vec<Record>, StoreError> {
        let mut found = OfCustomer { customer, records: BTreeMap::new() };
        read_through(&self.dir, &mut found)?;
        Ok(found.records.into_values().collect())
    }
}

struct OfCustomer {
    customer: CustomerId,
    records: BTreeMap<RecordId, Record>,
}

impl Reading for OfCustomer {
    fn wants(&mut self, record: &Record) -> bool {
        record.customer() == self.customer
    }

    fn take(&mut self, record: Record) {
        self.records.insert(record.id(), record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cause, Customer};
    use crate::store::every_dossier;
    use crate::store::tests::sample::{self, Seller};

    /// Wants what mentions a word, and stops after so many records.
    struct Mentions {
        word: &'static str,
        left: usize,
        found: Vec<String>,
    }

    impl Mentions {
        fn of(dir: &Path, word: &'static str, left: usize) -> Vec<String> {
            let mut reading = Self { word, left, found: Vec::new() };
            read_through(dir, &mut reading).unwrap();
            reading.found.sort();
            reading.found
        }
    }

    impl Reading for Mentions {
        fn goes_on(&mut self) -> bool {
            self.left = self.left.saturating_sub(1);
            self.left > 0
        }

        fn may_want(&mut self, bytes: &[u8]) -> bool {
            bytes.windows(self.word.len()).any(|part| part == self.word.as_bytes())
        }

        fn wants(&mut self, record: &Record) -> bool {
            matches!(record, Record::Interaction(it) if it.summary.contains(self.word))
        }

        fn take(&mut self, record: Record) {
            if let Record::Interaction(it) = record {
                self.found.push(it.summary);
            }
        }
    }

    #[test]
    fn everything_is_as_it_is_now_with_a_checkpoint_or_without() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Mentions::of(dir.path(), "said", 99), [""; 0], "a folder in which nothing was done");
        let (mut store, _) = Store::open(dir.path(), sample::now(), 1).unwrap();
        let mut seller = Seller::new();
        let card = seller.customer("Acme");
        let entries = [1, 2, 3, 4].map(|day| seller.interaction(&card, -day, &format!("said {day}")));
        let all =
            std::iter::once(Record::from(card.clone())).chain(entries.iter().cloned().map(Record::from));
        let edits = all.map(Edit::create).collect();
        store.commit(&seller.change(Cause::Imported, edits)).unwrap();
        let dir = dir.path();
        assert_eq!(Mentions::of(dir, "said", 99), ["said 1", "said 2", "said 3", "said 4"]);
        store.write_checkpoint().unwrap();
        assert_eq!(Mentions::of(dir, "said", 99), ["said 1", "said 2", "said 3", "said 4"]);
        assert_eq!(Mentions::of(dir, "said 3", 99), ["said 3"]);
        assert_eq!(Mentions::of(dir, "said", 3).len(), 1, "the card, then one entry");
        // What came after the checkpoint counts, while the data are open.
        let [first, second, ..] = entries;
        let mut corrected = first.clone();
        corrected.summary = "meant 1".into();
        let edits = vec![
            Edit::update(first, corrected),
            Edit::remove(second),
            Edit::create(seller.interaction(&card, -5, "said 5")),
        ];
        store.commit(&seller.change(Cause::Edited, edits)).unwrap();
        assert_eq!(Mentions::of(dir, "said", 99), ["said 3", "said 4", "said 5"]);
        assert_eq!(Mentions::of(dir, "meant", 99), ["meant 1"]);
    }

    #[test]
    fn everybody_comes_once_and_whole_from_checkpoint_and_journal() {
        let dir = tempfile::tempdir().unwrap();
        let (mut store, _) = Store::open(dir.path(), sample::now(), 1).unwrap();
        let mut seller = Seller::new();
        let cards = ["Acme", "Nova", "Kopi", "Gone"].map(|company| seller.customer(company));
        let said = |seller: &mut Seller, card: &Customer, text: &str| {
            Record::from(seller.interaction(card, -1, text))
        };
        let entries: Vec<_> = cards.iter().map(|card| said(&mut seller, card, "said it")).collect();
        let records = cards.iter().cloned().map(Record::from).chain(entries.iter().cloned());
        store.commit(&seller.change(Cause::Imported, records.map(Edit::create).collect())).unwrap();
        let all = |store: &Store| {
            let mut found = Vec::new();
            let done = every_dossier_kept(dir.path(), |dossier| {
                found.push(dossier);
                true
            });
            found.sort_by_key(|dossier: &Dossier| dossier.customer.id);
            let mut expected = Vec::new();
            every_dossier(|after| store.histories(after), |dossier| expected.push(dossier)).unwrap();
            (done.unwrap(), found, expected)
        };
        assert!(!all(&store).0, "there is no checkpoint");
        store.write_checkpoint().unwrap();
        let (done, found, expected) = all(&store);
        assert!(done);
        assert_eq!(found, expected);
        let new = seller.customer("New");
        let mut renamed = cards[1].clone();
        renamed.company = "Nova Ltd.".into();
        let edits = vec![
            Edit::update(cards[1].clone(), renamed),
            Edit::create(said(&mut seller, &cards[0], "said more")),
            Edit::remove(entries[2].clone()),
            Edit::remove(entries[3].clone()),
            Edit::remove(cards[3].clone()),
            Edit::create(said(&mut seller, &new, "said hello")),
            Edit::create(new),
        ];
        store.commit(&seller.change(Cause::Edited, edits)).unwrap();
        let (_, found, expected) = all(&store);
        assert_eq!((found.len(), &found), (4, &expected));
        let mut taken = 0;
        let stopped = every_dossier_kept(dir.path(), |_| {
            taken += 1;
            taken < 2
        });
        assert_eq!((stopped.unwrap(), taken), (true, 2));
    }

    #[test]
    fn a_damaged_checkpoint_is_passed_over() {
        let dir = tempfile::tempdir().unwrap();
        let (mut store, _) = Store::open(dir.path(), sample::now(), 1).unwrap();
        let mut seller = Seller::new();
        let card = seller.customer("Acme");
        let entry = seller.interaction(&card, -1, "said it");
        store.commit(&seller.change(Cause::Added, vec![Edit::create(card), Edit::create(entry)])).unwrap();
        store.write_checkpoint().unwrap();
        let file = checkpoint::list(dir.path()).unwrap().remove(0);
        let mut bytes = std::fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(Mentions::of(dir.path(), "said", 99), ["said it"]);
    }
}
