//! The business of a customer that is under way, a row each, for lists over all customers.

use super::ordered::Ordered;
use crate::domain::account::{Account, Standing, share, worth_of};
use crate::domain::customer::choice;
use crate::domain::deal::amount::price_of;
use crate::domain::money::{Money, UnitPrice};
use crate::domain::text::fold_name;
use crate::domain::trade::{
    Arrival, Incoterm, Order, OrderState, PaymentTrigger, ProformaInvoice, Quotation, Sample, Shipment,
};
use crate::domain::versions::{price_change, version_of};
use crate::domain::{Dossier, Record};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use time::{Date, Duration};
use uuid::Uuid;

choice! {
    /// A list of business that is under way.
    DealList {
        Quotations = "quotations",
        Samples = "samples",
        Invoices = "invoices",
        Orders = "orders",
        Shipments = "shipments",
        Balances = "balances",
    }
}

/// One row: a record that is not done with, and the day that matters next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDeal {
    pub list: DealList,
    /// The record that the row stands for; of a balance, the order.
    pub record: Uuid,
    /// The number, or what it is about where it has none.
    pub label: String,
    /// Courier and tracking number, incoterm and place, vessel.
    pub detail: String,
    pub since: Date,
    /// Valid until, arrives on, to be paid by.
    pub due: Option<Date>,
    /// Whether that day is an estimate.
    pub is_estimate: bool,
    /// What is asked or missing; of an order its amount less compensation; below zero what is to be paid back.
    pub amount: Option<Money>,
    /// Of a PI and a balance, what of it is to be paid on that day: the deposit, or another instalment.
    pub due_amount: Option<Money>,
    /// Of a balance what the whole order comes to, less compensation.
    pub whole: Option<Money>,
    /// What the deal stands for in the pipeline: of a quotation its price times the MOQ, of an order its amount until
    /// it is shipped and what is owed from then on. Nothing where another row of the same deal stands for it, or
    /// where it is not known.
    pub worth: Option<Money>,
    pub price: Option<UnitPrice>,
    pub unit: String,
    /// Of an order and a balance how far the order is; of a shipment only that its order is cancelled.
    pub state: Option<OrderState>,
    /// Which version of a quotation, from 1.
    pub version: Option<u16>,
    /// The change of its price since the version before, in tenths of a percent.
    pub price_change: Option<i64>,
}

/// A summary keeps so many rows, those whose day comes first.
pub const MOST_OPEN_DEALS: usize = 200;
/// A summary keeps so many numbers.
pub const MOST_NUMBERS: usize = 1000;
/// Characters of a label, and of a detail.
const MOST_LABEL: usize = 96;
const MOST_CHARS: usize = 48;
/// A quotation without a last day is taken for over after so long.
const QUOTATION_FADES: i64 = 90;

/// The rows, and how many more there are.
pub(super) fn open_deals(dossier: &Dossier) -> (Vec<OpenDeal>, u32) {
    let orders: Vec<&Order> = dossier
        .timeline()
        .iter()
        .filter_map(|it| if let Record::Order(it) = it { Some(&**it) } else { None })
        .collect();
    let ordered = Ordered::of(dossier);
    let mut products = Vec::new();
    let mut rows = Vec::new();
    for record in dossier.timeline() {
        match record {
            Record::Quotation(it) if ordered.leaves_open(it) => {
                let product = fold_name(&it.product);
                if !products.contains(&product) {
                    products.push(product);
                    rows.push(quotation(dossier, it));
                }
            }
            Record::Sample(it) if it.feedback.is_empty() && it.feedback_on.is_none() => rows.push(sample(it)),
            Record::Invoice(it) if dossier.is_waiting(it.id) => {
                rows.push(invoice(it));
            }
            Record::Order(it) => {
                let is_open =
                    matches!(it.state, OrderState::Confirmed | OrderState::InProduction | OrderState::Ready);
                rows.extend(is_open.then(|| order(dossier, it)));
                rows.extend(balance(dossier, it));
            }
            Record::Shipment(it) if it.arrived_on.is_none() && !is_done(&orders, it) => {
                rows.push(shipment(dossier, it));
            }
            _ => {}
        }
    }
    rows.sort_by_key(|row| row.due.unwrap_or(Date::MAX));
    let more = rows.len().saturating_sub(MOST_OPEN_DEALS);
    rows.truncate(MOST_OPEN_DEALS);
    (rows, u32::try_from(more).unwrap_or(u32::MAX))
}

/// Whether its order is done, so that the goods are there.
fn is_done(orders: &[&Order], shipment: &Shipment) -> bool {
    let own = orders.iter().find(|order| shipment.order == Some(order.id));
    own.is_some_and(|order| order.state == OrderState::Done)
}

impl OpenDeal {
    /// A row with nothing but its record.
    pub fn new(list: DealList, record: Uuid, label: &str, since: Date) -> Self {
        Self {
            list,
            record,
            label: elided(label),
            detail: String::new(),
            since,
            due: None,
            is_estimate: false,
            amount: None,
            due_amount: None,
            whole: None,
            worth: None,
            price: None,
            unit: String::new(),
            state: None,
            version: None,
            price_change: None,
        }
    }
}

/// Shows by two dots that something was cut off.
fn elided(text: &str) -> String {
    if text.chars().count() <= MOST_LABEL {
        return text.to_owned();
    }
    let kept: String = text.chars().take(MOST_LABEL - 2).collect();
    format!("{}..", kept.trim_end())
}

fn short(text: &str) -> String {
    text.chars().take(MOST_CHARS).collect()
}

fn quotation(dossier: &Dossier, it: &Quotation) -> OpenDeal {
    let (version, before) = version_of(dossier, it);
    let term = it.incoterm.map_or(String::new(), |term| Incoterm::id(term).to_ascii_uppercase());
    let fades = it.date.saturating_add(Duration::days(QUOTATION_FADES));
    OpenDeal {
        detail: short(format!("{term} {}", it.place).trim()),
        due: Some(it.valid_until.unwrap_or(fades)),
        is_estimate: it.valid_until.is_none(),
        worth: it.moq.and_then(|moq| price_of(it.price, moq)),
        price: Some(it.price),
        unit: short(&it.unit),
        version: u16::try_from(version).ok(),
        price_change: before.and_then(|before| price_change(before, it)),
        ..OpenDeal::new(DealList::Quotations, it.id.0, &it.product, it.date)
    }
}

fn sample(it: &Sample) -> OpenDeal {
    let label = if it.number.is_empty() { it.what.clone() } else { format!("{} {}", it.number, it.what) };
    OpenDeal {
        detail: short(format!("{} {}", it.courier, it.tracking).trim()),
        due: it.arrival.map(Arrival::date),
        is_estimate: matches!(it.arrival, Some(Arrival::Estimated(_))),
        ..OpenDeal::new(DealList::Samples, it.id.0, &label, it.sent_on)
    }
}

/// A proforma invoice that is no order yet: its first instalment is asked for, unless that waits for the goods to leave.
fn invoice(it: &ProformaInvoice) -> OpenDeal {
    let comes_later = it.terms.first().is_some_and(|first| {
        matches!(first.trigger.event(), PaymentTrigger::BillOfLadingCopy | PaymentTrigger::Arrival)
    });
    OpenDeal {
        due: (!comes_later).then(|| due_of_invoice(it)),
        due_amount: (!comes_later).then(|| first_instalment(it)),
        amount: Some(it.amount),
        worth: Some(it.amount),
        ..OpenDeal::new(DealList::Invoices, it.id.0, &it.number, it.date)
    }
}

/// The day on which the first instalment is due.
pub(super) fn due_of_invoice(it: &ProformaInvoice) -> Date {
    let wait = it.terms.first().map_or(0, |first| i64::from(first.days));
    it.asked_on().saturating_add(Duration::days(wait))
}

pub(super) fn first_instalment(it: &ProformaInvoice) -> Money {
    let part = it.terms.first().filter(|_| it.terms.len() > 1).map_or(100, |first| first.percent);
    Money { minor: share(it.amount.minor, i64::from(part)), ..it.amount }
}

fn order(dossier: &Dossier, it: &Order) -> OpenDeal {
    let amount = worth_of(dossier, it);
    OpenDeal {
        amount: Some(amount),
        worth: Some(amount),
        state: Some(it.state),
        ..OpenDeal::new(DealList::Orders, it.id.0, &it.number, it.date)
    }
}

/// What is missing of an order, or what is to be paid back.
fn balance(dossier: &Dossier, it: &Order) -> Option<OpenDeal> {
    let account = Account::of(dossier, it);
    if matches!(account.standing(), Standing::Paid | Standing::Cancelled) {
        return None;
    }
    let next = account.next_due();
    let owed = Money { minor: account.balance(), ..it.amount };
    // Of an order that has left, the money alone is still open.
    let has_left = matches!(it.state, OrderState::Shipped | OrderState::Done);
    Some(OpenDeal {
        due: next.map(|next| next.on),
        due_amount: next.map(|next| next.amount),
        amount: Some(owed),
        whole: (!account.is_mixed).then(|| worth_of(dossier, it)),
        worth: (has_left && !account.is_mixed && owed.minor > 0).then_some(owed),
        state: Some(it.state),
        ..OpenDeal::new(DealList::Balances, it.id.0, &it.number, it.date)
    })
}

fn shipment(dossier: &Dossier, it: &Shipment) -> OpenDeal {
    let departure = it.departed_on.unwrap_or(it.etd);
    let order = it.order.and_then(|id| {
        dossier.timeline().iter().find_map(|record| match record {
            Record::Order(order) if order.id == id => Some(&**order),
            _ => None,
        })
    });
    OpenDeal {
        detail: short(&it.reference),
        due: Some(departure.saturating_add(Duration::days(i64::from(it.transit_days)))),
        is_estimate: true,
        state: order.map(|it| it.state).filter(|state| *state == OrderState::Cancelled),
        ..OpenDeal::new(DealList::Shipments, it.id.0, order.map_or("", |order| &order.number), departure)
    }
}

/// Numbers by which people ask for a record, and how many more there are.
pub(super) fn numbers(dossier: &Dossier) -> (Vec<String>, u32) {
    let (mut numbers, mut more) = (Vec::<String>::new(), 0_u32);
    let mut known = HashSet::new();
    for record in dossier.timeline() {
        let found: [&str; 2] = match record {
            Record::Sample(it) => [&it.number, &it.tracking],
            Record::Invoice(it) => [&it.number, ""],
            Record::Order(it) => [&it.number, ""],
            Record::Shipment(it) => [&it.reference, ""],
            _ => continue,
        };
        for number in found {
            if number.is_empty() || !known.insert(number) {
                continue;
            }
            if numbers.len() < MOST_NUMBERS {
                numbers.push(short(number));
            } else {
                more += 1;
            }
        }
    }
    (numbers, more)
}
