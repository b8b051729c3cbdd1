//! `genjin list`: every customer.

use super::workplace::Workplace;
use super::{json, out};
use crate::app::ledger::{Ledger, Row};
use crate::lang::Words;
use crate::view::cells::fit;

pub fn run(place: &Workplace, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    if as_json {
        return out::print_json(&json::list(&ledger));
    }
    let mut text = lines(&ledger, ledger.rows(), words);
    if text.is_empty() {
        text = format!("{}\n", words.no_customers_yet());
    }
    out::print(&text)
}

/// A line a customer: grade, class, name, country, stage, next date, flags.
pub fn lines<'a>(ledger: &Ledger, rows: impl Iterator<Item = &'a Row>, words: Words) -> String {
    let mut text = String::new();
    for row in rows {
        let (summary, assessment) = (&row.summary, &row.assessment);
        let due = assessment.due.map_or(String::new(), |due| words.day(due.from, ledger.today()));
        let columns = [
            assessment.grade.to_string(),
            fit(words.class_short(ledger.rules().class_at(assessment.class)), 4),
            fit(&summary.company, 32),
            fit(summary.country.map_or("", |country| words.country(country)), 16),
            fit(words.stage_of(ledger.stages(), &summary.stage), 24),
            fit(&due, 10),
            flags(ledger, row, words),
        ];
        text.push_str(columns.join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// The flags that are up, as today's list shows them.
pub fn flags(ledger: &Ledger, row: &Row, words: Words) -> String {
    let flags = ledger.rules().flags_of(row.assessment.flags);
    let names: Vec<_> = flags.map(|flag| format!("! {}", words.flag(Some(flag)))).collect();
    names.join("  ")
}
