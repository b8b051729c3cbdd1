//! A class of customers: its names, colour, cadence, channels and what to say.

use super::condition::{ALWAYS, Answer, NEVER, When};
use super::facts::{Day, Facts};
use super::window::Cadence;
use crate::domain::customer::choice;
use crate::domain::{Channel, ClassId};
use serde::{Deserialize, Serialize};

/// One class as the rule file defines it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    pub id: ClassId,
    pub name: Bilingual,
    /// For a narrow column: at most two Chinese characters or four letters, so four cells.
    pub short: Bilingual,
    pub colour: ThemeColour,
    pub cadence: Cadence,
    /// What to reach the customer by, the best first.
    pub channels: Vec<Channel>,
    /// The points that being in this class adds to the priority.
    pub priority: i32,
    /// Who falls in it; nothing for the last class, which takes everybody else.
    pub(super) when: Option<When>,
    pub(super) say: Vec<Say>,
}

/// A text of the rule file in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual {
    pub zh: String,
    pub en: String,
}

choice! {
    /// A colour by its meaning; the theme knows what it looks like.
    ThemeColour {
        Hot = "hot",
        Warm = "warm",
        Cool = "cool",
        Steady = "steady",
        Notice = "notice",
        Plain = "plain",
        Quiet = "quiet",
    }
}

/// The place of a class in its rule file: what an assessment holds instead of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClassIndex(pub(super) u8);

impl ClassIndex {
    /// A place that no byte holds is nobody's, and stands for the last class.
    pub(super) fn of(place: usize) -> Self {
        Self(u8::try_from(place).unwrap_or(u8::MAX))
    }

    pub(super) fn get(self) -> usize {
        usize::from(self.0)
    }
}

/// Something to say, and when it is the thing to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Say {
    pub when: Option<When>,
    pub words: Bilingual,
}

impl Class {
    /// The place of the first text whose condition holds, and the first later day on which that may change.
    pub(super) fn say_on(&self, facts: &Facts, today: Day) -> (Option<u8>, Day) {
        let mut soonest = NEVER;
        for (say, place) in self.say.iter().zip(0..) {
            let Answer { holds, until } = say.when.as_ref().map_or(ALWAYS, |when| when.answer(facts, today));
            soonest = soonest.min(until);
            if holds {
                return (Some(place), soonest);
            }
        }
        (None, soonest)
    }
}
