//! The days on which time alone may change an answer.

use super::{Condition, Fact};
use crate::rules::facts::{Day, Facts};

impl Condition {
    /// The first day after `day` on which time alone may change this; nothing where it stays as it is.
    ///
    /// The class and its due window count as given: they change on days of their own.
    pub fn next_turn(&self, facts: &Facts, day: Day) -> Option<Day> {
        match self {
            Self::All(parts) => next_of(parts, facts, day, Settles::WhenOneFails),
            Self::Any(parts) => next_of(parts, facts, day, Settles::WhenOneHolds),
            Self::Not(part) => part.next_turn(facts, day),
            Self::Fact(fact) => fact.next_turn(facts, day),
        }
    }
}

/// What settles joined conditions for good.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Settles {
    WhenOneFails,
    WhenOneHolds,
}

/// The soonest turn of any part, unless a part that never turns has the last word.
fn next_of(parts: &[Condition], facts: &Facts, day: Day, settles: Settles) -> Option<Day> {
    let mut soonest = None;
    for part in parts {
        match part.next_turn(facts, day) {
            Some(turn) => soonest = Some(soonest.map_or(turn, |other: Day| other.min(turn))),
            None if part.holds(facts, day) == (settles == Settles::WhenOneHolds) => return None,
            None => {}
        }
    }
    soonest
}

impl Fact {
    fn next_turn(&self, facts: &Facts, day: Day) -> Option<Day> {
        let ahead = |turn: &Day| *turn > day;
        match self {
            Self::Within { what, days } => Some(what.day(facts)? + Day::from(*days) + 1).filter(ahead),
            Self::Age { what, least, most } => {
                let since = what.day(facts)?;
                let long_enough = Some(later(since, *least)).filter(ahead);
                long_enough.or_else(|| Some(later(since, most.checked_add(1)?)).filter(ahead))
            }
            Self::QuoteExpires { days } => {
                let ends = facts.summary.deals.open_until.iter().map(|date| date.to_julian_day());
                ends.flat_map(|end| [end - Day::from(*days), end + 1]).filter(ahead).min()
            }
            Self::OverCadence { days } => {
                let touches = facts.summary.contact.touches.iter().map(|date| date.to_julian_day());
                touches.flat_map(|on| [on, on + Day::from(*days)]).filter(ahead).min()
            }
            _ => None,
        }
    }
}

fn later(day: Day, days: u32) -> Day {
    day.saturating_add(Day::try_from(days).unwrap_or(Day::MAX))
}
