//! A review over more customers than a day holds, and what refreshing does to its steps.

use super::*;
use crate::app::settings::SortOrder;
use crate::calendar::Calendar;
use crate::domain::stage::DEFAULT_STAGES;
use crate::domain::{Customer, Dossier, Stages, Summary};
use crate::rules::Rules;
use std::sync::Arc;
use uuid::Uuid;

fn now() -> Moment {
    Moment::parse("2026-06-05T09:00:00+08:00").unwrap()
}

/// So many customers whom nobody has written to yet, entered a week ago.
fn ledger(count: u128) -> Ledger {
    let customer = |number| {
        let id = CustomerId(Uuid::from_u128(number));
        Summary::of(&Dossier::new(Customer::new(id, now().plus_days(-7), format!("Buyer {number}"))))
    };
    let stages = Arc::new(Stages::parse(DEFAULT_STAGES).unwrap());
    let summaries = (1..=count).map(customer).collect();
    let (rules, calendar) = (Arc::new(Rules::builtin()), Arc::new(Calendar::default()));
    Ledger::new(rules, stages, calendar, now().date(), summaries, SortOrder::Name)
}

#[test]
fn more_than_a_day_holds_come_one_batch_after_the_other() {
    let ledger = ledger(1200);
    let mut review = Review::begin(&ledger, now(), None);
    let mut seen = HashSet::new();
    for batch in [500, 500, 200] {
        assert_eq!(review.left(), batch);
        review.advance();
        while let Some((_, step)) = review.current() {
            assert!(seen.insert(step.customer), "somebody came twice");
            review.skip();
        }
        review.refresh(&ledger);
    }
    assert_eq!((seen.len(), review.left(), review.place), (1200, 0, Place::End));
}

#[test]
fn what_is_told_by_name_stays_short() {
    let ledger = ledger(100);
    let news = news(&ledger, Some(now().plus_days(-8)));
    assert_eq!((news.arrived.count, news.arrived.first.len()), (100, 12));
    assert_eq!(super::news(&ledger, None), News::default());
}

#[test]
fn those_who_were_dealt_with_elsewhere_leave_and_the_place_stays() {
    let (all, few) = (ledger(5), ledger(3));
    let mut review = Review::begin(&all, now(), None);
    review.advance();
    let first = review.current().map(|(_, step)| step.customer);
    let is_there = first.is_some_and(|id| few.row(id).is_some());
    review.refresh(&few);
    assert_eq!(review.steps.len(), 3);
    assert_eq!(review.current().map(|(_, step)| step.customer) == first, is_there);
    review.refresh(&ledger(0));
    assert_eq!((review.steps.len(), review.place), (0, Place::End));
}

#[test]
fn going_back_and_on_never_leaves_the_review() {
    let mut review = Review::begin(&ledger(3), now(), None);
    for _ in 0..5 {
        review.back();
    }
    assert_eq!(review.place, Place::News);
    for _ in 0..10 {
        review.skip();
    }
    assert_eq!((review.place, review.count(Outcome::Skipped)), (Place::End, 3));
    review.back();
    assert_eq!(review.place, Place::Step(2));
    review.skip();
    assert_eq!(review.place, Place::End);
}
