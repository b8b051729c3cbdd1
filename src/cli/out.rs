//! Printing: whole texts at once, so that a reader that goes away is no error.

use crate::view::progress;
use std::io::{self, ErrorKind, IsTerminal, Write};

/// Prints a text to standard output.
pub fn print(text: &str) -> anyhow::Result<()> {
    print_bytes(text.as_bytes())
}

/// Writes bytes to standard output as they are.
pub fn print_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
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

/// How far something long has come: one line that grows on a terminal, a line for each tenth elsewhere.
#[derive(Debug, Default)]
pub struct Bar {
    shown: Option<u8>,
}

impl Bar {
    pub fn show(&mut self, what: &str, percent: u8) {
        let on_screen = io::stderr().is_terminal();
        let percent = if on_screen { percent } else { percent / 10 * 10 };
        if self.shown.replace(percent) == Some(percent) {
            return;
        }
        if on_screen {
            drop(write!(io::stderr().lock(), "\r{what}  {}", progress::bar(percent, WIDTH)));
        } else {
            tell(&format!("{what}  {percent} %"));
        }
    }

    /// Takes the line away.
    pub fn end(&mut self) {
        if self.shown.take().is_some() && io::stderr().is_terminal() {
            drop(write!(io::stderr().lock(), "\r\x1b[K"));
        }
    }
}

/// Cells of a bar with its number.
const WIDTH: usize = 40;
