//! Printing: whole texts at once, so that a reader that goes away is no error.

use std::io::{self, ErrorKind, Write};

/// Prints a text to standard output.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints JSON, indented, with a line end.
pub fn print_json(value: &serde_json::Value) -> anyhow::Result<()> {
    print(&format!("{value:#}\n"))
}

/// Tells something that is not the result, on standard error.
pub fn tell(text: &str) {
    // With nowhere to tell it, there is nothing left to do about it.
    drop(writeln!(io::stderr().lock(), "{text}"));
}

/// Tells why the program failed.
pub fn complain(text: &str) {
    tell(&format!("genjin: {text}"));
}
