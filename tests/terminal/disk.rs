//! A disk that is full or write-protected: what is there can be read, what was typed is kept, and it is told.

use crate::program::{Folder, fixture};
use crate::screen::Screen;
use crate::small_disk::SmallDisk;
use serde_json::Value;

/// Room for a small store and what it writes beside its work.
const SIZE: &str = "24m";

fn summaries(folder: &Folder) -> Vec<String> {
    let shown = folder.json(&["show", "XYZ", "--json"]);
    let entries = shown["timeline"].as_array().unwrap();
    entries.iter().map(|entry| entry["summary"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_note_that_meets_a_full_disk_is_kept_and_goes_in_once_there_is_room() {
    let folder = Folder::new();
    let Some(disk) = SmallDisk::over(&folder.data(), SIZE) else { return };
    folder.genjin(&["import", &fixture("daily.csv")]).succeeded();
    let screen = Screen::start(&folder, &[], 120, 30);
    screen.wait_for("Customers 3").wait_for("DHL sample received").keys("l").wait_for("Log  XYZ GmbH");
    disk.fill();
    let long = "agreed on the price ".repeat(250);
    screen.paste(&long).keys(" at last\r").wait_for("NOT SAVED").wait_for("Log a contact  XYZ GmbH");
    // The program goes on reading.
    screen.keys("\x1b").wait_gone("Log a contact").wait_for("1 unfinished").wait_for("DHL sample received");
    screen
        .keys("/")
        .wait_for("Find")
        .keys("ABC")
        .wait_for("1 found")
        .keys("\r")
        .wait_for("quoted, no answer");
    disk.make_room();
    screen
        .keys("\x1b1")
        .wait_for("DHL sample received")
        .keys("l")
        .wait_for("Log a contact  XYZ GmbH")
        .keys("\x13");
    screen.wait_saved("Logged, ");
    screen.kill();
    let kept = summaries(&folder);
    assert_eq!(kept.len(), 2, "once and no more");
    assert!(kept[0].starts_with("agreed on the price") && kept[0].ends_with("at last"), "{}", kept[0]);
}

#[test]
fn a_disk_that_is_full_at_the_start_can_be_read() {
    let folder = Folder::new();
    let Some(disk) = SmallDisk::over(&folder.data(), SIZE) else { return };
    folder.genjin(&["import", &fixture("daily.csv")]).succeeded();
    disk.fill();
    check_reads_only(&folder);
    disk.make_room();
    folder.genjin(&["log", "XYZ", "there is room again"]).succeeded();
    assert_eq!(summaries(&folder).first().unwrap(), "there is room again");
}

#[test]
fn a_write_protected_folder_can_be_read() {
    let folder = Folder::new();
    let Some(disk) = SmallDisk::over(&folder.data(), SIZE) else { return };
    folder.genjin(&["import", &fixture("daily.csv")]).succeeded();
    disk.protect();
    check_reads_only(&folder);
}

/// Commands and cockpit show what is there; what cannot be saved is refused in a sentence, and kept.
fn check_reads_only(folder: &Folder) {
    let listed = folder.genjin(&["list", "--json"]);
    let names: Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!((listed.code, names.as_array().unwrap().len()), (Some(0), 3), "{}", listed.err);
    let shown = folder.genjin(&["show", "XYZ", "--json"]);
    assert!(shown.out.contains("DHL sample received"), "{}", shown.err);
    let refused = folder.genjin(&["log", "XYZ", "cannot be saved"]);
    assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""));
    assert!(refused.err.contains("reading"), "{}", refused.err);

    let screen = Screen::start(folder, &[], 200, 30);
    screen.wait_for("Customers 3").wait_for("open for reading only").wait_for("DHL sample received");
    screen.keys("l").wait_for("Log  XYZ GmbH").keys("typed all the same\r").wait_for("NOT SAVED");
    screen.wait_for("typed all the same").keys("\x1b").wait_gone("Log a contact");
    screen.wait_for("1 unfinished").wait_for("DHL sample received");
    screen.keys("\x11");
}
