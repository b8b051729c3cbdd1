//! Contacts a day, over half a year.

use super::count::{Case, is_touch};
use super::{Behind, Detail};
use time::{Date, Duration};

/// Weeks that are counted, the present one included.
pub const WEEKS: usize = 26;

/// One day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayTouches {
    pub day: Date,
    /// Contacts, several with one customer included.
    pub touches: usize,
    /// With whom, the most contacts first.
    pub behind: Behind,
}

#[derive(Debug)]
pub(super) struct Activity(Vec<DayTouches>);

impl Activity {
    /// From a Monday up to today.
    pub fn new(today: Date) -> Self {
        let back = i64::try_from((WEEKS - 1) * 7).unwrap_or(0);
        let monday = i64::from(today.weekday().number_days_from_monday());
        let first = today.saturating_sub(Duration::days(back + monday));
        let days = std::iter::successors(Some(first), |day| day.next_day()).take_while(|day| *day <= today);
        Self(days.map(|day| DayTouches { day, touches: 0, behind: Behind::default() }).collect())
    }

    pub fn add(&mut self, case: &Case<'_>) {
        let Some(first) = self.0.first().map(|first| first.day) else { return };
        let mut days =
            case.log.iter().filter(|entry| is_touch(entry)).map(|entry| entry.at.date()).peekable();
        while let Some(day) = days.next() {
            let mut times = 1;
            while days.next_if_eq(&day).is_some() {
                times += 1;
            }
            let place = usize::try_from((day - first).whole_days()).ok();
            if let Some(figure) = place.and_then(|place| self.0.get_mut(place)) {
                figure.touches += times;
                let weight = i64::try_from(times).unwrap_or(i64::MAX);
                figure.behind.add(case.summary.id, Detail::Times(times), weight);
            }
        }
    }

    pub fn finish(self) -> Vec<DayTouches> {
        let mut days = self.0;
        for day in &mut days {
            day.behind.trim();
        }
        days
    }
}
