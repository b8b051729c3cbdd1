//! Forms: a label, a value, and beside it what the value means or what is wrong with it.

use super::pane::{self, cut, rows, span};
use super::theme::Theme;
use super::{Look, brief, cells};
use crate::app::customer_form::CustomerForm;
use crate::app::form::{ContactField, Field, FieldId, Form, Input};
use crate::app::keymap::{Action, Context, key_for};
use crate::app::ledger::Likeness;
use crate::app::note::{Body, Desk, Note};
use crate::app::record_form::RecordForm;
use crate::domain::day_input::{Leaning, read_day};
use crate::domain::text::split_list;
use crate::domain::{Country, CustomerId, StageId};
use crate::insights::LostReason;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The customer form.
pub fn draw_card(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, form: &CustomerForm) {
    let words = look.words;
    let title =
        if form.customer.is_some() { words.edit_customer_title() } else { words.new_customer_title() };
    let company = form.form.value(FieldId::Company).to_owned();
    let inner = clear_and_frame(frame, look, area, format!("{title}  {company}"), form.customer);
    draw_fields(frame, look, inner, &form.form, None, form.customer);
}

/// The full form of a note.
pub fn draw_note(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, id: CustomerId, note: &Note) {
    let words = look.words;
    let Body::Form(form) = &note.body else { return };
    let company = look.app.ledger.row(id).map_or("", |row| &row.summary.company);
    let title = if note.corrects.is_some() { words.correct_title() } else { words.log_form_title() };
    let inner = clear_and_frame(frame, look, area, format!("{title}  {company}"), Some(id));
    draw_fields(frame, look, inner, form, look.app.desk(id).as_ref(), Some(id));
}

/// The form of a business record.
pub fn draw_record(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, form: &RecordForm) {
    let words = look.words;
    let company = look.app.ledger.row(form.customer).map_or("", |row| &row.summary.company);
    let kind = words.apart(words.deal_kind(form.kind));
    let kind = kind.as_str();
    let title = if form.corrects.is_some() { words.edit_record_of(kind) } else { words.new_record_of(kind) };
    let inner = clear_and_frame(frame, look, area, format!("{title}  {company}"), Some(form.customer));
    draw_fields(frame, look, inner, &form.form, None, Some(form.customer));
}

/// From this width on, who it is about and what was said last stand beside the fields.
const TWO_COLUMNS: u16 = 130;

/// Clears the area for a form, draws the customer beside it where there is room, and gives the area of the fields.
fn clear_and_frame(
    frame: &mut Frame<'_>,
    look: Look<'_>,
    area: Rect,
    title: String,
    customer: Option<CustomerId>,
) -> Rect {
    frame.render_widget(ratatui::widgets::Clear, area);
    let mut fields = area;
    if let Some(customer) = customer.filter(|_| area.width >= TWO_COLUMNS) {
        fields.width = area.width * 58 / 100;
        let beside = Rect { x: fields.right(), width: area.width - fields.width, ..area };
        brief::draw_beside(frame, look, beside, customer);
    }
    pane::frame(frame, look, fields, vec![Span::raw(title)], true)
}

/// The cells that labels take, the gap behind them included.
const LABEL: usize = 17;

fn draw_fields(
    frame: &mut Frame<'_>,
    look: Look<'_>,
    area: Rect,
    form: &Form,
    desk: Option<&Desk<'_>>,
    customer: Option<CustomerId>,
) {
    let width = usize::from(area.width);
    let value_width = width.saturating_sub(LABEL).max(2);
    let mut caret = None;
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut focus_rows = 0..0;
    for (place, field) in form.fields.iter().enumerate() {
        if let FieldId::Contact(person, ContactField::Name) = field.id {
            lines.push(Line::default());
            lines.push(Line::from(span(look.words.person_heading(person), Theme::STRONG)));
        }
        let start = lines.len();
        let focused = place == form.focus;
        let (block, caret_in_block) = field_lines(look, form, field, focused, value_width, desk, customer);
        if focused {
            caret = caret_in_block.map(|(row, column)| (start + row, LABEL + column));
            focus_rows = start..start + block.len();
        }
        lines.extend(block);
    }
    // The focused field is kept in sight, with what follows it where there is room.
    let (height, all) = (usize::from(area.height), lines.len());
    let wanted_end = (focus_rows.end + 2).min(all);
    let room = if wanted_end < all { height.saturating_sub(1) } else { height };
    let top = wanted_end.saturating_sub(room).min(focus_rows.start);
    rows(frame, area, pane::as_fit(look, lines.into_iter().skip(top).collect(), height, all - top));
    if let Some((row, column)) = caret.filter(|_| look.app.overlay.is_none()) {
        let (x, y) =
            (u16::try_from(column).unwrap_or(0), u16::try_from(row.saturating_sub(top)).unwrap_or(0));
        if x < area.width && y < area.height {
            frame.set_cursor_position(Position::new(area.x + x, area.y + y));
        }
    }
}

type Caret = Option<(usize, usize)>;

fn field_lines(
    look: Look<'_>,
    form: &Form,
    field: &Field,
    focused: bool,
    width: usize,
    desk: Option<&Desk<'_>>,
    customer: Option<CustomerId>,
) -> (Vec<Line<'static>>, Caret) {
    let theme = look.theme;
    let label_style = if focused { Theme::STRONG } else { theme.quiet() };
    let label = |first: bool| {
        let text = if first { look.words.field(field.id) } else { "" };
        span(format!("{} ", cells::fit(text, LABEL - 1)), label_style)
    };
    let style = if focused { theme.field() } else { Style::new() };
    let hint = hint(look, form, field, focused, desk, customer);
    let hint_width = hint.iter().map(Span::width).sum::<usize>();
    match &field.input {
        Input::Choice { ids, chosen } => {
            let id = ids.get(*chosen).map_or("", String::as_str);
            let name = choice_name(look, field.id, id, desk);
            let text = if focused { format!("< {name} >") } else { name };
            let mut spans = vec![label(true), span(text, style), Span::raw("  ")];
            spans.extend(hint);
            (vec![cut(spans, LABEL + width)], focused.then_some((0, 2)))
        }
        Input::Text(text) => {
            // What is wrong or how it is read stays in sight, however long the text is.
            let room = width.saturating_sub(hint_width + 2).max(12.min(width));
            let (before, after) = text.halves();
            let (shown, column) = if focused {
                cells::around_caret(before, after, room)
            } else {
                (cells::elide(text.text(), room), 0)
            };
            let shown = if focused { cells::fit(&shown, room) } else { shown };
            let gap = if shown.is_empty() { "" } else { "  " };
            let mut spans = vec![label(true), span(shown, style), Span::raw(gap)];
            // What has no room beside the text stands below it.
            let (beside, below) = if room + 2 + hint_width > width { (vec![], hint) } else { (hint, vec![]) };
            spans.extend(beside);
            let mut lines = vec![cut(spans, LABEL + width)];
            if hint_width <= width {
                lines.extend((!below.is_empty()).then(|| [vec![label(false)], below].concat().into()));
            } else {
                for text in below {
                    let wrapped = cells::wrap(text.content.trim(), width).into_iter();
                    lines.extend(wrapped.map(|line| Line::from(vec![label(false), span(line, text.style)])));
                }
            }
            let below = super::deal_form::below(look, field.id);
            lines.extend(below.map(|text| cut(vec![label(false), text], LABEL + width)));
            (lines, Some((0, column)))
        }
        Input::Area(text) => {
            let (before, _) = text.halves();
            let mut texts = cells::wrap(text.text(), width.saturating_sub(1));
            let until = cells::wrap(before, width.saturating_sub(1));
            let column = until.last().map_or(0, |line| cells::width(line)) + trailing_spaces(before);
            let caret = Some((until.len().saturating_sub(1), column.min(width.saturating_sub(1))));
            while texts.len() < 3 {
                texts.push(String::new());
            }
            let mut lines: Vec<Line<'static>> = texts
                .into_iter()
                .enumerate()
                .map(|(row, line)| {
                    let shown = if focused { cells::fit(&line, width) } else { line };
                    Line::from(vec![label(row == 0), span(shown, style)])
                })
                .collect();
            if !hint.is_empty() {
                let mut spans = vec![label(false)];
                spans.extend(hint);
                lines.push(cut(spans, LABEL + width));
            }
            (lines, caret)
        }
    }
}

/// Spaces at the end of a text, which breaking it into lines drops.
fn trailing_spaces(text: &str) -> usize {
    text.len() - text.trim_end_matches(' ').len()
}

fn choice_name(look: Look<'_>, field: FieldId, id: &str, desk: Option<&Desk<'_>>) -> String {
    match field {
        FieldId::Stage | FieldId::OpeningStage => {
            look.words.stage_of(look.app.ledger.stages(), &StageId::new(id)).to_owned()
        }
        FieldId::Person => {
            let person =
                desk.and_then(|desk| desk.contacts.iter().find(|contact| contact.id.to_string() == id));
            person.map_or_else(|| look.words.choice(field, ""), |contact| contact.name.clone())
        }
        FieldId::Deal(part) => super::deal_form::choice_name(look, part, id),
        _ => look.words.choice(field, id),
    }
}

/// What stands beside a field: what is wrong with it, or how it is read.
fn hint(
    look: Look<'_>,
    form: &Form,
    field: &Field,
    focused: bool,
    desk: Option<&Desk<'_>>,
    customer: Option<CustomerId>,
) -> Vec<Span<'static>> {
    let (words, theme, today) = (look.words, look.theme, look.app.now.date());
    if let Some(error) = form.error(field.id) {
        return vec![span(words.field_error(&error), theme.alarm())];
    }
    let value = field.value().trim();
    match field.id {
        FieldId::Happened | FieldId::NextDate if !value.is_empty() => {
            let leaning = if field.id == FieldId::Happened { Leaning::Past } else { Leaning::Future };
            match read_day(value, today, leaning) {
                Ok(when) => {
                    let next = customer.filter(|_| field.id == FieldId::NextDate);
                    let mut spans = vec![span(words.when(when, today), theme.fine())];
                    let stage = form.value(FieldId::Stage);
                    let stage = (!stage.is_empty()).then(|| StageId::new(stage));
                    spans.extend(next.and_then(|id| super::never_due(look, id, stage.as_ref())));
                    spans.extend(next.and_then(|id| super::day_off(look, id, when.date)));
                    spans
                }
                Err(error) => vec![span(words.day_error(&error), theme.alarm())],
            }
        }
        FieldId::Happened => vec![span(words.pick("empty: now", "留空：现在"), theme.quiet())],
        FieldId::NextDate => {
            let mut spans = vec![span(words.no_next_date(), theme.notice())];
            if let Some(date) = look.app.proposed_next().filter(|_| desk.is_some()) {
                let key = key_for(Context::Form, Action::TakeProposal);
                let text = words.take_proposal(key, &words.weekday_and_day(date, today));
                spans.push(span(format!("  {text}"), theme.quiet()));
            }
            spans
        }
        FieldId::Country if !value.is_empty() => match Country::find_beginning(value) {
            Some(country) => vec![span(words.country(country), theme.fine())],
            None => {
                vec![span(words.field_error(&crate::app::form::FieldError::UnknownCountry), theme.alarm())]
            }
        },
        FieldId::Quick | FieldId::Deal(_) => super::deal_form::hint(look, field.id, value, focused),
        FieldId::Company => alike(look, Likeness::Name, value, customer),
        FieldId::Website => alike(look, Likeness::Website, value, customer),
        FieldId::Aliases | FieldId::Tags | FieldId::Products if focused => {
            vec![span(words.pick("commas between", "用逗号分隔"), theme.quiet())]
        }
        FieldId::Contact(_, part) if is_list(part) => {
            let by = match part {
                ContactField::Emails => Some(Likeness::Email),
                ContactField::Phones | ContactField::Whatsapp => Some(Likeness::Phone),
                _ => None,
            };
            let found = by.map_or_else(Vec::new, |by| alike(look, by, value, customer));
            let usual = || vec![span(words.pick("commas between", "用逗号分隔"), theme.quiet())];
            if focused && found.is_empty() { usual() } else { found }
        }
        FieldId::LostReason if !value.is_empty() => {
            let reason = words.lost_reason(LostReason::of(value));
            vec![span(words.counts_as(reason), theme.fine())]
        }
        FieldId::LostReason if focused => vec![span(words.lost_reasons(), theme.quiet())],
        FieldId::Summary | FieldId::Note if focused => {
            vec![span(words.pick("Enter: new line   Tab: next field", "回车换行，Tab 下一项"), theme.quiet())]
        }
        _ => Vec::new(),
    }
}

fn is_list(part: ContactField) -> bool {
    !matches!(part, ContactField::Name | ContactField::Title | ContactField::Role | ContactField::Note)
}

/// Whether there is a customer already with that name, or with one of these addresses, numbers or sites.
fn alike(look: Look<'_>, by: Likeness, typed: &str, customer: Option<CustomerId>) -> Vec<Span<'static>> {
    let typed = if by == Likeness::Name { vec![typed.to_owned()] } else { split_list(typed) };
    let known = typed.iter().flat_map(|each| look.app.ledger.alike(by, each));
    let known = known.into_iter().find(|row| Some(row.summary.id) != customer);
    known.map_or_else(Vec::new, |row| {
        let country = row.summary.country.map_or("", |country| look.words.country(country));
        let said = look.words.alike(by);
        vec![span(format!("{said} {} {country}", row.summary.company), look.theme.notice())]
    })
}
