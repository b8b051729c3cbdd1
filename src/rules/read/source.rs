//! The text being read, and the notes taken while reading it.

use super::slip;
use super::value::one_of;
use crate::domain::text_file::first_of_each_line;
use crate::domain::{ClassId, StageId, Stages};
use crate::rules::doubt::{Doubt, Doubtful};
use crate::rules::mistake::{Mistake, Place, nearest, quote};
use std::ops::Range;

/// The text of a rule file with the mistakes found so far.
pub(super) struct Source<'t> {
    text: &'t str,
    /// Where they are known; what there is to doubt may hang on the group of a stage.
    pub stages: Option<&'t Stages>,
    mistakes: Vec<(Place, Mistake, Kind)>,
    stages_named: Vec<(StageId, Place)>,
    classes_named: Vec<(ClassId, Range<usize>)>,
    classes_off: Vec<String>,
    /// Where the file says who falls in a class.
    classes_told: Vec<(String, Range<usize>)>,
    doubts: Vec<(usize, Doubtful)>,
}

/// Whether something wrong is there or something right is not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Wrong,
    Missing,
}

impl<'t> Source<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            stages: None,
            mistakes: Vec::new(),
            stages_named: Vec::new(),
            classes_named: Vec::new(),
            classes_off: Vec::new(),
            classes_told: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// Notes that what stands at `span` is not what was expected there.
    pub fn wrong(&mut self, span: Range<usize>, expected: impl Into<String>) {
        let read = quote(self.text, span.clone());
        self.note(span.start, read, expected, Kind::Wrong);
    }

    /// Notes that the word at `span` is none of these, and which one was probably meant.
    pub fn wrong_word<'w>(&mut self, span: Range<usize>, words: impl Iterator<Item = &'w str>) {
        self.none_of("", span, words);
    }

    /// The same for a key of the table of this name.
    pub fn wrong_word_in<'w>(
        &mut self,
        table: &str,
        span: Range<usize>,
        words: impl Iterator<Item = &'w str>,
    ) {
        self.none_of(&format!("in {table} "), span, words);
    }

    /// The same where there are so many words that they are told once, and only if none of them is near.
    pub fn wrong_one_of_many<'w>(
        &mut self,
        span: Range<usize>,
        words: impl Iterator<Item = &'w str>,
        expected: &str,
        all: &str,
    ) {
        let place = Place::of(self.text, span.start);
        let meant = self.meant(&span, &words.collect::<Vec<_>>());
        // Lines of words under each of several slips would hide the slips.
        let is_told = self.mistakes.iter().any(|(_, it, _)| it.expected == all);
        let expected = if meant.is_some() || is_told { expected } else { all };
        let mistake = Mistake { meant, ..place.mistake(quote(self.text, span), expected) };
        self.mistakes.push((place, mistake, Kind::Wrong));
    }

    /// Notes that there is no such class, or that it is switched off.
    pub fn wrong_class<'w>(&mut self, span: Range<usize>, id: &str, words: impl Iterator<Item = &'w str>) {
        if self.classes_off.iter().any(|off| off == id) {
            let read = format!("{}, which this file switches off", quote(self.text, span.clone()));
            self.note(span.start, read, one_of(words), Kind::Wrong);
        } else {
            self.wrong_word(span, words);
        }
    }

    /// Notes that the file switches a class off.
    pub fn switches_off(&mut self, id: &str) {
        self.classes_off.push(id.to_owned());
    }

    /// Notes where the file says who falls in a class.
    pub fn tells_class(&mut self, id: &str, span: Range<usize>) {
        self.classes_told.push((id.to_owned(), span));
    }

    /// Notes that what stands at `span` can be read and does nothing, unless something within it has been noted already.
    pub fn doubt(&mut self, span: &Range<usize>, what: Doubtful) {
        if !self.doubts.iter().any(|(at, _)| span.contains(at)) {
            self.doubts.push((span.start, what));
        }
    }

    /// Notes what a class does in vain, at the first of these that the file says something of.
    pub fn doubt_class(&mut self, classes: &[&ClassId], what: Doubtful) {
        let told = |id: &&ClassId| self.classes_told.iter().find(|(told, _)| told == id.as_str());
        if let Some((_, span)) = classes.iter().find_map(told) {
            self.doubts.push((span.start, what));
        }
    }

    /// Everything that does nothing, from the top of the file to its end.
    pub fn take_doubts(&mut self) -> Vec<Doubt> {
        let mut doubts = std::mem::take(&mut self.doubts);
        doubts.sort_by_key(|(at, _)| *at);
        let placed = doubts.into_iter().map(|(at, what)| {
            let Place { line, column } = Place::of(self.text, at);
            Doubt { line, column, what }
        });
        placed.collect()
    }

    fn none_of<'w>(&mut self, lead: &str, span: Range<usize>, words: impl Iterator<Item = &'w str>) {
        let words: Vec<_> = words.collect();
        let meant = self.meant(&span, &words);
        let place = Place::of(self.text, span.start);
        let expected = format!("{lead}{}", one_of(words.iter().copied()));
        let mistake = Mistake { meant, ..place.mistake(quote(self.text, span), expected) };
        self.mistakes.push((place, mistake, Kind::Wrong));
    }

    /// The word that what stands at `span` probably was to be.
    fn meant(&self, span: &Range<usize>, words: &[&str]) -> Option<String> {
        let there = self.text.get(span.clone()).unwrap_or_default().trim_matches(['"', '\'']);
        nearest(there, words).map(str::to_owned)
    }

    /// Notes that something is not there which should be; `span` is what it should be in.
    pub fn missing(&mut self, span: Range<usize>, read: impl Into<String>, expected: impl Into<String>) {
        self.note(span.start, read, expected, Kind::Missing);
    }

    /// Where a word stands within a span; the beginning of the span where it does not.
    pub fn find(&self, span: &Range<usize>, word: &str) -> Range<usize> {
        let found = self.text.get(span.clone()).and_then(|text| text.find(word));
        found.map_or(span.start..span.start, |at| span.start + at..span.start + at + word.len())
    }

    /// Notes a stage that the rules name.
    pub fn names_stage(&mut self, id: StageId, span: Range<usize>) {
        self.stages_named.push((id, Place::of(self.text, span.start)));
    }

    /// Notes a class that a flag names.
    pub fn names_class(&mut self, id: ClassId, span: Range<usize>) {
        self.classes_named.push((id, span));
    }

    /// The classes named so far, each with its place.
    pub fn classes_named(&self) -> Vec<(ClassId, Range<usize>)> {
        self.classes_named.clone()
    }

    /// The stages named and all mistakes, from the top of the file to its end.
    ///
    /// Where the file is not even TOML, what seems to be missing may merely have been lost, and a line
    /// that could not be read says nothing else about itself but the first slip.
    pub fn finish(mut self, syntax: &[toml::de::Error]) -> (Vec<(StageId, Place)>, Vec<Mistake>) {
        let syntax = first_of_each_line(self.text, syntax);
        let torn: Vec<_> = syntax.iter().map(|error| self.place_of(error)).collect();
        if !torn.is_empty() {
            self.mistakes.retain(|(place, _, kind)| {
                *kind == Kind::Wrong && torn.iter().all(|torn| torn.line != place.line)
            });
        }
        for (place, error) in torn.into_iter().zip(syntax) {
            self.mistakes.push((place, slip::told(self.text, error), Kind::Wrong));
        }
        self.mistakes.sort_by_key(|(place, ..)| *place);
        (self.stages_named, self.mistakes.into_iter().map(|(_, mistake, _)| mistake).collect())
    }

    fn note(&mut self, byte: usize, read: impl Into<String>, expected: impl Into<String>, kind: Kind) {
        let place = Place::of(self.text, byte);
        self.mistakes.push((place, place.mistake(read, expected), kind));
    }

    fn place_of(&self, error: &toml::de::Error) -> Place {
        Place::of(self.text, error.span().map_or(0, |span| span.start))
    }
}
