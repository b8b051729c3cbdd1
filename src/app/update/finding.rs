//! Keys of finding: the pop-up, what is chosen in it, and steps from match to match on a timeline.

use super::super::finding::{MOST_FOUND, MOST_HITS};
use super::super::layout::Pane;
use super::super::message::Message;
use super::super::overlay::{Find, Overlay};
use super::super::{App, Front};
use super::{browse, calls, editing, overlays};
use crate::search::{Hits, Keep, Query};

pub fn open(app: &mut App) {
    app.overlay = Some(Overlay::Find(Find::new(None)));
    overlays::refresh(app);
}

/// Looks for words in what was written of the shown customer.
pub fn open_within(app: &mut App) {
    match app.shown() {
        Some(id) => app.overlay = Some(Overlay::Find(Find::new(Some(id)))),
        None => app.message = Some(Message::NoCustomer),
    }
}

/// What fits the text as it is now.
pub fn refreshed(app: &App, find: Find) -> Find {
    let query = Query::parse(find.text.text());
    let found = match find.within {
        None => app.ledger.find(find.text.text(), MOST_FOUND),
        Some(_) => Vec::new(),
    };
    let find = Find { found, at: 0, ..find };
    if query == find.query {
        return find;
    }
    let nothing = Hits::new(Keep::Every, MOST_HITS);
    let hits = match (find.within, &query) {
        (Some(id), Some(query)) => app.hits_within(id, query),
        (_, None) => Some(nothing.clone()),
        (None, Some(_)) => None,
    };
    Find { is_looking: hits.is_none(), hits: hits.unwrap_or(nothing), query, ..find }
}

/// Opens who or what is under the cursor.
pub fn accept(app: &mut App, find: Find) {
    // A command may have erased who was found.
    let hit = find.hit().filter(|hit| app.ledger.row(hit.customer).is_some());
    let hit = hit.map(|hit| (hit.customer, hit.entry));
    if let (Some((customer, entry)), Some(query)) = (hit, &find.query) {
        let call = app.open_call().map(|call| call.customer);
        let is_open = app.tabs.holds(customer);
        editing::leave_editor(app);
        if find.within.is_none() || app.front != Front::Panes {
            browse::show(app, customer);
        }
        // A call goes on, but its screen has no timeline.
        app.front = Front::Panes;
        if let Some(id) = call {
            app.tabs.come_from_call(id);
            if !is_open {
                app.tabs.lend(customer);
            }
        }
        app.go_to_entry(customer, entry, query.clone());
    } else if let Some(id) = find.found.get(find.at) {
        let on_the_phone = matches!(app.front, Front::Call(_));
        editing::leave_editor(app);
        browse::show(app, *id);
        // Whoever looks for somebody during a call has that one on the phone as well, and types on.
        if on_the_phone {
            calls::open(app);
        }
    } else {
        app.overlay = Some(Overlay::Find(find));
    }
}

/// Goes from the customers to the entries, and back.
pub fn change_part(find: &mut Find) {
    let customers = find.found.len();
    let is_there = find.at >= customers;
    find.at = if is_there || find.hits.newest.is_empty() { 0 } else { customers };
}

/// Goes to the next entry with the words, away from today or towards it.
pub fn step(app: &mut App, older: bool) {
    let query = app.sought_here().filter(|_| app.front == Front::Panes).cloned();
    let Some(query) = query else {
        app.message = Some(Message::NoWords);
        return;
    };
    let at = app.places().1;
    let Some(dossier) = app.shown_dossier() else { return };
    let mut entries = dossier.timeline().iter().enumerate();
    let has_words = |(place, record): (usize, _)| query.is_in_record(record).then_some(place);
    let place = if older {
        entries.skip(at + 1).find_map(has_words)
    } else {
        entries.by_ref().take(at).rev().find_map(has_words)
    };
    match place {
        Some(place) => {
            browse::focus(app, Pane::Timeline);
            *app.places_mut().1 = place;
        }
        None => app.message = Some(Message::NoMoreMatches { older }),
    }
}

/// Forgets the words that are marked on a timeline.
pub fn forget(app: &mut App) {
    if app.finding.sought.take().is_none() {
        app.message = Some(Message::NothingToFilter);
    }
}
