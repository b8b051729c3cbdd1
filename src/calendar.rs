//! Days and clocks at the buyer's: weekends, public holidays, one's own days off, time zones.
//!
//! Functions of what is passed in alone: no clock, no disk, no terminal, and no words but the names of
//! holidays, which are data. The holidays and zones come with the program; see `assets/`.

mod days_off;
mod holidays;
mod local_time;
mod weekend;
mod zones;

pub use days_off::DaysOff;
pub use holidays::HolidayName;
pub use local_time::{LocalTime, Office};

use crate::domain::{Country, Moment};
use holidays::Mark;
use time::Date;

/// The holidays, weekends and zones of the world, and the days on which the user does not work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days_off: DaysOff,
}

/// Why nobody works on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOff {
    /// It is the weekend at the buyer's.
    Weekend,
    /// A public holiday at the buyer's; estimated where it hangs on the moon and nobody has seen it yet.
    Holiday { name: HolidayName, estimated: bool },
    /// The user's list says so of the buyer's country.
    Listed,
    /// The user's own day off.
    Own,
}

/// Days in a row that are looked at for one on which people work. A list that leaves no day free for
/// longer than a year must not hold anybody back for ever.
const PATIENCE: usize = 400;

impl Calendar {
    pub fn new(days_off: DaysOff) -> Self {
        Self { days_off }
    }

    /// Why nobody works at the buyer's on that day; nothing where they do, or where nobody knows the country.
    pub fn closed_there(&self, country: Option<Country>, date: Date) -> Option<DayOff> {
        let country = country?;
        let mark = holidays::mark(country, date);
        // A holiday that falls on a weekend is a weekend first: that is what the week looks like anyway.
        if weekend::is_weekend(country, date.weekday()) && mark != Some(Mark::Workday) {
            return Some(DayOff::Weekend);
        }
        match mark {
            Some(Mark::Holiday { name, estimated }) => Some(DayOff::Holiday { name, estimated }),
            Some(Mark::Workday) | None => self.days_off.listed(country, date).then_some(DayOff::Listed),
        }
    }

    /// Why a day is no day to get in touch: the buyer's reasons first, then the user's own.
    pub fn day_off(&self, country: Option<Country>, date: Date) -> Option<DayOff> {
        self.closed_there(country, date).or_else(|| self.days_off.own(date).then_some(DayOff::Own))
    }

    /// What the user calls a day of the list, where it has a name.
    pub fn listed_name(&self, country: Option<Country>, date: Date) -> Option<&str> {
        self.days_off.name(country, date)
    }

    /// The first day from `date` on on which both sides work: `date` itself where they do.
    pub fn next_working_day(&self, country: Option<Country>, date: Date) -> Date {
        first(date, |date| self.day_off(country, date).is_none())
    }

    /// The time at the buyer's; nothing where the country is unknown or has no zone.
    pub fn local_time(&self, country: Option<Country>, city: &str, now: Moment) -> Option<LocalTime> {
        let zone = zones::zone(country?, city)?;
        local_time::local_time(
            zone,
            now,
            |date| self.closed_there(country, date),
            |date| first(date, |date| self.closed_there(country, date).is_none()),
        )
    }

    /// The IANA name of the buyer's zone.
    pub fn zone(country: Country, city: &str) -> Option<&'static str> {
        zones::zone(country, city).map(zones::Zone::name)
    }
}

fn first(date: Date, is_working: impl Fn(Date) -> bool) -> Date {
    let days = std::iter::successors(Some(date), |date| date.next_day());
    days.take(PATIENCE).find(|date| is_working(*date)).unwrap_or(date)
}

#[cfg(test)]
mod tests;
