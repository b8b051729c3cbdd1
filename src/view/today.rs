//! Today's follow-ups: whom, why, through what, saying what.

use super::pane::{self, row, rows, span};
use super::theme::Theme;
use super::{Look, cells, progress};
use crate::app::Arrival;
use crate::app::keymap::{Action, Context, key_for};
use crate::app::layout::{Area, Pane, today_row_height};
use crate::app::ledger::Row;
use crate::app::review::still_to_look_at;
use crate::lang::Words;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let agenda = app.ledger.agenda();
    let focused = look.has_focus(Pane::Today);
    let is_on_list = !agenda.is_empty() && app.today.stays.is_none();
    let place = if is_on_list { format!("{}/", app.today.at + 1) } else { String::new() };
    let count = app.count_of(app.ledger.due());
    let title = vec![Span::raw(format!("{} {place}{count}", words.today()))];
    let inner = pane::frame(frame, look, area, title, focused);
    if agenda.is_empty() && app.today.stays.is_none() {
        return empty(frame, look, inner);
    }
    let height = today_row_height(Area { x: inner.x, y: inner.y, width: inner.width, height: inner.height });
    let seen = app.visible(Pane::Today);
    let previewed = app.tabs.active().is_none() && app.last_list == Pane::Today;
    for (shown, place) in app.today.seen(agenda.len(), seen).enumerate() {
        let id = place.map_or(app.today.stays, |place| agenda.get(place).copied());
        let Some(customer) = id.and_then(|id| app.ledger.row(id)) else { continue };
        let from = u16::try_from(shown).unwrap_or(0) * height;
        let area = Rect { y: inner.y + from, height: height.min(inner.height - from), ..inner };
        rows(frame, area, lines(look, customer, usize::from(inner.width), height));
        if place.is_none() {
            frame.buffer_mut().set_style(area, theme.quiet());
        }
        if app.marked.contains(&customer.id) {
            pane::flag(frame, inner, from, theme.notice());
        }
        if app.today.top + shown == app.today.at && (focused || previewed) {
            pane::mark(frame, inner, from, height, theme.cursor(focused));
        }
    }
    pane::more_at_bottom(frame, look, inner, app.today.hidden(agenda.len(), seen));
    if agenda.is_empty() {
        empty(
            frame,
            look,
            Rect { y: inner.y + height, height: inner.height.saturating_sub(height), ..inner },
        );
    }
}

/// First start: what to do. An empty day: what was done.
fn empty(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let (words, theme) = (look.words, look.theme);
    let width = usize::from(area.width);
    let mut lines: Vec<Line<'static>> = vec![Line::default()];
    if let Arrival::Awaited { built } = look.app.arrival {
        let text = if built.is_some() { words.building_data() } else { words.opening_data() };
        lines.extend(pane::paragraph(text, width, theme.quiet()));
        if let Some(percent) = built {
            lines.push(Line::default());
            lines.push(Line::raw(progress::bar(percent, width.min(40))));
        }
    } else if look.app.ledger.is_empty() {
        lines.extend(welcome(look, width));
    } else {
        let done = look.app.ledger.contacted_today();
        let text = if done > 0 { words.day_done(done) } else { words.empty_today().to_owned() };
        lines.extend(pane::paragraph(&text, width, theme.fine()));
        lines.push(Line::default());
        let left = still_to_look_at(&look.app.ledger, &look.app.aside, look.app.review.as_ref());
        if left > 0 {
            let key = words.key(key_for(Context::Browse, Action::Review));
            lines.extend(pane::paragraph(&words.review_goes_on(left, key), width, Style::new()));
            lines.push(Line::default());
        }
        lines.extend(pane::paragraph(words.empty_today_hint(), width, theme.quiet()));
    }
    rows(frame, area, lines);
}

/// Where there is nobody yet: how to begin.
pub fn welcome(look: Look<'_>, width: usize) -> Vec<Line<'static>> {
    let (words, theme) = (look.words, look.theme);
    let new = key_for(Context::Browse, Action::NewCustomer);
    let ways = [
        (new, words.welcome_new()),
        (words.welcome_import_how(), words.welcome_import()),
        ("genjin --demo", words.welcome_demo()),
    ];
    let mut lines: Vec<_> = pane::paragraph(words.welcome(), width, Theme::STRONG).collect();
    for (how, what) in ways {
        lines.push(Line::default());
        lines.push(Line::from(span(how, theme.key())));
        lines.extend(pane::indented(what, 2, width, Style::new()));
    }
    lines
}

/// Name and lateness; why; through what and saying what.
fn lines(look: Look<'_>, customer: &Row, width: usize, height: u16) -> Vec<Line<'static>> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let (summary, assessment) = (&customer.summary, &customer.assessment);
    let late = app.ledger.days_overdue(summary.id);
    let when = lateness(look, customer, late);
    let mut first = marks(look, customer);
    first.push(span(summary.company.clone(), Theme::STRONG));
    if app.is_unfinished(summary.id) {
        first.push(span(" *", theme.notice()));
    }
    let mut reason = words.reason(&assessment.reason, summary, app.now.date());
    if let Some((due, why)) = assessment.due.and_then(|due| Some((due, due.agreed_on_day_off?)))
        && due.by >= app.now.date()
    {
        reason.push_str(words.pick(", ", "，"));
        reason.push_str(&words.day_off(why, None));
    }
    let action = action(look, customer);
    let room = width.saturating_sub(MARKS);
    let mut office = office(look, customer);
    let office_width = office.iter().map(|part| part.width() + 2).sum::<usize>();
    let mut right = Vec::new();
    let told = if height > 2 {
        let free = room.saturating_sub(cells::width(&reason) + 1);
        // Where there is no room for both, a flag says more than the office hours.
        let mut below = flag_marks(look, customer, usize::MAX, free);
        let flags = below.iter().map(Span::width).sum::<usize>();
        office.retain(|_| flags + office_width <= free);
        below.extend((!below.is_empty() && !office.is_empty()).then(|| Span::raw("  ")));
        below.append(&mut office);
        let [why, rest] = reason_and_action(&reason, &action, room);
        vec![
            row(vec![indented(&why, theme.quiet())], below, width),
            Line::from(indented(&rest, Style::new())),
        ]
    } else {
        let free = width.saturating_sub(first.iter().map(Span::width).sum::<usize>() + when.width() + 2);
        right = flag_marks(look, customer, 1, free);
        office.retain(|_| right.iter().map(Span::width).sum::<usize>() + office_width < free);
        vec![Line::from(indented(&action_and_reason(&action, &reason, words, room), Style::new()))]
    };
    for part in office.into_iter().chain([when]) {
        right.extend((!right.is_empty()).then(|| Span::raw("  ")));
        right.push(part);
    }
    let mut lines = vec![row(first, right, width)];
    lines.extend(told);
    lines
}

fn indented(text: &str, style: Style) -> Span<'static> {
    span(format!("{}{text}", " ".repeat(MARKS)), style)
}

/// The two on a line of their own each; a reason that is too long goes on before the action.
fn reason_and_action(reason: &str, action: &str, room: usize) -> [String; 2] {
    let mut lines = cells::wrap(reason, room).into_iter();
    let first = lines.next().unwrap_or_default();
    let rest: Vec<_> = lines.chain([action.to_owned()]).collect();
    [first, cells::elide(&rest.join("  "), room)]
}

/// The two on one line, of which the action is cut first; where too little of it is left, it stands behind the reason.
fn action_and_reason(action: &str, reason: &str, words: Words, room: usize) -> String {
    let aside = words.aside(reason);
    let free = room.saturating_sub(cells::width(&aside) + 1);
    if free < LEAST_ACTION.min(cells::width(action)) {
        return cells::elide(&format!("{reason}  {action}"), room);
    }
    format!("{} {aside}", cells::elide(action, free)).trim_start().to_owned()
}

/// Fewer cells of an action say nothing.
const LEAST_ACTION: usize = 12;

/// The names of the flags that are up, so many at most and as there is room for, and how many more there are.
pub fn flag_marks(look: Look<'_>, customer: &Row, most: usize, mut room: usize) -> Vec<Span<'static>> {
    let (words, theme) = (look.words, look.theme);
    let (mut marks, mut left) = (Vec::new(), customer.assessment.flags.iter().count());
    for flag in look.app.ledger.rules().flags_of(customer.assessment.flags).take(most) {
        let text = format!("  ! {}", words.flag(Some(flag)));
        // The first says more than the number of the others.
        let others = if marks.is_empty() || left == 1 { 0 } else { MORE };
        if cells::width(&text) + others > room {
            break;
        }
        (room, left) = (room - cells::width(&text), left - 1);
        marks.push(span(text, theme.class(flag.colour)));
    }
    let others = format!("  +{left}");
    let is_told = !marks.is_empty() && left > 0 && cells::width(&others) <= room;
    marks.extend(is_told.then(|| span(others, theme.quiet())));
    marks
}

/// The cells of the number of flags that there is no room for.
const MORE: usize = 5;

/// Whether somebody is at the buyer's desk now, or from when on by our own clock.
fn office(look: Look<'_>, customer: &Row) -> Vec<Span<'static>> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let Some(local) = app.local_time(customer) else { return Vec::new() };
    let style = if local.in_office_hours() { theme.fine() } else { theme.quiet() };
    vec![span(words.office(&local, app.now), style)]
}

/// The cells of grade and class in front of a name.
pub const MARKS: usize = 7;

/// Grade and class, always as words: colour never stands alone.
pub fn marks(look: Look<'_>, customer: &Row) -> Vec<Span<'static>> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let assessment = &customer.assessment;
    let class = app.ledger.rules().class_at(assessment.class);
    vec![
        span(format!("{} ", assessment.grade), theme.grade(assessment.grade)),
        span(cells::fit(words.class_short(class), 4), theme.class(class.colour)),
        Span::raw(" "),
    ]
}

fn lateness(look: Look<'_>, customer: &Row, late: u32) -> Span<'static> {
    let (words, theme) = (look.words, look.theme);
    if look.app.today.stays == Some(customer.id) {
        let is_done = customer.was_contacted_on(look.app.now.date());
        return span(if is_done { words.dealt_with() } else { words.off_today() }, theme.quiet());
    }
    if late > 0 {
        return span(words.pick(format!("{late}d late"), format!("逾期 {late} 天")), theme.alarm());
    }
    let plan = customer.summary.follow_up.as_ref();
    let Some(time) = plan.and_then(|plan| plan.time) else { return span(words.today(), theme.quiet()) };
    let (clock, now) = (Words::clock(time), look.app.now);
    let has_come = plan.and_then(|plan| plan.date).is_some_and(|day| (day, time) <= (now.date(), now.time()));
    // As the header says it.
    if has_come { span(format!("! {clock}"), theme.alarm()) } else { span(clock, theme.notice()) }
}

/// Through what, and what to do: the agreed step, else what the rules suggest.
fn action(look: Look<'_>, customer: &Row) -> String {
    let (words, app) = (look.words, look.app);
    let rules = app.ledger.rules();
    let channels: Vec<_> = rules.channels(&customer.summary, &customer.assessment).take(1).collect();
    let agreed = customer.agreed_action();
    let suggested = || rules.suggestion(&customer.assessment).map(|text| words.bilingual(text));
    let what = agreed.or_else(suggested).unwrap_or_default();
    words.through(&channels, what)
}
