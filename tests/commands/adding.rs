//! New customers: one by one, and many at once as test data.

use crate::program::{Done, Folder};
use serde_json::json;

#[test]
fn add_takes_in_everything_it_is_told_and_prints_the_id_alone() {
    let folder = Folder::new();
    let id = folder
        .genjin(&[
            "add",
            "  Nordlicht   Handels GmbH ",
            "--country",
            "德国",
            "--city",
            "Hamburg",
            "--contact",
            "Anna Schmidt",
            "--email",
            "anna@nordlicht.example",
            "--email",
            "office@nordlicht.example",
            "--phone",
            "+49 40 1234567",
            "--type",
            "agent",
            "--tag",
            "price-sensitive",
            "--tag",
            "潜力大",
            "--stage",
            "已报价",
            "--source",
            "Canton Fair",
        ])
        .succeeded();
    assert_eq!(id.trim().len(), 36, "an id and a line end: {id:?}");
    assert_eq!(id, format!("{}\n", id.trim()));
    let customer = &folder.json(&["show", id.trim(), "--json"])["customer"];
    let check = |key: &str, expected: serde_json::Value| assert_eq!(customer[key], expected, "{key}");
    check("id", json!(id.trim()));
    check("country", json!("DE"));
    check("city", json!("Hamburg"));
    check("type", json!("agent"));
    check("stage", json!("quoted"));
    check("source", json!("Canton Fair"));
    check("created", json!("2026-06-05T09:00:00+08:00"));
    check("do_not_contact", json!(false));
    // The built-in tags have one id in both languages.
    check("tags", json!(["price-sensitive", "high-potential"]));
    let contact = &customer["contacts"][0];
    assert_eq!(contact["name"], "Anna Schmidt");
    assert_eq!(contact["emails"], json!(["anna@nordlicht.example", "office@nordlicht.example"]));
    assert_eq!(contact["phones"], json!(["+49 40 1234567"]));
    assert_eq!(contact["title"], json!(null));
}

#[test]
fn a_country_is_a_code_or_a_name_in_either_language() {
    let folder = Folder::new();
    for typed in ["br", "BR", "Brazil", "brazil", "巴西"] {
        let id = folder.genjin(&["add", &format!("Buyer {typed}"), "--country", typed, "--anyway"]);
        assert_eq!(id.code, Some(0), "{typed}: {}", id.err);
        assert_eq!(folder.json(&["show", id.out.trim(), "--json"])["customer"]["country"], "BR", "{typed}");
    }
}

#[test]
fn a_wrong_option_is_named_and_nothing_is_entered() {
    let folder = Folder::new();
    let check = |option: &str, typed: &str| {
        let done = folder.genjin(&["add", "Half Right Ltd", option, typed]);
        assert_eq!((done.code, done.out.as_str()), (Some(2), ""), "{option}");
        assert!(done.err.contains(option) && done.err.contains(typed), "{}", done.err);
    };
    check("--country", "Atlantis");
    check("--type", "king");
    check("--stage", "no-such-stage");
    check("--email", "not-an-address");
    assert_eq!(folder.json(&["list", "--json"]), json!([]));
}

#[test]
fn generated_data_are_the_same_for_the_same_seed() {
    let many = |seed: &str| {
        let folder = Folder::new();
        let args = ["generate", "--customers", "30", "--interactions", "200", "--seed", seed];
        assert_eq!(folder.genjin(&args).code, Some(0));
        folder.json(&["list", "--json"])
    };
    let first = many("7");
    assert_eq!(first.as_array().unwrap().len(), 30);
    assert_eq!(first, many("7"));
    assert_ne!(first, many("8"));
}

#[test]
fn generated_data_have_as_many_entries_as_asked_for() {
    let folder = Folder::new();
    assert_eq!(folder.genjin(&["generate", "--customers", "6", "--interactions", "50"]).code, Some(0));
    let list = folder.json(&["list", "--json"]);
    let entries = |id: &str| {
        let shown = folder.json(&["show", id, "--json"]);
        shown["timeline"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "interaction").count()
    };
    let ids = list.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap());
    assert_eq!(ids.map(entries).sum::<usize>(), 50);
}

#[test]
fn generated_data_never_mix_with_somebodys_own() {
    let folder = Folder::with_daily_table();
    let before = folder.json(&["list", "--json"]);
    let done = folder.genjin(&["generate", "--customers", "3", "--interactions", "9"]);
    assert_eq!(done.code, Some(1));
    assert!(done.err.contains(&folder.data().display().to_string()), "{}", done.err);
    assert_eq!(folder.json(&["list", "--json"]), before);
}

#[test]
fn the_demo_leaves_nothing_behind() {
    let folder = Folder::new();
    let done = Done::of(folder.command(&["list", "--demo"]).env_remove("GENJIN_DATA"));
    assert!(done.succeeded().lines().count() > 30);
    let left: Vec<_> = std::fs::read_dir(folder.beside("")).unwrap().map(|it| it.unwrap().path()).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_demo_runs_where_the_environment_names_a_folder() {
    let folder = Folder::with_daily_table();
    let done = folder.genjin(&["list", "--demo"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(done.out.lines().count() > 30, "the demo's customers:\n{}", done.out);
    assert_eq!(folder.json(&["list", "--json"]).as_array().unwrap().len(), 3);
}

#[test]
fn who_is_likely_there_is_entered_only_when_it_is_said_twice() {
    let folder = Folder::new();
    let nova =
        ["--email", "anna@nova.example", "--phone", "+49 30 123456", "--website", "https://www.nova.example"];
    folder.genjin(&[&["add", "Nova Papier GmbH", "--country", "DE"], &nova[..]].concat()).succeeded();
    let check = |args: &[&str], en: &str, zh: &str| {
        for (language, told) in [("en", en), ("zh", zh)] {
            let done = folder.genjin(&[&["--lang", language, "add"], args].concat());
            assert_eq!((done.code, done.out.as_str()), (Some(1), ""), "{args:?}");
            assert!(done.err.contains("Nova Papier GmbH") && done.err.contains(told), "{}", done.err);
            assert!(done.err.contains("--anyway"), "{}", done.err);
        }
    };
    check(&["nova papier"], "the same name", "名称相同");
    check(&["Nova Papier AG", "--country", "DE"], "the same name", "名称相同");
    check(&["Other", "--email", "Anna@Nova.example"], "the same e-mail", "邮箱相同");
    check(&["Other", "--phone", "0049 30 123-456"], "the same phone", "电话相同");
    check(&["Other", "--website", "nova.example/"], "the same website", "官网相同");
    folder.genjin(&["add", "Nova Papier", "--country", "FR"]).succeeded();
    assert_eq!(folder.genjin(&["add", "Nova Papier", "--country", "DE", "--anyway"]).code, Some(0));
    assert_eq!(folder.json(&["list", "--json"]).as_array().unwrap().len(), 3);
    let wrong = folder.genjin(&["add", "Third", "--phone", "abc"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("--phone abc"), "{}", wrong.err);
}

#[test]
fn values_are_taken_as_screens_call_them_and_a_wrong_one_lists_what_would_do() {
    let folder = Folder::new();
    let id = folder.genjin(&["add", "Nova", "--type", "工厂", "--stage", "谈判"]).succeeded();
    let shown = folder.json(&["show", id.trim(), "--json"]);
    assert_eq!(shown["customer"]["type"], "factory");
    for args in [
        &["report", "--period", "月"][..],
        &["business", "未付PI"],
        &["business", "pis"],
        &["business", "应收款"],
        &["pipeline", "--grade", "A级"],
    ] {
        assert_eq!(folder.genjin(args).code, Some(0), "{args:?}");
    }
    assert_eq!(
        folder.genjin(&["order", "Nova", "PO-1 USD 700", "--state", "生产中", "--kind", "返单"]).code,
        Some(0)
    );
    let check = |args: &[&str], en: &str, zh: &str| {
        for (language, told) in [("en", en), ("zh", zh)] {
            let done = folder.genjin(&[&["--lang", language], args].concat());
            assert_eq!((done.code, done.out.as_str()), (Some(2), ""), "{args:?}: {}", done.err);
            assert!(done.err.contains(told), "{told} in {}", done.err);
        }
    };
    check(
        &["add", "X", "--type", "king"],
        "--type king: one of factory, agent",
        "--type king：应为以下之一：工厂、代理",
    );
    check(&["add", "X", "--stage", "nowhere"], "developing, first interest", "开发中、初步兴趣");
    check(&["business", "nothing"], "quotations, samples, invoices", "报价、待反馈样品、未付 PI");
    check(&["report", "--period", "week"], "month, quarter, year, all", "月、季度、年、全部");
    check(&["document", "Nova", "letter"], "quotation", "报价、PI");
    check(&["order", "Nova", "--change", "PO-1", "--state", "lost"], "in_production", "已确认、生产中");
    check(&["order", "Nova", "--change", "PO-1", "--date", "never"], "date \"never\"", "日期");
}

#[test]
fn addresses_typed_in_odd_ways_are_kept_clean_and_found_again() {
    let folder = Folder::new();
    let add = ["add", "Bolt S.A.R.L.", "--contact", "Anna", "--phone", "tel:０049 （0）170 5550100,"];
    folder.genjin(&[&add[..], &["--email", "mailto:anna＠bolt.example,"]].concat()).succeeded();
    let shown = folder.genjin(&["show", "Bolt"]).succeeded();
    assert!(shown.contains("anna@bolt.example  0049 (0)170 5550100\n"), "{shown}");
    for typed in ["+49 170 5550100", "01705550100", "anna@bolt.example", "bolt sarl"] {
        assert!(folder.genjin(&["find", typed]).succeeded().contains("Bolt"), "{typed}");
    }
    let again = folder.genjin(&["add", "Bold", "--phone", "+49 (170) 555 0100"]);
    assert!(again.code == Some(1) && again.err.contains("Bolt"), "{}", again.err);
}
