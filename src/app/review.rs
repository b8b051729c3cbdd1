//! The daily review: what has changed, then a customer a screen, then what came of it.
//!
//! Its steps are fixed when it begins, so that "3 of 14" counts down and nobody moves about while one
//! works. What is done with a customer, by whatever key, settles its step; a new day adds those who come
//! due. Kept in the session, so that neither a call nor a kill loses the place.

mod queue;
#[cfg(test)]
mod tests;

use queue::is_due;
pub use queue::{Group, candidates, comes_up, news, still_to_look_at};

use super::ledger::{Ledger, Row};
use super::snooze::Aside;
use crate::domain::customer::choice;
use crate::domain::{CustomerId, Grade, Moment};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A review that has begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub began: Moment,
    pub news: News,
    pub steps: Vec<Step>,
    pub place: Place,
    /// Who was asked about, and how often each had been put off then.
    #[serde(default)]
    answered: Vec<(CustomerId, u16)>,
}

/// What has changed since the review before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// When the review before began; nothing for the first one.
    pub since: Option<Moment>,
    /// New in the books.
    pub arrived: Those,
    /// Those who wrote or called.
    pub heard: Those,
    /// Those whose last good day has gone by.
    pub turned_overdue: Those,
    /// Those whose class has changed by time alone.
    pub turned_class: Those,
}

/// Customers to be told of: how many, and the most urgent of them by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Those {
    pub count: usize,
    pub first: Vec<CustomerId>,
}

/// Which screen of the review is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    News,
    Step(usize),
    End,
}

/// One customer to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub customer: CustomerId,
    pub group: Group,
    pub outcome: Option<Outcome>,
    /// What had come of it before each time that something was done, for taking that back.
    #[serde(default)]
    earlier: Vec<Option<Outcome>>,
}

choice! {
    /// What came of a step.
    Outcome { Done = "done", Postponed = "postponed", Skipped = "skipped" }
}

choice! {
    /// What is to become of a customer who was put off three times in a row.
    Verdict {
        Keep = "keep",
        LowerGrade = "lower_grade",
        MakeCold = "make_cold",
        MarkLost = "mark_lost",
        EraseDate = "erase_date",
    }
}

/// So many open steps at once are more than a day holds, and few enough to be kept with every key. The
/// others follow when these are through.
const MOST_OPEN: usize = 500;

/// From so many times put off in a row the question comes up whether a customer is still worth it, and after an answer
/// once more from so many further times.
const TIMES_PUT_OFF: u16 = 3;

/// The answers to "still worth it?" that would change something.
pub fn answers(ledger: &Ledger, row: &Row) -> impl Iterator<Item = Verdict> {
    let rules = ledger.rules();
    let is_lowest = row.assessment.grade == Grade::C;
    let is_last =
        rules.classes().last().is_some_and(|last| last.id == rules.class_at(row.assessment.class).id);
    Verdict::ALL.iter().copied().filter(move |verdict| match verdict {
        Verdict::LowerGrade => !is_lowest,
        Verdict::MakeCold => !is_last,
        Verdict::Keep | Verdict::MarkLost | Verdict::EraseDate => true,
    })
}

/// How often in a row a customer was put off.
fn times_put_off(ledger: &Ledger, id: CustomerId) -> u16 {
    let plan = ledger.row(id).and_then(|row| row.summary.follow_up.as_ref());
    plan.map_or(0, |plan| plan.postponed)
}

impl Step {
    fn new(customer: CustomerId, group: Group) -> Self {
        Self { customer, group, outcome: None, earlier: Vec::new() }
    }
}

impl Review {
    pub fn begin(ledger: &Ledger, aside: &[Aside], now: Moment, before: Option<Moment>) -> Self {
        let steps = candidates(ledger, aside).into_iter().take(MOST_OPEN);
        let steps = steps.map(|(customer, group)| Step::new(customer, group)).collect();
        Self { began: now, news: news(ledger, before), steps, place: Place::News, answered: Vec::new() }
    }

    /// Remembers what was answered in the review before, as long as the row of putting off goes on.
    #[must_use]
    pub fn remembering(self, before: &Self, ledger: &Ledger) -> Self {
        let goes_on = |(id, times): &&(CustomerId, u16)| times_put_off(ledger, *id) >= *times;
        Self { answered: before.answered.iter().filter(goes_on).copied().collect(), ..self }
    }

    /// The step that is on the screen.
    pub fn current(&self) -> Option<(usize, &Step)> {
        match self.place {
            Place::Step(at) => Some((at, self.steps.get(at)?)),
            Place::News | Place::End => None,
        }
    }

    /// The customer that is on the screen: the step's, or the one who is asked about at the end.
    pub fn customer(&self, ledger: &Ledger) -> Option<CustomerId> {
        match self.place {
            Place::News => None,
            Place::Step(at) => self.steps.get(at).map(|step| step.customer),
            Place::End => self.doubtful(ledger).next(),
        }
    }

    /// Those put off again and again, about whom nobody has decided yet.
    pub fn doubtful<'a>(&'a self, ledger: &'a Ledger) -> impl Iterator<Item = CustomerId> + 'a {
        let put_off = self.steps.iter().filter(|step| step.outcome == Some(Outcome::Postponed));
        let answered = |id: CustomerId| {
            let last = self.answered.iter().rev().find(|(other, _)| *other == id);
            last.map_or(0, |(_, times)| *times)
        };
        let ids = put_off.map(|step| step.customer);
        ids.filter(move |id| times_put_off(ledger, *id) >= answered(*id).saturating_add(TIMES_PUT_OFF))
    }

    pub fn count(&self, outcome: Outcome) -> usize {
        self.steps.iter().filter(|step| step.outcome == Some(outcome)).count()
    }

    /// Steps that nothing has come of yet.
    pub fn left(&self) -> usize {
        self.steps.iter().filter(|step| step.outcome.is_none()).count()
    }

    fn step_of(&mut self, id: CustomerId) -> Option<(usize, &mut Step)> {
        self.steps.iter_mut().enumerate().find(|(_, step)| step.customer == id)
    }

    /// Says what came of a customer. Returns whether that was the step on the screen.
    pub fn settle(&mut self, id: CustomerId, outcome: Outcome) -> bool {
        let place = self.place;
        let Some((at, step)) = self.step_of(id) else { return false };
        step.earlier.push(step.outcome.replace(outcome));
        place == Place::Step(at)
    }

    /// Opens the steps again of those who were put off until a time that has come.
    pub fn bring_back(&mut self, ledger: &Ledger, now: Moment) {
        let has_come = |id: CustomerId| {
            let plan = ledger.row(id).and_then(|row| row.summary.follow_up.as_ref());
            let at = plan.and_then(|plan| Some(Moment::at(plan.date?, plan.time?, now.offset_minutes())));
            at.is_some_and(|at| at <= now)
        };
        let put_off = |step: &&mut Step| step.outcome == Some(Outcome::Postponed);
        for step in self.steps.iter_mut().filter(put_off).filter(|step| has_come(step.customer)) {
            step.outcome = None;
        }
    }

    /// What was done with customers was taken back: their steps are as they were before. Of those that are open again
    /// the first is gone to, unless the one on the screen is among them.
    pub fn take_back(&mut self, customers: &[CustomerId], done: Outcome) {
        let customers: HashSet<_> = customers.iter().collect();
        let mut reopened = Vec::new();
        for (at, step) in self.steps.iter_mut().enumerate() {
            // Who was merely skipped was left alone by what is taken back.
            let untouched = done == Outcome::Skipped && step.earlier.is_empty();
            if step.outcome == Some(done) && !untouched && customers.contains(&step.customer) {
                step.outcome = step.earlier.pop().flatten();
                reopened.extend(step.outcome.is_none().then_some(Place::Step(at)));
            }
        }
        if let Some(first) = reopened.first().filter(|_| !reopened.contains(&self.place)) {
            self.place = *first;
        }
    }

    /// Somebody was asked about and is as the answer says.
    pub fn answer(&mut self, id: CustomerId, ledger: &Ledger) {
        self.answered.push((id, times_put_off(ledger, id)));
    }

    /// Answers were taken back: the question is open again.
    pub fn ask_again(&mut self, customers: &[CustomerId]) {
        self.answered.retain(|(id, _)| !customers.contains(id));
    }

    /// Goes to the next step that is open, from the top once more where none is left behind this one.
    pub fn advance(&mut self) {
        let from = match self.place {
            Place::Step(at) => at + 1,
            Place::News | Place::End => 0,
        };
        let open = |at: &usize| self.steps.get(*at).is_some_and(|step| step.outcome.is_none());
        let next = (from..self.steps.len()).chain(0..from).find(open);
        self.place = next.map_or(Place::End, Place::Step);
    }

    /// Leaves the customer on the screen for another day, and goes on.
    pub fn skip(&mut self) {
        let Place::Step(at) = self.place else { return self.advance() };
        if let Some(step) = self.steps.get_mut(at) {
            step.outcome = step.outcome.or(Some(Outcome::Skipped));
        }
        self.advance();
    }

    /// Those who were skipped and are due all the same.
    pub fn skipped_and_due<'a>(&'a self, ledger: &'a Ledger) -> impl Iterator<Item = CustomerId> + 'a {
        let skipped = self.steps.iter().filter(|step| step.outcome == Some(Outcome::Skipped));
        let rows = skipped.filter_map(|step| ledger.row(step.customer));
        rows.filter(|row| is_due(ledger, row)).map(|row| row.id)
    }

    /// Goes through those who were skipped and are due once more.
    pub fn go_through_skipped(&mut self, ledger: &Ledger) {
        let again: HashSet<_> = self.skipped_and_due(ledger).collect();
        for step in self.steps.iter_mut().filter(|step| again.contains(&step.customer)) {
            step.outcome = None;
        }
        self.advance();
    }

    /// Goes to the step before, whatever came of it.
    pub fn back(&mut self) {
        self.place = match self.place {
            Place::News | Place::Step(0) => Place::News,
            Place::Step(at) => Place::Step(at - 1),
            Place::End => self.steps.len().checked_sub(1).map_or(Place::News, Place::Step),
        };
    }

    /// Takes in who has come due meanwhile, and lets go of those who were dealt with elsewhere.
    pub fn refresh(&mut self, ledger: &Ledger, aside: &[Aside], now: Moment) {
        self.bring_back(ledger, now);
        let shown = self.current().map(|(_, step)| step.customer);
        let candidates = candidates(ledger, aside);
        let wanted: HashSet<_> = candidates.iter().map(|(id, _)| *id).collect();
        self.steps.retain(|step| {
            let open = wanted.contains(&step.customer);
            ledger.row(step.customer).is_some() && (open || step.outcome.is_some())
        });
        let known: HashSet<_> = self.steps.iter().map(|step| step.customer).collect();
        let room = MOST_OPEN.saturating_sub(self.left());
        for (customer, group) in candidates.into_iter().filter(|(id, _)| !known.contains(id)).take(room) {
            self.steps.push(Step::new(customer, group));
        }
        let place = shown.map(|id| self.steps.iter().position(|step| step.customer == id));
        match (self.place, place) {
            (Place::Step(_), Some(Some(at))) => self.place = Place::Step(at),
            (Place::Step(at), _) => {
                self.place = Place::Step(at.min(self.steps.len()));
                // What stands in this place now is looked at unless something came of it already.
                if self.current().is_none_or(|(_, step)| step.outcome.is_some()) {
                    self.advance();
                }
            }
            (Place::End, _) if self.left() > 0 => self.advance(),
            _ => {}
        }
    }
}
