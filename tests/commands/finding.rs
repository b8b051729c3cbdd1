//! `genjin find`: words in what was said and written.

use crate::program::Folder;
use serde_json::Value;

/// A folder with a few words said to two customers.
fn folder() -> Folder {
    let folder = Folder::with_daily_table();
    for (customer, line) in [
        ("GlobalBuy", "wa< asked CIF Lagos ~3 Jun >+2d send the CIF offer"),
        ("XYZ", "email confirmed the sample colour ~1 Jun"),
        ("XYZ", "微信< 确认样品颜色 ~2 Jun >周五 寄样DHL"),
    ] {
        folder.genjin(&["log", customer, line]).succeeded();
    }
    folder.genjin(&["feedback", "XYZ", "satisfied with the colour"]).succeeded();
    folder
}

fn items(found: &Value) -> Vec<(String, String)> {
    let text = |item: &Value, key: &str| item[key].as_str().unwrap().to_owned();
    let items = found["items"].as_array().unwrap();
    items.iter().map(|item| (text(item, "company"), text(item, "text"))).collect()
}

#[test]
fn notes_are_found_newest_first_by_all_their_words() {
    let folder = folder();
    let find = |words: &[&str]| folder.json(&[&["find", "--notes", "--json"], words].concat());
    let lagos = find(&["lagos", "CIF"]);
    assert_eq!(lagos["entries"], 1);
    let item = &lagos["items"][0];
    assert_eq!(item["company"], "GlobalBuy");
    assert_eq!((&item["kind"], &item["channel"]), (&"interaction".into(), &"whatsapp".into()));
    assert!(item["at"].as_str().unwrap().starts_with("2026-06-03T"), "{item}");
    assert_eq!(item["text"], "asked CIF Lagos  send the CIF offer");
    let shown = folder.json(&["show", "GlobalBuy", "--json"]);
    assert!(shown["timeline"].as_array().unwrap().iter().any(|entry| entry["id"] == item["entry"]));
    assert_eq!(shown["customer"]["id"], item["id"]);
    let colour = find(&["colour"]);
    let texts: Vec<_> = items(&colour).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["satisfied with the colour", "confirmed the sample colour"]);
    assert_eq!(colour["items"][0]["channel"], Value::Null);
    assert_eq!(items(&find(&["样品颜色"])).len(), 1);
    assert_eq!(find(&["ＬＡＧＯＳ"])["entries"], 1);
    assert_eq!(find(&["lagos", "colour"]), serde_json::json!({ "entries": 0, "items": [] }));
}

#[test]
fn notes_are_told_with_their_day_customer_and_kind() {
    let folder = folder();
    let lines = folder.genjin(&["find", "--notes", "colour"]).succeeded();
    let lines: Vec<_> = lines.lines().map(str::to_owned).collect();
    assert_eq!(
        lines,
        [
            "2026-06-05  XYZ GmbH  feedback  satisfied with the colour",
            "2026-06-01  XYZ GmbH  e-mail    confirmed the sample colour",
        ]
    );
    let zh = folder.genjin(&["find", "--notes", "样品颜色", "--lang", "zh"]).succeeded();
    assert_eq!(zh, "2026-06-02  XYZ GmbH  微信  确认样品颜色  寄样DHL\n");
    assert_eq!(folder.genjin(&["find", "--notes", "zebra"]).succeeded(), "no entry holds \"zebra\"\n");
}

#[test]
fn what_was_corrected_or_taken_away_is_not_found() {
    let folder = folder();
    let found = |word: &str| folder.json(&["find", "--notes", word, "--json"])["entries"].as_u64().unwrap();
    assert_eq!(found("satisfied"), 1);
    let id = folder.json(&["find", "--notes", "satisfied", "--json"])["items"][0]["entry"].clone();
    let id = id.as_str().unwrap();
    folder.genjin(&["feedback", "XYZ", "--change", id, "complaint about the zebra"]).succeeded();
    assert_eq!((found("satisfied"), found("zebra")), (0, 1));
    // The same from a checkpoint, which building anew leaves behind or not.
    folder.genjin(&["rebuild"]);
    assert_eq!((found("satisfied"), found("zebra"), found("lagos")), (0, 1, 1));
    let xyz = folder.json(&["find", "xyz", "--json"])[0]["id"].as_str().unwrap().to_owned();
    folder.genjin(&["erase", &xyz, "--yes"]);
    assert_eq!((found("zebra"), found("lagos")), (0, 1));
}

#[test]
fn too_little_is_a_mistake_and_nobody_found_says_where_else_to_look() {
    let folder = folder();
    let done = folder.genjin(&["find", "--notes", "a"]);
    assert_eq!((done.code, done.out.as_str()), (Some(2), ""));
    assert!(done.err.contains("two letters or one Chinese character"), "{}", done.err);
    assert!(folder.genjin(&["find", "lagos"]).succeeded().contains("genjin find --notes"));
    assert!(folder.genjin(&["find", "lagos", "--lang", "zh"]).succeeded().contains("genjin find --notes"));
    assert_eq!(folder.json(&["find", "lagos", "--json"]), serde_json::json!([]));
}
