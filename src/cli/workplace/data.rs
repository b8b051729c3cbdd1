//! The ways to the data: open here, through the program that has them open, or not open at all.

use crate::app::ledger::Ledger;
use crate::cli::out;
use crate::domain::{Change, ChangeId, CustomerId, Dossier, Edit, Moment, Record};
use crate::lang::Words;
use crate::store::{BackedUp, Claim, Client, Committed, Erased, Notice, Overview, Store, StoreError};
use crate::term::clock::entropy;
use anyhow::anyhow;
use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

/// Another command has the data for a moment only; so often, and so long each time, this one waits for it.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// Carrying out so many bytes takes a second or more.
const LONG: u64 = 16 << 20;

#[derive(Default)]
pub enum Data {
    #[default]
    Closed,
    /// Everybody in short, read without opening anything, until they are handed out.
    Looked(RefCell<Option<Box<Ledger>>>),
    /// Open here.
    Own(Box<Store>),
    /// Open in another program, which answers for them.
    Through(Box<Client>),
}

impl Data {
    /// Opens the data, or finds a way to them through the program that has them open; waits for one
    /// that will soon be done.
    pub fn open(dir: &Path, now: Moment, words: Words) -> anyhow::Result<(Self, Vec<Notice>)> {
        let told = |error: StoreError| anyhow!(words.store_error(&error));
        let mut tries = 0;
        loop {
            let held = match Claim::take(dir, now) {
                Ok(claim) => {
                    let mut bar = out::Bar::default();
                    let opened = claim.open(entropy(), &mut |building| {
                        if building.of >= LONG {
                            bar.show(words.rebuilding(), building.percent());
                        }
                    });
                    bar.end();
                    let (store, notices) = opened.map_err(told)?;
                    return Ok((Self::Own(Box::new(store)), notices));
                }
                Err(error @ StoreError::HeldElsewhere { .. }) => error,
                Err(error) => return Err(told(error)),
            };
            if let Some(client) = Client::knock(dir).map_err(told)? {
                return Ok((Self::Through(Box::new(client)), Vec::new()));
            }
            tries += 1;
            if tries == TRIES {
                return Err(told(held));
            }
            std::thread::sleep(PAUSE);
        }
    }

    pub fn last_change(&self) -> Result<Option<ChangeId>, StoreError> {
        match self {
            Self::Own(store) => store.last_change(),
            Self::Through(client) => Ok(client.last_change),
            Self::Closed | Self::Looked(_) => Ok(None),
        }
    }

    pub fn overview(&self) -> Result<Overview, StoreError> {
        match self {
            Self::Own(store) => store.overview(),
            Self::Through(client) => client.overview(),
            Self::Closed | Self::Looked(_) => Err(closed()),
        }
    }

    pub fn dossier(&self, id: CustomerId) -> Result<Option<Dossier>, StoreError> {
        match self {
            Self::Own(store) => store.dossier(id),
            Self::Through(client) => client.dossier(id),
            Self::Closed | Self::Looked(_) => Err(closed()),
        }
    }

    pub fn histories(&self, after: Option<CustomerId>) -> Result<Vec<Record>, StoreError> {
        match self {
            Self::Own(store) => store.histories(after),
            Self::Through(client) => client.histories(after),
            Self::Closed | Self::Looked(_) => Err(closed()),
        }
    }

    pub fn edits_to_hold(&self, records: Vec<Record>) -> Result<Vec<Edit>, StoreError> {
        match self {
            Self::Own(store) => store.edits_to_hold(records),
            Self::Through(client) => client.edits_to_hold(records),
            Self::Closed | Self::Looked(_) => Err(closed()),
        }
    }

    pub fn commit(&mut self, change: &Change) -> Result<Committed, StoreError> {
        match self {
            Self::Own(store) => store.commit(change),
            Self::Through(client) => client.commit(change),
            Self::Closed | Self::Looked(_) => Err(closed()),
        }
    }

    pub fn backup(&self, file: &Path) -> Result<BackedUp, StoreError> {
        match self {
            Self::Own(store) => store.backup(file),
            Self::Through(client) => client.backup(file),
            Self::Closed | Self::Looked(_) => Err(closed()),
        }
    }

    pub fn export(&self, file: &Path) -> Result<u64, StoreError> {
        match self {
            Self::Own(store) => store.export(file),
            Self::Through(client) => client.export(file),
            Self::Closed | Self::Looked(_) => Err(closed()),
        }
    }

    pub fn erase(
        &mut self,
        customer: CustomerId,
        change: ChangeId,
        at: Moment,
        author: &str,
    ) -> Result<Erased, StoreError> {
        match self {
            Self::Own(store) => store.erase(customer, change, at, author),
            Self::Through(client) => client.erase(customer, change, at, author),
            Self::Closed | Self::Looked(_) => Err(closed()),
        }
    }
}

/// A fault of the program: a command that only looks has asked for more.
fn closed() -> StoreError {
    StoreError::Elsewhere { what: "the data are not open".to_owned() }
}
