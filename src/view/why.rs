//! Why the rules say what they say of a customer: the sum of the priority term by term, the conditions that
//! held, and what would change the answer, and when.

use super::pane::span;
use super::theme::Theme;
use super::{Look, cells};
use crate::domain::{Channel, CustomerId, Direction};
use crate::rules::{About, Explanation, FreshContact, Reason};
use ratatui::style::Style;
use ratatui::text::Line;

/// Cells of the column of numbers and labels, the gap behind it included.
const LABEL: usize = 13;

/// Everything that there is to say, in lines of `width` cells.
pub fn lines(look: Look<'_>, customer: CustomerId, width: usize) -> Vec<Line<'static>> {
    let (words, app, today) = (look.words, look.app, look.app.now.date());
    let Some(row) = app.ledger.row(customer) else { return Vec::new() };
    let rules = app.ledger.rules();
    let why = rules.explain(&row.summary, app.ledger.stages(), app.ledger.calendar(), today);
    let mut page = Page { look, width, lines: Vec::new() };

    match why.assessment.due {
        None => page.head(words.window(), words.never_due()),
        Some(due) => page.head(words.window(), &words.window_days(&due, today)),
    }
    page.reasons(&why.when, &why.about);

    if !why.flags.is_empty() {
        page.head(words.flags_title(), "");
    }
    for raised in &why.flags {
        let name = words.flag(rules.flag_at(raised.flag));
        page.line("!", &words.told(name, &words.reasons(&raised.reasons, &why.about, today)));
    }

    page.head(words.priority(), &why.assessment.priority.to_string());
    for term in &why.priority {
        page.line(&format!("{:+}", term.points), &words.priority_input(term.input, rules));
    }

    page.changes(customer, &why);

    page.head(words.class_title(), words.class_name(rules.class_at(why.assessment.class)));
    page.reasons(&why.class, &why.about);

    page.grade(&why);
    page.lines
}

/// The page as far as it is written.
struct Page<'a> {
    look: Look<'a>,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl Page<'_> {
    /// The head of a part, and what the rules say there.
    fn head(&mut self, label: &str, answer: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        let label = if answer.is_empty() { label.to_owned() } else { cells::fit(label, LABEL - 1) };
        self.lines.push(Line::from(vec![
            span(format!("{label} "), self.look.theme.key()),
            span(answer.to_owned(), Theme::STRONG),
        ]));
    }

    /// A line below a head, over as many lines as it needs.
    fn line(&mut self, label: &str, text: &str) {
        let mut label = cells::fit(label, LABEL - 3);
        for line in cells::wrap(text, self.width.saturating_sub(LABEL)) {
            let head = std::mem::replace(&mut label, " ".repeat(LABEL - 3));
            self.lines.push(Line::from(vec![
                span(format!("  {head} "), self.look.theme.quiet()),
                span(line, Style::new()),
            ]));
        }
    }

    fn reasons(&mut self, reasons: &[Reason], about: &About) {
        let (words, today) = (self.look.words, self.look.app.now.date());
        self.line("", &words.reasons(reasons, about, today));
    }

    fn grade(&mut self, why: &Explanation) {
        let (words, grade) = (self.look.words, &why.grade);
        let (a, b) = grade.thresholds;
        let points = words.score_points(grade.score, a, b);
        let pinned = if grade.pinned.is_some() { format!("{}  ", words.pinned()) } else { String::new() };
        self.head(words.grade_title(), &format!("{}  {pinned}{points}", grade.grade));
        for term in &grade.terms {
            self.line(&words.grade_points(term), &words.grade_input(&term.input));
        }
    }

    /// What comes if nothing happens, and what would come of a contact today.
    fn changes(&mut self, customer: CustomerId, why: &Explanation) {
        let (words, app, today) = (self.look.words, self.look.app, self.look.app.now.date());
        let rules = app.ledger.rules();
        let Some(row) = app.ledger.row(customer) else { return };
        self.head(words.what_changes_it(), "");
        let mut label = words.if_silent();
        for line in words.outlook(&why.outlook, rules, today) {
            self.line(label, &line);
            label = "";
        }
        let channel = rules.channels(&row.summary, &why.assessment).next().unwrap_or(Channel::Email);
        let stage = &row.summary.stage;
        for (label, direction) in
            [(words.if_we_write(), Direction::Out), (words.if_they_write(), Direction::In)]
        {
            let contact = FreshContact { channel, direction, stage };
            let (stages, calendar) = (app.ledger.stages(), app.ledger.calendar());
            let due = rules.window_after(&row.summary, stages, calendar, &contact, today);
            let next = rules.proposed_next(&row.summary, stages, calendar, &contact, today);
            let text = match next {
                None => words.no_next().to_owned(),
                Some(_) if due.is_some_and(|due| due.is_open(today)) => words.due_at_once().to_owned(),
                Some(date) => words.next_window(&words.weekday_and_day(date, today)),
            };
            self.line(label, &text);
        }
    }
}
