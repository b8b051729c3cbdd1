//! Layer 3, business records: quotation, sample, proforma invoice, order, payment, shipment, feedback.

use super::customer::choice;
use super::money::{Money, UnitPrice};
use super::{CustomerId, FeedbackId, InvoiceId, OrderId, PaymentId, QuotationId, SampleId, ShipmentId};
use serde::{Deserialize, Serialize};
use time::Date;

choice! {
    /// Incoterms 2020 of the ICC.
    Incoterm {
        Exw = "exw", Fca = "fca", Cpt = "cpt", Cip = "cip", Dap = "dap", Dpu = "dpu", Ddp = "ddp",
        Fas = "fas", Fob = "fob", Cfr = "cfr", Cif = "cif",
    }
}

/// A price offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    pub id: QuotationId,
    pub customer: CustomerId,
    pub date: Date,
    pub product: String,
    pub incoterm: Option<Incoterm>,
    /// The named place that belongs to the incoterm.
    pub place: String,
    pub price: UnitPrice,
    /// pc, set, kg, …
    pub unit: String,
    /// Minimum order quantity in `unit`.
    pub moq: Option<u64>,
    pub valid_until: Option<Date>,
    pub note: String,
}

/// A sample on its way, arrived or answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    pub id: SampleId,
    pub customer: CustomerId,
    /// The sample number written on the bag.
    pub number: String,
    pub what: String,
    pub sent_on: Date,
    pub courier: String,
    pub tracking: String,
    pub arrival: Option<Arrival>,
    pub feedback: String,
    pub feedback_on: Option<Date>,
    pub cost: Option<Money>,
    /// Whether the customer pays for it.
    pub charged: bool,
}

/// When a sample reached the customer, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrival {
    Confirmed(Date),
    Estimated(Date),
}

impl Arrival {
    pub fn date(self) -> Date {
        match self {
            Self::Confirmed(date) | Self::Estimated(date) => date,
        }
    }
}

/// A proforma invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProformaInvoice {
    pub id: InvoiceId,
    pub customer: CustomerId,
    pub quotation: Option<QuotationId>,
    pub number: String,
    pub date: Date,
    pub amount: Money,
    pub sent_on: Option<Date>,
    pub terms: Vec<Instalment>,
    /// Path of the file that was sent.
    pub file: String,
    pub note: String,
    /// The PI that this one was written instead of, which asks for nothing any more.
    #[serde(default)]
    pub replaces: Option<InvoiceId>,
}

impl ProformaInvoice {
    /// The day on which it went out.
    pub fn asked_on(&self) -> Date {
        self.sent_on.unwrap_or(self.date)
    }
}

/// One part of the payment terms: so many percent, so many days after something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    pub percent: u8,
    pub trigger: PaymentTrigger,
    pub days: u16,
}

choice! {
    /// What makes an instalment due: an event, or a method of payment that goes by one ([`PaymentTrigger::event`]).
    PaymentTrigger {
        Order = "order",
        BeforeShipment = "before_shipment",
        BillOfLadingCopy = "bill_of_lading_copy",
        Arrival = "arrival",
        /// L/C: at sight, or so many days.
        LetterOfCredit = "letter_of_credit",
        /// D/P.
        DocumentsAgainstPayment = "documents_against_payment",
        /// D/A.
        DocumentsAgainstAcceptance = "documents_against_acceptance",
        /// O/A.
        OpenAccount = "open_account",
        WesternUnion = "western_union",
        Paypal = "paypal",
        Wise = "wise",
        Cash = "cash",
        Cheque = "cheque",
        Moneygram = "moneygram",
        Alipay = "alipay",
        WechatPay = "wechat_pay",
        Payoneer = "payoneer",
        Xtransfer = "xtransfer",
        Pingpong = "pingpong",
    }
}

impl PaymentTrigger {
    /// What a method of payment waits for; an event is itself.
    pub fn event(self) -> Self {
        match self {
            Self::LetterOfCredit
            | Self::DocumentsAgainstPayment
            | Self::DocumentsAgainstAcceptance
            | Self::OpenAccount => Self::BillOfLadingCopy,
            Self::WesternUnion
            | Self::Paypal
            | Self::Wise
            | Self::Cash
            | Self::Cheque
            | Self::Moneygram
            | Self::Alipay
            | Self::WechatPay
            | Self::Payoneer
            | Self::Xtransfer
            | Self::Pingpong => Self::Order,
            event => event,
        }
    }

    /// Whether it names how is paid, not only when.
    pub fn is_method(self) -> bool {
        self.event() != self
    }

    /// Whether it gives time from the documents on, so that a number behind it is the days: `D/A 60`, `net 30`.
    pub fn is_credit(self) -> bool {
        self.is_method() && self.event() == Self::BillOfLadingCopy
    }
}

choice! {
    /// How far an order is.
    OrderState {
        Confirmed = "confirmed",
        InProduction = "in_production",
        Ready = "ready",
        Shipped = "shipped",
        Done = "done",
        Cancelled = "cancelled",
    }
}

choice! {
    /// Whether an order is the first small one.
    OrderKind { Trial = "trial", Regular = "regular", Repeat = "repeat" }
}

/// An order; what is still to be paid is its amount less its payments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub id: OrderId,
    pub customer: CustomerId,
    pub invoice: Option<InvoiceId>,
    pub number: String,
    pub date: Date,
    pub amount: Money,
    pub kind: OrderKind,
    pub state: OrderState,
    pub note: String,
    /// Payment terms of its own; none where those of its PI hold.
    #[serde(default)]
    pub terms: Vec<Instalment>,
    /// The day on which it was written down that the goods are ready.
    #[serde(default)]
    pub ready_on: Option<Date>,
    /// The day on which it was written down that the order is cancelled.
    #[serde(default)]
    pub cancelled_on: Option<Date>,
    /// More PIs that it is for, beside `invoice`.
    #[serde(default)]
    pub also: Vec<InvoiceId>,
}

impl Order {
    /// Whether it came of a PI.
    pub fn is_of(&self, invoice: InvoiceId) -> bool {
        self.invoice == Some(invoice) || self.also.contains(&invoice)
    }
}

/// Money that came in for an order; a refund is negative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub id: PaymentId,
    pub customer: CustomerId,
    pub order: OrderId,
    pub date: Date,
    pub amount: Money,
    /// Kept back by banks on the way; counts as paid by the customer, but for a refund.
    pub bank_fee: Option<Money>,
    pub note: String,
    /// Whether a refund is compensation: it lowers what the order comes to, so that nothing is owed again.
    #[serde(default)]
    pub compensation: bool,
}

impl Payment {
    /// What banks kept back of money that came in, which counts as paid. A fee on a refund is ours.
    pub fn counted_fee(&self) -> i64 {
        let fee = self.bank_fee.filter(|fee| fee.currency == self.amount.currency && self.amount.minor > 0);
        fee.map_or(0, |fee| fee.minor)
    }
}

choice! {
    /// The way goods travel.
    TransportMode { Sea = "sea", Air = "air", Express = "express", Rail = "rail" }
}

/// Goods on their way. The ETA is the ETD plus the transit days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipment {
    pub id: ShipmentId,
    pub customer: CustomerId,
    pub order: Option<OrderId>,
    pub mode: TransportMode,
    pub etd: Date,
    pub transit_days: u16,
    /// Vessel, bill of lading or tracking number.
    pub reference: String,
    pub departed_on: Option<Date>,
    pub arrived_on: Option<Date>,
    pub note: String,
}

choice! {
    /// How content a customer is.
    Satisfaction { Satisfied = "satisfied", Neutral = "neutral", Complaint = "complaint" }
}

/// What a customer said about a sample or an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    pub id: FeedbackId,
    pub customer: CustomerId,
    pub date: Date,
    pub about: FeedbackAbout,
    pub text: String,
    pub satisfaction: Satisfaction,
}

/// The record that a feedback is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackAbout {
    General,
    Sample(SampleId),
    Order(OrderId),
}
