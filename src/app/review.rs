//! The daily review: what has changed, then a customer a screen, then what came of it.
//!
//! Its steps are fixed when it begins, so that "3 of 14" counts down and nobody moves about while one
//! works. What is done with a customer, by whatever key, settles its step; a new day adds those who come
//! due. Kept in the session, so that neither a call nor a kill loses the place.

mod queue;
#[cfg(test)]
mod tests;

pub use queue::{Group, candidates, news, still_to_look_at};

use super::ledger::Ledger;
use crate::domain::customer::choice;
use crate::domain::{CustomerId, Moment};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A review that has begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub began: Moment,
    pub news: News,
    pub steps: Vec<Step>,
    pub place: Place,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub customer: CustomerId,
    pub group: Group,
    pub outcome: Option<Outcome>,
    /// What was said to "still worth it?".
    pub verdict: Option<Verdict>,
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

/// From so many times put off in a row the question comes up whether a customer is still worth it.
const TIMES_PUT_OFF: u16 = 3;

impl Review {
    pub fn begin(ledger: &Ledger, now: Moment, before: Option<Moment>) -> Self {
        let step = |(customer, group)| Step { customer, group, outcome: None, verdict: None };
        let steps = candidates(ledger).into_iter().take(MOST_OPEN).map(step).collect();
        Self { began: now, news: news(ledger, before), steps, place: Place::News }
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
        let put_off = |id: CustomerId| {
            let plan = ledger.row(id).and_then(|row| row.summary.follow_up.as_ref());
            plan.map_or(0, |plan| plan.postponed)
        };
        let open = |step: &&Step| step.outcome == Some(Outcome::Postponed) && step.verdict.is_none();
        let steps = self.steps.iter().filter(open).map(|step| step.customer);
        steps.filter(move |id| put_off(*id) >= TIMES_PUT_OFF)
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
        step.outcome = Some(outcome);
        place == Place::Step(at)
    }

    /// What came of customers was taken back: their steps are open again, and the first of them is gone to, unless the
    /// one on the screen is among them.
    pub fn reopen(&mut self, customers: &[CustomerId]) {
        let customers: HashSet<_> = customers.iter().collect();
        let mut reopened = Vec::new();
        for (at, step) in self.steps.iter_mut().enumerate() {
            if step.outcome.is_some() && customers.contains(&step.customer) {
                (step.outcome, step.verdict) = (None, None);
                reopened.push(Place::Step(at));
            }
        }
        if let Some(first) = reopened.first().filter(|_| !reopened.contains(&self.place)) {
            self.place = *first;
        }
    }

    pub fn decide(&mut self, id: CustomerId, verdict: Verdict) {
        if let Some((_, step)) = self.step_of(id) {
            step.verdict = Some(verdict);
        }
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

    /// Goes to the step before, whatever came of it.
    pub fn back(&mut self) {
        self.place = match self.place {
            Place::News | Place::Step(0) => Place::News,
            Place::Step(at) => Place::Step(at - 1),
            Place::End => self.steps.len().checked_sub(1).map_or(Place::News, Place::Step),
        };
    }

    /// Takes in who has come due meanwhile, and lets go of those who were dealt with elsewhere.
    pub fn refresh(&mut self, ledger: &Ledger) {
        let shown = self.current().map(|(_, step)| step.customer);
        let now = candidates(ledger);
        let wanted: HashSet<_> = now.iter().map(|(id, _)| *id).collect();
        self.steps.retain(|step| {
            let open = wanted.contains(&step.customer);
            ledger.row(step.customer).is_some() && (open || step.outcome.is_some())
        });
        let known: HashSet<_> = self.steps.iter().map(|step| step.customer).collect();
        let room = MOST_OPEN.saturating_sub(self.left());
        for (customer, group) in now.into_iter().filter(|(id, _)| !known.contains(id)).take(room) {
            self.steps.push(Step { customer, group, outcome: None, verdict: None });
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
