//! A summary in the few bytes that it takes, laid out only while somebody looks at it.
//!
//! A hundred thousand summaries laid out take five times the memory of packed ones, and a day's work looks at
//! some hundreds of them. Summaries are short and much alike, so each is compressed against some of the first
//! that came.

use super::pipeline::Sifted;
use crate::domain::Summary;
use crate::domain::text::fold_name;
use std::cell::RefCell;
use std::fmt;
use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use zstd::zstd_safe::{self, CCtx, CDict, DCtx, DDict};

/// Above so many laid out at once all are folded again: some megabytes.
const MOST_LAID_OUT: usize = 2000;
/// So many bytes of summaries make a dictionary.
const EXAMPLES: usize = 32 << 10;
const LEVEL: i32 = 3;

thread_local! {
    static PRESS: RefCell<CCtx<'static>> = RefCell::new(CCtx::create());
    static UNPRESS: RefCell<DCtx<'static>> = RefCell::new(DCtx::create());
}

/// Packs the summaries of a ledger.
#[derive(Clone, Debug, Default)]
pub(super) struct Packer {
    shelf: Arc<Shelf>,
    /// The first summaries, until they are enough for a dictionary; nothing where none is wanted.
    examples: Option<Vec<u8>>,
}

/// What packed summaries have in common.
#[derive(Default)]
struct Shelf {
    /// How many are laid out, of these and of those with another dictionary.
    laid_out: Arc<AtomicUsize>,
    dictionary: Option<(CDict<'static>, DDict<'static>)>,
}

/// A summary, read like a reference to it.
#[derive(Debug)]
pub struct Packed {
    /// The name as it sorts, what filters ask, then the summary.
    bytes: Box<[u8]>,
    name_length: u16,
    /// Of what filters ask; nothing where that is too long.
    sifted_length: u16,
    /// Of the summary before it was compressed; nothing for one that stays laid out.
    length: u32,
    whole: OnceLock<Box<Summary>>,
    shelf: Arc<Shelf>,
}

/// Packed summaries one behind the other, for whoever reads all of them beside the ledger: one piece of memory, which is
/// given back as one.
#[derive(Debug)]
pub(super) struct Pile {
    bytes: Vec<u8>,
    sheets: Vec<Sheet>,
}

/// One of them.
#[derive(Debug)]
struct Sheet {
    end: usize,
    length: u32,
    by: Arc<Shelf>,
}

impl Pile {
    /// Of those that are packed; one that stays laid out is packed for it.
    pub fn of<'a>(all: impl Iterator<Item = &'a Packed> + Clone) -> Self {
        let bytes = all.clone().map(|packed| packed.summary_bytes().len()).sum();
        let mut pile =
            Self { bytes: Vec::with_capacity(bytes), sheets: Vec::with_capacity(all.size_hint().0) };
        for packed in all {
            if packed.length > 0 {
                pile.add(packed);
            } else {
                pile.add(&Packer::default().pack(packed));
            }
        }
        pile
    }

    fn add(&mut self, packed: &Packed) {
        self.bytes.extend_from_slice(packed.summary_bytes());
        let (end, by) = (self.bytes.len(), Arc::clone(&packed.shelf));
        self.sheets.push(Sheet { end, length: packed.length, by });
    }

    /// The summaries, each laid out in turn.
    pub fn summaries(&self) -> impl Iterator<Item = Summary> {
        let mut from = 0;
        self.sheets.iter().map(move |sheet| {
            let packed = self.bytes.get(from..sheet.end).unwrap_or_default();
            from = sheet.end;
            sheet.by.read(packed, sheet.length)
        })
    }
}

impl Packer {
    /// One that compresses, for a ledger that is kept: that takes half a second for 100,000 summaries.
    pub fn pressing() -> Self {
        Self { examples: Some(Vec::new()), ..Self::default() }
    }

    pub fn pack(&mut self, summary: &Summary) -> Packed {
        // Writing into memory fails for kinds of values that no summary has; what it gave would be told when read.
        let plain = postcard::to_allocvec(summary).unwrap_or_default();
        let (mut bytes, name_length, sifted_length) = at_hand(summary);
        match self.shelf.press(&plain) {
            Some(pressed) => bytes.extend(pressed),
            None => bytes.extend_from_slice(&plain),
        }
        let packed = Packed {
            bytes: bytes.into(),
            name_length,
            sifted_length,
            length: short(plain.len()),
            whole: OnceLock::new(),
            shelf: Arc::clone(&self.shelf),
        };
        self.learn(plain);
        packed
    }

    /// A summary that stays laid out, where there are a few for a moment only.
    pub fn keep(&self, summary: &Summary) -> Packed {
        let (bytes, name_length, sifted_length) = at_hand(summary);
        Packed {
            bytes: bytes.into(),
            name_length,
            sifted_length,
            length: 0,
            whole: Box::new(summary.clone()).into(),
            shelf: Arc::clone(&self.shelf),
        }
    }

    /// Whether there are so many laid out that they should be folded; counts from nothing again then.
    pub fn should_fold(&self) -> bool {
        let laid_out = &self.shelf.laid_out;
        let too_many = laid_out.load(Ordering::Relaxed) > MOST_LAID_OUT;
        if too_many {
            laid_out.store(0, Ordering::Relaxed);
        }
        too_many
    }

    fn learn(&mut self, example: Vec<u8>) {
        let Some(examples) = &mut self.examples else { return };
        examples.extend(example);
        if examples.len() >= EXAMPLES {
            let examples = self.examples.take().unwrap_or_default();
            let dictionary = Some((CDict::create(&examples, LEVEL), DDict::create(&examples)));
            self.shelf = Arc::new(Shelf { laid_out: Arc::clone(&self.shelf.laid_out), dictionary });
        }
    }
}

impl Shelf {
    /// Compressed bytes; nothing where there is no dictionary yet.
    fn press(&self, plain: &[u8]) -> Option<Vec<u8>> {
        let (dictionary, _) = self.dictionary.as_ref()?;
        let mut pressed = Vec::with_capacity(zstd_safe::compress_bound(plain.len()));
        PRESS.with_borrow_mut(|press| press.compress_using_cdict(&mut pressed, plain, dictionary)).ok()?;
        Some(pressed)
    }

    fn read(&self, packed: &[u8], length: u32) -> Summary {
        let unpressed = self.unpress(packed, length as usize);
        match postcard::from_bytes(unpressed.as_deref().unwrap_or(packed)) {
            Ok(summary) => summary,
            Err(error) => unreachable!("a summary that was packed here cannot be read: {error}"),
        }
    }

    fn unpress(&self, bytes: &[u8], length: usize) -> Option<Vec<u8>> {
        let (_, dictionary) = self.dictionary.as_ref()?;
        let mut plain = Vec::with_capacity(length);
        UNPRESS.with_borrow_mut(|press| press.decompress_using_ddict(&mut plain, bytes, dictionary)).ok()?;
        Some(plain)
    }
}

/// What is read without laying the summary out: the name as it sorts and what filters ask, with their lengths.
fn at_hand(summary: &Summary) -> (Vec<u8>, u16, u16) {
    let mut bytes = fold_name(&summary.company).into_bytes();
    // Longer names sort by their beginnings.
    bytes.truncate(usize::from(u16::MAX));
    let name_length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    let sifted = postcard::to_allocvec(&Sifted::of(summary)).unwrap_or_default();
    let sifted_length = u16::try_from(sifted.len()).unwrap_or(0);
    bytes.extend(sifted.into_iter().take(usize::from(sifted_length)));
    (bytes, name_length, sifted_length)
}

/// Lengths are kept short: no summary has four gigabytes.
fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Packed {
    /// The summary, for one who looks at very many and keeps none.
    pub fn unpacked(&self) -> Summary {
        self.whole.get().map_or_else(|| self.read(), |whole| Summary::clone(whole))
    }

    /// The name as it sorts, as UTF-8.
    pub(super) fn sort_name(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.name_length)).unwrap_or_default()
    }

    /// What filters ask, without laying anything out; nothing where that was too long to keep at hand.
    pub(super) fn sifted(&self) -> Option<Sifted<'_>> {
        let bytes = self.bytes.get(usize::from(self.name_length)..self.summary_begins()).unwrap_or_default();
        postcard::from_bytes(bytes).ok()
    }

    fn summary_begins(&self) -> usize {
        usize::from(self.name_length) + usize::from(self.sifted_length)
    }

    /// Lets go of what was laid out.
    pub(super) fn fold(&mut self) {
        if self.length > 0 {
            self.whole.take();
        }
    }

    pub(super) fn copy(&self) -> Self {
        let Self { name_length, sifted_length, length, .. } = *self;
        let whole = if length > 0 { OnceLock::new() } else { self.whole.clone() };
        Self {
            bytes: self.bytes.clone(),
            name_length,
            sifted_length,
            length,
            whole,
            shelf: Arc::clone(&self.shelf),
        }
    }

    fn read(&self) -> Summary {
        self.shelf.read(self.summary_bytes(), self.length)
    }

    fn summary_bytes(&self) -> &[u8] {
        self.bytes.get(self.summary_begins()..).unwrap_or_default()
    }
}

impl Deref for Packed {
    type Target = Summary;

    fn deref(&self) -> &Summary {
        self.whole.get_or_init(|| {
            self.shelf.laid_out.fetch_add(1, Ordering::Relaxed);
            Box::new(self.read())
        })
    }
}

impl PartialEq for Packed {
    fn eq(&self, other: &Self) -> bool {
        let same_way = Arc::ptr_eq(&self.shelf, &other.shelf) && self.length > 0 && other.length > 0;
        if same_way { self.bytes == other.bytes } else { self.unpacked() == other.unpacked() }
    }
}

impl PartialEq<Summary> for Packed {
    fn eq(&self, other: &Summary) -> bool {
        self.unpacked() == *other
    }
}

/// How something is packed says nothing about what it is.
impl PartialEq for Packer {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = if self.dictionary.is_some() { "with a dictionary" } else { "plain" };
        f.debug_struct("Shelf").field("laid_out", &self.laid_out).field("packed", &how).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::ledger::tests::{Drawn, stages, summary};

    fn summaries(count: u128) -> Vec<Summary> {
        let drawn = |place: u128| Drawn {
            stage: (place % 14) as usize,
            last: Some((place % 50) as i64),
            heard: place.is_multiple_of(3),
            sample: None,
        };
        (0..count).map(|place| summary(place, &drawn(place), &stages())).collect()
    }

    #[test]
    fn what_was_packed_is_read_again_before_and_with_a_dictionary() {
        let (mut by, all) = (Packer::pressing(), summaries(1000));
        let packed: Vec<_> = all.iter().map(|it| by.pack(it)).collect();
        let compressed = packed.iter().filter(|it| it.shelf.dictionary.is_some()).count();
        assert!(compressed > 0 && compressed < packed.len(), "{compressed}");
        for (packed, summary) in packed.iter().zip(&all) {
            assert_eq!(packed.unpacked(), *summary);
            assert_eq!(packed.copy(), *packed);
            assert_eq!(packed.sort_name(), fold_name(&summary.company).as_bytes());
        }
        let (first, last) = (packed.first().unwrap(), packed.last().unwrap());
        assert!(3 * last.bytes.len() < 2 * first.bytes.len(), "{} {}", first.bytes.len(), last.bytes.len());
        assert_ne!(first, last);
        let kept = by.keep(&all[3]);
        let pile = Pile::of(packed.iter().chain([&kept]));
        assert!(pile.summaries().eq(all.iter().chain([&all[3]]).cloned()));
        assert_eq!(by.pack(&all[0]), *first, "the same summary with a dictionary and without");
    }

    #[test]
    fn a_summary_is_laid_out_while_it_is_looked_at_and_counted() {
        let (mut by, all) = (Packer::default(), summaries(2));
        let mut packed = by.pack(&all[0]);
        assert!(packed.whole.get().is_none());
        assert_eq!((packed.company.as_str(), packed.id), (all[0].company.as_str(), all[0].id));
        assert_eq!(by.shelf.laid_out.load(Ordering::Relaxed), 1);
        assert!(!by.should_fold());
        packed.fold();
        assert!(packed.whole.get().is_none());
        let mut kept = by.keep(&all[0]);
        kept.fold();
        assert!(
            kept.whole.get().is_some() && kept == packed && kept.copy() == packed && kept != by.pack(&all[1])
        );
        by.shelf.laid_out.store(MOST_LAID_OUT + 1, Ordering::Relaxed);
        assert_eq!((by.should_fold(), by.should_fold()), (true, false));
    }
}
