//! The work ahead: on which day who comes onto the list, if nothing happens before.

use super::count::Case;
use super::{Behind, Detail};
use time::{Date, Duration};

/// Days that are looked ahead, today included.
pub const DAYS_AHEAD: i64 = 30;

/// One day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayAhead {
    pub day: Date,
    /// Who comes due on it, and today everybody who is due already; the most urgent first.
    pub behind: Behind,
}

#[derive(Debug)]
pub(super) struct Ahead(Vec<DayAhead>);

impl Ahead {
    pub fn new(today: Date) -> Self {
        let days = (0..DAYS_AHEAD).map(|days| today.saturating_add(Duration::days(days)));
        Self(days.map(|day| DayAhead { day, behind: Behind::default() }).collect())
    }

    pub fn add(&mut self, case: &Case<'_>) {
        let (Some(due), Some(today)) = (case.assessment.due, self.0.first().map(|first| first.day)) else {
            return;
        };
        let place = usize::try_from((due.from.max(today) - today).whole_days()).ok();
        if let Some(figure) = place.and_then(|place| self.0.get_mut(place)) {
            figure.behind.add(case.summary.id, Detail::None, case.assessment.priority.into());
        }
    }

    pub fn finish(self) -> Vec<DayAhead> {
        let mut days = self.0;
        for day in &mut days {
            day.behind.trim();
        }
        days
    }
}
