//! Opening the sled folder without letting its trouble become the program's.
//!
//! sled can panic or hang while opening a damaged folder. So it opens in a thread of its own, with a
//! limit, and with the panic message of that thread kept off the screen.

use super::error::is_no_room_to_write;
use super::trees::Trees;
use super::{StoreError, disk};
use std::panic;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Longer than any sound folder needs: the first opening after a load of a million records took 2 s.
const LIMIT: Duration = Duration::from_mins(1);
/// A store that was just closed may hold sled's own lock for a moment.
const LOCK_TRIES: u32 = 20;
const LOCK_PAUSE: Duration = Duration::from_millis(50);
const THREAD: &str = "sled-open";

/// Opens the trees, made new when there are none.
pub fn open(path: &Path) -> Result<Trees, StoreError> {
    disk::make_folder(path)?;
    remove_unfinished_snapshots(path)?;
    let trees = in_thread(path)?;
    disk::restrict_all(path)?;
    Ok(trees)
}

/// sled refuses for ever to open a folder in which it was stopped while writing a snapshot.
fn remove_unfinished_snapshots(path: &Path) -> Result<(), StoreError> {
    for file in disk::list(path)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            disk::remove(&file)?;
        }
    }
    Ok(())
}

fn in_thread(path: &Path) -> Result<Trees, StoreError> {
    let trouble = |what: &str| StoreError::Database { path: path.to_owned(), what: what.to_owned() };
    let (sender, receiver) = mpsc::channel();
    let folder = path.to_owned();
    let work = move || drop(sender.send(open_with_retries(&folder)));
    let opened = without_panic_message(|| {
        thread::Builder::new().name(THREAD.into()).spawn(work).map_err(StoreError::io(path))?;
        Ok(receiver.recv_timeout(LIMIT))
    })?;
    match opened {
        Ok(Ok(trees)) => Ok(trees),
        // A full disk is no damage: building anew would need more room still.
        Ok(Err(sled::Error::Io(error))) if is_no_room_to_write(&error) => Err(StoreError::io(path)(error)),
        Ok(Err(error)) => Err(trouble(&error.to_string())),
        Err(RecvTimeoutError::Timeout) => Err(trouble("sled did not finish opening it")),
        Err(RecvTimeoutError::Disconnected) => Err(trouble("sled panicked while opening it")),
    }
}

fn open_with_retries(path: &Path) -> sled::Result<Trees> {
    let mut tries = 1;
    loop {
        match Trees::open(path) {
            Err(sled::Error::Io(error))
                if tries < LOCK_TRIES && error.to_string().contains("could not acquire lock") =>
            {
                tries += 1;
                thread::sleep(LOCK_PAUSE);
            }
            opened => return opened,
        }
    }
}

/// Runs `work` while panics of sled's threads print nothing; those of all others do as ever.
fn without_panic_message<T>(work: impl FnOnce() -> T) -> T {
    // The hook belongs to the whole program: two at once would restore it in the wrong order.
    static HOOK: Mutex<()> = Mutex::new(());
    let _turn = HOOK.lock().unwrap_or_else(PoisonError::into_inner);
    let usual = Arc::new(panic::take_hook());
    let filtered = Arc::clone(&usual);
    panic::set_hook(Box::new(move |info| {
        if !thread::current().name().is_some_and(|name| name.starts_with("sled")) {
            filtered(info);
        }
    }));
    let done = work();
    drop(panic::take_hook());
    match Arc::try_unwrap(usual) {
        Ok(hook) => panic::set_hook(hook),
        Err(shared) => panic::set_hook(Box::new(move |info| shared(info))),
    }
    done
}
