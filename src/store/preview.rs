//! The file `preview`: the first screen of the next days, read before sled is opened.
//!
//! An envelope with the preview and, like the summary file, the end of the journal for which it is right.
//! Derived data: never fsynced, worth nothing where it does not fit, made anew by whoever knows all.

use super::codec::{self, Kind};
use super::summaries::Tag;
use super::{Store, StoreError, disk, folder};
use crate::domain::{Preview, preview::PreviewDay};
use serde::{Deserialize, Serialize};
use std::path::Path;
use time::Date;

const FILE: &str = "preview";

#[derive(Serialize, Deserialize)]
struct Kept {
    tag: Tag,
    preview: Preview,
}

/// The preview of a day, if there is one that is right: nothing has changed since, and it was made under the
/// same rules.
pub fn read(dir: &Path, key: u64, today: Date) -> Option<(Preview, PreviewDay)> {
    if !folder::is_known_format(dir) {
        return None;
    }
    let bytes = std::fs::read(dir.join(FILE)).ok()?;
    let Kept { tag, preview } = codec::decode(Kind::Preview, &bytes).ok()?;
    let day = preview.day(today)?.clone();
    (preview.key == key && tag.fits(dir)).then_some((preview, day))
}

impl Store {
    /// Keeps what the first screen will show, for as long as nothing changes.
    ///
    /// # Errors
    /// [`StoreError::Io`]; the next start is slower then, that is all.
    pub fn keep_preview(&self, preview: Preview) -> Result<(), StoreError> {
        if self.is_read_only() {
            return Ok(());
        }
        let Some(tag) = Tag::now(&self.dir, &self.progress, 0) else { return Ok(()) };
        let bytes = codec::encode(Kind::Preview, &Kept { tag, preview });
        let bytes = bytes.map_err(|what| StoreError::Unfit { what })?;
        disk::write_derived(&self.dir.join(FILE), &bytes)
    }
}

/// Takes the file away.
pub(super) fn remove(dir: &Path) -> Result<(), StoreError> {
    disk::remove_all(&dir.join(FILE))
}
