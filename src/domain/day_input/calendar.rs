//! Sums with days: shifting, and choosing the year or month that a short form leaves out.

use super::{Leaning, Miss};
use time::{Date, Month, Weekday};

/// The years that a date of this trade may have.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2199;

/// The furthest that the next 29 February can be: 1896 to 1904 had none between.
const LEAP_REACH: i64 = 8;

/// What a day in the past costs against one equally far in the future.
const PAST_COST: i64 = 4;

/// A day of the calendar, if it has that day.
pub fn day(year: i64, month: u32, day: u32) -> Result<Date, Miss> {
    let year = i32::try_from(year).ok().filter(|_| YEARS.contains(&year)).ok_or(Miss::NoSuchYear)?;
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok());
    let month = month.ok_or(Miss::NoSuchMonth)?;
    let day = u8::try_from(day).map_err(|_| Miss::NoSuchDay)?;
    Date::from_calendar_date(year, month, day).map_err(|_| Miss::NoSuchDay)
}

pub fn plus_days(today: Date, days: i64) -> Result<Date, Miss> {
    let julian = i64::from(today.to_julian_day()).checked_add(days).and_then(|day| i32::try_from(day).ok());
    let date = julian.and_then(|julian| Date::from_julian_day(julian).ok()).ok_or(Miss::NoSuchYear)?;
    in_range(date)
}

/// The same day so many months on, or the last day of that month where it is shorter.
pub fn plus_months(today: Date, months: i64) -> Result<Date, Miss> {
    let (year, month) = month_at(today, months)?;
    day(year, month, u32::from(today.day()).min(month_length(year, month)?))
}

/// A day of the month so many months on.
pub fn in_month(today: Date, months: i64, day_of_month: u32) -> Result<Date, Miss> {
    let (year, month) = month_at(today, months)?;
    day(year, month, day_of_month)
}

/// The last day of the month so many months on.
pub fn month_end(today: Date, months: i64) -> Result<Date, Miss> {
    let (year, month) = month_at(today, months)?;
    day(year, month, month_length(year, month)?)
}

/// A weekday of the calendar week, Monday to Sunday, so many weeks on.
pub fn in_week(today: Date, weeks: i64, weekday: Weekday) -> Result<Date, Miss> {
    let monday = -i64::from(today.weekday().number_days_from_monday());
    plus_days(today, monday + weeks * 7 + i64::from(weekday.number_days_from_monday()))
}

/// The nearest such weekday on the side of the leaning; never today.
pub fn nearest_weekday(today: Date, weekday: Weekday, leaning: Leaning) -> Result<Date, Miss> {
    let ahead =
        i64::from(weekday.number_days_from_monday()) - i64::from(today.weekday().number_days_from_monday());
    match leaning {
        Leaning::Future => plus_days(today, (ahead - 1).rem_euclid(7) + 1),
        Leaning::Past => plus_days(today, -((-ahead - 1).rem_euclid(7) + 1)),
    }
}

/// The year that makes sense of a month and a day.
///
/// What happened, happened on the latest such day. What is to happen lies ahead, but a day just gone by
/// is likelier meant than one in almost a year.
pub fn nearest_in_year(today: Date, month: u32, day_of_month: u32, leaning: Leaning) -> Result<Date, Miss> {
    let year = i64::from(today.year());
    let days = (year - LEAP_REACH..=year + LEAP_REACH).filter_map(|year| day(year, month, day_of_month).ok());
    let chosen = match leaning {
        Leaning::Past => days.filter(|date| *date <= today).max(),
        Leaning::Future => days.min_by_key(|date| {
            let ahead = (*date - today).whole_days();
            if ahead < 0 { -ahead * PAST_COST } else { ahead }
        }),
    };
    let is_month = (1..=12).contains(&month);
    chosen.ok_or(if is_month { Miss::NoSuchDay } else { Miss::NoSuchMonth })
}

/// The month that makes sense of what a month has: the latest one not after today, or the first not before.
pub fn nearest_month(
    today: Date,
    leaning: Leaning,
    of_month: impl Fn(i64) -> Result<Date, Miss>,
) -> Result<Date, Miss> {
    let mut days = (0..=12).filter_map(|step| match leaning {
        Leaning::Past => of_month(-step).ok().filter(|date| *date <= today),
        Leaning::Future => of_month(step).ok().filter(|date| *date >= today),
    });
    days.next().ok_or(Miss::NoSuchDay)
}

fn in_range(date: Date) -> Result<Date, Miss> {
    if YEARS.contains(&i64::from(date.year())) { Ok(date) } else { Err(Miss::NoSuchYear) }
}

fn month_at(today: Date, months: i64) -> Result<(i64, u32), Miss> {
    let count = i64::from(today.year()) * 12 + i64::from(u8::from(today.month())) - 1;
    let count = count.checked_add(months).ok_or(Miss::NoSuchYear)?;
    let month = u32::try_from(count.rem_euclid(12)).map_err(|_| Miss::NoSuchMonth)?;
    Ok((count.div_euclid(12), month + 1))
}

fn month_length(year: i64, month: u32) -> Result<u32, Miss> {
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok());
    match (i32::try_from(year), month) {
        (Ok(year), Some(month)) => Ok(u32::from(month.length(year))),
        _ => Err(Miss::NoSuchYear),
    }
}
