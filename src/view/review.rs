//! The daily review: the news, a customer a screen, and what came of it all.

use super::pane::{self, paragraph, rows, span};
use super::theme::Theme;
use super::{Look, brief, cells};
use crate::app::keymap::{Action, Context, key_for};
use crate::app::review::{Group, Outcome, Place, Review, Verdict, answers};
use crate::domain::CustomerId;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use time::Date;

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let Some(review) = &look.app.review else { return };
    let words = look.words;
    let mut title = format!("{}  ", words.review());
    match review.current() {
        Some((at, step)) => {
            title.push_str(&words.step_of(at + 1, review.steps.len()));
            title.push_str(&format!("   {}", words.review_group(step.group)));
        }
        None => title.push_str(&words.weekday_and_day(look.app.now.date(), look.app.now.date())),
    }
    // Nobody is told that nothing is left while somebody who was skipped is.
    if review.left() > 0 || review.skipped_and_due(&look.app.ledger).next().is_none() {
        title.push_str(&format!("   {}", words.steps_left(review.left())));
    }
    let focused = look.app.context() == Context::Review;
    let inner = pane::frame(frame, look, area, vec![Span::raw(title)], focused);
    match review.place {
        Place::News => rows(frame, inner, news(look, review, usize::from(inner.width))),
        Place::Step(_) => step(frame, look, review, inner),
        Place::End => rows(frame, inner, end(look, review, inner)),
    }
}

fn step(frame: &mut Frame<'_>, look: Look<'_>, review: &Review, area: Rect) {
    let (Some((_, step)), Some(customer)) = (review.current(), look.app.shown_row()) else { return };
    let outcome = step.outcome.map_or(String::new(), |outcome| look.words.outcome(outcome).to_owned());
    rows(frame, area, [brief::head(look, customer, outcome, usize::from(area.width))]);
    brief::draw(frame, look, below_head(area));
}

/// Where the brief stands.
pub fn brief_area(area: Rect) -> Rect {
    below_head(pane::inner(area))
}

fn below_head(area: Rect) -> Rect {
    Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
}

fn news(look: Look<'_>, review: &Review, width: usize) -> Vec<Line<'static>> {
    let (words, theme) = (look.words, look.theme);
    let news = &review.news;
    let today = look.app.now.date();
    let mut lines = vec![Line::default()];
    match news.since {
        None => lines.extend(paragraph(words.first_review(), width, theme.quiet())),
        Some(since) => {
            let day = words.weekday_and_day(since.date(), today);
            let clock = crate::lang::Words::clock(since.time());
            lines.push(Line::from(span(words.since_review(&format!("{day} {clock}")), theme.quiet())));
            let lists = [
                (words.arrived_since(), &news.arrived),
                (words.heard_since(), &news.heard),
                (words.overdue_since(), &news.turned_overdue),
                (words.class_since(), &news.turned_class),
            ];
            for (label, those) in lists.iter().filter(|(_, those)| those.count > 0) {
                lines.extend(named(look, label, those.count, &those.first, width, NEWS_LINES));
            }
            if lists.iter().all(|(_, those)| those.count == 0) {
                lines.extend(paragraph(words.nothing_new(), width, Style::new()));
            }
        }
    }
    lines.push(Line::default());
    if review.steps.is_empty() {
        lines.extend(conscience(look, width));
        return lines;
    }
    let count = |group: Group| review.steps.iter().filter(|step| step.group == group).count();
    let groups: Vec<_> = Group::ALL
        .iter()
        .map(|group| (*group, count(*group)))
        .filter(|(_, count)| *count > 0)
        .map(|(group, count)| format!("{} {count}", words.review_group(group)))
        .collect();
    let text = words.told(
        &format!("{} {}", words.to_go_through(), review.steps.len()),
        &format!(" {}", groups.join("   ")),
    );
    lines.extend(paragraph(&text, width, Theme::STRONG));
    if look.app.ledger.agenda().len() > review.steps.len() {
        lines.extend(paragraph(words.others_follow(), width, theme.quiet()));
    }
    if let Some(level) = look.app.level() {
        let day = words.weekday_and_day(level.day, today);
        let key = key_for(Context::Review, Action::Level);
        let text = words.too_much(&day, level.load, level.limit, key);
        lines.extend(paragraph(&text, width, theme.notice()));
    }
    lines.push(Line::default());
    lines.extend(flags(look, width));
    lines.extend(paragraph(words.review_ready(), width, theme.quiet()));
    lines
}

/// How many have which flag up; no line breaks within one of them.
fn flags(look: Look<'_>, width: usize) -> Vec<Line<'static>> {
    let (words, style) = (look.words, look.theme.notice());
    let mut lines: Vec<String> = Vec::new();
    for (flag, count) in look.app.ledger.flags() {
        let text = format!("! {} {count}", words.flag(Some(flag)));
        match lines.last_mut().filter(|line| cells::width(line) + 3 + cells::width(&text) <= width) {
            Some(line) => line.push_str(&format!("   {text}")),
            None => lines.push(text),
        }
    }
    if lines.is_empty() {
        return Vec::new();
    }
    let mut shown = vec![Line::from(span(words.flags_of_all(), look.theme.quiet()))];
    shown.extend(lines.iter().map(|line| Line::from(span(cells::elide(line, width), style))));
    shown.push(Line::default());
    shown
}

/// A label with how many, and as many names as so many lines hold; how many more there are.
fn named(
    look: Look<'_>,
    label: &str,
    count: usize,
    list: &[CustomerId],
    width: usize,
    most: usize,
) -> Vec<Line<'static>> {
    let rows: Vec<_> = list.iter().filter_map(|id| look.app.ledger.row(*id)).take(MOST_NAMES).collect();
    let names: Vec<_> = rows.iter().map(|row| row.summary.company.as_str()).collect();
    let wrapped = |shown: usize| {
        let rest = count.saturating_sub(shown);
        let rest = (rest > 0).then(|| format!("+{rest}"));
        let shown = names.iter().take(shown).map(|name| (*name).to_owned());
        let text = shown.chain(rest).collect::<Vec<_>>().join(look.words.pick(", ", "，"));
        cells::wrap(&text, width.saturating_sub(LABEL))
    };
    let shown = (1..=names.len()).rev().find(|shown| wrapped(*shown).len() <= most);
    let mut head = cells::fit(&format!("{label} {count}"), LABEL - 1);
    let line = |line: String| {
        let label = std::mem::replace(&mut head, " ".repeat(LABEL - 1));
        pane::cut(vec![span(format!("{label} "), look.theme.quiet()), Span::raw(line)], width)
    };
    wrapped(shown.unwrap_or(1)).into_iter().take(most).map(line).collect()
}

const LABEL: usize = 26;
/// Lines of names where four lists stand below each other, and where there are two.
const NEWS_LINES: usize = 2;
const END_LINES: usize = 4;
const MOST_NAMES: usize = 12;

/// What came of it; then who is asked about; then what the next day holds.
fn end(look: Look<'_>, review: &Review, area: Rect) -> Vec<Line<'static>> {
    let width = usize::from(area.width);
    let (words, theme, app) = (look.words, look.theme, look.app);
    let key = |action| words.key(key_for(Context::Review, action));
    let mut lines = vec![Line::default()];
    if !review.steps.is_empty() {
        lines.extend(over(look, review, width));
        let [done, postponed, skipped] =
            [Outcome::Done, Outcome::Postponed, Outcome::Skipped].map(|it| review.count(it));
        lines.extend(paragraph(&words.settled(done, postponed, skipped), width, theme.fine()));
        lines.push(Line::default());
    }
    let doubtful: Vec<_> = review.doubtful(&app.ledger).collect();
    if let Some(row) = doubtful.first().and_then(|id| app.ledger.row(*id)) {
        let times = row.summary.follow_up.as_ref().map_or(0, |plan| plan.postponed);
        let head = format!("{} {}", words.put_off_again(), doubtful.len());
        lines.extend(paragraph(&head, width, theme.notice()));
        lines.push(brief::head(look, row, words.postponed(times), width));
        lines.extend(paragraph(words.still_worth_it(), width, Theme::STRONG));
        // Without its date a customer may be on the list again at once.
        let by_the_rules =
            app.due_without_date(row).map(|day| words.aside(&words.due_then(day, app.now.date())));
        for verdict in answers(&app.ledger, row) {
            let by_the_rules = by_the_rules.clone();
            let key = key_for(Context::Review, Action::Worth(verdict));
            lines.push(Line::from(vec![
                span(format!("  {key}  "), theme.key()),
                Span::raw(words.verdict_by(verdict, app.ledger.rules())),
                span(
                    by_the_rules.filter(|_| verdict == Verdict::EraseDate).unwrap_or_default(),
                    theme.quiet(),
                ),
            ]));
        }
        let keys = words.review_doubt_keys(key(Action::Open), key(Action::Previous), key(Action::Cancel));
        return with_keys(look, lines, &keys, area);
    }
    lines.extend(conscience(look, width));
    if review.steps.is_empty() {
        return lines;
    }
    let keys = words.review_end_keys(key(Action::Cancel), key(Action::Previous), key(Action::Undo));
    with_keys(look, lines, &keys, area)
}

/// That everybody has been looked at, or how many were skipped though they are due, and which key goes through them.
fn over(look: Look<'_>, review: &Review, width: usize) -> Vec<Line<'static>> {
    let (words, app) = (look.words, look.app);
    let (left, skipped) = (review.left(), review.skipped_and_due(&app.ledger).count());
    let key = words.key(key_for(Context::Review, Action::Open));
    // Where somebody is asked about, the key opens that customer.
    let text = match (app.shown(), skipped) {
        (None, _) if left > 0 => words.comes_again(left + skipped, key),
        (_, 0) => words.review_over().to_owned(),
        (Some(_), _) => words.skipped_due(skipped),
        (None, _) => words.skipped_again(skipped, key),
    };
    paragraph(&text, width, Theme::STRONG).collect()
}

/// Which keys work here, below the rest where there is room: the footer may be telling what happened last.
fn with_keys(look: Look<'_>, mut lines: Vec<Line<'static>>, keys: &str, area: Rect) -> Vec<Line<'static>> {
    let keys: Vec<_> = paragraph(keys, usize::from(area.width), look.theme.quiet()).collect();
    if lines.len() + 1 + keys.len() <= usize::from(area.height) {
        lines.push(Line::default());
        lines.extend(keys);
    }
    lines
}

/// What was done today, and what the next working day holds.
fn conscience(look: Look<'_>, width: usize) -> Vec<Line<'static>> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let today = app.now.date();
    let mut lines = Vec::new();
    if app.ledger.is_empty() {
        return super::today::welcome(look, width);
    }
    if app.ledger.agenda().is_empty() {
        lines.extend(paragraph(words.nobody_waits(), width, theme.fine()));
    }
    let done: Vec<_> = app.ledger.talked_to_today().collect();
    let done: Vec<_> = done.iter().map(|row| row.summary.id).collect();
    if done.is_empty() {
        let text = format!("{} {}", cells::fit(words.done_today(), LABEL - 1), words.no_one());
        lines.extend(paragraph(&text, width, theme.quiet()));
    } else {
        lines.extend(named(look, words.done_today(), done.len(), &done, width, END_LINES));
    }
    let (day, due) = app.next_day();
    let label = format!("{} {}", words.tomorrow_holds(), short(look, day, today));
    if due.is_empty() {
        let text = format!("{} {}", cells::fit(&label, LABEL - 1), words.no_one());
        lines.extend(paragraph(&text, width, theme.quiet()));
    } else {
        lines.extend(named(look, &label, due.len(), &due, width, END_LINES));
    }
    lines
}

fn short(look: Look<'_>, day: Date, today: Date) -> String {
    look.words.weekday_and_day(day, today)
}
