//! Nothing typed is ever lost: drafts, tabs, undo, saved entries, whatever ends the program.

use crate::program::Folder;
use crate::screen::{Screen, wait_until};
use serde_json::{Value, json};

/// Opens the three customers of the daily table and leaves an unfinished note with each.
fn three_unfinished_notes(folder: &Folder) -> Screen {
    let screen = Screen::start(folder, &[], 100, 30);
    screen.wait_for("Customers 3");
    for (place, name) in NAMES.iter().enumerate() {
        screen.keys("/").wait_for("Find").keys(name).wait_for("1 found").keys("\r");
        screen.wait_for(&format!("{} {name}", place + 1));
    }
    for (place, (name, note)) in NAMES.iter().zip(NOTES).enumerate() {
        screen.keys(&format!("\x1b{}", place + 1)).wait_for(&format!("Timeline 1   {name}"));
        screen.keys("l").wait_for(&format!("Log  {name}")).keys(note).wait_for(note);
    }
    screen.wait_for("3 unfinished");
    screen
}

const NAMES: [&str; 3] = ["ABC Ltd.", "XYZ GmbH", "GlobalBuy"];
const NOTES: [&str; 3] = ["asked for CIF Lagos", "样品颜色要改深一点", "wa< half a thou"];

/// Every tab is there again, each with its note, and the notes can be gone on with.
fn check_three_notes(folder: &Folder) {
    let screen = Screen::start(folder, &[], 100, 30);
    screen.wait_for("3 unfinished").wait_for("1 ABC Ltd.*").wait_for("2 XYZ GmbH*").wait_for("3 GlobalBuy*");
    for (place, (name, note)) in NAMES.iter().zip(NOTES).enumerate() {
        screen.keys(&format!("\x1b{}", place + 1)).wait_for(&format!("Log  {name}")).wait_for(note);
    }
    screen.keys("ght\r").wait_saved("GlobalBuy. ").wait_for("2 unfinished");
    screen.quit();
    let entry = &folder.json(&["show", "GlobalBuy", "--json"])["timeline"][0];
    assert_eq!((&entry["summary"], &entry["direction"]), (&json!("half a thought"), &json!("in")));
}

#[test]
fn three_tabs_with_three_unfinished_notes_survive_kill_9() {
    let folder = Folder::with_daily_table();
    let screen = three_unfinished_notes(&folder);
    wait_kept(&folder, &NOTES);
    screen.kill();
    check_three_notes(&folder);
}

#[test]
fn three_tabs_with_three_unfinished_notes_survive_quitting_in_the_middle_of_a_line() {
    let folder = Folder::with_daily_table();
    three_unfinished_notes(&folder).quit();
    check_three_notes(&folder);
}

#[test]
fn a_half_filled_card_survives_quitting() {
    let folder = Folder::new();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("No customers yet").keys("n").wait_for("New customer").keys("深圳 Half Ltd");
    screen.wait_for("深圳 Half Ltd");
    screen.quit();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("Today").keys("n").wait_for("深圳 Half Ltd").keys("\x13").wait_saved("is in.");
    screen.quit();
}

/// Logs a line and kills the program the moment it says "saved".
fn log_and_kill(folder: &Folder, note: &str) {
    let screen = Screen::start(folder, &[], 80, 24);
    screen.wait_for("XYZ GmbH").keys("l").wait_for("Log  XYZ GmbH").keys(note).wait_for(note);
    wait_kept(folder, &[note]);
    screen.keys("\r").wait_saved("Logged, ");
    screen.kill();
}

/// Waits until drafts are on the disk. At most the last second of typing may be lost, and a second is
/// what this takes on a machine that has nothing else to do.
fn wait_kept(folder: &Folder, notes: &[&str]) {
    let session = folder.data().join("session.json");
    wait_until("the last letter is on the disk", || {
        std::fs::read_to_string(&session).is_ok_and(|text| notes.iter().all(|note| text.contains(note)))
    });
}

#[test]
fn what_the_screen_calls_saved_is_there_after_kill_9() {
    for note in ["first price", "second price 报价", "third price"] {
        let folder = Folder::with_daily_table();
        log_and_kill(&folder, note);
        let done = folder.genjin(&["show", "XYZ", "--json"]);
        assert_eq!(done.code, Some(0), "{}", done.err);
        let shown: Value = serde_json::from_str(&done.out).unwrap();
        let timeline = shown["timeline"].as_array().unwrap();
        assert_eq!(timeline.len(), 2, "neither lost nor there twice");
        assert_eq!(timeline[0]["summary"], note);
    }
}

#[test]
fn a_saved_note_does_not_come_back_as_a_draft_after_kill_9() {
    for _ in 0..3 {
        let folder = Folder::with_daily_table();
        log_and_kill(&folder, "agreed on the price");
        let screen = Screen::start(&folder, &[], 80, 24);
        screen.wait_for("Customers 3").wait_for("1 done");
        assert!(!screen.text().contains("unfinished"), "{}", screen.text());
        screen.quit();
    }
}

fn summaries(folder: &Folder, name: &str) -> Vec<String> {
    let shown = folder.json(&["show", name, "--json"]);
    let text = |entry: &Value| entry["summary"].as_str().unwrap().to_owned();
    shown["timeline"].as_array().unwrap().iter().map(text).collect()
}

#[test]
fn undo_and_redo_work_across_restarts() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("XYZ GmbH").keys("l").wait_for("Log  XYZ GmbH").keys("phone agreed on price >+3d call\r");
    screen.wait_saved("Logged, ");
    screen.quit();
    let before = ["DHL sample received"];
    let after = ["agreed on price", "DHL sample received"];
    assert_eq!(summaries(&folder, "XYZ"), after);
    let again = |key: &str, message: &str| {
        let screen = Screen::start(&folder, &[], 80, 24);
        screen.wait_for("Customers 3").keys(key).wait_saved(message);
        screen.quit();
    };
    again("u", "Undone: note");
    assert_eq!(summaries(&folder, "XYZ"), before);
    assert_eq!(folder.json(&["show", "XYZ", "--json"])["customer"]["next"]["date"], "2026-06-04");
    again("U", "Done again: note");
    assert_eq!(summaries(&folder, "XYZ"), after);
    assert_eq!(folder.json(&["show", "XYZ", "--json"])["customer"]["next"]["date"], "2026-06-08");
    again("u", "Undone: note");
    assert_eq!(summaries(&folder, "XYZ"), before);
}

#[test]
fn one_undo_takes_a_whole_import_back_and_one_redo_brings_it_again() {
    let folder = Folder::with_daily_table();
    let list = folder.json(&["list", "--json"]);
    let screen = Screen::start(&folder, &[], 80, 24);
    screen
        .wait_for("Customers 3")
        .keys("u")
        .wait_saved("Undone: import, 3 customers")
        .wait_for("No customers yet");
    screen.quit();
    assert_eq!(folder.json(&["list", "--json"]), json!([]));
    let screen = Screen::start(&folder, &[], 80, 24);
    screen
        .wait_for("No customers yet")
        .keys("U")
        .wait_saved("Done again: import, 3 customers")
        .wait_for("Customers 3");
    screen.quit();
    assert_eq!(folder.json(&["list", "--json"]), list);
    let said = folder.genjin(&["import", &crate::program::fixture("daily.csv")]).succeeded();
    assert!(said.contains("0 new customers"), "{said}");
}

#[test]
fn a_deleted_customer_comes_back_with_everything() {
    let folder = Folder::with_daily_table();
    let before = folder.json(&["show", "XYZ", "--json"]);
    let screen = Screen::start(&folder, &[], 80, 24);
    // Before everybody is there a key may come between two lists, and a history may not have been read.
    screen.wait_for("Customers 3").wait_for("XYZ GmbH").keys("\r").wait_for("1 XYZ GmbH");
    screen.wait_for("Timeline 1   XYZ GmbH");
    screen.keys("D").wait_for("Delete XYZ GmbH with 1 entr").keys("\r");
    // Enter alone deletes nothing.
    screen.keys("\x1b").wait_gone("Delete XYZ").wait_for("Customers 3");
    screen
        .keys("D")
        .wait_for("Delete XYZ GmbH")
        .keys("y")
        .wait_saved("XYZ GmbH deleted")
        .wait_for("Customers 2");
    screen.keys("u").wait_saved("Undone: deletion").wait_for("Customers 3");
    screen.quit();
    assert_eq!(folder.json(&["show", "XYZ", "--json"]), before);
}

#[test]
fn a_call_in_the_middle_of_a_review_survives_kill_9_with_its_notes() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("Customers 3").keys("r").wait_for("to go through").keys("\r").wait_for("1 of ");
    screen.keys("c").wait_for("Notes: just type").keys("wants 5000 in 蓝色").wait_for("蓝色");
    // The clock of a call goes on by itself.
    screen.wait_for("Call  0:01");
    wait_kept(&folder, &["wants 5000 in 蓝色"]);
    screen.kill();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen
        .wait_for("Customers 3")
        .wait_for("wants 5000 in 蓝色")
        .keys("\x13")
        .wait_for("What is next, when?");
    screen.keys("mon send CIF offer\r").wait_saved("Logged, ").wait_for("2 of ");
    screen.quit();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("2 of ").keys("\x1b").wait_for("keeps its place");
    screen.quit();
    let entry = &folder.json(&["show", "XYZ", "--json"])["timeline"][0];
    assert_eq!(entry["channel"], "phone");
    assert!(entry["summary"].as_str().unwrap().starts_with("wants 5000 in 蓝色 ("), "{entry}");
}

#[test]
fn an_idle_screen_tells_by_itself_when_the_time_of_a_follow_up_has_come() {
    let folder = Folder::with_daily_table();
    let done = folder.genjin(&["log", "XYZ", "will call >today 9:31 call about the sample"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let screen = Screen::start_at("2026-06-05T09:30:58+08:00", &folder, &[], 120, 30);
    screen.wait_for("next 09:31").wait_for("! 09:31 XYZ GmbH").wait_for("call about the sample");
    screen.quit();
}

#[test]
fn the_limit_of_a_day_comes_from_the_settings() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("Customers 3").keys("=").wait_for("settings.toml");
    screen.quit();
    std::fs::write(folder.data().join("settings.toml"), "day_limit = 1\n").unwrap();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("Customers 3").keys("=").wait_for("the limit is 1");
    screen.quit();
}

#[test]
fn rules_that_are_saved_with_very_many_customers_are_taken_up_beside_the_keys() {
    let folder = Folder::new();
    let made = folder.genjin(&["generate", "--customers", "2100", "--interactions", "2100"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let screen = Screen::start(&folder, &[], 120, 36);
    screen.wait_for("Customers 2100").wait_for(" HOT ");
    let rules = "[[class]]\nid = \"hot\"\nshort = { en = \"FIRE\" }\n";
    std::fs::write(folder.data().join("rules.toml"), rules).unwrap();
    screen.wait_for("in use now: rules.toml").wait_for(" FIRE ").wait_gone(" HOT ");
    screen.quit();
}

#[test]
fn who_leaves_before_everybody_is_there_tells_the_next_start_nothing_wrong() {
    let folder = Folder::with_daily_table();
    let preview = folder.data().join("preview");
    let size = || std::fs::metadata(&preview).map_or(0, |file| file.len());
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("Customers 3");
    screen.quit();
    let whole = size();
    assert!(whole > 0, "who knows everybody writes the next first screen down");
    for _ in 0..5 {
        std::fs::remove_file(&preview)
            .or_else(|error| if size() == 0 { Ok(()) } else { Err(error) })
            .unwrap();
        // The key waits for the program.
        let screen = Screen::start(&folder, &[], 100, 30);
        screen.keys("q");
        screen.quit();
        assert!([0, whole].contains(&size()), "{} bytes, with everybody {whole}", size());
    }
}

#[test]
fn a_command_carries_the_next_first_screen_over_what_it_writes() {
    let folder = Folder::with_daily_table();
    let preview = || std::fs::read(folder.data().join("preview")).unwrap();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("Customers 3");
    screen.quit();
    let holds = |text: &str| preview().windows(text.len()).any(|it| it == text.as_bytes());
    assert!(holds("XYZ GmbH") && !holds("asked about walnut"));
    let done = folder.genjin(&["log", "XYZ", "wa< asked about walnut"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(holds("asked about walnut") && holds("GlobalBuy"), "made for the journal as it is now");
}
