//! The terminal: reads keys, draws frames, carries out effects, and holds the one clock.
//!
//! Everything that happens outside comes in through one channel: keys, answers of the store, signals.
//! The loop sleeps until something comes, so that an idle program costs nothing.

mod arrivals;
mod assessing;
mod browser;
mod clipboard;
pub mod clock;
mod counting;
mod effects;
mod errands;
mod guard;
mod halves;
mod keys;
pub mod looking;
mod opener;
pub mod papers;
pub mod recounting;
mod ring;
mod signals;

use crate::app::finding::MOST_HITS;
use crate::app::ledger::{Gathering, Ledger};
use crate::app::message::Message;
use crate::app::{App, Arrival, Beat, Effect, Event};
use crate::calendar::Calendar;
use crate::domain::{Moment, Stages};
use crate::insights::Insights;
use crate::lang::Words;
use crate::rules::Rules;
use crate::store::preview::Rest;
use crate::store::{Claim, Door, Opening, Reply, Request, StoreError, Worker};
use crate::view;
pub use arrivals::{gathered, gathered_where};
use clock::Clock;
use effects::After;
use errands::Errands;
use guard::Guard;
use looking::{Looker, Question};
use ratatui::crossterm::event as terminal;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// What can go wrong around the screen.
#[derive(Debug, thiserror::Error)]
pub enum TermError {
    #[error("the terminal cannot be used: {0}; genjin needs an interactive terminal")]
    Terminal(#[from] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Something from outside.
enum Incoming {
    Terminal(terminal::Event),
    Store(Reply),
    /// Everybody, assessed on a thread of its own.
    Ledger(Box<Ledger>),
    /// So many customers are counted for the figures.
    Counting(usize),
    Counted(Box<Insights>),
    CountFailed(StoreError),
    /// What came of an errand.
    Told(Event),
    /// The system asks the program to end.
    End,
}

/// What the cockpit works on.
pub struct Data {
    /// The right to the data folder; the data are opened behind the first screen.
    pub claim: Claim,
    pub entropy: u64,
    /// What everybody is gathered into, on a thread of its own.
    pub nobody: Gathering,
    /// The rules, stages and days off under which the cockpit starts.
    pub grounds: (Arc<Rules>, Arc<Stages>, Arc<Calendar>),
    /// Stands for them in what the first screen of the next start hangs on.
    pub preview_key: u64,
    /// Who is seen a key after the first screen.
    pub rest: Rest,
}

/// Runs the cockpit until it is left.
///
/// # Errors
/// When the terminal cannot be used, or the data could not be opened or closed in order.
pub fn run(mut app: App, data: Data, clock: &Clock, outside: Outside<'_>) -> Result<(), TermError> {
    let Data { claim, entropy, nobody, grounds, preview_key, rest } = data;
    let (rules, stages, calendar) = grounds;
    let mut guard = Guard::enter()?;
    let (sender, inbox) = mpsc::channel();
    signals::listen(sender.clone())?;
    // The first poll begins to listen for changes of the size; from here on none is missed.
    terminal::poll(Duration::ZERO)?;
    app.size = terminal_size()?;
    // The screen comes before everything that may take long.
    guard.draw(|frame| view::draw(frame, &app))?;
    let (dir, is_to_write) = (claim.dir().to_owned(), claim.is_to_write());
    let replies = sender.clone();
    let opening: Opening = Box::new(move |told| {
        recounting::in_a_process(&claim);
        claim.open(entropy, told)
    });
    let worker = Worker::spawn(&dir, opening, move |reply| drop(replies.send(Incoming::Store(reply))))?;
    read_keys(sender.clone())?;
    let errands = Errands::new(dir.clone(), sender.clone());
    arrivals::gather(&dir, worker.sender(), nobody, sender.clone())?;
    app.ledger.take_first(rest.read());
    let door = is_to_write.then(|| Door::open(&dir, worker.sender())).transpose();
    let _door = door.unwrap_or_else(|error| {
        app.message = Some(Message::Notice(Words(app.language).no_door(&error.to_string())));
        None
    });
    let looker = Looker::new(dir.clone(), sender.clone());
    let outcome = Loop {
        app: &mut app,
        worker: &worker,
        errands: &errands,
        clock,
        guard: &mut guard,
        outside,
        looker,
        dir: &dir,
        sender,
    }
    .run(&inbox);
    // The screen goes back first; then what is pending is written, however long that takes.
    drop(guard);
    let is_building = matches!(app.arrival, Arrival::Awaited { built: Some(_) });
    if is_building && app.saving.pending == 0 && app.unfinished() == 0 {
        // That may take long, nothing was done yet, and what is being built is left as a kill leaves it.
        worker.abandon();
        return outcome;
    }
    let on_tabs = app.tabs.iter().map(|tab| tab.customer);
    // Before everybody is there, nothing is known of the next days. Files that were read anew have another key,
    // which the next start finds out.
    if app.arrival.is_whole()
        && app.ledger.rests_on(&rules, &stages, &calendar)
        && let Some(preview) = app.ledger.preview(preview_key, on_tabs)
    {
        // Where the thread has ended already, it has said why.
        drop(worker.send(Request::KeepPreview(Box::new(preview))));
    }
    worker.stop();
    outcome?;
    let failures = inbox.try_iter().filter_map(|incoming| match incoming {
        Incoming::Store(
            Reply::Failed(error) | Reply::CommitFailed { error, .. } | Reply::SessionFailed(error),
        ) => Some(error),
        _ => None,
    });
    failures.into_iter().next().map_or(Ok(()), |error| Err(error.into()))
}

/// Asked after each frame whether something happened outside that no event tells of, such as a file that
/// was saved. Must be quick.
pub type Outside<'a> = &'a mut dyn FnMut(&App, Moment) -> Option<Event>;

/// Nothing comes in when a file is saved, so the loop looks for that by itself, which costs next to nothing.
const LOOK_OUTSIDE: Duration = Duration::from_secs(1);

struct Loop<'a> {
    app: &'a mut App,
    worker: &'a Worker,
    errands: &'a Errands,
    clock: &'a Clock,
    guard: &'a mut Guard,
    outside: Outside<'a>,
    looker: Looker,
    /// The data folder.
    dir: &'a Path,
    /// The way back in for what is worked out beside the loop.
    sender: Sender<Incoming>,
}

impl Loop<'_> {
    fn run(&mut self, inbox: &Receiver<Incoming>) -> Result<(), TermError> {
        let effects = self.app.start();
        if self.carry_out(effects)? == After::Quit {
            return Ok(());
        }
        let mut stale = true;
        loop {
            if stale {
                self.guard.draw(|frame| view::draw(frame, self.app))?;
            }
            if let Some(event) = (self.outside)(self.app, self.clock.now()) {
                let effects = self.app.handle(event, self.clock.now());
                if self.carry_out(effects)? == After::Quit {
                    return Ok(());
                }
                stale = true;
                continue;
            }
            let wait = self.clock.until_look(self.app.beat()).min(LOOK_OUTSIDE);
            let first = match inbox.recv_timeout(wait) {
                Ok(incoming) => Some(incoming),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            stale = first.is_some() || self.is_stale();
            if !stale {
                continue;
            }
            // Everything that has come meanwhile goes into the same frame.
            for incoming in first.into_iter().map(Some).chain(inbox.try_iter().map(Some)).chain([None]) {
                let event = match incoming {
                    Some(Incoming::End) => return Ok(()),
                    Some(Incoming::Store(Reply::OpenFailed(error))) => return Err(error.into()),
                    Some(incoming) => self.event(incoming),
                    None => Some(Event::Tick).filter(|_| self.is_stale()),
                };
                let Some(event) = event else { continue };
                let effects = self.app.handle(event, self.clock.now());
                if self.carry_out(effects)? == After::Quit {
                    return Ok(());
                }
            }
        }
    }

    /// Whether the screen shows a day or a minute that is over. Where it shows no minute, an idle
    /// program draws nothing until midnight.
    fn is_stale(&self) -> bool {
        let (now, shown) = (self.clock.now(), self.app.now);
        let minute_is_over = now.to_the_minute() != shown.to_the_minute();
        let second_is_over = now.unix_ms() / 1000 != shown.unix_ms() / 1000;
        if second_is_over && self.app.beat() == Beat::Second {
            return true;
        }
        now.date() != shown.date()
            || (minute_is_over && (self.app.shows_the_time() || !self.app.times_come(shown, now).is_empty()))
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<After, TermError> {
        for effect in effects {
            if effect == Effect::Count {
                counting::begin(self.app.basis(), self.dir, self.worker.sender(), self.sender.clone())?;
            } else if effect == Effect::Assess {
                assessing::begin(self.app, self.sender.clone())?;
            } else if let Effect::Look { number, query } = effect {
                let words = Words(self.app.language);
                self.looker.ask(Question { number, query, most: MOST_HITS, words })?;
            } else if effects::carry_out(effect, self.app, self.worker, self.errands, self.guard, self.clock)?
                == After::Quit
            {
                return Ok(After::Quit);
            }
        }
        Ok(After::GoOn)
    }

    fn event(&self, incoming: Incoming) -> Option<Event> {
        match incoming {
            Incoming::Terminal(event) => keys::event(event),
            Incoming::Store(reply) => Some(effects::event(reply, Words(self.app.language))),
            Incoming::Ledger(ledger) => Some(Event::Arrived(ledger)),
            Incoming::Counting(customers) => Some(Event::Counting(customers)),
            Incoming::Counted(figures) => Some(Event::Counted(figures)),
            Incoming::CountFailed(error) => {
                Some(Event::CountFailed(Words(self.app.language).store_error(&error)))
            }
            Incoming::Told(event) => Some(event),
            Incoming::End => None,
        }
    }
}

/// A terminal that does not tell its size counts as too small rather than as broken.
fn terminal_size() -> Result<(u16, u16), TermError> {
    Ok(ratatui::crossterm::terminal::size()?)
}

fn read_keys(sender: Sender<Incoming>) -> io::Result<()> {
    let read = move || {
        while let Ok(event) = terminal::read() {
            if sender.send(Incoming::Terminal(event)).is_err() {
                return;
            }
        }
        // The terminal is gone; nobody could ever quit any more.
        drop(sender.send(Incoming::End));
    };
    thread::Builder::new().name("genjin-keys".into()).spawn(read).map(drop)
}
