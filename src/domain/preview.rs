//! The first screen of the next days, worked out beforehand.
//!
//! Reading and assessing every customer takes a moment where there are very many. Whoever worked with all
//! of them last writes down what the first screen will show, so that the next start draws it at once and
//! reads the rest behind it.

use super::{CustomerId, Rate, Summary};
use serde::{Deserialize, Serialize};
use time::Date;

/// What the first screen needs, for some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Stands for everything else that the answer hangs on: rules, stages, days off, order of the list.
    pub key: u64,
    pub customers: u32,
    /// The grade hangs on them.
    pub rates: Vec<Rate>,
    /// The beginning of the customers pane.
    pub order: Vec<CustomerId>,
    pub days: Vec<PreviewDay>,
}

/// One day's list in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewDay {
    pub date: Date,
    pub counts: DayCounts,
    /// The beginning of today's list.
    pub agenda: Vec<CustomerId>,
    /// Who is seen at once: at the top of that list, or on a tab.
    pub summaries: Vec<Summary>,
    /// Who is seen a key later: further down, or at the beginning of the customers pane. Kept apart, so that the first
    /// frame does not read them.
    #[serde(skip)]
    pub rest: Vec<Summary>,
}

/// How many there are of what the header counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCounts {
    pub due: u32,
    pub overdue: u32,
    pub contacted: u32,
}

/// The part of a preview that one day needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstScreen {
    pub customers: u32,
    pub rates: Vec<Rate>,
    pub order: Vec<CustomerId>,
    pub day: PreviewDay,
}
