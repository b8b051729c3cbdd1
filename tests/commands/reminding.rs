//! Reminders outside of the cockpit: told once, through the desktop where it can, and as a calendar.

use crate::program::{Done, Folder};
use std::fs;
use std::path::Path;

/// A folder in which one follow-up has a time today and another one is for a later day.
fn with_follow_ups() -> Folder {
    let folder = Folder::new();
    folder.genjin(&["add", "Acme; Co, Ltd."]).succeeded();
    folder
        .genjin(&["log", "Acme", "called them #quoted >today 10:30 send the <best> offer & terms"])
        .succeeded();
    folder.genjin(&["add", "Later GmbH", "--country", "DE"]).succeeded();
    folder.genjin(&["log", "Later", "wrote >9.1 15:00 call her"]).succeeded();
    folder
}

fn remind_at(folder: &Folder, time: &str) -> String {
    let now = format!("2026-06-05T{time}:00+08:00");
    Done::of(&mut folder.command_at(&now, &["remind"])).succeeded()
}

#[test]
fn the_day_and_each_time_are_told_once() {
    let folder = with_follow_ups();
    let first = remind_at(&folder, "09:00");
    assert!(first.starts_with("1 to talk to today\n  Acme; Co, Ltd.  "), "{first}");
    assert_eq!(remind_at(&folder, "09:05"), "");
    assert_eq!(remind_at(&folder, "10:30"), "10:30\n  Acme; Co, Ltd.: send the <best> offer & terms\n");
    assert_eq!(remind_at(&folder, "10:31"), "");
    let next = Done::of(&mut folder.command_at("2026-06-06T09:00:00+08:00", &["remind", "--lang", "zh"]))
        .succeeded();
    assert!(next.starts_with("今日 1 个待跟进，逾期 1\n"), "{next}");
}

#[cfg(unix)]
#[test]
fn the_desktop_is_told_where_it_can_be() {
    use std::os::unix::fs::PermissionsExt;
    let folder = with_follow_ups();
    let (bin, seen) = (folder.beside("bin"), folder.beside("seen"));
    fs::create_dir(&bin).unwrap();
    let name = if cfg!(target_os = "macos") { "osascript" } else { "notify-send" };
    let script = format!("#!/bin/sh\nfor word in \"$@\"; do echo \"$word\" >> '{}'; done\n", seen.display());
    fs::write(bin.join(name), script).unwrap();
    fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    let remind = |time: &str| {
        let mut command = folder.command_at(&format!("2026-06-05T{time}:00+08:00"), &["remind"]);
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
        Done::of(command.env("PATH", path)).succeeded()
    };
    remind("10:30");
    let told = fs::read_to_string(&seen).unwrap();
    assert!(told.contains("10:30") && told.contains("Acme; Co, Ltd."), "{told}");
    if !cfg!(target_os = "macos") {
        assert!(told.contains("send the &lt;best&gt; offer &amp; terms"), "{told}");
    }
    fs::remove_file(&seen).unwrap();
    remind("10:35");
    assert!(!seen.exists(), "told once");
    fs::write(folder.data().join("settings.toml"), "[reminders]\ndesktop = false\n").unwrap();
    let next = Done::of(&mut folder.command_at("2026-06-06T09:00:00+08:00", &["remind"])).succeeded();
    assert!(!next.is_empty() && !seen.exists(), "the settings say no");
}

/// Names and values of an iCalendar file, unfolded.
fn properties(file: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let unfolded = text.replace("\r\n ", "");
    let lines = unfolded.split("\r\n").filter_map(|line| line.split_once(':'));
    lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn values(file: &Path, name: &str) -> Vec<String> {
    let all = properties(file).into_iter().filter(|(known, _)| known == name);
    all.map(|(_, value)| value).collect()
}

#[test]
fn follow_ups_are_exported_as_a_calendar_with_ids_that_stay() {
    let folder = with_follow_ups();
    let file = folder.beside("follow-ups.ics");
    let path = file.display().to_string();
    let said = folder.genjin(&["export", "--ics", &path]).succeeded();
    assert!(said.contains("2 follow-ups"), "{said}");
    assert_eq!(values(&file, "DTSTART"), ["20260605T023000Z", "20260901T070000Z"]);
    assert_eq!(values(&file, "SUMMARY")[0], "Acme\\; Co\\, Ltd.: send the <best> offer & terms");
    let printed = folder.genjin(&["export", "--ics", "-"]).succeeded();
    assert_eq!(printed, fs::read_to_string(&file).unwrap());
    let ids = values(&file, "UID");
    folder.genjin(&["log", "Acme", "sent it >+3d ask what they say"]).succeeded();
    folder.genjin(&["export", "--ics", &path]).succeeded();
    assert_eq!(values(&file, "UID"), ids);
    assert_eq!(values(&file, "DTSTART;VALUE=DATE"), ["20260608"], "a day without a time is a day");
}

#[test]
fn the_calendar_that_the_settings_name_is_kept_current() {
    let folder = with_follow_ups();
    let file = folder.beside("kept.ics");
    let kept = format!("[reminders]\ncalendar = \"{}\"\n", file.display());
    fs::write(folder.data().join("settings.toml"), kept).unwrap();
    remind_at(&folder, "09:00");
    assert_eq!(values(&file, "UID").len(), 2);
    folder.genjin(&["add", "Third"]).succeeded();
    assert_eq!(values(&file, "UID").len(), 3, "after each command that changes something");
    let sample = folder.genjin(&["sample", "Third", "--arrival", "2026-06-20", "DHL 562729 3 specs"]);
    assert_eq!(sample.code, Some(0), "{}", sample.err);
    assert_eq!(values(&file, "DTSTART;VALUE=DATE"), ["20260620"], "a sample is asked about when it is there");
    fs::write(folder.data().join("settings.toml"), "[reminders]\ncalendar = \"no/such/folder/x.ics\"\n")
        .unwrap();
    let done = folder.genjin(&["add", "Fourth"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(done.err.contains("x.ics cannot be written"), "{}", done.err);
    assert_eq!(folder.json(&["list", "--json"]).as_array().unwrap().len(), 4);
}

#[test]
fn an_export_names_exactly_one_target() {
    let folder = Folder::new();
    assert_eq!(folder.genjin(&["export"]).code, Some(2));
    assert_eq!(folder.genjin(&["export", "--json", "a", "--ics", "b"]).code, Some(2));
}
