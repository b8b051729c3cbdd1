//! Business records as people write them down: texts field by field, or a line that fills the fields.
//!
//! Forms, the quick line and the command line all make a [`Draft`], a text for each [`Part`] of a record, and
//! [`compose`] alone turns it into a record or names every part that is wrong. [`spell`] is the way back. So a
//! mistake is told in the same words wherever it was typed.

pub mod amount;
mod compose;
mod contradiction;
mod day;
mod known;
mod line;
mod notice;
mod number;
mod one_line;
mod progress;
mod removal;
mod spell;
mod spread;
pub mod target;
pub mod terms;

#[cfg(test)]
mod tests;

pub use amount::{Units, price_of, quantity_of};
pub use compose::{Composed, Doubts, Stays, compose};
pub use contradiction::Contradiction;
pub use day::{dated, departure_leaning};
pub use known::{
    Known, add_up, agree_note, aim_invoice, aim_order, aim_payment, fresh, from_record, own_note,
    usual_currency,
};
pub use line::{draft_of, mood_of, read_line};
pub use notice::{Notice, made_of};
pub use number::{NumberPattern, next_number};
pub use one_line::one_line;
pub use progress::proposed_stage;
pub use removal::removal;
pub use spell::spell;
pub use spread::propose;

use super::customer::choice;
use super::record::RecordKind;
use super::trade::{OrderKind, OrderState, Satisfaction, TransportMode};
use super::{Dossier, Record, RecordId};
use std::collections::BTreeMap;

choice! {
    /// A kind of business record, in the order of a deal.
    DealKind {
        Quotation = "quotation",
        Sample = "sample",
        Invoice = "invoice",
        Order = "order",
        Payment = "payment",
        Shipment = "shipment",
        Feedback = "feedback",
    }
}

choice! {
    /// A part of a business record that is written down.
    Part {
        Number = "number",
        Date = "date",
        // Quotation
        Product = "product",
        Incoterm = "incoterm",
        Place = "place",
        Price = "price",
        Unit = "unit",
        Moq = "moq",
        ValidUntil = "valid",
        // Sample
        What = "what",
        Courier = "courier",
        Tracking = "tracking",
        Arrival = "arrival",
        Certainty = "certainty",
        Answer = "answer",
        AnsweredOn = "answered",
        Cost = "cost",
        Charged = "charged",
        // Money
        Quotation = "quotation",
        Replaces = "replaces",
        Invoice = "invoice",
        Also = "also",
        Order = "order",
        Amount = "amount",
        Terms = "terms",
        SentOn = "sent",
        File = "file",
        OrderKind = "kind",
        State = "state",
        Fee = "fee",
        Compensation = "compensation",
        Spread = "spread",
        // Shipment
        Mode = "mode",
        Etd = "etd",
        Transit = "transit",
        Reference = "reference",
        Departed = "departed",
        Arrived = "arrived",
        // Feedback
        About = "about",
        Satisfaction = "satisfaction",
        Text = "text",
        Note = "note",
    }
}

/// The ids of [`Part::Charged`] and [`Part::Compensation`]; nothing is no as well.
pub const YES: &str = "yes";
pub const NO: &str = "no";
/// The ids of [`Part::Certainty`].
pub const CONFIRMED: &str = "confirmed";
pub const ESTIMATED: &str = "estimated";

/// The ids that a part may have; nothing for a part that is text.
pub fn choices(part: Part) -> Vec<&'static str> {
    match part {
        Part::Certainty => vec![ESTIMATED, CONFIRMED],
        Part::Charged | Part::Compensation => vec![YES, NO],
        Part::OrderKind => OrderKind::ALL.iter().map(|it| it.id()).collect(),
        Part::State => OrderState::ALL.iter().map(|it| it.id()).collect(),
        Part::Mode => TransportMode::ALL.iter().map(|it| it.id()).collect(),
        Part::Satisfaction => Satisfaction::ALL.iter().map(|it| it.id()).collect(),
        _ => Vec::new(),
    }
}

impl DealKind {
    /// The parts of such a record, in the order of its form.
    pub fn parts(self) -> &'static [Part] {
        use Part::{
            About, Also, Amount, Answer, AnsweredOn, Arrival, Arrived, Certainty, Charged, Compensation,
            Cost, Courier, Date, Departed, Etd, Fee, File, Incoterm, Invoice, Mode, Moq, Note, Number, Order,
            OrderKind, Place, Price, Product, Quotation, Reference, Replaces, Satisfaction, SentOn, Spread,
            State, Terms, Text, Tracking, Transit, Unit, ValidUntil, What,
        };
        match self {
            Self::Quotation => &[Product, Incoterm, Place, Price, Unit, Moq, ValidUntil, Date, Note],
            Self::Sample => &[
                What, Number, Courier, Tracking, Date, Arrival, Certainty, Cost, Charged, Answer, AnsweredOn,
            ],
            Self::Invoice => &[Number, Quotation, Replaces, Amount, Terms, Date, SentOn, File, Note],
            Self::Order => &[Invoice, Also, Number, Amount, Terms, OrderKind, State, Date, Note],
            Self::Payment => &[Order, Amount, Fee, Compensation, Spread, Date, Note],
            Self::Shipment => &[Order, Mode, Etd, Transit, Reference, Departed, Arrived, Note],
            Self::Feedback => &[About, Satisfaction, Text, Date],
        }
    }

    /// Whether a next step is about such a record, of those that go out to the customer.
    pub fn is_meant_by(self, action: &str) -> bool {
        let action = action.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| action.contains(word));
        match self {
            Self::Quotation => has(&["quot", "offer", "price", "报价", "價", "价"]),
            Self::Sample => has(&["sample", "样", "樣"]),
            // Two letters that are in many words.
            Self::Invoice => {
                has(&["invoice", "形式发票"])
                    || action.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == "pi")
            }
            Self::Order | Self::Payment | Self::Shipment | Self::Feedback => false,
        }
    }

    pub fn record_kind(self) -> RecordKind {
        match self {
            Self::Quotation => RecordKind::Quotation,
            Self::Sample => RecordKind::Sample,
            Self::Invoice => RecordKind::Invoice,
            Self::Order => RecordKind::Order,
            Self::Payment => RecordKind::Payment,
            Self::Shipment => RecordKind::Shipment,
            Self::Feedback => RecordKind::Feedback,
        }
    }

    /// The kind of a record; nothing for a card, a next step or an entry of the log.
    pub fn of(kind: RecordKind) -> Option<Self> {
        Self::ALL.iter().copied().find(|deal| deal.record_kind() == kind)
    }
}

/// The texts of a record that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub kind: DealKind,
    texts: BTreeMap<Part, String>,
}

impl Draft {
    pub fn new(kind: DealKind) -> Self {
        Self { kind, texts: BTreeMap::new() }
    }

    /// The text of a part, trimmed; empty where there is none.
    pub fn get(&self, part: Part) -> &str {
        self.texts.get(&part).map_or("", |text| text.trim())
    }

    pub fn set(&mut self, part: Part, text: impl Into<String>) {
        self.texts.insert(part, text.into());
    }

    /// Lays what a line says over what is there.
    pub fn lay_over(&mut self, parts: Vec<(Part, String)>) {
        self.texts.extend(parts);
    }
}

/// Why a part of a record cannot be kept as it is written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PartError {
    Required,
    /// Money, and nothing that it could be for.
    NothingOwed,
    NoNumber,
    /// A comma where decimals begin.
    DecimalComma,
    /// More than one decimal point.
    TwoPoints,
    /// No whole number of pieces.
    NoCount,
    NotPositive,
    CurrencyNeeded,
    UnknownCurrency,
    /// More decimals than a currency with so many of them has.
    TooManyDecimals(u8),
    /// More decimals than a unit price may have.
    TooFine,
    TooLarge,
    UnknownIncoterm,
    /// A term of earlier Incoterms.
    OldIncoterm,
    /// An incoterm without its named place.
    PlaceNeeded,
    /// A place without an incoterm.
    IncotermNeeded,
    NoUnit,
    NoDate,
    NoSuchDay,
    NoSuchMonth,
    NoSuchYear,
    InTheFuture,
    /// A day without a year that is nearer ahead than behind.
    YearNeeded,
    /// It ends before it begins.
    TooEarly,
    NoTerms,
    /// Instalments that are not 100 percent together.
    NotWhole,
    /// Several PIs with terms that are not the same, and none of the order's own.
    TermsDiffer,
    /// Instalments that would be due together, or of which nobody can say when they are.
    WhenUnclear,
    UnknownRecord,
    NumberTaken,
    /// A PI that another one was written instead of.
    Replaced,
    /// A PI that is an order already: which.
    IsOrder {
        invoice: String,
        order: String,
    },
    /// A PI that another one was written instead of already: which.
    ReplacedBy {
        invoice: String,
        by: String,
    },
    /// A PI that would be written instead of itself.
    ReplacesItself,
    /// The record that this belongs to is in another currency.
    OtherCurrency,
    NoChoice,
    NoDays,
    /// No list of numbers with amounts.
    NoSpread,
    /// The order that the payment itself is for stands in the list, and the list is not all of the payment.
    SpreadOwn,
    /// As much as came in, or more, goes to other orders.
    SpreadTooMuch,
    /// Compensation that is no refund.
    NoRefund,
}

impl PartError {
    /// Whether the text itself cannot be read, whatever records there are.
    pub fn is_misread(&self) -> bool {
        !matches!(
            self,
            Self::Required
                | Self::NothingOwed
                | Self::CurrencyNeeded
                | Self::PlaceNeeded
                | Self::IncotermNeeded
                | Self::InTheFuture
                | Self::YearNeeded
                | Self::TooEarly
                | Self::UnknownRecord
                | Self::NumberTaken
                | Self::Replaced
                | Self::IsOrder { .. }
                | Self::ReplacedBy { .. }
                | Self::ReplacesItself
                | Self::TermsDiffer
                | Self::OtherCurrency
                | Self::SpreadTooMuch
                | Self::SpreadOwn
                | Self::NoRefund
        )
    }
}

/// A record among a customer's by its id, the beginning of one that fits no other of its kind, its number, or the one
/// under which it travels.
pub fn find_record<'d>(dossier: &'d Dossier, kind: RecordKind, typed: &str) -> Option<&'d Record> {
    let typed = typed.trim();
    let of_kind = || dossier.timeline().iter().filter(|record| record.id().kind == kind);
    let is_number =
        |record: &&Record| number_of(record).is_some_and(|number| number.eq_ignore_ascii_case(typed));
    let is_carried =
        |record: &&Record| carriage_of(record).is_some_and(|number| number.eq_ignore_ascii_case(typed));
    let exact = of_kind().find(|record| reference(record.id()) == typed);
    exact.or_else(|| of_kind().find(is_number)).or_else(|| of_kind().find(is_carried)).or_else(|| {
        let mut fits = of_kind().filter(|record| begins(record.id(), typed));
        fits.next().filter(|_| fits.next().is_none())
    })
}

/// Fewer characters are no beginning of an id: they may be an amount.
const LEAST_OF_AN_ID: usize = 8;

/// Whether an id begins with what was typed.
fn begins(id: RecordId, typed: &str) -> bool {
    let whole = reference(id);
    let head = whole.get(..typed.len()).filter(|head| head.len() >= LEAST_OF_AN_ID);
    head.is_some_and(|head| head.eq_ignore_ascii_case(typed))
}

/// The number under which a sample or goods travel: tracking number, vessel or bill of lading.
fn carriage_of(record: &Record) -> Option<&str> {
    let number = match record {
        Record::Sample(it) => &it.tracking,
        Record::Shipment(it) => &it.reference,
        _ => return None,
    };
    Some(number.as_str()).filter(|number| !number.is_empty())
}

/// The number that a record is called by.
pub fn number_of(record: &Record) -> Option<&str> {
    let number = match record {
        Record::Sample(it) => &it.number,
        Record::Invoice(it) => &it.number,
        Record::Order(it) => &it.number,
        _ => return None,
    };
    Some(number.as_str()).filter(|number| !number.is_empty())
}

/// What a record is called by wherever it must be told from others: its number, else as much of its id as no other
/// record of the customer has.
pub fn name_of(dossier: &Dossier, record: &Record) -> String {
    if let Some(number) = number_of(record) {
        return number.to_owned();
    }
    let whole = reference(record.id());
    let others = dossier.timeline().iter().filter(|it| it.id() != record.id());
    let shared = others.map(|it| {
        let other = reference(it.id());
        whole.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count()
    });
    let shared = shared.max().unwrap_or(0);
    let length = LEAST_OF_AN_ID.max(shared + 1);
    let length = if whole.as_bytes().get(length - 1) == Some(&b'-') { length + 1 } else { length };
    whole.get(..length).unwrap_or(&whole).to_owned()
}

/// The text by which a draft names another record.
pub fn reference(id: RecordId) -> String {
    id.uuid.to_string()
}
