//! What each kind of record knows in a line.

mod goods;
mod money;
mod offer;

pub use goods::mood_of;

use super::super::{DealKind, Part, find_record, reference};
use super::Reader;
use super::scan::{day_behind, days, keyword, word};
use crate::domain::Record;
use crate::domain::day_input::Leaning;
use crate::domain::record::RecordKind;

/// Couriers as they are written down.
const COURIERS: [(&str, &[&str]); 12] = [
    ("DHL", &["dhl", "敦豪"]),
    ("FedEx", &["fedex", "联邦"]),
    ("UPS", &["ups"]),
    ("TNT", &["tnt"]),
    ("SF", &["sf", "顺丰"]),
    ("EMS", &["ems"]),
    ("Aramex", &["aramex"]),
    ("DPD", &["dpd"]),
    ("GLS", &["gls"]),
    ("USPS", &["usps"]),
    ("China Post", &["chinapost", "邮政"]),
    ("ZTO", &["zto", "中通"]),
];

impl Reader<'_> {
    pub(super) fn of_kind<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        match self.kind {
            DealKind::Quotation => self.quotation(line),
            DealKind::Sample => self.sample(line),
            DealKind::Invoice => self.invoice(line),
            DealKind::Order => self.order(line),
            DealKind::Payment => self.payment(line),
            DealKind::Shipment => self.shipment(line),
            DealKind::Feedback => self.feedback(line),
        }
    }

    /// The number of a record of this customer, as the record that this one belongs to.
    fn known_number<'l>(&mut self, line: &'l str, part: Part, kinds: &[RecordKind]) -> Option<&'l str> {
        let (number, rest) = word(line)?;
        // A single short figure is rather an amount.
        let plausible = number.chars().count() >= 4 && number.chars().any(|c| c.is_ascii_digit());
        let mut found = kinds.iter().filter_map(|kind| find_record(self.known.dossier, *kind, number));
        let record = found.next().filter(|_| plausible)?;
        if let Some(first) = self.parts.get(&Part::Invoice).filter(|_| part == Part::Invoice) {
            // Behind the first PI of an order, more that it is for.
            if *first != reference(record.id()) {
                let also = self.parts.get(&Part::Also).map_or(String::new(), |also| format!("{also}; "));
                self.set(Part::Also, &format!("{also}{number}"));
            }
            return Some(rest);
        }
        self.set(part, &reference(record.id()));
        if let (Part::Invoice, Record::Invoice(invoice)) = (part, record) {
            self.parts.entry(Part::Amount).or_insert_with(|| invoice.amount.to_string());
            self.parts.entry(Part::Number).or_insert_with(|| invoice.number.clone());
        }
        Some(rest)
    }
    fn word_into<'l>(&mut self, part: Part, text: &'l str) -> Option<&'l str> {
        let (word, rest) = word(text.trim_start())?;
        self.set(part, word);
        Some(rest)
    }

    fn day_into<'l>(&mut self, part: Part, text: &'l str, leaning: Leaning) -> Option<&'l str> {
        let (day, rest) = day_behind(text, self.known.today, leaning)?;
        self.set(part, &day);
        Some(rest)
    }

    /// `30d` stays a length, to be counted from the day of the quotation.
    fn length_or_day<'l>(&mut self, part: Part, text: &'l str) -> Option<&'l str> {
        if let Some((count, rest)) = days(text) {
            self.set(part, &format!("{count}d"));
            return Some(rest);
        }
        self.day_into(part, text, Leaning::Future)
    }
}

fn courier(line: &str) -> Option<(&'static str, &str)> {
    COURIERS.iter().find_map(|(courier, names)| Some((*courier, keyword(line, names)?)))
}

/// At least five letters and digits, among them a digit.
fn is_tracking(word: &str) -> bool {
    word.len() >= 5
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && word.chars().filter(char::is_ascii_digit).count() >= 3
}

/// A tracking number and what follows it, also one that is written in groups: `56 2729 1234`, `1Z 999 AA1 01 2345 6784`.
pub(in crate::domain::deal) fn tracking(text: &str) -> Option<(String, &str)> {
    let (first, mut rest) = word(text.trim_start())?;
    if is_tracking(first) {
        return Some((first.to_owned(), rest));
    }
    let is_ups = first.eq_ignore_ascii_case("1Z");
    let is_digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    if !is_ups && !is_digits(first) {
        return None;
    }
    let (mut joined, mut size) = (first.to_owned(), None);
    while let Some((group, after)) = word(rest.trim_start()) {
        let fits = if is_ups {
            joined.len() + group.len() <= UPS_LENGTH && group.bytes().all(|byte| byte.is_ascii_alphanumeric())
        } else {
            // Behind the first group they are of one length, unlike the number of pieces that may follow.
            is_digits(group) && (3..=5).contains(&group.len()) && size.is_none_or(|size| size == group.len())
        };
        if !fits {
            break;
        }
        joined.push_str(group);
        (size, rest) = (Some(group.len()), after);
    }
    (is_tracking(&joined) && size.is_some()).then_some((joined, rest))
}

/// Characters of a number of UPS.
const UPS_LENGTH: usize = 18;

/// One of these beginnings with a number behind it.
fn is_numbered(word: &str, beginnings: &[&str]) -> bool {
    let upper = word.to_ascii_uppercase();
    let behind = beginnings.iter().find_map(|beginning| upper.strip_prefix(beginning));
    behind.is_some_and(|rest| rest.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()))
}
