//! `genjin import`: a spreadsheet, as one change that one undo takes back.

use super::out;
use super::workplace::Workplace;
use crate::exchange::{self, Double, ImportContext, ImportPlan, RowResult, TakenFor};
use crate::lang::Words;
use crate::view::cells::fit;
use anyhow::anyhow;
use std::path::Path;

/// More rows than these are not listed one by one.
const MOST_LISTED: usize = 200;

pub fn run(place: &mut Workplace, file: &Path, is_dry_run: bool) -> anyhow::Result<()> {
    let words = place.words;
    let name = file.display().to_string();
    let bytes = std::fs::read(file)
        .map_err(|error| anyhow!(words.user_file_unreadable(&name, &error.to_string())))?;
    let existing = place.summaries()?;
    let plan = {
        let data = &place.data;
        let dossier = |id| data.dossier(id).ok().flatten();
        let context = ImportContext {
            now: place.now,
            author: &place.author,
            stages: &place.stages,
            existing: &existing,
            dossier: &dossier,
        };
        let plan = exchange::plan(&name, &bytes, context, &mut place.ids);
        plan.map_err(|error| anyhow!(words.import_error(&error)))?
    };
    if let Some(change) = plan.change.as_ref().filter(|_| !is_dry_run) {
        place.commit(change)?;
    }
    out::print(&report(place, &plan, is_dry_run))
}

/// What was read and what happens: the file, its columns, the rows of a dry run, problems, the count.
fn report(place: &Workplace, plan: &ImportPlan, is_dry_run: bool) -> String {
    let words = place.words;
    let mut text = format!("{}\n", words.table_read(plan.encoding, plan.delimiter, plan.day_order));
    for column in &plan.columns {
        if column.taken_for != TakenFor::Nothing {
            text.push_str(&format!(
                "  {}  {}\n",
                fit(&column.heading, 20),
                words.taken_for(column.taken_for)
            ));
        }
    }
    if is_dry_run {
        text.push('\n');
        for row in plan.rows.iter().take(MOST_LISTED) {
            let result = words.row_result(&row.result);
            text.push_str(&format!("  {}  {}  {result}\n", words.line(row.line), fit(&row.company, 28)));
        }
        if plan.rows.len() > MOST_LISTED {
            text.push_str(&format!("  {}\n", words.more_rows(plan.rows.len() - MOST_LISTED)));
        }
    }
    if !plan.problems.is_empty() {
        text.push_str(&format!("\n{}\n", words.to_look_at()));
    }
    for problem in &plan.problems {
        text.push_str(&format!("  {}\n", words.row_problem(problem)));
    }
    if !plan.doubles.is_empty() {
        text.push_str(&doubles(words, &plan.doubles, is_dry_run));
    }
    let refused = plan.rows.iter().filter(|row| row.result == RowResult::Refused).count();
    let counts = plan.counts;
    let summary = words.import_counts(counts.new, counts.added_to, counts.unchanged, refused);
    text.push_str(&format!("\n{summary}\n"));
    if counts.without_direction > 0 {
        text.push_str(&format!("{}\n", words.import_without_direction(counts.without_direction)));
    }
    text.push_str(&match (&plan.change, is_dry_run) {
        (None, _) => format!("{}\n", words.nothing_to_import()),
        (Some(_), true) => format!("{}\n", words.dry_run_over()),
        (Some(_), false) => String::new(),
    });
    text
}

/// New customers that are likely another one, and what to do about them.
fn doubles(words: Words, doubles: &[Double], is_dry_run: bool) -> String {
    let mut text = format!("\n{}\n", words.likely_doubles());
    for double in doubles.iter().take(MOST_LISTED) {
        text.push_str(&format!("  {}\n", words.double(double)));
    }
    if doubles.len() > MOST_LISTED {
        text.push_str(&format!("  {}\n", words.more_rows(doubles.len() - MOST_LISTED)));
    }
    let advice = if is_dry_run { words.doubles_before() } else { words.doubles_after() };
    text.push_str(&format!("{advice}\n"));
    text
}
