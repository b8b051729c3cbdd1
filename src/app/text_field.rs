//! Editing of one text, a line or several, by what a person sees as one character.

use super::key::{Code, Key};
use crate::domain::text::clean;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// A text with a caret. The caret always stands between two graphemes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct TextField {
    text: String,
    /// Byte place of the caret.
    caret: usize,
}

#[derive(Clone, Serialize, Deserialize)]
struct Stored {
    text: String,
    caret: usize,
}

/// Whether Enter and pasted line breaks stay in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    One,
    Many,
}

impl TextField {
    /// A text with the caret at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { caret: text.len(), text }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before and after the caret.
    pub fn halves(&self) -> (&str, &str) {
        self.text.split_at_checked(self.caret).unwrap_or((&self.text, ""))
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Puts the text in at the caret, harmless and without line breaks where there may be none.
    pub fn insert(&mut self, text: &str, lines: Lines) {
        let mut text = clean(text);
        if lines == Lines::One {
            text = text.replace('\n', " ");
        }
        self.text.insert_str(self.caret, &text);
        self.caret += text.len();
        self.settle();
    }

    /// Edits by one key. Returns whether the key meant something here.
    pub fn press(&mut self, key: Key, lines: Lines) -> bool {
        if let Some(c) = key.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]), lines);
            return true;
        }
        let word = key.ctrl || key.alt;
        match (key.code, key.ctrl) {
            (Code::Enter, false) if lines == Lines::Many => self.insert("\n", lines),
            (Code::Backspace, _) if word => self.cut_back(self.word_left()),
            (Code::Char('w'), true) => self.cut_back(self.word_left()),
            (Code::Backspace, _) => self.cut_back(self.left()),
            (Code::Char('u'), true) => self.cut_back(self.line_start()),
            (Code::Delete, _) => self.cut_forward(self.right()),
            (Code::Char('k'), true) => self.cut_forward(self.line_end()),
            (Code::Left, _) if word => self.caret = self.word_left(),
            (Code::Right, _) if word => self.caret = self.word_right(),
            (Code::Left, _) => self.caret = self.left(),
            (Code::Right, _) => self.caret = self.right(),
            (Code::Home, _) | (Code::Char('a'), true) => self.caret = self.line_start(),
            (Code::End, _) | (Code::Char('e'), true) => self.caret = self.line_end(),
            (Code::Up, _) if lines == Lines::Many => return self.line_up(),
            (Code::Down, _) if lines == Lines::Many => return self.line_down(),
            _ => return false,
        }
        true
    }

    fn cut_back(&mut self, from: usize) {
        self.text.replace_range(from..self.caret, "");
        self.caret = from;
        self.settle();
    }

    fn cut_forward(&mut self, to: usize) {
        self.text.replace_range(self.caret..to, "");
        self.settle();
    }

    /// After an edit two graphemes may have become one around the caret: moves to its end.
    fn settle(&mut self) {
        let caret = self.caret;
        let mut ends = self.text.grapheme_indices(true).map(|(start, piece)| start + piece.len());
        self.caret = if caret == 0 { 0 } else { ends.find(|end| *end >= caret).unwrap_or(self.text.len()) };
    }

    fn left(&self) -> usize {
        let (before, _) = self.halves();
        before.grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    fn right(&self) -> usize {
        let (_, after) = self.halves();
        self.caret + after.graphemes(true).next().map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        let (before, _) = self.halves();
        let mut words = before.split_word_bound_indices().rev();
        words.find(|(_, word)| !word.trim().is_empty()).map_or(0, |(start, _)| start)
    }

    fn word_right(&self) -> usize {
        let (_, after) = self.halves();
        let mut words = after.split_word_bound_indices();
        let end = words.find(|(_, word)| !word.trim().is_empty()).map(|(start, word)| start + word.len());
        self.caret + end.unwrap_or(after.len())
    }

    fn line_start(&self) -> usize {
        self.halves().0.rfind('\n').map_or(0, |place| place + 1)
    }

    fn line_end(&self) -> usize {
        self.caret + self.halves().1.find('\n').unwrap_or(self.halves().1.len())
    }

    fn line_up(&mut self) -> bool {
        let start = self.line_start();
        if start == 0 {
            return false;
        }
        let column = self.text.get(start..self.caret).map_or(0, |line| line.graphemes(true).count());
        self.caret = start - 1;
        self.caret = self.place_in_line(self.line_start(), column);
        true
    }

    fn line_down(&mut self) -> bool {
        let end = self.line_end();
        if end == self.text.len() {
            return false;
        }
        let column =
            self.text.get(self.line_start()..self.caret).map_or(0, |line| line.graphemes(true).count());
        self.caret = self.place_in_line(end + 1, column);
        true
    }

    /// The byte place so many graphemes behind the start of a line, or the line's end.
    fn place_in_line(&self, start: usize, column: usize) -> usize {
        let line = self.text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        start + line.graphemes(true).take(column).map(str::len).sum::<usize>()
    }
}

impl From<Stored> for TextField {
    fn from(stored: Stored) -> Self {
        let mut field = Self { text: clean(&stored.text), caret: 0 };
        field.caret = stored.caret.min(field.text.len());
        field.settle();
        field
    }
}

impl From<TextField> for Stored {
    fn from(field: TextField) -> Self {
        Self { text: field.text, caret: field.caret }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Runs a script of keys parted by spaces and shows the text with the caret as `|`.
    fn check(start: &str, script: &str, expected: &str) {
        let mut field = TextField::new(start);
        for word in script.split(' ').filter(|word| !word.is_empty()) {
            field.press(Key::parse(word).unwrap(), Lines::Many);
        }
        let (before, after) = field.halves();
        assert_eq!(format!("{before}|{after}"), expected, "{start:?} {script}");
    }

    #[test]
    fn edits_by_grapheme_word_and_line() {
        check("", "客 户 x", "客户x|");
        check("客户", "Left Backspace", "|户");
        check("e\u{301}x", "Left Backspace", "|x");
        check("👨‍👩‍👧", "Backspace", "|");
        check("send the offer", "Ctrl-W Ctrl-W", "send |");
        check("one two", "Home Ctrl-Right x", "onex| two");
        check("one two", "Ctrl-U", "|");
        check("one two", "Home Del Ctrl-K", "|");
        check("ab\ncdef\ng", "Up", "ab\nc|def\ng");
        check("ab\ncdef", "Up", "ab|\ncdef");
        check("ab\ncdef", "Home Up Down End Enter x", "ab\ncdef\nx|");
    }

    #[test]
    fn a_paste_into_one_line_stays_one_line() {
        let mut field = TextField::default();
        field.insert("two\r\nlines\u{1b}[31m", Lines::One);
        assert_eq!(field.text(), "two lines");
    }

    proptest! {
        #[test]
        fn the_caret_never_splits_a_character(
            start in "\\PC{0,12}",
            keys in prop::collection::vec(0_usize..14, 0..40),
        ) {
            const KEYS: [&str; 14] = [
                "Left", "Right", "Backspace", "Del", "Home", "End", "Ctrl-Left", "Ctrl-Right", "Ctrl-W",
                "Enter", "Up", "Down", "\u{301}", "客",
            ];
            let mut field = TextField::new(start);
            for key in keys {
                field.press(Key::parse(KEYS[key]).unwrap(), Lines::Many);
                let (before, after) = field.halves();
                prop_assert_eq!(format!("{before}{after}"), field.text());
            }
        }
    }
}
