//! `genjin export --json FILE|DIR`, and bringing such a file back in.

use super::out;
use super::target::{self, Over};
use super::workplace::Workplace;
use crate::domain::{Cause, Change, ChangeId};
use crate::store::export;
use anyhow::anyhow;
use std::path::Path;

pub fn run(place: &Workplace, path: &Path, over: Over) -> anyhow::Result<()> {
    let words = place.words;
    let file = if path.is_dir() { path.join(export::FILE) } else { path.to_owned() };
    target::check(words, &file, over)?;
    let count = place.data.export(&file).map_err(|error| anyhow!(words.store_error(&error)))?;
    out::print(&format!("{}\n", words.exported(&file.display().to_string(), count)))
}

/// Whether `genjin import` should take a file as JSON Lines.
pub fn is_export(file: &Path) -> bool {
    export::is_export(file)
}

pub fn import(place: &mut Workplace, file: &Path, is_dry_run: bool) -> anyhow::Result<()> {
    let words = place.words;
    let mut changed = 0;
    let Workplace { data, ids, now, author, .. } = place;
    let read = export::read_export(file, |records| {
        let edits = data.edits_to_hold(records)?;
        changed += edits.len();
        if is_dry_run || edits.is_empty() {
            return Ok(());
        }
        let id = ChangeId(ids.mint(*now));
        let change = Change { id, at: *now, author: author.clone(), cause: Cause::Imported, edits };
        data.commit(&change).map(drop)
    });
    let count = read.map_err(|error| anyhow!(words.store_error(&error)))?;
    out::print(&format!("{}\n", words.lines_imported(count, changed)))
}
