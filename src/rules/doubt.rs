//! What can be read in a rule file and cannot be meant: it stops nothing, but whoever checks the file is told.

use super::{Rules, read};
use crate::domain::Stages;

/// Something in a rule file that does nothing. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub line: usize,
    pub column: usize,
    pub what: Doubtful,
}

/// What does nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubtful {
    /// Whoever a class would take is taken by another one before.
    NeverReached { class: String, by: String },
    /// A condition never holds, since no customer is what it asks of these words.
    NeverHolds { words: Vec<&'static str> },
    /// The condition of a class always holds, so that no class behind it is reached.
    TakesEverybody { class: String },
    /// A flag asks for a class that is never reached.
    AsksInVain { class: String },
}

impl Rules {
    /// What does nothing in a user's rule file, from its top to its end; only what is certain.
    pub fn doubts(text: &str, stages: &Stages) -> Vec<Doubt> {
        read::doubts(text, &super::BUILTIN, stages)
    }
}
