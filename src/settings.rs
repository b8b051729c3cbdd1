//! The user's `settings.toml`: what a seller sets up once and rarely touches again.
//!
//! Read whole, with every mistake told at once. Knows no disk and no words of the screen.
//!
//! ```toml
//! # More contacts than these on one day are too many: genjin proposes what to move.
//! day_limit = 25
//! pdf_browser = "/opt/chromium/chrome"   # what prints PDFs; else the first browser that is found
//!
//! [reminders]
//! terminal = "bell"                  # none bell osc9 osc777: at the time of a follow-up, in the cockpit
//! desktop = true                     # genjin remind may use the desktop's notification service
//! calendar = "~/genjin.ics"          # kept current for calendar programs; nothing means no such file
//!
//! [business]
//! pi_number = "PI{yyyymmdd}-{A}"
//! base_currency = "CNY"              # rates of exchange lead to it, and sums over several currencies are told in it
//!
//! [company]                          # who stands on quotations, PIs and under messages
//! name = "Nova Packaging Co., Ltd."
//! name_zh = "诺瓦包装有限公司"
//!
//! [[bank]]                           # where PIs ask to be paid; one a currency, or one for all
//! currency = "USD"
//! bank = "Bank of China, Shenzhen Branch"
//! ```

mod company;
mod read;

pub use company::{Bank, Company};

use crate::domain::customer::choice;
use crate::domain::deal::NumberPattern;
use crate::domain::money::Currency;
use crate::domain::text_file::FileError;

/// What the user has set; everything has a sound default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// So many contacts fit into a day; nothing means that there is no limit.
    pub day_limit: Option<u16>,
    /// The program that prints PDFs, as written; empty for the first browser that is found.
    pub pdf_browser: String,
    pub reminders: Reminders,
    pub business: Business,
    pub company: Company,
}

/// How the user is reminded of what is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminders {
    /// What the cockpit has the terminal do at the time of a follow-up.
    pub terminal: Ring,
    /// Whether `genjin remind` may use the desktop's notification service.
    pub desktop: bool,
    /// A file for calendar programs that is kept current; as written, not resolved.
    pub calendar: Option<String>,
}

choice! {
    /// What makes a terminal ask for attention.
    Ring {
        None = "none",
        Bell = "bell",
        /// `OSC 9`: iTerm2, Windows Terminal, kitty, `WezTerm` and others.
        Osc9 = "osc9",
        /// `OSC 777`: urxvt, foot, Ghostty and others.
        Osc777 = "osc777",
    }
}

impl Default for Reminders {
    fn default() -> Self {
        Self { terminal: Ring::Bell, desktop: true, calendar: None }
    }
}

/// What the table `[business]` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Business {
    /// How proforma invoices are numbered.
    pub pi_number: NumberPattern,
    /// What rates of exchange lead to, and sums over several currencies are told in; CNY where nothing is said.
    pub base_currency: Option<Currency>,
}

impl Settings {
    /// Reads the file.
    ///
    /// # Errors
    /// Every mistake in it, each with its line and column.
    pub fn parse(text: &str) -> Result<Self, FileError> {
        read::read(text)
    }
}
