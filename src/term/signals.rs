//! Signals that ask the program to end: everything is kept, as with the key.

use super::Incoming;
use std::io;
use std::sync::mpsc::Sender;

#[cfg(unix)]
pub fn listen(sender: Sender<Incoming>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let listen = move || {
        for _ in signals.forever() {
            if sender.send(Incoming::End).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().name("genjin-signals".into()).spawn(listen).map(drop)
}

#[cfg(not(unix))]
pub fn listen(_: Sender<Incoming>) -> io::Result<()> {
    Ok(())
}
