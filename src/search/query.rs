//! Words that are looked for in what was written, and where they stand in a text.

use super::{fold, fold_char};
use memchr::memmem::Finder;
use std::ops::Range;

/// Words, folded as the index folds names; an entry has to hold all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Nothing where too little was typed: fewer than two letters or one Chinese character.
    pub fn parse(typed: &str) -> Option<Self> {
        let words: Vec<_> = fold(typed).split_whitespace().map(str::to_owned).collect();
        let is_enough = |word: &String| {
            let mut letters = word.chars().filter(|c| c.is_alphanumeric());
            letters.next().is_some_and(|first| is_wide(first) || letters.next().is_some())
        };
        words.iter().any(is_enough).then_some(Self { words })
    }

    /// The words as they are looked for.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether a text holds every word.
    pub fn is_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.words.iter().all(|word| folded.contains(word))
    }

    /// Where the words stand in a text, in bytes, in order and without overlaps; one that is missing is passed over.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        // Of every byte of the folded text, where its letter begins and ends in the text.
        let (mut folded, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
        for (start, c) in text.char_indices() {
            folded.extend(fold_char(c));
            places.resize(folded.len(), (start, start + c.len_utf8()));
        }
        let found = |word: &String| -> Vec<Range<usize>> {
            let place = |(from, word): (usize, &str)| {
                let last = places.get(from + word.len() - 1)?;
                Some(places.get(from)?.0..last.1)
            };
            folded.match_indices(word.as_str()).filter_map(place).collect()
        };
        let mut all: Vec<_> = self.words.iter().flat_map(found).collect();
        all.sort_unstable_by_key(|mark| (mark.start, mark.end));
        let mut marks: Vec<Range<usize>> = Vec::new();
        for mark in all {
            match marks.last_mut().filter(|last| mark.start <= last.end) {
                Some(last) => last.end = last.end.max(mark.end),
                None => marks.push(mark),
            }
        }
        marks
    }

    /// A quick look at stored bytes.
    pub fn sieve(&self) -> Sieve<'_> {
        Sieve { finders: self.words.iter().map(Finder::new).collect(), folded: Vec::new() }
    }
}

/// Whether one character says as much as two letters do, as Chinese ones.
pub fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}

/// Tells which stored records need not be decoded: texts stand in their bytes as they are, between other bytes.
pub struct Sieve<'a> {
    finders: Vec<Finder<'a>>,
    folded: Vec<u8>,
}

impl Sieve<'_> {
    /// Whether every word may stand in some text within these bytes; never wrong where it says no.
    pub fn may_hold(&mut self, bytes: &[u8]) -> bool {
        fold_bytes(bytes, &mut self.folded);
        self.finders.iter().all(|finder| finder.find(&self.folded).is_some())
    }
}

/// Folds the letters among bytes and leaves what is no letter as it is.
fn fold_bytes(bytes: &[u8], folded: &mut Vec<u8>) {
    folded.clear();
    let mut rest = bytes;
    while !rest.is_empty() {
        let plain = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let (ascii, behind) = rest.split_at(plain);
        folded.extend(ascii.iter().map(u8::to_ascii_lowercase));
        let Some(first) = behind.first() else { return };
        // What was taken for the beginning of a letter and is none cannot hide the first letter of a text, which never
        // looks like the rest of one.
        let length = match first {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 1,
        };
        let letter = behind.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok());
        match letter.and_then(|text| text.chars().next()) {
            // Most of them, and nothing is folded there.
            Some('\u{3400}'..='\u{9fff}') => folded.extend_from_slice(&behind[..length]),
            Some(c) => fold_char(c).for_each(|c| folded.extend(c.encode_utf8(&mut [0; 4]).as_bytes())),
            None => folded.push(*first),
        }
        rest = &behind[if letter.is_some() { length } else { 1 }..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(typed: &str) -> Query {
        Query::parse(typed).unwrap()
    }

    #[test]
    fn two_letters_or_one_chinese_character_are_enough() {
        for typed in ["ab", "样", "a 样品", "DH L", "12", "ｄｈ"] {
            assert!(Query::parse(typed).is_some(), "{typed}");
        }
        for typed in ["", " ", "a", "a b", "--", "é", "?!"] {
            assert!(Query::parse(typed).is_none(), "{typed}");
        }
        assert_eq!(query(" Samples  dhl "), query("ＳＡＭＰＬＥＳ DHL"));
    }

    #[test]
    fn words_are_marked_as_they_were_written() {
        let check = |typed: &str, text: &str, expected: &[&str]| {
            let marks = query(typed).marks(text);
            let marked: Vec<_> = marks.into_iter().map(|mark| text.get(mark).unwrap()).collect();
            assert_eq!(marked, expected, "{typed} in {text}");
            assert_eq!(query(typed).is_in(text), !expected.is_empty(), "{typed} in {text}");
        };
        check("cif lagos", "asked for CIF  LAGOS, cif again", &["CIF", "LAGOS", "cif"]);
        check("样品", "确认样品颜色，样品寄出", &["样品", "样品"]);
        check("schroder", "Frau Schröder", &["Schröder"]);
        check("562729", "DHL ５６２７２９", &["５６２７２９"]);
        check("grey greyboard", "Greyboard", &["Greyboard"]);
        check("aab aba", "xaaba", &["aaba"]);
        check("istanbul", "İSTANBUL", &["İSTANBUL"]);
        check("nothing", "something", &[]);
    }

    #[test]
    fn an_entry_without_one_of_the_words_does_not_hold_them() {
        assert!(query("cif lagos").is_in("Lagos, CIF"));
        assert!(!query("cif lagos").is_in("CIF Hamburg"));
    }

    #[test]
    fn no_record_that_holds_the_words_falls_through_the_sieve() {
        let texts = ["Frau Schröder", "确认样品颜色", "ＣＩＦ Lagos", "Łódź, İzmir", "a"];
        for text in texts {
            let typed = text.to_uppercase();
            let Some(query) = Query::parse(&typed) else { continue };
            // Whatever stands before a text, such as its length, and behind it.
            for before in 0..=255_u8 {
                for pair in [vec![before], vec![0xe3, before], vec![before, 0xf0, 0x9f]] {
                    let bytes = [&pair, text.as_bytes(), &[0xc3], text.as_bytes()].concat();
                    assert!(query.sieve().may_hold(&bytes), "{text} behind {pair:?}");
                }
            }
        }
        assert!(!query("样品").sieve().may_hold("确认颜色".as_bytes()));
        assert!(!query("cif lagos").sieve().may_hold(b"\x03CIF\x07Hamburg"));
    }
}
