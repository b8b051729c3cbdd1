//! The customers behind a bar: beside it as many as fit, and all of them in a pop-up.

use super::super::pane::{self, row, rows, span};
use super::super::theme::Theme;
use super::super::today::marks;
use super::super::{Look, cells};
use super::name_of;
use crate::app::insights::BehindList;
use crate::insights::{Bar, CountryDeals, Listed, MonthDeals, Period, Section, SpanFigures};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws the first customers behind a bar, with the bar's name above them.
pub fn preview(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, bar: Bar<'_>) {
    if area.height < 2 || area.width < 20 {
        return;
    }
    let (board, width) = (&look.app.insights, usize::from(area.width));
    let title = title(look, bar, board.section, board.period);
    let mut lines = vec![Line::from(span(cells::elide(&title, width), Theme::STRONG))];
    if let Some(amounts) = amounts(look, bar) {
        lines.push(Line::from(span(cells::elide(&amounts, width), look.theme.quiet())));
    }
    let room = usize::from(area.height).saturating_sub(lines.len());
    let listed = bar.behind().listed.iter().take(room).map(|listed| line(look, listed, width)).collect();
    lines.extend(pane::as_fit(look, listed, room, bar.behind().count));
    if bar.behind().count == 0 {
        lines.extend(pane::paragraph(look.words.nobody_behind(), width, look.theme.quiet()));
    }
    rows(frame, area, lines);
}

/// Each currency by itself, where the bar is drawn in the base currency.
fn amounts(look: Look<'_>, bar: Bar<'_>) -> Option<String> {
    let (Bar::Month(MonthDeals { amounts, .. }) | Bar::Country(CountryDeals { amounts, .. })) = bar else {
        return None;
    };
    let is_converted = look.app.insights.span().is_some_and(SpanFigures::is_converted);
    (is_converted && !amounts.is_empty()).then(|| crate::lang::money::amounts(amounts))
}

/// Title, lines and hint of the pop-up.
pub fn content(look: Look<'_>, list: &BehindList, width: u16) -> (String, Vec<Line<'static>>, String) {
    let words = look.words;
    let Some(bar) = list.bar() else { return Default::default() };
    let behind = bar.behind();
    let room = usize::from(width).saturating_sub(2);
    let mut lines: Vec<_> = behind.listed.iter().map(|listed| line(look, listed, room)).collect();
    if lines.is_empty() {
        lines.extend(pane::paragraph(words.nobody_behind(), room, look.theme.quiet()));
    }
    let mut hint = words.behind_hint().to_owned();
    if behind.count > behind.listed.len() {
        let cut = words.behind_cut(behind.listed.len());
        hint = words.pick(format!("{cut}; {hint}"), format!("{cut}；{hint}"));
    }
    (title(look, bar, list.section, list.period), lines, hint)
}

/// What a bar stands for, and how many are behind it.
pub fn title(look: Look<'_>, bar: Bar<'_>, section: Section, period: Period) -> String {
    let name = name_of(look, bar, section, period);
    match bar {
        Bar::Day(day) => look.words.told(&name, &look.words.touches_on(day.touches, day.behind.count)),
        Bar::Class(class) => look.words.off_cadence(&name, class.behind.count),
        _ => look.words.behind_title(&name, bar.behind().count),
    }
}

fn line(look: Look<'_>, listed: &Listed, width: usize) -> Line<'static> {
    let Some(customer) = look.app.ledger.row(listed.customer) else { return Line::default() };
    let mut left = marks(look, customer);
    left.push(Span::raw(customer.summary.company.clone()));
    let detail = look.words.detail(&listed.detail, look.app.now.date());
    // A short name leaves it more than its half.
    let left_width = left.iter().map(Span::width).sum::<usize>();
    let detail = cells::elide(&detail, (width / 2).max(12).max(width.saturating_sub(left_width + 2)));
    row(left, vec![span(format!(" {detail}"), look.theme.quiet())], width)
}
