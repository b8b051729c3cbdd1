//! Exit codes: 0 done, 1 failed, 2 the command line was wrong; and what is said then.

use crate::program::{Done, Folder, NOW};

#[test]
fn exit_codes_tell_failure_from_misuse_and_nothing_goes_to_standard_output() {
    let folder = Folder::with_daily_table();
    let check = |args: &[&str], code: i32| {
        let done = folder.genjin(args);
        assert_eq!((done.code, done.out.as_str()), (Some(code), ""), "{args:?}: {}", done.err);
        assert!(!done.err.trim().is_empty(), "{args:?} says why");
        assert!(!done.err.contains("panicked"), "{args:?}: {}", done.err);
        if code == 1 {
            assert!(done.err.starts_with("genjin: "), "{args:?}: {}", done.err);
        }
    };
    check(&["show", "nobody"], 1);
    check(&["log", "nobody", "hello"], 1);
    check(&["add", "  "], 2);
    check(&["import", "no-such-file.csv"], 1);
    check(&["import", "/"], 1);
    check(&["generate", "--customers", "3", "--interactions", "9"], 1);
    check(&["list", "--data", "/dev/null/here"], 1);
    // Nobody can work in a cockpit without a terminal.
    check(&[], 1);
    check(&["bogus"], 2);
    check(&["show"], 2);
    check(&["log", "ABC"], 2);
    check(&["add"], 2);
    check(&["import"], 2);
    check(&["generate"], 2);
    check(&["generate", "--customers", "many", "--interactions", "9"], 2);
    check(&["today", "--lang", "fr"], 2);
    check(&["today", "--theme", "pink"], 2);
    check(&["list", "--jason"], 2);
    check(&["list", "--demo", "--data", "elsewhere"], 2);
}

#[test]
fn who_has_nothing_or_too_much_in_the_folder_is_told_what_to_do() {
    let folder = Folder::new();
    let said = folder.genjin(&["today"]).succeeded();
    assert!(said.contains("No customers yet") && said.contains("genjin import FILE.csv"), "{said}");

    let folder = Folder::with_daily_table();
    let backup = folder.beside("all.backup").display().to_string();
    folder.genjin(&["backup", &backup]).succeeded();
    let check = |lang: &str, expected: &str| {
        let done = folder.genjin(&["restore", &backup, "--lang", lang]);
        assert_eq!(done.code, Some(1), "{}", done.out);
        assert!(done.err.contains(expected) && done.err.contains("--set-aside"), "{}", done.err);
    };
    check("en", "there are data already");
    check("zh", "已有数据");
}

#[test]
fn a_file_that_is_there_is_written_over_only_when_asked() {
    let folder = Folder::with_daily_table();
    let file = folder.beside("mine.txt");
    let path = file.display().to_string();
    let dir = folder.beside("out");
    std::fs::create_dir(&dir).unwrap();
    let dir = dir.display().to_string();
    folder.genjin(&["export", "--json", &dir]).succeeded();
    std::fs::write(&file, "mine").unwrap();
    let refused = [
        (vec!["backup", &path], "mine.txt"),
        (vec!["export", "--json", &path], "mine.txt"),
        (vec!["export", "--json", &dir], "genjin.jsonl"),
        (vec!["export", "--ics", &path], "mine.txt"),
    ];
    for (args, name) in refused {
        for (lang, expected) in [("en", "is there already"), ("zh", "已存在")] {
            let done = folder.genjin(&[args.as_slice(), &["--lang", lang]].concat());
            assert_eq!((done.code, done.out.as_str()), (Some(1), ""), "{args:?}");
            let told = done.err.contains(expected) && done.err.contains(name) && done.err.contains("--force");
            assert!(told, "{args:?}: {}", done.err);
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine", "{args:?}");
    }
    folder.genjin(&["backup", &path, "--force"]).succeeded();
    folder.genjin(&["export", "--json", &path, "--force"]).succeeded();
    folder.genjin(&["export", "--json", &dir, "--force"]).succeeded();
    folder.genjin(&["export", "--ics", &path, "--force"]).succeeded();
    // A calendar is made to be written again.
    folder.genjin(&["export", "--ics", &path]).succeeded();
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("BEGIN:VCALENDAR"));
}

#[test]
fn a_restore_of_something_else_and_money_for_nothing_are_told_what_to_do() {
    let folder = Folder::with_daily_table();
    let file = folder.beside("customers.csv");
    std::fs::write(&file, "company,country\n".repeat(20)).unwrap();
    let file = file.display().to_string();
    let check = |args: &[&str], lang: &str, expected: &str| {
        let done = folder.genjin(&[args, &["--lang", lang]].concat());
        assert_eq!((done.code, done.out.as_str()), (Some(1), ""), "{args:?}");
        assert!(done.err.contains(expected), "{expected} in {}", done.err);
    };
    check(&["restore", &file], "en", "customers.csv: no backup that genjin wrote");
    check(&["restore", &file], "zh", "请指定 genjin backup 生成的文件");
    check(&["pay", "XYZ GmbH", "USD 200"], "en", "for order: name the order or PI; if there is none");
    check(&["pay", "XYZ GmbH", "USD 200"], "zh", "请指定订单或 PI；还没有的话请先录入");
}

#[test]
fn a_time_that_is_none_is_misuse_with_an_example() {
    let folder = Folder::new();
    for wrong in ["yesterday", "2026-06-05", "2026-06-05T09:00:00", "2026-02-30T09:00:00+08:00"] {
        let done = Done::of(&mut folder.command_at(wrong, &["today"]));
        assert_eq!((done.code, done.out.as_str()), (Some(2), ""), "{wrong}");
        assert!(done.err.contains(NOW), "{wrong}: {}", done.err);
    }
}

#[test]
fn a_failure_is_told_once() {
    let folder = Folder::new();
    let done = folder.genjin(&[]);
    assert_eq!(done.code, Some(1));
    assert_eq!(done.err.matches("are not a terminal").count(), 1, "{}", done.err);
}

#[test]
fn help_and_version_succeed() {
    let folder = Folder::new();
    let help = folder.genjin(&["--help"]).succeeded();
    for command in ["today", "list", "show", "add", "log", "import", "generate", "keys"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command} in:\n{help}");
        assert!(folder.genjin(&[command, "--help"]).succeeded().contains("Usage: genjin"));
    }
    assert!(folder.genjin(&["--version"]).succeeded().starts_with("genjin "));
    assert!(!folder.data().exists(), "asking for help makes no data folder");
}

#[test]
fn what_the_system_says_is_told_in_the_language_of_the_reader() {
    let folder = Folder::new();
    let told = |lang: &str| folder.genjin(&["--lang", lang, "import", "no-such-file.csv"]).err;
    assert!(told("en").contains("No such file or directory"), "{}", told("en"));
    let zh = told("zh");
    assert!(zh.contains("找不到文件或文件夹") && !zh.contains("os error"), "{zh}");
    let restore = |lang: &str| folder.genjin(&["--lang", lang, "restore", "no-such.backup"]).err;
    assert!(restore("en").contains("check the path") && !restore("en").contains("room"), "{}", restore("en"));
    assert!(restore("zh").contains("请检查路径") && !restore("zh").contains("空间"), "{}", restore("zh"));
}
