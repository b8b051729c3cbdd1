//! What can still be read of a journal that is damaged.

use super::line::{self, Line};
use super::{Place, StoreError, segment};
use std::path::{Path, PathBuf};

/// A place of the journal that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    pub file: PathBuf,
    /// The line from 1; nothing where the rest of the file is meant.
    pub line: Option<u64>,
    pub what: String,
}

/// Hands out every line that is whole, in order, and tells of the others.
///
/// Lines of a change whose last line was never written come as well: nobody knows here.
pub fn lines(
    folder: &Path,
    mut take: impl FnMut(Line, Place) -> Result<(), StoreError>,
) -> Result<Vec<Hole>, StoreError> {
    let mut holes = Vec::new();
    let numbers = segment::numbers(folder)?;
    let mut expected = numbers.first().copied().unwrap_or(1);
    for number in numbers {
        let path = segment::path(folder, number);
        if number != expected {
            let what = format!("file number {expected:06} is missing before this one");
            holes.push(Hole { file: path.clone(), line: None, what });
        }
        expected = number + 1;
        let mut input = match segment::read_regardless(folder, number) {
            Ok(input) => input,
            Err(error) => {
                holes.push(Hole { file: path, line: None, what: error.to_string() });
                continue;
            }
        };
        let (mut count, mut offset) = (0, 0);
        loop {
            count += 1;
            let mut bytes = Vec::new();
            if let Err(error) = input.read_until(b'\n', &mut bytes) {
                let what = format!("the rest cannot be read: {error}");
                holes.push(Hole { file: path, line: Some(count), what });
                break;
            }
            if bytes.is_empty() {
                break;
            }
            offset += bytes.len() as u64;
            match line::parse(&bytes) {
                Ok(line) => take(line, Place { segment: number, offset })?,
                Err(line::Misread::Newer(found)) => {
                    return Err(StoreError::Newer { path, found, known: line::VERSION });
                }
                Err(line::Misread::Broken(what) | line::Misread::Foreign(what)) => {
                    holes.push(Hole { file: path.clone(), line: Some(count), what });
                }
            }
        }
    }
    Ok(holes)
}
