//! What was offered, sent and ordered, told from a dossier.

use super::ordered::Ordered;
use super::{DealHistory, OpenSample, complaint, deposit, money_owed};
use crate::domain::account::{left_on, worth_of};
use crate::domain::money::add_to;
use crate::domain::text::fold_name;
use crate::domain::trade::{Arrival, Order, OrderState, Quotation};
use crate::domain::{Dossier, Moment, Record};
use time::{Date, Duration};

/// Of several samples without a word those sent within so many days before the latest still wait for one.
const STILL_WAITS: Duration = Duration::days(45);

/// Days of validity that a summary keeps.
const MOST_OPEN: usize = 4;

pub(super) fn deal_history(dossier: &Dossier) -> DealHistory {
    let mut deals = DealHistory::default();
    let (mut quotations, mut samples): (Vec<&Quotation>, Vec<OpenSample>) = (Vec::new(), Vec::new());
    deals.last_record = dossier.timeline().iter().filter_map(happened_on).max();
    for record in dossier.timeline() {
        match record {
            Record::Quotation(it) => {
                quotations.push(it);
                deals.quotations = deals.quotations.saturating_add(1);
                deals.last_quotation = deals.last_quotation.max(Some(it.date));
            }
            Record::Sample(it) if it.feedback_on.is_none() && it.feedback.is_empty() => {
                samples.push(OpenSample {
                    sent_on: it.sent_on,
                    arrival: it.arrival.map(Arrival::date),
                    is_there: matches!(it.arrival, Some(Arrival::Confirmed(_))),
                });
            }
            Record::Order(it) if it.state != OrderState::Cancelled => {
                deals.orders = deals.orders.saturating_add(1);
                deals.last_order = deals.last_order.max(Some(it.date));
                add_to(&mut deals.ordered, worth_of(dossier, it));
            }
            Record::Payment(it) if it.amount.minor > 0 => {
                deals.last_payment = deals.last_payment.max(Some(it.date));
            }
            Record::Order(it) => {
                deals.cancelled_orders = deals.cancelled_orders.saturating_add(1);
                deals.cancelled_on = deals.cancelled_on.max(it.cancelled_on);
            }
            _ => {}
        }
    }
    if !quotations.is_empty() {
        let progress = last_progress(dossier);
        let since = quotations.iter().filter(|it| progress.is_none_or(|progress| it.date >= progress));
        deals.quotations_since_progress = u16::try_from(since.count()).unwrap_or(u16::MAX);
        let ordered = Ordered::of(dossier);
        deals.open_until = open_until(&quotations, &ordered);
        deals.open_quotation = quotations.iter().filter(|it| ordered.leaves_open(it)).map(|it| it.date).max();
    }
    deals.open_sample = to_ask_about(&samples);
    (deals.invoices, deals.open_invoice) = invoices(dossier);
    (deals.deposit, deals.deposits) = deposit::unpaid_deposit(dossier);
    deals.refund = money_owed::to_pay_back(dossier);
    deals.etd = next_etd(dossier);
    deals.complaint = complaint::open_complaint(dossier);
    (deals.balance, deals.paid) = money_owed::owed_and_paid(dossier);
    deals
}

/// The sample to ask about first: the oldest, as long as it is not long gone when the latest leaves.
fn to_ask_about(samples: &[OpenSample]) -> Option<OpenSample> {
    let latest = samples.iter().map(|it| it.sent_on).max()?;
    let waits = samples.iter().filter(|it| it.sent_on >= latest.saturating_sub(STILL_WAITS));
    waits.min_by_key(|it| (it.sent_on, it.arrival)).copied()
}

/// How many PIs there are, and when the latest went out that no order came of.
fn invoices(dossier: &Dossier) -> (u16, Option<Date>) {
    let all = || {
        dossier.timeline().iter().filter_map(|it| if let Record::Invoice(it) = it { Some(it) } else { None })
    };
    let open = all().filter(|it| dossier.is_waiting(it.id)).map(|it| it.asked_on()).max();
    (u16::try_from(all().count()).unwrap_or(u16::MAX), open)
}

/// The earliest planned day of goods that have not left; those of a cancelled order will not.
fn next_etd(dossier: &Dossier) -> Option<Date> {
    let waits = dossier.timeline().iter().filter_map(|it| {
        let Record::Shipment(it) = it else { return None };
        let order = orders(dossier).find(|order| it.order == Some(order.id));
        let is_cancelled = order.is_some_and(|order| order.state == OrderState::Cancelled);
        (left_on(dossier, it, order).is_none() && !is_cancelled).then_some(it.etd)
    });
    waits.min()
}

fn orders(dossier: &Dossier) -> impl Iterator<Item = &Order> {
    dossier.timeline().iter().filter_map(|it| if let Record::Order(it) = it { Some(&**it) } else { None })
}

/// The day of a business record; a shipment that has not left is a plan.
fn happened_on(record: &Record) -> Option<Date> {
    match record {
        Record::Interaction(_) => None,
        Record::Shipment(it) => it.departed_on,
        other => other.timeline_at().map(Moment::date),
    }
}

/// The day on which the log last came to a stage that it had not been in before.
fn last_progress(dossier: &Dossier) -> Option<Date> {
    let mut seen = vec![&dossier.customer.opening_stage];
    let mut progress = None;
    for entry in dossier.interactions().rev() {
        if !seen.contains(&&entry.stage) {
            seen.push(&entry.stage);
            progress = Some(entry.at.date());
        }
    }
    progress
}

/// The last days of what is still on offer; `quotations` come newest first.
fn open_until(quotations: &[&Quotation], ordered: &Ordered) -> Vec<Date> {
    let mut offered: Vec<String> = Vec::new();
    let mut days = Vec::new();
    for quotation in quotations.iter().filter(|it| ordered.leaves_open(it)) {
        let product = fold_name(&quotation.product);
        if !offered.contains(&product) {
            days.extend(quotation.valid_until);
            offered.push(product);
        }
    }
    days.sort_unstable();
    days.dedup();
    days.drain(..days.len().saturating_sub(MOST_OPEN));
    days
}
