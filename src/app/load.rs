//! Levelling a day that holds more than fits into it: who may come on another day, and on which.
//!
//! Only those move by themselves whose cadence leaves room: to a working day of both sides within the
//! window, on which there is room too. A date that was agreed moves only if the user says so.

use super::ledger::{Ledger, Row};
use crate::domain::CustomerId;
use crate::rules::DueBasis;
use std::collections::HashMap;
use time::{Date, Duration};

/// A day with too much in it, and what could be moved away from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    pub day: Date,
    /// Customers of that day; those who were talked to already are none of them.
    pub load: usize,
    pub limit: usize,
    /// In the order in which they are given up: the least urgent first, agreed dates last.
    pub shifts: Vec<Shift>,
    pub at: usize,
}

/// One customer who could come later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    pub customer: CustomerId,
    pub to: Date,
    /// Whether a date was agreed, so that it is not touched unless the user ticks it.
    pub agreed: bool,
    pub ticked: bool,
}

/// So many days ahead are looked at, and an agreed date is moved no further.
const HORIZON: i64 = 7;

impl Level {
    /// The first day of the coming week that holds more than `limit`; nothing where every day is fine.
    pub fn of(ledger: &Ledger, limit: usize) -> Option<Self> {
        let today = ledger.today();
        let mut days = (0..HORIZON).map(|days| today.saturating_add(Duration::days(days)));
        let day = days.find(|day| load_of(ledger, *day) > limit)?;
        let load = load_of(ledger, day);
        let shifts = shifts(ledger, day, load - limit, limit);
        Some(Self { day, load, limit, shifts, at: 0 })
    }

    /// Ticks everybody, or nobody where everybody is ticked.
    pub fn tick_all(&mut self) {
        let tick = self.shifts.iter().any(|shift| !shift.ticked);
        self.shifts.iter_mut().for_each(|shift| shift.ticked = tick);
    }

    pub fn ticked(&self) -> usize {
        self.shifts.iter().filter(|shift| shift.ticked).count()
    }
}

/// How many contacts a day holds, as the header will count them: those of one's own days off before it are among them.
pub fn load_of(ledger: &Ledger, day: Date) -> usize {
    if day == ledger.today() {
        ledger.agenda().len()
    } else {
        days_of(ledger, day).map_or(0, |(first, last)| ledger.due_between(first, last).count())
    }
}

/// The days whose customers come up on a later day than today: on one's own day off nobody does, and the next day that one works
/// has them.
pub fn days_of(ledger: &Ledger, day: Date) -> Option<(Date, Date)> {
    let is_off = |day: &Date| ledger.calendar().day_off(None, *day).is_some();
    let before = std::iter::successors(day.previous_day(), |day| day.previous_day());
    let off = before.take_while(|before| *before > ledger.today() && is_off(before));
    (!is_off(&day)).then(|| (off.last().unwrap_or(day), day))
}

/// Who is on the list on a day, today or later.
fn rows_of(ledger: &Ledger, day: Date) -> Vec<&Row> {
    if day == ledger.today() {
        ledger.agenda().iter().filter_map(|id| ledger.row(*id)).collect()
    } else {
        let days = days_of(ledger, day).into_iter();
        days.flat_map(|(first, last)| ledger.due_between(first, last)).collect()
    }
}

fn shifts(ledger: &Ledger, day: Date, excess: usize, limit: usize) -> Vec<Shift> {
    let mut loads: HashMap<Date, usize> = HashMap::new();
    let mut rows = rows_of(ledger, day);
    rows.sort_by_key(|row| (row.assessment.priority, row.id));
    let mut shifts = Vec::new();
    for agreed in [false, true] {
        for row in &rows {
            if shifts.len() == excess {
                return shifts;
            }
            let Some(until) = latest(row, day, agreed) else { continue };
            let mut has_room = |to: &Date| {
                let open = ledger.calendar().day_off(row.country(), *to).is_none();
                open && *loads.entry(*to).or_insert_with(|| load_of(ledger, *to)) < limit
            };
            let days = std::iter::successors(day.next_day(), |day| day.next_day());
            if let Some(to) = days.take_while(|to| *to <= until).find(|to| has_room(to)) {
                *loads.entry(to).or_default() += 1;
                shifts.push(Shift { customer: row.id, to, agreed, ticked: !agreed });
            }
        }
    }
    shifts
}

/// The last day to which a customer may be moved; nothing for those who are not of the wanted kind. Who
/// waits for our answer, has a time of day agreed, or is late already, stays.
fn latest(row: &Row, day: Date, agreed: bool) -> Option<Date> {
    let due = row.assessment.due?;
    if row.summary.contact.is_waiting() {
        return None;
    }
    let plan = row.summary.follow_up.as_ref();
    match due.basis {
        DueBasis::Agreed if agreed && due.by >= day && plan.is_none_or(|plan| plan.time.is_none()) => {
            Some(day.saturating_add(Duration::days(HORIZON)))
        }
        DueBasis::Agreed => None,
        // Who wrote after a date was set keeps that date.
        _ if plan.is_some_and(|plan| plan.date.is_some()) => None,
        _ => (!agreed).then_some(due.by),
    }
}
