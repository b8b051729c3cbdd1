//! Values that are one of a few: by their id, or by what a screen calls them in either language. What is none of them is a
//! mistake of the command line.

use crate::app::settings::Language;
use crate::domain::deal::{Part, choices};
use crate::domain::text::fold_name;
use crate::domain::trade::Incoterm;
use crate::lang::Words;
use std::fmt::{self, Display};

/// A mistake in what was typed, whatever the data are: the program ends with code 2.
#[derive(Debug)]
pub struct Misuse(String);

impl Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub fn misuse(said: impl Into<String>) -> anyhow::Error {
    anyhow::Error::msg(Misuse(said.into()))
}

const LANGUAGES: [Words; 2] = [Words(Language::En), Words(Language::Zh)];

/// Reads a value; `names` is what it is called, the first of them wherever there is one name alone.
///
/// # Errors
/// None of them, with all that would do.
pub fn read<T: Copy>(
    typed: &str,
    (option, all): (&str, &[T]),
    id: impl Fn(T) -> &'static str,
    names: impl Fn(Words, T) -> Vec<String>,
    words: Words,
) -> anyhow::Result<T> {
    let key = fold_name(typed);
    let is_called =
        |value: &T| fold_name(id(*value)) == key || LANGUAGES.iter().any(|it| has(&names(*it, *value), &key));
    let found = all.iter().copied().find(is_called);
    found.ok_or_else(|| {
        let told = |value: &T| match words.pick(None, names(words, *value).into_iter().next()) {
            Some(name) => name,
            None => id(*value).to_owned(),
        };
        let option = if option.is_empty() { typed.to_owned() } else { format!("{option} {typed}") };
        misuse(
            words.not_one_of(&option, &all.iter().map(told).collect::<Vec<_>>().join(words.pick(", ", "、"))),
        )
    })
}

fn has(names: &[String], key: &str) -> bool {
    names.iter().any(|name| fold_name(name) == key)
}

/// The id of a part's choice where the text is its id or its name, else the text.
pub fn chosen(part: Part, typed: &str) -> String {
    let key = fold_name(typed);
    let called = |id: &&str| {
        fold_name(id) == key
            || LANGUAGES.iter().filter_map(|it| it.part_choice(part, id)).any(|name| fold_name(&name) == key)
    };
    ids(part).into_iter().find(called).map_or(typed.to_owned(), str::to_owned)
}

/// What would do for a part, as a screen in this language calls it.
pub fn would_do(part: Part, words: Words) -> String {
    let told = |id: &'static str| match words.pick(None, words.part_choice(part, id)) {
        Some(name) => name,
        None => id.to_owned(),
    };
    ids(part).into_iter().map(told).collect::<Vec<_>>().join(words.pick(", ", "、"))
}

fn ids(part: Part) -> Vec<&'static str> {
    match part {
        Part::Incoterm => Incoterm::ALL.iter().map(|it| Incoterm::id(*it)).collect(),
        _ => choices(part),
    }
}
