//! Payment terms as people write them: `T/T 30/70 before shipment`, `30/70 BL`, `L/C at sight`, `O/A 60`.
//!
//! Terms are kept as instalments. What a bank does between (L/C, D/P, D/A) comes down to being paid against the
//! documents, so many days later.

use super::PartError;
use crate::domain::text::half_width;
use crate::domain::trade::{Instalment, PaymentTrigger};

/// Reads payment terms.
///
/// One part of 100 is paid before shipment unless it says `advance`; of several the first comes with the
/// order and the others before shipment, unless they say otherwise.
///
/// # Errors
/// No terms, or parts that are not 100 percent together.
pub fn read_terms(text: &str) -> Result<Vec<Instalment>, PartError> {
    let folded: String = text.chars().map(half_width).flat_map(char::to_lowercase).collect();
    let folded = folded.replace("t/t", " ").replace("电汇", " ").replace("b/l", "bl");
    if let Some(terms) = named(folded.trim()) {
        return Ok(terms);
    }
    let mut parts: Vec<(u32, Option<PaymentTrigger>, u16)> = Vec::new();
    let mut rest = folded.trim();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | '&')) {
            rest = after;
            continue;
        }
        if let Some(after) = rest.strip_prefix('+').filter(|_| days_at(rest).is_none()) {
            rest = after;
            continue;
        }
        if let Some((days, after)) = days_at(rest) {
            parts.last_mut().ok_or(PartError::NoTerms)?.2 = days;
            rest = after;
        } else if let Some((percent, after)) = percent_at(rest) {
            parts.push((percent, None, 0));
            rest = after;
        } else if let Some((trigger, after)) = trigger_at(rest) {
            match parts.last_mut() {
                Some(part) => part.1 = trigger.or(part.1),
                None if trigger == Some(PaymentTrigger::Order) => parts.push((100, trigger, 0)),
                None => {}
            }
            rest = after;
        } else {
            return Err(PartError::NoTerms);
        }
    }
    if parts.is_empty() {
        return Err(PartError::NoTerms);
    }
    if parts.iter().map(|(percent, ..)| percent).sum::<u32>() != 100 {
        return Err(PartError::NotWhole);
    }
    let several = parts.len() > 1;
    let instalment = |(place, (percent, trigger, days)): (usize, (u32, Option<PaymentTrigger>, u16))| {
        let usual =
            if several && place == 0 { PaymentTrigger::Order } else { PaymentTrigger::BeforeShipment };
        let percent = u8::try_from(percent).map_err(|_| PartError::NotWhole)?;
        Ok(Instalment { percent, trigger: trigger.unwrap_or(usual), days })
    };
    parts.into_iter().filter(|(percent, ..)| *percent > 0).enumerate().map(instalment).collect()
}

/// Terms that go by a name.
fn named(text: &str) -> Option<Vec<Instalment>> {
    let whole = |trigger, days| Some(vec![Instalment { percent: 100, trigger, days }]);
    let (name, days) = match text.split_once(|c: char| c.is_whitespace() || c.is_ascii_digit()) {
        Some((name, _)) => (name, number_in(text)),
        None => (text, None),
    };
    match name {
        "l/c" | "lc" | "信用证" | "d/p" | "dp" | "cad" => {
            whole(PaymentTrigger::BillOfLadingCopy, days.unwrap_or(0))
        }
        "d/a" | "da" | "o/a" | "oa" | "net" | "赊账" | "月结" => {
            whole(PaymentTrigger::BillOfLadingCopy, days.unwrap_or(30))
        }
        "western" | "wu" | "西联" | "paypal" | "prepaid" => whole(PaymentTrigger::Order, 0),
        _ => None,
    }
}

fn number_in(text: &str) -> Option<u16> {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
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
    (!rest.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((days, rest))
}

/// A word about when a part is paid; words between, such as `against`, mean nothing by themselves.
fn trigger_at(text: &str) -> Option<(Option<PaymentTrigger>, &str)> {
    const WORDS: [(&str, Option<PaymentTrigger>); 31] = [
        ("before_shipment", Some(PaymentTrigger::BeforeShipment)),
        ("before shipment", Some(PaymentTrigger::BeforeShipment)),
        ("shipment", Some(PaymentTrigger::BeforeShipment)),
        ("发货前", Some(PaymentTrigger::BeforeShipment)),
        ("出货前", Some(PaymentTrigger::BeforeShipment)),
        ("bill of lading", Some(PaymentTrigger::BillOfLadingCopy)),
        ("bl", Some(PaymentTrigger::BillOfLadingCopy)),
        ("见提单", Some(PaymentTrigger::BillOfLadingCopy)),
        ("提单", Some(PaymentTrigger::BillOfLadingCopy)),
        ("arrival", Some(PaymentTrigger::Arrival)),
        ("到货后", Some(PaymentTrigger::Arrival)),
        ("到货", Some(PaymentTrigger::Arrival)),
        ("到港", Some(PaymentTrigger::Arrival)),
        ("advance", Some(PaymentTrigger::Order)),
        ("deposit", Some(PaymentTrigger::Order)),
        ("order", Some(PaymentTrigger::Order)),
        ("预付", Some(PaymentTrigger::Order)),
        ("定金", Some(PaymentTrigger::Order)),
        ("下单", Some(PaymentTrigger::Order)),
        ("against", None),
        ("balance", None),
        ("before", None),
        ("after", None),
        ("copy", None),
        ("with", None),
        ("the", None),
        ("in", None),
        ("on", None),
        ("at", None),
        ("副本", None),
        ("尾款", None),
    ];
    let ends = |word: &str, rest: &str| {
        !word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
    };
    WORDS.iter().find_map(|(word, trigger)| {
        text.strip_prefix(word).filter(|rest| ends(word, rest)).map(|rest| (*trigger, rest))
    })
}

/// Payment terms as a text that reads the same: `30/70`, `30/70 BL`, `20 order / 80 arrival +30d`.
pub fn write_terms(terms: &[Instalment]) -> String {
    let plain = terms.iter().all(|part| part.days == 0);
    let triggers: Vec<_> = terms.iter().map(|part| part.trigger).collect();
    let percents: Vec<_> = terms.iter().map(|part| part.percent.to_string()).collect();
    let usual_start = match triggers.split_last() {
        Some((_, [])) => true,
        Some((_, [first, middle @ ..])) => {
            *first == PaymentTrigger::Order && middle.iter().all(|it| *it == PaymentTrigger::BeforeShipment)
        }
        None => return String::new(),
    };
    match triggers.last() {
        Some(PaymentTrigger::BeforeShipment) if plain && usual_start => percents.join("/"),
        Some(PaymentTrigger::BillOfLadingCopy) if plain && usual_start => {
            format!("{} BL", percents.join("/"))
        }
        _ => {
            let part = |part: &Instalment| {
                let word = match part.trigger {
                    PaymentTrigger::Order => "order",
                    PaymentTrigger::BeforeShipment => "shipment",
                    PaymentTrigger::BillOfLadingCopy => "BL",
                    PaymentTrigger::Arrival => "arrival",
                };
                let days = if part.days == 0 { String::new() } else { format!(" +{}d", part.days) };
                format!("{} {word}{days}", part.percent)
            };
            terms.iter().map(part).collect::<Vec<_>>().join(" / ")
        }
    }
}
