//! Draws the app. Only looks: nothing here changes anything, reads a clock or touches a disk.

mod brief;
mod business;
mod call;
mod card;
pub mod cells;
mod customers;
mod deal_form;
mod footer;
mod form;
mod header;
mod help;
mod insights;
mod line;
mod marks;
mod outgoing;
mod pane;
mod pipeline;
mod pop_up;
pub mod progress;
pub mod record;
mod review;
mod tabs;
mod theme;
mod timeline;
mod today;
mod why;

use crate::app::keymap::Context;
use crate::app::layout::{Area, Pane, Screen};
use crate::app::note::Body;
use crate::app::{App, Front};
use crate::domain::{CustomerId, StageId};
use crate::lang::Words;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use theme::Theme;
use time::Date;

/// Everything that drawing needs.
#[derive(Clone, Copy)]
struct Look<'a> {
    app: &'a App,
    words: Words,
    theme: Theme,
}

impl Look<'_> {
    /// Whether keys go to this pane: not while something is written or a pop-up is open.
    fn has_focus(&self, pane: Pane) -> bool {
        self.app.pane == pane && self.app.context() == Context::Browse
    }
}

/// The line from which the last page of the open help or why begins, else that of the brief.
pub fn last_top(app: &App) -> usize {
    let look = Look { app, words: Words(app.language), theme: Theme(app.theme) };
    let Some(screen) = app.screen() else { return 0 };
    let body = body(&screen.panes, screen.editor);
    match (&app.overlay, app.open_call()) {
        (Some(overlay), _) => pop_up::last_top_of(look, overlay, body),
        (None, Some(call)) => brief::last_top(look, call::brief_area(body, call)),
        (None, None) => brief::last_top(look, review::brief_area(above(body, &screen))),
    }
}

/// The area above the line of the log.
fn above(body: Rect, screen: &Screen) -> Rect {
    Rect { height: body.height.saturating_sub(screen.editor.height), ..body }
}

/// The rows that the footer takes.
pub fn footer_rows(app: &App) -> u16 {
    footer::rows(Look { app, words: Words(app.language), theme: Theme(app.theme) })
}

/// Draws the whole screen.
pub fn draw(frame: &mut Frame<'_>, app: &App) {
    let look = Look { app, words: Words(app.language), theme: Theme(app.theme) };
    let whole = frame.area();
    frame.buffer_mut().set_style(whole, look.theme.base());
    let Some(screen) = app.screen() else {
        return too_small(frame, look);
    };
    header::draw(frame, look, rect(screen.header));
    tabs::draw(frame, look, rect(screen.tabs));
    let body = body(&screen.panes, screen.editor);
    if let Some(form) = app.open_record() {
        form::draw_record(frame, look, body, form);
    } else if let Some(form) = app.open_card() {
        form::draw_card(frame, look, body, form);
    } else if let Some((id, note)) = app.open_note().filter(|(_, note)| matches!(note.body, Body::Form(_))) {
        form::draw_note(frame, look, body, id, note);
    } else if let Some(call) = app.open_call() {
        call::draw(frame, look, body, call);
    } else if app.front == Front::Insights {
        insights::draw(frame, look, panes_area(&screen.panes));
    } else if app.front == Front::Pipeline {
        pipeline::draw(frame, look, panes_area(&screen.panes));
    } else if app.front == Front::Business {
        business::draw(frame, look, panes_area(&screen.panes));
        if let Some((id, note)) = app.open_note() {
            line::draw(frame, look, rect(screen.editor), id, note);
        }
    } else {
        if app.front == Front::Review {
            review::draw(frame, look, above(body, &screen));
        } else {
            for (pane, area) in &screen.panes {
                draw_pane(frame, look, *pane, rect(*area));
            }
        }
        if let Some((id, note)) = app.open_note() {
            line::draw(frame, look, rect(screen.editor), id, note);
        }
    }
    footer::draw(frame, look, rect(screen.footer));
    pop_up::draw(frame, look, body);
}

fn draw_pane(frame: &mut Frame<'_>, look: Look<'_>, pane: Pane, area: Rect) {
    match pane {
        Pane::Today => today::draw(frame, look, area),
        Pane::Customers => customers::draw(frame, look, area),
        Pane::Card => card::draw(frame, look, area),
        Pane::Timeline => timeline::draw(frame, look, area),
    }
}

/// Beside a date: that it brings the customer onto no list, for the stage it would be in.
fn never_due(look: Look<'_>, customer: CustomerId, stage: Option<&StageId>) -> Option<Span<'static>> {
    let row = look.app.ledger.row(customer)?;
    let why = row.summary.never_due(stage.unwrap_or(&row.summary.stage), look.app.ledger.stages())?;
    Some(Span::styled(format!("  {}", look.words.date_in_vain(why)), look.theme.alarm()))
}

/// Beside a date: that nobody works on it, and why.
fn day_off(look: Look<'_>, customer: CustomerId, date: Date) -> Option<Span<'static>> {
    let (why, name) = look.app.day_off(customer, date)?;
    let text = format!("  {}", look.words.day_off_on(date, why, name));
    Some(Span::styled(text, look.theme.notice()))
}

fn too_small(frame: &mut Frame<'_>, look: Look<'_>) {
    let area = frame.area();
    if area.is_empty() {
        return;
    }
    let text = look.words.too_small(area.width, area.height);
    frame.render_widget(Line::raw(cells::elide(&text, usize::from(area.width))), area);
}

/// Everything between header and footer.
fn body(panes: &[(Pane, Area)], editor: Area) -> Rect {
    panes.iter().fold(
        rect(editor),
        |whole, (_, area)| if whole.is_empty() { rect(*area) } else { whole.union(rect(*area)) },
    )
}

/// All panes together.
fn panes_area(panes: &[(Pane, Area)]) -> Rect {
    panes.iter().map(|(_, area)| rect(*area)).reduce(Rect::union).unwrap_or_default()
}

fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}
