//! Every mistake in the files of the user, file by file, and what is used meanwhile.

use super::super::theme::Theme;
use super::super::{Look, cells, pane};
use super::span;
use ratatui::text::Line;

/// All of them in lines of `width` cells.
pub fn lines(look: Look<'_>, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for file in &look.app.wrong_files {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::from(span(file.name, Theme::STRONG)));
        for mistake in look.words.mistakes(file) {
            // What goes on below stands further in, so that one sees where the next begins.
            let wrapped = cells::wrap(&mistake, width.saturating_sub(INDENT.len())).into_iter().enumerate();
            lines.extend(wrapped.map(|(place, text)| {
                let indent = if place == 0 { "" } else { INDENT };
                Line::from(span(format!("{indent}{text}"), look.theme.pop_up()))
            }));
        }
        if let Some(used) = look.words.used_instead(file) {
            lines.extend(pane::paragraph(&used, width, look.theme.quiet()));
        }
    }
    lines
}

/// Before the lines on which a mistake goes on.
const INDENT: &str = "    ";
