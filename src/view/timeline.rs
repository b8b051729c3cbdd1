//! Everything that was said and done, newest first.

use super::card::draw_blocks;
use super::pane::{self, rows, span};
use super::{Look, cells, record};
use crate::app::layout::Pane;
use crate::domain::account::Account;
use crate::domain::day_input::When;
use crate::domain::sample_clock::step;
use crate::domain::{Direction, Dossier, Interaction, Moment, Record};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use time::Date;

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let focused = look.has_focus(Pane::Timeline);
    let dossier = app.shown_dossier();
    let count = dossier.map_or(0, |dossier| dossier.timeline().len());
    let mut title = vec![Span::raw(format!("{} {count}", words.timeline()))];
    if let Some(row) = app.shown_row() {
        title.push(Span::raw(format!("   {}", row.summary.company)));
    }
    let inner = pane::frame(frame, look, area, title, focused);
    let width = usize::from(inner.width);
    let Some(dossier) = dossier else { return };
    if count == 0 {
        return rows(frame, inner, pane::paragraph(words.empty_timeline(), width, theme.quiet()));
    }
    // Only what can be seen is worded: up to the cursor and one screen behind it.
    let at = app.places().1;
    let seen = at + usize::from(inner.height) + 1;
    let blocks: Vec<_> =
        dossier.timeline().iter().take(seen).map(|it| block(look, dossier, it, width)).collect();
    draw_blocks(frame, look, inner, &blocks, count, at, focused);
}

fn block(look: Look<'_>, dossier: &Dossier, record: &Record, width: usize) -> Vec<Line<'static>> {
    match record {
        Record::Interaction(entry) => interaction(look, dossier, entry, width),
        other => business(look, dossier, other, width),
    }
}

/// The cells of the date in front.
const DATE: usize = 9;

fn date_in_front(look: Look<'_>, date: Option<Date>) -> Span<'static> {
    let today = look.app.now.date();
    let text = date.map_or(String::new(), |date| look.words.short_day(date, today));
    // Of another year it needs a little more.
    span(cells::fit(&text, DATE.max(cells::width(&text) + 1)), look.theme.quiet())
}

pub fn interaction(
    look: Look<'_>,
    dossier: &Dossier,
    entry: &Interaction,
    width: usize,
) -> Vec<Line<'static>> {
    let (words, theme, today) = (look.words, look.theme, look.app.now.date());
    let person =
        entry.contact.and_then(|id| dossier.customer.contact(id)).map_or("", |contact| &contact.name);
    let (mark, style) = match entry.direction {
        Direction::In => ("<", theme.fine()),
        Direction::Out | Direction::NoAnswer => (">", theme.quiet()),
    };
    let stage = words.stage_of(look.app.ledger.stages(), &entry.stage).to_owned();
    let mut head = vec![
        date_in_front(look, Some(entry.at.date())),
        if entry.is_contact() {
            span(format!("{} {mark} ", words.channel(entry.channel)), style)
        } else {
            span(format!("{} ", words.stage_was_moved()), theme.quiet())
        },
    ];
    if !person.is_empty() {
        head.push(span(format!("{person} "), theme.quiet()));
    }
    if entry.direction == Direction::NoAnswer {
        head.push(span(words.unanswered(), theme.notice()));
    }
    let mut lines = vec![pane::row(head, vec![span(stage, theme.quiet())], width)];
    lines.extend(texts(&entry.summary, width, Style::new()));
    if !entry.lost_reason.is_empty() {
        lines.extend(texts(&words.told(words.lost_because(), &entry.lost_reason), width, theme.notice()));
    }
    if entry.next_date.is_some() || !entry.next_action.is_empty() {
        let date = entry.next_date.map(|date| {
            let time =
                entry.next_time.map_or(String::new(), |time| format!(" {}", crate::lang::Words::clock(time)));
            format!("{}{time}", words.day(When { date, time: None }.date, today))
        });
        let goal = if entry.goal.is_empty() {
            String::new()
        } else {
            words.aside(&entry.goal).trim_start().to_owned()
        };
        let parts = [words.next_step().to_owned(), date.unwrap_or_default(), entry.next_action.clone(), goal];
        let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
        lines.extend(texts(&text, width, theme.quiet()));
    }
    lines
}

fn business(look: Look<'_>, dossier: &Dossier, record: &Record, width: usize) -> Vec<Line<'static>> {
    let (words, theme, today) = (look.words, look.theme, look.app.now.date());
    let head = vec![
        date_in_front(look, record.timeline_at().map(Moment::date)),
        span(record::heading(words, dossier, record, today), theme.notice()),
    ];
    let mut lines = vec![pane::cut(head, width)];
    lines.extend(texts(&record::gist(words, record, today), width, Style::new()));
    let stands = match record {
        Record::Order(order) => Some(words.account(&Account::of(dossier, order), today)),
        Record::Sample(sample) => words.sample_step(step(sample, today), today),
        Record::Quotation(quotation) => record::version(words, dossier, quotation, today),
        _ => None,
    };
    if let Some(text) = stands {
        lines.extend(texts(&text, width, theme.quiet()));
    }
    lines
}

fn texts(text: &str, width: usize, style: Style) -> impl Iterator<Item = Line<'static>> {
    let indent = " ".repeat(DATE.min(width / 4));
    let lines = cells::wrap(text, width.saturating_sub(indent.len()));
    lines.into_iter().map(move |line| Line::from(span(format!("{indent}{line}"), style)))
}
