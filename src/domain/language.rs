//! The language to write to a customer in, by what the card says or where the customer is.

use super::text::fold_name;
use super::{Country, Customer};
use std::sync::LazyLock;

/// The languages that there may be messages in: ISO 639-1 codes.
pub const LANGUAGES: [&str; 16] =
    ["zh", "en", "ar", "de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "vi"];

struct Language {
    code: &'static str,
    /// Folded.
    names: Vec<String>,
    countries: Vec<&'static str>,
}

static TABLE: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/languages.tsv").lines().filter(|line| !line.starts_with('#'));
    let read = |line: &'static str| {
        let mut columns = line.split('\t');
        let (code, names) = (columns.next()?, columns.next()?);
        let countries = columns.next().unwrap_or_default().split('|').filter(|it| !it.is_empty()).collect();
        let names = std::iter::once(code).chain(names.split('|')).map(fold_name).collect();
        Some(Language { code, names, countries })
    };
    lines.filter_map(read).collect()
});

/// The languages to try, the best first: the one on the card, that of the country, English.
pub fn languages_of(card: &Customer) -> Vec<&'static str> {
    let mut found: Vec<&str> =
        named(&card.language).into_iter().chain(card.country.and_then(spoken_in)).collect();
    found.push("en");
    found.dedup();
    found
}

/// The first language that a text names: `English, some German`.
fn named(text: &str) -> Option<&'static str> {
    let words =
        text.split([',', ';', '/', '，', '、', ' ', '(']).map(fold_name).filter(|word| !word.is_empty());
    words.into_iter().find_map(|word| TABLE.iter().find(|it| it.names.contains(&word)).map(|it| it.code))
}

fn spoken_in(country: Country) -> Option<&'static str> {
    TABLE.iter().find(|it| it.countries.contains(&country.code())).map(|it| it.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CustomerId, Moment};
    use uuid::Uuid;

    #[test]
    fn the_card_comes_before_the_country_and_english_is_always_there() {
        let check = |language: &str, country: &str, expected: &[&str]| {
            let at = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
            let mut card = Customer::new(CustomerId(Uuid::from_u128(1)), at, "ABC");
            card.language = language.into();
            card.country = Country::find(country);
            assert_eq!(languages_of(&card), expected, "{language} {country}");
        };
        check("", "", &["en"]);
        check("English", "DE", &["en", "de", "en"]);
        check("", "Brazil", &["pt", "en"]);
        check("中文", "US", &["zh", "en"]);
        check("Español / English", "", &["es", "en"]);
        check("Klingon", "TW", &["zh", "en"]);
    }

    #[test]
    fn every_language_and_country_of_the_table_is_one() {
        let codes: Vec<_> = TABLE.iter().map(|it| it.code).collect();
        assert_eq!(codes, LANGUAGES);
        let countries = TABLE.iter().flat_map(|it| &it.countries);
        for code in countries {
            assert!(Country::of_code(code).is_some(), "{code}");
        }
    }
}
