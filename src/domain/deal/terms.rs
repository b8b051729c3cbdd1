//! Payment terms as people write them: `T/T 30/70 before shipment`, `30/70 BL`, `三七 见提单`, `L/C at sight`, `O/A 60`.
//!
//! Terms are kept as instalments. A method of payment (L/C, D/P, D/A, O/A, Western Union and so on) stands in the
//! place of the event that makes an instalment due, and knows which one it goes by.

mod words;

use super::PartError;
use crate::domain::text::half_width;
use crate::domain::trade::{Instalment, PaymentTrigger};

/// Reads payment terms.
///
/// One part of 100 is paid before shipment unless it says `advance`. Of several the first comes with the order, the next
/// before shipment and the third against the B/L copy, unless they say otherwise. `3/7` and 三七 are 30/70.
///
/// # Errors
/// No terms, parts that are not 100 percent together, or parts of which nobody can say when they are paid.
pub fn read_terms(text: &str) -> Result<Vec<Instalment>, PartError> {
    let folded = fold(text);
    let spoken = folded.replace("t/t", " ").replace("电汇", " ").replace("b/l", "bl");
    let begins_with_word = |text: &str| text.trim_start().starts_with(|c: char| !c.is_ascii_digit());
    let mut reader = Reader {
        parts: Vec::new(),
        ahead: None,
        early: None,
        names_first: begins_with_word(&folded),
        words_first: begins_with_word(&spoken),
    };
    let mut rest = spoken.trim();
    while !rest.is_empty() {
        let next = skipped(rest).or_else(|| reader.days(rest)).or_else(|| reader.percent(rest));
        rest = next.or_else(|| reader.word(rest)).ok_or(PartError::NoTerms)?;
    }
    reader.finish()
}

/// Half width and lower case, with 三七 and 三七开 as figures.
pub(super) fn fold(text: &str) -> String {
    let folded: String = text.chars().map(half_width).flat_map(char::to_lowercase).collect();
    words::with_figures(&folded)
}

/// One part as it is read.
struct Share {
    percent: u32,
    trigger: Option<PaymentTrigger>,
    days: Option<u16>,
}

struct Reader {
    parts: Vec<Share>,
    /// When and how the part that follows is paid.
    ahead: Option<PaymentTrigger>,
    /// Days in front of the first part.
    early: Option<u16>,
    /// Whether a word or a method stands in front of the first figure: such words belong to the part behind them.
    names_first: bool,
    /// The same, where T/T is none.
    words_first: bool,
}

impl Reader {
    fn days<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let is_credit =
            |part: &Share| part.days.is_none() && part.trigger.is_some_and(PaymentTrigger::is_credit);
        let bare = || bare_days_at(text).filter(|_| self.parts.last().is_some_and(is_credit));
        let (days, rest) = days_at(text).or_else(bare)?;
        match self.parts.last_mut() {
            Some(part) => part.days = Some(days),
            None => self.early = Some(days),
        }
        Some(rest)
    }

    fn percent<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let (percent, rest) = percent_at(text)?;
        self.parts.push(Share { percent, trigger: self.ahead.take(), days: None });
        Some(rest)
    }

    fn word<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let (found, rest) = words::leading(text)?;
        let Some(trigger) = found else { return Some(rest) };
        let is_of_next = if trigger.is_method() {
            self.names_first && is_share(rest)
        } else {
            self.words_first && is_figure(rest)
        };
        match self.parts.last_mut() {
            _ if is_of_next => self.ahead = Some(trigger),
            Some(part) => part.trigger = Some(trigger),
            None if trigger.event() == PaymentTrigger::Order || trigger.is_method() => {
                self.parts.push(Share { percent: 100, trigger: Some(trigger), days: self.early.take() });
            }
            None => {}
        }
        Some(rest)
    }

    fn finish(self) -> Result<Vec<Instalment>, PartError> {
        if self.early.is_some() || self.parts.is_empty() {
            return Err(PartError::NoTerms);
        }
        let count = self.parts.len();
        let sum = self.parts.iter().map(|part| part.percent).sum::<u32>();
        // `3/7` are tenths.
        let scale = if sum == 10 && count > 1 { 10 } else { 1 };
        if sum * scale != 100 {
            return Err(PartError::NotWhole);
        }
        let instalment = |(place, part): (usize, Share)| {
            let percent = u8::try_from(part.percent * scale).map_err(|_| PartError::NotWhole)?;
            let trigger = part.trigger.or(words::usual(count, place)).ok_or(PartError::WhenUnclear)?;
            Ok(Instalment { percent, trigger, days: part.days.unwrap_or_else(|| usual_days(trigger)) })
        };
        let shares = self.parts.into_iter().enumerate().filter(|(_, part)| part.percent > 0);
        let terms: Vec<_> = shares.map(instalment).collect::<Result<_, _>>()?;
        let together =
            |pair: &[Instalment]| matches!(pair, [a, b] if (a.trigger, a.days) == (b.trigger, b.days));
        if terms.windows(2).any(together) { Err(PartError::WhenUnclear) } else { Ok(terms) }
    }
}

/// What follows a mark between parts.
fn skipped(text: &str) -> Option<&str> {
    let mark = |c: char| c.is_whitespace() || matches!(c, '/' | ',' | '&' | ':' | ';');
    text.strip_prefix(mark).or_else(|| text.strip_prefix('+').filter(|_| days_at(text).is_none()))
}

/// Acceptance and open account are never at once: a month where nobody says how long.
fn usual_days(trigger: PaymentTrigger) -> u16 {
    match trigger {
        PaymentTrigger::DocumentsAgainstAcceptance | PaymentTrigger::OpenAccount => 30,
        _ => 0,
    }
}

/// `30%`, with nothing in front of it but space.
fn is_share(text: &str) -> bool {
    let figures = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    figures.starts_with('%')
}

/// `30`, `: 30%`, `of 30%`, and no length of time.
fn is_figure(text: &str) -> bool {
    let text = text.trim_start_matches([' ', ':', ',']);
    let text = text.strip_prefix("of ").unwrap_or(text).trim_start();
    percent_at(text).is_some() && days_at(text).is_none()
}

/// `60` behind a method that gives credit, where it is no part: neither `60%` nor `60/40`.
fn bare_days_at(text: &str) -> Option<(u16, &str)> {
    let (days, rest) = percent_at(text)?;
    let is_part = is_share(text) || rest.starts_with('/');
    u16::try_from(days).ok().filter(|_| !is_part).map(|days| (days, rest))
}

/// `30`, `30%`: at most three digits.
fn percent_at(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let percent = digits.parse().ok().filter(|_| digits.len() <= 3)?;
    Some((percent, rest.strip_prefix('%').unwrap_or(rest)))
}

/// `+30d`, `30 days`, `45天`.
fn days_at(text: &str) -> Option<(u16, &str)> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, rest) = text.split_at_checked(end)?;
    let days = digits.parse().ok()?;
    let rest = rest.trim_start();
    let rest = ["days", "day", "d", "天"].iter().find_map(|unit| rest.strip_prefix(unit))?;
    // `70 D/P` is no length of time.
    let is_method = ["/p", "/a"].iter().any(|end| rest.starts_with(end));
    (!is_method && !rest.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((days, rest))
}

/// Payment terms as a text that reads the same: `30/70`, `30/70 BL`, `L/C at sight`, `20 order / 80 arrival +30d`.
pub fn write_terms(terms: &[Instalment]) -> String {
    let figures = terms.iter().map(|part| part.percent.to_string()).collect::<Vec<_>>().join("/");
    let short = [format!("{figures} BL"), figures].into_iter();
    let mut same = short.filter(|text| read_terms(text).is_ok_and(|read| read == terms));
    let part = |part: &Instalment| format!("{} {}", part.percent, write_when(part));
    same.next().unwrap_or_else(|| match terms {
        [only] if only.trigger.is_method() => write_when(only),
        _ => terms.iter().map(part).collect::<Vec<_>>().join(" / "),
    })
}

/// `order +5d`, `L/C at sight`, `D/A 30 days`.
fn write_when(part: &Instalment) -> String {
    let word = words::written(part.trigger, part.days);
    match part.days {
        0 if usual_days(part.trigger) == 0 => word.to_owned(),
        days if part.trigger.is_method() => format!("{word} {days} days"),
        days => format!("{word} +{days}d"),
    }
}
