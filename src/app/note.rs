//! A contact that is being written down: as one line, or as a form with the same fields.

use super::form::{Field, FieldError, FieldId, Form};
use super::text_field::TextField;
use crate::domain::contact_log::{Entry, happened_at};
use crate::domain::day_input::{DayError, Leaning, When, read_day};
use crate::domain::quick_log::{LogContext, LogProblem, LogReading, read_log};
use crate::domain::text::{clean, clean_line};
use crate::domain::{
    Channel, Contact, ContactId, Direction, Dossier, Interaction, InteractionId, Moment, Origin, StageGroup,
    StageId, Stages, Summary,
};
use serde::{Deserialize, Serialize};

/// An unfinished note of one customer. It is kept from the first key on, whatever happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub body: Body,
    /// Whether it is on the screen, or only kept.
    pub open: bool,
    /// The entry that is being corrected; none for a new one.
    pub corrects: Option<InteractionId>,
    /// The form as it was opened, to tell whether anything was typed.
    opened_as: Option<Form>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    Line(TextField),
    Form(Form),
}

/// What is known while a note is written.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    pub now: Moment,
    pub stages: &'a Stages,
    pub summary: &'a Summary,
    /// The customer's people; empty while the history is still being read.
    pub contacts: &'a [Contact],
}

impl<'a> Desk<'a> {
    pub fn new(now: Moment, stages: &'a Stages, summary: &'a Summary, dossier: Option<&'a Dossier>) -> Self {
        let contacts = dossier.map_or(&[][..], |dossier| &dossier.customer.contacts);
        Self { now, stages, summary, contacts }
    }

    pub fn read(&self, line: &str) -> LogReading {
        read_log(line, LogContext { now: self.now, stages: self.stages, contacts: self.contacts })
    }
}

impl Note {
    pub fn line() -> Self {
        Self { body: Body::Line(TextField::default()), open: true, corrects: None, opened_as: None }
    }

    /// An empty form with what is known filled in.
    pub fn form(desk: &Desk<'_>) -> Self {
        let entry = Entry::from_reading(&LogReading::default(), desk.summary, desk.stages, desk.now);
        Self::of_form(form_of(&entry, "", "", desk), None)
    }

    /// A form that corrects an entry of the log.
    pub fn correction(entry: &Interaction, desk: &Desk<'_>) -> Self {
        let next = entry.next_date.map(|date| When { date, time: entry.next_time });
        let filled = Entry {
            at: entry.at,
            channel: entry.channel,
            direction: entry.direction,
            contact: entry.contact,
            summary: entry.summary.clone(),
            stage: entry.stage.clone(),
            next,
            next_action: entry.next_action.clone(),
            goal: entry.goal.clone(),
            lost_reason: entry.lost_reason.clone(),
            origin: entry.origin,
        };
        let (at, next) = (show_moment(entry.at), next.map_or(String::new(), show_when));
        Self::of_form(form_of(&filled, &at, &next, desk), Some(entry.id))
    }

    fn of_form(form: Form, corrects: Option<InteractionId>) -> Self {
        Self { body: Body::Form(form.clone()), open: true, corrects, opened_as: Some(form) }
    }

    /// What an entry says, as a new note: for one that could not be written.
    pub fn again(entry: &Interaction, desk: &Desk<'_>) -> Self {
        Self { corrects: None, opened_as: None, ..Self::correction(entry, desk) }
    }

    /// The same note as a form; what the line did not say is filled in from what is known.
    pub fn into_form(self, desk: &Desk<'_>) -> Self {
        let Body::Line(line) = &self.body else { return self };
        let reading = desk.read(line.text());
        let entry = Entry::from_reading(&reading, desk.summary, desk.stages, desk.now);
        let at = reading.happened.map_or(String::new(), |_| show_moment(entry.at));
        let next = reading.next.map_or(String::new(), show_when);
        Self { body: Body::Form(form_of(&entry, &at, &next, desk)), ..self }
    }

    /// Whether anything was typed that would be missed.
    pub fn is_blank(&self) -> bool {
        match &self.body {
            Body::Line(line) => line.is_blank(),
            Body::Form(form) => match &self.opened_as {
                Some(opened_as) => form.fields == opened_as.fields,
                None => TEXTS.iter().all(|id| form.value(*id).is_empty()),
            },
        }
    }

    /// The next date as read so far.
    pub fn next_date(&self, desk: &Desk<'_>) -> Option<When> {
        match &self.body {
            Body::Line(line) => desk.read(line.text()).next,
            Body::Form(form) => {
                read_day(form.value(FieldId::NextDate), desk.now.date(), Leaning::Future).ok()
            }
        }
    }

    /// Writes a next date into the note.
    pub fn set_next_date(&mut self, when: When) {
        match &mut self.body {
            Body::Line(line) => {
                let gap = if line.text().is_empty() || line.text().ends_with(' ') { "" } else { " " };
                *line = TextField::new(format!("{}{gap}>{} ", line.text(), show_when(when)));
            }
            Body::Form(form) => form.set_text(FieldId::NextDate, &show_when(when)),
        }
    }

    /// The contact as far as it is written, whether or not it could be saved already.
    pub fn contact_so_far(&self, desk: &Desk<'_>) -> Entry {
        let line = match &self.body {
            Body::Line(line) => line.text(),
            Body::Form(_) => "",
        };
        let mut entry = Entry::from_reading(&desk.read(line), desk.summary, desk.stages, desk.now);
        if let Body::Form(form) = &self.body {
            entry.channel = Channel::from_id(form.value(FieldId::Channel)).unwrap_or(entry.channel);
            entry.direction = Direction::from_id(form.value(FieldId::Direction)).unwrap_or(entry.direction);
            entry.stage = StageId::new(form.value(FieldId::Stage));
        }
        entry
    }

    /// The complete entry, or what is wrong with which field.
    ///
    /// # Errors
    /// The fields that cannot be read; a line reports under the field that the wrong part belongs to.
    pub fn entry(&self, desk: &Desk<'_>) -> Result<Entry, Vec<(FieldId, FieldError)>> {
        let form = match &self.body {
            Body::Form(form) => form,
            Body::Line(line) => {
                let entry = Entry::from_reading(&desk.read(line.text()), desk.summary, desk.stages, desk.now);
                let problems = desk.read(line.text()).problems;
                return if let Some(wrong) = problems.iter().find_map(wrong_date) {
                    Err(vec![wrong])
                } else if entry.summary.is_empty() {
                    Err(vec![(FieldId::Summary, FieldError::Required)])
                } else if entry.at > desk.now {
                    Err(vec![(FieldId::Happened, FieldError::InTheFuture)])
                } else if entry.next.is_some_and(|next| next.date < desk.now.date()) {
                    Err(vec![(FieldId::NextDate, FieldError::InThePast)])
                } else {
                    Ok(entry)
                };
            }
        };
        let mut errors = Vec::new();
        let mut day = |id: FieldId, leaning: Leaning| match form.value(id) {
            "" => None,
            typed => read_day(typed, desk.now.date(), leaning)
                .map_err(|error| errors.push((id, field_error(&error))))
                .ok(),
        };
        let happened = day(FieldId::Happened, Leaning::Past);
        let next = day(FieldId::NextDate, Leaning::Future);
        let at = happened_at(happened, desk.now);
        if at > desk.now {
            errors.push((FieldId::Happened, FieldError::InTheFuture));
        }
        let summary = clean(form.value(FieldId::Summary));
        let next_action = clean_line(form.value(FieldId::NextAction));
        if self.corrects.is_none() && next.is_some_and(|next| next.date < desk.now.date()) {
            errors.push((FieldId::NextDate, FieldError::InThePast));
        }
        if summary.is_empty() {
            errors.push((FieldId::Summary, FieldError::Required));
        }
        let stage = StageId::new(form.value(FieldId::Stage));
        let lost = desk.stages.group(&stage) == StageGroup::Lost;
        if !errors.is_empty() {
            return Err(errors);
        }
        let person = form.value(FieldId::Person);
        Ok(Entry {
            at,
            channel: Channel::from_id(form.value(FieldId::Channel)).unwrap_or(Channel::Other),
            direction: Direction::from_id(form.value(FieldId::Direction)).unwrap_or(Direction::Out),
            contact: person.parse().ok().map(ContactId),
            summary,
            stage,
            next: next.filter(|_| !lost),
            next_action,
            goal: clean_line(form.value(FieldId::Goal)),
            lost_reason: if lost { clean_line(form.value(FieldId::LostReason)) } else { String::new() },
            origin: Origin::Typed,
        })
    }
}

/// The fields of a form that a line fills with text.
const TEXTS: [FieldId; 4] = [FieldId::Summary, FieldId::NextAction, FieldId::NextDate, FieldId::Goal];

/// A date of a line that cannot be read: saved as it is, it would be missed. Other words simply stay text.
pub fn wrong_date(problem: &LogProblem) -> Option<(FieldId, FieldError)> {
    match problem {
        LogProblem::BadNextDate(_, error) => Some((FieldId::NextDate, field_error(error))),
        LogProblem::BadHappenedDate(_, error) => Some((FieldId::Happened, field_error(error))),
        LogProblem::SecondNextDate(_) => Some((FieldId::NextDate, FieldError::TwoDates)),
        LogProblem::SecondHappenedDate(_) => Some((FieldId::Happened, FieldError::TwoDates)),
        LogProblem::UnknownChannel(_)
        | LogProblem::UnknownStage(_)
        | LogProblem::UnknownContact(_)
        | LogProblem::AmbiguousContact(_) => None,
    }
}

/// What is wrong with a text that should be a date.
pub fn field_error(error: &DayError) -> FieldError {
    match error {
        DayError::NoSuchDay => FieldError::NoSuchDay,
        DayError::NoSuchMonth => FieldError::NoSuchMonth,
        DayError::NoSuchYear => FieldError::NoSuchYear,
        DayError::NoSuchTime => FieldError::NoSuchTime,
        DayError::Empty | DayError::Unknown => FieldError::NoDate,
    }
}

fn form_of(entry: &Entry, at: &str, next: &str, desk: &Desk<'_>) -> Form {
    let people: Vec<_> = desk.contacts.iter().map(|contact| contact.id.to_string()).collect();
    let person = entry.contact.map(|id| id.to_string()).unwrap_or_default();
    // Whoever writes down a contact knows who spoke.
    let is_known = entry.direction != Direction::Unknown;
    let directions = Direction::ALL.iter().filter(|it| !is_known || **it != Direction::Unknown);
    let directions = directions.copied();
    Form {
        fields: vec![
            Field::area(FieldId::Summary, &entry.summary),
            Field::choice(FieldId::Channel, Channel::ALL.iter().map(|it| it.id()), entry.channel.id()),
            Field::choice(FieldId::Direction, directions.map(Direction::id), entry.direction.id()),
            Field::choice(
                FieldId::Person,
                std::iter::once("").chain(people.iter().map(String::as_str)),
                &person,
            ),
            Field::text(FieldId::Happened, at),
            Field::choice(FieldId::Stage, desk.stages.iter().map(|it| it.id.as_str()), entry.stage.as_str()),
            Field::text(FieldId::LostReason, &entry.lost_reason),
            Field::text(FieldId::NextDate, next),
            Field::text(FieldId::NextAction, &entry.next_action),
            Field::text(FieldId::Goal, &entry.goal),
        ],
        focus: 0,
        errors: Vec::new(),
    }
}

/// A day in the form that is read back as the same day, whatever the year.
pub fn show_when(when: When) -> String {
    let date = when.date;
    let day = format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day());
    when.time.map_or(day.clone(), |time| format!("{day} {:02}:{:02}", time.hour(), time.minute()))
}

fn show_moment(moment: Moment) -> String {
    show_when(When { date: moment.date(), time: Some(moment.time()) })
}
