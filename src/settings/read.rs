//! Reads `settings.toml` and notes every mistake in it.

mod business;
mod company;
mod reminders;

use super::Settings;
use crate::domain::text_file::{FileError, Notes};
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

pub(super) fn read(text: &str) -> Result<Settings, FileError> {
    let (notes, document) = Notes::begin(text);
    let mut reader = Reader { notes };
    let mut settings = Settings::default();
    for (key, value) in document.iter().flat_map(|table| table.iter()) {
        match key.get_ref().as_ref() {
            "day_limit" => settings.day_limit = reader.whole_number(value, 1..=999),
            "pdf_browser" => settings.pdf_browser = reader.program(value),
            "reminders" => settings.reminders = reminders::read(&mut reader, value),
            "business" => business::read(value, &mut reader, &mut settings.business),
            "company" => company::read(value, &mut reader, &mut settings.company),
            "bank" => company::read_banks(value, &mut reader, &mut settings.company.banks),
            _ => {
                reader.wrong(key.span(), "one of day_limit, pdf_browser, reminders, business, company, bank");
            }
        }
    }
    reader.notes.finish(settings)
}

/// Reads values of a kind, and notes what is none.
pub(super) struct Reader<'t> {
    notes: Notes<'t>,
}

impl Reader<'_> {
    pub(super) fn whole_number(
        &mut self,
        value: &Value,
        range: std::ops::RangeInclusive<u16>,
    ) -> Option<u16> {
        let number =
            value.get_ref().as_integer().and_then(|it| i64::from_str_radix(it.as_str(), it.radix()).ok());
        let number = number.and_then(|it| u16::try_from(it).ok()).filter(|it| range.contains(it));
        if number.is_none() {
            self.wrong(value.span(), &format!("a whole number from {} to {}", range.start(), range.end()));
        }
        number
    }

    fn program(&mut self, value: &Value) -> String {
        let name = value.get_ref().as_str().map(str::trim).filter(|it| !it.is_empty());
        if name.is_none() {
            self.wrong(value.span(), "the name of a program, such as \"chromium\"");
        }
        name.unwrap_or_default().to_owned()
    }

    pub(super) fn wrong(&mut self, span: Range<usize>, expected: &str) {
        self.notes.wrong(span, expected);
    }

    /// Notes that something is not there in the table at `span`.
    pub(super) fn missing(&mut self, span: Range<usize>, expected: &str) {
        self.notes.missing(span, expected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deal::NumberPattern;

    #[test]
    fn what_is_not_set_has_its_default() {
        assert_eq!(Settings::parse("").unwrap(), Settings::default());
        assert_eq!(Settings::parse("day_limit = 25").unwrap().day_limit, Some(25));
    }

    #[test]
    fn the_numbers_of_invoices_follow_a_pattern() {
        let read = |text: &str| Settings::parse(text);
        assert_eq!(read("").unwrap().business.pi_number, NumberPattern::default());
        let own = read("[business]\npi_number = \"{yy}-{nnn}\"").unwrap();
        assert_eq!(Some(own.business.pi_number), NumberPattern::parse("{yy}-{nnn}"));
        let error = read("[business]\npi_number = \"PI\"\npi = 1").unwrap_err();
        let found: Vec<_> = error.mistakes.iter().map(|it| (it.line, it.column)).collect();
        assert_eq!(found, [(2, 13), (3, 1)]);
        assert!(read("business = 5").is_err());
        let base = |text: &str| read(text).map(|it| it.business.base_currency.map(|it| it.code().to_owned()));
        assert_eq!(base("").unwrap(), None);
        assert_eq!(base("[business]\nbase_currency = \"usd\"").unwrap().as_deref(), Some("USD"));
        assert_eq!(base("[business]\nbase_currency = \"dollar\"").unwrap_err().mistakes[0].line, 2);
    }

    #[test]
    fn a_browser_is_named_by_a_text() {
        let read = |text: &str| Settings::parse(text).map(|it| it.pdf_browser);
        assert_eq!(read("pdf_browser = \"/opt/chrome\"").unwrap(), "/opt/chrome");
        for wrong in ["pdf_browser = \" \"", "pdf_browser = 5"] {
            assert_eq!(read(wrong).unwrap_err().mistakes[0].column, 15);
        }
    }

    #[test]
    fn every_mistake_is_named_with_its_place() {
        let error = Settings::parse("day_limit = 0\nlimit = \"x\"").unwrap_err();
        let found: Vec<_> = error.mistakes.iter().map(|it| (it.line, it.column, it.read.as_str())).collect();
        assert_eq!(found, [(1, 13, "`0`"), (2, 1, "`limit`")]);
    }
}
