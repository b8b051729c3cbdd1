//! Erasing a person's data from everything that this program keeps.
//!
//! The journal's files are written anew without it, so are the backups; checkpoints, sled and what was set aside are
//! removed and come back from the journal. A file `erasing` names the customer until all is done, so
//! that a crash in between is no way out. What stays is a line of the journal that says that something
//! was erased, and when, but not what.

use super::image::{ImageReader, ImageWriter, Item};
use super::journal::{self, Line, segment};
use super::sealed::{Content, SealedWriter};
use super::tally::Sum;
use super::{Store, StoreError, backup, checkpoint, disk, preview, summaries};
use crate::domain::{Cause, ChangeId, CustomerId, Edit, Moment};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};

const MARK: &str = "erasing";
/// The folder of papers that were written, with one of each customer in it, whose name ends with [`CustomerId::ending`].
pub const DOCUMENTS: &str = "documents";

/// What an erasure went through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Backups that could not be read and were removed, since they may have held the data.
    pub removed_backups: Vec<PathBuf>,
}

/// What is being erased, by whom and when. Ids alone: the mark itself gives nobody away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    customer: CustomerId,
    change: ChangeId,
    at: Moment,
    author: String,
}

impl Store {
    /// Erases a customer with all that belongs to it. Nothing can bring it back, undo neither.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the journal cannot be read, before anything was changed;
    /// [`StoreError::Io`] afterwards, and then the next start goes on with it.
    pub fn erase(
        &mut self,
        customer: CustomerId,
        change: ChangeId,
        at: Moment,
        author: &str,
    ) -> Result<Erased, StoreError> {
        self.writable()?;
        let mut reader = journal::Reader::at(&self.journal_folder(), journal::Place::default(), 0)?;
        while let journal::Step::Part(_) = reader.next_part()? {}
        let erasure = Erasure { customer, change, at, author: author.to_owned() };
        let mark =
            serde_json::to_vec(&erasure).map_err(|error| StoreError::Unfit { what: error.to_string() })?;
        disk::write_atomic(&self.dir.join(MARK), &mark)?;
        self.trees.vacate()?;
        // From here on only a fresh start of sled and journal makes sense.
        self.is_halted = true;
        self.journal = None;
        let erased = carry_out(&self.dir, customer)?;
        self.build_again(&mut |_| {})?;
        self.conclude(erasure)?;
        Ok(erased)
    }

    /// Notes that something was erased, which ends an erasure.
    pub(super) fn conclude(&mut self, erasure: Erasure) -> Result<(), StoreError> {
        self.note_erasure(erasure)?;
        disk::remove_all(&self.dir.join(MARK))?;
        self.write_checkpoint()
    }

    fn note_erasure(&mut self, erasure: Erasure) -> Result<(), StoreError> {
        let Erasure { change, at, author, .. } = erasure;
        let head = journal::Head { id: change, at, author, cause: Cause::Deleted };
        let written = self.writable()?.append_erasure(&head)?;
        let (trees, progress) = (&mut self.trees, &mut self.progress);
        super::bring_up::finish(
            trees,
            progress,
            written,
            journal::Kind::Erased,
            &head,
            0,
            super::Batches::default(),
        )
    }
}

/// Goes on with an erasure that was broken off, before anything is opened; it is to be concluded afterwards.
pub fn go_on(dir: &Path) -> Result<Option<Erasure>, StoreError> {
    let Some(text) = disk::read_text(&dir.join(MARK))? else { return Ok(None) };
    let erasure: Erasure = serde_json::from_str(&text).map_err(|error| StoreError::Damaged {
        file: dir.join(MARK),
        line: None,
        what: format!("it should say whom to erase ({error})"),
    })?;
    carry_out(dir, erasure.customer)?;
    Ok(Some(erasure))
}

/// Can be done any number of times.
fn carry_out(dir: &Path, customer: CustomerId) -> Result<Erased, StoreError> {
    summaries::remove(dir)?;
    preview::remove(dir)?;
    for path in disk::list(dir)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_derived = matches!(name.as_str(), "sled" | "clean" | checkpoint::FOLDER);
        if is_derived
            || name.starts_with("sled.")
            || name.starts_with("journal.")
            || name.starts_with("set-aside")
        {
            disk::remove_all(&path)?;
        }
    }
    let papers = dir.join(DOCUMENTS);
    for path in if papers.is_dir() { disk::list(&papers)? } else { Vec::new() } {
        if path.to_string_lossy().ends_with(&customer.ending()) {
            disk::remove_all(&path)?;
        }
    }
    let folder = dir.join("journal");
    for path in disk::list(&folder)? {
        if path.extension().is_some_and(|extension| extension.to_string_lossy().starts_with("cut")) {
            disk::remove(&path)?;
        }
    }
    for number in segment::numbers(&folder)? {
        rewrite_segment(&folder, number, customer)?;
    }
    let mut erased = Erased::default();
    for file in backup::list(dir)? {
        match rewrite_backup(&file, customer) {
            Err(StoreError::Damaged { .. }) => {
                disk::remove(&file)?;
                erased.removed_backups.push(file);
            }
            done => done?,
        }
    }
    prune_session(dir, customer)?;
    Ok(erased)
}

fn rewrite_segment(folder: &Path, number: u32, customer: CustomerId) -> Result<(), StoreError> {
    let path = segment::path(folder, number);
    let mut lines = segment::read_from(folder, journal::Place { segment: number, offset: 0 })?;
    let is_sealed = segment::is_sealed(folder, number);
    let mut out: Box<dyn Rewriting> = if is_sealed {
        Box::new(SealedWriter::new(&path, Content::Journal)?)
    } else {
        Box::new(disk::Aside::new(&path)?)
    };
    let mut is_touched = false;
    loop {
        let bytes = segment::read_line(&mut lines, &path)?;
        if bytes.is_empty() {
            break;
        }
        let kept = match without(&bytes, customer)? {
            Some(rewritten) => {
                is_touched = true;
                rewritten
            }
            None => bytes,
        };
        out.write_all(&kept).map_err(StoreError::io(&path))?;
    }
    if is_touched { out.keep() } else { Ok(()) }
}

/// A file that takes the place of another one.
trait Rewriting: Write {
    fn keep(self: Box<Self>) -> Result<(), StoreError>;
}

impl Rewriting for SealedWriter {
    fn keep(self: Box<Self>) -> Result<(), StoreError> {
        self.finish()
    }
}

impl Rewriting for disk::Aside {
    fn keep(self: Box<Self>) -> Result<(), StoreError> {
        disk::Aside::keep(*self)
    }
}

/// A line of the journal without the edits of a customer; nothing when it has none.
fn without(bytes: &[u8], customer: CustomerId) -> Result<Option<Vec<u8>>, StoreError> {
    // A torn last line is cut off when the journal is opened.
    let Ok(line) = journal::parse(bytes) else { return Ok(None) };
    let is_own = |edit: &Edit| {
        let sides = [&edit.before, &edit.after];
        sides.into_iter().flatten().any(|record| record.customer() == customer)
    };
    if !line.edits.iter().any(is_own) {
        return Ok(None);
    }
    let edits: Vec<Edit> = line.edits.iter().filter_map(|edit| keep_others(edit, customer)).collect();
    Line { edits, ..line }.to_bytes().map(Some)
}

fn keep_others(edit: &Edit, customer: CustomerId) -> Option<Edit> {
    let other = |record: &Option<crate::domain::Record>| {
        record.clone().filter(|record| record.customer() != customer)
    };
    let kept = Edit { before: other(&edit.before), after: other(&edit.after) };
    (kept.before.is_some() || kept.after.is_some()).then_some(kept)
}

fn rewrite_backup(file: &Path, customer: CustomerId) -> Result<(), StoreError> {
    let mut image = ImageReader::open(file, Content::Backup)?;
    let mut out = ImageWriter::new(file, Content::Backup, &image.head)?;
    let mut has_ended = false;
    while let Some(item) = image.next()? {
        match item {
            Item::Record(row) if row.record.customer() == customer => {}
            Item::Record(row) => out.record(Sum::of(&row.key, &row.value), &row.value)?,
            Item::History(seq, row) => out.history(&seq.to_be_bytes(), &row)?,
            Item::Line(_, bytes) => {
                if !has_ended {
                    out = out.end()?;
                    has_ended = true;
                }
                out.line(&without(&bytes, customer)?.unwrap_or(bytes))?;
            }
        }
    }
    if !has_ended {
        out = out.end()?;
    }
    out.finish()
}

/// Takes what belongs to a customer out of the unfinished work.
fn prune_session(dir: &Path, customer: CustomerId) -> Result<(), StoreError> {
    let file = dir.join("session.json");
    let id = customer.to_string();
    let Some(text) = disk::read_text(&file)?.filter(|text| text.contains(&id)) else { return Ok(()) };
    let Ok(mut session) = serde_json::from_str::<Value>(&text) else { return disk::remove_all(&file) };
    prune(&mut session, &id);
    disk::write_atomic(&file, session.to_string().as_bytes())
}

/// Drops list items and named values that are about `id`.
fn prune(value: &mut Value, id: &str) {
    let is_about = |value: &Value| match value {
        Value::String(text) => text == id,
        Value::Object(parts) => parts.values().any(|part| part == id),
        _ => false,
    };
    match value {
        Value::Array(items) => {
            items.retain(|item| !is_about(item));
            for item in items {
                prune(item, id);
            }
        }
        Value::Object(parts) => {
            parts.retain(|name, _| name != id);
            for part in parts.values_mut() {
                if is_about(part) {
                    *part = Value::Null;
                } else {
                    prune(part, id);
                }
            }
        }
        _ => {}
    }
}
