//! What is counted over everybody: who comes onto the list on which day, who was talked to today, whose business wants a
//! look. Moved one customer at a time, so that nothing of it walks all of them.

use super::{Ledger, Row};
use crate::calendar::Calendar;
use crate::domain::{CustomerId, Moment, Stages};
use crate::rules::{AttentionFlag, FlagIndex, Rules};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use time::Date;

/// The counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Watch {
    /// Customers by the day on which they come onto the list.
    from: BTreeMap<Date, BTreeSet<CustomerId>>,
    /// How many have which last good day.
    by: BTreeMap<Date, usize>,
    /// Those who were talked to today.
    contacted: BTreeSet<CustomerId>,
    /// Those with a flag about money, a sample or an offer.
    flagged: BTreeSet<CustomerId>,
    /// How many have which flag up.
    flags: BTreeMap<FlagIndex, usize>,
}

impl Watch {
    pub fn insert(&mut self, row: &Row, rules: &Rules, today: Date) {
        let id = row.id;
        if let Some(due) = row.assessment.due {
            self.from.entry(due.from).or_default().insert(id);
            *self.by.entry(due.by).or_default() += 1;
        }
        self.take_flags(row, rules);
        self.take_contact(row, today);
    }

    pub fn remove(&mut self, row: &Row) {
        let id = row.id;
        if let Some(due) = row.assessment.due {
            if let Some(day) = self.from.get_mut(&due.from) {
                day.remove(&id);
                if day.is_empty() {
                    self.from.remove(&due.from);
                }
            }
            one_less(&mut self.by, &due.by);
        }
        for flag in row.assessment.flags.iter() {
            one_less(&mut self.flags, &flag);
        }
        self.flagged.remove(&id);
        self.contacted.remove(&id);
    }

    fn take_flags(&mut self, row: &Row, rules: &Rules) {
        if row.assessment.flags.meet(rules.flags_about_business()) {
            self.flagged.insert(row.id);
        }
        for flag in row.assessment.flags.iter() {
            *self.flags.entry(flag).or_default() += 1;
        }
    }

    pub fn take_contact(&mut self, row: &Row, today: Date) {
        if row.was_contacted_on(today) {
            self.contacted.insert(row.id);
        }
    }

    /// A new day: nobody was talked to yet, as far as is known here.
    pub fn begin_day(&mut self) {
        self.contacted.clear();
    }

    /// Who comes onto the list from one day to another, both included.
    pub fn due(&self, first: Date, last: Date) -> impl Iterator<Item = CustomerId> {
        let days = self.from.range(first..).take_while(move |(day, _)| **day <= last);
        days.flat_map(|(_, day)| day.iter().copied())
    }

    /// How many have a last good day before `today`.
    pub fn overdue(&self, today: Date) -> usize {
        self.by.range(..today).map(|(_, count)| count).sum()
    }

    pub fn contacted(&self) -> &BTreeSet<CustomerId> {
        &self.contacted
    }

    pub fn flagged(&self) -> &BTreeSet<CustomerId> {
        &self.flagged
    }

    /// Takes over what is counted over other customers.
    pub fn append(&mut self, mut other: Self) {
        for (day, mut customers) in other.from {
            self.from.entry(day).or_default().append(&mut customers);
        }
        for (day, count) in other.by {
            *self.by.entry(day).or_default() += count;
        }
        for (flag, count) in other.flags {
            *self.flags.entry(flag).or_default() += count;
        }
        self.contacted.append(&mut other.contacted);
        self.flagged.append(&mut other.flagged);
    }
}

/// Takes one off a count, which goes with the last one.
fn one_less<K: Ord>(counts: &mut BTreeMap<K, usize>, of: &K) {
    let left = counts.get_mut(of).map(|count| {
        *count = count.saturating_sub(1);
        *count
    });
    if left == Some(0) {
        counts.remove(of);
    }
}

impl Ledger {
    /// How many customers have which flag up, in the order of the rule file.
    pub fn flags(&self) -> impl Iterator<Item = (&AttentionFlag, usize)> {
        self.watch.flags.iter().filter_map(|(flag, count)| Some((self.rules.flag_at(*flag)?, *count)))
    }

    /// Those who were talked to today, as far as they are known here.
    pub fn talked_to_today(&self) -> impl Iterator<Item = &Row> {
        self.watch.contacted().iter().filter_map(|id| self.row(*id))
    }

    /// Who comes onto the list from one day to another, both included.
    pub fn due_between(&self, first: Date, last: Date) -> impl Iterator<Item = &Row> {
        self.watch.due(first, last).filter_map(|id| self.row(id))
    }

    /// Those with a flag about money, a sample or an offer.
    pub fn with_business_flags(&self) -> impl Iterator<Item = &Row> {
        self.watch.flagged().iter().filter_map(|id| self.row(*id))
    }

    /// Who was entered or heard after that. Walks all rows, but looks into few.
    pub fn news_since(&self, since: Moment) -> impl Iterator<Item = &Row> {
        let day = since.date();
        let may_be =
            move |row: &&Row| row.created() >= day || row.last_contact().is_some_and(|last| last > since);
        let is_news = move |row: &&Row| {
            row.summary.created > since || row.summary.contact.last_in.is_some_and(|heard| heard > since)
        };
        self.rows.values().map(Box::as_ref).filter(may_be).filter(is_news)
    }

    /// Whether assessments rest on these.
    pub fn rests_on(&self, rules: &Rules, stages: &Stages, calendar: &Calendar) -> bool {
        // Rates are no part of the files.
        let rules = rules.with_rates(self.rates().all().to_vec());
        (&*self.rules, &*self.stages, &*self.calendar) == (&rules, stages, calendar)
    }

    /// Other rules, stages or days off: everybody is assessed anew.
    pub fn set_grounds(&mut self, rules: &Rules, stages: Arc<Stages>, calendar: Arc<Calendar>) {
        if self.rests_on(rules, &stages, &calendar) {
            return;
        }
        let rules = Arc::new(rules.with_rates(self.rates().all().to_vec()));
        (self.rules, self.stages, self.calendar) = (rules, stages, calendar);
        let all: Vec<_> = self.rows.keys().copied().collect();
        for id in all {
            self.assess_again(id);
            self.index_deals_again(id);
        }
        self.arrange();
    }
}
