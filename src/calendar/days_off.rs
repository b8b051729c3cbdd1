//! The user's list of days off: one's own, and those of a buyer's country that no public list has.
//!
//! ```toml
//! weekly = ["Sun"]
//!
//! [[off]]
//! from = 2026-10-01
//! until = 2026-10-07
//! name = "National Day"
//!
//! [[off]]
//! from = 2026-08-03
//! until = 2026-08-21
//! name = "factory holidays"
//! country = "IT"
//! ```

mod read;

use crate::domain::Country;
use crate::domain::text_file::FileError;
use time::{Date, Weekday};

/// Days on which nobody is to be followed up, as the user wrote them down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysOff {
    /// Days of the week on which the user never works.
    weekly: Vec<Weekday>,
    spans: Vec<Span>,
}

/// Some days in a row, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    from: Date,
    until: Date,
    name: String,
    /// Nothing for the user's own days.
    country: Option<Country>,
}

impl DaysOff {
    /// Reads the list.
    ///
    /// # Errors
    /// Every mistake in the file, each with its line and column.
    pub fn parse(text: &str) -> Result<Self, FileError> {
        read::read(text)
    }

    /// Whether the user is off.
    pub(super) fn own(&self, date: Date) -> bool {
        self.weekly.contains(&date.weekday()) || self.on(date).any(|span| span.country.is_none())
    }

    /// Whether the list says that a country is off.
    pub(super) fn listed(&self, country: Country, date: Date) -> bool {
        self.on(date).any(|span| span.country == Some(country))
    }

    /// What the days are called: those of the country first.
    pub(super) fn name(&self, country: Option<Country>, date: Date) -> Option<&str> {
        let theirs = self.on(date).find(|span| span.country.is_some() && span.country == country);
        let found = theirs.or_else(|| self.on(date).find(|span| span.country.is_none()));
        found.map(|span| span.name.as_str()).filter(|name| !name.is_empty())
    }

    fn on(&self, date: Date) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(move |span| (span.from..=span.until).contains(&date))
    }
}
