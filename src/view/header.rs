//! The first line: the day and what it holds.

use super::pane::{row, span};
use super::theme::Theme;
use super::{Look, cells};
use crate::app::Front;
use crate::app::call::Call;
use crate::app::layout::Pane;
use crate::app::review::Review;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

/// Narrower than this, the header leaves out what the panes say anyway.
const ROOMY: u16 = 60;

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let ledger = &app.ledger;
    let date = words.weekday_and_day(app.now.date(), app.now.date());
    let mut left = vec![span(" genjin ", Theme::STRONG), span(format!(" {date} "), theme.quiet())];
    let list = if app.pane.is_about_one() { app.last_list } else { app.pane };
    let (on_panes, on_customers) = (app.front == Front::Panes, list == Pane::Customers);
    let count = |name: &str, count: usize| format!("{name} {}", app.count_of(count)).trim_end().to_owned();
    // The screens by name, the present one in brackets, since colour does not stand alone.
    let mut screens = vec![(count(words.today(), ledger.due()), on_panes && !on_customers)];
    if area.width >= ROOMY {
        screens.extend([
            (count(words.customers(), ledger.len()), on_panes && on_customers),
            (words.pipeline().to_owned(), app.front == Front::Pipeline),
            (words.business().to_owned(), app.front == Front::Business),
            (words.insights().to_owned(), app.front == Front::Insights),
        ]);
    }
    left.extend(screens.into_iter().map(|(name, here)| {
        if here { span(format!("[{name}]"), Theme::STRONG) } else { span(format!(" {name} "), theme.quiet()) }
    }));
    let today = app.now.date();
    let is_aside = |review: &&Review| app.front != Front::Review && review.began.date() == today;
    let put_aside = app.review.as_ref().filter(is_aside);
    if let Some(review) = put_aside.filter(|review| review.left() > 0) {
        left.push(span(format!("  {} {}", words.review(), review.left()), theme.notice()));
    }
    let mut counts = counts(look, area.width);
    let mut right = joined(&counts);
    // Where it gets narrow, the program's name and the day give way, then the counts, before the screens do.
    let is_full = |left: &[Span<'_>], right: &[Span<'_>]| {
        let width = |spans: &[Span<'_>]| spans.iter().map(Span::width).sum::<usize>();
        area.width >= ROOMY && width(left) + width(right) >= usize::from(area.width)
    };
    for _ in 0..2 {
        if is_full(&left, &right) {
            left.remove(0);
        }
    }
    // A call that goes on matters more than a time that is still to come.
    let now = app.now.time();
    let has_come = app.timed().first().is_some_and(|timed| timed.time <= now);
    let dear = if has_come { [1, 2] } else { [2, 1] };
    for place in [4, 5, 3].into_iter().chain(dear) {
        if is_full(&left, &right)
            && let Some(count) = counts.get_mut(place)
        {
            *count = None;
            right = joined(&counts);
        }
    }
    // No name is cut: those of other screens go as a whole, the last one first.
    while is_full(&left, &right)
        && let Some(last) = left.iter().rposition(|part| !part.content.starts_with('['))
    {
        left.remove(last);
    }
    frame.render_widget(row(left, right, usize::from(area.width)), area);
}

/// What the day holds: who is marked, on the phone and due at a time; how many are overdue, done, unfinished.
fn counts(look: Look<'_>, width: u16) -> [Option<Span<'static>>; 6] {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let count = |number: usize, text: &dyn Fn(usize) -> String, style: Style| {
        (number > 0).then(|| span(text(number), style))
    };
    let is_in_call = matches!(app.front, Front::Call(_));
    let is_elsewhere = |call: &&Call| call.is_running() && app.front != Front::Call(call.customer);
    let elsewhere = app.calls.iter().filter(is_elsewhere).count();
    [
        count(app.marked.len(), &|it| words.n_marked(it), theme.notice()),
        count(
            elsewhere,
            &|it| if is_in_call { words.n_more_calls(it) } else { words.n_calls(it) },
            theme.notice(),
        ),
        timed(look, width).map(|(text, style)| span(text, style)),
        count(app.ledger.overdue(), &|it| words.n_overdue(it), theme.alarm()),
        count(app.ledger.contacted_today(), &|it| words.n_done(it), theme.fine()),
        count(app.unfinished(), &|it| words.n_unfinished(it), theme.notice()),
    ]
}

fn joined(counts: &[Option<Span<'static>>]) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    for count in counts.iter().flatten() {
        spans.extend((!spans.is_empty()).then(|| Span::raw("  ")));
        spans.push(count.clone());
    }
    spans.push(Span::raw(" "));
    spans
}

/// The follow-ups whose time has come, or else when the next one comes.
fn timed(look: Look<'_>, width: u16) -> Option<(String, Style)> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let timed = app.timed();
    let come = timed.iter().filter(|timed| timed.time <= app.now.time()).count();
    let Some(last) = come.checked_sub(1).and_then(|place| timed.get(place)) else {
        let next = timed.first().filter(|_| width >= ROOMY)?;
        return Some((words.next_at(&crate::lang::Words::clock(next.time)), theme.quiet()));
    };
    let mut text = format!("! {}", crate::lang::Words::clock(last.time));
    if width >= WIDE {
        let name = app.ledger.row(last.customer).map_or("", |row| &row.summary.company);
        text = format!("{text} {}", cells::elide(name, 20));
    }
    // How many others have come is told where there is room for its words.
    if come > 1 && width >= WIDE {
        text = words.listed(&[text, words.n_more(come - 1)]);
    }
    Some((text, theme.notice()))
}

/// From this width on, the header has room for the name of who is to be talked to now.
const WIDE: u16 = 100;
