//! Opening a data folder, to write or for reading alone, and building sled anew.
//!
//! ```text
//! format       the layout's version            device       this copy's id       lock  who has it open
//! journal/     the truth                       checkpoints/ images of it         sled/ derived, built anew
//! summaries    derived, for the first screen   backups/     copies of images     clean sled as it was closed
//! session.json unfinished work                 doubt        sled is to be built anew
//! ```

use super::bring_up::{Access, Brought, Building, Opening};
use super::checkpoint;
use super::clean::CleanMark;
use super::folder::{FORMAT, device, read_format, write_format};
use super::journal::Place;
use super::lock::Lock;
use super::summaries::SummaryFile;
use super::{Notice, Store, StoreError, disk, upkeep};
use crate::domain::{IdMint, Moment};
use std::cell::Cell;
use std::path::Path;
use tempfile::TempDir;

/// A file that asks for sled to be built anew at the next start.
const DOUBT: &str = "doubt";

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
            building: Building::default(),
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
        let mut notices = opening.notices;
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
            let told = store.rebuild(told)?;
            notices.extend(told.into_iter().filter(|notice| !matches!(notice, Notice::Rebuilt { .. })));
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
            building: Building::default(),
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
            building: Building::default(),
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
