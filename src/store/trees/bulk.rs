//! Filling empty trees in large strokes, without a transaction for each.
//!
//! How far the trees have come is written last: trees without it are unfinished and are made anew.

use super::page::{self, Entries};
use super::{Progress, Row, Tree, Trees};
use crate::domain::Summary;
use crate::store::StoreError;
use crate::store::codec::{self, Kind};
use crate::store::tally::{Sum, Tally};

/// Rows that wait in memory for one stroke.
const STROKE: usize = 4000;

pub struct Bulk<'a> {
    trees: &'a mut Trees,
    waiting: Vec<sled::Batch>,
    rows: usize,
    /// Entries of one customer, until they can be laid into pages.
    timeline: Entries,
    tally: Tally,
}

impl<'a> Bulk<'a> {
    pub fn new(trees: &'a mut Trees) -> Self {
        let waiting = trees.all.iter().map(|_| sled::Batch::default()).collect();
        Self { trees, waiting, rows: 0, timeline: Vec::new(), tally: Tally::default() }
    }

    /// Those of a customer follow each other.
    pub fn record(&mut self, tree: Tree, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.tally.records += Sum::of(key, value);
        if tree != Tree::Timeline {
            return self.put(tree, key, value);
        }
        if self.timeline.last().is_some_and(|(last, _)| last.get(..16) != key.get(..16)) {
            self.timeline_ends()?;
        }
        self.timeline.push((key.to_vec(), value.to_vec()));
        Ok(())
    }

    fn timeline_ends(&mut self) -> Result<(), StoreError> {
        let mut entries = std::mem::take(&mut self.timeline);
        entries.sort_unstable();
        page::pages(&entries).iter().try_for_each(|(key, page)| self.put(Tree::Timeline, key, page))
    }

    pub fn summary(&mut self, summary: &Summary) -> Result<(), StoreError> {
        let value = codec::encode(Kind::Summary, summary).map_err(|what| StoreError::Unfit { what })?;
        self.tally.summaries += Sum::of(summary.id.0.as_bytes(), &value);
        self.put(Tree::Summary, summary.id.0.as_bytes(), &value)
    }

    pub fn history(&mut self, seq: u64, value: &[u8]) -> Result<(), StoreError> {
        self.put(Tree::History, &seq.to_be_bytes(), value)
    }

    /// Writes what waits, then how far the trees have come.
    pub fn finish(mut self, progress: &Progress) -> Result<(), StoreError> {
        self.timeline_ends()?;
        self.stroke()?;
        let Self { trees, tally, .. } = self;
        trees.flush()?;
        trees.tally = tally;
        let mut last = super::Batches::default();
        last.finish(vec![Trees::progress_write(progress)?]);
        trees.apply(&last)?;
        trees.flush()
    }

    fn put(&mut self, tree: Tree, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        for write in super::put(tree, key, value, 0)? {
            if let (Some(batch), Some(value)) = (self.waiting.get_mut(tree as usize), write.value) {
                batch.insert(write.key, value);
                self.rows += 1;
            }
        }
        if self.rows >= STROKE { self.stroke() } else { Ok(()) }
    }

    fn stroke(&mut self) -> Result<(), StoreError> {
        for (tree, batch) in self.trees.all.iter().zip(&mut self.waiting) {
            tree.apply_batch(std::mem::take(batch)).map_err(|error| self.trees.trouble(&error))?;
        }
        self.rows = 0;
        Ok(())
    }
}

impl Row {
    /// What this row adds to a tally.
    pub fn sum(&self) -> Sum {
        Sum::of(&self.key, &self.bytes)
    }
}
