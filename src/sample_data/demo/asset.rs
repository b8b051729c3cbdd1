//! The shape of assets/demo.toml. The head of that file says what the fields mean.

use super::amount::{Amount, Price};
use super::day::Day;
use crate::domain::trade::{Incoterm, OrderKind, OrderState, PaymentTrigger, Satisfaction, TransportMode};
use crate::domain::{Channel, Country, CustomerType, DecisionRole, Direction, Score};
use serde::Deserialize;

/// The whole file. Customers are read one by one afterwards, so that an error can name the customer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeskFile {
    pub seller: String,
    /// Rates of exchange as people type them.
    #[serde(default)]
    pub rates: Vec<String>,
    pub customer: Vec<toml::Table>,
}

/// Declares the entries of the file: what stands before the semicolon must be there, the rest may be left out.
macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident {
        $($must:ident: $must_type:ty),* ; $($may:ident: $may_type:ty),* $(,)?
    })+) => {$(
        $(#[$doc])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $(pub $must: $must_type,)*
            $(#[serde(default)] pub $may: $may_type,)*
        }
    )+};
}

entries! {
    /// One customer with everything that belongs to it.
    CustomerEntry {
        company: String, country: Country, since: Day;
        aliases: Vec<String>, city: String, website: String, linkedin: String,
        r#type: Option<CustomerType>, potential: Option<Score>, payment_habit: Option<Score>,
        pinned_grade: Option<String>, tags: Vec<String>, source: String, products: Vec<String>,
        language: String, payment_terms: String, note: String, owner: Option<String>,
        do_not_contact: bool, contacts: Vec<PersonEntry>, log: Vec<LogEntry>,
        follow_up: FollowUpEntry, quotations: Vec<QuotationEntry>, samples: Vec<SampleEntry>,
        invoices: Vec<InvoiceEntry>, orders: Vec<OrderEntry>, feedback: Vec<FeedbackEntry>,
    }

    PersonEntry {
        name: String;
        title: String, role: Option<DecisionRole>, emails: Vec<String>, phones: Vec<String>,
        whatsapp: Vec<String>, skype: Vec<String>, wechat: Vec<String>, linkedin: Vec<String>,
    }

    LogEntry {
        at: Day, via: Channel, text: String;
        dir: Option<Direction>, who: Option<String>, stage: Option<String>, next: String, goal: String,
        due: Option<Day>, lost: String,
    }

    QuotationEntry {
        on: Day, product: String, price: Price, unit: String;
        term: Option<Incoterm>, place: String, moq: Option<u64>, valid: Option<Day>, note: String,
    }

    SampleEntry {
        number: String, what: String, sent: Day, courier: String, tracking: String;
        arrived: Option<Day>, expected: Option<Day>, feedback: String, feedback_on: Option<Day>,
        cost: Option<Amount>, charged: bool,
    }

    InvoiceEntry {
        number: String, on: Day, amount: Amount, terms: Vec<TermEntry>;
        sent: Option<Day>, file: String, note: String,
    }

    TermEntry { percent: u8, on: PaymentTrigger; days: u16 }

    OrderEntry {
        number: String, on: Day, amount: Amount, kind: OrderKind, state: OrderState;
        invoice: Option<String>, note: String, paid: Vec<PaymentEntry>, shipments: Vec<ShipmentEntry>,
    }

    PaymentEntry { on: Day, amount: Amount; fee: Option<Amount>, note: String }

    ShipmentEntry {
        mode: TransportMode, etd: Day, days: u16, reference: String;
        departed: Option<Day>, arrived: Option<Day>, note: String,
    }

    /// What was said about a sample or an order, given by its number.
    FeedbackEntry { on: Day, text: String, mood: Satisfaction; about: Option<String> }
}

/// What the last line of the log does not say about the open follow-up.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FollowUpEntry {
    pub due: Option<Day>,
    pub action: Option<String>,
    pub goal: Option<String>,
    pub via: Option<Channel>,
    pub postponed: u16,
}
