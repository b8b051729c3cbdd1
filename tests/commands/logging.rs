//! The one-line log from the shell, in both languages.

use crate::program::{Done, Folder};
use serde_json::{Value, json};

/// A folder with one customer and its person Anna.
fn folder_with_anna() -> Folder {
    let folder = Folder::new();
    let args = ["add", "ABC Ltd.", "--contact", "Anna Schmidt", "--email", "anna@abc.example"];
    folder.genjin(&args).succeeded();
    folder
}

/// The newest entry of ABC.
fn newest(folder: &Folder) -> Value {
    folder.json(&["show", "ABC", "--json"])["timeline"][0].clone()
}

/// The day on which ABC is due, as `list` says.
fn due(folder: &Folder) -> Value {
    folder.json(&["list", "--json"])[0]["due"].clone()
}

#[test]
fn a_line_in_english_lands_on_the_timeline_and_moves_the_due_date() {
    let folder = folder_with_anna();
    let line = "wa< asked CIF Lagos 5k pcs #quoted @anna >+2d send CIF offer => close before the fair";
    let id = folder.genjin(&["log", "ABC Ltd.", line]).succeeded();
    let entry = newest(&folder);
    let expected = json!({
        "id": id.trim(),
        "kind": "interaction",
        "at": "2026-06-05T09:00:00+08:00",
        "channel": "whatsapp",
        "direction": "in",
        "contact": "Anna Schmidt",
        "summary": "asked CIF Lagos 5k pcs",
        "stage": "quoted",
        "next_action": "send CIF offer",
        "next_date": "2026-06-07",
        "author": "seller",
        "goal": "close before the fair",
        "lost_reason": null,
    });
    assert_eq!(without_fraction(entry), expected);
    assert_eq!(due(&folder), "2026-06-07");
}

#[test]
fn a_line_in_chinese_lands_on_the_timeline_and_moves_the_due_date() {
    let folder = folder_with_anna();
    folder.genjin(&["log", "ABC", "微信< 确认样品颜色 #样品确认 >下周三 寄样DHL"]).succeeded();
    let entry = newest(&folder);
    let check = |key: &str, expected: &str| assert_eq!(entry[key], expected, "{key}");
    check("channel", "wechat");
    check("direction", "in");
    check("summary", "确认样品颜色");
    check("stage", "sample_confirmed");
    check("next_date", "2026-06-10");
    check("next_action", "寄样DHL");
    assert_eq!(due(&folder), "2026-06-10");
}

#[test]
fn markers_that_an_input_method_types_full_width_are_markers() {
    let folder = folder_with_anna();
    folder.genjin(&["log", "ABC", "邮件 发了报价 ＃已报价 ＠Anna ＞6月20日 问结果"]).succeeded();
    let entry = newest(&folder);
    let check = |key: &str, expected: &str| assert_eq!(entry[key], expected, "{key}");
    check("summary", "发了报价");
    check("stage", "quoted");
    check("contact", "Anna Schmidt");
    check("next_date", "2026-06-20");
    check("next_action", "问结果");
    assert_eq!(due(&folder), "2026-06-20");
}

#[test]
fn options_behind_the_line_are_still_options() {
    let folder = folder_with_anna();
    let elsewhere = folder.beside("elsewhere").display().to_string();
    folder.genjin(&["add", "Other Ltd", "--data", &elsewhere]).succeeded();
    folder.genjin(&["log", "Other", "called them", "--data", &elsewhere, "--lang", "zh"]).succeeded();
    let shown = folder.json(&["show", "Other", "--json", "--data", &elsewhere]);
    assert_eq!(shown["timeline"][0]["summary"], "called them");
}

#[test]
fn entries_of_the_same_moment_stay_in_the_order_in_which_they_were_written() {
    let folder = folder_with_anna();
    let stages = ["first_interest", "comparing", "quoted", "sampling", "negotiating", "pi_sent"];
    for stage in stages {
        folder.genjin(&["log", "ABC", &format!("moved on #{stage}")]).succeeded();
    }
    let shown = folder.json(&["show", "ABC", "--json"]);
    let entries = shown["timeline"].as_array().unwrap().iter().rev();
    let told: Vec<_> = entries.map(|entry| entry["stage"].as_str().unwrap()).collect();
    assert_eq!(told, stages);
    assert_eq!(shown["customer"]["stage"], "pi_sent");
}

#[test]
fn the_words_of_the_line_may_be_arguments_of_their_own() {
    let folder = folder_with_anna();
    folder.genjin(&["log", "ABC", "phone", "no", "answer", ">fri", "-", "call", "again"]).succeeded();
    let entry = newest(&folder);
    assert_eq!((&entry["channel"], &entry["summary"]), (&json!("phone"), &json!("no answer")));
    // On a Friday, "fri" is the next one.
    assert_eq!(entry["next_date"], "2026-06-12");
}

#[test]
fn a_contact_of_the_past_is_filed_where_it_belongs() {
    let folder = folder_with_anna();
    folder.genjin(&["log", "ABC", "email sent the catalogue"]).succeeded();
    folder.genjin(&["log", "ABC", "phone first call ~3 June"]).succeeded();
    let shown = folder.json(&["show", "ABC", "--json"]);
    let summaries: Vec<_> =
        shown["timeline"].as_array().unwrap().iter().map(|it| it["summary"].as_str().unwrap()).collect();
    assert_eq!(summaries, ["sent the catalogue", "first call"]);
    assert!(shown["timeline"][1]["at"].as_str().unwrap().starts_with("2026-06-03T"));
}

#[test]
fn a_line_that_cannot_be_meant_is_refused_whole() {
    let folder = folder_with_anna();
    let check = |line: &str, expected: &str| {
        let done = folder.genjin(&["log", "ABC", line]);
        assert_eq!((done.code, done.out.as_str()), (Some(1), ""), "{line}");
        assert!(done.err.contains(expected), "{line}: {}", done.err);
    };
    check("wa sent offer >2026-02-30 ask", "2026-02-30");
    check("wa sent offer ~31.4.", "31.4");
    check("wa sent offer ~+2d", "past");
    check("   ", "nothing was said");
    check("#quoted", "nothing was said");
    assert_eq!(folder.json(&["show", "ABC", "--json"])["timeline"], json!([]));
}

#[test]
fn what_is_not_understood_stays_in_the_text_and_is_told() {
    let folder = folder_with_anna();
    let done = Done::of(&mut folder.command(&["log", "ABC", "met @bob at the fair #nosuchstage"]));
    assert_eq!(done.code, Some(0));
    assert!(done.err.contains("@bob") && done.err.contains("#nosuchstage"), "{}", done.err);
    assert_eq!(done.out.lines().count(), 1, "the id alone");
    let summary = newest(&folder)["summary"].as_str().unwrap().to_owned();
    assert!(summary.contains("@bob") && summary.contains("#nosuchstage"), "{summary}");
}

#[test]
fn a_text_of_any_script_and_length_is_kept_as_it_is() {
    let folder = folder_with_anna();
    let long = "客户要求改包装 🎁 Größe µ — ".repeat(800);
    folder.genjin(&["log", "ABC", &long]).succeeded();
    assert_eq!(newest(&folder)["summary"], long.trim());
}

/// The clock goes on from the pretended moment, so that a slow machine is some time later.
fn without_fraction(mut entry: Value) -> Value {
    let at = entry["at"].as_str().unwrap().to_owned();
    assert!(at.starts_with("2026-06-05T09:0"), "{at}");
    entry["at"] = json!(crate::program::NOW);
    entry
}

#[test]
fn a_next_step_that_lies_in_the_past_is_refused_as_in_the_cockpit() {
    let folder = folder_with_anna();
    for line in ["wa< ok >2025-06-01 past", "call >-3d call again"] {
        let done = folder.genjin(&["log", "ABC", line]);
        assert_eq!((done.code, done.out.as_str()), (Some(1), ""), "{line}");
        assert!(done.err.contains("nothing was logged"), "{}", done.err);
    }
}

#[test]
fn a_call_that_nobody_took_leaves_the_customer_unheard() {
    let folder = folder_with_anna();
    folder.genjin(&["log", "ABC", "wa sent the price list #quoted"]).succeeded();
    for line in ["phone no answer", "电话> 没接，晚点再打", "phone unanswered: try the mobile"] {
        folder.genjin(&["log", "ABC", line]).succeeded();
        assert_eq!(newest(&folder)["direction"], "no_answer", "{line}");
    }
    assert_eq!(newest(&folder)["summary"], "try the mobile");
    let why = folder.json(&["rules", "explain", "ABC", "--json"]);
    let flags: Vec<_> = why["flags"].as_array().unwrap().iter().map(|flag| flag["id"].clone()).collect();
    assert!(flags.contains(&json!("no_reply")), "{why}");
    assert!(folder.genjin(&["show", "ABC"]).succeeded().contains("phone > (no answer)"));
    folder.genjin(&["log", "ABC", "phone talked about the colour"]).succeeded();
    let why = folder.json(&["rules", "explain", "ABC", "--json"]);
    assert!(!why["flags"].to_string().contains("no_reply"), "{why}");
}

#[test]
fn two_dates_in_a_line_are_refused_and_a_chinese_mark_needs_no_space_before_a_marker() {
    let folder = folder_with_anna();
    let done = folder.genjin(&["log", "ABC", "sent it >fri call >mon mail"]);
    assert_eq!(done.code, Some(1));
    assert!(
        done.err.contains(">mon: a second date") && done.err.contains("nothing was logged"),
        "{}",
        done.err
    );
    folder.genjin(&["log", "ABC", "微信 报价已发。>三天后 催单"]).succeeded();
    let entry = newest(&folder);
    assert_eq!(
        (entry["next_date"].as_str(), entry["next_action"].as_str()),
        (Some("2026-06-08"), Some("催单"))
    );
    assert_eq!(entry["summary"], "报价已发。");
}

#[test]
fn a_date_of_a_lost_customer_is_told_to_bring_nobody_back() {
    let folder = folder_with_anna();
    let told = "never due until its stage changes";
    let lost = folder.genjin(&["log", "ABC", "mail too dear #lost >+10d try again"]);
    assert!(lost.err.contains(told), "{}", lost.err);
    let back = folder.genjin(&["log", "ABC", "mail asks again #quoted >+10d offer"]);
    assert!(!back.err.contains(told), "{}", back.err);
}

#[test]
fn whoever_is_only_to_be_tried_again_is_tried_by_the_same_way() {
    for (line, expected) in [
        ("phone no answer >today again", "phone"),
        ("微信 已发目录 >今天 再联系", "wechat"),
        ("phone no answer >today send the list", "email"),
    ] {
        let folder = folder_with_anna();
        folder.genjin(&["log", "ABC Ltd.", line]).succeeded();
        let today = folder.json(&["today", "--json"]);
        assert_eq!(today["items"][0]["channels"][0], expected, "{line}: {today}");
    }
}
