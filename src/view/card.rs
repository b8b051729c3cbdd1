//! The customer card: who it is, how things stand, why the rules say what they say, how to reach whom.

use super::pane::{self, rows, span};
use super::theme::Theme;
use super::{Look, cells, record};
use crate::app::card::{AddressKind, CardFact, CardItem, items};
use crate::app::layout::Pane;
use crate::app::ledger::Row;
use crate::domain::account::Position;
use crate::domain::trade::Quotation;
use crate::domain::{Contact, Dossier, FollowUp};
use crate::rules::Explanation;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

pub fn draw(frame: &mut Frame<'_>, look: Look<'_>, area: Rect) {
    let (words, theme, app) = (look.words, look.theme, look.app);
    let focused = look.has_focus(Pane::Card);
    let Some(customer) = app.shown_row() else {
        let inner = pane::frame(frame, look, area, vec![Span::raw(words.card())], focused);
        return rows(frame, inner, pane::paragraph(words.nobody(), usize::from(inner.width), theme.quiet()));
    };
    let inner = pane::frame(frame, look, area, title(look, customer), focused);
    let Some(dossier) = app.shown_dossier() else {
        return rows(frame, inner, pane::paragraph(words.loading(), usize::from(inner.width), theme.quiet()));
    };
    let width = usize::from(inner.width);
    let why = app.ledger.rules().explain(
        &customer.summary,
        app.ledger.stages(),
        app.ledger.calendar(),
        app.now.date(),
    );
    let blocks: Vec<Vec<Line<'static>>> =
        items(dossier).iter().map(|item| block(look, (customer, &why), dossier, item, width)).collect();
    draw_blocks(frame, look, inner, &blocks, blocks.len(), app.places().0, focused);
}

/// Name, grade and class.
pub fn title(look: Look<'_>, customer: &Row) -> Vec<Span<'static>> {
    let class = look.app.ledger.rules().class_at(customer.assessment.class);
    vec![
        Span::raw(customer.summary.company.clone()),
        Span::raw(format!("   {}  {}", customer.assessment.grade, look.words.class_name(class))),
    ]
}

/// Draws blocks of lines so that the one under the cursor is seen whole, where it fits; the last row says how many of
/// `all` are not.
pub fn draw_blocks(
    frame: &mut Frame<'_>,
    look: Look<'_>,
    area: Rect,
    blocks: &[Vec<Line<'static>>],
    all: usize,
    at: usize,
    focused: bool,
) {
    let height = usize::from(area.height);
    let (mut top, mut hidden) = window(blocks, all, at, height);
    let has_rest = hidden > 0 && height > 3;
    if has_rest {
        (top, hidden) = window(blocks, all, at, height - 1);
        rows(frame, Rect { y: area.bottom() - 1, height: 1, ..area }, [pane::more(look, hidden)]);
    }
    let area = Rect { height: area.height - u16::from(has_rest), ..area };
    let mut y = 0_usize;
    for (place, block) in blocks.iter().enumerate().skip(top) {
        let from = u16::try_from(y).unwrap_or(u16::MAX);
        if from >= area.height {
            break;
        }
        let rest = Rect { y: area.y + from, height: area.height - from, ..area };
        rows(frame, rest, block.iter().cloned());
        if focused && place == at {
            pane::mark(frame, area, from, u16::try_from(block.len()).unwrap_or(1), look.theme.cursor(true));
        }
        y += block.len();
    }
}

/// The first block to draw, and how many below are not seen whole.
fn window(blocks: &[Vec<Line<'static>>], all: usize, at: usize, height: usize) -> (usize, usize) {
    let high = |place: usize| blocks.get(place).map_or(0, Vec::len);
    let mut top = at.min(blocks.len().saturating_sub(1));
    let mut used = high(top);
    while top > 0 && used + high(top - 1) <= height {
        top -= 1;
        used += high(top);
    }
    let mut end = top;
    let mut left = height;
    while end < blocks.len() && high(end) <= left {
        left -= high(end);
        end += 1;
    }
    (top, all - end)
}

fn block(
    look: Look<'_>,
    (customer, why): (&Row, &Explanation),
    dossier: &Dossier,
    item: &CardItem<'_>,
    width: usize,
) -> Vec<Line<'static>> {
    let (words, theme) = (look.words, look.theme);
    let card = &dossier.customer;
    let today = look.app.now.date();
    match *item {
        CardItem::DoNotContact => vec![Line::from(span(words.do_not_contact(), theme.alarm()))],
        CardItem::Place => place(look, customer, dossier, width),
        CardItem::Stage => {
            let stages = look.app.ledger.stages();
            let stage = words.stage_of(stages, &customer.summary.stage);
            let days = (today - customer.summary.stage_since.date()).whole_days().max(0);
            // What should be looked at stands where one begins to read.
            let mut lines = flag_names(look, why, width);
            let stage = format!("{stage}  {}", words.since_days(days));
            lines.extend(labelled(look, words.stage(), &stage, width, Theme::STRONG));
            lines
        }
        CardItem::Next(plan) => {
            labelled(look, words.next_step(), &next_step(look, plan), width, Style::new())
        }
        CardItem::Why => {
            let mut lines = self::why(look, why, width);
            lines.extend(left_out(look, customer, width));
            lines
        }
        CardItem::Tags => {
            let tags: Vec<_> = card.tags.iter().map(|tag| words.tag(tag)).collect();
            labelled(look, words.tags(), &tags.join("  "), width, theme.notice())
        }
        CardItem::LastPrice(quotation) => {
            let quoted = words.quoted_on(&words.day(quotation.date, today));
            let text = format!("{}  {quoted}", record::quotation(words, quotation, today));
            let mut lines = labelled(look, words.last_price(), &text, width, Style::new());
            lines.extend(others(look, dossier, quotation, width));
            lines
        }
        CardItem::Account => account(look, dossier, width),
        CardItem::Person(contact) => person(look, dossier, contact, width),
        CardItem::Address(kind, text) => {
            indented(&format!("{} {text}", address_label(look, kind)), width, Style::new())
        }
        CardItem::PersonNote(text) => indented(text, width, theme.quiet()),
        CardItem::Aliases => {
            labelled(look, words.aliases(), &words.listed(&card.aliases), width, Style::new())
        }
        CardItem::Products => {
            labelled(look, words.products(), &words.listed(&card.products), width, Style::new())
        }
        CardItem::Scores => {
            let score = |label: &str, score: Option<crate::domain::Score>| {
                score.map(|score| format!("{label} {}", words.of_score(score.get())))
            };
            let scores =
                [score(words.potential(), card.potential), score(words.payment_habit(), card.payment_habit)];
            plain(&scores.into_iter().flatten().collect::<Vec<_>>().join("   "), width, theme.quiet())
        }
        CardItem::Fact(fact, text) => labelled(look, fact_label(look, fact), text, width, Style::new()),
    }
}

/// Where the customer is, what time it is there, and when the office opens by our own clock.
pub fn place(look: Look<'_>, customer: &Row, dossier: &Dossier, width: usize) -> Vec<Line<'static>> {
    let (words, app, card) = (look.words, look.app, &dossier.customer);
    let country = card.country.map_or("", |country| words.country(country));
    let kind = card.kind.map_or("", |kind| words.customer_type(kind));
    let local = app.local_time(customer);
    let city = match &local {
        Some(local) => words.local_time(&card.city, local, app.now.date()),
        None => card.city.clone(),
    };
    let opens = local.and_then(|local| words.opens_by_our_clock(&local, app.now));
    let parts = [country, &city, opens.as_deref().unwrap_or(""), kind];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { Vec::new() } else { plain(&parts.join("  "), width, Style::new()) }
}

/// What the nearest other buyer was quoted for the product; nothing where nobody was.
pub fn others(look: Look<'_>, dossier: &Dossier, quotation: &Quotation, width: usize) -> Vec<Line<'static>> {
    let (words, today) = (look.words, look.app.now.date());
    let found = look.app.ledger.price_of_others(dossier.customer.id, &quotation.product);
    found.map_or_else(Vec::new, |(circle, found)| {
        let text = format!("{}  {}", words.circle(circle), words.last_price_text(found.price, today));
        labelled(look, words.others_pay(), &text, width, look.theme.quiet())
    })
}

/// How the customer stands over all orders; nothing where there is nothing to tell.
pub fn account(look: Look<'_>, dossier: &Dossier, width: usize) -> Vec<Line<'static>> {
    let (words, position) = (look.words, Position::of(dossier));
    if position.is_empty() {
        return labelled(look, words.account_label(), words.none(), width, look.theme.quiet());
    }
    let text = words.position(&position, look.app.ledger.rates(), look.app.now.date());
    labelled(look, words.account_label(), &text, width, Style::new())
}

/// What lists and search do not know of the customer, since there is too much of it.
fn left_out(look: Look<'_>, customer: &Row, width: usize) -> Vec<Line<'static>> {
    let (words, summary) = (look.words, &customer.summary);
    let rows = (summary.more_open > 0).then(|| words.more_open_rows(summary.more_open));
    let numbers = (summary.more_numbers > 0).then(|| words.more_numbers(summary.more_numbers));
    let parts: Vec<_> = rows.into_iter().chain(numbers).collect();
    parts.iter().flat_map(|text| plain(text, width, look.theme.notice())).collect()
}

fn next_step(look: Look<'_>, plan: &FollowUp) -> String {
    let (words, today) = (look.words, look.app.now.date());
    let mut parts = Vec::new();
    parts.push(match plan.date {
        Some(date) => words.when(crate::domain::day_input::When { date, time: plan.time }, today),
        None => words.no_next_date().to_owned(),
    });
    parts.extend(plan.until_answer.then(|| words.until_answer().to_owned()));
    let day_off = plan.date.filter(|date| *date >= today).and_then(|date| {
        let (why, name) = look.app.day_off(plan.customer, date)?;
        Some(words.day_off(why, name))
    });
    parts.extend(day_off);
    parts.extend((!plan.action.is_empty()).then(|| plan.action.clone()));
    parts.extend((!plan.goal.is_empty()).then(|| words.told(words.goal(), &plan.goal)));
    parts.extend((plan.postponed > 0).then(|| words.postponed(plan.postponed)));
    parts.join("  ")
}

/// Why this class, why this grade, why today.
fn why(look: Look<'_>, explanation: &Explanation, width: usize) -> Vec<Line<'static>> {
    let (words, today) = (look.words, look.app.now.date());
    let rules = look.app.ledger.rules();
    let class = words.class_name(rules.class_at(explanation.assessment.class));
    let grade = &explanation.grade;
    let (a, b) = grade.thresholds;
    let terms: Vec<_> = grade.terms.iter().map(|term| words.grade_input(&term.input)).collect();
    let terms = terms.join(words.pick(", ", "，"));
    let grade_text = match grade.pinned {
        Some(_) => words.pinned().to_owned(),
        None if terms.is_empty() => words.score_points(grade.score, a, b),
        None => format!("{}  {terms}", words.score_points(grade.score, a, b)),
    };
    let mut lines = flags(look, explanation, width);
    lines.extend(labelled(
        look,
        class,
        &words.reasons(&explanation.class, &explanation.about, today),
        width,
        look.theme.quiet(),
    ));
    lines.extend(labelled(
        look,
        &words.grade_label(explanation.assessment.grade),
        &grade_text,
        width,
        look.theme.quiet(),
    ));
    if let Some(due) = explanation.assessment.due {
        let days = words.window_days(&due, today);
        let terms: Vec<_> = explanation
            .priority
            .iter()
            .filter(|term| term.points != 0)
            .map(|term| format!("{} {:+}", words.priority_input(term.input, rules), term.points))
            .collect();
        let text = format!("{days}  {}", words.reasons(&explanation.when, &explanation.about, today));
        lines.extend(labelled(look, words.window(), &text, width, look.theme.quiet()));
        let text = format!("{}  {}", explanation.assessment.priority, terms.join("  "));
        lines.extend(labelled(look, words.priority(), &text, width, look.theme.quiet()));
    }
    let mut label = words.if_silent();
    for text in words.outlook(&explanation.outlook, rules, today) {
        lines.extend(labelled(look, label, &text, width, look.theme.quiet()));
        label = "";
    }
    lines
}

/// The names of the flags that are up, over as many lines as they need.
fn flag_names(look: Look<'_>, explanation: &Explanation, width: usize) -> Vec<Line<'static>> {
    let rules = look.app.ledger.rules();
    let mut lines: Vec<Line<'static>> = Vec::new();
    for flag in explanation.flags.iter().filter_map(|raised| rules.flag_at(raised.flag)) {
        let name = span(format!("! {}", look.words.flag(Some(flag))), look.theme.class(flag.colour));
        match lines.last_mut() {
            Some(line) if line.width() + 2 + name.width() <= width => {
                line.push_span(Span::raw("  "));
                line.push_span(name);
            }
            _ => lines.push(Line::from(name)),
        }
    }
    lines
}

/// Flag by flag: its name, and what raised it.
pub fn flags(look: Look<'_>, explanation: &Explanation, width: usize) -> Vec<Line<'static>> {
    let (words, app, today) = (look.words, look.app, look.app.now.date());
    let rules = app.ledger.rules();
    let mut lines = Vec::new();
    for raised in &explanation.flags {
        let Some(flag) = rules.flag_at(raised.flag) else { continue };
        let name = span(format!("! {}", words.flag(Some(flag))), look.theme.class(flag.colour));
        let why = format!("  {}", words.reasons(&raised.reasons, &explanation.about, today));
        lines.extend(pane::led(name, &why, look.theme.quiet(), width));
    }
    lines
}

fn person(look: Look<'_>, dossier: &Dossier, contact: &Contact, width: usize) -> Vec<Line<'static>> {
    let (words, theme) = (look.words, look.theme);
    let main = dossier.customer.contacts.len() > 1
        && dossier.customer.main_contact().is_some_and(|main| main.id == contact.id);
    let mut about = String::new();
    let role = contact.role.map_or("", |role| words.role(role));
    for part in [contact.title.as_str(), role, if main { words.main_contact() } else { "" }] {
        if !part.is_empty() {
            about.push_str(&format!("  {part}"));
        }
    }
    pane::led(span(contact.name.clone(), Theme::STRONG), &about, theme.quiet(), width)
}

fn address_label(look: Look<'_>, kind: AddressKind) -> &'static str {
    let words = look.words;
    match kind {
        AddressKind::Email => words.pick("mail", "邮箱"),
        AddressKind::Phone => words.pick("tel", "电话"),
        AddressKind::Whatsapp => "WhatsApp",
        AddressKind::Wechat => words.pick("WeChat", "微信"),
        AddressKind::Skype => "Skype",
        AddressKind::Linkedin => "LinkedIn",
    }
}

fn fact_label(look: Look<'_>, fact: CardFact) -> &'static str {
    use crate::app::form::FieldId;
    let words = look.words;
    match fact {
        CardFact::PaymentTerms => words.pick("terms", "付款方式"),
        CardFact::Linkedin => "LinkedIn",
        CardFact::Website => words.field(FieldId::Website),
        CardFact::Source => words.field(FieldId::Source),
        CardFact::Language => words.field(FieldId::Language),
        CardFact::Owner => words.field(FieldId::Owner),
        CardFact::Note => words.field(FieldId::Note),
    }
}

/// The cells that labels of the card take, the gap behind them included.
const LABEL: usize = 11;

/// A label, and the text beside it over as many lines as it needs.
pub fn labelled(look: Look<'_>, label: &str, text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    let mut label = cells::fit(label, LABEL - 1);
    let lines = cells::wrap(text, width.saturating_sub(LABEL));
    lines
        .into_iter()
        .map(|line| {
            let head = std::mem::replace(&mut label, " ".repeat(LABEL - 1));
            Line::from(vec![span(format!("{head} "), look.theme.quiet()), span(line, style)])
        })
        .collect()
}

fn indented(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    pane::indented(text, 2, width, style).collect()
}

fn plain(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    pane::paragraph(text, width, style).collect()
}
