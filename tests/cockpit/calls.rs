//! Calls by keys alone: three buyers in an hour, and a kill in the middle.

use super::desk::Desk;
use genjin::app::Front;
use genjin::app::settings::Language::{En, Zh};

const USUAL: (u16, u16) = (120, 36);
const SMALL: (u16, u16) = (80, 24);

#[test]
fn three_buyers_on_the_phone_each_with_its_notes_and_its_clock() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("/globalbuy<Enter>cwants 2000 more<Enter>in blue");
    desk.wait_minutes(5);
    desk.press("<Ctrl-F>xyz<Enter>").sees("XYZ GmbH").press("sample arrived broken");
    desk.wait_minutes(2);
    desk.press("<Ctrl-F>abc ltd<Enter>who are you");
    desk.press("<Tab>").sees("wants 2000 more").sees("in blue").sees("7:00");
    desk.press("<Tab>").sees("sample arrived broken").sees("2:00");
    desk.press("<Tab>").sees("who are you").sees("0:00");
    desk.restart();
    desk.sees("who are you");
    desk.press("<Alt-1>").sees("in blue").press(" and red<Ctrl-S>tue send PI<Enter>");
    desk.sees("Logged, next Tue 9 Jun");
    assert_eq!(desk.app.calls.len(), 2);
    let globalbuy = desk.app.ledger.find("globalbuy", 1)[0];
    let row = desk.app.ledger.row(globalbuy).unwrap();
    let last = row.summary.contact.last.as_ref().unwrap();
    assert_eq!(last.summary, "wants 2000 more in blue and red (7:00)");
    assert_eq!(last.at.to_string(), "2026-06-05T09:00:00+08:00");
    desk.press("u").sees("Undone: note");
}

#[test]
fn a_call_that_is_left_by_quitting_keeps_its_time_and_has_ended() {
    for (language, over, on_the_phone) in [(En, "1:00 ended", "on the phone"), (Zh, "1:00 已结束", "通话中")]
    {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("c");
        desk.wait_minutes(1).press("<Ctrl-Q>");
        desk.restart_after(20);
        desk.sees(over).press("<F6>").does_not_see(on_the_phone);
    }
}

#[test]
fn a_call_whose_end_was_not_seen_waits_with_its_notes_and_is_not_said_to_go_on() {
    for (language, waits) in [(En, "The call has ended and is not logged yet"), (Zh, "通话已结束，尚未记录")]
    {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("cCIF Hamburg 5000").wait_minutes(3).press("k").wait_minutes(30).restart_after(1);
        desk.sees("3:00").sees("CIF Hamburg 5000k").press("<Esc>").sees(waits);
        desk.press("c").sees("CIF Hamburg 5000k");
    }
}

#[test]
fn the_number_stands_on_the_screen_of_a_call_and_in_the_review() {
    for size in [USUAL, SMALL] {
        let mut desk = Desk::demo(Zh, size);
        desk.press("/globalbuy<Enter>");
        let number = desk.app.shown_dossier().and_then(genjin::app::brief::phone).unwrap().1.to_owned();
        desk.press("c").sees(&number);
    }
}

#[test]
fn hanging_up_asks_one_thing_and_proposes_a_date() {
    let mut desk = Desk::demo(Zh, USUAL);
    desk.press("c<Ctrl-S>").sees("请先写一句通话内容");
    desk.press("谈价格<Ctrl-S>").sees("下一步做什么，什么时候？").sees("Ctrl-D 采用");
    desk.press("<Ctrl-D>").does_not_see("未定下次日期").press("发报价 #谈判<Enter>").sees("已记录");
    let desk_last = desk.app.ledger.rows().find(|row| row.was_contacted_on(desk.app.now.date())).unwrap();
    assert_eq!(desk_last.summary.stage.as_str(), "negotiating");
    let plan = desk_last.summary.follow_up.clone().unwrap();
    assert_eq!((plan.action.as_str(), plan.date.is_some()), ("发报价", true));
}

#[test]
fn a_call_that_nobody_took_is_no_answer() {
    for (language, note, said) in [(En, "no answer", "no answer"), (Zh, "没接，明天再打", "未接通")]
    {
        let mut desk = Desk::demo(language, USUAL);
        let id = desk.app.shown().unwrap();
        let before = desk.app.ledger.row(id).unwrap().summary.contact.clone();
        desk.press("c").press(note).press("<Ctrl-S>").press("<Ctrl-D><Enter>");
        let after = desk.app.ledger.row(id).unwrap().summary.contact.clone();
        assert_eq!((after.unanswered, after.last_in), (before.unanswered + 1, before.last_in));
        assert_eq!(after.touches.first(), Some(&desk.app.now.date()));
        let company = desk.app.ledger.row(id).unwrap().summary.company.clone();
        desk.press("/").press(&company).press("<Enter>").sees(said);
    }
}

#[test]
fn going_back_from_the_question_goes_on_with_the_call() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("cnotes<Ctrl-S>").wait_minutes(2);
    desk.sees("0:00").press("<Esc>").sees("2:00").press(" more<Ctrl-S><Enter>").sees("Logged, ");
}

#[test]
fn a_wrong_or_past_date_is_refused_and_nothing_is_lost() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("cnotes<Ctrl-S>6.31 send<Enter>").does_not_see("Logged").sees("6.31 send");
    desk.press("<Ctrl-U>yesterday send<Enter>").sees("lies in the past").sees("yesterday send");
    desk.press("<Ctrl-U>send the list<Enter>").sees("Logged, ");
}

#[test]
fn a_call_put_aside_goes_on_and_is_not_closed_by_accident() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("<Enter>cnotes<Esc>").sees("The call goes on");
    assert_eq!(desk.app.front, Front::Panes);
    desk.sees("on the phone 1");
    desk.press("w").sees("The call goes on");
    desk.press("c").sees("notes").press("<Ctrl-X>").sees("once more").press("<Ctrl-X>");
    desk.sees("thrown away");
    assert!(desk.app.calls.is_empty());
}

#[test]
fn a_call_whose_end_nobody_saw_comes_back_as_it_stood() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("chalf a wo").wait_minutes(4);
    desk.press("r");
    desk.wait_days(1);
    desk.restart();
    desk.sees("half a wor").sees("4:00 ended").press("d<Ctrl-S><Enter>").sees("Logged, ");
    let rows = desk.app.ledger.rows();
    let last = rows.filter_map(|row| row.summary.contact.last.clone()).max_by_key(|last| last.at).unwrap();
    assert_eq!(last.summary, "half a word (4:00)");
    assert_eq!(last.at.date().day(), 5);
}

#[test]
fn what_cannot_be_saved_is_kept_as_a_note() {
    let mut desk = Desk::demo(En, USUAL);
    desk.disk_is_full = true;
    desk.press("cwords that must not be lost<Ctrl-S><Enter>").sees("Not saved");
    desk.disk_is_full = false;
    desk.sees("words that must not be lost").press("<Ctrl-S>").sees("Logged, ");
}

#[test]
fn the_clock_of_a_call_wants_to_be_looked_at_each_second() {
    use genjin::app::Beat;
    let mut desk = Desk::demo(En, USUAL);
    assert_eq!(desk.app.beat(), Beat::Minute);
    desk.press("cx");
    assert_eq!(desk.app.beat(), Beat::Second);
    desk.press("<Ctrl-S>");
    assert_eq!(desk.app.beat(), Beat::Minute);
}

#[test]
fn a_call_says_how_to_find_somebody_else_and_keeps_its_notes() {
    for (language, says, help) in [
        (En, "just type; Ctrl-F finds a customer", "start a call with another customer"),
        (Zh, "直接输入；Ctrl-F 查找客户", "与其他客户开始通话"),
    ] {
        let mut desk = Desk::demo(language, SMALL);
        desk.press("c5/6 mm board").sees(says).sees("5/6 mm board").press("<F1>").sees(help).press("<Esc>");
        desk.press("<Ctrl-F>globalbuy<Enter>").sees("Michael Torres").does_not_see("5/6 mm board");
        desk.press("<Alt-1>").sees("5/6 mm board").press("<Ctrl-S><Ctrl-F>").sees("44");
    }
}

#[test]
fn counts_give_way_to_the_names_of_the_screens() {
    for (language, screens) in [(En, "Pipeline  Business  Insights"), (Zh, "销售管道  商务  洞察")] {
        let mut desk = Desk::demo(language, SMALL);
        desk.press("c5/6 mm<Esc>vjv").wait_minutes(400).sees(screens);
        desk.happen(genjin::app::Event::Resize(140, 24)).sees(if language == En {
            "overdue"
        } else {
            "逾期"
        });
    }
}

#[test]
fn who_is_found_from_within_a_call_is_on_the_phone_and_no_word_becomes_a_key() {
    let mut desk = Desk::demo(En, USUAL);
    let everybody = desk.app.ledger.len();
    desk.press("/xyz<Enter>cfirst words<Ctrl-F>globalbuy<Enter>sends Deposit soon");
    let globalbuy = desk.app.ledger.find("globalbuy", 1)[0];
    assert_eq!((desk.app.front, desk.app.calls.len()), (Front::Call(globalbuy), 2));
    desk.sees("sends Deposit soon");
    assert!(desk.app.overlay.is_none() && desk.app.ledger.len() == everybody);
    // The call that is going on already is gone back to, also from the question at the end.
    desk.press("<Ctrl-S><Ctrl-F>xyz<Enter>").sees("first words");
    assert_eq!(desk.app.calls.len(), 2);
}

#[test]
fn a_stage_in_the_notes_of_a_call_moves_it_as_in_a_note() {
    for (language, notes, stage) in [
        (En, "wants 5k pcs #negotiating<Enter>in blue", "stage negotiating"),
        (Zh, "谈价格 #谈判<Enter>要蓝色", "阶段 谈判"),
    ] {
        let mut desk = Desk::demo(language, USUAL);
        let id = desk.app.shown().unwrap();
        desk.press("c").press(notes).press("<Ctrl-S>").sees(stage).press("<Enter>");
        let row = desk.app.ledger.row(id).unwrap();
        assert_eq!(row.summary.stage.as_str(), "negotiating");
        assert!(!row.summary.contact.last.as_ref().unwrap().summary.contains('#'));
    }
}

#[test]
fn who_was_called_and_not_reached_has_not_answered() {
    let mut desk = Desk::demo(En, USUAL);
    let id = desk.app.shown().unwrap();
    let unanswered = |desk: &Desk| desk.app.ledger.row(id).unwrap().summary.contact.unanswered;
    let before = unanswered(&desk);
    for (more, line) in [(1, "called, no answer"), (2, "left a message"), (3, "didn't pick up")] {
        desk.press("l").press(line).sees("no answer").press("<Enter>");
        assert_eq!(unanswered(&desk), before + more, "{line}");
    }
}

#[test]
fn words_found_from_within_a_call_are_a_key_away_from_it() {
    for (language, word, back, asked, on) in [
        (En, "price", "back to the call", "What is next, when?", "on the phone 1"),
        (Zh, "价格", "返回通话", "下一步做什么，什么时候？", "通话中 1"),
    ] {
        let mut desk = Desk::demo(language, SMALL);
        desk.press("c5/6 mm board").wait_minutes(2);
        let (front, tabs) = (desk.app.front, desk.app.tabs.iter().count());
        desk.press("<Ctrl-F>")
            .press(word)
            .press("<Tab><Enter>")
            .sees(back)
            .sees(on)
            .does_not_see("5/6 mm board");
        assert_eq!(desk.app.front, Front::Panes);
        // However one moves about there.
        desk.press(".,<Right><Esc>").sees("5/6 mm board").sees("2:00").press(", grey");
        // Who was only looked at is no stop between calls.
        assert_eq!((desk.app.front, desk.app.tabs.iter().count()), (front, tabs));
        // Also from the question at the end, whose clock has stopped, and past a restart.
        desk.press("<Ctrl-S>").wait_minutes(3).press("<Ctrl-F>").press(word).press("<Tab><Enter>");
        desk.restart();
        desk.sees(back).press("<Esc>").sees(asked).sees("2:00").press("<Enter>");
        assert!(desk.app.calls.is_empty() && desk.app.tabs.iter().count() <= tabs);
        // Nobody is led back to a call that is over.
        desk.press("<F6>c another<Ctrl-F>").press(word).press("<Tab><Enter>").sees(back);
        while !matches!(desk.app.front, Front::Call(_)) {
            desk.press("<Tab>");
        }
        desk.press("<Ctrl-X><Ctrl-X>").does_not_see(back);
    }
}

#[test]
fn who_is_only_to_be_tried_again_is_tried_by_the_same_way() {
    for (language, again, line) in [(En, "try again", "phone: try again"), (Zh, "再试一次", "电话：再试一次")]
    {
        let mut desk = Desk::demo(language, USUAL);
        let id = desk.press("/globalbuy<Enter>").app.shown().unwrap();
        desk.press("lphone no answer >+3d ").press(again).press("<Enter>").wait_days(3);
        go_to(&mut desk, id);
        let channel = line.split([':', '：']).next().unwrap();
        desk.sees(line).press("c").sees(channel);
    }
}

/// Puts the cursor of today's list on a customer.
fn go_to(desk: &mut Desk, id: genjin::domain::CustomerId) {
    assert!(desk.app.ledger.agenda().contains(&id));
    desk.press("<F6><Home>");
    while desk.app.selected() != Some(id) {
        desk.press("j");
    }
}

#[test]
fn a_channel_that_the_step_begins_with_is_said_once() {
    for (language, step, twice) in [
        (En, "WhatsApp the new price", "WhatsApp: WhatsApp"),
        (Zh, "微信发新报价", "微信：微信"),
        (Zh, "打电话谈价格", "电话：打电话"),
        (En, "E-mail the list", "e-mail: E-mail"),
    ] {
        let mut desk = Desk::demo(language, USUAL);
        let id = desk.app.shown().unwrap();
        desk.press("lwa told them >+3d ").press(step).press("<Enter>").wait_days(3);
        go_to(&mut desk, id);
        desk.sees(step).does_not_see(twice).press("c").sees(step).does_not_see(twice);
    }
}

#[test]
fn what_is_wrong_with_the_day_of_what_is_next_is_told_like_in_a_note() {
    for (language, told, meant) in [
        (En, "Not saved: the month has no such day", "Not saved: no date"),
        (Zh, "未保存：这个月没有这一天", "未保存：不是日期"),
    ] {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("c5/6 mm board<Ctrl-S>31 Feb send it<Enter>").sees(told);
        desk.press("<Ctrl-U>+3x send it<Enter>").sees(meant);
        assert_eq!(desk.app.calls.len(), 1, "the call waits for its day");
    }
}
