//! Proving that all copies of the data are whole and say the same.
//!
//! Every byte of the journal, the checkpoints, the backups and sled is read. The journal's edits add up, customer
//! by customer, to a sum that the records of the other copies must have as well; so a difference is
//! found and located without holding the data in memory. Changes nothing.

use super::image::{ImageReader, Item};
use super::journal::{self, Kind, Place, Step, segment};
use super::sealed::Content;
use super::tally::Sum;
use super::trees::place_of;
use super::{Store, StoreError, backup, checkpoint, codec, quick_summaries};
use crate::domain::{CustomerId, Edit, Record};
use std::collections::HashMap;
use std::path::PathBuf;

/// What was read and what was found to be wrong.
#[derive(Debug, Default)]
pub struct Verified {
    pub journal_files: usize,
    pub changes: u64,
    /// How often something was erased.
    pub erasures: u64,
    pub checkpoints: usize,
    pub backups: usize,
    pub customers: u64,
    pub records: u64,
    pub findings: Vec<Finding>,
}

/// One thing that is not as it should be.
#[derive(Debug)]
pub enum Finding {
    /// A place of the journal that cannot be read.
    Journal(StoreError),
    /// A checkpoint that cannot be used.
    Checkpoint(StoreError),
    /// A checkpoint that says something else than the journal.
    CheckpointDiffers { file: PathBuf, customers: usize, example: CustomerId },
    /// A backup that cannot be used.
    Backup(StoreError),
    /// A value in sled that cannot be read.
    Database(StoreError),
    /// sled says something else than the journal.
    DatabaseDiffers { customers: usize, example: CustomerId },
    /// Summaries in sled that do not follow from the records.
    SummariesDiffer { customers: usize, example: CustomerId },
    /// The file for the first screen shows something else than sled.
    SummaryFile { file: PathBuf },
}

/// A sum for every customer.
type Sums = HashMap<CustomerId, Sum>;

impl Store {
    /// Reads everything and compares it; `told` hears how many records and lines were read.
    ///
    /// # Errors
    /// Only what keeps the reading itself from going on; everything else is a finding.
    pub fn verify(&self, told: &mut dyn FnMut(u64)) -> Result<Verified, StoreError> {
        let mut run = Run { store: self, told, read: 0, report: Verified::default() };
        let images = run.checkpoints()?;
        let journal = run.journal(&images)?;
        run.backups()?;
        run.trees(journal.as_ref())?;
        Ok(run.report)
    }
}

struct Run<'a> {
    store: &'a Store,
    told: &'a mut dyn FnMut(u64),
    read: u64,
    report: Verified,
}

/// An image that was read whole.
struct Image {
    file: PathBuf,
    applied: u64,
    sums: Sums,
}

impl Run<'_> {
    fn tick(&mut self) {
        self.read += 1;
        if self.read.is_multiple_of(10_000) {
            (self.told)(self.read);
        }
    }

    fn checkpoints(&mut self) -> Result<Vec<Image>, StoreError> {
        let mut images = Vec::new();
        for file in checkpoint::list(&self.store.dir)? {
            self.report.checkpoints += 1;
            match self.image(&file, Content::Checkpoint) {
                Ok(image) => images.push(image),
                Err(error) => self.report.findings.push(Finding::Checkpoint(error)),
            }
        }
        Ok(images)
    }

    fn backups(&mut self) -> Result<(), StoreError> {
        for file in backup::list(&self.store.dir)? {
            self.report.backups += 1;
            if let Err(error) = self.image(&file, Content::Backup) {
                self.report.findings.push(Finding::Backup(error));
            }
        }
        Ok(())
    }

    fn image(&mut self, file: &std::path::Path, content: Content) -> Result<Image, StoreError> {
        let mut reader = ImageReader::open(file, content)?;
        let mut sums = Sums::new();
        while let Some(item) = reader.next()? {
            self.tick();
            if let Item::Record(row) = item {
                *sums.entry(row.record.customer()).or_default() += Sum::of(&row.key, &row.value);
            }
        }
        Ok(Image { file: file.to_owned(), applied: reader.head.progress.applied, sums })
    }

    /// Adds the edits up; nothing when a part is missing and the sum would mean nothing.
    fn journal(&mut self, images: &[Image]) -> Result<Option<Sums>, StoreError> {
        let folder = self.store.journal_folder();
        self.report.journal_files = segment::numbers(&folder)?.len();
        let mut reader = match journal::Reader::at(&folder, Place::default(), 0) {
            Ok(reader) => reader,
            Err(error) => return self.holes(error).map(|()| None),
        };
        let mut sums = Sums::new();
        loop {
            let part = match reader.next_part() {
                Ok(Step::Part(part)) => part,
                // What the running program is just writing is none of our business.
                Ok(Step::End | Step::Torn) => return Ok(Some(sums)),
                Err(error) => {
                    self.holes(error)?;
                    return Ok(None);
                }
            };
            self.tick();
            let line = part.line;
            if line.kind == Kind::Base && line.part == 1 {
                sums.clear();
            }
            for Edit { before, after } in &line.edits {
                if before != after {
                    add(&mut sums, before.as_ref(), Sum::negative)?;
                    add(&mut sums, after.as_ref(), |sum| sum)?;
                }
            }
            self.report.erasures += u64::from(line.kind == Kind::Erased);
            if line.last {
                self.report.changes = line.seq;
                for image in images.iter().filter(|image| image.applied == line.seq) {
                    if let Some((customers, example)) = difference(&sums, &image.sums) {
                        let file = image.file.clone();
                        self.report.findings.push(Finding::CheckpointDiffers { file, customers, example });
                    }
                }
            }
        }
    }

    /// Every place of the journal that cannot be read.
    fn holes(&mut self, first: StoreError) -> Result<(), StoreError> {
        let holes = journal::salvage::lines(&self.store.journal_folder(), |_, _| Ok(()))?;
        if holes.is_empty() {
            self.report.findings.push(Finding::Journal(first));
        }
        for hole in holes {
            let error = StoreError::Damaged { file: hole.file, line: hole.line, what: hole.what };
            self.report.findings.push(Finding::Journal(error));
        }
        Ok(())
    }

    fn trees(&mut self, journal: Option<&Sums>) -> Result<(), StoreError> {
        let mut sums = Sums::new();
        let mut is_whole = true;
        for record in self.store.trees.records() {
            self.tick();
            match record {
                Ok(record) => {
                    self.report.records += 1;
                    self.report.customers += u64::from(matches!(record, Record::Customer(_)));
                    add(&mut sums, Some(&record), |sum| sum)?;
                }
                Err(error) => {
                    is_whole = false;
                    self.report.findings.push(Finding::Database(error));
                }
            }
        }
        if let Some((customers, example)) = journal.and_then(|journal| difference(journal, &sums)) {
            self.report.findings.push(Finding::DatabaseDiffers { customers, example });
        }
        if is_whole { self.summaries() } else { Ok(()) }
    }

    /// Compares the summaries with the records that they are made of.
    fn summaries(&mut self) -> Result<(), StoreError> {
        let mut wrong = Vec::new();
        let mut all = Vec::new();
        for summary in self.store.trees.summaries() {
            match summary {
                Ok(summary) => {
                    let dossier = self.store.dossier(summary.id)?;
                    if dossier.is_none_or(|dossier| crate::domain::Summary::of(&dossier) != summary) {
                        wrong.push(summary.id);
                    }
                    all.push(summary);
                }
                Err(error) => self.report.findings.push(Finding::Database(error)),
            }
        }
        if let Some(example) = wrong.first() {
            let (customers, example) = (wrong.len(), *example);
            self.report.findings.push(Finding::SummariesDiffer { customers, example });
        }
        if quick_summaries(&self.store.dir).is_some_and(|quick| quick != all) {
            self.report.findings.push(Finding::SummaryFile { file: self.store.dir.join("summaries") });
        }
        Ok(())
    }
}

fn add(sums: &mut Sums, record: Option<&Record>, turn: impl Fn(Sum) -> Sum) -> Result<(), StoreError> {
    let Some(record) = record else { return Ok(()) };
    let value = codec::encode_record(record).map_err(|what| StoreError::Unfit { what })?;
    *sums.entry(record.customer()).or_default() += turn(Sum::of(&place_of(record).1, &value));
    Ok(())
}

/// How many customers differ, and one of them.
fn difference(one: &Sums, other: &Sums) -> Option<(usize, CustomerId)> {
    let none = Sum::default();
    let of = |sums: &Sums, id: &CustomerId| sums.get(id).copied().unwrap_or(none);
    let mut differing: Vec<CustomerId> =
        one.keys().chain(other.keys()).filter(|id| of(one, id) != of(other, id)).copied().collect();
    differing.sort();
    differing.dedup();
    Some((differing.len(), *differing.first()?))
}
