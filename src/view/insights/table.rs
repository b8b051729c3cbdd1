//! Bars as rows of a table: a name, its numbers in columns, then the bar itself.

use super::super::pane::{self, cut, span};
use super::super::{Look, cells};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Rows with bars, in parts that each have a line of headings.
#[derive(Default)]
pub struct Table {
    pub parts: Vec<Part>,
}

/// Rows of one kind, whose bars compare.
pub struct Part {
    /// Over the names, then over each column.
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub name: String,
    pub figures: Vec<(String, Style)>,
    pub length: u64,
}

/// A line of the table as it is drawn.
enum Shown<'t> {
    /// Between two parts.
    Gap,
    Heads(&'t Part),
    Row(&'t Part, &'t Row),
}

/// A bar has so many cells at most, and the last columns give way where fewer than the least are left for it.
const LONGEST: usize = 48;
const SHORTEST: usize = 8;

/// Draws the rows around the one under the cursor.
pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, table: &Table, at: usize) {
    let mut lines: Vec<Shown<'_>> = Vec::new();
    let (mut chosen, mut bars) = (0, 0);
    for part in &table.parts {
        if !lines.is_empty() {
            lines.push(Shown::Gap);
        }
        lines.push(Shown::Heads(part));
        for row in &part.rows {
            if bars == at {
                chosen = lines.len();
            }
            bars += 1;
            lines.push(Shown::Row(part, row));
        }
    }
    let (width, visible) = (usize::from(area.width), usize::from(area.height));
    // The cursor keeps the middle; with it on the first row its headings are in sight.
    let top = chosen.saturating_sub(visible / 2).min(lines.len().saturating_sub(visible));
    let has_rest = visible > 4 && lines.len() > top + visible;
    let end = area.bottom() - u16::from(has_rest);
    if has_rest {
        let rest = lines.iter().skip(top + visible - 1);
        let hidden = rest.filter(|line| matches!(line, Shown::Row(..))).count();
        pane::rows(frame, Rect { y: end, height: 1, ..area }, [pane::more(look, hidden)]);
    }
    // The headings of the first row that is seen stay above it.
    if let Some(Shown::Row(part, _)) = lines.get(top).filter(|_| visible > 4) {
        let heads = Shown::Heads(part);
        if let Some(first) = lines.get_mut(top) {
            *first = heads;
        }
    }
    for ((place, line), y) in lines.iter().enumerate().skip(top).zip(area.y..end) {
        let here = Rect { y, height: 1, ..area };
        match line {
            Shown::Gap => {}
            Shown::Heads(part) => {
                let quiet = look.theme.quiet();
                let heads = part.heads.iter().map(|head| (head.clone(), quiet)).collect::<Vec<_>>();
                if let [name, others @ ..] = heads.as_slice() {
                    frame.render_widget(text(part, &span(name.0.clone(), quiet), others, width), here);
                }
            }
            Shown::Row(part, row) => {
                let line = text(part, &Span::raw(row.name.clone()), &row.figures, width);
                let used = line.width();
                frame.render_widget(line, here);
                if place == chosen {
                    pane::mark(frame, area, y - area.y, 1, look.theme.cursor(true));
                }
                bar(frame, look, here, used, length(part, row, width.saturating_sub(used + 2)));
            }
        }
    }
}

/// Cells of a bar: the longest of its part fills the room, and nothing but zero is invisible.
fn length(part: &Part, row: &Row, room: usize) -> usize {
    let most = part.rows.iter().map(|row| row.length).max().unwrap_or(0);
    let room = room.min(LONGEST) as u64;
    if most == 0 || row.length == 0 {
        return 0;
    }
    let share = u128::from(row.length) * u128::from(room) / u128::from(most);
    usize::try_from(share).unwrap_or(0).max(1)
}

fn bar(frame: &mut Frame<'_>, look: Look<'_>, line: Rect, used: usize, length: usize) {
    let x = line.x.saturating_add(u16::try_from(used + 2).unwrap_or(u16::MAX));
    let area = Rect { x, width: u16::try_from(length).unwrap_or(0), ..line }.intersection(line);
    let body = if look.theme.is_mono() { "=" } else { " " };
    frame.render_widget(Line::from(span(body.repeat(usize::from(area.width)), look.theme.bar())), area);
}

/// The name and as many columns as leave room for the bar.
fn text(part: &Part, name: &Span<'static>, figures: &[(String, Style)], width: usize) -> Line<'static> {
    let names = part
        .rows
        .iter()
        .map(|row| cells::width(&row.name))
        .chain(part.heads.first().map(|it| cells::width(it)));
    let name_width = names.max().unwrap_or(0).min((width / 3).max(8));
    let mut spans = vec![span(cells::fit(&name.content, name_width), name.style)];
    let mut used = name_width;
    for (column, (figure, style)) in figures.iter().enumerate() {
        let of_rows =
            part.rows.iter().filter_map(|row| row.figures.get(column)).map(|(text, _)| cells::width(text));
        // What stands over the bars alone needs no room beside them.
        let is_over_bars = part.rows.iter().all(|row| row.figures.len() <= column);
        let wanted = of_rows.chain(part.heads.get(column + 1).map(|it| cells::width(it))).max().unwrap_or(0);
        let least = if column == 0 || is_over_bars { 0 } else { SHORTEST.min(width / 5) };
        if used + 2 + wanted + least > width {
            break;
        }
        used += 2 + wanted;
        spans.push(span(format!("  {}", cells::fit_right(figure, wanted)), *style));
    }
    cut(spans, width)
}
