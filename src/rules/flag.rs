//! Attention flags: what somebody should look at, whatever the class.

use super::condition::{Answer, NEVER, When};
use super::facts::{Day, Facts};
use super::{Bilingual, Rules, ThemeColour};
use serde::{Deserialize, Serialize};

/// More flags than fit in one set.
pub(super) const MOST_FLAGS: usize = 64;

/// One flag as the rule file defines it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttentionFlag {
    pub id: String,
    pub name: Bilingual,
    pub colour: ThemeColour,
    /// The points that it adds to the priority while it is up; fewer than 0 for those to be left alone.
    pub priority: i32,
    pub(super) when: When,
}

impl AttentionFlag {
    /// Whether it is about money, a sample, an offer or an answer, which want to be looked at though nobody is due.
    pub(super) fn is_about_business(&self) -> bool {
        self.when.asks_about_business()
    }
}

/// The place of a flag in its rule file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlagIndex(pub(super) u8);

/// The flags of one customer: a bit for each flag of the rule file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Flags(u64);

impl Flags {
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn contains(self, flag: FlagIndex) -> bool {
        self.0 & bit(flag) != 0
    }

    /// In the order of the file.
    pub fn iter(self) -> impl Iterator<Item = FlagIndex> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let first = u8::try_from(left.trailing_zeros()).ok().filter(|first| *first < 64)?;
            left &= left - 1;
            Some(FlagIndex(first))
        })
    }

    /// Whether a flag is in both sets.
    pub fn meet(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    fn raise(&mut self, flag: FlagIndex) {
        self.0 |= bit(flag);
    }
}

fn bit(flag: FlagIndex) -> u64 {
    1_u64.checked_shl(u32::from(flag.0)).unwrap_or(0)
}

impl Rules {
    /// All flags, in the order of the file.
    pub fn flags(&self) -> &[AttentionFlag] {
        &self.flags
    }

    /// The flags about money, samples, offers and answers, which want to be looked at though nobody is due.
    pub fn flags_about_business(&self) -> Flags {
        self.about_business
    }

    /// Which flags those are, once all are read.
    pub(super) fn mark_flags_about_business(&mut self) {
        for (flag, place) in self.flags.iter().zip(0..) {
            if flag.is_about_business() {
                self.about_business.raise(FlagIndex(place));
            }
        }
    }

    /// The flags of a set made by these rules, in the order of the file.
    pub fn flags_of(&self, flags: Flags) -> impl Iterator<Item = &AttentionFlag> {
        flags.iter().filter_map(|flag| self.flag_at(flag))
    }

    pub fn flag_at(&self, index: FlagIndex) -> Option<&AttentionFlag> {
        self.flags.get(usize::from(index.0))
    }

    /// The flags that are up, and the first later day on which time alone may change that; `facts` must hold
    /// where the rules have put the customer.
    pub(super) fn flags_on(&self, facts: &Facts, today: Day) -> (Flags, Day) {
        let (mut up, mut soonest) = (Flags::default(), NEVER);
        for (flag, place) in self.flags.iter().zip(0..) {
            let Answer { holds, until } = flag.when.answer(facts, today);
            soonest = soonest.min(until);
            if holds {
                up.raise(FlagIndex(place));
            }
        }
        (up, soonest)
    }
}
