//! Tables and files of other programs, in and out: bytes and text on one side, records and changes on
//! the other.
//!
//! Uses the domain. Must not touch the terminal, the store, the file system or the clock: bytes, the
//! present moment and what is already known come in as arguments. Words for people are made in `lang`.

mod card;
mod cell;
mod column;
mod day_order;
mod doubles;
mod encoding;
mod heading;
pub mod icalendar;
mod import;
mod matching;
mod merge;
mod problem;
mod rates;
mod row;
mod table;

pub use card::Addition;
pub use column::{ColumnReading, Field, PersonPart, TakenFor};
pub use day_order::DayOrder;
pub use doubles::{Double, Other};
pub use import::{Counts, ImportContext, ImportPlan, RowOutcome, RowResult, plan};
pub use problem::{ImportError, Reason, RowProblem};
pub use rates::{RateFileError, RateMistake, RateReason, read_rates};
