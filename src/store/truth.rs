//! What the checkpoint and the journal say, without sled: for reading around damage and for comparing.

use super::image::{ImageReader, Item};
use super::journal::{self, Kind, Step};
use super::sealed::Content;
use super::trees::Progress;
use super::{Store, StoreError, checkpoint};
use crate::domain::{CustomerId, Edit, Record, RecordId};
use std::collections::BTreeMap;

impl Store {
    /// The records of one customer as the checkpoint and the journal have them.
    pub(super) fn records_from_truth(&self, customer: CustomerId) -> Result<Vec<Record>, StoreError> {
        let mut found: BTreeMap<RecordId, Record> = BTreeMap::new();
        let mut progress = Progress::default();
        for file in checkpoint::list(&self.dir)?.into_iter().rev() {
            let Ok(mut image) = ImageReader::open(&file, Content::Checkpoint) else { continue };
            progress = image.head.progress.clone();
            while let Some(item) = image.next()? {
                if let Item::Record(row) = item
                    && row.record.customer() == customer
                {
                    found.insert(row.record.id(), row.record);
                }
            }
            break;
        }
        let (mut reader, seq) = journal::reader_after(&self.journal_folder(), &progress)?;
        let from = progress.applied.max(seq);
        while let Step::Part(part) = reader.next_part()? {
            if part.line.seq <= from {
                continue;
            }
            if part.line.kind == Kind::Base && part.line.part == 1 {
                found.clear();
            }
            for Edit { before, after } in part.line.edits {
                if let Some(before) = before.filter(|record| record.customer() == customer) {
                    found.remove(&before.id());
                }
                if let Some(after) = after.filter(|record| record.customer() == customer) {
                    found.insert(after.id(), after);
                }
            }
        }
        Ok(found.into_values().collect())
    }
}
