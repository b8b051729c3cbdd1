//! From one row to what it says about a customer: a card, a contact that happened, a next step.
//!
//! A cell that is not understood never costs the row: its value goes to the note, and a problem says so.

mod cells;
mod persons;
mod total;

use super::cell;
use super::column::{ColumnReading, Field, TakenFor};
use super::day_order::DayOrder;
use super::problem::{Reason, RowProblem};
use crate::domain::text::clean_line;
use crate::domain::{Channel, Contact, Customer, Direction, Moment, StageId, Stages};
use cells::Cells;
use csv::StringRecord;
use persons::persons;
use std::collections::HashMap;
use time::{Date, Time};

/// What a row says. Ids in it stand for nothing yet.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Without contacts.
    pub card: Customer,
    /// People with the number of their columns.
    pub persons: Vec<(usize, Contact)>,
    /// Lines for the note, with the heading in front of each.
    pub kept: Vec<Kept>,
    pub stage: Option<StageId>,
    pub contact: Option<PastContact>,
    pub next: Option<NextStep>,
    pub problems: Vec<RowProblem>,
}

/// A value that the note keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub heading: String,
    pub value: String,
}

impl Kept {
    pub fn line(&self) -> String {
        format!("{}: {}", self.heading, self.value)
    }
}

/// A contact that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastContact {
    pub at: Moment,
    pub channel: Channel,
    pub direction: Direction,
    pub summary: String,
    /// Who wrote it down, where a column says so.
    pub author: String,
}

/// What is to happen next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextStep {
    pub date: Option<Date>,
    pub time: Option<Time>,
    pub action: String,
    pub goal: String,
}

/// The cells of a row with their columns and line, for pointing at one of them.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub line: u64,
    pub columns: &'a [ColumnReading],
    pub cells: &'a StringRecord,
}

impl Source<'_> {
    /// The heading and the value of the column that says `field`.
    pub fn quote(&self, field: Field) -> Kept {
        let fitting = self
            .columns
            .iter()
            .zip(self.cells)
            .filter(|(column, _)| column.taken_for == TakenFor::Field(field));
        let quoted = fitting
            .map(|(column, cell)| Kept {
                heading: column.heading.clone(),
                value: clean_line(&cell::value(cell)),
            })
            .find(|kept| !kept.value.is_empty());
        quoted.unwrap_or(Kept { heading: String::new(), value: String::new() })
    }

    pub fn problem(&self, field: Field, reason: Reason) -> RowProblem {
        let Kept { heading, value } = self.quote(field);
        RowProblem { line: self.line, heading, field: Some(field), value, reason }
    }

    /// A problem of the row as a whole.
    pub fn row_problem(&self, reason: Reason) -> RowProblem {
        let value = self.quote(Field::Company).value;
        RowProblem { line: self.line, heading: String::new(), field: None, value, reason }
    }
}

/// Reads rows; remembers which stage each word means, since looking that up is slow.
#[derive(Debug)]
pub struct RowReader<'a> {
    now: Moment,
    order: Option<DayOrder>,
    stages: &'a Stages,
    known_stages: HashMap<String, Option<StageId>>,
}

impl<'a> RowReader<'a> {
    pub fn new(now: Moment, order: Option<DayOrder>, stages: &'a Stages) -> Self {
        Self { now, order, stages, known_stages: HashMap::new() }
    }

    /// What a row says, or nothing if it names no company.
    pub fn read(&mut self, source: Source<'_>) -> Option<Draft> {
        let mut cells = Cells::new(source, self.now, self.order);
        cells.card.opening_stage = self.stages.opening();
        cells.read_all();
        if cells.card.company.is_empty() {
            return None;
        }
        let stage = cells.take(Field::Stage).and_then(|cell| {
            let find = || {
                let german = || cell::german_stage(&cell.value).and_then(|id| self.stages.find(id));
                self.stages.find(&cell.value).or_else(german).map(|stage| stage.id.clone())
            };
            let stage = self.known_stages.entry(cell.value.clone()).or_insert_with(find).clone();
            if stage.is_none() {
                cells.refuse(&cell, Reason::NotUnderstood);
            }
            stage
        });
        if let Some(created) = cells.past(Field::Created) {
            cells.card.created = created;
        }
        let contact = cells.past_contact();
        let base = contact.as_ref().map_or(self.now.date(), |contact| contact.at.date());
        let next = cells.next_step(base);
        cells.settle_country();
        let columns = cells.persons.into_iter().enumerate();
        let persons =
            columns.flat_map(|(number, cells)| persons(cells).into_iter().map(move |it| (number, it)));
        let persons = persons.filter(|(_, person)| !is_empty(person)).collect();
        Some(Draft {
            card: cells.card,
            persons,
            kept: cells.kept,
            stage,
            contact,
            next,
            problems: cells.problems,
        })
    }
}

fn is_empty(person: &Contact) -> bool {
    person.name.is_empty() && person.title.is_empty() && person.addresses().next().is_none()
}
