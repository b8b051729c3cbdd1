//! The user's own files in the data folder: stages, rules, days off, settings.

use crate::calendar::{Calendar, DaysOff};
use crate::domain::Stages;
use crate::domain::stage::DEFAULT_STAGES;
use crate::lang::Words;
use crate::rules::{DEFAULT_RULES, Rules};
use crate::settings::Settings;
use anyhow::{anyhow, bail};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// What the files say.
pub struct UserFiles {
    pub rules: Rules,
    /// What is wrong with the user's rules; then `rules` are the built-in ones.
    pub rules_mistakes: Option<RuleMistakes>,
    /// What is wrong with the settings, in words; the defaults are used then.
    pub settings_mistakes: Option<String>,
    pub stages: Stages,
    pub calendar: Calendar,
    pub settings: Settings,
    /// Changes with every letter of what decides over today's list.
    pub key: u64,
}

/// What is wrong with the user's rule file, in words.
pub struct RuleMistakes {
    /// Every mistake, a line each.
    pub all: String,
    /// The first of them, for one line of the screen.
    pub short: String,
}

/// Reads all of them.
pub fn read(dir: &Path, words: Words) -> anyhow::Result<UserFiles> {
    let stages = read_stages(dir, words)?;
    // A morning's work must not wait for a rule file to be put right.
    let (rules, rules_mistakes) = match read_rules(dir, &stages, words) {
        Ok(rules) => (rules, None),
        Err(mistakes) => (Rules::builtin(), Some(mistakes)),
    };
    let calendar = read_calendar(dir, words)?;
    let (settings, settings_mistakes) = match read_settings(dir, words) {
        Ok(settings) => (settings, None),
        Err(mistakes) => (Settings::default(), Some(mistakes.to_string())),
    };
    let base = settings.business.base_currency;
    let rules = rules.in_base(base);
    let mut hasher = DefaultHasher::new();
    base.hash(&mut hasher);
    (env!("CARGO_PKG_VERSION"), DEFAULT_RULES, DEFAULT_STAGES).hash(&mut hasher);
    for name in [RULES_FILE, "stages.toml", "days_off.toml"] {
        std::fs::read(dir.join(name)).ok().hash(&mut hasher);
    }
    Ok(UserFiles {
        rules,
        rules_mistakes,
        settings_mistakes,
        stages,
        calendar,
        settings,
        key: hasher.finish(),
    })
}

/// A file that the user may have put into the data folder.
fn user_file(dir: &Path, name: &str, words: Words) -> anyhow::Result<Option<(PathBuf, String)>> {
    let path = dir.join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path, text))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(anyhow!(words.user_file_unreadable(&path.display().to_string(), &error.to_string())))
        }
    }
}

/// The stages of a data folder.
pub(in crate::cli) fn read_stages(dir: &Path, words: Words) -> anyhow::Result<Stages> {
    let (path, text) = match user_file(dir, "stages.toml", words)? {
        Some((path, text)) => (path.display().to_string(), text),
        None => ("stages.toml".to_owned(), DEFAULT_STAGES.to_owned()),
    };
    Stages::parse(&text).map_err(|error| anyhow!("{path}: {error}"))
}

fn read_rules(dir: &Path, stages: &Stages, words: Words) -> Result<Rules, RuleMistakes> {
    let found = user_file(dir, RULES_FILE, words).map_err(|error| {
        let all = error.to_string();
        RuleMistakes { short: all.clone(), all }
    })?;
    let Some((path, text)) = found else { return Ok(Rules::builtin()) };
    Rules::parse_for(&text, stages).map_err(|error| RuleMistakes {
        all: words.rule_mistakes(&path.display().to_string(), &error),
        short: words.rule_mistakes_short(&error),
    })
}

/// The name of the user's rule file in the data folder.
pub(in crate::cli) const RULES_FILE: &str = "rules.toml";

/// The rules of one file over the built-in ones, checked against the stages.
pub(in crate::cli) fn read_rule_file(path: &Path, stages: &Stages, words: Words) -> anyhow::Result<Rules> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        anyhow!(words.user_file_unreadable(&path.display().to_string(), &error.to_string()))
    })?;
    parse_rules(path, &text, stages, words)
}

fn parse_rules(path: &Path, text: &str, stages: &Stages, words: Words) -> anyhow::Result<Rules> {
    match Rules::parse_for(text, stages) {
        Ok(rules) => Ok(rules),
        Err(error) => bail!("{}", words.rule_mistakes(&path.display().to_string(), &error)),
    }
}

fn read_calendar(dir: &Path, words: Words) -> anyhow::Result<Calendar> {
    let Some((path, text)) = user_file(dir, "days_off.toml", words)? else { return Ok(Calendar::default()) };
    match DaysOff::parse(&text) {
        Ok(days_off) => Ok(Calendar::new(days_off)),
        Err(error) => bail!("{}: {error}", path.display()),
    }
}

fn read_settings(dir: &Path, words: Words) -> anyhow::Result<Settings> {
    let Some((path, text)) = user_file(dir, "settings.toml", words)? else { return Ok(Settings::default()) };
    Settings::parse(&text).map_err(|error| anyhow!("{}: {error}", path.display()))
}
