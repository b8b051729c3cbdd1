//! Keys during the daily review, and what a change means for it.

use super::super::keymap::{Action, Context};
use super::super::ledger::{Ledger, Row};
use super::super::message::Message;
use super::super::review::{Outcome, Place, Review, Step, Verdict, answers, comes_up};
use super::super::snooze::Aside;
use super::super::{App, Effect, Front};
use super::bulk::{self, CardChange, PinnedClass};
use super::{browse, editing, levelling, pipeline};
use crate::domain::contact_log::plan_edit;
use crate::domain::{Cause, Change, CustomerId, Edit, Grade, Record, StageGroup};
use std::collections::HashSet;

/// Begins the review of today, or goes on with it.
pub fn open(app: &mut App) {
    if super::waits(app, Action::Review) {
        return;
    }
    editing::leave_editor(app);
    let today = app.now.date();
    match &mut app.review {
        Some(review) if review.began.date() == today => review.refresh(&app.ledger, &app.aside, app.now),
        before => {
            let since = before.as_ref().map(|review| review.began);
            let review = Review::begin(&app.ledger, &app.aside, app.now, since);
            *before = Some(match before {
                Some(before) => review.remembering(before, &app.ledger),
                None => review,
            });
        }
    }
    close_what_it_opened(app);
    app.tabs.leave();
    browse::focus(app, app.last_list);
    (app.front, app.brief_top) = (Front::Review, 0);
}

/// Customers that were opened from the review do not pile up as tabs; who has something unfinished stays.
fn close_what_it_opened(app: &mut App) {
    let ids = app.tabs.iter().map(|tab| tab.customer);
    let is_done = |id: &CustomerId| app.tabs.is_lent(*id) && !app.is_unfinished(*id);
    for id in ids.filter(is_done).collect::<Vec<_>>() {
        app.tabs.close(id);
    }
}

pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let place = app.review.as_ref().map_or(Place::End, |review| review.place);
    match action {
        Action::Skip => with(app, Review::skip),
        Action::Previous => with(app, Review::back),
        Action::Open | Action::Done if place == Place::News => with(app, Review::advance),
        Action::Open if is_worth_going_on(app) => go_through_skipped(app),
        Action::Open | Action::Cancel if app.shown().is_none() => app.front = Front::Panes,
        Action::Cancel => {
            app.front = Front::Panes;
            app.message = Some(Message::ReviewKept);
        }
        Action::Open => {
            if let Some(id) = app.shown() {
                let is_open = app.tabs.holds(id) && !app.tabs.is_lent(id);
                browse::show(app, id);
                if !is_open {
                    app.tabs.lend(id);
                }
            }
        }
        Action::PageDown => app.scroll_brief(SCROLL),
        Action::PageUp => app.scroll_brief(-SCROLL),
        Action::Worth(verdict) => return decide(app, verdict),
        Action::Up
        | Action::Down
        | Action::First
        | Action::Last
        | Action::NextPane
        | Action::PreviousPane
        | Action::Review => {}
        Action::Level => {
            levelling::open(app);
            return Vec::new();
        }
        Action::Panes | Action::Pipeline | Action::Business | Action::Insights => {
            let effects = super::act(app, Context::Browse, action);
            app.message = Some(Message::ReviewKept);
            return effects;
        }
        // Everything else works as it does beside the lists.
        other => return super::act(app, Context::Browse, other),
    }
    Vec::new()
}

const SCROLL: isize = 6;

/// Whether the end of the review is not the end of the day's work.
fn is_worth_going_on(app: &App) -> bool {
    let goes_on = |review: &Review| review.left() > 0 || review.skipped_and_due(&app.ledger).next().is_some();
    app.shown().is_none() && app.review.as_ref().is_some_and(goes_on)
}

fn go_through_skipped(app: &mut App) {
    if let Some(review) = &mut app.review {
        review.go_through_skipped(&app.ledger);
    }
    app.brief_top = 0;
}

fn with(app: &mut App, change: impl FnOnce(&mut Review)) {
    if let Some(review) = &mut app.review {
        change(review);
    }
    see_who_is_next(app);
}

/// At the end, those who have come due meanwhile are gone on to.
fn see_who_is_next(app: &mut App) {
    if app.review.as_ref().is_some_and(|review| review.place == Place::End) {
        app.refresh_review();
    }
    app.brief_top = 0;
}

/// Settles the steps of customers whom a change is about, and goes on where that was the one on the screen.
pub fn take_in(app: &mut App, change: &Change) {
    let logged = |edit: &&Edit| {
        let talked = |after: &Record| matches!(after, Record::Interaction(entry) if entry.is_contact());
        edit.before.is_none() && edit.after.as_ref().is_some_and(talked)
    };
    let talked_to: HashSet<_> = change.edits.iter().filter(logged).filter_map(Edit::customer).collect();
    let put_off = change.cause == Cause::Snoozed;
    let today = app.now.date();
    // Whose message was only written down still waits for the answer.
    let owes_answer = |id: CustomerId| app.ledger.row(id).is_some_and(|row| row.owes_answer(today));
    let outcome = |id: CustomerId| {
        if talked_to.contains(&id) {
            return (!owes_answer(id)).then_some(Outcome::Done);
        }
        put_off.then_some(Outcome::Postponed)
    };
    let Some(review) = &mut app.review else { return };
    let settled: Vec<_> = change.customers().into_iter().filter_map(|id| Some((id, outcome(id)?))).collect();
    let mut moves = false;
    for (id, outcome) in settled {
        moves |= review.settle(id, outcome);
    }
    if moves {
        review.advance();
    }
    let is_gone = !moves && review.current().is_some_and(|(_, step)| is_over(step, &app.ledger, &app.aside));
    if is_gone {
        app.refresh_review();
    }
    if moves || is_gone {
        see_who_is_next(app);
    }
}

/// Whether a customer is there no more, or is lost or not to be contacted before anything came of the step.
fn is_over(step: &Step, ledger: &Ledger, aside: &[Aside]) -> bool {
    let is_never_due = |row: &Row| row.assessment.due.is_none() && !comes_up(ledger, aside, row);
    ledger.row(step.customer).is_none_or(|row| step.outcome.is_none() && is_never_due(row))
}

/// What a change did was taken back: its customers are to be looked at again.
pub fn take_back(app: &mut App, of: &Cause, customers: &[CustomerId]) {
    match outcome_of(of) {
        Some(done) => with(app, |review| review.take_back(customers, done)),
        None => with(app, |review| review.ask_again(customers)),
    }
}

/// The same once the store has done it: who is gone with an import, or no longer to be looked at, leaves.
pub fn taken_back(app: &mut App, of: &Cause, customers: &[CustomerId]) {
    take_back(app, of, customers);
    if app.saving.pending == 0 {
        app.refresh_review();
    }
}

fn outcome_of(cause: &Cause) -> Option<Outcome> {
    match cause {
        Cause::Logged => Some(Outcome::Done),
        Cause::Snoozed => Some(Outcome::Postponed),
        // Whose date was erased and who is due by the rules was left for another day.
        Cause::Planned => Some(Outcome::Skipped),
        _ => None,
    }
}

/// An undone change was made again.
pub fn take_again(app: &mut App, of: &Cause, customers: &[CustomerId]) {
    let outcome = outcome_of(of).filter(|outcome| *outcome != Outcome::Skipped);
    let (Some(outcome), Some(review)) = (outcome, &mut app.review) else { return };
    for id in customers {
        if review.settle(*id, outcome) {
            review.advance();
        }
    }
}

/// The same once the store has done it.
pub fn taken_again(app: &mut App, of: &Cause, customers: &[CustomerId]) {
    take_again(app, of, customers);
    if app.saving.pending == 0 {
        app.refresh_review();
    }
}

/// A command of another process did something: the step is marked, and the screen stays where it is, or the next key
/// would be about somebody else.
pub fn settled_elsewhere(app: &mut App, of: &Cause, customers: &[CustomerId]) {
    let place = app.review.as_ref().map(|review| review.place);
    take_again(app, of, customers);
    if let (Some(review), Some(place)) = (&mut app.review, place) {
        review.place = place;
    }
}

/// The answer to "still worth it?" about the customer on the screen.
fn decide(app: &mut App, verdict: Verdict) -> Vec<Effect> {
    let at_end = app.review.as_ref().is_some_and(|review| review.place == Place::End);
    let Some(row) = app.shown_row().filter(|_| at_end) else { return Vec::new() };
    let (id, grade) = (row.id, lower(row.assessment.grade));
    if !answers(&app.ledger, row).any(|it| it == verdict) {
        app.message = Some(Message::NothingToChange);
        return Vec::new();
    }
    let effects = match verdict {
        Verdict::Keep => Vec::new(),
        Verdict::LowerGrade => bulk::begin(app, &[id], CardChange::Grade(Some(grade))),
        Verdict::MakeCold => {
            // The last class takes those whom no other wants.
            let class = app.ledger.rules().classes().last().map(PinnedClass::of);
            bulk::begin(app, &[id], CardChange::Class(class))
        }
        Verdict::MarkLost => {
            ask_why_lost(app, id);
            return Vec::new();
        }
        Verdict::EraseDate => return erase_date(app, id),
    };
    let failed = effects.is_empty() && verdict != Verdict::Keep;
    if !failed || app.message != Some(Message::StillLoading) {
        if let Some(review) = &mut app.review {
            review.answer(id, &app.ledger);
        }
        see_who_is_next(app);
    }
    effects
}

/// Whoever is due once the date is gone is among those who are left.
fn erase_date(app: &mut App, id: CustomerId) -> Vec<Effect> {
    let edits = app.ledger.row(id).and_then(|row| plan_edit(&row.summary, None));
    let effects = super::commit(app, Cause::Planned, edits.into_iter().collect());
    let due = app.ledger.row(id).and_then(|row| row.assessment.due).map(|due| due.from);
    if let Some(review) = app.review.as_mut().filter(|_| due.is_some_and(|due| due <= app.now.date())) {
        review.settle(id, Outcome::Skipped);
    }
    app.message = Some(Message::DateErased { company: super::company(app, id), due });
    see_who_is_next(app);
    effects
}

fn lower(grade: Grade) -> Grade {
    match grade {
        Grade::A => Grade::B,
        Grade::B | Grade::C => Grade::C,
    }
}

/// A customer is lost as on the board: a stage is moved, for a reason, and nobody is said to have been talked to.
fn ask_why_lost(app: &mut App, id: CustomerId) {
    let stages = app.ledger.stages();
    let lost = stages.iter().find(|stage| stages.group(&stage.id) == StageGroup::Lost);
    if let Some(stage) = lost.map(|stage| stage.id.clone()) {
        pipeline::ask_note(app, vec![id], stage);
        app.message = Some(Message::WhyLost);
    }
}
