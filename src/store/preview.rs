//! The file `preview`: the first screen of the next days, read before sled is opened.
//!
//! ```text
//! length of the head (u32 LE), the head in its envelope, then two envelopes a day
//! ```
//!
//! The head says, like the summary file, for which end of the journal all this is right, and where each day
//! lies, since only one of them is read: first who is seen at once, then, when that is drawn, the rest. Derived data: never fsynced, worth nothing where it does not fit,
//! made anew by whoever knows everybody.

use super::codec::{self, Kind};
use super::summaries::Tag;
use super::{Store, StoreError, disk, folder};
use crate::domain::preview::{FirstScreen, Preview};
use crate::domain::{CustomerId, Rate, Summary};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;
use time::Date;

const FILE: &str = "preview";
/// No piece of it is usually larger.
const LARGE: usize = 1 << 20;

#[derive(Serialize, Deserialize)]
struct Head {
    tag: Tag,
    key: u64,
    customers: u32,
    rates: Vec<Rate>,
    order: Vec<CustomerId>,
    /// Where each day begins behind the head, and how long it and its rest are.
    days: Vec<(Date, u64, u64, u64)>,
}

/// Who is seen a key after the first frame, not read yet.
#[derive(Debug, Default)]
pub struct Rest(Vec<u8>);

impl Rest {
    /// Nobody where the bytes are damaged: everybody arrives a moment later all the same.
    pub fn read(self) -> Vec<Summary> {
        codec::decode(Kind::PreviewRest, &self.0).unwrap_or_default()
    }
}

/// The first screen of a day, if there is one that was made under this key and of which nothing has changed since.
pub fn read(dir: &Path, today: Date, key: u64) -> Option<(FirstScreen, Rest)> {
    if !folder::is_known_format(dir) {
        return None;
    }
    let mut file = File::open(dir.join(FILE)).ok()?;
    let mut length = [0; 4];
    file.read_exact(&mut length).ok()?;
    let length = u64::from(u32::from_le_bytes(length));
    let Head { tag, key: made_under, customers, rates, order, days } =
        codec::decode(Kind::Preview, &piece(&mut file, length)?).ok()?;
    let (_, from, size, rest) = days.into_iter().find(|(date, ..)| *date == today)?;
    if made_under != key || !tag.fits(dir) {
        return None;
    }
    file.seek_relative(i64::try_from(from).ok()?).ok()?;
    let day = codec::decode(Kind::PreviewDay, &piece(&mut file, size)?).ok()?;
    let rest = Rest(piece(&mut file, rest)?);
    Some((FirstScreen { customers, rates, order, day }, rest))
}

fn piece(file: &mut File, size: u64) -> Option<Vec<u8>> {
    // A damaged length must not ask for all memory.
    let mut bytes = Vec::with_capacity(usize::try_from(size).ok()?.min(LARGE));
    file.take(size).read_to_end(&mut bytes).ok()?;
    Some(bytes)
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
        let Preview { key, customers, rates, order, days } = preview;
        let unfit = |what| StoreError::Unfit { what };
        let (mut places, mut behind) = (Vec::new(), Vec::new());
        for day in &days {
            let bytes = codec::encode(Kind::PreviewDay, day).map_err(unfit)?;
            let rest = codec::encode(Kind::PreviewRest, &day.rest).map_err(unfit)?;
            places.push((day.date, behind.len() as u64, bytes.len() as u64, rest.len() as u64));
            behind.extend(bytes);
            behind.extend(rest);
        }
        let head = Head { tag, key, customers, rates, order, days: places };
        let head = codec::encode(Kind::Preview, &head).map_err(unfit)?;
        let length = u32::try_from(head.len()).map_err(|_| unfit("too many days".into()))?;
        let bytes = [&length.to_le_bytes(), head.as_slice(), &behind].concat();
        disk::write_derived(&self.dir.join(FILE), &bytes)
    }
}

/// Takes the file away.
pub(super) fn remove(dir: &Path) -> Result<(), StoreError> {
    disk::remove_all(&dir.join(FILE))
}
