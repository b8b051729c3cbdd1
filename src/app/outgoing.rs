//! What leaves the program: pages to open, papers to write, messages to send. State of their pop-ups.

use super::links::Link;
use super::settings::Language;
use crate::documents::{Filled, Missing, Paper, PaperLanguage};
use crate::domain::{Channel, CustomerId, RecordId};
use crate::rules::Bilingual;

/// A pop-up about something that leaves the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    Links(Links),
    Papers(Papers),
    Written(Written),
    Composer(Composer),
    Sent(Sent),
    /// This was not opened, and can be copied.
    Unopened(String),
}

impl Outgoing {
    /// Whom it is about; a paper that was written is about nobody any more.
    pub fn customer(&self) -> Option<CustomerId> {
        match self {
            Self::Links(menu) => Some(menu.customer),
            Self::Papers(menu) => Some(menu.customer),
            Self::Composer(composer) => Some(composer.customer),
            Self::Sent(sent) => Some(sent.customer),
            Self::Written(_) | Self::Unopened(_) => None,
        }
    }
}

/// Choosing a page, a number or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    pub customer: CustomerId,
    pub links: Vec<Link>,
    pub at: usize,
}

/// Choosing the quotation or the proforma invoice to make a paper of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Papers {
    pub customer: CustomerId,
    /// Newest first.
    pub records: Vec<RecordId>,
    pub at: usize,
    pub language: PaperLanguage,
    /// What the buyer would miss on the paper under the cursor.
    pub missing: Vec<Missing>,
}

/// A paper that was written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub path: String,
}

/// Choosing a message, with its text filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composer {
    pub customer: CustomerId,
    pub choices: Vec<Choice>,
    pub at: usize,
    /// The language asked for by key; else the customer's.
    pub wanted: Option<&'static str>,
    /// The language of the text that is shown.
    pub language: &'static str,
    /// The text under the cursor, or what is wrong with its template.
    pub filled: Result<Filled, String>,
    /// Lines of the text that are scrolled past.
    pub top: usize,
    /// What Enter does.
    pub best: Way,
}

/// A message that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub id: String,
    pub name: Bilingual,
    /// Whether it is the thing to write today.
    pub fits: bool,
}

/// How a text leaves the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Mail,
    Whatsapp,
    Copy,
}

/// The question whether a message was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub customer: CustomerId,
    pub channel: Channel,
    /// What the log will say.
    pub summary: String,
    pub text: String,
    /// Nothing was there to open the draft.
    pub unopened: bool,
}

/// The channels by which a text may have gone.
pub const WRITTEN_BY: [Channel; 6] =
    [Channel::Email, Channel::Whatsapp, Channel::Wechat, Channel::Linkedin, Channel::Skype, Channel::Other];

/// A paper that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperTask {
    pub paper: Paper,
    pub form: crate::documents::Form,
    /// The file of the logo as the settings name it, or empty.
    pub logo: String,
    /// The browser that prints a PDF as the settings name it, or empty.
    pub browser: String,
}

/// A paper that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperMade {
    pub what: Made,
    /// What is wrong with the seller's own template or logo, in words; then the paper is without it.
    pub mistake: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// The whole path of the file.
    File(String),
    /// The whole path of the page that no PDF could be made of, and why, in words.
    PageAlone {
        page: String,
        why: String,
    },
    Text(String),
}

/// Why a page was not printed to a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintTrouble {
    /// No browser is installed that could.
    NoBrowser,
    /// This program did not end in time.
    TooSlow(String),
    /// A program and what was wrong with it.
    Failed(String),
}

/// What was not opened outside, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOpened {
    pub target: String,
    pub trouble: OpenTrouble,
}

/// Why nothing was opened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenTrouble {
    /// There is no desktop here, as over SSH.
    NoDesktop,
    /// None of these programs is installed.
    NoProgram(&'static str),
    /// The program ended with an error.
    Refused(String),
}

impl Bilingual {
    /// The name in a language of the screen.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Zh => &self.zh,
        }
    }
}
