//! Finding: customers by what stands on their cards, below them entries by the words that were written.

use super::{Content, company};
use crate::app::overlay::Find;
use crate::domain::CustomerId;
use crate::search::Hit;
use crate::view::pane::{self, cut, span};
use crate::view::theme::Theme;
use crate::view::{Look, cells, marks, today};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The least and the most cells of a name before an entry.
const NAME: (usize, usize) = (12, 26);
/// Cells between columns.
const GAP: &str = "  ";

pub fn content<'a>(look: Look<'_>, find: &'a Find, body: Rect) -> Content<'a> {
    let words = look.words;
    let width = body.width.saturating_sub(4).clamp(76, 100).min(body.width);
    let room = usize::from(width).saturating_sub(2);
    let mut lines: Vec<_> = find.found.iter().map(|id| customer(look, *id, room)).collect();
    let mut at = find.at;
    if !find.hits.newest.is_empty() && find.within.is_none() {
        at += usize::from(find.at >= lines.len());
        lines.push(Line::from(span(words.in_what_was_written(), Theme::STRONG)));
    }
    let columns = Columns::of(look, find, room);
    lines.extend(find.hits.newest.iter().map(|hit| entry(look, hit, columns)));
    if find.is_looking && !lines.is_empty() {
        lines.push(Line::from(span(words.still_looking(), look.theme.quiet())));
    } else if find.hits.others() > 0 {
        lines.push(Line::from(span(words.more_entries(find.hits.others()), look.theme.quiet())));
    }
    let hint = match (find.within, find.is_empty()) {
        (_, true) if find.is_looking => words.still_looking(),
        (Some(_), true) if find.query.is_none() => words.find_within_hint(),
        (Some(_), true) => words.no_entry_found(),
        (None, true) => words.nothing_found(),
        (Some(_), false) => words.find_within_hint(),
        (None, false) => words.find_hint(),
    };
    let at = (!find.is_empty()).then_some(at);
    Content { title: title(look, find), text: Some(&find.text), lines, at, hint: hint.to_owned(), width }
}

/// What is found, and how many entries hold the words.
fn title(look: Look<'_>, find: &Find) -> String {
    let words = look.words;
    let mut title = match find.within {
        Some(id) => format!("{}  {}", words.find_within_title(), company(look, id)),
        None => format!("{}  {}", words.find_title(), words.found(find.found.len())),
    };
    let entries = match (find.hits.entries, find.is_looking) {
        (0, true) => words.still_looking().to_owned(),
        (0, false) => return title,
        (entries, true) => words.entries_so_far(entries),
        (entries, false) => words.entries_found(entries),
    };
    title.push_str(&format!("{GAP}{entries}"));
    title
}

fn customer(look: Look<'_>, id: CustomerId, width: usize) -> Line<'static> {
    let Some(row) = look.app.ledger.row(id) else { return Line::default() };
    let mut left = today::marks(look, row);
    left.push(Span::raw(row.summary.company.clone()));
    let country = row.summary.country.map_or("", |country| look.words.country(country));
    let right = format!("{}  {}", cells::elide(&row.summary.main_contact, 20), cells::elide(country, 14));
    cut(pane::row(left, vec![span(right, look.theme.quiet())], width).spans, width)
}

/// The cells of name, day and the rest.
#[derive(Clone, Copy)]
struct Columns {
    name: usize,
    day: usize,
    room: usize,
}

impl Columns {
    fn of(look: Look<'_>, find: &Find, room: usize) -> Self {
        let hits = &find.hits.newest;
        let name = |hit: &Hit| cells::width(&company(look, hit.customer));
        let name = match find.within {
            Some(_) => 0,
            None => hits.iter().map(name).max().unwrap_or(0).clamp(NAME.0, NAME.1.min(room / 3).max(NAME.0)),
        };
        let day = hits.iter().map(|hit| cells::width(&day(look, hit))).max().unwrap_or(0);
        Self { name, day, room }
    }
}

/// When it happened, or that it stands on the card.
fn day(look: Look<'_>, hit: &Hit) -> String {
    let today = look.app.now.date();
    hit.at.map_or_else(|| look.words.card().to_owned(), |at| look.words.short_day(at.date(), today))
}

fn entry(look: Look<'_>, hit: &Hit, columns: Columns) -> Line<'static> {
    let mut spans = Vec::new();
    if columns.name > 0 {
        spans.push(Span::raw(cells::fit(&company(look, hit.customer), columns.name)));
        spans.push(Span::raw(GAP));
    }
    spans.push(span(cells::fit(&day(look, hit), columns.day), look.theme.quiet()));
    spans.push(Span::raw(GAP));
    let room = columns.room.saturating_sub(spans.iter().map(Span::width).sum());
    let shown = cells::elide(&hit.text, room);
    let whole = if shown == hit.text { shown.len() } else { shown.trim_end_matches('.').len() };
    let seen: Vec<_> = hit.marks.iter().filter(|mark| mark.end <= whole).cloned().collect();
    spans.extend(marks::spans(&shown, &seen, Style::new(), look.theme));
    Line::from(spans)
}
