//! Levelling a day, marking customers, and follow-ups at a time of day, by keys alone.

use super::desk::Desk;
use genjin::app::Event;
use genjin::app::overlay::Overlay;
use genjin::app::settings::Language::{En, Zh};
use genjin::calendar::{Calendar, DaysOff};
use std::sync::Arc;
use time::macros::date;

const USUAL: (u16, u16) = (120, 36);
const SMALL: (u16, u16) = (80, 24);

fn limited(limit: u16) -> Desk {
    let mut desk = Desk::demo(En, USUAL);
    desk.app.settings.day_limit = Some(limit);
    desk
}

#[test]
fn without_a_limit_it_says_where_to_set_one() {
    Desk::demo(En, USUAL).press("=").sees("settings.toml");
    limited(999).press("=").sees("No day of the coming week holds more than 999");
}

#[test]
fn a_day_that_holds_too_much_is_levelled_as_one_change() {
    let mut desk = limited(10);
    let before = desk.app.ledger.agenda().to_vec();
    desk.press("r").sees("the limit is 10: = proposes").press("=").sees("Too much for one day");
    let Some(Overlay::Level(level)) = desk.app.overlay.clone() else { panic!("nothing is proposed") };
    assert!(level.shifts.len() <= before.len() - 10);
    for shift in &level.shifts {
        let row = desk.app.ledger.row(shift.customer).unwrap();
        let due = row.assessment.due.unwrap();
        assert!(shift.to > level.day);
        assert!(shift.agreed || shift.to <= due.by, "out of its window");
        assert_eq!(shift.ticked, !shift.agreed, "an agreed date is left to the user");
        assert_eq!(desk.app.ledger.calendar().day_off(row.summary.country, shift.to), None);
    }
    let agreed = level.shifts.iter().filter(|shift| shift.agreed).count();
    assert!(agreed > 0, "the demo's day is mostly agreed dates");
    // One agreed date more by the user's own tick, then all of it back with one undo.
    let first_agreed = level.shifts.iter().position(|shift| shift.agreed).unwrap();
    desk.press(&"j".repeat(first_agreed)).press(" <Enter>");
    let moved = level.ticked() + 1;
    desk.sees(" moved from Fri 5 Jun");
    assert_eq!(desk.app.ledger.agenda().len(), before.len() - moved);
    desk.press("<Esc>u").sees("Undone: next step");
    assert_eq!(desk.app.ledger.agenda(), before);
}

/// Twelve who were entered on Friday all come on Saturday; their window lasts until Monday.
#[test]
fn who_has_room_in_the_window_moves_to_the_next_lighter_day() {
    let mut desk = Desk::empty(En, USUAL);
    desk.app.settings.day_limit = Some(5);
    for number in 1..=12 {
        desk.press(&format!("nBuyer {number:02}<Ctrl-S><Esc>"));
    }
    desk.press("=").sees("Sat 6 Jun holds 12, the limit is 5; as ticked it will hold 5");
    let Some(Overlay::Level(level)) = desk.app.overlay.clone() else { panic!("nothing is proposed") };
    let days: Vec<_> = level.shifts.iter().map(|shift| shift.to.day()).collect();
    assert_eq!(days, [7, 7, 7, 7, 7, 8, 8]);
    desk.press("<Enter>").sees("7 customers moved from Sat 6 Jun").press("=").sees("No day of the coming");
    for (days, due) in [(1, 5), (1, 10), (1, 12)] {
        desk.wait_days(days);
        assert_eq!(desk.app.ledger.agenda().len(), due, "nobody is forgotten");
    }
}

#[test]
fn moving_is_no_putting_off_and_keeps_what_was_to_be_done() {
    let mut desk = limited(14);
    desk.press("=");
    let Some(Overlay::Level(level)) = desk.app.overlay.clone() else { panic!("nothing is proposed") };
    let shift = level.shifts[0];
    let before = desk.app.ledger.row(shift.customer).unwrap().summary.follow_up.clone();
    desk.press(if shift.ticked { "<Enter>" } else { " <Enter>" });
    let after = desk.app.ledger.row(shift.customer).unwrap().summary.follow_up.clone().unwrap();
    assert_eq!(after.date, Some(shift.to));
    assert_eq!(after.postponed, before.as_ref().map_or(0, |plan| plan.postponed));
    assert_eq!(after.action, before.map_or(String::new(), |plan| plan.action));
}

#[test]
fn a_day_holds_as_many_as_the_header_says_and_who_waits_for_an_answer_stays() {
    for (language, holds) in
        [(En, "Fri 5 Jun holds 15, the limit is 10"), (Zh, "6月5日 周五 有 15 个，上限 10")]
    {
        let mut desk = Desk::demo(language, USUAL);
        desk.app.settings.day_limit = Some(10);
        let waits = desk.app.ledger.rows().filter(|row| row.summary.contact.is_waiting());
        let waits: Vec<_> = waits.map(|row| row.id).collect();
        assert!(desk.app.ledger.agenda().iter().any(|id| waits.contains(id)));
        // Whoever was talked to is no work any more.
        desk.press(" mail wrote >+9d<Enter>").press("<Home>=").sees(holds);
        let Some(Overlay::Level(level)) = desk.app.overlay.clone() else { panic!("nothing is proposed") };
        assert_eq!(level.load, desk.app.ledger.agenda().len());
        assert!(level.shifts.iter().all(|shift| !waits.contains(&shift.customer)));
        let ticked = |desk: &Desk| match &desk.app.overlay {
            Some(Overlay::Level(level)) => level.ticked(),
            _ => panic!("closed"),
        };
        desk.press("*");
        assert_eq!(ticked(&desk), level.shifts.len());
        desk.press("*");
        assert_eq!(ticked(&desk), 0);
    }
}

/// Nothing was agreed with somebody whom the rules put on a day that was too full.
#[test]
fn a_date_that_was_only_moved_is_no_promise() {
    for (language, moved, owe) in [(En, "put off to 7 Jun", "we owe"), (Zh, "推到 6月7日", "我方承诺")]
    {
        let mut desk = Desk::empty(language, USUAL);
        desk.app.settings.day_limit = Some(1);
        desk.press("nBuyer 1<Ctrl-S><Esc>nBuyer 2<Ctrl-S><Esc>=<Enter>");
        let shifted = desk.app.ledger.rows().find(|row| row.summary.follow_up.is_some()).unwrap();
        let name = shifted.summary.company.clone();
        desk.press("/").press(&name).press("<Enter>c").sees(moved).does_not_see(owe);
    }
}

#[test]
fn putting_off_says_how_full_that_day_is() {
    for (language, one, all) in [
        (En, "Mon 15 Jun: 1 of 20", "Mon 15 Jun: 16 of 20"),
        (Zh, "6月15日 周一：1/20", "6月15日 周一：16/20"),
    ] {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("s6.15").does_not_see(one).press("<Esc>");
        desk.app.settings.day_limit = Some(20);
        let there = desk.app.ledger.due_between(date!(2026 - 06 - 15), date!(2026 - 06 - 15)).count();
        let said = |count: usize, text: &str| {
            text.replace(&format!("{count} of"), &format!("{} of", count + there))
                .replace(&format!("：{count}/"), &format!("：{}/", count + there))
        };
        desk.press("s6.15").sees(&said(1, one)).press("<Esc>*s6.15").sees(&said(16, all));
        let told =
            |desk: &Desk| desk.app.ledger.due_between(date!(2026 - 06 - 15), date!(2026 - 06 - 15)).count();
        desk.press("<Enter>");
        assert_eq!(told(&desk), 16 + there);
    }
}

#[test]
fn marked_customers_are_tagged_with_one_change_and_one_undo() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("<Right>vv<Down>V").sees("4 marked: t tags");
    let marked = desk.app.marked.clone();
    let tagged = |desk: &Desk| {
        let has = |id: &&genjin::domain::CustomerId| {
            desk.app.ledger.row(**id).unwrap().summary.tags.contains(&"fair 2026".to_owned())
        };
        marked.iter().filter(has).count()
    };
    desk.press("tfair 2026<Enter>").sees("u takes it back. The marks stay; Esc ends them.").sees("4 marked");
    assert_eq!((tagged(&desk), &desk.app.marked), (4, &marked));
    desk.press("t").sees("[x] fair 2026").press("<Esc>");
    desk.press("tfair 2026<Enter>");
    assert_eq!(tagged(&desk), 0);
    desk.press("u").sees("Undone: tag, 4 customers");
    assert_eq!(tagged(&desk), 4);
    desk.press("u");
    assert_eq!(tagged(&desk), 0);
    desk.press("<Esc>").sees("Nobody is marked");
    assert!(desk.app.marked.is_empty());
}

#[test]
fn one_action_after_the_other_is_for_all_who_are_marked_until_esc() {
    for (language, stay, undone) in
        [(En, "The marks stay; Esc ends them.", "Undone: "), (Zh, "标记仍在，Esc 取消。", "已撤销：")]
    {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("<Right>vvvvv");
        let marked = desk.app.marked.clone();
        desk.press("tfair 2026<Enter>").sees(stay).press("mc").sees(stay).press("ga").sees(stay);
        desk.press("OLi Lei<Enter>").sees(stay).press("s+30d<Enter>").sees(stay);
        let rows: Vec<_> = desk.app.ledger.rows().filter(|row| row.summary.owner == "Li Lei").collect();
        assert_eq!(rows.len(), 5);
        for row in rows {
            assert!(marked.contains(&row.id) && row.summary.tags.contains(&"fair 2026".to_owned()));
            assert!(row.summary.pinned_class.is_some() && row.summary.pinned_grade.is_some());
        }
        for _ in 0..5 {
            desk.press("u").sees(undone);
        }
        assert!(
            desk.app
                .ledger
                .rows()
                .all(|row| row.summary.owner != "Li Lei" && row.summary.pinned_class.is_none())
        );
        desk.press("<Esc>gc").does_not_see(stay);
        assert!(desk.app.marked.is_empty());
    }
}

#[test]
fn everybody_in_the_list_gets_class_owner_grade_and_date() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("<Right>*").sees("44 marked");
    desk.press("mc").sees("44 customers: class cold pinned");
    desk.press("OLi Lei<Enter>").sees("44 customers: followed by Li Lei");
    desk.press("gb").sees("44 customers: grade B pinned");
    for row in desk.app.ledger.rows() {
        assert_eq!(row.summary.owner, "Li Lei");
        assert_eq!(row.summary.pinned_class.as_ref().unwrap().as_str(), "cold");
    }
    // Nine were to be later anyway, and stay where they are; one is not to be contacted.
    desk.press("snext wed<Enter>").sees("34 customers put off until Wed 10 Jun");
    assert_eq!(desk.app.ledger.agenda().len(), 0);
    desk.press("uuuu").sees("Undone: class, 44 customers");
    assert!(desk.app.ledger.rows().all(|row| row.summary.pinned_class.is_none()));
    assert_eq!(desk.app.ledger.agenda().len(), 16);
    desk.press("<Esc>");
    assert!(desk.app.marked.is_empty());
}

#[test]
fn marks_do_not_reach_into_review_tab_or_a_full_disk() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("*").press("r<Enter>g").sees("Grade  Söderström").press("<Esc><Esc>");
    desk.disk_is_full = true;
    let grades = |desk: &Desk| -> Vec<_> {
        desk.app.ledger.rows().map(|row| (row.summary.id, row.summary.pinned_grade)).collect()
    };
    let before = grades(&desk);
    desk.press("gc").sees("Not saved");
    assert_eq!(grades(&desk), before);
    assert_eq!(desk.app.today.at, 0, "the cursor is on its customer still");
    desk.disk_is_full = false;
    desk.press("<Esc><Enter>O<Ctrl-U>Li Lei<Enter>").sees("Söderström Presentaskar AB: followed by Li Lei");
    Desk::empty(En, USUAL).press("v*VO").sees("No customer is chosen");
}

#[test]
fn the_time_of_a_follow_up_shows_by_itself_and_stays_until_it_is_done() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("/abc ltd<Enter>lwill call >today 9:30 call about the price<Enter><Esc>");
    desk.sees("next 09:30").wait_minutes(29).does_not_see("! 09:30");
    assert!(desk.app.shows_the_time());
    desk.wait_minutes(1).sees("! 09:30 ABC Ltd.").sees("09:30  ABC Ltd.: call about the price");
    desk.press("j").sees("! 09:30 ABC Ltd.").does_not_see("call about the price  ");
    desk.press("lhalf a sent").wait_minutes(1).sees("! 09:30 ABC Ltd.");
    desk.press("<Esc>").press("/abc ltd<Enter>lcalled<Enter>").does_not_see("! 09:30");
    desk.happen(Event::Resize(40, 12)).screen();
}

#[test]
fn levelling_and_marks_look_as_they_did() {
    for (language, name) in [(En, "en"), (Zh, "zh")] {
        for (size, label) in [((40, 12), "40x12"), ((80, 24), "80x24"), (USUAL, "120x36")] {
            let look = |screen: &str, keys: &str| {
                let mut desk = Desk::demo(language, size);
                desk.app.settings.day_limit = Some(10);
                desk.press(keys);
                insta::assert_snapshot!(format!("{screen}-{label}-{name}"), desk.screen());
            };
            look("too-full", "r");
            look("level", "=");
            look("marked", "vjv");
            look("owner", "*O");
        }
    }
}

#[test]
fn marks_end_with_the_program() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("vv").sees("2 marked");
    desk.restart();
    assert!(desk.app.marked.is_empty());
    desk.does_not_see("2 marked");
}

#[test]
fn nothing_is_typed_into_what_is_not_seen() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("lhello");
    desk.happen(Event::Resize(30, 10)).sees("genjin needs 40x12");
    desk.press(" again<Enter><Esc>");
    desk.happen(Event::Paste("pasted".into()));
    desk.happen(Event::Resize(120, 36)).sees("hello").does_not_see("again").does_not_see("pasted");
    desk.press("<Esc>");
    desk.happen(Event::Resize(30, 10)).press("n");
    desk.happen(Event::Resize(120, 36)).does_not_see("New customer");
    desk.happen(Event::Resize(30, 10)).press("<Ctrl-Q>");
    assert!(desk.has_quit);
}

#[test]
fn help_and_why_end_with_their_last_page() {
    for key in ["?", "y"] {
        let mut desk = Desk::demo(En, (80, 24));
        desk.press(key);
        for _ in 0..40 {
            desk.press("<PgDn>");
        }
        let end = desk.screen();
        desk.press("<Down>");
        assert_eq!(desk.screen(), end);
        desk.press("<Up>");
        assert_ne!(desk.screen(), end, "{key}: one step up is seen at once");
    }
}

#[test]
fn marked_customers_are_not_deleted_at_once() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("v<Down>vD").sees("one by one");
    assert!(desk.app.overlay.is_none());
    desk.press("<Esc>D").does_not_see("one by one");
    assert!(matches!(desk.app.overlay, Some(Overlay::Delete(_))));
}

#[test]
fn who_follows_is_chosen_among_those_who_do_or_put_in_anew() {
    let mut desk = Desk::demo(Zh, USUAL);
    desk.press("O").sees("跟进人").sees("不指定");
    let Some(Overlay::Owner(owner)) = desk.app.overlay.clone() else { panic!("nothing is asked") };
    let now = desk.app.shown_row().unwrap().summary.owner.clone();
    assert_eq!(owner.offered.first(), Some(&now), "Enter alone changes nothing");
    let other = owner.offered[1].clone();
    desk.press("<Down><Enter>").sees(&format!("跟进人改为 {other}"));
    assert_eq!(desk.app.shown_row().unwrap().summary.owner, other);
    desk.press("OZed<Enter>").sees("跟进人改为 Zed");
    desk.press("O<Up>")
        .press(&"<Down>".repeat(owner.offered.len() + 1))
        .press("<Enter>")
        .sees("不再指定跟进人");
}

#[test]
fn a_pinned_class_is_told_by_its_name_and_how_to_take_it_back() {
    Desk::demo(Zh, USUAL).press("mh").sees("分类锁定为热客户；按 u 撤销");
    Desk::demo(En, USUAL).press("mc").sees("class cold pinned; u takes it back");
}

#[test]
fn the_palette_offers_first_what_begins_with_what_was_typed() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press(":tag");
    let Some(Overlay::Palette(palette)) = desk.app.overlay.clone() else { panic!("no palette") };
    assert_eq!(palette.found.first(), Some(&genjin::app::keymap::Action::Tags), "{:?}", palette.found);
}

#[test]
fn space_ticks_and_enter_takes_and_closes() {
    for (language, keys, undone) in
        [(En, "Space tick  Enter take", "Undone"), (Zh, "空格 勾选  回车 确定", "已撤销")]
    {
        let mut desk = Desk::demo(language, SMALL);
        let tags = |desk: &Desk| desk.app.shown_row().unwrap().summary.tags.clone();
        let before = tags(&desk);
        // The cursor stays on what was ticked, wherever it goes.
        desk.press("t<Down><Down>").sees(keys).press(" ").sees(keys);
        assert_eq!(tags(&desk).len(), before.len() + 1);
        desk.press("  ");
        assert_eq!(tags(&desk).len(), before.len() + 1);
        desk.press("<Enter>").does_not_see("[x]");
        assert_eq!(tags(&desk).len(), before.len() + 1, "Enter takes nothing more");
        desk.press("u").sees(undone);
        // A space within a name is one.
        desk.press("tfair 2026").sees("fair 2026").press("<Enter>").does_not_see("[x]");
        assert!(tags(&desk).contains(&"fair 2026".to_owned()));
        desk.press("pf ").sees(keys).press("<Down> <Enter>").does_not_see("[x]").press("f").sees("[x]");
    }
}

#[test]
fn several_are_put_off_to_a_day_on_which_all_of_them_work_and_who_is_later_is_told() {
    for (language, day, nobody) in
        [(En, "Mon 8 Jun", "Nobody was put off: all 2 were"), (Zh, "6月8日 周一", "没有推迟：这 2 个客户")]
    {
        // In Germany people work from Monday to Friday, in Egypt from Sunday to Thursday.
        let mut desk = Desk::demo(language, USUAL);
        desk.press("<Right>vjjv");
        assert_eq!(desk.app.marked.len(), 2);
        desk.press("s").sees(day).press("<Esc><Esc>");
        assert!(desk.app.marked.is_empty());
        desk.press("vjjjjjvs+1d<Enter>").sees(nobody);
    }
}

#[test]
fn a_day_after_days_off_holds_those_of_the_days_off_as_well() {
    let mut desk = Desk::demo(En, USUAL);
    let off = DaysOff::parse("weekly = [\"Sat\", \"Sun\"]").unwrap();
    let rules = desk.app.ledger.rules().clone();
    let stages = Arc::new(desk.app.ledger.stages().clone());
    desk.app.ledger.set_grounds(&rules, stages, Arc::new(Calendar::new(off)));
    desk.app.settings.day_limit = Some(30);
    let (saturday, monday) = (date!(2026 - 06 - 06), date!(2026 - 06 - 08));
    let there = desk.app.ledger.due_between(saturday, monday).count();
    assert!(there > desk.app.ledger.due_between(monday, monday).count());
    desk.press("s6.8").sees(&format!("Mon 8 Jun: {} of 30", there + 1));
}
