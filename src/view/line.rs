//! The one-line log and, below it, what the line says so far.

use super::pane::{self, cut, rows, span};
use super::{Look, cells};
use crate::app::keymap::{Action, Context, key_for};
use crate::app::note::{Body, Note};
use crate::domain::CustomerId;
use crate::domain::contact_log::Entry;
use crate::domain::day_input::When;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, id: CustomerId, note: &Note) {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let Body::Line(line) = &note.body else { return };
    let company = app.ledger.row(id).map_or("", |row| &row.summary.company);
    let title = vec![Span::raw(format!("{}  {company}", words.log_title()))];
    let inner = pane::frame(frame, look, area, title, true);
    let width = usize::from(inner.width);
    let first = Rect { height: inner.height.min(1), ..inner };
    frame.buffer_mut().set_style(first, theme.field());
    let (before, after) = line.halves();
    let (text, column) = cells::around_caret(before, after, width);
    if line.text().is_empty() {
        frame.render_widget(
            Line::from(span(cells::elide(words.log_placeholder(), width), theme.quiet())),
            first,
        );
    } else {
        frame.render_widget(Line::raw(text), first);
    }
    if app.overlay.is_none() && !first.is_empty() {
        frame.set_cursor_position(Position::new(first.x + u16::try_from(column).unwrap_or(0), first.y));
    }
    let below = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    rows(frame, below, reading(look, id, line.text(), width));
}

/// The line spelled out: channel, direction, person, stage, when; then the next step; then what is wrong.
fn reading(look: Look<'_>, id: CustomerId, line: &str, width: usize) -> Vec<Line<'static>> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let Some(desk) = app.desk(id) else { return Vec::new() };
    let today = app.now.date();
    let reading = desk.read(line);
    let entry = Entry::from_reading(&reading, desk.summary, desk.stages, desk.now);
    let said = |said: bool| if said { Style::new() } else { theme.quiet() };
    let direction = words.direction(entry.direction);
    let mut parts = vec![
        span(words.channel(entry.channel), said(reading.channel.is_some())),
        span(format!("  {direction}"), said(reading.direction.is_some())),
    ];
    let person = entry.contact.and_then(|id| desk.contacts.iter().find(|contact| contact.id == id));
    parts.extend(person.map(|contact| span(format!("  {}", contact.name), Style::new())));
    let stage = words.stage_of(desk.stages, &entry.stage);
    parts.push(span(format!("  {} {stage}", words.stage()), said(reading.stage.is_some())));
    let at = When { date: entry.at.date(), time: Some(entry.at.time()) };
    parts.push(span(format!("  {}", words.when(at, today)), said(reading.happened.is_some())));
    let mut lines = vec![cut(parts, width), next_line(look, id, &entry, reading.next, width)];
    if let Some(problem) = reading.problems.first() {
        lines.push(Line::from(span(cells::elide(&words.log_problem(problem), width), theme.alarm())));
    } else {
        lines.push(Line::from(span(cells::elide(words.marks(), width), theme.quiet())));
    }
    lines
}

fn next_line(
    look: Look<'_>,
    id: CustomerId,
    entry: &Entry,
    typed: Option<When>,
    width: usize,
) -> Line<'static> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let today = app.now.date();
    let mut parts = vec![span(format!("{}  ", words.next_step()), theme.quiet())];
    match entry.next {
        Some(when) => {
            parts.push(span(words.when(when, today), theme.fine()));
            parts.extend(super::day_off(look, id, when.date));
        }
        None => parts.push(span(words.no_next_date(), theme.notice())),
    }
    // Whoever becomes lost by the line gets no date at all.
    parts.extend(typed.and_then(|_| super::never_due(look, id, Some(&entry.stage))));
    if !entry.next_action.is_empty() {
        parts.push(span(format!("  {}", entry.next_action), Style::new()));
    }
    if !entry.goal.is_empty() {
        parts.push(span(format!("  {}", words.told(words.goal(), &entry.goal)), theme.quiet()));
    }
    if entry.next.is_none()
        && let Some(date) = app.proposed_next()
    {
        let key = key_for(Context::Line, Action::TakeProposal);
        let text = words.take_proposal(key, &words.weekday_and_day(date, today));
        parts.push(span(format!("  {text}"), theme.quiet()));
    }
    cut(parts, width)
}
