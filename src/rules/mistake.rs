//! Mistakes in a rule file: where, what was read, and what should have been there.

use std::fmt;
use std::ops::Range;
use thiserror::Error;

/// A rule file with mistakes in it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", lines(.mistakes))]
pub struct RulesError {
    /// Every mistake, from the top of the file to its end.
    pub mistakes: Vec<Mistake>,
}

/// One mistake. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, read, expected, meant } = self;
        write!(f, "line {line}, column {column}: {read}; expected {expected}")?;
        meant.as_ref().map_or(Ok(()), |meant| write!(f, "; did you mean `{meant}`?"))
    }
}

fn lines(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(Mistake::to_string).collect::<Vec<_>>().join("\n")
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
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

/// Characters of the file that a message quotes at most.
const QUOTED: usize = 40;

/// What stands at a place, as a message quotes it: its first line, cut when long.
pub(super) fn quote(text: &str, span: Range<usize>) -> String {
    let there = text.get(span).unwrap_or_default().lines().next().unwrap_or_default().trim();
    let mut quoted: String = there.chars().take(QUOTED).collect();
    if quoted.len() < there.len() {
        quoted.push('…');
    }
    if quoted.is_empty() { "nothing".into() } else { format!("`{quoted}`") }
}

/// Slips of the finger that still tell which word was meant: one in a short word, two in a longer one.
fn forgiven(word: &str) -> usize {
    match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// The word that was probably meant.
pub(super) fn nearest<'w>(typed: &str, words: &[&'w str]) -> Option<&'w str> {
    let typed = typed.to_lowercase().replace([' ', '-'], "_");
    let near = words.iter().map(|word| (slips(&typed, word), *word));
    near.filter(|(slips, word)| *slips <= forgiven(word))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, word)| word)
}

/// Letters left out, put in, changed or swapped with their neighbour (optimal string alignment).
fn slips(typed: &str, word: &str) -> usize {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=word.len()).collect();
    let mut last = '\0';
    for (i, letter) in typed.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, wanted) in word.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&row, j) + usize::from(letter != wanted);
            let mut fewest = changed.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = j > 0 && i > 0 && last == *wanted && word.get(j - 1) == Some(letter);
            if swapped {
                fewest = fewest.min(at(&before, j - 1) + 1);
            }
            next.push(fewest);
        }
        (before, row, last) = (row, next, *letter);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let check = |byte: usize, line: usize, column: usize| {
            assert_eq!(Place::of("ab\n客户x\n", byte), Place { line, column }, "byte {byte}");
        };
        check(0, 1, 1);
        check(2, 1, 3);
        check(3, 2, 1);
        check(9, 2, 3);
        check(11, 3, 1);
    }

    #[test]
    fn long_values_are_quoted_by_their_beginning() {
        assert_eq!(quote("x = [\n 1 ]", 4..10), "`[`");
        assert_eq!(quote("", 0..0), "nothing");
        assert_eq!(quote(&"客".repeat(50), 0..150), format!("`{}…`", "客".repeat(40)));
    }

    #[test]
    fn the_word_that_was_meant_is_found() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(
                nearest(typed, &["orders", "hot", "unanswered", "heard_within_days"]),
                expected,
                "{typed}"
            );
        };
        check("oders", Some("orders"));
        check("ordres", Some("orders"));
        check("Orders", Some("orders"));
        check("hto", Some("hot"));
        check("unansewred", Some("unanswered"));
        check("heard within days", Some("heard_within_days"));
        check("cold", None);
        check("", None);
    }
}
