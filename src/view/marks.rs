//! Words that were found, marked where they stand.

use super::theme::Theme;
use crate::search::Query;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::ops::Range;

/// A text in parts: what is marked, and what stands between.
pub fn spans(text: &str, marks: &[Range<usize>], style: Style, theme: Theme) -> Vec<Span<'static>> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut push = |range: Range<usize>, style: Style| {
        if let Some(part) = text.get(range).filter(|part| !part.is_empty()) {
            parts.push(Span::styled(part.to_owned(), style));
        }
    };
    for mark in marks {
        push(from..mark.start, style);
        push(mark.clone(), style.patch(theme.found()));
        from = mark.end;
    }
    push(from..text.len(), style);
    parts
}

/// A line with the words marked in it.
pub fn line(line: &Line<'static>, query: &Query, theme: Theme) -> Line<'static> {
    let marked = |span: &Span<'static>| spans(&span.content, &query.marks(&span.content), span.style, theme);
    let spans: Vec<_> = line.spans.iter().flat_map(marked).collect();
    Line { spans, ..line.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::ThemeName;

    #[test]
    fn words_are_parts_of_their_own() {
        let query = Query::parse("样品 dhl").unwrap();
        let marked = line(&Line::from("寄样品 by DHL today"), &query, Theme(ThemeName::Mono));
        let parts: Vec<_> = marked.spans.iter().map(|span| (&*span.content, span.style)).collect();
        let (plain, found) = (Style::new(), Theme(ThemeName::Mono).found());
        assert_eq!(
            parts,
            [("寄", plain), ("样品", found), (" by ", plain), ("DHL", found), (" today", plain)]
        );
        let nothing = line(&Line::from("nothing"), &query, Theme(ThemeName::Dark));
        assert_eq!(nothing.spans.len(), 1);
    }
}
