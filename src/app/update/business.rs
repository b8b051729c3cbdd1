//! Keys on the business screen: each row acts on its record.

use super::super::business::{DealFilter, DealSort};
use super::super::keymap::Action;
use super::super::layout::Pane;
use super::super::message::Message;
use super::super::settings::next;
use super::super::{App, Front};
use super::{browse, bulk, recording};

/// Goes to the screen, or back from it.
pub fn toggle(app: &mut App) {
    app.front = if app.front == Front::Business { Front::Panes } else { Front::Business };
}

/// Carries out what means something else here than on the panes. Returns whether it did.
pub fn act(app: &mut App, action: Action, count: isize) -> bool {
    let page = isize::try_from(app.visible_deals().saturating_sub(1).max(1)).unwrap_or(1);
    match action {
        Action::Down => step(app, count),
        Action::Up => step(app, -count),
        Action::PageDown => step(app, count.saturating_mul(page)),
        Action::PageUp => step(app, -count.saturating_mul(page)),
        Action::First => step(app, isize::MIN),
        Action::Last => step(app, isize::MAX),
        Action::NextPane => app.business.turn(1),
        Action::PreviousPane => app.business.turn(-1),
        Action::Open => open(app),
        Action::Edit => edit(app),
        Action::Sort => {
            app.business.sort = next(DealSort::ALL, app.business.sort);
            app.message = Some(Message::DealsSortedBy(app.business.sort));
        }
        Action::Filter => {
            app.business.filter = next(DealFilter::ALL, app.business.filter).for_list(app.business.list);
            app.business.to_the_top();
        }
        Action::ClearFilter => {
            let was_set = std::mem::replace(&mut app.business.filter, DealFilter::All) != DealFilter::All;
            app.message = Some(if was_set { Message::FilterCleared } else { Message::NoFilter });
        }
        Action::Mark => {
            bulk::toggle(app);
            step(app, 1);
        }
        // A row is a record: the customer is deleted from its card.
        Action::Delete => app.message = Some(Message::OpenFirst),
        Action::Cancel if !app.marked.is_empty() => bulk::unmark(app),
        Action::Cancel => app.front = Front::Panes,
        _ => return false,
    }
    true
}

fn step(app: &mut App, by: isize) {
    let len = app.business.len();
    app.business.cursor.step(by, len);
}

/// Opens the customer with the cursor of its timeline on the record.
fn open(app: &mut App) {
    let Some(row) = app.business.selected(&app.ledger) else { return open_who_stays(app) };
    let (id, record) = (row.summary.id, row.record());
    let dossier = app.ledger.dossier(id);
    let place = dossier.and_then(|it| it.timeline().iter().position(|other| other.id() == record));
    browse::show(app, id);
    app.pane = Pane::Timeline;
    if let Some(place) = place {
        *app.places_mut().1 = place;
    }
}

/// Where the record has left the list, the timeline of its customer.
fn open_who_stays(app: &mut App) {
    let Some(id) = app.business.customer() else {
        app.message = Some(Message::NoCustomer);
        return;
    };
    browse::show(app, id);
    app.pane = Pane::Timeline;
}

fn edit(app: &mut App) {
    let Some(row) = app.business.selected(&app.ledger) else { return open_who_stays(app) };
    let (id, record) = (row.summary.id, row.record());
    let found = app.ledger.dossier(id).and_then(|it| it.timeline().iter().find(|it| it.id() == record));
    match found.cloned() {
        Some(record) => recording::open_record(app, id, &record),
        None => app.message = Some(Message::StillLoading),
    }
}
