//! The daily review by keys alone.

use super::desk::Desk;
use genjin::app::Front;
use genjin::app::review::{Outcome, Place, still_to_look_at};
use genjin::app::settings::Language::{En, Zh};

const USUAL: (u16, u16) = (120, 36);
const SMALL: (u16, u16) = (80, 24);

fn left(desk: &Desk) -> usize {
    desk.app.review.as_ref().unwrap().left()
}

#[test]
fn a_review_goes_through_everybody_and_ends_with_what_came_of_it() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r").sees("The first review").sees("to go through").press("<Enter>");
    let all = left(&desk);
    desk.sees(&format!("1 of {all}"));
    desk.press(" wrote >+3d ask again<Enter>").sees(&format!("2 of {all}")).sees("Logged, ");
    desk.press("s+2d<Enter>").sees(&format!("3 of {all}")).sees("put off until");
    desk.press("j").sees(&format!("4 of {all}"));
    assert_eq!(left(&desk), all - 3);
    desk.press(&"j".repeat(all - 3)).sees("done 1   put off 1").does_not_see("That was everybody");
    desk.press("<Esc>");
    assert_eq!(desk.app.front, Front::Panes);
}

#[test]
fn the_overdue_come_first_then_today_then_money_and_samples() {
    use genjin::app::review::Group;
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r");
    let review = desk.app.review.clone().unwrap();
    let groups: Vec<_> = review.steps.iter().map(|step| step.group).collect();
    assert!(groups.is_sorted(), "{groups:?}");
    for group in Group::ALL {
        assert!(groups.contains(group), "nobody in {group:?}");
    }
    let agenda = desk.app.ledger.agenda();
    for step in &review.steps {
        let due = agenda.contains(&step.customer);
        assert_eq!(due, step.group != Group::MoneyAndSamples);
    }
}

#[test]
fn it_begins_with_how_many_have_which_flag_up() {
    for (language, neglected) in [(En, "neglected"), (Zh, "被冷落")] {
        let mut desk = Desk::demo(language, USUAL);
        let count = |desk: &Desk| {
            let ledger = &desk.app.ledger;
            let up = |row: &&genjin::app::ledger::Row| {
                ledger.rules().flags_of(row.assessment.flags).any(|flag| flag.id == "neglected_hot")
            };
            ledger.rows().filter(up).count()
        };
        let before = count(&desk);
        assert!(before > 1);
        desk.press("r").sees(&format!("{neglected} {before}"));
        desk.press("<Enter> wrote >+3d ask again<Enter>kk");
        assert_eq!(count(&desk), before - 1);
        desk.sees(&format!("{neglected} {}", before - 1));
    }
}

#[test]
fn undoing_goes_back_to_the_customer() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>");
    let first = desk.app.shown().unwrap();
    let all = left(&desk);
    desk.press(" wrote<Enter>");
    assert_ne!(desk.app.shown(), Some(first));
    desk.press("u").sees("Undone: note").sees("1 of ");
    assert_eq!((desk.app.shown(), left(&desk)), (Some(first), all));
    desk.press("U").sees("Done again");
    assert_eq!(left(&desk), all - 1);
}

#[test]
fn a_change_that_cannot_be_written_leaves_the_step_open() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>");
    let first = desk.app.shown().unwrap();
    desk.disk_is_full = true;
    desk.press(" words that must not be lost<Enter>").sees("Not saved").sees("words that must not be lost");
    assert_eq!(desk.app.shown(), Some(first));
    desk.disk_is_full = false;
    desk.press("<Ctrl-S>").sees("Logged, ");
    assert_ne!(desk.app.shown(), Some(first));
}

#[test]
fn opening_a_customer_and_coming_back_keeps_the_place() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>jj").sees("3 of ");
    let third = desk.app.shown();
    desk.press("<Enter>");
    assert_eq!((desk.app.front, desk.app.shown()), (Front::Panes, third));
    desk.press("r").sees("3 of ");
    desk.press("k").sees("2 of ").sees("skipped");
    desk.press("jhalf").press("<Esc>");
    desk.press("/globalbuy<Enter>").sees("GlobalBuy").press("r").sees(" of ");
}

#[test]
fn a_restart_in_the_middle_comes_back_to_the_same_customer_with_its_note() {
    let mut desk = Desk::demo(Zh, SMALL);
    desk.press("r<Enter>j").press(" 写到一半");
    let (second, open) = (desk.app.shown(), left(&desk));
    desk.restart();
    desk.sees("写到一半").sees("2/");
    assert_eq!((desk.app.front, desk.app.shown(), left(&desk)), (Front::Review, second, open));
    desk.press("完了<Enter>").sees("已记录");
    assert_eq!(left(&desk), open - 1);
}

#[test]
fn a_call_in_the_middle_is_logged_and_the_review_goes_on() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>j");
    let (second, open) = (desk.app.shown().unwrap(), left(&desk));
    desk.press("c").sees("Notes: just type").press("wants 5k pcs");
    desk.wait_minutes(3);
    desk.press("<Ctrl-S>").sees("What is next, when?").press("mon send CIF offer<Enter>");
    desk.sees("3 of ").sees("Logged, ");
    assert_eq!(left(&desk), open - 1);
    let row = desk.app.ledger.row(second).unwrap();
    assert_eq!(row.summary.contact.last.as_ref().unwrap().summary, "wants 5k pcs (3:00)");
    assert_eq!(row.summary.follow_up.as_ref().unwrap().action, "send CIF offer");
    assert_eq!(desk.app.front, Front::Review);
}

#[test]
fn midnight_in_the_middle_adds_who_comes_due_and_moves_nobody() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>jj").press(" half a sent");
    let (third, all) = (desk.app.shown(), desk.app.review.as_ref().unwrap().steps.len());
    desk.wait_days(1).sees("half a sent");
    assert_eq!(desk.app.shown(), third);
    let review = desk.app.review.as_ref().unwrap();
    assert!(review.steps.len() > all, "tomorrow's customers are there");
    assert_eq!(review.count(Outcome::Skipped), 2);
    desk.press("ence<Enter>").sees("Logged, ").sees("4 of ");
}

#[test]
fn the_next_morning_tells_what_has_changed() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter><Esc>").sees("keeps its place");
    desk.wait_minutes(60);
    desk.press("nNova Papier GmbH<Ctrl-S><Esc>").press("/abc ltd<Enter>lwa<< asked again<Enter>");
    desk.wait_days(3);
    desk.press("r")
        .sees("since Fri 5 Jun 09:00")
        .sees("new customers 1")
        .sees("Nova Papier GmbH")
        .sees("heard or spoken to 1")
        .sees("ABC Ltd.")
        .sees("turned overdue");
}

#[test]
fn who_is_put_off_a_third_time_in_a_row_is_asked_about() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>");
    let first = desk.app.shown().unwrap();
    for _ in 0..3 {
        let steps = desk.app.review.as_ref().unwrap().steps.len();
        desk.press("s+1d<Enter>").press(&"j".repeat(steps)).press("<Esc>");
        desk.wait_days(1).press("r<Enter>");
        while desk.app.shown() != Some(first) {
            desk.press("j");
        }
    }
    // The demo's first has been put off before or not; three times are enough in any case.
    desk.press("s+1d<Enter>");
    let steps = desk.app.review.as_ref().unwrap().steps.len();
    desk.press(&"j".repeat(steps)).sees("Still worth it?").sees("put off again and again 1");
    assert_eq!(desk.app.shown(), Some(first));
    desk.press("2").sees("pinned").does_not_see("Still worth it?").sees("still due");
    assert!(desk.app.ledger.row(first).unwrap().summary.pinned_grade.is_some());
    desk.press("<Esc>u").sees("Undone: grade");
}

/// Puts the first customer off so many times in a row, skips the others, and is asked about that one.
fn asked_about_the_first(desk: &mut Desk, times: usize) -> genjin::domain::CustomerId {
    desk.press("r<Enter>");
    let id = desk.app.shown().unwrap();
    // To the day on which it stands already is no putting off.
    for day in (3..2 + times).rev() {
        desk.press(&format!("s+{day}d<Enter>k"));
    }
    desk.press("s+2d<Enter>");
    let steps = desk.app.review.as_ref().unwrap().steps.len();
    desk.press(&"j".repeat(steps));
    assert_eq!(desk.app.shown(), Some(id), "{}", desk.screen());
    id
}

#[test]
fn a_lost_customer_is_lost_with_a_reason_and_nobody_was_talked_to() {
    for (language, asked, why, reason, undone, done) in [
        (En, "Still worth it?", "Say why: price, MOQ", "too dear", "Undone: stage", "1 done"),
        (Zh, "还值得跟进吗？", "请写明原因", "价格太高", "已撤销：阶段", "完成 1"),
    ] {
        let mut desk = Desk::demo(language, USUAL);
        let id = asked_about_the_first(&mut desk, 5);
        let before = desk.app.ledger.row(id).unwrap().summary.clone();
        desk.sees(asked).press("4").sees(why).does_not_see("#lost").press(reason).press("<Enter>");
        desk.does_not_see(asked).does_not_see(done);
        let row = desk.app.ledger.row(id).unwrap();
        assert_eq!((row.summary.stage.as_str(), row.assessment.due), ("lost", None));
        assert_eq!((&row.summary.contact, &row.summary.follow_up), (&before.contact, &None));
        assert_eq!(
            (desk.app.ledger.contacted_today(), desk.app.review.as_ref().unwrap().count(Outcome::Postponed)),
            (0, 1)
        );
        // Taken back, the question is there again.
        desk.press("u").sees(undone).sees(asked);
        assert_eq!(desk.app.ledger.row(id).unwrap().summary.follow_up, before.follow_up);
        desk.press(" called them >+3d<Enter>");
        assert_eq!(desk.app.ledger.row(id).unwrap().summary.follow_up.as_ref().unwrap().postponed, 0);
    }
}

#[test]
fn still_worth_it_offers_what_would_change_something_and_lasts() {
    let mut desk = Desk::demo(En, USUAL);
    let id = asked_about_the_first(&mut desk, 3);
    let times =
        |desk: &Desk| desk.app.ledger.row(id).unwrap().summary.follow_up.as_ref().map(|plan| plan.postponed);
    let asked = times(&desk);
    // Grade by grade down to the last, each taken back by one key that asks again.
    desk.press("gc").press("3").sees("class cold pinned").does_not_see("Still worth it?");
    desk.press("u")
        .sees("Still worth it?")
        .does_not_see("lower the grade")
        .press("2")
        .sees("Nothing to change");
    desk.press("mc").sees("class cold pinned").sees("Still worth it?").does_not_see("3  class cold");
    desk.press("3").sees("Nothing to change").press("uu");
    // An answer lasts for three times more, over days and a restart.
    desk.press("1").does_not_see("Still worth it?").press("<Esc>");
    for more in 1..=3 {
        desk.wait_days(2).restart();
        desk.press("r<Enter>");
        while desk.app.shown() != Some(id) {
            desk.press("j");
        }
        desk.press("s+2d<Enter>");
        let steps = desk.app.review.as_ref().unwrap().steps.len();
        desk.press(&"j".repeat(steps));
        assert_eq!(times(&desk), asked.map(|asked| asked + more));
        assert_eq!(desk.app.shown().is_some(), more == 3, "after {more} more");
        desk.press("<Esc>");
    }
}

#[test]
fn who_is_due_once_the_date_is_erased_is_left_to_go_through() {
    let mut desk = Desk::demo(En, USUAL);
    let id = asked_about_the_first(&mut desk, 3);
    desk.sees("the rules decide (then it is time at once)")
        .press("5")
        .sees("the date is erased; by the rules it is time on")
        .sees("still due: Enter goes through");
    assert!(desk.app.ledger.agenda().contains(&id));
    desk.press("u").sees("Undone: next step").sees("Still worth it?");
    assert_eq!(desk.app.shown(), Some(id));
    desk.press("5<Enter>");
    let review = desk.app.review.as_ref().unwrap();
    assert!(review.steps.iter().any(|step| step.customer == id && step.outcome.is_none()));
}

#[test]
fn resting_until_they_answer_ends_with_their_message() {
    let mut desk = Desk::demo(En, USUAL);
    let id = desk.press("/bangkok spa<Enter>").app.shown().unwrap();
    desk.press("s? send the price list").sees("when they answer, at the latest").press("<Enter>");
    desk.sees("rests until they answer");
    assert!(!desk.app.ledger.agenda().contains(&id));
    desk.restart();
    assert!(desk.app.ledger.row(id).unwrap().summary.follow_up.as_ref().unwrap().until_answer);
    desk.wait_days(2).press("/bangkok spa<Enter>lmail<< fine, please quote<Enter>");
    assert!(desk.app.ledger.agenda().contains(&id), "they have answered");
    let plan = desk.app.ledger.row(id).unwrap().summary.follow_up.clone().unwrap();
    assert_eq!((plan.action.as_str(), plan.until_answer), ("send the price list", false));
    // Nobody rests for ever.
    let mut desk = Desk::demo(En, USUAL);
    desk.press("/bangkok spa<Enter>s?<Enter>").wait_days(18);
    assert!(desk.app.ledger.agenda().contains(&id));
}

/// What the list does not hold is not forgotten once it is empty.
#[test]
fn an_empty_list_says_whom_the_review_still_has_to_look_at() {
    let cases = [(En, "customers not due want a look for money"), (Zh, "个未到期客户的款项")];
    for (language, look) in cases {
        let said = |left: usize| format!("{left} {look}");
        let mut desk = Desk::demo(language, (160, 45));
        for _ in 0..desk.app.ledger.agenda().len() {
            desk.press(" wa told them >+3d again<Enter>");
        }
        let left = still_to_look_at(&desk.app.ledger, &desk.app.aside, None);
        assert!(left > 2, "{left}");
        desk.press("<Esc>").sees(&said(left));
        desk.press("r<Enter>j<Esc>").sees(&said(left - 1));
        desk.press("r").press(&"j".repeat(left)).press("<Esc>").does_not_see(look);
        assert_eq!(
            still_to_look_at(&desk.app.ledger, &desk.app.aside, None),
            left,
            "skipped, not dealt with"
        );
    }
}

/// What has no room is counted, and scrolling back takes as many keys as scrolling there.
#[test]
fn a_brief_that_goes_on_says_how_much_follows() {
    for (language, more) in [(En, "more below"), (Zh, "下方还有")] {
        let mut desk = Desk::demo(language, (80, 18));
        desk.press("r<Enter>jj");
        let first = desk.screen();
        assert!(first.contains(more), "{first}");
        desk.press(&"<PgDn>".repeat(20)).does_not_see(more);
        let pages = (0..20).find(|_| desk.press("<PgUp>").screen() == first).unwrap();
        assert!(pages < 4, "{pages}");
        desk.press("c").sees(more).press(&"<PgDn>".repeat(20)).does_not_see(more).press("<PgUp>").sees(more);
    }
}

#[test]
fn enter_alone_puts_off_to_the_next_working_day() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>s").sees("Mon 8 Jun").press("<Enter>").sees("put off until Mon 8 Jun");
}

/// Whoever waits for our answer, with a date agreed six weeks ahead, by a note of today.
fn waits_behind_an_agreed_date(language: genjin::app::settings::Language) -> Desk {
    let mut desk = Desk::empty(language, USUAL);
    desk.press("nEmber Flowers<Ctrl-S>lmail<< the goods are broken #won >7.15 offer new ones<Enter><Esc>");
    desk.wait_days(3);
    desk
}

#[test]
fn enter_alone_leaves_a_date_that_was_agreed_for_later_where_it_is() {
    for (language, preview, told) in [
        (En, "set for Wed 15 Jul, which stays", "comes up again Tue 9 Jun; what is set for Wed 15 Jul stays"),
        (Zh, "已定的 7月15日 周三 不变", "Ember Flowers 6月9日 周二 再看；已定的 7月15日 周三 不变"),
    ] {
        let mut desk = waits_behind_an_agreed_date(language);
        desk.press("r<Enter>");
        let id = desk.app.shown().unwrap();
        desk.press("s").sees(preview).press("<Enter>").sees(told);
        let plan = |desk: &Desk| desk.app.ledger.row(id).unwrap().summary.follow_up.clone().unwrap();
        assert_eq!((plan(&desk).date.unwrap().to_string(), plan(&desk).postponed), ("2026-07-15".into(), 1));
        assert_eq!(desk.app.review.as_ref().unwrap().count(Outcome::Postponed), 1);
        desk.press("u");
        assert_eq!((plan(&desk).postponed, left(&desk)), (0, 1));
        // On the day after it is looked at again, and a day that is typed moves it.
        desk.press("s<Enter><Esc>").wait_days(1).press("r<Enter>");
        assert_eq!(desk.app.shown(), Some(id));
        desk.press("s+3d<Enter>");
        assert_eq!(plan(&desk).date.unwrap().to_string(), "2026-06-12");
    }
}

#[test]
fn nobody_rests_until_they_answer_who_waits_for_ours() {
    for (language, refused) in [(En, "the answer is ours: they wait for it"), (Zh, "对方在等我方回复")]
    {
        let mut desk = waits_behind_an_agreed_date(language);
        desk.press("r<Enter>");
        let before = desk.app.shown_row().unwrap().summary.follow_up.clone();
        desk.press("s?").sees(refused).press("<Enter>").sees(refused);
        assert_eq!(desk.app.shown_row().unwrap().summary.follow_up, before);
        desk.press("<Esc> mail we send new ones<Enter><Esc><F6><Right>s?").does_not_see(refused);
    }
}

/// A flag about money, samples or answers keeps nobody in the review who was put off.
#[test]
fn who_was_put_off_is_left_in_peace_for_a_week_and_keeps_the_flags() {
    let mut desk = waits_behind_an_agreed_date(En);
    desk.press("r<Enter>");
    let id = desk.app.shown().unwrap();
    desk.press("s+20d<Enter><Esc>");
    for day in 1..=7 {
        desk.wait_days(1).press("r");
        assert!(desk.app.review.as_ref().unwrap().steps.is_empty(), "there on day {day}");
        assert!(!desk.app.ledger.row(id).unwrap().assessment.flags.is_empty());
        desk.press("<Esc>");
    }
    desk.wait_days(1).press("r").sees("money, samples, answers 1").press("<Enter>s<Enter><Esc>");
    assert_eq!(desk.app.ledger.row(id).unwrap().summary.follow_up.as_ref().unwrap().postponed, 2);
    // Whoever writes is looked at, and due.
    let mut desk = waits_behind_an_agreed_date(En);
    desk.press("r<Enter>s+20d<Enter><Esc>").wait_days(2).press("<F6><Right>lmail<< and now?<Enter>");
    assert_eq!(desk.app.ledger.agenda(), [desk.app.ledger.order()[0]]);
    desk.wait_days(1).press("r<Enter>").sees("1 of 1");
}

#[test]
fn until_later_today_comes_again_once_its_time_has_come_and_not_before() {
    for (language, line, said, again) in [
        (En, "s16:00 call the agent", "put off until Fri 5 Jun 16:00", "1 to look at again: Enter goes on"),
        (Zh, "s今天 16:00 打给代理", "推迟到 6月5日 周五 16:00", "有 1 个需要再看：回车 继续"),
    ] {
        let told = |postponed: usize, skipped: usize| match language {
            En => format!("put off {postponed}   skipped {skipped}"),
            Zh => format!("推迟 {postponed}   跳过 {skipped}"),
        };
        let mut desk = Desk::demo(language, USUAL);
        desk.press("r<Enter>");
        let (id, steps) = (desk.app.shown().unwrap(), desk.app.review.as_ref().unwrap().steps.len());
        let before =
            desk.app.ledger.row(id).unwrap().summary.follow_up.as_ref().map_or(0, |plan| plan.postponed);
        desk.press(line).press("<Enter>").sees(said);
        let plan = desk.app.ledger.row(id).unwrap().summary.follow_up.clone().unwrap();
        assert_eq!((plan.postponed, plan.time.unwrap().hour()), (before, 16));
        assert!(desk.app.ledger.agenda().contains(&id), "it is for today");
        // Neither the end nor going through who was skipped brings it back.
        desk.press(&"j".repeat(steps - 1));
        assert_eq!((desk.app.shown(), left(&desk)), (None, 0));
        desk.sees(&told(1, steps - 1)).press("<Enter>");
        let skipped = left(&desk);
        desk.press(&" mail wrote >+9d<Enter>".repeat(skipped))
            .sees(&told(1, steps - 1 - skipped))
            .press("<Esc>");
        desk.restart_after(60);
        desk.press("r").sees(&told(1, steps - 1 - skipped));
        desk.wait_minutes(6 * 60).sees(again);
        assert!(desk.rung.contains(&plan_company(&desk, id)));
        desk.press("<Enter>");
        assert_eq!((desk.app.shown(), left(&desk)), (Some(id), 1));
        // So it does where the time came while the program was closed.
        desk.press("s17:00<Enter><Esc>").restart_after(2 * 60);
        desk.press("r");
        assert_eq!((desk.app.shown(), left(&desk)), (Some(id), 1));
        // A time that is over is for tomorrow; today without a time is no putting off.
        desk.press("s10:30<Enter>");
        let plan = desk.app.ledger.row(id).unwrap().summary.follow_up.clone().unwrap();
        assert_eq!((plan.date.unwrap().day(), plan.postponed), (6, before + 1));
    }
}

fn plan_company(desk: &Desk, id: genjin::domain::CustomerId) -> String {
    desk.app.ledger.row(id).unwrap().summary.company.clone()
}

#[test]
fn a_customer_whose_entry_is_taken_back_is_not_left_to_review() {
    let mut desk = Desk::empty(En, USUAL);
    desk.press("nABC<Ctrl-S>").wait_days(3).press("<F6>r<Esc>").sees("Review 1");
    desk.press("u").sees("Undone").does_not_see("Review 1");
}

#[test]
fn an_empty_store_and_an_empty_day_have_something_to_say() {
    Desk::empty(En, SMALL).press("r").sees("No customers yet").press("<Enter><Enter>").sees("genjin import");
    Desk::empty(Zh, SMALL).press("r").sees("还没有客户");
    let mut desk = Desk::demo(En, USUAL);
    let due = desk.app.ledger.agenda().len();
    for _ in 0..due {
        desk.press(" wrote >+9d<Enter>");
    }
    desk.press("r");
    let steps = desk.app.review.as_ref().unwrap().steps.len();
    desk.press(&"j".repeat(steps + 1));
    desk.sees("Nobody waits for you").sees(&format!("talked to today {due}")).sees("then comes Sat 6 Jun");
}

/// Two weeks of mornings by keys alone: every review ends, nobody is there twice, nobody is left over.
#[test]
fn two_weeks_of_reviews_by_keys_alone() {
    let mut desk = Desk::demo(En, USUAL);
    for day in 0..14 {
        desk.press("r");
        let steps = desk.app.review.as_ref().unwrap().steps.clone();
        let mut once: Vec<_> = steps.iter().map(|step| step.customer).collect();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), steps.len(), "somebody is there twice on day {day}");
        for due in desk.app.ledger.agenda() {
            assert!(once.contains(due), "somebody is left out on day {day}");
        }
        desk.press("<Enter>");
        for number in 0..steps.len() {
            match (day + number) % 5 {
                0 => desk.press("s<Enter>"),
                // Where the answer is ours, a day is wanted.
                1 if desk.app.shown_row().unwrap().summary.contact.is_waiting() => {
                    desk.press("s?<Enter>").sees("the answer is ours").press("<Ctrl-U>+2d<Enter>")
                }
                1 => desk.press("s?<Enter>"),
                2 => desk.press("j"),
                _ => desk.press(" mail wrote<Enter>"),
            };
            if number == 3 {
                desk.restart();
            }
        }
        let review = desk.app.review.as_ref().unwrap();
        assert_eq!((review.left(), review.place), (0, Place::End), "day {day}");
        while desk.screen().contains("Still worth it?") {
            desk.press("1");
        }
        desk.sees("skipped").sees("then comes").press("<Esc>");
        desk.wait_days(1);
    }
}

#[test]
fn no_size_is_too_odd_for_a_review() {
    for language in [En, Zh] {
        let mut desk = Desk::demo(language, USUAL);
        for keys in ["r", "<Enter>", "s", "<Esc>l", "<Esc>c", "word", "<Ctrl-S>"] {
            desk.press(keys);
            for (width, height) in [(1, 1), (0, 0), (40, 12), (57, 13), (99, 16), (300, 80), (120, 36)] {
                desk.happen(genjin::app::Event::Resize(width, height)).screen();
            }
        }
    }
}

#[test]
fn review_and_call_look_as_they_did() {
    for (language, name) in [(En, "en"), (Zh, "zh")] {
        for (size, label) in [((40, 12), "40x12"), (SMALL, "80x24"), (USUAL, "120x36")] {
            let look = |screen: &str, keys: &str| {
                let mut desk = Desk::demo(language, size);
                desk.press(keys);
                insta::assert_snapshot!(format!("review-{screen}-{label}-{name}"), desk.screen());
            };
            look("news", "r");
            look("step", "r<Enter>");
            look("sample", "r<Enter>jj");
            look("line", "r<Enter> wa<< asked for CIF >fri send it");
            look("call", "ccall notes<Enter>second line");
            look("hang-up", "cnotes<Ctrl-S>fri send the offer");
            look("end", &format!("r<Enter>{}", "j".repeat(40)));
        }
    }
}

/// A command of another process logs a contact with the customer on the screen.
#[test]
fn what_a_command_logs_meanwhile_settles_the_step_but_never_takes_a_note_away() {
    use genjin::app::{Event, Written};
    use genjin::domain::Cause;
    let elsewhere = |desk: &mut Desk| {
        let summary = desk.app.shown_row().unwrap().summary.clone();
        let written = Written {
            cause: Cause::Logged,
            of: None,
            summaries: vec![summary],
            removed: Vec::new(),
            rates: None,
        };
        desk.happen(Event::CommittedElsewhere(written));
    };
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>");
    let all = left(&desk);
    elsewhere(&mut desk);
    desk.sees("1 of ").sees("  done");
    assert_eq!(left(&desk), all - 1);
    // The next key is about the same customer; going on is up to the hand.
    let first = desk.app.shown();
    desk.press(" ");
    assert_eq!(desk.app.shown(), first);
    desk.press("<Esc>j").sees("2 of ").press(" half a sent");
    elsewhere(&mut desk);
    desk.sees("2 of ").sees("half a sent").press("ence<Enter>").sees("Logged, ").sees("3 of ");
}

/// The screen is there before the data are: neither the review nor a call may be taken for gone meanwhile.
#[test]
fn review_and_call_wait_for_data_that_are_still_being_opened() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>jjcsome notes");
    let open = left(&desk);
    desk.restart_before_the_data();
    desk.sees("some notes").press(" and more");
    desk.data_arrive();
    desk.sees("some notes and more").press("<Ctrl-S><Enter>").sees("Logged, ");
    assert_eq!((desk.app.front, left(&desk)), (Front::Review, open - 1));
    desk.restart_before_the_data();
    desk.press("<Esc>r").sees("Still being read");
    desk.data_arrive();
    desk.sees("4 of ").does_not_see("Still being read");
}

#[test]
fn why_and_business_are_a_key_away_and_help_begins_with_the_keys_of_the_review() {
    for (language, why, quote, keys) in
        [(En, "What changes it", "New quotation", "Daily review"), (Zh, "何时会变", "新建报价", "每日回顾")]
    {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("r<Enter>");
        let shown = desk.app.shown();
        desk.press("y").sees(why).press("<Esc>");
        desk.press("bq").sees(quote).press("<Esc>");
        desk.press("?").sees(keys).sees("PgDn  Ctrl-D").press("<Esc>");
        assert_eq!((desk.app.front, desk.app.shown()), (Front::Review, shown));
    }
}

#[test]
fn the_keys_of_the_screens_work_in_it_too() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter><Esc>");
    for (key, front) in [
        ("<F6>", Front::Panes),
        ("<F7>", Front::Pipeline),
        ("<F8>", Front::Business),
        ("<F9>", Front::Insights),
    ] {
        desk.press("<F6>r").press(key).sees("The review keeps its place");
        assert_eq!(desk.app.front, front);
    }
    desk.press("<Esc>r").sees("1 of ");
}

#[test]
fn its_end_says_which_keys_work_there() {
    for (language, keys) in [
        (En, "Esc goes to the lists, k to the customer before, u undoes."),
        (Zh, "Esc 返回列表，k 回到上一位客户，u 撤销。"),
    ] {
        let mut desk = Desk::demo(language, SMALL);
        desk.press("r<Enter>");
        let all = left(&desk);
        desk.press(&"j".repeat(all - 1)).does_not_see(keys).press("s+2d<Enter>").sees(keys);
        desk.press("u").sees(&format!("{all}")).does_not_see(keys);
    }
}

#[test]
fn a_quotation_that_answers_a_message_says_so() {
    let quote = "bqEUR 1.20/pc box<Ctrl-S>";
    for (language, says) in [(En, "It answers their message."), (Zh, "已算作回复来信。")] {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("r<Enter>").press(quote).sees(says);
        // Once is enough.
        desk.press("<Esc>").press(quote).press("<Ctrl-S>").does_not_see(says);
    }
}

#[test]
fn its_end_counts_who_was_skipped_and_is_due_and_enter_goes_through_them() {
    for (language, due, keys, over) in [
        (En, "skipped are still due: Enter goes through them", "0 left", "That was everybody"),
        (Zh, "个到期：回车 再处理一遍", "还剩 0", "全部处理完毕"),
    ] {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("r<Enter>");
        let steps = desk.app.review.as_ref().unwrap().steps.len();
        desk.press(&"j".repeat(steps)).sees(due).does_not_see(keys).does_not_see(over);
        let agenda = desk.app.ledger.agenda().to_vec();
        desk.press("<Esc>r").sees(due).press("<Enter>");
        assert_eq!((left(&desk), desk.app.shown()), (agenda.len(), agenda.first().copied()));
        desk.press(&" mail wrote >+9d<Enter>".repeat(agenda.len())).sees(over).does_not_see(due);
        desk.press("<Enter>");
        assert_eq!(desk.app.front, Front::Panes);
    }
}

#[test]
fn undoing_leads_back_to_skipped_and_the_badge_tells_what_the_review_shows() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>");
    let steps = desk.app.review.as_ref().unwrap().steps.len();
    desk.press(&"j".repeat(steps)).press("<F6>s+3d<Enter>u").sees("Undone: put off").does_not_see("Review 1");
    desk.press("r").sees("skipped are still due");
    // A note about somebody who was put off, taken back.
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>s+3d<Enter>k mail wrote<Enter>u").sees("Undone: note");
    let open = left(&desk);
    assert_eq!(open, steps - 1);
    desk.press("<F6>").sees(&format!("Review {open}")).press("r").sees(&format!("{open} left"));
}

#[test]
fn what_was_agreed_comes_first_and_the_rules_have_no_other_idea() {
    for (language, agreed, why) in [(En, "agreed", "why"), (Zh, "约定", "原因")] {
        let mut desk = Desk::empty(language, USUAL);
        desk.press("nNova<Ctrl-S>lmail likes the goods #won >+2d Send the 8D report<Enter><Esc>")
            .wait_days(2);
        let row = desk.app.ledger.rows().next().unwrap();
        let rules = desk.app.ledger.rules();
        let idea = rules.suggestion(&row.assessment).cloned().unwrap();
        for keys in ["r<Enter>", "c"] {
            desk.press(keys);
            let screen = desk.screen();
            let line =
                |label: &str| screen.lines().position(|line| line.trim_start().starts_with(label)).unwrap();
            assert!(line(agreed) < line(why), "{screen}");
            assert!(screen.lines().nth(line(agreed)).unwrap().contains("Send the 8D report"), "{screen}");
            desk.does_not_see(&idea.en).does_not_see(&idea.zh);
        }
    }
}
