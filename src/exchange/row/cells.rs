//! The cells of one row, read one after the other into what the row says.

use super::{Kept, NextStep, PastContact, Source};
use crate::domain::day_input::{Leaning, When};
use crate::domain::quick_log::told;
use crate::domain::text::{clean_line, split_list};
use crate::domain::{Channel, Contact, ContactId, Country, Customer, CustomerId, Direction, Moment};
use crate::exchange::cell;
use crate::exchange::column::{Field, PersonPart, TakenFor};
use crate::exchange::day_order::{DayOrder, is_unclear, year_first};
use crate::exchange::problem::{Reason, RowProblem};
use time::{Date, Time, macros::time};
use uuid::Uuid;

/// The time of a contact of which only the day is known.
const NOON: Time = time!(12:00);

/// A cell with something in it.
#[derive(Clone, Debug)]
pub struct Cell {
    heading: String,
    field: Option<Field>,
    pub value: String,
}

/// A row half read.
pub struct Cells<'a> {
    source: Source<'a>,
    now: Moment,
    order: Option<DayOrder>,
    pub card: Customer,
    /// The cells of each person; there may be several persons in them.
    pub persons: Vec<Contact>,
    /// The country's cell and what else stands in it.
    country: Option<(Cell, Country, String)>,
    /// Cells that depend on each other and are read last.
    waiting: Vec<Cell>,
    pub kept: Vec<Kept>,
    pub problems: Vec<RowProblem>,
}

impl<'a> Cells<'a> {
    pub fn new(source: Source<'a>, now: Moment, order: Option<DayOrder>) -> Self {
        Self {
            source,
            now,
            order,
            card: Customer::new(CustomerId(Uuid::nil()), now, ""),
            persons: Vec::new(),
            country: None,
            waiting: Vec::new(),
            kept: Vec::new(),
            problems: Vec::new(),
        }
    }

    pub fn read_all(&mut self) {
        for (column, raw) in self.source.columns.iter().zip(self.source.cells) {
            let value = cell::value(raw);
            if value.is_empty() {
                continue;
            }
            let field = match column.taken_for {
                TakenFor::Field(field) => Some(field),
                TakenFor::Note | TakenFor::Nothing => None,
            };
            let cell = Cell { heading: column.heading.clone(), field, value };
            if cell.value.contains('\u{fffd}') {
                self.report(&cell, Reason::DamagedText);
            }
            match field {
                Some(field) => self.read(field, cell),
                None => self.keep(&cell),
            }
        }
    }

    fn read(&mut self, field: Field, cell: Cell) {
        let line = || clean_line(&cell.value);
        let card = &mut self.card;
        match field {
            Field::Company => card.company = line(),
            Field::City => card.city = line(),
            Field::Source => card.source = line(),
            Field::Language => card.language = line(),
            Field::PaymentTerms => card.payment_terms = line(),
            Field::Owner => card.owner = line(),
            Field::Website => card.website = line(),
            Field::Alias => {
                // A comma may belong to the name: "ABC, Inc."
                for alias in cell.value.split([';', '；', '、', '\n', '|']).map(clean_line) {
                    add_new(&mut card.aliases, alias);
                }
            }
            Field::Tags => {
                let tags = split_list(&cell.value);
                add_all(&mut card.tags, tags.iter().map(|tag| cell::tag(tag)).collect());
            }
            Field::Products => add_all(&mut card.products, split_list(&cell.value)),
            Field::Note if card.note.is_empty() => card.note = cell.value,
            Field::Note => card.note = format!("{}\n{}", card.note, cell.value),
            Field::Country => match cell::country(&cell.value) {
                Some((country, rest)) => self.country = Some((cell, country, rest)),
                None => self.refuse(&cell, Reason::NotUnderstood),
            },
            Field::Kind => match cell::kind(&cell.value) {
                Some(kind) => card.kind = Some(kind),
                None => self.refuse(&cell, Reason::NotUnderstood),
            },
            Field::Grade => match cell::grade(&cell.value) {
                Some(grade) => card.pinned_grade = Some(grade),
                None => self.refuse(&cell, Reason::NotUnderstood),
            },
            Field::Potential | Field::PaymentHabit => match (cell::score(&cell.value), field) {
                (None, _) => self.refuse(&cell, Reason::NotUnderstood),
                (score, Field::Potential) => card.potential = score,
                (score, _) => card.payment_habit = score,
            },
            Field::Person(number, part) => self.read_person(number, part, &cell),
            Field::Stage
            | Field::Created
            | Field::LastContact
            | Field::LastContent
            | Field::Channel
            | Field::Direction
            | Field::Author
            | Field::NextDate
            | Field::NextAction
            | Field::Goal => self.waiting.push(cell),
        }
    }

    fn read_person(&mut self, number: usize, part: PersonPart, cell: &Cell) {
        while self.persons.len() <= number {
            self.persons.push(Contact::new(ContactId(Uuid::nil()), ""));
        }
        let Some(person) = self.persons.get_mut(number) else { return };
        let found = match part {
            PersonPart::Name => {
                let (name, emails) = cell::name(&cell.value);
                person.name = name;
                return add_all(&mut person.emails, emails);
            }
            PersonPart::Title => return person.title.clone_from(&cell.value),
            PersonPart::Skype => return add_all(&mut person.skype, split_list(&cell.value)),
            PersonPart::Wechat => return add_all(&mut person.wechat, split_list(&cell.value)),
            PersonPart::Linkedin if cell.value.contains("/company/") && self.card.linkedin.is_empty() => {
                return self.card.linkedin = clean_line(&cell.value);
            }
            PersonPart::Linkedin => return add_all(&mut person.linkedin, split_list(&cell.value)),
            PersonPart::Email => cell::emails(&cell.value),
            PersonPart::Phone | PersonPart::Whatsapp => cell::phones(&cell.value),
        };
        let list = match part {
            PersonPart::Email => &mut person.emails,
            PersonPart::Whatsapp => &mut person.whatsapp,
            _ => &mut person.phones,
        };
        add_all(list, found.good);
        add_all(&mut person.emails, found.emails);
        for (value, reason) in found.bad {
            self.refuse(&Cell { value, ..cell.clone() }, reason);
        }
    }

    /// The city may stand in the country's cell, unless it has a column of its own.
    pub fn settle_country(&mut self) {
        let Some((cell, country, rest)) = self.country.take() else { return };
        self.card.country = Some(country);
        if self.card.city.is_empty() {
            self.card.city = clean_line(&rest);
        } else if !rest.is_empty() && rest != self.card.city {
            self.keep(&cell);
        }
    }

    pub fn past_contact(&mut self) -> Option<PastContact> {
        let at = self.past(Field::LastContact);
        let [content, channel, direction, author] =
            [Field::LastContent, Field::Channel, Field::Direction, Field::Author]
                .map(|field| self.take(field));
        let Some(at) = at else {
            // Without a day these say nothing that a timeline could show.
            for cell in [content, channel, direction, author].into_iter().flatten() {
                self.keep(&cell);
            }
            return None;
        };
        let summary = content.map(|cell| cell.value).unwrap_or_default();
        let told = told(&summary);
        let channel = channel.and_then(|cell| self.channel(&cell)).or(told.channel).unwrap_or(Channel::Other);
        // In a talk both sides speak, so that it matters little who began it.
        let default = if channel.is_conversation() { Direction::Out } else { Direction::Unknown };
        let direction = direction.and_then(|cell| self.direction(&cell)).or(told.direction);
        Some(PastContact {
            at,
            channel,
            direction: direction.unwrap_or(default),
            summary,
            author: author.map(|cell| clean_line(&cell.value)).unwrap_or_default(),
        })
    }

    fn channel(&mut self, cell: &Cell) -> Option<Channel> {
        if let Some(channel) = cell::channel(&cell.value) {
            return Some(channel);
        }
        let first = cell::first_channel(&cell.value);
        match first {
            Some(_) => self.keep(cell),
            None => self.refuse(cell, Reason::NotUnderstood),
        }
        first
    }

    fn direction(&mut self, cell: &Cell) -> Option<Direction> {
        let direction = cell::direction(&cell.value);
        if direction.is_none() {
            self.refuse(cell, Reason::NotUnderstood);
        }
        direction
    }

    pub fn next_step(&mut self, base: Date) -> Option<NextStep> {
        let when = self.take(Field::NextDate).and_then(|cell| self.day(cell, base, Leaning::Future));
        let text = |cell: Option<Cell>| cell.map(|cell| clean_line(&cell.value)).unwrap_or_default();
        let step = NextStep {
            date: when.as_ref().map(|(_, when)| when.date),
            time: when.and_then(|(_, when)| when.time),
            action: text(self.take(Field::NextAction)),
            goal: text(self.take(Field::Goal)),
        };
        (step != NextStep::default()).then_some(step)
    }

    /// The moment that a date column says, which must not lie ahead.
    pub fn past(&mut self, field: Field) -> Option<Moment> {
        let cell = self.take(field)?;
        let today = self.now.date();
        let (cell, when) = self.day(cell, today, Leaning::Past)?;
        if when.date > today {
            self.refuse(&cell, Reason::InTheFuture);
            return None;
        }
        let at = Moment::at(when.date, when.time.unwrap_or(NOON), self.now.offset_minutes());
        Some(at.min(self.now))
    }

    fn day(&mut self, cell: Cell, base: Date, leaning: Leaning) -> Option<(Cell, When)> {
        let ordered = self.order.and_then(|order| year_first(&cell.value, order));
        match cell::day(ordered.as_ref().unwrap_or(&cell.value), base, leaning) {
            Ok(when) => Some((cell, when)),
            Err(error) => {
                let unclear = ordered.is_none() && is_unclear(&cell.value);
                self.refuse(&cell, if unclear { Reason::UnclearDayOrder } else { Reason::NoDate(error) });
                None
            }
        }
    }

    pub fn take(&mut self, field: Field) -> Option<Cell> {
        let place = self.waiting.iter().position(|cell| cell.field == Some(field))?;
        Some(self.waiting.swap_remove(place))
    }

    pub fn refuse(&mut self, cell: &Cell, reason: Reason) {
        self.keep(cell);
        self.report(cell, reason);
    }

    fn keep(&mut self, cell: &Cell) {
        self.kept.push(Kept { heading: cell.heading.clone(), value: clean_line(&cell.value) });
    }

    fn report(&mut self, cell: &Cell, reason: Reason) {
        let Cell { heading, value, .. } = cell.clone();
        let line = self.source.line;
        self.problems.push(RowProblem { line, heading, field: cell.field, value, reason });
    }
}

fn add_new(list: &mut Vec<String>, item: String) {
    if !item.is_empty() && !list.contains(&item) {
        list.push(item);
    }
}

fn add_all(list: &mut Vec<String>, items: Vec<String>) {
    for item in items {
        add_new(list, item);
    }
}
