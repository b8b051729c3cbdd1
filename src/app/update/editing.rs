//! Keys while a contact or a card is being written down.

use super::super::customer_form::CustomerForm;
use super::super::form::{FieldError, FieldId, Form, Pressed};
use super::super::key::Key;
use super::super::keymap::Action;
use super::super::layout::Pane;
use super::super::message::Message;
use super::super::note::{Body, Note};
use super::super::text_field::Lines;
use super::super::{App, Effect, Front};
use super::{browse, finding, recording};
use crate::domain::contact_log::{Entry, log_contact};
use crate::domain::day_input::When;
use crate::domain::deal::DealKind;
use crate::domain::{Cause, Change, CustomerId, Edit, Interaction, Record};

pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    if app.open_record().is_some() {
        return recording::act(app, action);
    }
    let on_card = app.open_card().is_some();
    match action {
        Action::Accept | Action::Save if on_card => return save_card(app),
        Action::Accept | Action::Save => return save_note(app),
        Action::NextTab | Action::PreviousTab => step_tab(app, action == Action::NextTab),
        Action::TakeProposal => take_proposal(app),
        Action::Find => finding::open(app),
        Action::ToForm => to_form(app),
        Action::Discard => discard(app),
        Action::Cancel => close(app),
        Action::AddContact => match open_card_mut(app) {
            Some(form) => form.add_contact(),
            None => app.message = Some(Message::NotAContactField),
        },
        Action::RemoveContact => {
            let removed = open_card_mut(app).is_some_and(CustomerForm::remove_contact);
            if !removed {
                app.message = Some(Message::NotAContactField);
            }
        }
        Action::NextField => with_form(app, |form| form.go_round(1)),
        Action::PreviousField => with_form(app, |form| form.go_round(-1)),
        Action::PageDown => with_form(app, |form| form.step(FIELDS_A_PAGE)),
        Action::PageUp => with_form(app, |form| form.step(-FIELDS_A_PAGE)),
        _ => {}
    }
    Vec::new()
}

const FIELDS_A_PAGE: isize = 8;

/// A key that is text, or that moves within the text.
pub fn type_key(app: &mut App, key: Key) {
    if app.open_record().is_some() {
        return recording::type_key(app, key);
    }
    if let Some(form) = open_card_mut(app) {
        form.form.press(key);
        return;
    }
    let Some(note) = open_note_mut(app) else { return };
    match &mut note.body {
        Body::Line(line) => {
            line.press(key, Lines::One);
        }
        Body::Form(form) => {
            // Enter on the last field goes round; only Ctrl-S saves a form.
            if form.press(key) == Pressed::Finished {
                form.go_round(1);
            }
        }
    }
    hold_tab(app);
}

/// A customer with an unfinished note has a tab, so that the note is never out of sight.
pub fn hold_tab(app: &mut App) {
    let Some((id, note)) = app.open_note() else { return };
    if !note.is_blank() {
        app.tabs.hold(id);
    }
}

/// Opens the one-line log of the shown customer, going on where it was left.
pub fn open_line(app: &mut App) {
    let Some(id) = app.shown() else {
        app.message = Some(Message::NoCustomer);
        return;
    };
    app.notes.entry(id).or_insert_with(Note::line).open = true;
}

/// Opens the full log form; a line that was begun is carried over.
pub fn open_form(app: &mut App) {
    let Some(id) = app.shown() else {
        app.message = Some(Message::NoCustomer);
        return;
    };
    let kept = app.notes.remove(&id);
    let Some(desk) = app.desk(id) else { return };
    let mut note = kept.map_or_else(|| Note::form(&desk), |note| note.into_form(&desk));
    note.open = true;
    app.notes.insert(id, note);
}

fn to_form(app: &mut App) {
    if app.open_note().is_some() {
        open_form(app);
    }
}

/// Opens a form on the entry under the cursor of the timeline.
pub fn correct_entry(app: &mut App) {
    let entry = app.shown_dossier().and_then(|dossier| dossier.timeline().get(app.places().1));
    let (Some(record), Some(id)) = (entry.cloned(), app.shown()) else {
        app.message = Some(Message::NothingToCorrect);
        return;
    };
    let Record::Interaction(entry) = record else { return recording::open_record(app, id, &record) };
    if let Some(note) = app.notes.get_mut(&id).filter(|note| !note.is_blank()) {
        // There is one unfinished note a customer: that one comes first.
        if note.corrects != Some(entry.id) {
            app.message = Some(Message::FinishNoteFirst);
        }
        note.open = true;
        return;
    }
    let Some(desk) = app.desk(id) else { return };
    let note = Note::correction(&entry, &desk);
    app.notes.insert(id, note);
}

pub fn go_to_tab(app: &mut App, number: u8) {
    leave_editor(app);
    if app.tabs.go_to(usize::from(number)) {
        to_customer(app);
    } else {
        app.message = Some(Message::NoTab(number));
    }
}

pub fn step_tab(app: &mut App, forward: bool) {
    leave_editor(app);
    if app.tabs.step(forward) {
        to_customer(app);
    } else {
        app.message = Some(Message::NoOpenCustomers);
    }
}

/// A customer who is on the phone is shown with the notes of the call.
pub fn to_customer(app: &mut App) {
    app.overlay = None;
    app.pane = app.tabs.active().map_or(Pane::Card, |tab| tab.pane);
    let active = app.tabs.active().map(|tab| tab.customer);
    let call = active.filter(|id| app.calls.iter().any(|call| call.customer == *id));
    (app.front, app.brief_top) = (call.map_or(Front::Panes, Front::Call), 0);
}

/// Before going elsewhere: an empty note goes, a card form is kept out of sight.
pub fn leave_editor(app: &mut App) {
    if let Some(id) = app.open_note().filter(|(_, note)| note.is_blank()).map(|(id, _)| id) {
        app.notes.remove(&id);
        super::release(app, id);
    }
    close_card(app);
    recording::close(app);
}

/// A card form goes off the screen; what was typed into it is kept.
fn close_card(app: &mut App) {
    let Some(form) = open_card_mut(app) else { return };
    form.open = false;
    if form.is_changed() {
        app.message = Some(Message::CardKept);
    }
    app.card_drafts.retain(CustomerForm::is_changed);
}

/// Puts a card form on the screen: the draft of this customer if there is one, else `fresh`.
pub fn open_card(
    app: &mut App,
    customer: Option<CustomerId>,
    fresh: impl FnOnce(&App) -> Option<CustomerForm>,
) {
    let draft = app.card_drafts.iter_mut().find(|form| form.customer == customer);
    if let Some(form) = draft {
        form.open = true;
        app.message = Some(Message::CardResumed);
    } else if let Some(form) = fresh(app) {
        app.card_drafts.push(form);
    } else {
        app.message = Some(Message::StillLoading);
    }
}

/// Esc: what was typed is kept, an empty note goes.
fn close(app: &mut App) {
    if app.open_card().is_some() {
        return close_card(app);
    }
    let Some((id, blank)) = app.open_note().map(|(id, note)| (id, note.is_blank())) else { return };
    if blank {
        app.notes.remove(&id);
        super::release(app, id);
    } else if let Some(note) = app.notes.get_mut(&id) {
        note.open = false;
        app.message = Some(Message::NoteKept);
    }
}

/// Throws away what was typed, when asked for twice in a row.
fn discard(app: &mut App) {
    if !std::mem::take(&mut app.discard_asked) {
        app.discard_asked = true;
        app.message = Some(Message::DiscardAgain);
        return;
    }
    if app.open_card().is_some() {
        app.card_drafts.retain(|form| !form.open);
    } else if let Some(id) = app.open_note().map(|(id, _)| id) {
        app.notes.remove(&id);
        super::release(app, id);
    }
    app.message = Some(Message::NoteDiscarded);
}

fn take_proposal(app: &mut App) {
    let date = app.proposed_next();
    match (date, open_note_mut(app)) {
        (Some(date), Some(note)) => note.set_next_date(When { date, time: None }),
        _ => app.message = Some(Message::NoProposal),
    }
}

fn save_note(app: &mut App) -> Vec<Effect> {
    let Some((id, note)) = app.open_note() else { return Vec::new() };
    let Some(desk) = app.desk(id) else { return Vec::new() };
    let corrects = note.corrects;
    match note.entry(&desk) {
        Ok(entry) => match corrects {
            Some(entry_id) => correct(app, id, entry_id, entry),
            None => log(app, id, entry),
        },
        Err(errors) => {
            refuse(app, id, errors);
            Vec::new()
        }
    }
}

fn refuse(app: &mut App, id: CustomerId, errors: Vec<(FieldId, FieldError)>) {
    match app.notes.get_mut(&id).map(|note| &mut note.body) {
        Some(Body::Form(form)) => {
            app.message = Some(Message::FormHasErrors(errors.len()));
            form.keep_errors(errors);
        }
        _ => app.message = errors.first().map(|(_, error)| Message::LineRefused(error.clone())),
    }
}

fn log(app: &mut App, id: CustomerId, entry: Entry) -> Vec<Effect> {
    let Some(summary) = app.ledger.row(id).map(|row| row.summary.clone()) else {
        app.message = Some(Message::StillLoading);
        return Vec::new();
    };
    let change = log_contact(&summary, entry, &mut app.ids, app.now, &app.author);
    app.notes.remove(&id);
    let effects = super::commit_change(app, change);
    super::release(app, id);
    app.message = Some(logged(app, id, summary.company));
    effects
}

/// What to tell of a contact that was written down. What was agreed before may stand after it.
pub fn logged(app: &App, id: CustomerId, company: String) -> Message {
    let left_today = app.ledger.agenda().len();
    let row = app.ledger.row(id);
    if row.is_some_and(|row| row.owes_answer(app.now.date())) {
        return Message::LoggedUnanswered { company, left_today };
    }
    let plan = row.and_then(|row| row.summary.follow_up.as_ref());
    let agreed = plan.and_then(|plan| Some(When { date: plan.date?, time: plan.time }));
    let due = row.and_then(|row| row.assessment.due).map(|due| When { date: due.from, time: None });
    let is_sooner = |agreed: &When| due.is_none_or(|due| due.date == agreed.date);
    let (next, by_cadence) = (agreed.filter(is_sooner).or(due), agreed.is_none());
    Message::Logged { company, next, by_cadence, left_today }
}

fn correct(
    app: &mut App,
    id: CustomerId,
    entry_id: crate::domain::InteractionId,
    entry: Entry,
) -> Vec<Effect> {
    let dossier = app.ledger.dossier(id);
    let Some(before) =
        dossier.and_then(|dossier| dossier.interactions().find(|it| it.id == entry_id)).cloned()
    else {
        app.message = Some(Message::StillLoading);
        return Vec::new();
    };
    let after = Interaction {
        at: if entry.at == before.at.to_the_minute() { before.at } else { entry.at },
        channel: entry.channel,
        direction: entry.direction,
        contact: entry.contact,
        summary: entry.summary,
        stage: entry.stage,
        next_action: entry.next_action,
        goal: entry.goal,
        next_date: entry.next.map(|when| when.date),
        next_time: entry.next.and_then(|when| when.time),
        lost_reason: entry.lost_reason,
        // Who says through what it went makes a contact of what had only moved the stage.
        origin: if entry.channel == before.channel { before.origin } else { entry.origin },
        ..before.clone()
    };
    app.notes.remove(&id);
    super::release(app, id);
    app.message = Some(Message::EntryCorrected { company: super::company(app, id) });
    super::commit(app, Cause::Edited, vec![Edit::update(before, after)])
}

fn save_card(app: &mut App) -> Vec<Effect> {
    let Some(place) = app.card_drafts.iter().position(|form| form.open) else { return Vec::new() };
    let mut form = app.card_drafts.remove(place);
    let problems = form.problems();
    if !problems.is_empty() {
        app.message = Some(Message::FormHasErrors(problems.len()));
        form.form.keep_errors(problems);
        app.card_drafts.push(form);
        return Vec::new();
    }
    let Some(id) = form.customer else {
        let card = form.customer(None, &mut app.ids, app.now);
        let (id, company) = (card.id, card.company.clone());
        let effects = super::commit(app, Cause::Added, vec![Edit::create(card)]);
        browse::show(app, id);
        app.message = Some(Message::CustomerAdded { company });
        return effects;
    };
    let Some(before) = app.ledger.dossier(id).map(|dossier| dossier.customer.clone()) else {
        app.message = Some(Message::StillLoading);
        app.card_drafts.push(form);
        return Vec::new();
    };
    let after = form.customer(Some(&before), &mut app.ids, app.now);
    app.message = Some(Message::CustomerSaved { company: after.company.clone() });
    super::commit(app, Cause::Edited, vec![Edit::update(before, after)])
}

/// A change that could not be written goes back to where it was typed: an entry that says what was sent, into the form of
/// that.
pub fn keep_unsaved(app: &mut App, change: &Change) {
    let is_business = |record: &Record| DealKind::of(record.id().kind).is_some();
    if change.edits.iter().any(|edit| edit.after.as_ref().is_some_and(is_business)) {
        return;
    }
    for edit in &change.edits {
        let Edit { before: None, after: Some(Record::Interaction(entry)) } = edit else { continue };
        let Some(desk) = app.desk(entry.customer) else { continue };
        let note = Note::again(entry, &desk);
        app.notes.insert(entry.customer, note);
        app.tabs.hold(entry.customer);
    }
}

fn with_form(app: &mut App, change: impl FnOnce(&mut Form)) {
    if let Some(form) = open_card_mut(app) {
        change(&mut form.form);
    } else if let Some(Body::Form(form)) = open_note_mut(app).map(|note| &mut note.body) {
        change(form);
    }
}

fn open_card_mut(app: &mut App) -> Option<&mut CustomerForm> {
    app.card_drafts.iter_mut().find(|form| form.open)
}

fn open_note_mut(app: &mut App) -> Option<&mut Note> {
    let id = app.shown()?;
    app.notes.get_mut(&id).filter(|note| note.open)
}
