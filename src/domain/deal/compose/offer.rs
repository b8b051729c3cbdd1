//! What is offered: quotations and samples.

use super::super::amount::{read_count, read_price, read_unit};
use super::super::line::tracking;
use super::super::{CONFIRMED, ESTIMATED, NO, Part, PartError, YES};
use super::Reader;
use crate::domain::day_input::Leaning;
use crate::domain::record::RecordKind;
use crate::domain::trade::{Arrival, Incoterm, Quotation, Sample};
use crate::domain::{QuotationId, SampleId};
use uuid::Uuid;

impl Reader<'_> {
    pub(super) fn quotation(&mut self, id: Uuid) -> Option<Quotation> {
        let date = self.past(Part::Date);
        let incoterm = self.incoterm();
        let place = self.line(Part::Place);
        match (incoterm, place.is_empty()) {
            // Ex works often means the works that both know.
            (Some(term), true) if term != Incoterm::Exw => self.note(Part::Place, PartError::PlaceNeeded),
            (None, false) if self.draft.get(Part::Incoterm).is_empty() => {
                self.note(Part::Incoterm, PartError::IncotermNeeded);
            }
            _ => {}
        }
        let price = self.read(Part::Price, |text, it| read_price(text, it.known.currency()));
        let unit = match self.draft.get(Part::Unit) {
            "" => Some(String::new()),
            typed => self.keep(Part::Unit, read_unit(typed)),
        };
        let moq = match self.draft.get(Part::Moq) {
            "" => None,
            typed => self.keep(Part::Moq, read_count(typed)),
        };
        // "30d" counts from the day of the quotation.
        let valid_until = self.day(Part::ValidUntil, Leaning::Future, date.unwrap_or(self.known.today));
        if valid_until.zip(date).is_some_and(|(until, from)| until < from) {
            self.note(Part::ValidUntil, PartError::TooEarly);
        }
        let (price, unit_of_price) = price?;
        Some(Quotation {
            id: QuotationId(id),
            customer: self.known.dossier.customer.id,
            date: date?,
            product: self.line(Part::Product),
            incoterm,
            place,
            price,
            unit: unit_of_price.or(unit)?,
            moq,
            valid_until,
            note: self.text(Part::Note),
        })
    }

    fn incoterm(&mut self) -> Option<Incoterm> {
        let typed = self.draft.get(Part::Incoterm).to_ascii_lowercase();
        if typed.is_empty() {
            return None;
        }
        let read = match typed.as_str() {
            "c&f" | "cnf" | "c+f" => Ok(Incoterm::Cfr),
            "dat" | "ddu" | "daf" | "des" | "deq" => Err(PartError::OldIncoterm),
            other => Incoterm::from_id(other).ok_or(PartError::UnknownIncoterm),
        };
        self.keep(Part::Incoterm, read)
    }

    /// One of two ids; nothing typed is the second.
    pub(super) fn yes_or_no(&mut self, part: Part, yes: &str, no: &str) -> bool {
        match self.draft.get(part) {
            "" => false,
            _ => self.choice(part, |id| [yes, no].contains(&id).then_some(id == yes)).unwrap_or(false),
        }
    }

    pub(super) fn sample(&mut self, id: Uuid) -> Option<Sample> {
        let sent_on = self.past(Part::Date);
        let what = self.required(Part::What);
        let confirmed = self.yes_or_no(Part::Certainty, CONFIRMED, ESTIMATED);
        let arrival = if confirmed {
            self.past_or_none(Part::Arrival)
        } else {
            self.day(Part::Arrival, Leaning::Future, self.known.today)
        };
        if arrival.zip(sent_on).is_some_and(|(arrived, sent)| arrived < sent) {
            self.note(Part::Arrival, PartError::TooEarly);
        } else if confirmed && arrival.is_none() && self.draft.get(Part::Arrival).is_empty() {
            self.note(Part::Arrival, PartError::Required);
        }
        let cost = self.money(Part::Cost, None);
        let charged = self.yes_or_no(Part::Charged, YES, NO);
        let answer = self.text(Part::Answer);
        let answered = self.past_or_none(Part::AnsweredOn);
        let number = self.line(Part::Number);
        self.unique(RecordKind::Sample, &number);
        Some(Sample {
            id: SampleId(id),
            customer: self.known.dossier.customer.id,
            number,
            what: what?,
            sent_on: sent_on?,
            courier: self.line(Part::Courier),
            tracking: whole_number(self.line(Part::Tracking)),
            arrival: arrival.map(if confirmed { Arrival::Confirmed } else { Arrival::Estimated }),
            feedback_on: answered.or_else(|| (!answer.is_empty()).then_some(self.known.today)),
            feedback: answer,
            cost,
            charged,
        })
    }
}

/// A tracking number that is written in groups as one.
fn whole_number(typed: String) -> String {
    match tracking(&typed) {
        Some((number, "")) => number,
        _ => typed,
    }
}
