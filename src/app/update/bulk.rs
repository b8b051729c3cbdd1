//! Marking customers in the lists, and doing one thing to all that are marked.
//!
//! A card is changed as a whole, so the cards of all marked customers are asked for first; once the last
//! has come, everything is one change.

use super::super::keymap::Action;
use super::super::layout::Pane;
use super::super::ledger::pipeline::Facet;
use super::super::message::{Message, Touched};
use super::super::overlay::{Overlay, Owner};
use super::super::text_field::TextField;
use super::super::{App, Effect, Front};
use super::{marking, overlays};
use crate::domain::text::{clean_line, fold_name};
use crate::domain::{Cause, ClassId, Customer, CustomerId, Dossier, Edit, Grade, Record};
use crate::rules::{Bilingual, Class};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// What is to be changed on every card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardChange {
    Tag { tag: String, on: bool },
    Grade(Option<Grade>),
    Class(Option<PinnedClass>),
    Owner(String),
}

/// A class of the rules, and what to call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedClass {
    id: ClassId,
    pub name: Bilingual,
}

impl PinnedClass {
    pub fn of(class: &Class) -> Self {
        Self { id: class.id.clone(), name: class.name.clone() }
    }
}

/// A change that waits for cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    change: CardChange,
    waiting: HashSet<CustomerId>,
    cards: HashMap<CustomerId, Customer>,
}

/// Those whom a key is about: all that are marked in what is looked at, else the shown one.
pub fn whom(app: &App) -> Vec<CustomerId> {
    let marked = match app.front {
        _ if app.marked.is_empty() => Vec::new(),
        Front::Panes if app.tabs.active().is_none() => {
            let rows = app.ledger.rows().map(|row| row.id);
            rows.filter(|id| app.marked.contains(id)).collect()
        }
        Front::Business => list(app).into_iter().filter(|id| app.marked.contains(id)).collect(),
        Front::Pipeline => {
            let shown = |id: &CustomerId| app.pipeline.shows(&app.ledger, *id);
            let mut marked: Vec<_> = app.marked.iter().copied().filter(shown).collect();
            marked.sort_unstable();
            marked
        }
        Front::Panes | Front::Review | Front::Insights | Front::Call(_) => Vec::new(),
    };
    if marked.is_empty() { app.shown().into_iter().collect() } else { marked }
}

/// The customers of the list that is looked at, each once: of the board the column of the cursor.
fn list(app: &App) -> Vec<CustomerId> {
    match (app.front, app.last_list) {
        (Front::Business, _) => {
            let mut seen = HashSet::new();
            let rows = app.business.rows(&app.ledger, 0).map(|row| row.summary.id);
            rows.filter(|id| seen.insert(*id)).collect()
        }
        (Front::Pipeline, _) => app.pipeline.column().map(|column| column.cards.clone()).unwrap_or_default(),
        (_, Pane::Customers) => app.ledger.order().to_vec(),
        _ => app.ledger.agenda().to_vec(),
    }
}

/// The customer under the cursor of that list.
fn under_cursor(app: &App) -> Option<CustomerId> {
    let in_panes = matches!(app.front, Front::Panes | Front::Review | Front::Call(_));
    if in_panes && !app.pane.is_about_one() { app.selected() } else { app.shown() }
}

/// Takes all marks off.
pub fn unmark(app: &mut App) {
    app.marked.clear();
    tell(app);
}

/// Marks the customer under the cursor, or takes the mark off.
pub fn toggle(app: &mut App) {
    let Some(id) = under_cursor(app) else {
        app.message = Some(Message::NoCustomer);
        return;
    };
    if !app.marked.remove(&id) {
        app.marked.insert(id);
    }
    app.mark_from = Some(id);
    tell(app);
}

/// Marks everybody from the customer that was marked last to the one under the cursor.
pub fn range(app: &mut App) {
    let (list, here) = (list(app), under_cursor(app));
    let place = |id: Option<CustomerId>| list.iter().position(|other| Some(*other) == id);
    let Some(to) = place(here) else {
        app.message = Some(Message::NoCustomer);
        return;
    };
    let from = place(app.mark_from).unwrap_or(to);
    let (from, to) = (from.min(to), from.max(to));
    app.marked.extend(list.into_iter().skip(from).take(to - from + 1));
    app.mark_from = here;
    tell(app);
}

/// Marks everybody in the list, or nobody where all are marked.
pub fn all(app: &mut App) {
    if super::waits(app, Action::MarkAll) {
        return;
    }
    let everybody = list(app);
    if everybody.iter().all(|id| app.marked.contains(id)) {
        for id in &everybody {
            app.marked.remove(id);
        }
    } else {
        app.marked.extend(everybody);
    }
    tell(app);
}

fn tell(app: &mut App) {
    app.message = Some(Message::Marked(app.marked.len()));
}

/// Asks who follows the shown customer, or all that are marked.
pub fn ask_owner(app: &mut App) {
    let Some(whom) = marking::asked_about(app) else { return };
    let text = TextField::default();
    app.overlay = Some(Overlay::Owner(Owner { whom, text, offered: Vec::new(), at: 0 }));
    overlays::refresh(app);
}

/// Who follows them now, then whoever follows most; what is typed chooses among them, and may be somebody new.
pub fn owners_for(app: &App, whom: &[CustomerId], typed: &str) -> Vec<String> {
    let (typed, wanted) = (clean_line(typed), fold_name(typed));
    let now = match whom {
        [only] => app.ledger.row(*only).map(|row| row.summary.owner.clone()),
        _ => None,
    };
    let mut known: Vec<_> = app
        .ledger
        .pipeline()
        .facets()
        .filter_map(|(facet, count)| match facet {
            Facet::Owner(owner) => Some((owner.clone(), count)),
            _ => None,
        })
        .collect();
    known.sort_by_key(|(owner, count)| {
        (fold_name(owner) != wanted, Some(owner) != now.as_ref(), Reverse(*count))
    });
    let fits = known.into_iter().map(|(owner, _)| owner).filter(|owner| fold_name(owner).contains(&wanted));
    let mut offered: Vec<_> = fits.collect();
    if !offered.contains(&typed) {
        offered.push(typed);
    }
    offered
}

/// Puts a tag on everybody, or takes it off where everybody has it.
pub fn toggle_tag(app: &mut App, whom: &[CustomerId], tag: &str) -> Vec<Effect> {
    let tag = clean_line(tag);
    let has = |id: &CustomerId| app.ledger.row(*id).is_some_and(|row| row.summary.tags.contains(&tag));
    let on = !whom.iter().all(has);
    if tag.is_empty() { Vec::new() } else { begin(app, whom, CardChange::Tag { tag, on }) }
}

/// Begins to change the cards of customers: at once, where all of them are known.
pub fn begin(app: &mut App, whom: &[CustomerId], change: CardChange) -> Vec<Effect> {
    if app.bulk.is_some() {
        app.message = Some(Message::StillLoading);
        return Vec::new();
    }
    let mut bulk = Bulk { change, waiting: HashSet::new(), cards: HashMap::new() };
    for id in whom {
        match app.ledger.dossier(*id) {
            Some(dossier) => drop(bulk.cards.insert(*id, dossier.customer.clone())),
            None => drop(bulk.waiting.insert(*id)),
        }
    }
    let effects: Vec<_> = bulk.waiting.iter().map(|id| Effect::Load(*id)).collect();
    app.bulk = Some(bulk);
    if effects.is_empty() {
        return finish(app);
    }
    app.message = Some(Message::ReadingCards(effects.len()));
    effects
}

/// Whether a history that has come was read for the sake of many and is shown nowhere.
pub fn alone_wants(app: &App, id: CustomerId) -> bool {
    let wanted = app.bulk.as_ref().is_some_and(|bulk| bulk.waiting.contains(&id));
    wanted && app.shown() != Some(id) && !app.tabs.holds(id)
}

/// Takes a card that has come. One that may be older than what is on its way to the disk is asked for again.
pub fn take(app: &mut App, id: CustomerId, dossier: Option<&Dossier>) -> Vec<Effect> {
    let pending = app.saving.pending > 0;
    let Some(bulk) = app.bulk.as_mut().filter(|bulk| bulk.waiting.contains(&id)) else { return Vec::new() };
    if pending {
        return vec![Effect::Load(id)];
    }
    bulk.waiting.remove(&id);
    if let Some(dossier) = dossier {
        bulk.cards.insert(id, dossier.customer.clone());
    }
    if bulk.waiting.is_empty() { finish(app) } else { Vec::new() }
}

/// A card could not be read: nothing is changed rather than a part.
pub fn give_up(app: &mut App, id: CustomerId) {
    if app.bulk.as_ref().is_some_and(|bulk| bulk.waiting.contains(&id)) {
        app.bulk = None;
    }
}

fn finish(app: &mut App) -> Vec<Effect> {
    let Some(Bulk { change, cards, .. }) = app.bulk.take() else { return Vec::new() };
    let mut cards: Vec<_> = cards.into_values().collect();
    cards.sort_by_key(|card| card.id);
    let edits = cards.into_iter().map(|before| {
        let mut after = before.clone();
        apply(&change, &mut after);
        Edit::update(before, after)
    });
    let edits: Vec<_> = edits.filter(|edit| !edit.is_idle()).collect();
    let whom = match edits.as_slice() {
        [] => {
            app.message = Some(Message::NothingToChange);
            return Vec::new();
        }
        [Edit { after: Some(Record::Customer(only)), .. }] => Touched::One(only.company.clone()),
        several => Touched::Several(several.len()),
    };
    let cause = match change {
        CardChange::Tag { .. } => Cause::Tagged,
        CardChange::Grade(_) => Cause::Graded,
        CardChange::Class(_) => Cause::Classed,
        CardChange::Owner(_) => Cause::Edited,
    };
    app.message = Some(Message::CardsChanged { change, whom });
    super::commit(app, cause, edits)
}

fn apply(change: &CardChange, card: &mut Customer) {
    match change {
        CardChange::Tag { tag, on: true } if card.tags.contains(tag) => {}
        CardChange::Tag { tag, on: true } => card.tags.push(tag.clone()),
        CardChange::Tag { tag, on: false } => card.tags.retain(|other| other != tag),
        CardChange::Grade(grade) => card.pinned_grade = *grade,
        CardChange::Class(class) => card.pinned_class = class.as_ref().map(|class| class.id.clone()),
        CardChange::Owner(owner) => card.owner.clone_from(owner),
    }
}
