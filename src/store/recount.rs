//! Counting the rows of a large database apart from those who work with it.
//!
//! sled keeps much of what it has read in memory, and what it lets go of stays with the allocator. So rows that are
//! to be counted after a crash are counted by a process that ends when it has done so, while the one that waits for
//! it holds the lock of the data folder. What it leaves is the mark that sled is as it was closed (`clean`), which
//! spares counting them again; without it they are counted as ever.

use super::clean::{self, CleanMark};
use super::{StoreError, database, disk};
use std::path::Path;

/// Counting less takes little memory.
const LARGE: u64 = 64 << 20;

/// Whether the next opening counts the rows of a large database.
pub fn is_ahead(dir: &Path) -> bool {
    !clean::fits(dir) && size(&dir.join("sled")) > LARGE
}

fn size(folder: &Path) -> u64 {
    let files = disk::list(folder).unwrap_or_default();
    files.iter().filter_map(|file| file.metadata().ok()).map(|it| it.len()).sum()
}

/// Counts all rows, and marks sled as sound where they are those that were noted with every write.
///
/// # Errors
/// [`StoreError::Database`], [`StoreError::Io`].
pub fn recount(dir: &Path) -> Result<(), StoreError> {
    // Dropped last, once sled has let go of its files.
    let mut mark = CleanMark::new(dir);
    let mut trees = database::open(&dir.join("sled"))?;
    // Trees that were not filled to the end are thrown away by the opening.
    if trees.progress()?.is_some() {
        let noted = trees.load_tally()?;
        let is_sound = trees.count()? == noted;
        trees.flush()?;
        mark.is_armed = is_sound;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cause, Edit};
    use crate::store::Store;
    use crate::store::tests::sample::{self, Seller};

    #[test]
    fn rows_that_are_all_there_are_not_counted_again_and_others_are() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        let (mut store, _) = Store::open(dir, sample::now(), 1).unwrap();
        let mut seller = Seller::new();
        let card = seller.customer("Acme");
        store.commit(&seller.change(Cause::Added, vec![Edit::create(card.clone())])).unwrap();
        // As after a crash, no mark is left.
        drop(store);
        assert!(!clean::fits(dir));
        recount(dir).unwrap();
        assert!(clean::fits(dir));
        assert!(!is_ahead(dir), "it is small, and it was counted");
        let (store, _) = Store::open(dir, sample::now(), 1).unwrap();
        store.trees.spoil(card.id);
        drop(store);
        recount(dir).unwrap();
        assert!(!clean::fits(dir));
    }
}
