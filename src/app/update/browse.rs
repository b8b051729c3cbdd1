//! Keys while looking at the four panes.

use super::super::customer_form::CustomerForm;
use super::super::key::Key;
use super::super::keymap::{Action, count_digit};
use super::super::layout::Pane;
use super::super::message::Message;
use super::super::overlay::{Overlay, Palette};
use super::super::settings::{SortOrder, next};
use super::super::{App, Effect, Front};
use super::{
    bulk, business, calls, deletion, editing, finding, insights, levelling, marking, money, outgoing,
    overlays, pipeline, recording, review,
};
use crate::domain::CustomerId;

/// Takes a digit as part of a count, as in `12j`. Returns whether it was one.
pub fn count(app: &mut App, key: Key) -> bool {
    // There digits are pages.
    if app.front == Front::Insights {
        return false;
    }
    match count_digit(key) {
        Some(digit) if digit > 0 || app.count.is_some() => {
            let count = app.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
            app.count = Some(count.min(1_000_000));
            true
        }
        _ => false,
    }
}

pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let count = isize::try_from(app.count.unwrap_or(1)).unwrap_or(isize::MAX);
    if app.front == Front::Business && business::act(app, action, count) {
        return Vec::new();
    }
    if app.front == Front::Insights && insights::act(app, action, count) {
        return Vec::new();
    }
    if app.front == Front::Pipeline && pipeline::act(app, action, count) {
        return Vec::new();
    }
    match action {
        Action::Panes => to_panes(app),
        Action::Pipeline => pipeline::toggle(app),
        Action::Business => business::toggle(app),
        Action::Insights => insights::toggle(app),
        Action::Section(number) => insights::go_to(app, number),
        Action::StageOn => pipeline::ask_step(app, 1),
        Action::StageBack => pipeline::ask_step(app, -1),
        Action::Stage => pipeline::ask_stage(app),
        Action::Down => step(app, count),
        Action::Up => step(app, -count),
        Action::PageDown => step(app, count.saturating_mul(page(app))),
        Action::PageUp => step(app, -count.saturating_mul(page(app))),
        Action::First => step(app, isize::MIN),
        Action::Last => match app.count {
            Some(number) => {
                step(app, isize::MIN);
                step(app, isize::try_from(number).unwrap_or(isize::MAX) - 1);
            }
            None => step(app, isize::MAX),
        },
        Action::NextPane => focus(app, app.pane.step(1)),
        Action::PreviousPane => focus(app, app.pane.step(-1)),
        Action::Open => open(app),
        Action::NextTab | Action::PreviousTab => editing::step_tab(app, action == Action::NextTab),
        Action::CloseTab => close_tab(app),
        Action::Log => editing::open_line(app),
        Action::Done => {
            leave_who_stays(app);
            editing::open_line(app);
        }
        Action::LogForm => editing::open_form(app),
        Action::Review => review::open(app),
        Action::Call => calls::open(app),
        Action::Level => levelling::open(app),
        Action::Mark => {
            bulk::toggle(app);
            if !app.pane.is_about_one() {
                step(app, 1);
            }
        }
        Action::MarkRange => bulk::range(app),
        Action::MarkAll => bulk::all(app),
        Action::Owner => bulk::ask_owner(app),
        Action::NewCustomer => new_customer(app),
        Action::NewRecord => recording::ask_kind(app),
        Action::Edit => edit(app),
        Action::Delete => deletion::ask(app),
        Action::Erase => deletion::ask_to_erase(app),
        Action::Snooze => marking::ask_snooze(app),
        Action::Tags => overlays::open_tags(app),
        Action::Grade => marking::ask_grade(app),
        Action::Class => marking::ask_class(app),
        Action::Why => overlays::open_why(app),
        Action::Rates => money::open_rates(app),
        Action::Versions => money::open_versions(app),
        Action::Undo => return take_back(app, true),
        Action::Redo => return take_back(app, false),
        Action::Find => finding::open(app),
        Action::Palette => {
            app.overlay = Some(Overlay::Palette(Palette::default()));
            overlays::refresh(app);
        }
        Action::Filter => finding::open_within(app),
        Action::ClearFilter => finding::forget(app),
        Action::OlderMatch => finding::step(app, true),
        Action::NewerMatch => finding::step(app, false),
        Action::OpenOutside => outgoing::open_links(app),
        Action::Papers => outgoing::open_papers(app),
        Action::Messages => outgoing::composer::open(app),
        Action::Sort => sort(app),
        Action::Cancel => back(app),
        _ => {}
    }
    Vec::new()
}

/// Keeps the cursors on the customer that they were on, where a list has been rearranged. Who has left today's list
/// keeps the row under the cursor.
pub fn follow(app: &mut App, customer: Option<CustomerId>) {
    let Some(id) = customer else { return };
    if let Some(place) = app.ledger.agenda().iter().position(|other| *other == id) {
        (app.today.at, app.today.stays) = (place, None);
    } else if app.front == Front::Panes && app.last_list == Pane::Today {
        app.today.stays = Some(id);
    }
    if app.last_list == Pane::Customers
        && let Some(place) = app.ledger.order().iter().position(|other| *other == id)
    {
        app.customers.at = place;
    }
}

/// Goes to a pane; a list takes the screen back from the open customers once its cursor moves.
pub fn focus(app: &mut App, pane: Pane) {
    app.pane = pane;
    if !pane.is_about_one() {
        if app.last_list != pane {
            app.preview = (0, 0);
            app.today.stays = None;
        }
        app.last_list = pane;
    }
}

fn step(app: &mut App, by: isize) {
    match app.pane {
        Pane::Today => {
            app.tabs.leave();
            app.preview = (0, 0);
            app.today.step(by, app.ledger.agenda().len());
        }
        Pane::Customers => {
            app.tabs.leave();
            app.preview = (0, 0);
            app.customers.step(by, app.ledger.order().len());
        }
        Pane::Card => {
            let row = app.places_mut().0;
            *row = row.saturating_add_signed(by);
        }
        Pane::Timeline => {
            let row = app.places_mut().1;
            *row = row.saturating_add_signed(by);
        }
    }
}

/// Whoever is done with the customer that has left today's list goes on to the next one.
fn leave_who_stays(app: &mut App) {
    let on_today = app.front == Front::Panes && app.pane == Pane::Today && app.tabs.active().is_none();
    if on_today && app.today.stays.take().is_some() && app.today.at >= app.ledger.agenda().len() {
        app.today.at = 0;
    }
}

fn page(app: &App) -> isize {
    let rows = if app.pane == Pane::Timeline { 5 } else { app.visible(app.pane) };
    isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
}

fn open(app: &mut App) {
    match app.pane {
        Pane::Today | Pane::Customers => match app.selected() {
            Some(id) => show(app, id),
            None => app.message = Some(Message::NoCustomer),
        },
        Pane::Card | Pane::Timeline => edit(app),
    }
}

/// Opens a customer in a tab and goes to its card.
pub fn show(app: &mut App, id: CustomerId) {
    app.tabs.come_from(app.front);
    app.tabs.open(id);
    let on_the_phone = app.calls.iter().any(|call| call.customer == id);
    (app.front, app.pane) = (if on_the_phone { Front::Call(id) } else { Front::Panes }, Pane::Card);
}

fn close_tab(app: &mut App) {
    let Some(id) = app.tabs.active().map(|tab| tab.customer) else {
        app.message = Some(Message::NoOpenCustomers);
        return;
    };
    if app.notes.get(&id).is_some_and(|note| !note.is_blank()) {
        // An unfinished note holds its tab, so that nobody forgets it.
        app.message = Some(Message::NoteKept);
        return;
    }
    if app.calls.iter().any(|call| call.customer == id) {
        app.message = Some(Message::CallGoesOn);
        return;
    }
    app.notes.remove(&id);
    app.tabs.close(id);
    if app.tabs.active().is_none() {
        to_where_one_came_from(app);
    }
}

/// Back to today's list, from wherever.
fn to_panes(app: &mut App) {
    app.front = Front::Panes;
    app.today.stays = None;
    app.tabs.leave();
    focus(app, Pane::Today);
}

fn back(app: &mut App) {
    if !app.marked.is_empty() && !app.pane.is_about_one() {
        bulk::unmark(app);
    } else if app.pane.is_about_one() || app.tabs.active().is_some() {
        to_where_one_came_from(app);
    }
}

/// Back to the list or the screen from which the customers were opened, as it was left.
fn to_where_one_came_from(app: &mut App) {
    let (from, call) = (app.tabs.from(), app.call_to_go_back_to());
    let seen = app.tabs.active().map(|tab| tab.customer);
    app.tabs.leave();
    focus(app, app.last_list);
    match from {
        Front::Panes => {}
        Front::Review => review::open(app),
        Front::Call(_) => {
            if let Some(id) = call {
                // Who was only looked at is no stop on the way between calls.
                let is_done = |seen: &CustomerId| app.tabs.is_lent(*seen) && !app.is_unfinished(*seen);
                if let Some(seen) = seen.filter(is_done) {
                    app.tabs.close(seen);
                }
                calls::go_back(app, id);
            }
        }
        Front::Pipeline | Front::Business | Front::Insights => app.front = from,
    }
    if from == Front::Insights {
        app.overlay = app.insights.opened_from.take().map(Overlay::Behind);
    }
}

fn new_customer(app: &mut App) {
    editing::open_card(app, None, |app| Some(CustomerForm::new(app.ledger.stages())));
}

fn edit(app: &mut App) {
    if app.pane == Pane::Timeline {
        return editing::correct_entry(app);
    }
    let Some(id) = app.shown() else {
        app.message = Some(Message::NoCustomer);
        return;
    };
    editing::open_card(app, Some(id), |app| Some(CustomerForm::of(&app.ledger.dossier(id)?.customer)));
}

fn sort(app: &mut App) {
    // Whoever does not go through the customers sees the new order from its top.
    let is_looked_at = app.last_list == Pane::Customers;
    let followed = app.ledger.order().get(app.customers.at).copied().filter(|_| is_looked_at);
    let sort = next(SortOrder::ALL, app.ledger.sort());
    app.ledger.sort_by(sort);
    let place = followed.and_then(|id| app.ledger.order().iter().position(|other| *other == id));
    app.customers.at = place.unwrap_or(0);
    app.message = Some(Message::SortedBy(sort));
}

fn take_back(app: &mut App, undo: bool) -> Vec<Effect> {
    let id = crate::domain::ChangeId(app.ids.mint(app.now));
    let (at, author) = (app.now, app.author.clone());
    app.saving.pending += 1;
    vec![if undo { Effect::Undo { id, at, author } } else { Effect::Redo { id, at, author } }]
}
