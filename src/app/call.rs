//! A call that is going on: since when, and what was noted so far. Several may run at once.

use super::text_field::TextField;
use crate::domain::{CustomerId, Moment};
use serde::{Deserialize, Serialize};

/// One call. Kept in the session from the first moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub customer: CustomerId,
    pub began: Moment,
    /// When a key was last pressed in it.
    seen: Moment,
    /// When it ended, for one whose end the program did not see.
    stopped: Option<Moment>,
    /// When one hung up, while it is being written down.
    hung_up: Option<Moment>,
    pub text: TextField,
    /// The answer to "what is next, when?"; there from the moment of hanging up.
    pub next: Option<TextField>,
    /// Whether the daily review was left for it, so that it is gone back to.
    pub from_review: bool,
}

/// A program that comes back within so long finds the call still going on.
const STILL_ON_MS: i64 = 10 * 60_000;

impl Call {
    pub fn new(customer: CustomerId, now: Moment, from_review: bool) -> Self {
        let text = TextField::default();
        Self { customer, began: now, seen: now, stopped: None, hung_up: None, text, next: None, from_review }
    }

    /// Notes that somebody is there.
    pub fn touch(&mut self, now: Moment) {
        self.seen = now;
    }

    /// Seconds that it has lasted.
    pub fn seconds(&self, now: Moment) -> u64 {
        let end = self.stopped.or(self.hung_up).unwrap_or(now);
        u64::try_from((end.unix_ms() - self.began.unix_ms()) / 1000).unwrap_or(0)
    }

    pub fn is_running(&self) -> bool {
        self.stopped.or(self.hung_up).is_none()
    }

    /// Asks what is next. The clock stops here, however long the answer takes.
    pub fn hang_up(&mut self, now: Moment) {
        self.hung_up = Some(now);
        self.next.get_or_insert_default();
    }

    /// Goes back to the notes. The call goes on, unless its end was not seen.
    pub fn resume(&mut self) {
        (self.next, self.hung_up) = (None, None);
    }

    /// After a restart: a call that was seen too long ago ended when it was last seen.
    pub fn come_back(&mut self, now: Moment) {
        if now.unix_ms() - self.seen.unix_ms() > STILL_ON_MS {
            self.stopped = self.stopped.or(Some(self.seen));
        }
    }
}

/// `4:05`, or `1:02:03` from an hour on.
pub fn duration(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn call() -> (Call, Moment) {
        let now = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
        (Call::new(CustomerId(Uuid::from_u128(1)), now, false), now)
    }

    #[test]
    fn the_clock_stops_when_one_hangs_up_and_goes_on_when_one_does_not() {
        let (mut call, now) = call();
        call.hang_up(now.plus_ms(65_000));
        assert_eq!(call.seconds(now.plus_ms(600_000)), 65);
        call.resume();
        assert_eq!(call.seconds(now.plus_ms(600_000)), 600);
    }

    #[test]
    fn after_a_short_break_it_is_still_on_and_after_a_long_one_it_has_ended() {
        let (mut call, now) = call();
        call.touch(now.plus_ms(60_000));
        call.come_back(now.plus_ms(120_000));
        assert!(call.is_running());
        call.come_back(now.plus_days(1));
        assert_eq!((call.is_running(), call.seconds(now.plus_days(1))), (false, 60));
    }

    #[test]
    fn lengths_are_written_as_on_a_phone() {
        assert_eq!([5, 65, 3723].map(duration), ["0:05", "1:05", "1:02:03"]);
    }
}
