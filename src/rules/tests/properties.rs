//! What must hold for every customer on every day, under the default rules and under others.

use super::files::TRADE_FAIR_RULES;
use crate::calendar::{Calendar, DaysOff};
use crate::domain::{Channel, Country, Direction, Grade, Score, StageId};
use crate::rules::fixture::{Case, STAGES, day, days_between};
use crate::rules::{Assessment, DueBasis, FreshContact, Reason, Rules};
use proptest::prelude::*;
use std::sync::LazyLock;

static RULES: LazyLock<[Rules; 2]> =
    LazyLock::new(|| [Rules::builtin(), Rules::parse(TRADE_FAIR_RULES).unwrap()]);

/// Days off of one's own, in a week and in a row.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let list = "weekly = [\"Sun\"]\n[[off]]\nfrom = 2026-06-20\nuntil = 2026-07-05\n";
    Calendar::new(DaysOff::parse(list).unwrap())
});

#[derive(Clone, Debug)]
enum Event {
    In(&'static str),
    Wrote(i32),
    Heard(i32),
    Called(i32),
    Sent(i32),
    Sample(i32, Option<i32>),
    Quoted(i32),
    Ordered(i32),
    Agreed(i32),
    AgreedOn(i32, i32),
    Promised(i32),
    Owes(i32),
    Offered(i32),
    Stage(String, i32),
    Pinned(&'static str),
    Graded(Grade),
    Scored(u8, u8),
    Tagged(&'static str),
    DoNotContact,
}

const LAST_DAY: i32 = 200;

fn event() -> impl Strategy<Value = Event> {
    let on = || 0..LAST_DAY;
    let stages: Vec<_> = STAGES.iter().map(|stage| stage.id.as_str().to_owned()).collect();
    prop_oneof![
        4 => on().prop_map(Event::Wrote),
        4 => on().prop_map(Event::Heard),
        1 => on().prop_map(Event::Called),
        1 => on().prop_map(Event::Sent),
        2 => (on(), proptest::option::of(on())).prop_map(|(sent, arrival)| Event::Sample(sent, arrival)),
        2 => on().prop_map(Event::Quoted),
        2 => on().prop_map(Event::Ordered),
        1 => on().prop_map(Event::Agreed),
        2 => (on(), on()).prop_map(|(set, date)| Event::AgreedOn(set, date)),
        1 => on().prop_map(Event::Promised),
        1 => on().prop_map(Event::Owes),
        1 => on().prop_map(Event::Offered),
        4 => (proptest::sample::select(stages), on()).prop_map(|(stage, since)| Event::Stage(stage, since)),
        1 => proptest::sample::select(vec!["hot", "sample", "cold", "visitor", "gone"]).prop_map(Event::Pinned),
        1 => proptest::sample::select(Grade::ALL).prop_map(Event::Graded),
        1 => (1..=5_u8, 1..=5_u8).prop_map(|(potential, habit)| Event::Scored(potential, habit)),
        1 => proptest::sample::select(vec!["high potential", "vip", ""]).prop_map(Event::Tagged),
        4 => proptest::sample::select(vec!["DE", "SA", "IR", "BN", "CN", "US", "BD"]).prop_map(Event::In),
        1 => Just(Event::DoNotContact),
    ]
}

fn happen(case: Case, event: Event) -> Case {
    match event {
        Event::In(country) => case.with(|it| it.country = Country::find(country)),
        Event::Wrote(n) => case.wrote(n),
        Event::Heard(n) => case.heard(n),
        Event::Called(n) => {
            case.heard(n).with(|it| it.contact.last.as_mut().unwrap().channel = Channel::Phone)
        }
        // A record of before they were last heard answers nothing.
        Event::Sent(n) => match case.0.contact.last_in {
            Some(heard) if heard.date() <= day(n) => case.sent(n),
            _ => case,
        },
        Event::Sample(sent, arrival) => case.sample(sent, arrival),
        Event::Quoted(n) => case.quoted(n),
        Event::Ordered(n) => case.ordered(n),
        Event::Agreed(n) => case.agreed(day(n)),
        Event::AgreedOn(n, date) => case.agreed_on(n, day(date)),
        Event::Promised(n) => case.promised(day(n)),
        Event::Owes(n) => case.owes(n),
        Event::Offered(n) => case.offered_until(n),
        Event::Stage(stage, since) => case.with(|it| {
            (it.stage, it.stage_since) = (StageId::new(stage), it.created.plus_days(since.into()));
        }),
        Event::Pinned(class) => case.pinned(class),
        Event::Graded(grade) => case.with(|it| it.pinned_grade = Some(grade)),
        Event::Scored(potential, habit) => {
            case.with(|it| (it.potential, it.payment_habit) = (Score::new(potential), Score::new(habit)))
        }
        Event::Tagged(tag) => case.with(|it| it.tags.push(tag.into())),
        Event::DoNotContact => case.with(|it| it.do_not_contact = true),
    }
}

fn customer() -> impl Strategy<Value = Case> {
    proptest::collection::vec(event(), 0..8).prop_map(|events| events.into_iter().fold(Case::new(), happen))
}

proptest! {
    #[test]
    fn nobody_active_is_forgotten_and_nobody_else_is_bothered(case in customer(), n in 0..400) {
        for rules in &*RULES {
            let assessment = rules.assess(&case.0, &STAGES, &CALENDAR, day(n));
            let never = case.0.do_not_contact || case.0.stage.as_str() == "lost";
            prop_assert_eq!(assessment.due.is_none(), never);
            if let Some(due) = assessment.due {
                prop_assert!(due.from <= due.by);
            }
        }
    }

    #[test]
    fn whoever_is_due_stays_due_until_something_happens(case in customer()) {
        for rules in &*RULES {
            let is_open = |n: i32| {
                rules.assess(&case.0, &STAGES, &CALENDAR, day(n)).due.is_some_and(|due| due.is_open(day(n)))
            };
            let mut first = None;
            // Facts of the future have not happened yet; from the last day on, only time goes on.
            for n in LAST_DAY..LAST_DAY + 200 {
                first = first.or(is_open(n).then_some(n));
                prop_assert_eq!(is_open(n), first.is_some(), "in the list since {:?}, day {}", first, n);
            }
        }
    }

    #[test]
    fn the_same_facts_give_the_same_answer_and_the_explanation_agrees(case in customer(), n in 0..400) {
        for rules in &*RULES {
            let assessment = rules.assess(&case.0, &STAGES, &CALENDAR, day(n));
            prop_assert_eq!(assessment, rules.assess(&case.0.clone(), &STAGES, &CALENDAR, day(n)));
            let explained = rules.explain(&case.0, &STAGES, &CALENDAR, day(n));
            prop_assert_eq!(explained.assessment, assessment);
            prop_assert_eq!(explained.when.first(), Some(&assessment.reason));
            prop_assert_eq!(explained.priority.iter().map(|term| term.points).sum::<i32>(), assessment.priority);
            prop_assert_eq!(explained.grade.grade, assessment.grade);
            prop_assert!(!explained.class.is_empty());
            prop_assert!(explained.class == [Reason::Pinned] || !explained.class.contains(&Reason::Pinned));
        }
    }

    #[test]
    fn overdue_days_grow_by_one_a_day_while_the_class_stays(case in customer()) {
        for rules in &*RULES {
            for n in LAST_DAY..LAST_DAY + 60 {
                let today = rules.assess(&case.0, &STAGES, &CALENDAR, day(n));
                let tomorrow = rules.assess(&case.0, &STAGES, &CALENDAR, day(n + 1));
                if let (Some(before), Some(after)) = (today.due, tomorrow.due)
                    && today.class == tomorrow.class
                {
                    prop_assert_eq!((before.from, before.by), (after.from, after.by), "seen from day {}", n);
                    prop_assert!(before.from <= before.by && before.by <= before.in_time);
                    let late = days_between(before.in_time, day(n)).max(0);
                    prop_assert_eq!(i64::from(before.days_overdue(day(n))), late);
                }
            }
        }
    }

    #[test]
    fn nothing_changes_before_the_day_that_was_named(case in customer(), n in 0..300) {
        for rules in &*RULES {
            let today = rules.assess(&case.0, &STAGES, &CALENDAR, day(n));
            prop_assert!(today.next_change > day(n));
            for later in n + 1..n + 120 {
                if day(later) >= today.next_change {
                    break;
                }
                prop_assert_eq!(today, rules.assess(&case.0, &STAGES, &CALENDAR, day(later)), "day {} from {}", later, n);
            }
        }
    }

    #[test]
    fn a_window_lies_on_working_days_and_never_before_those_of_the_cadence(case in customer(), n in 0..400) {
        let country = case.0.country;
        for rules in &*RULES {
            let with = rules.assess(&case.0, &STAGES, &CALENDAR, day(n));
            let Some(due) = with.due else { continue };
            if due.basis == DueBasis::Agreed {
                prop_assert_eq!(due.moved, None);
                prop_assert_eq!(due.agreed_on_day_off, CALENDAR.day_off(country, due.by));
                continue;
            }
            // Whoever writes on a day off is there.
            prop_assert!(due.basis == DueBasis::Answer || CALENDAR.day_off(country, due.from).is_none());
            prop_assert_eq!(CALENDAR.day_off(country, due.by), None);
            if let Some(moved) = due.moved {
                prop_assert!(moved.from < due.from);
                prop_assert_eq!(CALENDAR.day_off(country, moved.from), Some(moved.why));
                prop_assert_eq!(CALENDAR.next_working_day(country, moved.from), due.from);
            }
        }
    }

    #[test]
    fn what_is_proposed_is_a_working_day_ahead(case in customer(), n in 0..400) {
        let stage = case.0.stage.clone();
        let contact = FreshContact { channel: Channel::Email, direction: Direction::Out, stage: &stage };
        for rules in &*RULES {
            if let Some(date) = rules.proposed_next(&case.0, &STAGES, &CALENDAR, &contact, day(n)) {
                prop_assert!(date > day(n));
                prop_assert_eq!(CALENDAR.day_off(case.0.country, date), None);
            }
        }
    }
}

#[test]
fn what_is_held_for_everybody_is_small() {
    fn holds_no_heap<T: Copy>() {}
    assert!(size_of::<Assessment>() <= 112, "{} bytes", size_of::<Assessment>());
    holds_no_heap::<Assessment>();
}
