//! The writer thread: owns the store, so that a slow disk never delays a frame.
//!
//! Requests are carried out in the order in which they are sent, each answered through `reply`. Session
//! texts are the exception: while people type one follows the other, and only the newest is written.

use super::{Committed, Store, StoreError};
use crate::domain::{Change, ChangeId, CustomerId, Dossier, Moment};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A session text waits this long at most, and no longer than [`SLICES`] of these together.
const SLICE: Duration = Duration::from_millis(50);
/// Counting slices instead of reading a clock: each wait for a request and each other request is one.
const SLICES: u32 = 4;

/// After a change of so many edits the journal has grown enough to be looked after.
const LARGE: usize = 1000;

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
    /// Write what is pending, close the store, end the thread.
    Stop,
}

/// What came of a request.
#[derive(Debug)]
pub enum Reply {
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

impl Worker {
    /// Starts the thread. `reply` is called on it and should only pass the answer on.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the system gives no thread.
    pub fn spawn(store: Store, reply: impl Fn(Reply) + Send + 'static) -> Result<Self, StoreError> {
        let (requests, inbox) = mpsc::channel();
        let path = store.dir().to_owned();
        let work = move || {
            let ended = catch_unwind(AssertUnwindSafe(|| Desk { store, reply: &reply }.work(&inbox)));
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

    /// Writes what is pending, closes the store and waits until that is done.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Neither can fail in a way that was not replied: the thread catches its own faults.
        drop(self.requests.send(Request::Stop));
        drop(self.thread.take().map(JoinHandle::join));
    }
}

/// The thread's side.
struct Desk<'a, R> {
    store: Store,
    reply: &'a R,
}

impl<R: Fn(Reply)> Desk<'_, R> {
    fn work(mut self, inbox: &Receiver<Request>) {
        let mut session = PendingSession::default();
        while let Some(request) = self.next(inbox, &mut session) {
            match request {
                Request::Stop => break,
                Request::SaveSession(text) => session.text = Some(text),
                Request::Commit { change, session: text } => self.commit(change, text, &mut session),
                other => {
                    self.carry_out(other);
                    session.waited += u32::from(session.text.is_some());
                }
            }
        }
        self.save(&mut session);
        self.tend();
        let Self { store, reply } = self;
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
        if let Err(error) = self.guarded(Store::tend) {
            (self.reply)(Reply::Failed(error));
        }
    }

    /// Writes a change. The session that goes with it has lost the draft of what is written now: it is
    /// written before the change is confirmed, and not at all where the change could not be written.
    fn commit(&mut self, change: Change, text: Option<String>, session: &mut PendingSession) {
        let committed = match self.guarded(|store| store.commit(&change)) {
            Ok(committed) => committed,
            Err(error) => return (self.reply)(Reply::CommitFailed { change, error }),
        };
        if text.is_some() {
            session.text = text;
            self.save(session);
        }
        let is_large = committed.edits >= LARGE;
        (self.reply)(Reply::Committed(committed));
        if is_large {
            self.tend();
        }
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
            Request::Commit { .. } | Request::SaveSession(_) | Request::Stop => return,
        };
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
