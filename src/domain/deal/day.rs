//! Days in business records: of what has happened, of what lies ahead, and lengths of time.

use super::{Draft, Part, PartError};
use crate::domain::day_input::{DayError, Leaning, leading_day, read_day};
use time::Date;

/// A day without a year that comes within three months, and was last more than half a year ago, is not meant as that.
const SOON: i64 = 92;
const LONG_AGO: i64 = 183;

pub(super) fn day_of(text: &str, leaning: Leaning, today: Date) -> Result<Date, PartError> {
    match read_day(text, today, leaning) {
        Ok(when) => Ok(when.date),
        Err(DayError::NoSuchDay) => Err(PartError::NoSuchDay),
        Err(DayError::NoSuchMonth) => Err(PartError::NoSuchMonth),
        Err(DayError::NoSuchYear) => Err(PartError::NoSuchYear),
        Err(DayError::Empty | DayError::Unknown | DayError::NoSuchTime) => Err(PartError::NoDate),
    }
}

/// The day on which something happened. `20 Dec` typed in November is next month's, which has not happened, and not
/// the one of eleven months ago.
pub(super) fn happened(text: &str, today: Date) -> Result<Date, PartError> {
    let date = day_of(text, Leaning::Past, today)?;
    if date > today {
        return Err(PartError::InTheFuture);
    }
    let ago = (today - date).whole_days();
    let ahead = day_of(text, Leaning::Future, today).map_or(i64::MIN, |date| (date - today).whole_days());
    if ago > LONG_AGO && (1..=SOON).contains(&ahead) { Err(PartError::YearNeeded) } else { Ok(date) }
}

/// The day that a draft of something past has; nothing where it cannot be read.
pub fn dated(draft: &Draft, today: Date) -> Option<Date> {
    match draft.get(Part::Date) {
        "" => Some(today),
        typed => happened(typed, today).ok(),
    }
}

/// A departure lies ahead, unless the day was a few weeks ago and would else be nearly a year away.
pub fn departure_leaning(text: &str, today: Date) -> Leaning {
    let day = |leaning| leading_day(text, today, leaning).and_then(|day| day.when.ok()).map(|when| when.date);
    match (day(Leaning::Past), day(Leaning::Future)) {
        (Some(past), Some(future))
            if (today - past).whole_days() <= 60 && (future - today).whole_days() > 180 =>
        {
            Leaning::Past
        }
        _ => Leaning::Future,
    }
}

/// A journey of some days: `30`, `30 days`, `30天`; a year is the most.
pub(super) fn read_days(text: &str) -> Result<u16, PartError> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = text.strip_prefix(digits).unwrap_or_default().trim().to_ascii_lowercase();
    let known = matches!(unit.as_str(), "" | "d" | "day" | "days" | "天" | "日");
    digits.parse().ok().filter(|days| known && *days <= 366).ok_or(PartError::NoDays)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn what_has_happened_is_the_nearest_day_that_is_past() {
        let check = |text: &str, today: Date, expected: Result<Date, PartError>| {
            assert_eq!(happened(text, today), expected, "{text} on {today}");
        };
        let (november, january) = (date!(2026 - 11 - 25), date!(2027 - 01 - 14));
        check("20 Dec", november, Err(PartError::YearNeeded));
        check("12.20", november, Err(PartError::YearNeeded));
        check("12月20日", november, Err(PartError::YearNeeded));
        check("20 Dec", january, Ok(date!(2026 - 12 - 20)));
        check("20 Dec 2025", november, Ok(date!(2025 - 12 - 20)));
        check("20 Dec 2026", november, Err(PartError::InTheFuture));
        check("20 Jun", november, Ok(date!(2026 - 06 - 20)));
        check("1 Apr", november, Ok(date!(2026 - 04 - 01)));
        check("yesterday", november, Ok(date!(2026 - 11 - 24)));
        check("Fri", november, Ok(date!(2026 - 11 - 20)));
        check("tomorrow", november, Err(PartError::InTheFuture));
        check("never", november, Err(PartError::NoDate));
        check("30 Feb", november, Err(PartError::NoSuchDay));
    }
}
