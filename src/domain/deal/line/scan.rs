//! What a line is cut into: keywords, sums of money, prices, dates, lengths of time.

use super::super::PartError;
use super::super::amount::{currency_at, number_at, slip_at, unit_behind};
use super::super::day::happened;
use crate::domain::day_input::{Basis, Leaning, leading_day};
use crate::domain::text::half_width;
use time::Date;

/// What follows one of these words, where the text begins with it. A colon may stand between.
///
/// A Latin word must end there; a digit may touch it, as in `MOQ5000`.
pub fn keyword<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| {
        let (head, rest) = text.split_at_checked(word.len())?;
        let same = head.eq_ignore_ascii_case(word);
        let ends = !word.is_ascii() || !rest.starts_with(|c: char| c.is_alphabetic());
        (same && ends).then(|| rest.trim_start().trim_start_matches([':', '：', '=']).trim_start())
    })
}

/// The first word, without the comma behind it, and what follows.
pub fn word(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '，' | '；' | ';')).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let bare = word.trim_end_matches(',');
    (!bare.is_empty()).then_some((bare, rest))
}

/// Codes that people also type in small letters; others, such as `all` and `top`, are words then.
const SMALL_CODES: [&str; 8] = ["usd", "eur", "gbp", "cny", "jpy", "hkd", "rmb", "inr"];

/// Whether what stands where a currency might is meant as one.
fn looks_like_currency(text: &str) -> bool {
    let Some(head) = text.get(..3).filter(|head| head.bytes().all(|b| b.is_ascii_alphabetic())) else {
        return true;
    };
    head.bytes().all(|b| b.is_ascii_uppercase()) || SMALL_CODES.contains(&head.to_ascii_lowercase().as_str())
}

/// A sum with its currency in front or behind, as typed, and what follows it.
///
/// Three capital letters in front of a number that are no currency count as a slip where `strict` is not set,
/// so that the mistake is named instead of kept as text.
pub fn money(text: &str, strict: bool) -> Option<(&str, &str)> {
    let unsigned = text.strip_prefix(['-', '−']).unwrap_or(text);
    let rest = match currency_at(unsigned) {
        Some((currency, rest)) if looks_like_currency(unsigned) && (currency.is_ok() || !strict) => {
            let figures = rest.trim_start();
            number_at(figures).map(|(_, rest)| rest).or_else(|| slip_at(figures))?
        }
        _ => {
            let rest = number_at(unsigned).map(|(_, rest)| rest).or_else(|| slip_at(unsigned))?;
            let behind = rest.trim_start();
            let (currency, rest) = currency_at(behind).filter(|_| looks_like_currency(behind))?;
            currency.ok()?;
            rest
        }
    };
    let typed = text.get(..text.len() - rest.len())?;
    Some((typed.trim(), rest))
}

/// A number that stands for itself: neither part of `30/70` or `30%`, nor in front of a unit of time.
pub fn bare_number(text: &str) -> Option<(&str, &str)> {
    let (_, rest) = number_at(text)?;
    let ends = rest.chars().next().is_none_or(|c| c.is_whitespace() || matches!(half_width(c), ',' | ';'));
    let typed = text.get(..text.len() - rest.len())?;
    (ends && days(text).is_none()).then_some((typed, rest))
}

/// Figures that stand for themselves and are meant as a number, though they are none: `12..3`.
pub fn bare_slip(text: &str) -> Option<(&str, &str)> {
    let rest = slip_at(text).filter(|rest| rest.chars().next().is_none_or(char::is_whitespace))?;
    Some((text.get(..text.len() - rest.len())?, rest))
}

/// A price as typed, the unit behind it, and what follows. Without a currency only `0.86/pc` is one.
pub fn price(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let found = money(text, true).or_else(|| {
        let slip = currency_at(text).filter(|_| looks_like_currency(text));
        let after = slip.map_or(text, |(_, rest)| rest.trim_start());
        let rest = number_at(after).map(|(_, rest)| rest).or_else(|| slip_at(after))?;
        unit_behind(rest).filter(|(unit, _)| unit.starts_with(|c: char| !c.is_ascii_digit()))?;
        Some((text.get(..text.len() - rest.len())?.trim(), rest))
    });
    let (typed, rest) = found?;
    match unit_behind(rest) {
        Some((unit, after)) => Some((typed, Some(unit), after)),
        None => Some((typed, None, rest)),
    }
}

/// Units of time with their days.
const UNITS: [(&str, u32); 9] = [
    ("days", 1),
    ("day", 1),
    ("d", 1),
    ("天", 1),
    ("weeks", 7),
    ("week", 7),
    ("w", 7),
    ("周", 7),
    ("个月", 30),
];

/// A length of time in days: `30d`, `30 days`, `4 weeks`, `30天`.
pub fn days(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, rest) = text.split_at_checked(end)?;
    let count: u32 = digits.parse().ok()?;
    let rest = rest.trim_start();
    UNITS.iter().find_map(|(unit, length)| {
        let after = rest.strip_prefix(unit)?;
        let ends = !unit.is_ascii() || !after.starts_with(|c: char| c.is_ascii_alphanumeric());
        ends.then(|| (count.saturating_mul(*length), after))
    })
}

/// A date behind a keyword, in figures where it can be read and else as typed, and what follows it.
pub fn day_behind(text: &str, today: Date, leaning: Leaning) -> Option<(String, &str)> {
    let found = leading_day(text, today, leaning)?;
    let unclear = leaning == Leaning::Past && happened(found.typed, today) == Err(PartError::YearNeeded);
    let shown = match found.when {
        Ok(when) if !unclear => super::super::spell::day(when.date),
        Ok(_) | Err(_) => found.typed.to_owned(),
    };
    Some((shown, found.rest))
}

/// A date that is one beyond doubt without any keyword: it names a month, or is `yesterday`.
pub fn clear_day(text: &str, today: Date) -> Option<(String, &str)> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let found = leading_day(text, today, Leaning::Past).filter(|day| day.basis == Basis::Day)?;
    let when = found.when.ok()?;
    let typed = found.typed.to_lowercase();
    let figures = typed.chars().any(|c| half_width(c).is_ascii_digit());
    let month = MONTHS.iter().any(|month| typed.contains(month)) || typed.contains('月');
    let relative = ["yesterday", "today", "昨天", "今天", "前天"].contains(&typed.as_str());
    let year_first = typed.chars().take_while(char::is_ascii_digit).count() == 4;
    let iso = year_first && typed.matches(['-', '.', '/']).count() == 2;
    let unclear = happened(found.typed, today) == Err(PartError::YearNeeded);
    let shown = if unclear { found.typed.to_owned() } else { super::super::spell::day(when.date) };
    ((figures && (month || iso)) || relative).then_some((shown, found.rest))
}
