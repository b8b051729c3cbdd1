//! What the program has to tell: data here, words in `lang`.

use crate::domain::Cause;
use crate::domain::day_input::When;
use time::Date;

/// One thing to tell, shown in the footer until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// `by_cadence`: nothing was agreed, so the date is that of the rules.
    Logged {
        company: String,
        next: Option<When>,
        by_cadence: bool,
        left_today: usize,
    },
    /// The customer waits for the answer to what was written down.
    LoggedUnanswered {
        company: String,
        left_today: usize,
    },
    CustomerAdded {
        company: String,
    },
    CustomerSaved {
        company: String,
    },
    EntryCorrected {
        company: String,
    },
    EntryDeleted {
        company: String,
    },
    Deleted {
        company: String,
    },
    Snoozed {
        company: String,
        until: When,
    },
    /// Comes up again on that day, while the date that was agreed beyond it stays.
    AgreedStays {
        company: String,
        again: Date,
        agreed: Date,
    },
    /// Put off until they answer, and until that day at the latest.
    Resting {
        company: String,
        at_most: Date,
    },
    SeveralSnoozed {
        count: usize,
        until: When,
        /// Those who were to be later anyway.
        left: usize,
    },
    Tagged {
        company: String,
        tag: String,
    },
    Untagged {
        company: String,
        tag: String,
    },
    Undone {
        of: Cause,
        touched: Touched,
    },
    Redone {
        of: Cause,
        touched: Touched,
    },
    /// A command of another process wrote something.
    ChangedElsewhere {
        touched: Touched,
    },
    /// It takes a moment.
    Erasing {
        company: String,
    },
    /// Gone for ever, from everything that is kept here.
    Erased {
        company: String,
    },
    /// The review was left before its end.
    ReviewKept,
    /// Whoever is not to be contacted comes up on no day.
    NotToBePutOff,
    DateErased {
        company: String,
        /// When it is time by the rules.
        due: Option<Date>,
    },
    /// The line was opened to say why a customer is lost.
    WhyLost,
    /// A call was put aside; its clock runs on.
    CallGoesOn,
    /// A call that is over is put aside with its notes.
    CallWaits,
    CallWithoutNote,
    CallDiscarded,
    /// The settings have no limit for a day; with the path of their file.
    NoDayLimit(String),
    DaysAreLevel {
        limit: u16,
    },
    /// A day holds too much, and nobody on it can come later.
    NothingToMove {
        day: Date,
        load: usize,
    },
    Levelled {
        count: usize,
        day: Date,
    },
    /// So many customers are marked.
    Marked(usize),
    ReadingCards(usize),
    CardsChanged {
        change: super::CardChange,
        whom: Touched,
    },
    /// Everybody who was marked is as asked for already.
    NothingToChange,
    NothingToUndo,
    NothingToRedo,
    NoCustomer,
    /// A business record is of a customer, and none is under the cursor.
    NobodyForRecord,
    NoTab(u8),
    NoOpenCustomers,
    NothingToCorrect,
    StillLoading,
    NoteKept,
    /// Throwing away asks for the same key once more.
    DiscardAgain,
    NoteDiscarded,
    FinishNoteFirst,
    ThemeIs(super::settings::ThemeName),
    CardKept,
    /// A business record was written down or corrected.
    Recorded {
        /// What is told besides.
        notices: Vec<crate::domain::deal::Notice>,
        company: String,
        kind: crate::domain::deal::DealKind,
        /// They had written and waited; what was sent answers them.
        answers: bool,
    },
    /// A half-written business record is kept.
    RecordKept,
    DealsSortedBy(super::business::DealSort),
    RateKept(crate::domain::Rate),
    /// A rate is there just so.
    RateKnown,
    NoQuotation,
    /// What is odd about a payment, and what is open besides: saving once more keeps it as it is.
    DoubtsAsked(Box<crate::domain::deal::Doubts>, Vec<(String, crate::domain::money::Money)>),
    /// What was asked for is done on the customer itself.
    OpenFirst,
    /// PIs were made of this quotation, so that it stays.
    KeptFor(Vec<String>),
    /// Deleting is not for many at once.
    DeleteOneByOne,
    /// A filter is for lists that have one.
    NothingToFilter,
    /// No words are looked for on this timeline.
    NoWords,
    NoMoreMatches {
        older: bool,
    },
    /// The page of figures has days of its own.
    NoPeriodHere,
    FilterCleared,
    NoFilter,
    /// There is no card under the cursor of the board.
    NoCard,
    /// The cards of the board have one order.
    BoardOrder,
    /// What was asked for is done where all of the customer is seen.
    OpenCustomerFirst,
    /// Those who are marked stand in several stages.
    StagesDiffer,
    /// There is no stage further on that side.
    NoStageThere,
    /// A move was called off.
    StageKept,
    /// A move is under way and comes first.
    FinishMoveFirst,
    /// Whoever is lost is lost for a reason.
    LostNeedsReason,
    StageMoved {
        whom: Touched,
        stage: Box<crate::domain::Stage>,
    },
    CardResumed,
    /// Nothing on the card or the timeline leads outside.
    NothingToOpen,
    /// No quotation or proforma invoice to make a paper of.
    NothingToPrint,
    /// Every message is switched off.
    NoMessages,
    /// A program outside was asked to open this.
    Opening(String),
    /// A program outside was asked to open a draft.
    DraftOpening,
    NotOpened(super::outgoing::NotOpened),
    /// The text that is in the clipboard now.
    Copied(String),
    /// Nobody at the customer's has an address for it.
    NoAddress(crate::domain::Channel),
    PaperWritten(String),
    /// A PDF is being made.
    Printing,
    /// No PDF was made, but the page is there: why, in words.
    NotPrinted(String),
    /// A paper was made without the seller's own template or logo: what is wrong with it, in words.
    WithoutOwn(String),
    /// A line of the one-line log cannot be saved as it is.
    LineRefused(super::form::FieldError),
    NoProposal,
    FormHasErrors(usize),
    NotAContactField,
    SortedBy(super::settings::SortOrder),
    /// A change could not be written; nothing of it is lost on the screen.
    NotSaved(String),
    /// Something else that the store reports.
    Store(String),
    /// Files of the user were saved, and what they say counts.
    FilesTakenUp {
        saved: Vec<&'static str>,
        /// Those with nothing in them, so that what is built in counts.
        blank: Vec<&'static str>,
        /// Those that were removed, so that what is built in counts again.
        gone: Vec<&'static str>,
        /// What the rule file says in vain: so many warnings.
        doubts: usize,
    },
    /// A file of the user is not used as it stands, while others that were saved with it are.
    FileNotUsed {
        wrong: super::wrong_file::WrongFile,
        taken_up: Vec<&'static str>,
    },
    /// All files of the user are right, or built in.
    NoMistakes,
    /// The time of a follow-up has come.
    TimeCome(super::ring::TimeCome),
    /// Told once after start.
    Notice(String),
}

/// Whom a change was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    One(String),
    Several(usize),
    /// No customer, but rates of exchange.
    Rates,
}

/// How a message is meant, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Failure,
    /// Something is to be answered or done first.
    Question,
    Done,
}

impl Message {
    pub fn weight(&self) -> Weight {
        match self {
            _ if self.is_failure() => Weight::Failure,
            Self::DoubtsAsked(..)
            | Self::DiscardAgain
            | Self::LineRefused(_)
            | Self::FormHasErrors(_)
            | Self::FinishNoteFirst
            | Self::FinishMoveFirst
            | Self::LostNeedsReason => Weight::Question,
            _ => Weight::Done,
        }
    }

    /// Whether this tells of a failure, so that it is drawn as such and stays.
    pub fn is_failure(&self) -> bool {
        matches!(
            self,
            Self::NotSaved(_)
                | Self::Store(_)
                | Self::FileNotUsed { .. }
                | Self::WithoutOwn(_)
                | Self::NotPrinted(_)
                | Self::NotOpened(_)
        )
    }
}

/// How far the writing of changes is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saving {
    /// Changes that are not on the disk yet.
    pub pending: usize,
    /// Whether the last one failed.
    pub failed: bool,
    /// Changes that were written since the start, by whomever.
    pub written: u64,
}
