//! What is worked out beforehand is what a ledger of everybody shows on that day.

use super::*;
use crate::app::ledger::tests::{Drawn, day, summary};
use crate::domain::stage::DEFAULT_STAGES;
use crate::domain::{IdMint, Moment, Summary};
use time::{Duration, Time};

fn now() -> Moment {
    Moment::at(day(70), Time::MIDNIGHT, 480)
}

/// Customers in every stage, last heard of long ago and lately.
fn everybody() -> Vec<Summary> {
    let stages = Stages::parse(DEFAULT_STAGES).unwrap();
    let drawn = |n: u32| Drawn {
        stage: (n % 14) as usize,
        last: Some(i64::from(n * 7 % 71)),
        heard: n.is_multiple_of(3),
        sample: n.is_multiple_of(5).then(|| i64::from(n % 60)),
    };
    (0..900).map(|n| summary(u128::from(n), &drawn(n), &stages)).collect()
}

fn ledger(today: Date, sort: SortOrder) -> Ledger {
    let stages = Arc::new(Stages::parse(DEFAULT_STAGES).unwrap());
    let (rules, calendar) = (Arc::new(Rules::builtin()), Arc::new(Calendar::default()));
    Ledger::new(rules, stages, calendar, today, everybody(), sort)
}

fn first(whole: &Ledger, preview: &Preview, date: Date) -> Ledger {
    let day = preview.days.iter().find(|day| day.date == date).unwrap().clone();
    let day = PreviewDay { rest: Vec::new(), ..day };
    let (customers, order) = (preview.customers, preview.order.clone());
    let stages = Arc::clone(&whole.stages);
    Ledger::of_first_screen(
        &whole.rules,
        stages,
        Arc::clone(&whole.calendar),
        FirstScreen { customers, rates: Vec::new(), order, day },
        whole.sort,
    )
}

fn rest(preview: &Preview, date: Date) -> Vec<Summary> {
    preview.days.iter().find(|day| day.date == date).unwrap().rest.clone()
}

#[test]
fn the_first_screen_of_each_day_is_that_of_everybody() {
    let whole = ledger(now().date(), SortOrder::Due);
    let preview = whole.preview(7, std::iter::empty()).unwrap();
    assert_eq!(preview.key, key_with(7, SortOrder::Due));
    let mut had_more_than_fits = false;
    for ahead in 0..DAYS {
        let date = now().date() + Duration::days(ahead);
        let (mut first, whole) = (first(&whole, &preview, date), ledger(date, SortOrder::Due));
        let counts = |it: &Ledger| (it.len(), it.due(), it.overdue(), it.contacted_today());
        assert_eq!(counts(&first), counts(&whole), "{date}");
        for id in first.agenda().iter().take(AT_ONCE) {
            assert_eq!(first.row(*id), whole.row(*id), "{date}");
        }
        first.take_first(rest(&preview, date));
        assert_eq!(counts(&first), counts(&whole), "{date}, with the rest");
        let fit = whole.agenda().len().min(FIRST_DUE);
        had_more_than_fits |= whole.agenda().len() > FIRST_DUE;
        assert_eq!(first.agenda(), &whole.agenda()[..fit], "{date}");
        for id in first.agenda() {
            assert_eq!(first.row(*id), whole.row(*id), "{date}");
        }
    }
    assert!(had_more_than_fits, "the case that matters");
    let mut today = first(&whole, &preview, now().date());
    today.take_first(rest(&preview, now().date()));
    assert!(today.order().iter().all(|id| today.row(*id) == whole.row(*id)), "the customers pane");
    assert_eq!(today.order(), &whole.order()[..FIRST]);
    assert_eq!(today.preview(7, std::iter::empty()), None, "who does not know everybody says nothing");
}

#[test]
fn what_was_changed_early_outlives_the_arrival_of_everybody() {
    let mut whole = ledger(now().date(), SortOrder::Name);
    let preview = whole.preview(7, std::iter::empty()).unwrap();
    let mut first = first(&whole, &preview, now().date());
    let (snoozed, gone) = (first.agenda()[0], first.agenda()[1]);
    let mut summary = first.row(snoozed).unwrap().summary.clone();
    summary.city = "changed".into();
    first.take_summaries(vec![summary], &[gone]);
    let new = Summary { id: crate::domain::CustomerId(IdMint::new(9).mint(now())), ..everybody().remove(0) };
    first.take_summaries(vec![new.clone()], &[]);
    whole.take_over(first, &HashSet::from([snoozed, gone, new.id]));
    assert_eq!(whole.row(snoozed).unwrap().summary.city, "changed");
    assert!(whole.row(gone).is_none() && whole.row(new.id).is_some());
    assert_eq!(whole.len(), everybody().len());
}
