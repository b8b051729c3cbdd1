//! Pop-ups: one at a time, above the panes, gone with Esc.

use super::insights::BehindList;
use super::keymap::Action;
use super::ledger::pipeline::Facet;
use super::load::Level;
use super::outgoing::Outgoing;
use super::snooze::Snooze;
use super::text_field::TextField;
use crate::domain::{ClassId, CustomerId, Grade, Record, RecordId, StageId};
use crate::search::{Hits, Query};
use serde::{Deserialize, Serialize};

/// The pop-up that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    Find(Find),
    Palette(Palette),
    Tags(Tags),
    Grade {
        whom: Vec<CustomerId>,
        at: usize,
    },
    Class {
        whom: Vec<CustomerId>,
        at: usize,
    },
    Owner(Owner),
    Level(Level),
    Snooze(Snooze),
    Delete(Deletion),
    /// The customer whose note was being written was erased elsewhere: keys go nowhere until this is closed.
    Gone {
        company: String,
    },
    NewRecord(NewRecord),
    MoveStage(MoveStage),
    /// Who is behind a figure.
    Behind(BehindList),
    /// Pages, papers and messages.
    Outgoing(Box<Outgoing>),
    /// Any stage to move customers to.
    Stage {
        whom: Vec<CustomerId>,
        at: usize,
    },
    /// The note of a move to another stage.
    Move(StageMove),
    Filter(FilterList),
    Rates(RateBook),
    Versions(Versions),
    Help {
        top: usize,
    },
    /// Every mistake in the files of the user.
    Mistakes {
        top: usize,
    },
    /// Why the rules say what they say of a customer.
    Why {
        customer: CustomerId,
        top: usize,
    },
}

impl Overlay {
    /// Whether a space ticks the row under the cursor: in a list of ticks, while nothing is typed.
    pub fn ticks(&self) -> bool {
        match self {
            Self::Tags(tags) => tags.text.is_blank(),
            Self::Filter(list) => list.text.is_blank(),
            Self::Level(_) => true,
            _ => false,
        }
    }
}

/// Looking for a customer, and for words in what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    pub text: TextField,
    /// The one customer whose entries are looked through.
    pub within: Option<CustomerId>,
    pub found: Vec<CustomerId>,
    /// The words that are looked for; nothing before enough is typed.
    pub query: Option<Query>,
    /// Entries that hold the words, below the customers.
    pub hits: Hits,
    /// There may be more of them.
    pub is_looking: bool,
    pub at: usize,
}

/// Looking for an action by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    pub text: TextField,
    pub found: Vec<Action>,
    pub at: usize,
}

/// Putting tags on customers and taking them off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tags {
    pub whom: Vec<CustomerId>,
    pub text: TextField,
    /// Tags that fit what is typed; a new one comes last.
    pub offered: Vec<String>,
    pub at: usize,
    /// Something was ticked already, so that closing takes nothing more.
    pub ticked: bool,
}

/// Choosing who follows the customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub whom: Vec<CustomerId>,
    pub text: TextField,
    /// Those who fit what is typed; nobody where it is blank, a new one comes last.
    pub offered: Vec<String>,
    pub at: usize,
}

/// What is to be deleted once that is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deletion {
    Customer {
        id: CustomerId,
        entries: usize,
    },
    Entry {
        customer: CustomerId,
        entry: RecordId,
    },
    /// For ever, from everything that is kept here.
    Erasure {
        id: CustomerId,
        entries: usize,
    },
}

/// Choosing the kind of a new business record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecord {
    pub customer: CustomerId,
    /// The record under the cursor, which carries over into the new one.
    pub source: Option<RecordId>,
    pub at: usize,
}

/// Rates of exchange, and a line for another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateBook {
    pub text: TextField,
    pub top: usize,
}

/// What a customer was quoted for a product, version by version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    pub customer: CustomerId,
    pub product: String,
    pub top: usize,
}

/// A stage that follows from a record that was just written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveStage {
    pub customer: CustomerId,
    pub stage: StageId,
    pub record: Box<Record>,
}

/// Customers on their way to another stage, and the line that explains it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageMove {
    pub whom: Vec<CustomerId>,
    pub stage: StageId,
    pub text: TextField,
}

/// Choosing what the board is filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterList {
    pub text: TextField,
    /// What fits the text typed, with how many customers each would leave; what is set comes first.
    pub offered: Vec<(Facet, usize)>,
    pub at: usize,
    /// Something was ticked already, so that closing takes nothing more.
    pub ticked: bool,
}

/// The grades to pin, and none to follow the rules again.
pub const GRADE_CHOICES: [Option<Grade>; 4] = [Some(Grade::A), Some(Grade::B), Some(Grade::C), None];

/// The classes to pin, and none to follow the rules again.
pub fn class_choices(rules: &crate::rules::Rules) -> Vec<Option<ClassId>> {
    let classes = rules.classes().iter().map(|class| Some(class.id.clone()));
    classes.chain([None]).collect()
}
