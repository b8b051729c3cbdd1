//! The cockpit by keys alone: what a seller does in a morning, read off the screen.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test fails loudly"
)]

#[path = "cockpit/business.rs"]
mod business;
#[path = "cockpit/cadence.rs"]
mod cadence;
#[path = "cockpit/calls.rs"]
mod calls;
#[path = "cockpit/desk.rs"]
mod desk;
#[path = "cockpit/finding.rs"]
mod finding;
#[path = "cockpit/insights.rs"]
mod insights;
#[path = "cockpit/money.rs"]
mod money;
#[path = "cockpit/outgoing.rs"]
mod outgoing;
#[path = "cockpit/pipeline.rs"]
mod pipeline;
#[path = "cockpit/review.rs"]
mod review;
#[path = "cockpit/review_work.rs"]
mod review_work;
#[path = "cockpit/screens.rs"]
mod screens;
#[path = "cockpit/several.rs"]
mod several;
#[path = "cockpit/staying.rs"]
mod staying;

use desk::Desk;
use genjin::app::Event;
use genjin::app::layout::Pane;
use genjin::app::settings::Language::{En, Zh};
use genjin::app::wrong_file::{Fault, Instead, WrongFile};

const WIDE: (u16, u16) = (160, 45);
const USUAL: (u16, u16) = (120, 40);
const SMALL: (u16, u16) = (80, 24);

#[test]
fn the_first_start_says_what_to_do() {
    Desk::empty(En, SMALL).sees("No customers yet").sees("genjin import").sees("genjin --demo");
    Desk::empty(Zh, SMALL).sees("还没有客户").sees("genjin import").sees("genjin --demo");
}

#[test]
fn a_contact_goes_in_as_one_line_and_the_list_moves_on() {
    let mut desk = Desk::demo(En, WIDE);
    let first = desk.app.ledger.agenda()[0];
    let before = desk.app.ledger.agenda().len();
    desk.press(" wa<< asked CIF Lagos 5k pcs #negotiating >+3d send CIF offer");
    desk.sees("WhatsApp  from them")
        .sees("stage negotiating")
        .sees("Mon 8 Jun (in 3 days)")
        .sees("send CIF offer");
    desk.press("<Enter>").sees("Logged, ").sees("next Mon 8 Jun").sees(&format!("{} left today", before - 1));
    assert_ne!(desk.app.ledger.agenda()[0], first);
    let row = desk.app.ledger.row(first).unwrap();
    assert_eq!(row.summary.stage.as_str(), "negotiating");
    desk.press("u").sees("Undone: note");
    assert_eq!(desk.app.ledger.agenda()[0], first);
    desk.press("U").sees("Done again: note");
    assert_ne!(desk.app.ledger.agenda()[0], first);
}

#[test]
fn a_whole_day_is_worked_until_the_list_is_empty() {
    let mut desk = Desk::demo(Zh, SMALL);
    let due = desk.app.ledger.agenda().len();
    assert!((12..=16).contains(&due), "{due}");
    for left in (0..due).rev() {
        desk.press(" 微信 已联系 >+3d 再跟进<Enter>").sees(&format!("今日还剩 {left} 个"));
    }
    desk.press("<Esc>").sees("今日清单已清空").sees(&format!("联系了 {due} 个客户"));
}

#[test]
fn the_proposed_date_is_one_key_away() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("l called, no answer").sees("no next date").sees("Ctrl-D takes");
    desk.press("<Ctrl-D>").does_not_see("no next date");
}

#[test]
fn unfinished_notes_of_three_customers_survive_switching_and_a_kill() {
    let mut desk = Desk::demo(En, WIDE);
    for (word, down) in [("first", ""), ("second", "<Down>"), ("third", "<Down><Down>")] {
        desk.press(&format!("{down}<Enter>l{word} half a sent"));
        desk.press("<Esc><Esc>");
        desk.press("<Home>");
    }
    desk.sees("3 unfinished");
    desk.restart();
    desk.sees("3 unfinished");
    for (number, word) in [(1, "first"), (2, "second"), (3, "third")] {
        desk.press(&format!("<Alt-{number}>l")).sees(&format!("{word} half a sent"));
    }
    // From one open note straight to the next.
    desk.press("<Alt-1>").sees("first half a sent").press("<Tab>").sees("second half a sent");
    desk.press("ence<Enter>").sees("Logged, ").sees("2 unfinished");
}

#[test]
fn a_tab_keeps_its_pane_and_its_place() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("<Enter><Right>3j").press("<Esc>j<Enter>");
    assert_eq!((desk.app.pane, desk.app.places()), (Pane::Card, (0, 0)));
    desk.press("<Alt-1>");
    assert_eq!((desk.app.pane, desk.app.places()), (Pane::Timeline, (0, 3)));
    desk.restart();
    desk.press("<Alt-1>");
    assert_eq!((desk.app.pane, desk.app.places()), (Pane::Timeline, (0, 3)));
}

#[test]
fn the_full_form_has_the_same_fields_and_takes_a_line_over() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("lwe talked about price #negotiating >next wed send offer<Ctrl-L>");
    desk.sees("Log a contact")
        .sees("we talked about price")
        .sees("negotiating")
        .sees("Wed 10 Jun")
        .sees("send offer");
    desk.press("<Ctrl-S>").sees("Logged, ").sees("next Wed 10 Jun");
}

#[test]
fn a_wrong_date_is_named_beside_its_field_and_nothing_is_lost() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("Ltext that must stay<Tab><Tab><Tab><Tab>+3d<Ctrl-S>");
    desk.sees("lies in the future").sees("One field needs another look").sees("text that must stay");
    desk.press("<Backspace><Backspace><Backspace>yesterday<Ctrl-S>").sees("Logged, ");
}

#[test]
fn a_customer_with_two_people_is_entered_and_found() {
    let mut desk = Desk::empty(En, WIDE);
    desk.press("nNova Papier GmbH<Tab>Nova<Tab>germ").sees("Germany");
    desk.press("<Ctrl-N>Bob Meyer<Tab>CEO").sees("Person 2");
    desk.press("<Ctrl-S>").sees("Nova Papier GmbH is in").sees("Bob Meyer").sees("CEO");
    desk.press("<Esc>/bob mey").sees("1 found").press("<Enter>").sees("Nova Papier GmbH");
}

#[test]
fn a_form_that_cannot_be_saved_says_why_and_stays() {
    let mut desk = Desk::empty(En, USUAL);
    desk.press("n<Ctrl-S>").sees("needed").press("Nova<Ctrl-S>").sees("Nova is in");
}

#[test]
fn a_name_that_is_there_already_is_pointed_out() {
    Desk::demo(En, USUAL).press("nabc ltd").sees("already there: ABC Ltd.");
    Desk::demo(En, USUAL).press("nabc").sees("already there: ABC Ltd.");
    let to_email = "<Tab>".repeat(22);
    for (language, told) in [(En, "same e-mail: ABC Ltd."), (Zh, "邮箱相同： ABC Ltd.")] {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("nNew").press(&to_email).press("d.whitcombe@abc-ltd.example").sees(told);
    }
}

#[test]
fn tags_grade_and_class_are_marked_with_one_key() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("tfair 2026<Enter>")
        .sees("tag fair 2026 added")
        .sees("fair 2026")
        .press("t")
        .sees("[x] fair 2026");
    desk.press("<Esc>");
    let id = desk.app.shown().unwrap();
    desk.press("gc").sees("grade C pinned");
    assert!(desk.app.ledger.row(id).unwrap().summary.pinned_grade.is_some());
    desk.press("m").sees("by the rules").press("c").sees("class cold pinned");
    desk.press("uuu");
    let row = desk.app.ledger.row(id).unwrap();
    assert!(row.summary.pinned_grade.is_none() && row.summary.pinned_class.is_none());
    assert!(!row.summary.tags.contains(&"fair 2026".to_owned()));
}

#[test]
fn snoozing_reads_the_day_and_what_to_do_then() {
    let mut desk = Desk::demo(En, WIDE);
    let id = desk.app.shown().unwrap();
    desk.press("snext mon call her")
        .sees("Mon 8 Jun (in 3 days)  call her")
        .press("<Enter>")
        .sees("put off until Mon 8 Jun");
    let plan = desk.app.ledger.row(id).unwrap().summary.follow_up.clone().unwrap();
    assert_eq!((plan.action.as_str(), plan.date.unwrap().day()), ("call her", 8));
    assert!(plan.postponed >= 1);
    desk.wait_days(3);
    assert!(desk.app.ledger.agenda().contains(&id));
}

#[test]
fn what_was_done_is_told_with_the_time_and_what_still_stands() {
    for (language, put_off, logged, stands, nothing) in [
        (
            En,
            "put off until Fri 12 Jun 16:00",
            "Logged, next Mon 8 Jun 10:00",
            "next Mon 8 Jun 10:00",
            "nothing agreed",
        ),
        (
            Zh,
            "推迟到 6月12日 周五 16:00",
            "已记录，下次 6月8日 周一 10:00",
            "下次 6月8日 周一 10:00",
            "未定下次日期",
        ),
    ] {
        let mut desk = Desk::demo(language, WIDE);
        desk.press("s6.12 16:00<Enter>").sees(put_off).press("<Home>");
        desk.press("lmail wrote >6.8 10:00 call<Enter>").sees(logged);
        // Written down later, about an earlier day.
        desk.press("lmail sent the list ~yesterday<Enter>").sees(stands).does_not_see(nothing);
    }
}

#[test]
fn nobody_is_put_off_who_is_not_to_be_contacted() {
    for (language, told) in
        [(En, "Not to be contacted, and so on no list"), (Zh, "已标记为请勿联系，不会进入清单")]
    {
        let mut desk = Desk::demo(language, WIDE);
        let row = desk.app.ledger.rows().find(|row| row.do_not_contact()).unwrap();
        let (id, name) = (row.id, row.summary.company.clone());
        let before = row.summary.follow_up.clone();
        desk.press("/").press(&name).press("<Enter>s").sees(told).press("<Enter><Esc>");
        assert_eq!(desk.app.ledger.row(id).unwrap().summary.follow_up, before);
    }
}

#[test]
fn putting_off_says_what_is_wrong_with_a_day() {
    for (language, past, never, no_date) in [
        (En, "takes a later time or day", "the month has no such day", "no date; try"),
        (Zh, "请写更晚的时间或日期", "这个月没有这一天", "不是日期"),
    ] {
        let mut desk = Desk::demo(language, WIDE);
        desk.press("syesterday").sees(past).press("<Enter>").sees(past);
        desk.press("<Ctrl-U>today").sees(past).press("<Ctrl-U>6.31").sees(never);
        desk.press("<Ctrl-U>soon").sees(no_date).press("<Ctrl-U>+3d").does_not_see(no_date);
    }
}

#[test]
fn a_second_date_in_a_line_is_told_and_not_dropped() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("lsent the offer >fri call >mon mail").sees("a second date; take one out");
    desk.press("<Enter>").sees("Not saved: a second date").sees(">mon mail");
    for _ in ">mon mail".chars() {
        desk.press("<Backspace>");
    }
    desk.press("<Enter>").sees("Logged, next Fri 12 Jun");
}

#[test]
fn deleting_asks_and_undo_brings_everything_back() {
    let mut desk = Desk::demo(En, WIDE);
    let id = desk.app.shown().unwrap();
    let entries = desk.app.shown_dossier().unwrap().clone();
    desk.press("D").sees("Delete").press("<Enter>");
    assert!(desk.app.ledger.row(id).is_some(), "Enter out of habit must keep it");
    desk.press("Dy").sees("u brings everything back");
    assert!(desk.app.ledger.row(id).is_none());
    desk.restart();
    desk.press("u").sees("Undone: deletion");
    desk.press("<Home>");
    assert_eq!(desk.app.ledger.dossier(id).cloned(), Some(entries));
}

#[test]
fn a_half_done_correction_is_kept() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("<Enter><Right>eCORRECTED <Esc>").sees("The note is kept").sees("1 unfinished");
    desk.restart();
    desk.press("<Alt-1>e").sees("example.CORRECTED");
}

#[test]
fn every_customer_has_a_draft_of_its_own() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("nSecond GmbH<Esc>").sees("The draft is kept").sees("1 unfinished");
    desk.press("e<Tab>alias one<Esc>j").press("e<Tab>alias two<Esc>").sees("3 unfinished");
    desk.restart();
    desk.press("n").sees("Second GmbH").press("<Esc>");
    desk.press("e").sees("alias one").press("<Esc>je").sees("alias two");
    desk.press("<Ctrl-X>")
        .sees("Ctrl-X once more")
        .press("<Ctrl-X>")
        .sees("Draft discarded")
        .sees("2 unfinished");
}

#[test]
fn a_deleted_customer_comes_back_with_its_unfinished_note() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("lhalf a sentence<Esc>Dy").sees("brings everything back").does_not_see("1 unfinished");
    desk.press("u").sees("Undone: deletion").sees("1 unfinished");
}

#[test]
fn a_next_date_that_is_past_or_does_not_exist_is_refused() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("lcalled >yesterday send<Enter>").sees("lies in the past").sees("called >yesterday send");
    desk.press("<Ctrl-U>called >6.31 send<Enter>")
        .sees("no such day")
        .sees("called >6.31 send")
        .does_not_see("Logged");
    desk.press("<Ctrl-X><Ctrl-X>syesterday<Enter>").sees("Put off until");
}

#[test]
fn another_customer_is_found_from_inside_a_note() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("lhalf a sentence<Ctrl-F>globalbuy<Enter>").sees("GlobalBuy").sees("1 unfinished");
    desk.press("<Alt-1>").sees("half a sentence");
}

#[test]
fn an_entry_is_corrected_and_deleted() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("lfirst wording<Enter>u").sees("Undone").press("U");
    desk.press("/söderström<Enter>").sees("Söderström");
    desk.press("lfirst wording<Enter><Right>e").sees("Correct an entry").press(", corrected<Ctrl-S>");
    desk.sees("first wording, corrected")
        .press("D")
        .sees("Delete this entry")
        .press("y")
        .does_not_see("first wording, corr");
}

#[test]
fn full_width_keys_of_an_input_method_are_commands_but_text_stays_text() {
    let mut desk = Desk::demo(Zh, USUAL);
    desk.press("？").sees("按键说明").press("<Esc>");
    desk.press("：").sees("命令").press("<Esc>");
    desk.press("／").sees("查找").press("<Esc>");
    desk.press("l价格？先报：A款／B款").sees("价格？先报：A款／B款");
}

#[test]
fn a_pasted_line_break_submits_nothing() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("l").happen(Event::Paste("first\nsecond\u{1b}[31m".into()));
    desk.sees("first second").does_not_see("Logged");
    desk.happen(Event::Paste("x".into())).sees("first secondx");
    let mut desk = Desk::demo(En, USUAL);
    desk.happen(Event::Paste("qqDy".into()));
    assert!(!desk.has_quit);
}

#[test]
fn what_cannot_be_saved_is_told_and_the_text_is_kept() {
    let mut desk = Desk::demo(En, WIDE);
    let id = desk.app.shown().unwrap();
    let before = desk.app.ledger.row(id).unwrap().summary.clone();
    desk.disk_is_full = true;
    desk.press("lwords that must not be lost >+3d call<Enter>").sees("Not saved").sees("NOT SAVED");
    assert_eq!(desk.app.ledger.row(id).unwrap().summary, before);
    desk.disk_is_full = false;
    desk.sees("words that must not be lost").press("<Ctrl-S>").sees("Logged, ").sees("saved");
    assert_eq!(desk.app.ledger.row(id).unwrap().summary.contact.count, before.contact.count + 1);
}

#[test]
fn the_language_changes_while_it_runs_and_stays_changed() {
    let mut desk = Desk::demo(En, USUAL);
    desk.sees("Today").press("<F2>").sees("今日").does_not_see("Customers");
    desk.restart();
    desk.sees("今日");
}

#[test]
fn the_palette_knows_every_action_in_both_languages() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press(":推迟").sees("put off").press("<Enter>").sees("Put off until");
    desk.press("<Esc>:log a contact in a form<Enter>").sees("Log a contact");
}

#[test]
fn a_count_moves_so_far() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("5j");
    assert_eq!(desk.app.today.at, 5);
    desk.press("3k");
    assert_eq!(desk.app.today.at, 2);
    desk.press("10G");
    assert_eq!(desk.app.today.at, 9);
    desk.press("G<Home>");
    assert_eq!(desk.app.today.at, 0);
}

#[test]
fn midnight_brings_a_new_list() {
    let mut desk = Desk::demo(En, WIDE);
    let today = desk.app.ledger.agenda().to_vec();
    desk.wait_days(1).sees("Sat 6 Jun");
    let tomorrow = desk.app.ledger.agenda();
    assert!(today.iter().all(|id| tomorrow.contains(id)), "nobody is forgotten overnight");
    assert!(tomorrow.len() > today.len());
}

/// A suspended laptop sees one tick for all the days that it slept.
#[test]
fn a_laptop_that_slept_for_days_wakes_to_the_right_day() {
    let mut desk = Desk::demo(En, WIDE);
    let before = desk.app.ledger.agenda().to_vec();
    let id = desk.app.shown().unwrap();
    desk.press("lhalf a sent");
    desk.wait_days(4).sees("Tue 9 Jun").sees("half a sent");
    let after = desk.app.ledger.agenda().to_vec();
    assert!(before.iter().all(|id| after.contains(id)), "nobody is forgotten");
    let mut once = after.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), after.len(), "nobody is there twice");
    // The same list as on a machine that saw every day.
    let mut awake = Desk::demo(En, WIDE);
    for _ in 0..4 {
        awake.wait_days(1);
    }
    assert_eq!(after, awake.app.ledger.agenda());
    for id in &after {
        assert_eq!(desk.app.ledger.days_overdue(*id), awake.app.ledger.days_overdue(*id));
    }
    desk.press("ence<Enter>").sees("Logged, ");
    let entry = desk.app.ledger.row(id).unwrap().summary.contact.last.clone().unwrap();
    assert_eq!(entry.at.date().to_string(), "2026-06-09");
}

#[test]
fn the_time_at_the_buyers_goes_on_by_itself() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("/xyz<Enter>").sees("03:00 asleep").sees("opens 15:00 our time");
    desk.wait_minutes(1).sees("03:01 asleep");
    desk.wait_minutes(6 * 60 - 1).sees("09:00 office open").does_not_see("our time");
    desk.press("<F2>").sees("09:00 上班时间").sees("对方上班中");
    assert!(desk.app.shows_the_time());
    assert!(!Desk::empty(En, WIDE).app.shows_the_time(), "nothing to draw each minute");
}

#[test]
fn a_date_on_which_nobody_works_says_so_and_stands() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("/xyz<Enter>lwrote >sat")
        .sees("Sat: weekend there")
        .press("<Ctrl-L>")
        .sees("Sat: weekend there");
    let mut desk = Desk::demo(En, WIDE);
    desk.press("/xyz<Enter>s12.25").sees("Fri: Christmas Day there").press("<Enter>");
    desk.sees("put off until Fri 25 Dec").sees("Christmas Day");
    let due = desk.app.shown_row().unwrap().assessment.due.unwrap();
    assert_eq!(due.from.to_string(), "2026-12-25");
}

#[test]
fn a_date_of_a_lost_customer_says_that_it_brings_nobody_back() {
    for (language, told) in [(En, "never due until its stage changes"), (Zh, "流失客户到期也不提醒")]
    {
        let mut desk = Desk::demo(language, WIDE);
        let lost = desk.app.ledger.rows().find(|row| row.summary.stage.as_str() == "lost").unwrap();
        let name = lost.summary.company.clone();
        desk.press("/").press(&name).press("<Enter>l").press("mail again").does_not_see(told);
        desk.press(" >10d try").sees(told).press(" #quoted").does_not_see(told);
        desk.press("<Ctrl-L>").does_not_see(told);
        let mut desk = Desk::demo(language, WIDE);
        desk.press("/").press(&name).press("<Enter>lmail again >10d try<Ctrl-L>").sees(told);
    }
}

/// What the desk goes by, with other rules and a limit to the day.
fn saved(desk: &Desk, rules: &str, limit: Option<u16>) -> genjin::app::SavedFiles {
    let ledger = &desk.app.ledger;
    genjin::app::SavedFiles {
        rules: genjin::rules::Rules::parse_over_builtin(rules).unwrap().into(),
        stages: ledger.stages().clone().into(),
        calendar: ledger.calendar().clone().into(),
        settings: genjin::settings::Settings { day_limit: limit, ..Default::default() },
        messages: genjin::rules::Messages::builtin(),
        names: vec!["rules.toml", "settings.toml"],
        blank: Vec::new(),
        gone: Vec::new(),
        doubts: 0,
        wrong: Vec::new(),
    }
}

#[test]
fn files_that_are_saved_meanwhile_count_at_once_and_mistakes_are_told() {
    let mut desk = Desk::demo(En, WIDE);
    let hot = desk.app.shown_row().unwrap().assessment;
    desk.press("=").sees("day_limit");
    let files = saved(&desk, "[[class]]\nid = \"hot\"\noff = true\n", Some(3));
    desk.happen(genjin::app::Event::FilesSaved(Box::new(files)));
    desk.sees("Saved, and in use now: rules.toml, settings.toml.").does_not_see("A HOT");
    assert_ne!(desk.app.shown_row().unwrap().assessment, hot);
    for (language, told) in [
        (En, "in use now: rules.toml. 2 warnings: see `genjin rules check`."),
        (Zh, "有 2 处注意：用 `genjin rules check` 查看。"),
    ] {
        let mut desk = Desk::demo(language, WIDE);
        let files = saved(&desk, "", None);
        let files = genjin::app::SavedFiles { names: vec!["rules.toml"], doubts: 2, ..files };
        desk.happen(genjin::app::Event::FilesSaved(Box::new(files))).sees(told);
    }
    desk.press("=").sees("3").press("<Esc>");
    desk.happen(wrong(&desk, &["rules.toml"], "[priority]\nagred = 1\nmore = 2\n"));
    desk.sees("Last good rules.toml in use: line 2, column 1: `agred`").does_not_see("A HOT");
    let window = "[[class]]\nid = \"hot\"\ncadence = { anchor = \"last_contact\", window = \"6d..4d\" }\n";
    desk.happen(wrong(&desk, &["rules.toml"], window)).sees("\"6d..4d\"");
    let mut files = saved(&desk, "", Some(3));
    (files.names, files.gone) = (vec!["rules.toml"], vec!["rules.toml"]);
    desk.happen(genjin::app::Event::FilesSaved(Box::new(files)));
    desk.sees("rules.toml was removed: the built-in rules are used again.").does_not_see("Saved");
}

/// Files that were saved, while `rules.toml` says what is wrong.
fn wrong(desk: &Desk, names: &[&'static str], rules: &str) -> Event {
    let mistakes = genjin::rules::Rules::parse_over_builtin(rules).unwrap_err();
    let mut files = saved(desk, "[[class]]\nid = \"hot\"\noff = true\n", Some(3));
    names.clone_into(&mut files.names);
    files.wrong = vec![WrongFile { name: "rules.toml", fault: Fault::Mistakes(mistakes, Instead::LastGood) }];
    Event::FilesSaved(Box::new(files))
}

#[test]
fn a_mistake_in_a_file_stands_until_it_is_put_right_and_hides_no_other_news() {
    let slips = "[priority]\nagred = 1\nmore = 2\n";
    let mut desk = Desk::demo(En, USUAL);
    desk.press("<F4>").sees("There is no mistake in your files.");
    desk.happen(wrong(&desk, &["rules.toml", "settings.toml"], slips));
    desk.sees("Saved, and in use now: settings.toml. Last good rules.toml in use: line 2");
    desk.press("j").does_not_see("Last good").sees("F4 rules.toml: 2 mistakes");
    // Another file is saved: that is told, and the mistake stands.
    desk.happen(wrong(&desk, &["settings.toml"], slips));
    desk.sees("Saved, and in use now: settings.toml.")
        .does_not_see("Last good")
        .sees("rules.toml: 2 mistakes");
    // It counts wherever one is.
    desk.press("r")
        .sees("F4 rules.toml: 2 mistakes")
        .press("<Esc>:mistakes in<Enter>")
        .sees("Mistakes in your files");
    insta::assert_snapshot!("mistakes-120x40-en", desk.screen());
    desk.press("<F4>").does_not_see("Mistakes in your files").press("<F2><F4>").sees("您的文件中的错误");
    insta::assert_snapshot!("mistakes-120x40-zh", desk.screen());
    // On a narrow screen the page scrolls to its end.
    desk.happen(Event::Resize(40, 12)).press("<PgDn><PgDn>").sees("改正之前沿用上一份正确的");
    desk.press("<Esc>").sees("F4 2 处错误").press("<F4>");
    // Put right, it goes by itself.
    let files = saved(&desk, "", Some(3));
    desk.happen(Event::FilesSaved(Box::new(files)));
    desk.does_not_see("您的文件中的错误").does_not_see("处错误").sees("已保存并启用");
}

#[test]
fn a_file_that_another_one_made_wrong_is_told() {
    let mut desk = Desk::demo(En, WIDE);
    desk.happen(wrong(&desk, &["stages.toml"], "[priority]\nagred = 1\n"));
    desk.sees("Saved, and in use now: stages.toml. Last good rules.toml in use")
        .sees("rules.toml: 1 mistake ");
}

#[test]
fn help_on_a_row_leads_to_why_it_is_there() {
    for (language, first, why) in
        [(En, "is here, and why now", "What changes it"), (Zh, "为什么在这里、为什么是现在", "何时会变")]
    {
        let mut desk = Desk::demo(language, USUAL);
        let company = desk.app.shown_row().unwrap().summary.company.clone();
        desk.press("?").sees(&company).sees(first).press("y").sees(why).press("<Esc>").does_not_see(why);
    }
    Desk::empty(En, USUAL).press("?").does_not_see("why now").press("y").does_not_see("What changes it");
}

#[test]
fn why_adds_up_and_says_what_would_change_it() {
    let mut desk = Desk::demo(En, USUAL);
    let row = desk.app.shown_row().unwrap().clone();
    desk.press("y").sees(&format!("priority     {}", row.assessment.priority)).sees("What changes it");
    desk.sees("we write").sees("they write").sees(&row.summary.company);
    insta::assert_snapshot!("why-120x40-en", desk.screen());
    desk.press("<Esc>").does_not_see("What changes it");
    desk.press("<F2>y");
    insta::assert_snapshot!("why-120x40-zh", desk.screen());
    desk.happen(Event::Resize(40, 12)).press("<PgDn>jjk").screen();
    desk.press("q").does_not_see("何时会变");
    Desk::empty(En, USUAL).press("y").does_not_see("What changes it");
}

#[test]
fn the_time_of_a_follow_up_is_told_once_and_rings_once() {
    let mut desk = Desk::demo(En, WIDE);
    desk.wait_minutes(89);
    assert!(desk.rung.is_empty(), "{:?}", desk.rung);
    let (before, screen) = (desk.app.shown(), "10:30  香港嘉禮包裝有限公司: ");
    desk.does_not_see(screen).wait_minutes(1).sees(screen);
    assert_eq!(desk.rung, ["香港嘉禮包裝有限公司"]);
    assert_eq!(desk.app.shown(), before, "nothing moves under the hands");
    desk.press("j").does_not_see(screen).wait_minutes(1).wait_minutes(60);
    let rung = desk.rung.iter().filter(|company| company.starts_with("香港")).count();
    assert_eq!(rung, 1, "{:?}", desk.rung);
    // A laptop that slept over the time tells it when it wakes.
    let mut desk = Desk::demo(Zh, WIDE);
    desk.wait_minutes(8 * 60);
    assert!(desk.rung.contains(&"香港嘉禮包裝有限公司".to_owned()));
}

#[test]
fn no_size_is_too_odd() {
    let mut desk = Desk::demo(Zh, WIDE);
    desk.press("l半句话");
    for size in
        [(0, 0), (1, 1), (2, 1), (10, 3), (39, 12), (40, 11), (40, 12), (99, 24), (140, 12), (300, 100)]
    {
        desk.happen(Event::Resize(size.0, size.1)).screen();
        desk.press("字");
    }
    desk.happen(Event::Resize(80, 24));
    // What was typed while nothing could be seen is not there.
    desk.sees("半句话字字字字").does_not_see("字字字字字");
    for overlay in [
        "<Ctrl-C>?",
        "<Esc>:",
        "<Esc>/a",
        "<Esc>t",
        "<Esc>s",
        "<Esc>g",
        "<Esc>m",
        "<Esc>D",
        "<Esc>n",
        "<Esc>L",
    ] {
        desk.press(overlay);
        for (width, height) in [(40, 12), (1, 1), (57, 13), (80, 24)] {
            desk.happen(Event::Resize(width, height)).screen();
        }
    }
}

/// Screens as pictures in text, to be looked at whenever they change.
#[test]
fn screens_look_as_they_did() {
    for (language, name) in [(En, "en"), (Zh, "zh")] {
        for (size, label) in [((40, 12), "40x12"), (SMALL, "80x24"), (USUAL, "120x40"), ((200, 50), "200x50")]
        {
            let look = |screen: &str, keys: &str| {
                let mut desk = Desk::demo(language, size);
                desk.press(keys);
                insta::assert_snapshot!(format!("{screen}-{label}-{name}"), desk.screen());
            };
            look("start", "");
            look("card", "<Enter>");
            look("line", "lwa<< asked for CIF #quoted >fri send it");
            if label == "80x24" || label == "120x40" {
                look("form", "L");
                look("customer", "e");
                look("find", "/abc");
                look("palette", ":");
                look("tags", "t");
                look("grade", "g");
                look("class", "m");
                look("snooze", "s+3d");
                look("delete", "D");
                look("help", "?");
            }
        }
    }
}

#[test]
fn keys_go_nowhere_when_the_customer_of_a_note_is_erased_elsewhere() {
    let mut desk = Desk::demo(En, USUAL);
    let erased = desk.app.shown().unwrap();
    desk.press("lwa<< she wants").happen(Event::Erased(erased)).sees("was just erased by a command");
    desk.press(" 3000 cards >mon quote<Enter>").sees("was just erased by a command");
    desk.press("<Esc>").does_not_see("was just erased").does_not_see("3000 cards");
    assert!(desk.app.notes.is_empty() && desk.app.ledger.row(erased).is_none());
}

#[test]
fn putting_off_never_brings_anybody_forward() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("/cajas<Enter>").sees("25 Jun").press("s").sees("set for Thu 25 Jun, which stays");
    desk.press("<Enter>").sees("comes up again Mon 8 Jun; what is set for Thu 25 Jun stays");
    // Who comes up neither today nor on the next working day has nothing to be put off but the date itself.
    let is_later = |row: &&genjin::app::ledger::Row| {
        let date = row.summary.follow_up.as_ref().and_then(|plan| plan.date);
        row.assessment.flags.is_empty() && date.is_some_and(|date| date.day() > 9 && date.day() < 19)
    };
    let name = desk.app.ledger.rows().find(is_later).unwrap().summary.company.clone();
    desk.press("/").press(&name).press("<Enter>s").sees("set for a later day, and that stays");
    desk.press("<Enter>").sees("Put off until").press("6.26<Enter>").sees("put off until Fri 26 Jun");
}
