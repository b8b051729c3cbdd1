//! From texts to a record, with every part that is wrong named at once.

use super::amount::{read_count, read_money, read_price, read_unit};
use super::line::departure_leaning;
use super::terms::read_terms;
use super::{CONFIRMED, DealKind, Draft, Known, Part, PartError, YES, find_record, number_of};
use crate::domain::day_input::{DayError, Leaning, read_day};
use crate::domain::money::Money;
use crate::domain::record::RecordKind;
use crate::domain::text::{clean, clean_line};
use crate::domain::trade::{
    Arrival, Feedback, FeedbackAbout, Incoterm, Order, OrderKind, OrderState, Payment, ProformaInvoice,
    Quotation, Sample, Satisfaction, Shipment, TransportMode,
};
use crate::domain::{
    Edit, FeedbackId, InvoiceId, OrderId, PaymentId, QuotationId, Record, SampleId, ShipmentId,
};
use time::Date;
use uuid::Uuid;

/// A record, and what changes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    pub record: Record,
    /// Edits that must come before the record: an order that a payment on a PI confirms.
    pub first: Vec<Edit>,
    /// Edits that follow from the record: the sample that was answered, the order that has left.
    pub then: Vec<Edit>,
}

/// Makes the record that a draft says. `before` is the record that is corrected.
///
/// # Errors
/// Every part that cannot be kept as it is, in the order of the form.
pub fn compose(
    draft: &Draft,
    known: &Known<'_>,
    before: Option<&Record>,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<Composed, Vec<(Part, PartError)>> {
    let id = before.map_or_else(&mut *ids, |record| record.id().uuid);
    let mut reader = Reader { draft, known, before: before.cloned(), wrong: Vec::new() };
    let (mut first, mut then) = (Vec::new(), Vec::new());
    let record = match draft.kind {
        DealKind::Quotation => reader.quotation(id).map(Record::from),
        DealKind::Sample => reader.sample(id).map(Record::from),
        DealKind::Invoice => reader.invoice(id).map(Record::from),
        DealKind::Order => reader.order(id).map(Record::from),
        DealKind::Payment => reader.payment(id, ids, &mut first).map(Record::from),
        DealKind::Shipment => reader.shipment(id, &mut then).map(Record::from),
        DealKind::Feedback => reader.feedback(id, &mut then).map(Record::from),
    };
    let place = |part: Part| draft.kind.parts().iter().position(|other| *other == part);
    reader.wrong.sort_by_key(|(part, _)| place(*part));
    match record {
        Some(record) if reader.wrong.is_empty() => Ok(Composed { record, first, then }),
        _ => Err(reader.wrong),
    }
}

struct Reader<'a> {
    draft: &'a Draft,
    known: &'a Known<'a>,
    before: Option<Record>,
    wrong: Vec<(Part, PartError)>,
}

impl Reader<'_> {
    fn quotation(&mut self, id: Uuid) -> Option<Quotation> {
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

    fn sample(&mut self, id: Uuid) -> Option<Sample> {
        let sent_on = self.past(Part::Date);
        let what = self.required(Part::What);
        let confirmed = self.draft.get(Part::Certainty) == CONFIRMED;
        let leaning = if confirmed { Leaning::Past } else { Leaning::Future };
        let arrival = self.day(Part::Arrival, leaning, self.known.today);
        if arrival.zip(sent_on).is_some_and(|(arrived, sent)| arrived < sent) {
            self.note(Part::Arrival, PartError::TooEarly);
        } else if confirmed && arrival.is_some_and(|on| on > self.known.today) {
            self.note(Part::Arrival, PartError::InTheFuture);
        } else if confirmed && arrival.is_none() && self.draft.get(Part::Arrival).is_empty() {
            self.note(Part::Arrival, PartError::Required);
        }
        let cost = self.money(Part::Cost, None);
        let answer = self.text(Part::Answer);
        let answered = self.day(Part::AnsweredOn, Leaning::Past, self.known.today);
        if answered.is_some_and(|on| on > self.known.today) {
            self.note(Part::AnsweredOn, PartError::InTheFuture);
        }
        let number = self.line(Part::Number);
        self.unique(RecordKind::Sample, &number);
        Some(Sample {
            id: SampleId(id),
            customer: self.known.dossier.customer.id,
            number,
            what: what?,
            sent_on: sent_on?,
            courier: self.line(Part::Courier),
            tracking: self.line(Part::Tracking),
            arrival: arrival.map(if confirmed { Arrival::Confirmed } else { Arrival::Estimated }),
            feedback_on: answered.or_else(|| (!answer.is_empty()).then_some(self.known.today)),
            feedback: answer,
            cost,
            charged: self.draft.get(Part::Charged) == YES,
        })
    }

    fn invoice(&mut self, id: Uuid) -> Option<ProformaInvoice> {
        let date = self.past(Part::Date);
        let number = self.required(Part::Number);
        self.unique(RecordKind::Invoice, number.as_deref().unwrap_or_default());
        let quotation = match self.referred(Part::Quotation, &[RecordKind::Quotation]) {
            Some(Record::Quotation(it)) => Some(it.id),
            _ => None,
        };
        let amount = self.read(Part::Amount, |text, it| read_money(text, it.known.currency()));
        self.positive(Part::Amount, amount);
        let terms = match self.draft.get(Part::Terms) {
            "" => Some(Vec::new()),
            typed => self.keep(Part::Terms, read_terms(typed)),
        };
        let sent_on = self.day(Part::SentOn, Leaning::Past, self.known.today);
        if sent_on.is_some_and(|on| on > self.known.today) {
            self.note(Part::SentOn, PartError::InTheFuture);
        }
        Some(ProformaInvoice {
            id: InvoiceId(id),
            customer: self.known.dossier.customer.id,
            quotation,
            number: number?,
            date: date?,
            amount: amount?,
            sent_on,
            terms: terms?,
            file: self.line(Part::File),
            note: self.text(Part::Note),
        })
    }

    fn order(&mut self, id: Uuid) -> Option<Order> {
        let invoice = match self.referred(Part::Invoice, &[RecordKind::Invoice]) {
            Some(Record::Invoice(it)) => Some(*it),
            _ => None,
        };
        let usual = invoice.as_ref().map(|it| it.amount.currency).or(self.known.currency());
        let amount = self.read(Part::Amount, |text, _| read_money(text, usual));
        self.positive(Part::Amount, amount);
        let kind = self.choice(Part::OrderKind, OrderKind::from_id);
        let state = self.choice(Part::State, OrderState::from_id);
        let date = self.past(Part::Date);
        Some(Order {
            id: OrderId(id),
            customer: self.known.dossier.customer.id,
            invoice: invoice.map(|it| it.id),
            number: self.line(Part::Number),
            date: date?,
            amount: amount?,
            kind: kind?,
            state: state?,
            note: self.text(Part::Note),
        })
    }

    fn payment(&mut self, id: Uuid, ids: &mut dyn FnMut() -> Uuid, first: &mut Vec<Edit>) -> Option<Payment> {
        let date = self.past(Part::Date);
        let owed = match self.referred(Part::Order, &[RecordKind::Order, RecordKind::Invoice]) {
            Some(Record::Order(it)) => Some((it.id, it.amount)),
            // Money on a PI that is no order yet makes it one.
            Some(Record::Invoice(it)) => {
                let order = Order { id: OrderId(ids()), ..self.known.order_from(&it, date) };
                let owed = (order.id, order.amount);
                first.push(Edit::create(order));
                Some(owed)
            }
            _ => None,
        };
        if owed.is_none() && self.draft.get(Part::Order).is_empty() {
            self.note(Part::Order, PartError::Required);
        }
        let usual = owed.map(|(_, amount)| amount.currency);
        let amount = self.read(Part::Amount, |text, _| read_money(text, usual));
        let fee = self.money(Part::Fee, usual);
        if fee.is_some_and(|fee| fee.minor < 0) {
            self.note(Part::Fee, PartError::NotPositive);
        }
        for (part, money) in [(Part::Amount, amount), (Part::Fee, fee)] {
            if money.zip(usual).is_some_and(|(money, currency)| money.currency != currency) {
                self.note(part, PartError::OtherCurrency);
            }
        }
        if amount.is_some_and(|amount| amount.minor == 0) {
            self.note(Part::Amount, PartError::NoNumber);
        }
        Some(Payment {
            id: PaymentId(id),
            customer: self.known.dossier.customer.id,
            order: owed?.0,
            date: date?,
            amount: amount?,
            bank_fee: fee,
            note: self.text(Part::Note),
        })
    }

    fn shipment(&mut self, id: Uuid, then: &mut Vec<Edit>) -> Option<Shipment> {
        let order = match self.referred(Part::Order, &[RecordKind::Order]) {
            Some(Record::Order(it)) => Some(*it),
            _ => None,
        };
        let mode = self.choice(Part::Mode, TransportMode::from_id);
        let etd = self.read(Part::Etd, |text, it| {
            let today = it.known.today;
            day_of(text, departure_leaning(text, today), today)
        });
        let transit = match self.draft.get(Part::Transit) {
            "" => Some(0),
            typed => self.keep(Part::Transit, read_days(typed)),
        };
        let departed_on = self.past_or_none(Part::Departed);
        let arrived_on = self.past_or_none(Part::Arrived);
        if arrived_on.zip(departed_on.or(etd)).is_some_and(|(arrived, left)| arrived < left) {
            self.note(Part::Arrived, PartError::TooEarly);
        }
        let has_left = departed_on.is_some() || arrived_on.is_some();
        if let Some(order) = order.as_ref().filter(|order| has_left && is_before_shipping(order.state)) {
            let after = Order { state: OrderState::Shipped, ..order.clone() };
            then.push(Edit::update(order.clone(), after));
        }
        Some(Shipment {
            id: ShipmentId(id),
            customer: self.known.dossier.customer.id,
            order: order.map(|it| it.id),
            mode: mode?,
            etd: etd?,
            transit_days: transit?,
            reference: self.line(Part::Reference),
            departed_on,
            arrived_on,
            note: self.text(Part::Note),
        })
    }

    fn feedback(&mut self, id: Uuid, then: &mut Vec<Edit>) -> Option<Feedback> {
        let date = self.past(Part::Date);
        let text = self.required_text(Part::Text);
        let satisfaction = self.choice(Part::Satisfaction, Satisfaction::from_id);
        let about = match self.referred(Part::About, &[RecordKind::Sample, RecordKind::Order]) {
            Some(Record::Sample(sample)) => {
                let about = FeedbackAbout::Sample(sample.id);
                if let (true, Some(text), Some(date)) = (sample.feedback.is_empty(), &text, date) {
                    let arrival = sample.arrival.filter(|it| matches!(it, Arrival::Confirmed(_)));
                    let after = Sample {
                        feedback: text.clone(),
                        feedback_on: Some(date),
                        // Whoever comments on a sample has it.
                        arrival: arrival.or(sample.arrival.map(|it| Arrival::Confirmed(it.date().min(date)))),
                        ..(*sample).clone()
                    };
                    then.push(Edit::update(*sample, after));
                }
                about
            }
            Some(Record::Order(order)) => FeedbackAbout::Order(order.id),
            _ => FeedbackAbout::General,
        };
        Some(Feedback {
            id: FeedbackId(id),
            customer: self.known.dossier.customer.id,
            date: date?,
            about,
            text: text?,
            satisfaction: satisfaction?,
        })
    }

    fn note(&mut self, part: Part, error: PartError) {
        if !self.wrong.iter().any(|(wrong, _)| *wrong == part) {
            self.wrong.push((part, error));
        }
    }

    fn keep<T>(&mut self, part: Part, read: Result<T, PartError>) -> Option<T> {
        read.map_err(|error| self.note(part, error)).ok()
    }

    fn line(&self, part: Part) -> String {
        clean_line(self.draft.get(part))
    }

    fn text(&self, part: Part) -> String {
        clean(self.draft.get(part)).trim().to_owned()
    }

    fn required(&mut self, part: Part) -> Option<String> {
        let text = self.line(part);
        self.keep(part, if text.is_empty() { Err(PartError::Required) } else { Ok(text) })
    }

    fn required_text(&mut self, part: Part) -> Option<String> {
        let text = self.text(part);
        self.keep(part, if text.is_empty() { Err(PartError::Required) } else { Ok(text) })
    }

    /// A part that must be there, read by `read`.
    fn read<T>(&mut self, part: Part, read: impl Fn(&str, &Self) -> Result<T, PartError>) -> Option<T> {
        let read = match self.draft.get(part) {
            "" => Err(PartError::Required),
            typed => read(typed, self),
        };
        self.keep(part, read)
    }

    fn money(&mut self, part: Part, usual: Option<crate::domain::money::Currency>) -> Option<Money> {
        match self.draft.get(part) {
            "" => None,
            typed => self.keep(part, read_money(typed, usual.or(self.known.currency()))),
        }
    }

    fn positive(&mut self, part: Part, amount: Option<Money>) {
        if amount.is_some_and(|amount| amount.minor <= 0) {
            self.note(part, PartError::NotPositive);
        }
    }

    fn choice<T>(&mut self, part: Part, from_id: impl Fn(&str) -> Option<T>) -> Option<T> {
        let read = from_id(&self.draft.get(part).to_ascii_lowercase()).ok_or(PartError::NoChoice);
        self.keep(part, read)
    }

    fn day(&mut self, part: Part, leaning: Leaning, today: Date) -> Option<Date> {
        match self.draft.get(part) {
            "" => None,
            typed => self.keep(part, day_of(typed, leaning, today)),
        }
    }

    /// The day on which something happened; nothing typed means today.
    fn past(&mut self, part: Part) -> Option<Date> {
        if self.draft.get(part).is_empty() {
            return Some(self.known.today);
        }
        self.past_or_none(part)
    }

    fn past_or_none(&mut self, part: Part) -> Option<Date> {
        let date = self.day(part, Leaning::Past, self.known.today)?;
        self.keep(part, if date > self.known.today { Err(PartError::InTheFuture) } else { Ok(date) })
    }

    fn referred(&mut self, part: Part, kinds: &[RecordKind]) -> Option<Record> {
        let typed = self.draft.get(part);
        if typed.is_empty() {
            return None;
        }
        let found = kinds.iter().find_map(|kind| find_record(self.known.dossier, *kind, typed)).cloned();
        self.keep(part, found.ok_or(PartError::UnknownRecord))
    }

    /// A number names one record of its kind.
    fn unique(&mut self, kind: RecordKind, number: &str) {
        let own = self.before.as_ref().map(Record::id);
        let mut others = self.known.dossier.timeline().iter();
        let same = |it: &Record| number_of(it).is_some_and(|other| other.eq_ignore_ascii_case(number));
        let clash = others.any(|it| it.id().kind == kind && Some(it.id()) != own && same(it));
        let elsewhere = kind == RecordKind::Invoice
            && self.known.taken_numbers.iter().any(|other| other.eq_ignore_ascii_case(number));
        let kept = self.before.as_ref().is_some_and(|it| number_of(it) == Some(number));
        if !number.is_empty() && !kept && (clash || elsewhere) {
            self.note(Part::Number, PartError::NumberTaken);
        }
    }
}

pub(super) fn is_before_shipping(state: OrderState) -> bool {
    matches!(state, OrderState::Confirmed | OrderState::InProduction | OrderState::Ready)
}

fn day_of(text: &str, leaning: Leaning, today: Date) -> Result<Date, PartError> {
    match read_day(text, today, leaning) {
        Ok(when) => Ok(when.date),
        Err(DayError::NoSuchDay) => Err(PartError::NoSuchDay),
        Err(DayError::Empty | DayError::Unknown) => Err(PartError::NoDate),
    }
}

/// A journey of some days: `30`, `30 days`, `30天`; a year is the most.
fn read_days(text: &str) -> Result<u16, PartError> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = text.strip_prefix(digits).unwrap_or_default().trim().to_ascii_lowercase();
    let known = matches!(unit.as_str(), "" | "d" | "day" | "days" | "天" | "日");
    digits.parse().ok().filter(|days| known && *days <= 366).ok_or(PartError::NoDays)
}
