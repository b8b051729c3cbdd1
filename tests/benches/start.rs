//! The first useful screen of the real program against the first frame of a bare ratatui program and against opening and
//! scanning the same sled plainly, the memory a little later, the time from a key to its frame, and the room on the disk
//! against the plain export.
//!
//! `cargo bench --bench start` makes stores of 1,000, 10,000 and 100,000 customers with ten entries each, then
//! starts all programs in turn, so that they meet the same noise. `-- small` leaves the largest out.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench that cannot be set up says so")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::widgets::Paragraph;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const NOW: &str = "2026-06-05T09:00:00+08:00";
const GENJIN: &str = env!("CARGO_BIN_EXE_genjin");
const RUNS: usize = 21;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == "bare") {
        return bare();
    }
    let is_small = arguments.iter().any(|argument| argument == "small");
    let sizes: &[u32] = if is_small { &[1_000, 10_000] } else { &[1_000, 10_000, 100_000] };
    let home = tempfile::tempdir().expect("a folder");
    let folders: Vec<_> = sizes.iter().map(|customers| (*customers, filled(&home, *customers))).collect();
    let mut bare_ms = Vec::new();
    let mut ours: Vec<Vec<f64>> = vec![Vec::new(); folders.len()];
    for _ in 0..RUNS {
        bare_ms.push(Run::start(&bare_command()).until("bare ready"));
        for ((_, folder), times) in folders.iter().zip(&mut ours) {
            times.push(Run::start(&cockpit(folder)).until("Today 1/"));
        }
    }
    let floor = median(&mut bare_ms);
    println!("bare ratatui, first frame        {floor:7.2} ms");
    for ((customers, folder), times) in folders.iter().zip(&mut ours) {
        let (first, (resident, key)) = (median(times), at_work(folder));
        let ratio = first / floor;
        println!(
            "{customers:>7} customers, first screen {first:7.2} ms  {ratio:4.1} times  {resident:4} MiB six seconds later, a key {key:.1} ms"
        );
        let (disk, plain) = on_disk(folder);
        let (scan, rows) = plain_scan(folder);
        let (faster, larger) = (scan / first, disk / plain);
        println!(
            "        plain sled, opened and scanned: {scan:.0} ms for {rows} rows, {faster:.0} times that"
        );
        println!(
            "        on the disk: {disk:.1} MB, {larger:.1} times the {plain:.1} MB of its plain export"
        );
    }
}

/// The smallest full-screen program: one line, until a key comes.
fn bare() {
    let mut terminal = ratatui::init();
    terminal.draw(|frame| frame.render_widget(Paragraph::new("bare ready"), frame.area())).expect("a frame");
    drop(ratatui::crossterm::event::read());
    ratatui::restore();
}

fn filled(home: &TempDir, customers: u32) -> PathBuf {
    let folder = home.path().join(customers.to_string());
    let (customers, entries) = (customers.to_string(), (customers * 10).to_string());
    let mut command = Command::new(GENJIN);
    command.args(["--now", NOW, "--data"]).arg(&folder).args(["generate", "--customers", &customers]);
    let done = command.args(["--interactions", &entries]).stderr(Stdio::null()).status();
    assert!(done.is_ok_and(|status| status.success()), "a store");
    folder
}

/// Milliseconds to open the database as it is and to read every row, and how many there are.
fn plain_scan(folder: &Path) -> (f64, u32) {
    #[expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]
    let began = Instant::now();
    let db = sled::open(folder.join("sled")).expect("the database");
    let trees = db.tree_names().into_iter().map(|name| db.open_tree(name).expect("a tree"));
    let rows = trees
        .map(|tree| tree.iter().try_fold(0, |count, row| row.map(|_| count + 1)).expect("every row"))
        .sum();
    (began.elapsed().as_secs_f64() * 1000.0, rows)
}

/// Megabytes of the whole folder at rest, and of everything as plain JSON Lines.
fn on_disk(folder: &Path) -> (f64, f64) {
    let file = folder.with_extension("jsonl");
    let mut command = Command::new(GENJIN);
    let done =
        command.args(["--now", NOW, "--data"]).arg(folder).args(["export", "--json"]).arg(&file).status();
    assert!(done.is_ok_and(|status| status.success()), "an export");
    (megabytes(folder), megabytes(&file))
}

fn megabytes(path: &Path) -> f64 {
    let kilobytes = bytes_in(path) / 1000;
    f64::from(u32::try_from(kilobytes).expect("less than four terabytes")) / 1000.0
}

fn bytes_in(path: &Path) -> u64 {
    let about = path.metadata().expect("a file");
    if about.is_file() {
        return about.len();
    }
    path.read_dir().expect("a folder").map(|entry| bytes_in(&entry.expect("an entry").path())).sum()
}

fn bare_command() -> CommandBuilder {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    command.arg("bare");
    command
}

fn cockpit(folder: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(GENJIN);
    command.args(["--lang", "en", "--now", NOW, "--data"]);
    command.arg(folder);
    command
}

/// A program in a terminal of 160x45.
struct Run {
    began: Instant,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Run {
    fn start(command: &CommandBuilder) -> Self {
        let size = PtySize { rows: 45, cols: 160, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = command.clone();
        command.env("TERM", "xterm-256color");
        #[expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).expect("a program");
        Self { began, child, master: pair.master }
    }

    /// Milliseconds until a text is on the screen.
    fn until(self, wanted: &str) -> f64 {
        self.until_and(wanted, |_| ()).0
    }

    /// The same, and what is found out before the program is left.
    fn until_and<T>(mut self, wanted: &str, before: impl FnOnce(&mut Running) -> T) -> (f64, T) {
        let mut reader = self.master.try_clone_reader().expect("output");
        let (rows, columns) = (NonZero::new(45).expect("rows"), NonZero::new(160).expect("columns"));
        let mut parser = vt100::Parser::new(rows, columns, 0);
        let mut bytes = vec![0; 1 << 14];
        while !parser.screen().contents().contains(wanted) {
            let count = reader.read(&mut bytes).expect("output");
            assert!(count > 0, "the program ended early");
            parser.process(bytes.get(..count).unwrap_or_default());
        }
        let ms = self.began.elapsed().as_secs_f64() * 1000.0;
        // Somebody has to read on, or the program waits for it.
        let (sender, output) = mpsc::channel();
        let drain = thread::spawn(move || {
            while reader.read(&mut bytes).is_ok_and(|count| count > 0) {
                // Nobody listens any more once the program is left.
                let _heard = sender.send(());
            }
        });
        let keys = self.master.take_writer().expect("input");
        let mut running = Running { process: self.child.process_id().unwrap_or_default(), keys, output };
        let found = before(&mut running);
        running.keys.write_all(b"q").expect("input");
        drop(self.child.wait());
        drop((running, self.master));
        drop(drain.join());
        (ms, found)
    }
}

/// The program while it is looked at.
struct Running {
    process: u32,
    keys: Box<dyn Write + Send>,
    output: Receiver<()>,
}

impl Running {
    /// Milliseconds from a key to the first bytes of its frame.
    fn key(&mut self, key: u8) -> f64 {
        thread::sleep(Duration::from_millis(30));
        while self.output.try_recv().is_ok() {}
        #[expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]
        let pressed = Instant::now();
        self.keys.write_all(&[key]).expect("input");
        self.output.recv_timeout(Duration::from_secs(5)).expect("a frame");
        pressed.elapsed().as_secs_f64() * 1000.0
    }
}

/// Resident memory once everything is there, in MiB, and the time of a key that moves the cursor down the list.
fn at_work(folder: &Path) -> (u64, f64) {
    let look = |running: &mut Running| {
        thread::sleep(Duration::from_secs(6));
        let resident = resident_mib(running.process);
        let mut keys: Vec<_> = (0..RUNS).map(|_| running.key(b'j')).collect();
        (resident, median(&mut keys))
    };
    Run::start(&cockpit(folder)).until_and("Today 1/", look).1
}

/// From `/proc`; 0 elsewhere.
fn resident_mib(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).map(str::to_owned);
    let kib = line.and_then(|line| line.split_whitespace().next().and_then(|word| word.parse::<u64>().ok()));
    kib.unwrap_or(0) / 1024
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
