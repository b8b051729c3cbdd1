//! What is said through the door: one question, one answer, each a length (u32 LE) and an envelope.
//!
//! Both ends are the same version of the program, which the first question makes sure of.

use super::super::codec::{self, Kind, Misread};
use super::super::{Committed, Erased, Overview, StoreError};
use crate::domain::{Change, ChangeId, CustomerId, Edit, Moment, Record};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// The version that both ends must have.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// A damaged length must not make anybody ask for all memory.
const LONGEST: u32 = 256 << 20;

/// What a command wants of the program that has the data open.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    /// The first question, with the version of who asks.
    Hello(String),
    Overview,
    Dossier(CustomerId),
    /// The edits that bring these records in: none for those that are there just so.
    Lacking(Vec<Record>),
    /// Writes a change; the answer comes once it is durable.
    Commit(Box<Change>),
    Backup(PathBuf),
    Export(PathBuf),
    Erase {
        customer: CustomerId,
        change: ChangeId,
        at: Moment,
        author: String,
    },
    /// A page of the records of all customers, behind one of them.
    Histories(Option<CustomerId>),
}

/// What comes of it.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Come in: the newest change, so that ids go on from there, and whether anything may be written.
    Welcome {
        last_change: Option<ChangeId>,
        is_read_only: bool,
    },
    /// The program that has the data open is another version: the one named.
    OtherVersion(String),
    Overview(Overview),
    /// What there is of a customer; nothing when there is no such customer.
    Records(Vec<Record>),
    Edits(Vec<Edit>),
    Committed(Committed),
    BackedUp {
        records: u64,
        changes: u64,
        bytes: u64,
    },
    Exported(u64),
    Erased(Erased),
    Failed(Trouble),
    /// The program is about to end and did not do what it was asked.
    Leaving,
}

/// A [`StoreError`] on its way through the door.
#[derive(Debug, Serialize, Deserialize)]
pub enum Trouble {
    Conflict { customer: CustomerId, name: String },
    Io { path: PathBuf, code: Option<i32>, text: String },
    ReadOnly { path: PathBuf },
    Halted { path: PathBuf },
    Damaged { file: PathBuf, line: Option<u64>, what: String },
    Other(String),
}

impl Trouble {
    pub fn of(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { customer, name } => Self::Conflict { customer, name },
            StoreError::Io { path, source } => {
                Self::Io { path, code: source.raw_os_error(), text: source.to_string() }
            }
            StoreError::ReadOnly { path } => Self::ReadOnly { path },
            StoreError::Halted { path } => Self::Halted { path },
            StoreError::Damaged { file, line, what } => Self::Damaged { file, line, what },
            other => Self::Other(other.to_string()),
        }
    }

    pub fn into_error(self) -> StoreError {
        match self {
            Self::Conflict { customer, name } => StoreError::Conflict { customer, name },
            Self::Io { path, code, text } => {
                let source = code.map_or_else(|| io::Error::other(text), io::Error::from_raw_os_error);
                StoreError::Io { path, source }
            }
            Self::ReadOnly { path } => StoreError::ReadOnly { path },
            Self::Halted { path } => StoreError::Halted { path },
            Self::Damaged { file, line, what } => StoreError::Damaged { file, line, what },
            Self::Other(what) => StoreError::Elsewhere { what },
        }
    }
}

/// Says something.
pub fn put(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = codec::encode(Kind::Message, message).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| io::Error::other("too much at once"))?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

/// Hears something; nothing when the other end has gone.
pub fn hear<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::Error::other("a message that is too long"));
    }
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    codec::decode(Kind::Message, &bytes).map(Some).map_err(|misread| {
        let what = match misread {
            Misread::Damaged(what) => what,
            Misread::Newer { .. } | Misread::Outdated => "of another version".to_owned(),
        };
        io::Error::other(what)
    })
}
