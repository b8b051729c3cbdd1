//! Contacts a day as a calendar: a column a week, a row a weekday, as many weeks as fit.

use super::super::pane::{rows, span};
use super::super::{Look, cells};
use crate::insights::{Bar, DayTouches};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use time::Date;

/// Cells of the weekdays before the weeks.
const NAMES: usize = 5;

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, bars: &[Bar<'_>]) {
    let days: Vec<&DayTouches> =
        bars.iter().filter_map(|bar| if let Bar::Day(day) = bar { Some(*day) } else { None }).collect();
    let weeks: Vec<&[&DayTouches]> = days.chunks(7).collect();
    let most = days.iter().map(|day| day.touches).max().unwrap_or(0);
    // A number, and brackets where it is the chosen one.
    let column = most.to_string().len().max(2) + 2;
    let fits = usize::from(area.width).saturating_sub(NAMES) / column;
    let at = look.app.insights.at();
    // The last weeks, or those before them once the cursor is there.
    let last = weeks.len().saturating_sub(fits.max(1)).min(at / 7);
    let shown: Vec<_> = weeks.into_iter().skip(last).take(fits).collect();
    let (words, theme) = (look.words, look.theme);
    let mut lines = vec![months(look, &shown, column)];
    for weekday in 0..7 {
        let name = days.get(weekday).map_or("", |day| words.weekday(day.day.weekday()));
        let mut spans = vec![span(cells::fit(name, NAMES), theme.quiet())];
        for (week, place) in shown.iter().zip(last..) {
            let Some(day) = week.get(weekday) else { continue };
            let is_chosen = place * 7 + weekday == at;
            let (open, close) = if is_chosen { ("[", "]") } else { (" ", " ") };
            let number = cells::fit_right(&day.touches.to_string(), column - 2);
            let style = if is_chosen { theme.title(true) } else { theme.shade(level(day.touches, most)) };
            spans.push(span(format!("{open}{number}{close}"), style));
        }
        lines.push(Line::from(spans));
    }
    rows(frame, area, lines);
}

/// The names of months, each over the week in which it begins.
fn months(look: Look<'_>, weeks: &[&[&DayTouches]], width: usize) -> Line<'static> {
    let mut text = " ".repeat(NAMES);
    let mut before: Option<Date> = None;
    for (place, week) in weeks.iter().enumerate() {
        let Some(first) = week.first().map(|day| day.day) else { continue };
        let is_new = before.is_none_or(|before| before.month() != first.month());
        before = Some(first);
        let column = NAMES + place * width;
        if is_new && cells::width(&text) <= column {
            text = cells::fit(&text, column);
            text.push_str(&look.words.short_month(first));
            text.push(' ');
        }
    }
    Line::from(span(text, look.theme.quiet()))
}

/// How dark a day is: a quarter of the busiest day each.
fn level(touches: usize, most: usize) -> u8 {
    if most == 0 { 0 } else { u8::try_from((touches * 4).div_ceil(most)).unwrap_or(4) }
}
