//! Public holidays from 2026 to 2028, and the days of weekends on which people work instead.
//!
//! The data are generated; the head of `assets/holidays.tsv` names their source and licence.

use crate::domain::Country;
use std::fmt;
use std::sync::OnceLock;
use time::{Date, Month};

/// A line a holiday of a country, or a line of its workdays, in the order of country codes: code, English name,
/// Chinese name and days, with tabs in between.
const TABLE: &str = include_str!("../../assets/holidays.tsv");

/// The name of a public holiday: where its line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HolidayName(u32);

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

/// What is special in a country.
struct Days {
    /// In their order.
    days: Vec<(i32, Mark)>,
    /// A bit for each day from the first to the last: nearly all that are asked for are ordinary ones.
    special: Vec<u64>,
}

/// The days of each country, read when they are asked for: most users meet a few countries only.
static DAYS: [OnceLock<Days>; 26 * 26] = [const { OnceLock::new() }; 26 * 26];

impl HolidayName {
    /// The name in English and in Chinese; English twice where no Chinese one is known.
    pub fn names(self) -> (&'static str, &'static str) {
        let [_, en, zh, _] = columns(line_at(self.0 as usize));
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
    days_of(country.code())?.mark(date.to_julian_day())
}

impl Days {
    fn new(mut days: Vec<(i32, Mark)>) -> Self {
        days.sort_by_key(|(day, _)| *day);
        let mut special = Vec::new();
        for (day, _) in &days {
            let Some((word, bit)) = place(&days, *day) else { continue };
            special.resize(special.len().max(word + 1), 0);
            special.iter_mut().skip(word).take(1).for_each(|bits| *bits |= bit);
        }
        Self { days, special }
    }

    fn mark(&self, day: i32) -> Option<Mark> {
        let (word, bit) = place(&self.days, day)?;
        self.special.get(word).filter(|bits| **bits & bit != 0)?;
        let place = self.days.binary_search_by_key(&day, |(day, _)| *day).ok()?;
        self.days.get(place).map(|(_, mark)| *mark)
    }
}

/// The word and the bit of a day, counted from the first one.
fn place(days: &[(i32, Mark)], day: i32) -> Option<(usize, u64)> {
    let nth = usize::try_from(day.checked_sub(days.first()?.0)?).ok()?;
    Some((nth / 64, 1 << (nth % 64)))
}

fn days_of(code: &str) -> Option<&'static Days> {
    let slot = code.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter.saturating_sub(b'A')));
    let read = || Days::new(lines_of(code).flat_map(|(name, line)| days_in(name, line)).collect());
    Some(DAYS.get(slot)?.get_or_init(read))
}

/// The lines of a country.
fn lines_of(code: &str) -> impl Iterator<Item = (HolidayName, &'static str)> {
    let (mut low, mut high) = (0, TABLE.len());
    while low < high {
        let middle = begin_of_line(low.midpoint(high));
        let line = line_at(middle);
        if line.get(..2).is_some_and(|of| of < code) { low = middle + line.len() + 1 } else { high = middle }
    }
    let mut place = low;
    std::iter::from_fn(move || {
        let (line, name) = (line_at(place), HolidayName(u32::try_from(place).ok()?));
        place += line.len() + 1;
        Some((name, line))
    })
    .take_while(move |(_, line)| line.get(..2) == Some(code))
}

/// Where the line begins that holds this place.
fn begin_of_line(place: usize) -> usize {
    TABLE.as_bytes().get(..place).and_then(|before| memchr::memrchr(b'\n', before)).map_or(0, |end| end + 1)
}

/// The line that begins here; comments come before all countries.
fn line_at(place: usize) -> &'static str {
    let rest = TABLE.get(place..).unwrap_or_default();
    let end = memchr::memchr(b'\n', rest.as_bytes());
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

fn columns(line: &'static str) -> [&'static str; 4] {
    let mut columns = line.split('\t');
    std::array::from_fn(|_| columns.next().unwrap_or_default())
}

fn days_in(name: HolidayName, line: &'static str) -> impl Iterator<Item = (i32, Mark)> {
    let [_, en, _, days] = columns(line);
    days.split(' ').filter_map(move |word| {
        let day = word.trim_end_matches('~');
        let estimated = day.len() < word.len();
        let mark = if en == "=" { Mark::Workday } else { Mark::Holiday { name, estimated } };
        Some((date(day)?.to_julian_day(), mark))
    })
}

/// A date as 2026-12-31.
fn date(text: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0_u16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u16::from(digit - b'0')))
    };
    let month = Month::try_from(u8::try_from(number(&[m1, m2])?).ok()?).ok()?;
    let day = u8::try_from(number(&[d1, d2])?).ok()?;
    Date::from_calendar_date(i32::from(number(&[y1, y2, y3, y4])?), month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood_and_found() {
        let (mut days, mut codes) = (0, Vec::new());
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<_> = line.split('\t').collect();
            assert!(columns.len() == 4 && Country::find(columns[0]).is_some(), "{line}");
            days += columns[3].split(' ').count();
            assert!(columns[3].split(' ').all(|day| date(day.trim_end_matches('~')).is_some()), "{line}");
            codes.push(columns[0]);
        }
        assert!(codes.is_sorted(), "countries are found by bisection");
        codes.dedup();
        assert_eq!(codes.iter().map(|code| days_of(code).unwrap().days.len()).sum::<usize>(), days);
        assert_eq!(days_of("ZZ").unwrap().days, []);
        assert_eq!(days_of("AA").unwrap().mark(2_461_000), None);
    }

    #[test]
    fn no_day_of_a_country_is_there_twice() {
        for country in Country::all() {
            let days = days_of(country.code()).unwrap();
            assert!(days.days.windows(2).all(|pair| pair[0].0 < pair[1].0), "{country}");
            let Some((first, _)) = days.days.first() else { continue };
            let found = (first - 400..first + 1500).filter_map(|day| Some((day, days.mark(day)?)));
            assert!(found.eq(days.days.iter().copied()), "{country}");
        }
    }

    #[test]
    fn a_date_is_read_strictly() {
        assert_eq!(date("2028-02-29"), Date::from_calendar_date(2028, Month::February, 29).ok());
        for wrong in ["2027-02-29", "2027-2-9", "2027-00-10", "20x7-01-01", "2027-01-011", ""] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
