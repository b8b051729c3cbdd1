//! Dates as people type them, in English and in Chinese: `+3d`, `fri`, `6.20`, `明天下午3点`.
//!
//! [`read_day`] reads a whole text, [`leading_day`] the date that a longer text begins with. Which day a
//! short form means depends on `today` and on a [`Leaning`]; nothing here reads a clock or knows words for
//! the screen. The rooms below: `token` cuts text into meanings by the `words` it knows, `date` and
//! `clock` know the forms, `calendar` does the sums.
//!
//! What is decided here, where people differ:
//! * Of two numbers the month comes first, as Chinese people write, unless the first is above 12.
//! * Of three numbers the year comes first. With a year of four digits at the end, dots or a first number
//!   above 12 mean day first, a second number above 12 month first; `5/6/2026` is refused as unclear.
//! * A year of two digits is taken within three years of today, in front (`26-6-20`) or at the end, where the order of the
//!   others is the one above (`20.6.26`, `6/20/26`), and not where both could be it: `25-6-26` and `5/6/26` are refused.
//! * A full stop behind the month, as Germans write it (`1.7.`), says that the day comes first.
//! * A weekday alone is never today. `next wed` and 下周三 mean the calendar week after this one.
//! * `20号` that is to happen is never in the past, unlike `4 June`, which may be yesterday.
//! * A count without a sign (`3d`) goes the way of the leaning.

mod calendar;
mod clock;
mod date;
mod token;
mod words;

#[cfg(test)]
mod tests;

use super::text::half_width;
use time::{Date, Time};
use token::{Lexeme, Token};

/// Which of several possible days a short form means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// Something that happened: today or the latest such day before.
    Past,
    /// Something that is to happen: the nearest such day, the future preferred.
    Future,
}

/// A day, with a time of day where one was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub date: Date,
    pub time: Option<Time>,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayError {
    /// Nothing was typed.
    Empty,
    /// It looks like no date at all.
    Unknown,
    /// It looks like a date, and its month does not have that day.
    NoSuchDay,
    NoSuchMonth,
    /// Not from 1900 to 2199.
    NoSuchYear,
    NoSuchTime,
}

/// A date found at the beginning of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadingDay<'a> {
    /// The words that make the date, as typed.
    pub typed: &'a str,
    /// The day meant, or why a text that clearly begins as a date is none.
    pub when: Result<When, DayError>,
    pub basis: Basis,
    /// What follows, without the space or comma between.
    pub rest: &'a str,
}

/// What a date was made from, for readers that must be careful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A day was named.
    Day,
    /// Only a time of day was named, so that the day is an assumption.
    TimeAlone,
    /// Only a length of time was named, without a sign: `3d`.
    BareCount,
}

/// Why words make no date; finer than [`DayError`], so that a wrong time is not mistaken for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Miss {
    Unknown,
    NoSuchDay,
    NoSuchMonth,
    NoSuchYear,
    NoSuchTime,
}

impl Miss {
    /// Whether the words name a day that there is not.
    fn is_of_day(self) -> bool {
        matches!(self, Self::NoSuchDay | Self::NoSuchMonth | Self::NoSuchYear)
    }
}

impl From<Miss> for DayError {
    fn from(miss: Miss) -> Self {
        match miss {
            Miss::Unknown => Self::Unknown,
            Miss::NoSuchDay => Self::NoSuchDay,
            Miss::NoSuchMonth => Self::NoSuchMonth,
            Miss::NoSuchYear => Self::NoSuchYear,
            Miss::NoSuchTime => Self::NoSuchTime,
        }
    }
}

const FULL_STOPS: [char; 3] = ['.', '．', '。'];

/// The longest date that is looked for, in tokens; all known forms are shorter.
const MAX_TOKENS: usize = 20;

/// Reads a date such as `+3d`, `fri`, `6.20` or `明天`, with or without a time of day.
///
/// A time alone means today; whoever knows the hour may prefer the day before or after.
///
/// # Errors
/// What is wrong with the text.
pub fn read_day(text: &str, today: Date, leaning: Leaning) -> Result<When, DayError> {
    if text.trim().is_empty() {
        return Err(DayError::Empty);
    }
    let text = text.trim_end();
    let read = |text: &str| {
        let lexemes = token::lex(text, MAX_TOKENS + 1);
        if lexemes.len() > MAX_TOKENS {
            return Err(DayError::Unknown);
        }
        let (when, _) = read_tokens(&tokens_of(&lexemes), today, leaning)?;
        Ok(when)
    };
    match (read(text), text.strip_suffix(FULL_STOPS)) {
        (Err(DayError::Unknown), Some(text)) => read(text),
        (found, _) => found,
    }
}

/// The longest date that `text` begins with, for texts such as `fri send DHL` or `周五寄样`.
///
/// Nothing if the text begins with no date. A text that clearly begins as one and is none, such as
/// `6.31 send` or `+3x call`, comes back with the reason.
pub fn leading_day(text: &str, today: Date, leaning: Leaning) -> Option<LeadingDay<'_>> {
    let lexemes = token::lex(text, MAX_TOKENS);
    let tokens = tokens_of(&lexemes);
    let mut broken = None;
    for length in (1..=tokens.len()).rev() {
        let (Some(words), Some(last)) = (tokens.get(..length), lexemes.get(length - 1)) else { continue };
        let Some((typed, rest)) = text.trim_end().split_at_checked(last.end) else { continue };
        if !ends_here(typed, last.token, rest) {
            continue;
        }
        let found = |when, basis| LeadingDay { typed: typed.trim(), when, basis, rest: without_comma(rest) };
        match read_tokens(words, today, leaning) {
            Ok((_, Basis::BareCount)) if has_gap(&lexemes) => {}
            Ok((when, basis)) => return Some(found(Ok(when), basis)),
            Err(Miss::NoSuchTime) => return Some(found(Err(DayError::NoSuchTime), Basis::Day)),
            Err(miss) if miss.is_of_day() && !is_price(words) => {
                broken = broken.or(Some(found(Err(miss.into()), Basis::Day)));
            }
            Err(_) => {}
        }
    }
    broken.or_else(|| broken_first_word(text))
}

fn tokens_of(lexemes: &[Lexeme]) -> Vec<Token> {
    lexemes.iter().map(|lexeme| lexeme.token).collect()
}

/// A day, a time, or both in either order.
fn read_tokens(tokens: &[Token], today: Date, leaning: Leaning) -> Result<(When, Basis), Miss> {
    match date::read(tokens, today, leaning) {
        Ok((date, basis)) => return Ok((When { date, time: None }, basis)),
        Err(miss) if miss.is_of_day() => return Err(miss),
        Err(_) => {}
    }
    if let [Token::DayPart(days, _)] = tokens {
        let date = calendar::plus_days(today, i64::from(*days))?;
        return Ok((When { date, time: None }, Basis::Day));
    }
    if let [Token::DayPart(days, part), clock @ ..] = tokens {
        let date = calendar::plus_days(today, i64::from(*days))?;
        return Ok((When { date, time: Some(clock::read_in(*part, clock)?) }, Basis::Day));
    }
    match clock::read(tokens) {
        Ok(time) => {
            let date = calendar::plus_days(today, 0)?;
            return Ok((When { date, time: Some(time) }, Basis::TimeAlone));
        }
        Err(Miss::NoSuchTime) => return Err(Miss::NoSuchTime),
        Err(_) => {}
    }
    if let Some(day) = day_of_part(tokens)
        && let Ok((date, basis)) = date::read(day, today, leaning)
    {
        return Ok((When { date, time: None }, basis));
    }
    for at in 1..tokens.len() {
        let (head, tail) = tokens.split_at(at);
        let day_first = match head {
            [day @ .., Token::IsoT | Token::Mark(',')] => (day, tail),
            _ => (head, tail),
        };
        for (day, clock) in [day_first, (tail, head)] {
            let time = clock::read(clock);
            if time == Err(Miss::Unknown) {
                continue;
            }
            match date::read(day, today, leaning) {
                Ok((date, basis)) => return Ok((When { date, time: Some(time?) }, basis)),
                Err(Miss::Unknown) => {}
                Err(miss) => return Err(miss),
            }
        }
    }
    Err(Miss::Unknown)
}

/// The day of a day with a part of it and no hour, 明天上午: no time is agreed.
fn day_of_part(tokens: &[Token]) -> Option<&[Token]> {
    match tokens {
        [Token::Which(0), Token::Part(_)] => Some(&[Token::Day(0)]),
        [day @ .., Token::Part(_)] if !matches!(day, [] | [.., Token::Number(_)]) => Some(day),
        _ => None,
    }
}

/// Whether a date may end between `typed` and `rest`: never inside a word, a range, a price or an amount.
fn ends_here(typed: &str, last: Token, rest: &str) -> bool {
    let amount = matches!(last, Token::Number(_));
    let mut behind = rest.chars();
    let Some(next) = behind.next() else { return true };
    let after = behind.next();
    if next.is_whitespace() {
        return !(amount && starts_with_measure(rest.trim_start()));
    }
    if token::is_han(next) {
        return !(amount && HAN_MEASURES.contains(next));
    }
    match half_width(next) {
        '.' => next == '。' || after.is_none_or(char::is_whitespace),
        ',' | ';' | ':' | '!' | '(' => !after.map(half_width).is_some_and(|c| c.is_ascii_digit()),
        '-' | '/' | '~' | '\'' => false,
        _ => typed.chars().next_back().is_some_and(token::is_han),
    }
}

/// Words that count things: a number in front of one is an amount and ends no date.
const HAN_MEASURES: &str = "件个個箱套吨元块刀折百千万只台份张条柜批斤款种米公盒包瓶卷支双对天周月年小";
const MEASURES: [&str; 25] = [
    "pcs", "pc", "kg", "kgs", "g", "t", "tons", "usd", "eur", "rmb", "cny", "units", "sets", "cartons",
    "ctns", "cbm", "m", "mm", "cm", "k", "days", "weeks", "months", "samples", "%",
];

fn starts_with_measure(rest: &str) -> bool {
    let word = rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/')).next();
    let han = rest.chars().next().is_some_and(|c| HAN_MEASURES.contains(c));
    han || word.is_some_and(|word| MEASURES.contains(&word.to_lowercase().as_str()))
}

/// Drops the space, comma or colon that people put between a date and what is to be done.
fn without_comma(rest: &str) -> &str {
    let rest = rest.trim();
    rest.strip_prefix([',', '，', '、', ':', '：', ';', '；', '.', '。']).unwrap_or(rest).trim_start()
}

/// `3 days` at the beginning of a text is as often an amount (`3 days notice`) as a date; `3d` is not.
fn has_gap(lexemes: &[Lexeme]) -> bool {
    matches!(lexemes, [first, second, ..] if second.start > first.end)
}

/// `0.86` and `2.50` are prices, `6.31` is a day that does not exist.
fn is_price(tokens: &[Token]) -> bool {
    let ([Token::Number(a), Token::Mark('.'), Token::Number(b)]
    | [Token::Number(a), Token::Mark('.'), Token::Number(b), Token::Mark('.')]) = tokens
    else {
        return false;
    };
    let day_of_month = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    !day_of_month(a.value, b.value) && !day_of_month(b.value, a.value)
}

/// A sign, or numbers joined twice (`6/20-25`, `5/6/2026`), announce a date even where none can be read.
fn broken_first_word(text: &str) -> Option<LeadingDay<'_>> {
    let text = text.trim();
    let typed = text.split_whitespace().next()?;
    let rest = text.strip_prefix(typed).unwrap_or_default().trim_start();
    let folded: String = typed.chars().map(half_width).collect();
    let mut parts = folded.split(['.', '/', '-']);
    let joined = folded.matches(['.', '/', '-']).count() >= 2
        && parts.all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    let signed = folded.starts_with('+')
        || folded.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (joined || signed).then_some(LeadingDay { typed, when: Err(DayError::Unknown), basis: Basis::Day, rest })
}
