//! The names that a rule file asks for, each with a place, so that a customer's own names are looked up
//! once and every condition is a look at some bits.

use super::condition::fold;
use crate::domain::{ClassId, StageId};

/// Places as bits.
pub(super) type Places = u128;

/// More names than fit into [`Places`].
pub(super) const MOST_NAMES: usize = 128;

/// Every name that the conditions of a rule file hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub stages: Names<StageId>,
    /// As [`super::condition::folded`] makes them.
    pub tags: Names<String>,
    /// All classes of the file, in its order, whether they are asked for or not.
    pub classes: Names<ClassId>,
}

/// Names of one kind, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Names<StageId> {
    /// The place of a stage, where a condition asks for it.
    pub fn place_of_stage(&self, stage: &StageId) -> Places {
        let mark = stage.mark();
        let mut places = self.0.iter().zip(0..);
        places.find(|(known, _)| known.mark() == mark && *known == stage).map_or(0, |(_, place)| bit(place))
    }
}

impl Names<String> {
    /// The places of a customer's tags, however they are spelt.
    pub fn places_of_tags(&self, tags: &[String]) -> Places {
        let places = |tag: &String| {
            // Folding is slow and the first letter tells most tags apart.
            let first = fold(tag).next();
            let same = |(_, wanted): &(usize, &String)| {
                wanted.chars().next() == first && fold(tag).eq(wanted.chars())
            };
            self.0.iter().enumerate().find(same).map_or(0, |(place, _)| bit(place))
        };
        tags.iter().fold(0, |found, tag| found | places(tag))
    }
}

/// The bit of a place; places beyond the last bit have none.
pub(super) fn bit(place: usize) -> Places {
    u32::try_from(place).ok().and_then(|place| 1_u128.checked_shl(place)).unwrap_or(0)
}
