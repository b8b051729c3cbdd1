//! `genjin pipeline`: counts, worth and days of each stage, of everybody or of those who are asked for.

use crate::program::Folder;
use serde_json::{Value, json};

fn folder() -> Folder {
    let folder = Folder::new();
    for args in [
        ["add", "ABC Ltd.", "--country", "DE", "--tag", "fair 2026", "--stage", "quoted"],
        ["add", "XYZ GmbH", "--country", "Germany", "--tag", "negotiator", "--stage", "quoted"],
        ["add", "GlobalBuy", "--country", "US", "--tag", "fair 2026", "--stage", "won"],
    ] {
        folder.genjin(&args).succeeded();
    }
    for args in [
        ["quote", "ABC", "box USD 0.86/pc MOQ 5000 valid 30d"],
        ["quote", "XYZ", "lid EUR 2/pc MOQ 100 valid 30d"],
        ["quote", "XYZ", "bag EUR 9/pc MOQ 100 on 1 May valid 1 Jun"],
        ["order", "GlobalBuy", "PO1 USD 1000"],
    ] {
        // What it says of the stage stands on standard error.
        assert_eq!(folder.genjin(&args).code, Some(0), "{args:?}");
    }
    folder
}

fn stage(printed: &Value, id: &str) -> Value {
    let stages = printed["stages"].as_array();
    stages.into_iter().flatten().find(|stage| stage["stage"] == id).cloned().unwrap_or_default()
}

#[test]
fn every_stage_has_its_count_its_worth_and_its_days() {
    let folder = folder();
    let printed = folder.json(&["pipeline", "--json"]);
    assert_eq!((&printed["date"], &printed["customers"]), (&"2026-06-05".into(), &3.into()));
    assert_eq!(printed["stages"].as_array().unwrap().len(), 14);
    let expected = json!({
        "stage": "quoted",
        "group": "inquiry",
        "customers": 2,
        "days": { "median": 0, "longest": 0 },
        // The bag was on offer until 1 June.
        "worth": [{ "currency": "EUR", "minor": 20_000 }, { "currency": "USD", "minor": 430_000 }],
        "in_base": { "minor": null, "rates_from": null, "rates_until": null, "lacking": ["EUR", "USD"] },
    });
    assert_eq!(stage(&printed, "quoted"), expected);
    assert_eq!(stage(&printed, "won")["worth"], json!([{ "currency": "USD", "minor": 100_000 }]));
    assert_eq!(stage(&printed, "lost")["days"], Value::Null);
    let text = folder.genjin(&["pipeline", "--lang", "zh"]).succeeded();
    assert!(text.contains("已报价") && text.contains("EUR 200.00  USD 4,300.00"), "{text}");
}

#[test]
fn with_rates_a_stage_is_told_in_the_base_currency_and_what_has_none_is_named() {
    let folder = folder();
    folder.genjin(&["rates", "set", "USD", "7.12", "--on", "2026-06-01"]).succeeded();
    let text = folder.genjin(&["pipeline"]).succeeded();
    assert!(text.contains("EUR 200.00  USD 4,300.00   ~ CNY 30,616 without EUR 200.00\n"), "{text}");
    assert!(text.ends_with("in CNY, oldest rate 1 Jun; no rate for EUR\n"), "{text}");
    let text = folder.genjin(&["pipeline", "--lang", "zh"]).succeeded();
    assert!(text.contains("~ CNY 30,616 不含 EUR 200.00\n"), "{text}");
    assert!(text.ends_with("折合 CNY，最早汇率 6月1日；缺少 EUR 的汇率\n"), "{text}");
    let printed = folder.json(&["pipeline", "--json"]);
    let base = |minor: Value, from: Value, until: Value, lacking: Value| json!({ "minor": minor, "rates_from": from, "rates_until": until, "lacking": lacking });
    let day = json!("2026-06-01");
    let lacking = base(json!(430_000 * 712 / 100 + 712_000), day.clone(), day, json!(["EUR"]));
    assert_eq!((&printed["base_currency"], &printed["in_base"]), (&json!("CNY"), &lacking));
    let won = base(json!(712_000), json!("2026-06-01"), json!("2026-06-01"), json!([]));
    assert_eq!(stage(&printed, "won")["in_base"], won);
    assert_eq!(stage(&printed, "lost")["in_base"]["minor"], 0);
    folder.genjin(&["rates", "set", "EUR", "8"]).succeeded();
    let all = base(
        json!(430_000 * 712 / 100 + 160_000 + 712_000),
        json!("2026-06-01"),
        json!("2026-06-05"),
        json!([]),
    );
    assert_eq!(folder.json(&["pipeline", "--json"])["in_base"], all);
}

#[test]
fn a_pi_takes_the_place_of_its_quotation() {
    let folder = folder();
    assert_eq!(folder.genjin(&["pi", "ABC", "USD 4000"]).code, Some(0));
    let printed = folder.json(&["pipeline", "--json"]);
    assert_eq!(stage(&printed, "quoted")["worth"][1], json!({ "currency": "USD", "minor": 400_000 }));
}

#[test]
fn options_leave_those_who_fit_all_of_them() {
    let folder = folder();
    let count = |args: &[&str]| {
        let args: Vec<_> = ["pipeline", "--json"].iter().chain(args).copied().collect();
        folder.json(&args)["customers"].as_u64().unwrap()
    };
    assert_eq!(count(&["--country", "德国"]), 2);
    assert_eq!(count(&["--tag", "Fair 2026"]), 2);
    assert_eq!(count(&["--tag", "谈判型"]), 1);
    assert_eq!(count(&["--country", "DE", "--tag", "fair 2026"]), 1);
    assert_eq!(count(&["--grade", "a"]) + count(&["--grade", "B"]) + count(&["--grade", "C"]), 3);
}

#[test]
fn what_nobody_is_called_is_refused_by_name() {
    let folder = folder();
    let check = |args: [&str; 2], en: &str, zh: &str| {
        for (language, expected) in [("en", en), ("zh", zh)] {
            let done = folder.genjin(&["pipeline", args[0], args[1], "--lang", language]);
            // Countries and grades are the same for everybody, owners and tags are data.
            let code = if ["--country", "--grade"].contains(&args[0]) { 2 } else { 1 };
            assert_eq!((done.code, done.out.as_str()), (Some(code), ""), "{args:?}");
            assert!(done.err.contains(expected), "{expected:?} is not in {}", done.err);
        }
    };
    check(["--owner", "Nobody"], "nobody of that name follows a customer", "没有由此人跟进的客户");
    check(["--tag", "xyzzy"], "no customer has this tag", "没有带此标签的客户");
    check(["--country", "Atlantis"], "no country of that name", "没有这个国家");
    check(["--grade", "D"], "one of A, B, C", "应为以下之一：A、B、C");
}
