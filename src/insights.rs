//! Figures over everybody: what became of stages, contacts, quotations and questions, and what lies ahead.
//!
//! One pure function of the records, the rules and the day: [`Count`] takes in one customer after the
//! other and holds sums and short lists alone, so that any number of customers fits. The screen and
//! `genjin report` show the same figures. Nothing here knows a terminal, a disk, a clock or a word.

mod activity;
mod ahead;
mod bar;
mod behind;
mod count;
mod deals;
mod funnel;
mod lost;
mod replies;
mod span;
mod spread;
#[cfg(test)]
mod tests;
mod touches;

pub use activity::{DayTouches, WEEKS};
pub use ahead::{DAYS_AHEAD, DayAhead};
pub use bar::Bar;
pub use behind::{Behind, Detail, Listed, MOST_LISTED};
pub use count::{Basis, Count};
pub use deals::{CountryDeals, MONTHS, MonthDeals};
pub use funnel::StageFigure;
pub use lost::{LostFigure, LostReason};
pub use replies::{ReplyFigure, ReplyOf};
pub use span::{Period, Span};
pub use spread::Spread;
pub use touches::{ClassTouches, TOUCH_DAYS};

use crate::domain::customer::choice;
use crate::domain::money::{Currency, Money};
use crate::domain::rate::InBase;
use time::Date;

choice! {
    /// The pages of figures, in the order of their keys.
    Section {
        Funnel = "funnel",
        Touches = "touches",
        Activity = "activity",
        Deals = "deals",
        Replies = "replies",
        Lost = "lost",
        Ahead = "ahead",
    }
}

impl Section {
    /// Whether its figures are of the chosen period; the others have days of their own.
    pub fn follows_period(self) -> bool {
        !matches!(self, Self::Touches | Self::Activity | Self::Ahead)
    }
}

/// Everything that was counted on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insights {
    pub today: Date,
    pub customers: usize,
    /// Class by class, in the order of the rule file.
    pub touches: Vec<ClassTouches>,
    /// Day by day from a Monday up to today.
    pub activity: Vec<DayTouches>,
    /// Day by day from today.
    pub ahead: Vec<DayAhead>,
    /// What hangs on a span of days, for each that was asked for.
    pub spans: Vec<SpanFigures>,
}

/// The figures of one span of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanFigures {
    pub span: Span,
    /// Stage by stage, in the order of the stage file.
    pub funnel: Vec<StageFigure>,
    /// The twelve months that end with the span.
    pub months: Vec<MonthDeals>,
    pub countries: Vec<CountryDeals>,
    /// Bars of amounts are drawn in it alone: the base currency where that of most orders has a rate, else that of most
    /// orders.
    pub currency: Option<Currency>,
    /// Over all, then by channel, then by class.
    pub replies: Vec<ReplyFigure>,
    /// The most frequent first.
    pub lost: Vec<LostFigure>,
}

impl SpanFigures {
    /// Whether rates have put any amount into the base currency.
    pub fn is_converted(&self) -> bool {
        self.amounts().any(|(_, it)| it.days.is_some())
    }

    /// What months and countries come to, bar by bar and currency by currency.
    pub fn sums(&self) -> Vec<Money> {
        self.amounts().flat_map(|(amounts, _)| amounts).copied().collect()
    }

    fn amounts(&self) -> impl Iterator<Item = (&Vec<Money>, &InBase)> {
        let months = self.months.iter().map(|it| (&it.amounts, &it.in_base));
        months.chain(self.countries.iter().map(|it| (&it.amounts, &it.in_base)))
    }
}
