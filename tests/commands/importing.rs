//! Spreadsheets that people keep, brought in from the command line.

use crate::program::{Folder, fixture};
use serde_json::{Value, json};
use std::path::Path;

/// Everything that can be seen of the stored data, without what only the program sees.
fn everything(folder: &Folder) -> Vec<Value> {
    let list = folder.json(&["list", "--json"]);
    let rows = list.as_array().unwrap().iter();
    rows.map(|row| folder.json(&["show", row["id"].as_str().unwrap(), "--json"])).collect()
}

/// Writes a file beside the data and answers its path.
fn write(folder: &Folder, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.beside(name);
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

/// The bytes of all journal files.
fn journal(folder: &Folder) -> Vec<u8> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder.data().join("journal")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file: &std::path::PathBuf| std::fs::read(Path::new(file)).unwrap()).collect()
}

#[test]
fn the_daily_table_becomes_a_customer_an_entry_and_a_next_step_a_row() {
    let folder = Folder::with_daily_table();
    let shown = folder.json(&["show", "XYZ GmbH", "--json"]);
    let entry = &shown["timeline"][0];
    let check = |key: &str, expected: Value| assert_eq!(entry[key], expected, "{key}");
    assert_eq!(shown["timeline"].as_array().unwrap().len(), 1);
    check("kind", json!("interaction"));
    check("summary", json!("DHL sample received"));
    check("stage", json!("awaiting_feedback"));
    check("next_date", json!("2026-06-04"));
    check("next_action", json!("ask for sample feedback"));
    assert!(entry["at"].as_str().unwrap().starts_with("2026-05-28T"), "the year is the one that makes sense");
    assert_eq!(shown["customer"]["next"]["date"], "2026-06-04");
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let folder = Folder::new();
    let said = folder.genjin(&["import", "--dry-run", &fixture("daily.csv")]).succeeded();
    for expected in ["line 2", "ABC Ltd.", "line 3", "XYZ GmbH", "line 4", "GlobalBuy", "3 new", "Dry run"] {
        assert!(said.contains(expected), "{expected} in:\n{said}");
    }
    assert_eq!(folder.json(&["list", "--json"]), json!([]));

    let folder = Folder::with_daily_table();
    let (data, bytes) = (everything(&folder), journal(&folder));
    let more = "customer,last contact,last content\nABC Ltd.,4 June,called back\nNew One,4 June,first call\n";
    let file = write(&folder, "more.csv", more);
    let said = folder.genjin(&["import", "--dry-run", &file]).succeeded();
    assert!(said.contains("1 new") && said.contains("adds a log entry"), "{said}");
    assert_eq!(everything(&folder), data);
    assert_eq!(journal(&folder), bytes, "not a byte is written");
}

#[test]
fn likely_doubles_and_contacts_without_a_direction_are_told_with_what_to_do() {
    let folder = Folder::new();
    folder.genjin(&["add", "Nova Papier GmbH", "--email", "anna@nova.example"]).succeeded();
    let table = "公司,邮箱,上次联系,上次内容\nNova Papier,,6月1日,微信问价\nABC,a@abc.example,6月2日,样品 3 款\n\
                 北光,A@abc.example,,\n";
    let file = write(&folder, "doubles.csv", table);
    let said = folder.genjin(&["--lang", "zh", "import", "--dry-run", &file]).succeeded();
    for expected in [
        "第 2 行 Nova Papier：与已有客户 Nova Papier GmbH 名称相同",
        "第 4 行 北光：与第 3 行 ABC 邮箱相同",
        "仍会另行录入",
        "有 1 条沟通未说明谁发的",
    ] {
        assert!(said.contains(expected), "{expected} in:\n{said}");
    }
    let said = folder.genjin(&["import", &file]).succeeded();
    for expected in [
        "line 2 Nova Papier: same name as Nova Papier GmbH, a customer already",
        "line 4 北光: same e-mail as ABC in line 3",
        "press u",
        "1 contact does not say who wrote",
        "3 new customers",
    ] {
        assert!(said.contains(expected), "{expected} in:\n{said}");
    }
    let asked = folder.json(&["show", "Nova Papier", "--json"]);
    assert_eq!(
        (&asked["timeline"][0]["channel"], &asked["timeline"][0]["direction"]),
        (&json!("wechat"), &json!("in"))
    );
    let unknown = folder.json(&["show", "ABC", "--json"]);
    assert_eq!(unknown["timeline"][0]["direction"], "unknown");
    let flags = unknown["customer"]["flags"].to_string();
    assert!(!flags.contains("no_reply") && !flags.contains("waiting"), "{flags}");
}

#[test]
fn the_same_file_twice_adds_nothing() {
    let files = ["daily.csv", "customers-gb18030.csv", "contacts-semicolon-bom.csv", "log-utf16.txt"];
    let folder = Folder::new();
    for file in files {
        assert_eq!(folder.genjin(&["import", &fixture(file)]).code, Some(0), "{file}");
    }
    let (data, bytes) = (everything(&folder), journal(&folder));
    for file in files {
        let said = folder.genjin(&["import", &fixture(file)]).succeeded();
        assert!(said.contains("0 new customers, 0 rows added"), "{file}:\n{said}");
    }
    assert_eq!(everything(&folder), data);
    assert_eq!(journal(&folder), bytes);
}

#[test]
fn a_spreadsheet_in_gb18030_with_chinese_headings_is_understood() {
    let folder = Folder::new();
    let said = folder.genjin(&["import", &fixture("customers-gb18030.csv")]).succeeded();
    assert!(said.to_lowercase().contains("gb18030"), "{said}");
    let shown = folder.json(&["show", "北光", "--json"]);
    let customer = &shown["customer"];
    let check = |key: &str, expected: Value| assert_eq!(customer[key], expected, "{key}");
    check("company", json!("Nordlicht Handels GmbH"));
    check("country", json!("DE"));
    check("city", json!("汉堡"));
    check("type", json!("importer"));
    check("pinned_grade", json!("A"));
    check("stage", json!("quoted"));
    check("owner", json!("李雷"));
    check("tags", json!(["price-sensitive", "high-potential"]));
    check("products", json!(["纸盒", "彩盒"]));
    check("due", json!("2026-06-08"));
    let person = &customer["contacts"][0];
    assert_eq!((&person["name"], &person["title"]), (&json!("Anna Schmidt"), &json!("采购经理")));
    assert_eq!(person["phones"], json!(["+49 40 1234567"]), "the quotation mark of the spreadsheet is gone");
    let note = customer["note"].as_str().unwrap();
    assert!(note.contains("喜欢邮件\n周五不接电话"), "a quoted newline stays: {note}");
    assert!(note.contains("最小起订量: 5000"), "a column without a place of its own is kept: {note}");
}

#[test]
fn rows_in_error_are_listed_with_line_column_and_reason_and_the_rest_comes_in() {
    let folder = Folder::new();
    let table = "\
Company,Country,E-mail,Next date,Next action,Box colour
Good One,DE,a@good.example,2026-06-09,call,kraft
,DE,b@x.example,,,
Bad Date,DE,c@x.example,2026-02-30,send offer,
Bad Land,Atlantis,not-an-address,,,white
";
    let said = folder.genjin(&["import", &write(&folder, "wrong.csv", table)]).succeeded();
    let told = |line: &str, column: &str, value: &str| {
        let found = said.lines().any(|it| it.contains(line) && it.contains(column) && it.contains(value));
        assert!(found, "{line} {column} {value} in:\n{said}");
    };
    told("line 3", "Company", "b@x.example");
    told("line 4", "Next date", "2026-02-30");
    told("line 5", "Country", "Atlantis");
    told("line 5", "E-mail", "not-an-address");
    assert!(!said.contains("line 2,"), "nothing is wrong with line 2:\n{said}");
    assert!(said.contains("3 new customers") && said.contains("1 row"), "{said}");
    let note = |name: &str| folder.json(&["show", name, "--json"])["customer"]["note"].clone();
    assert_eq!(note("Good One"), "Box colour: kraft");
    assert!(note("Bad Date").as_str().unwrap().contains("2026-02-30"), "what was typed is not lost");
    assert!(note("Bad Land").as_str().unwrap().contains("Atlantis"));
    assert_eq!(folder.json(&["list", "--json"]).as_array().unwrap().len(), 3);
}

#[test]
fn a_cell_that_is_not_understood_is_told_what_may_stand_there() {
    let folder = Folder::new();
    let table = "company,country,email,客户等级,next date,最近联系时间,最近联系内容\n\
                 ABC,Atlantis,anna@abc,重点,周五,2026-06-01,已报价\n";
    let file = write(&folder, "words.csv", table);
    let told = |lang: &str, expected: &[&str]| {
        let said = folder.genjin(&["import", "--dry-run", &file, "--lang", lang]).succeeded();
        for expected in expected {
            assert!(said.contains(expected), "{expected} in:\n{said}");
        }
    };
    told("en", &["its code, such as DE: \"Atlantis\"", "such as anna@abc.example", "write A, B or C"]);
    told("en", &["next date: no clear date; write it as 2026-06-05", "what was said"]);
    told("zh", &["请写中文名、英文名或代码", "如 anna@abc.example", "请写 A、B 或 C", "请写成 2026-06-05"]);
}

#[test]
fn persons_of_whom_little_is_known_are_shown_too() {
    let folder = Folder::new();
    let table = "company,contact,email\nABC,Anna <anna@abc.example>,\nDEF,Urs,\nGHI,\"Eva, Max\",eva@ghi.example max@ghi.example\n";
    folder.genjin(&["import", &write(&folder, "persons.csv", table)]).succeeded();
    let check = |company: &str, expected: &[&str]| {
        let said = folder.genjin(&["show", company]).succeeded();
        let lines: Vec<_> =
            said.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert!(expected.iter().all(|it| lines.iter().any(|line| line == it)), "{said}");
    };
    check("ABC", &["Anna anna@abc.example"]);
    check("DEF", &["Urs -"]);
    check("GHI", &["Eva eva@ghi.example", "Max max@ghi.example"]);
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_one_line_and_not_the_rest() {
    let folder = Folder::new();
    let file = write(&folder, "quotes.csv", "Company,Note\nA Co,fine\nB Co,\"open\nC Co,also fine\n");
    let said = folder.genjin(&["import", &file]).succeeded();
    assert!(said.contains("line 3") && said.contains("2 new customers"), "{said}");
    let list = folder.json(&["list", "--json"]);
    let names: Vec<_> = list.as_array().unwrap().iter().map(|row| row["company"].as_str().unwrap()).collect();
    assert_eq!(names, ["A Co", "C Co"]);
}

#[test]
fn a_file_that_is_no_table_is_refused_with_what_to_do() {
    let folder = Folder::new();
    let check = |name: &str, bytes: &[u8], expected: &str| {
        let file = write(&folder, name, bytes);
        let done = folder.genjin(&["import", &file]);
        assert_eq!((done.code, done.out.as_str()), (Some(1), ""), "{name}");
        assert!(done.err.contains(&file) && done.err.contains(expected), "{name}: {}", done.err);
    };
    check("empty.csv", b"", "empty");
    check("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "CSV");
    check("book.xlsx", b"PK\x03\x04\x14\0\x06\0\x08\0", "CSV");
    check("shapes.csv", b"Colour,Shape\nred,round\n", "Colour, Shape");
    assert_eq!(folder.json(&["list", "--json"]), json!([]));
}

#[test]
fn escape_sequences_in_a_table_never_reach_the_terminal() {
    let folder = Folder::new();
    let table = "Company,Note\nEvil \u{1b}]0;title\u{7} Co,red \u{1b}[31m text\u{9b}2J\n";
    let file = write(&folder, "evil.csv", table);
    let outputs = [
        folder.genjin(&["import", "--dry-run", &file]).succeeded(),
        folder.genjin(&["import", &file]).succeeded(),
        folder.genjin(&["list"]).succeeded(),
        folder.genjin(&["show", "Evil"]).succeeded(),
    ];
    for output in outputs {
        assert!(!output.chars().any(|c| c.is_control() && c != '\n'), "{output:?}");
    }
}
