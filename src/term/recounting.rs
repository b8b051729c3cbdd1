//! After a crash the rows of a large database are counted by a process of its own, whose memory comes back.

use crate::store::{Claim, recount};
use std::env::current_exe;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{io, thread};

/// The subcommand of that process.
pub const COMMAND: &str = "recount";

/// Has the rows counted where the next opening would. Whatever goes wrong, it counts them itself then.
pub fn in_a_process(claim: &Claim) {
    if claim.is_to_write() && recount::is_ahead(claim.dir()) {
        drop(count(claim.dir()));
    }
}

fn count(dir: &Path) -> io::Result<()> {
    let mut command = Command::new(current_exe()?);
    command.arg("--data").arg(dir).arg(COMMAND);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // It is closed when this program ends, however that happens, and the other one ends with it.
    let held = child.stdin.take();
    let ended = child.wait();
    drop(held);
    ended.map(drop)
}

/// In the other process: ends it when the one that waits for it is gone, so that nothing holds the data then.
///
/// # Errors
/// When no thread can be begun.
pub fn end_with_parent() -> io::Result<()> {
    let wait = || {
        drop(io::copy(&mut io::stdin(), &mut io::sink()));
        std::process::exit(1);
    };
    thread::Builder::new().name("genjin-parent".into()).spawn(wait).map(drop)
}
