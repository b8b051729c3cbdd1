//! Reads `settings.toml` and notes every mistake in it.

mod business;
mod reminders;

use super::{Settings, SettingsError, SettingsMistake};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

pub(super) fn read(text: &str) -> Result<Settings, SettingsError> {
    let (document, syntax) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, mistakes: Vec::new() };
    for error in &syntax {
        let (line, column) = reader.place(error.span().map_or(0, |span| span.start));
        let (read, expected) = (error.message().to_owned(), "a file in TOML".to_owned());
        reader.mistakes.push(SettingsMistake { line, column, read, expected });
    }
    let mut settings = Settings::default();
    // A file that is not TOML is read no further: what follows a slip would be noise.
    if syntax.is_empty() {
        for (key, value) in document.get_ref() {
            match key.get_ref().as_ref() {
                "day_limit" => settings.day_limit = reader.whole_number(value, 1..=999),
                "reminders" => settings.reminders = reminders::read(&mut reader, value),
                "business" => business::read(value, &mut reader, &mut settings.business),
                _ => reader.wrong(key.span(), "one of day_limit, reminders, business"),
            }
        }
    }
    reader.mistakes.sort();
    if reader.mistakes.is_empty() { Ok(settings) } else { Err(SettingsError { mistakes: reader.mistakes }) }
}

/// Reads values of a kind, and notes what is none.
pub(super) struct Reader<'t> {
    text: &'t str,
    mistakes: Vec<SettingsMistake>,
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

    pub(super) fn wrong(&mut self, span: Range<usize>, expected: &str) {
        let (line, column) = self.place(span.start);
        let there = self.text.get(span).unwrap_or_default().lines().next().unwrap_or_default().trim();
        let read = if there.is_empty() { "nothing".to_owned() } else { format!("`{there}`") };
        self.mistakes.push(SettingsMistake { line, column, read, expected: expected.to_owned() });
    }

    fn place(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (before.matches('\n').count() + 1, column)
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
        let base = |text: &str| read(text).map(|it| it.business.base_currency.code().to_owned());
        assert_eq!(base("").unwrap(), "CNY");
        assert_eq!(base("[business]\nbase_currency = \"usd\"").unwrap(), "USD");
        assert_eq!(base("[business]\nbase_currency = \"dollar\"").unwrap_err().mistakes[0].line, 2);
    }

    #[test]
    fn every_mistake_is_named_with_its_place() {
        let error = Settings::parse("day_limit = 0\nlimit = \"x\"").unwrap_err();
        let found: Vec<_> = error.mistakes.iter().map(|it| (it.line, it.column, it.read.as_str())).collect();
        assert_eq!(found, [(1, 13, "`0`"), (2, 1, "`limit`")]);
    }
}
