//! How each event changes the app. One file a place that keys are read in.

mod browse;
pub(super) mod bulk;
mod business;
pub(super) mod calls;
mod deletion;
mod editing;
mod files;
mod finding;
mod insights;
mod levelling;
mod marking;
mod money;
mod outgoing;
mod overlays;
pub(super) mod pipeline;
mod recording;
mod review;

pub use recording::letter as record_letter;

use super::key::{Code, Key};
use super::keymap::{Action, Context, action_for};
use super::message::{Message, Touched};
use super::note::Body;
use super::overlay::Overlay;
use super::text_field::Lines;
use super::{App, Effect, Event, SavedFiles, Written, arrival};
use crate::domain::{Cause, Change, ChangeId, CustomerId, Edit};
pub(super) use browse::follow;
pub(super) use review::settled_elsewhere;

/// Takes in an event.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let event = super::insights::update(app, event)
        .and_then(|event| super::finding::update(app, event))
        .and_then(|event| arrival::update(app, event));
    let Some(event) = event else { return Vec::new() };
    match event {
        Event::Key(key) => return press(app, key),
        Event::Paste(text) => paste(app, &text),
        Event::Resize(width, height) => app.size = (width, height),
        Event::Loaded(id, dossier) => {
            if bulk::alone_wants(app, id) {
                return bulk::take(app, id, dossier.as_deref());
            }
            let effects = bulk::take(app, id, dossier.as_deref());
            // Who comes back with a note that could not be saved comes back under the cursor.
            let unsaved = app.notes.get(&id).is_some_and(|note| note.open);
            let followed = app.selected().filter(|selected| *selected == id || !unsaved);
            loaded(app, id, dossier);
            browse::follow(app, followed);
            super::finding::read(app, id);
            return effects;
        }
        Event::Committed(written) => {
            // What many customers were given may rearrange the lists; what is undone comes under the cursor.
            let followed = app.selected().filter(|_| written.of.is_none());
            committed(app, written);
            browse::follow(app, followed);
        }
        Event::NothingToUndo => nothing(app, Message::NothingToUndo),
        Event::NothingToRedo => nothing(app, Message::NothingToRedo),
        Event::CommitFailed { change, reason } => return commit_failed(app, &change, reason),
        Event::UndoFailed(reason) => nothing(app, Message::Store(reason)),
        Event::LoadFailed(id, reason) => {
            bulk::give_up(app, id);
            app.message = Some(Message::Store(reason));
        }
        Event::Failed(reason) => app.message = Some(Message::Store(reason)),
        Event::NotOpened(what) => outgoing::not_opened(app, what),
        Event::Notice(text) => app.message = Some(Message::Notice(text)),
        Event::FilesSaved(saved) => {
            let SavedFiles { rules, stages, calendar, settings, messages, names, blank, gone, doubts, wrong } =
                *saved;
            app.messages = messages;
            let followed = app.selected();
            app.ledger.set_grounds(&rules, stages, calendar);
            app.settings = settings;
            browse::follow(app, followed);
            files::take(app, names, &blank, &gone, doubts, wrong);
        }
        Event::Assessed(assessed) => {
            let followed = app.selected();
            app.ledger.take_assessed(*assessed);
            browse::follow(app, followed);
        }
        Event::PaperMade(made) => return outgoing::made(app, *made),
        // Time alone, and what was taken in above.
        Event::Tick
        | Event::Building(_)
        | Event::Counting(_)
        | Event::Counted(_)
        | Event::CountFailed(_)
        | Event::Found { .. }
        | Event::LookFailed { .. }
        | Event::Opened { .. }
        | Event::Arrived(_)
        | Event::CommittedElsewhere(_)
        | Event::Erased(_) => {}
    }
    Vec::new()
}

fn press(app: &mut App, key: Key) -> Vec<Effect> {
    if app.screen().is_none() {
        return press_unseen(app, key);
    }
    let context = app.context();
    if is_left_over(app, context, key) {
        return Vec::new();
    }
    if context == Context::Browse && browse::count(app, key) {
        return Vec::new();
    }
    let action = action_for(context, key);
    let keeps_message = matches!(action, Some(Action::Redraw));
    if !keeps_message {
        app.message = None;
    }
    if action != Some(Action::Discard) {
        app.discard_asked = false;
    }
    if !matches!(action, Some(Action::Save | Action::Accept)) {
        app.doubts_asked = crate::domain::deal::Doubts::default();
    }
    let effects =
        if let Some(action) = action { act(app, context, action) } else { type_key(app, context, key) };
    app.count = None;
    effects
}

/// On a screen that is too small to show anything, a key does nothing that would have to be seen.
fn press_unseen(app: &mut App, key: Key) -> Vec<Effect> {
    match action_for(app.context(), key) {
        Some(action @ (Action::Quit | Action::Suspend | Action::Redraw)) => {
            act(app, Context::Anywhere, action)
        }
        _ => Vec::new(),
    }
}

/// Whether a key still belongs to what is over, so that it must not be taken for a command: a letter of the menu of
/// records that did not open, or the Enter that saved a record pressed once more. It ends there.
fn is_left_over(app: &mut App, context: Context, key: Key) -> bool {
    if context != Context::Browse {
        return false;
    }
    match (&app.message, key.as_command().typed()) {
        (Some(Message::NobodyForRecord), Some(letter)) => {
            let is_left_over = recording::is_letter(letter);
            if is_left_over {
                app.message = Some(Message::NoCustomer);
            }
            is_left_over
        }
        (Some(Message::Recorded { .. }), None) if key.code == Code::Enter => {
            app.message = None;
            true
        }
        _ => false,
    }
}

/// Carries out what was asked for while the data were still being opened, unless something else was begun since.
pub fn do_what_was_awaited(app: &mut App) -> Vec<Effect> {
    if app.awaited.is_none() || !app.arrival.is_whole() {
        return Vec::new();
    }
    match app.awaited.take().filter(|_| app.context() == Context::Browse) {
        Some(action) => {
            app.message = None;
            act(app, Context::Browse, action)
        }
        None => Vec::new(),
    }
}

/// What needs to know everybody waits until they are known. Returns whether it does.
fn waits(app: &mut App, action: Action) -> bool {
    let waits = !app.arrival.is_whole();
    if waits {
        app.awaited = Some(action);
        app.message = Some(Message::StillLoading);
    }
    waits
}

/// Carries out an action in the place where its key was pressed.
fn act(app: &mut App, context: Context, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => {
            app.calls.iter_mut().for_each(|call| call.touch(app.now));
            return vec![Effect::Quit];
        }
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Language => app.language = app.language.other(),
        Action::Theme => {
            app.theme = super::settings::next(super::settings::ThemeName::ALL, app.theme);
            app.message = Some(Message::ThemeIs(app.theme));
        }
        // The note of a move would be lost.
        Action::Help | Action::Mistakes | Action::Tab(_) if context == Context::Move => {
            app.message = Some(Message::FinishMoveFirst);
        }
        Action::Help => overlays::toggle_help(app),
        Action::Mistakes => files::toggle(app),
        Action::Tab(number) => editing::go_to_tab(app, number),
        _ => {
            return match context {
                Context::Browse => browse::act(app, action),
                Context::Review => review::act(app, action),
                Context::Call | Context::HangUp => calls::act(app, action),
                Context::Line | Context::Form => editing::act(app, action),
                Context::Move => pipeline::act_on_note(app, action),
                Context::Search | Context::PopUp => overlays::act(app, action),
                Context::Outgoing => outgoing::act(app, action),
                Context::Anywhere => Vec::new(),
            };
        }
    }
    Vec::new()
}

/// A key that is no command is text, where text is being typed.
fn type_key(app: &mut App, context: Context, key: Key) -> Vec<Effect> {
    match context {
        Context::Line | Context::Form => editing::type_key(app, key),
        Context::Search | Context::PopUp | Context::Move => return overlays::type_key(app, key),
        Context::Call | Context::HangUp => calls::type_key(app, key),
        Context::Browse | Context::Review | Context::Outgoing | Context::Anywhere => {}
    }
    Vec::new()
}

/// Pasted text goes where text is being typed, and nowhere else: it is never taken for keys.
fn paste(app: &mut App, text: &str) {
    if app.screen().is_none() {
        return;
    }
    if app.overlay.is_some() {
        overlays::paste(app, text);
    } else if let Some(form) = app.card_drafts.iter_mut().find(|form| form.open) {
        form.form.paste(text);
    } else if app.open_call().is_some() {
        calls::paste(app, text);
    } else if app.open_record().is_some() {
        recording::paste(app, text);
    } else if let Some(note) = app.shown().and_then(|id| app.notes.get_mut(&id)).filter(|note| note.open) {
        match &mut note.body {
            Body::Line(line) => line.insert(text, Lines::One),
            Body::Form(form) => form.paste(text),
        }
        editing::hold_tab(app);
    }
}

fn loaded(app: &mut App, id: CustomerId, dossier: Option<Box<crate::domain::Dossier>>) {
    if app.loading == Some(id) {
        app.loading = None;
    }
    // While changes are under way, what was read may be older than what is on the screen.
    if app.saving.pending > 0 {
        return;
    }
    match dossier {
        Some(dossier) => {
            let (tabs, shown) = (&app.tabs, [app.shown(), app.written_about()]);
            app.ledger.keep_only_dossiers(|other| tabs.holds(other) || shown.contains(&Some(other)));
            app.ledger.take_dossier(*dossier);
        }
        None => app.ledger.take_summaries(Vec::new(), &[id]),
    }
}

fn nothing(app: &mut App, message: Message) {
    app.saving.pending = app.saving.pending.saturating_sub(1);
    app.message = Some(message);
}

fn committed(app: &mut App, written: Written) {
    app.saving.pending = app.saving.pending.saturating_sub(1);
    app.saving.failed = false;
    app.saving.written += 1;
    let touched = touched(app, &written);
    let summaries = written.summaries.iter().map(|summary| summary.id);
    let whom: Vec<_> = summaries.chain(written.removed.iter().copied()).collect();
    match (&written.cause, written.of.clone()) {
        (Cause::Undid(_), Some(of)) => app.message = Some(Message::Undone { of, touched }),
        (Cause::Redid(_), Some(of)) => app.message = Some(Message::Redone { of, touched }),
        _ => {}
    }
    if let Some(rates) = written.rates.filter(|_| app.saving.pending == 0) {
        app.ledger.set_rates(rates);
    }
    if app.saving.pending == 0 {
        app.ledger.take_summaries(written.summaries, &written.removed);
    } else {
        // Later changes are on the screen already; only what is not loaded here may be taken over.
        let unknown = |summary: &crate::domain::Summary| app.ledger.dossier(summary.id).is_none();
        let summaries = written.summaries.into_iter().filter(unknown).collect();
        app.ledger.take_summaries(summaries, &[]);
    }
    match (&written.cause, &written.of) {
        (Cause::Undid(_), Some(of)) => review::taken_back(app, of, &whom),
        (Cause::Redid(_), Some(of)) => review::taken_again(app, of, &whom),
        _ => {}
    }
    if matches!(app.overlay, Some(Overlay::Tags(_))) {
        overlays::refresh(app);
    }
    let ledger = &app.ledger;
    app.tabs.retain(|id| ledger.row(id).is_some());
    let unfinished = app.notes.iter().filter(|(id, note)| !note.is_blank() && ledger.row(**id).is_some());
    for id in unfinished.map(|(id, _)| *id).collect::<Vec<_>>() {
        app.tabs.hold(id);
    }
}

/// Whom a change was about: the one customer by name, several by number.
pub(super) fn touched(app: &App, written: &Written) -> Touched {
    match (written.summaries.as_slice(), written.removed.as_slice()) {
        ([only], []) => Touched::One(only.company.clone()),
        ([], [only]) => Touched::One(company(app, *only)),
        ([], []) if written.rates.is_some() => Touched::Rates,
        (summaries, removed) => Touched::Several(summaries.len() + removed.len()),
    }
}

fn commit_failed(app: &mut App, change: &Change, reason: String) -> Vec<Effect> {
    app.saving.pending = app.saving.pending.saturating_sub(1);
    app.saving.failed = true;
    let customers = change.customers();
    app.message = Some(Message::NotSaved(reason));
    editing::keep_unsaved(app, change);
    recording::keep_unsaved(app, change);
    review::take_back(app, &change.cause, &customers);
    // The store's own word counts again for everybody that the change touched.
    app.ledger.keep_only_dossiers(|id| !customers.contains(&id));
    let made =
        |edit: &Edit| edit.before.is_none() && matches!(edit.after, Some(crate::domain::Record::Customer(_)));
    let removed: Vec<_> = change.edits.iter().filter(|edit| made(edit)).filter_map(Edit::customer).collect();
    app.ledger.take_summaries(Vec::new(), &removed);
    customers.into_iter().filter(|id| !removed.contains(id)).map(Effect::Load).collect()
}

/// Makes a change: at once on the screen, then on the disk.
fn commit(app: &mut App, cause: Cause, edits: Vec<Edit>) -> Vec<Effect> {
    let id = ChangeId(app.ids.mint(app.now));
    commit_change(app, Change { id, at: app.now, author: app.author.clone(), cause, edits })
}

fn commit_change(app: &mut App, mut change: Change) -> Vec<Effect> {
    change.edits.retain(|edit| !edit.is_idle());
    if change.edits.is_empty() {
        return Vec::new();
    }
    let followed = app.selected();
    app.note_changed(change.customers());
    // Unfinished notes stay: undoing a deletion brings the customer back, and its note with it.
    for id in app.ledger.apply(&change) {
        app.marked.remove(&id);
        app.tabs.close(id);
        if app.tabs.active().is_none() {
            browse::focus(app, app.last_list);
        }
    }
    browse::follow(app, followed);
    review::take_in(app, &change);
    app.saving.pending += 1;
    vec![Effect::Commit { change, session: None }]
}

/// A tab that was there only for a note goes with it, unless a call still needs it.
fn release(app: &mut App, id: CustomerId) {
    if !app.calls.iter().any(|call| call.customer == id) {
        app.tabs.release(id);
    }
}

/// The name to call a customer by in messages.
fn company(app: &App, id: CustomerId) -> String {
    app.ledger.row(id).map_or_else(String::new, |row| row.summary.company.clone())
}

/// Whether a pop-up is of a kind that one types into.
fn typed_into(overlay: &mut Overlay) -> Option<&mut super::text_field::TextField> {
    match overlay {
        Overlay::Find(find) => Some(&mut find.text),
        Overlay::Palette(palette) => Some(&mut palette.text),
        Overlay::Tags(tags) => Some(&mut tags.text),
        Overlay::Snooze(snooze) => Some(&mut snooze.text),
        Overlay::Owner(owner) => Some(&mut owner.text),
        Overlay::Move(moving) => Some(&mut moving.text),
        Overlay::Filter(list) => Some(&mut list.text),
        Overlay::Rates(book) => Some(&mut book.text),
        Overlay::Grade { .. }
        | Overlay::Class { .. }
        | Overlay::Level(_)
        | Overlay::Delete(_)
        | Overlay::Gone { .. }
        | Overlay::NewRecord(_)
        | Overlay::MoveStage(_)
        | Overlay::Behind(_)
        | Overlay::Outgoing(_)
        | Overlay::Stage { .. }
        | Overlay::Versions(_)
        | Overlay::Help { .. }
        | Overlay::Mistakes { .. }
        | Overlay::Why { .. } => None,
    }
}
