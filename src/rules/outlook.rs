//! When the answer changes by itself, and to what.

use super::condition::NEVER;
use super::facts::{Day, Facts, days_since};
use super::{Assessment, ClassIndex, FlagIndex, Rules};
use crate::calendar::Calendar;
use crate::domain::{Grade, Stages, Summary};
use time::Date;

/// What the rules will say as long as nothing happens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// The soonest first.
    pub forecasts: Vec<Forecast>,
    /// How many more there are than can be told.
    pub more: usize,
    /// The day of the last change, after which none comes.
    pub last: Option<Date>,
}

/// What the rules will say from a day on, if nothing happens until then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    pub on: Date,
    /// Never empty.
    pub becomes: Vec<Becoming>,
}

/// One thing that will be different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becoming {
    Class(ClassIndex),
    Grade(Grade),
    /// Comes onto today's list.
    Due,
    Overdue,
    FlagUp(FlagIndex),
    FlagDown(FlagIndex),
}

/// Days that are looked at before the search is given up; the default rules never need half of them.
const MOST_STEPS: usize = 200;

/// Changes that are told at most.
const MOST_TOLD: usize = 6;

impl Rules {
    /// What comes next if nothing happens: the days on which anything that is shown changes, from class to class until
    /// nothing does.
    ///
    /// Where there are more of them than can be told, the changes of class stay and the last of the others are left out
    /// and counted.
    pub fn outlook(&self, summary: &Summary, stages: &Stages, calendar: &Calendar, today: Date) -> Outlook {
        let mut found = Vec::new();
        let (mut day, mut before) = (today, self.assess(summary, stages, calendar, today));
        for _ in 0..MOST_STEPS {
            if before.next_change == Date::MAX {
                let last = found.last().map(|it: &Forecast| it.on);
                return told(found, last);
            }
            let on = before.next_change;
            let after = self.assess(summary, stages, calendar, on);
            let becomes = differences((&before, day), (&after, on));
            if !becomes.is_empty() {
                found.push(Forecast { on, becomes });
            }
            (day, before) = (on, after);
        }
        told(found, None)
    }

    /// The first day after today on which the due window, or what is said of it, changes without any condition
    /// changing; [`NEVER`] where there is none.
    pub(super) fn next_change(&self, facts: &Facts, today: Day) -> Day {
        let due = facts.standing.and_then(|standing| standing.due).map(|due| {
            let (from, by) = (due.from.to_julian_day(), due.in_time.to_julian_day());
            // Each day overdue adds to the priority, up to so many.
            let counts = days_since(by, today) < u32::from(self.priority.most_days_overdue);
            [Some(from), Some(if by < today && counts { today + 1 } else { by + 1 })]
        });
        let sample = facts.sample.map(|sample| sample.arrival);
        let quoted = facts.open_quotation().map(|quoted| quoted + 1);
        let deposit = facts.deposit().map(|deposit| deposit.due.to_julian_day() + 1);
        let days = due.unwrap_or_default().into_iter().chain([sample, quoted, deposit]).flatten();
        days.filter(|day| *day > today).min().unwrap_or(NEVER)
    }
}

/// As many as can be told, and how many more there are.
fn told(mut found: Vec<Forecast>, last: Option<Date>) -> Outlook {
    let more = found.len().saturating_sub(MOST_TOLD);
    let turns = |it: &Forecast| it.becomes.iter().any(|becoming| matches!(becoming, Becoming::Class(_)));
    while found.len() > MOST_TOLD {
        let place = found.iter().rposition(|it| !turns(it)).unwrap_or(MOST_TOLD);
        found.remove(place);
    }
    Outlook { forecasts: found, more, last }
}

fn differences(before: (&Assessment, Date), after: (&Assessment, Date)) -> Vec<Becoming> {
    let ((old, day), (new, on)) = (before, after);
    let mut found = Vec::new();
    found.extend((old.class != new.class).then_some(Becoming::Class(new.class)));
    found.extend((old.grade != new.grade).then_some(Becoming::Grade(new.grade)));
    let is_open = |assessment: &Assessment, day| assessment.due.is_some_and(|due| due.is_open(day));
    let is_late = |assessment: &Assessment, day| assessment.due.is_some_and(|due| due.days_overdue(day) > 0);
    found.extend((is_open(new, on) && !is_open(old, day)).then_some(Becoming::Due));
    found.extend((is_late(new, on) && !is_late(old, day)).then_some(Becoming::Overdue));
    found.extend(new.flags.iter().filter(|flag| !old.flags.contains(*flag)).map(Becoming::FlagUp));
    found.extend(old.flags.iter().filter(|flag| !new.flags.contains(*flag)).map(Becoming::FlagDown));
    found
}
