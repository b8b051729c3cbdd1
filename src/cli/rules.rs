//! `genjin rules`: checking a rule file, explaining a customer, trying other rules.

use super::workplace::{RULES_FILE, Workplace, data_dir, read_rule_file, read_stages, words};
use super::{Global, json, out, resolve};
use crate::domain::stage::DEFAULT_STAGES;
use crate::domain::{ClassId, Stages};
use crate::rules::{Rules, TRIAL_DAYS, Trial};
use crate::view::cells::{fit, width};
use anyhow::anyhow;
use clap::Subcommand;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub enum Action {
    /// Check a rule file, by default the one in the data folder, and tell every mistake
    Check {
        /// The rule file
        file: Option<PathBuf>,
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
pub fn check(global: &Global, file: Option<&Path>) -> anyhow::Result<()> {
    let words = words(global, None);
    let dir = if global.demo { None } else { Some(data_dir(global)?) };
    let stages = match &dir {
        Some(dir) => read_stages(dir, words)?,
        None => Stages::parse(DEFAULT_STAGES).map_err(|error| anyhow!(error))?,
    };
    let own = dir.map(|dir| dir.join(RULES_FILE)).filter(|own| own.exists());
    let Some(path) = file.or(own.as_deref()) else {
        let rules = Rules::builtin();
        let text = words.rules_builtin(rules.classes().len(), rules.flags().len());
        return out::print(&format!("{text}\n"));
    };
    let rules = read_rule_file(path, &stages, words)?;
    let name = path.display().to_string();
    out::print(&format!("{}\n", words.rules_right(&name, rules.classes().len(), rules.flags().len())))
}

pub fn explain(place: &Workplace, typed: &str, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    let row = resolve::customer(&ledger, typed, words)?;
    if as_json {
        return out::print_json(&json::explanation(&ledger, row, words));
    }
    let (rules, today) = (ledger.rules(), ledger.today());
    let why = rules.explain(&row.summary, ledger.stages(), ledger.calendar(), today);
    let joined = |reasons: &[crate::rules::Reason]| words.reasons(reasons, &row.summary, today);
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
        .map(|term| {
            words.told(&words.grade_input(&term.input), &format!("{} x {}", term.points, term.weight))
        })
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
    for forecast in &why.outlook {
        line(label, &words.forecast(forecast, rules, today));
        label = "";
    }
    out::print(&text)
}

/// Moves that the text lists; `--json` has them all.
const MOST_LISTED: usize = 40;

pub fn try_out(place: &Workplace, file: &Path, against: Option<&Path>, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    let read = |file: &Path| -> anyhow::Result<Rules> {
        let rules = read_rule_file(file, ledger.stages(), words)?.in_base(Some(ledger.rates().base()));
        Ok(rules.with_rates(ledger.rates().all().to_vec()))
    };
    let other = read(file)?;
    let against = against.map(read).transpose()?;
    let present = against.as_ref().unwrap_or(ledger.rules());
    let summaries = ledger.rows().map(|row| row.summary.unpacked());
    let trial = Trial::run(present, &other, summaries, ledger.stages(), ledger.calendar(), ledger.today());
    if as_json {
        return out::print_json(&json::trial(&trial, ledger.today()));
    }
    let mut text = format!("{}\n", words.rules_moves(trial.moves.len(), ledger.len()));
    let name = |rules: &Rules, id: &ClassId| {
        rules.class(id).map_or(id.as_str().to_owned(), |class| words.class_name(class).to_owned())
    };
    let way = |[from, to]: &[ClassId; 2]| (name(present, from), name(&other, to));
    for path in &trial.paths {
        let (from, to) = way(&path.class);
        text.push_str(&format!("  {:>6}  {from} -> {to}\n", path.customers));
    }
    for moved in trial.moves.iter().take(MOST_LISTED) {
        let [old, new] = moved.grade;
        let (from, to) = way(&moved.class);
        text.push_str(&format!("  {}  {old} {from} -> {new} {to}\n", fit(&moved.company, 32)));
    }
    if trial.moves.len() > MOST_LISTED {
        text.push_str(&format!("  {}\n", words.and_more(trial.moves.len() - MOST_LISTED)));
    }
    text.push_str(&format!("{}\n", words.rules_loads(TRIAL_DAYS)));
    for load in &trial.days {
        let day = words.weekday_and_day(load.date, ledger.today());
        text.push_str(&format!("  {}  {:>6}  {:>6}\n", fit(&day, 16), load.before, load.after));
    }
    out::print(&text)
}
