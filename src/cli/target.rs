//! A file that a command is to write: never over another one unless that is asked for.

use crate::lang::Words;
use anyhow::bail;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Whether a file that is there already may be written over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Nothing,
    /// `--force`
    Anything,
}

impl Over {
    pub fn of(force: bool) -> Self {
        if force { Self::Anything } else { Self::Nothing }
    }
}

/// Refuses a file that is there already, and says how to write over it.
pub fn check(words: Words, file: &Path, over: Over) -> anyhow::Result<()> {
    if over == Over::Nothing && file.is_file() {
        bail!(words.file_is_there(&file.display().to_string()));
    }
    Ok(())
}

/// The same, but a calendar is made to be written again.
pub fn check_calendar(words: Words, file: &Path, over: Over) -> anyhow::Result<()> {
    const HEAD: &[u8] = b"BEGIN:VCALENDAR";
    let mut head = [0; HEAD.len()];
    let is_calendar =
        File::open(file).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == HEAD;
    if is_calendar { Ok(()) } else { check(words, file, over) }
}
