//! Every mistake in the files of the user, file by file, and what is used meanwhile.

use super::super::theme::Theme;
use super::super::{Look, cells, pane};
use super::{Content, page, span};
use ratatui::layout::Rect;
use ratatui::text::Line;

/// The page from its line `top` on.
pub fn content(look: Look<'_>, top: usize, body: Rect) -> Content<'static> {
    let lines = page(lines(look, body), top, body);
    let (title, hint) = (look.words.mistakes_title().to_owned(), look.words.mistakes_hint().to_owned());
    Content { title, lines, hint, width: body.width.min(WIDTH), ..Content::blank() }
}

/// All of them in lines that fit the pop-up.
pub fn lines(look: Look<'_>, body: Rect) -> Vec<Line<'static>> {
    let width = usize::from(body.width.min(WIDTH).saturating_sub(2));
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

/// Cells of the pop-up, its edges included.
const WIDTH: u16 = 90;

/// Before the lines on which a mistake goes on.
const INDENT: &str = "    ";
