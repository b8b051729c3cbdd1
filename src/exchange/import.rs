//! From the bytes of a spreadsheet to one change, and an account of what it would do.
//!
//! Nothing is stored here: a dry run shows the plan, an import commits its change. What is known already
//! is never overwritten, and planning the same file again after committing gives no change.

mod planner;

use super::card::Addition;
use super::column::{ColumnReading, Field, TakenFor};
use super::day_order::{DayOrder, day_order};
use super::doubles::{Double, doubles};
use super::encoding::decode;
use super::heading::{company_names, read_columns};
use super::merge::Seen;
use super::problem::{ImportError, RowProblem};
use super::table::{Line, read_table};
use crate::domain::{
    Change, Customer, CustomerId, Direction, Dossier, Edit, IdMint, Moment, Record, Stages, Summary,
};
use planner::Planner;
use std::collections::HashMap;

/// How often rows that fit several customers are looked at again.
const MOST_ROUNDS: usize = 3;

/// What an import may know.
#[derive(Clone, Copy)]
pub struct ImportContext<'a> {
    pub now: Moment,
    /// Who imports; entries of the log get this name unless a column says another.
    pub author: &'a str,
    pub stages: &'a Stages,
    /// Every customer there is.
    pub existing: &'a [Summary],
    /// The records of one of them; asked for at most once a customer.
    pub dossier: &'a dyn Fn(CustomerId) -> Option<Dossier>,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportPlan {
    /// The name of the file's encoding, such as `UTF-8`.
    pub encoding: &'static str,
    pub delimiter: char,
    /// How dates such as `5/6/2026` are read; none if no date of the file tells.
    pub day_order: Option<DayOrder>,
    pub columns: Vec<ColumnReading>,
    /// Every row that holds anything, in the order of the file.
    pub rows: Vec<RowOutcome>,
    /// In the order of the file.
    pub problems: Vec<RowProblem>,
    pub counts: Counts,
    /// New customers that are likely another one, in the order of the file.
    pub doubles: Vec<Double>,
    /// All rows as one change; none if nothing would be new.
    pub change: Option<Change>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOutcome {
    /// The physical line on which the row begins, 1 being the first of the file.
    pub line: u64,
    /// As typed; empty if there is none.
    pub company: String,
    pub result: RowResult,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowResult {
    /// Brings a new customer.
    New(CustomerId),
    /// Adds this to a customer that was known or that an earlier row has brought.
    AddedTo(CustomerId, Vec<Addition>),
    /// Says nothing new of this customer.
    Unchanged(CustomerId),
    /// Not imported; a problem says why.
    Refused,
}

/// An import in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Customers that would be new.
    pub new: usize,
    /// Rows that would add something to a customer that is not new by that row.
    pub added_to: usize,
    /// Rows that say nothing new.
    pub unchanged: usize,
    /// Rows that would not be imported.
    pub refused: usize,
    /// New contacts of which nobody knows who spoke.
    pub without_direction: usize,
}

impl Counts {
    fn of(rows: &[RowOutcome], change: Option<&Change>) -> Self {
        let edits = change.map_or(&[][..], |change| &change.edits);
        let without_direction = edits.iter().filter(|edit| is_without_direction(edit)).count();
        let mut counts = Self { without_direction, ..Self::default() };
        for row in rows {
            *match row.result {
                RowResult::New(_) => &mut counts.new,
                RowResult::AddedTo(..) => &mut counts.added_to,
                RowResult::Unchanged(_) => &mut counts.unchanged,
                RowResult::Refused => &mut counts.refused,
            } += 1;
        }
        counts
    }
}

fn is_without_direction(edit: &Edit) -> bool {
    matches!(&edit.after, Some(Record::Interaction(entry)) if entry.direction == Direction::Unknown)
}

/// Plans the import of a file. `file_name` is for messages only.
///
/// # Errors
/// The file is no text, or none of its first lines names a column with the company.
pub fn plan(
    file_name: &str,
    bytes: &[u8],
    context: ImportContext<'_>,
    ids: &mut IdMint,
) -> Result<ImportPlan, ImportError> {
    let decoded = decode(file_name, bytes)?;
    let table = read_table(&decoded.text).map_err(|found| ImportError::NoCompanyColumn {
        file: file_name.to_owned(),
        found,
        recognised: company_names(),
    })?;
    let headings: Vec<&str> = table.headings.iter().map(String::as_str).collect();
    let columns = read_columns(&headings);

    let order = day_order(dates(&table.rows, &columns));

    let mut planner = Planner::new(context, ids, table.rows.len());
    let rows = planner.read_rows(&table.rows, &columns, order);
    let mut unclear = planner.absorb_rows(rows, Seen::BeforeImport);
    // A row that fits several customers may become clear by what later rows say.
    for _ in 0..MOST_ROUNDS {
        let before = unclear.len();
        unclear = planner.absorb_rows(unclear, Seen::Now);
        if unclear.len() == before {
            break;
        }
    }
    planner.refuse_ambiguous(unclear);
    let (change, rows, problems) = planner.finish();
    let counts = Counts::of(&rows, change.as_ref());
    let (encoding, delimiter, day_order) = (decoded.encoding, table.delimiter, order);
    let doubles = doubles(context.existing, &new_customers(&rows, change.as_ref()));
    Ok(ImportPlan { encoding, delimiter, day_order, columns, rows, problems, counts, doubles, change })
}

/// The customers that rows bring, each with the line of its first row.
fn new_customers<'a>(rows: &[RowOutcome], change: Option<&'a Change>) -> Vec<(u64, &'a Customer)> {
    let edits = change.map_or(&[][..], |change| &change.edits);
    let cards = edits.iter().filter_map(|edit| match (&edit.before, &edit.after) {
        (None, Some(Record::Customer(card))) => Some((card.id, &**card)),
        _ => None,
    });
    let cards: HashMap<CustomerId, &Customer> = cards.collect();
    let new = rows.iter().filter_map(|row| match row.result {
        RowResult::New(id) => Some((row.line, *cards.get(&id)?)),
        _ => None,
    });
    new.collect()
}

/// The cells of all date columns.
fn dates<'t>(rows: &'t [Line], columns: &'t [ColumnReading]) -> impl Iterator<Item = &'t str> {
    let is_date = |column: &ColumnReading| {
        let fields = [Field::Created, Field::LastContact, Field::NextDate];
        fields.into_iter().any(|field| column.taken_for == TakenFor::Field(field))
    };
    let cells = rows.iter().filter_map(Line::cells).flat_map(move |cells| columns.iter().zip(cells));
    cells.filter(move |(column, _)| is_date(column)).map(|(_, cell)| cell)
}

#[cfg(test)]
mod tests;
