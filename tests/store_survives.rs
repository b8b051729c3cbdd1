//! The real program against kills and damage: what it said was saved is there, and nothing is ever wrong.
//!
//! `GENJIN_KILL_ROUNDS` and `GENJIN_DAMAGE_ROUNDS` ask for more rounds than the usual ones.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where something does not hold")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;
use tempfile::TempDir;

/// A command that takes longer than this hangs.
const LIMIT: Duration = Duration::from_secs(100);

fn rounds(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Numbers without a pattern, the same on every run (PCG, O'Neill 2014, in short).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}

fn start(dir: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_genjin"))
        .args(["--lang", "en", "--now", "2026-06-05T09:00:00+08:00", "--data"])
        .arg(dir)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Runs a command to its end, which must come.
fn run(dir: &Path, arguments: &[&str]) -> Output {
    let child = start(dir, arguments);
    let id = child.id();
    let (sender, ended) = std::sync::mpsc::channel();
    let waiting = std::thread::spawn(move || {
        let output = child.wait_with_output().unwrap();
        let _ = sender.send(());
        output
    });
    if ended.recv_timeout(LIMIT).is_err() {
        drop(Command::new("kill").args(["-9", &id.to_string()]).status());
        panic!("{arguments:?} hangs");
    }
    waiting.join().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn done(dir: &Path, arguments: &[&str]) -> String {
    let output = run(dir, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// Every line of an export behind its head.
fn lines(file: &Path) -> BTreeSet<String> {
    fs::read_to_string(file).unwrap().lines().skip(1).map(str::to_owned).collect()
}

fn exported(dir: &Path) -> BTreeSet<String> {
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("all.jsonl");
    done(dir, &["export", "--json", file.to_str().unwrap()]);
    lines(&file)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found.sort();
    found
}

/// What the entries of Acme say, and what its next step is.
fn acme(dir: &Path) -> (BTreeMap<u64, String>, Option<u64>, BTreeMap<u64, usize>) {
    let (mut entries, mut step, mut batches) = (BTreeMap::new(), None, BTreeMap::new());
    for line in exported(dir) {
        let record: Value = serde_json::from_str(&line).unwrap();
        let number = |text: &Value, word: &str| -> Option<u64> {
            text.as_str()?.strip_prefix(word)?.split_whitespace().next()?.parse().ok()
        };
        if let Some(number) = number(&record["interaction"]["summary"], "note ") {
            entries.insert(number, record["interaction"]["id"].as_str().unwrap().to_owned());
        }
        step = number(&record["follow_up"]["action"], "step ").or(step);
        if let Some(batch) = number(&record["customer"]["company"], "Batch ") {
            *batches.entry(batch).or_default() += 1;
        }
    }
    (entries, step, batches)
}

#[test]
fn what_was_acknowledged_survives_a_kill_at_any_moment() {
    const ROWS: usize = 120;
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("data");
    done(&dir, &["add", "Acme"]);
    let mut numbers = Numbers(11);
    let mut acknowledged: BTreeMap<u64, String> = BTreeMap::new();
    let mut imported: BTreeSet<u64> = BTreeSet::new();
    let total = rounds("GENJIN_KILL_ROUNDS", 200);
    for round in 1..=total {
        let is_import = round % 8 == 0;
        let mut child = if is_import {
            let table = place.path().join("table.csv");
            let rows: Vec<String> = (0..ROWS).map(|row| format!("Batch {round} row {row}")).collect();
            fs::write(&table, format!("Company\n{}\n", rows.join("\n"))).unwrap();
            start(&dir, &["import", table.to_str().unwrap()])
        } else {
            let line = format!("wa note {round} >+2d step {round}");
            start(&dir, &["log", "Acme", &line])
        };
        sleep(Duration::from_micros(numbers.below(160_000)));
        let _ = child.kill();
        let mut said = String::new();
        child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        child.wait().unwrap();
        if is_import && !said.is_empty() {
            imported.insert(round);
        } else if !is_import && said.ends_with('\n') {
            acknowledged.insert(round, said.trim().to_owned());
        }
        if round % 10 == 0 || round == total {
            let (entries, step, batches) = acme(&dir);
            for (number, id) in &acknowledged {
                assert_eq!(entries.get(number), Some(id), "entry {number} was confirmed");
            }
            // The entry and the next step came in one change.
            assert_eq!(step, entries.keys().last().copied());
            assert!(imported.iter().all(|batch| batches.contains_key(batch)), "{imported:?} {batches:?}");
            assert!(batches.values().all(|rows| *rows == ROWS), "{batches:?}");
        }
    }
    assert!(total < 50 || acknowledged.len() > 5, "{} of {total} were confirmed", acknowledged.len());
    let verified = run(&dir, &["verify"]);
    assert!(verified.status.success(), "{}{}", text(&verified.stdout), text(&verified.stderr));
}

/// A folder with all sorts of files, closed in order, and what it holds.
fn lived_in() -> (TempDir, BTreeSet<String>) {
    let dir = tempfile::tempdir().unwrap();
    done(dir.path(), &["generate", "--customers", "40", "--interactions", "300"]);
    for number in 0..3 {
        done(dir.path(), &["add", &format!("Added {number}")]);
    }
    done(dir.path(), &["rebuild"]);
    done(dir.path(), &["log", "Added 1", "wa a last word >+2d call again"]);
    let held = exported(dir.path());
    assert!(held.len() > 300, "{}", held.len());
    (dir, held)
}

#[test]
fn no_damage_leads_to_a_wrong_value_or_a_silent_loss() {
    let (whole, held) = lived_in();
    let mut numbers = Numbers(5);
    let all = files(whole.path());
    assert!(all.len() > 6, "{all:?}");
    for round in 0..rounds("GENJIN_DAMAGE_ROUNDS", 4) {
        for file in &all {
            let name = file.strip_prefix(whole.path()).unwrap();
            let bytes = fs::read(file).unwrap();
            if bytes.is_empty() {
                continue;
            }
            let place = usize::try_from(numbers.below(bytes.len() as u64)).unwrap();
            let (how, spoiled) = if round % 2 == 0 {
                let mut spoiled = bytes.clone();
                spoiled[place] ^= 1 << numbers.below(8);
                ("changed", spoiled)
            } else {
                ("cut", bytes[..place].to_vec())
            };
            let dir = tempfile::tempdir().unwrap();
            copy(whole.path(), dir.path());
            fs::write(dir.path().join(name), spoiled).unwrap();
            let what = format!("{} {how} at {place} of {}", name.display(), bytes.len());
            let out = dir.path().join("all.jsonl");
            let output = run(dir.path(), &["export", "--json", out.to_str().unwrap()]);
            let told = text(&output.stderr);
            assert!(!told.contains("panicked"), "{what}: {told}");
            assert!(output.status.code().is_some_and(|code| code <= 1), "{what}: {:?}", output.status);
            if output.status.success() {
                let found = lines(&out);
                if let Some(wrong) = found.difference(&held).next() {
                    panic!("{what}: {wrong}");
                }
                assert!(found == held || !told.is_empty(), "{what}: {} of {}", found.len(), held.len());
            } else {
                assert!(!told.is_empty(), "{what}: failed without a word");
            }
        }
    }
}
