//! Bringing rows and customers together: whose row each is, and what all of them add.

use super::{ImportContext, RowOutcome, RowResult};
use crate::domain::likeness::name_key;
use crate::domain::text::clean_line;
use crate::domain::{Cause, Change, ChangeId, IdMint};
use crate::exchange::column::{ColumnReading, Field, TakenFor};
use crate::exchange::day_order::DayOrder;
use crate::exchange::matching::Index;
use crate::exchange::merge::{Gathered, Seen, Stated, Terms};
use crate::exchange::problem::{Reason, RowProblem};
use crate::exchange::row::{Draft, RowReader, Source};
use crate::exchange::table::{Line, LineContent};

/// A row that has been read.
pub struct Reading<'t> {
    /// Its place among the outcomes.
    place: usize,
    /// The company as names are compared.
    key: String,
    source: Source<'t>,
    draft: Draft,
}

enum Match {
    New,
    /// The customer's place in the index.
    Known(usize),
    /// The records of a known customer cannot be had.
    Unreadable,
    Ambiguous,
}

pub struct Planner<'a> {
    context: ImportContext<'a>,
    ids: &'a mut IdMint,
    index: Index,
    /// Customers that rows are about, by their place in the index.
    gathered: Vec<Option<Gathered>>,
    /// These places in the order of the file.
    touched: Vec<usize>,
    stated: Stated,
    rows: Vec<RowOutcome>,
    problems: Vec<RowProblem>,
}

/// Of so many namesakes at most a row is compared with each; more are hopeless anyway.
const MOST_NAMESAKES: usize = 20;

impl<'a> Planner<'a> {
    pub fn new(context: ImportContext<'a>, ids: &'a mut IdMint, rows: usize) -> Self {
        let index = Index::of(context.existing);
        let gathered = index.candidates.iter().map(|_| None).collect();
        Self {
            context,
            ids,
            index,
            gathered,
            touched: Vec::new(),
            stated: Stated::default(),
            rows: Vec::with_capacity(rows),
            problems: Vec::new(),
        }
    }

    /// Reads every row before any is taken in, so that each can be seen beside the others.
    pub fn read_rows<'t>(
        &mut self,
        lines: &'t [Line],
        columns: &'t [ColumnReading],
        order: Option<DayOrder>,
    ) -> Vec<Reading<'t>> {
        let mut reader = RowReader::new(self.context.now, order, self.context.stages);
        let mut readings = Vec::with_capacity(lines.len());
        for (place, Line { number: line, content }) in lines.iter().enumerate() {
            let mut outcome = RowOutcome { line: *line, company: String::new(), result: RowResult::Refused };
            match content {
                LineContent::Broken(text) => {
                    let (value, heading) = (clean_line(text), String::new());
                    let reason = Reason::BrokenQuotes;
                    self.problems.push(RowProblem { line: *line, heading, field: None, value, reason });
                }
                LineContent::Cells(cells) => {
                    let source = Source { line: *line, columns, cells };
                    if source.is_total() {
                        self.problems.push(source.row_problem(Reason::Total));
                    } else if let Some(draft) = reader.read(source) {
                        outcome.company.clone_from(&draft.card.company);
                        let key = name_key(&draft.card.company);
                        if let Some(contact) = &draft.contact {
                            self.stated.add(key.clone(), contact);
                        }
                        readings.push(Reading { place, key, source, draft });
                    } else {
                        self.problems.push(no_company(source));
                    }
                }
            }
            self.rows.push(outcome);
        }
        readings
    }

    /// Takes in rows; gives back those that fit several customers.
    pub fn absorb_rows<'t>(&mut self, readings: Vec<Reading<'t>>, seen: Seen) -> Vec<Reading<'t>> {
        let mut unclear = Vec::new();
        for reading in readings {
            match self.find(&reading, seen) {
                Match::Ambiguous => unclear.push(reading),
                Match::Unreadable => {
                    self.problems.push(reading.source.row_problem(Reason::Unreadable));
                }
                Match::Known(place) => self.absorb(place, &reading),
                Match::New => {
                    let new = Gathered::new(&reading.draft, self.context.now, self.ids);
                    let place = self.index.push(new.card.id, &new.card.company);
                    self.gathered.push(Some(new));
                    self.absorb(place, &reading);
                }
            }
        }
        unclear
    }

    fn absorb(&mut self, place: usize, reading: &Reading<'_>) {
        let terms = Terms { now: self.context.now, author: self.context.author, stated: &self.stated };
        let Some(gathered) = self.gathered.get_mut(place).and_then(Option::as_mut) else { return };
        let id = gathered.card.id;
        let is_new = gathered.is_untouched_new();
        let aliases = gathered.card.aliases.len();
        let absorbed = gathered.absorb(&reading.key, &reading.draft, reading.source, terms, self.ids);
        let (company, added) = (&gathered.card.company, gathered.card.aliases.iter().skip(aliases));
        self.index.learn(
            place,
            gathered.card.country,
            is_new.then_some(company).into_iter().chain(added),
            &reading.draft,
        );
        self.problems.extend(absorbed.problems);
        self.touched.push(place);
        let result = match absorbed.additions {
            _ if is_new => RowResult::New(id),
            none if none.is_empty() => RowResult::Unchanged(id),
            additions => RowResult::AddedTo(id, additions),
        };
        if let Some(row) = self.rows.get_mut(reading.place) {
            row.result = result;
        }
    }

    /// The customer that a row is about.
    fn find(&mut self, reading: &Reading<'_>, seen: Seen) -> Match {
        let Reading { draft, key, .. } = reading;
        let mut namesakes = self.index.namesakes(key).to_vec();
        namesakes.sort_unstable();
        namesakes.dedup();
        let (mut fitting, others): (Vec<usize>, Vec<usize>) =
            namesakes.into_iter().partition(|place| self.index.is_compatible(*place, draft.card.country));
        for place in others.into_iter().take(MOST_NAMESAKES) {
            // The country may have been corrected since an earlier import.
            if self.load(place).is_some_and(|gathered| gathered.resembles(draft, seen)) {
                fitting.push(place);
            }
        }
        if fitting.is_empty() {
            fitting = self.index.by_email(draft, seen);
        }
        match fitting.as_slice() {
            [] => return Match::New,
            [only] => return self.load(*only).map_or(Match::Unreadable, |_| Match::Known(*only)),
            several if several.len() > MOST_NAMESAKES => {}
            several => {
                if let Some(place) = self.holder(several, reading) {
                    return Match::Known(place);
                }
            }
        }
        let shares_email = |place: usize| {
            let gathered = self.gathered.get(place).and_then(Option::as_ref);
            gathered.is_some_and(|gathered| gathered.shares_email(draft))
        };
        match self.index.best(&fitting, draft, shares_email) {
            Some(best) => self.load(best).map_or(Match::Unreadable, |_| Match::Known(best)),
            None => Match::Ambiguous,
        }
    }

    /// Of several customers, the one of whom a row says nothing new: it is the row's own. One that the row
    /// does not even contradict is preferred.
    fn holder(&mut self, places: &[usize], reading: &Reading<'_>) -> Option<usize> {
        let mut best: Option<((bool, usize), usize)> = None;
        for place in places {
            let Some(mut trial) = self.load(*place).cloned() else { continue };
            let terms = Terms { now: self.context.now, author: self.context.author, stated: &self.stated };
            let mut ids = self.ids.clone();
            let absorbed = trial.absorb(&reading.key, &reading.draft, reading.source, terms, &mut ids);
            let doubt = (absorbed.reworded, absorbed.problems.len());
            if absorbed.additions.is_empty() && best.is_none_or(|(least, _)| doubt < least) {
                best = Some((doubt, *place));
            }
        }
        best.map(|(_, place)| place)
    }

    fn load(&mut self, place: usize) -> Option<&Gathered> {
        let slot = self.gathered.get_mut(place)?;
        if slot.is_none() {
            let candidate = self.index.candidates.get(place)?;
            *slot = (self.context.dossier)(candidate.id).map(Gathered::existing);
        }
        slot.as_ref()
    }

    pub fn refuse_ambiguous(&mut self, readings: Vec<Reading<'_>>) {
        for reading in readings {
            let places = self.index.namesakes(&reading.key).iter().copied();
            let mut places: Vec<usize> =
                places.chain(self.index.by_email(&reading.draft, Seen::Now)).collect();
            places.sort_unstable();
            places.dedup();
            let candidates = places.iter().filter_map(|place| self.index.candidates.get(*place));
            let names = candidates.take(MOST_NAMESAKES).map(|candidate| match candidate.country {
                Some(country) => format!("{}, {country}", candidate.company),
                None => candidate.company.clone(),
            });
            self.problems.push(reading.source.row_problem(Reason::Ambiguous(names.collect())));
        }
    }

    /// All that rows have added as one change, and the account of it in the order of the file.
    pub fn finish(mut self) -> (Option<Change>, Vec<RowOutcome>, Vec<RowProblem>) {
        let mut edits = Vec::new();
        for place in std::mem::take(&mut self.touched) {
            if let Some(gathered) = self.gathered.get_mut(place).and_then(Option::take) {
                edits.extend(gathered.into_edits());
            }
        }
        let change = (!edits.is_empty()).then(|| Change {
            id: ChangeId(self.ids.mint(self.context.now)),
            at: self.context.now,
            author: self.context.author.to_owned(),
            cause: Cause::Imported,
            edits,
        });
        self.problems.sort_by_key(|problem| problem.line);
        (change, self.rows, self.problems)
    }
}

fn no_company(source: Source<'_>) -> RowProblem {
    let is_company = |column: &&ColumnReading| column.taken_for == TakenFor::Field(Field::Company);
    let heading = source.columns.iter().find(is_company).map(|column| column.heading.clone());
    let value =
        source.cells.iter().map(clean_line).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ");
    RowProblem {
        line: source.line,
        heading: heading.unwrap_or_default(),
        field: Some(Field::Company),
        value,
        reason: Reason::NoCompany,
    }
}
