//! One line of the journal.
//!
//! ```text
//! <CRC-32 (IEEE) of the JSON, 8 lower-case hex digits> <JSON>\n
//! {"v":1,"seq":7,"part":1,"last":true,"hlc":…,"device":"…","kind":"change",
//!  "change":{"id":"…","at":"…","author":"…","cause":"logged"},"edits":[{"before":…,"after":…}]}
//! ```
//!
//! `seq` numbers the changes without gaps. A change with many edits takes several lines of the same `seq`,
//! `part` 1, 2, …, the last one marked. `hlc` is the hybrid logical clock: milliseconds times 65,536 plus a
//! counter. `kind` "base" marks the first change of a journal that was written anew: all that existed
//! then; "erased" that something was erased, which left its edits out of the lines before. `v` goes up when a shape changes; older lines are then read through structs of their own.

use super::StoreError;
use crate::domain::{Cause, Change, ChangeId, Edit, Moment};
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use uuid::Uuid;

/// The format of lines that this program writes.
pub const VERSION: u32 = 1;
/// Bytes before the JSON.
const PREFIX: usize = 9;

/// A change without its edits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub id: ChangeId,
    pub at: Moment,
    pub author: String,
    pub cause: Cause,
}

impl Head {
    pub fn of(change: &Change) -> Self {
        Self { id: change.id, at: change.at, author: change.author.clone(), cause: change.cause.clone() }
    }

    pub fn with(self, edits: Vec<Edit>) -> Change {
        Change { id: self.id, at: self.at, author: self.author, cause: self.cause, edits }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Change,
    Base,
    /// Something was erased; not what.
    Erased,
}

/// A line that was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Line {
    pub seq: u64,
    pub part: u32,
    pub last: bool,
    pub hlc: u64,
    pub device: Uuid,
    pub kind: Kind,
    #[serde(rename = "change")]
    pub head: Head,
    pub edits: Vec<Edit>,
}

/// A line to be written.
pub struct LineOut<'a> {
    pub seq: u64,
    pub part: u32,
    pub last: bool,
    pub hlc: u64,
    pub device: Uuid,
    pub kind: Kind,
    pub head: &'a Head,
    pub edits: &'a [Edit],
}

impl Line {
    /// The line as it is written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, StoreError> {
        let Self { seq, part, last, hlc, device, kind, ref head, ref edits } = *self;
        LineOut { seq, part, last, hlc, device, kind, head, edits }.to_bytes()
    }
}

/// Why bytes are no line.
#[derive(Debug, PartialEq, Eq)]
pub enum Misread {
    /// Torn or damaged: the checksum does not hold.
    Broken(String),
    /// Whole, but not understood.
    Foreign(String),
    Newer(u32),
}

impl LineOut<'_> {
    pub fn to_bytes(&self) -> Result<Vec<u8>, StoreError> {
        #[derive(Serialize)]
        struct Json<'a> {
            v: u32,
            seq: u64,
            part: u32,
            last: bool,
            hlc: u64,
            device: Uuid,
            kind: Kind,
            change: &'a Head,
            edits: &'a [Edit],
        }
        let Self { seq, part, last, hlc, device, kind, head, edits } = *self;
        let json = Json { v: VERSION, seq, part, last, hlc, device, kind, change: head, edits };
        let unfit = |error: serde_json::Error| StoreError::Unfit { what: error.to_string() };
        let mut bytes = vec![b' '; PREFIX];
        serde_json::to_writer(&mut bytes, &json).map_err(unfit)?;
        let (mut prefix, json) = bytes.split_at_mut(PREFIX);
        let checksum = crc32fast::hash(json);
        write!(prefix, "{checksum:08x}").map_err(|error| StoreError::Unfit { what: error.to_string() })?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Reads one line with its line end.
pub fn parse(bytes: &[u8]) -> Result<Line, Misread> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    let json = checked_json(bytes).map_err(|what| Misread::Broken(what.to_owned()))?;
    let foreign = |error: serde_json::Error| Misread::Foreign(format!("a line that makes no sense: {error}"));
    // The version comes first: a newer line need not have today's shape.
    let Version { v } = serde_json::from_slice(json).map_err(foreign)?;
    if v > VERSION {
        return Err(Misread::Newer(v));
    }
    serde_json::from_slice(json).map_err(foreign)
}

/// A line without what it changes.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Outline {
    pub seq: u64,
    pub part: u32,
    pub last: bool,
    pub kind: Kind,
}

/// Reads as much of a line as its place in the journal depends on.
pub fn outline(bytes: &[u8]) -> Result<Outline, Misread> {
    let json = checked_json(bytes).map_err(|what| Misread::Broken(what.to_owned()))?;
    serde_json::from_slice(json)
        .map_err(|error| Misread::Foreign(format!("a line that makes no sense: {error}")))
}

/// Whether these bytes are the whole last line of a change.
pub fn ends_a_change(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Last {
        last: bool,
    }
    checked_json(bytes)
        .ok()
        .and_then(|json| serde_json::from_slice(json).ok())
        .is_some_and(|Last { last }| last)
}

fn checked_json(bytes: &[u8]) -> Result<&[u8], &'static str> {
    let Some((b'\n', line)) = bytes.split_last() else { return Err("a line that breaks off") };
    let Some((prefix, json)) = line.split_at_checked(PREFIX) else {
        return Err("a line without its checksum");
    };
    let expected = format!("{:08x} ", crc32fast::hash(json));
    if prefix == expected.as_bytes() { Ok(json) } else { Err("a line whose checksum is wrong") }
}
