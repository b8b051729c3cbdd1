//! What every command works on: the data folder with its rules and stages, the language, the time.

mod data;
mod files;

pub use data::Data;
pub(super) use files::{
    FILES, RULES_FILE, SETTINGS_FILE, UserFiles, is_blank, read as read_files, read_rule_file,
    read_rule_text, read_stages,
};

use super::{Global, out, resolve};
use crate::app::ledger::preview::{Changed, carried, key_with};
use crate::app::ledger::{Gathering, Ledger};
use crate::app::session::Session;
use crate::app::settings::{Language, SortOrder};
use crate::app::wrong_file::WrongFile;
use crate::calendar::Calendar;
use crate::domain::preview::Preview;
use crate::domain::{Change, CustomerId, Dossier, IdMint, Moment, Rate, Stages, Summary, UNNAMED_AUTHOR};
use crate::lang::Words;
use crate::rules::{Messages, Rules};
use crate::sample_data::{self, Notes};
use crate::settings::Settings;
use crate::store::{
    Claim, Committed, Notice, Overview, QuickOverview, Store, StoreError, every_dossier, last_tick, preview,
    quick_summaries, read_session,
};
use crate::term::clock::{Clock, entropy};
use crate::term::{gathered, gathered_where};
use anyhow::{anyhow, bail};
use etcetera::{BaseStrategy, choose_base_strategy};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// A data folder and everything around it.
pub struct Workplace {
    pub dir: PathBuf,
    pub data: Data,
    pub words: Words,
    pub clock: Clock,
    /// The time at which the command began.
    pub now: Moment,
    pub rules: Arc<Rules>,
    pub stages: Arc<Stages>,
    pub calendar: Arc<Calendar>,
    pub settings: Settings,
    /// The templates of messages.
    pub messages: Messages,
    /// Stands for rules, stages and days off in what the next start shows first.
    pub preview_key: u64,
    pub author: String,
    pub ids: IdMint,
    pub session: Session,
    /// What was noticed while opening.
    pub notices: Vec<String>,
    /// What is wrong with the user's files and what is used instead.
    pub wrong_files: Vec<WrongFile>,
    /// So much was changed that the next start should not have to find it out by itself.
    changed_much: bool,
    /// What the next start was to show first, and the customers that changed since, as they were.
    first_screens: Option<(Preview, BTreeMap<CustomerId, Option<Summary>>)>,
    /// The demo's folder, thrown away at the end.
    pub demo: Option<TempDir>,
}

/// A change of more edits than these is worth working out the next first screen.
const MUCH: usize = 1000;
/// Over no more customers than these the next first screen is carried.
const FEW: usize = 20;

impl Workplace {
    /// Everything around the data, which are not opened yet.
    pub fn find(global: &Global) -> anyhow::Result<Self> {
        let clock = Clock::new(global.now);
        let now = clock.now();
        let mut ids = IdMint::new(entropy());
        let demo = global.demo.then(|| demo(now, &mut ids, words(global, None))).transpose()?;
        let dir = demo.as_ref().map_or_else(|| data_dir(global), |demo| Ok(demo.path().to_owned()))?;
        let first_words = words(global, None);
        let mut notices = Vec::new();
        let kept = read_session(&dir).map_err(|error| anyhow!(first_words.store_error(&error)))?;
        let session = kept.map(|text| Session::parse(&text)).transpose().unwrap_or_else(|error| {
            notices.push(first_words.session_unreadable(&error));
            None
        });
        let session = session.unwrap_or_default();
        let words = words(global, session.language);
        let UserFiles { rules, stages, calendar, settings, messages, wrong: wrong_files, key } =
            files::read(&dir);
        let told = |file: &WrongFile| {
            words.wrong_file_before_command(file, &dir.join(file.name).display().to_string())
        };
        notices.extend(wrong_files.iter().map(told));
        if let Some(tick) = last_tick(&dir) {
            ids.not_before(tick);
        }
        Ok(Self {
            dir,
            data: Data::Closed,
            words,
            clock,
            now,
            rules,
            stages,
            calendar,
            settings,
            messages,
            preview_key: key,
            author: author(),
            ids,
            session,
            notices,
            wrong_files,
            changed_much: false,
            first_screens: None,
            demo,
        })
    }

    /// Everything with the data open, or a way to them through the program that has them open.
    pub fn open(global: &Global) -> anyhow::Result<Self> {
        Self::find(global)?.opened()
    }

    fn opened(mut self) -> anyhow::Result<Self> {
        let (data, told) = Data::open(&self.dir, self.now, self.words)?;
        self.notices.extend(told.iter().map(|notice| self.words.store_notice(notice)));
        if let Some(last) = data.last_change().map_err(|error| anyhow!(self.words.store_error(&error)))? {
            self.ids.follow(last.0);
        }
        self.data = data;
        Ok(self)
    }

    /// For commands that only look at everybody in short: the data are opened where there is no other way.
    pub fn look(global: &Global) -> anyhow::Result<Self> {
        Self::find(global)?.looked()
    }

    /// The same for a workplace that is found already.
    pub fn looked(self) -> anyhow::Result<Self> {
        match self.quick_ledger(SortOrder::Name) {
            Some(ledger) => Ok(Self { data: Data::Looked(RefCell::new(Some(Box::new(ledger)))), ..self }),
            None => self.opened(),
        }
    }

    /// Every customer with what the rules say today.
    pub fn ledger(&self) -> anyhow::Result<Ledger> {
        if let Data::Looked(ledger) = &self.data
            && let Some(ledger) = ledger.take()
        {
            return Ok(*ledger);
        }
        self.ledger_by(SortOrder::Name)
    }

    /// Those whom a word may mean, with what the rules say today: enough for a command about one customer.
    pub fn ledger_of(&self, typed: &str) -> anyhow::Result<Ledger> {
        let found = QuickOverview::read(&self.dir).and_then(|quick| {
            gathered_where(&quick, self.gathering(SortOrder::Name), resolve::may_mean(typed))
        });
        found.map(Gathering::ledger).map_or_else(|| self.ledger(), Ok)
    }

    fn ledger_by(&self, sort: SortOrder) -> anyhow::Result<Ledger> {
        if let Some(ledger) = self.quick_ledger(sort) {
            return Ok(ledger);
        }
        let overview = self.data.overview();
        let Overview { summaries, rates } =
            overview.map_err(|error| anyhow!(self.words.store_error(&error)))?;
        Ok(self.gathering(sort).with_rates(rates).with(summaries).ledger())
    }

    /// Every customer by the summary file, where that is right.
    fn quick_ledger(&self, sort: SortOrder) -> Option<Ledger> {
        gathered(&QuickOverview::read(&self.dir)?, self.gathering(sort)).map(Gathering::ledger)
    }

    /// What everybody is gathered into.
    pub fn gathering(&self, sort: SortOrder) -> Gathering {
        let (rules, stages) = (Arc::clone(&self.rules), Arc::clone(&self.stages));
        Gathering::new(rules, stages, Arc::clone(&self.calendar), self.now.date(), sort)
    }

    /// Every customer in short.
    pub fn summaries(&self) -> anyhow::Result<Vec<Summary>> {
        let all =
            quick_summaries(&self.dir).map_or_else(|| self.data.overview().map(|all| all.summaries), Ok);
        all.map_err(|error| anyhow!(self.words.store_error(&error)))
    }

    /// Every rate of exchange.
    pub fn rates(&self) -> anyhow::Result<Vec<Rate>> {
        let quick = QuickOverview::read(&self.dir).map(|quick| quick.rates().to_vec());
        let rates = quick.map_or_else(|| self.data.overview().map(|all| all.rates), Ok);
        rates.map_err(|error| anyhow!(self.words.store_error(&error)))
    }

    /// A customer with its whole history; nothing when there is no such customer.
    pub fn dossier(&self, id: CustomerId) -> anyhow::Result<Option<Dossier>> {
        self.data.dossier(id).map_err(|error| anyhow!(self.words.store_error(&error)))
    }

    /// Hands every customer with its whole history to `take`, one after the other.
    pub fn histories(&self, take: impl FnMut(Dossier)) -> anyhow::Result<()> {
        let done = every_dossier(|after| self.data.histories(after), take);
        done.map_err(|error| anyhow!(self.words.store_error(&error)))
    }

    /// Writes a change; it is durable when this returns.
    pub fn commit(&mut self, change: &Change) -> anyhow::Result<Committed> {
        self.first_screens = self.as_they_were(change);
        let done = self.data.commit(change).map_err(|error| anyhow!(self.words.store_error(&error)))?;
        self.changed_much |= done.edits >= MUCH;
        Ok(done)
    }

    /// The next first screens with those whom a change is about to change; nothing where they are too many, or where
    /// more than customers changes.
    fn as_they_were(&mut self, change: &Change) -> Option<(Preview, BTreeMap<CustomerId, Option<Summary>>)> {
        let Data::Own(store) = &self.data else { return None };
        let (preview, mut before) = match self.first_screens.take() {
            Some(begun) => begun,
            None => (
                preview::read_whole(&self.dir, key_with(self.preview_key, self.session.sort()))?,
                BTreeMap::new(),
            ),
        };
        for edit in &change.edits {
            let id = edit.customer()?;
            if let Entry::Vacant(place) = before.entry(id) {
                place.insert(store.dossier(id).ok()?.as_ref().map(Summary::of));
            }
        }
        (before.len() <= FEW).then_some((preview, before))
    }

    /// The data, for a command that needs them for itself alone.
    pub fn store(&mut self) -> anyhow::Result<&mut Store> {
        match &mut self.data {
            Data::Own(store) => Ok(store),
            Data::Through(client) => {
                bail!("{}", self.words.leave_first(&self.words.holder(&client.holder())))
            }
            Data::Closed | Data::Looked(_) => bail!("{}", self.words.data_closed()),
        }
    }

    /// Has the next start's first screen worked out, after a command that changed very much.
    pub fn changed_much(&mut self) {
        self.changed_much = true;
    }

    /// Tells on standard error what was noticed while opening, then closes the data in order.
    pub fn close(mut self) -> anyhow::Result<()> {
        for notice in &self.notices {
            out::tell(notice);
        }
        let words = self.words;
        let nobody = self.gathering(self.session.sort());
        let Data::Own(mut store) = std::mem::take(&mut self.data) else { return Ok(()) };
        let begun = self.first_screens.take();
        let tended = store.tend().and_then(|()| {
            let preview = if self.changed_much && !store.is_read_only() {
                let Overview { summaries, rates } = store.overview()?;
                let ledger = nobody.with_rates(rates).with(summaries).ledger();
                ledger.preview(self.preview_key, std::iter::empty())
            } else if let Some((preview, before)) = begun {
                let sort = self.session.sort();
                let ledger = |first| {
                    let (stages, calendar) = (Arc::clone(&self.stages), Arc::clone(&self.calendar));
                    Ledger::of_first_screen(&self.rules, stages, calendar, first, sort)
                };
                let changed = before.into_iter().map(|(id, before)| {
                    let after = store.dossier(id)?.as_ref().map(Summary::of);
                    Ok(Changed { before, after })
                });
                carried(preview, &changed.collect::<Result<Vec<_>, StoreError>>()?, ledger)
            } else {
                None
            };
            preview.map_or(Ok(()), |preview| store.keep_preview(preview))
        });
        if let Err(error) = tended {
            out::tell(&words.store_notice(&Notice::UpkeepFailed { what: words.store_error(&error) }));
        }
        store.close().map_err(|error| anyhow!(words.store_error(&error)))
    }
}

/// A folder with the demo's data in it.
fn demo(now: Moment, ids: &mut IdMint, words: Words) -> anyhow::Result<TempDir> {
    let folder = TempDir::with_prefix("genjin-demo-")?;
    std::fs::write(folder.path().join("settings.toml"), sample_data::DEMO_SETTINGS)?;
    let notes = if words.is_zh() { Notes::Chinese } else { Notes::Mixed };
    let change = sample_data::demo(now, ids, notes)?;
    let made = Claim::take(folder.path(), now).and_then(|claim| claim.open(entropy(), &mut |_| {})).and_then(
        |(mut store, _)| {
            store.commit(&change)?;
            store.tend()?;
            store.close()
        },
    );
    made.map_err(|error| anyhow!(words.store_error(&error)))?;
    Ok(folder)
}

/// The words to use: as asked for, as chosen in the cockpit, or as the system speaks.
pub fn words(global: &Global, chosen: Option<Language>) -> Words {
    Words(global.language().or(chosen).unwrap_or_else(system_language))
}

pub fn system_is_chinese() -> bool {
    system_language() == Language::Zh
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
    set("USER").or_else(|| set("USERNAME")).unwrap_or_else(|| UNNAMED_AUTHOR.to_owned())
}
