//! Levelling a day: proposing what to move, and moving what is ticked as one change.

use super::super::keymap::Action;
use super::super::load::Level;
use super::super::message::Message;
use super::super::overlay::Overlay;
use super::super::{App, Effect};
use crate::domain::contact_log::plan_edit;
use crate::domain::{Cause, FollowUp};

/// Looks for a day with too much in it, and shows what could be moved.
pub fn open(app: &mut App) {
    let Some(limit) = app.settings.day_limit else {
        app.message = Some(Message::NoDayLimit(app.settings_file.clone()));
        return;
    };
    if super::waits(app, Action::Level) {
        return;
    }
    match Level::of(&app.ledger, usize::from(limit)) {
        None => app.message = Some(Message::DaysAreLevel { limit }),
        Some(level) if level.shifts.is_empty() => {
            app.message = Some(Message::NothingToMove { day: level.day, load: level.load });
        }
        Some(level) => app.overlay = Some(Overlay::Level(level)),
    }
}

/// Takes the customer under the cursor in or out.
pub fn tick(level: &mut Level) {
    if let Some(shift) = level.shifts.get_mut(level.at) {
        shift.ticked = !shift.ticked;
    }
    level.at = (level.at + 1).min(level.shifts.len().saturating_sub(1));
}

/// Moves what is ticked. That is no putting off: nobody was looked at.
pub fn carry_out(app: &mut App, level: &Level) -> Vec<Effect> {
    let mut edits = Vec::new();
    for shift in level.shifts.iter().filter(|shift| shift.ticked) {
        let Some(row) = app.ledger.row(shift.customer) else { continue };
        let before = row.summary.follow_up.clone().unwrap_or_else(|| FollowUp::new(shift.customer));
        let put_off = before.put_off_to(shift.to);
        let plan = FollowUp { date: Some(shift.to), until_answer: false, put_off, ..before };
        edits.extend(plan_edit(&row.summary, Some(plan)));
    }
    app.message = Some(Message::Levelled { count: edits.len(), day: level.day });
    let effects = super::commit(app, Cause::Planned, edits);
    app.refresh_review();
    effects
}
