//! A form: fields one below the other, moved through with Tab, each checked where it stands.

use super::key::{Code, Key};
use super::text_field::{Lines, TextField};
use crate::domain::deal::{Part, PartError};
use serde::{Deserialize, Serialize};

/// What a form asks for. One enum for all forms, so that labels and checks are matched exhaustively.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldId {
    // The log form
    Happened,
    Channel,
    Direction,
    Person,
    Summary,
    Stage,
    LostReason,
    NextDate,
    NextAction,
    Goal,
    // The customer form
    Company,
    Aliases,
    Country,
    City,
    Kind,
    Website,
    CompanyLinkedin,
    Source,
    Products,
    Tags,
    Potential,
    PaymentHabit,
    PinnedGrade,
    Language,
    PaymentTerms,
    Owner,
    OpeningStage,
    DoNotContact,
    Note,
    /// A field of the contact with this place.
    Contact(u8, ContactField),
    /// The line that fills in the fields of a business record.
    Quick,
    /// A part of a business record.
    Deal(Part),
}

/// The fields of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ContactField {
    Name,
    Title,
    Role,
    Emails,
    Phones,
    Whatsapp,
    Wechat,
    Skype,
    Linkedin,
    Note,
}

impl ContactField {
    pub const ALL: &'static [Self] = &[
        Self::Name,
        Self::Title,
        Self::Role,
        Self::Emails,
        Self::Phones,
        Self::Whatsapp,
        Self::Wechat,
        Self::Skype,
        Self::Linkedin,
        Self::Note,
    ];
}

/// One field with its value as typed so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub id: FieldId,
    pub input: Input,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Input {
    Text(TextField),
    /// A text of several lines.
    Area(TextField),
    /// One of several; the empty id stands for none.
    Choice {
        ids: Vec<String>,
        chosen: usize,
    },
}

/// Fields and the place of the focus among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    pub fields: Vec<Field>,
    pub focus: usize,
    /// What is wrong with which field, found when saving was tried.
    pub errors: Vec<(FieldId, FieldError)>,
}

/// Why a field cannot be saved as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldError {
    Required,
    NoDate,
    NoSuchDay,
    NoSuchMonth,
    NoSuchYear,
    NoSuchTime,
    InTheFuture,
    InThePast,
    /// Today or past, where somebody is put off.
    NotAhead,
    /// Until they answer, while they wait for our answer.
    AnswerIsOurs,
    /// A later day is agreed, and nothing is to be looked at before it.
    AgreedAhead,
    /// A line says a second day where there can be one only.
    TwoDates,
    UnknownCountry,
    NoEmail,
    ContactWithoutName,
    Part(PartError),
}

/// What a key did to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    Changed,
    Moved,
    /// Enter on the last field.
    Finished,
    Ignored,
}

impl Field {
    pub fn text(id: FieldId, value: impl Into<String>) -> Self {
        Self { id, input: Input::Text(TextField::new(value)) }
    }

    pub fn area(id: FieldId, value: impl Into<String>) -> Self {
        Self { id, input: Input::Area(TextField::new(value)) }
    }

    /// A choice among ids; an id that is not among them is added, so that nothing is lost by opening a form.
    pub fn choice<'a>(id: FieldId, ids: impl IntoIterator<Item = &'a str>, chosen: &str) -> Self {
        let mut ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
        let place = ids.iter().position(|id| id == chosen).unwrap_or_else(|| {
            ids.push(chosen.to_owned());
            ids.len() - 1
        });
        Self { id, input: Input::Choice { ids, chosen: place } }
    }

    /// The text, or the id of what is chosen.
    pub fn value(&self) -> &str {
        match &self.input {
            Input::Text(field) | Input::Area(field) => field.text(),
            Input::Choice { ids, chosen } => ids.get(*chosen).map_or("", String::as_str),
        }
    }
}

impl Form {
    pub fn new(fields: Vec<Field>) -> Self {
        Self { fields, focus: 0, errors: Vec::new() }
    }

    /// The value of a field, trimmed; empty where the form has no such field.
    pub fn value(&self, id: FieldId) -> &str {
        self.fields.iter().find(|field| field.id == id).map_or("", |field| field.value().trim())
    }

    pub fn set_text(&mut self, id: FieldId, value: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.id == id)
            && let Input::Text(text) | Input::Area(text) = &mut field.input
        {
            *text = TextField::new(value);
        }
    }

    /// Sets a text, or chooses the id; one that is not among the choices is added, so that nothing is lost.
    pub fn set(&mut self, id: FieldId, value: &str) {
        match self.fields.iter_mut().find(|field| field.id == id).map(|field| &mut field.input) {
            Some(Input::Text(text) | Input::Area(text)) => *text = TextField::new(value),
            Some(Input::Choice { ids, chosen }) => {
                let place = ids.iter().position(|id| id.eq_ignore_ascii_case(value));
                *chosen = place.unwrap_or_else(|| {
                    ids.push(value.to_owned());
                    ids.len() - 1
                });
            }
            None => {}
        }
    }

    pub fn focused(&self) -> Option<&Field> {
        self.fields.get(self.focus)
    }

    pub fn error(&self, id: FieldId) -> Option<FieldError> {
        self.errors.iter().find(|(wrong, _)| *wrong == id).map(|(_, error)| error.clone())
    }

    /// Keeps what is wrong and goes to the first wrong field. Returns whether all is well.
    pub fn keep_errors(&mut self, errors: Vec<(FieldId, FieldError)>) -> bool {
        let first = errors.first().and_then(|(id, _)| self.fields.iter().position(|field| field.id == *id));
        self.focus = first.unwrap_or(self.focus);
        self.errors = errors;
        self.errors.is_empty()
    }

    /// Moves the focus, staying within the form.
    pub fn step(&mut self, by: isize) {
        let last = self.fields.len().saturating_sub(1);
        self.focus = self.focus.saturating_add_signed(by).min(last);
    }

    /// Moves the focus and goes round at the ends.
    pub fn go_round(&mut self, by: isize) {
        let count = self.fields.len().max(1);
        let count_signed = isize::try_from(count).unwrap_or(1);
        self.focus = self.focus.checked_add_signed(by.rem_euclid(count_signed)).unwrap_or(0) % count;
    }

    pub fn paste(&mut self, text: &str) {
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(Input::Text(field)) => field.insert(text, Lines::One),
            Some(Input::Area(field)) => field.insert(text, Lines::Many),
            Some(Input::Choice { .. }) | None => {}
        }
        self.forget_error();
    }

    /// A key inside the focused field.
    pub fn press(&mut self, key: Key) -> Pressed {
        let is_last = self.focus + 1 >= self.fields.len();
        let Some(field) = self.fields.get_mut(self.focus) else { return Pressed::Ignored };
        let changed = match &mut field.input {
            Input::Text(text) => text.press(key, Lines::One),
            Input::Area(text) => text.press(key, Lines::Many),
            Input::Choice { ids, chosen } => press_choice(ids, chosen, key.as_command()),
        };
        if changed {
            self.forget_error();
            return Pressed::Changed;
        }
        match key.code {
            Code::Enter if is_last => Pressed::Finished,
            Code::Enter | Code::Down => {
                self.step(1);
                Pressed::Moved
            }
            Code::Up => {
                self.step(-1);
                Pressed::Moved
            }
            _ => Pressed::Ignored,
        }
    }

    fn forget_error(&mut self) {
        if let Some(id) = self.focused().map(|field| field.id) {
            self.errors.retain(|(wrong, _)| *wrong != id);
        }
    }
}

/// Left and right go through the choices, a letter jumps to the next id that begins with it.
fn press_choice(ids: &[String], chosen: &mut usize, key: Key) -> bool {
    let count = ids.len().max(1);
    match key.code {
        Code::Left => *chosen = (*chosen + count - 1) % count,
        Code::Right | Code::Char(' ') => *chosen = (*chosen + 1) % count,
        Code::Home => *chosen = 0,
        Code::End => *chosen = count - 1,
        Code::Backspace | Code::Delete => match ids.iter().position(String::is_empty) {
            Some(none) => *chosen = none,
            None => return false,
        },
        Code::Char(c) if key.typed().is_some() => {
            let begins = |id: &String| id.chars().next().is_some_and(|first| first.eq_ignore_ascii_case(&c));
            let order = (1..=count).map(|step| (*chosen + step) % count);
            let Some(found) = order.into_iter().find(|place| ids.get(*place).is_some_and(begins)) else {
                return true;
            };
            *chosen = found;
        }
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form::new(vec![
            Field::text(FieldId::Company, "ABC"),
            Field::choice(FieldId::Kind, ["", "agent", "brand"], "agent"),
            Field::area(FieldId::Note, ""),
        ])
    }

    fn press(form: &mut Form, script: &str) -> Vec<Pressed> {
        script.split(' ').map(|key| form.press(Key::parse(key).unwrap())).collect()
    }

    #[test]
    fn keys_fill_in_the_focused_field() {
        let mut form = form();
        press(&mut form, "D Enter Right Down x Enter y");
        assert_eq!(form.value(FieldId::Company), "ABCD");
        assert_eq!(form.value(FieldId::Kind), "brand");
        assert_eq!(form.value(FieldId::Note), "x\ny");
    }

    #[test]
    fn a_letter_jumps_to_a_choice_and_delete_clears_it() {
        let mut form = form();
        press(&mut form, "Enter b");
        assert_eq!(form.value(FieldId::Kind), "brand");
        press(&mut form, "Backspace");
        assert_eq!(form.value(FieldId::Kind), "");
    }

    #[test]
    fn an_unknown_choice_is_kept() {
        assert_eq!(Field::choice(FieldId::Stage, ["a"], "gone").value(), "gone");
    }

    #[test]
    fn errors_take_the_focus_and_go_when_the_field_changes() {
        let mut form = form();
        assert!(!form.keep_errors(vec![(FieldId::Note, FieldError::Required)]));
        assert_eq!(form.focus, 2);
        press(&mut form, "x");
        assert_eq!(form.error(FieldId::Note), None);
    }

    #[test]
    fn the_focus_goes_round_with_tab_and_stops_with_arrows() {
        let mut form = form();
        form.go_round(-1);
        assert_eq!(form.focus, 2);
        form.go_round(1);
        assert_eq!(form.focus, 0);
        form.step(-5);
        assert_eq!(form.focus, 0);
    }
}
