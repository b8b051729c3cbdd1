//! The names that a rule file asks for, each with a place, so that a customer's own names are looked up
//! once and every condition is a look at some bits.

use super::condition::fold;
use crate::domain::stage::Mark;
use crate::domain::{ClassId, StageId};
use serde::{Deserialize, Serialize};

/// Places as bits.
pub(super) type Places = u128;

/// More names than fit into [`Places`].
pub(super) const MOST_NAMES: usize = 128;

/// Every name that the conditions of a rule file hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Named {
    pub stages: Names<StageId>,
    /// A mark of each of them, in the same order.
    pub stage_marks: Vec<Mark>,
    /// As [`super::condition::folded`] makes them.
    pub tags: Names<String>,
    /// All classes of the file, in its order, whether they are asked for or not.
    pub classes: Names<ClassId>,
}

/// Names of one kind, each once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Names<T>(Vec<T>);

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for Names<T> {
    fn from_iter<I: IntoIterator<Item = T>>(names: I) -> Self {
        Self(names.into_iter().collect())
    }
}

impl<T: Clone + PartialEq> Names<T> {
    /// The places of these names, which get one if they have none.
    pub fn places(&mut self, names: &[T]) -> Places {
        names.iter().fold(0, |places, name| {
            let place = self.0.iter().position(|known| known == name);
            places
                | bit(place.unwrap_or_else(|| {
                    self.0.push(name.clone());
                    self.0.len() - 1
                }))
        })
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl Named {
    /// The place of a stage, where a condition asks for it.
    pub fn place_of_stage(&self, stage: &StageId) -> Places {
        let mark = stage.mark();
        let marked =
            self.stage_marks.iter().zip(&self.stages.0).zip(0..).filter(|((own, _), _)| **own == mark);
        let mut places = marked.map(|((_, known), place)| (known, place));
        places.find(|(known, _)| *known == stage).map_or(0, |(_, place)| bit(place))
    }

    /// Notes the marks of all stages, once they have their places.
    pub fn mark_stages(&mut self) {
        self.stage_marks = self.stages.0.iter().map(StageId::mark).collect();
    }
}

impl Names<String> {
    /// The places of a customer's tags, however they are spelt.
    pub fn places_of_tags(&self, tags: &[String]) -> Places {
        tags.iter().filter(|tag| self.may_have(tag)).fold(0, |found, tag| found | self.place_of_tag(tag))
    }

    /// A look at the first letter, which tells most tags apart; only what it does not settle is folded, which is slow.
    fn may_have(&self, tag: &str) -> bool {
        let Some(first) = tag.bytes().next().filter(u8::is_ascii_alphanumeric) else {
            return !tag.is_empty();
        };
        let first = first.to_ascii_lowercase();
        self.0.iter().any(|wanted| wanted.bytes().next() == Some(first))
    }

    fn place_of_tag(&self, tag: &str) -> Places {
        let same = |(_, wanted): &(usize, &String)| {
            if !tag.is_ascii() {
                return fold(tag).eq(wanted.chars());
            }
            // The same without the way over characters, for nearly every tag.
            let letters = tag.bytes().filter(u8::is_ascii_alphanumeric);
            letters.map(|letter| letter.to_ascii_lowercase()).eq(wanted.bytes())
        };
        self.0.iter().enumerate().find(same).map_or(0, |(place, _)| bit(place))
    }
}

/// The bit of a place; places beyond the last bit have none.
pub(super) fn bit(place: usize) -> Places {
    u32::try_from(place).ok().and_then(|place| 1_u128.checked_shl(place)).unwrap_or(0)
}
