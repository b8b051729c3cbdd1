//! The open customers below the header, a star marking an unfinished note; at the right the time at the shown one's.

use super::pane::{row, span};
use super::{Look, cells};
use crate::app::App;
use crate::app::tabs::Tab;
use crate::domain::CustomerId;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use std::ops::Range;

/// The most cells of a name, and the fewest: before that, tabs are counted instead of shown.
const NAME: usize = 22;
const LEAST_NAME: usize = 8;

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let app = look.app;
    let tabs: Vec<_> = app.tabs.iter().enumerate().map(|(place, tab)| label(look, place, tab)).collect();
    if area.is_empty() || tabs.is_empty() {
        return;
    }
    let width = usize::from(area.width);
    let wanted: Vec<_> = tabs.iter().map(Label::wanted).collect();
    let active = app.tabs.active_place();
    let is_lit = app.tabs.active().map(|tab| tab.customer) == subject(app);
    let all: usize = wanted.iter().map(Wanted::sum).sum();
    // The time gives way before the names do.
    let mut right = local_time(look);
    let taken = right.iter().map(Span::width).sum::<usize>() + 1;
    if area.width < ROOMY || 1 + all + taken > width {
        right.clear();
    }
    let (shown, names) = fit(&wanted, active, width - 1);
    let mut spans = vec![span(" ", Style::new())];
    for (place, name) in shown.clone().zip(names) {
        let Some(tab) = tabs.get(place) else { continue };
        let style = look.theme.title(is_lit && active == Some(place));
        let number = place + 1;
        spans.push(span(format!(" {number} {}{} ", cells::elide(&tab.name, name), tab.state), style));
        spans.push(span(" ", Style::new()));
    }
    if shown.len() < tabs.len() {
        spans.push(span(format!("+{}", tabs.len() - shown.len()), look.theme.quiet()));
    }
    frame.render_widget(row(spans, right, width), area);
}

/// Whom the screen is about; nobody while somebody new is entered.
fn subject(app: &App) -> Option<CustomerId> {
    match (app.open_card(), app.open_record()) {
        (Some(form), _) => form.customer,
        (_, Some(form)) => Some(form.customer),
        _ => app.shown(),
    }
}

/// Narrower than this, the line holds names alone.
const ROOMY: u16 = 60;

struct Label {
    number: usize,
    name: String,
    /// A star, the minutes of a call.
    state: String,
}

fn label(look: Look<'_>, place: usize, tab: &Tab) -> Label {
    let app = look.app;
    let name = app.ledger.row(tab.customer).map_or(String::new(), |row| row.summary.company.clone());
    let star = if app.is_unfinished(tab.customer) { "*" } else { "" };
    let call = app.calls.iter().find(|call| call.customer == tab.customer);
    let clock = call.map_or(String::new(), |call| format!(" {}m", call.seconds(app.now) / 60));
    Label { number: place + 1, name, state: format!("{star}{clock}") }
}

impl Label {
    fn wanted(&self) -> Wanted {
        // Blanks before and behind, one after the number, and the gap to the next.
        let around = 4 + self.number.to_string().len() + cells::width(&self.state);
        Wanted { name: cells::width(&self.name).min(NAME), around }
    }
}

/// The cells that a tab would take.
#[derive(Clone, Copy)]
struct Wanted {
    name: usize,
    around: usize,
}

impl Wanted {
    fn sum(&self) -> usize {
        self.name + self.around
    }

    fn cut_to(&self, name: usize) -> usize {
        self.name.min(name) + self.around
    }
}

/// Which tabs are shown, and the cells of each name: cut evenly, what is left over for the active one.
fn fit(wanted: &[Wanted], active: Option<usize>, room: usize) -> (Range<usize>, Vec<usize>) {
    let shown = window(wanted, active.unwrap_or(0), room);
    // Behind them stands how many are not shown.
    let room = if shown.len() < wanted.len() { room.saturating_sub(COUNT) } else { room };
    let seen = wanted.get(shown.clone()).unwrap_or_default();
    let sum = |name: usize| seen.iter().map(|tab| tab.cut_to(name)).sum::<usize>();
    let even = (1..=NAME).rev().find(|name| sum(*name) <= room).unwrap_or(1);
    let left = room.saturating_sub(sum(even));
    let names = shown.clone().zip(seen).map(|(place, tab)| {
        let more = if active == Some(place) { left } else { 0 };
        tab.name.min(even + more)
    });
    (shown.clone(), names.collect())
}

/// The cells of `+12`.
const COUNT: usize = 3;

/// All tabs where they fit with the fewest cells, else as many as do, from the first on that keeps the active one.
fn window(wanted: &[Wanted], active: usize, room: usize) -> Range<usize> {
    let least = |tab: &Wanted| tab.cut_to(LEAST_NAME);
    if wanted.iter().map(least).sum::<usize>() <= room {
        return 0..wanted.len();
    }
    let room = room.saturating_sub(COUNT);
    let until = |from: usize| {
        let mut used = 0;
        let tabs = wanted.iter().skip(from).take_while(|tab| {
            used += least(tab);
            used <= room
        });
        from + tabs.count().max(1)
    };
    let from = (0..=active).find(|from| until(*from) > active).unwrap_or(active);
    from..until(from).min(wanted.len())
}

/// The time at the shown customer's, as `Berlin 03:12 asleep`; with the name where no tab says whose it is.
fn local_time(look: Look<'_>) -> Vec<Span<'static>> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let about = app.shown_row().filter(|row| subject(app) == Some(row.id));
    let shown = about.and_then(|row| Some((row, app.local_time(row)?)));
    let Some((row, local)) = shown else { return Vec::new() };
    let country = row.summary.country.map_or("", |country| words.country(country));
    let place = if row.summary.city.is_empty() { country } else { &row.summary.city };
    let text = words.local_time(&cells::elide(place, 16), &local, app.now.date());
    let style = if local.in_office_hours() { theme.fine() } else { theme.quiet() };
    let is_on_tab = app.tabs.active().is_some_and(|tab| tab.customer == row.summary.id);
    let name =
        if is_on_tab { String::new() } else { format!("{}  ", cells::elide(&row.summary.company, 20)) };
    vec![span(name, theme.quiet()), span(text, style), span(" ", Style::new())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_evenly_and_the_active_one_takes_what_is_left() {
        let check = |names: &[usize], active: usize, room: usize, expected: (Range<usize>, &[usize])| {
            let wanted: Vec<_> = names.iter().map(|name| Wanted { name: *name, around: 5 }).collect();
            let (shown, names) = fit(&wanted, Some(active), room);
            assert_eq!((shown, &*names), expected, "{names:?} in {room}");
        };
        check(&[20, 6], 0, 79, (0..2, &[20, 6]));
        check(&[20, 20, 20, 20], 0, 79, (0..4, &[17, 14, 14, 14]));
        check(&[20, 6, 20, 20], 3, 79, (0..4, &[17, 6, 17, 19]));
        check(&[20; 6], 5, 79, (0..6, &[8, 8, 8, 8, 8, 9]));
        check(&[20; 7], 0, 79, (0..5, &[11, 10, 10, 10, 10]));
        check(&[20; 7], 6, 79, (2..7, &[10, 10, 10, 10, 11]));
        check(&[4; 9], 8, 79, (1..9, &[4; 8]));
        check(&[20; 3], 1, 10, (1..2, &[2]));
    }
}
