//! Keys on the insights screen: pages, periods, bars and who is behind them.

use super::super::keymap::Action;
use super::super::message::Message;
use super::super::overlay::Overlay;
use super::super::settings::next;
use super::super::{App, Front};
use crate::insights::{Period, Section};

/// Goes to the screen, or back from it.
pub fn toggle(app: &mut App) {
    if app.front == Front::Insights {
        app.front = Front::Panes;
    } else {
        open(app);
    }
}

/// Goes to a page of the screen by its number.
pub fn go_to(app: &mut App, number: u8) {
    app.insights.go_to(number);
    open(app);
}

fn open(app: &mut App) {
    app.front = Front::Insights;
    app.insights.opened_from = None;
    // Where counting failed, coming back tries again.
    if app.insights.has_failed {
        app.insights.note_change();
    }
}

/// Carries out what means something else here than on the panes. Returns whether it did.
pub fn act(app: &mut App, action: Action, count: isize) -> bool {
    let board = &mut app.insights;
    // A page of the calendar of days is a week.
    let page = if board.section == Section::Activity { 7 } else { 10 };
    match action {
        Action::Down => board.step(count),
        Action::Up => board.step(-count),
        Action::PageDown => board.step(count.saturating_mul(page)),
        Action::PageUp => board.step(-count.saturating_mul(page)),
        Action::First => board.step(isize::MIN),
        Action::Last => board.step(isize::MAX),
        Action::NextPane => board.turn(1),
        Action::PreviousPane => board.turn(-1),
        Action::Filter if !board.section.follows_period() => app.message = Some(Message::NoPeriodHere),
        Action::Filter => {
            board.period = next(Period::ALL, board.period);
            board.step(0);
        }
        Action::Open => app.overlay = board.behind().map(Overlay::Behind),
        // These are about a list or a customer that is not on the screen.
        Action::Mark
        | Action::MarkRange
        | Action::MarkAll
        | Action::Sort
        | Action::CloseTab
        | Action::Edit => {
            app.message = Some(Message::NoCustomer);
        }
        Action::Cancel => app.front = Front::Panes,
        _ => return false,
    }
    true
}
