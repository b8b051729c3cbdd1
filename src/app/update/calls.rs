//! Keys while a call is on the screen: notes, going to other customers, hanging up.

use super::super::call::{Call, duration};
use super::super::form::FieldError;
use super::super::key::Key;
use super::super::keymap::Action;
use super::super::layout::Pane;
use super::super::message::Message;
use super::super::note::{Desk, show_when, wrong_date};
use super::super::text_field::{Lines, TextField};
use super::super::{App, Effect, Front};
use super::{browse, editing, finding};
use crate::domain::contact_log::{Entry, log_contact};
use crate::domain::day_input::{Leaning, When, leading_day};
use crate::domain::quick_log::{LogContext, LogReading, says_no_answer, take_stage};
use crate::domain::text::clean;
use crate::domain::{Channel, CustomerId, Direction, StageGroup, StageId};

/// Begins a call with the shown customer, or goes back to the one that is going on.
pub fn open(app: &mut App) {
    let Some(id) = app.shown() else {
        app.message = Some(Message::NoCustomer);
        return;
    };
    let from_review = app.front == Front::Review;
    if !app.calls.iter().any(|call| call.customer == id) {
        app.calls.push(Call::new(id, app.now, from_review));
    }
    go_back(app, id);
}

/// Puts a call that is going on back on the screen, as it was left.
pub fn go_back(app: &mut App, id: CustomerId) {
    app.tabs.go_to_customer(id);
    (app.front, app.pane, app.brief_top) = (Front::Call(id), Pane::Card, 0);
}

pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let now = app.now;
    match action {
        Action::HangUp => hang_up(app),
        Action::Accept => return save(app),
        Action::TakeProposal => take_proposal(app),
        Action::NextTab | Action::PreviousTab => editing::step_tab(app, action == Action::NextTab),
        Action::Find => finding::open(app),
        Action::PageDown => app.scroll_brief(SCROLL),
        Action::PageUp => app.scroll_brief(-SCROLL),
        Action::Discard => discard(app),
        Action::Cancel if app.open_call().is_some_and(|call| call.next.is_some()) => {
            if let Some(call) = open_call_mut(app) {
                call.resume();
                call.touch(now);
            }
        }
        Action::Cancel => {
            let is_on = app.open_call().is_none_or(Call::is_running);
            app.message = Some(if is_on { Message::CallGoesOn } else { Message::CallWaits });
            leave(app);
        }
        _ => {}
    }
    Vec::new()
}

const SCROLL: isize = 4;

/// A key that is text: into the notes, or into what is next.
pub fn type_key(app: &mut App, key: Key) {
    let now = app.now;
    if let Some(call) = open_call_mut(app) {
        call.touch(now);
        match &mut call.next {
            Some(next) => next.press(key, Lines::One),
            None => call.text.press(key, Lines::Many),
        };
    }
}

pub fn paste(app: &mut App, text: &str) {
    let now = app.now;
    if let Some(call) = open_call_mut(app) {
        call.touch(now);
        match &mut call.next {
            Some(next) => next.insert(text, Lines::One),
            None => call.text.insert(text, Lines::Many),
        }
    }
}

fn open_call_mut(app: &mut App) -> Option<&mut Call> {
    let Front::Call(id) = app.front else { return None };
    app.calls.iter_mut().find(|call| call.customer == id)
}

/// Back to where the call was begun.
fn leave(app: &mut App) {
    let from_review = app.open_call().is_some_and(|call| call.from_review) && app.review.is_some();
    if from_review {
        app.tabs.leave();
        browse::focus(app, app.last_list);
    }
    (app.front, app.brief_top) = (if from_review { Front::Review } else { Front::Panes }, 0);
}

fn hang_up(app: &mut App) {
    let now = app.now;
    let Some(call) = open_call_mut(app) else { return };
    if call.text.is_blank() {
        app.message = Some(Message::CallWithoutNote);
        return;
    }
    call.hang_up(now);
}

fn discard(app: &mut App) {
    if !std::mem::take(&mut app.discard_asked) {
        app.discard_asked = true;
        app.message = Some(Message::DiscardAgain);
        return;
    }
    let Front::Call(id) = app.front else { return };
    leave(app);
    end(app, id);
    app.message = Some(Message::CallDiscarded);
}

fn end(app: &mut App, id: CustomerId) {
    app.calls.retain(|call| call.customer != id);
    super::release(app, id);
    if app.front == Front::Panes && app.tabs.active().is_none() {
        browse::focus(app, app.last_list);
    }
}

/// What the line about what is next says: a day first, then what to do, and the marks of the one-line log.
pub fn read_next(app: &App, id: CustomerId, line: &str) -> LogReading {
    let Some(desk) = app.desk(id) else { return LogReading::default() };
    let line = line.trim();
    let begins_with_a_day = leading_day(line, app.now.date(), Leaning::Future).is_some();
    let mut reading = if begins_with_a_day { desk.read(&format!(">{line}")) } else { desk.read(line) };
    // Without a day, or with the day behind it, the text is what is to be done.
    if reading.next_action.is_empty() {
        reading.next_action = std::mem::take(&mut reading.summary);
    }
    reading
}

/// The contact as it would be written down now.
pub fn entry(app: &App, call: &Call) -> Option<Entry> {
    let desk = app.desk(call.customer)?;
    let line = call.next.as_ref().map_or("", |next| next.text());
    let (notes, stage) = read_notes(&desk, call);
    let mut reading = read_next(app, call.customer, line);
    // What was said at the end counts.
    reading.stage = reading.stage.or(stage);
    let entry = Entry::from_reading(&reading, desk.summary, desk.stages, desk.now);
    let began = call.began.to_the_minute();
    // An entry made during the call stays the earlier one.
    let is_latest = desk.summary.contact.last.as_ref().is_none_or(|last| last.at <= began);
    let lost = desk.stages.group(&entry.stage) == StageGroup::Lost && reading.stage.is_some();
    Some(Entry {
        at: if is_latest { began } else { desk.now.to_the_minute() },
        channel: Channel::Phone,
        direction: if says_no_answer(&notes) { Direction::NoAnswer } else { Direction::Out },
        lost_reason: if lost { notes.clone() } else { String::new() },
        summary: format!("{notes} ({})", duration(call.seconds(app.now))),
        ..entry
    })
}

/// The notes, and the stage that is marked in them. Where the mark is all there is, it stays.
fn read_notes(desk: &Desk<'_>, call: &Call) -> (String, Option<StageId>) {
    let notes = clean(call.text.text().trim());
    let context = LogContext { now: desk.now, stages: desk.stages, contacts: desk.contacts };
    let (text, stage) = take_stage(&notes, context);
    if text.is_empty() { (notes, stage) } else { (text, stage) }
}

fn take_proposal(app: &mut App) {
    let date = app.proposed_next();
    match (date, open_call_mut(app).and_then(|call| call.next.as_mut())) {
        (Some(date), Some(next)) => {
            let rest = next.text().trim().to_owned();
            *next = TextField::new(format!("{} {rest}", show_when(When { date, time: None })));
        }
        _ => app.message = Some(Message::NoProposal),
    }
}

fn save(app: &mut App) -> Vec<Effect> {
    let Some(call) = app.open_call().cloned() else { return Vec::new() };
    let (id, from_review) = (call.customer, call.from_review);
    let line = call.next.as_ref().map_or("", |next| next.text());
    let reading = read_next(app, id, line);
    let wrong = reading.problems.iter().find_map(wrong_date).map(|(_, wrong)| wrong);
    let is_past = reading.next.is_some_and(|when| when.date < app.now.date());
    if let Some(error) = wrong.or(is_past.then_some(FieldError::InThePast)) {
        app.message = Some(Message::LineRefused(error));
        return Vec::new();
    }
    let (Some(entry), Some(summary)) = (entry(app, &call), app.ledger.row(id).map(|row| row.summary.clone()))
    else {
        app.message = Some(Message::StillLoading);
        return Vec::new();
    };
    let change = log_contact(&summary, entry, &mut app.ids, app.now, &app.author);
    leave(app);
    let effects = super::commit_change(app, change);
    end(app, id);
    // The review has gone on already; else one stays with the customer, on the list if the tab is gone.
    if from_review && app.front == Front::Review {
        app.tabs.leave();
    }
    app.message = Some(editing::logged(app, id, summary.company));
    effects
}
