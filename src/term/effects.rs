//! Carrying out what the app asks for, and telling it what came of it.

use super::TermError;
use super::clock::Clock;
use super::errands::Errands;
use super::guard::Guard;
use crate::app::{App, Effect, Event, Written};
use crate::lang::Words;
use crate::store::{Committed, Reply, Request, Worker};

/// Whether the loop goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    GoOn,
    Quit,
}

pub fn carry_out(
    effect: Effect,
    app: &mut App,
    worker: &Worker,
    errands: &Errands,
    guard: &mut Guard,
    clock: &Clock,
) -> Result<After, TermError> {
    let request = match effect {
        Effect::Quit => return Ok(After::Quit),
        // Begun by the loop, which has the way back in.
        Effect::Count | Effect::Assess | Effect::Look { .. } => return Ok(After::GoOn),
        Effect::Redraw => {
            guard.redraw()?;
            return Ok(After::GoOn);
        }
        Effect::Ring(come) => {
            Guard::ring(app.settings.reminders.terminal, &Words(app.language).time_come(&come))?;
            return Ok(After::GoOn);
        }
        Effect::Copy(text) => {
            Guard::copy(&text)?;
            return Ok(After::GoOn);
        }
        Effect::Open(target) => {
            errands.open(target)?;
            return Ok(After::GoOn);
        }
        Effect::MakePaper(task) => {
            errands.make_paper(*task, Words(app.language))?;
            return Ok(After::GoOn);
        }
        Effect::Suspend => {
            guard.suspend()?;
            let (width, height) = super::terminal_size()?;
            // Nothing but the size can come of this, so there are no effects to carry out.
            drop(app.handle(Event::Resize(width, height), clock.now()));
            return Ok(After::GoOn);
        }
        Effect::Commit { change, session } => Request::Commit { change, session },
        Effect::Load(id) => Request::Load(id),
        Effect::Undo { id, at, author } => Request::Undo { id, at, author },
        Effect::Redo { id, at, author } => Request::Redo { id, at, author },
        Effect::Erase { customer, change, at, author } => Request::Erase { customer, change, at, author },
        Effect::SaveSession(text) => Request::SaveSession(text),
    };
    if let Err(unsent) = worker.send(request) {
        let reason = Words(app.language).writer_gone().to_owned();
        let event = match *unsent {
            Request::Commit { change, .. } => Event::CommitFailed { change: Box::new(change), reason },
            _ => Event::Failed(reason),
        };
        drop(app.handle(event, clock.now()));
    }
    Ok(After::GoOn)
}

/// An answer of the store as the app knows it.
pub fn event(reply: Reply, words: Words) -> Event {
    match reply {
        Reply::Building(building) => Event::Building(building.percent()),
        Reply::Opened { last_change, notices } => {
            let notices = notices.iter().map(|notice| words.store_notice(notice)).collect();
            Event::Opened { last_change, notices }
        }
        Reply::Committed(done) => Event::Committed(written(done)),
        Reply::CommittedElsewhere(done) => Event::CommittedElsewhere(written(done)),
        Reply::Erased(customer, _) => Event::Erased(customer),
        Reply::CommitFailed { change, error } => {
            Event::CommitFailed { change: Box::new(change), reason: words.store_error(&error) }
        }
        Reply::Loaded(id, dossier) => Event::Loaded(id, dossier),
        Reply::LoadFailed(id, error) => Event::LoadFailed(id, words.store_error(&error)),
        Reply::NothingToUndo => Event::NothingToUndo,
        Reply::NothingToRedo => Event::NothingToRedo,
        Reply::UndoFailed(error) => Event::UndoFailed(words.store_error(&error)),
        Reply::OpenFailed(error) | Reply::SessionFailed(error) | Reply::Failed(error) => {
            Event::Failed(words.store_error(&error))
        }
    }
}

fn written(done: Committed) -> Written {
    let Committed { cause, of, summaries, removed, rates, .. } = done;
    Written { cause, of, summaries, removed, rates }
}
