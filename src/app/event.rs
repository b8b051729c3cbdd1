//! What comes in from outside, and what is to be done there.

use super::key::Key;
use super::ledger::{Assessed, Ledger};
use super::outgoing::{NotOpened, PaperMade, PaperTask};
use super::ring::TimeCome;
use super::wrong_file::WrongFile;
use crate::calendar::Calendar;
use crate::domain::{Cause, Change, ChangeId, CustomerId, Dossier, Moment, Rate, Stages, Summary};
use crate::insights::Insights;
use crate::rules::{Messages, Rules};
use crate::search::{Hits, Query};
use std::sync::Arc;

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Key(Key),
    Paste(String),
    Resize(u16, u16),
    /// Time went by; asked for at midnight and after a pause.
    Tick,
    Loaded(CustomerId, Option<Box<Dossier>>),
    Committed(Written),
    /// The data are being built anew: so many percent are done.
    Building(u8),
    /// The data are open; ids of changes have to come after the newest one.
    Opened {
        last_change: Option<ChangeId>,
        notices: Vec<String>,
    },
    /// Everybody is known now.
    Arrived(Box<Ledger>),
    /// Everybody was assessed by other rules.
    Assessed(Box<Assessed>),
    /// A command of another process wrote a change.
    CommittedElsewhere(Written),
    /// A customer is erased for ever, here or by a command.
    Erased(CustomerId),
    /// So many customers are counted for the figures.
    Counting(usize),
    Counted(Box<Insights>),
    /// Entries that hold the words of the question of this number: so far, or all of them.
    Found {
        number: u64,
        hits: Box<Hits>,
        is_all: bool,
    },
    /// What was written could not be read, with the reason in words.
    LookFailed {
        number: u64,
        reason: String,
    },
    /// Counting was broken off, with the reason in words.
    CountFailed(String),
    NothingToUndo,
    NothingToRedo,
    /// A change could not be written, with the reason in words.
    CommitFailed {
        change: Box<Change>,
        reason: String,
    },
    /// An undo or a redo could not be written, with the reason in words.
    UndoFailed(String),
    /// A customer could not be read, with the reason in words.
    LoadFailed(CustomerId, String),
    /// Something that belongs to no single change failed, with the reason in words.
    Failed(String),
    /// A page, a draft or a file was not opened outside.
    NotOpened(NotOpened),
    Notice(String),
    /// A paper was written, or its text is ready.
    PaperMade(Box<PaperMade>),
    /// Files of the user were saved: what they say, and what is wrong with them.
    FilesSaved(Box<SavedFiles>),
}

/// What the user's own files say once one of them was saved; where one has a mistake in it, what was right before.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedFiles {
    pub rules: Arc<Rules>,
    pub stages: Arc<Stages>,
    pub calendar: Arc<Calendar>,
    pub settings: crate::settings::Settings,
    pub messages: Messages,
    /// Which of them were saved.
    pub names: Vec<&'static str>,
    /// Those among them with nothing in them.
    pub blank: Vec<&'static str>,
    /// Those among them that are no longer there.
    pub gone: Vec<&'static str>,
    /// Which of all are not used as they stand.
    /// What certainly does nothing in the rule file, where it was saved and is right: so many warnings.
    pub doubts: usize,
    pub wrong: Vec<WrongFile>,
}

/// A change that is on the disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub cause: Cause,
    /// What an undo took back or a redo did again.
    pub of: Option<Cause>,
    pub summaries: Vec<Summary>,
    pub removed: Vec<CustomerId>,
    /// Every rate of exchange, where one was touched.
    pub rates: Option<Vec<Rate>>,
}

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write a change, and with it the session in which its draft is gone.
    Commit {
        change: Change,
        session: Option<String>,
    },
    Load(CustomerId),
    Undo {
        id: ChangeId,
        at: Moment,
        author: String,
    },
    Redo {
        id: ChangeId,
        at: Moment,
        author: String,
    },
    /// Erase a customer for ever.
    Erase {
        customer: CustomerId,
        change: ChangeId,
        at: Moment,
        author: String,
    },
    /// Assess everybody by other rules, beside everything else.
    Assess,
    /// Count the figures of the insights screen, beside everything else.
    Count,
    /// Look for words in everything that was written, beside everything else; ends what was looked for before, and without
    /// words nothing else.
    Look {
        number: u64,
        query: Option<Query>,
    },
    /// Keep this text as the session.
    SaveSession(String),
    /// Open a page, a draft or a file with the program that the system has for it.
    Open(String),
    /// Put this text into the clipboard.
    Copy(String),
    /// Make a paper and write it to a file, or hand its text back.
    MakePaper(Box<PaperTask>),
    /// Have the terminal ask for attention, in the way that the settings name.
    Ring(TimeCome),
    Redraw,
    Suspend,
    Quit,
}
