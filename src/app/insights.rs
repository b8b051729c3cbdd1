//! The insights screen: figures over everybody, page by page, each bar with the customers behind it.
//!
//! The figures are counted beside the keys, by [`Effect::Count`]; until they arrive the screen says how far
//! that has come, and shows the last ones meanwhile.

use super::{App, Effect, Event, Front};
use crate::insights::{Bar, Basis, Insights, Period, Section, SpanFigures};
use std::sync::Arc;

/// What the screen shows at a moment.
#[derive(Clone, Debug)]
pub struct Board {
    pub section: Section,
    pub period: Period,
    pub figures: Option<Arc<Insights>>,
    /// How many customers were counted so far, while that goes on.
    pub counting: Option<usize>,
    /// The last counting was broken off.
    pub has_failed: bool,
    /// The list from which a customer was opened, to come back to.
    pub opened_from: Option<BehindList>,
    /// Something has changed since the figures were counted, or they never were.
    is_stale: bool,
    /// The bar under the cursor of each page, in the order of [`Section::ALL`]; none before it was seen.
    cursors: Vec<Option<usize>>,
}

/// The customers behind a bar, in a pop-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BehindList {
    /// The figures that the list belongs to, whatever is counted meanwhile.
    pub figures: Arc<Insights>,
    pub section: Section,
    pub period: Period,
    /// The bar, and the customer under the cursor.
    pub bar: usize,
    pub at: usize,
}

impl Default for Board {
    fn default() -> Self {
        Self {
            section: Section::Funnel,
            period: Period::Quarter,
            figures: None,
            counting: None,
            has_failed: false,
            opened_from: None,
            is_stale: true,
            cursors: vec![None; Section::ALL.len()],
        }
    }
}

impl Board {
    /// The bars of the page that is shown; none before they were counted.
    pub fn bars(&self) -> Vec<Bar<'_>> {
        self.figures.as_ref().map_or_else(Vec::new, |figures| figures.bars(self.section, self.period.place()))
    }

    /// The figures of the chosen period.
    pub fn span(&self) -> Option<&SpanFigures> {
        self.figures.as_ref()?.spans.get(self.period.place())
    }

    /// The place of the bar under the cursor.
    pub fn at(&self) -> usize {
        self.cursors.get(place_of(self.section)).copied().flatten().unwrap_or(0)
    }

    /// Moves the cursor, stopping at the ends.
    pub fn step(&mut self, by: isize) {
        let bars = self.bars();
        let (last, now) = (bars.len().checked_sub(1), present(&bars));
        if let Some((at, last)) = self.cursors.get_mut(place_of(self.section)).zip(last) {
            *at = Some(at.unwrap_or(now).saturating_add_signed(by).min(last));
        }
    }

    /// Goes to the page so many places further, going round.
    pub fn turn(&mut self, by: isize) {
        let count = Section::ALL.len();
        let step = by.rem_euclid(isize::try_from(count).unwrap_or(1)).unsigned_abs();
        let next = Section::ALL.get((place_of(self.section) + step) % count);
        self.section = next.copied().unwrap_or(self.section);
        self.step(0);
    }

    /// Goes to the page of a number, from 1.
    pub fn go_to(&mut self, number: u8) {
        if let Some(section) = usize::from(number).checked_sub(1).and_then(|place| Section::ALL.get(place)) {
            self.section = *section;
            self.step(0);
        }
    }

    /// The customers behind the bar under the cursor.
    pub fn behind(&self) -> Option<BehindList> {
        let figures = Arc::clone(self.figures.as_ref()?);
        let (section, period, bar) = (self.section, self.period, self.at());
        Some(BehindList { figures, section, period, bar, at: 0 })
    }

    /// Notes that the figures are older than the data.
    pub(super) fn note_change(&mut self) {
        self.is_stale = true;
    }
}

impl BehindList {
    pub fn bar(&self) -> Option<Bar<'_>> {
        self.figures.bars(self.section, self.period.place()).get(self.bar).copied()
    }
}

/// The bar that is looked at first: of days and months the present one.
fn present(bars: &[Bar<'_>]) -> usize {
    bars.iter().rposition(|bar| matches!(bar, Bar::Day(_) | Bar::Month(_))).unwrap_or(0)
}

fn place_of(section: Section) -> usize {
    Section::ALL.iter().position(|other| *other == section).unwrap_or(0)
}

impl App {
    /// What the figures hang on beside the records.
    pub fn basis(&self) -> Basis {
        self.ledger.basis()
    }

    /// Has everything counted anew where the screen shows figures that are older than the data.
    pub(super) fn count_anew(&mut self) -> Vec<Effect> {
        let today = self.now.date();
        let board = &mut self.insights;
        if board.figures.as_ref().is_some_and(|figures| figures.today != today) {
            board.is_stale = true;
        }
        let is_time = self.front == Front::Insights && self.arrival.is_whole() && self.saving.pending == 0;
        if !is_time || !board.is_stale || board.counting.is_some() {
            return Vec::new();
        }
        (board.is_stale, board.counting) = (false, Some(0));
        vec![Effect::Count]
    }
}

/// Takes in what the counting tells; other events are given back.
pub(super) fn update(app: &mut App, event: Event) -> Option<Event> {
    let board = &mut app.insights;
    match event {
        Event::Counting(customers) => board.counting = Some(customers),
        Event::Counted(figures) => {
            (board.figures, board.counting, board.has_failed) = (Some(Arc::from(figures)), None, false);
            board.step(0);
        }
        Event::CountFailed(reason) => {
            (board.counting, board.has_failed) = (None, true);
            app.message = Some(super::message::Message::Store(reason));
        }
        Event::Committed(_)
        | Event::CommittedElsewhere(_)
        | Event::Erased(_)
        | Event::Arrived(_)
        | Event::Assessed(_)
        | Event::FilesSaved(_) => {
            board.note_change();
            return Some(event);
        }
        other => return Some(other),
    }
    None
}
