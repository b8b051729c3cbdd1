//! Commands while the cockpit is open: they go through its door, and the screen shows at once what they did.

use crate::program::{Done, Folder, fixture};
use crate::screen::{Screen, wait_until};
use serde_json::json;

#[test]
fn commands_read_and_write_while_the_cockpit_is_open_and_it_shows_what_they_did() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("Customers 3").keys("/").wait_for("Find").keys("XYZ").wait_for("1 found").keys("\r");
    screen.wait_for("DHL sample received");

    folder.genjin(&["log", "XYZ GmbH", "wa< box is fine #negotiating >+3d send PI"]).succeeded();
    screen.wait_for("box is fine").wait_for("send PI").wait_for("A command has just changed XYZ GmbH");
    let id = folder.genjin(&["add", "New One"]).succeeded();
    screen.wait_for("Customers 4");
    assert_eq!(folder.json(&["list", "--json"]).as_array().unwrap().len(), 4);
    assert_eq!(folder.json(&["show", id.trim(), "--json"])["customer"]["company"], json!("New One"));
    let today = folder.json(&["today", "--json"]);
    assert!(today["items"].as_array().unwrap().iter().all(|item| item["company"] != json!("XYZ GmbH")));
    folder.genjin(&["import", &fixture("daily.csv")]).succeeded();

    // What a command wrote is taken back by the same key, and a note here goes in behind it.
    screen.keys("l").wait_for("Log  XYZ GmbH").keys("on the phone\r").wait_saved("Logged, ");
    screen
        .keys("u")
        .wait_saved("Undone: note")
        .keys("u")
        .wait_saved("Undone: new customer")
        .wait_for("Customers 3");
    screen.quit();
    let timeline = &folder.json(&["show", "XYZ", "--json"])["timeline"];
    assert_eq!((timeline.as_array().unwrap().len(), &timeline[0]["summary"]), (2, &json!("box is fine")));
    assert!(!folder.data().join("door/socket").exists());
}

#[test]
fn figures_are_counted_beside_the_keys_and_reported_through_the_door() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("Customers 3").keys("i").wait_for("[1 Funnel]").wait_for("went on");
    let report = folder.json(&["report", "--period", "all", "--json"]);
    assert_eq!(report["customers"], 3);
    let lost = |report: &serde_json::Value| report["lost"].as_array().unwrap().len();
    assert_eq!(lost(&report), 0);
    // What a command writes is counted while the page is on the screen.
    screen.keys("6").wait_for("Nobody was lost");
    folder.genjin(&["log", "XYZ GmbH", "price too high #lost"]).succeeded();
    screen.wait_for("price too high");
    assert_eq!(lost(&folder.json(&["report", "--period", "all", "--json"])), 1);
    screen.quit();
    assert_eq!(lost(&folder.json(&["report", "--period", "all", "--json"])), 1);
}

#[test]
fn words_are_found_beside_the_keys_and_by_a_command_meanwhile() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 120, 36);
    screen.wait_for("Customers 3");
    folder.genjin(&["log", "XYZ", "wa< the zebra print is crisp"]).succeeded();
    assert!(folder.genjin(&["find", "--notes", "zebra"]).succeeded().contains("the zebra print is crisp"));
    screen.keys("/zebra").wait_for("In what was written").wait_for("the zebra print");
    screen.keys("\r").wait_for("\"zebra\"").wait_for("the zebra print is crisp");
    screen.keys(".").wait_for("No older entry holds these words");
    screen.quit();
}

#[test]
fn a_half_typed_note_outlives_a_command_about_the_same_customer() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("Customers 3").keys("l").wait_for("Log  XYZ GmbH").keys("half a tho");
    screen.wait_for("half a tho");
    folder.genjin(&["log", "XYZ GmbH", "from elsewhere >+9d"]).succeeded();
    screen.wait_for("half a tho").keys("ught\r").wait_saved("Logged, ");
    screen.quit();
    let timeline = &folder.json(&["show", "XYZ", "--json"])["timeline"];
    let said: Vec<_> = timeline.as_array().unwrap().iter().map(|entry| entry["summary"].clone()).collect();
    assert!(said.contains(&json!("half a thought")) && said.contains(&json!("from elsewhere")), "{said:?}");
}

#[test]
fn a_second_cockpit_says_who_has_the_data_since_when_and_changes_nothing() {
    let folder = Folder::with_daily_table();
    let first = Screen::start(&folder, &[], 80, 24);
    first.wait_for("Customers 3");
    let mut second = Screen::start(&folder, &[], 200, 24);
    assert!(!second.wait_end().success());
    second.wait_for(&format!("process {} since 2026-06-05T09:00", first.pid()));
    first.keys("l").wait_for("Log  XYZ GmbH").keys("goes on\r").wait_saved("Logged, ");
    let done = folder.genjin(&["rebuild"]);
    assert_eq!((done.code, done.out.as_str()), (Some(1), ""));
    assert!(
        done.err.contains("leave it first") && done.err.contains(&first.pid().to_string()),
        "{}",
        done.err
    );
    first.quit();
}

#[test]
fn what_a_killed_cockpit_left_behind_heals_by_itself() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("Customers 3");
    let socket = folder.data().join("door/socket");
    wait_until("the door is open", || socket.exists());
    screen.kill();
    assert!(socket.exists(), "a kill leaves it behind");
    folder.genjin(&["log", "XYZ GmbH", "after the kill"]).succeeded();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("Customers 3");
    folder.genjin(&["log", "XYZ GmbH", "through the new door"]).succeeded();
    screen.wait_for("A command has just changed XYZ GmbH");
    screen.quit();
}

/// Whether some file of the data folder holds these bytes as they are.
fn is_anywhere(folder: &Folder, wanted: &str) -> bool {
    fn walk(path: &std::path::Path, wanted: &[u8]) -> bool {
        if path.is_dir() {
            return std::fs::read_dir(path).unwrap().any(|inner| walk(&inner.unwrap().path(), wanted));
        }
        std::fs::read(path).is_ok_and(|bytes| bytes.windows(wanted.len()).any(|part| part == wanted))
    }
    walk(&folder.data(), wanted.as_bytes())
}

#[test]
fn a_customer_is_erased_by_key_or_by_command_while_the_cockpit_is_open() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("Customers 3").keys("l").wait_for("Log  XYZ GmbH").keys("secret of XYZ");
    screen
        .wait_for("secret of XYZ")
        .wait_for("DHL sample received")
        .keys("\x1b")
        .wait_for("The note is kept");
    screen.keys("\x05").wait_for("Erase XYZ GmbH with 1 entr").keys("\x1b").wait_gone("Erase XYZ");
    screen.wait_for("Customers 3").keys("\x05").wait_for("Erase XYZ GmbH").keys("y");
    screen.wait_for("XYZ GmbH is erased").wait_for("Customers 2");
    assert!(is_anywhere(&folder, "GlobalBuy"));
    let done = folder.genjin(&["erase", "GlobalBuy", "--yes"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    screen.wait_for("GlobalBuy is erased").wait_for("Customers 1");
    screen.quit();
    for gone in ["XYZ", "secret of", "GlobalBuy", "DHL sample"] {
        assert!(!is_anywhere(&folder, gone), "{gone} is still there");
    }
    assert_eq!(folder.json(&["list", "--json"]).as_array().unwrap().len(), 1);
}

#[test]
fn backup_and_export_work_while_the_cockpit_is_open() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("Customers 3");
    let (backup, export) = (folder.beside("all.gjb"), folder.beside("all.jsonl"));
    folder.genjin(&["backup", backup.to_str().unwrap()]).succeeded();
    folder.genjin(&["export", "--json", export.to_str().unwrap()]).succeeded();
    screen.quit();
    let again = folder.beside("again");
    let run = |args: &[&str]| Done::of(folder.command(args).args(["--data", again.to_str().unwrap()]));
    assert_eq!(run(&["restore", backup.to_str().unwrap()]).code, Some(0));
    let other = folder.beside("again.jsonl");
    run(&["export", "--json", other.to_str().unwrap()]).succeeded();
    let read = |path| std::fs::read_to_string(path).unwrap();
    assert_eq!(read(&other), read(&export));
}
