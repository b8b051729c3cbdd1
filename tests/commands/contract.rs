//! What `--json` promises, and that the words say the same.

use crate::program::{Done, Folder};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const CLASSES: &[&str] = &["hot", "potential", "cold", "existing", "sample"];
const CHANNELS: &[&str] =
    &["email", "whatsapp", "phone", "video", "wechat", "linkedin", "skype", "meeting", "fair", "other"];
const STAGES: &[&str] = &[
    "developing",
    "first_interest",
    "comparing",
    "quoted",
    "sampling",
    "sample_confirmed",
    "awaiting_feedback",
    "negotiating",
    "pi_sent",
    "trial_order",
    "won",
    "repeat",
    "dormant",
    "lost",
];

/// Whether a value is of a kind that the contract allows under its key.
type Allowed = fn(&Value) -> bool;

fn text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

fn text_or_null(value: &Value) -> bool {
    value.is_null() || text(value)
}

fn texts(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(text))
}

/// `2026-06-05`
fn date(value: &Value) -> bool {
    let Some(text) = value.as_str() else { return false };
    let shape = |c: char| if c.is_ascii_digit() { '0' } else { c };
    text.chars().map(shape).collect::<String>() == "0000-00-00"
}

fn date_or_null(value: &Value) -> bool {
    value.is_null() || date(value)
}

/// A date, or a date and a time of day: `2026-06-05T15:00`.
fn when_or_null(value: &Value) -> bool {
    let Some(text) = value.as_str() else { return value.is_null() };
    let shape = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let shape = text.chars().map(shape).collect::<String>();
    shape == "0000-00-00" || shape == "0000-00-00T00:00"
}

/// `2026-06-05T09:00:00+08:00`
fn instant(value: &Value) -> bool {
    let Some(text) = value.as_str() else { return false };
    let shape = |c: char| match c {
        '0'..='9' => '0',
        '+' | '-' => '+',
        other => other,
    };
    text.chars().map(shape).collect::<String>() == "0000+00+00T00:00:00+00:00"
}

fn instant_or_null(value: &Value) -> bool {
    value.is_null() || instant(value)
}

fn one_of(value: &Value, known: &[&str]) -> bool {
    value.as_str().is_some_and(|id| known.contains(&id))
}

fn class(value: &Value) -> bool {
    one_of(value, CLASSES)
}

fn grade(value: &Value) -> bool {
    one_of(value, &["A", "B", "C"])
}

fn stage(value: &Value) -> bool {
    one_of(value, STAGES)
}

/// Every key must be there, in this order, each with a value of its kind.
fn check(object: &Value, contract: &[(&str, Allowed)]) {
    let object = object.as_object().unwrap_or_else(|| panic!("no object: {object}"));
    let promised: Vec<_> = contract.iter().map(|(key, _)| *key).collect();
    let keys: Vec<_> = object.keys().map(String::as_str).filter(|key| promised.contains(key)).collect();
    assert_eq!(keys, promised, "{object:?}");
    for (key, allowed) in contract {
        assert!(allowed(&object[*key]), "{key}: {} in {object:?}", object[*key]);
    }
}

const TODAY_ITEM: &[(&str, Allowed)] = &[
    ("id", text),
    ("company", text),
    ("class", class),
    ("grade", grade),
    ("stage", stage),
    ("due", date_or_null),
    ("overdue_days", Value::is_u64),
    ("priority", Value::is_i64),
    ("reason", text),
    ("channels", |value| {
        value.as_array().is_some_and(|ids| !ids.is_empty() && ids.iter().all(|id| one_of(id, CHANNELS)))
    }),
    ("next_action", text_or_null),
];

const LIST_ITEM: &[(&str, Allowed)] = &[
    ("id", text),
    ("company", text),
    ("country", |value| value.is_null() || value.as_str().is_some_and(|code| code.len() == 2)),
    ("class", class),
    ("grade", grade),
    ("stage", stage),
    ("tags", texts),
    ("last_contact", instant_or_null),
    ("due", date_or_null),
];

const INTERACTION: &[(&str, Allowed)] = &[
    ("id", text),
    ("kind", |value| value == "interaction"),
    ("at", instant),
    ("channel", |value| one_of(value, CHANNELS)),
    ("direction", |value| one_of(value, &["in", "out"])),
    ("contact", text_or_null),
    ("summary", Value::is_string),
    ("stage", stage),
    ("next_action", text_or_null),
    ("next_date", when_or_null),
    ("author", text_or_null),
];

/// A business record has no channel, stage or next step: these are null.
const BUSINESS_RECORD: &[(&str, Allowed)] = &[
    ("id", text),
    ("kind", |value| {
        one_of(value, &["quotation", "sample", "invoice", "order", "payment", "shipment", "feedback"])
    }),
    ("at", |value| instant(value) || date(value)),
    ("channel", Value::is_null),
    ("direction", Value::is_null),
    ("contact", Value::is_null),
    ("summary", text),
    ("stage", Value::is_null),
    ("next_action", Value::is_null),
    ("next_date", Value::is_null),
    ("author", text_or_null),
    ("for_number", text_or_null),
];

const CUSTOMER: &[(&str, Allowed)] = &[
    ("id", text),
    ("created", instant),
    ("company", text),
    ("aliases", texts),
    ("country", text_or_null),
    ("city", text_or_null),
    ("contacts", Value::is_array),
];

/// The demo: sample data in a folder that is thrown away.
fn demo(folder: &Folder, args: &[&str]) -> Done {
    let mut command = folder.command(args);
    Done::of(command.arg("--demo").env_remove("GENJIN_DATA"))
}

#[test]
fn the_daily_table_at_nine_on_5_june_lists_abc_and_xyz_but_not_globalbuy() {
    let folder = Folder::with_daily_table();
    let mut today = folder.json(&["today", "--json"]);
    for item in today["items"].as_array_mut().unwrap() {
        assert!(text(&item["id"]));
        let item = item.as_object_mut().unwrap();
        // How much each counts is the rules' business; that the order follows it is checked elsewhere.
        item.retain(|key, _| {
            ["company", "class", "stage", "due", "overdue_days", "next_action"].contains(&&**key)
        });
    }
    let expected = json!({
        "date": "2026-06-05",
        "items": [
            {
                "company": "XYZ GmbH",
                "class": "hot",
                "stage": "awaiting_feedback",
                "due": "2026-06-04",
                "overdue_days": 1,
                "next_action": "ask for sample feedback",
            },
            {
                "company": "ABC Ltd.",
                "class": "cold",
                "stage": "developing",
                "due": "2026-06-05",
                "overdue_days": 0,
                "next_action": "send a reminder of the quote",
            },
        ],
    });
    assert_eq!(today, expected);
    let text = folder.genjin(&["today"]).succeeded();
    let lines: Vec<_> = text.lines().collect();
    let [xyz, abc] = lines.as_slice() else { panic!("two lines are due:\n{text}") };
    assert!(xyz.contains("XYZ GmbH") && xyz.contains("1d late"), "{xyz}");
    assert!(abc.contains("ABC Ltd.") && abc.contains("Today"), "{abc}");
}

#[test]
fn another_now_makes_another_list() {
    let folder = Folder::with_daily_table();
    let due_on = |now: &str| -> Vec<String> {
        let today = Done::of(&mut folder.command_at(now, &["today", "--json"])).json();
        let items = today["items"].as_array().unwrap().iter();
        items.map(|item| format!("{} {}", item["company"].as_str().unwrap(), item["overdue_days"])).collect()
    };
    assert_eq!(due_on("2026-06-04T09:00:00+08:00"), ["XYZ GmbH 0"]);
    // The day is the one of the seller's clock: in Berlin it is still the 4th.
    assert_eq!(due_on("2026-06-04T23:30:00+02:00"), ["XYZ GmbH 0"]);
    assert!(due_on("2026-06-20T09:00:00+08:00").contains(&"GlobalBuy 0".to_owned()));
    assert!(due_on("2026-06-22T09:00:00+08:00").contains(&"GlobalBuy 2".to_owned()));
}

#[test]
fn today_as_json_keeps_its_contract() {
    let folder = Folder::new();
    let today = demo(&folder, &["today", "--json"]).json();
    check(&today, &[("date", date), ("items", Value::is_array)]);
    assert_eq!(today["date"], "2026-06-05");
    let items = today["items"].as_array().unwrap();
    assert!(items.len() >= 8, "the demo has a day's work: {}", items.len());
    for item in items {
        check(item, TODAY_ITEM);
        let overdue = item["overdue_days"].as_u64().unwrap();
        assert!(overdue == 0 || item["due"].as_str().unwrap() < "2026-06-05", "{item}");
    }
    let priorities: Vec<_> = items.iter().map(|item| item["priority"].as_i64().unwrap()).collect();
    assert!(priorities.is_sorted_by(|a, b| a >= b), "the most urgent comes first: {priorities:?}");
    // The words are in the same order as the data.
    let done = demo(&folder, &["today"]);
    assert!(done.code == Some(0) && done.err.contains("customers not due want a look"), "{}", done.err);
    let words = done.out;
    assert_eq!(words.lines().count(), items.len());
    for (line, item) in words.lines().zip(items) {
        let begin: String = item["company"].as_str().unwrap().chars().take(8).collect();
        assert!(line.contains(&begin), "{line} is not about {begin}");
    }
}

#[test]
fn list_as_json_keeps_its_contract() {
    let folder = Folder::new();
    assert_eq!(folder.json(&["list", "--json"]), json!([]));
    let list = demo(&folder, &["list", "--json"]).json();
    let rows = list.as_array().unwrap();
    for row in rows {
        check(row, LIST_ITEM);
    }
    // What the demo shows: about forty customers in twenty countries, and something of everything.
    let all = |key: &str| rows.iter().filter_map(|row| row[key].as_str()).collect::<BTreeSet<_>>();
    assert!((36..=48).contains(&rows.len()), "{} customers", rows.len());
    assert!(all("country").len() >= 20, "{:?}", all("country"));
    assert_eq!(all("class"), CLASSES.iter().copied().collect());
    assert_eq!(all("grade"), ["A", "B", "C"].into());
    assert_eq!(all("stage"), STAGES.iter().copied().collect());
}

#[test]
fn show_as_json_keeps_its_contract() {
    let folder = Folder::new();
    let mut kinds = BTreeSet::new();
    for name in ["ABC International", "XYZ GmbH", "GlobalBuy", "Kiwi Parcel"] {
        let shown = demo(&folder, &["show", name, "--json"]).json();
        check(&shown, &[("customer", Value::is_object), ("timeline", Value::is_array)]);
        check(&shown["customer"], CUSTOMER);
        assert!(shown["customer"]["company"].as_str().unwrap().starts_with(name));
        let timeline = shown["timeline"].as_array().unwrap();
        for entry in timeline {
            let is_talk = entry["kind"] == "interaction";
            check(entry, if is_talk { INTERACTION } else { BUSINESS_RECORD });
            kinds.insert(entry["kind"].as_str().unwrap().to_owned());
        }
        let days: Vec<_> = timeline.iter().map(|entry| entry["at"].as_str().unwrap().get(..10)).collect();
        assert!(days.is_sorted_by(|a, b| a >= b), "newest first: {days:?}");
    }
    for kind in ["interaction", "quotation", "sample"] {
        assert!(kinds.contains(kind), "{kind} is missing in {kinds:?}");
    }
}

#[test]
fn what_is_absent_is_null_and_not_left_out() {
    let folder = Folder::new();
    let id = folder.genjin(&["add", "Bare Name Ltd"]).succeeded();
    let shown = folder.json(&["show", id.trim(), "--json"]);
    let customer = &shown["customer"];
    for key in ["country", "city", "type", "source", "website", "note", "owner", "last_contact", "next"] {
        assert_eq!(customer.get(key), Some(&Value::Null), "{key}");
    }
    for key in ["aliases", "contacts", "tags", "products"] {
        assert_eq!(customer.get(key), Some(&json!([])), "{key}");
    }
    assert_eq!(shown["timeline"], json!([]));
    let row = &folder.json(&["list", "--json"])[0];
    assert_eq!((row.get("country"), row.get("last_contact")), (Some(&Value::Null), Some(&Value::Null)));
}
