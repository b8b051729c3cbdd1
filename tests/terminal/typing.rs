//! A person at the keyboard: the first screens, the one-line log, input methods, pasting.

use crate::program::Folder;
use crate::screen::Screen;
use serde_json::json;

#[test]
fn a_first_start_says_what_to_do() {
    let folder = Folder::new();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("genjin import FILE.csv").wait_for("genjin --demo").wait_for("enter your first customer");
    screen.quit();
    let screen = Screen::start(&folder, &["--lang", "zh"], 80, 24);
    screen.wait_for("录入第一个客户").wait_for("genjin --demo");
    screen.quit();
}

#[test]
fn a_first_customer_is_entered_with_the_keyboard_alone() {
    let folder = Folder::new();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("No customers yet").keys("n").wait_for("New customer");
    screen.keys("华信 Trading").wait_for("华信 Trading").keys("\x13").wait_saved("华信 Trading is in.");
    screen.quit();
    assert_eq!(folder.json(&["list", "--json"])[0]["company"], "华信 Trading");
}

#[test]
fn the_demo_opens_on_todays_list_in_the_order_of_the_command() {
    let folder = Folder::new();
    let mut command = folder.command(&["today", "--json", "--demo"]);
    let today = crate::program::Done::of(command.env_remove("GENJIN_DATA")).json();
    let items = today["items"].as_array().unwrap();
    let screen = Screen::start(&folder, &["--demo"], 160, 45);
    screen.wait_for(&format!("Today {}", items.len())).wait_for("overdue");
    let text = screen.text();
    let places: Vec<_> = items
        .iter()
        .take(3)
        .map(|item| {
            let begin: String = item["company"].as_str().unwrap().chars().take(10).collect();
            text.find(&begin).unwrap_or_else(|| panic!("{begin} is not in:\n{text}"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?} in:\n{text}");
    screen.quit();
}

#[test]
fn a_line_in_chinese_is_read_while_it_is_typed_saved_and_there_after_a_restart() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("XYZ GmbH").keys("l").wait_for("Log  XYZ GmbH");
    screen.keys("微信< 确认样品颜色，大货 12 月出 #样品确认 >下周三 寄样DHL");
    screen.wait_for("sample confirmed").wait_for("Wed 10 Jun").wait_for("寄样DHL");
    screen.keys("\r").wait_saved("Logged, next Wed 10 Jun");
    screen.quit();

    let screen = Screen::start(&folder, &["--lang", "zh"], 160, 45);
    screen.wait_for("XYZ GmbH").keys("/").wait_for("查找").keys("xyz").wait_for("找到 1 个").keys("\r");
    screen.wait_for("确认样品颜色，大货 12 月出").wait_for("样品确认");
    screen.quit();
    let entry = &folder.json(&["show", "XYZ", "--json"])["timeline"][0];
    assert_eq!(entry["channel"], "wechat");
    assert_eq!(entry["next_date"], "2026-06-10");
    assert_eq!(entry["author"], "seller");
}

#[test]
fn a_pasted_line_break_submits_nothing() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("XYZ GmbH").keys("l").wait_for("Log  XYZ GmbH");
    screen.paste("first line\r\nsecond line\nthird ");
    screen.wait_for("first line second line third");
    screen.keys("typed on").wait_for("third typed on");
    assert!(screen.text().contains("Log  XYZ GmbH"), "the line is still open:\n{}", screen.text());
    screen.keys("\r").wait_saved("Logged, ");
    screen.quit();
    let timeline = &folder.json(&["show", "XYZ", "--json"])["timeline"];
    assert_eq!(timeline.as_array().unwrap().len(), 2, "one entry came of it");
    assert_eq!(timeline[0]["summary"], "first line second line third typed on");
}

#[test]
fn a_long_text_arrives_whole_however_it_comes() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("XYZ GmbH").keys("l").wait_for("Log  XYZ GmbH");
    // More than the program reads at once, and nothing behind it that would wake it.
    let typed = "typed at once ".repeat(200) + "THE END.";
    screen.keys(&typed).wait_for("THE END.");
    let pasted = " 粘贴的很长的一段\n".repeat(300) + "REALLY.";
    screen.paste(&pasted).wait_for("REALLY.").keys("\r").wait_saved("Logged, ");
    screen.quit();
    let summary = folder.json(&["show", "XYZ", "--json"])["timeline"][0]["summary"].clone();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(summary.as_str().unwrap()), words(&(typed + &pasted)));
}

#[test]
fn keys_pasted_over_the_panes_do_nothing() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("XYZ GmbH").paste("Dqn\ry\n").keys("?").wait_for("Esc closes");
    screen.keys("\x1b").wait_gone("Esc closes");
    assert!(screen.text().contains("Customers 3"), "{}", screen.text());
    screen.quit();
}

#[test]
fn keys_that_an_input_method_types_full_width_are_commands() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &["--lang", "zh"], 80, 24);
    screen.wait_for("XYZ GmbH").keys("？").wait_for("按键说明").keys("\x1b").wait_gone("按键说明");
    screen.keys("：").wait_for("输入名称的一部分").keys("\x1b").wait_gone("输入名称的一部分");
    screen.keys("／").wait_for("拼音首字母").keys("\x1b").wait_gone("拼音首字母");
    screen.keys("ｌ").wait_for("记录  XYZ GmbH");
    // In a text they stay what they are.
    screen.keys("问：多少钱？／ｌ").wait_for("问：多少钱？／ｌ").keys("\r").wait_saved("已记录，");
    screen.quit();
    let entry = &folder.json(&["show", "XYZ", "--json"])["timeline"][0];
    assert_eq!(entry["summary"], "问：多少钱？／ｌ");
}

#[test]
fn the_language_changes_at_run_time_and_is_remembered() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("Customers 3").keys("\x1bOQ").wait_for("客户 3").wait_gone("Customers");
    screen.quit();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("客户 3").keys("\x1b[12~").wait_for("Customers 3").wait_gone("客户");
    // In the middle of a line too, and nothing typed is lost.
    screen.keys("l").wait_for("Log  XYZ GmbH").keys("half a note").wait_for("half a note");
    screen.keys("\x1bOQ").wait_for("记录  XYZ GmbH").wait_for("half a note");
    screen.quit();
}

#[test]
fn done_asks_for_a_line_and_goes_on_to_the_next_until_the_day_is_done() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("Today 2").keys(" ").wait_for("Log  XYZ GmbH");
    screen.keys("phone they like it >+5d call\r").wait_saved("1 left today");
    screen
        .keys(" ")
        .wait_for("Log  ABC Ltd.")
        .keys("email reminded them >+7d call\r")
        .wait_saved("0 left today");
    screen.wait_for("Customers talked to today: 2");
    screen.quit();
    assert_eq!(folder.json(&["today", "--json"])["items"], json!([]));
}

#[test]
fn an_action_is_found_by_its_name_in_the_other_language() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("XYZ GmbH").keys(":").wait_for("type a part of its name").keys("推迟");
    screen.wait_for("put off").keys("\r").wait_for("Put off until").keys("+3d ask again\r");
    screen.wait_saved("XYZ GmbH put off until Mon 8 Jun");
    screen.quit();
    let next = &folder.json(&["show", "XYZ", "--json"])["customer"]["next"];
    assert_eq!((&next["date"], &next["action"]), (&json!("2026-06-08"), &json!("ask again")));
}
