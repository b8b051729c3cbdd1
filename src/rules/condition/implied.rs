//! What conditions say of each other: whether one holds wherever another does, and whether one can hold at all.
//!
//! Only what is certain is told; of stages nobody knows here to which group they belong.

use super::{Condition, Fact};
use std::ops::RangeInclusive;

/// What a condition cannot do without.
enum Part<'c> {
    So(&'c Fact),
    NotSo(&'c Fact),
}

impl Condition {
    /// Whether `other` certainly holds for everybody for whom this one does.
    pub fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::All(parts)) => parts.iter().all(|part| self.implies(part)),
            (Self::Any(parts), _) => parts.iter().all(|part| part.implies(other)),
            (Self::Not(this), Self::Not(that)) if that.implies(this) => true,
            (Self::Fact(this), Self::Fact(that)) if this.implies(that) => true,
            _ => {
                let by_part =
                    matches!(self, Self::All(parts) if parts.iter().any(|part| part.implies(other)));
                by_part || matches!(other, Self::Any(parts) if parts.iter().any(|part| self.implies(part)))
            }
        }
    }

    /// The word of which it asks what excludes itself, so that it never holds.
    pub fn contradiction(&self) -> Option<&'static str> {
        let mut needed = Vec::new();
        self.needs(&mut needed);
        let clash = |(place, one): (usize, &Part<'_>)| {
            let mut others = needed.iter().skip(place + 1);
            others.find_map(|other| one.clashes(other))
        };
        needed.iter().enumerate().find_map(clash)
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
    /// The word of which both cannot be so.
    fn clashes(&self, other: &Self) -> Option<&'static str> {
        let (fact, is_clash) = match (self, other) {
            (Self::So(this), Self::So(that)) => (this, this.excludes(that)),
            (Self::So(this), Self::NotSo(that)) | (Self::NotSo(that), Self::So(this)) => {
                (this, this.implies(that))
            }
            (Self::NotSo(_), Self::NotSo(_)) => return None,
        };
        is_clash.then(|| fact.word())
    }
}

impl Fact {
    fn implies(&self, other: &Self) -> bool {
        match (self, other) {
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

    /// Whether nobody has both; somebody may have several tags and products.
    fn excludes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::StageGroup(this), Self::StageGroup(that)) => are_apart(this, that),
            (Self::Stage { ids: this, .. }, Self::Stage { ids: that, .. }) => are_apart(this, that),
            (Self::Country(this), Self::Country(that)) => are_apart(this, that),
            (Self::Type(this), Self::Type(that)) => are_apart(this, that),
            (Self::Grade(this), Self::Grade(that)) => are_apart(this, that),
            (Self::Class { ids: this, .. }, Self::Class { ids: that, .. }) => are_apart(this, that),
            (Self::Owner(this), Self::Owner(that)) => are_apart(this, that),
            (Self::YesNo { what: this, wanted }, Self::YesNo { what: that, wanted: opposite }) => {
                this == that && wanted != opposite
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
