//! The next first screens after a few customers changed, put right by somebody who does not know all the others: a
//! command that notes something down must not cost the next start its first screen.

use super::{AT_ONCE, Beyond, FIRST_DUE, Ledger, Row};
use crate::app::ledger::row::{is_due, urgency};
use crate::domain::preview::{DayCounts, FirstScreen, Preview, PreviewDay};
use crate::domain::{CustomerId, Summary};
use std::cmp::Ordering;

/// What became of a customer; nothing before it was new, nothing after it is gone.
#[derive(Clone, Debug)]
pub struct Changed {
    pub before: Option<Summary>,
    pub after: Option<Summary>,
}

/// The same for everybody as they are now; `ledger` makes one of a first screen. Nothing where too few of those who are
/// seen at once would be known.
pub fn carried(
    preview: Preview,
    changed: &[Changed],
    ledger: impl Fn(FirstScreen) -> Ledger,
) -> Option<Preview> {
    let Preview { key, customers, rates, order, days } = preview;
    let (mut now, mut new_order) = (customers, order.clone());
    let mut carried = Vec::with_capacity(days.len());
    for day in days {
        let top: Vec<_> = day.agenda.iter().take(AT_ONCE).copied().collect();
        let also: Vec<_> = day.summaries.iter().map(|it| it.id).filter(|id| !top.contains(id)).collect();
        let rest = day.rest.clone();
        let mut ledger = ledger(FirstScreen { customers, rates: rates.clone(), order: order.clone(), day });
        ledger.take_first(rest);
        ledger.carry(changed);
        if carried.is_empty() {
            (now, new_order) = (count(ledger.len()), ledger.order.clone());
        }
        carried.push(ledger.first_again(&also, &new_order)?);
    }
    let is_thin = new_order.len() < AT_ONCE && count(new_order.len()) < now;
    (!is_thin).then_some(Preview { key, customers: now, rates, order: new_order, days: carried })
}

impl Ledger {
    /// Takes in what became of customers, some of whom were only counted so far.
    fn carry(&mut self, changed: &[Changed]) {
        let last = |list: &[CustomerId], is_all: bool| {
            let row = list.last().filter(|_| !is_all).and_then(|id| self.row(*id));
            row.map(|row| row.assessed(row.assessment))
        };
        let (agenda_end, order_end) = (
            last(&self.agenda, self.due() == self.agenda.len()),
            last(&self.order, self.len() == self.order.len()),
        );
        for before in changed.iter().filter_map(|it| it.before.as_ref()) {
            if !self.rows.contains_key(&before.id) {
                self.take_first(vec![before.clone()]);
            }
            let was_due = self.row(before.id).is_some_and(|row| is_due(row, self.today));
            if let Some(Beyond { due, .. }) = &mut self.beyond
                && was_due
                && !self.agenda.contains(&before.id)
            {
                *due = due.saturating_sub(1);
            }
        }
        let gone =
            changed.iter().filter(|it| it.after.is_none()).filter_map(|it| Some(it.before.as_ref()?.id));
        let gone: Vec<_> = gone.collect();
        self.take_summaries(changed.iter().filter_map(|it| it.after.clone()).collect(), &gone);
        // Behind the last one that was known, others stand in between.
        let agenda = self.up_to(&self.agenda, agenda_end, urgency);
        let order = self.up_to(&self.order, order_end, |a, b| self.compare(a, b));
        if let Some(Beyond { due, .. }) = &mut self.beyond {
            *due += self.agenda.len() - agenda;
        }
        self.agenda.truncate(agenda);
        self.order.truncate(order);
    }

    /// How many of a list come no later than a row.
    fn up_to(&self, list: &[CustomerId], end: Option<Row>, cmp: impl Fn(&Row, &Row) -> Ordering) -> usize {
        let Some(end) = end else { return list.len() };
        list.partition_point(|id| self.row(*id).is_some_and(|row| cmp(row, &end).is_le()))
    }

    fn first_again(&self, also: &[CustomerId], later: &[CustomerId]) -> Option<PreviewDay> {
        if self.agenda.len() < AT_ONCE && self.agenda.len() < self.due() {
            return None;
        }
        let agenda: Vec<_> = self.agenda.iter().take(FIRST_DUE).copied().collect();
        let counts = DayCounts {
            due: count(self.due()),
            overdue: count(self.overdue()),
            contacted: count(self.contacted_today()),
        };
        let (summaries, rest) = self.shown(&agenda, also, later);
        Some(PreviewDay { date: self.today, counts, agenda, summaries, rest })
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
