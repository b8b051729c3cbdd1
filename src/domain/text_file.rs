//! Mistakes in the files that a user writes: where, what was read, and what should have been there.
//!
//! What was expected is put into a plain English sentence here; `lang` knows each of them in Chinese.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use thiserror::Error;
use toml::de::DeTable;

/// A file with mistakes in it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", .mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct FileError {
    /// Every mistake, from the top of the file to its end.
    pub mistakes: Vec<Mistake>,
}

/// One mistake. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    pub line: usize,
    pub column: usize,
    /// What stands there.
    pub read: String,
    /// What should.
    pub expected: String,
    /// The right word, where what stands there is nearly one.
    pub meant: Option<String>,
}

impl Mistake {
    /// Whether there is nothing wrong with what stands there, but something is not there.
    pub fn is_missing(&self) -> bool {
        self.read == NOTHING
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, read, expected, meant } = self;
        if self.is_missing() {
            return write!(f, "line {line}, column {column}: missing: {expected}");
        }
        write!(f, "line {line}, column {column}: {read}")?;
        match meant {
            Some(meant) => write!(f, ", did you mean `{meant}`? Expected {expected}"),
            None => write!(f, "; expected {expected}"),
        }
    }
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl Place {
    /// The place of a byte of `text`.
    pub fn of(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column }
    }

    pub fn mistake(self, read: impl Into<String>, expected: impl Into<String>) -> Mistake {
        let (read, expected) = (read.into(), expected.into());
        Mistake { line: self.line, column: self.column, read, expected, meant: None }
    }
}

/// What is expected of a file that is not even TOML.
pub const TOML: &str = "a file in TOML";

/// Of the slips in the TOML of a file the first of each line: those behind it mostly come of it.
pub fn first_of_each_line<'e>(text: &str, slips: &'e [toml::de::Error]) -> Vec<&'e toml::de::Error> {
    let at = |slip: &toml::de::Error| slip.span().map_or(0, |span| span.start);
    let mut slips: Vec<_> = slips.iter().collect();
    slips.sort_by_key(|slip| at(slip));
    slips.dedup_by_key(|slip| Place::of(text, at(slip)).line);
    slips
}

/// A slip in the TOML of a file. Where an input method left a full-width sign, that is what is told.
pub fn slip(text: &str, error: &toml::de::Error) -> Mistake {
    let at = error.span().map_or(0, |span| span.start);
    let place = Place::of(text, at);
    let sign = text.get(at..).and_then(|rest| rest.chars().next());
    let half = sign.and_then(|sign| FULL_WIDTH.iter().find(|(full, _)| full.contains(sign)));
    match (sign, half) {
        (Some(sign), Some((_, half))) => place.mistake(
            format!("`{sign}`"),
            format!("the half-width `{half}`, typed with the input method off"),
        ),
        _ => place.mistake(error.message(), TOML),
    }
}

/// Signs that an input method types, and what TOML wants in their place.
const FULL_WIDTH: [(&str, char); 7] =
    [("“”＂", '"'), ("‘’＇", '\''), ("＝", '='), ("，、", ','), ("［【", '['), ("］】", ']'), ("｛", '{')];

/// What stands where nothing does.
const NOTHING: &str = "nothing";

/// Characters of the file that a message quotes at most.
const QUOTED: usize = 40;

/// What stands at a place, as a message quotes it: its first line, cut when long.
pub fn quote(text: &str, span: Range<usize>) -> String {
    let there = text.get(span).unwrap_or_default().lines().next().unwrap_or_default().trim();
    let mut quoted: String = there.chars().take(QUOTED).collect();
    if quoted.len() < there.len() {
        quoted.push('…');
    }
    if quoted.is_empty() { NOTHING.into() } else { format!("`{quoted}`") }
}

/// The notes taken while a file is read.
#[derive(Debug)]
pub struct Notes<'t> {
    text: &'t str,
    mistakes: Vec<Mistake>,
}

impl<'t> Notes<'t> {
    /// Reads a file as TOML. A file that is none is read no further: what follows a slip would be noise.
    pub fn begin(text: &'t str) -> (Self, Option<DeTable<'t>>) {
        let (document, syntax) = DeTable::parse_recoverable(text);
        let mut notes = Self { text, mistakes: Vec::new() };
        notes.mistakes.extend(first_of_each_line(text, &syntax).into_iter().map(|error| slip(text, error)));
        (notes, syntax.is_empty().then(|| document.into_inner()))
    }

    /// Notes that what stands at `span` is not what was expected there.
    pub fn wrong(&mut self, span: Range<usize>, expected: &str) {
        let read = quote(self.text, span.clone());
        self.mistakes.push(Place::of(self.text, span.start).mistake(read, expected));
    }

    /// Notes that something is not there; `span` is what it should be in.
    pub fn missing(&mut self, span: Range<usize>, expected: &str) {
        self.mistakes.push(Place::of(self.text, span.start).mistake(NOTHING, expected));
    }

    /// What was read, if nothing was wrong with it.
    ///
    /// # Errors
    /// Every mistake, from the top of the file to its end.
    pub fn finish<T>(mut self, read: T) -> Result<T, FileError> {
        self.mistakes.sort();
        if self.mistakes.is_empty() { Ok(read) } else { Err(FileError { mistakes: self.mistakes }) }
    }
}
