//! Help: first how to ask why the customer under the cursor is here, then the key table itself, place by place, that of
//! the screen behind it first.

use super::pane::span;
use super::theme::Theme;
use super::{Look, cells};
use crate::app::Front;
use crate::app::keymap::{Action, BINDINGS, Context, key_for};
use ratatui::text::Line;

/// The cells of the keys in front.
const KEYS: usize = 20;

/// The key table as lines.
pub fn lines(look: Look<'_>, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if let Some(row) = look.app.shown_row() {
        let key = key_for(Context::PopUp, Action::Yes);
        let why = look.words.why_here(&row.summary.company);
        lines.push(Line::from(vec![
            span(format!("  {}", cells::fit(key, KEYS - 2)), look.theme.key()),
            span(why, look.theme.pop_up()),
        ]));
    }
    let here = behind(look.app.front);
    let others = Context::ALL.iter().copied().filter(|context| *context != here);
    for context in std::iter::once(here).chain(others) {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::from(span(look.words.context(context), Theme::STRONG)));
        for row in BINDINGS.iter().filter(|row| row.context == context) {
            let mut keys = cells::fit(&look.words.key_names(row.keys, "  "), KEYS - 2);
            let action = look.words.action_in(row.context, row.action);
            for line in cells::wrap(action, width.saturating_sub(KEYS)) {
                let keys = std::mem::replace(&mut keys, " ".repeat(KEYS - 2));
                lines.push(Line::from(vec![
                    span(format!("  {keys}"), look.theme.key()),
                    span(line, look.theme.pop_up()),
                ]));
            }
        }
    }
    lines
}

/// Where keys were read before help was opened.
fn behind(front: Front) -> Context {
    match front {
        Front::Review => Context::Review,
        Front::Call(_) => Context::Call,
        Front::Panes | Front::Pipeline | Front::Business | Front::Insights => Context::Browse,
    }
}
