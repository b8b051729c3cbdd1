//! The data folder: which one, who may read it, what a person may put into it.

use crate::program::{Done, Folder};
use serde_json::json;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::Stdio;

#[test]
fn the_folder_is_the_named_one_else_the_environments_else_the_platforms() {
    let folder = Folder::new();
    let (named, platform) = (folder.beside("named"), folder.beside("xdg/genjin"));
    folder.genjin(&["add", "In the environment's"]).succeeded();
    folder.genjin(&["add", "In the named", "--data", &named.display().to_string()]).succeeded();
    let mut command = folder.command(&["add", "In the platform's"]);
    command.env_remove("GENJIN_DATA").env("XDG_DATA_HOME", folder.beside("xdg"));
    Done::of(&mut command).succeeded();
    for (dir, company) in
        [(folder.data(), "In the environment's"), (named, "In the named"), (platform, "In the platform's")]
    {
        let list = folder.json(&["list", "--json", "--data", &dir.display().to_string()]);
        assert_eq!(list.as_array().unwrap().len(), 1, "{}", dir.display());
        assert_eq!(list[0]["company"], company);
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_folder_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;

    fn walk(path: &Path, seen: &mut usize) {
        let mode = fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, expected, "{}: {mode:o}", path.display());
        *seen += 1;
        if path.is_dir() {
            for inner in fs::read_dir(path).unwrap() {
                walk(&inner.unwrap().path(), seen);
            }
        }
    }

    let folder = Folder::new();
    let shell = |script: &str| {
        let mut command = std::process::Command::new("sh");
        command.env_clear().envs(folder.environment()).args(["-c", script, crate::program::GENJIN]);
        assert_eq!(Done::of(&mut command).code, Some(0), "{script}");
    };
    shell("umask 000; \"$0\" add 'ABC Ltd.' && \"$0\" log ABC hello && \"$0\" list");
    shell("umask 022; \"$0\" log ABC again && \"$0\" today");
    let mut seen = 0;
    walk(&folder.data(), &mut seen);
    assert!(seen > 6, "{seen} files and folders");
}

#[test]
fn a_folder_held_by_another_program_is_told_with_its_holder() {
    let folder = Folder::with_daily_table();
    let now = genjin::domain::Moment::parse(crate::program::NOW).unwrap();
    let (held, _) = genjin::store::Store::open(&folder.data(), now, 1).unwrap();
    // Everybody in short can be read all the same; what is to be written has waited in vain.
    assert_eq!(folder.json(&["list", "--json"]).as_array().unwrap().len(), 3);
    let done = folder.genjin(&["add", "New One"]);
    assert_eq!((done.code, done.out.as_str()), (Some(1), ""));
    assert!(done.err.contains(&format!("process {}", std::process::id())), "{}", done.err);
    let told = folder.genjin(&["verify", "--lang", "zh"]).err;
    assert!(told.contains(&format!("进程 {}，", std::process::id())) && !told.contains("since"), "{told}");
    held.close().unwrap();
    assert_eq!(folder.json(&["list", "--json"]).as_array().unwrap().len(), 3);
}

#[test]
fn commands_that_come_together_wait_for_each_other() {
    let folder = Folder::with_daily_table();
    let log = |n: usize| folder.command(&["log", "ABC", &format!("note {n}")]).stdout(Stdio::null()).spawn();
    let running: Vec<_> = (0..6).map(|n| log(n).unwrap()).collect();
    for mut command in running {
        assert!(command.wait().unwrap().success());
    }
    let shown = folder.json(&["show", "ABC", "--json"]);
    assert_eq!(shown["timeline"].as_array().unwrap().len(), 1 + 6);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    // More than a pipe holds, so that the program still writes when nobody reads any more.
    assert_eq!(folder.genjin(&["generate", "--customers", "2000", "--interactions", "2000"]).code, Some(0));
    for args in [&["list"][..], &["list", "--json"]] {
        let mut child = folder.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::with_capacity(64, child.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        assert!(!first.is_empty());
        drop(lines);
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""), "{args:?}");
    }
}

/// A folder with one customer, and a file that its owner put into it.
fn with_file(name: &str, text: impl AsRef<[u8]>) -> Folder {
    let folder = Folder::new();
    folder.genjin(&["add", "ABC Ltd."]).succeeded();
    fs::write(folder.data().join(name), text).unwrap();
    folder
}

/// The asset that the program comes with.
fn asset(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name)).unwrap()
}

#[test]
fn stages_of_ones_own_are_used_everywhere() {
    let own = "\n[[stage]]\nid = \"audit\"\ngroup = \"inquiry\"\nzh = \"验厂\"\nen = \"factory audit\"\n";
    let folder = with_file("stages.toml", asset("stages.toml") + own);
    folder.genjin(&["log", "ABC", "they will visit us #验厂"]).succeeded();
    assert_eq!(folder.json(&["list", "--json"])[0]["stage"], "audit");
    assert!(folder.genjin(&["list"]).succeeded().contains("factory audit"));
    folder.genjin(&["add", "Second", "--stage", "factory audit"]).succeeded();
}

#[test]
fn rules_of_ones_own_decide() {
    let weekly = asset("rules.toml");
    let ours = weekly.replace(
        "{ anchor = \"last_contact\", window = \"2d..3d\" }",
        "{ anchor = \"last_contact\", window = \"8d..9d\" }",
    );
    assert_ne!(weekly, ours, "the rules still say how often hot customers are due");
    let due = |rules: &str| {
        let folder = with_file("rules.toml", rules);
        folder.genjin(&["log", "ABC", "wa< asked for a price #quoted ~2 June"]).succeeded();
        folder.genjin(&["log", "ABC", "wa sent the offer"]).succeeded();
        folder.json(&["list", "--json"])[0]["due"].clone()
    };
    assert_eq!(due(&weekly), "2026-06-07");
    assert_eq!(due(&ours), "2026-06-13");
}

/// With a mistake in a file the work goes on by what is built in, and every mistake is told with its file and line.
fn check_wrong(name: &str, text: impl AsRef<[u8]>, expected: &[&str]) -> Folder {
    let folder = with_file(name, text);
    let path = folder.data().join(name).display().to_string();
    for args in [&["list", "--json"][..], &["today", "--lang", "zh"], &["add", "Second"]] {
        let done = folder.genjin(args);
        assert_eq!((done.code, done.out.is_empty()), (Some(0), false), "{args:?}: {}", done.err);
        for part in expected.iter().chain([&path.as_str()]) {
            let zh = part.strip_prefix("line ").map(|line| format!("第 {line} 行")).unwrap_or_default();
            let told = done.err.contains(part) || (!zh.is_empty() && done.err.contains(zh.trim()));
            assert!(told, "{part} in:\n{}", done.err);
        }
        assert!(
            done.err.contains("What is built in is used") || done.err.contains("使用内置内容"),
            "{}",
            done.err
        );
        assert!(!done.err.contains("panicked"), "{}", done.err);
    }
    folder
}

/// Of the rules a command tells in one line how many there are, and `rules check` tells them.
fn check_wrong_rules(text: impl AsRef<[u8]>, expected: &[&str]) {
    let folder = with_file("rules.toml", text);
    let path = folder.data().join("rules.toml");
    let done = folder.genjin(&["today"]);
    assert_eq!((done.code, done.out.is_empty()), (Some(0), false), "{}", done.err);
    assert!(
        done.err.starts_with(&path.display().to_string()) && done.err.lines().count() <= 2,
        "{}",
        done.err
    );
    let checked = folder.genjin(&["rules", "check"]);
    assert_eq!(checked.code, Some(1), "a check is there to fail");
    for part in expected {
        assert!(checked.err.contains(part), "{part} in:\n{}", checked.err);
    }
    fs::remove_file(path).unwrap();
    assert_eq!(folder.json(&["list", "--json"])[0]["class"], "cold", "{expected:?}");
}

#[test]
fn every_mistake_in_the_rules_is_told_with_its_line() {
    check_wrong_rules("colour = [1,\n", &["line 1"]);
    let wrong = asset("rules.toml").replacen("colour = \"hot\"", "colour = \"scarlet\"", 1).replacen(
        "channels = [\"email\", \"whatsapp\"]",
        "channels = [\"email\", \"pigeon\"]",
        1,
    );
    let line = |word: &str| {
        let place = wrong.lines().position(|line| line.contains(word)).unwrap();
        format!("line {}", place + 1)
    };
    check_wrong_rules(&wrong, &["scarlet", &line("scarlet"), "pigeon", &line("pigeon")]);
    check_wrong_rules(b"\xff\xfe\x00", &["rules.toml"]);
}

#[test]
fn rules_that_name_a_stage_which_is_not_there_are_told() {
    let ours = asset("rules.toml");
    let wrong = ours.replacen("when = { stage_group = \"inquiry\"", "when = { stage = \"no_such_stage\"", 1);
    assert_ne!(ours, wrong, "some rule still asks for the group of the stage");
    check_wrong_rules(&wrong, &["no_such_stage"]);
}

/// A stage of a stage file: six lines and an empty one.
fn stage(id: &str, group: &str) -> String {
    format!("[[stage]]\nid = \"{id}\"\ngroup = \"{group}\"\nzh = \"甲\"\nen = \"A\"\nalso = []\n\n")
}

#[test]
fn a_mistake_in_the_stages_is_told_with_its_line() {
    let begin = stage("developing", "early");
    check_wrong("stages.toml", begin.clone() + &stage("second", "nope"), &["line 10", "nope", "early"]);
    check_wrong("stages.toml", begin + "[[stage]\n", &["line 8"]);
}

#[test]
fn a_stage_id_that_is_empty_or_there_twice_is_told_with_its_line() {
    let begin = stage("developing", "early");
    check_wrong("stages.toml", begin.clone() + &stage("developing", "early"), &["developing", "line 9"]);
    check_wrong("stages.toml", begin + &stage("", "early"), &["`\"\"`", "line 9"]);
}

#[test]
fn a_stage_file_without_stages_says_what_is_needed() {
    check_wrong("stages.toml", "stage = []\n", &["line 1", "[[stage]]"]);
    check_wrong("stages.toml", "# nothing here\n", &["line 1", "[[stage]]"]);
}

#[test]
fn notices_about_the_folder_never_mix_with_the_data() {
    let folder = Folder::with_daily_table();
    let journal = folder.data().join("journal/000001.jnl");
    let mut bytes = fs::read(&journal).unwrap();
    bytes.extend(b"deadbeef {\"torn");
    fs::write(&journal, bytes).unwrap();
    let done = folder.genjin(&["list", "--json"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let list: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 3);
    assert!(!done.err.is_empty(), "what was cut off is told");
    assert_eq!(folder.genjin(&["list"]).err, "", "and told once");
    assert_eq!(folder.json(&["today", "--json"])["date"], json!("2026-06-05"));
}

#[test]
fn a_slip_in_the_settings_is_told_and_stops_nothing() {
    let folder = Folder::with_daily_table();
    std::fs::write(folder.data().join("settings.toml"), "day_limit = \"many\"\n").unwrap();
    for args in [&["today", "--json"][..], &["log", "ABC", "goes on"]] {
        let done = folder.genjin(args);
        assert_eq!(done.code, Some(0), "{}", done.err);
        assert!(done.err.contains("settings.toml") && done.err.contains("line 1"), "{}", done.err);
    }
}
