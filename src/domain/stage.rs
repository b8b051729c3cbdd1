//! Stages of a deal. Their list, names and order are data, read from a file that a user may edit.

mod builtin;
mod read;

use super::customer::choice;
use super::text_file::FileError;
use serde::{Deserialize, Serialize};

/// The id of a stage such as `quoted`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StageId(pub String);

impl StageId {
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The stage at which every customer begins where the list says nothing else; see [`Stages::opening`].
    pub fn first() -> Self {
        Self::new("developing")
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells most stages apart without reading their ids.
    pub fn mark(&self) -> Mark {
        let letters = self.0.as_bytes();
        let letter = |place: usize| letters.get(place).copied().unwrap_or(0);
        Mark([letter(0), letter(2), letter(letters.len().saturating_sub(1)), letters.len().to_le_bytes()[0]])
    }
}

/// A few letters of an id and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark([u8; 4]);

choice! {
    /// What a stage means to the rules, whatever it is called.
    StageGroup {
        /// Not yet a concrete inquiry.
        Early = "early",
        /// A concrete inquiry is open.
        Inquiry = "inquiry",
        /// Something has been ordered.
        Ordered = "ordered",
        /// Nothing happens, but it may again.
        Dormant = "dormant",
        /// It is over; never due.
        Lost = "lost",
    }
}

/// One stage with its names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    pub id: StageId,
    pub group: StageGroup,
    pub zh: String,
    pub en: String,
    /// Other words people type for it.
    pub also: Vec<String>,
}

/// All stages in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stages {
    list: Vec<Stage>,
    /// A mark of each, in the same order: a customer's stage is looked up for everybody at once.
    marks: Vec<Mark>,
}

/// The stages that the program comes with.
pub const DEFAULT_STAGES: &str = include_str!("../../assets/stages.toml");

impl Stages {
    /// The stages of [`DEFAULT_STAGES`].
    pub fn builtin() -> Self {
        builtin::BUILTIN.clone()
    }

    /// Reads a stage file.
    ///
    /// # Errors
    /// Every mistake in it, each with its line and column.
    pub fn parse(text: &str) -> Result<Self, FileError> {
        read::read(text)
    }

    fn new(list: Vec<Stage>) -> Self {
        let marks = list.iter().map(|stage| stage.id.mark()).collect();
        Self { list, marks }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Stage> {
        self.list.iter()
    }

    /// The stage at which a new customer begins: the first one of group early, else the first one.
    pub fn opening(&self) -> StageId {
        let stage = self.first_of(StageGroup::Early).or_else(|| self.list.first());
        stage.map_or_else(StageId::first, |stage| stage.id.clone())
    }

    /// The first stage of a group.
    pub fn first_of(&self, group: StageGroup) -> Option<&Stage> {
        self.list.iter().find(|stage| stage.group == group)
    }

    pub fn get(&self, id: &StageId) -> Option<&Stage> {
        let mark = id.mark();
        let marked = self.marks.iter().zip(&self.list).filter(|(own, _)| **own == mark);
        marked.map(|(_, stage)| stage).find(|stage| stage.id == *id)
    }

    /// What the stage means to the rules; a stage that is no longer in the file counts as early.
    pub fn group(&self, id: &StageId) -> StageGroup {
        self.get(id).map_or(StageGroup::Early, |stage| stage.group)
    }

    /// The place of a stage in the order; unknown stages come last.
    pub fn position(&self, id: &StageId) -> usize {
        self.list.iter().position(|stage| stage.id == *id).unwrap_or(self.list.len())
    }

    /// The stage of exactly that id or name.
    pub fn named(&self, typed: &str) -> Option<&Stage> {
        let key = fold(typed);
        self.list.iter().find(|stage| names(stage).contains(&key))
    }

    /// The stage that a person means: its id, one of its names, or an unambiguous beginning of one.
    pub fn find(&self, typed: &str) -> Option<&Stage> {
        let key = fold(typed);
        if key.is_empty() {
            return None;
        }
        if let Some(exact) = self.named(typed) {
            return Some(exact);
        }
        let mut begin =
            self.list.iter().filter(|stage| names(stage).iter().any(|name| name.starts_with(&key)));
        match (begin.next(), begin.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }
}

/// Everything that a stage is called, as names are compared.
fn names(stage: &Stage) -> Vec<String> {
    let own = [stage.id.as_str(), &stage.zh, &stage.en].map(fold);
    own.into_iter().chain(stage.also.iter().map(|name| fold(name))).collect()
}

/// Names are compared without case, spaces, hyphens and underscores.
fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_stages_are_those_of_the_trade_in_order() {
        let stages = Stages::parse(DEFAULT_STAGES).unwrap();
        let ids: Vec<_> = stages.iter().map(|stage| stage.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "developing",
                "first_interest",
                "comparing",
                "quoted",
                "sampling",
                "sample_confirmed",
                "awaiting_feedback",
                "negotiating",
                "pi_sent",
                "trial_order",
                "won",
                "repeat",
                "dormant",
                "lost",
            ]
        );
    }

    #[test]
    fn a_new_customer_begins_in_the_first_early_stage_of_the_list() {
        let check = |list: &[(&str, &str)], expected: &str| {
            let stage = |(id, group): &(&str, &str)| {
                format!("[[stage]]\nid = \"{id}\"\ngroup = \"{group}\"\nzh = \"{id}\"\nen = \"{id}\"\n")
            };
            let stages = Stages::parse(&list.iter().map(stage).collect::<String>()).unwrap();
            assert_eq!(stages.opening().as_str(), expected, "{list:?}");
        };
        check(&[("gone", "lost"), ("lead", "early"), ("developing", "early")], "lead");
        check(&[("talks", "inquiry"), ("booked", "ordered")], "talks");
        assert_eq!(Stages::parse(DEFAULT_STAGES).unwrap().opening(), StageId::first());
    }

    #[test]
    fn a_stage_is_found_by_id_name_or_beginning() {
        let stages = Stages::parse(DEFAULT_STAGES).unwrap();
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(stages.find(typed).map(|stage| stage.id.as_str()), expected, "{typed}");
        };
        check("quoted", Some("quoted"));
        check("Sample Confirmed", Some("sample_confirmed"));
        check("样品确认", Some("sample_confirmed"));
        check("已发PI", Some("pi_sent"));
        check("neg", Some("negotiating"));
        check("sampl", None);
        check("waiting for feedback", Some("awaiting_feedback"));
        check("", None);
        check("nonsense", None);
    }
}
