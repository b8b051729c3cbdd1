//! What a customer owes and how punctually it paid, from orders, their terms, shipments and payments.
//!
//! The terms are those of the proforma invoice that an order names; an order without terms is to be
//! paid before it is shipped. An instalment whose day cannot be known yet is neither due nor late.
//! Payments in another currency than the order's say nothing without a rate, so such an order is left out.

use super::{OpenBalance, PaymentHistory};
use crate::domain::money::Money;
use crate::domain::trade::{
    Instalment, Order, OrderState, Payment, PaymentTrigger, ProformaInvoice, Shipment,
};
use crate::domain::{Dossier, Record};
use time::{Date, Duration};

/// The instalment to be paid next over all orders, and how those before it were paid.
pub(super) fn owed_and_paid(dossier: &Dossier) -> (Option<OpenBalance>, PaymentHistory) {
    let (mut owed, mut paid) = (None::<OpenBalance>, PaymentHistory::default());
    for record in dossier.timeline() {
        let Record::Order(order) = record else { continue };
        if order.state == OrderState::Cancelled {
            continue;
        }
        let Some(payments) = payments_of(dossier, order) else { continue };
        for part in parts_of(dossier, order) {
            let Some(due) = part.due else { continue };
            if let Some(on) = day_on_which(&payments, part.until) {
                paid.instalments = paid.instalments.saturating_add(1);
                let late = u32::try_from((on - due).whole_days()).unwrap_or(0);
                paid.days_late = paid.days_late.saturating_add(late);
            } else if owed.is_none_or(|other| due < other.due) {
                let received = payments.last().map_or(0, |(_, sum)| (*sum).max(part.from));
                let minor = part.until.saturating_sub(received.max(part.from));
                owed = Some(OpenBalance { due, amount: Money { minor, ..order.amount } });
            }
        }
    }
    (owed, paid)
}

/// One instalment: the stretch of the amount that it covers, and its day.
struct Part {
    from: i64,
    until: i64,
    due: Option<Date>,
}

fn parts_of(dossier: &Dossier, order: &Order) -> Vec<Part> {
    let invoice = order.invoice.and_then(|id| {
        dossier.timeline().iter().find_map(|record| match record {
            Record::Invoice(it) if it.id == id => Some(&**it),
            _ => None,
        })
    });
    let whole = [Instalment { percent: 100, trigger: PaymentTrigger::BeforeShipment, days: 0 }];
    let terms = invoice.map_or(&[][..], |it: &ProformaInvoice| &it.terms);
    let terms = if terms.is_empty() { &whole } else { terms };
    let (mut from, mut percent) = (0, 0_i64);
    let mut parts = Vec::new();
    for (place, term) in terms.iter().enumerate() {
        percent = (percent + i64::from(term.percent)).min(100);
        // The last one takes what rounding, or percentages that do not add up, leave over.
        let is_last = place + 1 == terms.len();
        let until = if is_last { order.amount.minor } else { share(order.amount.minor, percent) };
        if until > from {
            parts.push(Part { from, until, due: due(dossier, order, term) });
            from = until;
        }
    }
    parts
}

fn share(amount: i64, percent: i64) -> i64 {
    i64::try_from(i128::from(amount) * i128::from(percent) / 100).unwrap_or(amount)
}

/// The day of an instalment, where what it waits for has a day.
fn due(dossier: &Dossier, order: &Order, term: &Instalment) -> Option<Date> {
    let anchor = match term.trigger {
        PaymentTrigger::Order => order.date,
        PaymentTrigger::BeforeShipment | PaymentTrigger::BillOfLadingCopy => {
            departure(first_shipment(dossier, order)?)
        }
        PaymentTrigger::Arrival => {
            let shipment = first_shipment(dossier, order)?;
            let transit = Duration::days(i64::from(shipment.transit_days));
            shipment.arrived_on.unwrap_or_else(|| departure(shipment).saturating_add(transit))
        }
    };
    Some(anchor.saturating_add(Duration::days(i64::from(term.days))))
}

fn departure(shipment: &Shipment) -> Date {
    shipment.departed_on.unwrap_or(shipment.etd)
}

fn first_shipment<'d>(dossier: &'d Dossier, order: &Order) -> Option<&'d Shipment> {
    let shipments = dossier.timeline().iter().filter_map(|record| match record {
        Record::Shipment(it) if it.order == Some(order.id) => Some(&**it),
        _ => None,
    });
    shipments.min_by_key(|it| departure(it))
}

/// The days of payment, each with everything received by then; nothing where currencies differ.
fn payments_of(dossier: &Dossier, order: &Order) -> Option<Vec<(Date, i64)>> {
    let payments = dossier.timeline().iter().rev().filter_map(|record| match record {
        Record::Payment(it) if it.order == order.id => Some(&**it),
        _ => None,
    });
    let mut sum = Money { minor: 0, ..order.amount };
    payments
        .map(|it: &Payment| {
            sum = sum.checked_add(it.amount)?;
            // What banks keep back on the way was paid by the customer all the same.
            sum = it.bank_fee.and_then(|fee| sum.checked_add(fee)).unwrap_or(sum);
            Some((it.date, sum.minor))
        })
        .collect()
}

/// The day on which so much had been received.
fn day_on_which(payments: &[(Date, i64)], amount: i64) -> Option<Date> {
    payments.iter().find(|(_, sum)| *sum >= amount).map(|(day, _)| *day)
}
