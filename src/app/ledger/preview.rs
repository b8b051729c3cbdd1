//! The first screen beforehand: written down by a ledger that knows everybody, shown by one that does not yet.

mod carried;

use super::row::{is_due, urgency};
use super::{Ledger, Row};
use crate::app::settings::SortOrder;
use crate::calendar::Calendar;
use crate::domain::preview::{DayCounts, FirstScreen, Preview, PreviewDay};
use crate::domain::{CustomerId, Stages, Summary};
use crate::rules::Rules;
pub use carried::{Changed, carried};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;
use time::Date;

/// Rows of the customers pane that the first screen may show.
const FIRST: usize = 64;
/// Rows of today's list that it may show, which are higher.
const FIRST_DUE: usize = 40;
/// Those of them that most screens have room for.
const AT_ONCE: usize = 16;
/// Days for which the first screen is worked out: over a weekend to Tuesday.
const DAYS: i64 = 5;

/// How many there are beside those that a ledger knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Beyond {
    pub customers: usize,
    pub due: usize,
    pub overdue: usize,
    pub contacted: usize,
}

impl Ledger {
    /// A ledger that knows the first screen and the counts, and no more.
    pub fn of_first_screen(
        rules: &Rules,
        stages: Arc<Stages>,
        calendar: Arc<Calendar>,
        first: FirstScreen,
        sort: SortOrder,
    ) -> Self {
        let FirstScreen { customers, rates, order, day, .. } = first;
        let PreviewDay { date, counts, agenda, summaries, .. } = day;
        let rules = Arc::new(rules.with_rates(rates));
        let mut ledger = Self::new(rules, stages, calendar, date, Vec::new(), sort);
        ledger.beyond = Some(Beyond::default());
        let DayCounts { due, overdue, contacted } = counts;
        (ledger.order, ledger.agenda) = (order, agenda);
        let due = (due as usize).saturating_sub(ledger.agenda.len());
        let [customers, overdue, contacted] = [customers, overdue, contacted].map(|count| count as usize);
        ledger.beyond = Some(Beyond { customers, due, overdue, contacted });
        ledger.take_first(summaries);
        ledger
    }

    /// Takes in customers of the first screen, who were counted only so far.
    pub fn take_first(&mut self, summaries: Vec<Summary>) {
        let counts = |it: &Self| [it.len(), it.overdue(), it.contacted_today()];
        let before = counts(self);
        for summary in summaries {
            self.enter(&summary);
        }
        let after = counts(self);
        if let Some(Beyond { customers, overdue, contacted, .. }) = &mut self.beyond {
            for ((count, before), after) in [customers, overdue, contacted].into_iter().zip(before).zip(after)
            {
                *count = count.saturating_sub(after.saturating_sub(before));
            }
        }
    }

    /// Whether everybody is known.
    pub fn is_whole(&self) -> bool {
        self.beyond.is_none()
    }

    /// What the first screen of the next days will show, if nothing changes; `also` are customers on tabs.
    pub fn preview(&self, key: u64, also: impl Iterator<Item = CustomerId>) -> Option<Preview> {
        if !self.is_whole() {
            return None;
        }
        let order: Vec<_> = self.order.iter().take(FIRST).copied().collect();
        let also: Vec<_> = also.collect();
        let dates = (0..DAYS).filter_map(|ahead| self.today.checked_add(time::Duration::days(ahead)));
        let days = dates.map(|date| self.day(date, &also, &order)).collect();
        let customers = u32::try_from(self.rows.len()).ok()?;
        let key = key_with(key, self.sort);
        let rates = self.rates().all().to_vec();
        Some(Preview { key, customers, rates, order, days })
    }

    /// A day's list as it will be; `also` are customers whom every day's screen shows at once, `later` a key later.
    fn day(&self, date: Date, also: &[CustomerId], later: &[CustomerId]) -> PreviewDay {
        let mut counts = DayCounts::default();
        let mut due: Vec<Cow<'_, Row>> = Vec::new();
        for row in self.rows.values() {
            counts.contacted += u32::from(row.was_contacted_on(date));
            let row = if date != self.today && row.assessment.next_change <= date {
                let summary = row.summary.unpacked();
                let assessment = self.rules.assess(&summary, &self.stages, &self.calendar, date);
                Cow::Owned(row.assessed(assessment))
            } else {
                Cow::Borrowed(row.as_ref())
            };
            if is_due(&row, date) {
                let late = row.assessment.due.is_some_and(|due| due.days_overdue(date) > 0);
                counts.overdue += u32::from(late);
                due.push(row);
            }
        }
        counts.due = u32::try_from(due.len()).unwrap_or(u32::MAX);
        let by_urgency = |a: &Cow<'_, Row>, b: &Cow<'_, Row>| urgency(a, b);
        if due.len() > FIRST_DUE {
            due.select_nth_unstable_by(FIRST_DUE, by_urgency);
            due.truncate(FIRST_DUE);
        }
        due.sort_unstable_by(by_urgency);
        let agenda: Vec<_> = due.iter().map(|row| row.id).collect();
        let (summaries, rest) = self.shown(&agenda, also, later);
        PreviewDay { date, counts, agenda, summaries, rest }
    }

    /// Who is seen at once and who a key later, each once.
    fn shown(
        &self,
        agenda: &[CustomerId],
        also: &[CustomerId],
        later: &[CustomerId],
    ) -> (Vec<Summary>, Vec<Summary>) {
        let mut seen = HashSet::new();
        let mut of = |ids: &[&[CustomerId]]| {
            let wanted = ids.concat().into_iter().filter(|id| seen.insert(*id));
            wanted.filter_map(|id| Some(self.rows.get(&id)?.summary.unpacked())).collect()
        };
        let (top, below) = agenda.split_at(agenda.len().min(AT_ONCE));
        (of(&[top, also]), of(&[below, later]))
    }

    /// Takes over from a ledger that knew the first screen only: what was changed there meanwhile counts.
    pub fn take_over(&mut self, first: Self, changed: &HashSet<CustomerId>) {
        let gone: Vec<_> = changed.iter().filter(|id| !first.rows.contains_key(id)).copied().collect();
        let Self { mut rows, dossiers, sort, .. } = first;
        let summaries =
            changed.iter().filter_map(|id| rows.remove(id)).map(|row| row.summary.unpacked()).collect();
        self.take_summaries(summaries, &gone);
        for (id, dossier) in dossiers {
            if self.rows.contains_key(&id) {
                self.dossiers.insert(id, dossier);
            }
        }
        if sort != self.sort {
            self.sort_by(sort);
        }
    }
}

/// What a preview hangs on: the key of everything else, and the order of the list.
pub fn key_with(key: u64, sort: SortOrder) -> u64 {
    key.wrapping_add(sort as u64)
}

#[cfg(test)]
mod tests;
