//! A clock that was set back: order and ids stay sound.

use crate::program::{Done, Folder};
use serde_json::json;

const NOW: &str = "2026-06-05T09:00:00+08:00";
const YESTERDAY: &str = "2026-06-04T09:00:00+08:00";

#[test]
fn a_clock_set_back_a_day_disturbs_neither_ids_nor_undo_nor_the_timeline() {
    let folder = Folder::with_daily_table();
    let log =
        |now: &str, text: &str| Done::of(&mut folder.command_at(now, &["log", "ABC", text])).succeeded();
    let ids =
        [log(NOW, "first"), log(YESTERDAY, "typed second"), log(YESTERDAY, "typed third"), log(NOW, "last")];
    assert!(ids.is_sorted(), "ids follow the order of typing: {ids:?}");
    let shown = folder.json(&["show", "ABC", "--json"]);
    let said: Vec<_> = shown["timeline"].as_array().unwrap().iter().map(|entry| &entry["summary"]).collect();
    let by_time = ["last", "first", "typed third", "typed second", "quoted, no answer"];
    assert_eq!(json!(said), json!(by_time), "the timeline follows the time of the contact");
    let verified = Done::of(&mut folder.command_at(YESTERDAY, &["verify"]));
    assert_eq!(verified.code, Some(0), "{}{}", verified.out, verified.err);
}
