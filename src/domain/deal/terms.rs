//! Payment terms as people write them: `T/T 30/70 before shipment`, `30/70 BL`, `L/C at sight`, `O/A 60`.
//!
//! Terms are kept as instalments. A method of payment (L/C, D/P, D/A, O/A, Western Union and so on) stands in the
//! place of the event that makes an instalment due, and knows which one it goes by.

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
    let leads = folded.trim_start().starts_with(|c: char| !c.is_ascii_digit());
    let folded = folded.replace("t/t", " ").replace("电汇", " ").replace("b/l", "bl");
    let mut parts: Vec<(u32, Option<PaymentTrigger>, Option<u16>)> = Vec::new();
    // A method and days that are typed in front of the part that they belong to.
    let (mut method, mut early) = (None, None);
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
        let credit =
            parts.last().filter(|(_, trigger, days)| days.is_none() && trigger.is_some_and(is_credit));
        if let Some((days, after)) = days_at(rest).or_else(|| bare_days_at(rest).filter(|_| credit.is_some()))
        {
            match parts.last_mut() {
                Some(part) => part.2 = Some(days),
                None => early = Some(days),
            }
            rest = after;
        } else if let Some((percent, after)) = percent_at(rest) {
            parts.push((percent, method.take(), None));
            rest = after;
        } else if let Some((trigger, after)) = trigger_at(rest) {
            let is_method = trigger.is_some_and(PaymentTrigger::is_method);
            match parts.last_mut() {
                _ if leads && is_method && is_share(after) => method = trigger,
                Some(part) => part.1 = trigger.or(part.1),
                None if is_method || trigger == Some(PaymentTrigger::Order) => {
                    parts.push((100, trigger, early.take()));
                }
                None => {}
            }
            rest = after;
        } else {
            return Err(PartError::NoTerms);
        }
    }
    if early.is_some() {
        return Err(PartError::NoTerms);
    }
    if parts.is_empty() {
        return Err(PartError::NoTerms);
    }
    if parts.iter().map(|(percent, ..)| percent).sum::<u32>() != 100 {
        return Err(PartError::NotWhole);
    }
    let several = parts.len() > 1;
    let instalment =
        |(place, (percent, trigger, days)): (usize, (u32, Option<PaymentTrigger>, Option<u16>))| {
            let usual =
                if several && place == 0 { PaymentTrigger::Order } else { PaymentTrigger::BeforeShipment };
            let percent = u8::try_from(percent).map_err(|_| PartError::NotWhole)?;
            let trigger = trigger.unwrap_or(usual);
            Ok(Instalment { percent, trigger, days: days.unwrap_or_else(|| usual_days(trigger)) })
        };
    parts.into_iter().filter(|(percent, ..)| *percent > 0).enumerate().map(instalment).collect()
}

/// Acceptance and open account are never at once: a month where nobody says how long.
fn usual_days(trigger: PaymentTrigger) -> u16 {
    match trigger {
        PaymentTrigger::DocumentsAgainstAcceptance | PaymentTrigger::OpenAccount => 30,
        _ => 0,
    }
}

/// Methods behind which a number is the days: `D/A 60`, `net 30`.
fn is_credit(trigger: PaymentTrigger) -> bool {
    trigger.is_method() && trigger.event() == PaymentTrigger::BillOfLadingCopy
}

/// `30%`, with nothing in front of it but space.
fn is_share(text: &str) -> bool {
    let figures = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    figures.starts_with('%')
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

/// A word about when a part is paid; words between, such as `against`, mean nothing by themselves.
fn trigger_at(text: &str) -> Option<(Option<PaymentTrigger>, &str)> {
    const WORDS: [(&str, Option<PaymentTrigger>); 74] = [
        ("l/c", Some(PaymentTrigger::LetterOfCredit)),
        ("lc", Some(PaymentTrigger::LetterOfCredit)),
        ("信用证", Some(PaymentTrigger::LetterOfCredit)),
        ("d/p", Some(PaymentTrigger::DocumentsAgainstPayment)),
        ("dp", Some(PaymentTrigger::DocumentsAgainstPayment)),
        ("cad", Some(PaymentTrigger::DocumentsAgainstPayment)),
        ("付款交单", Some(PaymentTrigger::DocumentsAgainstPayment)),
        ("d/a", Some(PaymentTrigger::DocumentsAgainstAcceptance)),
        ("da", Some(PaymentTrigger::DocumentsAgainstAcceptance)),
        ("承兑交单", Some(PaymentTrigger::DocumentsAgainstAcceptance)),
        ("o/a", Some(PaymentTrigger::OpenAccount)),
        ("oa", Some(PaymentTrigger::OpenAccount)),
        ("net", Some(PaymentTrigger::OpenAccount)),
        ("赊账", Some(PaymentTrigger::OpenAccount)),
        ("赊销", Some(PaymentTrigger::OpenAccount)),
        ("月结", Some(PaymentTrigger::OpenAccount)),
        ("western union", Some(PaymentTrigger::WesternUnion)),
        ("wu", Some(PaymentTrigger::WesternUnion)),
        ("西联汇款", Some(PaymentTrigger::WesternUnion)),
        ("西联", Some(PaymentTrigger::WesternUnion)),
        ("paypal", Some(PaymentTrigger::Paypal)),
        ("wise", Some(PaymentTrigger::Wise)),
        ("cash", Some(PaymentTrigger::Cash)),
        ("现金", Some(PaymentTrigger::Cash)),
        ("cheque", Some(PaymentTrigger::Cheque)),
        ("支票", Some(PaymentTrigger::Cheque)),
        ("moneygram", Some(PaymentTrigger::Moneygram)),
        ("速汇金", Some(PaymentTrigger::Moneygram)),
        ("alipay", Some(PaymentTrigger::Alipay)),
        ("支付宝", Some(PaymentTrigger::Alipay)),
        ("wechat pay", Some(PaymentTrigger::WechatPay)),
        ("wechatpay", Some(PaymentTrigger::WechatPay)),
        ("微信支付", Some(PaymentTrigger::WechatPay)),
        ("payoneer", Some(PaymentTrigger::Payoneer)),
        ("派安盈", Some(PaymentTrigger::Payoneer)),
        ("xtransfer", Some(PaymentTrigger::Xtransfer)),
        ("pingpong", Some(PaymentTrigger::Pingpong)),
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
        ("prepaid", Some(PaymentTrigger::Order)),
        ("irrevocable", None),
        ("usance", None),
        ("sight", None),
        ("即期", None),
        ("远期", None),
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

/// Payment terms as a text that reads the same: `30/70`, `30/70 BL`, `L/C at sight`, `20 order / 80 arrival +30d`.
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
        Some(method) if method.is_method() && terms.len() == 1 => terms.iter().map(write_when).collect(),
        _ => {
            let part = |part: &Instalment| format!("{} {}", part.percent, write_when(part));
            terms.iter().map(part).collect::<Vec<_>>().join(" / ")
        }
    }
}

/// `order +5d`, `L/C at sight`, `D/A 30 days`.
fn write_when(part: &Instalment) -> String {
    let word = match part.trigger {
        PaymentTrigger::Order => "order",
        PaymentTrigger::BeforeShipment => "shipment",
        PaymentTrigger::BillOfLadingCopy => "BL",
        PaymentTrigger::Arrival => "arrival",
        PaymentTrigger::LetterOfCredit if part.days == 0 => "L/C at sight",
        PaymentTrigger::LetterOfCredit => "L/C",
        PaymentTrigger::DocumentsAgainstPayment => "D/P",
        PaymentTrigger::DocumentsAgainstAcceptance => "D/A",
        PaymentTrigger::OpenAccount => "O/A",
        PaymentTrigger::WesternUnion => "Western Union",
        PaymentTrigger::Paypal => "PayPal",
        PaymentTrigger::Wise => "Wise",
        PaymentTrigger::Cash => "cash",
        PaymentTrigger::Cheque => "cheque",
        PaymentTrigger::Moneygram => "MoneyGram",
        PaymentTrigger::Alipay => "Alipay",
        PaymentTrigger::WechatPay => "WeChat Pay",
        PaymentTrigger::Payoneer => "Payoneer",
        PaymentTrigger::Xtransfer => "XTransfer",
        PaymentTrigger::Pingpong => "PingPong",
    };
    match part.days {
        days if days == usual_days(part.trigger) && days == 0 => word.to_owned(),
        days if part.trigger.is_method() => format!("{word} {days} days"),
        days => format!("{word} +{days}d"),
    }
}
