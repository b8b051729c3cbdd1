//! Numbers that look random and are the same on every machine.

use time::{Date, Duration};

/// SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The stream that belongs to one place of a seed, whatever was drawn for other places.
    pub fn of(seed: u64, place: u64) -> Self {
        let mut by_seed = Self(seed);
        let mut by_place = Self(by_seed.next() ^ place.wrapping_mul(GAMMA));
        Self(by_place.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GAMMA);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `limit - 1`; 0 where the limit is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        // The high half of a product of 64 by 64 bits always fits 64 bits.
        u64::try_from((u128::from(self.next()) * u128::from(limit)) >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).saturating_add(1);
        low.saturating_add_unsigned(self.below(u64::try_from(span).unwrap_or(0)))
    }

    /// True `in_thousand` times out of a thousand.
    pub fn chance(&mut self, in_thousand: u64) -> bool {
        self.below(1000) < in_thousand
    }

    /// One of the values; the default of an empty list.
    pub fn pick<T: Copy + Default>(&mut self, values: &[T]) -> T {
        self.of_list(values).copied().unwrap_or_default()
    }

    /// One of the values; nothing from an empty list.
    pub fn of_list<'a, T>(&mut self, values: &'a [T]) -> Option<&'a T> {
        let place = self.below(values.len().try_into().unwrap_or(u64::MAX));
        values.get(usize::try_from(place).unwrap_or(usize::MAX))
    }
}

/// A day so many days from another, held at the ends of the calendar.
pub(super) fn shift(date: Date, days: i64) -> Date {
    date.saturating_add(Duration::days(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_published_generator() {
        let mut random = Random(1_234_567);
        let drawn = [random.next(), random.next(), random.next()];
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn limits_are_kept_and_reached() {
        let mut random = Random::of(1, 2);
        let drawn: Vec<_> = (0..1000).map(|_| random.between(-2, 2)).collect();
        assert!((-2..=2).all(|value| drawn.contains(&value)));
        assert!(drawn.iter().all(|value| (-2..=2).contains(value)));
        assert_eq!(random.below(0), 0);
        assert_eq!(random.pick::<u8>(&[]), 0);
    }
}
