//! A table of a rule file, read key by key, so that in the end the keys nobody asked for are known.

use super::source::Source;
use super::value::{self, Value};
use crate::rules::Bilingual;
use crate::rules::window::Window;
use std::fmt::Display;
use std::ops::{Range, RangeInclusive};
use toml::de::DeTable;

/// A table that is being read.
pub(super) struct Fields<'v, 't> {
    /// Nothing where a table should be but is not; then nothing within it is missed.
    table: Option<&'v DeTable<'t>>,
    span: Range<usize>,
    name: String,
    asked: Vec<&'static str>,
}

impl<'v, 't> Fields<'v, 't> {
    pub fn new(table: &'v DeTable<'t>, span: Range<usize>, name: impl Into<String>) -> Self {
        Self { table: Some(table), span, name: name.into(), asked: Vec::new() }
    }

    /// The table that a value is, if it is one.
    pub fn of(value: &'v Value<'t>, source: &mut Source, name: impl Into<String>) -> Self {
        let (table, span, name) = (value.get_ref().as_table(), value.span(), name.into());
        if table.is_none() {
            source.wrong(span.clone(), format!("a table for {name}, such as {{ … }}"));
        }
        Self { table, span, name, asked: Vec::new() }
    }

    /// Calls the table by another name in messages.
    pub fn rename(&mut self, name: impl Into<String>) {
        self.name = name.into();
    }

    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// A value that may be left out.
    pub fn optional(&mut self, key: &'static str) -> Option<&'v Value<'t>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.table?.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// A value that must be there.
    pub fn required(
        &mut self,
        source: &mut Source,
        key: &'static str,
        expected: &str,
    ) -> Option<&'v Value<'t>> {
        let value = self.optional(key);
        if value.is_none() {
            self.lacks(source, key, expected);
        }
        value
    }

    /// Notes that a key is missing.
    pub fn lacks(&self, source: &mut Source, key: &str, expected: &str) {
        if self.table.is_some() {
            source.missing(self.span(), format!("no `{key}` in {}", self.name), expected);
        }
    }

    /// Where the value of a key stands.
    pub fn span_of(&mut self, key: &'static str) -> Option<Range<usize>> {
        self.optional(key).map(Value::span)
    }

    /// A value that must be there unless another file has said it already.
    pub fn given<T>(
        &mut self,
        source: &mut Source,
        key: &'static str,
        expected: &str,
        base: Option<&T>,
    ) -> Option<&'v Value<'t>> {
        if base.is_some() { self.optional(key) } else { self.required(source, key, expected) }
    }

    pub fn text(&mut self, source: &mut Source, key: &'static str, base: Option<&String>) -> String {
        match self.given(source, key, "a text in quotes", base) {
            Some(value) => value::text(value, source).unwrap_or_default(),
            None => base.cloned().unwrap_or_default(),
        }
    }

    pub fn number<N>(
        &mut self,
        source: &mut Source,
        key: &'static str,
        range: RangeInclusive<N>,
        base: Option<N>,
    ) -> N
    where
        N: TryFrom<i64> + PartialOrd + Display + Default + Copy,
    {
        match self.given(source, key, "a whole number", base.as_ref()) {
            Some(value) => value::number(value, source, &range).unwrap_or_default(),
            None => base.unwrap_or_default(),
        }
    }

    pub fn window(&mut self, source: &mut Source, key: &'static str, base: Option<Window>) -> Window {
        let value = self.given(source, key, crate::rules::window::WINDOW_FORM, base.as_ref());
        let window = value.map_or(base, |value| value::window(value, source));
        window.unwrap_or(Window { first: 1, last: 1 })
    }

    /// As many points, from 0 to 100, as there are cases.
    pub fn points<const N: usize>(
        &mut self,
        source: &mut Source,
        key: &'static str,
        cases: &str,
        base: Option<[u8; N]>,
    ) -> [u8; N] {
        let expected = format!("{N} whole numbers from 0 to 100: {cases}");
        let Some(value) = self.given(source, key, &expected, base.as_ref()) else {
            return base.unwrap_or([0; N]);
        };
        let found: Vec<_> = value::list(value, source, &expected)
            .map(|each| value::number(each, source, &(0..=100)).unwrap_or(0))
            .collect();
        let count = found.len();
        <[u8; N]>::try_from(found).unwrap_or_else(|_| {
            if count > 0 {
                source.wrong(value.span(), expected);
            }
            [0; N]
        })
    }

    /// A text in both languages.
    pub fn bilingual(
        &mut self,
        source: &mut Source,
        key: &'static str,
        base: Option<&Bilingual>,
    ) -> Bilingual {
        let mut fields = self.table(source, key, "zh and en", base);
        let words = fields.both_languages(source, base);
        fields.close(source);
        words
    }

    /// The keys `zh` and `en` of this table.
    pub fn both_languages(&mut self, source: &mut Source, base: Option<&Bilingual>) -> Bilingual {
        Bilingual {
            zh: self.text(source, "zh", base.map(|base| &base.zh)),
            en: self.text(source, "en", base.map(|base| &base.en)),
        }
    }

    /// A table within this one that must be there unless there is a base; `holds` tells what belongs in it.
    pub fn table<T>(
        &mut self,
        source: &mut Source,
        key: &'static str,
        holds: &str,
        base: Option<&T>,
    ) -> Self {
        match self.given(source, key, &format!("a table with {holds}"), base) {
            Some(value) => Self::of(value, source, format!("`{key}`")),
            None => Self { table: None, span: self.span(), name: key.into(), asked: Vec::new() },
        }
    }

    /// Whether this entry is switched off, where it stands over others.
    pub fn is_off(&mut self, source: &mut Source) -> bool {
        self.optional("off").and_then(|value| value::flag(value, source)).unwrap_or(false)
    }

    /// The tables of a list that may be left out, each read by `read`.
    pub fn tables<T>(
        &mut self,
        source: &mut Source,
        key: &'static str,
        read: impl Fn(Self, &mut Source) -> T,
    ) -> Vec<T> {
        let Some(value) = self.optional(key) else { return Vec::new() };
        value::list(value, source, "a list of tables")
            .map(|each| {
                let fields = Self::of(each, source, format!("`{key}`"));
                read(fields, source)
            })
            .collect()
    }

    /// Every key of this table with its value, in the order of the file.
    pub fn entries(&self) -> Vec<(&'v str, Range<usize>, &'v Value<'t>)> {
        let entries = self.table.into_iter().flat_map(|table| table.iter());
        let mut entries: Vec<_> =
            entries.map(|(name, value)| (name.get_ref().as_ref(), name.span(), value)).collect();
        entries.sort_by_key(|(_, span, _)| span.start);
        entries
    }

    /// Notes that the value of a key is none of those that there are.
    pub fn unknown<'w>(
        &mut self,
        source: &mut Source,
        key: &'static str,
        words: impl Iterator<Item = &'w str>,
    ) {
        if let Some(span) = self.span_of(key) {
            source.wrong_word(span, words);
        }
    }

    /// Leaves the rest of this table unread: it does not count.
    pub fn leave(self) {
        drop(self);
    }

    /// Notes every key that nobody asked for.
    pub fn close(self, source: &mut Source) {
        for (_, span, _) in self.entries().into_iter().filter(|(key, ..)| !self.asked.contains(key)) {
            source.wrong_word_in(&self.name, span, self.asked.iter().copied());
        }
    }
}
