//! A whole deal from the shell: the sample rows of the trade go in and come out where they should.

use crate::program::{Done, Folder};
use serde_json::Value;

fn folder_with_abc() -> Folder {
    let folder = Folder::new();
    folder.genjin(&["add", "ABC Ltd.", "--country", "DE"]).succeeded();
    folder
}

/// What a command prints, whatever it tells beside it.
fn written(done: &Done) -> String {
    assert_eq!(done.code, Some(0), "{}", done.err);
    done.out.trim().to_owned()
}

/// The record of a kind on the timeline of ABC, as `record` holds it.
fn record(folder: &Folder, kind: &str) -> Value {
    let shown = folder.json(&["show", "ABC", "--json"]);
    let timeline = shown["timeline"].as_array().unwrap().clone();
    let entry = timeline.into_iter().find(|entry| entry["kind"] == kind).unwrap();
    entry["record"][kind].clone()
}

#[test]
fn the_sample_rows_of_the_trade_are_one_deal() {
    let folder = folder_with_abc();
    let run = |args: &[&str]| written(&folder.genjin(args));
    let quotation = run(&["quote", "ABC", "FOB SHENZHEN USD 0.86/pc MOQ 5000 on 10 May"]);
    let sample = run(&["sample", "ABC", "DHL", "562729", "3 specs,", "grey-board", "sent 15 May"]);
    run(&["pi", "ABC", "PI20240517-A", "USD 4,280", "30/70", "on 17 May"]);
    let order = run(&["order", "ABC", "trial"]);
    run(&["pay", "ABC", "USD 1259 fee 25 on 20 May"]);
    run(&["ship", "ABC", "sea ETD 20 June 30 days"]);
    run(&["feedback", "ABC", "satisfied with the board"]);

    let price = &record(&folder, "quotation");
    assert_eq!(price["id"], quotation.as_str());
    assert_eq!((&price["price"]["amount"], &price["price"]["decimals"]), (&86.into(), &2.into()));
    assert_eq!((&price["date"], &price["moq"]), (&"2026-05-10".into(), &5000.into()));
    let sent = record(&folder, "sample");
    assert_eq!((&sent["id"], &sent["tracking"]), (&sample.as_str().into(), &"562729".into()));
    assert_eq!(sent["feedback"], "satisfied with the board");
    let invoice = record(&folder, "invoice");
    assert_eq!((&invoice["quotation"], &invoice["amount"]["minor"]), (&price["id"], &428_000.into()));
    let ordered = record(&folder, "order");
    assert_eq!((&ordered["id"], &ordered["invoice"]), (&order.as_str().into(), &invoice["id"]));
    let paid = record(&folder, "payment");
    assert_eq!((&paid["order"], &paid["bank_fee"]["minor"]), (&ordered["id"], &2500.into()));
    let shipped = record(&folder, "shipment");
    assert_eq!((&shipped["etd"], &shipped["transit_days"]), (&"2026-06-20".into(), &30.into()));
    assert_eq!(shipped["order"], ordered["id"]);
    assert_eq!(record(&folder, "feedback")["satisfaction"], "satisfied");
}

#[test]
fn the_history_tells_the_order_of_what_belongs_to_one_of_several() {
    let folder = folder_with_abc();
    let run = |args: &[&str]| written(&folder.genjin(args));
    let shown = |language: &str| folder.genjin(&["--lang", language, "show", "ABC"]).out;
    run(&["order", "ABC", "PO-1 EUR 1000"]);
    run(&["pay", "ABC", "EUR 300"]);
    let one = shown("en");
    assert!(one.contains("payment\n") && !one.contains("for PO-1"), "{one}");
    run(&["order", "ABC", "PO-2 EUR 500"]);
    run(&["pay", "ABC", "PO-1 refund EUR 50"]);
    run(&["ship", "ABC", "PO-2 sea ETD 20 June 30 days"]);
    run(&["sample", "ABC", "S-7 DHL 562729 grey-board sent 15 May"]);
    run(&["feedback", "ABC", "PO-1 satisfied with it"]);
    let several = shown("en");
    for head in ["payment for PO-1", "refund for PO-1", "shipment for PO-2", "feedback for PO-1"] {
        assert!(several.contains(&format!("{head}\n")), "{head}: {several}");
    }
    assert!(several.contains("  EUR 50.00\n") && !several.contains("-50.00"), "{several}");
    let several = shown("zh");
    for head in ["收款 PO-1", "退款 PO-1", "发货 PO-2", "客户反馈 PO-1"] {
        assert!(several.contains(&format!("{head}\n")), "{head}: {several}");
    }
    let timeline = folder.json(&["show", "ABC", "--json"])["timeline"].as_array().unwrap().clone();
    let told = |kind: &str| -> Vec<Value> {
        timeline.iter().filter(|it| it["kind"] == kind).map(|it| it["for_number"].clone()).collect()
    };
    assert_eq!((told("shipment"), told("payment")), (vec!["PO-2".into()], vec!["PO-1".into(); 2]));
    assert!(told("order").iter().all(Value::is_null));
    assert!(timeline.iter().any(|it| it["summary"] == "refund EUR 50.00"));
}

#[test]
fn options_set_fields_and_move_logs_the_stage() {
    let folder = folder_with_abc();
    let args =
        ["quote", "ABC", "--price", "KWD 1.0865/套", "--incoterm", "cif", "--place", "Kuwait", "--move"];
    folder.genjin(&args).succeeded();
    let price = record(&folder, "quotation");
    assert_eq!((&price["unit"], &price["price"]["decimals"]), (&"set".into(), &4.into()));
    let shown = folder.json(&["show", "ABC", "--json"]);
    assert_eq!(shown["customer"]["stage"], "quoted");
    // One change, so one undo.
    assert_eq!(shown["timeline"].as_array().unwrap().len(), 2);
}

#[test]
fn every_mistake_is_named_and_nothing_is_written() {
    let folder = folder_with_abc();
    let check = |args: &[&str], expected: &[&str]| {
        let done = folder.genjin(args);
        // What an option cannot have is a mistake of the command line.
        let code = if done.err.contains("perhaps") || done.err.contains("odd") { 2 } else { 1 };
        assert_eq!((done.code, done.out.as_str()), (Some(code), ""), "{args:?}");
        for text in expected {
            assert!(done.err.contains(text), "{text:?} is not in {}", done.err);
        }
    };
    check(
        &["quote", "ABC", "FOB", "USX 0.86/pc"],
        &["named place: an incoterm needs its place", "no ISO 4217 currency"],
    );
    check(
        &["pi", "ABC", "JPY 100.50 30/60"],
        &["amount \"JPY 100.50\": this currency has no decimals", "add up to 100"],
    );
    check(&["pi", "ABC", "JPY 100.50", "--lang", "zh"], &["未录入", "该币种没有小数"]);
    check(
        &["pay", "ABC", "USD 5"],
        &["for order: name the order or PI; if there is none, write that down first"],
    );
    check(&["order", "ABC", "--pi", "PI9", "--amount", "USD 5"], &["from PI \"PI9\": no such record"]);
    check(
        &["sample", "ABC", "DHL 99 box", "--certainty", "maybe", "--charged", "perhaps"],
        &["\"maybe\": choose one of estimated, confirmed", "\"perhaps\": choose one of yes, no"],
    );
    check(&["sample", "ABC", "box", "--charged", "perhaps", "--lang", "zh"], &["请选择 是、否 之一"]);
    check(&["order", "ABC", "USD 5", "--kind", "odd"], &["choose one of trial, regular, repeat"]);
    assert_eq!(folder.json(&["show", "ABC", "--json"])["timeline"].as_array().unwrap().len(), 0);
    written(&folder.genjin(&["sample", "ABC", "DHL 99 box", "--certainty", "Estimated", "--charged", "no"]));
    assert_eq!(record(&folder, "sample")["charged"], false);
}

#[test]
fn numbers_of_invoices_go_on_over_all_customers() {
    let folder = folder_with_abc();
    folder.genjin(&["add", "XYZ GmbH"]).succeeded();
    written(&folder.genjin(&["pi", "ABC", "USD 5"]));
    written(&folder.genjin(&["pi", "XYZ", "USD 6"]));
    let shown = folder.json(&["show", "XYZ", "--json"]);
    assert_eq!(shown["timeline"][0]["record"]["invoice"]["number"], "PI20260605-B");
    let done = folder.genjin(&["pi", "XYZ", "PI20260605-A", "USD 6"]);
    assert!(done.err.contains("this number is taken"), "{}", done.err);
}

#[test]
fn a_pattern_of_ones_own_numbers_invoices() {
    let folder = folder_with_abc();
    std::fs::write(folder.data().join("settings.toml"), "[business]\npi_number = \"SZ{yy}-{nnn}\"\n")
        .unwrap();
    written(&folder.genjin(&["pi", "ABC", "USD 5"]));
    assert_eq!(record(&folder, "invoice")["number"], "SZ26-001");
}

#[test]
fn what_is_under_way_is_listed_over_all_customers() {
    let folder = folder_with_abc();
    folder.genjin(&["add", "XYZ GmbH"]).succeeded();
    written(&folder.genjin(&["sample", "ABC", "DHL 562729 grey board sent 15 May"]));
    written(&folder.genjin(&["order", "XYZ", "PO1 USD 100"]));
    written(&folder.genjin(&["order", "ABC", "PO2 JPY 5000"]));
    written(&folder.genjin(&["pay", "XYZ", "--credit", "140"]));
    let samples = folder.json(&["business", "samples", "--json"]);
    let sample = &samples["items"][0];
    assert_eq!((&sample["company"], &sample["detail"]), (&"ABC Ltd.".into(), &"DHL 562729".into()));
    assert_eq!((&sample["due"], &sample["estimated"]), (&"2026-05-20".into(), &true.into()));
    let balances = folder.json(&["business", "balances", "--json"]);
    // Too much was paid for PO1: that is to go back; yen and dollars never add up.
    let sums = serde_json::json!([
        { "list": "balances", "currency": "JPY", "minor": 5000, "credit": false },
        { "list": "balances", "currency": "USD", "minor": 4000, "credit": true },
    ]);
    assert_eq!(balances["sums"], sums);
    let text = folder.genjin(&["business", "--lang", "zh"]).succeeded();
    assert!(text.contains("待反馈样品 1") && text.contains("USD -40.00"), "{text}");
    assert_eq!(folder.genjin(&["business", "nothing"]).code, Some(2));
}

#[test]
fn stages_of_ones_own_take_new_customers_and_what_records_lead_to() {
    let folder = Folder::new();
    let stage = |(id, group): (&str, &str)| {
        format!("[[stage]]\nid = \"{id}\"\ngroup = \"{group}\"\nzh = \"{id}\"\nen = \"{id}\"\n")
    };
    let list = [("asked", "early"), ("met", "inquiry"), ("booked", "ordered"), ("over", "lost")];
    std::fs::create_dir_all(folder.data()).unwrap();
    std::fs::write(folder.data().join("stages.toml"), list.map(stage).concat()).unwrap();
    let stage_of = |name: &str| folder.json(&["show", name, "--json"])["customer"]["stage"].clone();
    folder.genjin(&["add", "Bakery"]).succeeded();
    assert_eq!(stage_of("Bakery"), "asked");
    let table = folder.beside("table.csv");
    std::fs::write(&table, "company,stage\nCake Ltd,\nDough Ltd,met\n").unwrap();
    folder.genjin(&["import", &table.display().to_string()]).succeeded();
    assert_eq!((stage_of("Cake Ltd"), stage_of("Dough Ltd")), ("asked".into(), "met".into()));
    for (record, reached) in [
        (&["quote", "Bakery", "cake USD 1/pc", "--move"][..], "met"),
        (&["pi", "Bakery", "USD 500"], "met"),
        (&["order", "Bakery", "--move"], "booked"),
    ] {
        folder.genjin(record).succeeded();
        assert_eq!(stage_of("Bakery"), reached, "{record:?}");
    }
    // A stage that was taken out of the list holds nobody back.
    std::fs::write(folder.data().join("stages.toml"), list.map(stage)[1..].concat()).unwrap();
    assert_eq!(stage_of("Cake Ltd"), "asked");
    folder.genjin(&["quote", "Cake Ltd", "cake USD 1/pc", "--move"]).succeeded();
    assert_eq!(stage_of("Cake Ltd"), "met");
}

#[test]
fn a_record_that_moves_the_stage_names_no_channel_that_nobody_used() {
    let folder = folder_with_abc();
    let run = |args: &[&str]| written(&folder.genjin(args));
    run(&["quote", "ABC", "box USD 1/pc", "--move"]);
    run(&["log", "ABC", "whatsapp sent the sample photos"]);
    run(&["pi", "ABC", "USD 500", "--move"]);
    run(&["order", "ABC", "--move"]);
    let timeline = folder.json(&["show", "ABC", "--json"])["timeline"].as_array().unwrap().clone();
    let logged = timeline.iter().filter(|it| it["kind"] == "interaction");
    let mut logged: Vec<_> = logged.map(|it| (it["stage"].as_str().unwrap(), &it["channel"])).collect();
    logged.sort_by_key(|(stage, _)| stage.to_string());
    let (whatsapp, none) = (Value::from("whatsapp"), Value::Null);
    assert_eq!(
        logged,
        [("pi_sent", &whatsapp), ("quoted", &whatsapp), ("quoted", &none), ("trial_order", &none)]
    );
    let shown = run(&["show", "ABC"]);
    assert!(shown.contains("stage moved  trial order"), "{shown}");
    assert!(!shown.contains("e-mail") && !shown.contains("waits for our answer"), "{shown}");
}

#[test]
fn lists_of_the_shell_tell_price_state_and_what_goes_back() {
    let folder = folder_with_abc();
    let run = |args: &[&str]| written(&folder.genjin(args));
    let list = |language: &str, list: &str| run(&["--lang", language, "business", list]);
    run(&["quote", "ABC", "FOB SHENZHEN USD 0.0865/pc MOQ 5000 box"]);
    assert!(list("en", "quotations").contains("USD 0.0865/pc"), "{}", list("en", "quotations"));
    run(&["order", "ABC", "USD 1000 in production"]);
    run(&["pay", "ABC", "USD 1300", "--credit"]);
    for (language, state, order, back) in
        [("en", "in production", "order 5 Jun", "to pay back"), ("zh", "生产中", "订单 6月5日", "应退款")]
    {
        let orders = list(language, "orders");
        assert!(orders.contains(state) && orders.contains(order), "{orders}");
        let balances = list(language, "balances");
        assert!(balances.contains(&format!("{order}  {back}")) && balances.contains("-300.00"), "{balances}");
    }
}

#[test]
fn lists_of_the_shell_cut_nothing_and_keep_their_columns() {
    let folder = folder_with_abc();
    let run = |args: &[&str]| written(&folder.genjin(args));
    run(&["sample", "ABC", "UPS 1Z0000000000000103 candle tube with a printed label, four"]);
    run(&["sample", "ABC", "DHL 562729 box"]);
    let samples = run(&["--lang", "en", "business", "samples"]);
    assert!(samples.contains("candle tube with a printed label, four  UPS 1Z0000000000000103"), "{samples}");
    assert!(samples.contains("box  DHL 562729") && !samples.contains(".."), "{samples}");
}

#[test]
fn money_that_is_late_is_told_wherever_a_customer_is_looked_at() {
    let folder = folder_with_abc();
    let run = |args: &[&str]| written(&folder.genjin(args));
    run(&["pi", "ABC", "USD 1000 100% in advance on 2 May"]);
    run(&["order", "ABC", "on 2 May"]);
    let late = |language: &str| run(&["--lang", language, "show", "ABC"]);
    assert!(late("en").contains("payment overdue  USD 1,000.00 due 2 May"), "{}", late("en"));
    assert!(late("zh").contains("货款逾期  USD 1,000.00"), "{}", late("zh"));
    let today = run(&["--lang", "en", "today"]);
    assert!(today.contains("ask first when the overdue payment comes"), "{today}");
}

#[test]
fn a_record_is_corrected_from_the_shell() {
    let folder = folder_with_abc();
    let run = |args: &[&str]| written(&folder.genjin(args));
    let order = run(&["order", "ABC", "PO-1 USD 1000 trial // rush, blue"]);
    run(&["pay", "ABC", "USD 300"]);
    let shipment = run(&["ship", "ABC", "sea ETD 20 June 30 days"]);
    let refused = folder.genjin(&["--lang", "en", "order", "ABC", "USD 1000 cancelled"]);
    assert!(
        refused.code == Some(1) && refused.err.contains("--change cancels one that there is: PO-1"),
        "{}",
        refused.err
    );
    assert_eq!(run(&["ship", "ABC", "--change", &shipment, "left 4 June"]), shipment);
    assert_eq!(record(&folder, "order")["state"], "shipped");
    let shipped = record(&folder, "shipment");
    assert_eq!((&shipped["departed_on"], &shipped["transit_days"]), (&"2026-06-04".into(), &30.into()));
    assert_eq!(run(&["order", "ABC", "--change", "po-1", "cancelled", "--anyway"]), order);
    let ordered = record(&folder, "order");
    assert_eq!((&ordered["state"], &ordered["kind"]), (&"cancelled".into(), &"trial".into()));
    assert_eq!((&ordered["note"], &ordered["amount"]["minor"]), (&"rush, blue".into(), &100_000.into()));
    let shown = run(&["--lang", "en", "show", "ABC"]);
    assert!(shown.contains("cancelled, USD 300.00 to pay back"), "{shown}");
    let missing = folder.genjin(&["--lang", "zh", "order", "ABC", "--change", "PO-9", "ready"]);
    assert!(missing.code == Some(1) && missing.err.contains("PO-9"), "{}", missing.err);
}

#[test]
fn terms_of_three_parts_and_of_an_order_are_kept_as_they_are_meant() {
    let folder = folder_with_abc();
    let run = |args: &[&str]| written(&folder.genjin(args));
    run(&["pi", "ABC", "PI-1 USD 4,280 20/30/50"]);
    let paper = run(&["document", "ABC", "pi", "--text", "--lang", "en"]);
    assert!(paper.contains("20%") && paper.contains("30%") && paper.contains("50%"), "{paper}");
    assert_eq!(paper.matches("before shipment").count(), 1, "{paper}");
    let refused = folder.genjin(&["pi", "ABC", "PI-2 USD 100", "--terms", "25/25/25/25"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("say when each part is paid"), "{}", refused.err);
    run(&["order", "ABC", "PI-1", "50/50", "BL"]);
    let order = record(&folder, "order");
    assert_eq!((order["terms"].as_array().map(Vec::len), &order["note"]), (Some(2), &"".into()));
    run(&["order", "ABC", "--change", "PI-1", "--terms", "20/30/50"]);
    assert_eq!(record(&folder, "order")["terms"], Value::Array(Vec::new()), "the terms of its PI");
}

#[test]
fn a_complaint_is_a_complaint_and_proposes_no_stage() {
    let folder = folder_with_abc();
    written(&folder.genjin(&["sample", "ABC", "DHL", "562729", "boxes"]));
    for args in [&["feedback", "ABC", "very unhappy"][..], &["feedback", "ABC", "--said", "质量有问题"]]
    {
        let done = folder.genjin(args);
        written(&done);
        assert!(!done.err.contains("--move"), "{}", done.err);
        assert_eq!(record(&folder, "feedback")["satisfaction"], "complaint", "{args:?}");
    }
}

#[test]
fn a_pi_is_compared_with_its_quotation_and_goods_that_left_need_no_plan() {
    let folder = folder_with_abc();
    written(&folder.genjin(&["quote", "ABC", "box FOB SHENZHEN USD 0.86/pc MOQ 5000"]));
    let told = |args: &[&str]| {
        let done = folder.genjin(args);
        written(&done);
        done.err
    };
    let en = told(&["pi", "ABC", "PI-1 USD 4280"]);
    assert!(en.contains("USD 4,280.00 is no whole quantity at the quoted USD 0.86/pc"), "{en}");
    let zh = told(&["--lang", "zh", "pi", "ABC", "PI-2 USD 4500 box USD 0.90/个"]);
    assert!(zh.contains("此处单价 USD 0.90/个，报价为 USD 0.86/个"), "{zh}");
    assert_eq!(
        told(&["pi", "ABC", "PI-3 USD 4300"]),
        "the stage is still developing; to move it to PI sent: genjin log ABC \"TEXT #pi_sent\", or --move with the next record\n"
    );
    written(&folder.genjin(&["order", "ABC", "PI-3"]));
    written(&folder.genjin(&["ship", "ABC", "sea", "departed 3 Jun"]));
    let shipped = record(&folder, "shipment");
    assert_eq!((&shipped["etd"], &shipped["departed_on"]), (&"2026-06-03".into(), &"2026-06-03".into()));
    written(&folder.genjin(&["sample", "ABC", "lids", "--courier", "DHL", "--tracking", "56 2729 1234"]));
    assert_eq!(record(&folder, "sample")["tracking"], "5627291234");
}

#[test]
fn a_pi_of_an_earlier_day_and_units_of_a_paper() {
    let folder = folder_with_abc();
    written(&folder.genjin(&["quote", "ABC", "box FOB SHENZHEN USD 0.86/pc MOQ 5000"]));
    for number in ["PI20260517-A", "PI20260517-B"] {
        written(&folder.genjin(&["pi", "ABC", "USD 4300 on 17 May"]));
        assert_eq!(record(&folder, "invoice")["number"], number);
    }
    written(&folder.genjin(&["pi", "ABC", "PI-9 USD 4300", "--date", "17 May"]));
    assert_eq!(record(&folder, "invoice")["number"], "PI-9");
    let paper =
        |language: &str| written(&folder.genjin(&["document", "ABC", "pi", "--text", "--lang", language]));
    let (en, zh) = (paper("en"), paper("zh"));
    assert!(en.contains("5,000 pc x USD 0.86"), "{en}");
    assert!(zh.contains("5,000 个 x USD 0.86"), "{zh}");
    let told = folder.genjin(&["document", "ABC", "pi", "--text", "--lang", "en"]).err;
    assert!(told.contains("a person to address it to\n") && !told.contains(": e on"), "{told}");
}

#[test]
fn a_pi_says_the_same_whatever_becomes_of_its_quotation() {
    let folder = folder_with_abc();
    let quotation = written(&folder.genjin(&["quote", "ABC", "cup FOB NINGBO USD 2.00/pc MOQ 1000"]));
    written(&folder.genjin(&["pi", "ABC", "30/70", "--number", "U1"]));
    let paper = || written(&folder.genjin(&["document", "ABC", "pi", "--record", "U1", "--text"]));
    let before = paper();
    assert!(before.contains("FOB NINGBO") && before.contains("USD 2.00"), "{before}");
    let done = folder.genjin(&["quote", "ABC", "--change", &quotation, "CIF HAMBURG USD 2.50/pc"]);
    assert_ne!(written(&done), quotation);
    assert!(done.err.contains("U1 keeps what it was made with"), "{}", done.err);
    assert_eq!(paper(), before);
    let offered = written(&folder.genjin(&["--lang", "en", "business", "quotations"]));
    assert!(offered.contains("USD 2.50/pc") && offered.contains("CIF HAMBURG"), "{offered}");
}

#[test]
fn an_amount_over_payments_or_an_order_is_changed_only_if_it_is_meant() {
    let folder = folder_with_abc();
    let told = |args: &[&str], code: i32| {
        let done = folder.genjin(args);
        assert_eq!(done.code, Some(code), "{}", done.err);
        done.err
    };
    told(&["pi", "ABC", "PI-1 USD 2000 30/70"], 0);
    let paid = told(&["pay", "ABC", "USD 600"], 0);
    assert!(paid.contains("for PI-1; it is an order now"), "{paid}");
    let refused = told(&["pi", "ABC", "--change", "PI-1", "USD 3000"], 1);
    assert!(refused.contains("order PI-1 still says USD 2,000.00; USD 600.00 is paid on it"), "{refused}");
    assert_eq!(record(&folder, "invoice")["amount"]["minor"], 200_000);
    let kept = told(&["pi", "ABC", "--change", "PI-1", "USD 3000", "--anyway"], 0);
    assert!(kept.contains("order PI-1 still says USD 2,000.00"), "{kept}");
    let refused = told(&["--lang", "zh", "order", "ABC", "--change", "PI-1", "EUR 2000"], 1);
    assert!(refused.contains("已收款 USD 600.00；PI PI-1 仍为 USD 3,000.00"), "{refused}");
    told(&["order", "ABC", "--change", "PI-1", "USD 3000", "--anyway"], 0);
    assert_eq!(record(&folder, "order")["amount"]["minor"], 300_000);
}

#[test]
fn what_has_no_link_is_told_and_so_is_a_contact_that_nobody_typed() {
    let folder = folder_with_abc();
    let told = |args: &[&str]| {
        let done = folder.genjin(args);
        written(&done);
        done.err
    };
    told(&["log", "ABC", "mail< asks for cups"]);
    told(&["quote", "ABC", "cup FOB NINGBO JPY 300/pc MOQ 1000 valid 3 June on 1 June"]);
    let other = told(&["pi", "ABC", "PI-1 USD 3000 30/70", "--move"]);
    assert!(other.contains("by the channel last used or agreed: e-mail, "), "{other}");
    assert!(other.contains("quoted in JPY, not USD: it has no product, price and incoterm"), "{other}");
    let few = told(&["--lang", "zh", "pi", "ABC", "PI-2 JPY 30000"]);
    assert!(few.contains("100 个，低于起订量 1000") && few.contains("到期"), "{few}");
    let order = told(&["order", "ABC", "EUR 17300.55"]);
    assert!(order.contains("of no PI; without an order: PI-2, PI-1"), "{order}");
    let arrived = told(&["sample", "ABC", "cups DHL 5627291234"]);
    assert!(!arrived.contains("logged as"), "{arrived}");
    let future = folder.genjin(&["sample", "ABC", "--change", "5627291234", "arrived 7 June"]);
    assert!(future.code == Some(1) && !future.err.contains("before it began"), "{}", future.err);
    folder.genjin(&["add", "XYZ Ltd."]).succeeded();
    told(&["quote", "XYZ", "Cup FOB NINGBO USD 2/pc"]);
    let prices = written(&folder.genjin(&["prices", "cup"]));
    assert_eq!(prices.lines().filter(|line| !line.starts_with(' ')).count(), 1, "{prices}");
}

#[test]
fn an_order_over_two_pis_is_told_that_each_pi_is_an_order() {
    let folder = folder_with_abc();
    for (number, amount) in [("PI-1", "USD 1200"), ("PI-2", "USD 800")] {
        assert_eq!(folder.genjin(&["pi", "ABC", amount, "30/70", "--number", number]).code, Some(0));
    }
    let told = |language: &str, args: &[&str]| folder.genjin(&[&["--lang", language], args].concat()).err;
    let order = ["order", "ABC", "PO-77 USD 2000"];
    let said = "of PI PI-2 of USD 800.00; without an order: PI-1; one order may be of several";
    assert!(told("en", &order).contains(said), "{}", told("en", &order));
    let whole = told("zh", &["order", "ABC", "PO-78 USD 1200"]);
    assert!(!whole.contains("一单可含多张 PI"), "{whole}");
}

#[test]
fn an_order_is_of_several_pis_where_they_are_named() {
    let folder = folder_with_abc();
    for (number, amount) in [("PI-1", "USD 1200"), ("PI-2", "USD 800"), ("PI-3", "USD 50")] {
        assert_eq!(folder.genjin(&["pi", "ABC", amount, "30/70", "--number", number]).code, Some(0));
    }
    let order = ["order", "ABC", "--pi", "PI-1", "--also", "PI-2; PI-3", "--number", "PO-7"];
    written(&folder.genjin(&order));
    let ordered = record(&folder, "order");
    assert_eq!(
        (&ordered["amount"]["minor"], ordered["also"].as_array().unwrap().len()),
        (&205_000.into(), 2)
    );
    let shown = written(&folder.genjin(&["--lang", "en", "show", "ABC"]));
    assert!(shown.contains("of PI-1, PI-2, PI-3"), "{shown}");
    let asked =
        folder.genjin(&["--lang", "zh", "order", "ABC", "--pi", "PI-1", "--also", "PI-9", "--anyway"]);
    assert!(asked.err.contains("另含 PI \"PI-9\""), "{}", asked.err);
}

#[test]
fn a_pi_counts_once_and_a_second_order_of_it_needs_a_word() {
    let folder = folder_with_abc();
    for (number, amount) in [("PI-1", "USD 1200"), ("PI-2", "USD 800"), ("PI-3", "USD 50")] {
        assert_eq!(folder.genjin(&["pi", "ABC", amount, "30/70", "--number", number]).code, Some(0));
    }
    written(&folder.genjin(&["order", "ABC", "--pi", "PI-2", "--also", "PI-2; PI-2", "--number", "PO-7"]));
    assert_eq!(record(&folder, "order")["amount"]["minor"], 80_000);
    let refused = |args: &[&str], said: &str| {
        let done = folder.genjin(args);
        assert!(done.code == Some(1) && done.err.contains(said), "{}", done.err);
    };
    let also = ["order", "ABC", "--pi", "PI-1", "--also", "PI-3; PI-2"];
    refused(&[&["--lang", "en"], &also[..]].concat(), "PI-2 is an order already: PO-7");
    refused(&[&["--lang", "zh"], &also[..]].concat(), "PI-2 已有订单：PO-7");
    written(&folder.genjin(&["order", "ABC", "--pi", "PI-1"]));
    refused(
        &["--lang", "en", "order", "ABC", "--change", "PI-1", "--also", "PI-2"],
        "PI-2 is an order already",
    );
    let second = ["order", "ABC", "--pi", "PI-1", "--number", "PO-9"];
    refused(&[&["--lang", "en"], &second[..]].concat(), "PI-1 is an order already; --anyway");
    refused(&[&["--lang", "zh"], &second[..]].concat(), "PI-1 已有订单；加 --anyway");
    refused(&["--lang", "en", "order", "ABC", "--change", "PI-1", "--pi", "PI-2"], "PO-7; --anyway");
    written(&folder.genjin(&[&second[..], &["--anyway"]].concat()));
    let replaces = ["--lang", "en", "pi", "ABC", "USD 5", "--replaces", "PI-2"];
    refused(&replaces, "PI-2 is an order already: PO-7");
}

#[test]
fn a_corrected_order_follows_its_pis_both_ways_unless_its_amount_was_typed() {
    let folder = folder_with_abc();
    for (number, amount) in [("PI-1", "USD 300"), ("PI-2", "USD 260")] {
        assert_eq!(folder.genjin(&["pi", "ABC", amount, "30/70", "--number", number]).code, Some(0));
    }
    written(&folder.genjin(&["order", "ABC", "--pi", "PI-1", "--number", "PO-7"]));
    let changed = |language: &str, args: &[&str], minor: i64, said: &str| {
        let done = folder.genjin(&[&["--lang", language, "order", "ABC", "--change", "PO-7"], args].concat());
        written(&done);
        assert_eq!(done.err.trim(), said, "{args:?}");
        assert_eq!(record(&folder, "order")["amount"]["minor"], minor, "{args:?}");
    };
    let both = "of PI PI-1, PI-2; the order comes to USD 560.00 now";
    changed("en", &["--also", "PI-2"], 56_000, both);
    changed("en", &["--state", "ready"], 56_000, "");
    changed("zh", &["--also", ""], 30_000, "对应 PI PI-1；订单金额现为 USD 300.00");
    changed("en", &["--pi", "PI-2"], 26_000, "of PI PI-2; the order comes to USD 260.00 now");
    changed("en", &["--amount", "USD 500"], 50_000, "");
    changed(
        "en",
        &["--also", "PI-1"],
        50_000,
        "of PI PI-2, PI-1 of USD 560.00; the order comes to USD 500.00",
    );
    changed(
        "zh",
        &["--also", "", "--amount", "USD 400"],
        40_000,
        "对应 PI PI-2（USD 260.00）；订单金额为 USD 400.00",
    );
}

#[test]
fn a_pi_that_replaces_another_one_takes_over_what_it_said() {
    let folder = folder_with_abc();
    written(&folder.genjin(&["pi", "ABC", "USD 1200", "20/80", "--number", "PI-1"]));
    let made =
        folder.genjin(&["--lang", "en", "pi", "ABC", "USD 900", "--replaces", "PI-1", "--number", "PI-2"]);
    assert!(made.err.contains("replaces PI-1, which asks for nothing any more"), "{}", made.err);
    let invoice = record(&folder, "invoice");
    let terms = invoice["terms"].as_array().unwrap();
    assert_eq!((&invoice["number"], &terms[0]["percent"]), (&"PI-2".into(), &20.into()));
    let shown = |lang: &str| written(&folder.genjin(&["--lang", lang, "show", "ABC"]));
    assert!(shown("en").contains("replaced by PI-2") && shown("zh").contains("替换 PI-1"), "{}", shown("en"));
    let paid = folder.genjin(&["--lang", "en", "pay", "ABC", "USD 180", "--order", "PI-1"]);
    assert!(paid.code == Some(1) && paid.err.contains("another PI replaces it"), "{}", paid.err);
    let refused = |args: &[&str], said: &str| {
        let done = folder.genjin(args);
        assert!(done.code == Some(1) && done.err.contains(said), "{}", done.err);
    };
    refused(&["--lang", "en", "pi", "ABC", "USD 5", "--replaces", "PI-1"], "PI-2 replaces PI-1 already");
    refused(&["--lang", "zh", "pi", "ABC", "USD 5", "--replaces", "PI-1"], "PI-1 已被 PI-2 替换");
    let back = ["pi", "ABC", "--change", "PI-1", "--replaces", "PI-2"];
    refused(&[&["--lang", "en"], &back[..]].concat(), "it would replace itself");
    refused(&[&["--lang", "zh"], &back[..]].concat(), "会成为替换自身");
    let order = written(&folder.genjin(&["order", "ABC"]));
    assert_eq!(record(&folder, "order")["id"], order.as_str());
    assert_eq!(record(&folder, "order")["amount"]["minor"], 90_000);
}
