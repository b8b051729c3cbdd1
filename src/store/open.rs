//! Opening a data folder: who may, what was left unfinished, and bringing sled up to the journal.
//!
//! ```text
//! format       the layout's version            device       this copy's id       lock  who has it open
//! journal/     the truth                       checkpoints/ images of it         sled/ derived, built anew
//! summaries    derived, for the first screen   backups/     copies of images     clean sled as it was closed
//! session.json unfinished work                 doubt        sled is to be built anew
//! ```

use super::checkpoint;
use super::clean::{self, CleanMark};
use super::folder::{FORMAT, device, read_format, write_format};
use super::image::ImageReader;
use super::journal::{self, Head, Journal, Kind, Line, Part, Place, Step, Written};
use super::lock::Lock;
use super::plan::{Check, Plan, groups, plan};
use super::sealed::Content;
use super::summaries::SummaryFile;
use super::trees::{Batches, Durability, Progress, Trees};
use super::{Notice, Store, StoreError, database, disk, undo, upkeep};
use crate::domain::{Cause, ChangeId, Edit, IdMint, Moment};
use std::cell::Cell;
use std::path::Path;
use tempfile::TempDir;
use uuid::Uuid;

/// Fewer rows than these are counted at every start: it takes a few milliseconds.
const COUNTED_ALWAYS: u64 = 20_000;
/// A file that asks for sled to be built anew at the next start.
const DOUBT: &str = "doubt";

/// How far the building of sled has come, in records and changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Building {
    pub done: u64,
}

impl Store {
    /// Takes a folder and opens its data, made new when there are none.
    ///
    /// # Errors
    /// As [`super::Claim::take`] and [`super::Claim::open`].
    pub fn open(dir: &Path, at: Moment, entropy: u64) -> Result<(Self, Vec<Notice>), StoreError> {
        super::Claim::take(dir, at)?.open(entropy, &mut |_| {})
    }

    pub(super) fn open_to_write(
        dir: &Path,
        at: Moment,
        entropy: u64,
        format: Option<u32>,
        lock: Lock,
        told: &mut dyn FnMut(Building),
    ) -> Result<(Self, Vec<Notice>), StoreError> {
        let mut mint = IdMint::new(entropy);
        let device = device(dir, at, &mut mint)?;
        let sled = dir.join("sled");
        let mut opening = Opening {
            dir,
            access: Access::Full,
            sled: &sled,
            at,
            device,
            mint,
            notices: Vec::new(),
            replayed: 0,
            told,
        };
        let erasure = super::erase::go_on(dir)?;
        if disk::read_text(&dir.join(DOUBT))?.is_some() {
            disk::remove_all(&sled)?;
            disk::remove_all(&dir.join(DOUBT))?;
        }
        let brought = match opening.bring_up() {
            Err(error) if error.is_in_database() => {
                let (aside, why) = (disk::set_aside(&sled, "damaged")?, error.to_string());
                opening.notices.push(Notice::DatabaseSetAside { aside, why });
                opening.bring_up()?
            }
            brought => brought?,
        };
        let (trees, progress, journal) = opening.ready_to_write(brought)?;
        let notices = opening.notices;
        let mut store = Self {
            dir: dir.to_owned(),
            trees,
            clean: CleanMark::new(dir),
            device,
            at,
            tail_limit: upkeep::TAIL,
            checkpointed: checkpoint::newest(dir)?.map_or(Place::default(), |newest| newest.place),
            summary_file: SummaryFile::resume(dir, &progress),
            progress,
            journal: Some(journal),
            is_halted: false,
            in_doubt: Cell::new(false),
            _reading: None,
            _lock: Some(lock),
        };
        if let Some(erasure) = erasure {
            store.conclude(erasure)?;
        }
        if format.is_some_and(|format| format < FORMAT) {
            // An older layout is left behind only once there is an image of what it held.
            store.write_checkpoint()?;
            write_format(dir)?;
        }
        Ok((store, notices))
    }

    /// Opens a copy of sled in a folder that is thrown away, since sled cannot read without writing.
    pub(super) fn open_to_read(
        dir: &Path,
        at: Moment,
        entropy: u64,
        told: &mut dyn FnMut(Building),
        why: String,
    ) -> Result<(Self, Vec<Notice>), StoreError> {
        read_format(dir)?;
        let reading =
            TempDir::with_prefix("genjin-reading-").map_err(StoreError::io(&std::env::temp_dir()))?;
        let sled = reading.path().join("sled");
        disk::copy_folder(&dir.join("sled"), &sled)?;
        let mut mint = IdMint::new(entropy);
        let device = mint.mint(at);
        let mut opening = Opening {
            dir,
            access: Access::ReadOnly,
            sled: &sled,
            at,
            device,
            mint,
            notices: Vec::new(),
            replayed: 0,
            told,
        };
        let Brought { trees, progress, .. } = match opening.bring_up() {
            Err(error) if error.is_in_database() => {
                disk::remove_all(&sled)?;
                opening.bring_up()?
            }
            brought => brought?,
        };
        let mut notices = opening.notices;
        notices.retain(|notice| !matches!(notice, Notice::Rebuilt { .. }));
        notices.insert(0, Notice::ReadOnly { dir: dir.to_owned(), why });
        let store = Self {
            dir: dir.to_owned(),
            trees,
            clean: CleanMark::new(dir),
            device,
            at,
            tail_limit: upkeep::TAIL,
            checkpointed: Place::default(),
            summary_file: SummaryFile::none(),
            progress,
            journal: None,
            is_halted: false,
            in_doubt: Cell::new(false),
            _reading: Some(reading),
            _lock: None,
        };
        Ok((store, notices))
    }

    /// Makes sled anew from the newest checkpoint and the journal; the old folder is set aside.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`]; otherwise as [`Store::open`].
    pub fn rebuild(&mut self, told: &mut dyn FnMut(Building)) -> Result<Vec<Notice>, StoreError> {
        self.writable()?;
        let sled = self.dir.join("sled");
        self.trees.vacate()?;
        self.is_halted = true;
        let aside = disk::set_aside(&sled, "old")?;
        let notices = self.build_again(told)?;
        disk::remove_all(&aside)?;
        Ok(notices)
    }

    /// Builds sled, which is not there any more, and opens the journal's end.
    pub(super) fn build_again(&mut self, told: &mut dyn FnMut(Building)) -> Result<Vec<Notice>, StoreError> {
        let sled = self.dir.join("sled");
        let mint = IdMint::new(self.progress.hlc);
        let (dir, at, device) = (self.dir.clone(), self.at, self.device);
        let (notices, replayed) = (Vec::new(), 0);
        let mut opening = Opening {
            dir: &dir,
            access: Access::Full,
            sled: &sled,
            at,
            device,
            mint,
            notices,
            replayed,
            told,
        };
        let brought = opening.bring_up()?;
        let (trees, progress, journal) = opening.ready_to_write(brought)?;
        let notices = opening.notices;
        (self.trees, self.progress, self.journal) = (trees, progress, Some(journal));
        self.checkpointed = checkpoint::newest(&dir)?.map_or(Place::default(), |newest| newest.place);
        self.summary_file = SummaryFile::resume(&dir, &self.progress);
        (self.is_halted, self.in_doubt) = (false, Cell::new(false));
        Ok(notices)
    }

    /// Has sled built anew at the next start: something in it could not be read.
    pub(super) fn doubt(&self) {
        if !self.in_doubt.replace(true) && self.journal.is_some() {
            // Without it the next start finds the damage by itself, only later.
            drop(disk::write_atomic(&self.dir.join(DOUBT), b"sled could not be read\n"));
        }
    }
}

/// Whether opening may write into the data folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Full,
    ReadOnly,
}

/// What opening needs and finds on the way.
struct Opening<'a> {
    dir: &'a Path,
    access: Access,
    sled: &'a Path,
    at: Moment,
    device: Uuid,
    mint: IdMint,
    notices: Vec<Notice>,
    /// Changes of the journal that were carried out.
    replayed: u64,
    told: &'a mut dyn FnMut(Building),
}

/// The trees as they are after everything readable was carried out.
struct Brought {
    trees: Trees,
    progress: Progress,
    end: JournalEnd,
}

/// What became of the journal.
enum JournalEnd {
    /// It ends here, behind the change of this number.
    Sound { place: Place, seq: u64 },
    /// Behind this place there is only an unfinished change.
    Torn { place: Place, seq: u64 },
    /// It ends before what sled holds, or it is damaged.
    Lost,
}

impl Opening<'_> {
    /// Opens sled, carries out what it lacks, and finds the journal's end.
    fn bring_up(&mut self) -> Result<Brought, StoreError> {
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
        let (mut reader, mut seq) = journal::reader_after(&self.dir.join("journal"), progress)?;
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
                        (self.told)(Building { done: seq });
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
            let told = &mut *self.told;
            let loaded = ImageReader::open(&file, Content::Checkpoint)
                .and_then(|image| checkpoint::load(trees, image, &mut |done| told(Building { done })));
            match loaded {
                Ok(progress) => return Ok(Some(progress)),
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
    fn ready_to_write(&mut self, brought: Brought) -> Result<(Trees, Progress, Journal), StoreError> {
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
