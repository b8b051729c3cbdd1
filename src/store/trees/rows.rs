//! Values of any length under keys: cut into chunks when written, put together when read.
//!
//! A value longer than [`CHUNK`] goes on under its own key followed by 1, 2, … (u16 BE). All keys of a
//! tree have one length, so a longer key is always a continuation, and it sorts right behind its value.

use super::{StoreError, Tree, Trees, Write, page};

/// Bytes of a value that stand under one key: sled keeps short values safest.
pub const CHUNK: usize = 4096;

/// One value with its key and the number of keys that continue it; an entry of a page has none.
#[derive(Clone, Debug)]
pub struct Row {
    pub key: Vec<u8>,
    pub continued: u16,
    pub bytes: Vec<u8>,
}

/// The writes that put a value under a key where a value with `continued` further keys may have been.
pub fn put(tree: Tree, key: &[u8], value: &[u8], continued: u16) -> Result<Vec<Write>, StoreError> {
    let mut writes = Vec::with_capacity(1 + value.len() / CHUNK);
    let mut keys = 0_u16;
    for (number, chunk) in value.chunks(CHUNK).enumerate() {
        let fits = u16::try_from(number).ok().filter(|number| *number < u16::MAX);
        keys =
            fits.ok_or_else(|| StoreError::Unfit { what: format!("one record of {} bytes", value.len()) })?;
        writes.push(Write { tree, key: chunk_key(key, keys), value: Some(chunk.to_vec()) });
    }
    let surplus = (keys + 1)..=continued;
    writes.extend(surplus.map(|number| Write { tree, key: chunk_key(key, number), value: None }));
    Ok(writes)
}

/// The writes that remove a value and what continues it.
pub fn remove(tree: Tree, key: &[u8], continued: u16) -> Vec<Write> {
    (0..=continued).map(|number| Write { tree, key: chunk_key(key, number), value: None }).collect()
}

fn chunk_key(key: &[u8], number: u16) -> Vec<u8> {
    let mut key = key.to_vec();
    if number > 0 {
        key.extend_from_slice(&number.to_be_bytes());
    }
    key
}

/// Values in the order of keys, each entry of a page by itself.
pub struct Rows<'a> {
    stored: Stored<'a>,
    page: std::vec::IntoIter<Row>,
}

impl<'a> Rows<'a> {
    pub fn new(stored: Stored<'a>) -> Self {
        Self { stored, page: Vec::new().into_iter() }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(entry) = self.page.next() {
            return Some(Ok(entry));
        }
        let row = match self.stored.next()? {
            Ok(row) if self.stored.tree == Tree::Timeline => row,
            other => return Some(other),
        };
        match page::entries(&row) {
            Ok(entries) => {
                self.page = entries.into_iter();
                self.page.next().map(Ok)
            }
            Err(misread) => Some(self.stored.trees.read(Tree::Timeline, &row, Err(misread))),
        }
    }
}

/// Values in the order of keys as they stand, put together from their chunks.
pub struct Stored<'a> {
    trees: &'a Trees,
    tree: Tree,
    iter: sled::Iter,
    next: Option<(sled::IVec, sled::IVec)>,
}

impl<'a> Stored<'a> {
    pub fn new(trees: &'a Trees, tree: Tree, iter: sled::Iter) -> Self {
        Self { trees, tree, iter, next: None }
    }

    fn pull(&mut self) -> Result<Option<(sled::IVec, sled::IVec)>, StoreError> {
        match self.next.take() {
            Some(entry) => Ok(Some(entry)),
            None => self.iter.next().transpose().map_err(|error| self.trees.trouble(&error)),
        }
    }

    fn row(&mut self) -> Result<Option<Row>, StoreError> {
        let Some((key, value)) = self.pull()? else { return Ok(None) };
        if key.len() != self.tree.key_length() {
            return Err(self.trees.damaged(self.tree, &key, "a part of a value without its beginning"));
        }
        let mut row = Row { key: key.to_vec(), continued: 0, bytes: value.to_vec() };
        while let Some((key, value)) = self.pull()? {
            if key.len() == self.tree.key_length() {
                self.next = Some((key, value));
                break;
            }
            if *key != *chunk_key(&row.key, row.continued.saturating_add(1)) {
                return Err(self.trees.damaged(self.tree, &key, "a part of a value out of its order"));
            }
            row.continued += 1;
            row.bytes.extend_from_slice(&value);
        }
        Ok(Some(row))
    }
}

impl Iterator for Stored<'_> {
    type Item = Result<Row, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.row().transpose()
    }
}
