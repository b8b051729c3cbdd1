//! The numbers of each page, put into columns.

use super::super::Look;
use super::table::{Part, Row, Table};
use crate::domain::money::Money;
use crate::domain::rate::InBase;
use crate::insights::{Bar, ReplyOf, SpanFigures};
use crate::lang::money;
use ratatui::style::Style;

/// The table of a page's bars.
pub fn table(look: Look<'_>, bars: &[Bar<'_>]) -> Table {
    let mut table = Table::default();
    for bar in bars {
        let heads = heads(look, *bar);
        if table.parts.last().is_none_or(|part| part.heads != heads) {
            table.parts.push(Part { heads, rows: Vec::new() });
        }
        if let Some(part) = table.parts.last_mut() {
            part.rows.push(row(look, *bar));
        }
    }
    table
}

fn heads(look: Look<'_>, bar: Bar<'_>) -> Vec<String> {
    let words = look.words;
    let heads: &[&str] = match bar {
        Bar::Stage(_) => &[
            words.col_stage(),
            words.col_entered(),
            words.col_went_on(),
            words.col_days(),
            words.col_ordered(),
            words.col_now(),
        ],
        Bar::Class(_) => &[
            words.col_class(),
            words.col_customers(),
            words.col_kept(),
            words.col_too_seldom(),
            words.col_too_often(),
            words.col_made(),
            words.col_asked(),
        ],
        Bar::Day(_) => &[words.col_day(), words.col_made()],
        Bar::Month(_) | Bar::Country(_) => {
            let first = if matches!(bar, Bar::Month(_)) { words.col_month() } else { words.col_country() };
            return deal_heads(look, first);
        }
        Bar::Reply(it) => &[
            if matches!(it.of, ReplyOf::Class(_)) { words.col_class() } else { words.col_channel() },
            words.col_questions(),
            words.col_answered(),
            words.col_median(),
        ],
        Bar::Lost(_) => &[words.col_reason(), words.col_customers(), "%"],
        Bar::Ahead(_) => &[words.col_day(), words.col_due(), ""],
    };
    heads.iter().map(|head| (*head).to_owned()).chain(bars_head(look, bar)).collect()
}

/// What the bars count, where that is not the first figure; in a word where there is little room over them.
fn bars_head(look: Look<'_>, bar: Bar<'_>) -> Option<String> {
    let words = look.words;
    match bar {
        Bar::Class(_) => Some(words.col_made().to_owned()),
        Bar::Reply(_) => Some(words.bars_in(words.col_median())),
        _ => None,
    }
}

fn row(look: Look<'_>, bar: Bar<'_>) -> Row {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let plain = Style::new();
    let when = |number: usize, style: Style| if number > 0 { style } else { theme.quiet() };
    let figures = match bar {
        Bar::Stage(it) => {
            let share = |part: Option<usize>| part.map_or(String::new(), |part| of(part, it.entered));
            let days = it.days.median().map_or(String::new(), |days| words.days_short(days));
            vec![
                (it.entered.to_string(), when(it.entered, plain)),
                (share(it.went_on), plain),
                (days, plain),
                (share(it.ordered), plain),
                (it.now.to_string(), theme.quiet()),
            ]
        }
        Bar::Class(it) => vec![
            (it.customers.to_string(), theme.quiet()),
            (it.kept.to_string(), plain),
            (it.too_seldom.to_string(), when(it.too_seldom, theme.alarm())),
            (it.too_often.to_string(), when(it.too_often, theme.notice())),
            (it.made.to_string(), plain),
            (it.asked.to_string(), theme.quiet()),
        ],
        Bar::Day(it) => vec![(it.touches.to_string(), plain)],
        Bar::Month(it) => deals(look, it.quotations, it.orders, &it.amounts, &it.in_base),
        Bar::Country(it) => deals(look, it.quotations, it.orders, &it.amounts, &it.in_base),
        Bar::Reply(it) => vec![
            (it.asked.to_string(), plain),
            (of(it.answered, it.asked), plain),
            (it.minutes.median().map_or(String::new(), |minutes| words.minutes(minutes)), plain),
        ],
        Bar::Lost(it) => {
            let all = app.insights.span().map_or(0, |span| span.lost.iter().map(|it| it.behind.count).sum());
            vec![(it.behind.count.to_string(), plain), (percent(it.behind.count, all), theme.quiet())]
        }
        Bar::Ahead(it) => {
            let limit = app.settings.day_limit.map(usize::from);
            let is_over = limit.is_some_and(|limit| it.behind.count > limit);
            let (style, text) = if is_over { (theme.alarm(), words.over_limit()) } else { (plain, "") };
            let style = when(it.behind.count, style);
            vec![(it.behind.count.to_string(), style), (text.to_owned(), style)]
        }
    };
    let name = words.bar(bar, app.ledger.stages(), app.ledger.rules(), app.now.date());
    let length = app.insights.span().map_or(0, |span| bar.length(span));
    Row { name, figures, length }
}

/// Over quotations, orders and amounts; with rates the base currency stands before each currency by itself, so that it
/// stays where there is little room.
fn deal_heads(look: Look<'_>, first: &str) -> Vec<String> {
    let (words, span) = (look.words, look.app.insights.span());
    let mut heads = vec![first, words.col_quotations(), words.col_orders()];
    let base = look.app.ledger.rates().base();
    let bars = span.and_then(|span| span.currency);
    let in_base = words.amount_in(base.code());
    let bars_in = bars.map(|it| words.bars_in(it.code())).unwrap_or_default();
    if is_converted(look) {
        heads.push(&in_base);
    }
    heads.push(words.col_amount());
    if !is_converted(look) || bars != Some(base) {
        heads.push(&bars_in);
    }
    heads.into_iter().map(str::to_owned).collect()
}

fn deals(
    look: Look<'_>,
    quotations: usize,
    orders: usize,
    amounts: &[Money],
    in_base: &InBase,
) -> Vec<(String, Style)> {
    let style = |number: usize| if number > 0 { Style::new() } else { look.theme.quiet() };
    let mut figures = vec![(quotations.to_string(), style(quotations)), (orders.to_string(), style(orders))];
    if is_converted(look) {
        figures.push((money::in_base_in_short(in_base), Style::new()));
        figures.push((money::amounts_in_short(amounts), Style::new()));
    } else {
        figures.push((money::amounts(amounts), Style::new()));
    }
    figures
}

fn is_converted(look: Look<'_>) -> bool {
    look.app.insights.span().is_some_and(SpanFigures::is_converted)
}

/// A part and its share: `12  58%`.
fn of(part: usize, whole: usize) -> String {
    if whole == 0 { part.to_string() } else { format!("{part} {:>4}", percent(part, whole)) }
}

fn percent(part: usize, whole: usize) -> String {
    let rounded = (part * 100 + whole / 2).checked_div(whole);
    rounded.map_or(String::new(), |percent| format!("{percent}%"))
}
