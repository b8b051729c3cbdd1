//! Assessing everybody by other rules on a thread of its own, so that keys go on.

use super::Incoming;
use crate::app::{App, Event};
use std::io;
use std::sync::mpsc::Sender;
use std::thread;

/// Begins to assess everybody whom the app wants to have assessed; what comes of it goes to `inbox`.
pub fn begin(app: &mut App, inbox: Sender<Incoming>) -> io::Result<()> {
    let Some(everybody) = app.ledger.everybody() else { return Ok(()) };
    let work = move || {
        let assessed = Event::Assessed(Box::new(everybody.assessed()));
        // Nobody is left to be told when the loop has ended.
        drop(inbox.send(Incoming::Told(assessed)));
    };
    thread::Builder::new().name("genjin-assess".into()).spawn(work).map(drop)
}
