//! Spans of days, and the four that the screen offers.

use crate::domain::customer::choice;
use time::{Date, Duration};

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: Date,
    pub to: Date,
}

choice! {
    /// How far back figures go, counted from today so that the first of a month is no empty page.
    Period { Month = "month", Quarter = "quarter", Year = "year", All = "all" }
}

impl Span {
    pub fn holds(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

impl Period {
    /// Days of the period, today included; nothing for all there is.
    pub fn days(self) -> Option<i64> {
        match self {
            Self::Month => Some(30),
            Self::Quarter => Some(90),
            Self::Year => Some(365),
            Self::All => None,
        }
    }

    pub fn span(self, today: Date) -> Span {
        let from = self.days().map_or(Date::MIN, |days| today.saturating_sub(Duration::days(days - 1)));
        Span { from, to: today }
    }

    /// The spans of all periods, in their order.
    pub fn spans(today: Date) -> Vec<Span> {
        Self::ALL.iter().map(|period| period.span(today)).collect()
    }

    /// The place of the period among all.
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|other| *other == self).unwrap_or(0)
    }
}
