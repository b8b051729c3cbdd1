//! Conditions of the rule file: all, any and not over a fixed vocabulary of facts.

mod question;
mod turn;

pub(super) use question::{Age, Count, Event, YesNo};

use super::Class;
use super::facts::{Day, Facts, days_since};
use super::reason::Reason;
use crate::domain::text::half_width;
use crate::domain::{ClassId, Country, CustomerType, Grade, StageGroup, StageId};
use time::Date;

/// A condition that was checked when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Fact(Fact),
}

/// One question about a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    StageGroup(Vec<StageGroup>),
    Stage(Vec<StageId>),
    /// Tags as [`folded`] makes them.
    Tag(Vec<String>),
    Country(Vec<Country>),
    Type(Vec<CustomerType>),
    Grade(Vec<Grade>),
    /// Classes by name, and by their places in the file as bits, since asking must be quick.
    Class {
        ids: Vec<ClassId>,
        places: u128,
    },
    Count {
        what: Count,
        least: u32,
        most: u32,
    },
    YesNo {
        what: YesNo,
        wanted: bool,
    },
    Within {
        what: Event,
        days: u16,
    },
    Age {
        what: Age,
        least: u32,
        most: u32,
    },
    /// An open quotation ends today or within so many days.
    QuoteExpires {
        days: u16,
    },
    /// Within so many days we got in touch on more days than the cadence of the class asks for.
    OverCadence {
        days: u16,
    },
}

impl Condition {
    pub fn holds(&self, facts: &Facts, today: Day) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(facts, today)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(facts, today)),
            Self::Not(part) => !part.holds(facts, today),
            Self::Fact(fact) => fact.holds(facts, today),
        }
    }

    /// Finds the places of the classes that are named.
    pub fn find_classes(&mut self, classes: &[Class]) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.find_classes(classes);
                }
            }
            Self::Not(part) => part.find_classes(classes),
            Self::Fact(Fact::Class { ids, places }) => {
                let named = classes.iter().enumerate().filter(|(_, class)| ids.contains(&class.id));
                *places = named.fold(0, |places, (place, _)| places | bit(place));
            }
            Self::Fact(_) => {}
        }
    }

    /// Whether it can hold because of a balance, a sample without a word, or an offer that ends.
    pub fn asks_about_business(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::asks_about_business),
            Self::Not(_) => false,
            Self::Fact(Fact::Age { what, .. }) => matches!(what, Age::Balance | Age::Sample),
            Self::Fact(fact) => matches!(fact, Fact::QuoteExpires { .. }),
        }
    }

    /// Adds what made this condition come out as `outcome`.
    pub fn reasons(&self, facts: &Facts, today: Day, outcome: Outcome, found: &mut Vec<Reason>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts.iter().filter(|part| part.holds(facts, today) == outcome.is_met()) {
                    part.reasons(facts, today, outcome, found);
                }
            }
            Self::Not(part) => part.reasons(facts, today, outcome.opposite(), found),
            Self::Fact(fact) => found.extend(fact.reason(facts, today, outcome)),
        }
    }
}

/// Whether a condition held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Met,
    NotMet,
}

impl Outcome {
    fn is_met(self) -> bool {
        self == Self::Met
    }

    fn opposite(self) -> Self {
        if self.is_met() { Self::NotMet } else { Self::Met }
    }
}

impl Fact {
    fn holds(&self, facts: &Facts, today: Day) -> bool {
        let summary = facts.summary;
        match self {
            Self::StageGroup(groups) => groups.contains(&facts.group),
            Self::Stage(stages) => stages.contains(facts.stage),
            Self::Tag(tags) => summary.tags.iter().any(|tag| tags.iter().any(|wanted| is_tag(tag, wanted))),
            Self::Country(countries) => summary.country.is_some_and(|country| countries.contains(&country)),
            Self::Type(types) => summary.kind.is_some_and(|kind| types.contains(&kind)),
            Self::Grade(grades) => facts.grade.is_some_and(|grade| grades.contains(&grade)),
            Self::Class { places, .. } => {
                facts.standing.is_some_and(|standing| places & bit(standing.class.get()) != 0)
            }
            Self::Count { what, least, most } => (*least..=*most).contains(&what.of(facts)),
            Self::YesNo { what, wanted } => what.of(facts) == *wanted,
            Self::Within { what, days } => {
                what.day(facts).is_some_and(|day| today.saturating_sub(day) <= Day::from(*days))
            }
            Self::Age { what, least, most } => what
                .day(facts)
                .is_some_and(|day| day <= today && (*least..=*most).contains(&days_since(day, today))),
            Self::QuoteExpires { days } => expiry_within(facts, *days, today).is_some(),
            Self::OverCadence { days } => facts.standing.is_some_and(|standing| {
                let asked = u32::from(*days / standing.cadence.max(1)).max(1);
                touches_within(facts, *days, today) > asked
            }),
        }
    }

    fn reason(&self, facts: &Facts, today: Day, outcome: Outcome) -> Option<Reason> {
        match self {
            Self::Within { what, .. } => return Some(what.reason(facts, today)),
            Self::YesNo { what, .. } => return what.reason(facts, today),
            _ if !outcome.is_met() => return None,
            _ => {}
        }
        match self {
            Self::StageGroup(_) => Some(Reason::of_group(facts)),
            Self::Stage(_) => Some(Reason::Stage),
            Self::Tag(_) => Some(Reason::Tag),
            Self::Country(_) => Some(Reason::Country),
            Self::Type(_) => Some(Reason::Type),
            Self::Grade(_) => facts.grade.map(Reason::Grade),
            Self::Count { what, .. } => Some(what.reason(facts)),
            Self::Age { what, .. } => what.reason(facts, today),
            Self::QuoteExpires { days } => {
                expiry_within(facts, *days, today).map(|on| Reason::QuoteExpires { on })
            }
            Self::OverCadence { days } => {
                Some(Reason::Touches { count: touches_within(facts, *days, today), days: *days })
            }
            Self::Class { .. } | Self::YesNo { .. } | Self::Within { .. } => None,
        }
    }
}

/// The first last day of an open quotation that lies within so many days.
fn expiry_within(facts: &Facts, days: u16, today: Day) -> Option<Date> {
    let ahead = |date: &&Date| (0..=Day::from(days)).contains(&(date.to_julian_day() - today));
    facts.summary.deals.open_until.iter().find(ahead).copied()
}

/// On how many of the last so many days, today included, we got in touch.
fn touches_within(facts: &Facts, days: u16, today: Day) -> u32 {
    let recent = |date: &&Date| (0..Day::from(days)).contains(&(today - date.to_julian_day()));
    u32::try_from(facts.summary.contact.touches.iter().filter(recent).count()).unwrap_or(u32::MAX)
}

/// The bit of a place; places beyond the last bit have none.
fn bit(place: usize) -> u128 {
    u32::try_from(place).ok().and_then(|place| 1_u128.checked_shl(place)).unwrap_or(0)
}

/// A tag as it is compared: `High-potential` and `high potential` are the same.
pub(super) fn folded(tag: &str) -> String {
    fold(tag).collect()
}

fn is_tag(tag: &str, wanted: &str) -> bool {
    fold(tag).eq(wanted.chars())
}

fn fold(tag: &str) -> impl Iterator<Item = char> {
    tag.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
