//! Public holidays from 2026 to 2028, and the days of weekends on which people work instead.
//!
//! The data are generated; the head of `assets/holidays.tsv` names their source and licence.

use crate::domain::Country;
use std::fmt;
use std::sync::{LazyLock, OnceLock};
use time::{Date, Month};

/// The name of a public holiday.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HolidayName(u16);

/// What the table says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Holiday {
        name: HolidayName,
        estimated: bool,
    },
    /// A day of a weekend on which people work.
    Workday,
}

struct Table {
    /// A holiday of a country, or its workdays, a line each.
    lines: Vec<Line>,
    countries: Vec<OfCountry>,
}

/// Code, English name, Chinese name and days, with tabs in between.
#[derive(Clone, Copy)]
struct Line(&'static str);

/// The days of one country, read when they are asked for: most users meet a few countries only.
#[derive(Default)]
struct OfCountry {
    lines: Vec<HolidayName>,
    days: OnceLock<Vec<(i32, Mark)>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("../../assets/holidays.tsv")));

impl HolidayName {
    /// The name in English and in Chinese; English twice where no Chinese one is known.
    pub fn names(self) -> (&'static str, &'static str) {
        let [_, en, zh, _] = TABLE.line(self).columns();
        (en, if zh.is_empty() { en } else { zh })
    }
}

impl fmt::Debug for HolidayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HolidayName({})", self.names().0)
    }
}

/// What is special about a day in a country.
pub(super) fn mark(country: Country, date: Date) -> Option<Mark> {
    let days = TABLE.countries.get(slot(country.code()))?.days();
    let place = days.binary_search_by_key(&date.to_julian_day(), |(day, _)| *day).ok()?;
    days.get(place).map(|(_, mark)| *mark)
}

/// The place of a country among all codes of two letters.
fn slot(code: &str) -> usize {
    code.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter.saturating_sub(b'A')))
}

/// Finds the lines of each country and looks no further: most of them are never asked for.
fn read(text: &'static str) -> Table {
    let mut table = Table { lines: Vec::new(), countries: Vec::new() };
    table.countries.resize_with(26 * 26, OfCountry::default);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let name = HolidayName(u16::try_from(table.lines.len()).unwrap_or(u16::MAX));
        table.lines.push(Line(line));
        let country = line.get(..2).and_then(|code| table.countries.get_mut(slot(code)));
        if let Some(of_country) = country {
            of_country.lines.push(name);
        }
    }
    table
}

impl Table {
    fn line(&self, name: HolidayName) -> Line {
        self.lines.get(usize::from(name.0)).copied().unwrap_or(Line(""))
    }
}

impl OfCountry {
    /// In their order.
    fn days(&self) -> &[(i32, Mark)] {
        self.days.get_or_init(|| {
            let mut days: Vec<_> = self.lines.iter().flat_map(|name| TABLE.line(*name).days(*name)).collect();
            days.sort_by_key(|(day, _)| *day);
            days
        })
    }
}

impl Line {
    fn columns(self) -> [&'static str; 4] {
        let mut columns = self.0.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    }

    fn days(self, name: HolidayName) -> impl Iterator<Item = (i32, Mark)> {
        let [_, en, _, days] = self.columns();
        days.split(' ').filter_map(move |word| {
            let day = word.trim_end_matches('~');
            let estimated = day.len() < word.len();
            let mark = if en == "=" { Mark::Workday } else { Mark::Holiday { name, estimated } };
            Some((date(day)?.to_julian_day(), mark))
        })
    }
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    Date::from_calendar_date(year, Month::try_from(month).ok()?, parts.next()?.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        let text = include_str!("../../assets/holidays.tsv");
        let mut days = 0;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<_> = line.split('\t').collect();
            assert!(columns.len() == 4 && Country::find(columns[0]).is_some(), "{line}");
            days += columns[3].split(' ').count();
            assert!(columns[3].split(' ').all(|day| date(day.trim_end_matches('~')).is_some()), "{line}");
        }
        assert_eq!(TABLE.countries.iter().map(|it| it.days().len()).sum::<usize>(), days);
        assert!(TABLE.lines.len() < usize::from(u16::MAX));
    }

    #[test]
    fn no_day_of_a_country_is_there_twice() {
        for list in &TABLE.countries {
            assert!(list.days().windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
    }
}
