//! The insights screen: the pages, what the present one says, its bars, and who is behind the chosen one.
//!
//! Bars are blank cells on a colour, each with its numbers before it.

mod behind;
mod calendar;
mod table;
mod tables;

use super::Look;
use super::pane::{self, cut, rows, span};
use super::theme::Theme;
use crate::app::keymap::Context;
use crate::app::overlay::Overlay;
use crate::insights::{Bar, Period, Section, SpanFigures};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub use behind::content as behind_content;

/// From this width on, the customers stand beside the figures and not below them.
const ROOMY: u16 = 116;

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let board = &app.insights;
    let mut title = vec![Span::raw(format!("{}  {}", words.insights(), words.section(board.section)))];
    if board.section.follows_period() {
        title.push(Span::raw(format!("   {}", words.period(board.period))));
    }
    let converted = board.span().filter(|it| board.section == Section::Deals && it.is_converted());
    let sums = converted.map(SpanFigures::sums).unwrap_or_default();
    let used = words.rates_used(&sums, app.ledger.rates(), app.now.date());
    pane::push_whole(&mut title, used, usize::from(area.width.saturating_sub(2)));
    if let Some(done) = board.counting {
        title.push(Span::raw(format!("   {}", words.counting(done, app.ledger.len()))));
    }
    let focused = app.context() == Context::Browse;
    let inner = pane::frame(frame, look, area, title, focused);
    let width = usize::from(inner.width);
    rows(frame, inner, [pages(look, width)]);
    let body = below(inner, 1);
    let Some(figures) = &board.figures else {
        let text = match app.arrival.is_whole() {
            true if board.has_failed => words.counting_failed(),
            true => words.counting_first(),
            false => words.opening_data(),
        };
        return rows(frame, below(body, 1), pane::paragraph(text, width, theme.quiet()));
    };
    let mut says = words.section_says(board.section, &words.period(board.period));
    if let Some(limit) = app.settings.day_limit.filter(|_| board.section == Section::Ahead) {
        says = format!("{says} {}", words.limit_of(limit));
    }
    if figures.is_blank(board.section, board.period.place()) {
        let empty = words.section_empty(board.section);
        let text = pane::paragraph(&says, width, theme.quiet()).chain([Line::default()]);
        return rows(frame, body, text.chain(pane::paragraph(empty, width, theme.notice())));
    }
    // A small screen needs its rows for figures.
    let lines: Vec<_> = pane::paragraph(&says, width, theme.quiet()).collect();
    let shown = if body.height < 14 { 0 } else { u16::try_from(lines.len()).unwrap_or(0) };
    rows(frame, Rect { height: shown, ..body }, lines);
    let body = below(body, shown + u16::from(shown > 0));
    let (left, right) = split(body, board.section);
    let bars = board.bars();
    if board.section == Section::Activity {
        calendar::draw(frame, look, left, &bars);
    } else {
        let table = tables::table(look, &bars);
        table::draw(frame, look, left, &table, board.at());
    }
    // The pop-up lists the same customers.
    let is_listed = matches!(app.overlay, Some(Overlay::Behind(_)));
    if let Some(bar) = bars.get(board.at()).filter(|_| !is_listed) {
        behind::preview(frame, look, right, *bar);
        // A day of the calendar has no room for its numbers but below.
        if right.is_empty() && board.section == Section::Activity {
            rows(frame, below(left, 9), [Line::from(behind::title(look, *bar, board.section, board.period))]);
        }
    }
}

/// What the figures leave of the area for those behind them.
fn split(body: Rect, section: Section) -> (Rect, Rect) {
    if body.width >= ROOMY {
        // As wide as on a screen of 80 columns at least, which has room for every figure.
        let left = (body.width * 62 / 100).max(78);
        let right = Rect { x: body.x + left + 2, width: body.width.saturating_sub(left + 2), ..body };
        return (Rect { width: left, ..body }, right);
    }
    // A calendar is as high as a week.
    let wanted = if section == Section::Activity { 10 } else { body.height * 3 / 5 };
    if body.height < 14 {
        return (body, Rect::default());
    }
    let top = wanted.min(body.height);
    (Rect { height: top, ..body }, below(body, top + 1))
}

/// Every page with the number of its key; the present one in brackets. Where they do not all fit, the others
/// keep their numbers alone.
fn pages(look: Look<'_>, width: usize) -> Line<'static> {
    let text = |place: usize, section: Section, with_name: bool| {
        let is_here = section == look.app.insights.section;
        let name =
            if with_name || is_here { format!(" {}", look.words.section(section)) } else { String::new() };
        let (text, style) = if is_here {
            (format!("[{}{name}] ", place + 1), Theme::STRONG)
        } else {
            (format!(" {}{name}  ", place + 1), look.theme.quiet())
        };
        span(text, style)
    };
    let line = |with_names| -> Vec<Span<'static>> {
        Section::ALL.iter().enumerate().map(|(place, section)| text(place, *section, with_names)).collect()
    };
    let full = line(true);
    let fits = full.iter().map(Span::width).sum::<usize>() <= width;
    cut(if fits { full } else { line(false) }, width)
}

/// What is left of an area below its first rows.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// What a bar stands for, with the period where it has one.
fn name_of(look: Look<'_>, bar: Bar<'_>, section: Section, period: Period) -> String {
    let (ledger, today) = (&look.app.ledger, look.app.now.date());
    let name = look.words.bar(bar, ledger.stages(), ledger.rules(), today);
    let has_own = matches!(bar, Bar::Month(_));
    if section.follows_period() && !has_own {
        look.words.within(&name, &look.words.period(period))
    } else {
        name
    }
}
