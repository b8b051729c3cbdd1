//! What is known already: the defaults of a new record, and what carries over from the record before it.
//!
//! Quotation -> PI -> order -> payment and shipment: each takes amount, terms and reference from the one before.

use super::amount::{Units, price_of, quantity_of, read_money};
use super::spell::day;
use super::terms::{read_terms, write_terms};
use super::{DealKind, Draft, ESTIMATED, Part, YES, compose::is_before_shipping, find_record};
use crate::domain::account::Account;
use crate::domain::money::{Currency, Money};
use crate::domain::record::RecordKind;
use crate::domain::sample_clock::estimated_arrival;
use crate::domain::trade::{
    Incoterm, Order, OrderKind, OrderState, Payment, ProformaInvoice, Quotation, Sample, Satisfaction,
    Shipment, TransportMode,
};
use crate::domain::{Dossier, InvoiceId, OrderId, Record, RecordId};
use std::cmp::Reverse;
use std::collections::HashSet;
use time::{Date, Duration};
use uuid::Uuid;

/// What a record is written against.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub today: Date,
    pub dossier: &'a Dossier,
    /// The number of the next proforma invoice.
    pub next_number: &'a str,
    /// Numbers of proforma invoices that other customers have.
    pub taken_numbers: &'a [String],
    pub units: Units,
}

/// Quotations are usually good for a month.
const USUALLY_VALID: i64 = 30;

impl<'a> Known<'a> {
    fn records(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        self.dossier.timeline().iter()
    }

    pub(super) fn quotations(&self) -> impl Iterator<Item = &'a Quotation> {
        self.records().filter_map(|it| if let Record::Quotation(it) = it { Some(&**it) } else { None })
    }

    pub fn samples(&self) -> impl Iterator<Item = &'a Sample> {
        self.records().filter_map(|it| if let Record::Sample(it) = it { Some(&**it) } else { None })
    }

    pub fn invoices(&self) -> impl Iterator<Item = &'a ProformaInvoice> {
        self.records().filter_map(|it| if let Record::Invoice(it) = it { Some(&**it) } else { None })
    }

    pub fn orders(&self) -> impl Iterator<Item = &'a Order> + use<'a> {
        self.records().filter_map(|it| if let Record::Order(it) = it { Some(&**it) } else { None })
    }

    pub(super) fn payments(&self) -> impl Iterator<Item = &'a Payment> {
        self.records().filter_map(|it| if let Record::Payment(it) = it { Some(&**it) } else { None })
    }

    fn shipments(&self) -> impl Iterator<Item = &'a Shipment> {
        self.records().filter_map(|it| if let Record::Shipment(it) = it { Some(&**it) } else { None })
    }

    /// Whether goods of an order are on their way or there.
    pub(super) fn has_left(&self, order: OrderId) -> bool {
        self.shipments().any(|it| it.order == Some(order) && has_left(it))
    }

    /// Whether goods of an order beside those of one shipment have not left.
    pub(super) fn waits_to_leave(&self, order: OrderId, beside: Uuid) -> bool {
        self.shipments().any(|it| it.order == Some(order) && it.id.0 != beside && !has_left(it))
    }

    /// Whether there are orders, and none of them stands.
    pub fn all_cancelled(&self) -> bool {
        let mut orders = self.orders().peekable();
        orders.peek().is_some() && orders.all(|it| it.state == OrderState::Cancelled)
    }

    /// The currency of the latest business with this customer.
    pub fn currency(&self) -> Option<Currency> {
        usual_currency(self.dossier)
    }

    /// The first order is a trial, those after it are repeats.
    fn order_kind(&self) -> OrderKind {
        let any = self.orders().any(|it| it.state != OrderState::Cancelled);
        if any { OrderKind::Repeat } else { OrderKind::Trial }
    }

    /// The latest proforma invoice of some kind that waits for its order.
    fn next_to_order(&self, is_meant: impl Fn(&ProformaInvoice) -> bool) -> Option<&'a ProformaInvoice> {
        self.records().find_map(|it| match it {
            Record::Invoice(it) if self.dossier.is_waiting(it.id) && is_meant(it) => Some(&**it),
            _ => None,
        })
    }

    /// The order that a proforma invoice has become, one that is not cancelled first.
    pub(super) fn order_of(&self, invoice: InvoiceId) -> Option<&'a Order> {
        let of_it = || self.orders().filter(|it| it.is_of(invoice));
        of_it().find(|it| it.state != OrderState::Cancelled).or_else(|| of_it().next())
    }

    /// The PIs of an order, the one first that it is named after.
    pub(super) fn invoices_of(&self, order: &Order) -> Vec<&'a ProformaInvoice> {
        let ids = order.invoice.iter().chain(&order.also);
        ids.filter_map(|id| self.invoices().find(|it| it.id == *id)).collect()
    }

    /// What a shipment may be of when nobody says it: orders that have not left, else those on the way. First those of
    /// which no shipment is planned yet, of these what is ready before what is still made, and the oldest first.
    pub fn to_ship(&self) -> Vec<&'a Order> {
        let mut waiting: Vec<_> = self.orders().filter(|it| is_before_shipping(it.state)).collect();
        if waiting.is_empty() {
            return self.orders().filter(|it| it.state == OrderState::Shipped).collect();
        }
        let planned = |order: &Order| self.shipments().any(|it| it.order == Some(order.id));
        let done = |order: &Order| OrderState::ALL.iter().position(|state| *state == order.state);
        waiting.sort_by_key(|it| (planned(it), Reverse(done(it)), it.date, it.id));
        waiting
    }

    /// The order that a proforma invoice becomes; the caller gives it its id.
    pub(super) fn order_from(&self, invoice: &ProformaInvoice, date: Option<Date>) -> Order {
        Order {
            id: OrderId(Uuid::nil()),
            customer: invoice.customer,
            invoice: Some(invoice.id),
            number: invoice.number.clone(),
            date: date.unwrap_or(self.today),
            amount: invoice.amount,
            kind: self.order_kind(),
            state: OrderState::Confirmed,
            note: invoice.note.clone(),
            terms: Vec::new(),
            ready_on: None,
            cancelled_on: None,
            also: Vec::new(),
        }
    }
}

fn has_left(shipment: &Shipment) -> bool {
    shipment.departed_on.is_some() || shipment.arrived_on.is_some()
}

/// The currency of the latest business with a customer.
pub fn usual_currency(dossier: &Dossier) -> Option<Currency> {
    dossier.timeline().iter().find_map(|record| match record {
        Record::Quotation(it) => Some(it.price.currency),
        Record::Invoice(it) => Some(it.amount.currency),
        Record::Order(it) => Some(it.amount.currency),
        _ => None,
    })
}

/// A new record with what is known filled in.
pub fn fresh(kind: DealKind, known: &Known<'_>) -> Draft {
    let mut draft = Draft::new(kind);
    match kind {
        DealKind::Quotation => quotation(&mut draft, known, known.quotations().next()),
        DealKind::Sample => {
            draft.set(Part::Date, day(known.today));
            draft.set(Part::Certainty, ESTIMATED);
            let last = known.samples().next();
            draft.set(Part::Courier, last.map_or(String::new(), |it| it.courier.clone()));
            draft.set(Part::Charged, if last.is_some_and(|it| it.charged) { YES } else { "" });
        }
        DealKind::Invoice => invoice(&mut draft, known, known.quotations().next()),
        DealKind::Order => {
            order(&mut draft, known, known.next_to_order(|_| true));
        }
        DealKind::Payment => payment(&mut draft, known, None),
        DealKind::Shipment => {
            // Of those on the way only one can be meant.
            let open = known.to_ship();
            let open = open.first().filter(|it| is_before_shipping(it.state) || open.len() == 1);
            shipment(&mut draft, known, open.copied());
        }
        DealKind::Feedback => {
            draft.set(Part::Date, day(known.today));
            draft.set(Part::Satisfaction, Satisfaction::Neutral.id());
            let sample = known.samples().find(|it| it.feedback.is_empty()).map(|it| it.id.to_string());
            let standing = || known.orders().find(|it| it.state != OrderState::Cancelled);
            let order = || standing().or(known.orders().next()).map(|it| it.id.to_string());
            draft.set(Part::About, sample.or_else(order).unwrap_or_default());
        }
    }
    draft
}

/// A new record that follows from another one: a PI from a quotation, a payment for an order.
pub fn from_record(kind: DealKind, source: RecordId, known: &Known<'_>) -> Draft {
    let mut draft = fresh(kind, known);
    let Some(record) = known.records().find(|record| record.id() == source) else { return draft };
    let order_of = |wanted: InvoiceId| known.orders().find(|it| it.is_of(wanted));
    match (kind, record) {
        (DealKind::Quotation, Record::Quotation(it)) => quotation(&mut draft, known, Some(it)),
        (DealKind::Invoice, Record::Quotation(it)) => invoice(&mut draft, known, Some(it)),
        (DealKind::Invoice, Record::Invoice(it)) if known.dossier.is_waiting(it.id) => {
            revision(&mut draft, known, it);
        }
        (DealKind::Order, Record::Invoice(it)) => order(&mut draft, known, Some(it)),
        (DealKind::Payment, Record::Order(it)) => payment(&mut draft, known, Some(it.id.0)),
        (DealKind::Payment, Record::Invoice(it)) => {
            payment(&mut draft, known, Some(order_of(it.id).map_or(it.id.0, |order| order.id.0)));
        }
        (DealKind::Shipment, Record::Order(it)) => shipment(&mut draft, known, Some(it)),
        (DealKind::Shipment, Record::Invoice(it)) => shipment(&mut draft, known, order_of(it.id)),
        (DealKind::Feedback, Record::Sample(it)) => draft.set(Part::About, it.id.to_string()),
        (DealKind::Feedback, Record::Order(it)) => draft.set(Part::About, it.id.to_string()),
        _ => {}
    }
    draft
}

fn quotation(draft: &mut Draft, known: &Known<'_>, last: Option<&Quotation>) {
    let card = &known.dossier.customer;
    let product = last.map(|it| it.product.clone()).or_else(|| card.products.first().cloned());
    draft.set(Part::Product, product.unwrap_or_default());
    draft.set(Part::Date, day(known.today));
    draft.set(Part::ValidUntil, day(known.today.saturating_add(Duration::days(USUALLY_VALID))));
    draft.set(Part::Incoterm, last.and_then(|it| it.incoterm).map_or("", Incoterm::id));
    draft.set(Part::Place, last.map_or(String::new(), |it| it.place.clone()));
    draft.set(Part::Unit, last.map_or("pc".to_owned(), |it| it.unit.clone()));
    draft.set(Part::Moq, last.and_then(|it| it.moq).map_or(String::new(), |moq| moq.to_string()));
}

fn invoice(draft: &mut Draft, known: &Known<'_>, source: Option<&Quotation>) {
    draft.set(Part::Number, known.next_number);
    draft.set(Part::Date, day(known.today));
    draft.set(Part::SentOn, day(known.today));
    let last = known.invoices().map(|it| write_terms(&it.terms)).find(|terms| !terms.is_empty());
    let agreed = read_terms(&known.dossier.customer.payment_terms).ok().map(|terms| write_terms(&terms));
    draft.set(Part::Terms, last.or(agreed).unwrap_or_default());
    let Some(source) = source else { return };
    draft.set(Part::Quotation, source.id.to_string());
    let amount = source.moq.and_then(|moq| price_of(source.price, moq));
    draft.set(Part::Amount, amount.map_or(String::new(), |amount| amount.to_string()));
    draft.set(Part::Note, offer_note(source, amount, known.units));
}

/// A PI that is written instead of another one says what that said, until it is changed.
fn revision(draft: &mut Draft, known: &Known<'_>, old: &ProformaInvoice) {
    let source = known.quotations().find(|it| old.quotation == Some(it.id));
    draft.set(Part::Replaces, old.id.to_string());
    draft.set(Part::Quotation, source.map_or(String::new(), |it| it.id.to_string()));
    draft.set(Part::Amount, old.amount.to_string());
    draft.set(Part::Terms, write_terms(&old.terms));
    draft.set(Part::Note, old.note.clone());
}

/// What was offered, with the quantity that makes an amount, where one does.
fn offer_note(source: &Quotation, amount: Option<Money>, units: Units) -> String {
    let term = source.incoterm.map(|term| format!("{} {}", term.id().to_ascii_uppercase(), source.place));
    let count = amount.and_then(|amount| quantity_of(amount, source.price, source.moq));
    let count = count.map(|count| format!("x {count}"));
    let price = format!("{}{}", source.price, units.per(&source.unit));
    let parts = [Some(source.product.clone()), term, Some(price), count];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    parts.join("  ")
}

/// What follows the offer in a note, without the quantity; nothing where the note does not begin with it.
pub(super) fn behind_offer<'n>(note: &'n str, source: &Quotation) -> Option<&'n str> {
    let offers = [Units::Ids, Units::Chinese].map(|units| offer_note(source, None, units));
    let rest = offers.iter().find_map(|offer| note.strip_prefix(offer))?;
    let counted = rest.strip_prefix("  x ").map(|it| it.trim_start_matches(|c: char| c.is_ascii_digit()));
    let rest = counted.unwrap_or(rest);
    rest.chars().next().is_none_or(char::is_whitespace).then_some(rest)
}

/// The note of a PI without the offer that the form wrote into it.
pub fn own_note<'n>(note: &'n str, source: &Quotation) -> &'n str {
    // The offer may have been corrected since: two spaces behind the product are the form's.
    let is_older = !source.product.is_empty() && note.starts_with(&format!("{}  ", source.product));
    match behind_offer(note, source) {
        Some(rest) => rest.trim(),
        None if is_older => "",
        None => note,
    }
}

/// The PIs that a text names, numbers or ids, each once; nothing for a name that is of none.
pub(super) fn named_invoices<'a>(typed: &str, known: &Known<'a>) -> Vec<Option<&'a ProformaInvoice>> {
    let names = typed.split([';', '；', ',', '，', '、']).map(str::trim).filter(|it| !it.is_empty());
    let found = names.map(|name| match find_record(known.dossier, RecordKind::Invoice, name) {
        Some(Record::Invoice(it)) => Some(&**it),
        _ => None,
    });
    let mut seen = HashSet::new();
    found.filter(|it| it.is_none_or(|it| seen.insert(it.id))).collect()
}

/// What invoices come to together; nothing where they are in several currencies.
pub(super) fn sum_of(invoices: &[&ProformaInvoice]) -> Option<Money> {
    let (first, rest) = invoices.split_first()?;
    let same = rest.iter().all(|it| it.amount.currency == first.amount.currency);
    let minor = invoices.iter().fold(0_i64, |sum, it| sum.saturating_add(it.amount.minor));
    same.then_some(Money { minor, ..first.amount })
}

/// An order that is of other PIs than it `was` comes to what these come to together, as long as its amount is that of its
/// PIs, and its note says what theirs say, unless it is one of its own.
pub fn add_up(draft: &mut Draft, was: &Draft, known: &Known<'_>) {
    if draft.kind != DealKind::Order {
        return;
    }
    let (old, new) = (invoices_in(was, known), invoices_in(draft, known));
    let ids = |invoices: &[&ProformaInvoice]| invoices.iter().map(|it| it.id).collect::<Vec<_>>();
    let Some(first) = new.first().filter(|_| ids(&old) != ids(&new)) else { return };
    let (amount, usual) = (draft.get(Part::Amount), was.get(Part::Amount));
    // A line that names a PI takes its amount.
    let is_of_first = amount != usual && amount == first.amount.to_string();
    let is_of_old = amount == usual && sum_of(&old).is_some_and(|sum| sum.to_string() == usual);
    if let Some(sum) = sum_of(&new).filter(|_| amount.is_empty() || is_of_first || is_of_old) {
        draft.set(Part::Amount, sum.to_string());
    }
    let note = draft.get(Part::Note);
    if note.is_empty() || note == notes_of(&old) || known.invoices().any(|it| it.note == note) {
        draft.set(Part::Note, notes_of(&new));
    }
}

/// The PIs that the draft of an order names.
fn invoices_in<'a>(draft: &Draft, known: &Known<'a>) -> Vec<&'a ProformaInvoice> {
    let typed = format!("{};{}", draft.get(Part::Invoice), draft.get(Part::Also));
    named_invoices(&typed, known).into_iter().flatten().collect()
}

fn notes_of(invoices: &[&ProformaInvoice]) -> String {
    let notes = invoices.iter().map(|it| it.note.as_str()).filter(|it| !it.is_empty());
    notes.collect::<Vec<_>>().join("; ")
}

/// Keeps the quantity in the note of a PI or an order true to its amount; a note of one's own, or of several PIs, stays
/// as it is.
pub fn agree_note(draft: &mut Draft, known: &Known<'_>) {
    if !draft.get(Part::Also).is_empty() {
        return;
    }
    let invoice = match find_record(known.dossier, RecordKind::Invoice, draft.get(Part::Invoice)) {
        Some(Record::Invoice(it)) if draft.kind == DealKind::Order => it.quotation,
        _ => None,
    };
    let named = invoice.map_or(draft.get(Part::Quotation).to_owned(), |id| id.to_string());
    let Some(Record::Quotation(source)) = find_record(known.dossier, RecordKind::Quotation, &named) else {
        return;
    };
    if behind_offer(draft.get(Part::Note), source) == Some("") {
        let amount = read_money(draft.get(Part::Amount), known.currency()).ok();
        draft.set(Part::Note, offer_note(source, amount, known.units));
    }
}

fn order(draft: &mut Draft, known: &Known<'_>, source: Option<&ProformaInvoice>) {
    draft.set(Part::Date, day(known.today));
    draft.set(Part::OrderKind, known.order_kind().id());
    draft.set(Part::State, OrderState::Confirmed.id());
    let Some(source) = source else { return };
    draft.set(Part::Invoice, source.id.to_string());
    draft.set(Part::Number, source.number.clone());
    draft.set(Part::Amount, source.amount.to_string());
    draft.set(Part::Note, source.note.clone());
}

/// An order in another currency than the PI that it would follow from follows from the latest open one in its own
/// currency, or from none: the terms and the number of the other are not its own. A PI that was named stays.
pub fn aim_order(draft: &mut Draft, known: &Known<'_>) {
    let Some(taken) = known.next_to_order(|_| true) else { return };
    if draft.kind != DealKind::Order || draft.get(Part::Invoice) != taken.id.to_string() {
        return;
    }
    let currency = read_money(draft.get(Part::Amount), Some(taken.amount.currency)).map(|it| it.currency);
    let Some(currency) = currency.ok().filter(|it| *it != taken.amount.currency) else { return };
    let (mut before, mut after) = (Draft::new(DealKind::Order), Draft::new(DealKind::Order));
    order(&mut before, known, Some(taken));
    order(&mut after, known, known.next_to_order(|it| it.amount.currency == currency));
    for part in [Part::Invoice, Part::Number, Part::Note] {
        if draft.get(part) == before.get(part) {
            draft.set(part, after.get(part));
        }
    }
}

/// A PI in another currency than the quotation that it would follow from follows from the latest in its own, or from
/// none.
pub fn aim_invoice(draft: &mut Draft, known: &Known<'_>) {
    let Some(taken) = known.quotations().next() else { return };
    if draft.kind != DealKind::Invoice || draft.get(Part::Quotation) != taken.id.to_string() {
        return;
    }
    let quoted = taken.price.currency;
    let currency = read_money(draft.get(Part::Amount), Some(quoted)).map(|it| it.currency);
    let Some(currency) = currency.ok().filter(|it| *it != quoted) else { return };
    let (mut before, mut after) = (Draft::new(DealKind::Invoice), Draft::new(DealKind::Invoice));
    invoice(&mut before, known, Some(taken));
    invoice(&mut after, known, known.quotations().find(|it| it.price.currency == currency));
    for part in [Part::Quotation, Part::Note] {
        if draft.get(part) == before.get(part) {
            draft.set(part, after.get(part));
        }
    }
}

/// A payment for what is owed first, unless an order or a proforma invoice is named.
fn payment(draft: &mut Draft, known: &Known<'_>, wanted: Option<Uuid>) {
    draft.set(Part::Date, day(known.today));
    let target = wanted.or_else(|| owed_first(known, None));
    draft.set(Part::Order, target.map_or(String::new(), |id| id.to_string()));
}

/// What a payment is for when nobody says it, of what is in one currency or of everything: the order, or the PI that is
/// no order yet, that is owed first; where nothing is owed, the latest order.
fn owed_first(known: &Known<'_>, currency: Option<Currency>) -> Option<Uuid> {
    let fits = |it: &&Order| currency.is_none_or(|currency| currency == it.amount.currency);
    let standing = known.orders().filter(fits).find(|it| it.state != OrderState::Cancelled);
    let any = || standing.or(known.orders().find(|it| fits(it))).map(|it| it.id.0);
    known.open(currency).first().map(|(record, _)| record.id().uuid).or_else(any)
}

/// A payment goes to what asks exactly so much, else to what is owed first in its own currency, unless another order was
/// named.
pub fn aim_payment(draft: &mut Draft, known: &Known<'_>) {
    let typed = draft.get(Part::Amount);
    if draft.kind != DealKind::Payment || typed.starts_with(['-', '−']) {
        return aim_refund(draft, known);
    }
    let unnamed = owed_first(known, None).is_some_and(|id| id.to_string() == draft.get(Part::Order));
    let usual = known.open(None).first().map(|(_, owed)| owed.currency);
    let Some(amount) = read_money(typed, usual).ok().filter(|_| unnamed) else { return };
    // What banks kept back was paid as well.
    let fee = read_money(draft.get(Part::Fee), Some(amount.currency)).map_or(0, |fee| fee.minor);
    let exact = known.asks_exactly(Money { minor: amount.minor.saturating_add(fee), ..amount });
    let target = exact.map(|record| record.id().uuid).or_else(|| owed_first(known, Some(amount.currency)));
    if let Some(target) = target {
        draft.set(Part::Order, target.to_string());
    }
}

/// A refund goes to the order that has most of that currency to give back, else to the one that was paid last, unless
/// another one was named: paid back on any other order it would be a debt there.
fn aim_refund(draft: &mut Draft, known: &Known<'_>) {
    let typed = draft.get(Part::Amount);
    if draft.kind != DealKind::Payment || !typed.starts_with(['-', '−']) {
        return;
    }
    let unnamed = owed_first(known, None).is_some_and(|id| id.to_string() == draft.get(Part::Order));
    let currency = read_money(typed, known.currency()).ok().map(|it| it.currency);
    let accounts = known.orders().map(|it| Account::of(known.dossier, it));
    let fits = |it: &Account| !it.is_mixed && currency.is_none_or(|currency| currency == it.amount.currency);
    let accounts: Vec<_> = accounts.filter(fits).collect();
    let credits = accounts.iter().filter(|it| it.balance() < 0).map(|it| (it.balance(), it.order));
    let paid = || {
        let mut payments = known.records().filter_map(|it| match it {
            Record::Payment(it) if it.amount.minor > 0 => Some(it.order),
            _ => None,
        });
        payments.find(|order| accounts.iter().any(|it| it.order == *order && it.received > 0))
    };
    if let Some(order) = credits.min().map(|(_, order)| order).or_else(paid).filter(|_| unnamed) {
        draft.set(Part::Order, order.to_string());
    }
}

fn shipment(draft: &mut Draft, known: &Known<'_>, source: Option<&Order>) {
    let last = known.shipments().next();
    draft.set(Part::Mode, last.map_or(TransportMode::Sea, |it| it.mode).id());
    draft.set(Part::Transit, last.map_or(String::new(), |it| it.transit_days.to_string()));
    draft.set(Part::Order, source.map_or(String::new(), |it| it.id.to_string()));
}

/// Fills in when a sample should arrive, from courier and country, where nobody said it.
pub(super) fn estimate(draft: &mut Draft, known: &Known<'_>) {
    if draft.kind != DealKind::Sample || !draft.get(Part::Arrival).is_empty() {
        return;
    }
    let sent = crate::domain::day_input::read_day(
        draft.get(Part::Date),
        known.today,
        crate::domain::day_input::Leaning::Past,
    );
    let sent = sent.map_or(known.today, |when| when.date);
    let courier = draft.get(Part::Courier).to_owned();
    if let Some(arrival) = estimated_arrival(sent, &courier, known.dossier.customer.country) {
        draft.set(Part::Arrival, day(arrival));
    }
}
