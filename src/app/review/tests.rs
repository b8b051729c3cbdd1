//! A review over more customers than a day holds, and what refreshing does to its steps.

use super::*;
use crate::app::settings::SortOrder;
use crate::calendar::Calendar;
use crate::domain::stage::DEFAULT_STAGES;
use crate::domain::summary::LastContact;
use crate::domain::{Channel, Customer, Direction, Dossier, Stages, Summary};
use crate::rules::Rules;
use std::sync::Arc;
use uuid::Uuid;

fn now() -> Moment {
    Moment::parse("2026-06-05T09:00:00+08:00").unwrap()
}

/// So many customers whom nobody has written to yet, entered a week ago.
fn ledger(count: u128) -> Ledger {
    ledger_of((1..=count).map(|number| buyer(number, 7)).collect())
}

/// A customer whom nobody has written to yet, entered so many days ago.
fn buyer(number: u128, days: i64) -> Summary {
    let id = CustomerId(Uuid::from_u128(number));
    Summary::of(&Dossier::new(Customer::new(id, now().plus_days(-days), format!("Buyer {number}"))))
}

fn ledger_of(summaries: Vec<Summary>) -> Ledger {
    let stages = Arc::new(Stages::parse(DEFAULT_STAGES).unwrap());
    let (rules, calendar) = (Arc::new(Rules::builtin()), Arc::new(Calendar::default()));
    Ledger::new(rules, stages, calendar, now().date(), summaries, SortOrder::Name)
}

#[test]
fn more_than_a_day_holds_come_one_batch_after_the_other() {
    let ledger = ledger(1200);
    let mut review = Review::begin(&ledger, &[], now(), None);
    let mut seen = HashSet::new();
    for batch in [500, 500, 200] {
        assert_eq!(review.left(), batch);
        review.advance();
        while let Some((_, step)) = review.current() {
            assert!(seen.insert(step.customer), "somebody came twice");
            review.skip();
        }
        review.refresh(&ledger, &[], now());
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
    let mut review = Review::begin(&all, &[], now(), None);
    review.advance();
    let first = review.current().map(|(_, step)| step.customer);
    let is_there = first.is_some_and(|id| few.row(id).is_some());
    review.refresh(&few, &[], now());
    assert_eq!(review.steps.len(), 3);
    assert_eq!(review.current().map(|(_, step)| step.customer) == first, is_there);
    review.refresh(&ledger(0), &[], now());
    assert_eq!((review.steps.len(), review.place), (0, Place::End));
}

#[test]
fn going_back_and_on_never_leaves_the_review() {
    let mut review = Review::begin(&ledger(3), &[], now(), None);
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

#[test]
fn taking_back_what_was_done_with_many_goes_to_the_first_of_them() {
    let mut review = Review::begin(&ledger(6), &[], now(), None);
    review.advance();
    let all: Vec<_> = review.steps.iter().map(|step| step.customer).collect();
    for id in &all {
        review.settle(*id, Outcome::Postponed);
    }
    review.advance();
    assert_eq!((review.place, review.left()), (Place::End, 0));
    review.take_back(&all[2..], Outcome::Postponed);
    assert_eq!((review.place, review.left()), (Place::Step(2), 4));
    // Whoever is looked at stays on the screen.
    review.settle(all[2], Outcome::Done);
    review.advance();
    review.settle(all[3], Outcome::Done);
    review.take_back(&all[2..4], Outcome::Done);
    assert_eq!((review.place, review.left()), (Place::Step(3), 4));
}

#[test]
fn taking_back_leads_to_what_was_there_before() {
    let mut review = Review::begin(&ledger(2), &[], now(), None);
    review.advance();
    let first = review.steps[0].customer;
    review.skip();
    review.settle(first, Outcome::Postponed);
    review.settle(first, Outcome::Done);
    let place = review.place;
    for (done, before) in [(Outcome::Done, Outcome::Postponed), (Outcome::Postponed, Outcome::Skipped)] {
        review.take_back(&[first], done);
        assert_eq!((review.steps[0].outcome, review.place, review.left()), (Some(before), place, 1));
    }
}

#[test]
fn who_changed_class_in_silence_is_told_of() {
    let heard = |number, days: i64| {
        let mut summary = buyer(number, 90);
        let (at, channel, direction) = (now().plus_days(-days), Channel::Phone, Direction::Out);
        summary.contact.last_in = Some(at);
        summary.contact.last = Some(LastContact { at, channel, direction, summary: String::new() });
        summary
    };
    // Potential for 60 days, then cold.
    let ledger = ledger_of(vec![heard(1, 60), heard(2, 61), heard(3, 62), heard(4, 63), heard(5, 64)]);
    let turned = |days: i64| {
        let mut turned = news(&ledger, Some(now().plus_days(-days))).turned_class.first;
        turned.sort();
        turned.iter().map(|id| id.0.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(turned(0), [0_u128; 0]);
    assert_eq!(turned(1), [2]);
    assert_eq!(turned(3), [2, 3, 4]);
}
