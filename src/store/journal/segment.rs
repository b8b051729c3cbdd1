//! The files of the journal: the last one grows, the ones before it may be sealed.
//!
//! `000001.jnl` is plain lines, `000001.jnl.zst` the same lines sealed. Offsets always count plain bytes. Where
//! both are there the program stopped between sealing and removing, and the plain one counts.

use super::{Place, StoreError};
use crate::store::disk;
use crate::store::sealed::{self, Content, SealedWriter, Sound};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

const PLAIN: &str = ".jnl";
const SEALED: &str = ".jnl.zst";

/// The numbers of the segments that are there, in order.
pub fn numbers(folder: &Path) -> Result<Vec<u32>, StoreError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let number = |path: PathBuf| {
        let name = path.file_name()?.to_str()?;
        name.strip_suffix(SEALED).or_else(|| name.strip_suffix(PLAIN))?.parse().ok()
    };
    let mut numbers: Vec<u32> = disk::list(folder)?.into_iter().filter_map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

/// The file of a segment that grows.
pub fn plain_path(folder: &Path, segment: u32) -> PathBuf {
    folder.join(format!("{segment:06}{PLAIN}"))
}

fn sealed_path(folder: &Path, segment: u32) -> PathBuf {
    folder.join(format!("{segment:06}{SEALED}"))
}

/// The file in which a segment stands at present.
pub fn path(folder: &Path, segment: u32) -> PathBuf {
    let sealed = sealed_path(folder, segment);
    if is_sealed(folder, segment) { sealed } else { plain_path(folder, segment) }
}

pub fn is_sealed(folder: &Path, segment: u32) -> bool {
    !plain_path(folder, segment).exists() && sealed_path(folder, segment).exists()
}

/// The lines from `place` on; a sealed file is proved whole first.
pub fn read_from(folder: &Path, place: Place) -> Result<Box<dyn BufRead>, StoreError> {
    let path = path(folder, place.segment);
    if is_sealed(folder, place.segment) {
        let mut lines = Sound::check(&path, Content::Journal)?.read()?;
        io::copy(&mut (&mut lines).take(place.offset), &mut io::sink()).map_err(StoreError::io(&path))?;
        return Ok(lines);
    }
    let mut file = File::open(&path).map_err(StoreError::io(&path))?;
    file.seek(SeekFrom::Start(place.offset)).map_err(StoreError::io(&path))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}

/// All that can be read of a segment, damaged or not.
pub fn read_regardless(folder: &Path, segment: u32) -> Result<Box<dyn BufRead>, StoreError> {
    if is_sealed(folder, segment) {
        sealed::read_regardless(&path(folder, segment), Content::Journal)
    } else {
        read_from(folder, Place { segment, offset: 0 })
    }
}

/// How many bytes of lines a segment holds.
pub fn length(folder: &Path, segment: u32) -> Result<u64, StoreError> {
    let path = path(folder, segment);
    if is_sealed(folder, segment) {
        return sealed::claimed_length(&path);
    }
    Ok(path.metadata().map_err(StoreError::io(&path))?.len())
}

/// A few numbers by which the end of the journal at `end` is known again; nothing when it is not there.
///
/// Reads next to nothing: meant for the first screen.
pub fn mark(folder: &Path, end: Place) -> Option<u32> {
    const TAIL: u64 = 64;
    let follows = plain_path(folder, end.segment + 1).metadata().is_ok_and(|data| data.len() > 0);
    let path = path(folder, end.segment);
    let length = path.metadata().ok()?.len();
    let is_sealed = is_sealed(folder, end.segment);
    let lines = if is_sealed { sealed::claimed_length(&path).ok()? } else { length };
    if follows || lines != end.offset {
        return None;
    }
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL))).ok()?;
    let mut bytes = Vec::new();
    file.take(TAIL).read_to_end(&mut bytes).ok()?;
    Some(crc32fast::hash(&bytes))
}

/// Seals every segment but the last; returns how many.
pub fn seal_closed(folder: &Path) -> Result<usize, StoreError> {
    let numbers = numbers(folder)?;
    let Some((_, closed)) = numbers.split_last() else { return Ok(0) };
    let mut count = 0;
    for number in closed.iter().filter(|number| plain_path(folder, **number).exists()) {
        let plain = plain_path(folder, *number);
        let sealed = sealed_path(folder, *number);
        let mut file = File::open(&plain).map_err(StoreError::io(&plain))?;
        let mut out = SealedWriter::new(&sealed, Content::Journal)?;
        io::copy(&mut file, &mut out).map_err(StoreError::io(&sealed))?;
        out.finish()?;
        // The lines go only once they are known to stand in the other file.
        let mut lines = Sound::check(&sealed, Content::Journal)?.read()?;
        if !are_equal(&mut lines, &mut File::open(&plain).map_err(StoreError::io(&plain))?)
            .map_err(StoreError::io(&sealed))?
        {
            let what = "it does not hold what was just written".to_owned();
            return Err(StoreError::Damaged { file: sealed, line: None, what });
        }
        disk::remove(&plain)?;
        count += 1;
    }
    Ok(count)
}

fn are_equal(one: &mut dyn BufRead, other: &mut dyn Read) -> io::Result<bool> {
    let mut other = BufReader::with_capacity(1 << 18, other);
    loop {
        let (a, b) = (one.fill_buf()?, other.fill_buf()?);
        let count = a.len().min(b.len());
        if count == 0 {
            return Ok(a.is_empty() && b.is_empty());
        }
        if a.get(..count) != b.get(..count) {
            return Ok(false);
        }
        one.consume(count);
        other.consume(count);
    }
}

/// The number, from 1, of the line that begins at `place`.
pub fn line_number(folder: &Path, place: Place) -> Result<u64, StoreError> {
    let path = path(folder, place.segment);
    let begin = Place { offset: 0, ..place };
    let mut before = read_from(folder, begin)?.take(place.offset);
    let mut number = 1;
    while before.skip_until(b'\n').map_err(StoreError::io(&path))? > 0 {
        number += 1;
    }
    Ok(number)
}

/// Counts line by line instead of holding the whole file.
pub fn read_line(lines: &mut dyn BufRead, path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    lines.read_until(b'\n', &mut bytes).map_err(StoreError::io(path))?;
    Ok(bytes)
}
