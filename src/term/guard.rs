//! The terminal while the program has it, and giving it back whatever happens.

use super::halves::Halves;
use super::{clipboard, ring};
use crate::settings::Ring;
use crate::store::worker::THREAD as WRITER_THREAD;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, execute};
use ratatui::{Frame, Terminal};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write, stdin, stdout};
use std::{panic, thread};

/// The terminal in raw mode on its alternate screen; dropping this gives it back.
pub struct Guard {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    halves: Halves,
}

impl Guard {
    pub fn enter() -> io::Result<Self> {
        if !stdout().is_terminal() || !stdin().is_terminal() {
            return Err(io::Error::other("standard input and output are not a terminal"));
        }
        // First the way back, then the way in.
        let told_before = panic::take_hook();
        panic::set_hook(Box::new(move |fault| {
            // The writer catches its own faults and reports them; the screen stays.
            if thread::current().name() != Some(WRITER_THREAD) {
                restore();
                told_before(fault);
            }
        }));
        prepare()?;
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::new(stdout())))?;
        Ok(Self { terminal, halves: Halves::default() })
    }

    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let halves = &mut self.halves;
        let drawn = self.terminal.draw(|frame| {
            draw(frame);
            halves.uncover(frame.buffer_mut());
        });
        drawn.map(drop)
    }

    /// Forgets what is on the screen, so that the next frame draws all of it.
    ///
    /// `Terminal::clear` would ask the terminal where its cursor is, and the answer would go to the
    /// thread that reads keys; resizing to the same size clears without asking.
    pub fn redraw(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Puts a text into the clipboard of the terminal.
    pub fn copy(text: &str) -> io::Result<()> {
        let mut out = stdout();
        out.write_all(clipboard::sequence(text).as_bytes())?;
        out.flush()
    }

    /// Has the terminal ask for attention.
    pub fn ring(how: Ring, text: &str) -> io::Result<()> {
        let mut out = stdout();
        out.write_all(ring::signal(how, text).as_bytes())?;
        out.flush()
    }

    /// Gives the terminal to the shell until the program is called back.
    pub fn suspend(&mut self) -> io::Result<()> {
        restore();
        stop_until_called_back()?;
        prepare()?;
        self.redraw()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

fn prepare() -> io::Result<()> {
    enable_raw_mode()?;
    // Coming back from an editor wakes the loop, which then sees that the rule file was saved.
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)
}

/// Gives the terminal back. There is nobody left to tell of a failure here.
fn restore() {
    drop(execute!(stdout(), DisableFocusChange, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show));
    drop(disable_raw_mode());
    drop(stdout().flush());
}

#[cfg(unix)]
fn stop_until_called_back() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

#[cfg(not(unix))]
fn stop_until_called_back() -> io::Result<()> {
    Ok(())
}
