//! Files that are written once: compressed, and closed with a checksum of the whole.
//!
//! ```text
//! genjin <kind> 1\n
//! one or several zstd frames
//! \n<bytes before compression, 16 hex digits> <CRC-32 (IEEE) of all bytes before it, 8 hex digits>\n
//! ```
//!
//! A reader looks at the checksum before it hands out a single byte. Knows nothing of what is inside.

use super::StoreError;
use super::disk::Aside;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const VERSION: u32 = 1;
/// A line end, the length, a space, the checksum, a line end.
const TRAILER: usize = 1 + 16 + 1 + 8 + 1;
const TRAILER_BACK: i64 = 27;
/// Fast rather than small: a checkpoint must not keep anyone waiting.
const LEVEL: i32 = 1;

/// What a sealed file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Journal,
    Checkpoint,
    Backup,
}

impl Content {
    fn head(self) -> String {
        format!("genjin {} {VERSION}\n", self.word())
    }

    fn word(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Checkpoint => "checkpoint",
            Self::Backup => "backup",
        }
    }
}

/// A sealed file that is being written; without [`SealedWriter::finish`] nothing is left of it.
pub struct SealedWriter {
    path: PathBuf,
    encoder: zstd::Encoder<'static, Summed>,
    plain: u64,
}

/// Bytes on their way to the disk, with their checksum.
struct Summed {
    out: Aside,
    sum: crc32fast::Hasher,
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.sum.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl SealedWriter {
    pub fn new(path: &Path, content: Content) -> Result<Self, StoreError> {
        Self::start(path, content, |_| Ok(0))
    }

    /// Begins with everything that is in another sealed file, without compressing it again.
    pub fn going_on_from(
        path: &Path,
        content: Content,
        source: &Path,
        of: Content,
    ) -> Result<Self, StoreError> {
        let sound = Sound::check(source, of)?;
        Self::start(path, content, |out| {
            let copied = io::copy(&mut sound.body().map_err(StoreError::io(source))?, out);
            copied.map_err(StoreError::io(path))?;
            Ok(sound.plain)
        })
    }

    fn start(
        path: &Path,
        content: Content,
        begin: impl FnOnce(&mut Summed) -> Result<u64, StoreError>,
    ) -> Result<Self, StoreError> {
        let mut out = Summed { out: Aside::new(path)?, sum: crc32fast::Hasher::new() };
        out.write_all(content.head().as_bytes()).map_err(StoreError::io(path))?;
        let plain = begin(&mut out)?;
        let encoder = zstd::Encoder::new(out, LEVEL).map_err(StoreError::io(path))?;
        Ok(Self { path: path.to_owned(), encoder, plain })
    }

    /// Closes the file with its checksum and gives it its name.
    pub fn finish(self) -> Result<(), StoreError> {
        let Self { path, encoder, plain } = self;
        let Summed { mut out, mut sum } = encoder.finish().map_err(StoreError::io(&path))?;
        let length = format!("\n{plain:016x} ");
        sum.update(length.as_bytes());
        let trailer = format!("{length}{:08x}\n", sum.finalize());
        out.write_all(trailer.as_bytes()).map_err(StoreError::io(&path))?;
        out.keep()
    }
}

impl Write for SealedWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.encoder.write_all(bytes)?;
        self.plain += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.encoder.flush()
    }
}

/// A sealed file whose checksum holds.
pub struct Sound {
    path: PathBuf,
    head: u64,
    body: u64,
    /// Bytes before compression.
    pub plain: u64,
}

impl Sound {
    /// Reads the whole file once, so that damage is known before anything of it is used.
    pub fn check(path: &Path, content: Content) -> Result<Self, StoreError> {
        let damaged =
            |what: &str| Err(StoreError::Damaged { file: path.to_owned(), line: None, what: what.into() });
        let file = File::open(path).map_err(StoreError::io(path))?;
        let length = file.metadata().map_err(StoreError::io(path))?.len();
        let head = content.head().into_bytes();
        let Some(body) = length.checked_sub((head.len() + TRAILER) as u64) else {
            return damaged("the file breaks off");
        };
        let mut input = BufReader::with_capacity(1 << 18, file);
        let mut begin = vec![0; head.len()];
        input.read_exact(&mut begin).map_err(StoreError::io(path))?;
        if begin != head {
            return match newer(&begin, content) {
                Some(found) => Err(StoreError::Newer { path: path.to_owned(), found, known: VERSION }),
                None if content == Content::Backup => Err(StoreError::NoBackup { path: path.to_owned() }),
                None => damaged("its first line is not what belongs there"),
            };
        }
        let mut sum = crc32fast::Hasher::new();
        sum.update(&begin);
        let mut left = (&mut input).take(body);
        loop {
            let bytes = left.fill_buf().map_err(StoreError::io(path))?;
            if bytes.is_empty() {
                break;
            }
            sum.update(bytes);
            let count = bytes.len();
            left.consume(count);
        }
        let mut trailer = [0; TRAILER];
        input.read_exact(&mut trailer).map_err(StoreError::io(path))?;
        let plain = plain_length(&trailer, sum);
        let Some(plain) = plain else { return damaged("the checksum of the whole file is wrong") };
        Ok(Self { path: path.to_owned(), head: head.len() as u64, body, plain })
    }

    /// What was written into it.
    pub fn read(&self) -> Result<Box<dyn BufRead>, StoreError> {
        let decoder = self.body().and_then(zstd::Decoder::new).map_err(StoreError::io(&self.path))?;
        Ok(Box::new(BufReader::with_capacity(1 << 18, decoder)))
    }

    fn body(&self) -> io::Result<io::Take<File>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.head))?;
        Ok(file.take(self.body))
    }
}

/// The bytes before compression as the trailer says, without proving anything.
pub fn claimed_length(path: &Path) -> Result<u64, StoreError> {
    let read = || -> io::Result<Option<u64>> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::End(-TRAILER_BACK))?;
        let mut trailer = String::new();
        file.read_to_string(&mut trailer)?;
        Ok(trailer.trim().split_once(' ').and_then(|(plain, _)| u64::from_str_radix(plain, 16).ok()))
    };
    let length = read().map_err(StoreError::io(path))?;
    let what = "the file does not say how long it is".to_owned();
    length.ok_or_else(|| StoreError::Damaged { file: path.to_owned(), line: None, what })
}

/// As much as can be read of a sealed file, damaged or not.
pub fn read_regardless(path: &Path, content: Content) -> Result<Box<dyn BufRead>, StoreError> {
    let mut file = File::open(path).map_err(StoreError::io(path))?;
    file.seek(SeekFrom::Start(content.head().len() as u64)).map_err(StoreError::io(path))?;
    let decoder = zstd::Decoder::new(file).map_err(StoreError::io(path))?;
    Ok(Box::new(BufReader::new(decoder)))
}

/// The number of bytes before compression according to the trailer, if the trailer is right.
fn plain_length(trailer: &[u8; TRAILER], mut sum: crc32fast::Hasher) -> Option<u64> {
    let text = std::str::from_utf8(trailer).ok()?;
    let (plain, _) = text.strip_prefix('\n')?.split_once(' ')?;
    let plain = u64::from_str_radix(plain, 16).ok()?;
    let length = format!("\n{plain:016x} ");
    sum.update(length.as_bytes());
    (text == format!("{length}{:08x}\n", sum.finalize())).then_some(plain)
}

fn newer(begin: &[u8], content: Content) -> Option<u32> {
    let text = std::str::from_utf8(begin).ok()?;
    let version = text.strip_prefix("genjin ")?.strip_prefix(content.word())?.trim().parse().ok()?;
    (version > VERSION).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
        let mut bytes = Vec::new();
        Sound::check(path, Content::Backup)?.read()?.read_to_end(&mut bytes).map_err(StoreError::io(path))?;
        Ok(bytes)
    }

    #[test]
    fn what_was_sealed_is_read_back_and_can_be_gone_on_from() {
        let dir = tempfile::tempdir().unwrap();
        let (first, second) = (dir.path().join("first"), dir.path().join("second"));
        let mut file = SealedWriter::new(&first, Content::Backup).unwrap();
        file.write_all(&b"abc ".repeat(1000)).unwrap();
        file.finish().unwrap();
        let mut file =
            SealedWriter::going_on_from(&second, Content::Backup, &first, Content::Backup).unwrap();
        file.write_all(b"more").unwrap();
        file.finish().unwrap();
        assert_eq!(read(&first).unwrap(), b"abc ".repeat(1000));
        assert_eq!(read(&second).unwrap(), [b"abc ".repeat(1000), b"more".to_vec()].concat());
        assert_eq!(Sound::check(&second, Content::Backup).unwrap().plain, 4004);
        // One that is never finished leaves nothing.
        drop(SealedWriter::new(&dir.path().join("third"), Content::Backup).unwrap());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn no_changed_bit_and_no_cut_goes_unnoticed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        let mut file = SealedWriter::new(&path, Content::Backup).unwrap();
        file.write_all(b"whatever is kept, kept, kept").unwrap();
        file.finish().unwrap();
        let whole = fs::read(&path).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut changed = whole.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            fs::write(&path, &changed).unwrap();
            let error = read(&path).unwrap_err();
            assert!(
                matches!(
                    error,
                    StoreError::Damaged { .. } | StoreError::Newer { .. } | StoreError::NoBackup { .. }
                ),
                "bit {bit}: {error}"
            );
        }
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            assert!(matches!(read(&path), Err(StoreError::Damaged { .. })), "{length} bytes");
        }
    }
}
