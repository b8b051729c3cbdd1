//! Whether sled's folder is still as it was closed: the names, sizes and times of its files.
//!
//! The file `clean` is written after sled has let go of its files, and removed when they are opened.
//! Without it, or when it does not fit, the rows are counted before they are trusted.

use super::disk;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

const FILE: &str = "clean";

/// Writes the mark when it is dropped, if everything was closed in order.
#[derive(Debug)]
pub struct CleanMark {
    dir: PathBuf,
    pub is_armed: bool,
}

impl CleanMark {
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), is_armed: false }
    }
}

impl Drop for CleanMark {
    fn drop(&mut self) {
        if self.is_armed {
            // Without the mark the next start takes a little longer, that is all.
            drop(disk::write_atomic(&self.dir.join(FILE), state(&self.dir).as_bytes()));
        }
    }
}

/// Whether the mark fits; to be asked before sled is opened.
pub fn fits(dir: &Path) -> bool {
    disk::read_text(&dir.join(FILE)).ok().flatten().is_some_and(|kept| kept == state(dir))
}

/// Takes the mark away: from now on sled is at work.
pub fn remove(dir: &Path) -> Result<(), super::StoreError> {
    disk::remove_all(&dir.join(FILE))
}

fn state(dir: &Path) -> String {
    let mut text = String::new();
    for path in disk::list(&dir.join("sled")).unwrap_or_default() {
        let Ok(data) = path.metadata() else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let age = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        text += &format!("{name} {} {}\n", data.len(), age.unwrap_or_default().as_nanos());
    }
    text
}
