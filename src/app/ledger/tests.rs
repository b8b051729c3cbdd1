//! The lists after days and changes are those that starting anew would make.

use super::*;
use crate::app::settings::SortOrder;
use crate::calendar::DaysOff;
use crate::domain::stage::DEFAULT_STAGES;
use crate::domain::summary::{LastContact, OpenSample};
use crate::domain::{Channel, Direction, Moment, StageId};
use crate::rules::Assessment;
use proptest::prelude::*;
use time::Duration;
use time::macros::{date, time};
use uuid::Uuid;

const FIRST_DAY: Date = date!(2026 - 03 - 02);

pub fn day(n: i64) -> Date {
    FIRST_DAY + Duration::days(n)
}

/// A customer with a history, as drawn.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub stage: usize,
    pub last: Option<i64>,
    pub heard: bool,
    pub sample: Option<i64>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let maybe = || proptest::option::of(0..60_i64);
    (0..14_usize, maybe(), any::<bool>(), maybe()).prop_map(|(stage, last, heard, sample)| Drawn {
        stage,
        last,
        heard,
        sample,
    })
}

/// A customer of whom nothing is known.
pub fn summary_of(number: u128) -> Summary {
    let card = Customer::new(CustomerId(Uuid::from_u128(number)), Moment::from_unix_ms(0, 0), "Company");
    Summary::of(&Dossier::new(card))
}

/// Everybody by the built-in rules.
pub fn ledger_of(summaries: Vec<Summary>) -> Ledger {
    Ledger::new(Arc::new(Rules::builtin()), stages(), calendar(), day(0), summaries, SortOrder::Name)
}

fn calendar() -> Arc<Calendar> {
    Arc::new(Calendar::new(DaysOff::default()))
}

pub fn stages() -> Arc<Stages> {
    Arc::new(Stages::parse(DEFAULT_STAGES).unwrap())
}

pub fn summary(place: u128, drawn: &Drawn, stages: &Stages) -> Summary {
    let at = |n| Moment::at(day(n), time!(10:00), 480);
    let card = Customer::new(CustomerId(Uuid::from_u128(place + 1)), at(0), format!("Company {place}"));
    let mut summary = Summary::of(&Dossier::new(card));
    summary.country =
        ["DE", "SA", "CN"].get(drawn.stage % 4).and_then(|code| crate::domain::Country::find(code));
    summary.stage = stages.iter().nth(drawn.stage).map_or(StageId::first(), |stage| stage.id.clone());
    if let Some(n) = drawn.last {
        let direction = if drawn.heard { Direction::In } else { Direction::Out };
        let last = LastContact { at: at(n), channel: Channel::Email, direction, summary: String::new() };
        summary.contact.last = Some(last);
        summary.contact.count = 1;
        summary.contact.last_in = drawn.heard.then(|| at(n));
        summary.contact.unanswered = u16::from(!drawn.heard);
    }
    summary.owner = ["", "Anna", "Li Lei"].get(drawn.stage % 3).map_or("", |owner| owner).to_owned();
    summary.deals.open_sample =
        drawn.sample.map(|n| OpenSample { sent_on: day(n), arrival: Some(day(n + 5)), is_there: false });
    summary
}

/// Everything that lists show.
fn shown(ledger: &Ledger) -> (Vec<CustomerId>, Vec<CustomerId>, usize, usize, Vec<Assessment>) {
    let assessments = ledger.rows().map(|row| row.assessment).collect();
    let (order, agenda) = (ledger.order().to_vec(), ledger.agenda().to_vec());
    (order, agenda, ledger.overdue(), ledger.contacted_today(), assessments)
}

/// Nobody is on the list twice, and nobody is forgotten: whoever may be talked to has a day, and is on the list
/// from that day on and not before.
fn everybody_is_somewhere(ledger: &Ledger) {
    let listed: std::collections::HashSet<_> = ledger.agenda().iter().copied().collect();
    assert_eq!(listed.len(), ledger.agenda().len(), "somebody is due twice");
    let all: std::collections::HashSet<_> = ledger.order().iter().copied().collect();
    assert_eq!((all.len(), ledger.order().len()), (ledger.len(), ledger.len()), "everybody is there once");
    for row in ledger.rows() {
        let never = row.summary.do_not_contact || row.summary.stage.as_str() == "lost";
        let due = row.assessment.due;
        assert_eq!(due.is_none(), never, "{} has no day", row.summary.company);
        let is_open = due.is_some_and(|due| due.from <= ledger.today());
        assert_eq!(is_open, listed.contains(&row.summary.id), "{}", row.summary.company);
        assert!(row.assessment.next_change > ledger.today());
    }
}

/// Something that happens at the desk.
#[derive(Clone, Debug)]
enum Step {
    Days(i64),
    Changed(usize, Drawn),
    Removed(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (-2..12_i64).prop_map(Step::Days),
        2 => (0..12_usize, drawn()).prop_map(|(place, drawn)| Step::Changed(place, drawn)),
        1 => (0..12_usize).prop_map(Step::Removed),
    ]
}

proptest! {
    #[test]
    fn touching_only_what_changes_shows_the_same_as_starting_anew(
        // A few, and so many that a new day moves them together.
        first in prop_oneof![
            3 => proptest::collection::vec(drawn(), 0..12),
            1 => proptest::collection::vec(drawn(), 100..140),
        ],
        steps in proptest::collection::vec(step(), 1..24),
        sort in proptest::sample::select(SortOrder::ALL),
    ) {
        let (rules, stages) = (Arc::new(Rules::builtin()), stages());
        let anew = |today, summaries| {
            Ledger::new(Arc::clone(&rules), Arc::clone(&stages), calendar(), today, summaries, sort)
        };
        let start: Vec<_> = (0..).zip(&first).map(|(place, drawn)| summary(place, drawn, &stages)).collect();
        let mut today = day(30);
        let mut ledger = anew(today, start);
        ledger.pipeline();
        for step in steps {
            match step {
                Step::Days(days) => {
                    today += Duration::days(days);
                    ledger.set_today(today);
                }
                Step::Changed(place, drawn) => {
                    ledger.take_summaries(vec![summary(place as u128, &drawn, &stages)], &[]);
                }
                Step::Removed(place) => {
                    ledger.take_summaries(Vec::new(), &[CustomerId(Uuid::from_u128(place as u128 + 1))]);
                }
            }
            everybody_is_somewhere(&ledger);
            let summaries = ledger.rows().map(|row| row.summary.clone()).collect();
            let anew = anew(today, summaries);
            prop_assert_eq!(shown(&ledger), shown(&anew));
            prop_assert_eq!(ledger.pipeline(), anew.pipeline());
            prop_assert_eq!(&ledger.watch, &anew.watch);
        }
    }
}

#[test]
fn a_new_day_touches_only_those_whose_day_has_come() {
    let (rules, stages) = (Arc::new(Rules::builtin()), stages());
    let drawn = Drawn { stage: 0, last: Some(0), heard: false, sample: None };
    let mut ledger = Ledger::new(
        rules,
        Arc::clone(&stages),
        calendar(),
        day(1),
        vec![summary(0, &drawn, &stages)],
        SortOrder::Name,
    );
    let next = |ledger: &Ledger| ledger.rows().next().unwrap().assessment.next_change;
    assert_eq!(next(&ledger), day(14), "cold, in the list from two weeks on");
    ledger.set_today(day(13));
    assert_eq!((next(&ledger), ledger.agenda().len()), (day(14), 0));
    ledger.set_today(day(14));
    assert_eq!((next(&ledger) > day(14), ledger.agenda().len()), (true, 1));
}
