//! What is kept between runs beside the records: open customers, unfinished notes, choices.

use super::call::Call;
use super::customer_form::CustomerForm;
use super::ledger::Ledger;
use super::ledger::pipeline::Facet;
use super::note::Note;
use super::overlay::{Overlay, StageMove};
use super::record_form::RecordForm;
use super::review::{Review, still_to_look_at};
use super::settings::{Language, SortOrder, ThemeName};
use super::snooze::Aside;
use super::tabs::Tabs;
use super::{App, Effect, Front};
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
    records: Vec<RecordForm>,
    on_customer: bool,
    front: Front,
    review: Option<Review>,
    aside: Vec<Aside>,
    calls: Vec<Call>,
    filter: Vec<Facet>,
    column: usize,
    moving: Option<StageMove>,
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

    /// How many of those who are not due want a look today, for money, samples, offers, messages or complaints.
    pub fn still_to_look_at(&self, ledger: &Ledger) -> usize {
        still_to_look_at(ledger, &self.aside, self.review.as_ref())
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
            records: app.record_drafts.clone(),
            on_customer: app.pane.is_about_one(),
            front: app.front,
            review: app.review.clone(),
            aside: app.aside.clone(),
            calls: app.calls.clone(),
            filter: app.pipeline.filter.clone(),
            column: app.pipeline.at,
            moving: match &app.overlay {
                Some(Overlay::Move(moving)) => Some(moving.clone()),
                _ => None,
            },
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
        app.record_drafts = self.records;
        app.forget_the_gone();
        match app.tabs.active().filter(|_| self.on_customer) {
            Some(tab) => app.pane = tab.pane,
            None => app.tabs.leave(),
        }
        app.pipeline.filter = self.filter;
        app.pipeline.at = self.column;
        app.overlay = self.moving.map(Overlay::Move);
        app.calls = self.calls;
        let now = app.now;
        app.calls.iter_mut().for_each(|call| call.come_back(now));
        app.review = self.review;
        app.aside = self.aside;
        app.refresh_review();
        // Yesterday's review is not gone on with; the next one begins where it left off.
        let is_of_today = app.review.as_ref().is_some_and(|review| review.began.date() == now.date());
        app.front = match self.front {
            Front::Review if !is_of_today => Front::Panes,
            front => front,
        };
    }
}

/// A session goes with the change that it belongs to, so that a saved note never comes back as a draft.
pub fn keep(effects: &mut Vec<Effect>, text: String) {
    let last = effects.iter_mut().rev().find_map(|effect| match effect {
        Effect::Commit { session, .. } => Some(session),
        _ => None,
    });
    match last {
        Some(session) => *session = Some(text),
        None => effects.push(Effect::SaveSession(text)),
    }
}
