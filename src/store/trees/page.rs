//! The entries of a timeline, several under one key.
//!
//! sled holds at most sixteen values in a node and memory for every node, whatever its cache is told. So
//! entries that follow each other lie together in a page, as many as fit under one key of sled. A page stands
//! under the key of its last entry: the page of an entry is the first one at or behind the entry's key. An
//! entry alone stands there as it is.
//!
//! ```text
//! payload   entry by entry in the order of keys: its key behind the customer's id (25 bytes),
//!           the length of its value (u32 LE), its value
//! ```

use super::rows::CHUNK;
use super::{Row, Tree, Trees, Write, put, remove};
use crate::domain::CustomerId;
use crate::store::StoreError;
use crate::store::codec::{self, Kind, Misread};
use std::collections::BTreeMap;

/// Bytes of a key that all entries of a page share.
const OWNER: usize = 16;
/// Bytes that an entry takes beside its value.
const ENTRY: usize = 25 + 4;

/// Keys and values.
pub type Entries = Vec<(Vec<u8>, Vec<u8>)>;

/// Entries in the order of their keys as they are to be stored: full pages of the oldest, the newest in what remains.
pub fn pages(entries: &[(Vec<u8>, Vec<u8>)]) -> Entries {
    let mut pages = Vec::new();
    let mut rest = entries;
    while let Some((key, _)) = rest.last() {
        let mut size = codec::HEADER;
        let fits = |(_, value): &&(Vec<u8>, Vec<u8>)| {
            size += ENTRY + value.len();
            size <= CHUNK
        };
        let fitting = rest.iter().rev().take_while(fits).count().max(1);
        let (newer, page) = rest.split_at(rest.len() - fitting);
        pages.push((key.clone(), page_of(page)));
        rest = newer;
    }
    pages
}

fn page_of(entries: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    if let [(_, alone)] = entries {
        return alone.clone();
    }
    let mut payload = Vec::with_capacity(CHUNK);
    for (key, value) in entries {
        // No value of a page is longer than a page.
        let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
        payload.extend_from_slice(&key[OWNER..]);
        payload.extend_from_slice(&length.to_le_bytes());
        payload.extend_from_slice(value);
    }
    codec::seal_bytes(Kind::Page, &payload)
}

/// The entries in what stands under a key.
pub fn entries(row: &Row) -> Result<Vec<Row>, Misread> {
    if codec::kind_of(&row.bytes) != Some(Kind::Page as u8) {
        return Ok(vec![row.clone()]);
    }
    let wrong = |what: &str| Misread::Damaged(what.to_owned());
    let owner = row.key.get(..OWNER).ok_or_else(|| wrong("a page without its customer"))?;
    let mut rest = codec::unseal_bytes(Kind::Page, &row.bytes)?;
    let mut entries: Vec<Row> = Vec::new();
    while !rest.is_empty() {
        let entry = rest.split_at_checked(ENTRY).and_then(|(head, behind)| {
            let (key, length) = head.split_last_chunk()?;
            let (bytes, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            Some((Row { key: [owner, key].concat(), continued: 0, bytes: bytes.to_vec() }, behind))
        });
        let (entry, behind) = entry.ok_or_else(|| wrong("a page that is cut off"))?;
        entries.push(entry);
        rest = behind;
    }
    // Damage can put a sound page under a wrong key.
    if entries.last().is_none_or(|last| last.key != row.key) {
        return Err(wrong("a page under a wrong key"));
    }
    Ok(entries)
}

/// The timeline of a customer while entries come and go: only pages that change are written.
pub struct Shelf {
    pages: Vec<Page>,
}

#[derive(Default)]
struct Page {
    /// Its key and how many keys continue it, where it is stored.
    stored: Option<(Vec<u8>, u16)>,
    entries: BTreeMap<Vec<u8>, Vec<u8>>,
    is_touched: bool,
}

impl Shelf {
    pub fn of(trees: &Trees, customer: CustomerId) -> Result<Self, StoreError> {
        let mut pages = Vec::new();
        for row in trees.stored(Tree::Timeline, customer.0.as_bytes()) {
            let row = row?;
            let entries = trees.read(Tree::Timeline, &row, entries(&row))?;
            let entries = entries.into_iter().map(|entry| (entry.key, entry.bytes)).collect();
            pages.push(Page { stored: Some((row.key, row.continued)), entries, is_touched: false });
        }
        Ok(Self { pages })
    }

    pub fn put(&mut self, key: Vec<u8>, value: Vec<u8>) {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        if let Some(page) = self.page_for(&key) {
            page.entries.insert(key, value);
        }
    }

    pub fn remove(&mut self, key: &[u8]) {
        if let Some(page) = self.page_for(key) {
            page.entries.remove(key);
        }
    }

    /// The page in which a key has its place, which is then to be written.
    fn page_for(&mut self, key: &[u8]) -> Option<&mut Page> {
        let is_before = |page: &Page| page.stored.as_ref().is_some_and(|(last, _)| last.as_slice() < key);
        let place = self.pages.partition_point(is_before).min(self.pages.len().checked_sub(1)?);
        let page = self.pages.get_mut(place)?;
        page.is_touched = true;
        Some(page)
    }

    pub fn writes(self) -> Result<Vec<Write>, StoreError> {
        let mut writes = Vec::new();
        for Page { stored, entries, .. } in self.pages.into_iter().filter(|page| page.is_touched) {
            let pages = pages(&entries.into_iter().collect::<Entries>());
            if let Some((key, continued)) = &stored
                && !pages.iter().any(|(kept, _)| kept == key)
            {
                writes.extend(remove(Tree::Timeline, key, *continued));
            }
            for (key, value) in pages {
                let continued = stored.as_ref().filter(|(old, _)| *old == key).map_or(0, |(_, keys)| *keys);
                writes.extend(put(Tree::Timeline, &key, &value, continued)?);
            }
        }
        Ok(writes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: u8, length: usize) -> (Vec<u8>, Vec<u8>) {
        let key = [[7; OWNER].as_slice(), [number; ENTRY - 4].as_slice()].concat();
        (key, codec::seal_bytes(Kind::Tally, &vec![number; length]))
    }

    fn opened(pages: Entries) -> Entries {
        let open = |(key, bytes)| entries(&Row { key, continued: 0, bytes }).unwrap();
        pages.into_iter().rev().flat_map(open).map(|row| (row.key, row.bytes)).collect()
    }

    #[test]
    fn entries_come_out_of_pages_as_they_went_in() {
        for lengths in [&[][..], &[10], &[10, 20], &[1000; 9], &[9000, 3, 9000, 9000, 4, 4], &[4000, 4000]] {
            let all: Entries = (1..).zip(lengths).map(|(number, length)| entry(number, *length)).collect();
            let pages = pages(&all);
            for (key, page) in &pages {
                let is_one = codec::kind_of(page) != Some(Kind::Page as u8);
                assert!(is_one || page.len() <= CHUNK, "{} bytes under one key", page.len());
                assert!(all.iter().any(|(own, _)| own == key));
            }
            assert_eq!(opened(pages), all);
        }
    }

    #[test]
    fn a_page_keeps_its_bytes() {
        let all: Entries = (1..=3).map(|number| entry(number, 10)).collect();
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/store/v1/page.bin");
        if !std::path::Path::new(file).exists() && std::env::var_os("GENJIN_WRITE_FIXTURES").is_some() {
            std::fs::write(file, &pages(&all)[0].1).unwrap();
        }
        let kept = std::fs::read(file).unwrap();
        assert_eq!(pages(&all), [(all[2].0.clone(), kept.clone())]);
        assert_eq!(opened(vec![(all[2].0.clone(), kept)]), all);
    }

    #[test]
    fn the_oldest_fill_their_pages() {
        let all: Entries = (1..=9).map(|number| entry(number, 1000)).collect();
        let counts = pages(&all).into_iter().map(|page| opened(vec![page]).len());
        assert_eq!(counts.collect::<Vec<_>>(), [3, 3, 3]);
        let counts = pages(&all[..7]).into_iter().map(|page| opened(vec![page]).len());
        assert_eq!(counts.collect::<Vec<_>>(), [3, 3, 1]);
    }

    #[test]
    fn a_page_that_is_damaged_or_elsewhere_is_refused() {
        let all: Entries = (1..=3).map(|number| entry(number, 10)).collect();
        let [(key, page)] = pages(&all).try_into().unwrap();
        let row = |key: &[u8], bytes: &[u8]| Row { key: key.to_vec(), continued: 0, bytes: bytes.to_vec() };
        assert!(entries(&row(&key, &page)).is_ok());
        assert!(entries(&row(&all[0].0, &page)).is_err());
        for at in 0..page.len() {
            let mut flipped = page.clone();
            flipped[at] ^= 4;
            // A flip in the kind makes it something else, which the reader of entries refuses.
            assert!(at == 1 || entries(&row(&key, &flipped)).is_err(), "byte {at}");
        }
        let cut = codec::seal_bytes(Kind::Page, &[1; ENTRY + 2]);
        assert!(entries(&row(&key, &cut)).is_err());
        assert!(entries(&row(&key, &codec::seal_bytes(Kind::Page, &[]))).is_err());
    }

    #[test]
    fn only_the_page_of_an_entry_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let mut trees = Trees::open(dir.path()).unwrap();
        let customer = CustomerId(uuid::Uuid::from_bytes([7; OWNER]));
        let mut all: Entries = (1..=9).map(|number| entry(number * 10, 1000)).collect();
        let keep = |trees: &mut Trees, shelf: Shelf| {
            let mut batches = super::super::Batches::default();
            let writes = shelf.writes().unwrap();
            let count = writes.len();
            batches.push(writes, crate::store::tally::Tally::default());
            trees.apply(&batches).unwrap();
            count
        };
        let mut shelf = Shelf::of(&trees, customer).unwrap();
        for (key, value) in all.clone() {
            shelf.put(key, value);
        }
        assert_eq!(keep(&mut trees, shelf), 3);
        // The newest, one in the middle, the oldest, then one that was there already.
        for (number, written) in [(1, 2), (55, 2), (99, 3), (10, 1)] {
            let (key, value) = entry(number, 999);
            all.retain(|(old, _)| *old != key);
            all.push((key.clone(), value.clone()));
            all.sort();
            let mut shelf = Shelf::of(&trees, customer).unwrap();
            shelf.put(key, value);
            assert_eq!(keep(&mut trees, shelf), written, "entry {number}");
            let rows: Vec<_> = trees.rows(Tree::Timeline, &[]).map(Result::unwrap).collect();
            assert_eq!(rows.into_iter().map(|row| (row.key, row.bytes)).collect::<Entries>(), all);
        }
        for (key, _) in all {
            let mut shelf = Shelf::of(&trees, customer).unwrap();
            shelf.remove(&key);
            keep(&mut trees, shelf);
        }
        assert!(trees.is_empty() || trees.rows(Tree::Timeline, &[]).next().is_none());
    }
}
