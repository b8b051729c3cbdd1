//! What all panes share: a title line, rows of text, and the cursor's row.

use super::{Look, cells};
use crate::app::layout::Area;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Draws a title line across the top and returns the area below it.
///
/// There are no lines around a pane: box characters are two cells wide on some terminals.
pub fn frame(
    frame: &mut Frame<'_>,
    look: Look<'_>,
    area: Rect,
    title: Vec<Span<'static>>,
    focused: bool,
) -> Rect {
    let style = look.theme.title(focused);
    let bar = Rect { height: area.height.min(1), ..area };
    frame.buffer_mut().set_style(bar, style);
    let inside = Rect { x: bar.x + 1, width: bar.width.saturating_sub(2), ..bar };
    frame.render_widget(cut(title, usize::from(inside.width)).style(style), inside);
    inner(area)
}

/// The area below the title line of a pane, a blank column on either side.
pub fn inner(area: Rect) -> Rect {
    let inner = Area { x: area.x, y: area.y, width: area.width, height: area.height }.inner();
    Rect::new(inner.x, inner.y, inner.width, inner.height)
}

/// A row out of parts, the last of which are pushed to the right edge.
pub fn row(left: Vec<Span<'static>>, right: Vec<Span<'static>>, width: usize) -> Line<'static> {
    let right_width: usize = right.iter().map(Span::width).sum();
    let room = width.saturating_sub(right_width + usize::from(right_width > 0));
    let mut line = cut(left, room);
    let gap = width.saturating_sub(line.width() + right_width);
    line.push_span(Span::raw(" ".repeat(gap)));
    for span in right {
        line.push_span(span);
    }
    line
}

/// Parts of a line, the part that does not fit any more cut with two dots.
pub fn cut(spans: Vec<Span<'static>>, width: usize) -> Line<'static> {
    let mut line = Line::default();
    let mut room = width;
    for span in spans {
        let wanted = span.width();
        if wanted <= room {
            room -= wanted;
            line.push_span(span);
        } else {
            line.push_span(Span::styled(cells::elide(&span.content, room), span.style));
            break;
        }
    }
    line
}

/// Adds a remark to a line where there is room for all of it.
pub fn push_whole(line: &mut Vec<Span<'static>>, remark: Option<String>, width: usize) {
    let remark = Span::raw(remark.map_or(String::new(), |text| format!("   {text}")));
    if line.iter().map(Span::width).sum::<usize>() + remark.width() <= width {
        line.push(remark);
    }
}

/// Draws rows from the top of an area, as many as fit.
pub fn rows(frame: &mut Frame<'_>, area: Rect, lines: impl IntoIterator<Item = Line<'static>>) {
    for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
}

/// Says below a list how much of it follows; nothing where it ends here.
pub fn more(look: Look<'_>, hidden: usize) -> Line<'static> {
    let text = if hidden == 0 { String::new() } else { look.words.more_below(hidden) };
    Line::from(span(text, look.theme.quiet()))
}

/// The same in the last row of a list, which its places leave free; nothing while not everybody is known.
pub fn more_at_bottom(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, hidden: usize) {
    if hidden > 0 && area.height > 1 && look.app.arrival.is_whole() {
        rows(frame, Rect { y: area.bottom() - 1, height: 1, ..area }, [more(look, hidden)]);
    }
}

/// As many lines as there is room for, the last of them saying how many of `all` follow.
pub fn as_fit(look: Look<'_>, mut lines: Vec<Line<'static>>, room: usize, all: usize) -> Vec<Line<'static>> {
    if room > 1 && all > room {
        lines.truncate(room - 1);
        lines.push(more(look, all - (room - 1)));
    }
    lines
}

/// Marks the rows of the cursor from edge to edge.
pub fn mark(frame: &mut Frame<'_>, area: Rect, from: u16, height: u16, style: Style) {
    let marked = Rect {
        x: area.x.saturating_sub(1),
        y: area.y + from,
        width: area.width + 2,
        height: height.min(area.height.saturating_sub(from)),
    };
    let screen = frame.area();
    frame.buffer_mut().set_style(marked.intersection(screen), style);
}

/// A plus in the blank column before a row: this one is marked.
pub fn flag(frame: &mut Frame<'_>, area: Rect, from: u16, style: Style) {
    let place = Rect { x: area.x.saturating_sub(1), y: area.y + from, width: 1, height: 1 };
    let screen = frame.area();
    frame.render_widget(Line::from(Span::styled("+", style)), place.intersection(screen));
}

/// Text over several lines.
pub fn paragraph(text: &str, width: usize, style: Style) -> impl Iterator<Item = Line<'static>> {
    cells::wrap(text, width).into_iter().map(move |line| Line::from(Span::styled(line, style)))
}

/// The same, every line so many cells in.
pub fn indented(
    text: &str,
    indent: usize,
    width: usize,
    style: Style,
) -> impl Iterator<Item = Line<'static>> {
    let lines = cells::wrap(text, width.saturating_sub(indent));
    lines.into_iter().map(move |line| Line::from(span(format!("{}{line}", " ".repeat(indent)), style)))
}

/// A text that begins with a part of its own style, over as many lines as it needs, the others two cells in.
pub fn led(lead: Span<'static>, rest: &str, style: Style, width: usize) -> Vec<Line<'static>> {
    if lead.width() + cells::width(rest) <= width {
        return vec![Line::from(vec![lead, span(rest, style)])];
    }
    let text = format!("{}{rest}", lead.content);
    let mut lines = cells::wrap(&text, width.saturating_sub(2)).into_iter();
    let first = lines.next().unwrap_or_default();
    let first = match first.strip_prefix(&*lead.content) {
        Some(rest) => Line::from(vec![lead.clone(), span(rest, style)]),
        None => Line::from(span(first, lead.style)),
    };
    std::iter::once(first).chain(lines.map(|line| Line::from(span(format!("  {line}"), style)))).collect()
}

pub fn span(text: impl Into<String>, style: Style) -> Span<'static> {
    Span::styled(text.into(), style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_lead_goes_on_below_it() {
        let check = |width: usize, expected: &[&str]| {
            let lines = led(Span::raw("! late"), "  3 days, 2 more", Style::new(), width);
            let texts: Vec<_> = lines.iter().map(ToString::to_string).collect();
            assert_eq!(texts, expected, "{width}");
        };
        check(22, &["! late  3 days, 2 more"]);
        check(20, &["! late", "  3 days, 2 more"]);
        check(10, &["! late", "  3 days,", "  2 more"]);
    }
}
