//! The brief before talking to a customer: why, saying what, what is open on both sides, the last words.

use super::card::{account, flags, labelled, others, place, title as card_title};
use super::pane::{self, as_fit, row, rows, span};
use super::theme::Theme;
use super::{Look, record, timeline};
use crate::app::Front;
use crate::app::brief::{Brief, addresses, phone};
use crate::app::ledger::Row;
use crate::domain::{CustomerId, Dossier, FollowUp};
use crate::rules::Explanation;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// From this width on, the last words stand beside the facts instead of below them.
const TWO_COLUMNS: u16 = 110;

/// Draws the brief of the shown customer.
pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let Some(customer) = look.app.shown_row() else { return };
    let Some(dossier) = look.app.shown_dossier() else {
        return rows(frame, area, [Line::from(span(look.words.loading(), look.theme.quiet()))]);
    };
    for (area, lines) in columns(look, customer, dossier, area) {
        let room = usize::from(area.height);
        let top = look.app.brief_top.min(lines.len().saturating_sub(room));
        let rest: Vec<_> = lines.into_iter().skip(top).collect();
        let all = rest.len();
        rows(frame, area, as_fit(look, rest, room, all));
    }
}

/// Draws it in a pane beside a form, as far as it goes.
pub fn draw_beside(frame: &mut Frame<'_>, look: Look<'_>, area: Rect, id: CustomerId) {
    let Some(customer) = look.app.ledger.row(id) else { return };
    let inner = pane::frame(frame, look, area, card_title(look, customer), false);
    let Some(dossier) = look.app.ledger.dossier(id) else {
        return rows(frame, inner, [Line::from(span(look.words.loading(), look.theme.quiet()))]);
    };
    for (area, lines) in columns(look, customer, dossier, inner) {
        let all = lines.len();
        rows(frame, area, as_fit(look, lines, usize::from(area.height), all));
    }
}

/// The line from which the last page of the brief in an area begins.
pub fn last_top(look: Look<'_>, area: Rect) -> usize {
    let shown = look.app.shown_row().zip(look.app.shown_dossier());
    let columns = shown.map(|(customer, dossier)| columns(look, customer, dossier, area));
    let lines = columns.into_iter().flatten().map(|(_, lines)| lines.len()).max();
    lines.unwrap_or(0).saturating_sub(usize::from(area.height))
}

/// The facts and the last words, beside each other where there is room.
fn columns(look: Look<'_>, customer: &Row, dossier: &Dossier, area: Rect) -> Vec<(Rect, Vec<Line<'static>>)> {
    let brief = Brief::of(customer, dossier);
    if area.width >= TWO_COLUMNS {
        let left = Rect { width: area.width / 2 - 2, ..area };
        let right = Rect { x: left.right() + 4, width: area.width - left.width - 4, ..area };
        let facts = facts(look, customer, dossier, &brief, usize::from(left.width));
        let room = usize::from(right.height);
        vec![(left, facts), (right, words(look, dossier, &brief, usize::from(right.width), room))]
    } else {
        let width = usize::from(area.width);
        let mut lines = facts(look, customer, dossier, &brief, width);
        let room = usize::from(area.height).saturating_sub(lines.len());
        lines.extend(words(look, dossier, &brief, width, room));
        vec![(area, lines)]
    }
}

/// What the flags about business ask for, of somebody who is never due and may be written to.
fn asked_by_flags(look: Look<'_>, customer: &Row, explanation: &Explanation) -> String {
    if customer.assessment.due.is_some() || customer.do_not_contact() {
        return String::new();
    }
    let about_business = look.app.ledger.rules().flags_about_business();
    look.words.asked_by_flags(explanation.flags.iter().filter(|it| about_business.contains(it.flag)))
}

fn facts(
    look: Look<'_>,
    customer: &Row,
    dossier: &Dossier,
    brief: &Brief<'_>,
    width: usize,
) -> Vec<Line<'static>> {
    let (words, theme, app, today) = (look.words, look.theme, look.app, look.app.now.date());
    let rules = app.ledger.rules();
    let (summary, assessment) = (&customer.summary, &customer.assessment);
    let late = app.ledger.days_overdue(summary.id);
    let mut why = words.reason_of(customer, today);
    if late > 0 {
        why.push_str(&words.pick(format!(", {late}d late"), format!("，逾期 {late} 天")));
    }
    let mut lines =
        labelled(look, words.why(), &why, width, if late > 0 { theme.alarm() } else { Style::new() });
    let explanation = rules.explain(summary, app.ledger.stages(), app.ledger.calendar(), today);
    // During a call there is little room, and most flags say what is told of the customer anyway.
    let is_call = matches!(app.front, Front::Call(_));
    let mut raised = flags(look, &explanation, width);
    if !is_call {
        lines.append(&mut raised);
    }
    let channels: Vec<_> = rules.channels(summary, assessment).collect();
    let suggestion = rules.suggestion(assessment).map_or("", |text| words.bilingual(text));
    let is_own_day = summary.follow_up.as_ref().is_some_and(FollowUp::is_own_day);
    let agreed = if is_own_day { words.next_step() } else { words.agreed() };
    // What was agreed comes first, and then the rules have no other idea.
    let (label, what) = customer.agreed_action().map_or((words.say_it(), suggestion), |it| (agreed, it));
    let is_never_due = assessment.due.is_none();
    let asked = asked_by_flags(look, customer, &explanation);
    // Of whoever is never due it says what the flags ask for, or why there is nothing to say.
    let (label, told) = if !asked.is_empty() {
        (words.say_it(), words.through(&channels, &asked))
    } else if is_never_due {
        (words.say_it(), format!("{}{}", words.nothing(), words.aside(&words.reason_of(customer, today))))
    } else {
        (label, words.through(&channels, what))
    };
    let told = labelled(look, label, &told, width, Theme::STRONG);
    let before = if customer.agreed_action().is_some() && !is_never_due { 0 } else { lines.len() };
    lines.splice(before..before, told);
    lines.extend(place(look, customer, dossier, width));
    if let Some(person) = brief.person {
        let title = if person.title.is_empty() { String::new() } else { format!("  {}", person.title) };
        let mut reached = addresses(rules, customer, person).join("  ");
        // Whatever is suggested, one may call; a call says the number at its head.
        if !is_call && let Some(phone) = number(dossier).filter(|phone| !reached.contains(phone.as_str())) {
            reached = format!("{reached}  {phone}");
        }
        let text = format!("{}{title}  {reached}", person.name);
        lines.extend(labelled(look, words.person(), &text, width, Style::new()));
    }
    let stage = words.stage_of(app.ledger.stages(), &summary.stage);
    let days = (today - summary.stage_since.date()).whole_days().max(0);
    lines.extend(labelled(
        look,
        words.stage(),
        &format!("{stage}  {}", words.since_days(days)),
        width,
        Style::new(),
    ));
    let mut label = words.ours();
    for owed in &brief.ours {
        lines.extend(labelled(look, label, &words.owed_by_us(owed, today), width, theme.notice()));
        label = "";
    }
    let mut label = words.theirs();
    for owed in &brief.theirs {
        lines.extend(labelled(look, label, &words.owed_by_them(owed, today), width, theme.fine()));
        label = "";
    }
    if let Some(price) = brief.price {
        let quoted = words.quoted_on(&words.day(price.date, today));
        let text = format!("{}  {quoted}", record::quotation(words, price, today));
        lines.extend(labelled(look, words.last_price(), &text, width, Style::new()));
        lines.extend(others(look, dossier, price, width));
    }
    if summary.deals.orders > 0 {
        lines.extend(account(look, dossier, width));
    }
    let mut label = words.samples_out();
    for sample in &brief.samples {
        let text = format!("{}  {}", words.day(sample.sent_on, today), record::sample(words, sample, today));
        lines.extend(labelled(look, label, &text, width, Style::new()));
        label = "";
    }
    lines.append(&mut raised);
    lines
}

/// The number to call, with its owner where that is not the main contact.
pub fn number(dossier: &Dossier) -> Option<String> {
    let (person, phone) = phone(dossier)?;
    let is_main = dossier.customer.main_contact().is_some_and(|main| main.id == person.id);
    Some(if is_main { phone.to_owned() } else { format!("{} {phone}", person.name) })
}

/// So many contacts tell how things stand, whatever the room.
const LEAST_CONTACTS: usize = 3;

/// The last contacts, as many as there are rows for.
fn words(
    look: Look<'_>,
    dossier: &Dossier,
    brief: &Brief<'_>,
    width: usize,
    room: usize,
) -> Vec<Line<'static>> {
    if brief.contacts.is_empty() {
        return vec![Line::from(span(look.words.no_contacts_yet(), look.theme.quiet()))];
    }
    let columns = timeline::Columns::of(look, brief.contacts.iter().map(|it| it.at.date()), width);
    let mut lines = Vec::new();
    for (place, entry) in brief.contacts.iter().enumerate() {
        let block = timeline::interaction(look, dossier, entry, columns);
        if place >= LEAST_CONTACTS && lines.len() + block.len() > room {
            break;
        }
        lines.extend(block);
    }
    lines
}

/// Who it is: grade, class, name; at the right how it stands with the time.
pub fn head(look: Look<'_>, customer: &Row, right: String, width: usize) -> Line<'static> {
    let mut left = super::today::marks(look, customer);
    left.push(span(customer.summary.company.clone(), Theme::STRONG));
    row(left, vec![span(right, look.theme.notice())], width)
}
