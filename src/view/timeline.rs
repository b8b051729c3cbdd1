//! Everything that was said and done, newest first.

use super::card::draw_blocks;
use super::pane::{self, rows, span};
use super::{Look, cells, marks, record};
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
    // Whose it is stands on the card as well.
    let query = app.sought_here();
    if let Some(query) = query {
        title.push(Span::raw(format!("   {}", words.quoted(&query.words().join(" ")))));
    }
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
    let entries = dossier.timeline().iter().take(seen);
    let dates = entries.clone().filter_map(|it| it.timeline_at().map(Moment::date));
    let columns = Columns::of(look, dates, width);
    let marked = |record: &Record| {
        let mut lines = block(look, dossier, record, columns);
        if let Some(query) = query.filter(|query| query.is_in_record(record)) {
            // The head is not written by anybody.
            lines.iter_mut().skip(1).for_each(|line| *line = marks::line(line, query, theme));
        }
        lines
    };
    let blocks: Vec<_> = entries.map(marked).collect();
    draw_blocks(frame, look, inner, &blocks, count, at, focused);
}

fn block(look: Look<'_>, dossier: &Dossier, record: &Record, columns: Columns) -> Vec<Line<'static>> {
    match record {
        Record::Interaction(entry) => interaction(look, dossier, entry, columns),
        other => business(look, dossier, other, columns),
    }
}

/// The cells of the dates in front and of the whole width.
#[derive(Clone, Copy)]
pub struct Columns {
    date: usize,
    width: usize,
}

/// The least cells of the dates.
const DATE: usize = 9;

impl Columns {
    /// One width for all dates; those of another year need a little more.
    pub fn of(look: Look<'_>, dates: impl Iterator<Item = Date>, width: usize) -> Self {
        let today = look.app.now.date();
        let widest = dates.map(|date| cells::width(&look.words.short_day(date, today)) + 1).max();
        Self { date: widest.unwrap_or(0).max(DATE), width }
    }

    fn date_in_front(self, look: Look<'_>, date: Option<Date>) -> Span<'static> {
        let text = date.map_or(String::new(), |date| look.words.short_day(date, look.app.now.date()));
        span(cells::fit(&text, self.date), look.theme.quiet())
    }

    /// Text below the head of an entry.
    fn texts(self, text: &str, style: Style) -> impl Iterator<Item = Line<'static>> {
        pane::indented(text, self.date.min(self.width / 4), self.width, style)
    }
}

pub fn interaction(
    look: Look<'_>,
    dossier: &Dossier,
    entry: &Interaction,
    columns: Columns,
) -> Vec<Line<'static>> {
    let (words, theme, today) = (look.words, look.theme, look.app.now.date());
    let person =
        entry.contact.and_then(|id| dossier.customer.contact(id)).map_or("", |contact| &contact.name);
    let (mark, style) = match entry.direction {
        Direction::In => ("< ", theme.fine()),
        Direction::Out | Direction::NoAnswer => ("> ", theme.quiet()),
        Direction::Unknown => ("", theme.quiet()),
    };
    let stage = words.stage_of(look.app.ledger.stages(), &entry.stage).to_owned();
    let mut head = vec![
        columns.date_in_front(look, Some(entry.at.date())),
        if entry.is_contact() {
            span(format!("{} {mark}", words.channel(entry.channel)), style)
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
    let mut lines = vec![pane::row(head, vec![span(stage, theme.quiet())], columns.width)];
    lines.extend(columns.texts(&entry.summary, Style::new()));
    if !entry.lost_reason.is_empty() {
        lines.extend(columns.texts(&words.told(words.lost_because(), &entry.lost_reason), theme.notice()));
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
        lines.extend(columns.texts(&text, theme.quiet()));
    }
    lines
}

fn business(look: Look<'_>, dossier: &Dossier, record: &Record, columns: Columns) -> Vec<Line<'static>> {
    let (words, theme, today) = (look.words, look.theme, look.app.now.date());
    let head = vec![
        columns.date_in_front(look, record.timeline_at().map(Moment::date)),
        span(record::heading(words, dossier, record, today), theme.notice()),
    ];
    let mut lines = vec![pane::cut(head, columns.width)];
    lines.extend(columns.texts(&record::gist(words, record, today), Style::new()));
    let stands = match record {
        Record::Order(order) => {
            let invoices = record::several_invoices(words, dossier, order);
            let account = words.account(&Account::of(dossier, order), today);
            Some(invoices.map_or(account.clone(), |of| format!("{of}  {account}")))
        }
        Record::Sample(sample) => words.sample_step(step(sample, today), today),
        Record::Quotation(quotation) => record::version(words, dossier, quotation, today),
        Record::Invoice(invoice) => record::succession(words, dossier, invoice),
        _ => None,
    };
    if let Some(text) = stands {
        lines.extend(columns.texts(&text, theme.quiet()));
    }
    lines
}
