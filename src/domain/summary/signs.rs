//! Signs of the customer that business records tell, with or without an entry in the log.

use crate::domain::Record;
use crate::domain::trade::OrderState;
use time::Date;

/// The day on which the customer said, ordered or paid something. Money that we pay back is no sign of theirs.
pub(super) fn sign_on(record: &Record) -> Option<Date> {
    match record {
        Record::Order(it) if it.state != OrderState::Cancelled => Some(it.date),
        Record::Payment(it) if it.amount.minor > 0 => Some(it.date),
        other => said_on(other),
    }
}

/// The day on which the customer said something about goods.
pub(super) fn said_on(record: &Record) -> Option<Date> {
    match record {
        Record::Feedback(it) => Some(it.date),
        Record::Sample(it) => it.feedback_on,
        _ => None,
    }
}
