//! What commands of other processes ask of the writer thread.

use super::{Desk, Reply, Request};
use crate::store::door::{Answer, Ask, Trouble};
use crate::store::{BackedUp, Committed, StoreError};
use std::sync::mpsc::{Receiver, Sender};

impl<R: Fn(Reply)> Desk<'_, R> {
    /// Does what a guest asks, and tells the screen what has changed by it before the guest goes on.
    pub(super) fn serve(&mut self, ask: Ask, answer: &Sender<Answer>) {
        let answered = match ask {
            Ask::Hello(_) => self.guarded(|store| {
                Ok(Answer::Welcome { last_change: store.last_change()?, is_read_only: store.is_read_only() })
            }),
            Ask::Overview => self.guarded(|store| store.overview().map(Answer::Overview)),
            Ask::Dossier(id) => self.guarded(|store| {
                let found = store.dossier(id)?;
                Ok(Answer::Records(found.map_or_else(Vec::new, |dossier| dossier.records().collect())))
            }),
            Ask::Histories(after) => self.guarded(|store| store.histories(after).map(Answer::Records)),
            Ask::Lacking(records) => self.guarded(|store| store.edits_to_hold(records).map(Answer::Edits)),
            Ask::Commit(change) => {
                let committed = self.guarded(|store| store.commit(&change));
                return self.answer_commit(committed, answer);
            }
            Ask::Backup(file) => self.guarded(|store| {
                let BackedUp { records, changes, bytes } = store.backup(&file)?;
                Ok(Answer::BackedUp { records, changes, bytes })
            }),
            Ask::Export(file) => self.guarded(|store| store.export(&file).map(Answer::Exported)),
            Ask::Erase { customer, change, at, author } => {
                let erased = self.guarded(|store| store.erase(customer, change, at, &author));
                erased.map(|erased| {
                    (self.reply)(Reply::Erased(customer, erased.clone()));
                    Answer::Erased(erased)
                })
            }
        };
        // A guest that has gone needs no answer; what it asked for is done.
        drop(answer.send(answered.unwrap_or_else(|error: StoreError| Answer::Failed(Trouble::of(error)))));
    }

    /// Tells the screen of a guest's change, then the guest.
    pub(super) fn answer_commit(&self, done: Result<Committed, StoreError>, answer: &Sender<Answer>) {
        let told = match done {
            Ok(committed) => {
                (self.reply)(Reply::CommittedElsewhere(committed.clone()));
                Answer::Committed(committed)
            }
            Err(error) => Answer::Failed(Trouble::of(error)),
        };
        drop(answer.send(told));
    }
}

/// Tells everybody who still waits that nothing was done for them.
pub(super) fn send_away(inbox: &Receiver<Request>) {
    for request in inbox.try_iter() {
        if let Request::Guest(_, answer) = request {
            drop(answer.send(Answer::Leaving));
        }
    }
}
