//! What is told about a record that was written down, though nobody is asked about it.

use super::contradiction::{Contradiction, contradictions};
use super::known::sum_of;
use super::{Known, name_of};
use crate::domain::money::Money;
use crate::domain::trade::{Order, Payment, ProformaInvoice, Quotation};
use crate::domain::{Dossier, Edit, Record, RecordId};

/// Something about a record that whoever wrote it should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// What a PI says otherwise than its quotation.
    Contradiction(Contradiction),
    /// The PI that a new one was written instead of.
    Replaced(String),
    /// PIs that keep the quotation of which they were made: what was corrected is a quotation of its own.
    Kept(Vec<String>),
    /// What a payment is for, of several, or where it makes an order of a PI.
    PaidFor { name: String, is_order_now: bool },
    /// PIs without an order that a new order follows from none of.
    Unlinked(Vec<String>),
    /// The PIs that a new order of another amount follows from, and others without an order, which it may be for as well.
    OneOfSeveral { invoices: Vec<String>, amount: Money, others: Vec<String> },
    /// The PIs of an order that is corrected, which were others, and what they and the order come to now.
    OtherInvoices { invoices: Vec<String>, sum: Money, amount: Money },
}

/// What there is to tell of a record; `first` are the edits that come before it.
pub(super) fn notices(
    record: &Record,
    known: &Known<'_>,
    before: Option<&Record>,
    first: &[Edit],
) -> Vec<Notice> {
    match (record, before) {
        (Record::Quotation(it), Some(before)) if it.id.0 != before.id().uuid => {
            vec![Notice::Kept(made_of(before.id(), known.dossier))]
        }
        (Record::Invoice(it), _) => of_invoice(it, known),
        (Record::Order(it), None) => of_order(it, known).into_iter().collect(),
        (Record::Order(it), Some(Record::Order(before))) => {
            of_corrected(it, before, known).into_iter().collect()
        }
        (Record::Payment(it), None) => of_payment(it, known, first).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Numbers of the PIs that were made of a quotation, which have product, price and terms from it.
pub fn made_of(quotation: RecordId, dossier: &Dossier) -> Vec<String> {
    let made = dossier.timeline().iter().filter_map(|record| match record {
        Record::Invoice(it) if it.quotation.is_some_and(|id| id.0 == quotation.uuid) => Some(it),
        _ => None,
    });
    made.map(|it| it.number.clone()).collect()
}

/// Whether a correction of a quotation would change what PIs say that were made of it.
pub(super) fn changes_papers(before: &Record, after: &Quotation, known: &Known<'_>) -> bool {
    let Record::Quotation(was) = before else { return false };
    let goods = |it: &Quotation| {
        (it.product.clone(), it.incoterm, it.place.clone(), it.price, it.unit.clone(), it.moq)
    };
    goods(was) != goods(after) && !made_of(before.id(), known.dossier).is_empty()
}

fn of_invoice(invoice: &ProformaInvoice, known: &Known<'_>) -> Vec<Notice> {
    let source = known.quotations().find(|it| invoice.quotation == Some(it.id));
    let told = match (source, known.quotations().next()) {
        (Some(source), _) => contradictions(invoice, source),
        (None, Some(latest)) if known.quotations().all(|it| it.price.currency != invoice.amount.currency) => {
            vec![Contradiction::Currency { asked: invoice.amount.currency, quoted: latest.price.currency }]
        }
        _ => Vec::new(),
    };
    let old = known.invoices().find(|it| invoice.replaces == Some(it.id));
    let replaced = old.map(|it| Notice::Replaced(it.number.clone()));
    replaced.into_iter().chain(told.into_iter().map(Notice::Contradiction)).collect()
}

fn of_order(order: &Order, known: &Known<'_>) -> Option<Notice> {
    let open = known.invoices().filter(|it| known.dossier.is_waiting(it.id) && !order.is_of(it.id));
    let others: Vec<_> = open.map(|it| it.number.clone()).collect();
    if others.is_empty() {
        return None;
    }
    let own = known.invoices_of(order);
    if own.is_empty() {
        return Some(Notice::Unlinked(others));
    }
    let amount = sum_of(&own).filter(|amount| *amount != order.amount)?;
    let invoices = own.iter().map(|it| it.number.clone()).collect();
    Some(Notice::OneOfSeveral { invoices, amount, others })
}

/// Told where the amount followed the PIs, or stays beside theirs.
fn of_corrected(order: &Order, before: &Order, known: &Known<'_>) -> Option<Notice> {
    let (own, amount) = (known.invoices_of(order), order.amount);
    let sum = sum_of(&own).filter(|_| own != known.invoices_of(before))?;
    let invoices = own.iter().map(|it| it.number.clone()).collect();
    (sum != amount || amount != before.amount).then_some(Notice::OtherInvoices { invoices, sum, amount })
}

fn of_payment(payment: &Payment, known: &Known<'_>, first: &[Edit]) -> Option<Notice> {
    let made = first.iter().filter_map(|edit| edit.after.as_ref()).find(|it| it.id().uuid == payment.order.0);
    let is_order_now = made.is_some();
    let order = || known.dossier.timeline().iter().find(|it| it.id().uuid == payment.order.0);
    let waiting = known.invoices().filter(|it| known.dossier.is_waiting(it.id)).count();
    let candidates = known.orders().count() + waiting;
    let name = name_of(known.dossier, made.or_else(order)?);
    (is_order_now || candidates > 1).then_some(Notice::PaidFor { name, is_order_now })
}
