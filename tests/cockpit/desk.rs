//! A desk to try the cockpit at: the real app, store and view, with keys as text and the screen as text.

use genjin::app::finding::MOST_HITS;
use genjin::app::key::{Code, Key};
use genjin::app::ledger::Ledger;
use genjin::app::session::Session;
use genjin::app::settings::{Language, ThemeName};
use genjin::app::{App, Arrival, Effect, Event, Setup, Written};
use genjin::calendar::Calendar;
use genjin::domain::stage::DEFAULT_STAGES;
use genjin::domain::{Cause, Change, ChangeId, Edit, IdMint, Moment, Stages};
use genjin::insights::{Count, Insights, Period};
use genjin::lang::{Words, actions};
use genjin::rules::{Messages, Rules};
use genjin::sample_data::{self, Notes};
use genjin::search::{Hits, Keep, Query};
use genjin::settings::Settings;
use genjin::store::{Committed, Overview, Store, every_dossier};
use genjin::term::looking::look_through;
use genjin::term::papers;
use genjin::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tempfile::TempDir;

pub struct Desk {
    pub app: App,
    store: Option<Store>,
    dir: TempDir,
    now: Moment,
    pub has_quit: bool,
    /// For whom the terminal was to ask for attention.
    pub rung: Vec<String>,
    /// What was to be opened outside, and copied.
    pub opened: Vec<String>,
    pub copied: Vec<String>,
    /// Makes every commit fail.
    pub disk_is_full: bool,
    /// Leaves histories that are asked for and words that are looked for without an answer.
    pub answers_later: bool,
    /// The numbers of what was looked for.
    pub asked: Vec<u64>,
}

/// A Friday morning.
pub fn friday() -> Moment {
    Moment::parse("2026-06-05T09:00:00+08:00").unwrap()
}

impl Desk {
    /// A desk with the demo's customers.
    pub fn demo(language: Language, size: (u16, u16)) -> Self {
        Self::new(language, size, true)
    }

    /// A desk on the first day.
    pub fn empty(language: Language, size: (u16, u16)) -> Self {
        Self::new(language, size, false)
    }

    fn new(language: Language, size: (u16, u16), with_demo: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let now = friday();
        let (mut store, _) = Store::open(dir.path(), now, 1).unwrap();
        if with_demo {
            let notes = if language == Language::Zh { Notes::Chinese } else { Notes::Mixed };
            store.commit(&sample_data::demo(now, &mut IdMint::new(5), notes).unwrap()).unwrap();
        }
        let app = start(&store, language, size, now);
        let mut desk = Self {
            app,
            store: Some(store),
            dir,
            now,
            has_quit: false,
            rung: Vec::new(),
            opened: Vec::new(),
            copied: Vec::new(),
            disk_is_full: false,
            answers_later: false,
            asked: Vec::new(),
        };
        let effects = desk.app.start();
        desk.carry_out(effects);
        desk
    }

    /// Where its data are.
    pub fn folder(&self) -> &std::path::Path {
        self.dir.path()
    }

    /// Ends the program and begins it again so many minutes later.
    pub fn restart_after(&mut self, minutes: i64) {
        self.now = self.now.plus_ms(minutes * 60_000);
        self.restart();
    }

    /// Ends the program and starts it again on the same data, as a kill would: nothing is said goodbye to.
    pub fn restart(&mut self) {
        let (language, size) = (self.app.language, self.app.size);
        drop(self.store.take());
        let (store, _) = Store::open(self.dir.path(), self.now, 2).unwrap();
        self.app = start(&store, language, size, self.now);
        self.store = Some(store);
        let effects = self.app.start();
        self.carry_out(effects);
    }

    /// The same, with nothing known yet but the session.
    pub fn restart_before_the_data(&mut self) {
        self.restart();
        let store = self.store.as_ref().unwrap();
        let (language, size) = (self.app.language, self.app.size);
        let nobody = ledger(Overview::default(), &session(store), self.now);
        self.app = app(store, language, size, self.now, nobody, Arrival::Awaited { built: None });
        let effects = self.app.start();
        self.carry_out(effects);
    }

    pub fn data_arrive(&mut self) {
        let store = self.store.as_ref().unwrap();
        let everybody = ledger(store.overview().unwrap(), &session(store), self.now);
        self.happen(Event::Arrived(Box::new(everybody)));
    }

    /// Presses keys: text types itself, `<Enter>` and the like are keys by name, `<<` is a `<`.
    pub fn press(&mut self, script: &str) -> &mut Self {
        for key in keys(script) {
            self.happen(Event::Key(key));
        }
        self
    }

    pub fn happen(&mut self, event: Event) -> &mut Self {
        let effects = self.app.handle(event, self.now);
        self.carry_out(effects);
        self
    }

    /// Writes something as a command of another process does.
    pub fn write(&mut self, edits: Vec<Edit>) -> &mut Self {
        let id = ChangeId(IdMint::new(9).mint(self.now));
        let change = Change { id, at: self.now, author: "lina".into(), cause: Cause::Edited, edits };
        let done = self.store.as_mut().unwrap().commit(&change).unwrap();
        let Event::Committed(written) = written(done) else { unreachable!() };
        self.happen(Event::CommittedElsewhere(written))
    }

    /// Lets time go by.
    pub fn wait_days(&mut self, days: i64) -> &mut Self {
        self.now = self.now.plus_days(days);
        self.happen(Event::Tick)
    }

    pub fn wait_minutes(&mut self, minutes: i64) -> &mut Self {
        self.now = self.now.plus_ms(minutes * 60_000);
        self.happen(Event::Tick)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let store = self.store.as_mut().unwrap();
            let event = match effect {
                Effect::Commit { change, .. } if self.disk_is_full => {
                    Event::CommitFailed { change: Box::new(change), reason: "the disk is full.".into() }
                }
                Effect::Commit { change, session } => {
                    let done = store.commit(&change).unwrap();
                    if let Some(text) = session {
                        store.save_session(&text).unwrap();
                    }
                    written(done)
                }
                Effect::Load(_) if self.answers_later => continue,
                Effect::Load(id) => Event::Loaded(id, store.dossier(id).unwrap().map(Box::new)),
                Effect::Undo { id, at, author } => {
                    store.undo(id, at, &author).unwrap().map_or(Event::NothingToUndo, written)
                }
                Effect::Redo { id, at, author } => {
                    store.redo(id, at, &author).unwrap().map_or(Event::NothingToRedo, written)
                }
                Effect::Assess => match self.app.ledger.everybody() {
                    Some(everybody) => Event::Assessed(Box::new(everybody.assessed())),
                    None => continue,
                },
                Effect::Count => Event::Counted(Box::new(count(store, &self.app))),
                Effect::Look { number, query } => {
                    self.asked.push(number);
                    match query.filter(|_| !self.answers_later) {
                        Some(query) => found(number, self.find(&query)),
                        None => continue,
                    }
                }
                Effect::SaveSession(text) => {
                    store.save_session(&text).unwrap();
                    continue;
                }
                Effect::Erase { customer, change, at, author } => {
                    store.erase(customer, change, at, &author).unwrap();
                    Event::Erased(customer)
                }
                Effect::Quit => {
                    self.has_quit = true;
                    continue;
                }
                Effect::Ring(come) => {
                    self.rung.push(come.company);
                    continue;
                }
                Effect::Open(target) => {
                    self.opened.push(target);
                    continue;
                }
                Effect::Copy(text) => {
                    self.copied.push(text);
                    continue;
                }
                Effect::MakePaper(task) => {
                    let made = papers::make(
                        self.dir.path(),
                        &task,
                        None,
                        Words(self.app.language),
                        &AtomicBool::new(false),
                    )
                    .unwrap();
                    Event::PaperMade(Box::new(made))
                }
                Effect::Redraw | Effect::Suspend => continue,
            };
            self.happen(event);
        }
    }

    /// Everything that holds the words, as the thread beside the keys finds it.
    pub fn find(&self, query: &Query) -> Hits {
        let hits = Hits::new(Keep::LatestOfEach, MOST_HITS);
        look_through(self.dir.path(), query, hits, &mut |_, _| true).unwrap()
    }

    /// The screen as text, a line a row, without spaces at the ends.
    pub fn screen(&self) -> String {
        let (width, height) = self.app.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view::draw(frame, &self.app)).unwrap();
        let buffer = terminal.backend().buffer();
        let mut text = String::new();
        for y in 0..height {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..width {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                skip = view::cells::width(symbol).saturating_sub(1);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// Fails with the screen when it does not hold a text.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "{text:?} is not on the screen:\n{screen}");
        self
    }

    #[track_caller]
    pub fn does_not_see(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} is on the screen:\n{screen}");
        self
    }
}

fn start(store: &Store, language: Language, size: (u16, u16), now: Moment) -> App {
    let everybody = ledger(store.overview().unwrap(), &session(store), now);
    app(store, language, size, now, everybody, Arrival::Whole)
}

fn session(store: &Store) -> Session {
    let session = store.load_session().unwrap().map(|text| Session::parse(&text).unwrap());
    session.unwrap_or_default()
}

fn ledger(overview: Overview, session: &Session, now: Moment) -> Ledger {
    let Overview { summaries, rates } = overview;
    let stages = Arc::new(Stages::parse(DEFAULT_STAGES).unwrap());
    let (rules, calendar) = (Arc::new(Rules::builtin().with_rates(rates)), Arc::new(Calendar::default()));
    Ledger::new(rules, stages, calendar, now.date(), summaries, session.sort())
}

fn app(
    store: &Store,
    language: Language,
    size: (u16, u16),
    now: Moment,
    ledger: Ledger,
    arrival: Arrival,
) -> App {
    let mut ids = IdMint::new(3);
    if let Some(last) = store.last_change().unwrap() {
        ids.follow(last.0);
    }
    App::new(Setup {
        now,
        settings: Settings::default(),
        settings_file: "/data/settings.toml".into(),
        messages: Messages::builtin(),
        size,
        language,
        theme: ThemeName::Dark,
        author: "lina".into(),
        ledger,
        arrival,
        session: session(store),
        ids,
        action_names: actions::names,
        last_top: view::last_top,
        footer_rows: view::footer_rows,
    })
}

fn count(store: &Store, app: &App) -> Insights {
    let basis = app.basis();
    let mut count = Count::new(basis.clone(), &Period::spans(basis.today));
    every_dossier(|after| store.histories(after), |dossier| count.add(&dossier)).unwrap();
    count.finish()
}

/// The answer to a question that was asked before.
pub fn found(number: u64, hits: Hits) -> Event {
    Event::Found { number, hits: Box::new(hits), is_all: true }
}

fn written(done: Committed) -> Event {
    Event::Committed(Written {
        cause: done.cause,
        of: done.of,
        summaries: done.summaries,
        removed: done.removed,
        rates: done.rates,
    })
}

fn keys(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("<<") {
            keys.push(Key::plain(Code::Char('<')));
            rest = after;
        } else if c == '<' {
            let end = rest.find('>').expect("a key name ends with >");
            keys.push(Key::parse(&rest[1..end]).unwrap_or_else(|| panic!("{} is no key", &rest[..=end])));
            rest = &rest[end + 1..];
        } else {
            keys.push(Key::plain(Code::Char(c)));
            rest = &rest[c.len_utf8()..];
        }
    }
    keys
}
