//! Why this class, why today, why in this place.

use crate::domain::Grade;
use crate::domain::customer::PutOff;
use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{FlagIndex, PriorityInput, Reason, Rules};

#[test]
fn the_row_of_a_list_names_the_most_telling_reason() {
    let check = |case: Case, expected: Reason| {
        let rules = Rules::builtin();
        let assessment = rules.assess(&case.0, &STAGES, &CALENDAR, day(40));
        assert_eq!(assessment.reason, expected, "{case:?}");
        assert_eq!(
            rules.explain(&case.0, &STAGES, &CALENDAR, day(40)).when.first(),
            Some(&expected),
            "{case:?}"
        );
    };
    let quoted = || Case::new().stage("quoted").heard(20).quoted(30).wrote(30);
    check(Case::new(), Reason::NeverContacted { since: day(0) });
    check(Case::new().wrote(10), Reason::SaidNothingFor { since: day(10) });
    let dealt = |n| Case::new().with(|it| it.deals.last_record = Some(day(n)));
    check(dealt(-20), Reason::NothingLogged { since: day(-20) });
    check(dealt(-20).wrote(10), Reason::SaidNothingFor { since: day(10) });
    check(Case::new().wrote(10).wrote(20), Reason::Unanswered { messages: 2 });
    check(Case::new().wrote(10).heard(38), Reason::TheyWroteLast { since: day(38) });
    check(Case::new().wrote(10).heard(36).sent(37), Reason::Answered { on: day(37) });
    check(Case::new().wrote(10).heard(36).quoted(37).sent(37), Reason::QuoteUnanswered { since: day(37) });
    check(Case::new().wrote(10).heard(36).quoted(36).sent(36), Reason::QuoteUnanswered { since: day(36) });
    check(quoted(), Reason::QuoteUnanswered { since: day(30) });
    check(quoted().heard(35), Reason::TheyWroteLast { since: day(35) });
    check(quoted().heard(35).wrote(36), Reason::SaidNothingFor { since: day(36) });
    check(quoted().ordered(36), Reason::SaidNothingFor { since: day(30) });
    check(quoted().agreed(day(39)), Reason::AgreedDate { date: day(39) });
    for agreed in [None, Some(day(30))] {
        let put_off = quoted().agreed(day(39)).with(|it| {
            it.follow_up.as_mut().unwrap().put_off = Some(PutOff { agreed });
        });
        check(put_off, Reason::PutOffTo { date: day(39), agreed, rests: false });
    }
    check(quoted().sample(35, Some(45)), Reason::SampleOnItsWay { arrival: day(45) });
    check(quoted().sample(25, Some(32)), Reason::SampleArrived { on: day(32) });
    check(quoted().sample(25, None), Reason::SampleExpected { on: day(32) });
    check(quoted().stage("lost").agreed(day(39)), Reason::Lost);
    check(Case::new().stage("lost").with(|it| it.do_not_contact = true), Reason::DoNotContact);
}

#[test]
fn a_class_tells_the_conditions_that_held() {
    let check = |case: Case, expected: &[Reason]| {
        let class = Rules::builtin().explain(&case.0, &STAGES, &CALENDAR, day(40)).class;
        assert_eq!(class, expected, "{case:?}");
    };
    check(
        Case::new().stage("quoted").wrote(38),
        &[Reason::OpenInquiry, Reason::SaidNothingFor { since: day(38) }],
    );
    check(Case::new().heard(38), &[Reason::HeardFrom { since: day(38) }]);
    check(Case::new().ordered(3), &[Reason::HasOrdered { orders: 1 }]);
    check(Case::new().stage("won").wrote(3), &[Reason::HasOrdered { orders: 0 }]);
    check(Case::new().sample(30, Some(44)), &[Reason::SampleOnItsWay { arrival: day(44) }]);
    check(Case::new().stage("won").pinned("hot"), &[Reason::Pinned]);
    check(
        Case::new().stage("dormant").wrote(1).pinned("gone"),
        &[
            Reason::PinnedClassUnknown,
            Reason::NothingElseFits,
            Reason::Dormant,
            Reason::NeverHeard,
            Reason::SaidNothingFor { since: day(1) },
        ],
    );
    let unknown = |case: Case| case.with(|it| it.contact.count += 1);
    let last = Reason::SaidNothingFor { since: day(1) };
    check(
        unknown(Case::new().wrote(1)),
        &[Reason::NothingElseFits, Reason::EarlyStage, Reason::WriterUnknown, last],
    );
}

#[test]
fn own_rules_tell_what_held_by_name_and_nothing_that_is_not_so() {
    use crate::domain::{Country, CustomerType};
    let told = |when: &str, case: &Case| {
        let text = format!(
            "[[flag]]\nid = \"own\"\nname = {{ zh = \"甲\", en = \"A\" }}\ncolour = \"hot\"\npriority = 1\nwhen = {when}\n"
        );
        let rules = Rules::parse_over_builtin(&text).unwrap();
        rules.explain(&case.0, &STAGES, &CALENDAR, day(40)).flags.pop().unwrap().reasons
    };
    let germany = Country::find("Germany").unwrap();
    let case = Case::new().stage("quoted").with(|it| {
        it.tags = vec!["Fair 2026".into(), "V.I.P.".into()];
        (it.country, it.kind) = (Some(germany), Some(CustomerType::Brand));
    });
    let check = |when: &str, expected: &[Reason]| assert_eq!(told(when, &case), expected, "{when}");
    check("{ orders = 0 }", &[Reason::NoOrders]);
    check("{ any = [{ orders = \"< 2\" }, { tag = \"gone\" }] }", &[Reason::NoOrders]);
    check("{ quotations = 0 }", &[Reason::NeverQuoted]);
    check("{ tag = [\"vip\", \"gone\"] }", &[Reason::Tag { place: 1 }]);
    check("{ country = [\"FR\", \"DE\"] }", &[Reason::Country(germany)]);
    check("{ type = \"brand\" }", &[Reason::Type(CustomerType::Brand)]);
    check("{ not = { heard_within_days = 9 } }", &[Reason::NeverContacted { since: day(0) }]);
    assert_eq!(told("{ orders = \"< 2\" }", &case.clone().ordered(3)), [Reason::HasOrdered { orders: 1 }]);
    assert_eq!(told("{ not = { heard_within_days = 9 } }", &case.clone().wrote(3)), [Reason::NeverHeard]);
}

#[test]
fn the_priority_is_the_sum_of_its_terms() {
    use PriorityInput::{Agreed, Class, FirstContact, Overdue, SampleTouch, TheyWroteLast};
    let check = |case: Case, expected: &[(PriorityInput, i32)]| {
        let explained = Rules::builtin().explain(&case.0, &STAGES, &CALENDAR, day(40));
        let terms: Vec<_> = explained.priority.iter().map(|term| (term.input, term.points)).collect();
        assert_eq!(terms, expected, "{case:?}");
        let sum: i32 = expected.iter().map(|(_, points)| points).sum();
        assert_eq!(explained.assessment.priority, sum, "{case:?}");
    };
    let grade = |grade, points| (PriorityInput::Grade(grade), points);
    let flag = |id: &str, points| {
        let place = Rules::builtin().flags().iter().position(|flag| flag.id == id).unwrap();
        (PriorityInput::Flag(FlagIndex(u8::try_from(place).unwrap())), points)
    };
    let overdue = |days, counted: u32, points| (Overdue { days, counted }, points);
    check(
        Case::new().stage("quoted").heard(34),
        &[
            (Class, 50),
            grade(Grade::C, 0),
            (TheyWroteLast, 20),
            overdue(5, 5, 10),
            flag("answer_owed", 5),
            flag("neglected_hot", 10),
        ],
    );
    check(Case::new(), &[(Class, 5), grade(Grade::C, 0), (FirstContact, 10), overdue(37, 10, 20)]);
    check(
        Case::new().stage("won").wrote(30).agreed(day(39)),
        &[(Class, 30), grade(Grade::B, 15), (Agreed, 20), overdue(1, 1, 2)],
    );
    check(
        Case::new().sample(30, Some(40)).wrote(30).with(|it| it.pinned_grade = Some(Grade::A)),
        &[(Class, 45), grade(Grade::A, 30), (SampleTouch, 15)],
    );
    check(Case::new().stage("lost"), &[(Class, 5), grade(Grade::C, 0)]);
}
