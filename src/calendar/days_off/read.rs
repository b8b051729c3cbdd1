//! Reads the list of days off and notes every mistake in it.

use super::{DaysOff, Span};
use crate::domain::Country;
use crate::domain::text::clean_line;
use crate::domain::text_file::{FileError, Notes};
use std::ops::Range;
use time::{Date, Month, Weekday};
use toml::Spanned;
use toml::de::DeValue;

type Value<'t> = Spanned<DeValue<'t>>;

/// Days in a row at most; more is rather a slip in the year.
const LONGEST: i64 = 366;

pub(super) fn read(text: &str) -> Result<DaysOff, FileError> {
    let (notes, document) = Notes::begin(text);
    let mut reader = Reader { notes };
    let mut list = DaysOff::default();
    for (key, value) in document.iter().flat_map(|table| table.iter()) {
        match key.get_ref().as_ref() {
            "weekly" => list.weekly = reader.weekly(value),
            "off" => list.spans = reader.spans(value),
            _ => reader.wrong(key.span(), "weekly or [[off]]"),
        }
    }
    reader.notes.finish(list)
}

struct Reader<'t> {
    notes: Notes<'t>,
}

impl Reader<'_> {
    fn weekly(&mut self, value: &Value) -> Vec<Weekday> {
        const EXPECTED: &str =
            "a list of days of the week, such as [\"Sat\", \"Sun\"], with one left to work on";
        let Some(values) = value.get_ref().as_array() else {
            self.wrong(value.span(), EXPECTED);
            return Vec::new();
        };
        let mut days = Vec::new();
        for value in values {
            match value.get_ref().as_str().and_then(weekday) {
                Some(day) if !days.contains(&day) => days.push(day),
                Some(_) => {}
                None => self.wrong(value.span(), "a day of the week: Mon, Tue, Wed, Thu, Fri, Sat or Sun"),
            }
        }
        if days.len() == 7 {
            self.wrong(value.span(), EXPECTED);
        }
        days
    }

    fn spans(&mut self, value: &Value) -> Vec<Span> {
        let Some(values) = value.get_ref().as_array() else {
            self.wrong(value.span(), "[[off]], one for each row of days");
            return Vec::new();
        };
        values.iter().filter_map(|value| self.span(value)).collect()
    }

    fn span(&mut self, value: &Value) -> Option<Span> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(value.span(), "a table with from, until, name, country");
            return None;
        };
        let (mut from, mut until, mut name, mut country) = (None, None, String::new(), None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "from" => from = self.date(value).map(|date| (date, value.span())),
                "until" => until = self.date(value).map(|date| (date, value.span())),
                "name" => name = self.text(value).map(clean_line).unwrap_or_default(),
                "country" => country = self.country(value),
                _ => self.wrong(key.span(), "from, until, name or country"),
            }
        }
        let has = |name: &str| table.iter().any(|(key, _)| key.get_ref().as_ref() == name);
        if !has("from") {
            self.wrong(value.span(), "from = a day, such as 2026-10-01");
        }
        let (from, _) = from?;
        let (until, place) = until.unwrap_or((from, 0..0));
        if !(0..LONGEST).contains(&(until - from).whole_days()) {
            self.wrong(place, "a day on or after `from`, within a year");
        }
        // A country that was not understood must not make the days the user's own.
        (has("country") == country.is_some()).then_some(Span { from, until, name, country })
    }

    fn date(&mut self, value: &Value) -> Option<Date> {
        let written = match value.get_ref() {
            DeValue::Datetime(datetime) if datetime.time.is_none() => datetime.date.and_then(|date| {
                let month = Month::try_from(date.month).ok()?;
                Date::from_calendar_date(i32::from(date.year), month, date.day).ok()
            }),
            DeValue::String(text) => iso(text),
            _ => None,
        };
        if written.is_none() {
            self.wrong(value.span(), "a day of the calendar, such as 2026-10-01");
        }
        written
    }

    fn text<'v>(&mut self, value: &'v Value) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(value.span(), "a text in quotes");
        }
        text
    }

    fn country(&mut self, value: &Value) -> Option<Country> {
        let country = value.get_ref().as_str().and_then(Country::find);
        if country.is_none() {
            self.wrong(value.span(), "a country, such as \"DE\", \"Germany\" or \"德国\"");
        }
        country
    }

    fn wrong(&mut self, span: Range<usize>, expected: &str) {
        self.notes.wrong(span, expected);
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [(Weekday, &str, &str); 7] = [
        (Weekday::Monday, "monday", "一"),
        (Weekday::Tuesday, "tuesday", "二"),
        (Weekday::Wednesday, "wednesday", "三"),
        (Weekday::Thursday, "thursday", "四"),
        (Weekday::Friday, "friday", "五"),
        (Weekday::Saturday, "saturday", "六"),
        (Weekday::Sunday, "sunday", "日"),
    ];
    let word = word.trim().to_lowercase();
    let chinese = ["周", "星期", "礼拜"].iter().find_map(|week| word.strip_prefix(week));
    let chinese = chinese.map(|day| if day == "天" { "日" } else { day });
    let means = |en: &str, zh: &str| chinese == Some(zh) || (word.len() >= 3 && en.starts_with(&word));
    DAYS.into_iter().find(|(_, en, zh)| means(en, zh)).map(|(day, ..)| day)
}

fn iso(text: &str) -> Option<Date> {
    let mut parts = text.trim().split('-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let date =
        Date::from_calendar_date(year, Month::try_from(month).ok()?, parts.next()?.parse().ok()?).ok()?;
    parts.next().is_none().then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_list_holds_ones_own_days_and_those_of_a_country() {
        let list = DaysOff::parse(
            "weekly = [\"Sun\"]\n[[off]]\nfrom = 2026-10-01\nuntil = \"2026-10-07\"\nname = \"国庆\"\n\
             [[off]]\nfrom = 2026-08-14\nname = \"factory holidays\"\ncountry = \"意大利\"\n",
        )
        .unwrap();
        let italy = Country::find("IT");
        assert!(list.own(date!(2026 - 10 - 01)) && list.own(date!(2026 - 10 - 07)));
        assert!(!list.own(date!(2026 - 10 - 08)) && !list.own(date!(2026 - 08 - 14)));
        assert!(list.own(date!(2026 - 10 - 11)), "a Sunday");
        assert!(list.listed(italy.unwrap(), date!(2026 - 08 - 14)));
        assert_eq!(list.name(italy, date!(2026 - 08 - 14)), Some("factory holidays"));
        assert_eq!(list.name(italy, date!(2026 - 10 - 02)), Some("国庆"));
        assert_eq!(DaysOff::parse("").unwrap(), DaysOff::default());
    }

    #[test]
    fn every_mistake_is_named_with_its_place() {
        let check = |text: &str, expected: &[(usize, usize, &str)]| {
            let error = DaysOff::parse(text).unwrap_err();
            let found: Vec<_> =
                error.mistakes.iter().map(|it| (it.line, it.column, it.read.as_str())).collect();
            assert_eq!(found, expected, "{error}");
        };
        check(
            "weekly = [\"Sunn\", 7]\nmonthly = 1",
            &[(1, 11, "`\"Sunn\"`"), (1, 19, "`7`"), (2, 1, "`monthly`")],
        );
        check("[[off]]\nfrom = 2026-10-01\nuntil = 2026-09-01", &[(3, 9, "`2026-09-01`")]);
        check(
            "[[off]]\nfrom = \"2026-02-30\"\ncountry = \"Atlantis\"",
            &[(2, 8, "`\"2026-02-30\"`"), (3, 11, "`\"Atlantis\"`")],
        );
        check("[[off]]\nname = 3", &[(1, 1, "`[[off]]`"), (2, 8, "`3`")]);
        check(
            "weekly = [\"mon\",\"tue\",\"wed\",\"thu\",\"fri\",\"sat\",\"sun\"]",
            &[(1, 10, "`[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\",\"sat\",\"su…`")],
        );
        let days = DaysOff::parse("weekly = [\"周五\", \"星期六\", \"礼拜天\"]").unwrap();
        let english = DaysOff::parse("weekly = [\"fri\", \"Saturday\", \"sun\"]").unwrap();
        assert_eq!(days, english);
        check("weekly = [\"六\"]", &[(1, 11, "`\"六\"`")]);
        check("off = \n", &[(1, 7, "string values must be quoted, expected literal string")]);
    }
}
