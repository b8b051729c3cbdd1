//! Help: the key table itself, place by place.

use super::pane::span;
use super::theme::Theme;
use super::{Look, cells};
use crate::app::keymap::{BINDINGS, Context};
use ratatui::text::Line;

/// The key table as lines.
pub fn lines(look: Look<'_>) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for context in Context::ALL {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::from(span(look.words.context(*context), Theme::STRONG)));
        for row in BINDINGS.iter().filter(|row| row.context == *context) {
            lines.push(Line::from(vec![
                span(format!("  {}", cells::fit(&row.keys.join("  "), 18)), look.theme.key()),
                span(look.words.action_in(row.context, row.action), look.theme.pop_up()),
            ]));
        }
    }
    lines
}
