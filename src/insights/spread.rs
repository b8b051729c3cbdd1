//! How numbers are spread, so that their median is exact without keeping every one.

use std::collections::BTreeMap;

/// How often each number occurred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    times: BTreeMap<u32, usize>,
    count: usize,
}

impl Spread {
    pub fn add(&mut self, number: u32) {
        *self.times.entry(number).or_default() += 1;
        self.count += 1;
    }

    /// How many numbers there were.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The one in the middle; of an even count the mean of the two in the middle, rounded half up.
    pub fn median(&self) -> Option<u32> {
        let low = self.nth(self.count.checked_sub(1)? / 2)?;
        let high = self.nth(self.count / 2)?;
        Some(low + (high - low).div_ceil(2))
    }

    fn nth(&self, place: usize) -> Option<u32> {
        let mut before = 0;
        self.times.iter().find_map(|(number, times)| {
            before += times;
            (before > place).then_some(*number)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_median_is_that_of_the_sorted_numbers(mut numbers in proptest::collection::vec(0_u32..50, 0..40)) {
            let mut spread = Spread::default();
            for number in &numbers {
                spread.add(*number);
            }
            numbers.sort_unstable();
            let count = numbers.len();
            let expected = (count > 0).then(|| (numbers[(count - 1) / 2] + numbers[count / 2]).div_ceil(2));
            prop_assert_eq!(spread.median(), expected);
        }
    }
}
