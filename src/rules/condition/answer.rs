//! What a condition says, and how long it says so while nothing happens.
//!
//! Both come from one walk that ends as soon as the outcome is settled. A part that settles it vouches for the
//! whole: as long as that part stays as it is, the others do not matter.

use super::{Condition, Fact, expiry_within, fold, touches_within};
use crate::rules::facts::{Day, Facts};
use crate::rules::named::bit;
use time::Date;

/// A day that never comes.
pub(in crate::rules) const NEVER: Day = Day::MAX;

/// What has no condition.
pub(in crate::rules) const ALWAYS: Answer = Answer { holds: true, until: NEVER };

/// Whether something holds, and the first later day on which time alone may make that different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Answer {
    pub holds: bool,
    /// [`NEVER`] for what stays as it is until something happens.
    pub until: Day,
}

impl Answer {
    /// An answer that time does not change.
    pub fn fixed(holds: bool) -> Self {
        Self { holds, until: NEVER }
    }
}

impl Condition {
    /// The class and its due window count as given: they change on days of their own.
    pub fn answer(&self, facts: &Facts, today: Day) -> Answer {
        match self {
            Self::All(parts) => joined(parts, facts, today, true),
            Self::Any(parts) => joined(parts, facts, today, false),
            Self::Not(part) => {
                let Answer { holds, until } = part.answer(facts, today);
                Answer { holds: !holds, until }
            }
            Self::Fact(fact) => fact.answer(facts, today),
        }
    }
}

/// All or any of some conditions: `usual` is the outcome unless one of them says otherwise.
fn joined(parts: &[Condition], facts: &Facts, today: Day, usual: bool) -> Answer {
    let mut until = NEVER;
    for part in parts {
        let answer = part.answer(facts, today);
        if answer.holds != usual {
            return answer;
        }
        until = until.min(answer.until);
    }
    Answer { holds: usual, until }
}

impl Fact {
    fn answer(&self, facts: &Facts, today: Day) -> Answer {
        let summary = facts.summary;
        Answer::fixed(match self {
            Self::Within { what, days } => return until_end(what.day(facts), Day::from(*days), today),
            Self::Age { what, least, most } => return while_old(what.day(facts), *least, *most, today),
            Self::QuoteExpires { days } => {
                let ends = summary.deals.open_until.iter().map(|date| date.to_julian_day());
                let turns = ends.flat_map(|end| [end - Day::from(*days), end + 1]);
                return Answer {
                    holds: expiry_within(facts, *days, today).is_some(),
                    until: first_after(turns, today),
                };
            }
            Self::OverCadence { days } => {
                let Some(standing) = facts.standing else { return Answer::fixed(false) };
                let asked = u32::from(*days / standing.cadence.max(1)).max(1);
                let touches = summary.contact.touches.iter().map(|date| date.to_julian_day());
                let turns = touches.flat_map(|on| [on, on + Day::from(*days)]);
                return Answer {
                    holds: touches_within(facts, *days, today) > asked,
                    until: first_after(turns, today),
                };
            }
            Self::NextStepIn { least, most } => {
                return when_ahead(facts.next_step().map(Date::to_julian_day), *least, *most, today);
            }
            Self::Owner(owners) => owners.iter().any(|owner| fold(&summary.owner).eq(owner.chars())),
            Self::Product(wanted) => facts.product_among(wanted).is_some(),
            Self::StageGroup(groups) => groups.contains(&facts.group),
            Self::Stage { places, .. } => places & facts.stage_place != 0,
            Self::Tag { places, .. } => places & facts.tag_places != 0,
            Self::Country(countries) => summary.country.is_some_and(|country| countries.contains(&country)),
            Self::Type(types) => summary.kind.is_some_and(|kind| types.contains(&kind)),
            Self::Grade(grades) => facts.grade.is_some_and(|grade| grades.contains(&grade)),
            Self::Class { places, .. } => {
                facts.standing.is_some_and(|standing| places & bit(standing.class.get()) != 0)
            }
            Self::Count { what, least, most } => (*least..=*most).contains(&what.of(facts)),
            Self::YesNo { what, wanted } => what.of(facts) == *wanted,
        })
    }
}

/// Something that lies no more than `days` back.
fn until_end(since: Option<Day>, days: Day, today: Day) -> Answer {
    match since.map(|since| since.saturating_add(days)) {
        Some(last) if today <= last => Answer { holds: true, until: last.saturating_add(1) },
        _ => Answer::fixed(false),
    }
}

/// Something that has lasted for `least` days and no more than `most`; what lies ahead has not begun.
fn while_old(since: Option<Day>, least: u32, most: u32, today: Day) -> Answer {
    let Some(since) = since else { return Answer::fixed(false) };
    let later = |days: u32| since.saturating_add_unsigned(days);
    if today < later(least) {
        return Answer { holds: false, until: later(least) };
    }
    if today <= later(most) {
        Answer { holds: true, until: later(most).saturating_add(1) }
    } else {
        Answer::fixed(false)
    }
}

/// Something that comes in `least` days or more, and in `most` at most; what is over does not.
fn when_ahead(day: Option<Day>, least: u32, most: u32, today: Day) -> Answer {
    let Some(day) = day else { return Answer::fixed(false) };
    let (from, until) = (day.saturating_sub_unsigned(most), day.saturating_sub_unsigned(least));
    let turns = [from, until.saturating_add(1)];
    Answer { holds: (from..=until).contains(&today), until: first_after(turns.into_iter(), today) }
}

fn first_after(turns: impl Iterator<Item = Day>, today: Day) -> Day {
    turns.filter(|turn| *turn > today).min().unwrap_or(NEVER)
}
