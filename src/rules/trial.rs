//! What other rules would change: who moves, what is different for those who stay, and how much work each day would
//! hold.

mod differences;

pub use differences::{Advice, FlagTurn, ListPlace, Somebody};

use super::{Assessment, Rules};
use crate::calendar::Calendar;
use crate::domain::summary::LastContact;
use crate::domain::{Channel, ClassId, CustomerId, Direction, Grade, Moment, Stages, Summary};
use differences::{Differences, Different};
use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use time::{Date, Duration, Time};

/// Two rule files compared over the same customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Those whose class or grade differs, in the order in which they were given.
    pub moves: Vec<Move>,
    /// How many moved from one class to another, the most first.
    pub paths: Vec<Path>,
    /// The flags that go up or down for somebody, in the order of the new file and then of the old one.
    pub flags: Vec<FlagTurn>,
    /// Those who stand elsewhere in today's list by points of their own, or come onto it or leave it, in its new order.
    pub places: Vec<ListPlace>,
    /// How many others stand further down in it because of them.
    pub overtaken: usize,
    /// Those to whom something else is to be said, or by another channel, in the order in which they were given.
    pub advice: Vec<Advice>,
    /// The coming days from today on, with the contacts that each would hold.
    pub days: Vec<Load>,
}

/// One customer whom the rules would put elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub customer: CustomerId,
    pub company: String,
    /// Before and after.
    pub class: [ClassId; 2],
    pub grade: [Grade; 2],
}

/// A way from one class to another, and how many took it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Before and after.
    pub class: [ClassId; 2],
    pub customers: usize,
}

/// The contacts of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    pub date: Date,
    pub before: usize,
    pub after: usize,
}

/// Days that a trial looks ahead.
pub const TRIAL_DAYS: usize = 30;

impl Trial {
    pub fn run(
        before: &Rules,
        after: &Rules,
        summaries: impl IntoIterator<Item = impl Borrow<Summary>>,
        stages: &Stages,
        calendar: &Calendar,
        today: Date,
    ) -> Self {
        let day = |n: usize| today.saturating_add(Duration::days(i64::try_from(n).unwrap_or(i64::MAX)));
        let mut days: Vec<_> = (0..TRIAL_DAYS).map(|n| Load { date: day(n), before: 0, after: 0 }).collect();
        let (mut moves, mut differences) = (Vec::new(), Differences::between([before, after], today));
        for summary in summaries {
            let summary = summary.borrow();
            let assessed = [before, after].map(|rules| rules.assess(summary, stages, calendar, today));
            moves.extend(moved([before, after], summary, &assessed));
            differences.take(summary, &assessed);
            for n in before.touches(summary, stages, calendar, today) {
                if let Some(load) = days.get_mut(n) {
                    load.before += 1;
                }
            }
            for n in after.touches(summary, stages, calendar, today) {
                if let Some(load) = days.get_mut(n) {
                    load.after += 1;
                }
            }
        }
        let paths = paths(&moves);
        let Different { flags, places, overtaken, advice } = differences.finish();
        Self { moves, paths, flags, places, overtaken, advice, days }
    }

    /// Whether the new rules say of everybody what the old ones do, at least today.
    pub fn changes_nobody(&self) -> bool {
        self.moves.is_empty() && self.flags.is_empty() && self.places.is_empty() && self.advice.is_empty()
    }

    /// Whether each of the coming days would hold as much as before.
    pub fn leaves_days(&self) -> bool {
        self.days.iter().all(|load| load.before == load.after)
    }
}

/// Somebody whose class or grade differs.
fn moved(rules: [&Rules; 2], summary: &Summary, assessed: &[Assessment; 2]) -> Option<Move> {
    let [old, new] = assessed;
    let class = [(rules[0], old), (rules[1], new)].map(|(rules, it)| rules.class_at(it.class).id.clone());
    let grade = [old.grade, new.grade];
    (class[0] != class[1] || grade[0] != grade[1]).then(|| Move {
        customer: summary.id,
        company: summary.company.clone(),
        class,
        grade,
    })
}

/// Equal numbers come in the order of the names of the classes.
fn paths(moves: &[Move]) -> Vec<Path> {
    let mut counts: BTreeMap<&[ClassId; 2], usize> = BTreeMap::new();
    for moved in moves.iter().filter(|moved| moved.class[0] != moved.class[1]) {
        *counts.entry(&moved.class).or_default() += 1;
    }
    let mut paths: Vec<_> =
        counts.into_iter().map(|(class, customers)| Path { class: class.clone(), customers }).collect();
    paths.sort_by_key(|path| Reverse(path.customers));
    paths
}

impl Rules {
    /// The coming days, counted from today as 0, on which somebody who always contacts a customer on the
    /// first good day, and never hears anything, would do so.
    fn touches(&self, summary: &Summary, stages: &Stages, calendar: &Calendar, today: Date) -> Vec<usize> {
        let mut summary = summary.clone();
        let (mut day, mut touches) = (today, Vec::new());
        loop {
            let Some(due) = self.assess(&summary, stages, calendar, day).due else { return touches };
            day = due.from.max(day);
            match usize::try_from((day - today).whole_days()) {
                Ok(n) if n < TRIAL_DAYS => touches.push(n),
                _ => return touches,
            }
            contact(&mut summary, day);
            day = day.saturating_add(Duration::days(1));
        }
    }
}

/// A message of ours on that day, after which nothing is agreed.
fn contact(summary: &mut Summary, day: Date) {
    let at = Moment::at(day, Time::MIDNIGHT, 0);
    let history = &mut summary.contact;
    history.last =
        Some(LastContact { at, channel: Channel::Email, direction: Direction::Out, summary: String::new() });
    history.last_out = Some(at);
    history.wrote = None;
    history.unanswered = history.unanswered.saturating_add(1);
    history.count = history.count.saturating_add(1);
    history.touches.insert(0, day);
    summary.follow_up = None;
}
