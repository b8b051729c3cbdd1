//! `genjin rules`: checking a rule file, explaining a customer; trying other rules is in `trial`.

use super::workplace::{RULES_FILE, Workplace, data_dir, read_rule_file, read_rule_text, read_stages, words};
use super::{Global, json, out, resolve};
use crate::domain::Stages;
use crate::domain::stage::DEFAULT_STAGES;
use crate::lang::Words;
use crate::rules::Rules;
use crate::view::cells::{fit, width};
use anyhow::anyhow;
use clap::Subcommand;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub enum Action {
    /// Check a rule file, by default the one in the data folder, and tell every mistake and what certainly does nothing
    Check {
        /// The rule file
        file: Option<PathBuf>,
        /// Print stable JSON and nothing else
        #[arg(long)]
        json: bool,
    },
    /// Why the rules say what they say about a customer, and when that will change
    Explain {
        /// An id, the beginning of one, or a name
        customer: String,
        /// Print stable JSON and nothing else
        #[arg(long)]
        json: bool,
    },
    /// Compare the rules of a file with those in use, or with another file, over the customers there are
    Try {
        /// The rule file to try
        file: PathBuf,
        /// The rules to compare with, instead of those in use
        #[arg(long, value_name = "FILE")]
        against: Option<PathBuf>,
        /// Print stable JSON and nothing else
        #[arg(long)]
        json: bool,
    },
}

/// Checks a file; needs no store, so that it works while the cockpit is open.
pub fn check(global: &Global, file: Option<&Path>, as_json: bool) -> anyhow::Result<()> {
    let words = words(global, None);
    let dir = if global.demo { None } else { Some(data_dir(global)?) };
    let stages = match &dir {
        Some(dir) => read_stages(dir, words)?,
        None => Stages::parse(DEFAULT_STAGES).map_err(|error| anyhow!(error))?,
    };
    let own = dir.map(|dir| dir.join(RULES_FILE)).filter(|own| own.exists());
    if as_json {
        return check_as_json(file.or(own.as_deref()), &stages, words);
    }
    let Some(path) = file.or(own.as_deref()) else {
        let rules = Rules::builtin();
        let text = words.rules_builtin(rules.classes().len(), rules.flags().len());
        return out::print(&format!("{text}\n"));
    };
    let rules = read_rule_file(path, &stages, words)?;
    let name = path.display().to_string();
    let written = read_rule_text(path, words)?;
    if written.trim().is_empty() {
        let text = words.rules_empty(&name, rules.classes().len(), rules.flags().len());
        return out::print(&format!("{text}\n"));
    }
    let mut text = format!("{}\n", words.rules_right(&name, rules.classes().len(), rules.flags().len()));
    if Rules::answers_by_cadence_alone(&written) {
        text.push_str(&format!("{}\n", words.rules_answer_nobody()));
    }
    for doubt in Rules::doubts(&written, &stages) {
        text.push_str(&format!("{}\n", words.rules_doubt(&doubt)));
    }
    out::print(&text)
}

/// The same as data; a file with mistakes fails all the same, and tells them as text beside it.
fn check_as_json(path: Option<&Path>, stages: &Stages, words: Words) -> anyhow::Result<()> {
    let text = path.map_or(Ok(String::new()), |path| read_rule_text(path, words))?;
    let read = Rules::parse_for(&text, stages);
    let name = path.map(|path| path.display().to_string());
    let doubts = if read.is_ok() { Rules::doubts(&text, stages) } else { Vec::new() };
    out::print_json(&json::checked_rules(name.as_deref(), &read, &doubts, words))?;
    read.map(drop).map_err(|error| anyhow!(words.file_mistakes(name.as_deref().unwrap_or_default(), &error)))
}

pub fn explain(place: &Workplace, typed: &str, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    let row = resolve::customer(&ledger, typed, words)?;
    if as_json {
        return out::print_json(&json::explanation(&ledger, row, words));
    }
    let (rules, today) = (ledger.rules(), ledger.today());
    let why = rules.explain(&row.summary, ledger.stages(), ledger.calendar(), today);
    let joined = |reasons: &[crate::rules::Reason]| words.reasons(reasons, &why.about, today);
    let mut text = format!("{}\n", row.summary.company);
    // A longer name, as of a flag, is told whole.
    let mut line = |label: &str, value: &str| {
        text.push_str(&format!("  {}  {value}\n", fit(label, width(label).max(14))));
    };
    for raised in &why.flags {
        line(&format!("! {}", words.flag(rules.flag_at(raised.flag))), &joined(&raised.reasons));
    }
    line(words.class_name(rules.class_at(why.assessment.class)), &joined(&why.class));
    let grade = &why.grade;
    let terms: Vec<_> = grade
        .terms
        .iter()
        .map(|term| words.told(&words.grade_input(&term.input), &words.grade_points(term)))
        .collect();
    let (a, b) = grade.thresholds;
    let pinned = if grade.pinned.is_some() { format!("{}  ", words.pinned()) } else { String::new() };
    let points = words.score_points(grade.score, a, b);
    line(&grade.grade.to_string(), &format!("{pinned}{points}  {}", terms.join("  ")));
    if why.assessment.due.is_none() {
        line(words.window(), &format!("{}  {}", words.never_due(), joined(&why.when)));
    }
    if let Some(due) = why.assessment.due {
        let days = words.window_days(&due, today);
        line(words.window(), &format!("{days}  {}", joined(&why.when)));
        let terms: Vec<_> = why
            .priority
            .iter()
            .filter(|term| term.points != 0)
            .map(|term| format!("{} {:+}", words.priority_input(term.input, rules), term.points))
            .collect();
        line(words.priority(), &format!("{}  {}", why.assessment.priority, terms.join("  ")));
    }
    let mut label = words.if_silent();
    for change in words.outlook(&why.outlook, rules, today) {
        line(label, &change);
        label = "";
    }
    out::print(&text)
}
