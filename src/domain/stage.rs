//! Stages of a deal. Their list, names and order are data, read from a file that a user may edit.

use super::customer::choice;
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// The id of a stage such as `quoted`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StageId(pub String);

impl StageId {
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The stage at which every customer begins.
    pub fn first() -> Self {
        Self::new("developing")
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same as `==`, quicker over a list of stages: the first letter tells most of them apart.
    pub fn is(&self, other: &Self) -> bool {
        self.0.bytes().next() == other.0.bytes().next() && self == other
    }
}

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    pub id: StageId,
    pub group: StageGroup,
    pub zh: String,
    pub en: String,
    /// Other words people type for it.
    pub also: Vec<String>,
}

/// All stages in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stages(Vec<Stage>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageFile {
    #[serde(default)]
    stage: Vec<StageEntry>,
}

/// A stage as it stands in the file, with the place of its id for error messages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageEntry {
    id: Spanned<StageId>,
    group: StageGroup,
    zh: String,
    en: String,
    #[serde(default)]
    also: Vec<String>,
}

/// The stages that the program comes with.
pub const DEFAULT_STAGES: &str = include_str!("../../assets/stages.toml");

impl Stages {
    /// Reads a stage file.
    ///
    /// # Errors
    /// A sentence that names the line and what is wrong there.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: StageFile = toml::from_str(text).map_err(|error| error.to_string())?;
        if file.stage.is_empty() {
            return Err("no [[stage]] in it; at least one is needed".into());
        }
        let mut stages: Vec<Stage> = Vec::new();
        for StageEntry { id, group, zh, en, also } in file.stage {
            let line = line_of(text, id.span().start);
            let stage = Stage { id: id.into_inner(), group, zh, en, also };
            if stage.id.as_str().is_empty() {
                return Err(format!("line {line}: this stage has an empty id; give it one of its own"));
            }
            if stages.iter().any(|earlier| earlier.id == stage.id) {
                return Err(format!("line {line}: stage id \"{}\" is there twice", stage.id.as_str()));
            }
            stages.push(stage);
        }
        Ok(Self(stages))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Stage> {
        self.0.iter()
    }

    pub fn get(&self, id: &StageId) -> Option<&Stage> {
        self.0.iter().find(|stage| stage.id.is(id))
    }

    /// What the stage means to the rules; a stage that is no longer in the file counts as early.
    pub fn group(&self, id: &StageId) -> StageGroup {
        self.get(id).map_or(StageGroup::Early, |stage| stage.group)
    }

    /// The place of a stage in the order; unknown stages come last.
    pub fn position(&self, id: &StageId) -> usize {
        self.0.iter().position(|stage| stage.id == *id).unwrap_or(self.0.len())
    }

    /// The stage that a person means: its id, one of its names, or an unambiguous beginning of one.
    pub fn find(&self, typed: &str) -> Option<&Stage> {
        let key = fold(typed);
        if key.is_empty() {
            return None;
        }
        let names = |stage: &Stage| {
            let own = [stage.id.as_str(), &stage.zh, &stage.en].map(fold);
            own.into_iter().chain(stage.also.iter().map(|name| fold(name))).collect::<Vec<_>>()
        };
        if let Some(exact) = self.0.iter().find(|stage| names(stage).contains(&key)) {
            return Some(exact);
        }
        let mut begin = self.0.iter().filter(|stage| names(stage).iter().any(|name| name.starts_with(&key)));
        match (begin.next(), begin.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }
}

/// The line, from 1, on which a byte of the text stands.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
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

    #[test]
    fn a_wrong_file_is_refused_with_a_reason() {
        let twice = "[[stage]]\nid='a'\ngroup='early'\nzh='甲'\nen='A'\n".repeat(2);
        assert!(Stages::parse(&twice).unwrap_err().contains("twice"));
        assert!(
            Stages::parse("[[stage]]\nid='a'\ngroup='nowhere'\nzh=''\nen=''").unwrap_err().contains("line 3")
        );
    }
}
