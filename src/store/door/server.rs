//! The side that has the data: lets commands in and passes what they ask to the writer thread.

use super::address::{self, Opened, Place};
use super::message::{Answer, Ask, VERSION, hear, put};
use crate::store::{Request, StoreError};
use interprocess::local_socket::Stream;
use interprocess::local_socket::traits::Listener as _;
use std::io;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::thread;

/// Open as long as it lives.
#[derive(Debug)]
pub struct Door {
    _place: Place,
}

impl Door {
    /// Opens the door of a data folder, whose lock the caller has.
    ///
    /// # Errors
    /// [`StoreError::Io`] when no socket can be made; all else works without.
    pub fn open(dir: &Path, writer: Sender<Request>) -> Result<Self, StoreError> {
        let Opened { listener, place } = address::open(dir)?;
        let (dir, path) = (dir.to_owned(), dir.to_owned());
        // The thread waits for ever and ends with the program: nothing hangs on its end.
        let welcome = move || {
            while let Ok(stream) = listener.accept() {
                if !address::is_owner(&stream, &dir) {
                    continue;
                }
                let writer = writer.clone();
                let serve = move || serve(stream, &writer);
                // Without a thread the one who asked sees the door close, and says so.
                drop(thread::Builder::new().name("genjin-guest".into()).spawn(serve));
            }
        };
        thread::Builder::new().name("genjin-door".into()).spawn(welcome).map_err(StoreError::io(&path))?;
        Ok(Self { _place: place })
    }
}

/// Answers one command until it goes away. Nobody is left to be told when that breaks off.
fn serve(mut stream: Stream, writer: &Sender<Request>) {
    drop(converse(&mut stream, writer));
}

fn converse(stream: &mut Stream, writer: &Sender<Request>) -> io::Result<()> {
    while let Some(ask) = hear::<Ask>(stream)? {
        match &ask {
            Ask::Hello(version) if version != VERSION => {
                return put(stream, &Answer::OtherVersion(VERSION.to_owned()));
            }
            _ => {}
        }
        let (sender, answer) = mpsc::channel();
        let answer = writer.send(Request::Guest(ask, sender)).ok().and_then(|()| answer.recv().ok());
        put(stream, &answer.unwrap_or(Answer::Leaving))?;
    }
    Ok(())
}
