//! Every customer, a line each.

use super::pane::{self, row, span};
use super::today::{MARKS, flag_marks, marks};
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
    let columns = Columns::of(look, days.max().unwrap_or(0).max(8), width);
    for (shown, id) in seen.enumerate() {
        let Some(customer) = app.ledger.row(*id) else { continue };
        let from = u16::try_from(shown).unwrap_or(0);
        let line = Rect { y: inner.y + from, height: 1, ..inner };
        frame.render_widget(customer_line(look, customer, width, columns), line);
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

/// The cells of each column behind the name, the gap before it not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    country: usize,
    /// Where there is no room for a name.
    has_code: bool,
    stage: usize,
    day: usize,
}

/// Names keep so many cells before anything but the day stands behind them.
const NAME: usize = 31;

impl Columns {
    /// Whatever rows are seen, so that no column moves while one goes through the list.
    fn of(look: Look<'_>, day: usize, width: usize) -> Self {
        let stages = look.app.ledger.stages().iter();
        let stage = stages.map(|stage| cells::width(look.words.stage_name(stage))).max().unwrap_or(0);
        Self::fit(stage, day, width)
    }

    fn fit(stage: usize, day: usize, width: usize) -> Self {
        let none = Self { country: 0, has_code: false, stage: 0, day: if width >= 28 { day } else { 0 } };
        let room = width.saturating_sub(MARKS + NAME + day + 1);
        let with_code = Self { country: 2, has_code: true, ..none };
        match room {
            26.. => {
                let stage = stage.min(room - 14);
                Self { country: (room - stage - 2).min(COUNTRY), stage, ..none }
            }
            13.. => Self { stage: stage.min(room - 4).min(STAGE), ..with_code },
            9.. => Self { stage: stage.min(room - 1), ..none },
            3.. => with_code,
            _ => none,
        }
    }
}

/// The most cells of a country, and of a stage where a longer one would be at the cost of the name.
const COUNTRY: usize = 16;
const STAGE: usize = 12;

/// Name, and as far as there is room: flags, country, stage, next date.
fn customer_line(look: Look<'_>, customer: &Row, width: usize, columns: Columns) -> Line<'static> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let summary = &customer.summary;
    let mut left = marks(look, customer);
    left.push(Span::raw(summary.company.clone()));
    if app.is_unfinished(summary.id) {
        left.push(span(" *", theme.notice()));
    }
    let country = summary.country.map_or(String::new(), |country| {
        if columns.has_code { country.code().to_owned() } else { words.country(country).to_owned() }
    });
    let stage = words.stage_of(app.ledger.stages(), &summary.stage);
    let right = [
        (columns.country, cells::fit(&country, columns.country)),
        (columns.stage, cells::fit(stage, columns.stage)),
        (columns.day, cells::fit_right(&day(look, customer), columns.day)),
    ];
    let right = right.into_iter().filter(|(cells, _)| *cells > 0);
    let right: Vec<_> = right.map(|(_, text)| span(format!(" {text}"), theme.quiet())).collect();
    let taken = left.iter().chain(&right).map(Span::width).sum::<usize>();
    let mut flags = flag_marks(look, customer, usize::MAX, width.saturating_sub(taken + 2));
    flags.extend((!flags.is_empty()).then(|| Span::raw(" ")));
    flags.extend(right);
    row(left, flags, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn country_and_stage_stand_where_they_leave_the_name_its_cells() {
        let check = |width: usize, stage: usize, expected: (usize, bool, usize, usize)| {
            let it = Columns::fit(stage, 8, width);
            assert_eq!((it.country, it.has_code, it.stage, it.day), expected, "{width}");
        };
        check(78, 24, (12, false, 17, 8));
        check(78, 12, (16, false, 12, 8));
        check(73, 24, (12, false, 12, 8));
        check(65, 24, (2, true, 12, 8));
        check(61, 24, (2, true, 10, 8));
        check(56, 24, (0, false, 8, 8));
        check(50, 24, (2, true, 0, 8));
        check(40, 24, (0, false, 0, 8));
        check(20, 24, (0, false, 0, 0));
    }
}
