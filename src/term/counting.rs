//! Counting the figures of the insights screen on a thread of its own. The histories come from the writer page by
//! page, between its other work, so that a note is saved meanwhile as quickly as ever.

use super::Incoming;
use crate::insights::{Basis, Count, Period};
use crate::store::{Answer, Ask, Request, every_dossier};
use std::io;
use std::sync::mpsc::{self, Sender};
use std::thread;

/// So many customers are counted between two words about it.
const STEP: usize = 1000;

/// Begins to count; how far that is and the figures go to `inbox`.
pub fn begin(basis: Basis, requests: Sender<Request>, inbox: Sender<Incoming>) -> io::Result<()> {
    let work = move || {
        let mut count = Count::new(basis.clone(), &Period::spans(basis.today));
        let page = |after| {
            let (sender, answer) = mpsc::channel();
            requests.send(Request::Guest(Ask::Histories(after), sender)).map_err(|_| None)?;
            match answer.recv() {
                Ok(Answer::Records(records)) => Ok(records),
                Ok(Answer::Failed(trouble)) => Err(Some(trouble.into_error())),
                // The program is about to end.
                Ok(_) | Err(_) => Err(None),
            }
        };
        let counted = every_dossier(page, |dossier| {
            count.add(&dossier);
            if count.customers().is_multiple_of(STEP) {
                // Nobody is left to be told when the loop has ended, and the next page says so.
                drop(inbox.send(Incoming::Counting(count.customers())));
            }
        });
        let incoming = match counted {
            Ok(()) => Incoming::Counted(Box::new(count.finish())),
            Err(Some(error)) => Incoming::CountFailed(error),
            Err(None) => return,
        };
        drop(inbox.send(incoming));
    };
    thread::Builder::new().name("genjin-count".into()).spawn(work).map(drop)
}
