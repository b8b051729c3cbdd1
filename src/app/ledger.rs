//! Every customer in short, with what the rules say today, kept in the orders that the lists show.
//!
//! Customers whose history is loaded also have their dossier here. A change of one customer touches
//! that customer's place in each order and nothing else.

mod deals;
mod find;
mod namesakes;
pub mod preview;
mod prices;
mod rates;
mod tags;

use super::settings::SortOrder;
use crate::calendar::Calendar;
use crate::domain::text::fold_name;
use crate::domain::{Change, Customer, CustomerId, Dossier, Edit, Record, Stages, Summary};
use crate::rules::{Assessment, Rules};
use crate::search::Index;
use deals::DealIndex;
use preview::Beyond;
use prices::PriceIndex;
pub use prices::{Circle, PriceOf};
use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};
use time::Date;

/// A customer in short, and what the rules say of it today.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub summary: Summary,
    pub assessment: Assessment,
    /// The name as it sorts.
    sort_name: Box<str>,
}

impl Row {
    pub fn was_contacted_on(&self, day: Date) -> bool {
        self.summary.contact.last.as_ref().is_some_and(|last| last.at.date() == day)
    }
}

/// The places of a customer in the orders.
#[derive(Clone, Copy, Default)]
struct Seat {
    order: Option<usize>,
    agenda: Option<usize>,
}

/// All customers, or, for a moment after the start, those of the first screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    rules: Arc<Rules>,
    stages: Arc<Stages>,
    calendar: Arc<Calendar>,
    today: Date,
    /// Boxed, since a table keeps a quarter of its places empty.
    rows: HashMap<CustomerId, Box<Row>>,
    sort: SortOrder,
    /// Every customer in the order of the customers pane.
    order: Vec<CustomerId>,
    /// Those to talk to today, the most urgent first.
    agenda: Vec<CustomerId>,
    dossiers: HashMap<CustomerId, Dossier>,
    /// Made when something is looked for first, or beforehand where nobody waits for it.
    index: OnceLock<Index>,
    deals: DealIndex,
    /// Made like `index`.
    prices: OnceLock<PriceIndex>,
    contacted_today: usize,
    /// How many there are beside those that are known here; nothing once all are.
    beyond: Option<Beyond>,
}

impl Ledger {
    pub fn new(
        rules: Arc<Rules>,
        stages: Arc<Stages>,
        calendar: Arc<Calendar>,
        today: Date,
        summaries: Vec<Summary>,
        sort: SortOrder,
    ) -> Self {
        let mut ledger = Self {
            rules,
            stages,
            calendar,
            today,
            rows: HashMap::with_capacity(summaries.len()),
            sort,
            order: Vec::new(),
            agenda: Vec::new(),
            dossiers: HashMap::new(),
            index: OnceLock::new(),
            deals: DealIndex::default(),
            prices: OnceLock::new(),
            contacted_today: 0,
            beyond: None,
        };
        for summary in summaries {
            ledger.deals.insert(&summary);
            let row = ledger.row_of(summary);
            ledger.rows.insert(row.summary.id, Box::new(row));
        }
        ledger.arrange();
        ledger
    }

    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    pub fn stages(&self) -> &Stages {
        &self.stages
    }

    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    pub fn today(&self) -> Date {
        self.today
    }

    /// How many customers there are.
    pub fn len(&self) -> usize {
        self.rows.len() + self.beyond.map_or(0, |beyond| beyond.customers)
    }

    /// How many customers today's list has.
    pub fn due(&self) -> usize {
        self.agenda.len() + self.beyond.map_or(0, |beyond| beyond.due)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn row(&self, id: CustomerId) -> Option<&Row> {
        self.rows.get(&id).map(Box::as_ref)
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.order.iter().filter_map(|id| self.row(*id))
    }

    /// Every customer in the order of the customers pane.
    pub fn order(&self) -> &[CustomerId] {
        &self.order
    }

    /// Those to talk to today, the most urgent first.
    pub fn agenda(&self) -> &[CustomerId] {
        &self.agenda
    }

    /// How many of today's customers are past their date.
    pub fn overdue(&self) -> usize {
        let late = |id: &&CustomerId| self.days_overdue(**id) > 0;
        self.agenda.iter().filter(late).count() + self.beyond.map_or(0, |beyond| beyond.overdue)
    }

    /// How many customers were talked to today.
    pub fn contacted_today(&self) -> usize {
        self.contacted_today + self.beyond.map_or(0, |beyond| beyond.contacted)
    }

    pub fn days_overdue(&self, id: CustomerId) -> u32 {
        let due = self.rows.get(&id).and_then(|row| row.assessment.due);
        due.map_or(0, |due| due.days_overdue(self.today))
    }

    pub fn dossier(&self, id: CustomerId) -> Option<&Dossier> {
        self.dossiers.get(&id)
    }

    /// Business under way over all customers.
    pub fn deals(&self) -> &DealIndex {
        &self.deals
    }

    pub fn sort(&self) -> SortOrder {
        self.sort
    }

    pub fn sort_by(&mut self, sort: SortOrder) {
        self.sort = sort;
        self.arrange();
    }

    /// A new day: what is due changes by itself, for those whose day has come.
    pub fn set_today(&mut self, today: Date) {
        let went_back = today < self.today;
        if today == self.today {
            return;
        }
        self.today = today;
        let has_come = |row: &Row| went_back || row.assessment.next_change <= today;
        let changed: Vec<_> =
            self.rows.values().filter(|row| has_come(row)).map(|row| row.summary.id).collect();
        self.contacted_today = self.rows.values().filter(|row| row.was_contacted_on(today)).count();
        if changed.len() > BULK {
            return self.reassess_many(changed);
        }
        for id in changed {
            let seat = self.seat(id);
            self.assess_again(id);
            self.reseat(id, seat);
        }
    }

    /// Assesses many customers again: those who moved are taken out together and merged in again, which spares
    /// sorting the others.
    fn reassess_many(&mut self, mut changed: Vec<CustomerId>) {
        for id in &changed {
            self.assess_again(*id);
        }
        let moved: HashSet<_> = changed.iter().copied().collect();
        if matches!(self.sort, SortOrder::Due | SortOrder::Grade) {
            self.order.retain(|id| !moved.contains(id));
            self.order = self.merged(&self.order, &mut changed, |a, b| self.compare(a, b));
        }
        changed.retain(|id| self.rows.get(id).is_some_and(|row| is_due(row, self.today)));
        self.agenda.retain(|id| !moved.contains(id));
        self.agenda = self.merged(&self.agenda, &mut changed, urgency);
    }

    /// Some customers in order and others in any order, all in order.
    fn merged(
        &self,
        ordered: &[CustomerId],
        others: &mut [CustomerId],
        cmp: impl Fn(&Row, &Row) -> Ordering,
    ) -> Vec<CustomerId> {
        let mut rows: Vec<_> = others.iter().filter_map(|id| self.row(*id)).collect();
        rows.sort_unstable_by(|a, b| cmp(a, b));
        let mut rows = rows.into_iter().peekable();
        let mut merged = Vec::with_capacity(ordered.len() + others.len());
        for row in ordered.iter().filter_map(|id| self.row(*id)) {
            while let Some(first) = rows.next_if(|first| cmp(first, row).is_lt()) {
                merged.push(first.summary.id);
            }
            merged.push(row.summary.id);
        }
        merged.extend(rows.map(|row| row.summary.id));
        merged
    }

    fn assess_again(&mut self, id: CustomerId) {
        if let Some(row) = self.rows.get_mut(&id) {
            row.assessment = self.rules.assess(&row.summary, &self.stages, &self.calendar, self.today);
        }
    }

    /// Carries a change out on what is loaded. Returns the customers that are gone.
    ///
    /// Of customers that are not loaded it is taken in what can be told from their summaries; the rest follows
    /// when the store has written the change.
    pub fn apply(&mut self, change: &Change) -> Vec<CustomerId> {
        let mut gone = Vec::new();
        for edit in &change.edits {
            let Some(id) = edit.customer() else { continue };
            if let Edit { before: None, after: Some(Record::Customer(card)) } = edit {
                self.dossiers.insert(id, Dossier::new(Customer::clone(card)));
            } else if let Some(dossier) = self.dossiers.get_mut(&id)
                && !dossier.apply(edit)
            {
                gone.push(id);
            }
        }
        for id in &gone {
            self.remove(*id);
        }
        if let Some(rates) = self.rates_after(change) {
            self.set_rates(rates);
        }
        let mut expected: HashMap<CustomerId, Summary> = HashMap::new();
        for edit in &change.edits {
            let Some(id) = edit.customer() else { continue };
            if let Some(dossier) = self.dossiers.get(&id) {
                expected.entry(id).or_insert_with(|| Summary::of(dossier));
            } else if let Some(row) = self.rows.get(&id) {
                expected.entry(id).or_insert_with(|| row.summary.clone()).expect(edit);
            }
        }
        self.put_all(expected.into_values().collect());
        gone
    }

    /// Puts summaries in their places; many at once are put in order only when all are there.
    fn put_all(&mut self, summaries: Vec<Summary>) {
        if summaries.len() <= BULK {
            return summaries.into_iter().for_each(|summary| self.put(summary));
        }
        for summary in summaries {
            self.swap_in(summary);
        }
        self.arrange();
    }

    /// Replaces a customer's row without looking at the orders, which are to be arranged afterwards.
    fn swap_in(&mut self, summary: Summary) {
        self.index_again(&summary);
        if let Some(old) = self.rows.remove(&summary.id) {
            self.business_out(&old.summary);
        }
        self.business_in(&summary);
        let row = Box::new(self.row_of(summary));
        self.rows.insert(row.summary.id, row);
    }

    /// Takes the history of a customer as the store has it.
    pub fn take_dossier(&mut self, dossier: Dossier) {
        let summary = Summary::of(&dossier);
        let id = summary.id;
        self.dossiers.insert(id, dossier);
        if self.rows.get(&id).is_none_or(|row| row.summary != summary) {
            self.put(summary);
        }
    }

    /// Lets go of histories that nobody looks at.
    pub fn keep_only_dossiers(&mut self, wanted: impl Fn(CustomerId) -> bool) {
        self.dossiers.retain(|id, _| wanted(*id));
    }

    /// Takes summaries as the store has them; a history that differs from its summary is let go.
    pub fn take_summaries(&mut self, summaries: Vec<Summary>, removed: &[CustomerId]) {
        for id in removed {
            self.remove(*id);
        }
        if summaries.len() > BULK {
            for summary in summaries {
                self.dossiers.remove(&summary.id);
                self.swap_in(summary);
            }
            self.arrange();
            return;
        }
        for summary in summaries {
            let known = self.rows.get(&summary.id).is_some_and(|row| row.summary == summary);
            if !known {
                self.dossiers.remove(&summary.id);
                self.put(summary);
            }
        }
    }

    fn put(&mut self, summary: Summary) {
        let id = summary.id;
        let row = self.row_of(summary);
        self.index_again(&row.summary);
        let seat = self.seat(id);
        self.contacted_today += usize::from(row.was_contacted_on(self.today));
        if let Some(old) = self.rows.remove(&id) {
            self.business_out(&old.summary);
            self.contacted_today -= usize::from(old.was_contacted_on(self.today));
        }
        self.business_in(&row.summary);
        self.rows.insert(id, Box::new(row));
        self.reseat(id, seat);
    }

    /// Where a customer stands in the orders by its row.
    fn seat(&self, id: CustomerId) -> Seat {
        let Some(row) = self.rows.get(&id) else { return Seat::default() };
        Seat {
            order: self.place(&self.order, row, |a, b| self.compare(a, b)).ok(),
            agenda: self.place(&self.agenda, row, urgency).ok(),
        }
    }

    /// Puts a customer into the orders, where it belongs by its row now, from where it stood before.
    fn reseat(&mut self, id: CustomerId, before: Seat) {
        let (mut order, mut agenda) = (std::mem::take(&mut self.order), std::mem::take(&mut self.agenda));
        if let Some(row) = self.row(id) {
            self.shift(&mut order, before.order, Some(row), |a, b| self.compare(a, b));
            self.shift(&mut agenda, before.agenda, Some(row).filter(|row| is_due(row, self.today)), urgency);
        }
        (self.order, self.agenda) = (order, agenda);
    }

    /// Moves a customer from one place of a list to where it belongs, past those in between alone.
    fn shift(
        &self,
        list: &mut Vec<CustomerId>,
        from: Option<usize>,
        row: Option<&Row>,
        cmp: impl Fn(&Row, &Row) -> Ordering,
    ) {
        let (Some(from), Some(row)) = (from, row) else {
            if let Some(from) = from {
                list.remove(from);
            }
            if let Some(row) = row {
                let (Ok(to) | Err(to)) = self.place(list, row, cmp);
                list.insert(to, row.summary.id);
            }
            return;
        };
        let (before, behind) =
            (list.get(..from).unwrap_or_default(), list.get(from + 1..).unwrap_or_default());
        match self.place(before, row, &cmp) {
            Ok(to) | Err(to) if to < from => list.get_mut(to..=from).unwrap_or_default().rotate_right(1),
            _ => {
                let (Ok(over) | Err(over)) = self.place(behind, row, cmp);
                list.get_mut(from..=from + over).unwrap_or_default().rotate_left(1);
            }
        }
    }

    /// The place of a row in a list that is in order, or where it would be.
    fn place(
        &self,
        list: &[CustomerId],
        row: &Row,
        cmp: impl Fn(&Row, &Row) -> Ordering,
    ) -> Result<usize, usize> {
        list.binary_search_by(|other| self.rows.get(other).map_or(Ordering::Less, |other| cmp(other, row)))
    }

    fn remove(&mut self, id: CustomerId) {
        let seat = self.seat(id);
        self.shift_out(seat);
        if let Some(old) = self.rows.remove(&id) {
            self.business_out(&old.summary);
            self.contacted_today -= usize::from(old.was_contacted_on(self.today));
        }
        self.dossiers.remove(&id);
        self.drop_from_index(id);
    }

    fn shift_out(&mut self, seat: Seat) {
        seat.order.map(|place| self.order.remove(place));
        seat.agenda.map(|place| self.agenda.remove(place));
    }

    fn row_of(&self, summary: Summary) -> Row {
        let assessment = self.rules.assess(&summary, &self.stages, &self.calendar, self.today);
        Row { sort_name: fold_name(&summary.company).into(), assessment, summary }
    }

    fn arrange(&mut self) {
        let mut rows: Vec<&Row> = self.rows.values().map(Box::as_ref).collect();
        let contacted = rows.iter().filter(|row| row.was_contacted_on(self.today)).count();
        rows.sort_unstable_by(|a, b| self.compare(a, b));
        let order = rows.iter().map(|row| row.summary.id).collect();
        rows.retain(|row| is_due(row, self.today));
        rows.sort_unstable_by(|a, b| urgency(a, b));
        let agenda = rows.iter().map(|row| row.summary.id).collect();
        (self.order, self.agenda, self.contacted_today) = (order, agenda, contacted);
    }

    fn compare(&self, a: &Row, b: &Row) -> Ordering {
        let by_sort = match self.sort {
            SortOrder::Name => Ordering::Equal,
            SortOrder::Due => {
                let due = |row: &Row| row.assessment.due.map_or(Date::MAX, |due| due.from);
                due(a).cmp(&due(b))
            }
            SortOrder::LastContact => {
                let last = |row: &Row| row.summary.contact.last.as_ref().map(|last| last.at);
                last(b).cmp(&last(a))
            }
            SortOrder::Grade => a.assessment.grade.cmp(&b.assessment.grade),
        };
        by_sort.then_with(|| by_name(a, b))
    }
}

/// Above so many summaries at once all orders are made anew, which is quicker than one by one.
const BULK: usize = 64;

fn is_due(row: &Row, today: Date) -> bool {
    row.assessment.due.is_some_and(|due| due.is_open(today))
}

fn by_name(a: &Row, b: &Row) -> Ordering {
    (&a.sort_name, a.summary.id).cmp(&(&b.sort_name, b.summary.id))
}

/// The order of today's list: priority, then the older date, then the name.
fn urgency(a: &Row, b: &Row) -> Ordering {
    let key = |row: &Row| (Reverse(row.assessment.priority), row.assessment.due.map(|due| due.by));
    key(a).cmp(&key(b)).then_with(|| by_name(a, b))
}

#[cfg(test)]
mod tests;
