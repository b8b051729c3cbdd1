//! Every customer in short, with what the rules say today, kept in the orders that the lists show.
//!
//! Customers whose history is loaded also have their dossier here. A change of one customer touches
//! that customer's place in each order and nothing else.

mod alike;
mod anew;
mod basis;
mod deals;
mod find;
mod gathering;
mod namesakes;
mod packed;
pub mod pipeline;
pub mod preview;
mod prices;
mod rates;
mod row;
mod seats;
mod tags;
mod times;
mod watch;

use super::settings::SortOrder;
use crate::calendar::Calendar;
pub use crate::domain::likeness::Likeness;
use crate::domain::{
    Change, Customer, CustomerId, Dossier, Edit, Record, StageGroup, StageId, Stages, Summary,
};
use crate::rules::Rules;
use crate::search::Index;
use anew::Anew;
pub use anew::{Assessed, Everybody};
use deals::DealIndex;
pub use gathering::Gathering;
use namesakes::Names;
pub use packed::Packed;
use packed::Packer;
use pipeline::PipelineIndex;
use preview::Beyond;
use prices::PriceIndex;
pub use prices::{Circle, PriceOf};
pub use row::Row;
use row::{by_name, is_due, urgency};
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};
use tags::TagCounts;
use time::Date;
use times::Times;
use watch::Watch;

/// All customers, or, for a moment after the start, those of the first screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    rules: Arc<Rules>,
    stages: Arc<Stages>,
    calendar: Arc<Calendar>,
    today: Date,
    /// Boxed, since a table keeps a quarter of its places empty.
    rows: HashMap<CustomerId, Box<Row>>,
    packer: Packer,
    sort: SortOrder,
    /// Every customer in the order of the customers pane.
    order: Vec<CustomerId>,
    /// Those to talk to today, the most urgent first.
    agenda: Vec<CustomerId>,
    dossiers: HashMap<CustomerId, Dossier>,
    /// Made when something is looked for first, or beforehand where nobody waits for it.
    index: OnceLock<Index>,
    deals: DealIndex,
    names: Names,
    tags: TagCounts,
    times: Times,
    /// Made when the board is looked at first, or beforehand where nobody waits for it.
    pipeline: OnceLock<PipelineIndex>,
    watch: Watch,
    /// Made like `index`.
    prices: OnceLock<PriceIndex>,
    /// How many there are beside those that are known here; nothing once all are.
    beyond: Option<Beyond>,
    /// Other rules by which everybody is being assessed.
    anew: Option<Anew>,
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
        Gathering::new(rules, stages, calendar, today, sort).with(summaries).ledger()
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
        self.watch.overdue(self.today) + self.beyond.map_or(0, |beyond| beyond.overdue)
    }

    /// How many customers were talked to today.
    pub fn contacted_today(&self) -> usize {
        self.watch.contacted().len() + self.beyond.map_or(0, |beyond| beyond.contacted)
    }

    pub fn days_overdue(&self, id: CustomerId) -> u32 {
        let due = self.rows.get(&id).and_then(|row| row.assessment.due);
        due.map_or(0, |due| due.days_overdue(self.today))
    }

    pub fn dossier(&self, id: CustomerId) -> Option<&Dossier> {
        self.dossiers.get(&id)
    }

    /// Whether a stage says that a customer is lost.
    pub fn is_lost(&self, stage: &StageId) -> bool {
        self.stages.group(stage) == StageGroup::Lost
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
        self.order = self.everybody_in_order();
    }

    /// A new day: what is due changes by itself, for those whose day has come.
    pub fn set_today(&mut self, today: Date) {
        let went_back = today < self.today;
        if today == self.today {
            return;
        }
        self.today = today;
        let has_come = |row: &Row| went_back || row.assessment.next_change <= today;
        let changed: Vec<_> = self.rows.values().filter(|row| has_come(row)).map(|row| row.id).collect();
        self.watch.begin_day();
        for row in self.rows.values() {
            self.watch.take_contact(row, today);
        }
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
        if self.sort.is_by_assessment() {
            self.order.retain(|id| !moved.contains(id));
            self.order = self.merged(&self.order, &mut changed, |a, b| self.compare(a, b));
        }
        changed.retain(|id| self.rows.get(id).is_some_and(|row| is_due(row, self.today)));
        self.agenda.retain(|id| !moved.contains(id));
        self.agenda = self.merged(&self.agenda, &mut changed, urgency);
    }

    fn assess_again(&mut self, id: CustomerId) {
        let Some(row) = self.rows.get_mut(&id) else { return };
        let summary = row.summary.unpacked();
        let assessment = self.rules.assess(&summary, &self.stages, &self.calendar, self.today);
        self.watch.remove(row);
        let before = std::mem::replace(&mut row.assessment, assessment).grade;
        self.watch.insert(row, &self.rules, self.today);
        // The board knows of an assessment nothing but the grade.
        if let Some(index) = self.pipeline.get_mut().filter(|_| before != assessment.grade) {
            index.remove(&summary, before);
            index.insert(&summary, assessment.grade);
        }
    }

    /// Other stages may say of others that they are lost.
    fn index_deals_again(&mut self, id: CustomerId) {
        let Some(row) = self.rows.get(&id) else { return };
        let summary = row.summary.unpacked();
        self.deals.remove(&summary);
        self.deals.insert(&summary, self.stages.group(&summary.stage) == StageGroup::Lost);
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
        self.put_all(expected.into_values());
        gone
    }

    /// Puts summaries in their places; many at once are put in order only when all are there.
    fn put_all(&mut self, summaries: impl ExactSizeIterator<Item = Summary>) {
        if summaries.len() <= BULK {
            for summary in summaries {
                self.put(&summary);
            }
            return;
        }
        for summary in summaries {
            self.enter(&summary);
        }
        self.arrange();
    }

    /// Takes the history of a customer as the store has it.
    pub fn take_dossier(&mut self, dossier: Dossier) {
        let summary = Summary::of(&dossier);
        let id = summary.id;
        self.dossiers.insert(id, dossier);
        if self.rows.get(&id).is_none_or(|row| row.summary != summary) {
            self.put(&summary);
        }
    }

    /// Folds what was looked at when that is very many customers.
    pub fn fold(&mut self) {
        if self.packer.should_fold() {
            self.rows.values_mut().for_each(|row| row.summary.fold());
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
                self.enter(&summary);
            }
            self.arrange();
            return;
        }
        for summary in summaries {
            let known = self.rows.get(&summary.id).is_some_and(|row| row.summary == summary);
            if !known {
                self.dossiers.remove(&summary.id);
                self.put(&summary);
            }
        }
    }

    fn put(&mut self, summary: &Summary) {
        let seat = self.seat(summary.id);
        self.enter(summary);
        self.reseat(summary.id, seat);
    }

    /// Takes a customer in, in place of what was known before; its places in the orders are left as they were.
    fn enter(&mut self, summary: &Summary) {
        let row = self.row_of(summary);
        self.note_change(row.id);
        self.leave(row.id);
        self.index_again(summary);
        self.business_in(summary);
        self.names.insert(summary);
        self.tags.insert(summary);
        self.times.insert(summary);
        if let Some(index) = self.pipeline.get_mut() {
            index.insert(summary, row.assessment.grade);
        }
        self.watch.insert(&row, &self.rules, self.today);
        self.rows.insert(row.id, Box::new(row));
    }

    /// Lets a customer go, all but its places in the orders and in the index.
    fn leave(&mut self, id: CustomerId) {
        if let Some(old) = self.rows.remove(&id) {
            self.business_out(&old.summary);
            self.names.remove(&old.summary);
            self.tags.remove(&old.summary);
            self.times.remove(&old.summary);
            if let Some(index) = self.pipeline.get_mut() {
                index.remove(&old.summary, old.assessment.grade);
            }
            self.watch.remove(&old);
        }
    }

    fn remove(&mut self, id: CustomerId) {
        let seat = self.seat(id);
        self.shift_out(seat);
        self.leave(id);
        self.dossiers.remove(&id);
        self.drop_from_index(id);
    }

    fn row_of(&mut self, summary: &Summary) -> Row {
        let assessment = self.rules.assess(summary, &self.stages, &self.calendar, self.today);
        let is_whole = self.beyond.is_none();
        let packed = if is_whole { self.packer.pack(summary) } else { self.packer.keep(summary) };
        Row::new(summary, packed, assessment)
    }

    fn arrange(&mut self) {
        self.arrange_agenda();
        self.order = self.everybody_in_order();
    }

    /// The orders that hang on assessments.
    fn arrange_by_assessments(&mut self) {
        self.arrange_agenda();
        if self.sort.is_by_assessment() {
            self.order = self.everybody_in_order();
        }
    }

    fn arrange_agenda(&mut self) {
        let rows = self.rows.values().map(Box::as_ref);
        let mut due: Vec<&Row> = rows.filter(|row| is_due(row, self.today)).collect();
        due.sort_unstable_by(|a, b| urgency(a, b));
        self.agenda = due.iter().map(|row| row.id).collect();
    }

    /// Sorted with the beginning of each name at hand, which spares most looks at a row.
    fn everybody_in_order(&self) -> Vec<CustomerId> {
        let rows = self.rows.values().map(Box::as_ref);
        let mut rows: Vec<_> = rows.map(|row| (self.rank(row), row.name_begins(), row)).collect();
        let beginning = |(rank, name, _): &(i64, u64, &Row)| (*rank, *name);
        rows.sort_unstable_by(|a, b| beginning(a).cmp(&beginning(b)).then_with(|| by_name(a.2, b.2)));
        rows.iter().map(|(.., row)| row.id).collect()
    }

    fn compare(&self, a: &Row, b: &Row) -> Ordering {
        self.rank(a).cmp(&self.rank(b)).then_with(|| by_name(a, b))
    }

    /// What comes before the name in the order of the customers pane, the least first.
    fn rank(&self, row: &Row) -> i64 {
        match self.sort {
            SortOrder::Name => 0,
            SortOrder::Due => row.assessment.due.map_or(i64::MAX, |due| due.from.to_julian_day().into()),
            SortOrder::LastContact => row.last_contact().map_or(i64::MAX, |at| at.unix_ms().saturating_neg()),
            SortOrder::Grade => row.assessment.grade as i64,
        }
    }
}

/// Above so many summaries at once all orders are made anew, which is quicker than one by one.
const BULK: usize = 64;

#[cfg(test)]
mod tests;
