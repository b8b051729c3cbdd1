//! The first moments: the screen is there before the data are.

use super::ledger::Ledger;
use super::message::Message;
use super::overlay::Overlay;
use super::{App, Event, Front, Written};
use crate::domain::{ChangeId, CustomerId};
use std::collections::HashSet;

/// How much of the data is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Arrival {
    /// Nothing yet, and while the database is built anew, how many percent are done.
    Awaited { built: Option<u8> },
    /// The first screen, or nothing yet but what was done since the start.
    Partly,
    /// Everything.
    #[default]
    Whole,
}

impl Arrival {
    pub fn is_whole(&self) -> bool {
        *self == Self::Whole
    }
}

impl App {
    /// A number of customers as it is shown: nothing before anybody is known.
    pub fn count_of(&self, count: usize) -> String {
        if matches!(self.arrival, Arrival::Awaited { .. }) { String::new() } else { count.to_string() }
    }

    /// Notes who is changed while not everybody is known, so that what arrives does not undo it.
    pub(super) fn note_changed(&mut self, customers: impl IntoIterator<Item = CustomerId>) {
        if !self.arrival.is_whole() {
            self.changed_early.extend(customers);
        }
    }
}

/// Takes in how far the database has been built.
pub(super) fn building(app: &mut App, done: u8) {
    if let Arrival::Awaited { built } = &mut app.arrival {
        *built = Some(done);
    }
}

pub(super) fn opened(app: &mut App, last_change: Option<ChangeId>, notices: Vec<String>) {
    if let Some(last) = last_change {
        app.ids.follow(last.0);
    }
    if let Some(notice) = notices.into_iter().next() {
        app.message = Some(Message::Notice(notice));
    }
}

/// Everybody is known from here on. The cursors stay on their customers.
pub(super) fn arrived(app: &mut App, whole: Ledger) {
    let changed: HashSet<_> = std::mem::take(&mut app.changed_early);
    let due = app.today.customer(app.ledger.agenda());
    let known = app.ledger.order().get(app.customers.at).copied();
    let was_blank = app.ledger.is_empty();
    let first = std::mem::replace(&mut app.ledger, whole);
    app.ledger.take_over(first, &changed);
    app.ledger.set_today(app.now.date());
    app.arrival = Arrival::Whole;
    let place = |list: &[CustomerId], id: Option<CustomerId>| list.iter().position(|it| Some(*it) == id);
    app.today.at = place(app.ledger.agenda(), due).unwrap_or(app.today.at);
    app.customers.at = place(app.ledger.order(), known).unwrap_or(app.customers.at);
    app.forget_the_gone();
    app.refresh_review();
    super::finding::again(app);
    if was_blank {
        app.look_where_there_is_something();
    }
}

/// Takes in what a command of another process wrote. What was read of these customers is out of date.
pub(super) fn committed_elsewhere(app: &mut App, written: Written) -> Message {
    let touched = super::update::touched(app, &written);
    let followed = app.selected();
    if let Some(rates) = written.rates {
        app.ledger.set_rates(rates);
    }
    let ids = written.summaries.iter().map(|summary| summary.id).chain(written.removed.iter().copied());
    let ids: Vec<_> = ids.collect();
    app.ledger.keep_only_dossiers(|id| !ids.contains(&id));
    app.loading = app.loading.filter(|id| !ids.contains(id));
    app.ledger.take_summaries(written.summaries, &written.removed);
    super::update::settled_elsewhere(app, &written.cause, &ids);
    app.note_changed(ids);
    super::update::follow(app, followed);
    app.forget_the_gone();
    Message::ChangedElsewhere { touched }
}

/// Lets go of everything that is left of an erased customer.
pub(super) fn erased(app: &mut App, id: CustomerId) {
    let company = app.ledger.row(id).map(|row| row.summary.company.clone());
    let was_written = app.open_note().is_some_and(|(noted, _)| noted == id) || app.front == Front::Call(id);
    app.ledger.take_summaries(Vec::new(), &[id]);
    app.note_changed([id]);
    app.notes.remove(&id);
    app.calls.retain(|call| call.customer != id);
    app.card_drafts.retain(|form| form.customer != Some(id));
    app.forget_the_gone();
    app.refresh_review();
    if matches!(&app.overlay, Some(Overlay::Outgoing(pop_up)) if pop_up.customer() == Some(id)) {
        app.overlay = None;
    }
    let company = company.unwrap_or_default();
    if was_written {
        app.overlay = Some(Overlay::Gone { company: company.clone() });
    }
    app.message = Some(Message::Erased { company });
}

/// The events of this file; the others are given back.
pub(super) fn update(app: &mut App, event: Event) -> Option<Event> {
    match event {
        Event::Building(done) => building(app, done),
        Event::Opened { last_change, notices } => opened(app, last_change, notices),
        Event::Arrived(whole) => arrived(app, *whole),
        Event::CommittedElsewhere(written) => {
            app.saving.written += 1;
            app.message = Some(committed_elsewhere(app, written));
        }
        Event::Erased(id) => erased(app, id),
        other => return Some(other),
    }
    None
}
