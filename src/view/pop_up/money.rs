//! Pop-ups about money: the rates of exchange, and the versions of a quotation.

use super::super::pane::{self, span};
use super::super::theme::Theme;
use super::super::{Look, record};
use super::{Content, page};
use crate::app::overlay::{RateBook, Versions};
use crate::domain::versions::{differences, versions};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// A line to type a rate into, how it reads, and the newest rate of each currency.
pub fn rates<'a>(look: Look<'_>, book: &'a RateBook) -> Content<'a> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let (rates, today) = (app.ledger.rates(), app.now.date());
    let mut lines = Vec::new();
    if !book.text.text().trim().is_empty() {
        lines.push(match app.rate_typed(book) {
            Ok(draft) => Line::from(span(words.rate_draft(&draft, today), theme.fine())),
            Err(error) => Line::from(span(words.rate_error(error, rates.base()), theme.alarm())),
        });
    }
    if rates.newest().next().is_none() {
        lines.extend(pane::paragraph(words.no_rates(), 64, theme.quiet()));
    }
    lines.extend(rates.newest().skip(book.top).map(|rate| Line::from(words.rate(rate, today))));
    let title = format!("{}  {}", words.rates_title(), rates.base().code());
    Content { title, text: Some(&book.text), lines, at: None, hint: words.rates_hint().to_owned(), width: 68 }
}

/// Every version, the newest first, each with what it changed.
pub fn version_list(look: Look<'_>, shown: &Versions, body: Rect) -> Content<'static> {
    let width = body.width.min(84);
    let lines = page(version_lines(look, shown, body), shown.top, Rect { width, ..body });
    let title = format!("{}  {}", look.words.versions_title(), shown.product);
    Content { title, lines, hint: look.words.versions_hint().to_owned(), width, ..Content::blank() }
}

/// Every version with what is other than in the one before, the latest first.
pub fn version_lines(look: Look<'_>, shown: &Versions, body: Rect) -> Vec<Line<'static>> {
    let (words, theme, today) = (look.words, look.theme, look.app.now.date());
    let room = usize::from(body.width.min(84)).saturating_sub(2);
    let mut lines = Vec::new();
    if let Some(dossier) = look.app.ledger.dossier(shown.customer) {
        let all = versions(dossier, &shown.product);
        for (place, quotation) in all.iter().enumerate().rev() {
            let head = format!("{}  {}", words.nth_version(place + 1), words.day(quotation.date, today));
            lines.push(Line::from(span(head, Theme::STRONG)));
            let gist = record::quotation(words, quotation, today);
            lines.extend(pane::indented(&gist, INDENT, room, Style::new()));
            let before = place.checked_sub(1).and_then(|before| all.get(before));
            let changes = before.map_or_else(Vec::new, |before| differences(before, quotation));
            let texts: Vec<_> = changes.iter().map(|it| words.difference(it, today)).collect();
            let text = match (before, texts.as_slice()) {
                (None, _) => words.first_version().to_owned(),
                (Some(_), []) => words.same_terms().to_owned(),
                (Some(_), texts) => texts.join(words.pick("; ", "；")),
            };
            lines.extend(pane::indented(&text, INDENT, room, theme.quiet()));
        }
    }
    lines
}

/// Cells before what a version says.
const INDENT: usize = 3;
