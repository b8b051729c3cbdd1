//! The business screen: the lists with their counts, the rows of one, and what it adds up to.

mod wide;

use super::pane::{self, cut, row, rows, span};
use super::theme::Theme;
use super::today::marks;
use super::{Look, cells};
use crate::app::business::DealRow;
use crate::app::layout::business_has_heads;
use crate::domain::sample_clock::{SampleStep, open_step};
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
    let is_on_list = !business.is_empty() && business.cursor.stays.is_none();
    let place = if is_on_list { format!("{}/", business.cursor.at + 1) } else { String::new() };
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
    let heads = u16::from(business_has_heads(area.height));
    let list = Rect { y: inner.y + 1 + heads, height: inner.height.saturating_sub(2 + heads), ..inner };
    if business.is_empty() && business.cursor.stays.is_none() {
        let text = if app.ledger.is_empty() { words.empty_board() } else { words.no_deals() };
        return rows(frame, list, pane::paragraph(text, width, theme.quiet()));
    }
    let seen = business.cursor.seen(business.len(), usize::from(list.height));
    let seen: Vec<_> = seen.map(|place| business.row(&app.ledger, place?)).collect();
    let columns = Shown::of(look, &seen.iter().flatten().copied().collect::<Vec<_>>(), width);
    if heads > 0 {
        frame.render_widget(columns.heads(look, width), Rect { y: inner.y + 1, height: 1, ..inner });
    }
    for (shown, deal) in seen.into_iter().enumerate() {
        let from = u16::try_from(shown).unwrap_or(0);
        let customer = deal.map(|deal| deal.summary.id).or(business.cursor.stays);
        let line = match deal {
            Some(deal) => columns.line(look, deal, width),
            None => left_line(look, width),
        };
        frame.render_widget(line, Rect { y: list.y + from, height: 1, ..list });
        if customer.is_some_and(|id| app.marked.contains(&id)) {
            pane::flag(frame, list, from, theme.notice());
        }
        if business.cursor.top + shown == business.cursor.at {
            pane::mark(frame, list, from, 1, theme.cursor(focused));
        }
    }
    let line = Rect { y: inner.bottom().saturating_sub(1), height: 1, ..inner };
    frame.render_widget(below(look, usize::from(list.height), width), line);
}

/// How many rows follow, and what all of them come to.
fn below(look: Look<'_>, visible: usize, width: usize) -> Line<'static> {
    let (words, app, business) = (look.words, look.app, &look.app.business);
    let mut line = pane::more(look, business.cursor.hidden(business.len(), visible));
    let gap = if line.width() > 0 { "   " } else { "" };
    let room = width.saturating_sub(line.width() + gap.len());
    let (sums, rates, today) = (business.sums(), app.ledger.rates(), app.now.date());
    let mut text = words.sums(sums, rates, today);
    if cells::width(&text) > room {
        text = words.sums_in_short(sums, rates, today);
    }
    line.push_span(span(format!("{gap}{}", cells::elide(&text, room)), look.theme.quiet()));
    line
}

/// Whose record has left the list while the cursor was on it.
fn left_line(look: Look<'_>, width: usize) -> Line<'static> {
    let (app, quiet) = (look.app, look.theme.quiet());
    let customer = app.business.cursor.stays.and_then(|id| app.ledger.row(id));
    let Some(customer) = customer else { return Line::default() };
    let mut left = marks(look, customer);
    left.push(span(format!("{}  {}", customer.summary.company, look.words.off_list()), quiet));
    cut(left, width)
}

/// Every list with its count; the present one in brackets, so that colour does not stand alone. Where they do not all
/// fit, their names are shorter, and the first give way to the present one.
fn lists(look: Look<'_>, width: usize) -> Line<'static> {
    let tab = |list: DealList, name: &str| {
        let text = format!("{name} {}", look.app.ledger.deals().len(list));
        if list == look.app.business.list {
            span(format!("[{text}] "), Theme::STRONG)
        } else {
            span(format!(" {text}  "), look.theme.quiet())
        }
    };
    let wide = |tabs: &[Span<'_>]| tabs.iter().map(Span::width).sum::<usize>();
    let full: Vec<_> = DealList::ALL.iter().map(|list| tab(*list, look.words.deal_list(*list))).collect();
    if wide(&full) <= width {
        return cut(full, width);
    }
    let short = DealList::ALL.iter().map(|list| tab(*list, look.words.deal_list_short(*list)));
    let short: Vec<_> = short.collect();
    let here = DealList::ALL.iter().position(|list| *list == look.app.business.list).unwrap_or(0);
    let fits = |first: &usize| short.get(*first..=here).is_some_and(|tabs| wide(tabs) <= width);
    let first = (0..=here).find(fits).unwrap_or(here);
    cut(short.into_iter().skip(first).collect(), width)
}

/// From this width on there is room for more than what a row is about.
const WIDE: usize = 100;

/// Which version of a quotation it is, and by how much its price has changed.
fn version(words: Words, deal: &OpenDeal) -> Option<String> {
    let number = words.nth_version(deal.version.filter(|version| *version > 1)?.into());
    let change = deal.price_change.filter(|change| *change != 0).map(percent);
    Some(change.map_or(number.clone(), |change| format!("{number} {change}")))
}

/// How the rows are laid out.
enum Shown {
    Narrow(Columns),
    Wide(wide::Table),
}

impl Shown {
    fn of(look: Look<'_>, seen: &[DealRow<'_>], width: usize) -> Self {
        if width >= WIDE {
            Self::Wide(wide::Table::of(look, seen, width))
        } else {
            Self::Narrow(Columns::of(look, seen, width))
        }
    }

    fn heads(&self, look: Look<'_>, width: usize) -> Line<'static> {
        match self {
            Self::Narrow(columns) => columns.heads(look, width),
            Self::Wide(table) => table.heads(look, width),
        }
    }

    fn line(&self, look: Look<'_>, it: DealRow<'_>, width: usize) -> Line<'static> {
        match self {
            Self::Narrow(columns) => deal_line(look, it, *columns, width),
            Self::Wide(table) => table.line(look, it, width),
        }
    }
}

/// The cells of each column, the gap before it not counted.
#[derive(Clone, Copy)]
struct Columns {
    company: usize,
    figure: usize,
    /// The day that matters; a narrow screen has no room for it. Of an order, its state.
    day: usize,
    late: usize,
}

/// The fewest cells of a name.
const LEAST_NAME: usize = 14;

/// What a row is about keeps so many cells, enough for the numbers that papers have.
const NUMBER: usize = 14;

/// From this width on a row names its day.
const DATED: usize = 60;

impl Columns {
    /// As wide as the rows that are seen need it.
    fn of(look: Look<'_>, seen: &[DealRow<'_>], width: usize) -> Self {
        let [company_head, _, figure_head, day_head] = look.words.deal_heads(look.app.business.list);
        let widest = |head: &str, texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| cells::width(&text)).max().map_or(0, |most| most.max(cells::width(head)))
        };
        let is_dated = width >= DATED || look.app.business.list == DealList::Orders;
        let figures =
            |room| widest(figure_head, &mut seen.iter().filter_map(|it| figure(look.words, *it, room)));
        let columns = Self {
            company: widest(company_head, &mut seen.iter().map(|it| it.summary.company.clone()))
                .min((width / 4).clamp(LEAST_NAME, 34)),
            figure: figures(0),
            day: if is_dated { widest(day_head, &mut seen.iter().map(|it| day(look, *it))) } else { 0 },
            late: widest("", &mut seen.iter().map(|it| lateness(look, *it).0)),
        };
        // A number cut short names nothing; a name does.
        let today = look.app.now.date();
        let label = widest("", &mut seen.iter().map(|it| look.words.deal_label(it.deal, today))).min(NUMBER);
        let room = |columns: Self| width.saturating_sub(MARKS + 3 + label + columns.right());
        // The whole stands behind what is due where it leaves a name its least.
        let whole = Self { figure: figures(PART), ..columns };
        let columns = if room(whole) >= LEAST_NAME { whole } else { columns };
        Self { company: columns.company.min(room(columns).max(LEAST_NAME)), ..columns }
    }

    /// The cells of everything that stands at the right.
    fn right(self) -> usize {
        [self.figure, self.day, self.late].iter().filter(|cells| **cells > 0).map(|cells| cells + 2).sum()
    }

    /// What each column holds.
    fn heads(self, look: Look<'_>, width: usize) -> Line<'static> {
        let [company, what, figure, day] = look.words.deal_heads(look.app.business.list);
        let quiet = look.theme.quiet();
        let left = format!("{}{}  {what}", " ".repeat(MARKS), cells::fit(company, self.company));
        let right = [(figure, self.figure), (day, self.day), ("", self.late)];
        let right = right.into_iter().filter(|(_, cells)| *cells > 0);
        let right = right.map(|(head, cells)| span(format!("  {}", cells::fit_right(head, cells)), quiet));
        row(vec![span(left, quiet)], right.collect(), width)
    }
}

/// The cells of grade and class in front.
const MARKS: usize = 7;

/// What is due and the whole of it keep so many cells, as in `USD 4,896 of 16,320`.
const PART: usize = 20;

/// What is asked or offered. Of a balance what is due on its day and the whole; where there is no room for both what
/// is due alone.
fn figure(words: Words, it: DealRow<'_>, room: usize) -> Option<String> {
    if let Some((due, whole)) = it.due_part().zip(it.deal.amount) {
        let both = [words.due_of(due, whole), words.due_of_in_short(due, whole)];
        let fits = both.into_iter().find(|text| cells::width(text) <= room);
        return Some(fits.unwrap_or_else(|| words.due_alone(&due.rounded())));
    }
    words.deal_figure(it.deal)
}

/// The day that matters next; of an order, where it stands.
fn day(look: Look<'_>, it: DealRow<'_>) -> String {
    let words = look.words;
    if it.deal.list == DealList::Orders {
        return it.deal.state.map_or("", |state| words.order_state(state)).to_owned();
    }
    it.deal.due.map_or_else(
        || words.none().to_owned(),
        |due| {
            let about = if it.deal.is_estimate { "~" } else { "" };
            format!("{about}{}", words.short_day(due, look.app.now.date()))
        },
    )
}

/// By how much that day is over.
fn lateness(look: Look<'_>, it: DealRow<'_>) -> (String, Style) {
    let (words, theme, today) = (look.words, look.theme, look.app.now.date());
    let style = match it.days_late(today) {
        Some(_) if it.is_expired(today) => theme.notice(),
        Some(_) if !it.is_late(today) => theme.quiet(),
        _ => theme.alarm(),
    };
    (words.lateness(it, today), style)
}

/// How a sample stands; which version of a quotation it is; that something is to be paid back.
fn remark(look: Look<'_>, it: DealRow<'_>, has_day: bool) -> String {
    let (words, today) = (look.words, look.app.now.date());
    // Until it arrives, the column of the day says it all.
    let step = open_step(it.deal.due, today);
    let is_there = !matches!(step, SampleStep::Unknown | SampleStep::Underway(_)) || !has_day;
    match it.deal.list {
        DealList::Samples if is_there => words.sample_step(step, today).unwrap_or_default(),
        DealList::Quotations => version(words, it.deal).unwrap_or_default(),
        DealList::Shipments => it.deal.state.map_or("", |state| words.order_state(state)).to_owned(),
        _ => it.deal.amount.filter(|it| it.minor < 0).map_or("", |_| words.pay_back()).to_owned(),
    }
}

/// Whom, what, how much, by when; a narrow screen gives the place to these in this order.
fn deal_line(look: Look<'_>, it: DealRow<'_>, columns: Columns, width: usize) -> Line<'static> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let today = app.now.date();
    let mut left = app.ledger.row(it.summary.id).map_or_else(Vec::new, |row| marks(look, row));
    left.push(Span::raw(format!("{}  ", cells::fit(&it.summary.company, columns.company))));
    let mut parts = vec![words.deal_label(it.deal, today), it.deal.detail.clone()];
    match it.deal.list {
        DealList::Samples => parts.insert(0, remark(look, it, columns.day > 0)),
        // There is no room to tell versions apart.
        DealList::Quotations => {}
        _ => parts.push(remark(look, it, true)),
    }
    parts.retain(|part| !part.is_empty());
    left.push(Span::raw(parts.join("  ")));
    let mut right = Vec::new();
    if columns.figure > 0 {
        let others = columns.right() - columns.figure + 1;
        let taken = left.iter().map(Span::width).sum::<usize>() + others;
        let figure = figure(words, it, width.saturating_sub(taken)).unwrap_or_default();
        let column = columns.figure.max(cells::width(&figure));
        right.push(span(format!("  {}", cells::fit_right(&figure, column)), Style::new()));
    }
    if columns.day > 0 {
        right.push(span(format!("  {}", cells::fit_right(&day(look, it), columns.day)), theme.quiet()));
    }
    if columns.late > 0 {
        let (text, style) = lateness(look, it);
        right.push(span(format!("  {}", cells::fit_right(&text, columns.late)), style));
    }
    row(left, right, width)
}
