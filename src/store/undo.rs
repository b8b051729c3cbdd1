//! Which changes can be taken back or done again, across restarts.
//!
//! The history tree is a list of changes with a mark in it (`Progress::done`): up to the mark they are in
//! force, above it they were taken back. Undo moves the mark down by one, redo up by one, any other
//! change drops what is above it and goes on top. A row only says where its change stands in the
//! journal, so that a change of any size costs one row.

use super::codec::{self, Kind};
use super::journal::{Head, Place, Read, Reader, Written};
use super::trees::{self, Progress, Row, Tree, Trees, Write};
use super::{Committed, Store, StoreError};
use crate::domain::{Cause, Change, ChangeId, Moment};
use serde::{Deserialize, Serialize};

/// How many changes can be taken back.
const KEPT: u64 = 1000;

/// One change that can be taken back or done again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryRow {
    pub change: ChangeId,
    pub cause: Cause,
    pub at: Moment,
    pub author: String,
    pub start: Place,
    pub edits: u64,
}

impl Store {
    /// Takes back the latest change that is in force; nothing when there is none.
    ///
    /// # Errors
    /// As [`Store::commit`]; also when the journal does not hold the change any more.
    pub fn undo(&mut self, id: ChangeId, at: Moment, author: &str) -> Result<Option<Committed>, StoreError> {
        let Some((seq, row)) = last_done(&self.trees, self.progress.done)? else { return Ok(None) };
        let original = self.read_back(seq, &row)?;
        let undoing = original.inverse(id, at, author.to_owned(), Cause::Undid(row.change));
        self.record(&undoing, Some(row.cause)).map(Some)
    }

    /// Does again what was taken back last; nothing when there is none.
    ///
    /// # Errors
    /// As [`Store::undo`].
    pub fn redo(&mut self, id: ChangeId, at: Moment, author: &str) -> Result<Option<Committed>, StoreError> {
        let Some((seq, row)) = first_undone(&self.trees, self.progress.done)? else { return Ok(None) };
        let Change { edits, .. } = self.read_back(seq, &row)?;
        let redoing = Change { id, at, author: author.to_owned(), cause: Cause::Redid(row.change), edits };
        self.record(&redoing, Some(row.cause)).map(Some)
    }

    fn read_back(&self, seq: u64, row: &HistoryRow) -> Result<Change, StoreError> {
        let folder = self.journal_folder();
        match Reader::at(&folder, row.start, seq - 1)?.next()? {
            Read::Change(entry) if entry.change.id == row.change => Ok(entry.change),
            _ => {
                let what =
                    format!("change {} is not at its place, so it cannot be undone or redone", row.change);
                Err(StoreError::Damaged { file: folder, line: None, what })
            }
        }
    }
}

/// What a change does to the history: moves the mark of `progress`, returns the writes.
///
/// Called for new changes and for replayed ones alike, so that both lead to the same history.
pub fn fold(
    trees: &Trees,
    written: Written,
    head: &Head,
    edits: u64,
    progress: &mut Progress,
) -> Result<Vec<Write>, StoreError> {
    match &head.cause {
        Cause::Undid(of) => {
            if let Some((seq, row)) = last_done(trees, progress.done)?
                && row.change == *of
            {
                let below = seq.checked_sub(1).map(|below| last_done(trees, below)).transpose()?.flatten();
                progress.done = below.map_or(0, |(seq, _)| seq);
            }
            Ok(Vec::new())
        }
        Cause::Redid(of) => {
            if let Some((seq, row)) = first_undone(trees, progress.done)?
                && row.change == *of
            {
                progress.done = seq;
            }
            Ok(Vec::new())
        }
        // Of what was erased only the line is left, and nothing could be taken back.
        _ if edits == 0 => Ok(Vec::new()),
        _ => {
            let mut writes = Vec::new();
            let too_old = written.seq.saturating_sub(KEPT);
            for range in [0..=too_old, progress.done + 1..=u64::MAX] {
                for row in trees.numbered(Tree::History, range) {
                    writes.extend(trees::remove(Tree::History, &row?.key, 0));
                }
            }
            progress.done = written.seq;
            writes.extend(row_writes(written, head, edits)?);
            Ok(writes)
        }
    }
}

/// Empties the history: the changes in it are no longer in the journal.
pub fn forget(trees: &Trees, progress: &mut Progress) -> Result<Vec<Write>, StoreError> {
    progress.done = 0;
    let mut writes = Vec::new();
    for row in trees.numbered(Tree::History, 0..=u64::MAX) {
        writes.extend(trees::remove(Tree::History, &row?.key, 0));
    }
    Ok(writes)
}

fn row_writes(written: Written, head: &Head, edits: u64) -> Result<Vec<Write>, StoreError> {
    let Head { id, at, author, cause } = head;
    // A row must fit under one key, however long a name someone gives themselves.
    let author = author.chars().take(80).collect();
    let (change, cause, start) = (*id, cause.clone(), written.start);
    let row = HistoryRow { change, cause, at: *at, author, start, edits };
    let value = codec::encode(Kind::HistoryRow, &row).map_err(|what| StoreError::Unfit { what })?;
    trees::put(Tree::History, &written.seq.to_be_bytes(), &value, 0)
}

/// The newest change, undone or not.
pub fn newest(trees: &Trees) -> Result<Option<ChangeId>, StoreError> {
    Ok(last_done(trees, u64::MAX)?.map(|(_, row)| row.change))
}

fn last_done(trees: &Trees, done: u64) -> Result<Option<(u64, HistoryRow)>, StoreError> {
    trees.last_up_to(Tree::History, done)?.map(|row| read_row(trees, &row)).transpose()
}

fn first_undone(trees: &Trees, done: u64) -> Result<Option<(u64, HistoryRow)>, StoreError> {
    let row = trees.numbered(Tree::History, done.saturating_add(1)..=u64::MAX).next().transpose()?;
    row.map(|row| read_row(trees, &row)).transpose()
}

fn read_row(trees: &Trees, row: &Row) -> Result<(u64, HistoryRow), StoreError> {
    let seq = row.key.as_slice().try_into().map_or(0, u64::from_be_bytes);
    Ok((seq, trees.read(Tree::History, row, codec::decode(Kind::HistoryRow, &row.bytes))?))
}
