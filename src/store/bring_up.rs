//! Bringing sled up to the journal: what it lacks is carried out, what is lost comes from a checkpoint, and
//! what the journal lost comes from sled.

use super::checkpoint;
use super::clean;
use super::image::ImageReader;
use super::journal::{self, Head, Journal, Kind, Line, Part, Place, Step, Written};
use super::plan::{Check, Plan, groups, plan};
use super::sealed::Content;
use super::trees::{Batches, Durability, Progress, Trees};
use super::{Notice, StoreError, database, disk, undo};
use crate::domain::{Cause, ChangeId, Edit, IdMint, Moment};
use std::path::Path;
use uuid::Uuid;

/// Fewer rows than these are counted at every start: it takes a few milliseconds.
const COUNTED_ALWAYS: u64 = 20_000;
/// How far the building of sled has come, in bytes of what it is built from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Building {
    pub done: u64,
    pub of: u64,
}

impl Building {
    /// Whole percents, 0 to 100.
    pub fn percent(self) -> u8 {
        u8::try_from(self.done.min(self.of) * 100 / self.of.max(1)).unwrap_or(100)
    }
}

/// Whether opening may write into the data folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Full,
    ReadOnly,
}

/// What opening needs and finds on the way.
pub struct Opening<'a> {
    pub dir: &'a Path,
    pub access: Access,
    pub sled: &'a Path,
    pub at: Moment,
    pub device: Uuid,
    pub mint: IdMint,
    pub notices: Vec<Notice>,
    /// Changes of the journal that were carried out.
    pub replayed: u64,
    pub told: &'a mut dyn FnMut(Building),
    pub building: Building,
}

/// The trees as they are after everything readable was carried out.
pub struct Brought {
    pub trees: Trees,
    pub progress: Progress,
    pub end: JournalEnd,
}

/// What became of the journal.
pub enum JournalEnd {
    /// It ends here, behind the change of this number.
    Sound { place: Place, seq: u64 },
    /// Behind this place there is only an unfinished change.
    Torn { place: Place, seq: u64 },
    /// It ends before what sled holds, or it is damaged.
    Lost,
}

impl Opening<'_> {
    /// Opens sled, carries out what it lacks, and finds the journal's end.
    pub fn bring_up(&mut self) -> Result<Brought, StoreError> {
        let is_clean = clean::fits(self.dir);
        if self.access == Access::Full {
            clean::remove(self.dir)?;
        }
        let mut trees = database::open(self.sled)?;
        let mut found = trees.progress()?;
        if found.is_none() && !trees.is_empty() {
            // A building that did not come to its end.
            drop(trees);
            disk::remove_all(self.sled)?;
            trees = database::open(self.sled)?;
        }
        let is_new = found.is_none();
        if is_new {
            found = self.load_checkpoint(&mut trees)?;
        } else {
            self.count(&mut trees, is_clean)?;
            if self.access == Access::Full {
                trees.renew_summaries()?;
            }
        }
        let mut progress = found.unwrap_or_default();
        trees.durability = Durability::Hurried;
        let end = match self.replay(&mut trees, &mut progress) {
            Err(error @ StoreError::Damaged { .. }) => self.salvage(&mut trees, &mut progress, &error)?,
            end => end?,
        };
        trees.durability = Durability::Synced;
        if is_new && progress.applied > 0 {
            self.notices.push(Notice::Rebuilt { changes: self.replayed });
        }
        Ok(Brought { trees, progress, end })
    }

    /// Carries out the changes behind what the trees hold.
    fn replay(&mut self, trees: &mut Trees, progress: &mut Progress) -> Result<JournalEnd, StoreError> {
        let folder = self.dir.join("journal");
        let (mut reader, mut seq) = journal::reader_after(&folder, progress)?;
        if self.building.of == 0 {
            self.building.of = journal::bytes_behind(&folder, reader.place())?;
        }
        let mut edits = 0;
        loop {
            let place = reader.place();
            match reader.next_part()? {
                Step::End | Step::Torn if seq < progress.applied => return Ok(JournalEnd::Lost),
                Step::End => return Ok(JournalEnd::Sound { place, seq }),
                Step::Torn => return Ok(JournalEnd::Torn { place: reader.place(), seq }),
                Step::Part(part) => {
                    seq = part.written.seq;
                    if seq > progress.applied {
                        if part.line.kind == Kind::Base && part.line.part == 1 && progress.applied > 0 {
                            let what = "older than the beginning of the journal".to_owned();
                            return Err(StoreError::Database { path: self.sled.to_owned(), what });
                        }
                        replay(trees, progress, &part, &mut edits)?;
                        self.replayed += u64::from(part.line.last);
                        self.building.done += part.written.end.offset.saturating_sub(place.offset);
                        (self.told)(self.building);
                    }
                }
            }
        }
    }

    /// Carries out whatever can be read of a damaged journal; the damage is told, not passed over.
    fn salvage(
        &mut self,
        trees: &mut Trees,
        progress: &mut Progress,
        error: &StoreError,
    ) -> Result<JournalEnd, StoreError> {
        let mut waiting: Vec<Line> = Vec::new();
        let mut carry_out = |lines: &mut Vec<Line>, last: &mut Progress| {
            for line in lines.drain(..) {
                let Plan { batches, .. } = plan(trees, &groups(&line.edits)?, Check::Replay)?;
                trees.apply(&batches)?;
                (last.applied, last.hlc) = (line.seq, line.hlc.max(last.hlc));
            }
            Ok::<(), StoreError>(())
        };
        let from = progress.applied;
        let holes = journal::salvage::lines(&self.dir.join("journal"), |line, _| {
            if waiting.first().is_some_and(|first| first.seq != line.seq) {
                carry_out(&mut waiting, progress)?;
            }
            if line.seq > from {
                waiting.push(line);
            }
            Ok(())
        })?;
        // The last change was confirmed only if its last line is there.
        if waiting.last().is_some_and(|line| line.last) {
            carry_out(&mut waiting, progress)?;
        }
        if holes.is_empty() {
            self.notices.push(Notice::JournalDamaged { what: error.to_string() });
        }
        for hole in holes {
            let error = StoreError::Damaged { file: hole.file, line: hole.line, what: hole.what };
            self.notices.push(Notice::JournalDamaged { what: error.to_string() });
        }
        Ok(JournalEnd::Lost)
    }

    /// Fills empty trees from the newest checkpoint that is whole; nothing where there is none.
    fn load_checkpoint(&mut self, trees: &mut Trees) -> Result<Option<Progress>, StoreError> {
        for file in checkpoint::list(self.dir)?.into_iter().rev() {
            let (told, folder) = (&mut *self.told, self.dir.join("journal"));
            let loaded = ImageReader::open(&file, Content::Checkpoint).and_then(|image| {
                let behind = journal::bytes_behind(&folder, image.head.progress.end)?;
                let building = Building { done: image.length, of: image.length + behind };
                let mut told = |done| told(Building { done, ..building });
                Ok((checkpoint::load(trees, image, &mut told)?, building))
            });
            match loaded {
                Ok((progress, building)) => {
                    self.building = building;
                    return Ok(Some(progress));
                }
                Err(StoreError::Damaged { what, .. }) => {
                    self.notices.push(Notice::CheckpointDamaged { file, what });
                    if !trees.is_empty() {
                        trees.vacate()?;
                        disk::remove_all(self.sled)?;
                        *trees = database::open(self.sled)?;
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// Proves that no row is missing: always where that takes no time, otherwise in case of doubt.
    fn count(&self, trees: &mut Trees, is_clean: bool) -> Result<(), StoreError> {
        let noted = trees.load_tally()?;
        if (!is_clean || noted.records.rows < COUNTED_ALWAYS) && trees.count()? != noted {
            let what = "rows are missing or altered".to_owned();
            return Err(StoreError::Database { path: self.sled.to_owned(), what });
        }
        Ok(())
    }

    /// Opens the journal's end for writing, which is written anew where it was lost.
    pub fn ready_to_write(&mut self, brought: Brought) -> Result<(Trees, Progress, Journal), StoreError> {
        let folder = self.dir.join("journal");
        let Brought { mut trees, mut progress, end } = brought;
        let journal = match end {
            JournalEnd::Lost => self.rewrite_journal(&folder, &mut trees, &mut progress)?,
            JournalEnd::Torn { place, seq } => {
                self.notices.push(journal::keep_tail(&folder, place)?);
                Journal::resume(&folder, self.device, place, seq, progress.hlc)?
            }
            JournalEnd::Sound { place, seq } => {
                Journal::resume(&folder, self.device, place, seq, progress.hlc)?
            }
        };
        Ok((trees, progress, journal))
    }

    /// The journal lacks what sled holds: its end was lost after it was confirmed as saved, or it is
    /// damaged. What sled holds becomes the first change of a new journal, and the old one is kept.
    fn rewrite_journal(
        &mut self,
        folder: &Path,
        trees: &mut Trees,
        progress: &mut Progress,
    ) -> Result<Journal, StoreError> {
        let aside = folder.exists().then(|| disk::set_aside(folder, "short")).transpose()?;
        // The checkpoints point into the old journal; the new one holds all that they do.
        disk::remove_all(&self.dir.join(checkpoint::FOLDER))?;
        let mut journal = Journal::resume(folder, self.device, Place::default(), 0, progress.hlc)?;
        let (id, author) = (ChangeId(self.mint.mint(self.at)), "genjin".to_owned());
        let head = Head { id, at: self.at, author, cause: Cause::Generated };
        let edits = trees.records().map(|record| record.map(Edit::create));
        let written = journal.append_base(progress.applied, &head, edits)?;
        finish(trees, progress, written, Kind::Base, &head, 0, Batches::default())?;
        self.notices.push(Notice::JournalRewritten { aside });
        Ok(journal)
    }
}

/// Carries out one line of a change; `edits` counts those of the change so far.
fn replay(
    trees: &mut Trees,
    progress: &mut Progress,
    part: &Part,
    edits: &mut u64,
) -> Result<(), StoreError> {
    let Part { written, line, .. } = part;
    *edits += line.edits.len() as u64;
    let Plan { batches, .. } = plan(trees, &groups(&line.edits)?, Check::Replay)?;
    if !line.last {
        return trees.apply(&batches);
    }
    finish(trees, progress, *written, line.kind, &line.head, std::mem::take(edits), batches)
}

/// Carries out a change that is in the journal, and notes in the last transaction how far the trees are.
pub fn finish(
    trees: &mut Trees,
    progress: &mut Progress,
    written: Written,
    kind: Kind,
    head: &Head,
    edits: u64,
    mut batches: Batches,
) -> Result<(), StoreError> {
    let Written { seq, hlc, start, end } = written;
    let mut next = Progress { applied: seq, hlc, start, end, done: progress.done };
    let mut writes = match kind {
        Kind::Change => undo::fold(trees, written, head, edits, &mut next)?,
        Kind::Base => undo::forget(trees, &mut next)?,
        Kind::Erased => Vec::new(),
    };
    writes.push(Trees::progress_write(&next)?);
    batches.finish(writes);
    trees.apply(&batches)?;
    *progress = next;
    Ok(())
}
