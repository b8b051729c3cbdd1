//! One program at a time: the lock on a data folder.

use super::{StoreError, disk};
use crate::domain::Moment;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::Path;

/// Held while the file is open; the system releases it when the program ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    /// Closing alone would not do: a program that is just being started (a browser, a mail program) has a copy of the
    /// handle until it runs.
    fn drop(&mut self) {
        // Where that fails, closing is left.
        drop(self.file.unlock());
    }
}

/// More than the longest line that says who has it.
const LENGTH: usize = 63;

/// Takes the lock and writes down who has it since when, or says who does.
pub fn take(path: &Path, at: Moment) -> Result<Lock, StoreError> {
    let mut file = disk::open_or_create(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(StoreError::HeldElsewhere { path: path.to_owned(), holder: holder(path) });
        }
        Err(TryLockError::Error(error)) => return Err(StoreError::io(path)(error)),
    }
    // Only a courtesy to the next one: a full disk must not keep anyone from reading their data.
    // Always as long, so that the file is never cut first, which some file systems take milliseconds for.
    let holder = format!("{:<LENGTH$}\n", format!("process {} since {at}", std::process::id()));
    drop(file.write_all(holder.as_bytes()));
    Ok(Lock { file })
}

/// Who has the lock, and since when, in a few words.
pub fn holder(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    if text.trim().is_empty() { "unknown".into() } else { text.trim().to_owned() }
}
