//! What becomes of a customer, drawn before any record is made so that all records agree.

use super::random::{Random, shift};
use super::words::{OPEN_STAGES, TRADES};
use crate::domain::Moment;
use time::Date;

/// The outline of one customer's history.
pub(super) struct Plan {
    /// The product that talks and business records are about.
    pub trade: (&'static str, &'static str),
    /// How far things went: a place in [`OPEN_STAGES`].
    pub reached: usize,
    pub ending: Ending,
    /// The open follow-up's date.
    pub due: Option<Date>,
    /// The days of the contacts, oldest first; yesterday at the latest.
    pub days: Vec<Date>,
    pub today: Date,
}

/// How a history ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// In the stage that was reached.
    Open,
    Dormant,
    Lost,
    DoNotContact,
}

/// Contacts lie at most so many days back.
const LONGEST: i64 = 720;

impl Plan {
    pub fn draw(random: &mut Random, now: Moment, entries: usize) -> Self {
        let today = now.date();
        let (mut ending, mut due, mut latest) = (Ending::Open, None, 1);
        match random.below(1000) {
            0..10 => due = Some(today),
            10..50 => due = Some(shift(today, -random.between(1, 29))),
            50..800 => due = Some(shift(today, random.between(1, 120))),
            // Nobody else may come due by cadence: it is over, it is forbidden, or it was yesterday.
            800..960 => ending = Ending::Lost,
            960..980 => ending = Ending::DoNotContact,
            _ if entries == 0 => ending = Ending::Lost,
            _ => latest = 0,
        }
        if due.is_some_and(|due| due > shift(today, 100)) {
            ending = Ending::Dormant;
        }
        // An overdue date was agreed on before it went by.
        let agreed = due.map_or(1, |due| (today - due).whole_days() + 1).max(1);
        let mut ages: Vec<_> = (0..entries).map(|_| random.between(agreed, LONGEST)).collect();
        ages.sort_unstable_by(|a, b| b.cmp(a));
        if latest == 0
            && let Some(age) = ages.last_mut()
        {
            *age = 1;
        }
        Self {
            trade: random.pick(TRADES),
            reached: usize::try_from(random.below(OPEN_STAGES.len() as u64)).unwrap_or(0),
            ending,
            due,
            days: ages.into_iter().map(|age| shift(today, -age)).collect(),
            today,
        }
    }

    /// The stage after the entry at this place: the way to the stage reached is spread over the history.
    pub fn stage(&self, place: usize) -> &'static str {
        let entries = self.days.len();
        match self.ending {
            Ending::Lost if place + 1 >= entries => "lost",
            Ending::Dormant if place + 1 >= entries => "dormant",
            _ => {
                let step = (self.reached + 1) * (place + 1) / entries.max(1);
                OPEN_STAGES.get(step.saturating_sub(1)).copied().unwrap_or_default()
            }
        }
    }

    /// The day on which this stage was reached; nothing where it never was.
    pub fn reached_on(&self, stage: &str) -> Option<Date> {
        let wanted = OPEN_STAGES.iter().position(|open| *open == stage)?;
        let past = |place: usize| (self.reached + 1) * (place + 1) / self.days.len().max(1) > wanted;
        (0..self.days.len()).find(|place| past(*place)).and_then(|place| self.days.get(place).copied())
    }
}
