//! The board: all customers by stage, a column a stage, those whom the filter leaves.

use super::App;
use super::layout::{Area, Board};
use super::ledger::Ledger;
use super::ledger::pipeline::Facet;
use super::list::ListCursor;
use super::overlay::StageMove;
use crate::domain::money::Money;
use crate::domain::quick_log::{LogReading, is_bare_call};
use crate::domain::{CustomerId, StageGroup, StageId};
use time::Date;

/// What the screen shows at a moment.
#[derive(Clone, Debug, Default)]
pub struct Pipeline {
    /// Everything that a customer must have to be shown; one of a kind.
    pub filter: Vec<Facet>,
    /// The column of the cursor.
    pub at: usize,
    /// The first column that is seen.
    pub left: usize,
    columns: Vec<Column>,
    /// What all columns were made from; each has the revision of its stage besides.
    made_from: Option<(Vec<Facet>, Date, bool)>,
}

/// A stage with its customers.
#[derive(Clone, Debug)]
pub struct Column {
    pub stage: StageId,
    /// The best grade first, then who has been there longest.
    pub cards: Vec<CustomerId>,
    /// What their open quotations, PIs and orders come to, currency by currency.
    pub worth: Vec<Money>,
    pub cursor: ListCursor,
    revision: u64,
}

impl Column {
    pub fn new(ledger: &Ledger, stage: StageId, filter: &[Facet], today: Date) -> Self {
        let index = ledger.pipeline();
        let (revision, cursor) = (index.revision(&stage), ListCursor::default());
        let today = ledger.offers_count_on(&stage, today);
        if filter.is_empty() {
            let (cards, worth) = (index.cards(&stage).collect(), index.worth(&stage, today));
            return Self { stage, cards, worth, cursor, revision };
        }
        let (cards, worth) = ledger.filtered(&stage, filter, today);
        Self { stage, cards, worth, cursor, revision }
    }
}

impl Pipeline {
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The columns that are seen one beside the other, with their places: a filter leaves out what it empties, but for that
    /// of a customer who has just left it.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &Column)> {
        let is_full = |column: &Column| !column.cards.is_empty() || column.cursor.stays.is_some();
        let all = self.filter.is_empty();
        self.columns.iter().enumerate().filter(move |(_, column)| all || is_full(column))
    }

    /// How many columns a filter leaves out.
    pub fn left_out(&self) -> usize {
        self.columns.len() - self.shown().count()
    }

    /// The column of the cursor.
    pub fn column(&self) -> Option<&Column> {
        self.columns.get(self.at)
    }

    /// What is open in all columns, column by column.
    pub fn worth(&self) -> Vec<Money> {
        self.columns.iter().flat_map(|column| &column.worth).copied().collect()
    }

    /// How many customers all columns hold.
    pub fn len(&self) -> usize {
        self.columns.iter().map(|column| column.cards.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The customer under the cursor.
    pub fn customer(&self) -> Option<CustomerId> {
        let column = self.column()?;
        column.cursor.customer(&column.cards)
    }

    /// Goes so many columns to the side, stopping at the ends.
    pub fn turn(&mut self, by: isize) {
        let shown: Vec<_> = self.shown().map(|(place, _)| place).collect();
        let here = shown.iter().position(|place| *place == self.at).unwrap_or(0);
        let to = here.saturating_add_signed(by).min(shown.len().saturating_sub(1));
        self.at = shown.get(to).copied().unwrap_or(self.at);
        self.let_go();
    }

    /// Who has left the board has no card once the cursor moves on.
    fn let_go(&mut self) {
        self.columns.iter_mut().for_each(|column| column.cursor.stays = None);
    }

    /// Goes so many cards down.
    pub fn step(&mut self, by: isize) {
        if let Some(column) = self.columns.get_mut(self.at) {
            column.cursor.step(by, column.cards.len());
        }
    }

    /// Goes to a customer, where the board shows it.
    pub fn go_to(&mut self, ledger: &Ledger, id: CustomerId) {
        let stage = ledger.row(id).map(|row| &row.summary.stage);
        let place = self.columns.iter().position(|column| Some(&column.stage) == stage);
        let Some((at, column)) = place.and_then(|at| Some((at, self.columns.get_mut(at)?))) else { return };
        if let Some(card) = column.cards.iter().position(|other| *other == id) {
            (self.at, column.cursor.at) = (at, card);
            self.let_go();
        }
    }

    /// Sets a part of the filter in place of another of its kind, or takes it away where it is set.
    pub fn toggle(&mut self, facet: Facet) {
        let was_set = self.filter.contains(&facet);
        self.filter.retain(|other| !other.is_like(&facet));
        if !was_set {
            self.filter.push(facet);
            self.filter.sort();
        }
    }

    /// Whether a customer is left by the filter.
    pub fn shows(&self, ledger: &Ledger, id: CustomerId) -> bool {
        ledger.is_left_by(&self.filter, id)
    }

    /// Makes those columns again in which anything has changed; the cursor follows its customer, and stays with who
    /// is filtered out by what was just done.
    pub fn refresh(&mut self, ledger: &Ledger, today: Date) {
        let kept = self.customer();
        let from = (self.filter.clone(), today, ledger.is_whole());
        let is_same = self.made_from.as_ref() == Some(&from);
        let mut before = std::mem::take(&mut self.columns);
        let mut changed = false;
        for stage in stages(ledger) {
            let old = before.iter().position(|column| column.stage == stage);
            let old = old.map(|place| before.swap_remove(place));
            let revision = ledger.pipeline().revision(&stage);
            let column = match old {
                Some(old) if is_same && old.revision == revision => old,
                old => {
                    changed = true;
                    let cursor = old.map(|old| old.cursor).unwrap_or_default();
                    Column { cursor, ..Column::new(ledger, stage, &self.filter, today) }
                }
            };
            self.columns.push(column);
        }
        self.made_from = Some(from);
        if !is_same {
            self.let_go();
        }
        if let Some(id) = kept.filter(|_| changed) {
            self.go_to(ledger, id);
            let stays = is_same && self.customer() != Some(id) && ledger.row(id).is_some();
            if let Some(column) = self.columns.get_mut(self.at).filter(|_| stays) {
                column.cursor.stays = Some(id);
            }
        }
        if !is_same && self.customer().is_none() {
            self.go_to_cards();
        }
    }

    /// Goes to the nearest column that has cards, where a filter has emptied this one.
    fn go_to_cards(&mut self) {
        let filled = self.columns.iter().enumerate().filter(|(_, column)| !column.cards.is_empty());
        if let Some((at, _)) = filled.min_by_key(|(at, _)| at.abs_diff(self.at)) {
            self.at = at;
        }
    }

    /// Keeps the cursors within their columns and in sight.
    pub fn settle(&mut self, board: Board) {
        self.at = self.at.min(self.columns.len().saturating_sub(1));
        if !self.shown().any(|(place, _)| place == self.at) {
            self.go_to_cards();
        }
        let at = self.shown().take_while(|(place, _)| *place < self.at).count();
        let mut side = ListCursor { at, top: self.left, stays: None };
        side.settle(self.shown().count(), usize::from(board.columns));
        self.left = side.top;
        for column in &mut self.columns {
            column.cursor.settle(column.cards.len(), usize::from(board.cards));
        }
    }
}

impl App {
    /// How the board folds on this screen.
    pub fn board(&self) -> Board {
        let panes = self.screen().map(|screen| screen.panes).unwrap_or_default();
        let top = panes.iter().map(|(_, area)| area.y).min().unwrap_or(0);
        let bottom = panes.iter().map(|(_, area)| area.y + area.height).max().unwrap_or(0);
        let columns = self.pipeline.columns().iter();
        let longest = columns.map(|column| column.cursor.rows(column.cards.len())).max().unwrap_or(0);
        Board::of(Area { x: 0, y: top, width: self.size.0, height: bottom.saturating_sub(top) }, longest)
    }
}

impl App {
    /// What the line of a move says.
    pub fn read_move(&self, moving: &StageMove) -> LogReading {
        let desk = moving.whom.iter().find_map(|id| self.desk(*id));
        let line = moving.text.text();
        let read = |line: &str| desk.map(|desk| desk.read(line)).unwrap_or_default();
        let mut reading = read(line);
        let to = reading.stage.as_ref().unwrap_or(&moving.stage);
        // That nobody answers is a reason to give somebody up, not one more call.
        if self.ledger.stages().group(to) == StageGroup::Lost && is_bare_call(line) {
            reading = read(&format!("\\{}", line.trim_start()));
        }
        // A person of one customer is nobody at another.
        let contact = reading.contact.filter(|_| moving.whom.len() == 1);
        LogReading { contact, ..reading }
    }
}

/// The stages as columns: in the order of their file, but what rests and what is lost at the end, then those in
/// use that are in the file no more.
pub fn stages(ledger: &Ledger) -> Vec<StageId> {
    let stages = ledger.stages();
    let mut order: Vec<_> = stages.iter().collect();
    order.sort_by_key(|stage| match stage.group {
        StageGroup::Early | StageGroup::Inquiry => 0,
        StageGroup::Ordered => 1,
        StageGroup::Dormant => 2,
        StageGroup::Lost => 3,
    });
    let unknown = ledger.pipeline().stages().filter(|id| stages.get(id).is_none());
    order.into_iter().map(|stage| &stage.id).chain(unknown).cloned().collect()
}
