//! What was begun and not saved: notes, cards, business records.

use super::customer_form::CustomerForm;
use super::note::{Body, Note};
use super::record_form::RecordForm;
use super::{App, Front};
use crate::domain::CustomerId;

impl App {
    /// The unfinished note that is on the screen.
    pub fn open_note(&self) -> Option<(CustomerId, &Note)> {
        if matches!(self.front, Front::Call(_)) {
            return None;
        }
        let id = self.shown()?;
        self.notes.get(&id).filter(|note| note.open).map(|note| (id, note))
    }

    /// The card that is on the screen to be written.
    pub fn open_card(&self) -> Option<&CustomerForm> {
        self.card_drafts.iter().find(|form| form.open)
    }

    /// Notes and cards that were begun and not saved.
    pub fn unfinished(&self) -> usize {
        let notes =
            self.notes.iter().filter(|(id, note)| !note.is_blank() && self.ledger.row(**id).is_some());
        let cards = self.card_drafts.iter().filter(|form| form.is_changed()).count();
        notes.count() + cards + self.record_drafts.iter().filter(|form| form.is_changed()).count()
    }

    /// Whether something about this customer was begun and not saved.
    pub fn is_unfinished(&self, id: CustomerId) -> bool {
        let card = |form: &CustomerForm| form.customer == Some(id) && form.is_changed();
        if self.calls.iter().any(|call| call.customer == id) {
            return true;
        }
        let record = |form: &RecordForm| form.customer == id && form.is_changed();
        self.notes.get(&id).is_some_and(|note| !note.is_blank())
            || self.card_drafts.iter().any(card)
            || self.record_drafts.iter().any(record)
    }

    /// Whose card or record is on the screen to be written; after a restart it may be another customer than the shown one.
    pub(super) fn written_about(&self) -> Option<CustomerId> {
        let record = self.open_record().map(|form| form.customer);
        record.or_else(|| self.open_card().and_then(|form| form.customer))
    }

    /// Whether a form covers the panes.
    pub fn has_form(&self) -> bool {
        self.open_card().is_some()
            || self.open_record().is_some()
            || self.open_note().is_some_and(|(_, note)| matches!(note.body, Body::Form(_)))
    }

    /// The business record that is on the screen to be written.
    pub fn open_record(&self) -> Option<&RecordForm> {
        self.record_drafts.iter().find(|form| form.open)
    }
}
