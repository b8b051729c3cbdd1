//! `genjin backup FILE`: everything in one file, read back before it is called done.

use super::out;
use super::target::{self, Over};
use super::workplace::Workplace;
use crate::store::BackedUp;
use anyhow::anyhow;
use std::path::Path;

pub fn run(place: &Workplace, file: &Path, over: Over) -> anyhow::Result<()> {
    let words = place.words;
    target::check(words, file, over)?;
    let held = place.data.backup(file).map_err(|error| anyhow!(words.store_error(&error)))?;
    let BackedUp { records, changes, bytes } = held;
    out::print(&format!("{}\n", words.backed_up(&file.display().to_string(), records, changes, bytes)))
}
