//! Today's list.

use crate::domain::{CustomerId, Summary};
use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{Assessment, Rules, agenda};
use uuid::Uuid;

fn named(case: Case, id: u128, company: &str) -> Case {
    case.with(|it| (it.id, it.company) = (CustomerId(Uuid::from_u128(id)), company.into()))
}

fn order(cases: &[Case]) -> Vec<u128> {
    let rules = Rules::builtin();
    let assessed: Vec<(&Summary, Assessment)> =
        cases.iter().map(|case| (&case.0, rules.assess(&case.0, &STAGES, &CALENDAR, day(20)))).collect();
    agenda(assessed.iter().map(|(summary, assessment)| (*summary, assessment)), day(20))
        .into_iter()
        .map(|id| id.0.as_u128())
        .collect()
}

#[test]
fn the_list_holds_who_is_due_and_the_most_important_come_first() {
    let cases = [
        named(Case::new().wrote(1), 1, "cold and due"),
        named(Case::new().stage("quoted").wrote(18), 2, "hot and due today"),
        named(Case::new().stage("quoted").heard(10), 3, "hot, waiting, overdue"),
        named(Case::new().stage("quoted").wrote(19), 4, "hot, but talked to yesterday"),
        named(Case::new().stage("lost").wrote(1), 5, "lost"),
        named(Case::new().stage("quoted").wrote(1).agreed(day(21)), 6, "put off until tomorrow"),
        named(Case::new().stage("won").wrote(1).agreed(day(20)), 7, "agreed for today"),
    ];
    assert_eq!(order(&cases), [3, 7, 2, 1]);
}

#[test]
fn equals_are_ordered_by_date_then_company_then_id() {
    let capped = |n: i32| Case::new().stage("quoted").wrote(n);
    let mut cases = [
        named(capped(1), 1, "B"),
        named(capped(2), 2, "A"),
        named(capped(1), 4, "A"),
        named(capped(1), 3, "A"),
    ];
    assert_eq!(order(&cases), [3, 4, 1, 2]);
    cases.reverse();
    assert_eq!(order(&cases), [3, 4, 1, 2], "whatever the order they come in");
}
