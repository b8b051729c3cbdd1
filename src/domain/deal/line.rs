//! The quick line: a business record in one line, read as it is typed.
//!
//! ```text
//! rigid box FOB SHENZHEN USD 0.86/pc MOQ 5000 valid 30d
//! DHL 562729 3 specs grey board
//! PI20240517-A USD 4280 30/70 BL
//! USD 1284 fee 25 on 20 May
//! sea ETD 20 Jun 30 days BL MAEU123
//! ```
//!
//! What is known for what it is goes into its part, in any order; what is left is the text of the record:
//! the product, what the sample is, the note. Behind `//`, `note:` or 备注 everything is the note. `~date` or
//! `on date` says when it happened. A line never fails: a part that cannot be read is passed on as typed, and
//! composing the record names it.

mod kinds;
mod port;
pub(super) mod scan;

pub use kinds::mood_of;
pub(super) use kinds::tracking;

use super::known::{add_up, agree_note, aim_invoice, aim_order, aim_payment, estimate};
use super::{DealKind, Draft, Known, Part};
use crate::domain::day_input::Leaning;
use std::collections::BTreeMap;

/// Reads a line into the parts that it names.
pub fn read_line(kind: DealKind, line: &str, known: &Known<'_>) -> Vec<(Part, String)> {
    let mut reader = Reader {
        kind,
        known,
        parts: BTreeMap::new(),
        text: String::new(),
        mark: None,
        eta: None,
        refund: false,
        slip: None,
    };
    let mut rest = line.trim();
    while !rest.is_empty() {
        rest = reader.step(rest).trim_start();
    }
    reader.finish()
}

/// The draft that a line makes of what is known: the whole way from text to texts.
pub fn draft_of(kind: DealKind, base: &Draft, line: &str, known: &Known<'_>) -> Draft {
    let mut draft = base.clone();
    let read = read_line(kind, line, known);
    let names = |named| read.iter().any(|(part, _)| *part == named);
    let (names_order, names_invoice) = (names(Part::Order), names(Part::Invoice));
    let names_quotation = names(Part::Quotation);
    let moves_sending = kind == DealKind::Invoice && names(Part::Date) && !names(Part::SentOn);
    draft.lay_over(read);
    // A PI is sent on its day, unless another one is given.
    if moves_sending && base.get(Part::SentOn) == base.get(Part::Date) {
        let date = draft.get(Part::Date).to_owned();
        draft.set(Part::SentOn, date);
    }
    if !names_invoice {
        aim_order(&mut draft, known);
    }
    if !names_quotation {
        aim_invoice(&mut draft, known);
    }
    add_up(&mut draft, base, known);
    estimate(&mut draft, known);
    agree_note(&mut draft, known);
    if !names_order {
        aim_payment(&mut draft, known);
    }
    draft
}

struct Reader<'a> {
    kind: DealKind,
    known: &'a Known<'a>,
    parts: BTreeMap<Part, String>,
    /// What is nothing else.
    text: String,
    /// What parts it from the text that follows, if text follows at once.
    mark: Option<char>,
    eta: Option<String>,
    refund: bool,
    /// Figures in the text that are no number, though they may be meant as the amount.
    slip: Option<String>,
}

impl Reader<'_> {
    /// Takes one thing off the line and returns what follows it.
    fn step<'l>(&mut self, line: &'l str) -> &'l str {
        if let Some(mark) = line.chars().next().filter(|c| matches!(c, ',' | '，' | ';' | '；')) {
            self.mark = self.mark.map(|_| mark);
            return line.strip_prefix(mark).unwrap_or_default();
        }
        if let Some(note) = note_behind(line) {
            self.note(note);
            return "";
        }
        if let Some(rest) = self.date(line).or_else(|| self.of_kind(line)) {
            self.mark = None;
            return rest;
        }
        let (word, rest) = scan::word(line).unwrap_or((line, ""));
        self.add_text(word);
        let taken = line.get(..line.len() - rest.len()).unwrap_or_default();
        self.mark = Some(if taken.ends_with(',') { ',' } else { ' ' });
        rest
    }

    fn note(&mut self, note: &str) {
        let part = match self.kind {
            DealKind::Sample => Part::What,
            DealKind::Feedback => Part::Text,
            _ => Part::Note,
        };
        if part == Part::Note {
            self.set(Part::Note, note);
        } else {
            self.add_text(note);
        }
    }

    fn add_text(&mut self, text: &str) {
        if !self.text.is_empty() && !text.is_empty() {
            let mark = self.mark.take().unwrap_or(' ');
            self.text.push(mark);
            self.text.extend(matches!(mark, ',' | ';').then_some(' '));
        }
        self.text.push_str(text);
    }

    /// `~yesterday`, `on 20 May`, 5月20日.
    fn date<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        let today = self.known.today;
        let marked = line.strip_prefix(['~', '～']).or_else(|| scan::keyword(line, &["on", "dated", "日期"]));
        let found = marked.and_then(|text| scan::day_behind(text, today, Leaning::Past));
        let bare = self.kind != DealKind::Feedback && self.kind != DealKind::Shipment;
        let (day, rest) = found.or_else(|| bare.then(|| scan::clear_day(line, today))?)?;
        if self.kind == DealKind::Sample {
            return Some(self.day_of_sample(&day, rest));
        }
        self.set(Part::Date, &day);
        Some(rest)
    }

    fn set(&mut self, part: Part, text: &str) {
        self.parts.insert(part, text.trim().to_owned());
    }

    fn has(&self, part: Part) -> bool {
        self.parts.contains_key(&part)
    }

    fn finish(mut self) -> Vec<(Part, String)> {
        if let Some(slip) = self.slip.take().filter(|_| !self.has(Part::Amount)) {
            let text = self.text.replacen(&slip, "", 1);
            text.trim().clone_into(&mut self.text);
            self.set(Part::Amount, &slip);
        }
        let place = match self.kind {
            DealKind::Quotation => Part::Product,
            DealKind::Sample => Part::What,
            DealKind::Feedback => Part::Text,
            _ => Part::Note,
        };
        if !self.text.is_empty() {
            let note = self.parts.remove(&place).map_or(String::new(), |note| format!(" {note}"));
            let text = format!("{}{note}", self.text);
            self.set(place, &text);
        }
        let is_open = self.kind == DealKind::Feedback && !self.has(Part::Satisfaction);
        if let Some(mood) = self.parts.get(&place).filter(|_| is_open).and_then(|text| mood_of(text)) {
            self.set(Part::Satisfaction, mood.id());
        }
        if let Some(amount) = self.parts.get_mut(&Part::Amount).filter(|_| self.refund)
            && !amount.starts_with(['-', '−'])
        {
            amount.insert(0, '-');
        }
        self.transit_from_eta();
        self.parts.into_iter().collect()
    }

    /// An ETA says how long the goods travel, where the ETD is known.
    fn transit_from_eta(&mut self) {
        use crate::domain::day_input::read_day;
        let left = self.parts.get(&Part::Departed).or(self.parts.get(&Part::Etd));
        let (Some(eta), Some(etd)) = (self.eta.take(), left) else { return };
        let day = |text: &str| read_day(text, self.known.today, Leaning::Future).ok().map(|when| when.date);
        // Before the ETD, or on no day at all, it is kept as it is: the field then says that it is no length.
        let days = match (day(&eta), day(etd)) {
            (Some(eta), Some(etd)) => (eta - etd).whole_days().to_string(),
            _ => eta,
        };
        self.parts.entry(Part::Transit).or_insert(days);
    }
}

fn note_behind(line: &str) -> Option<&str> {
    let slashes = line.strip_prefix("//");
    slashes
        .or_else(|| scan::keyword(line, &["note", "备注"]).filter(|_| !line.starts_with("note ")))
        .map(str::trim)
}
