//! A terminal with the program in it.
//!
//! Nothing here sleeps for a fixed time: every wait looks at the screen again whenever something was
//! written to it, until what is waited for is there or the deadline, which is meant for a very slow
//! machine, has passed.

use crate::program::{Folder, GENJIN, NOW};
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use std::io::{self, Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use vt100::Parser;

/// How long anything may take before a test gives up.
const DEADLINE: Duration = Duration::from_secs(20);
/// How often a condition is looked at that nothing announces.
const POLL: Duration = Duration::from_millis(10);

/// What the terminal has been told so far.
struct Seen {
    parser: Parser,
    bytes: u64,
    /// Nobody reads on: the terminal is about to go away.
    is_over: bool,
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;
type Writer = Arc<Mutex<Box<dyn Write + Send>>>;

/// The program on a terminal of its own; dropping it ends the program.
pub struct Screen {
    child: Box<dyn Child + Send + Sync>,
    /// Nothing once the terminal has gone away.
    master: Option<Box<dyn MasterPty + Send>>,
    /// Held, so that the terminal outlives the program and can be looked at afterwards.
    _slave: Box<dyn SlavePty + Send>,
    writer: Writer,
    seen: Shared,
    reader: Option<JoinHandle<()>>,
    settings_before: String,
}

impl Screen {
    /// Starts the program with `args` on a folder's data.
    pub fn start(folder: &Folder, args: &[&str], columns: u16, rows: u16) -> Self {
        Self::start_at(NOW, folder, args, columns, rows)
    }

    /// The same where the environment says more.
    pub fn start_with(folder: &Folder, more: &[(&str, String)], columns: u16, rows: u16) -> Self {
        Self::start_in(NOW, folder, &[], more, columns, rows)
    }

    /// The same at another moment.
    pub fn start_at(now: &str, folder: &Folder, args: &[&str], columns: u16, rows: u16) -> Self {
        Self::start_in(now, folder, args, &[], columns, rows)
    }

    fn start_in(
        now: &str,
        folder: &Folder,
        args: &[&str],
        more: &[(&str, String)],
        columns: u16,
        rows: u16,
    ) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let settings_before = format!("{:?}", pair.master.get_termios());
        let mut command = CommandBuilder::new(GENJIN);
        command.env_clear();
        for (name, value) in folder.environment() {
            command.env(name, value);
        }
        for (name, value) in more {
            command.env(name, value);
        }
        if args.contains(&"--demo") {
            command.env_remove("GENJIN_DATA");
        }
        command.args(["--now", now]);
        command.args(args);
        command.cwd(folder.beside(""));
        let child = pair.slave.spawn_command(command).unwrap();
        let writer: Writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let parser = Parser::new(at_least_one(rows), at_least_one(columns), 0);
        let seen: Shared = Arc::new((Mutex::new(Seen { parser, bytes: 0, is_over: false }), Condvar::new()));
        let reader = read(pair.master.try_clone_reader().unwrap(), Arc::clone(&seen), Arc::clone(&writer));
        let (master, reader) = (Some(pair.master), Some(reader));
        Self { child, master, _slave: pair.slave, writer, seen, reader, settings_before }
    }

    /// Types, as bytes that a terminal would send.
    pub fn keys(&self, keys: &str) -> &Self {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).unwrap();
        self
    }

    /// Pastes a text in brackets, as a terminal does for a program that asked for it.
    pub fn paste(&self, text: &str) -> &Self {
        assert!(self.look(vt100::Screen::bracketed_paste), "the program asks for pastes in brackets");
        self.keys(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        // Both under the lock, so that nothing drawn for the new size meets the old one.
        let mut seen = self.seen.0.lock().unwrap();
        seen.parser.screen_mut().set_size(at_least_one(rows), at_least_one(columns));
        self.master().resize(size(columns, rows)).unwrap();
    }

    /// The text on the screen, a line a row.
    pub fn text(&self) -> String {
        self.look(text_of)
    }

    /// Waits until a text is on the screen.
    pub fn wait_for(&self, text: &str) -> &Self {
        self.wait_until(&format!("{text:?} is on the screen"), |screen| text_of(screen).contains(text))
    }

    /// Waits until a text is no longer on the screen.
    pub fn wait_gone(&self, text: &str) -> &Self {
        self.wait_until(&format!("{text:?} is gone"), |screen| !text_of(screen).contains(text))
    }

    /// Waits until what was just done is durable: the message is there, and the footer says "saved".
    pub fn wait_saved(&self, message: &str) -> &Self {
        self.wait_until(&format!("{message:?} is told and saved"), |screen| {
            let text = text_of(screen);
            let footer = text.lines().next_back().unwrap_or_default();
            footer.contains(message) && (footer.ends_with(" saved") || footer.ends_with(" 已保存"))
        })
    }

    /// Waits until the screen is as it should be.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) -> &Self {
        let (lock, news) = &*self.seen;
        let began = clock();
        let mut seen = lock.lock().unwrap();
        while !is_so(seen.parser.screen()) {
            if began.elapsed() > DEADLINE {
                let text = text_of(seen.parser.screen());
                drop(seen);
                panic!("waited in vain until {what}; the screen:\n{text}");
            }
            seen = news.wait_timeout(seen, Duration::from_millis(100)).unwrap().0;
        }
        drop(seen);
        self
    }

    /// Waits until nothing has been written for some time.
    pub fn wait_quiet(&self, long: Duration) -> &Self {
        let mut last = self.bytes();
        let mut since = clock();
        let began = clock();
        while since.elapsed() < long {
            assert!(began.elapsed() < DEADLINE, "the program never stops drawing");
            thread::sleep(POLL);
            let now = self.bytes();
            if now != last {
                (last, since) = (now, clock());
            }
        }
        self
    }

    /// How many bytes the program has written so far.
    pub fn bytes(&self) -> u64 {
        self.seen.0.lock().unwrap().bytes
    }

    /// Whether the program has the alternate screen, hides the cursor, asks for pastes in brackets.
    pub fn modes(&self) -> [bool; 3] {
        self.look(|screen| [screen.alternate_screen(), screen.hide_cursor(), screen.bracketed_paste()])
    }

    /// Whether the terminal is set as it was before the program came: echo, lines, signals.
    pub fn has_settings_of_before(&self) -> bool {
        format!("{:?}", self.master().get_termios()) == self.settings_before
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Whether the program still runs.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits until the program has ended.
    pub fn wait_end(&mut self) -> ExitStatus {
        let began = clock();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < DEADLINE, "the program does not end; the screen:\n{}", self.text());
            thread::sleep(POLL);
        }
    }

    /// Quits as a person does, from wherever they are.
    pub fn quit(mut self) {
        self.keys("\x11");
        let status = self.wait_end();
        assert!(status.success(), "{status:?}\n{}", self.text());
    }

    /// Ends the program without giving it any chance: SIGKILL.
    pub fn kill(mut self) {
        signal(self.pid(), "KILL");
        assert!(!self.wait_end().success());
    }

    /// Takes the terminal away, as a closed window or a cut connection does, and waits for the end.
    pub fn hang_up(mut self) {
        // The reader holds the terminal too and waits in it: one more frame makes it look up and let go.
        self.seen.0.lock().unwrap().is_over = true;
        self.keys(" ");
        self.reader.take().unwrap().join().unwrap();
        *self.writer.lock().unwrap() = Box::new(io::sink());
        self.master = None;
        self.wait_end();
    }

    fn master(&self) -> &dyn MasterPty {
        &**self.master.as_ref().unwrap()
    }

    fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.seen.0.lock().unwrap().parser.screen())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            drop(self.child.kill());
            drop(self.child.wait());
        }
    }
}

/// Sends a signal by its name.
pub fn signal(pid: u32, name: &str) {
    let sent = std::process::Command::new("kill").args(["-s", name, &pid.to_string()]).status().unwrap();
    assert!(sent.success(), "kill -s {name} {pid}");
}

/// Waits until something outside of the screen is so.
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let began = clock();
    while !is_so() {
        assert!(began.elapsed() < DEADLINE, "waited in vain until {what}");
        thread::sleep(POLL);
    }
}

/// Feeds what the program writes to the parser, and answers as a terminal does when it is asked where
/// the cursor is.
fn read(mut from: Box<dyn Read + Send>, seen: Shared, writer: Writer) -> JoinHandle<()> {
    const WHERE_IS_THE_CURSOR: &[u8] = b"\x1b[6n";
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            let piece = &buffer[..length];
            let mut now = seen.0.lock().unwrap();
            now.parser.process(piece);
            now.bytes += length as u64;
            if now.is_over {
                return;
            }
            let (row, column) = now.parser.screen().cursor_position();
            drop(now);
            seen.1.notify_all();
            if piece.windows(WHERE_IS_THE_CURSOR.len()).any(|bytes| bytes == WHERE_IS_THE_CURSOR) {
                let answer = format!("\x1b[{};{}R", row + 1, column + 1);
                drop(writer.lock().unwrap().write_all(answer.as_bytes()));
            }
        }
    })
}

fn text_of(screen: &vt100::Screen) -> String {
    let (_, columns) = screen.size();
    let rows: Vec<_> = screen.rows(0, columns.get()).map(|row| row.trim_end().to_owned()).collect();
    rows.join("\n")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// The parser knows no screen without cells.
fn at_least_one(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap_or(NonZeroU16::MIN)
}

/// Now, for deadlines alone.
#[expect(clippy::disallowed_methods, reason = "only for how long a test waits; the program gets --now")]
pub fn clock() -> Instant {
    Instant::now()
}
