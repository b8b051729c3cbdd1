//! Bringing everybody in, behind the first screen.

use super::Incoming;
use crate::app::ledger::Gathering;
use crate::domain::Summary;
use crate::store::{Answer, Ask, Overview, QuickOverview, Reply, Request};
use std::io;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::thread;

/// Reads everybody on a thread of its own, from the summary file where that is right, else from the
/// writer once it has opened the data, and hands over the finished ledger.
pub fn gather(
    dir: &Path,
    requests: Sender<Request>,
    nobody: Gathering,
    inbox: Sender<Incoming>,
) -> io::Result<()> {
    let dir = dir.to_owned();
    let work = move || {
        let everybody = match QuickOverview::read(&dir).and_then(|quick| gathered(&quick, nobody.clone())) {
            Some(everybody) => Some(everybody),
            None => match from_writer(&requests) {
                Some(Answer::Overview(Overview { summaries, rates })) => {
                    Some(nobody.with_rates(rates).with(summaries))
                }
                Some(Answer::Failed(trouble)) => {
                    // The loop may have ended meanwhile.
                    return drop(inbox.send(Incoming::Store(Reply::Failed(trouble.into_error()))));
                }
                // The data could not be opened, which the writer tells by itself.
                Some(_) | None => None,
            },
        };
        if let Some(everybody) = everybody {
            drop(inbox.send(Incoming::Ledger(Box::new(everybody.ledger()))));
        }
    };
    thread::Builder::new().name("genjin-arrivals".into()).spawn(work).map(drop)
}

/// Everybody by the summary file, made on as many threads as the machine has.
pub fn gathered(quick: &QuickOverview, nobody: Gathering) -> Option<Gathering> {
    gathered_where(quick, nobody, |_| true)
}

/// Those of everybody who are wanted.
pub fn gathered_where(
    quick: &QuickOverview,
    nobody: Gathering,
    wanted: impl Fn(&Summary) -> bool + Sync,
) -> Option<Gathering> {
    let nobody = nobody.with_rates(quick.rates().to_vec());
    let add = |all: &mut Gathering, summary: Summary| {
        if wanted(&summary) {
            all.add(&summary);
        }
    };
    let parts = quick.fold(|| nobody.clone(), add)?;
    parts.into_iter().reduce(Gathering::joined)
}

fn from_writer(requests: &Sender<Request>) -> Option<Answer> {
    let (sender, answer) = mpsc::channel();
    requests.send(Request::Guest(Ask::Overview, sender)).ok()?;
    answer.recv().ok()
}
