//! Keys on the board, and moving customers from stage to stage.

use super::super::keymap::Action;
use super::super::ledger::pipeline::Facet;
use super::super::message::{Message, Touched};
use super::super::note::wrong_date;
use super::super::overlay::{FilterList, Overlay, StageMove};
use super::super::pipeline::stages;
use super::super::text_field::TextField;
use super::super::{App, Effect, Front};
use super::{browse, bulk, marking, overlays};
use crate::domain::contact_log::{Entry, log_contact};
use crate::domain::quick_log::LogReading;
use crate::domain::tag::names;
use crate::domain::text::fold_name;
use crate::domain::{Cause, Change, ChangeId, CustomerId, StageGroup, StageId};

/// Goes to the board, or back from it. It opens on a customer that is open in a tab.
pub fn toggle(app: &mut App) {
    if super::waits(app, Action::Pipeline) {
        return;
    }
    if app.front == Front::Pipeline {
        app.front = Front::Panes;
        return;
    }
    let opened = app.shown().filter(|_| app.front == Front::Panes && app.tabs.active().is_some());
    app.front = Front::Pipeline;
    app.pipeline.refresh(&app.ledger, app.now.date());
    if let Some(id) = opened {
        app.pipeline.go_to(&app.ledger, id);
    }
}

/// Carries out what means something else here than on the panes. Returns whether it did.
pub fn act(app: &mut App, action: Action, count: isize) -> bool {
    let page = isize::try_from(app.board().cards.saturating_sub(1).max(1)).unwrap_or(1);
    match action {
        Action::Down => app.pipeline.step(count),
        Action::Up => app.pipeline.step(-count),
        Action::PageDown => app.pipeline.step(count.saturating_mul(page)),
        Action::PageUp => app.pipeline.step(-count.saturating_mul(page)),
        Action::First => app.pipeline.step(isize::MIN),
        Action::Last => app.pipeline.step(isize::MAX),
        Action::NextPane => app.pipeline.turn(count),
        Action::PreviousPane => app.pipeline.turn(-count),
        Action::Open => match app.pipeline.customer() {
            Some(id) => browse::show(app, id),
            None => app.message = Some(Message::NoCard),
        },
        Action::Mark => {
            bulk::toggle(app);
            app.pipeline.step(1);
        }
        Action::Filter => {
            app.overlay = Some(Overlay::Filter(FilterList::default()));
            overlays::refresh(app);
        }
        Action::ClearFilter => {
            let was_set = !std::mem::take(&mut app.pipeline.filter).is_empty();
            app.message = Some(if was_set { Message::FilterCleared } else { Message::NoFilter });
        }
        Action::Sort => app.message = Some(Message::BoardOrder),
        // A card stands for the customer, who is deleted where all of it is seen.
        Action::Delete => app.message = Some(Message::OpenCustomerFirst),
        Action::Cancel if !app.marked.is_empty() => bulk::unmark(app),
        Action::Cancel => app.front = Front::Panes,
        _ => return false,
    }
    true
}

/// What the board can be filtered by and fits the text typed; what is set comes first.
pub fn offered(app: &App, typed: &str) -> Vec<(Facet, usize)> {
    let wanted = fold_name(typed);
    let fits =
        |facet: &Facet| wanted.is_empty() || facet_names(facet).iter().any(|name| name.contains(&wanted));
    let facets = app.ledger.pipeline().facets().filter(|(facet, _)| fits(facet));
    let mut offered: Vec<_> = facets.map(|(facet, count)| (facet.clone(), count)).collect();
    // By kind, and in each the most frequent first; the sort is stable, so the rest is by name.
    let kind = |facet: &Facet| match facet {
        Facet::Owner(_) => 0,
        Facet::Grade(_) => 1,
        Facet::Country(_) => 2,
        Facet::Tag(_) => 3,
    };
    offered.sort_by_key(|(facet, count)| {
        let by_count = if matches!(facet, Facet::Grade(_)) { 0 } else { usize::MAX - count };
        (!app.pipeline.filter.contains(facet), kind(facet), by_count)
    });
    offered
}

/// Every name of a facet, folded, in both languages.
fn facet_names(facet: &Facet) -> Vec<String> {
    match facet {
        Facet::Owner(owner) => vec![fold_name(owner)],
        Facet::Tag(tag) => names(tag),
        Facet::Country(country) => {
            let (en, zh) = country.names();
            [en, zh, country.code()].map(fold_name).to_vec()
        }
        Facet::Grade(grade) => vec![fold_name(grade.id())],
    }
}

/// Asks for the note with which the shown customer moves so many columns, or all that are marked in one stage.
pub fn ask_step(app: &mut App, by: isize) {
    let Some(whom) = marking::asked_about(app) else { return };
    let mut present = whom.iter().filter_map(|id| Some(app.ledger.row(*id)?.summary.stage.clone()));
    let Some(here) = present.next() else { return };
    if present.any(|stage| stage != here) {
        app.message = Some(Message::StagesDiffer);
        return;
    }
    let stages = stages(&app.ledger);
    let here = stages.iter().position(|stage| *stage == here);
    let next = here.and_then(|here| here.checked_add_signed(by)).and_then(|place| stages.get(place));
    // A stage that is in the file no more is no place to go to.
    match next.filter(|stage| app.ledger.stages().get(stage).is_some()) {
        Some(stage) => ask_note(app, whom, stage.clone()),
        None => app.message = Some(Message::NoStageThere),
    }
}

/// Asks to which stage the shown customer is to move, or all that are marked.
pub fn ask_stage(app: &mut App) {
    let Some(whom) = marking::asked_about(app) else { return };
    let present = whom.first().and_then(|id| app.ledger.row(*id)).map(|row| row.summary.stage.clone());
    let at = present.map_or(0, |stage| app.ledger.stages().position(&stage));
    let last = app.ledger.stages().iter().count().saturating_sub(1);
    app.overlay = Some(Overlay::Stage { whom, at: at.min(last) });
}

pub fn ask_note(app: &mut App, whom: Vec<CustomerId>, stage: StageId) {
    let stays = |id: &CustomerId| app.ledger.row(*id).is_none_or(|row| row.summary.stage == stage);
    let whom: Vec<_> = whom.into_iter().filter(|id| !stays(id)).collect();
    if whom.is_empty() {
        app.message = Some(Message::NothingToChange);
        return;
    }
    app.overlay = Some(Overlay::Move(StageMove { whom, stage, text: TextField::default() }));
}

pub fn act_on_note(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Accept | Action::WithoutNote => {
            let Some(Overlay::Move(moving)) = app.overlay.take() else { return Vec::new() };
            match carry_out(app, &moving, action == Action::Accept) {
                Ok(effects) => return effects,
                Err(why) => (app.overlay, app.message) = (Some(Overlay::Move(moving)), Some(why)),
            }
        }
        Action::Cancel => (app.overlay, app.message) = (None, Some(Message::StageKept)),
        _ => {}
    }
    Vec::new()
}

/// Moves everybody in one change, or says what the line lacks.
fn carry_out(app: &mut App, moving: &StageMove, with_note: bool) -> Result<Vec<Effect>, Message> {
    let reading = if with_note { app.read_move(moving) } else { LogReading::default() };
    if let Some((_, wrong)) = reading.problems.iter().find_map(wrong_date) {
        return Err(Message::LineRefused(wrong));
    }
    let today = app.now.date();
    if reading.next.is_some_and(|next| next.date < today) {
        return Err(Message::LineRefused(super::super::form::FieldError::InThePast));
    }
    let stage = reading.stage.clone().unwrap_or_else(|| moving.stage.clone());
    let stages = app.ledger.stages();
    if stages.group(&stage) == StageGroup::Lost && reading.summary.is_empty() {
        return Err(Message::LostNeedsReason);
    }
    let Some(to) = stages.get(&stage).cloned() else { return Err(Message::NoStageThere) };
    let known = moving.whom.iter().filter_map(|id| app.ledger.row(*id));
    let summaries: Vec<_> = known.map(|row| row.summary.clone()).collect();
    let whom = match summaries.as_slice() {
        [] => return Err(Message::NoCustomer),
        [only] => Touched::One(only.company.clone()),
        several => Touched::Several(several.len()),
    };
    let mut edits = Vec::new();
    for summary in &summaries {
        let entry = Entry::moving(&stage, &reading, summary, app.ledger.stages(), app.now);
        edits.extend(log_contact(summary, entry, &mut app.ids, app.now, &app.author).edits);
    }
    let cause = if reading.channel.is_some() { Cause::Logged } else { Cause::Moved };
    let id = ChangeId(app.ids.mint(app.now));
    let change = Change { id, at: app.now, author: app.author.clone(), cause, edits };
    let effects = super::commit_change(app, change);
    app.message = Some(Message::StageMoved { whom, stage: Box::new(to) });
    Ok(effects)
}
