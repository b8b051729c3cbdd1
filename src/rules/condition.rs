//! Conditions of the rule file: all, any and not over a fixed vocabulary of facts.

mod answer;
mod gate;
mod implied;
mod question;

pub(super) use answer::{ALWAYS, Answer, NEVER};
pub(super) use gate::{Has, had};
pub(super) use question::{Age, Count, Event, YesNo};

use super::facts::{Day, Facts};
use super::named::{Named, Places};
use super::reason::Reason;
use crate::domain::text::half_width;
use crate::domain::{ClassId, Country, CustomerType, Grade, StageGroup, StageId, Stages};
use gate::Gate;
use serde::{Deserialize, Serialize};
use time::Date;

/// A condition of a class, a text, a flag or a bonus, behind its gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct When {
    gate: Gate,
    condition: Condition,
}

/// A condition that was checked when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Fact(Fact),
}

/// One question about a customer.
///
/// Names are kept beside their places as bits: they are what the file says, and these are what is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Fact {
    StageGroup(Vec<StageGroup>),
    Stage {
        ids: Vec<StageId>,
        places: Places,
    },
    /// Tags as [`folded`] makes them.
    Tag {
        tags: Vec<String>,
        places: Places,
    },
    Country(Vec<Country>),
    Type(Vec<CustomerType>),
    Grade(Vec<Grade>),
    Class {
        ids: Vec<ClassId>,
        places: Places,
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
    /// The agreed day comes in so many days; today is 0.
    NextStepIn {
        least: u32,
        most: u32,
    },
    /// Who follows the customer, as [`folded`] makes names.
    Owner(Vec<String>),
    /// What the customer deals in, as [`fold_name`] makes names, which is in the name of a product.
    Product(Vec<String>),
}

impl When {
    /// The gate stays open until the names have their places.
    pub fn new(condition: Condition) -> Self {
        Self { gate: Gate::OPEN, condition }
    }

    /// A condition that never holds.
    pub fn never() -> Self {
        Self::new(Condition::Any(Vec::new()))
    }

    pub fn holds(&self, facts: &Facts, today: Day) -> bool {
        self.answer(facts, today).holds
    }

    pub fn answer(&self, facts: &Facts, today: Day) -> Answer {
        if self.gate.lets_in(facts) { self.condition.answer(facts, today) } else { Answer::fixed(false) }
    }

    /// Whether it can hold because of a balance, a deposit or a refund, goods that did not leave, a sample without a word, an
    /// offer that ends, an order of which the stage says nothing, or a message or a complaint without an answer.
    pub fn asks_about_business(&self) -> bool {
        self.condition.asks_about_business()
    }

    /// Whether `other` certainly holds for everybody for whom this one does.
    pub fn implies(&self, other: &Self, stages: Option<&Stages>) -> bool {
        self.condition.implies(&other.condition, stages)
    }

    /// Whether it certainly holds for everybody.
    pub fn always_holds(&self, stages: Option<&Stages>) -> bool {
        self.condition.truism(stages).is_some()
    }

    /// Whether it certainly holds for nobody.
    pub fn never_holds(&self, stages: Option<&Stages>) -> bool {
        self.condition.contradiction(stages).is_some()
    }

    /// Gives the names that are asked for their places.
    pub fn place_names(&mut self, named: &mut Named) {
        self.condition.place_names(named);
        self.gate = Gate::of(&self.condition);
    }

    /// Adds what made this condition hold.
    pub fn reasons(&self, facts: &Facts, today: Day, found: &mut Vec<Reason>) {
        self.condition.reasons(facts, today, Outcome::Met, found);
    }
}

impl Condition {
    fn holds(&self, facts: &Facts, today: Day) -> bool {
        self.answer(facts, today).holds
    }

    fn place_names(&mut self, named: &mut Named) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.place_names(named);
                }
            }
            Self::Not(part) => part.place_names(named),
            Self::Fact(Fact::Stage { ids, places }) => *places = named.stages.places(ids),
            Self::Fact(Fact::Tag { tags, places }) => *places = named.tags.places(tags),
            Self::Fact(Fact::Class { ids, places }) => *places = named.classes.places(ids),
            Self::Fact(_) => {}
        }
    }

    /// See [`When::asks_about_business`].
    fn asks_about_business(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::asks_about_business),
            Self::Not(_) => false,
            Self::Fact(Fact::Age { what, .. }) => {
                matches!(
                    what,
                    Age::Balance | Age::Deposit | Age::Sample | Age::Waiting | Age::Complaint | Age::Etd
                )
            }
            Self::Fact(fact) => matches!(
                fact,
                Fact::QuoteExpires { .. }
                    | Fact::YesNo {
                        what: YesNo::RefundDue
                            | YesNo::WroteSinceStage
                            | YesNo::OrderedSinceStage
                            | YesNo::ComplainedSinceStage,
                        wanted: true
                    }
            ),
        }
    }

    /// Adds what made this condition come out as `outcome`.
    fn reasons(&self, facts: &Facts, today: Day, outcome: Outcome, found: &mut Vec<Reason>) {
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
enum Outcome {
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
    fn reason(&self, facts: &Facts, today: Day, outcome: Outcome) -> Option<Reason> {
        match self {
            // Offers that are over are no reason to say that there never was one.
            Self::Within { what: Event::Offered, .. } if facts.offered.is_none() => return None,
            Self::Within { what, .. } => return Some(what.reason(facts, today)),
            // Where these are no exception there is nothing to tell.
            Self::YesNo { what: YesNo::OrderedSinceStage | YesNo::ComplainedSinceStage, wanted: false } => {
                return None;
            }
            Self::YesNo { what, .. } => return what.reason(facts, today),
            _ if !outcome.is_met() => return None,
            _ => {}
        }
        match self {
            Self::StageGroup(_) => Some(Reason::of_group(facts)),
            Self::Stage { .. } => Some(Reason::Stage),
            Self::Tag { places, .. } => facts.tag_among(*places).map(|place| Reason::Tag { place }),
            Self::Country(_) => facts.summary.country.map(Reason::Country),
            Self::Type(_) => facts.summary.kind.map(Reason::Type),
            Self::Grade(_) => facts.grade.map(Reason::Grade),
            Self::Count { what, .. } => what.reason(facts),
            Self::Age { what, .. } => what.reason(facts, today),
            Self::QuoteExpires { days } => {
                expiry_within(facts, *days, today).map(|on| Reason::QuoteExpires { on })
            }
            Self::OverCadence { days } => {
                Some(Reason::Touches { count: touches_within(facts, *days, today), days: *days })
            }
            Self::NextStepIn { .. } => facts.next_step().map(|date| Reason::of_day(facts, date)),
            Self::Owner(_) => Some(Reason::Owner),
            Self::Product(wanted) => facts.product_among(wanted).map(|place| Reason::Product { place }),
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

/// A tag as it is compared: `High-potential` and `high potential` are the same.
pub(super) fn folded(tag: &str) -> String {
    fold(tag).collect()
}

/// The letters by which a tag is compared.
pub(super) fn fold(tag: &str) -> impl Iterator<Item = char> {
    tag.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
