//! Every customer, a line each.

use super::pane::{self, row, span};
use super::today::marks;
use super::{Look, cells};
use crate::app::layout::Pane;
use crate::app::ledger::Row;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let focused = look.has_focus(Pane::Customers);
    let order = app.ledger.order();
    let place = if order.is_empty() { String::new() } else { format!("{}/", app.customers.at + 1) };
    let title = vec![
        Span::raw(format!("{} {place}{}", words.customers(), app.count_of(app.ledger.len()))),
        Span::raw(format!("   {}", words.sort(app.ledger.sort()))),
    ];
    let inner = pane::frame(frame, look, area, title, focused);
    let width = usize::from(inner.width);
    if order.is_empty() {
        let text = if app.arrival.is_whole() { words.nobody() } else { words.loading() };
        pane::rows(frame, inner, pane::paragraph(text, width, theme.quiet()));
        return;
    }
    let previewed = app.tabs.active().is_none() && app.last_list == Pane::Customers;
    let visible = app.visible(Pane::Customers);
    let seen = order.iter().skip(app.customers.top).take(visible);
    let days = seen.clone().filter_map(|id| Some(cells::width(&day(look, app.ledger.row(*id)?))));
    let day_width = days.max().unwrap_or(0).max(8);
    for (shown, id) in seen.enumerate() {
        let Some(customer) = app.ledger.row(*id) else { continue };
        let from = u16::try_from(shown).unwrap_or(0);
        let line = Rect { y: inner.y + from, height: 1, ..inner };
        frame.render_widget(customer_line(look, customer, width, day_width), line);
        if app.marked.contains(id) {
            pane::flag(frame, inner, from, theme.notice());
        }
        if app.customers.top + shown == app.customers.at && (focused || previewed) {
            pane::mark(frame, inner, from, 1, theme.cursor(focused));
        }
    }
    pane::more_at_bottom(frame, look, inner, app.customers.hidden(order.len(), visible));
}

/// The day on which it is time for them.
fn day(look: Look<'_>, customer: &Row) -> String {
    let due = customer.assessment.due.map(|due| look.words.short_day(due.from, look.app.now.date()));
    due.unwrap_or_else(|| look.words.none().to_owned())
}

/// Name, and as far as there is room: country, stage, next date.
fn customer_line(look: Look<'_>, customer: &Row, width: usize, day_width: usize) -> Line<'static> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let summary = &customer.summary;
    let mut left = marks(look, customer);
    left.push(Span::raw(summary.company.clone()));
    if app.is_unfinished(summary.id) {
        left.push(span(" *", theme.notice()));
    }
    let mut right = Vec::new();
    if width >= 70 {
        let country = summary.country.map_or("", |country| words.country(country));
        right.push(span(format!(" {}", cells::fit(country, 10)), theme.quiet()));
    }
    if width >= 56 {
        let stage = words.stage_of(app.ledger.stages(), &summary.stage);
        right.push(span(format!(" {}", cells::fit(stage, 12)), theme.quiet()));
    }
    if width >= 28 {
        right.push(span(format!(" {}", cells::fit_right(&day(look, customer), day_width)), theme.quiet()));
    }
    row(left, right, width)
}
