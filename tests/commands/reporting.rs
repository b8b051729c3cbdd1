//! `genjin report`: the figures of a small desk, counted by hand.

use crate::program::{Done, Folder};
use serde_json::{Value, json};

/// Three customers with a history that fits on a page:
///
/// | | ABC (Germany) | XYZ (France) | Kopi (Indonesia) |
/// |---|---|---|---|
/// | 4 May | we mail: developing | | |
/// | 6 May | they answer: quoted | | |
/// | 10 May | quotation | we mail: developing | |
/// | 20 May | order USD 100.00 | | we mail: quoted |
/// | 21 May | | | lost over the price |
/// | 2 June | order EUR 30.00 | they answer: first interest | |
fn desk() -> Folder {
    let folder = Folder::new();
    let at = |day: &str, args: &[&str]| {
        let done = Done::of(&mut folder.command_at(&format!("2026-{day}T09:00:00+08:00"), args));
        assert_eq!(done.code, Some(0), "{}", done.err);
    };
    at("05-04", &["add", "ABC Ltd.", "--country", "DE"]);
    at("05-04", &["log", "ABC", "mail wrote to them"]);
    at("05-06", &["log", "ABC", "mail< want a price #quoted"]);
    at("05-10", &["add", "XYZ GmbH", "--country", "FR"]);
    at("05-10", &["quote", "ABC", "FOB SHENZHEN USD 0.86/pc MOQ 5000"]);
    at("05-10", &["log", "XYZ", "mail wrote to them"]);
    at("05-20", &["add", "Kopi", "--country", "ID"]);
    at("05-20", &["order", "ABC", "USD 100"]);
    at("05-20", &["log", "Kopi", "wa sent the offer #quoted"]);
    at("05-21", &["log", "Kopi", "wa< price too high #lost"]);
    at("06-02", &["order", "ABC", "EUR 30"]);
    at("06-02", &["log", "XYZ", "mail< interested #first_interest"]);
    folder
}

/// The figure of a list whose key has this value.
fn of<'a>(list: &'a Value, key: &str, value: &str) -> &'a Value {
    let found = list.as_array().unwrap().iter().find(|figure| figure[key] == value);
    found.unwrap_or_else(|| panic!("no {key} {value} in {list:#}"))
}

fn parts(figure: &Value, keys: &[&str]) -> Vec<Value> {
    keys.iter().map(|key| figure[*key].clone()).collect()
}

#[test]
fn the_figures_are_those_counted_by_hand() {
    let folder = desk();
    let report = folder.json(&["report", "--json"]);
    assert_eq!((&report["date"], &report["customers"]), (&json!("2026-06-05"), &json!(3)));
    assert_eq!(report["period"], json!({ "id": "quarter", "from": "2026-03-08", "to": "2026-06-05" }));

    let stage = |id: &str| {
        parts(of(&report["funnel"], "stage", id), &["entered", "went_on", "median_days", "ordered", "now"])
    };
    // ABC went on after two days, XYZ after 23, Kopi on the same day: 2 in the middle.
    // ABC has ordered, though no stage says so.
    assert_eq!(stage("developing"), [json!(3), json!(3), json!(2), json!(1), json!(0)]);
    assert_eq!(stage("first_interest"), [json!(1), json!(0), json!(null), json!(0), json!(1)]);
    assert_eq!(stage("quoted"), [json!(2), json!(0), json!(null), json!(1), json!(1)]);
    assert_eq!(stage("lost"), [json!(1), json!(null), json!(null), json!(null), json!(1)]);

    let contacts = |day: &str| of(&report["activity"], "date", day)["contacts"].clone();
    assert_eq!(["2026-05-04", "2026-05-06", "2026-05-20"].map(contacts), [json!(1), json!(0), json!(1)]);

    let month = |id: &str| parts(of(&report["months"], "month", id), &["quotations", "orders", "amounts"]);
    assert_eq!(month("2026-05"), [json!(1), json!(1), json!([{ "currency": "USD", "minor": 10_000 }])]);
    assert_eq!(month("2026-06"), [json!(0), json!(1), json!([{ "currency": "EUR", "minor": 3000 }])]);
    assert_eq!(report["months"].as_array().unwrap().len(), 12);
    assert_eq!(report["countries"].as_array().unwrap().len(), 1);
    let germany = of(&report["countries"], "country", "DE");
    assert_eq!(parts(germany, &["quotations", "orders"]), [json!(1), json!(2)]);
    assert_eq!(germany["customers"][0]["company"], "ABC Ltd.");

    // Two days, 23 days, and one day.
    let replies = &report["replies"];
    let keys = ["asked", "answered", "median_minutes"];
    assert_eq!(parts(of(replies, "by", "all"), &keys), [json!(3), json!(3), json!(2 * 1440)]);
    assert_eq!(parts(of(replies, "of", "email"), &keys), [json!(2), json!(2), json!((2 + 23) * 720)]);
    assert_eq!(parts(of(replies, "of", "whatsapp"), &keys), [json!(1), json!(1), json!(1440)]);

    let lost = report["lost"].as_array().unwrap();
    assert_eq!((lost.len(), &lost[0]["reason"], &lost[0]["count"]), (1, &json!("price"), &json!(1)));
    assert_eq!(
        parts(&lost[0]["customers"][0], &["company", "said"]),
        [json!("Kopi"), json!("price too high")]
    );

    let customers: i64 =
        report["touches"]["classes"].as_array().unwrap().iter().map(|it| it["count"].as_i64().unwrap()).sum();
    assert_eq!(customers, 2, "the lost one is nobody's to follow");
    assert_eq!(report["ahead"]["days"].as_array().unwrap().len(), 30);
}

#[test]
fn with_rates_orders_are_told_in_the_base_currency_too() {
    let folder = desk();
    assert!(!folder.genjin(&["report"]).succeeded().contains("oldest rate"));
    folder.genjin(&["rates", "set", "USD", "7.12"]).succeeded();
    // What has a rate is told where another currency has none.
    let text = folder.genjin(&["report"]).succeeded();
    assert!(text.contains("EUR 30.00  USD 100.00   ~ CNY 712 without EUR 30.00\n"), "{text}");
    assert!(text.contains("no rate for EUR\n"), "{text}");
    let report = folder.json(&["report", "--json"]);
    let germany = &of(&report["countries"], "country", "DE")["in_base"];
    assert_eq!((&germany["minor"], &germany["lacking"]), (&json!(71_200), &json!(["EUR"])));
    folder.genjin(&["rates", "set", "EUR", "8", "--on", "2026-06-01"]).succeeded();
    let text = folder.genjin(&["report"]).succeeded();
    assert!(text.contains("EUR 30.00  USD 100.00   ~ CNY 952\n"), "{text}");
    assert!(text.contains("  in CNY, oldest rate 1 Jun\n"), "{text}");
    let report = folder.json(&["report", "--json"]);
    let germany = &of(&report["countries"], "country", "DE")["in_base"];
    let expected =
        json!({ "minor": 95_200, "rates_from": "2026-06-01", "rates_until": "2026-06-05", "lacking": [] });
    assert_eq!((&report["base_currency"], germany), (&json!("CNY"), &expected));
    assert_eq!(of(&report["months"], "month", "2026-05")["in_base"]["minor"], 71_200);
}

#[test]
fn a_span_of_days_counts_what_lies_in_it() {
    let folder = desk();
    let report = folder.json(&["report", "--from", "2026-05-07", "--to", "2026-05-20", "--json"]);
    assert_eq!(report["period"], json!({ "id": null, "from": "2026-05-07", "to": "2026-05-20" }));
    let quoted = of(&report["funnel"], "stage", "quoted");
    assert_eq!(parts(quoted, &["entered", "now"]), [json!(1), json!(1)], "Kopi came, ABC stands there");
    assert_eq!(report["lost"], json!([]));
    assert_eq!(of(&report["months"], "month", "2026-05")["orders"], 1);
    assert_eq!(report["months"][11]["month"], "2026-05");
    let all = folder.json(&["report", "--period", "all", "--json"]);
    assert_eq!(all["period"]["from"], json!(null));
    assert_eq!(folder.json(&["report", "--to", "2026-05-03", "--json"])["funnel"][0]["entered"], 0);
}

#[test]
fn the_report_is_read_in_both_languages_and_says_what_fills_it() {
    let folder = desk();
    let text = folder.genjin(&["report"]).succeeded();
    for words in ["Funnel", "quoted", "USD 100.00", "EUR 30.00", "Germany", "price", "last 90 days"] {
        assert!(text.contains(words), "{words} in:\n{text}");
    }
    let text = folder.genjin(&["report", "--lang", "zh", "--period", "month"]).succeeded();
    for words in ["漏斗", "已报价", "USD 100.00", "德国", "价格", "近 30 天"] {
        assert!(text.contains(words), "{words} in:\n{text}");
    }
    let text = folder.genjin(&["report", "--from", "2026-05-01", "--to", "2026-05-31"]).succeeded();
    assert!(text.contains("lost in the time from 2026-05-01 to 2026-05-31"), "{text}");
    let text = folder.genjin(&["report", "--to", "2026-05-31", "--lang", "zh"]).succeeded();
    assert!(text.contains("2026-05-31 以前客户流失的原因"), "{text}");
    let text = Folder::new().genjin(&["report"]).succeeded();
    assert!(text.contains("No customers yet") && text.contains("Press b on a customer"), "{text}");
}

#[test]
fn a_wrong_span_is_named_and_says_what_to_write() {
    let folder = Folder::new();
    let check = |args: &[&str], lang: &str, expected: &str| {
        let done = folder.genjin(&[&["report", "--lang", lang], args].concat());
        assert_eq!((done.code, done.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(done.err.contains(expected), "{}", done.err);
    };
    check(&["--from", "1.5.2026"], "en", "--from: \"1.5.2026\" is no day; write it as 2026-01-31");
    check(&["--to", "2026-02-30"], "zh", "--to：“2026-02-30”不是日期");
    check(&["--from", "2026-06-01", "--to", "2026-05-01"], "en", "turn them round");
    check(&["--period", "week"], "en", "one of month, quarter, year, all");
    let done = folder.genjin(&["report", "--period", "year", "--from", "2026-01-01"]);
    assert_eq!(done.code, Some(2), "{}", done.err);
}
