//! Bringing everybody in, behind the first screen.

use super::Incoming;
use crate::app::ledger::Ledger;
use crate::store::{Answer, Ask, Overview, Reply, Request, quick_overview};
use std::io;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::thread;

/// Makes a ledger of everybody; may take a moment.
pub type MakeLedger = Box<dyn FnOnce(Overview) -> Ledger + Send>;

/// Reads everybody on a thread of its own, from the summary file where that is right, else from the
/// writer once it has opened the data, and hands over the finished ledger.
pub fn gather(
    dir: &Path,
    requests: Sender<Request>,
    ledger: MakeLedger,
    inbox: Sender<Incoming>,
) -> io::Result<()> {
    let dir = dir.to_owned();
    let work = move || {
        let answer = quick_overview(&dir).map(Answer::Overview).or_else(|| from_writer(&requests));
        let arrived = match answer {
            Some(Answer::Overview(overview)) => {
                let ledger = ledger(overview);
                ledger.prepare_to_find();
                Incoming::Ledger(Box::new(ledger))
            }
            Some(Answer::Failed(trouble)) => Incoming::Store(Reply::Failed(trouble.into_error())),
            // The data could not be opened, which the writer tells by itself.
            Some(_) | None => return,
        };
        // The loop may have ended meanwhile.
        drop(inbox.send(arrived));
    };
    thread::Builder::new().name("genjin-arrivals".into()).spawn(work).map(drop)
}

fn from_writer(requests: &Sender<Request>) -> Option<Answer> {
    let (sender, answer) = mpsc::channel();
    requests.send(Request::Guest(Ask::Overview, sender)).ok()?;
    answer.recv().ok()
}
