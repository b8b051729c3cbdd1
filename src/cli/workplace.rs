//! What every command works on: the data folder with its rules and stages, the language, the time.

use super::{Global, out};
use crate::app::ledger::Ledger;
use crate::app::session::Session;
use crate::app::settings::{Language, SortOrder};
use crate::calendar::{Calendar, DaysOff};
use crate::domain::stage::DEFAULT_STAGES;
use crate::domain::{Change, CustomerId, Dossier, IdMint, Moment, Stages, Summary};
use crate::lang::Words;
use crate::rules::Rules;
use crate::sample_data;
use crate::settings::Settings;
use crate::store::{Committed, Notice, Store};
use crate::term::clock::{Clock, entropy};
use anyhow::{anyhow, bail};
use etcetera::{BaseStrategy, choose_base_strategy};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// An open data folder and everything around it.
pub struct Workplace {
    pub store: Store,
    pub words: Words,
    pub clock: Clock,
    /// The time at which the command began.
    pub now: Moment,
    pub rules: Arc<Rules>,
    pub stages: Arc<Stages>,
    pub calendar: Arc<Calendar>,
    pub settings: Settings,
    pub author: String,
    pub ids: IdMint,
    pub session: Session,
    /// What was noticed while opening.
    pub notices: Vec<String>,
    /// The demo's folder, thrown away at the end.
    pub demo: Option<TempDir>,
}

impl Workplace {
    pub fn open(global: &Global) -> anyhow::Result<Self> {
        let clock = Clock::new(global.now);
        let now = clock.now();
        let demo = if global.demo { Some(TempDir::with_prefix("genjin-demo-")?) } else { None };
        let dir = demo.as_ref().map_or_else(|| data_dir(global), |demo| Ok(demo.path().to_owned()))?;
        let first_words = words(global, None);
        let opened = Store::open(&dir, now, entropy());
        let (store, told) = opened.map_err(|error| anyhow!(first_words.store_error(&error)))?;
        let mut notices = Vec::new();
        let kept = store.load_session().map_err(|error| anyhow!(first_words.store_error(&error)))?;
        let session = kept.map(|text| Session::parse(&text)).transpose().unwrap_or_else(|error| {
            notices.push(first_words.session_unreadable(&error));
            None
        });
        let session = session.unwrap_or_default();
        let words = words(global, session.language);
        notices.extend(told.iter().map(|notice| words.store_notice(notice)));
        let stages = read_stages(&dir, words)?;
        let rules = read_rules(&dir, &stages, words)?;
        let calendar = read_calendar(&dir, words)?;
        let settings = read_settings(&dir, words)?;
        let mut ids = IdMint::new(entropy());
        let last = store.last_change().map_err(|error| anyhow!(words.store_error(&error)))?;
        if let Some(last) = last {
            ids.follow(last.0);
        }
        let mut place = Self {
            store,
            words,
            clock,
            now,
            rules: Arc::new(rules),
            stages: Arc::new(stages),
            calendar: Arc::new(calendar),
            settings,
            author: author(),
            ids,
            session,
            notices,
            demo,
        };
        if place.demo.is_some() {
            let change = sample_data::demo(now, &mut place.ids)?;
            place.commit(&change)?;
        }
        Ok(place)
    }

    /// Every customer with what the rules say today.
    pub fn ledger(&self) -> anyhow::Result<Ledger> {
        let summaries = self.summaries()?;
        let (rules, stages) = (Arc::clone(&self.rules), Arc::clone(&self.stages));
        let calendar = Arc::clone(&self.calendar);
        Ok(Ledger::new(rules, stages, calendar, self.now.date(), summaries, SortOrder::Name))
    }

    /// Every customer in short.
    pub fn summaries(&self) -> anyhow::Result<Vec<Summary>> {
        self.store.summaries().map_err(|error| anyhow!(self.words.store_error(&error)))
    }

    /// A customer with its whole history; nothing when there is no such customer.
    pub fn dossier(&self, id: CustomerId) -> anyhow::Result<Option<Dossier>> {
        self.store.dossier(id).map_err(|error| anyhow!(self.words.store_error(&error)))
    }

    /// Writes a change; it is durable when this returns.
    pub fn commit(&mut self, change: &Change) -> anyhow::Result<Committed> {
        self.store.commit(change).map_err(|error| anyhow!(self.words.store_error(&error)))
    }

    /// Tells on standard error what was noticed while opening, then closes the store in order.
    pub fn close(self) -> anyhow::Result<()> {
        for notice in &self.notices {
            out::tell(notice);
        }
        let words = self.words;
        let mut store = self.store;
        if let Err(error) = store.tend() {
            out::tell(&words.store_notice(&Notice::UpkeepFailed { what: words.store_error(&error) }));
        }
        store.close().map_err(|error| anyhow!(words.store_error(&error)))
    }
}

/// The words to use: as asked for, as chosen in the cockpit, or as the system speaks.
pub fn words(global: &Global, chosen: Option<Language>) -> Words {
    Words(global.language().or(chosen).unwrap_or_else(system_language))
}

fn system_language() -> Language {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default();
    if locale.to_ascii_lowercase().starts_with("zh") { Language::Zh } else { Language::En }
}

/// The folder that was named, or the platform's.
pub fn data_dir(global: &Global) -> anyhow::Result<PathBuf> {
    global.data.clone().map_or_else(default_dir, Ok)
}

fn default_dir() -> anyhow::Result<PathBuf> {
    if let Some(dir) = std::env::var_os("GENJIN_DATA").filter(|dir| !dir.is_empty()) {
        return Ok(dir.into());
    }
    let base = choose_base_strategy();
    let base =
        base.map_err(|error| anyhow!("the data folder cannot be found ({error}); name one with --data"))?;
    Ok(base.data_dir().join("genjin"))
}

/// Who writes: the name of the account.
fn author() -> String {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    set("USER").or_else(|| set("USERNAME")).unwrap_or_else(|| "me".to_owned())
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
pub(super) fn read_stages(dir: &Path, words: Words) -> anyhow::Result<Stages> {
    let (path, text) = match user_file(dir, "stages.toml", words)? {
        Some((path, text)) => (path.display().to_string(), text),
        None => ("stages.toml".to_owned(), DEFAULT_STAGES.to_owned()),
    };
    Stages::parse(&text).map_err(|error| anyhow!("{path}: {error}"))
}

fn read_rules(dir: &Path, stages: &Stages, words: Words) -> anyhow::Result<Rules> {
    let Some((path, text)) = user_file(dir, RULES_FILE, words)? else { return Ok(Rules::builtin()) };
    parse_rules(&path, &text, stages, words)
}

/// The name of the user's rule file in the data folder.
pub(super) const RULES_FILE: &str = "rules.toml";

/// The rules of one file over the built-in ones, checked against the stages.
pub(super) fn read_rule_file(path: &Path, stages: &Stages, words: Words) -> anyhow::Result<Rules> {
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
