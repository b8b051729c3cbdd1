//! The program's words in the language that was asked for.

use crate::program::{Done, Folder, fixture};

#[test]
fn every_command_speaks_chinese_when_asked_to() {
    let folder = Folder::with_daily_table();
    let check = |args: &[&str], expected: &[&str]| {
        let done = folder.genjin(&[&["--lang", "zh"], args].concat());
        let said = format!("{}{}", done.out, done.err);
        for word in expected {
            assert!(said.contains(word), "{args:?}: {word} in:\n{said}");
        }
    };
    check(&["today"], &["逾期 1 天", "今日", "热"]);
    check(&["today", "--json"], &["\"date\": \"2026-06-05\"", "原定 6月4日 跟进", "\"hot\""]);
    check(&["list"], &["已成交", "6月20日"]);
    check(&["show", "GlobalBuy"], &["老客户", "阶段"]);
    check(&["show", "nobody"], &["没有名为“nobody”"]);
    check(&["import", &fixture("daily.csv")], &["逗号分隔", "没有新内容"]);
    check(&["add", " "], &["需要客户公司名"]);
    check(&["log", "ABC", " "], &["没有内容"]);
    check(&["keys"], &["按键说明"]);
}

#[test]
fn the_language_is_the_systems_unless_told_otherwise() {
    let folder = Folder::new();
    let speaks_chinese = |set: &[(&str, &str)], args: &[&str]| {
        let mut command = folder.command(args);
        let done = Done::of(command.arg("list").env_remove("LANG").envs(set.iter().copied()));
        done.succeeded().contains("还没有客户")
    };
    assert!(!speaks_chinese(&[], &[]));
    assert!(speaks_chinese(&[("LANG", "zh_CN.UTF-8")], &[]));
    assert!(speaks_chinese(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], &[]));
    assert!(!speaks_chinese(&[("LANG", "zh_CN.UTF-8")], &["--lang", "en"]));
    assert!(speaks_chinese(&[("LANG", "en_US.UTF-8")], &["--lang", "zh"]));
}

#[test]
fn help_and_a_wrong_line_are_in_the_language_of_their_reader() {
    let folder = Folder::new();
    let said = |args: &[&str], lang: &str| {
        let mut command = folder.command(args);
        let done = Done::of(command.env_remove("LANG").env("LC_ALL", lang));
        (done.code, done.out, done.err)
    };
    let (code, out, err) = said(&["find", "--help"], "zh_CN.UTF-8");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for (word, expected) in [("用法：", true), ("选项：", true), ("Usage", false), ("Options", false)] {
        assert_eq!(out.contains(word), expected, "{word} in {out}");
    }
    let (code, out, err) = said(&["find"], "zh_CN.UTF-8");
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.starts_with("genjin: 还缺少：<TEXT>...") && err.contains("用法："), "{err}");
    assert!(said(&["find", "--lang", "en"], "zh_CN.UTF-8").2.contains("required arguments"));
    assert!(said(&["find", "--lang=zh"], "C").2.contains("还缺少"));
    assert!(said(&["find"], "C").2.contains("required arguments"));
}

#[test]
fn the_key_table_is_the_same_in_both_languages_but_for_the_words() {
    let folder = Folder::new();
    let rows = |lang: &str| -> Vec<(String, String)> {
        let table = folder.genjin(&["keys", "--lang", lang]).succeeded();
        let cells = |line: &str| {
            let cells: Vec<_> =
                line.split(" | ").map(|cell| cell.trim_matches(['|', ' ']).to_owned()).collect();
            Some((cells.first()?.clone(), cells.get(2)?.clone()))
        };
        table.lines().filter(|line| line.starts_with("| `")).filter_map(cells).collect()
    };
    let (english, chinese) = (rows("en"), rows("zh"));
    assert!(english.len() > 60, "{} rows", english.len());
    let ids = |rows: &[(String, String)]| rows.iter().map(|(_, id)| id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&english), ids(&chinese));
    for ((in_english, id), (in_chinese, _)) in english.iter().zip(&chinese) {
        assert!(in_english == in_chinese || !in_chinese.is_ascii(), "{id}: {in_english}, {in_chinese}");
    }
    assert!(chinese.contains(&("`空格`".to_owned(), "done".to_owned())));
    for (key, id) in [("`l`", "log"), ("`?`", "help"), ("`F2`", "language"), ("`q`", "quit")] {
        assert!(english.contains(&(key.to_owned(), id.to_owned())), "{key} {id}");
    }
    assert!(!folder.data().exists(), "the key table needs no data folder");
}
