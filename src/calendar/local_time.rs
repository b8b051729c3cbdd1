//! The time at the buyer's, and whether somebody is there to answer.

use super::DayOff;
use super::zones::Zone;
use crate::domain::Moment;
use jiff::civil;
use std::time::Duration;
use time::macros::time;
use time::{Date, Time};

/// The clock at the buyer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// This instant, as clocks there show it.
    pub at: Moment,
    /// The IANA name of the zone, such as `Europe/Berlin`.
    pub zone: &'static str,
    /// Why nobody works there today.
    pub day_off: Option<DayOff>,
    pub office: Office,
}

/// Whether the buyer's office is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    Open,
    /// Closed until that instant, as clocks there show it.
    Closed {
        until: Moment,
    },
}

/// When people are up.
const UP: Time = time!(07:00);
const TO_BED: Time = time!(23:00);
/// When offices are open; the lunch breaks of the world are too different to be guessed.
const OPENS: Time = time!(09:00);
const CLOSES: Time = time!(18:00);

impl LocalTime {
    pub fn is_awake(&self) -> bool {
        (UP..TO_BED).contains(&self.at.time())
    }

    pub fn in_office_hours(&self) -> bool {
        self.office == Office::Open
    }

    /// How long until the office opens; nothing while it is open.
    pub fn office_opens_in(&self) -> Option<Duration> {
        match self.office {
            Office::Open => None,
            Office::Closed { until } => {
                let ms = u64::try_from(until.unix_ms() - self.at.unix_ms()).unwrap_or(0);
                Some(Duration::from_millis(ms))
            }
        }
    }
}

/// The time in a zone. `closed` tells why nobody works on a day, `next_open` the first working day from one on.
pub(super) fn local_time(
    zone: &Zone,
    now: Moment,
    closed: impl Fn(Date) -> Option<DayOff>,
    next_open: impl Fn(Date) -> Date,
) -> Option<LocalTime> {
    let at = Moment::from_unix_ms(now.unix_ms(), zone.offset_minutes(now.unix_ms())?);
    let (date, time) = (at.date(), at.time());
    let day_off = closed(date);
    let office = if day_off.is_none() && (OPENS..CLOSES).contains(&time) {
        Office::Open
    } else {
        let day = if time < OPENS { date } else { date.next_day()? };
        Office::Closed { until: opening(zone, next_open(day))? }
    };
    Some(LocalTime { at, zone: zone.name(), day_off, office })
}

/// The instant at which offices of a zone open on a day, whatever the clocks are put to in between.
fn opening(zone: &Zone, day: Date) -> Option<Moment> {
    let (year, month, day) = day.to_calendar_date();
    let number = |number: u8| i8::try_from(number).ok();
    let date = civil::Date::new(i16::try_from(year).ok()?, number(month.into())?, number(day)?).ok()?;
    let time = civil::Time::new(number(OPENS.hour())?, number(OPENS.minute())?, 0, 0).ok()?;
    let unix_ms = zone.instant(date.to_datetime(time))?;
    Some(Moment::from_unix_ms(unix_ms, zone.offset_minutes(unix_ms)?))
}
