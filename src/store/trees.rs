//! The sled trees: what each holds under which key, and the one transaction that writes them all.
//!
//! ```text
//! card      customer id                                                        -> Customer
//! timeline  customer id, inverted time (u64 BE), kind (u8), record id          -> interaction or business record,
//!           or several of them, see `page`; under the id of nobody, what belongs to no customer: rates
//! plan      customer id                                                        -> FollowUp
//! summary   customer id                                                        -> Summary (derived)
//! history   number of the change (u64 BE)                                      -> HistoryRow
//! meta      "state"                                                            -> Progress
//! meta      "tally"                                                            -> Tally of the first four trees
//! ```
//!
//! One customer's timeline is one range, newest first.

mod bulk;
mod page;
mod rows;

pub use bulk::Bulk;
pub use page::Shelf;
pub use rows::{Row, Rows, put, remove};

use super::codec::{self, Kind, Misread};
use super::error::is_no_room_to_write;
use super::journal::Place;
use super::plan::rate_of;
use super::tally::{Sum, Tally};
use super::{StoreError, disk};
use crate::domain::{CustomerId, Dossier, Moment, Rate, Record, Summary};
use rows::Stored;
use serde::{Deserialize, Serialize};
use sled::transaction::{ConflictableTransactionError, TransactionError, Transactional};
use std::iter::Peekable;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Writes in one transaction, unless one record alone needs more.
const BATCH: usize = 200;
/// sled 0.34 can lock itself up when many more transactions than this wait for a flush.
const FLUSH_EVERY: u32 = 50;
const CACHE_BYTES: u64 = 24 << 20;

/// One of the trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tree {
    Card,
    Timeline,
    Plan,
    Summary,
    History,
    Meta,
}

/// Name and length of keys, in the order of [`Tree`].
const TREES: [(&str, usize); 6] =
    [("card", 16), ("timeline", 16 + 8 + 1 + 16), ("plan", 16), ("summary", 16), ("history", 8), ("meta", 5)];
const STATE_KEY: &[u8] = b"state";
const TALLY_KEY: &[u8] = b"tally";
/// The trees that hold records, as opposed to what is derived from them.
const OF_RECORDS: [Tree; 3] = [Tree::Card, Tree::Plan, Tree::Timeline];

impl Tree {
    fn key_length(self) -> usize {
        TREES[self as usize].1
    }
}

/// How far the trees have come along the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The number of the last change that the trees hold whole; 0 before the first.
    pub applied: u64,
    /// The hybrid logical clock of that change.
    pub hlc: u64,
    /// Where that change begins in the journal, and where the next one will.
    pub start: Place,
    pub end: Place,
    /// The number of the latest change that is not taken back; what is above it can be done again.
    pub done: u64,
}

/// One key to write or, without a value, to remove.
#[derive(Clone, Debug)]
pub struct Write {
    tree: Tree,
    key: Vec<u8>,
    value: Option<Vec<u8>>,
}

/// Writes that are carried out together, and what they do to the tally.
#[derive(Debug, Default)]
struct Batch {
    writes: Vec<Write>,
    tally: Tally,
}

/// Writes in the transactions in which they are to be carried out.
#[derive(Debug, Default)]
pub struct Batches(Vec<Batch>);

impl Batches {
    /// Adds writes that must stay together.
    pub fn push(&mut self, writes: Vec<Write>, tally: Tally) {
        match self.0.last_mut() {
            Some(batch) if batch.writes.len() + writes.len() <= BATCH => {
                batch.writes.extend(writes);
                batch.tally += tally;
            }
            _ => self.0.push(Batch { writes, tally }),
        }
    }

    /// Adds writes that do not count to the last transaction, whatever its size.
    pub fn finish(&mut self, writes: Vec<Write>) {
        match self.0.last_mut() {
            Some(batch) => batch.writes.extend(writes),
            None => self.0.push(Batch { writes, tally: Tally::default() }),
        }
    }
}

/// Whether what sled has flushed is fsynced as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    Synced,
    /// For work that is done again after a crash.
    Hurried,
}

/// The open database.
pub struct Trees {
    path: PathBuf,
    db: sled::Db,
    all: Vec<sled::Tree>,
    unflushed: u32,
    tally: Tally,
    pub durability: Durability,
}

impl Trees {
    /// Opens or makes the folder. May panic or hang when it is damaged: see `database`.
    pub fn open(path: &Path) -> sled::Result<Self> {
        let config = sled::Config::new().path(path).cache_capacity(CACHE_BYTES).flush_every_ms(None);
        let db = config.open()?;
        let all = TREES.iter().map(|(name, _)| db.open_tree(name)).collect::<sled::Result<_>>()?;
        let durability = Durability::Synced;
        Ok(Self { path: path.to_owned(), db, all, unflushed: 0, tally: Tally::default(), durability })
    }

    /// What was counted along with the writes; trees without such a count are counted now.
    ///
    /// To be called once before anything is written.
    pub fn load_tally(&mut self) -> Result<Tally, StoreError> {
        let row = self.rows(Tree::Meta, TALLY_KEY).next().transpose()?;
        self.tally = match row {
            Some(row) => self.read(Tree::Meta, &row, codec::decode(Kind::Tally, &row.bytes))?,
            None => self.count()?,
        };
        Ok(self.tally)
    }

    /// Counts every row anew, without decoding any.
    pub fn count(&self) -> Result<Tally, StoreError> {
        let mut tally = Tally::default();
        for tree in OF_RECORDS {
            for row in self.rows(tree, &[]) {
                tally.records += row?.sum();
            }
        }
        for row in self.rows(Tree::Summary, &[]) {
            tally.summaries += row?.sum();
        }
        Ok(tally)
    }

    /// Lets go of the folder, so that it can be moved; what is here then is empty.
    pub fn vacate(&mut self) -> Result<(), StoreError> {
        let db = sled::Config::new().temporary(true).open().map_err(|error| self.trouble(&error))?;
        let all = TREES.iter().map(|(name, _)| db.open_tree(name)).collect::<sled::Result<_>>();
        self.all = all.map_err(|error| self.trouble(&error))?;
        self.db = db;
        Ok(())
    }

    /// Whether there is nothing in the trees, not even parts of something.
    pub fn is_empty(&self) -> bool {
        self.all.iter().all(sled::Tree::is_empty)
    }

    /// How far the trees have come; nothing when they are new.
    pub fn progress(&self) -> Result<Option<Progress>, StoreError> {
        let row = self.rows(Tree::Meta, STATE_KEY).next().transpose()?;
        row.map(|row| self.read(Tree::Meta, &row, codec::decode(Kind::Progress, &row.bytes))).transpose()
    }

    pub fn progress_write(progress: &Progress) -> Result<Write, StoreError> {
        let value = codec::encode(Kind::Progress, progress).map_err(|what| StoreError::Unfit { what })?;
        Ok(Write { tree: Tree::Meta, key: STATE_KEY.to_vec(), value: Some(value) })
    }

    /// Values whose keys begin with `prefix`, in the order of keys.
    pub fn rows(&self, tree: Tree, prefix: &[u8]) -> Rows<'_> {
        Rows::new(self.stored(tree, prefix))
    }

    /// The same as it is stored: the entries of a page are one value, under the key of the last.
    fn stored(&self, tree: Tree, prefix: &[u8]) -> Stored<'_> {
        Stored::new(self, tree, self.tree(tree).scan_prefix(prefix))
    }

    /// Values with a number as their key, in a range of such numbers.
    pub fn numbered(&self, tree: Tree, range: std::ops::RangeInclusive<u64>) -> Rows<'_> {
        let keys = range.start().to_be_bytes()..=range.end().to_be_bytes();
        self.rows_of(tree, self.tree(tree).range(keys))
    }

    /// The last value at or before a number.
    pub fn last_up_to(&self, tree: Tree, number: u64) -> Result<Option<Row>, StoreError> {
        // Such values are short, so that the last key of a range is never a continuation.
        let last = self.tree(tree).range(..=number.to_be_bytes()).next_back();
        let last = last.transpose().map_err(|error| self.trouble(&error))?;
        Ok(last.map(|(key, value)| Row { key: key.to_vec(), continued: 0, bytes: value.to_vec() }))
    }

    /// The customers behind one, or all, in the order of their ids.
    pub fn customers(
        &self,
        after: Option<CustomerId>,
    ) -> impl Iterator<Item = Result<CustomerId, StoreError>> + '_ {
        let from = after.map_or(Bound::Unbounded, |id| Bound::Excluded(id.0.as_bytes().to_vec()));
        let keys = self.tree(Tree::Card).range((from, Bound::Unbounded)).keys();
        keys.filter_map(|key| match key {
            // A longer key goes on with a card that did not fit under one.
            Ok(key) => Uuid::from_slice(&key).ok().map(|id| Ok(CustomerId(id))),
            Err(error) => Some(Err(self.trouble(&error))),
        })
    }

    /// All records of a customer with the rows that they stand in, the card first.
    pub fn records_of(
        &self,
        customer: CustomerId,
    ) -> impl Iterator<Item = Result<(Tree, Row, Record), StoreError>> + '_ {
        OF_RECORDS.into_iter().flat_map(move |tree| self.records_in(tree, customer.0.as_bytes()))
    }

    /// All records of all customers: cards, plans, then timelines.
    pub fn records(&self) -> impl Iterator<Item = Result<Record, StoreError>> + '_ {
        OF_RECORDS
            .into_iter()
            .flat_map(|tree| self.records_in(tree, &[]))
            .map(|found| found.map(|(_, _, record)| record))
    }

    /// All rows of records behind a customer, or all there are, customer by customer, each with its card first.
    pub fn rows_by_customer(
        &self,
        after: Option<CustomerId>,
    ) -> impl Iterator<Item = Result<Row, StoreError>> + '_ {
        // Every key begins with the id of its customer; behind the last id there is none.
        let from = after.map_or(Some(0), |id| id.0.as_u128().checked_add(1)).map(u128::to_be_bytes);
        let rows = |tree| from.map(|from| self.rows_of(tree, self.tree(tree).range(from..)).peekable());
        let mut trees: Vec<_> = OF_RECORDS.into_iter().filter_map(rows).collect();
        std::iter::from_fn(move || {
            // An error sorts before everything, so that it comes out at once.
            let owner = |rows: &mut Peekable<Rows<'_>>| {
                rows.peek().map(|row| row.as_ref().ok().and_then(|row| row.key.get(..16)).map(<[u8]>::to_vec))
            };
            let first = trees.iter_mut().filter_map(owner).min()?;
            let mut next = trees.iter_mut();
            next.find_map(|rows| if owner(rows).as_ref() == Some(&first) { Some(rows) } else { None })?.next()
        })
    }

    /// Every rate of exchange.
    pub fn rates(&self) -> Result<Vec<Rate>, StoreError> {
        let nobody = CustomerId::NOBODY;
        self.records_of(nobody).filter_map(|found| found.map(|(_, _, it)| rate_of(it)).transpose()).collect()
    }

    /// The summaries of all customers; one of an earlier version is made anew from the records.
    pub fn summaries(&self) -> impl Iterator<Item = Result<Summary, StoreError>> + '_ {
        self.rows(Tree::Summary, &[]).map(|row| {
            let row = row?;
            let summary: Summary = match codec::decode(Kind::Summary, &row.bytes) {
                Err(Misread::Outdated) => self.summary_anew(&row)?,
                read => self.read(Tree::Summary, &row, read)?,
            };
            self.expect_key(Tree::Summary, &row, summary.id.0.as_bytes())?;
            Ok(summary)
        })
    }

    /// Writes summaries of an earlier version anew.
    ///
    /// The first one is written last, so that it alone tells whether that has been done, even where an
    /// earlier attempt was cut short. Nothing depends on it: [`Self::summaries`] reads old ones as well.
    pub fn renew_summaries(&mut self) -> Result<(), StoreError> {
        let first = self.rows(Tree::Summary, &[]).next().transpose()?;
        let Some(first) = first.filter(|row| codec::is_outdated(&row.bytes)) else { return Ok(()) };
        let mut batches = Batches::default();
        for row in self.rows(Tree::Summary, &[]).skip(1).chain([Ok(first)]) {
            let row = row?;
            if codec::is_outdated(&row.bytes) {
                let summary = self.summary_anew(&row)?;
                let value =
                    codec::encode(Kind::Summary, &summary).map_err(|what| StoreError::Unfit { what })?;
                let summaries = row.sum().negative() + Sum::of(&row.key, &value);
                let tally = Tally { summaries, ..Tally::default() };
                batches.push(put(Tree::Summary, &row.key, &value, row.continued)?, tally);
            }
        }
        self.apply(&batches)?;
        self.flush()
    }

    /// The summary that belongs in a row, from the records of its customer.
    fn summary_anew(&self, row: &Row) -> Result<Summary, StoreError> {
        let nobody = || self.damaged(Tree::Summary, &row.key, "a summary without its customer");
        let id = Uuid::from_slice(&row.key).map_err(|_| nobody())?;
        let records = self.records_of(CustomerId(id)).map(|found| found.map(|(_, _, record)| record));
        let dossier = Dossier::from_records(records.collect::<Result<Vec<_>, _>>()?);
        Ok(Summary::of(&dossier.ok_or_else(nobody)?))
    }

    /// Carries out writes, transaction by transaction.
    pub fn apply(&mut self, batches: &Batches) -> Result<(), StoreError> {
        batches.0.iter().try_for_each(|batch| self.transact(batch))
    }

    /// Brings what sled has in memory to the disk.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        self.db.flush().map_err(|error| self.trouble(&error))?;
        self.unflushed = 0;
        if self.durability == Durability::Hurried {
            return Ok(());
        }
        // sled's flush only starts the writing: on Linux it is no fsync.
        disk::sync_file(&self.path.join("db"))
    }

    /// The record in a row.
    pub fn record(&self, row: &Row) -> Result<Record, StoreError> {
        self.read(Tree::Card, row, codec::decode_record(&row.bytes))
    }

    /// Turns a misread value into an error that says where it stands.
    pub fn read<T>(&self, tree: Tree, row: &Row, value: Result<T, Misread>) -> Result<T, StoreError> {
        value.map_err(|misread| match misread {
            Misread::Newer { found, known } => StoreError::Newer {
                path: self.path.clone(),
                found: u32::from(found),
                known: u32::from(known),
            },
            Misread::Outdated => self.damaged(tree, &row.key, "a value of an earlier version"),
            Misread::Damaged(what) => self.damaged(tree, &row.key, &what),
        })
    }

    #[cfg(test)]
    pub(super) fn keys_of(&self, tree: Tree) -> usize {
        self.tree(tree).len()
    }

    #[cfg(test)]
    pub(super) fn spoil(&self, customer: CustomerId) {
        let tree = self.tree(Tree::Card);
        let mut value = tree.get(customer.0.as_bytes()).unwrap().unwrap().to_vec();
        value[20] ^= 1;
        tree.insert(customer.0.as_bytes(), value).unwrap();
    }

    fn transact(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let mut tally = self.tally;
        tally += batch.tally;
        let sealed = codec::encode(Kind::Tally, &tally).map_err(|what| StoreError::Unfit { what })?;
        // Only writes stand in here: a read of a plain tree within a transaction hangs.
        let written = self.all.as_slice().transaction(|views| {
            views[Tree::Meta as usize].insert(TALLY_KEY, sealed.as_slice())?;
            for Write { tree, key, value } in &batch.writes {
                let view = &views[*tree as usize];
                match value {
                    Some(value) => view.insert(key.as_slice(), value.as_slice())?,
                    None => view.remove(key.as_slice())?,
                };
            }
            Ok::<(), ConflictableTransactionError<()>>(())
        });
        written.map_err(|error| match error {
            TransactionError::Storage(error) => self.trouble(&error),
            TransactionError::Abort(()) => self.database("a transaction was given up".into()),
        })?;
        self.tally = tally;
        self.unflushed += 1;
        if self.unflushed >= FLUSH_EVERY { self.flush() } else { Ok(()) }
    }

    fn records_in<'a>(
        &'a self,
        tree: Tree,
        prefix: &[u8],
    ) -> impl Iterator<Item = Result<(Tree, Row, Record), StoreError>> + use<'a> {
        self.rows(tree, prefix).map(move |row| {
            let row = row?;
            let record = self.read(tree, &row, codec::decode_record(&row.bytes))?;
            // Damage can put a sound value under a wrong key.
            let (own_tree, own_key) = place_of(&record);
            self.expect_key(own_tree, &row, &own_key)?;
            Ok((tree, row, record))
        })
    }

    fn expect_key(&self, tree: Tree, row: &Row, key: &[u8]) -> Result<(), StoreError> {
        if row.key == key { Ok(()) } else { Err(self.damaged(tree, &row.key, "a value under a wrong key")) }
    }

    fn tree(&self, tree: Tree) -> &sled::Tree {
        &self.all[tree as usize]
    }

    fn rows_of(&self, tree: Tree, iter: sled::Iter) -> Rows<'_> {
        Rows::new(Stored::new(self, tree, iter))
    }

    fn trouble(&self, error: &sled::Error) -> StoreError {
        match error {
            // A full disk is no damage: building anew would need more room still.
            sled::Error::Io(source) if is_no_room_to_write(source) => {
                let source = std::io::Error::new(source.kind(), source.to_string());
                StoreError::Io { path: self.path.clone(), source }
            }
            other => self.database(other.to_string()),
        }
    }

    fn database(&self, what: String) -> StoreError {
        StoreError::Database { path: self.path.clone(), what }
    }

    fn damaged(&self, tree: Tree, key: &[u8], what: &str) -> StoreError {
        let owner = key.get(..16).and_then(|id| Uuid::from_slice(id).ok());
        let owner = owner.map_or_else(|| format!("key {key:02x?}"), |id| format!("customer {id}"));
        self.database(format!("{what} ({tree:?}, {owner})"))
    }
}

/// The tree and key under which a record stands.
pub fn place_of(record: &Record) -> (Tree, Vec<u8>) {
    let customer = record.customer().0;
    let mut key = customer.as_bytes().to_vec();
    match (record, record.timeline_at()) {
        (Record::Customer(_), _) => (Tree::Card, key),
        (Record::FollowUp(_), _) => (Tree::Plan, key),
        (_, at) => {
            let ms = at.map_or(0, Moment::unix_ms);
            // Flipping the sign bit orders signed numbers as bytes; inverting all puts the latest first.
            let inverted = !(ms.cast_unsigned() ^ (1 << 63));
            key.extend_from_slice(&inverted.to_be_bytes());
            key.push(record.id().kind as u8);
            key.extend_from_slice(record.id().uuid.as_bytes());
            (Tree::Timeline, key)
        }
    }
}
