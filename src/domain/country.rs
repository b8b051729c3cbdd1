//! Countries by ISO 3166-1 code, and what people call them.

use serde::{Deserialize, Serialize};
use std::{collections::HashMap, fmt, sync::LazyLock};

/// An ISO 3166-1 alpha-2 code that exists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

struct Names {
    en: &'static str,
    zh: &'static str,
}

/// The names of each country.
static NAMES: LazyLock<HashMap<Country, Names>> =
    LazyLock::new(|| lines().map(|(country, [en, zh, _])| (country, Names { en, zh })).collect());

/// Countries by all that people call them, folded.
static BY_NAME: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let mut by_name = HashMap::new();
    for (country, [en, zh, also]) in lines() {
        let names = [country.code(), en, zh].into_iter().chain(also.split('|'));
        by_name.extend(names.filter(|name| !name.is_empty()).map(|name| (fold(name), country)));
    }
    by_name
});

/// The table: a country, its English and Chinese name, and what else it is called.
fn lines() -> impl Iterator<Item = (Country, [&'static str; 3])> {
    let lines = include_str!("../../assets/countries.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut columns = line.split('\t');
        let country = Country(<[u8; 2]>::try_from(columns.next()?.as_bytes()).ok()?);
        Some((country, std::array::from_fn(|_| columns.next().unwrap_or_default())))
    })
}

impl Country {
    /// The country that a person means: a code, an English or Chinese name, or a common other spelling.
    pub fn find(typed: &str) -> Option<Self> {
        BY_NAME.get(&fold(typed)).copied()
    }

    /// Like [`Country::find`], but the beginning of a name is enough where it is the beginning of only one.
    pub fn find_beginning(typed: &str) -> Option<Self> {
        let wanted = fold(typed);
        Self::find(typed).or_else(|| {
            let long_enough = wanted.chars().count() >= if wanted.is_ascii() { 3 } else { 1 };
            let names = BY_NAME.iter().filter(|(name, _)| long_enough && name.starts_with(&wanted));
            let mut found: Vec<_> = names.map(|(_, country)| *country).collect();
            found.sort_unstable();
            found.dedup();
            found.pop().filter(|_| found.is_empty())
        })
    }

    /// The country of a code in capitals; quicker than finding a name.
    pub fn of_code(code: &str) -> Option<Self> {
        let country = Self(<[u8; 2]>::try_from(code.as_bytes()).ok()?);
        NAMES.contains_key(&country).then_some(country)
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// The name in English and in Chinese.
    pub fn names(self) -> (&'static str, &'static str) {
        NAMES.get(&self).map_or(("", ""), |names| (names.en, names.zh))
    }

    /// Every country, by code.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<_> = NAMES.keys().copied().collect();
        all.sort_unstable();
        all
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = String;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::of_code(&code)
            .or_else(|| Self::find(&code))
            .ok_or_else(|| format!("\"{code}\" is no ISO 3166 country code"))
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_what_people_call_it() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(Country::find(typed).as_ref().map(Country::code), expected, "{typed}");
        };
        check("de", Some("DE"));
        check("Germany", Some("DE"));
        check("德国", Some("DE"));
        check("U.S.A.", Some("US"));
        check("阿联酋", Some("AE"));
        check("south korea", Some("KR"));
        check("Turkey", Some("TR"));
        check("", None);
        check("Atlantis", None);
    }

    #[test]
    fn the_beginning_of_one_name_is_enough() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(Country::find_beginning(typed).as_ref().map(Country::code), expected, "{typed}");
        };
        check("germ", Some("DE"));
        check("巴西", Some("BR"));
        check("葡", Some("PT"));
        check("unit", None);
        check("", None);
        check("ge", Some("GE"));
    }

    #[test]
    fn every_country_has_both_names() {
        let all = Country::all();
        assert_eq!(all.len(), 249);
        for country in all {
            let (en, zh) = country.names();
            assert!(!en.is_empty() && !zh.is_empty(), "{country}");
        }
    }
}
