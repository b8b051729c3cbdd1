//! Whom a review goes through, in which order, and what has changed since the one before.

use super::{MOST_OPEN, News, Review, Those};
use crate::app::ledger::{Ledger, Row};
use crate::app::snooze::{Aside, is_in_peace};
use crate::domain::customer::choice;
use crate::domain::{CustomerId, Moment};
use std::collections::HashSet;

choice! {
    /// Why a customer is in the review; they come in this order.
    Group { Overdue = "overdue", Today = "today", MoneyAndSamples = "money_and_samples" }
}

/// Those to look at: the overdue, then today's, both the most urgent first; then those who are not due
/// but whose money, sample or offer wants to be looked at, and who were not put off.
pub fn candidates(ledger: &Ledger, aside: &[Aside]) -> Vec<(CustomerId, Group)> {
    let agenda = ledger.agenda();
    let is_late = |id: &CustomerId| ledger.days_overdue(*id) > 0;
    let late = agenda.iter().copied().filter(is_late).map(|id| (id, Group::Overdue));
    let today = agenda.iter().copied().filter(|id| !is_late(id)).map(|id| (id, Group::Today));
    let mut rest: Vec<&Row> =
        ledger.with_business_flags().filter(|row| wants_a_look(ledger, aside, row)).collect();
    rest.sort_by(|a, b| Row::urgency(a, b));
    let rest = rest.into_iter().map(|row| (row.id, Group::MoneyAndSamples));
    late.chain(today).chain(rest).collect()
}

/// Whether a customer is one to look at today.
pub fn comes_up(ledger: &Ledger, aside: &[Aside], row: &Row) -> bool {
    let is_flagged = row.assessment.flags.meet(ledger.rules().flags_about_business());
    is_due(ledger, row) || (is_flagged && wants_a_look(ledger, aside, row))
}

/// Somebody who was talked to today has been looked at; who was put off is left in peace.
fn wants_a_look(ledger: &Ledger, aside: &[Aside], row: &Row) -> bool {
    let was_looked_at = row.do_not_contact() || row.was_contacted_on(ledger.today());
    !is_due(ledger, row) && !was_looked_at && !is_in_peace(&row.summary, aside, ledger.today())
}

pub fn is_due(ledger: &Ledger, row: &Row) -> bool {
    row.assessment.due.is_some_and(|due| due.is_open(ledger.today()))
}

/// How many of those who are not due a review still has to look at, as many as it holds at most.
pub fn still_to_look_at(ledger: &Ledger, aside: &[Aside], review: Option<&Review>) -> usize {
    let todays = review.filter(|review| review.began.date() == ledger.today());
    let settled = todays.into_iter().flat_map(|review| &review.steps).filter(|step| step.outcome.is_some());
    let settled: HashSet<_> = settled.map(|step| step.customer).collect();
    let wanted = ledger.with_business_flags().filter(|row| wants_a_look(ledger, aside, row));
    wanted.filter(|row| !settled.contains(&row.id)).take(MOST_OPEN).count()
}

/// What has changed since `before`. On the first review nothing has.
pub fn news(ledger: &Ledger, before: Option<Moment>) -> News {
    let Some(since) = before else { return News::default() };
    let [mut arrived, mut heard, mut turned_overdue, mut turned_class] = [const { Vec::new() }; 4];
    let (today, then) = (ledger.today(), since.date());
    let is_new = |row: &Row| row.created() >= then && row.summary.created > since;
    for row in ledger.news_since(since) {
        if is_new(row) { arrived.push(row) } else { heard.push(row) }
    }
    // Whoever is late is on the list.
    for row in ledger.agenda().iter().filter_map(|id| ledger.row(*id)).filter(|row| !is_new(row)) {
        if row.assessment.due.is_some_and(|due| due.in_time >= then && due.in_time < today) {
            turned_overdue.push(row);
        }
    }
    // Silence alone: whoever spoke since may be in another class for that.
    let turned =
        |row: &&Row| row.assessment.class_since > then && row.last_contact().is_none_or(|last| last <= since);
    turned_class.extend(ledger.rows().filter(|row| !is_new(row)).filter(turned));
    News {
        since: before,
        arrived: those(arrived),
        heard: those(heard),
        turned_overdue: those(turned_overdue),
        turned_class: those(turned_class),
    }
}

/// So many are told of by name.
const MOST_NAMED: usize = 12;

fn those(mut rows: Vec<&Row>) -> Those {
    rows.sort_by(|a, b| Row::urgency(a, b));
    let first = rows.iter().take(MOST_NAMED).map(|row| row.id).collect();
    Those { count: rows.len(), first }
}
