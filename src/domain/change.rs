//! One user action as data: a list of edits, each with what was there before and what is there after.

use super::{ChangeId, CustomerId, Moment, Record, RecordId};
use serde::{Deserialize, Serialize};

/// Who a change is by where not even the account has a name; nobody signs with it.
pub const UNNAMED_AUTHOR: &str = "me";

/// What a person did in one go, and what one undo takes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub id: ChangeId,
    pub at: Moment,
    pub author: String,
    pub cause: Cause,
    pub edits: Vec<Edit>,
}

/// Why a change was made; the words for it are in `lang`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    Added,
    Logged,
    Edited,
    Tagged,
    Graded,
    Classed,
    Planned,
    Snoozed,
    Deleted,
    Imported,
    Generated,
    /// Takes back another change.
    Undid(ChangeId),
    /// Takes back a taking-back.
    Redid(ChangeId),
    /// A business record was written down.
    Recorded,
    /// The stage was moved without a contact.
    Moved,
    /// Rates of exchange were written down.
    Rated,
}

/// One record made (`before` absent), altered, or removed (`after` absent).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub before: Option<Record>,
    pub after: Option<Record>,
}

impl Edit {
    pub fn create(after: impl Into<Record>) -> Self {
        Self { before: None, after: Some(after.into()) }
    }

    pub fn update(before: impl Into<Record>, after: impl Into<Record>) -> Self {
        Self { before: Some(before.into()), after: Some(after.into()) }
    }

    pub fn remove(before: impl Into<Record>) -> Self {
        Self { before: Some(before.into()), after: None }
    }

    /// The record that this edit is about; nothing for an edit without content.
    pub fn record_id(&self) -> Option<RecordId> {
        self.either().map(Record::id)
    }

    /// The customer whose record this is about; nothing for what belongs to no customer.
    pub fn customer(&self) -> Option<CustomerId> {
        self.either().map(Record::customer).filter(|id| *id != CustomerId::NOBODY)
    }

    /// Whether this edit changes nothing.
    pub fn is_idle(&self) -> bool {
        self.before == self.after
    }

    /// The edit that takes this one back.
    pub fn inverse(self) -> Self {
        Self { before: self.after, after: self.before }
    }

    fn either(&self) -> Option<&Record> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

impl Change {
    /// The customers that this change touches, each once, in the order of the edits.
    pub fn customers(&self) -> Vec<CustomerId> {
        let mut seen = std::collections::HashSet::new();
        self.edits.iter().filter_map(Edit::customer).filter(|id| seen.insert(*id)).collect()
    }

    /// The change that takes this one back: the inverse edits, last first.
    pub fn inverse(self, id: ChangeId, at: Moment, author: String, cause: Cause) -> Self {
        let edits = self.edits.into_iter().rev().map(Edit::inverse).collect();
        Self { id, at, author, cause, edits }
    }
}
