//! The trade's own words as types: customers, what was said to them, business records, and the
//! changes made to all of these.
//!
//! Nothing here knows a terminal, a disk, a clock or a language. Time comes in as an argument,
//! text for people comes from `lang`.

pub mod account;
pub mod change;
pub mod contact_log;
pub mod country;
pub mod courier;
pub mod customer;
pub mod day_input;
pub mod deal;
pub mod dossier;
pub mod id;
pub mod interaction;
pub mod language;
pub mod likeness;
pub mod moment;
pub mod money;
pub mod preview;
pub mod quick_log;
pub mod rate;
pub mod record;
pub mod sample_clock;
pub mod stage;
pub mod summary;
pub mod tag;
pub mod text;
pub mod text_file;
pub mod trade;
pub mod versions;

pub use change::{Cause, Change, Edit, UNNAMED_AUTHOR};
pub use country::Country;
pub use customer::{ClassId, Contact, Customer, CustomerType, DecisionRole, FollowUp, Grade, Score};
pub use dossier::Dossier;
pub use id::{
    ChangeId, ContactId, CustomerId, FeedbackId, IdMint, InteractionId, InvoiceId, OrderId, PaymentId,
    QuotationId, RateId, SampleId, ShipmentId,
};
pub use interaction::{Channel, Direction, Interaction, Origin};
pub use moment::Moment;
pub use rate::{Rate, Rates};
pub use record::{Record, RecordId};
pub use stage::{Stage, StageGroup, StageId, Stages};
pub use summary::Summary;
