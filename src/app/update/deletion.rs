//! Deleting a customer or an entry of the log: asked once, and undone like everything else.

use super::super::layout::Pane;
use super::super::message::Message;
use super::super::overlay::{Deletion, Overlay};
use super::super::{App, Effect};
use crate::domain::deal::{made_of, removal};
use crate::domain::{Cause, ChangeId, CustomerId, Edit};

/// Asks whether what is under the cursor is to go.
pub fn ask(app: &mut App) {
    if !app.marked.is_empty() && !app.pane.is_about_one() {
        app.message = Some(Message::DeleteOneByOne);
        return;
    }
    let Some(dossier) = app.shown_dossier() else {
        app.message = Some(if app.shown().is_some() { Message::StillLoading } else { Message::NoCustomer });
        return;
    };
    let customer = dossier.customer.id;
    let entry = dossier.timeline().get(app.places().1).map(crate::domain::Record::id);
    app.overlay = match (app.pane, entry) {
        (Pane::Timeline, None) => {
            app.message = Some(Message::NothingToCorrect);
            None
        }
        (Pane::Timeline, Some(entry)) => {
            // A PI keeps what it was made with.
            let numbers = made_of(entry, dossier);
            if numbers.is_empty() {
                Some(Overlay::Delete(Deletion::Entry { customer, entry }))
            } else {
                app.message = Some(Message::KeptFor(numbers));
                None
            }
        }
        _ => {
            let entries = dossier.timeline().len();
            Some(Overlay::Delete(Deletion::Customer { id: customer, entries }))
        }
    };
}

/// Asks whether the shown customer is to be erased for ever.
pub fn ask_to_erase(app: &mut App) {
    let Some(dossier) = app.shown_dossier() else {
        app.message = Some(if app.shown().is_some() { Message::StillLoading } else { Message::NoCustomer });
        return;
    };
    let (id, entries) = (dossier.customer.id, dossier.timeline().len());
    app.overlay = Some(Overlay::Delete(Deletion::Erasure { id, entries }));
}

/// Half-typed work about the customer goes first, so that it is not written down once more.
fn erase(app: &mut App, id: CustomerId) -> Vec<Effect> {
    app.notes.remove(&id);
    app.card_drafts.retain(|form| form.customer != Some(id));
    app.message = Some(Message::Erasing { company: super::company(app, id) });
    let change = ChangeId(app.ids.mint(app.now));
    vec![Effect::Erase { customer: id, change, at: app.now, author: app.author.clone() }]
}

/// Deletes what was asked about.
pub fn carry_out(app: &mut App, deletion: &Deletion) -> Vec<Effect> {
    let (id, edits) = match deletion {
        Deletion::Customer { id, .. } => {
            let Some(dossier) = app.ledger.dossier(*id) else { return Vec::new() };
            // The card goes last, so that undoing brings it back first.
            let mut edits: Vec<_> = dossier.records().map(Edit::remove).collect();
            edits.reverse();
            (*id, edits)
        }
        Deletion::Erasure { id, .. } => return erase(app, *id),
        Deletion::Entry { customer, entry } => {
            let dossier = app.ledger.dossier(*customer);
            (*customer, dossier.map_or_else(Vec::new, |dossier| removal(dossier, *entry)))
        }
    };
    let company = super::company(app, id);
    app.message = Some(match deletion {
        Deletion::Customer { .. } | Deletion::Erasure { .. } => Message::Deleted { company },
        Deletion::Entry { .. } => Message::EntryDeleted { company },
    });
    super::commit(app, Cause::Deleted, edits)
}
