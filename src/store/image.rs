//! Everything at one moment as a stream: what checkpoints and backups hold.
//!
//! ```text
//! item     tag (1 byte), length (u32 LE), so many bytes
//! H        the head: which change this is the image of, as an envelope; comes first
//! R        a record in its envelope; those of a customer follow each other, the card first
//! Y        number of a change (u64 BE), its row in the history of undo
//! E        the tally of all records, as an envelope
//! J        a line of the journal that came after the moment of the image; only behind E
//! ```
//!
//! Knows how to write and check such a stream, not where it comes from or goes to.

use super::StoreError;
use super::codec::{self, Kind, Misread};
use super::journal::{self, Line};
use super::sealed::{self, Content, SealedWriter, Sound};
use super::tally::Sum;
use super::trees::{Progress, Tree, Trees, place_of};
use crate::domain::{Moment, Record};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Which moment an image shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub device: Uuid,
    pub at: Moment,
    /// How far along the journal this is.
    pub progress: Progress,
}

/// One item of an image.
#[derive(Debug)]
pub enum Item {
    Record(Box<Row>),
    History(u64, Vec<u8>),
    /// A line of the journal with its bytes.
    Line(Box<Line>, Vec<u8>),
}

/// A record, the place where it belongs, and the bytes that belong there.
#[derive(Debug)]
pub struct Row {
    pub record: Record,
    pub tree: Tree,
    pub key: Vec<u8>,
    pub value: Vec<u8>,
}

/// No item is longer; a damaged length must not ask for all memory.
const LONGEST: u32 = 256 << 20;

/// Writes what the trees hold, and the history of undo.
pub fn write(path: &Path, content: Content, trees: &Trees, head: &Head) -> Result<(), StoreError> {
    let mut image = ImageWriter::new(path, content, head)?;
    for row in trees.rows_by_customer(None) {
        let row = row?;
        image.record(row.sum(), &row.bytes)?;
    }
    for row in trees.numbered(Tree::History, 0..=u64::MAX) {
        let row = row?;
        image.history(&row.key, &row.bytes)?;
    }
    image.end()?.finish()
}

pub struct ImageWriter {
    path: PathBuf,
    out: SealedWriter,
    sum: Sum,
}

impl ImageWriter {
    pub fn new(path: &Path, content: Content, head: &Head) -> Result<Self, StoreError> {
        let out = SealedWriter::new(path, content)?;
        let mut image = Self { path: path.to_owned(), out, sum: Sum::default() };
        let head = codec::encode(Kind::ImageHead, head).map_err(unfit)?;
        image.put(b'H', &[&head])?;
        Ok(image)
    }

    /// Begins with everything that is in a checkpoint.
    pub fn going_on_from(path: &Path, content: Content, checkpoint: &Path) -> Result<Self, StoreError> {
        let out = SealedWriter::going_on_from(path, content, checkpoint, Content::Checkpoint)?;
        Ok(Self { path: path.to_owned(), out, sum: Sum::default() })
    }

    /// `value` is the record in its envelope, `sum` what it adds to a tally.
    pub fn record(&mut self, sum: Sum, value: &[u8]) -> Result<(), StoreError> {
        self.sum += sum;
        self.put(b'R', &[value])
    }

    pub fn history(&mut self, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.put(b'Y', &[key, value])
    }

    pub fn end(mut self) -> Result<Self, StoreError> {
        let sum = codec::encode(Kind::Tally, &self.sum).map_err(unfit)?;
        self.put(b'E', &[&sum])?;
        Ok(self)
    }

    /// A line of the journal with its line end.
    pub fn line(&mut self, line: &[u8]) -> Result<(), StoreError> {
        self.put(b'J', &[line])
    }

    pub fn finish(self) -> Result<(), StoreError> {
        self.out.finish()
    }

    fn put(&mut self, tag: u8, parts: &[&[u8]]) -> Result<(), StoreError> {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let length = u32::try_from(length).ok().filter(|length| *length <= LONGEST);
        let length = length.ok_or_else(|| unfit("one record of more than 256 MB".into()))?;
        let mut write = || -> io::Result<()> {
            self.out.write_all(&[tag])?;
            self.out.write_all(&length.to_le_bytes())?;
            parts.iter().try_for_each(|part| self.out.write_all(part))
        };
        write().map_err(StoreError::io(&self.path))
    }
}

/// Reads an image; what it hands out is checked, and the end is reached only if all was there.
pub struct ImageReader {
    path: PathBuf,
    input: Box<dyn BufRead>,
    pub head: Head,
    /// Bytes of the whole image, and of what was read of it.
    pub length: u64,
    pub read: u64,
    sum: Sum,
    has_ended: bool,
}

impl ImageReader {
    /// Proves the whole file before anything of it is used.
    pub fn open(path: &Path, content: Content) -> Result<Self, StoreError> {
        let mut input = Sound::check(path, content)?.read()?;
        let first = read_item(&mut input).map_err(StoreError::io(path))?;
        let damaged =
            |what: &str| StoreError::Damaged { file: path.to_owned(), line: None, what: what.into() };
        let Some((b'H', head)) = first else { return Err(damaged("an image without its head")) };
        let head = codec::decode(Kind::ImageHead, &head).map_err(|misread| match misread {
            Misread::Newer { found, known } => {
                StoreError::Newer { path: path.to_owned(), found: found.into(), known: known.into() }
            }
            Misread::Outdated => damaged("a value of an earlier version"),
            Misread::Damaged(what) => damaged(&what),
        })?;
        let length = sealed::claimed_length(path)?;
        Ok(Self {
            path: path.to_owned(),
            input,
            head,
            length,
            read: 0,
            sum: Sum::default(),
            has_ended: false,
        })
    }

    pub fn next(&mut self) -> Result<Option<Item>, StoreError> {
        loop {
            let item = read_item(&mut self.input).map_err(StoreError::io(&self.path))?;
            let Some((tag, bytes)) = item else {
                return if self.has_ended { Ok(None) } else { Err(self.damaged("an image that breaks off")) };
            };
            self.read += bytes.len() as u64;
            match (tag, self.has_ended) {
                (b'R', false) => {
                    let record = self.sound(codec::decode_record(&bytes))?;
                    let (tree, key) = place_of(&record);
                    self.sum += Sum::of(&key, &bytes);
                    return Ok(Some(Item::Record(Box::new(Row { record, tree, key, value: bytes }))));
                }
                (b'Y', false) => {
                    let Some((key, row)) = bytes.split_at_checked(8) else {
                        return Err(self.damaged("a row of the history that breaks off"));
                    };
                    let seq = key.try_into().map_or(0, u64::from_be_bytes);
                    return Ok(Some(Item::History(seq, row.to_vec())));
                }
                (b'E', false) => {
                    let sum: Sum = self.sound(codec::decode(Kind::Tally, &bytes))?;
                    if sum != self.sum {
                        return Err(self.damaged("an image whose records do not add up"));
                    }
                    self.has_ended = true;
                }
                (b'J', true) => {
                    let line =
                        journal::parse(&bytes).map_err(|_| self.damaged("a journal line that is none"))?;
                    return Ok(Some(Item::Line(Box::new(line), bytes)));
                }
                _ => return Err(self.damaged("an item that does not belong there")),
            }
        }
    }

    /// The stored bytes of the next record, which are not decoded; whether there was one. The file as a whole is proved
    /// already.
    pub fn next_record(&mut self, bytes: &mut Vec<u8>) -> Result<bool, StoreError> {
        let mut head = [0; 5];
        self.input.read_exact(&mut head).map_err(StoreError::io(&self.path))?;
        let [tag, a, b, c, d] = head;
        // Records come first.
        if tag != b'R' {
            return Ok(false);
        }
        let length = u32::from_le_bytes([a, b, c, d]).min(LONGEST);
        bytes.clear();
        let read = (&mut self.input).take(u64::from(length)).read_to_end(bytes);
        match read.map_err(StoreError::io(&self.path))? {
            read if read as u64 == u64::from(length) => Ok(true),
            _ => Err(self.damaged("an image that breaks off")),
        }
    }

    /// The record in the bytes of one.
    pub fn record(&self, bytes: &[u8]) -> Result<Record, StoreError> {
        self.sound(codec::decode_record(bytes))
    }

    fn sound<T>(&self, value: Result<T, Misread>) -> Result<T, StoreError> {
        value.map_err(|misread| match misread {
            Misread::Newer { found, known } => {
                StoreError::Newer { path: self.path.clone(), found: found.into(), known: known.into() }
            }
            Misread::Outdated => self.damaged("a value of an earlier version"),
            Misread::Damaged(what) => self.damaged(&what),
        })
    }

    fn damaged(&self, what: &str) -> StoreError {
        StoreError::Damaged { file: self.path.clone(), line: None, what: what.to_owned() }
    }
}

fn read_item(input: &mut dyn BufRead) -> io::Result<Option<(u8, Vec<u8>)>> {
    if input.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut head = [0; 5];
    input.read_exact(&mut head)?;
    let [tag, a, b, c, d] = head;
    let length = u32::from_le_bytes([a, b, c, d]).min(LONGEST);
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(1 << 20)).unwrap_or(0));
    let read = input.take(u64::from(length)).read_to_end(&mut bytes)?;
    if read < usize::try_from(length).unwrap_or(usize::MAX) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some((tag, bytes)))
}

fn unfit(what: String) -> StoreError {
    StoreError::Unfit { what }
}
