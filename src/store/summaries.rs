//! The summaries of all customers in one file that is read without opening sled.
//!
//! ```text
//! genjin summaries 1\n
//! then blocks: length (u32 LE), an envelope of so many bytes, the length again
//! ```
//!
//! A block holds summaries and ids of customers that are gone; later blocks replace what earlier ones say. Each
//! group of blocks ends with a tag that names the change up to which they are right, and where the
//! journal ended then. A file whose last block is no tag, or whose tag does not fit the journal, is
//! worth nothing. Derived data: never fsynced, made anew whenever it is missing or in doubt.

use super::codec::{self, Kind};
use super::disk::{self, Aside};
use super::journal::{Place, segment};
use super::trees::{Progress, Trees};
use super::{StoreError, folder};
use crate::domain::{CustomerId, Rate, Summary};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

const FILE: &str = "summaries";
const HEAD: &[u8] = b"genjin summaries 1\n";
/// Customers in one block: several blocks are decoded at the same time.
const BLOCK: usize = 200;
/// A file with more of later blocks than this, and than half of the first ones, is written anew.
const SLACK: u64 = 512 << 10;

/// Where a block stands in the file: where the length in front of it begins, and how long it is itself.
#[derive(Clone, Copy, Debug)]
struct Placed {
    from: u64,
    length: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct Block {
    summaries: Vec<Summary>,
    removed: Vec<CustomerId>,
    /// Every rate of exchange, where this block says what they are; a later block wins.
    rates: Option<Vec<Rate>>,
}

impl Block {
    fn of(summaries: Vec<Summary>) -> Self {
        Self { summaries, removed: Vec::new(), rates: None }
    }
}

/// What is held of everybody at once: customers in short in the order of ids, and the rates of exchange.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub summaries: Vec<Summary>,
    pub rates: Vec<Rate>,
}

/// The state of the data that the blocks before it show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    applied: u64,
    end: Place,
    /// By which the end of the journal is known again.
    tail: u32,
    /// The journal's clock then.
    hlc: u64,
    /// Where the first group of blocks ends in this file.
    base: u64,
}

/// All summaries in the order of ids, read without opening sled; nothing unless they are right.
pub fn quick_summaries(dir: &Path) -> Option<Vec<Summary>> {
    let parts = QuickOverview::read(dir)?.fold(Vec::new, Vec::push)?;
    let mut all: Vec<_> = parts.into_iter().flatten().collect();
    all.sort_by_key(|summary| summary.id);
    Some(all)
}

/// What is held of everybody, read without opening sled.
///
/// Reads only; may be read while another program has the data open, and then answers for the moment of the call.
pub struct QuickOverview {
    blocks: Blocks,
    rates: Vec<Rate>,
}

impl QuickOverview {
    /// Reads the file; nothing unless it is right.
    pub fn read(dir: &Path) -> Option<Self> {
        if !folder::is_known_format(dir) {
            return None;
        }
        let (blocks, tag) = Blocks::find(File::open(dir.join(FILE)).ok()?)?;
        if !tag.fits(dir) {
            return None;
        }
        let rates = blocks.latest_rates()?;
        Some(Self { blocks, rates })
    }

    pub fn rates(&self) -> &[Rate] {
        &self.rates
    }

    /// Hands out every summary, one by one in any order, on as many threads as the machine has: `part` begins
    /// what a thread makes of its share, `add` puts one more in. So no more than some thousand summaries
    /// need to be held at a time.
    pub fn fold<P: Send>(
        &self,
        part: impl Fn() -> P + Sync,
        add: impl Fn(&mut P, Summary) + Sync,
    ) -> Option<Vec<P>> {
        let Blocks { base, later, .. } = &self.blocks;
        let mut replaced = HashSet::new();
        let mut last = part();
        for place in later.iter().rev() {
            let Block { summaries, removed, .. } = self.blocks.read(*place)?;
            let latest = summaries.into_iter().rev().filter(|summary| replaced.insert(summary.id));
            latest.for_each(|summary| add(&mut last, summary));
            replaced.extend(removed);
        }
        let fold = |share: &[Placed]| {
            let mut part = part();
            for place in share {
                let Block { summaries, .. } = self.blocks.read(*place)?;
                let valid = summaries.into_iter().filter(|summary| !replaced.contains(&summary.id));
                valid.for_each(|summary| add(&mut part, summary));
            }
            Some(part)
        };
        let threads = thread::available_parallelism().map_or(1, usize::from).min(8);
        if base.len() < 4 || threads == 1 {
            return Some(vec![fold(base)?, last]);
        }
        thread::scope(|scope| {
            // This thread takes a share too: each further one has memory of its own that it does not fill.
            let (own, others) = base.split_at(base.len().div_ceil(threads));
            let shares = others.chunks(own.len());
            let parts: Vec<_> = shares.map(|share| scope.spawn(|| fold(share))).collect();
            let own = fold(own);
            parts.into_iter().map(|part| part.join().ok()?).chain([own, Some(last)]).collect()
        })
    }
}

/// The blocks of a file, each read when it is wanted: all together are too much to hold.
struct Blocks {
    file: Mutex<File>,
    /// Those of the first group.
    base: Vec<Placed>,
    /// Those that were added later.
    later: Vec<Placed>,
}

impl Blocks {
    /// Where each block is, and the tag that closes the file. What is added meanwhile is left out.
    fn find(mut file: File) -> Option<(Self, Tag)> {
        let end = file.metadata().ok()?.len();
        let mut head = [0; HEAD.len()];
        file.read_exact(&mut head).ok().filter(|()| head == HEAD)?;
        let (mut all, mut from, mut last_kind) = (Vec::new(), HEAD.len() as u64, None);
        while from < end {
            let (mut start, mut length_again) = ([0; 6], [0; 4]);
            file.read_exact(&mut start).ok()?;
            let [a, b, c, d, envelope @ ..] = start;
            let length = u32::from_le_bytes([a, b, c, d]);
            let behind = i64::from(length).checked_sub(2)?;
            file.seek_relative(behind).ok()?;
            file.read_exact(&mut length_again).ok().filter(|()| length_again == [a, b, c, d])?;
            last_kind = codec::kind_of(&envelope);
            all.push((Placed { from, length }, last_kind));
            from += u64::from(length) + 8;
        }
        last_kind.filter(|kind| *kind == Kind::SummaryTag as u8)?;
        let tag: Tag = codec::decode(Kind::SummaryTag, &piece(&mut file, all.last()?.0)?).ok()?;
        let blocks = all.into_iter().filter(|(_, kind)| *kind != Some(Kind::SummaryTag as u8));
        let (base, later) = blocks.map(|(place, _)| place).partition(|place| place.from < tag.base);
        Some((Self { file: Mutex::new(file), base, later }, tag))
    }

    fn read(&self, place: Placed) -> Option<Block> {
        let bytes = piece(&mut *self.file.lock().ok()?, place)?;
        codec::decode(Kind::SummaryBlock, &bytes).ok()
    }

    /// The rates that the latest block with some tells; in the first group they stand in its first block.
    fn latest_rates(&self) -> Option<Vec<Rate>> {
        for place in self.later.iter().rev().chain(self.base.first()) {
            let Block { rates, .. } = self.read(*place)?;
            if let Some(rates) = rates {
                return Some(rates);
            }
        }
        Some(Vec::new())
    }
}

fn piece(file: &mut File, place: Placed) -> Option<Vec<u8>> {
    file.seek(SeekFrom::Start(place.from + 4)).ok()?;
    let mut bytes = vec![0; usize::try_from(place.length).ok()?];
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

/// When the newest change was made by the journal's own clock, which never goes back, as milliseconds since
/// 1970: ids that are minted from there on come after all that there are.
pub fn last_tick(dir: &Path) -> Option<u64> {
    let mut file = File::open(dir.join(FILE)).ok()?;
    Some(last_tag(&mut file)?.0.hlc >> 16)
}

impl Tag {
    pub fn now(dir: &Path, progress: &Progress, base: u64) -> Option<Self> {
        let tail = segment::mark(&dir.join("journal"), progress.end)?;
        Some(Self { applied: progress.applied, end: progress.end, tail, hlc: progress.hlc, base })
    }

    /// Whether the journal still ends where this says.
    pub fn fits(self, dir: &Path) -> bool {
        segment::mark(&dir.join("journal"), self.end) == Some(self.tail)
    }
}

/// The file while the data are open: what changes is added at its end.
#[derive(Debug)]
pub struct SummaryFile {
    open: Option<Growing>,
}

#[derive(Debug)]
struct Growing {
    dir: PathBuf,
    file: File,
    base: u64,
    length: u64,
}

impl SummaryFile {
    /// No file that could be added to.
    pub fn none() -> Self {
        Self { open: None }
    }

    /// Goes on with the file that is there if it is right.
    pub fn resume(dir: &Path, progress: &Progress) -> Self {
        Self { open: Growing::resume(dir, progress) }
    }

    /// Whether the file is right as it is and not too long.
    pub fn is_good(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.length - open.base <= SLACK + open.base / 2)
    }

    /// Adds what a change led to. Where that fails the file is given up: it can be made anew.
    pub fn add(
        &mut self,
        progress: &Progress,
        summaries: &[Summary],
        removed: &[CustomerId],
        rates: Option<&[Rate]>,
    ) {
        if self.open.as_mut().is_some_and(|open| open.add(progress, summaries, removed, rates).is_none()) {
            self.open = None;
        }
    }

    /// Writes the file anew from the trees.
    pub fn write(&mut self, dir: &Path, trees: &Trees, progress: &Progress) -> Result<(), StoreError> {
        self.open = None;
        let path = dir.join(FILE);
        let mut out = Aside::new(&path)?;
        let mut length = 0;
        let mut put = |bytes: &[u8]| -> Result<(), StoreError> {
            length += bytes.len() as u64;
            out.write_all(bytes).map_err(StoreError::io(&path))
        };
        put(HEAD)?;
        let rates = trees.rates()?;
        if !rates.is_empty() {
            put(&block(Kind::SummaryBlock, &Block { rates: Some(rates), ..Block::of(Vec::new()) })?)?;
        }
        let mut all = trees.summaries();
        loop {
            let summaries: Vec<Summary> = all.by_ref().take(BLOCK).collect::<Result<_, _>>()?;
            if summaries.is_empty() {
                break;
            }
            put(&block(Kind::SummaryBlock, &Block::of(summaries))?)?;
        }
        let base = length;
        let Some(tag) = Tag::now(dir, progress, base) else { return Ok(()) };
        out.write_all(&block(Kind::SummaryTag, &tag)?).map_err(StoreError::io(&path))?;
        out.keep()?;
        self.open = Growing::resume(dir, progress);
        Ok(())
    }
}

impl Growing {
    fn resume(dir: &Path, progress: &Progress) -> Option<Self> {
        let mut file = OpenOptions::new().read(true).append(true).open(dir.join(FILE)).ok()?;
        let (tag, length) = last_tag(&mut file)?;
        let is_right = tag.applied == progress.applied && tag.end == progress.end && tag.fits(dir);
        is_right.then(|| Self { dir: dir.to_owned(), file, base: tag.base, length })
    }

    fn add(
        &mut self,
        progress: &Progress,
        summaries: &[Summary],
        removed: &[CustomerId],
        rates: Option<&[Rate]>,
    ) -> Option<()> {
        let mut bytes = Vec::new();
        for part in summaries.chunks(BLOCK) {
            bytes.extend(block(Kind::SummaryBlock, &Block::of(part.to_vec())).ok()?);
        }
        if !removed.is_empty() || rates.is_some() {
            let (removed, rates) = (removed.to_vec(), rates.map(<[Rate]>::to_vec));
            let part = Block { removed, rates, ..Block::of(Vec::new()) };
            bytes.extend(block(Kind::SummaryBlock, &part).ok()?);
        }
        bytes.extend(block(Kind::SummaryTag, &Tag::now(&self.dir, progress, self.base)?).ok()?);
        self.file.write_all(&bytes).ok()?;
        self.length += bytes.len() as u64;
        Some(())
    }
}

/// The tag that closes the file, and how long the file is.
fn last_tag(file: &mut File) -> Option<(Tag, u64)> {
    let length = file.metadata().ok()?.len();
    let mut last = [0; 4];
    file.seek(SeekFrom::Start(length.checked_sub(4)?)).ok()?;
    file.read_exact(&mut last).ok()?;
    let size = u64::from(u32::from_le_bytes(last));
    file.seek(SeekFrom::Start(length.checked_sub(4 + size).filter(|_| size < 200)?)).ok()?;
    let mut tag = Vec::new();
    file.take(size).read_to_end(&mut tag).ok()?;
    Some((codec::decode(Kind::SummaryTag, &tag).ok()?, length))
}

fn block(kind: Kind, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    let unfit = |what| StoreError::Unfit { what };
    let value = codec::encode(kind, value).map_err(unfit)?;
    let length = u32::try_from(value.len()).map_err(|_| unfit("a block of summaries too long".into()))?;
    Ok([&length.to_le_bytes(), value.as_slice(), &length.to_le_bytes()].concat())
}

/// Takes the file away, so that nobody reads what is no longer true.
pub fn remove(dir: &Path) -> Result<(), StoreError> {
    disk::remove_all(&dir.join(FILE))
}
