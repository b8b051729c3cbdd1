//! The business screen: the lists with their counts, the rows of one, and what it adds up to.

use super::pane::{self, cut, row, rows, span};
use super::theme::Theme;
use super::today::marks;
use super::{Look, cells};
use crate::app::business::DealRow;
use crate::domain::sample_clock::open_step;
use crate::domain::summary::{DealList, OpenDeal};
use crate::lang::Words;
use crate::lang::money::percent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let business = &app.business;
    let place = if business.is_empty() { String::new() } else { format!("{}/", business.cursor.at + 1) };
    let title = vec![
        Span::raw(format!(
            "{}  {} {place}{}",
            words.business(),
            words.deal_list(business.list),
            business.len()
        )),
        Span::raw(format!("   {}  {}", words.deal_sort(business.sort), words.deal_filter(business.filter))),
    ];
    let focused = app.context() == crate::app::keymap::Context::Browse;
    let inner = pane::frame(frame, look, area, title, focused);
    let width = usize::from(inner.width);
    rows(frame, inner, [lists(look, width)]);
    let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(2), ..inner };
    if business.is_empty() {
        return rows(frame, list, pane::paragraph(words.no_deals(), width, theme.quiet()));
    }
    for (shown, deal) in
        business.rows(&app.ledger, business.cursor.top).take(usize::from(list.height)).enumerate()
    {
        let from = u16::try_from(shown).unwrap_or(0);
        frame.render_widget(deal_line(look, deal, width), Rect { y: list.y + from, height: 1, ..list });
        if app.marked.contains(&deal.summary.id) {
            pane::flag(frame, list, from, theme.notice());
        }
        if business.cursor.top + shown == business.cursor.at {
            pane::mark(frame, list, from, 1, theme.cursor(focused));
        }
    }
    let text = words.sums(business.sums(), app.ledger.rates(), app.now.date());
    let line = Rect { y: inner.bottom().saturating_sub(1), height: 1, ..inner };
    frame.render_widget(Line::from(span(cells::elide(&text, width), theme.quiet())), line);
}

/// Every list with its count; the present one in brackets, so that colour does not stand alone.
fn lists(look: Look<'_>, width: usize) -> Line<'static> {
    let spans = DealList::ALL.iter().map(|list| {
        let text = format!("{} {}", look.words.deal_list(*list), look.app.ledger.deals().len(*list));
        if *list == look.app.business.list {
            span(format!("[{text}] "), Theme::STRONG)
        } else {
            span(format!(" {text}  "), look.theme.quiet())
        }
    });
    cut(spans.collect(), width)
}

/// From this width on there is room for more than what a row is about.
const WIDE: usize = 100;

/// Which version of a quotation it is, and by how much its price has changed.
fn version(words: Words, deal: &OpenDeal) -> Option<String> {
    let number = words.nth_version(deal.version.filter(|version| *version > 1)?.into());
    let change = deal.price_change.filter(|change| *change != 0).map(percent);
    Some(change.map_or(number.clone(), |change| format!("{number} {change}")))
}

/// The cells of a day or of how long it is over, with the gap in front.
const DAY: usize = 10;

/// What is asked or offered. Of a balance what is due on its day, with the whole behind it where there is room.
fn figure(words: Words, it: DealRow<'_>, room: usize) -> Option<String> {
    if let Some((due, whole)) = it.due_part().zip(it.deal.amount) {
        let both = words.due_of(due, whole);
        return Some(if cells::width(&both) <= room { both } else { due.to_string() });
    }
    let unit = if it.deal.unit.is_empty() { String::new() } else { format!("/{}", it.deal.unit) };
    let price = it.deal.price.map(|price| format!("{price}{unit}"));
    it.deal.amount.map(|amount| amount.to_string()).or(price)
}

/// Whom, what, how much, by when; a narrow screen gives the place to these in this order.
fn deal_line(look: Look<'_>, it: DealRow<'_>, width: usize) -> Line<'static> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let today = app.now.date();
    let mut left = app.ledger.row(it.summary.id).map_or_else(Vec::new, |row| marks(look, row));
    let company = (width / 4).clamp(14, 34);
    left.push(Span::raw(format!("{}  ", cells::fit(&it.summary.company, company))));
    let state = it.deal.state.filter(|_| it.deal.list == DealList::Orders);
    let step = (it.deal.list == DealList::Samples)
        .then(|| words.sample_step(open_step(it.deal.due, today), today))
        .flatten();
    let parts = [
        step,
        version(words, it.deal).filter(|_| width >= WIDE),
        Some(it.deal.label.clone()),
        Some(it.deal.detail.clone()),
        state.map(|state| words.order_state(state).to_owned()),
        it.deal.amount.filter(|amount| amount.minor < 0).map(|_| words.pay_back().to_owned()),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    left.push(Span::raw(parts.join("  ")));
    let mut right = Vec::new();
    let dated = width >= 60;
    let taken = left.iter().map(Span::width).sum::<usize>() + if dated { 2 * DAY } else { DAY } + 2;
    if let Some(figure) = figure(words, it, width.saturating_sub(taken)) {
        let column = if it.due_part().is_some() { cells::width(&figure).max(15) } else { 15 };
        right.push(span(format!(" {}", cells::fit_right(&figure, column)), Style::new()));
    }
    if dated {
        let day = it.deal.due.map_or_else(
            || words.none().to_owned(),
            |due| format!("{}{}", if it.deal.is_estimate { "~" } else { "" }, words.short_day(due, today)),
        );
        right.push(span(format!(" {}", cells::fit_right(&day, DAY - 1)), theme.quiet()));
    }
    let late = it.days_late(today).filter(|late| *late > 0);
    let (late_text, style) = match late {
        Some(_) if it.is_expired(today) => (words.expired().to_owned(), theme.notice()),
        Some(days) if !it.is_late(today) => (words.days_since(days), theme.quiet()),
        late => (late.map_or(String::new(), |late| words.days_over(late)), theme.alarm()),
    };
    right.push(span(format!(" {}", cells::fit_right(&late_text, DAY - 1)), style));
    row(left, right, width)
}
