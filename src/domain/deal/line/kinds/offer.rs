//! Lines of quotations and samples.

use super::super::super::amount::{read_count, read_unit};
use super::super::super::{CONFIRMED, ESTIMATED, Part, YES};
use super::super::Reader;
use super::super::scan::{day_behind, keyword, money, price, word};
use super::{courier, is_numbered, tracking};
use crate::domain::day_input::Leaning;
use crate::domain::trade::Incoterm;

/// `Ho Chi Minh City` is as long as a place gets.
const MOST_PLACE_WORDS: usize = 4;

impl Reader<'_> {
    pub(super) fn quotation<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some(rest) = keyword(line, &["moq", "最小起订量", "起订量", "最小订量"]) {
            return Some(self.moq(rest));
        }
        let valid =
            ["valid until", "valid till", "valid to", "valid for", "valid", "有效期至", "有效期到", "有效期"];
        if let Some(rest) = keyword(line, &valid) {
            return self.length_or_day(Part::ValidUntil, rest);
        }
        if let Some((term, rest)) = incoterm(line) {
            self.set(Part::Incoterm, term);
            return Some(if is_of_ports(term) { self.port(rest) } else { self.place(rest) });
        }
        let (typed, unit, rest) = price(line).filter(|_| !self.has(Part::Price))?;
        self.set(Part::Price, typed);
        if let Some(unit) = unit {
            self.set(Part::Unit, &read_unit(unit).unwrap_or_else(|_| unit.to_owned()));
        }
        Some(rest)
    }

    fn moq<'l>(&mut self, rest: &'l str) -> &'l str {
        // An amount of money is no number of pieces: it is kept whole, so that the mistake is named.
        let (count, mut after) = money(rest, true).or_else(|| word(rest)).unwrap_or((rest, ""));
        self.set(Part::Moq, count);
        // "5,000 pcs": the unit is that of the price.
        if let Some((unit, behind)) = word(after.trim_start())
            && read_count(&format!("1 {unit}")).is_ok()
            && read_unit(unit).is_ok_and(|it| it != unit || unit == "pc")
        {
            after = behind;
        }
        after
    }

    /// The port of loading or arrival: what follows a known one, or the first Chinese word, is the product.
    fn port<'l>(&mut self, rest: &'l str) -> &'l str {
        let start = rest.trim_start();
        match super::super::port::leading(start).filter(|_| has_price(start)) {
            Some((port, after)) => {
                self.set(Part::Place, port);
                after
            }
            None => self.place(rest),
        }
    }

    /// The named place: up to the price, or as many words as look like one name.
    fn place<'l>(&mut self, rest: &'l str) -> &'l str {
        let start = rest.trim_start();
        let (mut at, mut words) = (start, 0);
        let price_follows = has_price(start);
        let mut first_is_capital = None;
        while let Some((one, after)) = word(at) {
            let stop = price(at).is_some()
                || one.starts_with(|c: char| c.is_ascii_digit())
                || keyword(at, &["moq", "valid", "on", "note", "有效期", "起订量", "最小起订量", "备注"])
                    .is_some()
                || at.starts_with("//")
                || words >= MOST_PLACE_WORDS;
            let capital = one.chars().all(|c| !c.is_lowercase());
            let initial = one.starts_with(|c: char| c.is_uppercase());
            let first = *first_is_capital.get_or_insert((capital, initial));
            let same_name = words == 0 || (initial && first.1 && capital == first.0);
            if stop || (!price_follows && !same_name) {
                break;
            }
            words += 1;
            at = after.trim_start();
        }
        let place = start.get(..start.len() - at.len()).unwrap_or_default();
        self.set(Part::Place, place.trim_end_matches([',', '，', ' ']));
        at
    }

    pub(super) fn sample<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some((courier, rest)) = courier(line) {
            self.set(Part::Courier, courier);
            return Some(match tracking(rest) {
                Some((number, after)) => {
                    self.set(Part::Tracking, &number);
                    after
                }
                None => rest,
            });
        }
        if let Some(rest) = keyword(line, &["tracking", "awb", "运单号", "快递单号", "单号"]) {
            let Some((number, after)) = tracking(rest) else { return self.word_into(Part::Tracking, rest) };
            self.set(Part::Tracking, &number);
            return Some(after);
        }
        if let Some(rest) =
            line.strip_prefix('#').or_else(|| keyword(line, &["no.", "no", "样品编号", "编号"]))
        {
            return self.word_into(Part::Number, rest);
        }
        if let Some((number, rest)) = word(line).filter(|(it, _)| is_numbered(it, &["S-", "SP", "YP"])) {
            self.set(Part::Number, number);
            return Some(rest);
        }
        if let Some(rest) = sample_step(line).and_then(|(step, rest)| self.step_behind(step, rest)) {
            return Some(rest);
        }
        if let Some(rest) = keyword(line, &["eta", "arrives", "due", "预计到达", "预计"]) {
            let rest = self.day_into(Part::Arrival, rest, Leaning::Future)?;
            self.set(Part::Certainty, ESTIMATED);
            return Some(keyword(rest, ARRIVED).unwrap_or(rest));
        }
        if let Some(rest) = keyword(line, &["charged", "收费"]) {
            self.set(Part::Charged, YES);
            return Some(rest);
        }
        let rest = keyword(line, &["cost", "费用"]).unwrap_or(line);
        let (typed, rest) = money(rest, true).filter(|_| !self.has(Part::Cost))?;
        self.set(Part::Cost, typed);
        Some(rest)
    }
}

/// What has happened to a sample.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SampleStep {
    Sent,
    Arrived,
}

const SENT: &[&str] = &["sent", "寄出", "发出", "已寄出", "已寄", "已发", "寄于", "寄", "发"];
const ARRIVED: &[&str] =
    &["arrived", "received", "已签收", "签收", "收到", "已收到", "已到达", "已到", "到货", "到达", "到"];

/// A word for it, and what follows.
fn sample_step(line: &str) -> Option<(SampleStep, &str)> {
    let sent = keyword(line, SENT).map(|rest| (SampleStep::Sent, rest));
    sent.or_else(|| Some((SampleStep::Arrived, keyword(line, ARRIVED)?)))
}

impl Reader<'_> {
    /// The day behind a word for what has happened to a sample: `sent 15 May`, 签收 11月17日.
    fn step_behind<'l>(&mut self, step: SampleStep, rest: &'l str) -> Option<&'l str> {
        let (day, rest) = day_behind(rest, self.known.today, Leaning::Past)?;
        self.sample_day(step, &day);
        Some(rest)
    }

    /// A day of a sample and the word behind it, 11月10日寄. A Latin word in front of a day belongs to that one.
    pub(in crate::domain::deal::line) fn day_of_sample<'l>(&mut self, day: &str, rest: &'l str) -> &'l str {
        let is_next = |after: &str| {
            rest.trim_start().starts_with(|c: char| c.is_ascii())
                && day_behind(after, self.known.today, Leaning::Past).is_some()
        };
        let behind = sample_step(rest.trim_start()).filter(|(_, after)| !is_next(after));
        let (step, after) = behind.unwrap_or((SampleStep::Sent, rest));
        self.sample_day(step, day);
        after
    }

    /// A second day for the same is kept beside the first, so that composing names the mistake.
    fn sample_day(&mut self, step: SampleStep, day: &str) {
        let part = if step == SampleStep::Sent { Part::Date } else { Part::Arrival };
        let both = self.parts.get(&part).map_or(day.to_owned(), |first| format!("{first} {day}"));
        self.set(part, &both);
        if step == SampleStep::Arrived {
            self.set(Part::Certainty, CONFIRMED);
        }
    }
}

/// Whether an incoterm names a port and nothing inland.
fn is_of_ports(term: &str) -> bool {
    ["fob", "fas", "cfr", "cif", "c&f", "cnf"].contains(&term.to_ascii_lowercase().as_str())
}

fn has_price(text: &str) -> bool {
    let starts = text.char_indices().filter(|(at, _)| {
        *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with(char::is_whitespace))
    });
    starts.filter_map(|(at, _)| text.get(at..)).any(|rest| price(rest).is_some())
}

/// An incoterm, also one that is no longer in use, so that the mistake is named.
fn incoterm(line: &str) -> Option<(&str, &str)> {
    let end = line.find(|c: char| !c.is_ascii_alphabetic() && c != '&').unwrap_or(line.len());
    let (term, rest) = line.split_at_checked(end)?;
    let lower = term.to_ascii_lowercase();
    let old = ["c&f", "cnf", "ddu", "dat", "daf", "des", "deq"].contains(&lower.as_str());
    let old_in_capitals = old && term.bytes().all(|b| !b.is_ascii_lowercase());
    (Incoterm::from_id(&lower).is_some() || old_in_capitals).then_some((term, rest))
}
