//! The data folder itself: its layout's number, its modes, and the id of this copy.

use super::{StoreError, disk};
use crate::domain::{IdMint, Moment};
use std::path::Path;
use uuid::Uuid;

/// The layout of the data folder that this program writes. 1 had neither sealed journal files nor
/// checkpoints, 2 a key in sled for every entry.
pub const FORMAT: u32 = 3;

/// The layout of the data folder, nothing when it is new. Changes nothing, so that it can come before
/// everything else.
pub fn read_format(dir: &Path) -> Result<Option<u32>, StoreError> {
    let file = dir.join("format");
    let Some(text) = disk::read_text(&file)? else { return Ok(None) };
    match text.trim().parse::<u32>() {
        Ok(found) if found > FORMAT => Err(StoreError::Newer { path: file, found, known: FORMAT }),
        Ok(found) => Ok(Some(found)),
        Err(_) => {
            let what = format!("the format number is \"{}\"", text.trim().escape_debug());
            Err(StoreError::Damaged { file, line: Some(1), what })
        }
    }
}

/// Whether the data folder has the layout that this program writes.
pub fn is_known_format(dir: &Path) -> bool {
    read_format(dir).is_ok_and(|format| format == Some(FORMAT))
}

pub fn write_format(dir: &Path) -> Result<(), StoreError> {
    disk::write_atomic(&dir.join("format"), format!("{FORMAT}\n").as_bytes())
}

/// A folder with other things in it keeps its mode; what is put into it is closed to others anyway.
pub fn prepare_folder(dir: &Path) -> Result<(), StoreError> {
    let is_ours = !dir.exists() || dir.join("format").exists() || disk::list(dir)?.is_empty();
    disk::make_folder(dir)?;
    if is_ours { disk::restrict(dir) } else { Ok(()) }
}

/// The id of this copy of the data, made once.
pub fn device(dir: &Path, at: Moment, mint: &mut IdMint) -> Result<Uuid, StoreError> {
    let file = dir.join("device");
    if let Some(known) = disk::read_text(&file)?.and_then(|text| text.trim().parse().ok()) {
        return Ok(known);
    }
    let device = mint.mint(at);
    disk::write_atomic(&file, format!("{device}\n").as_bytes())?;
    Ok(device)
}
