//! Who may work with a data folder: one program at a time, and at once, though opening may take long.

use super::folder::{prepare_folder, read_format, write_format};
use super::lock::{self, Lock};
use super::{Building, Notice, Store, StoreError, disk};
use crate::domain::Moment;
use std::path::{Path, PathBuf};

/// The right to work with a data folder: nobody else has it while this is held.
///
/// Taking it is quick, opening the data with it may not be. So the screen can be there before the data.
#[derive(Debug)]
pub struct Claim {
    dir: PathBuf,
    at: Moment,
    format: Option<u32>,
    /// The lock, or why nothing can be written here.
    lock: Result<Lock, String>,
}

impl Claim {
    /// Takes the folder, made new where there is none.
    ///
    /// # Errors
    /// [`StoreError::HeldElsewhere`], [`StoreError::Newer`], [`StoreError::Io`].
    pub fn take(dir: &Path, at: Moment) -> Result<Self, StoreError> {
        let format = read_format(dir)?;
        let prepare = || {
            prepare_folder(dir)?;
            let lock = lock::take(&dir.join("lock"), at)?;
            disk::sweep(dir)?;
            if format.is_none() {
                write_format(dir)?;
            }
            Ok(lock)
        };
        let lock = match prepare() {
            Err(error) if may_be_read(&error, dir) => Err(StoreError::to_string(&error)),
            lock => Ok(lock?),
        };
        Ok(Self { dir: dir.to_owned(), at, format, lock })
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether the data can be changed.
    pub fn is_to_write(&self) -> bool {
        self.lock.is_ok()
    }

    /// Opens the data and tells what had to be put right.
    ///
    /// `entropy` makes the ids differ that are minted here; two devices must not share it. `told` hears how
    /// far building sled anew has come, should that be needed. Where nothing can be written, on a read-only
    /// folder or a full disk, the data are opened for reading alone.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Io`]. What is stored stays as it is then.
    pub fn open(
        self,
        entropy: u64,
        told: &mut dyn FnMut(Building),
    ) -> Result<(Store, Vec<Notice>), StoreError> {
        let Self { dir, at, format, lock } = self;
        let lock = match lock {
            Ok(lock) => lock,
            Err(why) => return Store::open_to_read(&dir, at, entropy, told, why),
        };
        match Store::open_to_write(&dir, at, entropy, format, lock, told) {
            Err(error) if may_be_read(&error, &dir) => {
                Store::open_to_read(&dir, at, entropy, told, error.to_string())
            }
            opened => opened,
        }
    }
}

/// Whether there are data that can be read though nothing can be written.
fn may_be_read(error: &StoreError, dir: &Path) -> bool {
    error.forbids_writing() && dir.join("journal").exists()
}
