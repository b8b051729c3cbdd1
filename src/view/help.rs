//! Help: first how to ask why the customer under the cursor is here, then the key table itself, place by place, that of
//! the screen behind it first.

use super::pane::span;
use super::theme::Theme;
use super::{Look, cells};
use crate::app::Front;
use crate::app::keymap::{Action, BINDINGS, Context, key_for};
use ratatui::text::Line;

/// The key table as lines.
pub fn lines(look: Look<'_>) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if let Some(row) = look.app.shown_row() {
        let key = key_for(Context::PopUp, Action::Yes);
        let why = look.words.why_here(&row.summary.company);
        lines.push(Line::from(vec![
            span(format!("  {}", cells::fit(key, 18)), look.theme.key()),
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
            lines.push(Line::from(vec![
                span(
                    format!("  {}", cells::fit(&look.words.key_names(row.keys, "  "), 18)),
                    look.theme.key(),
                ),
                span(look.words.action_in(row.context, row.action), look.theme.pop_up()),
            ]));
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
