//! Conditions in a rule file: a table whose keys are `all`, `any`, `not` or facts; all of them must hold.

use super::source::Source;
use super::table::Fields;
use super::value::{self, Value};
use crate::domain::tag;
use crate::domain::text::fold_name;
use crate::domain::{ClassId, Country, CustomerType, Grade, StageGroup, StageId};
use crate::rules::Doubtful;
use crate::rules::condition::{Age, Condition, Count, Event, Fact, When, YesNo, folded};
use std::ops::RangeInclusive;

/// What a condition is for, which limits what it may ask.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A flag: any fact, the class and its due window among them.
    Flag,
    /// The class or what to say: any fact but those that come from the class.
    Class,
    /// The bonuses of the grade: neither the grade itself nor anything that time alone changes, since a grade
    /// should only move when something happens; the age of the last order has its own place.
    Grade,
}

impl Use {
    /// What a fact is told that is known, but not here.
    fn limit(self) -> &'static str {
        match self {
            Self::Grade => "a fact that time alone does not change, and not the grade itself",
            Self::Class | Self::Flag => {
                "a fact that does not come from the class; this one is for [[flag]] alone"
            }
        }
    }
}

/// Facts that are one of several words; the others are counts, questions, ages and events.
const NAMED: &[&str] = &["stage_group", "stage", "tag", "country", "type", "owner", "product", "grade"];

const CLASS: &str = "class";
const QUOTE_EXPIRES: &str = "quote_expires_within_days";
pub(super) const NEXT_STEP_IN: &str = "next_step_in_days";
const OVER_CADENCE: &str = "over_cadence_days";

/// What joins conditions to one.
const JOINED: &[&str] = &["all", "any", "not"];

/// The condition at `when`, if there is one.
pub(super) fn of(fields: &mut Fields, source: &mut Source, purpose: Use) -> Option<When> {
    fields.optional("when").map(|value| When::new(condition(value, source, purpose)))
}

/// Every key that a condition may have.
pub(super) fn vocabulary(purpose: Use) -> impl Iterator<Item = &'static str> {
    groups(purpose).into_iter().flat_map(|(_, words)| words)
}

/// The same, sorted by what is written behind the word.
fn groups(purpose: Use) -> Vec<(&'static str, Vec<&'static str>)> {
    let named = NAMED.iter().copied().filter(|name| purpose != Use::Grade || *name != "grade");
    let ages = Age::ALL.iter().filter(|age| **age != Age::Overdue).map(|age| age.id());
    let mut groups = vec![
        ("joining others", JOINED.to_vec()),
        ("names", named.collect()),
        ("counts", Count::ALL.iter().map(|count| count.id()).collect()),
        ("true or false", YesNo::ALL.iter().map(|question| question.id()).collect()),
    ];
    if purpose != Use::Grade {
        groups.push(("days ago at most", Event::ALL.iter().map(|event| event.id()).collect()));
        groups.push(("days since", ages.collect()));
        groups.push(("days ahead", vec![QUOTE_EXPIRES, NEXT_STEP_IN]));
    }
    if purpose == Use::Flag {
        groups.push(("of the class", vec![CLASS, Age::Overdue.id(), OVER_CADENCE]));
    }
    groups
}

/// All of them in lines that one can read.
fn told(purpose: Use) -> String {
    groups(purpose)
        .into_iter()
        .fold(WORD.to_owned(), |told, (kind, words)| format!("{told}\n    {kind}: {}", words.join(", ")))
}

/// What a key of a condition is.
const WORD: &str = "a word of a condition";

fn condition(value: &Value, source: &mut Source, purpose: Use) -> Condition {
    let fields = Fields::of(value, source, "a condition");
    let entries = fields.entries();
    if entries.is_empty() && value.get_ref().is_table() {
        source.wrong_one_of_many(value.span(), vocabulary(purpose), WORD, &told(purpose));
    }
    let mut parts: Vec<_> = entries
        .into_iter()
        .filter_map(|(key, span, value)| {
            let known = vocabulary(purpose).any(|word| word == key);
            if !known && vocabulary(Use::Flag).any(|word| word == key) {
                source.wrong(span, purpose.limit());
            } else if !known {
                source.wrong_one_of_many(span, vocabulary(purpose), WORD, &told(purpose));
            }
            known.then(|| part(key, value, source, purpose)).flatten()
        })
        .collect();
    let condition = match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            Condition::All(parts)
        }
        None => Condition::Any(Vec::new()),
    };
    if let Some(words) = condition.contradiction(source.stages) {
        source.doubt(&value.span(), Doubtful::NeverHolds { words });
    }
    condition
}

fn part(key: &str, value: &Value, source: &mut Source, purpose: Use) -> Option<Condition> {
    match key {
        "all" => Some(Condition::All(conditions(value, source, purpose))),
        "any" => Some(Condition::Any(conditions(value, source, purpose))),
        "not" => Some(Condition::Not(Box::new(condition(value, source, purpose)))),
        _ => fact(key, value, source).map(Condition::Fact),
    }
}

fn conditions(value: &Value, source: &mut Source, purpose: Use) -> Vec<Condition> {
    value::list(value, source, "a list of conditions, such as [{ orders = \">= 1\" }]")
        .map(|each| condition(each, source, purpose))
        .collect()
}

fn fact(key: &str, value: &Value, source: &mut Source) -> Option<Fact> {
    if let Some(what) = Count::from_id(key) {
        return count(value, source).map(|range| Fact::Count {
            what,
            least: *range.start(),
            most: *range.end(),
        });
    }
    if let Some(what) = YesNo::from_id(key) {
        return value::flag(value, source).map(|wanted| Fact::YesNo { what, wanted });
    }
    if let Some(what) = Age::from_id(key) {
        return count(value, source).map(|range| Fact::Age {
            what,
            least: *range.start(),
            most: *range.end(),
        });
    }
    if key == QUOTE_EXPIRES {
        return value::number(value, source, &(0..=365)).map(|days| Fact::QuoteExpires { days });
    }
    if key == NEXT_STEP_IN {
        return count(value, source)
            .map(|range| Fact::NextStepIn { least: *range.start(), most: *range.end() });
    }
    if key == OVER_CADENCE {
        return value::number(value, source, &(1..=365)).map(|days| Fact::OverCadence { days });
    }
    if let Some(what) = Event::from_id(key) {
        return value::number(value, source, &(0..=3650)).map(|days| Fact::Within { what, days });
    }
    let each = value::one_or_more(value, source).into_iter();
    match key {
        "stage_group" => Some(Fact::StageGroup(
            each.filter_map(|it| value::choice(it, source, StageGroup::ALL, StageGroup::id)).collect(),
        )),
        CLASS => {
            let ids = each.filter_map(|it| class(it, source)).collect();
            Some(Fact::Class { ids, places: 0 })
        }
        "stage" => {
            let ids = each.filter_map(|it| stage(it, source)).collect();
            Some(Fact::Stage { ids, places: 0 })
        }
        "tag" => {
            let mut tags: Vec<String> = Vec::new();
            for name in each.filter_map(|it| tag(it, source)).flatten() {
                if !tags.contains(&name) {
                    tags.push(name);
                }
            }
            Some(Fact::Tag { tags, places: 0 })
        }
        "country" => Some(Fact::Country(each.filter_map(|it| country(it, source)).collect())),
        "owner" => Some(Fact::Owner(each.filter_map(|it| name(it, source, folded)).collect())),
        "product" => Some(Fact::Product(each.filter_map(|it| name(it, source, fold_name)).collect())),
        "type" => Some(Fact::Type(
            each.filter_map(|it| value::choice(it, source, CustomerType::ALL, CustomerType::id)).collect(),
        )),
        "grade" => Some(Fact::Grade(
            each.filter_map(|it| value::choice(it, source, Grade::ALL, Grade::id)).collect(),
        )),
        _ => None,
    }
}

/// Whether there is such a class is checked when all of them are known.
fn class(value: &Value, source: &mut Source) -> Option<ClassId> {
    let id = ClassId::new(value::text(value, source)?);
    source.names_class(id.clone(), value.span());
    Some(id)
}

/// Whether there is such a stage is checked later, against the list of stages.
fn stage(value: &Value, source: &mut Source) -> Option<StageId> {
    let id = StageId::new(value::text(value, source)?);
    source.names_stage(id.clone(), value.span());
    Some(id)
}

/// A tag by what it may be stored as: a built-in one by any of its names.
fn tag(value: &Value, source: &mut Source) -> Option<Vec<String>> {
    let typed = value::text(value, source)?;
    let tag = folded(&typed);
    if tag.is_empty() {
        source.wrong(value.span(), "a tag with letters or digits in it");
        return None;
    }
    let known = tag::built_in_named(&typed, folded);
    Some(known.map_or(vec![tag], |known| [known.id, known.en, known.zh].map(folded).to_vec()))
}

/// A name as it is compared.
fn name(value: &Value, source: &mut Source, folded: fn(&str) -> String) -> Option<String> {
    let name = folded(&value::text(value, source)?);
    if name.is_empty() {
        source.wrong(value.span(), "a name with letters or digits in it");
        return None;
    }
    Some(name)
}

fn country(value: &Value, source: &mut Source) -> Option<Country> {
    let country = Country::find(&value::text(value, source)?);
    if country.is_none() {
        source.wrong(value.span(), "a country, such as \"Germany\"");
    }
    country
}

/// `3`, `">= 3"`, `"> 3"`, `"<= 3"`, `"< 3"` or `"3..6"`.
fn count(value: &Value, source: &mut Source) -> Option<RangeInclusive<u32>> {
    const EXPECTED: &str = "a number such as 3, or a comparison such as \">= 3\", \"< 3\" or \"3..6\"";
    if value.get_ref().is_integer() {
        return value::count(value, source).map(|exact| exact..=exact);
    }
    let range = value.get_ref().as_str().and_then(comparison).filter(|range| !range.is_empty());
    if range.is_none() {
        source.wrong(value.span(), EXPECTED);
    }
    range
}

pub(super) fn comparison(text: &str) -> Option<RangeInclusive<u32>> {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let text = text.trim();
    if let Some(least) = text.strip_prefix(">=") {
        return number(least).map(|least| least..=u32::MAX);
    }
    if let Some(most) = text.strip_prefix("<=") {
        return number(most).map(|most| 0..=most);
    }
    if let Some(below) = text.strip_prefix('>') {
        return Some(number(below)?.checked_add(1)?..=u32::MAX);
    }
    if let Some(above) = text.strip_prefix('<') {
        return Some(0..=number(above)?.checked_sub(1)?);
    }
    if let Some((least, most)) = text.split_once("..") {
        let least = if least.trim().is_empty() { Some(0) } else { number(least) };
        return Some(least?..=number(most)?);
    }
    number(text.strip_prefix('=').unwrap_or(text)).map(|exact| exact..=exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_compared_as_written() {
        let check = |text: &str, expected: Option<(u32, u32)>| {
            assert_eq!(comparison(text).map(|range| (*range.start(), *range.end())), expected, "{text}");
        };
        check(">= 1", Some((1, u32::MAX)));
        check("> 1", Some((2, u32::MAX)));
        check("<=3", Some((0, 3)));
        check(" < 3 ", Some((0, 2)));
        check("= 2", Some((2, 2)));
        check("2", Some((2, 2)));
        check("3..6", Some((3, 6)));
        check("..6", Some((0, 6)));
        for wrong in ["", ">", "=> 1", "one", "< 0", "-1", "> 4294967295", "1..", ".."] {
            check(wrong, None);
        }
    }
}
