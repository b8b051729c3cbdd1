//! The business screen: lists over all customers of what is under way, a row a record.

use super::layout::{Pane, business_has_heads};
use super::ledger::Ledger;
use super::list::ListCursor;
use super::{App, Front};
use crate::domain::customer::choice;
use crate::domain::money::{Money, add_to};
use crate::domain::record::RecordKind;
use crate::domain::sample_clock::{SampleStep, open_step};
use crate::domain::summary::{DealList, OpenDeal};
use crate::domain::{CustomerId, Record, RecordId, Summary};
use time::{Date, Duration};

choice! {
    /// The order of a list.
    DealSort { Day = "day", Customer = "customer", Amount = "amount" }
}

choice! {
    /// Which rows of a list are shown; of quotations those of lost customers only where these are asked for.
    DealFilter { All = "all", Overdue = "overdue", Week = "week", Lost = "lost" }
}

/// What the screen shows at a moment.
#[derive(Clone, Debug)]
pub struct Business {
    pub list: DealList,
    pub sort: DealSort,
    pub filter: DealFilter,
    pub cursor: ListCursor,
    rows: Vec<Place>,
    sums: Sums,
    /// What the rows were made from, to make them again only when that changes.
    made_from: Option<MadeFrom>,
    /// The record under the cursor when that moved last.
    under: Option<(CustomerId, RecordId)>,
}

/// What the rows of a list come to, a sum a currency in the order of their codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub sums: Vec<Money>,
    /// What is to be paid back, above zero; it makes up for nothing that others owe.
    pub credit: Vec<Money>,
    /// Rows of customers with more of them than are held, which are missing in the list.
    pub left_out: usize,
}

/// The index as it stood, and what of it was asked for on which day.
type MadeFrom = ((u64, bool), DealList, DealSort, DealFilter, Date);

/// A customer, and which of its rows.
type Place = (CustomerId, usize);

/// A row with whom it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct DealRow<'a> {
    pub summary: &'a Summary,
    pub deal: &'a OpenDeal,
}

impl Default for Business {
    fn default() -> Self {
        Self {
            list: DealList::Quotations,
            sort: DealSort::Day,
            filter: DealFilter::All,
            cursor: ListCursor::default(),
            rows: Vec::new(),
            sums: Sums::default(),
            made_from: None,
            under: None,
        }
    }
}

impl DealFilter {
    /// The same where a list has it, else all rows.
    pub fn for_list(self, list: DealList) -> Self {
        if self == Self::Lost && list != DealList::Quotations { Self::All } else { self }
    }
}

impl DealRow<'_> {
    /// The record that the row stands for.
    pub fn record(&self) -> RecordId {
        RecordId { kind: kind_of(self.deal.list), uuid: self.deal.record }
    }

    /// What is due on the day of the row, where it is only a part of what is missing.
    pub fn due_part(&self) -> Option<Money> {
        self.deal.due_amount.filter(|due| self.deal.amount.is_some_and(|whole| due.minor != whole.minor))
    }

    /// Whether it is an offer that stands no more.
    pub fn is_expired(&self, today: Date) -> bool {
        self.deal.list == DealList::Quotations && self.deal.due.is_some_and(|due| due < today)
    }

    /// Whether something is late once the day is over: of a sample that has arrived nothing is, while it may still be
    /// asked about.
    pub fn is_late(&self, today: Date) -> bool {
        match self.deal.list {
            DealList::Samples => matches!(open_step(self.deal.due, today), SampleStep::Silent(_)),
            _ => self.days_late(today).is_some_and(|late| late > 0),
        }
    }

    /// Days since the day that matters, above zero when it is over.
    pub fn days_late(&self, today: Date) -> Option<i64> {
        self.deal.due.map(|due| (today - due).whole_days())
    }
}

fn kind_of(list: DealList) -> RecordKind {
    match list {
        DealList::Quotations => RecordKind::Quotation,
        DealList::Samples => RecordKind::Sample,
        DealList::Invoices => RecordKind::Invoice,
        DealList::Orders | DealList::Balances => RecordKind::Order,
        DealList::Shipments => RecordKind::Shipment,
    }
}

impl Business {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at a place of the list.
    pub fn row<'l>(&self, ledger: &'l Ledger, place: usize) -> Option<DealRow<'l>> {
        row(ledger, *self.rows.get(place)?)
    }

    /// The rows from a place on, in the order of the list.
    pub fn rows<'l>(&'l self, ledger: &'l Ledger, from: usize) -> impl Iterator<Item = DealRow<'l>> {
        self.rows.iter().skip(from).filter_map(|place| row(ledger, *place))
    }

    /// What the rows come to.
    pub fn sums(&self) -> &Sums {
        &self.sums
    }

    pub fn selected<'l>(&self, ledger: &'l Ledger) -> Option<DealRow<'l>> {
        let place = self.rows.get(self.cursor.at).filter(|_| self.cursor.stays.is_none());
        place.and_then(|place| row(ledger, *place))
    }

    /// The customer under the cursor.
    pub fn customer(&self) -> Option<CustomerId> {
        self.cursor.stays.or_else(|| self.rows.get(self.cursor.at).map(|(customer, _)| *customer))
    }

    /// Goes to the next list, or to the one before, with the cursor at the top.
    pub fn turn(&mut self, by: isize) {
        let count = DealList::ALL.len();
        let here = DealList::ALL.iter().position(|list| *list == self.list).unwrap_or(0);
        let step = by.rem_euclid(isize::try_from(count).unwrap_or(1)).unsigned_abs();
        self.list = DealList::ALL.get((here + step) % count).copied().unwrap_or(self.list);
        self.filter = self.filter.for_list(self.list);
        self.to_the_top();
    }

    /// Puts the cursor on the first row.
    pub fn to_the_top(&mut self) {
        (self.cursor, self.under) = (ListCursor::default(), None);
    }

    /// Keeps the cursor in the list, and remembers what is under it.
    pub fn settle(&mut self, ledger: &Ledger, visible: usize) {
        self.cursor.settle(self.rows.len(), visible);
        if self.cursor.stays.is_none() {
            self.under = self.selected(ledger).map(|row| (row.summary.id, row.record()));
        }
    }

    /// Makes the rows again where anything has changed; the cursor stays on its record, also where that has left the
    /// list.
    pub fn refresh(&mut self, ledger: &Ledger, today: Date) {
        let from = ((ledger.deals().revision(), ledger.is_whole()), self.list, self.sort, self.filter, today);
        if self.made_from == Some(from) {
            return;
        }
        let what = |(_, list, sort, filter, day): MadeFrom| (list, sort, filter, day);
        let same_list = self.made_from.map(what) == Some(what(from));
        let kept = self.under.filter(|_| self.made_from.is_some_and(|(_, list, ..)| list == self.list));
        self.rows = rows(ledger, self.list, self.sort, self.filter, today);
        let left_out = ledger.deals().left_out();
        self.sums = match self.list {
            DealList::Invoices | DealList::Orders | DealList::Balances => {
                let rows = with_amounts(ledger, self.list, self.filter, today);
                sums(rows.into_iter().filter_map(|(_, amount)| amount), left_out)
            }
            // Their rows have prices, or nothing to add up.
            DealList::Quotations | DealList::Samples | DealList::Shipments => {
                Sums { left_out, ..Sums::default() }
            }
        };
        self.made_from = Some(from);
        let is_kept = |place: &Place| {
            kept.is_some_and(|(customer, _)| customer == place.0)
                && row(ledger, *place).is_some_and(|row| Some((row.summary.id, row.record())) == kept)
        };
        let back = self.rows.iter().position(is_kept).filter(|_| kept.is_some());
        let customer = kept.filter(|_| same_list && back.is_none()).map(|(customer, _)| customer);
        self.cursor.stays = customer.filter(|id| ledger.row(*id).is_some());
        self.cursor.at = back.unwrap_or(self.cursor.at);
    }
}

impl App {
    /// How many rows the business screen shows: its area without title, lists, heads and sums.
    pub fn visible_deals(&self) -> usize {
        let Some(screen) = self.screen() else { return 1 };
        let bottom = screen.panes.iter().map(|(_, area)| area.y + area.height).max().unwrap_or(0);
        let top = screen.panes.iter().map(|(_, area)| area.y).min().unwrap_or(0);
        let height = bottom.saturating_sub(top);
        usize::from(height.saturating_sub(3 + u16::from(business_has_heads(height))).max(1))
    }

    /// The record under the cursor: a row of the business screen, or an entry of the timeline.
    pub fn record_under_cursor(&self) -> Option<RecordId> {
        match self.front {
            Front::Business => self.business.selected(&self.ledger).map(|row| row.record()),
            Front::Panes if self.pane == Pane::Timeline => {
                self.shown_dossier()?.timeline().get(self.places().1).map(Record::id)
            }
            Front::Panes | Front::Pipeline | Front::Review | Front::Insights | Front::Call(_) => None,
        }
    }
}

fn row(ledger: &Ledger, (customer, place): Place) -> Option<DealRow<'_>> {
    let summary = &ledger.row(customer)?.summary;
    Some(DealRow { summary, deal: summary.open.get(place)? })
}

/// The rows of a list, sorted and filtered.
pub fn rows(
    ledger: &Ledger,
    list: DealList,
    sort: DealSort,
    filter: DealFilter,
    today: Date,
) -> Vec<(CustomerId, usize)> {
    let mut priced = with_amounts(ledger, list, filter, today);
    let mut rows: Vec<Place> = priced.iter().map(|(place, _)| *place).collect();
    match sort {
        // What was offered and is over comes behind what still stands, the latest first.
        DealSort::Day if list == DealList::Quotations => {
            let is_over = |place: &Place| row(ledger, *place).is_some_and(|row| row.is_expired(today));
            let over = rows.partition_point(is_over);
            rows.rotate_left(over);
            let live = rows.len() - over;
            rows.get_mut(live..).unwrap_or_default().reverse();
        }
        DealSort::Day => {}
        DealSort::Customer => {
            let name = |place: &Place| ledger.row(place.0).map(|row| row.sort_name().to_vec());
            rows.sort_by_cached_key(name);
        }
        // Amounts of two currencies do not compare, so each currency stands together, the largest first.
        DealSort::Amount => {
            priced.sort_by_key(|(_, amount)| amount.map(|it| (it.currency, std::cmp::Reverse(it.minor))));
            rows = priced.into_iter().map(|(place, _)| place).collect();
        }
    }
    rows
}

/// The rows that a filter lets through, the earliest day first, with what is asked or missing.
fn with_amounts(
    ledger: &Ledger,
    list: DealList,
    filter: DealFilter,
    today: Date,
) -> Vec<(Place, Option<Money>)> {
    let until = match filter {
        DealFilter::Lost => return ledger.deals().of_lost().collect(),
        DealFilter::All => None,
        DealFilter::Overdue => today.previous_day(),
        DealFilter::Week => Some(today.saturating_add(Duration::days(7))),
    };
    ledger.deals().with_amounts(list, until).collect()
}

/// What amounts come to; what does not fit into a sum is left out.
pub fn sums(amounts: impl Iterator<Item = Money>, left_out: usize) -> Sums {
    let mut found = Sums { left_out, ..Sums::default() };
    for amount in amounts {
        if amount.minor < 0 {
            add_to(&mut found.credit, Money { minor: amount.minor.saturating_neg(), ..amount });
        } else {
            add_to(&mut found.sums, amount);
        }
    }
    found
}
