//! Money from the shell: rates, payments that are too much or too late, currencies of every kind, prices.

use crate::program::Folder;
use serde_json::{Value, json};

fn folder_with_abc() -> Folder {
    let folder = Folder::new();
    folder.genjin(&["add", "ABC Ltd.", "--country", "DE", "--type", "agent"]).succeeded();
    folder
}

/// Runs a command that must succeed, whatever it tells beside its result.
fn run(folder: &Folder, args: &[&str]) -> String {
    let done = folder.genjin(args);
    assert_eq!(done.code, Some(0), "{args:?}: {}", done.err);
    done.out.trim().to_owned()
}

/// Runs a command that must fail and whose complaint must hold a text.
fn refused(folder: &Folder, args: &[&str], text: &str) {
    let done = folder.genjin(args);
    assert_eq!(done.code, Some(1), "{args:?}: {}", done.out);
    assert!(done.err.contains(text), "{text:?} is not in {:?}", done.err);
}

fn account(folder: &Folder) -> Value {
    folder.json(&["show", "ABC", "--json"])["customer"]["account"].clone()
}

fn rows(folder: &Folder, list: &str) -> Vec<Value> {
    folder.json(&["business", list, "--json"])["items"].as_array().unwrap().clone()
}

#[test]
fn rates_are_set_listed_and_used_for_sums() {
    let folder = folder_with_abc();
    assert!(run(&folder, &["rates", "list"]).contains("No rate yet"));
    run(&folder, &["pi", "ABC", "USD 10,000"]);
    run(&folder, &["order", "ABC"]);
    let lists = folder.json(&["business", "orders", "--json"]);
    let lacking =
        json!({"list": "orders", "minor": null, "rates_from": null, "rates_until": null, "lacking": ["USD"]});
    assert_eq!((&lists["base_currency"], &lists["in_base"]), (&json!("CNY"), &json!([lacking])));
    assert!(!run(&folder, &["business"]).contains("no rate"), "nobody converts the one currency");
    let set = run(&folder, &["rates", "set", "USD", "7.10", "--on", "1 June", "--source", "Bank of China"]);
    assert_eq!(set, "1 USD = CNY 7.10  1 Jun  Bank of China");
    run(&folder, &["rates", "set", "USD 7.12 on 3 June"]);
    assert!(run(&folder, &["rates", "set", "USD 7.12 on 3 June"]).contains("there already"));
    run(&folder, &["rates", "set", "100 JPY 4.68"]);
    let listed = folder.json(&["rates", "list", "--json"]);
    assert_eq!(listed["rates"].as_array().unwrap().len(), 3);
    assert_eq!(listed["rates"][0]["worth"], json!({"amount": 468, "decimals": 4, "currency": "CNY"}));
    let told = run(&folder, &["business", "orders"]);
    assert!(told.contains("USD 10,000.00   ~ CNY 71,200 at rates of 3 Jun"), "{told}");
    assert!(run(&folder, &["--lang", "zh", "business"]).contains("~ CNY 71,200（6月3日 汇率）"));
    let lists = folder.json(&["business", "orders", "--json"]);
    assert_eq!(lists["in_base"][0]["minor"], 7_120_000);
    assert_eq!(lists["in_base"][0]["rates_until"], "2026-06-03");
    assert_eq!(account(&folder)["in_base"][0]["minor"], 7_120_000);
    // One currency without a rate leaves the others their sum.
    run(&folder, &["order", "ABC", "PO-2 EUR 50"]);
    let lists = folder.json(&["business", "orders", "--json"]);
    let sum = json!({"list": "orders", "minor": 7_120_000, "rates_from": "2026-06-03", "rates_until": "2026-06-03", "lacking": ["EUR"]});
    assert_eq!(lists["in_base"], json!([sum]));
    let stands = account(&folder)["in_base"][0].clone();
    assert_eq!((&stands["minor"], &stands["lacking"]), (&json!(7_120_000), &json!(["EUR"])));
    for (args, lacks) in [(["business", "orders"], " ($, or genjin rates set)"), (["show", "ABC"], "; ")] {
        let told = run(&folder, &args);
        assert!(told.contains(&format!("~ CNY 71,200 without EUR 50.00{lacks}")), "{told}");
    }
    refused(&folder, &["rates", "set", "CNY", "1"], "CNY is the base currency");
    refused(&folder, &["rates", "set", "USD", "7,12"], "a number with a decimal point");
    refused(&folder, &["rates", "set", "USD", "7.12", "--on", "9 June 2027"], "lies in the future");
    refused(&folder, &["--lang", "zh", "rates", "set", "USDT", "7"], "请先写币种");
}

#[test]
fn a_balance_tells_what_of_it_is_due() {
    let folder = folder_with_abc();
    run(&folder, &["pi", "ABC", "USD 10,000 30/70"]);
    run(&folder, &["order", "ABC"]);
    assert!(run(&folder, &["business", "balances"]).contains("USD 3,000.00 of 10,000.00  2026-06-05"));
    assert!(run(&folder, &["--lang", "zh", "business"]).contains("USD 3,000.00，共 10,000.00  2026-06-05"));
    let lists = folder.json(&["business", "balances", "--json"]);
    let (item, usd) = (&lists["items"][0], |minor: i64| json!({"minor": minor, "currency": "USD"}));
    assert_eq!((&item["amount"], &item["due_amount"]), (&usd(1_000_000), &usd(300_000)));
    assert_eq!(lists["sums"][0]["minor"], 1_000_000);
}

#[test]
fn another_base_currency_takes_its_own_rates() {
    let folder = folder_with_abc();
    run(&folder, &["rates", "set", "USD 7.12"]);
    std::fs::write(folder.data().join("settings.toml"), "[business]\nbase_currency = \"EUR\"\n").unwrap();
    run(&folder, &["pi", "ABC", "USD 100"]);
    assert!(run(&folder, &["business"]).contains("no rate for USD"), "a rate into CNY leads nowhere");
    run(&folder, &["rates", "set", "USD 0.9"]);
    assert!(run(&folder, &["business"]).contains("~ EUR 90 at rates of 5 Jun"));
}

#[test]
fn a_file_of_rates_is_taken_in_whole_or_not_at_all() {
    let folder = folder_with_abc();
    let file = folder.beside("rates.csv");
    let name = file.display().to_string();
    std::fs::write(&file, "currency,rate,date\nUSD,7.12,2026-06-01\nEUR,\"8,2\",2026-06-01\nXYZ,1,\n")
        .unwrap();
    refused(&folder, &["rates", "import", &name], "line 3: rate \"8,2\"");
    refused(&folder, &["rates", "import", &name], "line 4: currency \"XYZ\": no ISO 4217 currency");
    assert_eq!(folder.json(&["rates", "list", "--json"])["rates"], json!([]));
    std::fs::write(
        &file,
        "币种\t汇率\t日期\t单位\t来源\nUSD\t7.12\t2026-06-01\t\t中国银行\nJPY\t4.68\t2026-06-01\t100\t\n",
    )
    .unwrap();
    assert_eq!(run(&folder, &["rates", "import", &name]), "2 rates taken in");
    assert!(run(&folder, &["rates", "import", &name]).contains("there already"));
    refused(&folder, &["rates", "import", "nowhere.csv"], "nowhere.csv");
    // They are exported and come back, survive a rebuild, and everything says the same.
    let out = folder.beside("all.jsonl");
    run(&folder, &["export", "--json", &out.display().to_string()]);
    run(&folder, &["rebuild"]);
    assert!(run(&folder, &["verify"]).contains("whole"));
    let other = Folder::new();
    run(&other, &["import", &out.display().to_string()]);
    let rates = |folder: &Folder| folder.json(&["rates", "list", "--json"])["rates"].clone();
    assert_eq!(rates(&other), rates(&folder));
    assert_eq!(rates(&folder).as_array().unwrap().len(), 2);
}

#[test]
fn an_overpayment_is_asked_about_and_pays_for_nobody_else() {
    let folder = folder_with_abc();
    run(&folder, &["add", "XYZ GmbH"]);
    for company in ["ABC", "XYZ"] {
        run(&folder, &["pi", company, "USD 1,000"]);
        run(&folder, &["order", company]);
    }
    refused(&folder, &["pay", "ABC", "USD 1300"], "USD 300.00 more than is owed");
    assert_eq!(folder.genjin(&["quote", "ABC", "--credit", "box USD 1/pc"]).code, Some(2));
    refused(&folder, &["--lang", "zh", "pay", "ABC", "USD 1300"], "比应收多 USD 300.00");
    assert_eq!(account(&folder)["received"], json!([]));
    run(&folder, &["pay", "ABC", "--credit", "USD 1300"]);
    assert_eq!(account(&folder)["credit"], json!([{"minor": 30_000, "currency": "USD"}]));
    assert_eq!(account(&folder)["owed"], json!([]));
    let balances = folder.json(&["business", "balances", "--json"]);
    let sum = |minor: i64, credit: bool| json!({"list": "balances", "currency": "USD", "minor": minor, "credit": credit});
    assert_eq!(balances["sums"], json!([sum(100_000, false), sum(30_000, true)]));
    // Paid back, nothing is left, whatever the bank took for it.
    run(&folder, &["pay", "ABC", "refund USD 300 fee 5"]);
    assert_eq!(account(&folder)["credit"], json!([]));
    assert_eq!(rows(&folder, "balances").len(), 1);
}

#[test]
fn compensation_leaves_an_order_paid() {
    let folder = folder_with_abc();
    run(&folder, &["order", "ABC", "PO-1 USD 1000"]);
    run(&folder, &["pay", "ABC", "USD 1000"]);
    run(&folder, &["pay", "ABC", "refund USD 100 compensation for dents"]);
    let usd = |minor: i64| json!([{"minor": minor, "currency": "USD"}]);
    let stands = account(&folder);
    assert_eq!((&stands["owed"], &stands["compensated"]), (&json!([]), &usd(10_000)));
    assert_eq!((&stands["ordered"], &stands["received"]), (&usd(90_000), &usd(90_000)));
    assert_eq!(rows(&folder, "balances"), [] as [Value; 0]);
    let shown = run(&folder, &["show", "ABC"]);
    assert!(shown.contains("compensation\n") && shown.contains("USD 100.00  for dents"), "{shown}");
    assert!(shown.contains("paid USD 1,000.00, all of it; compensated USD 100.00"), "{shown}");
    let shown = run(&folder, &["--lang", "zh", "show", "ABC"]);
    assert!(shown.contains("已付清；已赔偿 USD 100.00"), "{shown}");
    let entry = folder.json(&["show", "ABC", "--json"])["timeline"][0].clone();
    assert_eq!(entry["summary"], "compensation USD 100.00  for dents");
    assert_eq!(entry["record"]["payment"]["compensation"], true);
    let of = |bar: &str| folder.json(&["report", "--json"])[bar].clone();
    let month = of("months").as_array().unwrap().last().unwrap().clone();
    assert_eq!(month["amounts"][0]["minor"], 90_000);
    refused(&folder, &["pay", "ABC", "USD 5", "--compensation", "yes"], "only a refund is compensation");
    refused(&folder, &["--lang", "zh", "pay", "ABC", "赔偿 USD 1000"], "USD 100.00");
    assert!(run(&folder, &["verify"]).contains("whole"));
}

#[test]
fn one_transfer_pays_several_orders() {
    let folder = folder_with_abc();
    run(&folder, &["order", "ABC", "PO-1 USD 1000"]);
    run(&folder, &["order", "ABC", "PO-2 USD 300"]);
    run(&folder, &["order", "ABC", "PO-3 EUR 70"]);
    run(&folder, &["pi", "ABC", "USD 500"]);
    refused(&folder, &["pay", "ABC", "USD 1400"], "--spread pays other orders first");
    let done = folder.genjin(&["pay", "ABC", "USD 1400 fee 10", "--spread"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(
        done.err.contains("PO-2 USD 300.00, PI20260605-A USD 110.00 went to other orders"),
        "{}",
        done.err
    );
    assert_eq!(
        account(&folder)["owed"],
        json!([{"minor": 7000, "currency": "EUR"}, {"minor": 39_000, "currency": "USD"}])
    );
    // What is named, and what is left over.
    refused(&folder, &["pay", "ABC", "PO-3 EUR 70", "--spread=PO-1"], "other open orders or PIs");
    run(&folder, &["order", "ABC", "PO-4 USD 50"]);
    refused(
        &folder,
        &["pay", "ABC", "USD 500", "--order", "PI20260605-A", "--spread"],
        "USD 60.00 more than is owed",
    );
    run(&folder, &["pay", "ABC", "USD 440", "--order", "PI20260605-A", "--spread=po-4"]);
    // An order without a number goes by its id.
    let plain = run(&folder, &["order", "ABC", "--number=", "--amount=USD 20"]);
    run(&folder, &["order", "ABC", "PO-5 USD 30"]);
    run(&folder, &["pay", "ABC", "PO-5 USD 50", &format!("--spread={} USD 20", plain.trim())]);
    assert_eq!(account(&folder)["owed"], json!([{"minor": 7000, "currency": "EUR"}]));
    assert_eq!(account(&folder)["credit"], json!([]));
    assert!(run(&folder, &["verify"]).contains("whole"));
}

#[test]
fn an_order_number_is_given_once_a_customer() {
    let folder = folder_with_abc();
    folder.genjin(&["add", "Keep BV", "--country", "NL"]).succeeded();
    run(&folder, &["order", "ABC", "PO-8 USD 700"]);
    refused(&folder, &["order", "ABC", "po-8 USD 700"], "\"po-8\": this number is taken");
    refused(&folder, &["--lang", "zh", "order", "ABC", "USD 700", "--number", "PO-8"], "编号已被使用");
    // Buyers number their orders, so another one may have the same.
    run(&folder, &["order", "Keep BV", "PO-8 USD 700"]);
    assert_eq!(account(&folder)["orders"], 1);
}

#[test]
fn a_shipment_of_a_cancelled_order_needs_a_word() {
    let folder = folder_with_abc();
    run(&folder, &["order", "ABC", "PO-7 USD 700", "--state", "cancelled"]);
    let ship = ["ship", "ABC", "sea ETD 20 Jun 30 days", "--order", "PO-7"];
    refused(&folder, &ship, "this order is cancelled; --anyway");
    refused(&folder, &[&["--lang", "zh"], &ship[..]].concat(), "该订单已取消");
    run(&folder, &[&ship[..], &["--anyway"]].concat());
    assert_eq!(folder.json(&["show", "ABC", "--json"])["timeline"].as_array().unwrap().len(), 2);
}

#[test]
fn goods_for_nothing_but_cancelled_orders_and_cancelling_what_has_left_need_a_word() {
    let folder = folder_with_abc();
    run(&folder, &["order", "ABC", "PO-7 USD 700"]);
    run(&folder, &["ship", "ABC", "sea departed 3 Jun"]);
    let cancel = ["order", "ABC", "--change", "PO-7", "cancelled"];
    refused(&folder, &cancel, "the goods of this order have left; --anyway");
    refused(&folder, &[&["--lang", "zh"], &cancel[..]].concat(), "该订单的货已发出");
    run(&folder, &[&cancel[..], &["--anyway"]].concat());
    let ship = ["ship", "ABC", "sea ETD 20 Jun 30 days"];
    refused(&folder, &ship, "all orders of this customer are cancelled; --order");
    refused(&folder, &[&["--lang", "zh"], &ship[..]].concat(), "该客户的订单均已取消");
    run(&folder, &[&ship[..], &["--anyway"]].concat());
}

#[test]
fn a_shipment_is_of_the_one_open_order_or_asks_which() {
    let folder = folder_with_abc();
    let ship = ["ship", "ABC", "sea ETD 20 Jun 30 days"];
    let told = |args: &[&str]| folder.genjin(args).err;
    assert!(told(&ship).contains("of no order"));
    run(&folder, &["order", "ABC", "PO-1 USD 700", "--state", "done"]);
    run(&folder, &["order", "ABC", "PO-2 USD 700", "--state", "shipped"]);
    assert!(told(&ship).contains("of order PO-2"));
    assert!(told(&[&["--lang", "zh"], &ship[..]].concat()).contains("对应订单 PO-2"));
    run(&folder, &["order", "ABC", "PO-3 USD 700"]);
    assert!(told(&ship).contains("of order PO-3"));
    assert_eq!(
        folder.json(&["show", "ABC", "--json"])["timeline"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["for_number"] == "PO-3")
            .count(),
        1
    );
    run(&folder, &["order", "ABC", "PO-4 USD 700"]);
    refused(&folder, &ship, "of which order? --order names it: PO-4 USD 700.00, PO-3 USD 700.00");
    refused(
        &folder,
        &[&["--lang", "zh"], &ship[..]].concat(),
        "请用 --order 写明：PO-4 USD 700.00, PO-3 USD 700.00",
    );
    run(&folder, &[&ship[..], &["--order", "PO-4"]].concat());
}

#[test]
fn a_fee_above_the_amount_needs_a_word() {
    let folder = folder_with_abc();
    run(&folder, &["order", "ABC", "PO-1 USD 1000"]);
    refused(&folder, &["pay", "ABC", "USD 15 fee 25"], "the bank fee USD 25.00 is more than the amount");
    refused(&folder, &["--lang", "zh", "pay", "ABC", "USD 15 fee 25"], "手续费 USD 25.00 超过金额");
    run(&folder, &["pay", "ABC", "USD 15 fee 25", "--anyway"]);
    assert_eq!(account(&folder)["owed"], json!([{"minor": 96_000, "currency": "USD"}]));
}

#[test]
fn a_pi_of_another_amount_does_not_contradict_itself() {
    let folder = folder_with_abc();
    run(&folder, &["quote", "ABC", "box USD 0.5/pc MOQ 5000"]);
    run(&folder, &["pi", "ABC", "USD 500"]);
    run(&folder, &["pi", "ABC", "USD 500.25"]);
    let shown = run(&folder, &["show", "ABC"]);
    assert!(shown.contains("x 1000") && !shown.contains("x 5000"), "{shown}");
    assert_eq!(shown.matches("  x ").count(), 1, "{shown}");
}

#[test]
fn who_is_lost_has_a_reason_and_no_next_step() {
    let folder = folder_with_abc();
    run(&folder, &["log", "ABC", "too dear #lost >+3d"]);
    let customer = folder.json(&["show", "ABC", "--json"])["customer"].clone();
    assert_eq!((&customer["stage"], &customer["next"]), (&json!("lost"), &Value::Null), "{customer}");
    assert_eq!(folder.json(&["show", "ABC", "--json"])["timeline"][0]["lost_reason"], "too dear");
    assert!(!run(&folder, &["today"]).contains("ABC"));
    // Back in business there is a next step again.
    run(&folder, &["log", "ABC", "wants a price after all #negotiating >+3d"]);
    let customer = folder.json(&["show", "ABC", "--json"])["customer"].clone();
    assert_ne!(customer["next"], Value::Null);
}

#[test]
fn a_refund_goes_to_the_order_that_has_credit_and_is_no_more_than_came_in() {
    let folder = folder_with_abc();
    run(&folder, &["order", "ABC", "PO-1 USD 1000"]);
    run(&folder, &["pay", "ABC", "USD 1200", "--credit"]);
    run(&folder, &["order", "ABC", "PO-2 USD 300"]);
    run(&folder, &["pay", "ABC", "refund", "USD 150"]);
    run(&folder, &["pay", "ABC", "--amount=-50"]);
    assert_eq!(account(&folder)["credit"], json!([]));
    assert_eq!(account(&folder)["owed"], json!([{"minor": 30_000, "currency": "USD"}]));
    refused(&folder, &["pay", "ABC", "PO-2 refund USD 50"], "USD 50.00 more than came in");
    refused(&folder, &["pay", "ABC", "--credit", "PO-1 refund USD 5000"], "--anyway");
    refused(&folder, &["--lang", "zh", "pay", "ABC", "PO-1 refund USD 5000"], "多退 USD 4,000.00");
    run(&folder, &["pay", "ABC", "--anyway", "PO-1 refund USD 5000"]);
}

#[test]
fn a_payment_that_is_too_much_is_told_what_else_is_open() {
    let folder = folder_with_abc();
    run(&folder, &["order", "ABC", "PO-9 USD 1000"]);
    run(&folder, &["order", "ABC", "PO-10 USD 500"]);
    refused(&folder, &["pay", "ABC", "PO-9 USD 1500"], "Open besides: PO-10 USD 500.00; name its number");
    run(&folder, &["pay", "ABC", "PO-9 USD 1000"]);
    run(&folder, &["pay", "ABC", "PO-10 USD 500"]);
    assert_eq!(account(&folder)["owed"], json!([]));
}

#[test]
fn an_invoice_without_a_quotation_misses_a_quoted_price() {
    let folder = folder_with_abc();
    run(&folder, &["pi", "ABC", "PI-7 USD 1000"]);
    let told = folder.genjin(&["document", "ABC", "pi", "--text"]).err;
    assert!(told.contains("there is no quoted price") && !told.contains("no multiple"), "{told}");
}

#[test]
fn an_invoice_of_no_whole_quantity_has_goods_a_price_and_the_true_reason() {
    let folder = Folder::new();
    let table = folder.beside("abc.csv");
    std::fs::write(&table, "company,country,products\nABC Ltd.,DE,rigid box\n").unwrap();
    folder.genjin(&["import", table.to_str().unwrap()]).succeeded();
    run(&folder, &["quote", "ABC", "FOB SHENZHEN USD 0.86/pc MOQ 5000"]);
    run(&folder, &["pi", "ABC", "USD 4,280"]);
    let done = folder.genjin(&["--lang", "en", "document", "ABC", "pi", "--text"]);
    assert!(done.out.contains("rigid box\nUnit price  USD 0.86 / pc\nFOB SHENZHEN\n"), "{}", done.out);
    assert_eq!(done.out.matches("0.86").count(), 1, "{}", done.out);
    assert!(done.err.contains("no multiple of the quoted price"), "{}", done.err);
    assert!(!done.err.contains("there is no quoted price"), "{}", done.err);
    let done = folder.genjin(&["--lang", "zh", "document", "ABC", "pi", "--text"]);
    assert!(
        done.out.contains("单价  USD 0.86 / 个") && done.err.contains("不是报价单价的整数倍"),
        "{}",
        done.err
    );
}

#[test]
fn the_method_of_payment_stands_on_card_and_paper_in_both_languages() {
    let check = |typed: &str, trigger: &str, en: &str, zh: &str| {
        let folder = folder_with_abc();
        run(&folder, &["pi", "ABC", &format!("USD 5000 {typed}")]);
        assert!(run(&folder, &["--lang", "en", "show", "ABC"]).contains(&format!("100% {en}")), "{typed}");
        let paper = run(&folder, &["--lang", "en", "document", "ABC", "pi", "--text"]);
        assert!(paper.contains(&format!("100% {en}")) && !paper.contains("lading"), "{typed}: {paper}");
        let paper = run(&folder, &["--lang", "zh", "document", "ABC", "pi", "--text"]);
        assert!(paper.contains(&format!("100% {zh}")), "{typed}: {paper}");
        let records = folder.json(&["show", "ABC", "--json"])["timeline"].to_string();
        assert!(records.contains(trigger), "{typed}: {records}");
    };
    check("L/C at sight", "letter_of_credit", "L/C at sight", "信用证（L/C）即期");
    check("L/C 60 days", "letter_of_credit", "L/C 60 days", "信用证（L/C）60 天");
    check("D/P", "documents_against_payment", "D/P", "付款交单（D/P）");
    check("D/A 30 days", "documents_against_acceptance", "D/A 30 days", "承兑交单（D/A）30 天");
    check("Western Union", "western_union", "Western Union", "西联汇款");
    check("Wise", "wise", "Wise", "Wise");
    check("cash", "cash", "cash", "现金");
}

#[test]
fn terms_without_a_method_are_by_wire_transfer() {
    let folder = folder_with_abc();
    run(&folder, &["pi", "ABC", "USD 5000 30/70 BL"]);
    let shown = |language: &str| run(&folder, &["--lang", language, "show", "ABC"]);
    assert!(shown("en").contains("T/T 30% with the order, 70% against B/L copy"), "{}", shown("en"));
    assert!(shown("zh").contains("T/T 30% 下单时、70% 见提单副本"), "{}", shown("zh"));
    let paper = run(&folder, &["--lang", "en", "document", "ABC", "pi", "--text"]);
    assert!(paper.contains("30% T/T with the order\n70% T/T against copy"), "{paper}");
    run(&folder, &["pi", "ABC", "USD 800 30% order / 70% L/C at sight"]);
    assert!(shown("en").contains("T/T 30% with the order, 70% L/C at sight"), "{}", shown("en"));
    run(&folder, &["pi", "ABC", "USD 900 Alipay"]);
    assert!(shown("zh").contains("100% 支付宝"), "{}", shown("zh"));
    let paper = run(&folder, &["--lang", "en", "document", "ABC", "pi", "--text"]);
    assert!(paper.contains("100% Alipay"), "{paper}");
}

#[test]
fn terms_nobody_knows_do_not_become_those_of_the_pi_before() {
    let folder = folder_with_abc();
    run(&folder, &["pi", "ABC", "USD 5000 30/70 BL"]);
    refused(&folder, &["pi", "ABC", "USD 600 M/T"], "no payment terms");
    refused(&folder, &["--lang", "zh", "pi", "ABC", "USD 600 M/T"], "不是付款方式");
}

#[test]
fn days_and_figures_that_may_mean_two_things_are_refused() {
    let folder = folder_with_abc();
    run(&folder, &["pi", "ABC", "USD 1,000"]);
    run(&folder, &["order", "ABC"]);
    // It is the fifth of June: the next July is near, the last one long ago.
    refused(&folder, &["pay", "ABC", "USD 100 on 20 July"], "write its year");
    refused(&folder, &["pay", "ABC", "USD 100", "--date", "20 July"], "lies in the future");
    refused(&folder, &["pay", "ABC", "USD 100 on 2026-07-20"], "");
    let done = folder.genjin(&["pay", "ABC", "USD 100 on 20 Dec"]);
    assert_eq!(done.code, Some(0));
    assert!(done.err.contains("dated 20 Dec 2025"), "{}", done.err);
    refused(&folder, &["quote", "ABC", "box USD 0,86/pc"], "write decimals with a point");
    refused(&folder, &["--lang", "zh", "quote", "ABC", "box USD 0,86/pc"], "小数请用点");
    refused(&folder, &["quote", "ABC", "box USD 0.86/pc MOQ RMB 5.2"], "a whole number of pieces");
}

#[test]
fn currencies_without_and_with_three_decimals_are_paid_in_parts() {
    let folder = folder_with_abc();
    run(&folder, &["pi", "ABC", "JPY 100001 30/70"]);
    run(&folder, &["order", "ABC"]);
    run(&folder, &["pay", "ABC", "JPY 30000"]);
    assert_eq!(account(&folder)["owed"], json!([{"minor": 70_001, "currency": "JPY"}]));
    refused(&folder, &["pay", "ABC", "JPY 0.5"], "no decimals");
    run(&folder, &["pay", "ABC", "JPY 70001"]);
    assert_eq!(rows(&folder, "balances"), Vec::<Value>::new());

    run(&folder, &["add", "Gulf Trading"]);
    run(&folder, &["pi", "Gulf", "KWD 1234.567"]);
    run(&folder, &["order", "Gulf"]);
    run(&folder, &["pay", "Gulf", "KWD 1234.566"]);
    let open = rows(&folder, "balances");
    assert_eq!(open[0]["amount"], json!({"minor": 1, "currency": "KWD"}));
    refused(&folder, &["pay", "Gulf", "KWD 0.0001"], "3 decimals");
    assert!(run(&folder, &["business", "balances"]).contains("KWD 0.001"));
}

#[test]
fn a_price_of_four_decimals_makes_an_invoice_of_two() {
    let folder = folder_with_abc();
    run(&folder, &["quote", "ABC", "clip FOB NINGBO USD 0.0865/pc MOQ 5001"]);
    let quoted = rows(&folder, "quotations");
    assert_eq!(quoted[0]["price"], "USD 0.0865");
    run(&folder, &["pi", "ABC"]);
    // 0.0865 x 5001 = 432.5865
    assert_eq!(rows(&folder, "invoices")[0]["amount"], json!({"minor": 43_259, "currency": "USD"}));
}

#[test]
fn a_deposit_that_never_came_is_overdue_and_a_cancelled_order_owes_what_was_paid() {
    let folder = folder_with_abc();
    run(&folder, &["pi", "ABC", "PI-1 USD 1,000 30/70 on 1 May"]);
    run(&folder, &["order", "ABC", "on 2 May"]);
    let balances = rows(&folder, "balances");
    assert_eq!((&balances[0]["due"], &balances[0]["days_late"]), (&json!("2026-05-02"), &json!(34)));
    assert!(run(&folder, &["show", "ABC"]).contains("unpaid; deposit USD 300.00 due 2 May (34d late)"));
    run(&folder, &["pay", "ABC", "USD 300 on 1 June"]);
    run(&folder, &["ship", "ABC", "sea ETD 3 June 30 days departed 3 June"]);
    assert_eq!(account(&folder)["owed"], json!([{"minor": 70_000, "currency": "USD"}]));
    // The buyer cancels after it has left: what came is to go back, nothing else is owed.
    let dossier = folder.json(&["show", "ABC", "--json"]);
    let order =
        dossier["timeline"].as_array().unwrap().iter().find(|it| it["kind"] == "order").unwrap().clone();
    let mut record = order["record"].clone();
    assert_eq!(record["order"]["state"], "shipped");
    record["order"]["state"] = json!("cancelled");
    let file = folder.beside("cancelled.jsonl");
    std::fs::write(&file, format!("{{\"genjin\":\"export\",\"version\":1}}\n{record}\n")).unwrap();
    run(&folder, &["import", &file.display().to_string()]);
    let after = account(&folder);
    assert_eq!((&after["owed"], &after["orders"]), (&json!([]), &json!(0)));
    assert_eq!(after["credit"], json!([{"minor": 30_000, "currency": "USD"}]));
    assert!(run(&folder, &["show", "ABC"]).contains("cancelled, USD 300.00 to pay back"));
    assert!(run(&folder, &["--lang", "zh", "show", "ABC"]).contains("已取消，应退 USD 300.00"));
}

#[test]
fn prices_are_remembered_and_versions_compared() {
    let folder = folder_with_abc();
    run(&folder, &["add", "XYZ GmbH", "--country", "DE", "--type", "agent"]);
    run(&folder, &["quote", "XYZ", "Rigid box FOB SHENZHEN USD 0.84/pc MOQ 9000 on 1 May"]);
    run(&folder, &["quote", "ABC", "rigid box FOB SHENZHEN USD 0.86/pc MOQ 5000 on 10 May"]);
    run(&folder, &["quote", "ABC", "RIGID BOX CIF HAMBURG USD 0.83/pc MOQ 3000"]);
    let found = folder.json(&["prices", "rigid", "--json"]);
    let told: Vec<_> = found["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["company"].as_str().unwrap().to_owned(), it["price"]["amount"].as_i64().unwrap()))
        .collect();
    assert_eq!(told, [("ABC Ltd.".to_owned(), 83), ("XYZ GmbH".to_owned(), 84)]);
    assert!(run(&folder, &["prices", "box"]).contains("USD 0.84/pc FOB SHENZHEN MOQ 9000, 1 May"));
    assert!(run(&folder, &["prices", "bag"]).contains("no price"));
    let shown = run(&folder, &["show", "ABC"]);
    assert!(shown.contains("v2  price USD 0.86 -> USD 0.83; MOQ 5000 -> 3000"), "{shown}");
    let open = rows(&folder, "quotations");
    let own = open.iter().find(|it| it["company"] == "ABC Ltd.").unwrap();
    assert_eq!((&own["version"], &own["price_change_tenths_percent"]), (&json!(2), &Value::Null));
    assert_eq!(open.iter().filter(|it| it["company"] == "ABC Ltd.").count(), 1, "the newest version stands");
}

#[test]
fn what_does_not_fit_into_a_summary_is_told() {
    let folder = folder_with_abc();
    let card = folder.json(&["show", "ABC", "--json"])["customer"]["id"].as_str().unwrap().to_owned();
    let mut lines = String::from("{\"genjin\":\"export\",\"version\":1}\n");
    for number in 0..205 {
        let sample = json!({"sample": {
            "id": format!("019e954b-4a80-7001-afba-{number:012}"), "customer": card, "number": format!("S-{number}"),
            "what": "board", "sent_on": "2026-06-01", "courier": "DHL", "tracking": "", "arrival": null,
            "feedback": "", "feedback_on": null, "cost": null, "charged": false,
        }});
        lines.push_str(&format!("{sample}\n"));
    }
    let file = folder.beside("samples.jsonl");
    std::fs::write(&file, lines).unwrap();
    run(&folder, &["import", &file.display().to_string()]);
    let lists = folder.json(&["business", "samples", "--json"]);
    assert_eq!((lists["items"].as_array().unwrap().len(), &lists["left_out"]), (200, &json!(5)));
    assert!(run(&folder, &["business"]).contains("without 5 rows"));
    assert!(run(&folder, &["find", "S-0"]).contains("ABC"), "numbers of all of them are found");
}

#[test]
fn words_of_a_line_about_money_that_become_a_note_are_told() {
    let folder = Folder::with_daily_table();
    let done = folder.genjin(&["pi", "XYZ", "USD 4280 in thirds as agreed"]);
    assert!(done.code == Some(0) && done.err.contains("kept as a note: in thirds as agreed"), "{}", done.err);
    let done = folder.genjin(&["pi", "XYZ", "USD 5000 30/70 BL"]);
    assert!(done.code == Some(0) && !done.err.contains("kept as a note"), "{}", done.err);
}

#[test]
fn a_pi_follows_from_the_quotation_in_its_own_currency() {
    let folder = Folder::with_daily_table();
    for line in ["CIF Yokohama JPY 12.3456/pc MOQ 10000", "FOB SHENZHEN EUR 0.0865/pc MOQ 5000"] {
        assert_eq!(folder.genjin(&["quote", "XYZ", line]).code, Some(0));
    }
    let note = |line: &str| {
        let done = folder.genjin(&["pi", "XYZ", line]);
        assert_eq!(done.code, Some(0), "{}", done.err);
        let show = folder.json(&["show", "XYZ", "--json"]);
        let timeline = show["timeline"].as_array().unwrap();
        let own = timeline.iter().find(|it| it["id"] == done.out.trim()).unwrap();
        own.to_string()
    };
    let (yen, euro, dollar) = (note("JPY 123,457"), note("EUR 4321"), note("USD 99"));
    assert!(yen.contains("JPY 12.3456") && !yen.contains("EUR"), "{yen}");
    assert!(euro.contains("EUR 0.0865"), "{euro}");
    assert!(!dollar.contains("0.0865") && !dollar.contains("12.3456"), "{dollar}");
}

#[test]
fn an_order_in_two_shipments_is_due_when_the_second_has_left() {
    let folder = folder_with_abc();
    run(&folder, &["pi", "ABC", "USD 1000 30/70 BL on 1 May"]);
    run(&folder, &["order", "ABC", "in production"]);
    run(&folder, &["pay", "ABC", "USD 300"]);
    let second = run(&folder, &["ship", "ABC", "sea ETD 3 June 30 days"]);
    run(&folder, &["ship", "ABC", "air departed 20 May 5 days"]);
    assert!(run(&folder, &["show", "ABC"]).contains("part shipped, the rest has no day yet"));
    let shown = run(&folder, &["--lang", "zh", "show", "ABC"]);
    assert!(shown.contains("部分已发货，余款日期未定"), "{shown}");
    assert!(shown.contains("空运  发出 5月20日") && shown.contains("海运  ETD 6月3日"), "{shown}");
    assert_eq!(rows(&folder, "orders")[0]["state"], "in_production");
    assert_eq!(rows(&folder, "balances")[0]["due"], Value::Null);
    run(&folder, &["ship", "ABC", "--change", &second, "departed 4 June"]);
    assert_eq!(rows(&folder, "orders").len(), 0);
    assert_eq!(rows(&folder, "balances")[0]["due"], "2026-06-04");
}

#[test]
fn the_rest_is_due_when_the_goods_are_ready() {
    let folder = folder_with_abc();
    run(&folder, &["pi", "ABC", "USD 1000 30/70 on 1 May"]);
    let order = run(&folder, &["order", "ABC", "in production"]);
    run(&folder, &["pay", "ABC", "USD 300"]);
    assert_eq!(rows(&folder, "balances")[0]["due"], Value::Null);
    run(&folder, &["order", "ABC", "--change", &order, "ready"]);
    assert_eq!(rows(&folder, "balances")[0]["due"], "2026-06-05");
    run(&folder, &["ship", "ABC", "sea ETD 9 June 30 days"]);
    assert_eq!(rows(&folder, "balances")[0]["due"], "2026-06-09");
}
