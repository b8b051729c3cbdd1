//! One stored thing, whatever its kind, and where it stands on the timeline.

use super::trade::{Feedback, Order, Payment, ProformaInvoice, Quotation, Sample, Shipment};
use super::{Customer, CustomerId, FollowUp, Interaction, Moment, Rate};
use serde::{Deserialize, Serialize};
use time::{Date, Time};
use uuid::Uuid;

/// Everything that is stored is one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    Customer(Box<Customer>),
    FollowUp(FollowUp),
    Interaction(Box<Interaction>),
    Quotation(Box<Quotation>),
    Sample(Box<Sample>),
    Invoice(Box<ProformaInvoice>),
    Order(Box<Order>),
    Payment(Box<Payment>),
    Shipment(Box<Shipment>),
    Feedback(Box<Feedback>),
    Rate(Rate),
}

/// The kind of a record; the number is part of the storage format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    Customer = 1,
    FollowUp = 2,
    Interaction = 3,
    Quotation = 4,
    Sample = 5,
    Invoice = 6,
    Order = 7,
    Payment = 8,
    Shipment = 9,
    Feedback = 10,
    /// From here on what belongs to no customer.
    Rate = 20,
}

impl RecordKind {
    /// The stable id in `--json`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::FollowUp => "follow_up",
            Self::Interaction => "interaction",
            Self::Quotation => "quotation",
            Self::Sample => "sample",
            Self::Invoice => "invoice",
            Self::Order => "order",
            Self::Payment => "payment",
            Self::Shipment => "shipment",
            Self::Feedback => "feedback",
            Self::Rate => "rate",
        }
    }
}

/// Kind and id together name one record among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    pub kind: RecordKind,
    pub uuid: Uuid,
}

impl Record {
    pub fn id(&self) -> RecordId {
        let (kind, uuid) = match self {
            Self::Customer(it) => (RecordKind::Customer, it.id.0),
            Self::FollowUp(it) => (RecordKind::FollowUp, it.customer.0),
            Self::Interaction(it) => (RecordKind::Interaction, it.id.0),
            Self::Quotation(it) => (RecordKind::Quotation, it.id.0),
            Self::Sample(it) => (RecordKind::Sample, it.id.0),
            Self::Invoice(it) => (RecordKind::Invoice, it.id.0),
            Self::Order(it) => (RecordKind::Order, it.id.0),
            Self::Payment(it) => (RecordKind::Payment, it.id.0),
            Self::Shipment(it) => (RecordKind::Shipment, it.id.0),
            Self::Feedback(it) => (RecordKind::Feedback, it.id.0),
            Self::Rate(it) => (RecordKind::Rate, it.id.0),
        };
        RecordId { kind, uuid }
    }

    /// The customer that this belongs to; [`CustomerId::NOBODY`] for what belongs to no customer.
    pub fn customer(&self) -> CustomerId {
        match self {
            Self::Customer(it) => it.id,
            Self::FollowUp(it) => it.customer,
            Self::Interaction(it) => it.customer,
            Self::Quotation(it) => it.customer,
            Self::Sample(it) => it.customer,
            Self::Invoice(it) => it.customer,
            Self::Order(it) => it.customer,
            Self::Payment(it) => it.customer,
            Self::Shipment(it) => it.customer,
            Self::Feedback(it) => it.customer,
            Self::Rate(_) => CustomerId::NOBODY,
        }
    }

    /// When this happened, for records that stand on the timeline.
    pub fn timeline_at(&self) -> Option<Moment> {
        let day = |date: Date| Some(Moment::at(date, Time::MIDNIGHT, 0));
        match self {
            Self::Customer(_) | Self::FollowUp(_) => None,
            Self::Interaction(it) => Some(it.at),
            Self::Quotation(it) => day(it.date),
            Self::Sample(it) => day(it.sent_on),
            Self::Invoice(it) => day(it.date),
            Self::Order(it) => day(it.date),
            Self::Payment(it) => day(it.date),
            Self::Shipment(it) => day(it.departed_on.unwrap_or(it.etd)),
            Self::Feedback(it) => day(it.date),
            Self::Rate(it) => day(it.on),
        }
    }
}

macro_rules! from_parts {
    ($($variant:ident($part:ty)),+) => {$(
        impl From<$part> for Record {
            fn from(part: $part) -> Self {
                Self::$variant(part.into())
            }
        }
    )+};
}

from_parts!(
    Customer(Customer),
    FollowUp(FollowUp),
    Interaction(Interaction),
    Quotation(Quotation),
    Sample(Sample),
    Invoice(ProformaInvoice),
    Order(Order),
    Payment(Payment),
    Shipment(Shipment),
    Feedback(Feedback),
    Rate(Rate)
);
