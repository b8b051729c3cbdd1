//! Everything as JSON Lines, the open form: out of the store and back without loss.
//!
//! The first line is `{"genjin":"export","version":1}`, every other one record: `{"customer":{…}}`,
//! `{"interaction":{…}}` and so on, those of a customer behind its card. Described in docs/FORMAT.md.

use super::{Store, StoreError, disk};
use crate::domain::{Edit, Record};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

const VERSION: u32 = 1;
/// Records that come in as one change.
pub const RECORDS_AT_ONCE: usize = 50_000;
/// The file's name where a folder is named.
pub const FILE: &str = "genjin.jsonl";

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    genjin: String,
    version: u32,
}

impl Store {
    /// Writes every record into a file, or into `genjin.jsonl` in a folder; returns how many.
    ///
    /// # Errors
    /// [`StoreError::Io`] and what sled says.
    pub fn export(&self, file: &Path) -> Result<u64, StoreError> {
        let mut out = disk::Aside::new(file)?;
        let mut put = |value: &dyn erased::Json| -> Result<(), StoreError> {
            let mut line = value.to_line()?;
            line.push(b'\n');
            out.write_all(&line).map_err(StoreError::io(file))
        };
        put(&Head { genjin: "export".into(), version: VERSION })?;
        let mut count = 0;
        for row in self.trees.rows_by_customer(None) {
            put(&self.trees.record(&row?)?)?;
            count += 1;
        }
        out.keep()?;
        Ok(count)
    }

    /// The edits that bring a record in: none when it is there just so.
    ///
    /// # Errors
    /// What sled says.
    pub fn edits_to_hold(&self, records: Vec<Record>) -> Result<Vec<Edit>, StoreError> {
        let mut known = HashMap::new();
        let mut edits = Vec::new();
        let mut customer = None;
        for record in records {
            if customer != Some(record.customer()) {
                customer = Some(record.customer());
                known.clear();
                for found in self.trees.records_of(record.customer()) {
                    let (_, _, found) = found?;
                    known.insert(found.id(), found);
                }
            }
            let before = known.remove(&record.id());
            let edit = Edit { before, after: Some(record) };
            if !edit.is_idle() {
                edits.push(edit);
            }
        }
        Ok(edits)
    }
}

mod erased {
    use super::StoreError;

    /// What can stand on a line.
    pub trait Json {
        fn to_line(&self) -> Result<Vec<u8>, StoreError>;
    }

    impl<T: serde::Serialize> Json for T {
        fn to_line(&self) -> Result<Vec<u8>, StoreError> {
            serde_json::to_vec(self).map_err(|error| StoreError::Unfit { what: error.to_string() })
        }
    }
}

/// Whether a file says in its first line that it is such an export.
pub fn is_export(file: &Path) -> bool {
    let Ok(file) = File::open(file) else { return false };
    let mut first = Vec::new();
    let read = std::io::Read::take(BufReader::new(file), 200).read_until(b'\n', &mut first);
    read.is_ok() && serde_json::from_slice::<Head>(&first).is_ok_and(|head| head.genjin == "export")
}

/// Hands out the records of an export in portions.
///
/// # Errors
/// [`StoreError::Damaged`] with the line that is no record; [`StoreError::Newer`].
pub fn read_export(
    file: &Path,
    mut take: impl FnMut(Vec<Record>) -> Result<(), StoreError>,
) -> Result<u64, StoreError> {
    let input = BufReader::new(File::open(file).map_err(StoreError::io(file))?);
    let (mut count, mut portion) = (0, Vec::new());
    for (number, line) in (1..).zip(input.split(b'\n')) {
        let line = line.map_err(StoreError::io(file))?;
        let damaged = |error: serde_json::Error| StoreError::Damaged {
            file: file.to_owned(),
            line: Some(number),
            what: format!("not a line of an export: {error}"),
        };
        if number == 1 {
            let Head { version, .. } = serde_json::from_slice(&line).map_err(damaged)?;
            if version > VERSION {
                return Err(StoreError::Newer { path: file.to_owned(), found: version, known: VERSION });
            }
        } else if !line.is_empty() {
            let record: Record = serde_json::from_slice(&line).map_err(damaged)?;
            // A customer's records stay in one portion with their card.
            if portion.len() >= RECORDS_AT_ONCE && matches!(record, Record::Customer(_)) {
                take(std::mem::take(&mut portion))?;
            }
            portion.push(record);
            count += 1;
        }
    }
    if !portion.is_empty() {
        take(portion)?;
    }
    Ok(count)
}
