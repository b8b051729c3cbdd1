//! The journal: every change ever made, in order, appended and fsynced before sled sees it.
//!
//! `journal/000001.jnl`, `000002.jnl`, … are one sequence of lines, described in `journal/line.rs`. A change
//! never reaches across two files. A file that has grown large enough is followed by the next one, and
//! sealed when there is time.

mod line;
mod reader;
pub mod salvage;
pub mod segment;

pub use line::{Head, Kind, Line, parse};
#[cfg(test)]
pub use reader::Entry;
pub use reader::{Part, Read, Reader, Step};

use super::disk::{self, GrowingFile};
use super::trees::Progress;
use super::{Notice, StoreError};
use crate::domain::{Change, Edit};
use line::LineOut;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Edits in one line; longer changes take several lines.
const EDITS_IN_LINE: usize = 500;
/// A segment that is longer gets no further changes.
const SEGMENT_BYTES: u64 = 8 << 20;

/// A place between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    pub segment: u32,
    pub offset: u64,
}

/// The beginning of the journal.
impl Default for Place {
    fn default() -> Self {
        Self { segment: 1, offset: 0 }
    }
}

impl Place {
    pub fn next_segment(self) -> Self {
        Self { segment: self.segment + 1, offset: 0 }
    }
}

/// A change as it went into the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub seq: u64,
    pub hlc: u64,
    pub start: Place,
    pub end: Place,
}

/// A clock that was set back must not make later changes look earlier.
fn next_hlc(hlc: u64, head: &Head) -> u64 {
    (hlc + 1).max(u64::try_from(head.at.unix_ms()).unwrap_or(0) << 16)
}

/// The end of the journal, where changes are added.
pub struct Journal {
    folder: PathBuf,
    segment_bytes: u64,
    file: GrowingFile,
    segment: u32,
    device: Uuid,
    seq: u64,
    hlc: u64,
}

impl Journal {
    /// Goes on behind the change numbered `seq`, which ends at `end`; what follows there is cut off.
    pub fn resume(folder: &Path, device: Uuid, end: Place, seq: u64, hlc: u64) -> Result<Self, StoreError> {
        disk::make_folder(folder)?;
        // A sealed file takes no further lines.
        let Place { segment, offset } =
            if segment::is_sealed(folder, end.segment) { end.next_segment() } else { end };
        let file = GrowingFile::open(segment_path(folder, segment), offset)?;
        let (folder, segment_bytes) = (folder.to_owned(), SEGMENT_BYTES);
        Ok(Self { folder, segment_bytes, file, segment, device, seq, hlc })
    }

    /// Adds a change; on return it is durable, on an error the journal is as before.
    pub fn append(&mut self, change: &Change) -> Result<Written, StoreError> {
        let parts = change.edits.chunks(EDITS_IN_LINE).map(Ok);
        self.add(self.seq + 1, Kind::Change, &Head::of(change), parts)
    }

    /// Adds several changes of few edits with one write and one fsync; on return all are durable, on an error
    /// the journal is as before.
    pub fn append_together<'c>(
        &mut self,
        changes: impl Iterator<Item = &'c Change>,
    ) -> Result<Vec<Written>, StoreError> {
        self.roll()?;
        let (mut seq, mut hlc, mut end) = (self.seq, self.hlc, self.end());
        let (mut bytes, mut written) = (Vec::new(), Vec::new());
        for change in changes {
            let head = Head::of(change);
            (seq, hlc) = (seq + 1, next_hlc(hlc, &head));
            let (device, kind, edits) = (self.device, Kind::Change, change.edits.as_slice());
            let line = LineOut { seq, part: 1, last: true, hlc, device, kind, head: &head, edits };
            bytes.extend(line.to_bytes()?);
            let start = std::mem::replace(&mut end, self.end());
            end.offset += bytes.len() as u64;
            written.push(Written { seq, hlc, start, end });
        }
        self.file.append(std::iter::once(Ok(bytes)))?;
        (self.seq, self.hlc) = (seq, hlc);
        Ok(written)
    }

    /// Begins an empty journal with all that exists, numbered as the last change that led to it.
    pub fn append_base(
        &mut self,
        seq: u64,
        head: &Head,
        mut edits: impl Iterator<Item = Result<Edit, StoreError>>,
    ) -> Result<Written, StoreError> {
        let mut next = || -> Option<Result<Vec<Edit>, StoreError>> {
            let part: Result<Vec<_>, _> = edits.by_ref().take(EDITS_IN_LINE).collect();
            part.map(|part| (!part.is_empty()).then_some(part)).transpose()
        };
        let first = next().unwrap_or_else(|| Ok(Vec::new()));
        self.add(seq, Kind::Base, head, std::iter::once(first).chain(std::iter::from_fn(next)))
    }

    /// Notes that something was erased.
    pub fn append_erasure(&mut self, head: &Head) -> Result<Written, StoreError> {
        self.add(self.seq + 1, Kind::Erased, head, std::iter::once(Ok(Vec::<Edit>::new())))
    }

    /// Begins the next segment if this one has grown large enough.
    pub fn roll(&mut self) -> Result<(), StoreError> {
        if self.file.len() >= self.segment_bytes {
            let next = self.end().next_segment();
            self.file = GrowingFile::open(segment_path(&self.folder, next.segment), 0)?;
            self.segment = next.segment;
        }
        Ok(())
    }

    fn add<P: AsRef<[Edit]>>(
        &mut self,
        seq: u64,
        kind: Kind,
        head: &Head,
        parts: impl Iterator<Item = Result<P, StoreError>>,
    ) -> Result<Written, StoreError> {
        self.roll()?;
        let start = self.end();
        let hlc = next_hlc(self.hlc, head);
        let device = self.device;
        let mut parts = parts.peekable();
        let mut part = 0;
        let lines = std::iter::from_fn(|| {
            let edits = parts.next()?;
            part += 1;
            let last = parts.peek().is_none();
            let line = |edits: P| {
                LineOut { seq, part, last, hlc, device, kind, head, edits: edits.as_ref() }.to_bytes()
            };
            Some(edits.and_then(line))
        });
        self.file.append(lines)?;
        (self.seq, self.hlc) = (seq, hlc);
        Ok(Written { seq, hlc, start, end: self.end() })
    }

    /// Where the next change will begin, unless it begins a new segment.
    pub fn end(&self) -> Place {
        Place { segment: self.segment, offset: self.file.len() }
    }

    #[cfg(test)]
    pub(super) fn roll_at(&mut self, bytes: u64) {
        self.segment_bytes = bytes;
    }

    #[cfg(test)]
    pub(super) fn leave_room(&mut self, bytes: Option<u64>) {
        self.file.room = bytes;
    }
}

/// Keeps a copy of a torn tail before it is cut off: little is lost by keeping it, and no guess is made.
pub fn keep_tail(folder: &Path, place: Place) -> Result<Notice, StoreError> {
    let file = segment_path(folder, place.segment);
    let all = fs::read(&file).map_err(StoreError::io(&file))?;
    let tail = usize::try_from(place.offset).ok().and_then(|from| all.get(from..)).unwrap_or_default();
    let aside = disk::free_name(&file.with_extension("cut"));
    // On a full disk the cut must still be possible, or the program would never start again.
    let kept = disk::write_atomic(&aside, tail).is_ok().then_some(aside);
    Ok(Notice::TornTail { file, bytes: u64::try_from(tail.len()).unwrap_or(u64::MAX), kept })
}

/// A reader behind the last change that the trees hold, and that change's number.
///
/// Where the journal at hand is not the one that the trees remember, it is read from its beginning.
pub fn reader_after(folder: &Path, progress: &Progress) -> Result<(Reader, u64), StoreError> {
    let is_known = progress.applied > 0
        && reader::first_line(folder, progress.start)?
            .is_some_and(|line| line.seq == progress.applied && line.part == 1)
        && reader::is_line_end(folder, progress.end)?;
    if is_known {
        Ok((Reader::at(folder, progress.end, progress.applied)?, progress.applied))
    } else {
        Ok((Reader::at(folder, Place::default(), 0)?, 0))
    }
}

/// How many bytes of lines stand behind `place`.
pub fn bytes_behind(folder: &Path, place: Place) -> Result<u64, StoreError> {
    let mut bytes = 0;
    for number in segment::numbers(folder)?.into_iter().filter(|number| *number >= place.segment) {
        let length = segment::length(folder, number)?;
        bytes += if number == place.segment { length.saturating_sub(place.offset) } else { length };
    }
    Ok(bytes)
}

fn segment_path(folder: &Path, segment: u32) -> PathBuf {
    segment::plain_path(folder, segment)
}

#[cfg(test)]
mod tests;
