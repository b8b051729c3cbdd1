//! Runs the real program on a data folder of its own, in a known environment.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The program under test.
pub const GENJIN: &str = env!("CARGO_BIN_EXE_genjin");

/// The moment at which every test takes place unless it says otherwise: a Friday morning.
pub const NOW: &str = "2026-06-05T09:00:00+08:00";

/// A data folder that goes away with the test.
pub struct Folder {
    home: TempDir,
}

impl Folder {
    pub fn new() -> Self {
        Self { home: TempDir::with_prefix("genjin-test-").unwrap() }
    }

    /// A folder with the daily table of three customers.
    pub fn with_daily_table() -> Self {
        let folder = Self::new();
        folder.genjin(&["import", &fixture("daily.csv")]).succeeded();
        folder
    }

    /// Where the program keeps its data.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// A place beside the data.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The environment of every run: nothing of the person who runs the tests.
    pub fn environment(&self) -> [(&'static str, String); 8] {
        [
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("HOME", self.home.path().display().to_string()),
            ("TMPDIR", self.home.path().display().to_string()),
            ("GENJIN_DATA", self.data().display().to_string()),
            ("LANG", "en_US.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("TZ", "Asia/Shanghai".to_owned()),
            ("USER", "seller".to_owned()),
        ]
    }

    /// The program at some moment, ready for more to be said about it.
    pub fn command_at(&self, now: &str, args: &[&str]) -> Command {
        let mut command = Command::new(GENJIN);
        command.env_clear().envs(self.environment()).stdin(Stdio::null());
        command.args(["--now", now]).args(args);
        command
    }

    /// The program at [`NOW`].
    pub fn command(&self, args: &[&str]) -> Command {
        self.command_at(NOW, args)
    }

    /// Runs a command to its end.
    pub fn genjin(&self, args: &[&str]) -> Done {
        Done::of(&mut self.command(args))
    }

    /// What a command prints as JSON.
    pub fn json(&self, args: &[&str]) -> Value {
        self.genjin(args).json()
    }
}

/// A table among the fixtures.
pub fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
    path.display().to_string()
}

/// How a command ended and what it said.
#[derive(Debug)]
pub struct Done {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Done {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The output of a command that must have succeeded without a word on standard error.
    pub fn succeeded(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    /// The output as JSON, which must be all there is.
    pub fn json(self) -> Value {
        let out = self.succeeded();
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error} in:\n{out}"))
    }
}
