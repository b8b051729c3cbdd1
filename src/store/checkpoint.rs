//! Checkpoints: images of everything, so that building anew never reads more than the journal's tail.
//!
//! `checkpoints/<number of the last change>-<segment>-<offset>.ckp`, the numbers with leading zeros; the two newest are kept, since the newest may be
//! damaged. Must not change the journal or the trees.

use super::image::{self, Head, ImageReader, Item};
use super::journal::Place;
use super::sealed::Content;
use super::trees::{Bulk, Progress, Trees};
use super::{StoreError, disk};
use crate::domain::{Dossier, Record, Summary};
use std::path::{Path, PathBuf};

pub const FOLDER: &str = "checkpoints";
const KEPT: usize = 2;

/// The checkpoints that are there, oldest first.
pub fn list(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let folder = dir.join(FOLDER);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = disk::list(&folder)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ckp"));
    Ok(files)
}

/// Where a checkpoint stands along the journal, as its name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub file: PathBuf,
    pub place: Place,
}

/// The newest checkpoint, without opening it.
pub fn newest(dir: &Path) -> Result<Option<Standing>, StoreError> {
    let place = |file: &Path| {
        let mut parts = file.file_stem()?.to_str()?.split('-').skip(1);
        let (segment, offset) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Place { segment, offset })
    };
    Ok(list(dir)?.into_iter().rev().find_map(|file| Some(Standing { place: place(&file)?, file })))
}

/// Writes a checkpoint of the trees as they are and drops the ones that are no longer needed.
pub fn write(dir: &Path, trees: &Trees, head: &Head) -> Result<PathBuf, StoreError> {
    let folder = dir.join(FOLDER);
    disk::make_folder(&folder)?;
    disk::sweep(&folder)?;
    let Progress { applied, end, .. } = head.progress;
    let file = folder.join(format!("{applied:012}-{:06}-{:012}.ckp", end.segment, end.offset));
    image::write(&file, Content::Checkpoint, trees, head)?;
    let files = list(dir)?;
    for old in files.iter().take(files.len().saturating_sub(KEPT)) {
        disk::remove(old)?;
    }
    Ok(file)
}

/// The trees filled from an image, for as far as it goes without the journal's lines in it.
pub fn load(
    trees: &mut Trees,
    mut image: ImageReader,
    told: &mut dyn FnMut(u64),
) -> Result<Progress, StoreError> {
    let progress = image.head.progress.clone();
    let mut bulk = Bulk::new(trees);
    let mut customer: Vec<Record> = Vec::new();
    let mut count = 0_u64;
    while let Some(item) = image.next()? {
        match item {
            Item::Record(row) => {
                if customer.first().is_some_and(|first| first.customer() != row.record.customer()) {
                    summarize(&mut bulk, &mut customer)?;
                }
                bulk.record(row.tree, &row.key, &row.value)?;
                customer.push(row.record);
                count += 1;
                if count.is_multiple_of(1000) {
                    told(image.read);
                }
            }
            Item::History(seq, row) => bulk.history(seq, &row)?,
            Item::Line(..) => break,
        }
    }
    summarize(&mut bulk, &mut customer)?;
    bulk.finish(&progress)?;
    Ok(progress)
}

fn summarize(bulk: &mut Bulk<'_>, records: &mut Vec<Record>) -> Result<(), StoreError> {
    match Dossier::from_records(records.drain(..)) {
        Some(dossier) => bulk.summary(&Summary::of(&dossier)),
        None => Ok(()),
    }
}
