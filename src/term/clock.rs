//! The one clock of the program, and the one source of randomness.

use crate::app::Beat;
use crate::domain::Moment;
use jiff::tz::TimeZone;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use time::{Date, Time};

/// Tells the time: the real one, or one that began at a moment somebody named.
#[derive(Clone, Debug)]
pub struct Clock {
    zone: TimeZone,
    pretended: Option<(Moment, Instant)>,
}

/// An idle program looks at the clock once a minute, just after a new one has begun: local times stay
/// right, and so does the day, even after the machine slept. Midnight is the beginning of a minute too.
const MINUTE_MS: i64 = 60_000;

impl Clock {
    /// A clock that shows the real time, or that begins at `pretended` and goes on from there.
    #[expect(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn new(pretended: Option<Moment>) -> Self {
        Self { zone: zone(), pretended: pretended.map(|moment| (moment, Instant::now())) }
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn now(&self) -> Moment {
        if let Some((start, since)) = self.pretended {
            return start.plus_ms(i64::try_from(since.elapsed().as_millis()).unwrap_or(i64::MAX));
        }
        let unix = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let ms = i64::try_from(unix.as_millis()).unwrap_or(i64::MAX);
        let offset = jiff::Timestamp::from_millisecond(ms).map_or(0, |at| self.zone.to_offset(at).seconds());
        Moment::from_unix_ms(ms, i16::try_from(offset / 60).unwrap_or(0))
    }

    /// The instant at which the clock here shows that time on that day.
    pub fn at(&self, date: Date, time: Time) -> Moment {
        if let Some((start, _)) = self.pretended {
            return Moment::at(date, time, start.offset_minutes());
        }
        let guess = Moment::at(date, time, self.now().offset_minutes());
        let offset = |at: Moment| {
            let there = jiff::Timestamp::from_millisecond(at.unix_ms());
            let seconds = there.map_or(0, |there| self.zone.to_offset(there).seconds());
            i16::try_from(seconds / 60).unwrap_or(0)
        };
        // Once more, since the first guess may lie on the other side of a change of the clocks.
        Moment::at(date, time, offset(Moment::at(date, time, offset(guess))))
    }

    /// How long to wait for something to happen before looking whether a new minute, day or second has begun.
    pub fn until_look(&self, beat: Beat) -> Duration {
        let length = match beat {
            Beat::Minute => MINUTE_MS,
            Beat::Second => 1000,
        };
        let left = length - self.now().unix_ms().rem_euclid(length);
        Duration::from_millis(u64::try_from(left).unwrap_or(0) + 1)
    }
}

/// The zone that the system is set to.
///
/// Its file is read here, since looking for it by name walks over all zones there are: a third of the time
/// that the first screen takes.
fn zone() -> TimeZone {
    let name = std::env::var("TZ").ok().filter(|name| !name.is_empty());
    let file = name.map_or_else(
        || PathBuf::from("/etc/localtime"),
        |name| Path::new("/usr/share/zoneinfo").join(name.trim_start_matches(':')),
    );
    let read = std::fs::read(file).ok().and_then(|bytes| TimeZone::tzif("", &bytes).ok());
    read.unwrap_or_else(TimeZone::system)
}

/// A number that no other device has, from the system's source of randomness.
pub fn entropy() -> u64 {
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pretended_time_goes_on_from_there() {
        let start = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
        let clock = Clock::new(Some(start));
        let now = clock.now();
        assert!(now >= start && now < start.plus_ms(60_000));
        assert_eq!(now.offset_minutes(), 480);
        assert!(clock.until_look(Beat::Minute) <= Duration::from_millis(60_001));
    }

    #[test]
    fn the_loop_wakes_just_after_each_minute() {
        let clock = Clock::new(Some(Moment::parse("2026-06-05T09:00:58+08:00").unwrap()));
        assert!(clock.until_look(Beat::Minute) <= Duration::from_millis(2_001));
    }

    #[test]
    fn the_loop_wakes_just_after_midnight() {
        let clock = Clock::new(Some(Moment::parse("2026-06-05T23:59:59+08:00").unwrap()));
        assert!(clock.until_look(Beat::Minute) <= Duration::from_secs(1) + Duration::from_millis(1));
    }

    #[test]
    fn two_devices_differ() {
        assert_ne!(entropy(), entropy());
    }
}
