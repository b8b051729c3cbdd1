//! Identities: one newtype a kind of record over a UUIDv7, and the mint that makes them.
//!
//! The mint is given the time, so that it needs no clock and tests get the same ids every run.

use super::Moment;
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )+};
}

ids! {
    /// A customer: never keyed by name, since two customers may share one.
    CustomerId,
    /// A person at a customer.
    ContactId,
    /// One entry of the communication log.
    InteractionId,
    QuotationId,
    SampleId,
    InvoiceId,
    OrderId,
    PaymentId,
    ShipmentId,
    FeedbackId,
    /// A rate of exchange.
    RateId,
    /// One user action.
    ChangeId,
}

impl CustomerId {
    /// Stands where a customer would, for records that belong to none; no customer is ever given it.
    pub const NOBODY: Self = Self(Uuid::nil());

    /// The last sixteen of its digits, which no two customers share, by which files of this customer are known.
    pub fn ending(self) -> String {
        self.0.simple().to_string().chars().skip(16).collect()
    }
}

/// Makes UUIDv7 values (RFC 9562, section 5.7) that rise strictly, even when the clock is set back.
#[derive(Clone, Debug)]
pub struct IdMint {
    last_ms: u64,
    counter: u16,
    state: u64,
}

/// `rand_a` of RFC 9562 is used as a counter of 12 bits within one millisecond.
const COUNTER_LIMIT: u16 = 1 << 12;

impl IdMint {
    /// A mint whose random part starts from `entropy`; two devices must not share it.
    pub fn new(entropy: u64) -> Self {
        Self { last_ms: 0, counter: 0, state: entropy }
    }

    /// Goes on behind an id that was made elsewhere, by another run or under a clock that was ahead.
    pub fn follow(&mut self, last: Uuid) {
        let high = last.as_u64_pair().0;
        let (ms, counter) = (high >> 16, u16::try_from(high & 0xfff).unwrap_or(0));
        if last.get_version_num() == 7 && (ms, counter) > (self.last_ms, self.counter) {
            (self.last_ms, self.counter) = (ms, counter);
        }
    }

    /// Goes on behind everything that was made up to a millisecond since 1970.
    pub fn not_before(&mut self, ms: u64) {
        self.last_ms = self.last_ms.max(ms.saturating_add(1));
    }

    /// The next id at `now`.
    pub fn mint(&mut self, now: Moment) -> Uuid {
        let ms = u64::try_from(now.unix_ms()).unwrap_or(0);
        if ms > self.last_ms {
            (self.last_ms, self.counter) = (ms, 0);
        } else {
            self.counter += 1;
            if self.counter == COUNTER_LIMIT {
                (self.last_ms, self.counter) = (self.last_ms + 1, 0);
            }
        }
        let high = (self.last_ms << 16) | (0x7 << 12) | u64::from(self.counter);
        let low = (self.random() >> 2) | (0b10 << 62);
        Uuid::from_u64_pair(high, low)
    }

    fn random(&mut self) -> u64 {
        let number = scatter(self.state);
        self.state = self.state.wrapping_add(SPLIT_MIX_STEP);
        number
    }
}

const SPLIT_MIX_STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A step of `SplitMix64` (Steele, Lea, Flood 2014): near numbers become far ones.
pub fn scatter(number: u64) -> u64 {
    let mut z = number.wrapping_add(SPLIT_MIX_STEP);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_run_goes_on_behind_the_last_id() {
        let now = Moment::from_unix_ms(1_700_000_000_000, 0);
        for entropy in 0..50 {
            let last = IdMint::new(entropy).mint(now);
            let mut mint = IdMint::new(entropy + 100);
            mint.follow(last);
            assert!(mint.mint(now.plus_ms(-60_000)) > last);
        }
    }

    #[test]
    fn ids_rise_when_the_clock_stands_or_goes_back() {
        let mut mint = IdMint::new(7);
        let now = Moment::from_unix_ms(1_700_000_000_000, 0);
        let mut last = mint.mint(now);
        for step in 0..10_000_i64 {
            let next = mint.mint(now.plus_ms(-step));
            assert!(next > last, "{next} after {last}");
            assert_eq!(next.get_version_num(), 7);
            last = next;
        }
    }
}
