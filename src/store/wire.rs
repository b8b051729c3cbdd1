//! Shapes that records had in earlier versions of the storage format, frozen for ever.
//!
//! [`codec`](super::codec) reads them and turns them into the types of today. A payment that is no compensation, a PI
//! that replaces none and an order without terms of its own are still written in their first shape, an order whose goods
//! were not called ready and a next step without the moment when it was set in their second, one that was not put off in
//! its third.

use crate::domain::money::Money;
use crate::domain::trade::{Instalment, Order, OrderKind, OrderState, Payment, ProformaInvoice};
use crate::domain::{Channel, CustomerId, FollowUp, InvoiceId, Moment, OrderId, PaymentId, QuotationId};
use serde::{Deserialize, Serialize};
use time::{Date, Time};

/// The next step as version 1 kept it, before it could rest until the customer answers.
#[derive(Debug, Deserialize)]
pub struct FollowUpV1 {
    customer: CustomerId,
    date: Option<Date>,
    time: Option<Time>,
    action: String,
    goal: String,
    channel: Option<Channel>,
    postponed: u16,
}

impl From<FollowUpV1> for FollowUp {
    fn from(old: FollowUpV1) -> Self {
        let FollowUpV1 { customer, date, time, action, goal, channel, postponed } = old;
        Self { date, time, action, goal, channel, postponed, ..Self::new(customer) }
    }
}

/// The next step as version 2 keeps it, of which nobody knows when it was set.
#[derive(Debug, Serialize, Deserialize)]
pub struct FollowUpV2 {
    customer: CustomerId,
    date: Option<Date>,
    time: Option<Time>,
    action: String,
    goal: String,
    channel: Option<Channel>,
    postponed: u16,
    until_answer: bool,
}

impl From<FollowUp> for FollowUpV2 {
    fn from(plan: FollowUp) -> Self {
        let FollowUp { customer, date, time, action, goal, channel, postponed, until_answer, .. } = plan;
        Self { customer, date, time, action, goal, channel, postponed, until_answer }
    }
}

impl From<FollowUpV2> for FollowUp {
    fn from(old: FollowUpV2) -> Self {
        let FollowUpV2 { customer, date, time, action, goal, channel, postponed, until_answer } = old;
        let plan = Self::new(customer);
        Self { date, time, action, goal, channel, postponed, until_answer, ..plan }
    }
}

/// The next step as version 3 keeps it, whose date was agreed or of which nobody knows.
#[derive(Debug, Serialize, Deserialize)]
pub struct FollowUpV3 {
    customer: CustomerId,
    date: Option<Date>,
    time: Option<Time>,
    action: String,
    goal: String,
    channel: Option<Channel>,
    postponed: u16,
    until_answer: bool,
    set_at: Option<Moment>,
}

impl From<FollowUp> for FollowUpV3 {
    fn from(plan: FollowUp) -> Self {
        let FollowUp { customer, date, time, action, goal, channel, postponed, until_answer, set_at, .. } =
            plan;
        Self { customer, date, time, action, goal, channel, postponed, until_answer, set_at }
    }
}

impl From<FollowUpV3> for FollowUp {
    fn from(old: FollowUpV3) -> Self {
        let FollowUpV3 { customer, date, time, action, goal, channel, postponed, until_answer, set_at } = old;
        let plan = Self::new(customer);
        Self { date, time, action, goal, channel, postponed, until_answer, set_at, ..plan }
    }
}

/// A payment as version 1 keeps it, which is no compensation.
#[derive(Debug, Serialize, Deserialize)]
pub struct PaymentV1 {
    id: PaymentId,
    customer: CustomerId,
    order: OrderId,
    date: Date,
    amount: Money,
    bank_fee: Option<Money>,
    note: String,
}

impl From<Payment> for PaymentV1 {
    fn from(payment: Payment) -> Self {
        let Payment { id, customer, order, date, amount, bank_fee, note, compensation: _ } = payment;
        Self { id, customer, order, date, amount, bank_fee, note }
    }
}

impl From<PaymentV1> for Payment {
    fn from(old: PaymentV1) -> Self {
        let PaymentV1 { id, customer, order, date, amount, bank_fee, note } = old;
        Self { id, customer, order, date, amount, bank_fee, note, compensation: false }
    }
}

/// A proforma invoice as version 1 keeps it, which replaces none.
#[derive(Debug, Serialize, Deserialize)]
pub struct InvoiceV1 {
    id: InvoiceId,
    customer: CustomerId,
    quotation: Option<QuotationId>,
    number: String,
    date: Date,
    amount: Money,
    sent_on: Option<Date>,
    terms: Vec<Instalment>,
    file: String,
    note: String,
}

impl From<ProformaInvoice> for InvoiceV1 {
    fn from(invoice: ProformaInvoice) -> Self {
        let ProformaInvoice {
            id,
            customer,
            quotation,
            number,
            date,
            amount,
            sent_on,
            terms,
            file,
            note,
            replaces: _,
        } = invoice;
        Self { id, customer, quotation, number, date, amount, sent_on, terms, file, note }
    }
}

impl From<InvoiceV1> for ProformaInvoice {
    fn from(old: InvoiceV1) -> Self {
        let InvoiceV1 { id, customer, quotation, number, date, amount, sent_on, terms, file, note } = old;
        Self { id, customer, quotation, number, date, amount, sent_on, terms, file, note, replaces: None }
    }
}

/// An order as version 1 keeps it, which has no terms of its own.
#[derive(Debug, Serialize, Deserialize)]
pub struct OrderV1 {
    id: OrderId,
    customer: CustomerId,
    invoice: Option<InvoiceId>,
    number: String,
    date: Date,
    amount: Money,
    kind: OrderKind,
    state: OrderState,
    note: String,
}

impl From<Order> for OrderV1 {
    fn from(order: Order) -> Self {
        let Order {
            id,
            customer,
            invoice,
            number,
            date,
            amount,
            kind,
            state,
            note,
            terms: _,
            ready_on: _,
            cancelled_on: _,
            also: _,
        } = order;
        Self { id, customer, invoice, number, date, amount, kind, state, note }
    }
}

impl From<OrderV1> for Order {
    fn from(old: OrderV1) -> Self {
        let OrderV1 { id, customer, invoice, number, date, amount, kind, state, note } = old;
        let terms = Vec::new();
        Self {
            id,
            customer,
            invoice,
            number,
            date,
            amount,
            kind,
            state,
            note,
            terms,
            ready_on: None,
            cancelled_on: None,
            also: Vec::new(),
        }
    }
}

/// An order as version 2 keeps it, of which nobody knows when its goods were ready.
#[derive(Debug, Serialize, Deserialize)]
pub struct OrderV2 {
    id: OrderId,
    customer: CustomerId,
    invoice: Option<InvoiceId>,
    number: String,
    date: Date,
    amount: Money,
    kind: OrderKind,
    state: OrderState,
    note: String,
    terms: Vec<Instalment>,
}

impl From<Order> for OrderV2 {
    fn from(order: Order) -> Self {
        let Order {
            id,
            customer,
            invoice,
            number,
            date,
            amount,
            kind,
            state,
            note,
            terms,
            ready_on: _,
            cancelled_on: _,
            also: _,
        } = order;
        Self { id, customer, invoice, number, date, amount, kind, state, note, terms }
    }
}

impl From<OrderV2> for Order {
    fn from(old: OrderV2) -> Self {
        let OrderV2 { id, customer, invoice, number, date, amount, kind, state, note, terms } = old;
        Self {
            id,
            customer,
            invoice,
            number,
            date,
            amount,
            kind,
            state,
            note,
            terms,
            ready_on: None,
            cancelled_on: None,
            also: Vec::new(),
        }
    }
}

/// An order as version 3 keeps it: of one PI at most, and nobody knows when it was cancelled.
#[derive(Debug, Serialize, Deserialize)]
pub struct OrderV3 {
    id: OrderId,
    customer: CustomerId,
    invoice: Option<InvoiceId>,
    number: String,
    date: Date,
    amount: Money,
    kind: OrderKind,
    state: OrderState,
    note: String,
    terms: Vec<Instalment>,
    ready_on: Option<Date>,
}

impl From<Order> for OrderV3 {
    fn from(order: Order) -> Self {
        let Order {
            id,
            customer,
            invoice,
            number,
            date,
            amount,
            kind,
            state,
            note,
            terms,
            ready_on,
            cancelled_on: _,
            also: _,
        } = order;
        Self { id, customer, invoice, number, date, amount, kind, state, note, terms, ready_on }
    }
}

impl From<OrderV3> for Order {
    fn from(old: OrderV3) -> Self {
        let OrderV3 { id, customer, invoice, number, date, amount, kind, state, note, terms, ready_on } = old;
        Self {
            id,
            customer,
            invoice,
            number,
            date,
            amount,
            kind,
            state,
            note,
            terms,
            ready_on,
            cancelled_on: None,
            also: Vec::new(),
        }
    }
}
