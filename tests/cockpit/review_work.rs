//! What is done from within the daily review: opening customers, records, the card, and what is told of it afterwards.

use super::desk::Desk;
use genjin::app::Front;
use genjin::app::settings::Language::{En, Zh};
use genjin::domain::deal::DealKind;

const USUAL: (u16, u16) = (120, 36);

fn left(desk: &Desk) -> usize {
    desk.app.review.as_ref().unwrap().left()
}

fn company_of(desk: &Desk, id: genjin::domain::CustomerId) -> String {
    desk.app.ledger.row(id).unwrap().summary.company.clone()
}

#[test]
fn who_was_opened_from_the_review_is_closed_on_the_way_back() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("/globalbuy<Enter>");
    let before = desk.app.tabs.iter().count();
    desk.press("r<Enter>");
    let tabs = |desk: &Desk| desk.app.tabs.iter().count() - before;
    for back in ["<Esc>", "r", "<F6>r"] {
        desk.press("<Enter>");
        assert_eq!((desk.app.front, tabs(&desk)), (Front::Panes, 1));
        desk.press(back);
        assert_eq!((desk.app.front, tabs(&desk)), (Front::Review, 0), "{back}");
    }
    // Whatever is unfinished there stays, and goes with the next way back.
    desk.press("<Enter> half a sent<Esc>r");
    assert_eq!((desk.app.front, tabs(&desk)), (Front::Review, 1));
    desk.press(" ence<Enter><Enter><Esc>");
    assert_eq!((desk.app.front, tabs(&desk)), (Front::Review, 0));
    // A tab that was there before, or that was opened by hand since, stays.
    let id = desk.app.shown().unwrap();
    desk.press("<Enter><F6>");
    let company = company_of(&desk, id);
    desk.press("/").press(&company).press("<Enter>r");
    assert_eq!((desk.app.shown(), tabs(&desk)), (Some(id), 1));
    desk.press("<Enter>r");
    assert_eq!((desk.app.shown(), tabs(&desk)), (Some(id), 1));
    // A record that is written in the review opens none.
    desk.press("jbqEUR 1.20/pc box<Ctrl-S>");
    assert_eq!((desk.app.front, tabs(&desk)), (Front::Review, 1));
}

#[test]
fn who_is_not_to_be_contacted_has_nothing_to_be_told_and_leaves_the_review() {
    for (language, nothing, undone) in
        [(En, "nothing (not to be contacted)", "Undone"), (Zh, "无（请勿联系）", "已撤销")]
    {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("r<Enter>");
        let (first, all) = (desk.app.shown().unwrap(), left(&desk));
        forbid(&mut desk, first);
        assert_ne!(desk.app.shown(), Some(first));
        assert_eq!(left(&desk), all - 1);
        desk.press("u").sees(undone);
        assert_eq!(left(&desk), all);
        // Where a call is made all the same, it says so.
        forbid(&mut desk, first);
        let company = company_of(&desk, first);
        desk.press("<F6>/").press(&company).press("<Enter>c").sees(nothing);
    }
}

/// Ticks on the card that somebody is not to be contacted.
fn forbid(desk: &mut Desk, id: genjin::domain::CustomerId) {
    use genjin::app::form::FieldId;
    while desk.app.shown() != Some(id) {
        desk.press("j");
    }
    desk.press("e");
    let focused = |desk: &Desk| desk.app.open_card().and_then(|form| form.form.focused()).map(|it| it.id);
    while focused(desk) != Some(FieldId::DoNotContact) {
        desk.press("<Tab>");
    }
    desk.press("<Right><Ctrl-S>");
    assert!(desk.app.ledger.row(id).unwrap().do_not_contact());
}

#[test]
fn what_is_sent_from_within_the_review_is_the_contact_that_it_asks_for() {
    let quote = "bqEUR 1.20/pc box<Ctrl-S>";
    for (language, hint) in [(En, "Esc without"), (Zh, "Esc 只记入沟通")] {
        let mut desk = Desk::demo(language, USUAL);
        desk.press("r<Enter>");
        let (mut stages, mut kept) = (std::collections::BTreeSet::new(), 0);
        for step in 0..12 {
            let (id, open) = (desk.app.shown().unwrap(), left(&desk));
            let before = desk.app.ledger.row(id).unwrap().summary.clone();
            let is_new = |desk: &Desk| desk.app.ledger.row(id).unwrap().summary.stage != before.stage;
            let plan = before.follow_up.as_ref().filter(|plan| !plan.action.is_empty());
            if plan.is_some_and(|plan| !DealKind::Quotation.is_meant_by(&plan.action)) {
                kept += 1;
                desk.press(quote);
                if desk.app.overlay.is_some() {
                    desk.press("<Esc>");
                }
                let after = &desk.app.ledger.row(id).unwrap().summary;
                assert_eq!(
                    (&after.follow_up, after.contact.count),
                    (&before.follow_up, before.contact.count)
                );
                assert_eq!(
                    (desk.app.shown(), left(&desk)),
                    (Some(id), open),
                    "what was agreed is still to do"
                );
                desk.press("j");
                continue;
            }
            desk.press(quote);
            let asks = desk.app.overlay.is_some();
            stages.insert(asks);
            if asks {
                desk.sees(hint).press(if step % 2 == 0 { "<Esc>" } else { "<Enter>" });
            }
            // With or without the new stage one is done with that customer, for whom the rules know the next day.
            assert_eq!((left(&desk), is_new(&desk)), (open - 1, asks && step % 2 == 1), "{}", desk.screen());
            assert_ne!(desk.app.shown(), Some(id));
            let row = desk.app.ledger.row(id).unwrap();
            assert!(row.was_contacted_on(desk.app.now.date()) && !desk.app.ledger.agenda().contains(&id));
            assert_eq!(row.summary.contact.count, before.contact.count + 1);
            // Taken back, it is looked at again: in one step where nothing was asked.
            if asks {
                desk.press("uu");
                assert_eq!(left(&desk), open, "{}", desk.screen());
                desk.press("UU");
            } else {
                desk.press("u");
                assert_eq!((desk.app.shown(), left(&desk)), (Some(id), open), "{}", desk.screen());
                desk.press("U");
            }
        }
        assert_eq!(stages.len(), 2, "with and without another stage");
        assert!(kept > 1, "some have agreed on something else");
    }
}

/// A promise to the buyer is told from one's own putting off, and stays one.
#[test]
fn a_day_that_was_only_put_off_is_not_said_to_be_agreed() {
    for (language, agreed, put_off, moved) in [
        (En, "agreed for today", "put off to today", "agreed for 10 Jun, put off to today"),
        (Zh, "约定今天跟进", "推到今天", "约定 6月10日，推到今天"),
    ] {
        let mut desk = Desk::empty(language, USUAL);
        desk.press("nEmber<Ctrl-S><Esc>").wait_days(3);
        // By the rules alone, until later today and to another day.
        desk.press("<F6>s18:00<Enter>").sees(put_off).does_not_see(agreed);
        desk.press("s+2d<Enter>").wait_days(2).press("<F6>").sees(put_off).does_not_see(agreed);
        // Agreed, and moved once more by hand.
        desk.press("lwa told them >today 18:00 call<Enter>").press("<F6>").sees(agreed).does_not_see(put_off);
        desk.press("s19:00<Enter>").sees(agreed).does_not_see(put_off);
        desk.press("s+1d<Enter>").wait_days(1).press("<F6>").sees(moved).press("r<Enter>").sees(moved);
        desk.restart();
        desk.sees(moved);
    }
}

#[test]
fn what_was_sent_and_could_not_be_written_comes_back_as_one_form() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>");
    let (id, open) = (desk.app.shown().unwrap(), left(&desk));
    desk.disk_is_full = true;
    desk.press("bqEUR 1.20/pc box<Ctrl-S>").sees("Not saved");
    desk.disk_is_full = false;
    let count = |desk: &Desk| desk.app.ledger.row(id).unwrap().summary.contact.count;
    let before = count(&desk);
    assert_eq!((desk.app.shown(), left(&desk), desk.app.notes.len()), (Some(id), open, 0));
    desk.press("bq<Ctrl-S>");
    assert_eq!((count(&desk), left(&desk)), (before + 1, open - 1), "{}", desk.screen());
}

#[test]
fn whose_message_was_only_written_down_waits_for_the_answer_and_is_not_done() {
    for (language, owed, noted) in [
        (En, "Logged, answer owed: Ember", "Logged, next Wed 10 Jun"),
        (Zh, "已记录，待我方回复：Ember", "已记录，下次 6月10日 周三"),
    ] {
        let mut desk = Desk::empty(language, USUAL);
        desk.press("nEmber<Ctrl-S><Esc>").wait_days(3).press("r<Enter>");
        let id = desk.app.shown();
        desk.press(" wa<< wants a sample<Enter>").sees(owed);
        assert_eq!((desk.app.shown(), left(&desk)), (id, 1), "{}", desk.screen());
        // Skipped, it is offered at the end like all who are due.
        desk.press("j<Enter>");
        assert_eq!((desk.app.shown(), left(&desk)), (id, 1), "{}", desk.screen());
        desk.press(" wa> sent the offer >10 Jun ask<Enter>").sees(noted);
        assert_eq!(left(&desk), 0);
    }
}

#[test]
fn what_is_done_again_leaves_the_review_again() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("r<Enter>j");
    let (id, all) = (desk.app.shown().unwrap(), left(&desk));
    forbid(&mut desk, id);
    let fewer = left(&desk);
    desk.press("u");
    assert_eq!(left(&desk), all);
    desk.press("U");
    assert_eq!((fewer, left(&desk)), (all - 1, all - 1), "{}", desk.screen());
}

#[test]
fn who_rests_until_they_answer_is_not_merely_put_off() {
    for (language, rests) in
        [(En, "rests until they answer, 19 Jun at most"), (Zh, "等对方回复，最迟 6月19日")]
    {
        let mut desk = Desk::empty(language, USUAL);
        desk.press("nEmber<Ctrl-S><Esc>/ember<Enter>lwa told them<Enter>").press("s?<Enter>y").sees(rests);
    }
}

#[test]
fn a_time_of_today_that_has_come_stands_out_in_its_row() {
    let mut desk = Desk::empty(En, USUAL);
    desk.press("nEmber<Ctrl-S><Esc>/ember<Enter>lwa told them >today 10:30 call<Enter><F6>");
    desk.does_not_see("! 10:30").sees("10:30").wait_minutes(120);
    assert_eq!(desk.screen().matches("! 10:30").count(), 2, "in the header and in the row");
}

#[test]
fn of_a_lost_customer_who_writes_it_says_what_the_flags_ask_for() {
    for (language, says, nothing) in [(En, "answer them", "nothing (lost"), (Zh, "回复来信", "无（已流失")]
    {
        let mut desk = Desk::empty(language, USUAL);
        desk.press("nNova Papier<Ctrl-S>lbought elsewhere #lost<Enter>").wait_days(3);
        desk.press("lmail<< may we talk again?<Enter>").wait_days(1);
        desk.press("<Esc>r<Enter>").sees(says).does_not_see(nothing);
    }
}
