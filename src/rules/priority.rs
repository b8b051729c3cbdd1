//! Who comes first: a sum of points, each of which has a name.

use super::Rules;
use super::class::ClassIndex;
use super::due::{Due, DueBasis};
use super::facts::{Day, Facts, days_since};
use super::flag::{FlagIndex, Flags};
use crate::domain::Grade;
use serde::{Deserialize, Serialize};

/// The points of the rule file; those of a class stand with the class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PriorityRules {
    pub grade_a: i32,
    pub grade_b: i32,
    pub grade_c: i32,
    pub agreed: i32,
    pub sample_touch: i32,
    pub first_contact: i32,
    pub they_wrote_last: i32,
    pub day_overdue: i32,
    /// Days overdue that count at most, so that old debts do not bury what is fresh.
    pub most_days_overdue: u16,
}

/// One number that was added to a priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriorityTerm {
    pub input: PriorityInput,
    pub points: i32,
}

/// What a number of the priority is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriorityInput {
    Class,
    Grade(Grade),
    /// A date was agreed.
    Agreed,
    /// A sample is to be asked about.
    SampleTouch,
    FirstContact,
    TheyWroteLast,
    /// A flag is up.
    Flag(FlagIndex),
    /// Overdue for `days`, of which no more than `counted` count.
    Overdue {
        days: u32,
        counted: u32,
    },
}

impl Rules {
    /// Every number that makes up the priority; terms that do not apply are left out.
    pub(super) fn priority_terms(
        &self,
        facts: &Facts,
        class: ClassIndex,
        grade: Grade,
        due: Option<&Due>,
        flags: Flags,
        today: Day,
    ) -> impl Iterator<Item = PriorityTerm> {
        let points = &self.priority;
        let term = |input, points| PriorityTerm { input, points };
        let by_grade = match grade {
            Grade::A => points.grade_a,
            Grade::B => points.grade_b,
            Grade::C => points.grade_c,
        };
        let basis = due.and_then(|due| match due.basis {
            DueBasis::Agreed => Some(term(PriorityInput::Agreed, points.agreed)),
            DueBasis::SampleTouch { .. } => Some(term(PriorityInput::SampleTouch, points.sample_touch)),
            DueBasis::FirstContact => Some(term(PriorityInput::FirstContact, points.first_contact)),
            DueBasis::Cadence { .. } | DueBasis::OrderTouch { .. } | DueBasis::Answer => None,
        });
        let days = due.map_or(0, |due| days_since(due.in_time.to_julian_day(), today));
        let counted = u16::try_from(days).unwrap_or(u16::MAX).min(points.most_days_overdue);
        let input = PriorityInput::Overdue { days, counted: counted.into() };
        let overdue = term(input, i32::from(counted).saturating_mul(points.day_overdue));
        let raised = flags.iter().filter_map(move |flag| {
            let points = self.flag_at(flag)?.priority;
            (points != 0).then_some(term(PriorityInput::Flag(flag), points))
        });
        [
            Some(term(PriorityInput::Class, self.class_at(class).priority)),
            Some(term(PriorityInput::Grade(grade), by_grade)),
            basis,
            facts.wrote.is_some().then_some(term(PriorityInput::TheyWroteLast, points.they_wrote_last)),
            (days > 0).then_some(overdue),
        ]
        .into_iter()
        .flatten()
        .chain(raised)
    }
}
