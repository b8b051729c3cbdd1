//! Writing down business records: the menu, the form, and the stage that follows.

use super::super::form::{FieldId, Pressed};
use super::super::key::Key;
use super::super::keymap::Action;
use super::super::message::Message;
use super::super::overlay::{MoveStage, NewRecord, Overlay};
use super::super::record_form::RecordForm;
use super::super::{App, Effect, Front};
use super::{editing, finding};
use crate::domain::contact_log::log_contact;
use crate::domain::deal::{Composed, DealKind, Doubts, compose, dated, proposed_stage};
use crate::domain::{Cause, Change, CustomerId, Record, RecordId};

/// Asks which kind of record; on the timeline the record under the cursor carries over into the new one.
pub fn ask_kind(app: &mut App) {
    let Some(customer) = app.shown() else {
        app.message = Some(Message::NobodyForRecord);
        return;
    };
    let source = app.record_under_cursor();
    let at = source.map_or(0, |source| {
        let next = follows(source);
        DealKind::ALL.iter().position(|kind| *kind == next).unwrap_or(0)
    });
    app.overlay = Some(Overlay::NewRecord(NewRecord { customer, source, at }));
}

/// What usually comes after a record.
fn follows(source: RecordId) -> DealKind {
    match DealKind::of(source.kind) {
        Some(DealKind::Quotation) => DealKind::Invoice,
        Some(DealKind::Sample | DealKind::Shipment) => DealKind::Feedback,
        Some(DealKind::Invoice) => DealKind::Order,
        Some(DealKind::Order | DealKind::Payment) => DealKind::Payment,
        Some(DealKind::Feedback) | None => DealKind::Quotation,
    }
}

/// The letter that picks a kind from the menu.
pub fn letter(kind: DealKind) -> char {
    match kind {
        DealKind::Quotation => 'q',
        DealKind::Sample => 's',
        DealKind::Invoice => 'p',
        DealKind::Order => 'o',
        DealKind::Payment => 'm',
        DealKind::Shipment => 'h',
        DealKind::Feedback => 'f',
    }
}

/// Whether a letter picks a kind from the menu.
pub fn is_letter(typed: char) -> bool {
    DealKind::ALL.iter().any(|kind| letter(*kind) == typed.to_ascii_lowercase())
}

/// Opens the form of a new record, going on with a draft of the same kind.
pub fn open_new(app: &mut App, customer: CustomerId, kind: DealKind, source: Option<RecordId>) {
    let draft = app
        .record_drafts
        .iter_mut()
        .find(|form| form.customer == customer && form.kind == kind && form.corrects.is_none());
    if let Some(form) = draft {
        form.open = true;
        app.message = Some(Message::CardResumed);
        return;
    }
    let form = app.with_known(customer, "", |known| RecordForm::new(kind, source, known));
    keep(app, form);
}

/// Opens a form on a record of the timeline.
pub fn open_record(app: &mut App, customer: CustomerId, record: &Record) {
    let id = record.id().uuid.to_string();
    if let Some(form) = app.record_drafts.iter_mut().find(|form| form.corrects.as_ref() == Some(&id)) {
        form.open = true;
        app.message = Some(Message::CardResumed);
        return;
    }
    let form = app.with_known(customer, "", |known| RecordForm::of(record, known)).flatten();
    keep(app, form);
}

fn keep(app: &mut App, form: Option<RecordForm>) {
    match form {
        Some(form) => app.record_drafts.push(form),
        None => app.message = Some(Message::StillLoading),
    }
}

pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Save | Action::Accept => return save(app),
        Action::NextField => with_form(app, |form| form.form.go_round(1)),
        Action::PreviousField => with_form(app, |form| form.form.go_round(-1)),
        Action::PageDown => with_form(app, |form| form.form.step(FIELDS_A_PAGE)),
        Action::PageUp => with_form(app, |form| form.form.step(-FIELDS_A_PAGE)),
        Action::Find => finding::open(app),
        Action::Cancel => close(app),
        Action::Discard => discard(app),
        Action::AddContact | Action::RemoveContact => app.message = Some(Message::NotAContactField),
        Action::TakeProposal => app.message = Some(Message::NoProposal),
        _ => {}
    }
    Vec::new()
}

const FIELDS_A_PAGE: isize = 8;

fn with_form(app: &mut App, change: impl FnOnce(&mut RecordForm)) {
    if let Some(form) = app.record_drafts.iter_mut().find(|form| form.open) {
        change(form);
    }
}

pub fn type_key(app: &mut App, key: Key) {
    with_form(app, |form| {
        if form.form.press(key) == Pressed::Finished {
            form.form.go_round(1);
        }
    });
    read_line(app);
    follow(app);
}

pub fn paste(app: &mut App, text: &str) {
    with_form(app, |form| form.form.paste(text));
    read_line(app);
    follow(app);
}

/// What follows from the fields that were typed into.
fn follow(app: &mut App) {
    let Some(place) = app.record_drafts.iter().position(|form| form.open) else { return };
    let mut form = app.record_drafts.remove(place);
    app.with_known(form.customer, "", |known| form.follow(known));
    // A PI of an earlier day is numbered by that day.
    if let Some(day) = dated(&form.draft(), app.now.date()).filter(|_| form.kind == DealKind::Invoice) {
        form.follow_number(&app.next_number(day));
    }
    app.record_drafts.insert(place, form);
}

/// What was typed into the line fills in the fields.
fn read_line(app: &mut App) {
    let Some(place) = app.record_drafts.iter().position(|form| form.open) else { return };
    if app.record_drafts.get(place).and_then(|form| form.form.focused()).map(|field| field.id)
        != Some(FieldId::Quick)
    {
        return;
    }
    let mut form = app.record_drafts.remove(place);
    app.with_known(form.customer, "", |known| form.read_line(known));
    app.record_drafts.insert(place, form);
}

/// Off the screen; what was typed is kept.
pub fn close(app: &mut App) {
    let Some(form) = app.record_drafts.iter_mut().find(|form| form.open) else { return };
    form.open = false;
    if form.is_changed() {
        app.message = Some(Message::RecordKept);
    }
    app.record_drafts.retain(RecordForm::is_changed);
}

fn discard(app: &mut App) {
    if !std::mem::take(&mut app.discard_asked) {
        app.discard_asked = true;
        app.message = Some(Message::DiscardAgain);
        return;
    }
    app.record_drafts.retain(|form| !form.open);
    app.message = Some(Message::NoteDiscarded);
}

fn save(app: &mut App) -> Vec<Effect> {
    let Some(place) = app.record_drafts.iter().position(|form| form.open) else { return Vec::new() };
    let mut form = app.record_drafts.remove(place);
    let draft = form.draft();
    let (mut ids, now) = (app.ids.clone(), app.now);
    let number = draft.get(crate::domain::deal::Part::Number).to_owned();
    let done = app.with_known(form.customer, &number, |known| {
        let before = form.before(known);
        let gone = form.corrects.is_some() && before.is_none();
        let made = compose(&draft, known, before.filter(|_| !gone), &mut || ids.mint(now));
        made.map(|made| (made, before.cloned()))
    });
    app.ids = ids;
    match done {
        None => {
            app.message = Some(Message::StillLoading);
            app.record_drafts.push(form);
            Vec::new()
        }
        Some(Err(wrong)) => {
            app.message = Some(Message::FormHasErrors(wrong.len()));
            form.keep_wrong(wrong);
            app.record_drafts.push(form);
            Vec::new()
        }
        Some(Ok((made, _))) if made.doubts != app.doubts_asked && !made.doubts.is_empty() => {
            app.doubts_asked = made.doubts.clone();
            app.message = Some(Message::DoubtsAsked(Box::new(made.doubts), made.open_elsewhere));
            app.record_drafts.push(form);
            Vec::new()
        }
        Some(Ok((made, before))) => commit(app, &form, made, before.as_ref()),
    }
}

fn commit(app: &mut App, form: &RecordForm, made: Composed, before: Option<&Record>) -> Vec<Effect> {
    let edit = made.edit(before);
    let Composed { record, first, then, notices, .. } = made;
    app.doubts_asked = Doubts::default();
    let (customer, kind, is_new) = (form.customer, form.kind, before.is_none());
    let mut edits = first;
    edits.push(edit);
    edits.extend(then);
    let mut cause = if is_new { Cause::Recorded } else { Cause::Edited };
    let waited = is_waiting(app, customer);
    // The customer stays in sight, even where the list moves on without it; the review shows whom it is about.
    if app.front != Front::Review && !app.tabs.is_lent(customer) {
        app.tabs.open(customer);
    }
    let present = app.ledger.row(customer).map(|row| row.summary.stage.clone());
    let stage =
        present.filter(|_| is_new).and_then(|present| proposed_stage(&record, &present, app.ledger.stages()));
    let log = if is_new && stage.is_none() { log_as_sent(app, customer, &record) } else { None };
    let is_logged = log.is_some();
    if let Some(log) = log {
        cause = log.cause;
        edits.extend(log.edits);
    }
    let effects = super::commit(app, cause, edits);
    let (company, answers) = (super::company(app, customer), waited && !is_waiting(app, customer));
    // What is odd about the record or follows from it comes before what every note tells.
    let is_told = answers || !notices.is_empty();
    app.message = Some(if is_logged && !is_told {
        editing::logged(app, customer, company)
    } else {
        Message::Recorded { company, kind, answers, notices }
    });
    if let Some(stage) = stage {
        app.overlay = Some(Overlay::MoveStage(MoveStage { customer, stage, record: Box::new(record) }));
    }
    effects
}

/// What went out today from within the review is the contact that the review asked for: it is logged with the stage as it
/// is, and no second note is wanted.
fn log_as_sent(app: &mut App, customer: CustomerId, record: &Record) -> Option<Change> {
    let stage = app.ledger.row(customer)?.summary.stage.clone();
    let proposal = MoveStage { customer, stage, record: Box::new(record.clone()) };
    app.is_what_the_review_wants(customer, record).then(|| log_of(app, &proposal)).flatten()
}

/// The change that logs a record with a stage.
fn log_of(app: &mut App, proposal: &MoveStage) -> Option<Change> {
    let summary = app.ledger.row(proposal.customer)?.summary.clone();
    let entry = app.entry_following(proposal)?;
    Some(log_contact(&summary, entry, &mut app.ids, app.now, &app.author))
}

/// Whether they wrote last and have no answer.
fn is_waiting(app: &App, customer: CustomerId) -> bool {
    app.ledger.row(customer).is_some_and(|row| row.summary.contact.is_waiting())
}

/// Logs the record with the stage that follows from it.
pub fn move_stage(app: &mut App, proposal: &MoveStage) -> Vec<Effect> {
    let log = log_of(app, proposal);
    log_alone(app, proposal.customer, log)
}

/// The stage stays where it is.
pub fn leave_stage(app: &mut App, proposal: &MoveStage) -> Vec<Effect> {
    let log = log_as_sent(app, proposal.customer, &proposal.record);
    log_alone(app, proposal.customer, log)
}

fn log_alone(app: &mut App, customer: CustomerId, log: Option<Change>) -> Vec<Effect> {
    let Some(log) = log else { return Vec::new() };
    let effects = super::commit_change(app, log);
    app.message = Some(editing::logged(app, customer, super::company(app, customer)));
    effects
}

/// A record that could not be written goes back into its form.
pub fn keep_unsaved(app: &mut App, change: &Change) {
    // The parts of one transfer come back as one.
    let mut brought_back = false;
    for edit in &change.edits {
        let Some(record) = &edit.after else { continue };
        let Some(kind) = DealKind::of(record.id().kind) else { continue };
        let is_new = edit.before.is_none();
        let form = app.with_known(record.customer(), "", |known| RecordForm::of(record, known)).flatten();
        if let Some(mut form) = form {
            let again = |other: &RecordForm| other.customer == form.customer && other.kind == kind;
            if let Some(other) = app.record_drafts.iter_mut().find(|other| again(other)) {
                if let (Record::Payment(it), true) = (record, brought_back) {
                    other.take_back(it.amount);
                }
                continue;
            }
            if kind == DealKind::Payment && is_new {
                brought_back = true;
            }
            form.bring_back(is_new);
            app.record_drafts.push(form);
        }
    }
}
