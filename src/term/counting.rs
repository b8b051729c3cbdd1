//! Counting the figures of the insights screen on a thread of its own. The histories come from the newest checkpoint and the
//! journal behind it, since sled would keep in memory what it has read; without a checkpoint from the writer, page by page,
//! between its other work.

use super::Incoming;
use crate::domain::Dossier;
use crate::insights::{Basis, Count, Insights, Period};
use crate::store::{Answer, Ask, Request, StoreError, every_dossier, every_dossier_kept};
use std::io;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::thread;

/// So many customers are counted between two words about it.
const STEP: usize = 1000;

/// Begins to count; how far that is and the figures go to `inbox`.
pub fn begin(basis: Basis, dir: &Path, requests: Sender<Request>, inbox: Sender<Incoming>) -> io::Result<()> {
    let dir = dir.to_owned();
    let work = move || {
        let incoming = match counted(&basis, &dir, &requests, &inbox) {
            Ok(figures) => Incoming::Counted(Box::new(figures)),
            Err(Some(error)) => Incoming::CountFailed(error),
            // The program is about to end.
            Err(None) => return,
        };
        drop(inbox.send(incoming));
    };
    thread::Builder::new().name("genjin-count".into()).spawn(work).map(drop)
}

/// The figures; nothing, and no error, where nobody waits for them any more.
fn counted(
    basis: &Basis,
    dir: &Path,
    requests: &Sender<Request>,
    inbox: &Sender<Incoming>,
) -> Result<Insights, Option<StoreError>> {
    let new = || Count::new(basis.clone(), &Period::spans(basis.today));
    let add = |count: &mut Count, dossier: &Dossier| {
        count.add(dossier);
        let is_told = count.customers().is_multiple_of(STEP);
        // Nobody is left to be told when the loop has ended.
        !is_told || inbox.send(Incoming::Counting(count.customers())).is_ok()
    };
    let (mut count, mut is_awaited) = (new(), true);
    let kept = every_dossier_kept(dir, |dossier| {
        is_awaited = add(&mut count, &dossier);
        is_awaited
    });
    match kept {
        _ if !is_awaited => return Err(None),
        Ok(true) => return Ok(count.finish()),
        // sled has all that a damaged file lacks.
        Ok(false) | Err(_) => {}
    }
    let mut count = new();
    let page = |after| {
        let (sender, answer) = mpsc::channel();
        requests.send(Request::Guest(Ask::Histories(after), sender)).map_err(|_| None)?;
        match answer.recv() {
            Ok(Answer::Records(records)) => Ok(records),
            Ok(Answer::Failed(trouble)) => Err(Some(trouble.into_error())),
            Ok(_) | Err(_) => Err(None),
        }
    };
    every_dossier(page, |dossier| {
        add(&mut count, &dossier);
    })?;
    Ok(count.finish())
}
