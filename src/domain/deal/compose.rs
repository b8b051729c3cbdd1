//! From texts to a record, with every part that is wrong named at once.

mod goods;
mod money;
mod offer;

use super::amount::read_money;
use super::day::{day_of, happened};
use super::notice::{Notice, changes_papers, notices};
use super::{DealKind, Draft, Known, Part, PartError, find_record, number_of};
use crate::domain::day_input::Leaning;
use crate::domain::money::{Currency, Money};
use crate::domain::record::RecordKind;
use crate::domain::text::{clean, clean_line};
use crate::domain::trade::OrderState;
use crate::domain::{Edit, OrderId, QuotationId, Record};
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
    /// What somebody should be asked about, whether it is meant.
    pub doubts: Doubts,
    /// Names of other orders and PIs on which that much is open in the currency of the excess.
    pub open_elsewhere: Vec<(String, Money)>,
    /// What is told besides.
    pub notices: Vec<Notice>,
}

/// What is odd about a payment, an order or a shipment, though it may be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doubts {
    /// By how much it is more than is owed, or below zero, a refund more than came in for its order.
    pub excess: Option<Money>,
    /// A bank fee that is more than what came in.
    pub fee: Option<Money>,
    /// What of it goes to other orders and PIs, by number.
    pub spread: Vec<(String, Money)>,
    /// The cancelled order that is shipped.
    pub cancelled: Option<OrderId>,
    /// The order that is cancelled though its goods have left.
    pub gone: Option<OrderId>,
    /// The number of the PI of an order that is another order already, and what that is called.
    pub ordered: Option<(String, String)>,
    /// Whether goods are sent for no order, though there are orders: all of them are cancelled.
    pub all_cancelled: bool,
    /// What still says otherwise when the amount of an order or a PI is corrected.
    pub stays: Vec<Stays>,
}

/// An amount that a correction leaves as it is: of an order, of a PI, or what was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stays {
    pub kind: RecordKind,
    /// The number of the order or PI; empty for payments.
    pub name: String,
    pub amount: Money,
}

impl Doubts {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Composed {
    /// The edit of the record itself. A record of its own replaces none, also where another one was to be corrected.
    pub fn edit(&self, before: Option<&Record>) -> Edit {
        let before = before.filter(|it| it.id() == self.record.id()).cloned();
        Edit { before, after: Some(self.record.clone()) }
    }
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
    let mut draft = draft.clone();
    super::known::agree_note(&mut draft, known);
    let draft = &draft;
    let mut reader =
        Reader { draft, known, before: before.cloned(), wrong: Vec::new(), doubts: Doubts::default() };
    let (mut first, mut then) = (Vec::new(), Vec::new());
    let record = match draft.kind {
        DealKind::Quotation => reader.quotation(id).map(|mut it| {
            // A PI keeps what it was made with.
            if before.is_some_and(|before| changes_papers(before, &it, known)) {
                it.id = QuotationId(ids());
            }
            Record::from(it)
        }),
        DealKind::Sample => reader.sample(id).map(Record::from),
        DealKind::Invoice => reader.invoice(id).map(Record::from),
        DealKind::Order => reader.order(id).map(Record::from),
        DealKind::Payment => reader.payment(id, ids, &mut first, &mut then).map(Record::from),
        DealKind::Shipment => reader.shipment(id, &mut then).map(Record::from),
        DealKind::Feedback => reader.feedback(id, &mut then).map(Record::from),
    };
    let place = |part: Part| draft.kind.parts().iter().position(|other| *other == part);
    reader.wrong.sort_by_key(|(part, _)| place(*part));
    match record {
        Some(record) if reader.wrong.is_empty() => {
            let open_elsewhere = match (&record, reader.doubts.excess) {
                (Record::Payment(it), Some(Money { minor: 1.., currency })) => {
                    let paid = first.iter().find_map(|edit| match &edit.after {
                        Some(Record::Order(order)) => order.invoice,
                        _ => None,
                    });
                    let mut open = known.open_elsewhere(it.order, paid, currency);
                    open.retain(|(number, _)| !reader.doubts.spread.iter().any(|(other, _)| other == number));
                    open
                }
                _ => Vec::new(),
            };
            let notices = notices(&record, known, before, &first);
            Ok(Composed { record, first, then, doubts: reader.doubts, open_elsewhere, notices })
        }
        _ => Err(reader.wrong),
    }
}

struct Reader<'a> {
    draft: &'a Draft,
    known: &'a Known<'a>,
    before: Option<Record>,
    wrong: Vec<(Part, PartError)>,
    doubts: Doubts,
}

impl Reader<'_> {
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

    fn money(&mut self, part: Part, usual: Option<Currency>) -> Option<Money> {
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
        match self.draft.get(part) {
            "" => None,
            typed => self.keep(part, happened(typed, self.known.today)),
        }
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
        self.unique_as(Part::Number, kind, number);
    }

    /// The same of a record that follows from the one that is written; a clash is told at a part of the latter.
    fn unique_as(&mut self, part: Part, kind: RecordKind, number: &str) {
        let own = self.before.as_ref().map(Record::id);
        let mut others = self.known.dossier.timeline().iter();
        let same = |it: &Record| number_of(it).is_some_and(|other| other.eq_ignore_ascii_case(number));
        let clash = others.any(|it| it.id().kind == kind && Some(it.id()) != own && same(it));
        let elsewhere = kind == RecordKind::Invoice
            && self.known.taken_numbers.iter().any(|other| other.eq_ignore_ascii_case(number));
        let kept = self.before.as_ref().is_some_and(|it| number_of(it) == Some(number));
        if !number.is_empty() && !kept && (clash || elsewhere) {
            self.note(part, PartError::NumberTaken);
        }
    }
}

pub(super) fn is_before_shipping(state: OrderState) -> bool {
    matches!(state, OrderState::Confirmed | OrderState::InProduction | OrderState::Ready)
}
