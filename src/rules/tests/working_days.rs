//! Windows that begin or end where nobody works.

use crate::calendar::{Calendar, DayOff, DaysOff};
use crate::domain::Country;
use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{Due, Reason, Rules};
use time::Date;
use time::macros::date;

fn due(case: &Case, calendar: &Calendar) -> Due {
    Rules::builtin().assess(&case.0, &STAGES, calendar, day(40)).due.unwrap()
}

fn case(country: &str) -> Case {
    Case::new().stage("quoted").with(|it| it.country = Country::find(country))
}

#[test]
fn a_cadence_that_ends_on_a_closed_day_waits_for_the_next_working_one() {
    // A hot customer is due from the second to the third day.
    let check = |country: &str, wrote: i32, from: Date, by: Date, moved: Option<Date>| {
        let due = due(&case(country).wrote(wrote), &CALENDAR);
        let found = (due.from, due.by, due.moved.map(|moved| moved.from));
        assert_eq!(found, (from, by, moved), "{country}, written to on {}", day(wrote));
    };
    // Day 0 is Monday 2 March 2026, day 3 a Thursday, day 4 a Friday.
    check("DE", 0, date!(2026 - 03 - 04), date!(2026 - 03 - 05), None);
    check("DE", 3, date!(2026 - 03 - 09), date!(2026 - 03 - 09), Some(date!(2026 - 03 - 07)));
    check("DE", 2, date!(2026 - 03 - 06), date!(2026 - 03 - 09), None);
    check("SA", 2, date!(2026 - 03 - 08), date!(2026 - 03 - 08), Some(date!(2026 - 03 - 06)));
    check("IR", 9, date!(2026 - 03 - 14), date!(2026 - 03 - 14), Some(date!(2026 - 03 - 13)));
    // Good Friday, the weekend and Easter Monday.
    check("DE", 30, date!(2026 - 04 - 07), date!(2026 - 04 - 07), Some(date!(2026 - 04 - 03)));
    check("US", 30, date!(2026 - 04 - 03), date!(2026 - 04 - 06), None);
}

#[test]
fn nobody_is_late_before_people_work_again() {
    let check = |case: Case, by: Date, in_time: Date| {
        let due = due(&case, &CALENDAR);
        assert_eq!((due.by, due.in_time), (by, in_time), "{case:?}");
    };
    check(case("DE").wrote(0), date!(2026 - 03 - 05), date!(2026 - 03 - 05));
    check(case("DE").wrote(1), date!(2026 - 03 - 06), date!(2026 - 03 - 08));
    check(case("SA").wrote(0), date!(2026 - 03 - 05), date!(2026 - 03 - 07));
    check(case("").wrote(1), date!(2026 - 03 - 06), date!(2026 - 03 - 06));
    // What was agreed is meant for its day, unless nobody works on it.
    let (friday, saturday, monday) = (date!(2026 - 03 - 06), date!(2026 - 03 - 07), date!(2026 - 03 - 09));
    check(case("DE").wrote(0).agreed(friday), friday, friday);
    check(case("DE").wrote(0).agreed(saturday), saturday, monday);
}

#[test]
fn the_reason_is_told_after_what_happened() {
    let case = case("DE").wrote(30);
    let explained = Rules::builtin().explain(&case.0, &STAGES, &CALENDAR, day(40));
    let Some(Reason::MovedFrom { date, why: DayOff::Holiday { name, .. } }) = explained.when.last() else {
        panic!("{:?}", explained.when);
    };
    assert_eq!((*date, name.names().0), (date!(2026 - 04 - 03), "Good Friday"));
    assert_ne!(explained.when.first(), explained.when.last());
}

#[test]
fn an_agreed_date_stands_with_a_warning() {
    let saturday = date!(2026 - 03 - 07);
    let case = case("DE").wrote(1).agreed(saturday);
    let due = due(&case, &CALENDAR);
    assert_eq!((due.from, due.by, due.moved), (saturday, saturday, None));
    assert_eq!(due.agreed_on_day_off, Some(DayOff::Weekend));
    let explained = Rules::builtin().explain(&case.0, &STAGES, &CALENDAR, day(3));
    let warning = Reason::AgreedOnDayOff { date: saturday, why: DayOff::Weekend };
    assert!(explained.when.contains(&warning), "{:?}", explained.when);
}

#[test]
fn ones_own_days_off_count_for_buyers_everywhere_and_nowhere() {
    let calendar = Calendar::new(DaysOff::parse("[[off]]\nfrom = 2026-03-04\nuntil = 2026-03-10").unwrap());
    for country in ["DE", "SA", ""] {
        let due = due(&case(country).wrote(0), &calendar);
        assert_eq!((due.from, due.by), (date!(2026 - 03 - 11), date!(2026 - 03 - 11)), "{country}");
        assert_eq!(due.moved.map(|moved| moved.why), Some(DayOff::Own));
    }
}

#[test]
fn where_the_country_is_not_known_no_weekend_is_guessed() {
    let due = due(&case("").wrote(3), &CALENDAR);
    assert_eq!((due.from, due.moved), (date!(2026 - 03 - 07), None));
}
