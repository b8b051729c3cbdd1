//! Whoever leaves a list by what was just saved keeps the row under the cursor: the next key is about nobody else.

use super::desk::Desk;
use genjin::app::layout::Pane;
use genjin::app::settings::Language::{En, Zh};
use genjin::app::settings::SortOrder;
use genjin::app::{Event, Written};
use genjin::domain::{Cause, CustomerId};
use time::Date;

const WIDE: (u16, u16) = (160, 45);
const SMALL: (u16, u16) = (80, 24);

fn shown(desk: &Desk) -> CustomerId {
    desk.app.shown().unwrap()
}

/// Whether the row of a customer says so at its right end.
fn row_says(desk: &Desk, id: CustomerId, text: &str) -> bool {
    let company = &desk.app.ledger.row(id).unwrap().summary.company;
    let begin: String = company.chars().take(6).collect();
    desk.screen().lines().any(|line| line.contains(&begin) && line.contains(&format!(" {text}")))
}

fn next_date(desk: &Desk, id: CustomerId) -> Option<Date> {
    desk.app.ledger.row(id).unwrap().summary.follow_up.as_ref().and_then(|plan| plan.date)
}

#[test]
fn who_was_logged_stays_until_the_cursor_moves() {
    for size in [WIDE, SMALL, (40, 12)] {
        let mut desk = Desk::demo(En, size);
        let (first, second) = (desk.app.ledger.agenda()[0], desk.app.ledger.agenda()[1]);
        desk.press("lwa called >+9d send CIF offer<Enter>");
        assert!(row_says(&desk, first, "done"), "{}", desk.screen());
        assert!(!desk.app.ledger.agenda().contains(&first));
        // What comes next is about the same customer.
        assert_eq!(shown(&desk), first);
        desk.press("s2026-06-30<Enter>");
        assert_eq!(next_date(&desk, first).unwrap().to_string(), "2026-06-30");
        desk.press("v");
        assert!(desk.app.marked.contains(&first) && !desk.app.marked.contains(&second));
        // The cursor has moved, so the row is gone.
        desk.press("<Esc>");
        assert!(!row_says(&desk, first, "done"), "{}", desk.screen());
        assert_eq!(shown(&desk), second);
    }
}

#[test]
fn done_goes_on_to_the_next_and_at_the_end_to_the_first() {
    let mut desk = Desk::demo(En, WIDE);
    let agenda = desk.app.ledger.agenda().to_vec();
    desk.press(" wrote >+9d<Enter> wrote >+9d<Enter>");
    assert_eq!(shown(&desk), agenda[1]);
    assert_eq!(desk.app.ledger.agenda(), &agenda[2..]);
    desk.press("G").press(" wrote >+9d<Enter>");
    assert_eq!(shown(&desk), *agenda.last().unwrap());
    desk.press(" ");
    assert_eq!(desk.app.open_note().unwrap().0, agenda[2]);
}

#[test]
fn who_is_put_off_stays_and_an_undo_brings_the_row_back() {
    for (language, off, done) in [(En, "off today", "done"), (Zh, "已移出今日", "已完成")] {
        let mut desk = Desk::demo(language, WIDE);
        let before = desk.app.ledger.agenda().to_vec();
        desk.press("<Down>s+2d<Enter>").sees(off);
        assert_eq!(shown(&desk), before[1]);
        desk.press("u").does_not_see(off);
        assert_eq!((shown(&desk), desk.app.ledger.agenda()), (before[1], before.as_slice()));
        desk.press("lwrote >+9d<Enter>");
        assert!(row_says(&desk, before[1], done), "{}", desk.screen());
        desk.wait_days(1);
        assert!(!row_says(&desk, before[1], done), "{}", desk.screen());
    }
}

#[test]
fn the_last_one_of_the_day_stays_above_what_was_done() {
    let mut desk = Desk::demo(En, SMALL);
    let due = desk.app.ledger.agenda().len();
    desk.press(&" wrote >+9d<Enter>".repeat(due));
    let last = shown(&desk);
    assert!(row_says(&desk, last, "done"), "{}", desk.screen());
    desk.sees("Look through the customers");
    desk.press("<Down><Up>");
    assert_eq!(shown(&desk), last);
}

#[test]
fn a_change_from_elsewhere_moves_nobody_under_the_cursor() {
    let mut desk = Desk::demo(En, WIDE);
    let id = shown(&desk);
    let mut summary = desk.app.ledger.row(id).unwrap().summary.clone();
    summary.do_not_contact = true;
    let written = Written {
        cause: Cause::Edited,
        of: None,
        summaries: vec![summary],
        removed: Vec::new(),
        rates: None,
    };
    desk.happen(Event::CommittedElsewhere(written));
    assert_eq!(shown(&desk), id);
    // Whoever is deleted leaves no row.
    desk.press("Dy");
    assert_ne!(shown(&desk), id);
}

#[test]
fn among_all_customers_the_cursor_goes_along_to_the_new_place() {
    let mut desk = Desk::demo(En, WIDE);
    desk.press("<Right>");
    assert_eq!(desk.app.pane, Pane::Customers);
    while desk.app.ledger.sort() != SortOrder::Due {
        desk.press("S");
    }
    desk.press("g");
    let first = shown(&desk);
    desk.press("lwrote >+20d<Enter>");
    assert_eq!(shown(&desk), first);
    assert!(desk.app.customers.at > 0);
}

#[test]
fn who_is_filtered_off_the_board_by_a_new_grade_stays_until_the_cursor_moves() {
    let mut desk = Desk::demo(En, (160, 45));
    desk.press("pfA<Enter>");
    let cards = desk.app.pipeline.len();
    while desk.app.pipeline.column().unwrap().cards.len() < 2 {
        desk.press("<Right>");
    }
    let id = shown(&desk);
    let other = desk.app.pipeline.column().unwrap().cards[1];
    // Grade C, which the filter leaves out.

    desk.press("gc");
    assert_eq!((desk.app.pipeline.len(), shown(&desk)), (cards - 1, id));
    desk.press("lwrote<Enter>");
    assert_eq!(shown(&desk), id);
    desk.press("<Down>");
    assert_eq!(shown(&desk), other);
    desk.press("<Up>");
    assert_eq!(shown(&desk), other);
    desk.press("uu");
    assert_eq!(desk.app.pipeline.len(), cards);
}

#[test]
fn a_record_that_has_left_its_list_leaves_its_customer_under_the_cursor() {
    for (language, gone) in [(En, "no longer in this list"), (Zh, "已不在此列表")] {
        let mut desk = Desk::demo(language, (120, 40));
        desk.press("B<Left>");
        let rows = desk.app.business.len();
        let row = desk.app.business.selected(&desk.app.ledger).unwrap();
        let (id, owed) = (row.summary.id, row.deal.amount.unwrap());
        desk.press(&format!("bm{owed}<Ctrl-S>")).sees(gone);
        assert_eq!((desk.app.business.len(), shown(&desk)), (rows - 1, id));
        // Neither a note nor Enter is about the next row.
        desk.press("lthanks for the payment<Enter>").sees(gone).press("<Enter>");
        assert_eq!((shown(&desk), desk.app.pane), (id, Pane::Timeline));
        desk.press("<Esc>").sees(gone).press("uu").does_not_see(gone);
        let row = desk.app.business.selected(&desk.app.ledger).unwrap();
        assert_eq!((row.summary.id, row.deal.amount), (id, Some(owed)));
        desk.press(&format!("bm{owed}<Ctrl-S>")).press("<Down>").does_not_see(gone);
        assert_ne!(shown(&desk), id);
    }
}
