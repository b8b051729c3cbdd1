//! Pop-ups: a title, a text to type into or a list to choose from, a line that says what to do.

mod find;
mod mistakes;
mod money;
mod snooze;

use super::pane::{self, cut, rows, span};
use super::{Look, cells, help, insights, outgoing, why};
use crate::app::keymap::{Context, key_for};
use crate::app::ledger::pipeline::Facet;
use crate::app::load::{Level, Shift};
use crate::app::overlay::{
    Deletion, FilterList, GRADE_CHOICES, MoveStage, NewRecord, Overlay, Owner, StageMove, Tags, class_choices,
};
use crate::app::review::Outcome;
use crate::app::text_field::TextField;
use crate::domain::deal::DealKind;
use crate::domain::{ClassId, CustomerId, Direction, FollowUp, Grade, Origin, StageGroup};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// What a pop-up shows.
pub(super) struct Content<'a> {
    pub title: String,
    pub text: Option<&'a TextField>,
    /// Lines, and which of them is under the cursor.
    pub lines: Vec<Line<'static>>,
    pub at: Option<usize>,
    pub hint: String,
    pub width: u16,
}

impl Content<'_> {
    pub fn blank() -> Self {
        Self { title: String::new(), text: None, lines: Vec::new(), at: None, hint: String::new(), width: 50 }
    }
}

/// A list to search in shows so many lines at once.
const MOST_LINES: u16 = 14;

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, body: Rect) {
    let Some(overlay) = &look.app.overlay else { return };
    let content = content(look, overlay, body);
    let most = if content.text.is_some() { MOST_LINES } else { u16::MAX };
    let lines = u16::try_from(content.lines.len()).unwrap_or(u16::MAX).min(most);
    let width = content.width.min(body.width);
    let hint = hint_lines(&content.hint, usize::from(width).saturating_sub(2));
    let fixed = 2 + u16::from(content.text.is_some()) + u16::try_from(hint.len()).unwrap_or(0);
    let height = lines.saturating_add(fixed).min(body.height);
    let area =
        Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 3, width, height };
    clear(frame, area);
    frame.buffer_mut().set_style(area, look.theme.pop_up());
    let inner = pane::frame(frame, look, area, vec![Span::raw(content.title)], true);
    let inner = Rect { height: area.height.saturating_sub(1), ..inner };
    draw_inside(frame, look, inner, content.text, content.lines, content.at, &hint);
}

/// What the keys do here, on two lines where one is too short.
fn hint_lines(hint: &str, width: usize) -> Vec<String> {
    if hint.is_empty() {
        return Vec::new();
    }
    let lines = cells::wrap(hint, width);
    if lines.len() <= 2 { lines } else { vec![cells::elide(hint, width)] }
}

fn draw_inside(
    frame: &mut Frame<'_>,
    look: Look<'_>,
    area: Rect,
    text: Option<&TextField>,
    lines: Vec<Line<'static>>,
    at: Option<usize>,
    hint: &[String],
) {
    let width = usize::from(area.width);
    let mut list = area;
    if let Some(text) = text {
        let line = Rect { height: area.height.min(1), ..area };
        frame.buffer_mut().set_style(line, look.theme.field());
        let (before, after) = text.halves();
        let (shown, column) = cells::around_caret(before, after, width);
        frame.render_widget(Line::raw(shown), line);
        frame.set_cursor_position(Position::new(line.x + u16::try_from(column).unwrap_or(0), line.y));
        list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    }
    let height = u16::try_from(hint.len()).unwrap_or(0);
    if list.height > height {
        list.height -= height;
        let below = Rect { y: list.bottom(), height, ..list };
        rows(frame, below, hint.iter().map(|line| Line::from(span(line.clone(), look.theme.quiet()))));
    }
    let mut visible = usize::from(list.height);
    let first = |visible: usize| at.map_or(0, |at| (at + 1).saturating_sub(visible));
    let all = lines.len();
    let has_rest = visible > 3 && all > first(visible) + visible;
    visible -= usize::from(has_rest);
    let top = first(visible);
    let fitting = |line: Line<'static>| Line { style: line.style, ..pane::cut(line.spans, width) };
    rows(frame, list, lines.into_iter().skip(top).take(visible).map(fitting));
    if has_rest {
        let bottom = Rect { y: list.bottom() - 1, height: 1, ..list };
        rows(frame, bottom, [pane::more(look, all - top - visible)]);
    }
    if let Some(at) = at.filter(|at| at - top < visible) {
        pane::mark(frame, list, u16::try_from(at - top).unwrap_or(0), 1, look.theme.cursor(true));
    }
}

fn content<'a>(look: Look<'_>, overlay: &'a Overlay, body: Rect) -> Content<'a> {
    let words = look.words;
    let blank = Content::blank();
    match overlay {
        Overlay::Find(find) => find::content(look, find, body),
        Overlay::Palette(palette) => {
            let line = |action: &crate::app::keymap::Action| {
                let key = words.key(key_for(Context::Browse, *action));
                Line::from(vec![
                    span(cells::fit(key, 10), look.theme.key()),
                    span(words.action(*action).to_owned(), Style::new()),
                ])
            };
            let lines: Vec<_> = palette.found.iter().map(line).collect();
            let hint = if lines.is_empty() { words.no_action() } else { words.palette_hint() };
            let at = (!lines.is_empty()).then_some(palette.at);
            let (title, hint) = (words.palette_title().to_owned(), hint.to_owned());
            Content { title, text: Some(&palette.text), lines, at, hint, width: body.width.min(90) }
        }
        Overlay::Tags(tags) => tags_content(look, tags),
        Overlay::Grade { whom, at } => {
            let line = |grade: &Option<Grade>| match grade {
                Some(grade) => choice(look, &grade.id().to_lowercase(), grade.id()),
                None => choice(look, "r", words.by_rules()),
            };
            let lines = GRADE_CHOICES.iter().map(line).collect();
            let title = format!("{}  {}", words.grade_title(), whom_of(look, whom));
            Content { title, lines, at: Some(*at), hint: words.pin_hint().to_owned(), ..blank }
        }
        Overlay::Class { whom, at } => {
            let rules = look.app.ledger.rules();
            let line = |class: Option<ClassId>| match class.as_ref().and_then(|id| rules.class(id)) {
                Some(class) => choice(look, cells::take(class.id.as_str(), 1), words.class_name(class)),
                None => choice(look, "r", words.by_rules()),
            };
            let lines = class_choices(rules).into_iter().map(line).collect();
            let title = format!("{}  {}", words.class_title(), whom_of(look, whom));
            Content { title, lines, at: Some(*at), hint: words.pin_hint().to_owned(), ..blank }
        }
        Overlay::Snooze(snooze) => snooze::content(look, snooze),
        Overlay::Owner(owner) => owner_content(look, owner),
        Overlay::Level(level) => level_content(look, level, body),
        Overlay::Delete(deletion) => deletion_content(look, deletion, body.width.min(60)),
        Overlay::Gone { company } => {
            let width = body.width.min(60);
            let text = words.gone(company);
            let lines = pane::paragraph(&text, usize::from(width) - 2, Style::new()).collect();
            let (title, hint) = (words.gone_title().to_owned(), words.gone_hint().to_owned());
            Content { title, lines, hint, width, ..blank }
        }
        Overlay::Why { customer, top } => {
            let width = body.width.min(WHY);
            let (title, lines) = why_content(look, *customer, *top, Rect { width, ..body });
            Content { title, lines, hint: words.why_hint().to_owned(), width, ..blank }
        }
        Overlay::Behind(list) => {
            let width = body.width.min(84);
            let (title, lines, hint) = insights::behind_content(look, list, width);
            Content { title, lines, at: Some(list.at), hint, width, ..blank }
        }
        Overlay::Rates(book) => money::rates(look, book),
        Overlay::Versions(shown) => money::version_list(look, shown, body),
        Overlay::NewRecord(menu) => new_record(look, menu),
        Overlay::Stage { whom, at } => {
            let present = match whom.as_slice() {
                [only] => look.app.ledger.row(*only).map(|row| &row.summary.stage),
                _ => None,
            };
            let line = |stage: &crate::domain::Stage| {
                let mark = if Some(&stage.id) == present { "* " } else { "  " };
                Line::from(format!("{mark}{}", words.stage_name(stage)))
            };
            let lines = look.app.ledger.stages().iter().map(line).collect();
            let title = format!("{}  {}", words.stage_title(), whom_of(look, whom));
            let hint = words.stage_hint().to_owned();
            Content { title, lines, at: Some(*at), hint, width: 66, ..blank }
        }
        Overlay::Move(moving) => stage_move(look, moving, body),
        Overlay::Filter(list) => filter_content(look, list),
        Overlay::MoveStage(proposal) => move_stage(look, proposal, body),
        Overlay::Outgoing(pop_up) => outgoing::content(look, pop_up, body),
        Overlay::Mistakes { top } => mistakes::content(look, *top, body),
        Overlay::Help { top } => {
            let (lines, width) = (page(help_lines(look, body), *top, body), body.width.min(HELP));
            let (title, hint) = (words.help_title().to_owned(), words.help_hint().to_owned());
            Content { title, lines, hint, width, ..blank }
        }
    }
}

/// The question before something goes.
fn deletion_content(look: Look<'_>, deletion: &Deletion, width: u16) -> Content<'static> {
    let words = look.words;
    let question = match deletion {
        Deletion::Customer { id, entries } => words.delete_customer(&company(look, *id), *entries),
        Deletion::Entry { customer, .. } => words.delete_entry(&company(look, *customer)),
        Deletion::Erasure { id, entries } => words.erase_customer(&company(look, *id), *entries),
    };
    let lines = pane::paragraph(&question, usize::from(width) - 2, Style::new()).collect();
    let (title, hint) = match deletion {
        Deletion::Erasure { .. } => (words.erase_title(), words.erase_hint()),
        _ => (words.delete_title(), words.delete_hint()),
    };
    Content { title: title.to_owned(), text: None, lines, at: None, hint: hint.to_owned(), width }
}

/// The title and the lines of why, as far as they fit.
fn why_content(look: Look<'_>, id: CustomerId, top: usize, area: Rect) -> (String, Vec<Line<'static>>) {
    let lines = why::lines(look, id, usize::from(area.width.saturating_sub(2)));
    (format!("{}  {}", look.words.why_title(), company(look, id)), page(lines, top, area))
}

/// Lines from one on; the last page stays full, however far one scrolls.
fn page(lines: Vec<Line<'static>>, top: usize, body: Rect) -> Vec<Line<'static>> {
    let most = last_top(lines.len(), body);
    lines.into_iter().skip(top.min(most)).collect()
}

/// The line from which the last page of so many lines begins.
fn last_top(lines: usize, body: Rect) -> usize {
    lines.saturating_sub(usize::from(body.height.saturating_sub(3)))
}

/// The line from which the last page of the open pop-up begins; none where it is no page.
pub fn last_top_of(look: Look<'_>, overlay: &Overlay, body: Rect) -> usize {
    match overlay {
        Overlay::Why { customer, .. } => {
            let width = body.width.min(WHY).saturating_sub(2);
            last_top(why::lines(look, *customer, usize::from(width)).len(), body)
        }
        Overlay::Versions(shown) => last_top(money::version_lines(look, shown, body).len(), body),
        Overlay::Mistakes { .. } => last_top(mistakes::lines(look, body).len(), body),
        Overlay::Help { .. } => last_top(help_lines(look, body).len(), body),
        _ => 0,
    }
}

/// Cells of why and of help, their edges included.
const WHY: u16 = 84;
const HELP: u16 = 90;

fn help_lines(look: Look<'_>, body: Rect) -> Vec<Line<'static>> {
    help::lines(look, usize::from(body.width.min(HELP).saturating_sub(2)))
}

fn tags_content<'a>(look: Look<'_>, tags: &'a Tags) -> Content<'a> {
    let words = look.words;
    let own = look.app.tags_of_all(&tags.whom);
    let used = look.app.ledger.tags();
    let line = |tag: &String| {
        let mark = if own.contains(tag) { "[x] " } else { "[ ] " };
        let is_new = !own.contains(tag) && !used.iter().any(|(known, _)| known == tag);
        let builtin = words.tag(tag) != tag;
        let new =
            if is_new && !builtin { format!(" {}", words.aside(words.new_tag())) } else { String::new() };
        Line::from(format!("{mark}{}{new}", words.tag(tag)))
    };
    let lines: Vec<_> = tags.offered.iter().map(line).collect();
    let at = (!lines.is_empty()).then_some(tags.at);
    let title = format!("{}  {}", words.tags_title(), whom_of(look, &tags.whom));
    Content { title, text: Some(&tags.text), lines, at, hint: words.tags_hint().to_owned(), width: 56 }
}

fn owner_content<'a>(look: Look<'_>, owner: &'a Owner) -> Content<'a> {
    let words = look.words;
    let line = |name: &String| match name.as_str() {
        "" => Line::raw(words.no_owner().to_owned()),
        name => Line::raw(name.to_owned()),
    };
    let lines = owner.offered.iter().map(line).collect();
    let title = format!("{}  {}", words.owner_title(), whom_of(look, &owner.whom));
    let hint = words.owner_hint().to_owned();
    Content { title, text: Some(&owner.text), lines, at: Some(owner.at), hint, width: 56 }
}

/// The menu of business records.
fn new_record(look: Look<'_>, menu: &NewRecord) -> Content<'static> {
    let words = look.words;
    let line =
        |kind: &DealKind| choice(look, &crate::app::record_letter(*kind).to_string(), words.deal_kind(*kind));
    let lines = DealKind::ALL.iter().map(line).collect();
    let title = format!("{}  {}", words.new_record_title(), company(look, menu.customer));
    Content { title, lines, at: Some(menu.at), hint: words.new_record_hint().to_owned(), ..Content::blank() }
}

/// The stage that follows from a record, for one key to accept.
fn move_stage(look: Look<'_>, proposal: &MoveStage, body: Rect) -> Content<'static> {
    let words = look.words;
    let stages = look.app.ledger.stages();
    let summary = look.app.ledger.row(proposal.customer).map(|row| &row.summary);
    let present = summary.map_or("", |it| words.stage_of(stages, &it.stage));
    let moved = words.stage_move(present, words.stage_of(stages, &proposal.stage));
    let width = body.width.min(66);
    let gist = super::record::gist(words, &proposal.record, look.app.now.date());
    let mut said = vec![span(moved, look.theme.fine())];
    // Whoever is said to have written is named before it is logged.
    if let Some(entry) = look.app.entry_following(proposal).filter(|entry| entry.origin != Origin::Moved) {
        let mark = if entry.direction == Direction::In { "<" } else { ">" };
        said.push(span(format!("   {} {mark}", words.channel(entry.channel)), Style::new()));
    }
    let mut lines = vec![cut(said, usize::from(width) - 2)];
    lines.extend(pane::paragraph(&gist, usize::from(width) - 2, look.theme.quiet()));
    let title = format!("{}  {}", words.move_stage_title(), company(look, proposal.customer));
    let is_logged = look.app.is_what_the_review_wants(proposal.customer, &proposal.record);
    let hint = if is_logged { words.move_or_log_hint() } else { words.move_stage_hint() };
    Content { title, lines, hint: hint.to_owned(), width, ..Content::blank() }
}

/// The note of a move: from where to where, what the line says, and which key does what.
fn stage_move<'a>(look: Look<'_>, moving: &'a StageMove, body: Rect) -> Content<'a> {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let (stages, today) = (app.ledger.stages(), app.now.date());
    let reading = app.read_move(moving);
    let to = reading.stage.as_ref().unwrap_or(&moving.stage);
    let is_lost = stages.group(to) == StageGroup::Lost;
    let width = body.width.min(78);
    let room = usize::from(width) - 2;
    let present = match moving.whom.as_slice() {
        [only] => {
            app.ledger.row(*only).map_or("", |row| words.stage_of(stages, &row.summary.stage)).to_owned()
        }
        several => words.n_customers(several.len()),
    };
    let ask = if is_lost { words.why_lost() } else { words.note_of_move() };
    let mut said = vec![span(words.stage_move(&present, words.stage_of(stages, to)), theme.fine())];
    match reading.channel {
        Some(channel) => said.push(span(format!("   {}", words.channel(channel)), Style::new())),
        None => said.push(span(format!("   {}", words.no_contact()), theme.quiet())),
    }
    if let Some(next) = reading.next.filter(|_| !is_lost) {
        said.push(span(format!("   {} {}", words.next_step(), words.when(next, today)), theme.fine()));
    }
    if !reading.next_action.is_empty() {
        said.push(Span::raw(format!("  {}", reading.next_action)));
    }
    let mut lines = vec![cut(said, room)];
    match reading.problems.first() {
        Some(problem) => lines.extend(pane::paragraph(&words.log_problem(problem), room, theme.alarm())),
        None => lines.extend(pane::paragraph(ask, room, theme.quiet())),
    }
    let hint = if is_lost { words.move_lost_hint() } else { words.move_hint() };
    // What Esc does must be read whole, however narrow the screen is.
    if cells::width(hint) <= room {
        lines.push(Line::raw(hint));
    } else {
        lines.extend(hint.split("   ").map(Line::raw));
    }
    let title = format!("{}  {}", words.stage_of(stages, to), whom_of(look, &moving.whom));
    Content { title, text: Some(&moving.text), lines, width, ..Content::blank() }
}

/// What the board can be filtered by; a cross before what is set.
fn filter_content<'a>(look: Look<'_>, list: &'a FilterList) -> Content<'a> {
    let (words, theme) = (look.words, look.theme);
    let width = 56;
    let line = |(facet, count): &(Facet, usize)| {
        let mark = if look.app.pipeline.filter.contains(facet) { "[x] " } else { "[ ] " };
        let (kind, value) = words.facet(facet);
        let left = vec![Span::raw(mark), span(cells::fit(kind, 9), theme.quiet()), Span::raw(value)];
        pane::row(left, vec![span(count.to_string(), theme.quiet())], usize::from(width) - 2)
    };
    let lines: Vec<_> = list.offered.iter().map(line).collect();
    let hint = if lines.is_empty() { words.nothing_to_filter_by() } else { words.filter_hint() };
    let at = (!lines.is_empty()).then_some(list.at);
    let title = format!("{}  {}", words.filter_title(), words.n_customers(look.app.pipeline.len()));
    Content { title, text: Some(&list.text), lines, at, hint: hint.to_owned(), width }
}

/// A row of a short list: the letter that picks it, and its name.
fn choice(look: Look<'_>, key: &str, name: &str) -> Line<'static> {
    Line::from(vec![span(cells::fit(key, 4), look.theme.key()), Span::raw(name.to_owned())])
}

/// A day that holds too much: a line a customer who could come later, and when.
fn level_content<'a>(look: Look<'_>, level: &Level, body: Rect) -> Content<'a> {
    let (words, theme) = (look.words, look.theme);
    let today = look.app.now.date();
    let width = body.width.min(90);
    let room = usize::from(width).saturating_sub(2);
    let line = |shift: &Shift| {
        let Some(row) = look.app.ledger.row(shift.customer) else { return Line::default() };
        let mut left = vec![Span::raw(if shift.ticked { "[x] " } else { "[ ] " })];
        left.extend(super::today::marks(look, row));
        left.push(Span::raw(row.summary.company.clone()));
        let is_own = row.summary.follow_up.as_ref().is_some_and(FollowUp::is_own_day);
        let agreed = match shift.agreed {
            true if is_own => words.outcome(Outcome::Postponed),
            true => words.agreed_date(),
            false => "",
        };
        let right = format!("{agreed}  > {}", words.weekday_and_day(shift.to, today));
        pane::row(left, vec![span(right, theme.quiet())], room)
    };
    let day = words.weekday_and_day(level.day, today);
    let left = level.load - level.ticked();
    let mut lines: Vec<_> =
        pane::paragraph(&words.level_load(&day, level.load, level.limit, left), room, theme.notice())
            .collect();
    let head = lines.len();
    lines.extend(level.shifts.iter().map(line));
    if level.shifts.len() < level.load - level.limit {
        lines.extend(pane::paragraph(words.level_rest(), room, theme.quiet()));
    }
    Content {
        title: words.level_title().to_owned(),
        text: None,
        lines,
        at: Some(head + level.at),
        hint: words.level_hint().to_owned(),
        width,
    }
}

/// One customer by name, several by number.
fn whom_of(look: Look<'_>, whom: &[CustomerId]) -> String {
    match whom {
        [only] => company(look, *only),
        several => look.words.n_customers(several.len()),
    }
}

pub(super) fn company(look: Look<'_>, id: CustomerId) -> String {
    look.app.ledger.row(id).map_or_else(String::new, |row| row.summary.company.clone())
}

/// Empties an area. A wide character that reaches into it from the left goes as well, or it would
/// swallow the first cell.
fn clear(frame: &mut Frame<'_>, area: Rect) {
    if area.x > 0 {
        for y in area.y..area.bottom() {
            if let Some(cell) = frame.buffer_mut().cell_mut((area.x - 1, y))
                && cells::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
    frame.render_widget(Clear, area);
}
