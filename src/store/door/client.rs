//! The side of a command: asks the program that has the data open.

use super::address;
use super::message::{Answer, Ask, VERSION, hear, put};
use crate::domain::{Change, ChangeId, CustomerId, Dossier, Edit, Moment, Record};
use crate::store::{BackedUp, Committed, Erased, Overview, StoreError, lock};
use interprocess::local_socket::Stream;
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// A way into the data through the program that has them open.
#[derive(Debug)]
pub struct Client {
    dir: PathBuf,
    stream: RefCell<Stream>,
    /// The newest change when the door was opened.
    pub last_change: Option<ChangeId>,
    /// Whether nothing can be written.
    pub is_read_only: bool,
}

impl Client {
    /// Knocks at the door of a data folder; nothing when nobody answers there.
    ///
    /// # Errors
    /// [`StoreError::OtherVersion`] when the program that has the data open is another version.
    pub fn knock(dir: &Path) -> Result<Option<Self>, StoreError> {
        let Ok(stream) = address::connect(dir) else { return Ok(None) };
        let mut client = Self {
            dir: dir.to_owned(),
            stream: RefCell::new(stream),
            last_change: None,
            is_read_only: false,
        };
        match client.answer(&Ask::Hello(VERSION.to_owned())) {
            Ok(Answer::Welcome { last_change, is_read_only }) => {
                (client.last_change, client.is_read_only) = (last_change, is_read_only);
                Ok(Some(client))
            }
            Ok(Answer::OtherVersion(version)) => Err(StoreError::OtherVersion { version }),
            Ok(Answer::Failed(trouble)) => Err(trouble.into_error()),
            // It has just gone: the caller tries again from the beginning.
            Ok(_) | Err(_) => Ok(None),
        }
    }

    /// What is held of everybody at once.
    ///
    /// # Errors
    /// Those of the other side, and [`StoreError::Gone`].
    pub fn overview(&self) -> Result<Overview, StoreError> {
        match self.answer(&Ask::Overview)? {
            Answer::Overview(overview) => Ok(overview),
            other => Err(self.unexpected(other)),
        }
    }

    /// A customer with its whole history.
    ///
    /// # Errors
    /// Those of the other side, and [`StoreError::Gone`].
    pub fn dossier(&self, id: CustomerId) -> Result<Option<Dossier>, StoreError> {
        match self.answer(&Ask::Dossier(id))? {
            Answer::Records(records) => Ok(Dossier::from_records(records)),
            other => Err(self.unexpected(other)),
        }
    }

    /// A page of the records of all customers, behind one of them; see [`crate::store::Store::histories`].
    ///
    /// # Errors
    /// Those of the other side, and [`StoreError::Gone`].
    pub fn histories(&self, after: Option<CustomerId>) -> Result<Vec<Record>, StoreError> {
        match self.answer(&Ask::Histories(after))? {
            Answer::Records(records) => Ok(records),
            other => Err(self.unexpected(other)),
        }
    }

    /// The edits that bring records in: none for those that are there just so.
    ///
    /// # Errors
    /// Those of the other side, and [`StoreError::Gone`].
    pub fn edits_to_hold(&self, records: Vec<Record>) -> Result<Vec<Edit>, StoreError> {
        match self.answer(&Ask::Lacking(records))? {
            Answer::Edits(edits) => Ok(edits),
            other => Err(self.unexpected(other)),
        }
    }

    /// Writes a change; it is durable on return.
    ///
    /// # Errors
    /// Those of the other side; [`StoreError::Gone`] when it went away before it answered.
    pub fn commit(&self, change: &Change) -> Result<Committed, StoreError> {
        match self.answer(&Ask::Commit(Box::new(change.clone())))? {
            Answer::Committed(committed) => Ok(committed),
            other => Err(self.unexpected(other)),
        }
    }

    /// Has a backup written.
    ///
    /// # Errors
    /// Those of the other side, and [`StoreError::Gone`].
    pub fn backup(&self, file: &Path) -> Result<BackedUp, StoreError> {
        match self.answer(&Ask::Backup(absolute(file)?))? {
            Answer::BackedUp { records, changes, bytes } => Ok(BackedUp { records, changes, bytes }),
            other => Err(self.unexpected(other)),
        }
    }

    /// Has everything exported; returns how many records.
    ///
    /// # Errors
    /// Those of the other side, and [`StoreError::Gone`].
    pub fn export(&self, file: &Path) -> Result<u64, StoreError> {
        match self.answer(&Ask::Export(absolute(file)?))? {
            Answer::Exported(count) => Ok(count),
            other => Err(self.unexpected(other)),
        }
    }

    /// Has a customer erased.
    ///
    /// # Errors
    /// Those of the other side, and [`StoreError::Gone`].
    pub fn erase(
        &self,
        customer: CustomerId,
        change: ChangeId,
        at: Moment,
        author: &str,
    ) -> Result<Erased, StoreError> {
        match self.answer(&Ask::Erase { customer, change, at, author: author.to_owned() })? {
            Answer::Erased(erased) => Ok(erased),
            other => Err(self.unexpected(other)),
        }
    }

    /// Who has the data open, and since when, in a few words.
    pub fn holder(&self) -> String {
        lock::holder(&self.dir.join("lock"))
    }

    fn answer(&self, ask: &Ask) -> Result<Answer, StoreError> {
        let mut stream = self.stream.borrow_mut();
        let said = put(&mut *stream, ask).and_then(|()| hear(&mut *stream));
        said.ok().flatten().ok_or_else(|| self.gone())
    }

    fn unexpected(&self, answer: Answer) -> StoreError {
        match answer {
            Answer::Failed(trouble) => trouble.into_error(),
            _ => self.gone(),
        }
    }

    fn gone(&self) -> StoreError {
        StoreError::Gone { path: self.dir.clone() }
    }
}

/// The other side has a working folder of its own.
fn absolute(file: &Path) -> Result<PathBuf, StoreError> {
    std::path::absolute(file).map_err(StoreError::io(file))
}
