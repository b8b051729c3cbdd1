//! What is kept between runs beside the records: open customers, unfinished notes, choices.

use super::App;
use super::customer_form::CustomerForm;
use super::note::Note;
use super::settings::{Language, SortOrder, ThemeName};
use super::tabs::Tabs;
use crate::domain::CustomerId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The form in which a session is kept, as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    pub language: Option<Language>,
    pub theme: Option<ThemeName>,
    sort: Option<SortOrder>,
    tabs: Tabs,
    notes: BTreeMap<String, Note>,
    cards: Vec<CustomerForm>,
    on_customer: bool,
}

impl Session {
    /// Reads a kept session. One that cannot be read is told to the caller and replaced by an empty one.
    ///
    /// # Errors
    /// The place and kind of the mistake in the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    pub fn sort(&self) -> SortOrder {
        self.sort.unwrap_or(SortOrder::Name)
    }

    /// The session as it stands.
    pub fn of(app: &App) -> Self {
        Self {
            language: Some(app.language),
            theme: Some(app.theme),
            sort: Some(app.ledger.sort()),
            tabs: app.tabs.clone(),
            notes: app.notes.iter().map(|(id, note)| (id.to_string(), note.clone())).collect(),
            cards: app.card_drafts.clone(),
            on_customer: app.pane.is_about_one(),
        }
    }

    /// The text to keep.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Brings a session back; what belongs to customers that no longer exist is left out.
    pub fn restore(self, app: &mut App) {
        app.tabs = self.tabs;
        for (id, note) in self.notes {
            if let Ok(uuid) = id.parse() {
                app.notes.insert(CustomerId(uuid), note);
            }
        }
        app.card_drafts = self.cards;
        app.forget_the_gone();
        match app.tabs.active().filter(|_| self.on_customer) {
            Some(tab) => app.pane = tab.pane,
            None => app.tabs.leave(),
        }
    }
}
