//! A call: the brief beside, the notes as they are typed, and what is next when one hangs up.

use super::pane::{self, cut, rows, span};
use super::{Look, brief, cells};
use crate::app::call::{Call, duration};
use crate::app::keymap::{Action, Context, key_for};
use crate::app::read_next;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// From this width on, the notes stand beside the brief instead of below it.
const TWO_COLUMNS: u16 = 100;

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, call: &Call) {
    // The first moments may know a call and not yet the customer; the notes are there all the same.
    let company = look.app.shown_row().map_or("", |row| row.summary.company.as_str());
    let (words, now) = (look.words, look.app.now);
    let over = if call.is_running() { "" } else { words.call_over() };
    let length = duration(call.seconds(now));
    let number = look
        .app
        .shown_dossier()
        .and_then(brief::number)
        .map(|number| format!("{number}  "))
        .unwrap_or_default();
    let title = format!("{}  {length} {over}  {number}{company}", words.call());
    let [facts, notes, lower] = parts(area, call);
    let focused = look.app.overlay.is_none();
    let inner = pane::frame(frame, look, facts, vec![Span::raw(title)], false);
    brief::draw(frame, look, inner);
    draw_notes(frame, look, notes, call, focused && call.next.is_none());
    if call.next.is_some() {
        draw_next(frame, look, lower, call, focused);
    }
}

/// The brief, the notes, and the question at the end.
fn parts(area: Rect, call: &Call) -> [Rect; 3] {
    let asks = if call.next.is_some() { ASKED.min(area.height / 2) } else { 0 };
    let upper = Rect { height: area.height - asks, ..area };
    let lower = Rect { y: upper.bottom(), height: asks, ..area };
    if area.width >= TWO_COLUMNS {
        let left = upper.width * 55 / 100;
        let notes = Rect { x: upper.x + left, width: upper.width - left, ..upper };
        return [Rect { width: left, ..upper }, notes, lower];
    }
    let top = upper.height * 3 / 5;
    let notes = Rect { y: upper.y + top, height: upper.height - top, ..upper };
    [Rect { height: top, ..upper }, notes, lower]
}

/// Where the brief stands.
pub fn brief_area(area: Rect, call: &Call) -> Rect {
    let [facts, ..] = parts(area, call);
    pane::inner(facts)
}

/// Rows of the question at the end: its title, the line, what the line says.
const ASKED: u16 = 5;

fn draw_notes(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, call: &Call, focused: bool) {
    let inner = pane::frame(
        frame,
        look,
        area,
        vec![Span::raw(look.words.call_notes(key_for(Context::Call, Action::Find)))],
        focused,
    );
    if inner.is_empty() {
        return;
    }
    let width = usize::from(inner.width);
    let lines = cells::wrap(call.text.text(), width.saturating_sub(1));
    let before = cells::wrap(call.text.halves().0, width.saturating_sub(1));
    let row = before.len().saturating_sub(1);
    let column = before.last().map_or(0, |line| cells::width(line));
    let top = (row + 1).saturating_sub(usize::from(inner.height));
    rows(frame, inner, lines.into_iter().skip(top).map(Line::from));
    if focused {
        let (x, y) = (u16::try_from(column).unwrap_or(0), u16::try_from(row - top).unwrap_or(0));
        frame.set_cursor_position(Position::new(inner.x + x.min(inner.width - 1), inner.y + y));
    }
}

fn draw_next(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, call: &Call, focused: bool) {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let Some(next) = &call.next else { return };
    let inner = pane::frame(frame, look, area, vec![Span::raw(words.whats_next())], true);
    if inner.is_empty() {
        return;
    }
    let (width, today) = (usize::from(inner.width), app.now.date());
    let first = Rect { height: 1, ..inner };
    frame.buffer_mut().set_style(first, theme.field());
    let (before, after) = next.halves();
    let (text, column) = cells::around_caret(before, after, width);
    let empty = next.text().is_empty();
    let shown = if empty { cells::elide(words.next_placeholder(), width) } else { text };
    let style = if empty { theme.quiet() } else { Style::new() };
    frame.render_widget(Line::from(span(shown, style)), first);
    if focused {
        frame.set_cursor_position(Position::new(first.x + u16::try_from(column).unwrap_or(0), first.y));
    }
    let reading = read_next(app, call.customer, next.text());
    let stage = app.call_stage(call);
    let mut parts = vec![span(format!("{}  ", words.next_step()), theme.quiet())];
    match reading.next {
        Some(when) => {
            parts.push(span(words.when(when, today), theme.fine()));
            parts.extend(super::never_due(look, call.customer, reading.stage.as_ref()));
            parts.extend(super::day_off(look, call.customer, when.date));
        }
        None => parts.push(span(words.no_next_date(), theme.notice())),
    }
    if !reading.next_action.is_empty() {
        parts.push(span(format!("  {}", reading.next_action), Style::new()));
    }
    // The stage may stand in the notes as well.
    let present = app.shown_row().map(|row| row.summary.stage.clone());
    let moves = reading.stage.is_some() || stage != present;
    if let Some(stage) = stage.as_ref().filter(|_| moves) {
        let stage = words.stage_of(app.ledger.stages(), stage);
        parts.push(span(format!("  {} {stage}", words.stage()), Style::new()));
    }
    let mut lines = vec![cut(parts, width)];
    if let Some(problem) = reading.problems.first() {
        lines.push(Line::from(span(cells::elide(&words.log_problem(problem), width), theme.alarm())));
    } else if reading.next.is_none()
        && let Some(date) = app.proposed_next()
    {
        let key = key_for(Context::HangUp, Action::TakeProposal);
        let text = words.take_proposal(key, &words.weekday_and_day(date, today));
        lines.push(Line::from(span(cells::elide(&text, width), theme.quiet())));
    }
    rows(frame, Rect { y: inner.y + 1, height: inner.height - 1, ..inner }, lines);
}
