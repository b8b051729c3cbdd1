//! Backups: everything in one file, made on demand and once a day, and putting one back.
//!
//! `backups/2026-06-05.gjb` is the backup of that day. The newest of each of the last 7 days with one, 4 weeks and
//! 12 months are kept. A backup is the newest checkpoint as it is, with the journal's lines since then
//! behind it; without a checkpoint it is an image of its own.

use super::image::{self, ImageReader, ImageWriter, Item};
use super::journal::{self, Head, Journal, Kind, Place, Reader, Step};
use super::sealed::Content;
use super::{Store, StoreError, checkpoint, disk, folder, lock};
use crate::domain::{Cause, ChangeId, Edit, IdMint, Moment};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use time::Date;

const FOLDER: &str = "backups";
const ENDING: &str = "gjb";
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;

/// What a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackedUp {
    pub records: u64,
    /// Changes behind the image, kept as they were made.
    pub changes: u64,
    pub bytes: u64,
}

impl Store {
    /// Writes everything into one file and reads it back to prove it.
    ///
    /// # Errors
    /// [`StoreError::Io`]; [`StoreError::Damaged`] when the file does not hold what was written.
    pub fn backup(&self, file: &Path) -> Result<BackedUp, StoreError> {
        let newest = checkpoint::newest(&self.dir)?.map(|newest| newest.file);
        let written = newest.map(|checkpoint| self.copy_with_tail(&checkpoint, file)).transpose();
        match written {
            Ok(Some(())) => {}
            // Without a checkpoint, or with a damaged one, the trees are read.
            Ok(None) | Err(StoreError::Damaged { .. }) => {
                image::write(file, Content::Backup, &self.trees, &self.image_head())?;
            }
            Err(error) => return Err(error),
        }
        prove(file)
    }

    /// Makes today's backup unless there is one, and drops those that are too old.
    pub(super) fn daily_backup(&self) -> Result<(), StoreError> {
        let folder = self.dir.join(FOLDER);
        let file = folder.join(format!("{}.{ENDING}", self.at.date()));
        if file.exists() || self.progress.applied == 0 {
            return Ok(());
        }
        disk::make_folder(&folder)?;
        disk::sweep(&folder)?;
        self.backup(&file)?;
        let kept = kept(&dated(&self.dir)?);
        for (day, file) in dated(&self.dir)? {
            if !kept.contains(&day) {
                disk::remove(&file)?;
            }
        }
        Ok(())
    }

    fn copy_with_tail(&self, checkpoint: &Path, file: &Path) -> Result<(), StoreError> {
        let progress = ImageReader::open(checkpoint, Content::Checkpoint)?.head.progress;
        let mut image = ImageWriter::going_on_from(file, Content::Backup, checkpoint)?;
        let mut reader = Reader::at(&self.journal_folder(), progress.end, progress.applied)?;
        while let Step::Part(part) = reader.next_part()? {
            image.line(&part.bytes)?;
        }
        image.finish()
    }
}

/// The backups of the data folder, oldest first.
pub fn list(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    Ok(dated(dir)?.into_iter().map(|(_, file)| file).collect())
}

fn dated(dir: &Path) -> Result<Vec<(Date, PathBuf)>, StoreError> {
    let folder = dir.join(FOLDER);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let day = |file: &Path| {
        let is_one = file.extension().is_some_and(|extension| extension == ENDING);
        let name = file.file_stem().filter(|_| is_one)?.to_str()?;
        Date::parse(name, &time::format_description::well_known::Iso8601::DATE).ok()
    };
    let files = disk::list(&folder)?;
    Ok(files.into_iter().filter_map(|file| Some((day(&file)?, file))).collect())
}

/// The days whose backups stay: the newest of every day, week and month, so many of each.
fn kept(backups: &[(Date, PathBuf)]) -> HashSet<Date> {
    let mut kept = HashSet::new();
    let mut keep = |count: usize, period: &dyn Fn(Date) -> (i32, u8)| {
        let mut seen = Vec::new();
        for (day, _) in backups.iter().rev() {
            if seen.len() < count && !seen.contains(&period(*day)) {
                seen.push(period(*day));
                kept.insert(*day);
            }
        }
    };
    keep(DAYS, &|day| (day.to_julian_day(), 0));
    keep(WEEKS, &|day| {
        let (year, week, _) = day.to_iso_week_date();
        (year, week)
    });
    keep(MONTHS, &|day| (day.year(), day.month().into()));
    kept
}

/// Reads a backup whole.
///
/// # Errors
/// [`StoreError::NoBackup`] when it does not begin as one; [`StoreError::Damaged`] with the file when anything in it
/// is not as it was written.
pub fn prove(file: &Path) -> Result<BackedUp, StoreError> {
    let mut image = ImageReader::open(file, Content::Backup)?;
    let mut held = BackedUp { records: 0, changes: 0, bytes: 0 };
    while let Some(item) = image.next()? {
        match item {
            Item::Record(_) => held.records += 1,
            Item::Line(line, _) => held.changes += u64::from(line.last),
            Item::History(..) => {}
        }
    }
    held.bytes = file.metadata().map_err(StoreError::io(file))?.len();
    Ok(held)
}

/// Puts a backup into an empty data folder; opening it afterwards builds everything else.
///
/// # Errors
/// [`StoreError::NotEmpty`] when there are data; [`StoreError::Damaged`] when the backup is not whole;
/// nothing was changed then.
pub fn restore(file: &Path, dir: &Path, at: Moment, entropy: u64) -> Result<BackedUp, StoreError> {
    let held = prove(file)?;
    if dir.join("journal").exists() || dir.join("sled").exists() {
        return Err(StoreError::NotEmpty { path: dir.to_owned() });
    }
    folder::prepare_folder(dir)?;
    let _lock = lock::take(&dir.join("lock"), at)?;
    // Written beside its place: a journal that breaks off must never look like the data.
    let unfinished = dir.join("journal.restoring");
    disk::remove_all(&unfinished)?;
    let mut image = ImageReader::open(file, Content::Backup)?;
    let device = image.head.device;
    let progress = image.head.progress.clone();
    let mut journal = Journal::resume(&unfinished, device, Place::default(), 0, progress.hlc)?;
    let id = ChangeId(IdMint::new(entropy).mint(at));
    let first = Head { id, at, author: "genjin".into(), cause: Cause::Generated };
    let mut line = None;
    let edits = std::iter::from_fn(|| {
        loop {
            match image.next() {
                Ok(Some(Item::Record(row))) => return Some(Ok(Edit::create(row.record))),
                Ok(Some(Item::History(..))) => {}
                Ok(Some(Item::Line(first, _))) => {
                    line = Some(*first);
                    return None;
                }
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    });
    // Behind the records come lines, which must not be asked for as records once more.
    let edits = edits.fuse();
    // An image without changes has number 0, and a journal begins with 1.
    journal.append_base(progress.applied.max(1), &first, edits)?;
    let mut edits = Vec::new();
    while let Some(journal::Line { kind, head, edits: part, last, .. }) = line.take() {
        edits.extend(part);
        if last {
            let change = head.with(std::mem::take(&mut edits));
            match kind {
                Kind::Change => journal.append(&change)?,
                Kind::Erased => journal.append_erasure(&Head::of(&change))?,
                Kind::Base => return Err(no_base(file)),
            };
        }
        line = match image.next()? {
            Some(Item::Line(next, _)) => Some(*next),
            _ => None,
        };
    }
    drop(journal);
    folder::write_format(dir)?;
    disk::rename(&unfinished, &dir.join("journal"))?;
    Ok(held)
}

/// Moves the data of a folder that nobody has open into `set-aside-<n>` within it; returns where.
///
/// The user's own rule and stage files stay.
///
/// # Errors
/// [`StoreError::HeldElsewhere`]; [`StoreError::Io`].
pub fn set_data_aside(dir: &Path, at: Moment) -> Result<PathBuf, StoreError> {
    let _lock = lock::take(&dir.join("lock"), at)?;
    let aside = disk::free_name(&dir.join("set-aside"));
    disk::make_folder(&aside)?;
    for name in ["journal", "checkpoints", "sled", "summaries", "preview", "clean", "doubt", "session.json"] {
        if dir.join(name).exists() {
            disk::rename(&dir.join(name), &aside.join(name))?;
        }
    }
    Ok(aside)
}

fn no_base(file: &Path) -> StoreError {
    let what = "a journal that begins anew within a backup".to_owned();
    StoreError::Damaged { file: file.to_owned(), line: None, what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Duration;
    use time::macros::date;

    #[test]
    fn seven_days_four_weeks_and_twelve_months_stay() {
        let start = date!(2025 - 01 - 01);
        let mut there: Vec<(Date, PathBuf)> = Vec::new();
        for day in 0..800 {
            there.push((start + Duration::days(day), PathBuf::new()));
            let kept = kept(&there);
            there.retain(|(day, _)| kept.contains(day));
        }
        let days: Vec<String> = there.iter().map(|(day, _)| day.to_string()).collect();
        let expected = "2026-04-30 2026-05-31 2026-06-30 2026-07-31 2026-08-31 2026-09-30 2026-10-31 2026-11-30 \
                        2026-12-31 2027-01-31 2027-02-21 2027-02-28 2027-03-05 2027-03-06 2027-03-07 2027-03-08 \
                        2027-03-09 2027-03-10 2027-03-11";
        assert_eq!(days.join(" "), expected);
    }
}
