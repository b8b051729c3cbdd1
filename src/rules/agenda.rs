//! Today's list: who is due, in the order in which to talk to them.

use super::Assessment;
use crate::domain::{CustomerId, Summary};
use std::cmp::Reverse;
use time::Date;

/// The customers due on `today` or before, the highest priority first.
///
/// Equal priorities are ordered by the last good day, then by company, then by id, so that the order
/// never depends on the order of `customers`.
pub fn agenda<'a>(
    customers: impl IntoIterator<Item = (&'a Summary, &'a Assessment)>,
    today: Date,
) -> Vec<CustomerId> {
    let open = |(summary, assessment): (&'a Summary, &'a Assessment)| place(summary, assessment, today);
    let mut rows: Vec<_> = customers.into_iter().filter_map(open).collect();
    rows.sort_unstable();
    rows.into_iter().map(|(.., id)| id).collect()
}

/// Where somebody who is due stands in the list: those with less come first.
pub(super) fn place<'a>(
    summary: &'a Summary,
    assessment: &Assessment,
    today: Date,
) -> Option<(Reverse<i32>, Date, &'a str, CustomerId)> {
    let due = assessment.due.filter(|due| due.is_open(today))?;
    Some((Reverse(assessment.priority), due.by, summary.company.as_str(), summary.id))
}
