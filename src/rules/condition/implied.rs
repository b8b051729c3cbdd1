//! What conditions say of each other: whether one holds wherever another does, and whether one can hold at all.
//!
//! Only what is certain is told; to which group a stage belongs is known only where there is a list of stages.

use super::{Age, Condition, Count, Event, Fact, YesNo};
use crate::domain::Stages;
use std::ops::RangeInclusive;

/// What a condition cannot do without.
enum Part<'c> {
    So(&'c Fact),
    NotSo(&'c Fact),
}

/// The words of the rule file of which a condition asks what nobody is: one, or two that exclude each other.
pub type Words = Vec<&'static str>;

impl Condition {
    /// Whether `other` certainly holds for everybody for whom this one does.
    pub fn implies(&self, other: &Self, stages: Option<&Stages>) -> bool {
        match (self, other) {
            (_, Self::All(parts)) => parts.iter().all(|part| self.implies(part, stages)),
            (Self::Any(parts), _) => parts.iter().all(|part| part.implies(other, stages)),
            (Self::Not(this), Self::Not(that)) if that.implies(this, stages) => true,
            (Self::Fact(this), Self::Fact(that)) if this.implies(that, stages) => true,
            _ => {
                let by_part =
                    matches!(self, Self::All(parts) if parts.iter().any(|part| part.implies(other, stages)));
                let to_part = |part: &Self| self.implies(part, stages);
                by_part || matches!(other, Self::Any(parts) if parts.iter().any(to_part))
            }
        }
    }

    /// The words of which it asks what nobody is, so that it never holds.
    pub fn contradiction(&self, stages: Option<&Stages>) -> Option<Words> {
        let mut needed = Vec::new();
        self.needs(&mut needed);
        let clash = |(place, one): (usize, &Part<'_>)| {
            let mut others = needed.iter().skip(place + 1);
            others.find_map(|other| one.clashes(other, stages))
        };
        needed.iter().enumerate().find_map(clash).or_else(|| match self {
            Self::All(parts) => parts.iter().find_map(|part| part.contradiction(stages)),
            Self::Any(parts) => first_of_all(parts, |part| part.contradiction(stages)),
            Self::Not(part) => part.truism(stages),
            Self::Fact(_) => None,
        })
    }

    /// The words of which it asks what everybody is, so that it always holds.
    pub fn truism(&self, stages: Option<&Stages>) -> Option<Words> {
        match self {
            Self::All(parts) => first_of_all(parts, |part| part.truism(stages)),
            Self::Any(parts) => parts.iter().find_map(|part| part.truism(stages)),
            Self::Not(part) => part.contradiction(stages),
            Self::Fact(fact @ Fact::Count { least: 0, most: u32::MAX, .. }) => Some(vec![fact.word()]),
            Self::Fact(_) => None,
        }
    }

    fn needs<'c>(&'c self, found: &mut Vec<Part<'c>>) {
        match self {
            Self::All(parts) => parts.iter().for_each(|part| part.needs(found)),
            Self::Fact(fact) => found.push(Part::So(fact)),
            Self::Not(part) => match &**part {
                Self::Fact(fact) => found.push(Part::NotSo(fact)),
                Self::Any(parts) => found.extend(parts.iter().filter_map(|part| match part {
                    Self::Fact(fact) => Some(Part::NotSo(fact)),
                    _ => None,
                })),
                _ => {}
            },
            Self::Any(_) => {}
        }
    }
}

impl Part<'_> {
    /// The words of which both cannot be so.
    fn clashes(&self, other: &Self, stages: Option<&Stages>) -> Option<Words> {
        let (this, that, is_clash) = match (self, other) {
            (Self::So(this), Self::So(that)) => {
                (this, that, this.excludes(that, stages) || that.excludes(this, stages))
            }
            (Self::So(this), Self::NotSo(that)) | (Self::NotSo(that), Self::So(this)) => {
                (this, that, this.implies(that, stages))
            }
            (Self::NotSo(_), Self::NotSo(_)) => return None,
        };
        let mut words = vec![this.word(), that.word()];
        words.dedup();
        is_clash.then_some(words)
    }
}

impl Event {
    /// What counts the days since the same event.
    fn age(self) -> Option<Age> {
        match self {
            Self::Heard => Some(Age::Heard),
            Self::Contacted => Some(Age::Silent),
            Self::Ordered => Some(Age::Ordered),
            Self::Sample => Some(Age::Sample),
            Self::Stage => Some(Age::Stage),
            Self::Quoted | Self::Offered | Self::Created => None,
        }
    }
}

impl Fact {
    fn implies(&self, other: &Self, stages: Option<&Stages>) -> bool {
        match (self, other) {
            (Self::Stage { ids, .. }, Self::StageGroup(groups)) => {
                let group = |id| stages?.get(id).map(|stage| stage.group);
                ids.iter().all(|id| group(id).is_some_and(|group| groups.contains(&group)))
            }
            (Self::Age { what, most, .. }, Self::Within { what: event, days }) => {
                event.age() == Some(*what) && *most <= u32::from(*days)
            }
            (Self::Age { what: Age::Waiting, .. }, Self::YesNo { what: YesNo::TheyWroteLast, wanted })
            | (Self::NextStepIn { .. }, Self::YesNo { what: YesNo::NextStep, wanted }) => *wanted,
            (
                Self::Count { what: Count::Contacts, least: 1.., .. },
                Self::YesNo { what: YesNo::NeverContacted, wanted },
            ) => !wanted,
            (Self::StageGroup(this), Self::StageGroup(that)) => is_within(this, that),
            (Self::Stage { ids: this, .. }, Self::Stage { ids: that, .. }) => is_within(this, that),
            (Self::Tag { tags: this, .. }, Self::Tag { tags: that, .. }) => is_within(this, that),
            (Self::Country(this), Self::Country(that)) => is_within(this, that),
            (Self::Type(this), Self::Type(that)) => is_within(this, that),
            (Self::Grade(this), Self::Grade(that)) => is_within(this, that),
            (Self::Class { ids: this, .. }, Self::Class { ids: that, .. }) => is_within(this, that),
            (Self::Owner(this), Self::Owner(that)) | (Self::Product(this), Self::Product(that)) => {
                is_within(this, that)
            }
            (Self::Within { days: this, .. }, Self::Within { days: that, .. })
            | (Self::QuoteExpires { days: this }, Self::QuoteExpires { days: that }) => {
                self.word() == other.word() && this <= that
            }
            _ => {
                self == other
                    || self
                        .ranges(other)
                        .is_some_and(|(this, that)| that.contains(this.start()) && that.contains(this.end()))
            }
        }
    }

    /// Whether nobody has both; somebody may have several tags and products. Between two words one order is enough.
    fn excludes(&self, other: &Self, stages: Option<&Stages>) -> bool {
        match (self, other) {
            (Self::Stage { ids, .. }, Self::StageGroup(groups)) => {
                let group = |id| stages?.get(id).map(|stage| stage.group);
                ids.iter().all(|id| group(id).is_some_and(|group| !groups.contains(&group)))
            }
            (Self::Age { what, least, .. }, Self::Within { what: event, days }) => {
                event.age() == Some(*what) && *least > u32::from(*days)
            }
            (Self::StageGroup(this), Self::StageGroup(that)) => are_apart(this, that),
            (Self::Stage { ids: this, .. }, Self::Stage { ids: that, .. }) => are_apart(this, that),
            (Self::Country(this), Self::Country(that)) => are_apart(this, that),
            (Self::Type(this), Self::Type(that)) => are_apart(this, that),
            (Self::Grade(this), Self::Grade(that)) => are_apart(this, that),
            (Self::Class { ids: this, .. }, Self::Class { ids: that, .. }) => are_apart(this, that),
            (Self::Owner(this), Self::Owner(that)) => are_apart(this, that),
            (_, Self::YesNo { what, wanted }) => {
                self.implies(&Self::YesNo { what: *what, wanted: !wanted }, stages)
            }
            _ => self
                .ranges(other)
                .is_some_and(|(this, that)| this.end() < that.start() || that.end() < this.start()),
        }
    }

    /// The numbers that both ask for of the same thing.
    fn ranges(&self, other: &Self) -> Option<(RangeInclusive<u32>, RangeInclusive<u32>)> {
        let range = |fact: &Self| match fact {
            Self::Count { least, most, .. }
            | Self::Age { least, most, .. }
            | Self::NextStepIn { least, most } => Some(*least..=*most),
            _ => None,
        };
        range(self).zip(range(other)).filter(|_| self.word() == other.word())
    }

    /// The word of the rule file that asks for it.
    fn word(&self) -> &'static str {
        match self {
            Self::StageGroup(_) => "stage_group",
            Self::Stage { .. } => "stage",
            Self::Tag { .. } => "tag",
            Self::Country(_) => "country",
            Self::Type(_) => "type",
            Self::Grade(_) => "grade",
            Self::Class { .. } => "class",
            Self::Owner(_) => "owner",
            Self::Product(_) => "product",
            Self::Count { what, .. } => what.id(),
            Self::YesNo { what, .. } => what.id(),
            Self::Within { what, .. } => what.id(),
            Self::Age { what, .. } => what.id(),
            Self::QuoteExpires { .. } => "quote_expires_within_days",
            Self::OverCadence { .. } => "over_cadence_days",
            Self::NextStepIn { .. } => "next_step_in_days",
        }
    }
}

fn is_within<T: PartialEq>(these: &[T], all: &[T]) -> bool {
    these.iter().all(|each| all.contains(each))
}

fn are_apart<T: PartialEq>(these: &[T], others: &[T]) -> bool {
    !these.iter().any(|each| others.contains(each))
}

/// What is found of the first, where it is found of each.
fn first_of_all(parts: &[Condition], found: impl Fn(&Condition) -> Option<Words>) -> Option<Words> {
    let mut all = parts.iter().map(found);
    let first = all.next()??;
    all.all(|each| each.is_some()).then_some(first)
}
