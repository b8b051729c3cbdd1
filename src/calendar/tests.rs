//! Weekends, holidays, zones and working days, country by country.

use super::*;
use proptest::prelude::*;
use time::Weekday::{Friday, Saturday, Sunday};
use time::macros::date;
use time::{Duration, Weekday};

fn country(code: &str) -> Option<Country> {
    let found = Country::find(code);
    assert!(found.is_some(), "{code}");
    found
}

#[test]
fn weekends_are_those_of_the_country() {
    let check = |code: &str, expected: &[Weekday]| {
        // A week without public holidays anywhere in this table.
        let week = (0..7).map(|n| date!(2026 - 11 - 09) + Duration::days(n));
        let free: Vec<_> = week
            .filter(|date| Calendar::default().closed_there(country(code), *date) == Some(DayOff::Weekend))
            .map(Date::weekday)
            .collect();
        assert_eq!(free, expected, "{code}");
    };
    for code in
        ["SA", "QA", "KW", "OM", "BH", "JO", "EG", "IQ", "YE", "SY", "SD", "DZ", "BD", "MV", "DJ", "IL", "LY"]
    {
        check(code, &[Friday, Saturday]);
    }
    check("IR", &[Friday]);
    check("BN", &[Friday, Sunday]);
    for code in ["AE", "DE", "US", "CN", "TR", "IN", "BR", "NG", "PK", "MY", "ID"] {
        check(code, &[Saturday, Sunday]);
    }
}

#[test]
fn public_holidays_are_named_in_both_languages() {
    let check = |code: &str, date: Date, en: &str, zh: &str, expected: bool| {
        let found = Calendar::default().closed_there(country(code), date);
        let Some(DayOff::Holiday { name, estimated }) = found else { panic!("{code} {date}: {found:?}") };
        assert_eq!((name.names(), estimated), ((en, zh), expected), "{code} {date}");
    };
    check("DE", date!(2026 - 12 - 25), "Christmas Day", "圣诞节", false);
    check("DE", date!(2028 - 05 - 25), "Ascension Day", "耶稣升天节", false);
    check("GB", date!(2026 - 08 - 31), "Late Summer Bank Holiday", "夏季银行假日", false);
    check("US", date!(2026 - 11 - 26), "Thanksgiving Day", "感恩节", false);
    check("US", date!(2026 - 07 - 03), "Independence Day (observed)", "独立日（补休）", false);
    check("BD", date!(2027 - 03 - 10), "Eid al-Fitr", "开斋节", true);
    check("SA", date!(2027 - 03 - 09), "Eid al-Fitr Holiday", "开斋节假期", true);
    check("TR", date!(2027 - 03 - 09), "Eid al-Fitr", "开斋节", false);
    check("CN", date!(2026 - 02 - 17), "Chinese New Year (Spring Festival)", "春节", false);
}

#[test]
fn a_worked_weekend_is_no_weekend_and_a_holiday_on_one_is_no_news() {
    let calendar = Calendar::default();
    let closed = |code: &str, date: Date| calendar.closed_there(country(code), date);
    assert_eq!(closed("CN", date!(2026 - 10 - 10)), None, "worked instead of 7 October");
    assert_eq!(closed("DE", date!(2026 - 10 - 03)), Some(DayOff::Weekend), "Unity Day on a Saturday");
    assert_eq!(calendar.closed_there(None, date!(2026 - 12 - 25)), None);
}

#[test]
fn ones_own_weekend_counts_for_buyers_of_every_country_and_of_none() {
    let calendar = Calendar::new(DaysOff::parse("weekly = [\"Fri\", \"Sat\"]").unwrap());
    let check = |buyer: Option<Country>, date: Date, expected: Date| {
        assert_eq!(calendar.next_working_day(buyer, date), expected, "{buyer:?} {date}");
    };
    let (thursday, friday) = (date!(2026 - 06 - 11), date!(2026 - 06 - 12));
    let (sunday, monday) = (date!(2026 - 06 - 14), date!(2026 - 06 - 15));
    check(None, thursday, thursday);
    check(None, friday, sunday);
    check(country("DE"), friday, monday);
    check(country("SA"), friday, sunday);
}

#[test]
fn ones_own_days_come_after_the_buyers_reasons() {
    let list = "[[off]]\nfrom = 2026-06-05\nuntil = 2026-06-08\n[[off]]\nfrom = 2026-06-09\ncountry = \"DE\"";
    let calendar = Calendar::new(DaysOff::parse(list).unwrap());
    let check = |date: Date, expected: Option<DayOff>| {
        assert_eq!(calendar.day_off(country("DE"), date), expected, "{date}");
    };
    check(date!(2026 - 06 - 05), Some(DayOff::Own));
    check(date!(2026 - 06 - 06), Some(DayOff::Weekend));
    check(date!(2026 - 06 - 08), Some(DayOff::Own));
    check(date!(2026 - 06 - 09), Some(DayOff::Listed));
    check(date!(2026 - 06 - 10), None);
    assert_eq!(calendar.next_working_day(country("DE"), date!(2026 - 06 - 05)), date!(2026 - 06 - 10));
    assert_eq!(calendar.next_working_day(None, date!(2026 - 06 - 05)), date!(2026 - 06 - 09));
}

#[test]
fn the_next_working_day_passes_over_every_reason() {
    let check = |code: &str, from: Date, expected: Date| {
        assert_eq!(Calendar::default().next_working_day(country(code), from), expected, "{code} {from}");
    };
    check("DE", date!(2026 - 06 - 05), date!(2026 - 06 - 05));
    check("DE", date!(2026 - 06 - 06), date!(2026 - 06 - 08));
    // Good Friday, the weekend, Easter Monday.
    check("DE", date!(2026 - 04 - 03), date!(2026 - 04 - 07));
    check("SA", date!(2026 - 06 - 05), date!(2026 - 06 - 07));
    check("IR", date!(2026 - 06 - 12), date!(2026 - 06 - 13));
    check("BN", date!(2026 - 06 - 14), date!(2026 - 06 - 15));
    check("DE", Date::MAX, Date::MAX);
}

#[test]
fn clocks_show_what_they_show_there() {
    let check = |code: &str, city: &str, now: &str, expected: &str| {
        let local = Calendar::default().local_time(country(code), city, Moment::parse(now).unwrap()).unwrap();
        assert_eq!(local.at.to_string(), expected, "{code} {city} at {now}");
        assert_eq!(local.at.unix_ms(), Moment::parse(now).unwrap().unix_ms());
    };
    let noon = "2026-06-05T12:00:00+08:00";
    check("DE", "Berlin", noon, "2026-06-05T06:00:00+02:00");
    check("DE", "Berlin", "2026-01-05T12:00:00+08:00", "2026-01-05T05:00:00+01:00");
    check("US", "Los Angeles", noon, "2026-06-04T21:00:00-07:00");
    check("US", "Chicago", noon, "2026-06-04T23:00:00-05:00");
    check("US", "New York", noon, "2026-06-05T00:00:00-04:00");
    check("US", "Phoenix", noon, "2026-06-04T21:00:00-07:00");
    check("US", "Denver", noon, "2026-06-04T22:00:00-06:00");
    check("US", "Honolulu", noon, "2026-06-04T18:00:00-10:00");
    check("IN", "Mumbai", noon, "2026-06-05T09:30:00+05:30");
    check("NP", "", noon, "2026-06-05T09:45:00+05:45");
    check("IR", "Tehran", noon, "2026-06-05T07:30:00+03:30");
    check("LK", "", noon, "2026-06-05T09:30:00+05:30");
    check("MM", "", noon, "2026-06-05T10:30:00+06:30");
    check("AF", "", noon, "2026-06-05T08:30:00+04:30");
    check("AU", "Adelaide", "2026-01-05T12:00:00+08:00", "2026-01-05T14:30:00+10:30");
    check("BR", "Manaus", noon, "2026-06-05T00:00:00-04:00");
    // The clocks go forward in Berlin on 29 March 2026 at 02:00, and back on 25 October at 03:00.
    check("DE", "", "2026-03-29T00:59:00Z", "2026-03-29T01:59:00+01:00");
    check("DE", "", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00");
    check("DE", "", "2026-10-25T00:59:00Z", "2026-10-25T02:59:00+02:00");
    check("DE", "", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00");
    // The southern hemisphere the other way round.
    check("CL", "Santiago", "2026-01-05T12:00:00Z", "2026-01-05T09:00:00-03:00");
    check("CL", "Santiago", "2026-06-05T12:00:00Z", "2026-06-05T08:00:00-04:00");
    check("EG", "Cairo", noon, "2026-06-05T07:00:00+03:00");
    assert_eq!(Calendar::default().local_time(None, "Berlin", Moment::parse(noon).unwrap()), None);
}

#[test]
fn an_office_is_open_on_working_days_from_nine_to_six() {
    let check = |code: &str, city: &str, now: &str, awake: bool, opens: Option<&str>| {
        let local = Calendar::default().local_time(country(code), city, Moment::parse(now).unwrap()).unwrap();
        let until = match local.office {
            Office::Open => None,
            Office::Closed { until } => Some(until.to_string()),
        };
        assert_eq!((local.is_awake(), until.as_deref()), (awake, opens), "{code} at {now}");
        assert_eq!(local.in_office_hours(), opens.is_none());
    };
    check("DE", "", "2026-06-05T03:12:00+02:00", false, Some("2026-06-05T09:00:00+02:00"));
    check("DE", "", "2026-06-05T08:59:00+02:00", true, Some("2026-06-05T09:00:00+02:00"));
    check("DE", "", "2026-06-05T09:00:00+02:00", true, None);
    check("DE", "", "2026-06-05T17:59:00+02:00", true, None);
    // After work on a Friday until Monday.
    check("DE", "", "2026-06-05T18:00:00+02:00", true, Some("2026-06-08T09:00:00+02:00"));
    check("DE", "", "2026-06-06T12:00:00+02:00", true, Some("2026-06-08T09:00:00+02:00"));
    check("SA", "", "2026-06-06T12:00:00+03:00", true, Some("2026-06-07T09:00:00+03:00"));
    check("SA", "", "2026-06-07T12:00:00+03:00", true, None);
    check("US", "", "2026-11-26T12:00:00-05:00", true, Some("2026-11-27T09:00:00-05:00"));
    // Over the night in which the clocks go forward, an hour less.
    check("DE", "", "2026-03-27T20:00:00+01:00", true, Some("2026-03-30T09:00:00+02:00"));
    let friday = Moment::parse("2026-03-27T20:00:00+01:00").unwrap();
    let local = Calendar::default().local_time(country("DE"), "", friday).unwrap();
    assert_eq!(local.office_opens_in().map(|left| left.as_secs()), Some(60 * 3600));
}

prop_compose! {
    fn any_date()(day in 2_460_000..2_463_000_i32) -> Date {
        Date::from_julian_day(day).unwrap()
    }
}

proptest! {
    #[test]
    fn the_next_working_day_is_one_and_is_the_first(
        date in any_date(),
        place in 0..249_usize,
        weekly in proptest::sample::subsequence(vec!["mon", "wed", "sun"], 0..=3),
        start in any_date(),
        days in 0..60_i64,
    ) {
        let until = start + Duration::days(days);
        let list = format!("weekly = {weekly:?}\n[[off]]\nfrom = {start}\nuntil = {until}\n");
        let calendar = Calendar::new(DaysOff::parse(&list).unwrap());
        let country = Country::all().get(place).copied();
        let next = calendar.next_working_day(country, date);
        prop_assert!(next >= date);
        prop_assert_eq!(calendar.day_off(country, next), None);
        let mut day = date;
        while day < next {
            prop_assert!(calendar.day_off(country, day).is_some());
            day = day.next_day().unwrap();
        }
        prop_assert!(calendar.next_working_day(country, date + Duration::days(1)) >= next);
    }

    #[test]
    fn no_moment_is_without_an_hour(ms in 0..4_000_000_000_000_i64, place in 0..249_usize) {
        let country = Country::all().get(place).copied();
        let now = Moment::from_unix_ms(ms, 480);
        if let Some(local) = Calendar::default().local_time(country, "", now) {
            prop_assert_eq!(local.at.unix_ms(), now.unix_ms());
            prop_assert_eq!(local.office_opens_in().is_none(), local.in_office_hours());
            if let Office::Closed { until } = local.office {
                prop_assert!(until > now);
                prop_assert_eq!(Calendar::default().closed_there(country, until.date()), None);
            }
        }
    }
}
