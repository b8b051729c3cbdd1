//! Rule files from the shell: checked, explained, tried out.

use crate::program::{Done, Folder};
use std::fs;

/// A folder with one customer with whom an inquiry is open.
fn with_an_inquiry() -> Folder {
    let folder = Folder::new();
    folder.genjin(&["add", "Acme"]).succeeded();
    folder.genjin(&["log", "Acme", "mail sent the price list #quoted"]).succeeded();
    folder
}

fn file(folder: &Folder, name: &str, text: &str) -> String {
    let path = folder.beside(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn a_checked_file_is_right_or_tells_every_mistake_and_what_was_meant() {
    let folder = Folder::new();
    let right = file(&folder, "right.toml", "[priority]\nagreed = 7\n");
    assert!(folder.genjin(&["rules", "check", &right]).succeeded().contains("no mistakes"));
    assert!(folder.genjin(&["rules", "check"]).succeeded().contains("built-in"));
    let empty = file(&folder, "empty.toml", "\n");
    assert!(
        folder.genjin(&["rules", "check", &empty]).succeeded().contains("empty; the built-in rules are used")
    );
    let alone = folder.genjin(&["rules", "check", &rule_file("trade_fair.toml")]).succeeded();
    assert!(alone.contains("\nHint: this file stands alone and has no [answer]"), "{alone}");
    let wrong =
        "[priority]\nagred = 7\n[[flag]]\nid = \"no_reply\"\nwhen = { stage = \"qouted\", unanswerd = 3 }\n";
    let wrong = file(&folder, "wrong.toml", wrong);
    let done = folder.genjin(&["rules", "check", &wrong]);
    let told = format!("{done:?}");
    for part in ["line 2, column 1", "`agreed`", "line 5, column", "`quoted`", "`unanswered`"] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

#[test]
fn a_check_tells_mistakes_and_warnings_as_data() {
    let folder = Folder::new();
    let json = |file: Option<&str>| {
        let arguments: Vec<_> = ["rules", "check", "--json"].into_iter().chain(file).collect();
        let done = folder.genjin(&arguments);
        (serde_json::from_str::<serde_json::Value>(&done.out).unwrap(), done.code, done.err)
    };
    let wrong = file(&folder, "wrong.toml", "[priority]\nagred = 7\n");
    let (told, code, err) = json(Some(&wrong));
    assert_eq!(
        (code, told["classes"].is_null(), told["file"].as_str()),
        (Some(1), true, Some(wrong.as_str()))
    );
    let mistake = &told["mistakes"][0];
    assert_eq!((&mistake["line"], &mistake["column"]), (&2.into(), &1.into()));
    assert_eq!((&mistake["read"], &mistake["meant"]), (&"`agred`".into(), &"agreed".into()));
    assert!(err.contains("line 2, column 1"), "{err}");
    let doubtful = file(
        &folder,
        "doubtful.toml",
        "[[class]]\nid = \"hot\"\nwhen = { orders = 0, all = [{ orders = 1 }] }\n",
    );
    let (told, code, err) = json(Some(&doubtful));
    assert_eq!(
        (code, err.as_str(), &told["classes"], &told["mistakes"]),
        (Some(0), "", &5.into(), &serde_json::json!([]))
    );
    assert_eq!((&told["warnings"][0]["line"], &told["warnings"][0]["column"]), (&3.into(), &8.into()));
    let (told, code, _) = json(None);
    assert_eq!((code, told["file"].is_null(), &told["flags"]), (Some(0), true, &17.into()));
}

#[test]
fn a_check_warns_of_what_does_nothing() {
    let folder = Folder::new();
    let text = "[[class]]\nid = \"hot\"\nwhen = { orders = 0, all = [{ orders = \">= 1\" }] }\n\
        [[class]]\nid = \"potential\"\nwhen = { orders = \">= 1\", not = { stage_group = [\"dormant\", \"lost\"] } }\n\
        [[class]]\nid = \"existing\"\nwhen = { orders = \">= 1\" }\n";
    let file = file(&folder, "doubtful.toml", text);
    let check = |language: &str| folder.genjin(&["rules", "check", &file, "--lang", language]).succeeded();
    let (en, zh) = (check("en"), check("zh"));
    for told in [
        "no mistakes",
        "Warning: line 3, column 8: this condition never holds: no customer is what it asks of `orders`",
        "Warning: line 6, column 8: class `potential` is never reached: class `existing` before it",
    ] {
        assert!(en.contains(told), "{told} in {en}");
    }
    for told in [
        "注意：第 3 行第 8 列：此条件永远不成立：没有客户能满足对 `orders` 的要求",
        "注意：第 6 行第 8 列：永远轮不到分类 `potential`：前面的分类 `existing` 已收纳它的全部客户",
    ] {
        assert!(zh.contains(told), "{told} in {zh}");
    }
}

#[test]
fn an_explanation_adds_up_and_says_what_comes_next() {
    let why = with_an_inquiry().json(&["rules", "explain", "Acme", "--json"]);
    assert_eq!((why["company"].as_str(), why["class"]["id"].as_str()), (Some("Acme"), Some("hot")));
    let terms = why["priority"]["terms"].as_array().unwrap();
    let sum: i64 = terms.iter().map(|term| term["points"].as_i64().unwrap()).sum();
    assert_eq!(why["priority"]["sum"].as_i64(), Some(sum));
    assert_eq!(why["flags"][0]["id"], "no_next_step");
    assert!(why["outlook"][0]["on"].is_string(), "{why}");
    assert_eq!(why["last_change"], why["outlook"].as_array().unwrap().last().unwrap()["on"]);
}

#[test]
fn the_lists_of_the_shell_show_the_flags_of_the_screen() {
    let folder = with_an_inquiry();
    for (command, language, told) in [
        ("list", "en", "  ! no next step\n"),
        ("list", "zh", "  ! 未定下一步\n"),
        ("find", "en", "  ! no next step\n"),
        ("today", "en", "  ! no next step\n"),
    ] {
        let args = if command == "find" { vec!["find", "Acme"] } else { vec![command] };
        let args = [args, vec!["--lang", language]].concat();
        let text = Done::of(&mut folder.command_at("2026-06-08T09:00:00+08:00", &args)).succeeded();
        assert!(text.contains(told), "{command}: {text}");
    }
}

#[test]
fn an_explanation_names_the_tag_and_the_stage_and_gives_a_bonus_without_a_weight() {
    let folder = with_an_inquiry();
    folder.genjin(&["add", "Bolt", "--country", "DE", "--tag", "fair2026"]).succeeded();
    let own = |id: &str, when: &str| {
        format!(
            "[[flag]]\nid = \"{id}\"\nname = {{ zh = \"甲\", en = \"A\" }}\ncolour = \"hot\"\npriority = 1\nwhen = {when}\n"
        )
    };
    let rules = [
        own("tagged", "{ tag = \"fair 2026\", country = \"DE\", orders = 0 }"),
        own("staged", "{ stage = \"quoted\" }"),
        "[grade]\nbonus = [{ when = { orders = 0 }, points = 7 }]\n".to_owned(),
    ];
    fs::write(folder.data().join("rules.toml"), rules.concat()).unwrap();
    let explain =
        |who: &str, language: &str| folder.genjin(&["rules", "explain", who, "--lang", language]).succeeded();
    for (who, language, told) in [
        ("Bolt", "en", "tag: fair2026, country: Germany, no order on record"),
        ("Bolt", "zh", "标签：fair2026，国家：德国，没有订单记录"),
        ("Acme", "en", "stage: quoted"),
        ("Acme", "zh", "  阶段：已报价\n"),
        ("Acme", "en", "bonus: +7"),
    ] {
        assert!(explain(who, language).contains(told), "{told} in {}", explain(who, language));
    }
}

#[test]
fn an_explanation_says_the_day_and_who_is_never_due_as_the_screen_does() {
    let folder = with_an_inquiry();
    let explain =
        |language: &str| folder.genjin(&["rules", "explain", "Acme", "--lang", language]).succeeded();
    folder.genjin(&["log", "Acme", "mail waits for the boss >+4d ask again"]).succeeded();
    let text = explain("en");
    assert!(text.contains("  due             9 Jun  agreed for 9 Jun"), "{text}");
    assert!(text.contains("orders 0: 0 x 30") && !text.contains("+0"), "{text}");
    folder.genjin(&["log", "Acme", "mail bought elsewhere #lost"]).succeeded();
    assert!(explain("en").contains("  due             never due  lost"), "{}", explain("en"));
    assert!(explain("zh").contains("从不跟进"), "{}", explain("zh"));
}

#[test]
fn a_file_in_another_encoding_says_what_to_do() {
    let folder = Folder::new();
    let path = folder.beside("gbk.toml");
    fs::write(&path, b"# \xb9\xf3\xb1\xf6\n[priority]\n").unwrap();
    let path = path.display().to_string();
    for (language, told) in [("en", "save it as UTF-8"), ("zh", "另存为 UTF-8")] {
        let done = folder.genjin(&["rules", "check", &path, "--lang", language]);
        assert!(done.code == Some(1) && done.err.contains(told), "{}", done.err);
    }
}

#[test]
fn trying_other_rules_tells_who_moves_and_changes_nothing() {
    let folder = with_an_inquiry();
    let other = file(&folder, "other.toml", "[[class]]\nid = \"hot\"\noff = true\n");
    let trial = folder.json(&["rules", "try", &other, "--json"]);
    let moved = &trial["moves"][0];
    assert_eq!(
        (moved["class"]["before"].as_str(), moved["class"]["after"].as_str()),
        (Some("hot"), Some("cold"))
    );
    assert_eq!(trial["paths"][0]["customers"], 1);
    assert_eq!(trial["days"].as_array().unwrap().len(), 30);
    // The other way round, as text, and the same every time.
    let here = file(&folder, "here.toml", "");
    let try_again = || folder.genjin(&["rules", "try", &here, "--against", &other]).succeeded();
    let text = try_again();
    assert!(text.contains("       1  cold -> hot\n"), "{text}");
    assert!(text.contains("  Acme  ") && text.contains("C cold -> C hot"), "{text}");
    assert_eq!(text, try_again());
    assert_eq!(folder.json(&["list", "--json"])[0]["class"], "hot");
}

#[test]
fn trying_rules_that_move_nobody_says_so_and_tells_flags_and_what_to_say() {
    let folder = with_an_inquiry();
    let try_out = |text: &str, language: &str| {
        let other = file(&folder, "other.toml", text);
        folder.genjin(&["rules", "try", &other, "--lang", language]).succeeded()
    };
    let same = try_out("", "en");
    assert_eq!(same.lines().count(), 2, "{same}");
    assert!(
        same.starts_with("Nothing changes: classes,") && same.contains("stay as many as they are"),
        "{same}"
    );
    assert!(try_out("", "zh").starts_with("没有变化：分类"));
    let text = "[[flag]]\nid = \"no_next_step\"\noff = true\n[[class]]\nid = \"hot\"\nchannels = [\"phone\"]\n\
        say = [{ zh = \"打电话\", en = \"just call\" }]\n";
    let told = try_out(text, "en");
    for line in [
        "Nobody moves to another class or grade.\n",
        "  \"no next step\" goes down for 1: Acme\n",
        "other channels or something else to say for 1 customer:\n",
        "  e-mail, WhatsApp -> phone  say: just call\n",
    ] {
        assert!(told.contains(line), "{line} in {told}");
    }
    assert!(try_out(text, "zh").contains("  不再“未定下一步” 1 个：Acme\n"));
    let other = file(&folder, "other.toml", text);
    let trial = folder.json(&["rules", "try", &other, "--json"]);
    assert_eq!(
        (&trial["flags"][0]["down"][0]["company"], &trial["advice"][0]["say"]["after"]),
        (&"Acme".into(), &"just call".into())
    );
    // Points alone: whoever comes first.
    folder.genjin(&["add", "Bolt"]).succeeded();
    folder.genjin(&["log", "Bolt", "01.05. mail hello", "--lang", "en"]).succeeded();
    let zed = "[[flag]]\nid = \"b\"\nname = { zh = \"甲\", en = \"B\" }\ncolour = \"hot\"\npriority = 500\nwhen = { stage_group = \"early\" }\n";
    assert!(try_out(zed, "en").contains("  \"B\" goes up for 1: Bolt\n"), "{}", try_out(zed, "en"));
}

#[test]
fn a_file_in_the_data_folder_goes_over_the_built_in_rules() {
    let folder = with_an_inquiry();
    fs::write(folder.data().join("rules.toml"), "[[flag]]\nid = \"no_next_step\"\noff = true\n").unwrap();
    let why = folder.json(&["rules", "explain", "Acme", "--json"]);
    assert_eq!((why["class"]["id"].as_str(), why["flags"].as_array().map(Vec::len)), (Some("hot"), Some(0)));
}

/// A rule file among the fixtures.
fn rule_file(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules").join(name);
    path.display().to_string()
}

#[test]
fn mistakes_of_eleven_kinds_are_told_together() {
    let folder = Folder::new();
    let path = rule_file("mistakes.toml");
    let done = folder.genjin(&["rules", "check", &path]);
    assert_eq!((done.code, done.out.as_str()), (Some(1), ""));
    let told: Vec<_> = done.err.lines().collect();
    // Line and column, what was read, what was expected or meant.
    let expected = [
        ("line 4, column 10", "`\"red\"`", "hot, warm"),
        ("line 5, column 47", "`\"3d..2d\"`", "\"2d..3d\""),
        ("line 12, column 12", "`\"high\"`", "-1000 to 1000"),
        ("line 13, column 10", "`stage_grup`", "did you mean `stage_group`?"),
        ("line 15, column 22", "`\"fax\"`", "email, whatsapp"),
        ("line 19, column 23", "`\"three\"`", "a comparison"),
        ("line 23, column 8", "no `en`", "a text"),
        ("line 26, column 18", "`\"vipp\"`", "did you mean `vip`?"),
        ("line 26, column 57", "`qouted`", "did you mean `quoted`?"),
        ("line 29, column 10", "`2.5`", "a whole number"),
        ("line 31, column 2", "`holiday`", "class, first_contact"),
    ];
    assert_eq!(told.len(), expected.len(), "{}", done.err);
    for (line, (place, read, wanted)) in told.iter().zip(expected) {
        for part in [place, read, wanted] {
            assert!(line.contains(part), "{part} in {line}");
        }
    }
}

#[test]
fn the_rules_of_quite_another_trade_run_the_day() {
    let folder = with_an_inquiry();
    fs::copy(rule_file("trade_fair.toml"), folder.data().join("rules.toml")).unwrap();
    assert!(folder.genjin(&["rules", "check"]).succeeded().contains("3 classes, 2 flags"));
    assert_eq!(folder.json(&["list", "--json"])[0]["class"], "visitor");
    folder.genjin(&["add", "Fair GmbH", "--tag", "VIP"]).succeeded();
    folder.genjin(&["log", "Fair GmbH", "phone< wants to meet at the fair"]).succeeded();
    let done =
        crate::program::Done::of(&mut folder.command_at("2026-06-09T09:00:00+08:00", &["today", "--json"]));
    let today = done.json();
    assert_eq!(today["items"][0]["company"], "Fair GmbH");
    assert_eq!(today["items"][0]["flags"][0], "vip_let_down");
}

#[test]
fn each_file_of_ones_own_with_a_mistake_is_told_in_both_languages_and_the_last_good_one_counts() {
    let folder = with_an_inquiry();
    let write = |name: &str, text: &str| fs::write(folder.data().join(name), text).unwrap();
    let stages = fs::read_to_string(format!("{}/assets/stages.toml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    write("rules.toml", "[[class]]\nid = \"hot\"\noff = true\n");
    write("stages.toml", &stages.replace("已报价", "报过价"));
    write("settings.toml", "day_limit = 5\n");
    write("days_off.toml", "weekly = [\"Sun\"]\n");
    assert_eq!(folder.json(&["list", "--json"])[0]["class"], "cold");
    for (name, wrong, en, zh) in [
        (
            "rules.toml",
            "[[class]]\nid = \"hot\"\nof = true\n",
            "rules.toml: 1 mistake, the last good rules stay in use; `genjin rules check` tells them\n",
            "rules.toml：1 处错误，沿用上一份正确的规则；用 `genjin rules check` 查看\n",
        ),
        (
            "stages.toml",
            "[[stage]]\nid = 3\n",
            "line 2, column 6: `3`; expected a text in quotes",
            "第 2 行第 6 列：`3`；应为引号中的文字",
        ),
        (
            "settings.toml",
            "day_limit = 0\n",
            "line 1, column 13: `0`; expected a whole number from 1 to 999",
            "第 1 行第 13 列：`0`；应为 1 到 999 的整数",
        ),
        (
            "days_off.toml",
            "weekly = 3\n",
            "line 1, column 10: `3`; expected a list of days of the week",
            "第 1 行第 10 列：`3`；应为星期列表",
        ),
    ] {
        let right = fs::read_to_string(folder.data().join(name)).unwrap();
        write(name, wrong);
        for (lang, mistake, used) in [
            ("en", en, format!("The last good {name} is used until this is put right.")),
            ("zh", zh, format!("改正之前沿用上一份正确的 {name}。")),
        ] {
            let done = folder.genjin(&["list", "--json", "--lang", lang]);
            assert_eq!(done.code, Some(0), "{done:?}");
            assert!(done.err.contains(mistake), "{}", done.err);
            assert_eq!(done.err.contains(&used), name != "rules.toml", "{}", done.err);
            assert!(done.out.contains("\"class\": \"cold\""), "the last good rules count: {}", done.out);
        }
        write(name, &right);
        assert_eq!(folder.genjin(&["list", "--json"]).err, "");
    }
    // Taken away, it does not come back.
    fs::remove_file(folder.data().join("rules.toml")).unwrap();
    assert_eq!(folder.json(&["list", "--json"])[0]["class"], "hot");
    write("rules.toml", "nonsense\n");
    let done = folder.genjin(&["list", "--json"]);
    assert!(done.err.contains("rules.toml: 1 mistake, the built-in rules are used;"), "{}", done.err);
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    let checked = folder.genjin(&["rules", "check", "--lang", "zh"]);
    assert!(checked.err.contains("第 1 行"), "{}", checked.err);
}
