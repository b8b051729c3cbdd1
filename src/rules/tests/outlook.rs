//! When the answer changes by itself, and to what.

use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{Becoming, Rules};

/// What comes, as words: the day, then what becomes of it; and the day after which nothing does.
fn outlook(case: &Case, n: i32) -> Vec<String> {
    let rules = Rules::builtin();
    let flag = |index| rules.flag_at(index).unwrap().id.clone();
    let word = |becoming: &Becoming| match *becoming {
        Becoming::Class(class) => rules.class_at(class).id.as_str().to_owned(),
        Becoming::Grade(grade) => grade.id().to_owned(),
        Becoming::Due => "due".into(),
        Becoming::Overdue => "overdue".into(),
        Becoming::FlagUp(index) => format!("+{}", flag(index)),
        Becoming::FlagDown(index) => format!("-{}", flag(index)),
    };
    let outlook = rules.outlook(&case.0, &STAGES, &CALENDAR, day(n));
    let number = |date: time::Date| date.to_julian_day() - day(0).to_julian_day();
    let told = outlook.forecasts.iter().map(|it| {
        let becomes: Vec<_> = it.becomes.iter().map(word).collect();
        format!("{} {}", number(it.on), becomes.join(" "))
    });
    let more = (outlook.more > 0).then(|| format!("{} more", outlook.more));
    told.chain(more).chain(outlook.last.map(|last| format!("{} end", number(last)))).collect()
}

#[test]
fn every_step_until_nothing_changes_is_foretold() {
    let check = |case: Case, n: i32, expected: &[&str]| {
        assert_eq!(outlook(&case, n), expected, "{case:?} on day {n}");
    };
    let hot =
        || Case::new().stage("comparing").wrote(10).with(|it| it.stage_since = it.created.plus_days(10));
    let stuck = "40 +stage_too_long";
    check(
        hot(),
        10,
        &["12 due", "14 overdue", "15 +neglected_hot", stuck, "56 cold -neglected_hot", "56 end"],
    );
    check(hot(), 12, &["14 overdue", "15 +neglected_hot", stuck, "56 cold -neglected_hot", "56 end"]);
    check(hot(), 14, &["15 +neglected_hot", stuck, "56 cold -neglected_hot", "56 end"]);
    check(hot(), 55, &["56 cold -neglected_hot", "56 end"]);
    let cools = ["56 potential -neglected_hot", "70 cold", "70 end"];
    check(Case::new().stage("comparing").heard(9).since(10).wrote(10), 41, &cools);
    check(Case::new().wrote(10), 10, &["24 due", "32 overdue", "32 end"]);
    check(Case::new().wrote(10), 24, &["32 overdue", "32 end"]);
    check(Case::new().wrote(10), 32, &[]);
    check(Case::new().heard(10), 10, &["12 overdue +answer_owed", "71 cold", "71 end"]);
    check(Case::new().stage("won").heard(10), 10, &["12 overdue +answer_owed", "12 end"]);
    check(Case::new().heard(9).wrote(10), 10, &["17 due", "18 overdue", "70 cold", "70 end"]);
    check(Case::new().stage("lost").heard(10), 10, &[]);
    let sample = [
        "20 due",
        "23 +sample_unanswered_3",
        "24 overdue",
        "27 +sample_unanswered_7 -sample_unanswered_3",
        "111 cold -sample_unanswered_7",
        "111 end",
    ];
    check(Case::new().sample(5, Some(20)), 5, &sample);
}

#[test]
fn of_many_steps_the_first_ones_and_every_class_are_told() {
    let offers = |case: Case| (0..4).fold(case, |case, n| case.offered_until(18 + 8 * n));
    let case =
        offers(Case::new().stage("comparing").wrote(10)).with(|it| it.stage_since = it.created.plus_days(10));
    let told = outlook(&case, 10);
    assert_eq!(told.len(), 8, "{told:?}");
    assert_eq!(told.first().map(String::as_str), Some("12 due"));
    assert!(told[5].starts_with("56 cold"), "{told:?}");
    assert_eq!(told[6..], ["7 more", "56 end"]);
}
