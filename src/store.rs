//! Stored data: the journal is the truth, sled is the house that everything is read from.
//!
//! A change is checked, appended to the journal and fsynced, and then carried out on sled. sled can be
//! lost at any time: it is built again from the journal. Uses domain, sled, bincode and the file system;
//! must not touch app, view, terminal or clock: moments and entropy come in.

mod backup;
mod bring_up;
mod checkpoint;
mod claim;
mod clean;
mod codec;
mod database;
mod disk;
mod door;
mod erase;
mod error;
pub mod export;
mod folder;
mod group;
mod histories;
mod image;
mod journal;
mod lock;
mod open;
mod plan;
pub mod preview;
pub mod recount;
mod sealed;
mod summaries;
mod tally;
mod trees;
mod truth;
mod undo;
mod upkeep;
mod verify;
mod wire;
pub mod worker;

pub use backup::{BackedUp, prove, restore, set_data_aside};
pub use bring_up::Building;
pub use claim::Claim;
pub use door::{Answer, Ask, Client, Door};
pub use erase::{DOCUMENTS, Erased};
pub use error::{Notice, StoreError};
pub use histories::every_dossier;
pub use summaries::{Overview, QuickOverview, last_tick, quick_summaries};
pub use truth::{Reading, every_dossier_kept, read_through};
pub use verify::{Finding, Verified};
pub use worker::{Opening, Reply, Request, Worker};

use crate::domain::{Cause, Change, ChangeId, CustomerId, Dossier, Moment, Rate, Record, Summary};
use clean::CleanMark;
use journal::{Head, Journal, Kind, Place, Written};
use lock::Lock;
use plan::{Check, Group, Plan, plan};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use summaries::SummaryFile;
use tempfile::TempDir;
use trees::{Batches, Progress, Trees};
use uuid::Uuid;

/// One data folder, open for this program alone.
pub struct Store {
    dir: PathBuf,
    trees: Trees,
    progress: Progress,
    /// Nothing when the data are open for reading alone.
    journal: Option<Journal>,
    /// After a failure in the middle of a change what sled holds is in doubt until it is opened again.
    is_halted: bool,
    /// Something in sled could not be read.
    in_doubt: Cell<bool>,
    device: Uuid,
    /// When the data were opened, or when the last change was made.
    at: Moment,
    /// Up to where there is a checkpoint.
    checkpointed: Place,
    /// The journal may grow by so many bytes before there is a new checkpoint.
    tail_limit: u64,
    summary_file: SummaryFile,
    /// Behind the trees, so that it is written after sled has let go of its files.
    clean: CleanMark,
    /// The folder of a copy that is thrown away.
    _reading: Option<TempDir>,
    /// Dropped last, so that nobody else opens what is still being closed.
    _lock: Option<Lock>,
}

/// What a change led to; it is durable by the time this exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    pub change: ChangeId,
    pub cause: Cause,
    /// For undo and redo: the cause of the change that was taken back or done again.
    pub of: Option<Cause>,
    /// The new summaries of touched customers.
    pub summaries: Vec<Summary>,
    /// Touched customers that no longer exist.
    pub removed: Vec<CustomerId>,
    /// Every rate, where the change touched one.
    pub rates: Option<Vec<Rate>>,
    pub edits: usize,
}

impl Store {
    /// The summaries of all customers.
    ///
    /// # Errors
    /// [`StoreError::Database`] when sled cannot read them.
    pub fn summaries(&self) -> Result<Vec<Summary>, StoreError> {
        let all = self.trees.summaries().collect();
        if matches!(&all, Err(error) if StoreError::is_in_database(error)) {
            self.doubt();
        }
        all
    }

    /// Every rate of exchange.
    ///
    /// # Errors
    /// [`StoreError::Database`] when sled cannot read them.
    pub fn rates(&self) -> Result<Vec<Rate>, StoreError> {
        self.trees.rates()
    }

    /// What is held of everybody at once.
    ///
    /// # Errors
    /// As [`Store::summaries`].
    pub fn overview(&self) -> Result<Overview, StoreError> {
        Ok(Overview { summaries: self.summaries()?, rates: self.rates()? })
    }

    /// A customer with its whole history; nothing when there is no such customer.
    ///
    /// # Errors
    /// [`StoreError::Database`] when sled cannot read it.
    pub fn dossier(&self, id: CustomerId) -> Result<Option<Dossier>, StoreError> {
        self.records_of(id).map(Dossier::from_records)
    }

    /// Every record of a customer, from the truth where sled cannot read them.
    fn records_of(&self, id: CustomerId) -> Result<Vec<Record>, StoreError> {
        let records = self.trees.records_of(id).map(|found| found.map(|(_, _, record)| record));
        match records.collect::<Result<Vec<_>, _>>() {
            Err(error) if error.is_in_database() => {
                self.doubt();
                self.records_from_truth(id).map_err(|_| error)
            }
            records => records,
        }
    }

    /// Every record there is: cards, follow-ups, then timelines.
    pub fn records(&self) -> impl Iterator<Item = Result<Record, StoreError>> + '_ {
        self.trees.records()
    }

    /// How many records there are; reads them all.
    ///
    /// # Errors
    /// [`StoreError::Database`] when sled cannot read them.
    pub fn record_count(&self) -> Result<usize, StoreError> {
        self.records().try_fold(0, |count, record| record.map(|_| count + 1))
    }

    /// Stores a change whole or not at all. On return it is fsynced and can be read.
    ///
    /// A change of which every edit is idle is not written and leaves undo as it was.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when an edit does not start from what is stored, or when a customer's
    /// records would be left without its card; nothing is written then. [`StoreError::NotApplied`] and
    /// [`StoreError::Halted`] ask for opening again.
    pub fn commit(&mut self, change: &Change) -> Result<Committed, StoreError> {
        if matches!(change.cause, Cause::Undid(_) | Cause::Redid(_)) {
            return Err(StoreError::Unfit { what: "undo and redo have calls of their own".into() });
        }
        self.record(change, None)
    }

    /// The newest change, so that ids of this run come after those of earlier ones.
    ///
    /// # Errors
    /// [`StoreError::Database`] when sled cannot read it.
    pub fn last_change(&self) -> Result<Option<ChangeId>, StoreError> {
        undo::newest(&self.trees)
    }

    /// The session text as it was last saved.
    ///
    /// # Errors
    /// As [`read_session`].
    pub fn load_session(&self) -> Result<Option<String>, StoreError> {
        read_session(&self.dir)
    }

    /// Replaces the session text; a crash leaves either the old or the new one.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn save_session(&self, text: &str) -> Result<(), StoreError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly { path: self.dir.clone() });
        }
        disk::write_atomic(&self.session_file(), text.as_bytes())
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Brings everything to the disk and closes. Dropping does the same but cannot tell of a failure.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Io`]; what was confirmed is in the journal all the same.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.trees.flush()?;
        self.clean.is_armed = self.journal.is_some() && !self.is_halted && !self.in_doubt.get();
        Ok(())
    }

    /// Whether the data are open for reading alone.
    pub fn is_read_only(&self) -> bool {
        self.journal.is_none()
    }

    /// The end of the journal, if anything may be written at all.
    fn writable(&mut self) -> Result<&mut Journal, StoreError> {
        let path = self.dir.clone();
        self.journal.as_mut().ok_or(StoreError::ReadOnly { path })
    }

    /// Refuses all further changes: a fault may have left something half done in memory.
    fn halt(&mut self) {
        self.is_halted = true;
    }

    /// Stores a change of any cause.
    fn record(&mut self, change: &Change, of: Option<Cause>) -> Result<Committed, StoreError> {
        self.writable()?;
        if self.is_halted {
            return Err(StoreError::Halted { path: self.dir.clone() });
        }
        match self.record_once(change, of.clone()) {
            // Damage was met before anything was written: what the change starts from is healed first.
            Err(error) if error.is_in_database() => {
                self.rebuild(&mut |_| {})?;
                self.record_once(change, of)
            }
            done => done,
        }
    }

    fn record_once(&mut self, change: &Change, of: Option<Cause>) -> Result<Committed, StoreError> {
        let groups = plan::groups(&change.edits)?;
        let (mut summaries, mut removed, mut rates) = (Vec::new(), Vec::new(), None);
        let mut batches = Batches::default();
        let mut runs = 0;
        for run in plan::runs(&groups) {
            let plan = plan(&self.trees, run, Check::Strict)?;
            summaries.extend(plan.summaries);
            removed.extend(plan.removed);
            rates = plan.rates.or(rates);
            // Of a long change nothing is kept but the knowledge that it fits; it is planned once more.
            batches = if runs == 0 { plan.batches } else { Batches::default() };
            runs += 1;
        }
        if !change.edits.iter().all(crate::domain::Edit::is_idle) {
            let written = self.writable()?.append(change)?;
            let again = if runs > 1 { groups.as_slice() } else { &[] };
            if let Err(error) = self.carry_out(written, change, again, batches) {
                self.halt();
                return Err(StoreError::NotApplied { path: self.dir.clone(), what: error.to_string() });
            }
            self.at = self.at.max(change.at);
            self.summary_file.add(&self.progress, &summaries, &removed, rates.as_deref());
        }
        let (id, cause) = (change.id, change.cause.clone());
        Ok(Committed { change: id, cause, of, summaries, removed, rates, edits: change.edits.len() })
    }

    /// Brings a change that is in the journal into the trees.
    fn carry_out(
        &mut self,
        written: Written,
        change: &Change,
        groups: &[Group<'_>],
        batches: Batches,
    ) -> Result<(), StoreError> {
        for run in plan::runs(groups) {
            let Plan { batches, .. } = plan(&self.trees, run, Check::Replay)?;
            self.trees.apply(&batches)?;
        }
        let batches = if groups.is_empty() { batches } else { Batches::default() };
        let (head, edits) = (Head::of(change), change.edits.len() as u64);
        bring_up::finish(&mut self.trees, &mut self.progress, written, Kind::Change, &head, edits, batches)
    }

    fn session_file(&self) -> PathBuf {
        self.dir.join(SESSION)
    }

    fn journal_folder(&self) -> PathBuf {
        self.dir.join("journal")
    }
}

/// The session text of a data folder as it was last saved, read without opening anything.
///
/// # Errors
/// [`StoreError::Io`]; [`StoreError::Damaged`] when it is no text.
pub fn read_session(dir: &Path) -> Result<Option<String>, StoreError> {
    disk::read_text(&dir.join(SESSION))
}

const SESSION: &str = "session.json";

impl Drop for Store {
    fn drop(&mut self) {
        // Nobody is left to be told; the journal holds what sled may lack.
        drop(self.trees.flush());
    }
}

#[cfg(test)]
mod tests;
