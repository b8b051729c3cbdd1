//! The board: stages side by side, each with its count and worth, and the customers in it as cards.

use super::pane::{self, cut, row, rows, span};
use super::theme::Theme;
use super::today::{MARKS, marks};
use super::{Look, cells};
use crate::app::Arrival;
use crate::app::ledger::Row;
use crate::app::ledger::pipeline::worth_of;
use crate::app::pipeline::Column;
use crate::domain::money::Money;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let (words, app) = (look.words, look.app);
    let board = &app.pipeline;
    let focused = app.context() == crate::app::keymap::Context::Browse;
    let inner = pane::frame(frame, look, area, title(look, area), focused);
    if board.is_empty() {
        let text = match app.arrival {
            Arrival::Whole if board.filter.is_empty() => words.empty_board(),
            Arrival::Whole => words.nobody_fits(),
            Arrival::Awaited { .. } | Arrival::Partly => words.opening_data(),
        };
        let below = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        return rows(frame, below, pane::paragraph(text, usize::from(inner.width), Theme::STRONG));
    }
    let geometry = app.board();
    let seen = board.shown().skip(board.left).take(usize::from(geometry.columns));
    for ((place, column), at) in seen.zip(0..) {
        // A blank column on either side, as in a pane.
        let x = area.x + geometry.width * at + 1;
        let width = geometry.width.saturating_sub(2);
        let inside = Rect { x, y: inner.y, width, height: inner.height };
        draw_column(frame, look, inside, column, place == board.at, focused);
    }
}

/// How many customers the board holds, which columns are seen, and what it is filtered by.
fn title(look: Look<'_>, area: Rect) -> Vec<Span<'static>> {
    let (words, board) = (look.words, &look.app.pipeline);
    let (columns, seen) = (board.shown().count(), usize::from(look.app.board().columns));
    let all = look.app.ledger.len();
    let count = if board.filter.is_empty() { all.to_string() } else { words.n_in_board(board.len(), all) };
    let mut left = vec![Span::raw(format!("{} {count}", words.pipeline()))];
    for facet in &board.filter {
        let (kind, value) = words.facet(facet);
        left.push(span(format!("   {kind} {value}"), look.theme.notice()));
    }
    let left_out = board.left_out();
    if left_out > 0 && columns > 0 {
        left.push(Span::raw(format!("   {}", words.empty_stages(left_out))));
    }
    let right = match seen {
        seen if columns <= seen => String::new(),
        1 => words.column_of(board.left + 1, columns),
        seen => words.columns_of(board.left + 1, (board.left + seen).min(columns), columns),
    };
    let width = usize::from(area.width.saturating_sub(2));
    pane::push_whole(&mut left, rates_used(look), width.saturating_sub(cells::width(&right) + 1));
    row(left, vec![Span::raw(right)], width).spans
}

/// By which rates the columns stand in the base currency, where they do.
fn rates_used(look: Look<'_>) -> Option<String> {
    let (rates, today) = (look.app.ledger.rates(), look.app.now.date());
    look.words.rates_used(&look.app.pipeline.worth(), rates, today)
}

fn draw_column(
    frame: &mut Frame<'_>,
    look: Look<'_>,
    area: Rect,
    column: &Column,
    here: bool,
    focused: bool,
) {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let width = usize::from(area.width);
    rows(frame, area, head(look, column, here, width));
    let geometry = app.board();
    let list = Rect { y: area.y + geometry.head, height: area.height.saturating_sub(geometry.head), ..area };
    if column.cards.is_empty() && here && column.cursor.stays.is_none() {
        return rows(frame, list, pane::paragraph(words.empty_column(), width, theme.quiet()));
    }
    let cursor = column.cursor;
    let seen = cursor.seen(column.cards.len(), usize::from(geometry.cards));
    for (place, shown) in seen.zip(0..) {
        let id = place.map_or(cursor.stays, |place| column.cards.get(place).copied());
        let Some(customer) = id.and_then(|id| app.ledger.row(id)) else { continue };
        let from = geometry.card * shown;
        let lines = card(look, customer, width, usize::from(geometry.card) - 1);
        let height = u16::try_from(lines.len()).unwrap_or(2);
        let card = Rect { y: list.y + from, height: list.height.saturating_sub(from).min(height), ..list };
        rows(frame, card, lines);
        if place.is_none() {
            frame.buffer_mut().set_style(card, theme.quiet());
        }
        if app.marked.contains(&customer.id) {
            pane::flag(frame, list, from, theme.notice());
        }
        if here && cursor.top + usize::from(shown) == cursor.at {
            pane::mark(frame, list, from, height, theme.cursor(focused));
        }
    }
    let hidden = column.cards.len().saturating_sub(column.cursor.top + usize::from(geometry.cards));
    let bottom = Rect { y: list.bottom().saturating_sub(1), height: list.height.min(1), ..list };
    if hidden > 0 {
        rows(frame, bottom, [pane::more(look, hidden)]);
    }
}

/// Name and count, the column of the cursor in brackets, since colour does not stand alone; what it is worth.
fn head(look: Look<'_>, column: &Column, here: bool, width: usize) -> [Line<'static>; 2] {
    let (words, theme) = (look.words, look.theme);
    let stages = look.app.ledger.stages();
    let name = match stages.get(&column.stage) {
        Some(stage) => words.stage_name(stage).to_owned(),
        None => words.gone_stage(column.stage.as_str()),
    };
    let count = column.cards.len();
    let is_on_card = here && count > 0 && column.cursor.stays.is_none();
    let count = if is_on_card { format!("{}/{count}", column.cursor.at + 1) } else { count.to_string() };
    // What is worth knowing of a long name is its beginning; the count stays whole.
    let room = width.saturating_sub(cells::width(&count) + 3);
    let name = format!("{} {count}", cells::elide(&name, room));
    let (text, style) =
        if here { (format!("[{name}]"), Theme::STRONG) } else { (format!(" {name}"), Style::new()) };
    let worth = in_base(look, &column.worth, width.saturating_sub(1));
    let worth = span(format!(" {worth}"), theme.quiet());
    [cut(vec![span(text, style)], width), cut(vec![worth], width)]
}

/// Whom, over as many lines as there are for the name, and whether it is overdue; how good and which class, what is open
/// with them, and for how long they have been here.
fn card(look: Look<'_>, customer: &Row, width: usize, name_lines: usize) -> Vec<Line<'static>> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let today = app.now.date();
    let mut right = Vec::new();
    right.extend(app.is_unfinished(customer.summary.id).then(|| span("*", theme.notice())));
    right.extend((app.ledger.days_overdue(customer.id) > 0).then(|| span(words.late(), theme.alarm())));
    let taken = right.iter().map(|part| part.width() + 1).sum::<usize>();
    let [first, rest] = name(&customer.summary.company, width.saturating_sub(taken), width, name_lines);
    let mut lines = vec![row(vec![span(first, Theme::STRONG)], right, width)];
    lines.extend((!rest.is_empty()).then(|| Line::from(span(rest, Theme::STRONG))));
    let days = (today - customer.summary.stage_since.date()).whole_days().max(0);
    let days = words.in_stage(days);
    let counts_on = app.ledger.offers_count_on(&customer.summary.stage, today);
    let worth = worth_of(&customer.summary, counts_on);
    let mut left = marks(look, customer);
    left.push(span(amounts(&worth, width.saturating_sub(MARKS + cells::width(&days) + 1)), theme.quiet()));
    lines.push(row(left, vec![span(days, theme.quiet())], width));
    lines
}

/// A name on one line, or on two where it may: the first shares its line with something else.
fn name(name: &str, first: usize, width: usize, lines: usize) -> [String; 2] {
    let start = cells::wrap(name, first).into_iter().next().unwrap_or_default();
    if lines < 2 || start == name {
        return [cells::elide(name, first), String::new()];
    }
    let rest = name.strip_prefix(&*start).unwrap_or_default().trim_start();
    let rest = cells::elide(rest, width);
    [start, rest]
}

/// A column in the base currency, and what no rate covers beside it; each amount as it is where no rate is used.
fn in_base(look: Look<'_>, worth: &[Money], room: usize) -> String {
    let whole = look.app.ledger.rates().in_base(worth);
    if whole.days.is_none() {
        return amounts(worth, room);
    }
    let parts: Vec<_> = std::iter::once(whole.amount).chain(whole.rest).collect();
    format!("~ {}", amounts(&parts, room.saturating_sub(2)))
}

/// Amounts in whole units, as many as there is room for; then how many more there are.
fn amounts(worth: &[Money], room: usize) -> String {
    let mut text = String::new();
    for (place, amount) in worth.iter().enumerate() {
        let gap = if place > 0 { "  " } else { "" };
        let more = worth.len() - place - 1;
        let next = format!("{text}{gap}{}", amount.rounded());
        let behind = if more > 0 { 4 } else { 0 };
        if place > 0 && cells::width(&next) + behind > room {
            return format!("{text}  +{}", more + 1);
        }
        text = next;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_takes_two_lines_where_it_may() {
        let check = |first: usize, lines: usize, expected: [&str; 2]| {
            assert_eq!(name("Ceylon Leaf Exports (Pvt) Ltd", first, 20, lines), expected, "{first} {lines}");
        };
        check(29, 2, ["Ceylon Leaf Exports (Pvt) Ltd", ""]);
        check(20, 2, ["Ceylon Leaf Exports", "(Pvt) Ltd"]);
        check(15, 2, ["Ceylon Leaf", "Exports (Pvt) Ltd"]);
        check(15, 1, ["Ceylon Leaf E..", ""]);
        check(6, 2, ["Ceylon", "Leaf Exports (Pvt).."]);
    }
}
