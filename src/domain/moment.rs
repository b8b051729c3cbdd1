//! An instant together with the offset that clocks showed where it was written down.
//!
//! Due dates are plain `time::Date`s; everything that happened is a `Moment`.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{cmp::Ordering, fmt};
use time::{Date, Duration, OffsetDateTime, Time, UtcOffset, format_description::well_known::Rfc3339};

/// Milliseconds since 1970 and the local offset from UTC in minutes.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    unix_ms: i64,
    offset_minutes: i16,
}

/// The range that both `time` and RFC 3339 can hold: years 1 to 9999.
const MIN_MS: i64 = -62_135_510_400_000;
const MAX_MS: i64 = 253_402_214_400_000;

impl Moment {
    /// Values out of the years 1 to 9999 or out of ±18 hours are brought to the nearest bound.
    pub fn from_unix_ms(unix_ms: i64, offset_minutes: i16) -> Self {
        Self { unix_ms: unix_ms.clamp(MIN_MS, MAX_MS), offset_minutes: offset_minutes.clamp(-1080, 1080) }
    }

    /// The moment at which clocks with this offset show `date` and `time`.
    pub fn at(date: Date, time: Time, offset_minutes: i16) -> Self {
        let offset = UtcOffset::from_whole_seconds(i32::from(offset_minutes) * 60).unwrap_or(UtcOffset::UTC);
        date.with_time(time).assume_offset(offset).into()
    }

    pub fn unix_ms(self) -> i64 {
        self.unix_ms
    }

    pub fn offset_minutes(self) -> i16 {
        self.offset_minutes
    }

    /// The date that a local calendar showed.
    pub fn date(self) -> Date {
        OffsetDateTime::from(self).date()
    }

    /// The time of day that a local clock showed.
    pub fn time(self) -> Time {
        OffsetDateTime::from(self).time()
    }

    pub fn plus_ms(self, ms: i64) -> Self {
        Self::from_unix_ms(self.unix_ms.saturating_add(ms), self.offset_minutes)
    }

    /// The same clock time so many days later; a negative number goes back.
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_ms(days.saturating_mul(86_400_000))
    }

    /// The same time without seconds, as people write times down.
    pub fn to_the_minute(self) -> Self {
        Self::from_unix_ms(self.unix_ms - self.unix_ms.rem_euclid(60_000), self.offset_minutes)
    }

    /// Reads RFC 3339, e.g. `2026-06-05T09:00:00+08:00`.
    ///
    /// # Errors
    /// Whatever is not RFC 3339.
    pub fn parse(text: &str) -> Result<Self, time::error::Parse> {
        OffsetDateTime::parse(text, &Rfc3339).map(Self::from)
    }
}

impl From<OffsetDateTime> for Moment {
    fn from(value: OffsetDateTime) -> Self {
        let ms = value.unix_timestamp() * 1000 + i64::from(value.millisecond());
        Self::from_unix_ms(ms, value.offset().whole_minutes())
    }
}

impl From<Moment> for OffsetDateTime {
    fn from(value: Moment) -> Self {
        let offset =
            UtcOffset::from_whole_seconds(i32::from(value.offset_minutes) * 60).unwrap_or(UtcOffset::UTC);
        (OffsetDateTime::UNIX_EPOCH + Duration::milliseconds(value.unix_ms)).to_offset(offset)
    }
}

/// Moments are ordered by instant; the offset only tells equal instants apart.
impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.unix_ms, self.offset_minutes).cmp(&(other.unix_ms, other.offset_minutes))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Moment {}

/// RFC 3339, with a fraction only where there is one.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = OffsetDateTime::from(*self).format(&Rfc3339).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.unix_ms, self.offset_minutes).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            Self::parse(&text).map_err(de::Error::custom)
        } else {
            let (unix_ms, offset_minutes) = <(i64, i16)>::deserialize(deserializer)?;
            Ok(Self::from_unix_ms(unix_ms, offset_minutes))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, time};

    #[test]
    fn keeps_local_date_and_instant() {
        let late = Moment::at(date!(2026 - 06 - 05), time!(01:30), 480);
        assert_eq!(late.date(), date!(2026 - 06 - 05));
        assert_eq!(late.time(), time!(01:30));
        assert_eq!(late.to_string(), "2026-06-05T01:30:00+08:00");
        assert_eq!(Moment::parse("2026-06-04T17:30:00Z").unwrap().unix_ms(), late.unix_ms());
    }

    #[test]
    fn survives_text_and_bytes_at_the_ends_of_time() {
        for (ms, offset) in [(0, 0), (i64::MIN, -1080), (i64::MAX, 1080), (1_780_000_000_123, 345)] {
            let moment = Moment::from_unix_ms(ms, offset);
            let json = serde_json::to_string(&moment).unwrap();
            assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), moment, "{json}");
            let bytes = bincode::serialize(&moment).unwrap();
            assert_eq!(bincode::deserialize::<Moment>(&bytes).unwrap(), moment);
        }
    }
}
