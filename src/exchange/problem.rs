//! What can be wrong with a table, a row or a cell, as data; the sentences on the screen are in `lang`.

use super::column::Field;
use crate::domain::day_input::DayError;
use thiserror::Error;
use time::Date;

/// Why nothing of a file can be imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    #[error("{file} is empty; export the table again as CSV")]
    Empty { file: String },
    #[error(
        "{file} is an Excel workbook (XLSX); open it, choose \"Save as\", CSV UTF-8, and import that file"
    )]
    Xlsx { file: String },
    #[error(
        "{file} is an old Excel workbook (XLS); open it, choose \"Save as\", CSV UTF-8, and import that file"
    )]
    Xls { file: String },
    #[error("{file} holds no text; save the table as CSV and import that file")]
    Binary { file: String },
    #[error(
        "{file} has no column with the company's name; headings found: {}; name one of them {}",
        found.join(", "), recognised.join(", ")
    )]
    NoCompanyColumn {
        file: String,
        /// The first line that has several cells, or else the first line.
        found: Vec<String>,
        /// Headings that are understood as the company's name.
        recognised: Vec<&'static str>,
    },
}

/// Something in one row that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, {}: {reason}{}: {value:?}", if heading.is_empty() { "row" } else { heading }, self.advice())]
pub struct RowProblem {
    /// The physical line of the file on which the row begins, 1 being the first.
    pub line: u64,
    /// The heading as typed; empty when the whole row is meant.
    pub heading: String,
    /// What the column was taken for.
    pub field: Option<Field>,
    /// The value as it stands in the file.
    pub value: String,
    pub reason: Reason,
}

/// What is wrong, and thereby what became of the value.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Reason {
    /// The row has values but no company; it is not imported.
    #[error("no company name, so the row is not imported")]
    NoCompany,
    /// The row adds up those above it; it is not imported.
    #[error("adds up other rows and is no customer, so it is not imported")]
    Total,
    /// A quotation mark opens a cell and none closes it; the line is not imported.
    #[error("a quotation mark is opened and never closed, so the line is not imported")]
    BrokenQuotes,
    /// Several known customers fit and nothing in the row tells them apart; it is not imported.
    #[error("fits several customers ({}), so the row is not imported; add a country or an e-mail", .0.join(", "))]
    Ambiguous(Vec<String>),
    /// The customer is in the list, but its records could not be had; the row is not imported.
    #[error("the records of this customer cannot be read, so the row is not imported")]
    Unreadable,
    /// The word is not known for this field; the value is kept in the note.
    #[error("not understood, kept in the note")]
    NotUnderstood,
    /// Not a date; the value is kept in the note.
    #[error("{}, kept in the note", day_error(.0))]
    NoDate(DayError),
    /// Either number could be the day, and no other date of the file tells; the value is kept in the note.
    #[error("day or month first? kept in the note; write it as 2026-06-05")]
    UnclearDayOrder,
    /// A contact cannot have happened yet; the value is kept in the note.
    #[error("lies in the future, kept in the note")]
    InTheFuture,
    /// Written as 8.61E+12: the spreadsheet has lost digits; the value is kept in the note.
    #[error("a spreadsheet has cut digits off this number, kept in the note; format the column as text")]
    CutNumber,
    #[error("no telephone number, kept in the note")]
    NoPhone,
    #[error("no e-mail address such as anna@abc.example, kept in the note")]
    NoEmail,
    /// Some bytes were no characters in the file's encoding; the value is imported as far as it goes.
    #[error("some characters are damaged; check the file's encoding")]
    DamagedText,
    /// The customer's own value stays, since a person may have typed it.
    #[error("the customer's own value {yours:?} is kept")]
    KeptYours { yours: String },
    /// An earlier row of the file says otherwise and counts; this value is kept in the note.
    #[error("an earlier row says {kept:?}, this value is kept in the note")]
    KeptEarlier { kept: String },
    /// There was a contact after this next step was planned, so it is not planned again.
    #[error("there was a contact on {0} since, so this next step is left out")]
    ContactedSince(Date),
}

impl RowProblem {
    /// What to write instead, where a field takes few words.
    fn advice(&self) -> &'static str {
        match (&self.reason, self.field) {
            (Reason::NotUnderstood, Some(field)) => wanted(field),
            _ => "",
        }
    }
}

/// What a field takes, as the end of a sentence.
fn wanted(field: Field) -> &'static str {
    match field {
        Field::Grade => "; write A, B or C",
        Field::Potential | Field::PaymentHabit => "; write a number from 1 to 5",
        Field::Country => "; write its English or Chinese name or its code, such as DE",
        Field::Kind => "; write factory, agent, brand, retailer, importer, wholesaler or other",
        Field::Direction => "; write in or out",
        Field::Channel => {
            "; write e-mail, WhatsApp, phone, video, WeChat, LinkedIn, Skype, meeting, fair or other"
        }
        Field::Stage => "; write the name of a stage, as on the pipeline",
        _ => "",
    }
}

impl Reason {
    /// Whether the row is not imported at all.
    pub fn loses_row(&self) -> bool {
        matches!(
            self,
            Self::NoCompany | Self::Total | Self::BrokenQuotes | Self::Ambiguous(_) | Self::Unreadable
        )
    }
}

fn day_error(error: &DayError) -> &'static str {
    match error {
        DayError::Empty => "empty",
        DayError::Unknown => "no clear date; write it as 2026-06-05",
        DayError::NoSuchDay | DayError::NoSuchMonth | DayError::NoSuchYear | DayError::NoSuchTime => {
            "a day that the calendar does not have"
        }
    }
}
