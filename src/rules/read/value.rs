//! Single values of a rule file, each checked for its kind and its range.

use super::source::Source;
use crate::rules::window::{WINDOW_FORM, Window};
use std::fmt::Display;
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::DeValue;

/// A value together with where it stands.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// A text that is not blank.
pub(super) fn text(value: &Value, source: &mut Source) -> Option<String> {
    let text = value.get_ref().as_str().filter(|text| !text.trim().is_empty());
    if text.is_none() {
        source.wrong(value.span(), "a text in quotes");
    }
    text.map(str::to_owned)
}

/// A whole number within a range.
pub(super) fn number<N: TryFrom<i64> + PartialOrd + Display>(
    value: &Value,
    source: &mut Source,
    range: &RangeInclusive<N>,
) -> Option<N> {
    let number = whole(value).filter(|number| range.contains(number));
    if number.is_none() {
        source.wrong(value.span(), format!("a whole number from {} to {}", range.start(), range.end()));
    }
    number
}

/// How many of something there are, which may be none.
pub(super) fn count(value: &Value, source: &mut Source) -> Option<u32> {
    let count = whole(value);
    if count.is_none() {
        source.wrong(value.span(), "a whole number, 0 or more");
    }
    count
}

fn whole<N: TryFrom<i64>>(value: &Value) -> Option<N> {
    let integer = value.get_ref().as_integer()?;
    N::try_from(i64::from_str_radix(integer.as_str(), integer.radix()).ok()?).ok()
}

/// `true` or `false`.
pub(super) fn flag(value: &Value, source: &mut Source) -> Option<bool> {
    let flag = value.get_ref().as_bool();
    if flag.is_none() {
        source.wrong(value.span(), "true or false");
    }
    flag
}

/// One of several words.
pub(super) fn choice<T: Copy>(
    value: &Value,
    source: &mut Source,
    all: &[T],
    id: fn(T) -> &'static str,
) -> Option<T> {
    let word = value.get_ref().as_str();
    let chosen = all.iter().copied().find(|each| Some(id(*each)) == word);
    if chosen.is_none() {
        source.wrong_word(value.span(), all.iter().map(|each| id(*each)));
    }
    chosen
}

/// A window such as `2d..3d`.
pub(super) fn window(value: &Value, source: &mut Source) -> Option<Window> {
    let read = value.get_ref().as_str().map_or_else(|| Err(WINDOW_FORM.to_owned()), Window::parse);
    read.map_err(|expected| source.wrong(value.span(), expected)).ok()
}

/// The parts of a list that has at least one.
pub(super) fn list<'v, 't>(
    value: &'v Value<'t>,
    source: &mut Source,
    expected: &str,
) -> impl Iterator<Item = &'v Value<'t>> + use<'v, 't> {
    let parts = value.get_ref().as_array().filter(|parts| !parts.is_empty());
    if parts.is_none() {
        source.wrong(value.span(), expected);
    }
    parts.into_iter().flat_map(|parts| parts.iter())
}

/// A list as people write it when there is only one: with or without brackets.
pub(super) fn one_or_more<'v, 't>(value: &'v Value<'t>, source: &mut Source) -> Vec<&'v Value<'t>> {
    if value.get_ref().is_array() { list(value, source, "at least one value").collect() } else { vec![value] }
}

/// "one of a, b or c" for error messages.
pub(super) fn one_of<'w>(words: impl Iterator<Item = &'w str>) -> String {
    format!("one of {}", words.collect::<Vec<_>>().join(", "))
}
