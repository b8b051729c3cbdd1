//! Pop-ups of what leaves the program: pages to open, papers, messages.

use super::pane::{self, cut, span};
use super::pop_up::{Content, company};
use super::theme::Theme;
use super::{Look, cells, record};
use crate::app::App;
use crate::app::keymap::Action;
use crate::app::links::Link;
use crate::app::outgoing::{Composer, Links, Outgoing, Papers, Sent, Way, Written};
use crate::app::overlay::Overlay;
use crate::documents::placeholder;
use crate::domain::RecordId;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

pub fn content(look: Look<'_>, pop_up: &Outgoing, body: Rect) -> Content<'static> {
    match pop_up {
        Outgoing::Links(links) => of_links(look, links, body),
        Outgoing::Papers(papers) => of_papers(look, papers, body),
        Outgoing::Written(written) => of_written(look, written, body),
        Outgoing::Composer(composer) => of_composer(look, composer, body),
        Outgoing::Sent(sent) => of_sent(look, sent, body),
        Outgoing::Unopened(target) => of_unopened(look, target, body),
    }
}

/// What Enter does here, in a word.
pub fn accept(look: Look<'_>) -> &'static str {
    let words = look.words;
    match &look.app.overlay {
        Some(Overlay::Outgoing(pop_up)) => match &**pop_up {
            Outgoing::Papers(_) => words.pick("write it", "写成文件"),
            Outgoing::Composer(composer) => words.way(composer.best),
            Outgoing::Links(_) | Outgoing::Written(_) => words.pick("open", "打开"),
            Outgoing::Sent(_) => words.pick("yes, log it", "是，记录"),
            Outgoing::Unopened(_) => "",
        },
        _ => "",
    }
}

/// Whether somebody of the customer can be written to in this way, and Enter does not do it anyway.
pub fn has_address(look: Look<'_>, action: Action) -> bool {
    let Some(Overlay::Outgoing(pop_up)) = &look.app.overlay else { return false };
    let Outgoing::Composer(composer) = &**pop_up else { return false };
    let way = if action == Action::WriteMail { Way::Mail } else { Way::Whatsapp };
    let people = look.app.ledger.dossier(composer.customer).map(|it| &it.customer.contacts);
    let leads_on = people.is_some_and(|people| {
        people.iter().any(|person| match action {
            Action::WriteMail => !person.emails.is_empty(),
            _ => !person.whatsapp.is_empty(),
        })
    });
    leads_on && composer.best != way
}

/// The keys that matter most here.
pub fn wanted(app: &App) -> &'static [Action] {
    let Some(Overlay::Outgoing(pop_up)) = &app.overlay else { return &[] };
    match **pop_up {
        Outgoing::Links(_) | Outgoing::Written(_) => &[Action::Accept, Action::Copy, Action::Cancel],
        Outgoing::Papers(_) => {
            &[Action::Accept, Action::AsPdf, Action::AsText, Action::OtherLanguage, Action::Cancel]
        }
        Outgoing::Composer(_) => &[
            Action::Accept,
            Action::Copy,
            Action::WriteMail,
            Action::WriteWhatsapp,
            Action::OtherLanguage,
            Action::Cancel,
            Action::PageDown,
        ],
        Outgoing::Sent(_) => &[Action::Yes, Action::Copy, Action::NextChoice, Action::Cancel],
        Outgoing::Unopened(_) => &[Action::Copy, Action::Cancel],
    }
}

/// The row below a list: how much of it follows.
fn below(look: Look<'_>, len: usize, from: usize, room: usize) -> Line<'static> {
    pane::more(look, len.saturating_sub(from + room))
}

/// Rows of a list that may be longer than its place, and the row under the cursor among them.
fn window(len: usize, at: usize, room: usize) -> (usize, usize) {
    let from = (at + 1).saturating_sub(room.max(1)).min(len);
    (from, at - from)
}

fn of_links(look: Look<'_>, menu: &Links, body: Rect) -> Content<'static> {
    let (words, theme) = (look.words, look.theme);
    let width = body.width.min(90);
    let inside = usize::from(width) - 2;
    let chosen: Vec<_> = menu
        .links
        .get(menu.at)
        .map(|link| pane::paragraph(&link.url, inside, theme.fine()).collect())
        .unwrap_or_default();
    let room = usize::from(body.height).saturating_sub(chosen.len() + 3);
    let (from, at) = window(menu.links.len(), menu.at, room);
    let line = |link: &Link| {
        let kind = cells::fit(words.link_kind(link.kind), 10);
        let whose = cells::fit(&cells::elide(&link.whose, 22), 24);
        cut(vec![span(kind, theme.quiet()), Span::raw(whose), Span::raw(link.address.clone())], inside)
    };
    let mut lines: Vec<_> = menu.links.iter().skip(from).take(room).map(line).collect();
    lines.push(below(look, menu.links.len(), from, room));
    lines.extend(chosen);
    let title = format!("{}  {}", words.links_title(), company(look, menu.customer));
    Content { title, lines, at: Some(at), width, ..Content::blank() }
}

fn of_papers(look: Look<'_>, menu: &Papers, body: Rect) -> Content<'static> {
    let (words, theme) = (look.words, look.theme);
    let width = body.width.min(90);
    let inside = usize::from(width) - 2;
    let mut notes: Vec<Line<'static>> = Vec::new();
    if menu.missing.is_empty() {
        notes.push(Line::from(span(words.paper_complete(), theme.fine())));
    } else {
        notes.push(Line::from(span(words.not_known(), theme.notice())));
        for missing in &menu.missing {
            notes.extend(pane::paragraph(&format!("  {}", words.missing(*missing)), inside, theme.notice()));
        }
    }
    notes.push(Line::default());
    notes.extend(pane::paragraph(words.written_on(), inside, theme.quiet()));
    // The list keeps a few rows, whatever is missing.
    let room = usize::from(body.height).saturating_sub(notes.len() + 3).clamp(3, 8);
    let (from, at) = window(menu.records.len(), menu.at, room);
    let mut lines: Vec<_> =
        menu.records.iter().skip(from).take(room).map(|id| paper(look, menu, *id, inside)).collect();
    lines.push(below(look, menu.records.len(), from, room));
    lines.extend(notes);
    let title = format!(
        "{}  {}  {}",
        words.papers_title(),
        words.paper_language(menu.language),
        company(look, menu.customer)
    );
    Content { title, lines, at: Some(at), width, ..Content::blank() }
}

fn paper(look: Look<'_>, menu: &Papers, id: RecordId, width: usize) -> Line<'static> {
    let (words, today) = (look.words, look.app.now.date());
    let dossier = look.app.ledger.dossier(menu.customer);
    let found = dossier.and_then(|it| it.timeline().iter().find(|record| record.id() == id));
    let Some(found) = found else { return Line::default() };
    let day = found.timeline_at().map_or(String::new(), |at| words.short_day(at.date(), today));
    let kind = cells::fit(words.record_kind(id.kind), 11);
    let gist = record::gist(words, found, today);
    cut(
        vec![span(cells::fit(&day, 11), look.theme.quiet()), span(kind, Theme::STRONG), Span::raw(gist)],
        width,
    )
}

fn of_written(look: Look<'_>, written: &Written, body: Rect) -> Content<'static> {
    let width = body.width.min(90);
    let lines = pane::paragraph(&written.path, usize::from(width) - 2, look.theme.fine()).collect();
    let (title, hint) = (look.words.written_title().to_owned(), look.words.written_hint().to_owned());
    Content { title, lines, hint, width, ..Content::blank() }
}

fn of_unopened(look: Look<'_>, target: &str, body: Rect) -> Content<'static> {
    let width = body.width.min(90);
    let lines = pane::paragraph(target, usize::from(width) - 2, look.theme.fine()).collect();
    let (title, hint) = (look.words.unopened_title().to_owned(), look.words.unopened_hint().to_owned());
    Content { title, lines, hint, width, ..Content::blank() }
}

/// The list above, the text below; both are cut to the room there is.
fn of_composer(look: Look<'_>, composer: &Composer, body: Rect) -> Content<'static> {
    let (words, theme) = (look.words, look.theme);
    let width = body.width.min(96);
    let inside = usize::from(width) - 2;
    let height = usize::from(body.height).saturating_sub(1);
    let room = (height / 3).clamp(3, 12).min(composer.choices.len());
    let (from, at) = window(composer.choices.len(), composer.at, room);
    let line = |choice: &crate::app::outgoing::Choice| {
        let fits = if choice.fits { words.fits_today() } else { "" };
        let name = span(words.bilingual(&choice.name).to_owned(), Style::new());
        pane::row(vec![name], vec![span(fits, theme.fine())], inside)
    };
    let mut lines: Vec<_> = composer.choices.iter().skip(from).take(room).map(line).collect();
    lines.push(below(look, composer.choices.len(), from, room));
    let row = look.app.ledger.row(composer.customer);
    if row.is_some_and(|row| row.summary.do_not_contact) {
        lines.push(Line::from(span(words.do_not_contact(), theme.alarm())));
    }
    match &composer.filled {
        Err(what) => lines.extend(pane::paragraph(&words.not_filled(what), inside, theme.alarm())),
        Ok(filled) => {
            if !filled.missing.is_empty() {
                let text = words.gaps(&filled.missing);
                lines.extend(pane::paragraph(&text, inside, theme.notice()));
            }
            let mut text = Vec::new();
            if !filled.subject.is_empty() {
                let subject = words.told(words.subject_label(), &filled.subject);
                text.extend(marked(look, &subject, &filled.missing, inside, Theme::STRONG));
                text.push(Line::default());
            }
            text.extend(marked(look, &filled.body, &filled.missing, inside, Style::new()));
            let left = height.saturating_sub(lines.len() + 1);
            let top = composer.top.min(text.len().saturating_sub(left));
            let all = text.len() - top;
            let text: Vec<_> = text.into_iter().skip(top).take(left.max(1)).collect();
            lines.extend(pane::as_fit(look, text, left, all));
        }
    }
    let language = words.message_language(composer.language);
    let title = format!("{}  {language}  {}", words.composer_title(), company(look, composer.customer));
    Content { title, lines, at: Some(at), width, ..Content::blank() }
}

/// A text over several lines, what is not known set apart.
fn marked(look: Look<'_>, text: &str, missing: &[&str], width: usize, style: Style) -> Vec<Line<'static>> {
    let holes: Vec<String> = missing.iter().map(|name| placeholder(name)).collect();
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        if paragraph.is_empty() {
            lines.push(Line::default());
            continue;
        }
        for line in cells::wrap(paragraph, width) {
            let mut spans = Vec::new();
            let mut rest = line.as_str();
            while let Some((before, hole, after)) = first_hole(rest, &holes) {
                spans.push(span(before.to_owned(), style));
                spans.push(span(hole.to_owned(), look.theme.alarm()));
                rest = after;
            }
            spans.push(span(rest.to_owned(), style));
            lines.push(Line::from(spans));
        }
    }
    lines
}

/// The text before the first hole, the hole, and the text behind it.
fn first_hole<'t>(text: &'t str, holes: &'t [String]) -> Option<(&'t str, &'t str, &'t str)> {
    let found = holes.iter().filter_map(|hole| {
        let (before, after) = text.split_once(hole.as_str())?;
        Some((before, hole.as_str(), after))
    });
    found.min_by_key(|(before, ..)| before.len())
}

fn of_sent(look: Look<'_>, sent: &Sent, body: Rect) -> Content<'static> {
    let (words, theme) = (look.words, look.theme);
    let width = body.width.min(76);
    let inside = usize::from(width) - 2;
    let mut lines: Vec<Line<'static>> = Vec::new();
    if sent.unopened {
        lines.extend(pane::paragraph(words.draft_unopened(), inside, theme.alarm()));
        lines.push(Line::default());
    }
    lines.extend(pane::paragraph(&sent.summary, inside, Theme::STRONG));
    let channel = words.channel(sent.channel);
    lines.push(Line::from(vec![
        span(format!("{}  ", words.by_channel()), theme.quiet()),
        span(format!("< {channel} >"), theme.fine()),
    ]));
    lines.push(Line::default());
    lines.extend(pane::paragraph(words.log_opens(), inside, theme.quiet()));
    let title = format!("{}  {}", words.sent_title(), company(look, sent.customer));
    Content { title, lines, hint: words.sent_hint().to_owned(), width, ..Content::blank() }
}
