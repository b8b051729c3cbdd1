//! What was written is read again by the letter of RFC 5545.

use super::*;
use proptest::prelude::*;
use time::macros::{date, time};

/// Properties in their order, unfolded; every physical line is checked on the way.
fn read(file: &str) -> Vec<(String, String)> {
    assert!(file.ends_with("\r\n"));
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{} octets in {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    let unfolded = file.replace("\r\n ", "");
    let lines = unfolded.split("\r\n").filter(|line| !line.is_empty());
    lines.map(|line| line.split_once(':').map(|(name, value)| (name.into(), value.into())).unwrap()).collect()
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next().unwrap() {
                'n' => text.push('\n'),
                escaped @ ('\\' | ';' | ',') => text.push(escaped),
                other => panic!("\\{other}"),
            },
            ';' | ',' => panic!("{letter} stands bare in {value}"),
            other => text.push(other),
        }
    }
    text
}

fn stamp() -> Moment {
    Moment::at(date!(2026 - 06 - 05), time!(09:00), 480)
}

fn appointment(start: Start) -> Appointment {
    Appointment {
        uid: "1@genjin".into(), start, title: "ABC; \\ Ltd., 客户".into(), details: "a\nb".into()
    }
}

#[test]
fn a_day_is_a_day_and_an_instant_is_told_in_utc_with_an_alarm() {
    let file = calendar("genjin", &[appointment(Start::Day(date!(2026 - 12 - 31)))], stamp());
    let has = |file: &str, line: &str| assert!(file.contains(&format!("\r\n{line}\r\n")), "{line} in {file}");
    has(&file, "DTSTART;VALUE=DATE:20261231");
    has(&file, "DTEND;VALUE=DATE:20270101");
    has(&file, "DTSTAMP:20260605T010000Z");
    has(&file, "SUMMARY:ABC\\; \\\\ Ltd.\\, 客户");
    has(&file, "DESCRIPTION:a\\nb");
    assert!(!file.contains("VALARM"));
    let half_past_six = Moment::at(date!(2026 - 06 - 06), time!(06:30), 480);
    let file = calendar("genjin", &[appointment(Start::At(half_past_six))], stamp());
    has(&file, "DTSTART:20260605T223000Z");
    has(&file, "BEGIN:VALARM");
}

#[test]
fn an_empty_calendar_is_one_all_the_same() {
    let lines = read(&calendar("genjin 跟进", &[], stamp()));
    assert_eq!(lines.first().unwrap(), &("BEGIN".to_owned(), "VCALENDAR".to_owned()));
    assert_eq!(lines.last().unwrap(), &("END".to_owned(), "VCALENDAR".to_owned()));
}

proptest! {
    #[test]
    fn any_text_comes_back(title in "\\PC{0,120}", details in "(\\PC|[;,\\\\\n]){0,300}") {
        let one = Appointment {
            uid: "1@genjin".into(),
            start: Start::Day(date!(2026 - 06 - 05)),
            title: title.clone(),
            details: details.clone(),
        };
        let lines = read(&calendar("x", &[one], stamp()));
        let value = |name: &str| lines.iter().find(|(known, _)| known == name).map(|(_, value)| unescaped(value));
        prop_assert_eq!(value("SUMMARY"), Some(title));
        prop_assert_eq!(value("DESCRIPTION").unwrap_or_default(), details);
    }

    #[test]
    fn every_appointment_is_whole(days in proptest::collection::vec(0..4000_i64, 0..20)) {
        let date = |days: i64| date!(2026 - 01 - 01) + time::Duration::days(days);
        let all: Vec<_> = days.iter().map(|days| appointment(Start::Day(date(*days)))).collect();
        let lines = read(&calendar("x", &all, stamp()));
        let count = |name: &str, value: &str| lines.iter().filter(|it| it.0 == name && it.1 == value).count();
        prop_assert_eq!(count("BEGIN", "VEVENT"), days.len());
        prop_assert_eq!(count("END", "VEVENT"), days.len());
        prop_assert_eq!(lines.iter().filter(|(name, _)| name == "UID").count(), days.len());
    }
}
