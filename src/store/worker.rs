//! The writer thread: opens and owns the store, so that a slow disk never delays a frame.
//!
//! Requests are carried out in the order in which they are sent, each answered through `reply`; those that
//! come while the data are still being opened wait. Session texts are the exception: while people type one
//! follows the other, and only the newest is written. Commands of other processes come in through the
//! [door](super::Door) and take their turn like everything else.

mod guests;

use super::door::{Answer, Ask};
use super::{Building, Committed, Erased, Notice, Store, StoreError};
use crate::domain::preview::Preview;
use crate::domain::{Change, ChangeId, CustomerId, Dossier, Moment};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A session text waits this long at most, and no longer than [`SLICES`] of these together.
const SLICE: Duration = Duration::from_millis(50);
/// Counting slices instead of reading a clock: each wait for a request and each other request is one.
const SLICES: u32 = 4;

/// After a change of so many edits the journal has grown enough to be looked after.
const LARGE: usize = 1000;

/// So many changes share one fsync at most.
const MOST_TOGETHER: usize = 64;

/// So long after the last change nobody is busy, and what is due beside the work is done.
const QUIET: Duration = Duration::from_secs(30);

/// The name of the writer thread.
pub const THREAD: &str = "genjin-writer";

/// What the writer is asked to do.
#[derive(Clone, Debug)]
pub enum Request {
    /// Write a change and, before it is confirmed, the session that goes with it.
    Commit {
        change: Change,
        session: Option<String>,
    },
    Load(CustomerId),
    Undo {
        id: ChangeId,
        at: Moment,
        author: String,
    },
    Redo {
        id: ChangeId,
        at: Moment,
        author: String,
    },
    SaveSession(String),
    /// Erase a customer for ever.
    Erase {
        customer: CustomerId,
        change: ChangeId,
        at: Moment,
        author: String,
    },
    /// Keep the first screen of the next start, once everything else is done.
    KeepPreview(Box<Preview>),
    /// What a command of another process asks, and where its answer goes.
    Guest(Ask, Sender<Answer>),
    /// Write what is pending, close the store, end the thread.
    Stop,
}

/// What came of a request.
#[derive(Debug)]
pub enum Reply {
    /// The data take longer to open: so far has the building of the database come.
    Building(Building),
    /// The data are open; the newest change, and what had to be put right.
    Opened {
        last_change: Option<ChangeId>,
        notices: Vec<Notice>,
    },
    /// The data could not be opened, and the thread has ended.
    OpenFailed(StoreError),
    /// Another process made a change through the door.
    CommittedElsewhere(Committed),
    Erased(CustomerId, Erased),
    Committed(Committed),
    /// Gives the change back, so that nothing typed is lost.
    CommitFailed {
        change: Change,
        error: StoreError,
    },
    Loaded(CustomerId, Option<Box<Dossier>>),
    LoadFailed(CustomerId, StoreError),
    NothingToUndo,
    NothingToRedo,
    /// An undo or a redo failed.
    UndoFailed(StoreError),
    SessionFailed(StoreError),
    /// The store could not be closed in order, or the thread ended on a fault.
    Failed(StoreError),
}

/// A handle to the writer thread. Dropping it stops the thread and waits for it.
pub struct Worker {
    requests: Sender<Request>,
    thread: Option<JoinHandle<()>>,
}

/// How the store is opened on the thread; hears how far building it anew has come.
pub type Opening =
    Box<dyn FnOnce(&mut dyn FnMut(Building)) -> Result<(Store, Vec<Notice>), StoreError> + Send>;

impl Worker {
    /// Starts the thread, which opens the store in `dir` first. `reply` is called on it and should only pass
    /// the answer on.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the system gives no thread.
    pub fn spawn(
        dir: &Path,
        opening: Opening,
        reply: impl Fn(Reply) + Send + 'static,
    ) -> Result<Self, StoreError> {
        let (requests, inbox) = mpsc::channel();
        let path = dir.to_owned();
        let work = move || {
            let ended = catch_unwind(AssertUnwindSafe(|| work(opening, &inbox, &reply)));
            if let Err(fault) = ended {
                reply(Reply::Failed(panicked(fault.as_ref())));
            }
        };
        let thread = thread::Builder::new().name(THREAD.into()).spawn(work);
        let thread = Some(thread.map_err(StoreError::io(&path))?);
        Ok(Self { requests, thread })
    }

    /// Hands a request over without waiting.
    ///
    /// # Errors
    /// Gives the request back when the thread has ended; it said why in a reply.
    pub fn send(&self, request: Request) -> Result<(), Box<Request>> {
        self.requests.send(request).map_err(|unsent| Box::new(unsent.0))
    }

    /// A way to hand requests over from another thread.
    pub fn sender(&self) -> Sender<Request> {
        self.requests.clone()
    }

    /// Writes what is pending, closes the store and waits until that is done.
    pub fn stop(self) {
        drop(self);
    }

    /// Lets go of the thread without waiting; for the end of a program whose data were still being opened,
    /// which leaves no more behind than a kill does.
    pub fn abandon(mut self) {
        drop(self.thread.take());
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Neither can fail in a way that was not replied: the thread catches its own faults.
        drop(self.requests.send(Request::Stop));
        drop(self.thread.take().map(JoinHandle::join));
    }
}

/// Opens the store, then serves until it is asked to stop.
fn work(opening: Opening, inbox: &Receiver<Request>, reply: &impl Fn(Reply)) {
    let opened = opening(&mut |building| reply(Reply::Building(building)));
    let opened = opened.and_then(|(store, notices)| Ok((store.last_change()?, store, notices)));
    match opened {
        Ok((last_change, store, notices)) => {
            reply(Reply::Opened { last_change, notices });
            Desk { store, reply, has_changed: false }.work(inbox);
        }
        Err(error) => reply(Reply::OpenFailed(error)),
    }
    guests::send_away(inbox);
}

/// The thread's side.
struct Desk<'a, R> {
    store: Store,
    reply: &'a R,
    /// Something was written since the data were last looked after.
    has_changed: bool,
}

impl<R: Fn(Reply)> Desk<'_, R> {
    fn work(mut self, inbox: &Receiver<Request>) {
        let (mut session, mut preview) = (PendingSession::default(), None);
        let mut held = None;
        while let Some(request) = held.take().or_else(|| self.next(inbox, &mut session)) {
            match request {
                Request::Stop => break,
                Request::SaveSession(text) => session.text = Some(text),
                Request::Commit { change, session: text } => {
                    let (queue, next) = Self::gather(inbox, (change, Whose::Desk(text)));
                    held = next;
                    self.commit(queue, &mut session);
                }
                Request::Guest(Ask::Commit(change), answer) => {
                    self.save(&mut session);
                    let (queue, next) = Self::gather(inbox, (*change, Whose::Guest(answer)));
                    held = next;
                    self.commit(queue, &mut session);
                }
                Request::Erase { customer, change, at, author } => {
                    // Erasing takes the customer's drafts out of what is kept, so that has to be there.
                    self.save(&mut session);
                    let erased = self.guarded(|store| store.erase(customer, change, at, &author));
                    (self.reply)(erased.map_or_else(Reply::Failed, |erased| Reply::Erased(customer, erased)));
                }
                Request::KeepPreview(first) => preview = Some(*first),
                Request::Guest(ask, answer) => {
                    self.save(&mut session);
                    self.serve(ask, &answer);
                }
                other => {
                    self.carry_out(other);
                    session.waited += u32::from(session.text.is_some());
                }
            }
        }
        self.save(&mut session);
        self.tend();
        if let Some(preview) = preview
            && let Err(error) = self.guarded(|store| store.keep_preview(preview))
        {
            (self.reply)(Reply::Failed(error));
        }
        let Self { store, reply, .. } = self;
        if let Err(error) = store.close() {
            reply(Reply::Failed(error));
        }
    }

    /// The next request; writes the pending session when its time has come. Nothing when all senders are gone.
    fn next(&mut self, inbox: &Receiver<Request>, session: &mut PendingSession) -> Option<Request> {
        loop {
            if session.waited >= SLICES {
                self.save(session);
            }
            if let Ok(request) = inbox.try_recv() {
                return Some(request);
            }
            if session.text.is_none() && self.has_changed {
                match inbox.recv_timeout(QUIET) {
                    Ok(request) => return Some(request),
                    Err(RecvTimeoutError::Timeout) => self.tend(),
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
                continue;
            }
            // Without anything pending the thread sleeps until it is asked: an idle program never wakes.
            if session.text.is_none() {
                return inbox.recv().ok();
            }
            session.waited += 1;
            match inbox.recv_timeout(SLICE) {
                Ok(request) => return Some(request),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    fn save(&mut self, session: &mut PendingSession) {
        session.waited = 0;
        if let Some(text) = session.text.take() {
            let saved = self.guarded(|store| store.save_session(&text));
            if let Err(error) = saved {
                (self.reply)(Reply::SessionFailed(error));
            }
        }
    }

    /// Does what is due beside the work, when nobody waits.
    fn tend(&mut self) {
        self.has_changed = false;
        if let Err(error) = self.guarded(Store::tend) {
            (self.reply)(Reply::Failed(error));
        }
    }

    /// Writes changes. The session that goes with one has lost the draft of what is written now: it is
    /// written before the change is confirmed, and not at all where the change could not be written.
    fn commit(&mut self, queue: Queue, session: &mut PendingSession) {
        let changes: Vec<_> = queue.changes.iter().map(|(change, _)| change).collect();
        let all = self.guarded(|store| Ok(store.commit_all(&changes)));
        let mut results = all.unwrap_or_else(|error| vec![Err(error)]).into_iter();
        let halted = || Err(StoreError::Halted { path: self.store.dir().to_owned() });
        let (mut done, mut text) = (Vec::new(), None);
        for (change, whose) in queue.changes {
            let result = results.next().unwrap_or_else(halted);
            if let (Ok(_), Whose::Desk(Some(with))) = (&result, &whose) {
                text = Some(with.clone());
            }
            done.push((change, whose, result));
        }
        if text.is_some() {
            session.text = text;
            self.save(session);
        }
        if queue.session.is_some() {
            session.text = queue.session;
        }
        let mut is_large = false;
        for (change, whose, result) in done {
            self.has_changed |= result.is_ok();
            is_large |= result.as_ref().is_ok_and(|committed| committed.edits >= LARGE);
            match (whose, result) {
                (Whose::Desk(_), Ok(committed)) => (self.reply)(Reply::Committed(committed)),
                (Whose::Desk(_), Err(error)) => (self.reply)(Reply::CommitFailed { change, error }),
                (Whose::Guest(answer), result) => self.answer_commit(result, &answer),
            }
        }
        if is_large {
            self.tend();
        }
    }

    /// Takes what else is waiting to be written, up to the first request of another kind, which is given back.
    fn gather(inbox: &Receiver<Request>, first: (Change, Whose)) -> (Queue, Option<Request>) {
        let mut queue = Queue { changes: vec![first], session: None };
        while queue.changes.len() < MOST_TOGETHER {
            let Ok(request) = inbox.try_recv() else { break };
            match request {
                Request::Commit { change, session } => {
                    queue.session = None;
                    queue.changes.push((change, Whose::Desk(session)));
                }
                Request::Guest(Ask::Commit(change), answer) => {
                    queue.changes.push((*change, Whose::Guest(answer)));
                }
                Request::SaveSession(text) => queue.session = Some(text),
                other => return (queue, Some(other)),
            }
        }
        (queue, None)
    }

    fn carry_out(&mut self, request: Request) {
        let reply = match request {
            Request::Load(id) => match self.guarded(|store| store.dossier(id)) {
                Ok(dossier) => Reply::Loaded(id, dossier.map(Box::new)),
                Err(error) => Reply::LoadFailed(id, error),
            },
            Request::Undo { id, at, author } => {
                undone(self.guarded(|store| store.undo(id, at, &author)), Reply::NothingToUndo)
            }
            Request::Redo { id, at, author } => {
                undone(self.guarded(|store| store.redo(id, at, &author)), Reply::NothingToRedo)
            }
            Request::Commit { .. }
            | Request::SaveSession(_)
            | Request::Erase { .. }
            | Request::KeepPreview(_)
            | Request::Guest(..)
            | Request::Stop => return,
        };
        self.has_changed |= matches!(reply, Reply::Committed(_));
        (self.reply)(reply);
    }

    /// Runs one call of the store; a panic becomes its error, and the store takes no more changes.
    fn guarded<T>(
        &mut self,
        call: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let store = &mut self.store;
        catch_unwind(AssertUnwindSafe(|| call(store))).unwrap_or_else(|fault| {
            self.store.halt();
            Err(panicked(fault.as_ref()))
        })
    }
}

/// Changes that wait to be written, in their order.
struct Queue {
    changes: Vec<(Change, Whose)>,
    /// A session text that came behind them all.
    session: Option<String>,
}

/// Who asked for a change.
enum Whose {
    /// The cockpit, with the session that goes with it.
    Desk(Option<String>),
    /// A command of another process.
    Guest(Sender<Answer>),
}

/// The newest session text that is not yet written.
#[derive(Default)]
struct PendingSession {
    text: Option<String>,
    /// Slices that it has waited.
    waited: u32,
}

fn undone(result: Result<Option<Committed>, StoreError>, nothing: Reply) -> Reply {
    match result {
        Ok(Some(committed)) => Reply::Committed(committed),
        Ok(None) => nothing,
        Err(error) => Reply::UndoFailed(error),
    }
}

fn panicked(fault: &(dyn Any + Send)) -> StoreError {
    let text = fault.downcast_ref::<&str>().copied();
    let text = text.or_else(|| fault.downcast_ref::<String>().map(String::as_str));
    StoreError::Panicked { what: text.unwrap_or("no message").to_owned() }
}

#[cfg(test)]
mod tests;
