//! Reading the journal change by change, and telling a torn tail from damage.
//!
//! Changes are appended one at a time, and the last line of a change only after its other lines are
//! durable. So bytes that are no line are the rest of an unfinished change if no whole last line
//! follows them, and damage if one does. Damage is reported, never skipped.

use super::line::{self, Kind, Line, Misread, Outline};
use super::{Place, StoreError, Written, segment};
use crate::domain::Change;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// A change that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    pub written: Written,
    pub kind: Kind,
    pub change: Change,
}

/// What comes next in the journal.
#[derive(Debug)]
pub enum Read {
    Change(Box<Entry>),
    End,
    /// From here on there is only an unfinished change.
    Torn,
}

/// A line of a change that is known to be there whole.
#[derive(Debug)]
pub struct Part {
    /// Where the change begins, and where this line ends.
    pub written: Written,
    pub line: Line,
    /// The line as it stands in the file.
    pub bytes: Vec<u8>,
}

/// What comes next in the journal, line by line.
#[derive(Debug)]
pub enum Step {
    Part(Box<Part>),
    End,
    /// From here on there is only an unfinished change.
    Torn,
}

pub struct Reader {
    folder: PathBuf,
    segments: Vec<u32>,
    place: Place,
    input: Option<Box<dyn BufRead>>,
    /// The number of the change before.
    seq: u64,
    /// Within a change of several lines: where it begins and its lines so far.
    inside: Option<(Place, (u64, u32))>,
}

impl Reader {
    /// Reads from `place`, behind the change numbered `seq`.
    pub fn at(folder: &Path, place: Place, seq: u64) -> Result<Self, StoreError> {
        let segments = segment::numbers(folder)?;
        let mut reader = Self { folder: folder.to_owned(), segments, place, input: None, seq, inside: None };
        if reader.segments.contains(&place.segment) {
            reader.open()?;
        } else if let Some(other) = reader.segments.first() {
            let what = format!("the file before it, number {:06}, is missing", place.segment);
            return Err(StoreError::Damaged { file: segment::path(folder, *other), line: None, what });
        }
        Ok(reader)
    }

    /// The next whole change, however long.
    pub fn next(&mut self) -> Result<Read, StoreError> {
        let mut gathered = Vec::new();
        loop {
            match self.next_part()? {
                Step::End => return Ok(Read::End),
                Step::Torn => return Ok(Read::Torn),
                Step::Part(part) => {
                    let Part { written, line: Line { kind, head, edits, last, .. }, .. } = *part;
                    gathered.extend(edits);
                    if last {
                        let change = head.with(gathered);
                        return Ok(Read::Change(Box::new(Entry { written, kind, change })));
                    }
                }
            }
        }
    }

    /// The next line of a change that is there whole.
    pub fn next_part(&mut self) -> Result<Step, StoreError> {
        loop {
            let at = self.place;
            let bytes = self.read_line()?;
            if bytes.is_empty() {
                match (self.inside.is_some(), self.go_to_next_segment()?) {
                    (false, true) => continue,
                    (false, false) => return Ok(Step::End),
                    (true, _) => return Err(self.damaged(at, "a change without its last line".into())),
                }
            }
            let line = match line::parse(&bytes) {
                Ok(line) => line,
                Err(misread) => {
                    let Torn = self.misread(at, misread)?;
                    return Ok(self.torn(at));
                }
            };
            let start = self.inside.map_or(at, |(start, _)| start);
            self.expect_in_order(at, line.kind, (line.seq, line.part))?;
            // Before the first line is handed out the last one must be known to be there.
            if !line.last && self.inside.is_none() && self.is_unfinished(&line)? {
                return Ok(self.torn(start));
            }
            if line.last {
                (self.seq, self.inside) = (line.seq, None);
            } else {
                self.inside = Some((start, (line.seq, line.part)));
            }
            let written = Written { seq: line.seq, hlc: line.hlc, start, end: self.place };
            return Ok(Step::Part(Box::new(Part { written, line, bytes })));
        }
    }

    /// Whether the rest of a change whose first line was just read is missing.
    fn is_unfinished(&self, first: &Line) -> Result<bool, StoreError> {
        let mut ahead = Self::at(&self.folder, self.place, self.seq)?;
        ahead.inside = Some((self.place, (first.seq, first.part)));
        loop {
            let at = ahead.place;
            let bytes = ahead.read_line()?;
            if bytes.is_empty() {
                if ahead.go_to_next_segment()? {
                    return Err(self.damaged(at, "a change without its last line".into()));
                }
                return Ok(true);
            }
            match line::outline(&bytes) {
                Ok(Outline { seq, part, last, kind }) => {
                    ahead.expect_in_order(at, kind, (seq, part))?;
                    if last {
                        return Ok(false);
                    }
                    ahead.inside = Some((at, (seq, part)));
                }
                Err(misread) => {
                    let Torn = ahead.misread(at, misread)?;
                    return Ok(true);
                }
            }
        }
    }

    /// Tells a torn tail from everything else that is no line. Nothing else may be read afterwards.
    fn misread(&mut self, at: Place, misread: Misread) -> Result<Torn, StoreError> {
        match misread {
            Misread::Broken(what) if self.is_followed_by_a_change()? => Err(self.damaged(at, what)),
            Misread::Broken(_) => Ok(Torn),
            Misread::Foreign(what) => Err(self.damaged(at, what)),
            Misread::Newer(found) => {
                let path = segment::path(&self.folder, at.segment);
                Err(StoreError::Newer { path, found, known: line::VERSION })
            }
        }
    }

    /// Where the next change begins, or would begin.
    pub fn place(&self) -> Place {
        self.place
    }

    fn torn(&mut self, start: Place) -> Step {
        self.place = start;
        Step::Torn
    }

    /// Reads the next line with its line end; nothing at the end of a segment.
    fn read_line(&mut self) -> Result<Vec<u8>, StoreError> {
        let mut bytes = Vec::new();
        if let Some(input) = &mut self.input {
            bytes = segment::read_line(input, &segment::path(&self.folder, self.place.segment))?;
            self.place.offset += bytes.len() as u64;
        }
        Ok(bytes)
    }

    /// Whether there was another segment.
    fn go_to_next_segment(&mut self) -> Result<bool, StoreError> {
        let Some(next) = self.segments.iter().copied().find(|segment| *segment > self.place.segment) else {
            return Ok(false);
        };
        if next != self.place.segment + 1 {
            return Err(
                self.damaged(self.place, format!("the file behind it is number {next:06}, one is missing"))
            );
        }
        self.place = Place { segment: next, offset: 0 };
        self.open()?;
        Ok(true)
    }

    fn open(&mut self) -> Result<(), StoreError> {
        self.input = Some(segment::read_from(&self.folder, self.place)?);
        Ok(())
    }

    /// Reads on to the end, which is why nothing else may be read afterwards.
    fn is_followed_by_a_change(&mut self) -> Result<bool, StoreError> {
        if self.segments.last().is_some_and(|last| *last > self.place.segment) {
            return Ok(true);
        }
        loop {
            let bytes = self.read_line()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            if line::ends_a_change(&bytes) {
                return Ok(true);
            }
        }
    }

    fn expect_in_order(&self, at: Place, kind: Kind, found: (u64, u32)) -> Result<(), StoreError> {
        let wanted = self.inside.map_or((self.seq + 1, 1), |(_, (seq, part))| (seq, part + 1));
        let begins_anew = kind == Kind::Base && found.1 == 1 && found.0 > self.seq && self.inside.is_none();
        if found == wanted || begins_anew {
            return Ok(());
        }
        let what = format!(
            "change {} part {} where change {} part {} belongs",
            found.0, found.1, wanted.0, wanted.1
        );
        Err(self.damaged(at, what))
    }

    fn damaged(&self, at: Place, what: String) -> StoreError {
        let file = segment::path(&self.folder, at.segment);
        let line = segment::line_number(&self.folder, at).ok();
        StoreError::Damaged { file, line, what }
    }
}

/// There is nothing but an unfinished change.
struct Torn;

/// The line that begins at `place`, if a whole one does.
pub fn first_line(folder: &Path, place: Place) -> Result<Option<Line>, StoreError> {
    if !segment::numbers(folder)?.contains(&place.segment) {
        return Ok(None);
    }
    let mut reader = Reader::at(folder, place, 0)?;
    Ok(line::parse(&reader.read_line()?).ok())
}

/// Whether a line ends right before `place`.
pub fn is_line_end(folder: &Path, place: Place) -> Result<bool, StoreError> {
    let Some(before) = place.offset.checked_sub(1) else { return Ok(false) };
    let mut reader = Reader::at(folder, Place { offset: before, ..place }, 0)?;
    Ok(reader.read_line()? == b"\n")
}
