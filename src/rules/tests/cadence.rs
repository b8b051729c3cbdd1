//! When customers show in the list and from when they are overdue, day by day.

use crate::domain::{Channel, Direction, StageId};
use crate::rules::fixture::{CALENDAR, Case, STAGES, day, later, morning};
use crate::rules::{Due, DueBasis, FreshContact, Rules, Window};
use time::macros::date;

/// Checks class and due window by asking every day from day 0 on whether the customer is in the list, as
/// a person does who looks at it each morning.
fn check(name: &str, case: &Case, class: &str, shows: i32, last_good: i32) {
    let rules = Rules::builtin();
    let on = |n: i32| rules.assess(&case.0, &STAGES, &CALENDAR, day(n));
    assert_eq!(rules.class_at(on(shows).class).id.as_str(), class, "{name}: class");
    for n in 0..=last_good + 5 {
        let due = on(n).due.unwrap_or_else(|| panic!("{name}: due on some day, seen from day {n}"));
        assert_eq!(due.is_open(day(n)), n >= shows, "{name}: in the list on day {n}? {due:?}");
        let overdue = u32::try_from(n - last_good).unwrap_or(0);
        assert_eq!(due.days_overdue(day(n)), overdue, "{name}: days overdue on day {n}; {due:?}");
    }
}

#[test]
fn every_class_keeps_its_cadence() {
    let new = Case::new;
    check("hot", &new().stage("quoted").wrote(10), "hot", 12, 13);
    check("potential, we answered", &new().heard(8).wrote(10), "potential", 17, 17);
    check("cold, never heard", &new().wrote(10), "cold", 24, 31);
    check("cold, dormant", &new().stage("dormant").heard(9).wrote(10), "cold", 24, 31);
    check("existing", &new().stage("won").heard(9).wrote(10), "existing", 25, 40);
    check("existing by an order on record", &new().ordered(5).wrote(10), "existing", 25, 40);
    check("existing with a new inquiry", &new().stage("quoted").since(9).ordered(5).wrote(10), "hot", 12, 13);
    check("ordered, and nobody moved it", &new().stage("quoted").wrote(4).ordered(5), "existing", 19, 34);
    check("ordered, and offered since", &new().stage("quoted").ordered(5).quoted(9).wrote(10), "hot", 12, 13);
    check("never contacted", &new(), "cold", 1, 3);
    check("never contacted, inquiry open", &new().stage("quoted"), "hot", 1, 3);
}

#[test]
fn whoever_wrote_is_due_for_an_answer_at_once() {
    let new = Case::new;
    check("hot", &new().stage("comparing").heard(10), "hot", 10, 11);
    check("potential", &new().stage("first_interest").heard(10), "potential", 10, 11);
    check("cold, dormant", &new().stage("dormant").heard(10), "cold", 10, 11);
    check("existing", &new().stage("won").wrote(2).heard(10), "existing", 10, 11);
    check("while the sample travels", &new().sample(5, Some(20)).wrote(5).heard(10), "sample", 10, 11);
    check("an agreed date wins", &new().stage("won").heard(10).agreed(day(17)), "existing", 17, 17);
    check("answered", &new().stage("won").heard(10).wrote(11), "existing", 26, 41);
    check("answered by what was sent", &new().stage("comparing").heard(10).sent(11), "hot", 13, 14);
    check(
        "sent, and written about later",
        &new().stage("comparing").heard(10).sent(11).wrote(12),
        "hot",
        14,
        15,
    );
    check("sent later than written", &new().stage("comparing").heard(10).wrote(11).sent(12), "hot", 14, 15);
    check("answered, and wrote again", &new().stage("comparing").heard(10).sent(11).heard(12), "hot", 12, 13);
    // Silence turns the class cold, but the debt stays and goes on growing.
    check("never answered", &new().heard(10), "potential", 10, 11);
    let called = new().heard(10).called(12);
    check("called, and nobody took it", &called, "potential", 10, 11);
    let rules = Rules::builtin();
    let late = rules.assess(&new().heard(10).0, &STAGES, &CALENDAR, day(90));
    assert_eq!(rules.class_at(late.class).id.as_str(), "cold");
    assert_eq!(late.due.unwrap().days_overdue(day(90)), 79);
    let seldom = Rules::parse_over_builtin("[answer]\ncadence_over_days = 7\n").unwrap();
    let hot = seldom.assess(&new().stage("comparing").heard(10).0, &STAGES, &CALENDAR, day(10));
    assert_eq!(hot.due.map(|due| (due.from, due.by)), Some((day(12), day(13))));
    assert_eq!(rules.suggestion(&late).unwrap().en, "answer their message first, and ask what they need now");
}

#[test]
fn talking_to_each_other_leaves_no_answer_owed() {
    let rules = Rules::builtin();
    let called = Case::new().stage("won").heard(10).with(|summary| {
        summary.contact.last.as_mut().unwrap().channel = Channel::Phone;
        summary.contact.wrote = None;
    });
    let due = rules.assess(&called.0, &STAGES, &CALENDAR, day(10)).due.unwrap();
    assert_eq!((due.from, due.by), (day(25), day(40)));
}

#[test]
fn samples_are_asked_about_within_three_days_of_arrival_and_again_within_seven() {
    let on_its_way = || Case::new().stage("sampling").sample(5, Some(20));
    check("told that it left", &on_its_way().wrote(5), "sample", 20, 23);
    check("never contacted", &on_its_way(), "sample", 20, 23);
    check("talked while it travels", &on_its_way().heard(18).wrote(19), "sample", 20, 23);
    check("asked on arrival", &on_its_way().wrote(20), "sample", 24, 27);
    check("asked on the last good day", &on_its_way().wrote(23), "sample", 25, 27);
    check("asked again at once", &on_its_way().wrote(24), "sample", 31, 31);
    check("asked again in time", &on_its_way().wrote(27), "sample", 34, 34);
    check("asked late", &on_its_way().wrote(40), "sample", 47, 47);
    check("arrival not known: a week", &Case::new().sample(5, None).wrote(5), "sample", 12, 15);
}

#[test]
fn an_agreed_date_wins_over_the_cadence() {
    let early = Case::new().stage("quoted").wrote(10).agreed(day(11));
    check("earlier", &early, "hot", 11, 11);
    check("later", &Case::new().stage("quoted").wrote(10).agreed(day(30)), "hot", 30, 30);
    check("before a sample arrives", &Case::new().sample(5, Some(20)).agreed(day(9)), "sample", 9, 9);
}

#[test]
fn what_changed_without_a_word_makes_nobody_late_for_the_days_before() {
    let comparing = Case::new().wrote(1).stage("comparing").with(|it| it.stage_since = morning(10));
    check("moved to an inquiry", &comparing, "hot", 3, 10);
    check("was one before", &Case::new().wrote(1).stage("comparing"), "hot", 3, 4);
    check("offered again", &Case::new().heard(1).wrote(2).quoted(10), "hot", 4, 10);
    let cancelled = |n| Case::new().stage("quoted").wrote(1).with(|it| it.deals.cancelled_on = Some(day(n)));
    check("cancelled an order", &cancelled(10), "hot", 3, 10);
    check("complained", &Case::new().stage("won").wrote(1).complained(50), "existing", 16, 50);
}

#[test]
fn who_never_answers_is_no_hot_customer_for_ever() {
    let chased = |times: i32| (0..times).fold(Case::new().stage("quoted"), |case, n| case.wrote(3 * n));
    check("seven messages", &chased(7), "hot", 20, 21);
    check("eight", &chased(8), "cold", 35, 42);
    check(
        "eight, but heard before",
        &chased(8).with(|it| it.contact.last_in = Some(morning(0))),
        "cold",
        35,
        42,
    );
}

#[test]
fn who_reminds_us_waits_from_the_first_message_on_whatever_day_that_was() {
    let twice = Case::new().stage("won").heard(10).heard(13);
    let reminded = twice.with(|it| it.contact.waits_since = Some(morning(10)));
    check("reminded", &reminded, "existing", 10, 11);
    // Day 5 is a Saturday.
    let rules = Rules::builtin();
    let germany =
        Case::new().stage("won").heard(5).with(|it| it.country = crate::domain::Country::find("DE"));
    let due = rules.assess(&germany.0, &STAGES, &CALENDAR, day(5)).due.unwrap();
    assert_eq!((due.from, due.by, due.moved), (day(5), day(7), None));
}

#[test]
fn who_becomes_another_customer_by_silence_is_not_late_at_once() {
    let text = "[[class]]\nid = \"renewal\"\nbefore = \"hot\"\nname = { zh = \"续约\", en = \"renewal\" }\n\
        short = { zh = \"续\", en = \"RNW\" }\ncolour = \"warm\"\npriority = 40\nchannels = [\"phone\"]\n\
        cadence = { anchor = \"last_contact\", window = \"1w\" }\nwhen = { ordered_days = \">= 40\" }\n";
    let rules = Rules::parse_over_builtin(text).unwrap();
    let case = Case::new().stage("won").ordered(5).wrote(31);
    let on = |n: i32| rules.assess(&case.0, &STAGES, &CALENDAR, day(n)).due.unwrap();
    assert_eq!((on(44).from, on(44).days_overdue(day(44))), (day(46), 0));
    assert_eq!((on(45).from, on(45).by, on(46).days_overdue(day(46))), (day(38), day(45), 1));
}

#[test]
fn a_contact_starts_the_cadence_anew_and_nothing_piles_up() {
    let rules = Rules::builtin();
    let neglected = Case::new().stage("quoted").wrote(1);
    let due = |case: &Case| rules.assess(&case.0, &STAGES, &CALENDAR, day(40)).due.unwrap();
    assert_eq!(due(&neglected).days_overdue(day(40)), 36);
    let caught_up = due(&neglected.wrote(40));
    assert_eq!((caught_up.from, caught_up.by), (day(42), day(43)));
}

#[test]
fn whoever_came_onto_the_list_stays_on_it_when_silence_changes_the_class() {
    let rules = Rules::builtin();
    let on = |case: &Case, n: i32| {
        let assessment = rules.assess(&case.0, &STAGES, &CALENDAR, day(n));
        let due = assessment.due.unwrap();
        (rules.class_at(assessment.class).id.as_str(), due.is_open(day(n)), due.days_overdue(day(n)))
    };
    // Potential until day 60 after the last word, in the list from day 59 on.
    let case = Case::new().heard(0).wrote(52);
    assert_eq!(on(&case, 58), ("potential", false, 0));
    assert_eq!(on(&case, 59), ("potential", true, 0));
    assert_eq!(on(&case, 60), ("potential", true, 1));
    assert_eq!(on(&case, 61), ("cold", true, 2), "the cold window opens on day 66 only");
    assert_eq!(on(&case, 65), ("cold", true, 6));
    assert_eq!(on(&case, 112), ("cold", true, 53));
    assert_eq!(on(&case, 113), ("cold", true, 54), "a limit passed that changes no class changes nothing");
    // Where the old window had not opened when the class changed, the new one counts alone.
    check("cooled down within the week", &Case::new().heard(0).wrote(55), "cold", 69, 76);
    // An inquiry that nobody pursued cools down; the cold cadence is long open by then.
    let inquiry = Case::new().stage("quoted").wrote(0);
    assert_eq!(on(&inquiry, 45), ("hot", true, 42));
    assert_eq!(on(&inquiry, 46), ("cold", true, 25));
}

#[test]
fn lost_and_do_not_contact_are_never_due() {
    let rules = Rules::builtin();
    let check = |case: Case| {
        for n in [0, 10, 20, 300] {
            let assessment = rules.assess(&case.0, &STAGES, &CALENDAR, day(n));
            assert_eq!((assessment.due, rules.suggestion(&assessment)), (None, None), "{case:?}");
        }
    };
    let silent = |case: Case| case.with(|summary| summary.do_not_contact = true);
    check(Case::new().stage("lost").heard(1));
    check(Case::new().stage("lost").heard(1).agreed(day(5)));
    check(Case::new().stage("lost").sample(1, Some(5)).pinned("hot"));
    check(silent(Case::new()));
    check(silent(Case::new().stage("quoted").heard(1).agreed(day(5))));
}

#[test]
fn a_class_pinned_by_hand_brings_its_cadence() {
    check("pinned hot", &Case::new().wrote(10).pinned("hot"), "hot", 12, 13);
    check("pinned cold", &Case::new().stage("quoted").wrote(10).pinned("cold"), "cold", 24, 31);
    check("pinned sample without one: weekly", &Case::new().wrote(10).pinned("sample"), "sample", 17, 17);
    check(
        "pinned to a class that is gone",
        &Case::new().stage("quoted").wrote(10).pinned("vip"),
        "hot",
        12,
        13,
    );
}

#[test]
fn the_daily_table_of_a_seller() {
    let rules = Rules::builtin();
    let today = date!(2026 - 06 - 05);
    let n = |date: time::Date| date.to_julian_day() - day(0).to_julian_day();
    let check = |case: Case, expected: Option<u32>| {
        let due = rules.assess(&case.0, &STAGES, &CALENDAR, today).due.filter(|due| due.is_open(today));
        assert_eq!(due.map(|due| due.days_overdue(today)), expected, "{case:?}");
    };
    let abc = Case::new().wrote(n(date!(2026 - 06 - 01)));
    check(abc.agreed(date!(2026 - 06 - 05)), Some(0));
    let xyz = Case::new().stage("awaiting_feedback").heard(n(date!(2026 - 05 - 28)));
    check(xyz.agreed(date!(2026 - 06 - 04)), Some(1));
    let globalbuy = Case::new().stage("won").heard(n(date!(2026 - 06 - 03)));
    check(globalbuy.agreed(date!(2026 - 06 - 20)), None);
}

#[test]
fn a_message_after_the_date_was_set_counts_until_it_is_answered() {
    let new = Case::new;
    let won = || new().stage("won");
    check("wrote before it was set", &won().heard(10).agreed_on(11, day(30)), "existing", 30, 30);
    check("wrote since", &won().agreed_on(9, day(30)).heard(10), "existing", 10, 11);
    check("hot, wrote since", &new().stage("quoted").agreed_on(9, day(30)).heard(10), "hot", 10, 11);
    check("before the date", &new().stage("quoted").agreed_on(9, day(11)).heard(10), "hot", 10, 11);
    check("answered", &won().agreed_on(9, day(30)).heard(10).wrote(11), "existing", 30, 30);
    check("answered by what was sent", &won().agreed_on(9, day(30)).heard(10).sent(11), "existing", 30, 30);
    check("wrote again", &won().agreed_on(9, day(30)).wrote(11).heard(20), "existing", 20, 21);
    check("nobody knows when it was set", &won().agreed(day(30)).heard(10), "existing", 30, 30);
    let lost = new().stage("lost").agreed_on(9, day(30)).heard(10);
    assert_eq!(Rules::builtin().assess(&lost.0, &STAGES, &CALENDAR, day(12)).due, None);
}

#[test]
fn a_cadence_may_count_from_the_last_order() {
    let rules = Rules::parse_over_builtin(
        "[[class]]\nid = \"existing\"\n\
         cadence = { anchor = \"last_order\", windows = [\"5d..7d\", \"30d..35d\"], then = \"15d..30d\" }\n",
    )
    .unwrap();
    let check = |case: Case, from: i32, by: i32, basis: Option<u8>| {
        let due = rules.assess(&case.0, &STAGES, &CALENDAR, day(50)).due.unwrap();
        assert_eq!((due.from, due.by), (day(from), day(by)), "{case:?}");
        let nth = if let DueBasis::OrderTouch { nth } = due.basis { Some(nth) } else { None };
        assert_eq!(nth, basis, "{case:?}");
    };
    let won = || Case::new().stage("won");
    check(won().ordered(10).wrote(10), 15, 17, Some(1));
    check(won().ordered(10).wrote(12), 15, 17, Some(1));
    check(won().ordered(10).wrote(15), 40, 45, Some(2));
    check(won().ordered(10).wrote(41), 56, 71, Some(3));
    check(won().ordered(10).wrote(41).ordered(45), 50, 52, Some(1));
    // A stage that says so is no order on record.
    check(won().wrote(10), 25, 40, None);
    assert_eq!(rules.classes().iter().filter(|class| class.cadence.usual().first == 15).count(), 1);
}

#[test]
fn a_due_window_says_what_it_comes_from() {
    let rules = Rules::builtin();
    let check = |case: Case, expected: DueBasis| {
        assert_eq!(
            rules.assess(&case.0, &STAGES, &CALENDAR, day(12)).due.unwrap().basis,
            expected,
            "{case:?}"
        );
    };
    let hot = rules.assess(&Case::new().stage("quoted").wrote(10).0, &STAGES, &CALENDAR, day(12)).class;
    check(
        Case::new().stage("quoted").wrote(10),
        DueBasis::Cadence { class: hot, window: Window { first: 2, last: 3 } },
    );
    check(Case::new().agreed(day(3)), DueBasis::Agreed);
    check(Case::new(), DueBasis::FirstContact);
    check(Case::new().sample(5, Some(10)), DueBasis::SampleTouch { nth: 1 });
    check(Case::new().stage("won").heard(10), DueBasis::Answer);
    check(Case::new().stage("won").wrote(9).complained(11), DueBasis::Answer);
    check(Case::new().stage("won").wrote(9).agreed_on(9, day(30)).complained(11), DueBasis::Answer);
    check(Case::new().stage("won").agreed_on(11, day(30)).complained(11), DueBasis::Agreed);
    check(Case::new().stage("won").agreed_on(9, day(30)).heard(10), DueBasis::Answer);
    check(Case::new().sample(5, Some(10)).wrote(11), DueBasis::SampleTouch { nth: 2 });
    check(Case::new().sample(1, Some(2)).wrote(11), DueBasis::SampleTouch { nth: 3 });
}

#[test]
fn days_of_a_contact_are_those_of_its_own_calendar() {
    let rules = Rules::builtin();
    // Half past midnight in Shanghai is still the day before in UTC.
    let case = Case::new().stage("quoted").wrote(10).with(|summary| {
        let last = summary.contact.last.as_mut().unwrap();
        last.at = morning(10).plus_ms(-(8 * 60 + 30) * 60_000);
    });
    let Due { from, .. } = rules.assess(&case.0, &STAGES, &CALENDAR, day(11)).due.unwrap();
    assert_eq!(from, day(12));
}

#[test]
fn the_proposed_date_is_the_first_day_of_the_next_window() {
    use Channel::{Email, Phone};
    use Direction::{In, Out};
    let rules = Rules::builtin();
    let check = |case: Case, channel: Channel, direction: Direction, stage: &str, expected: Option<i64>| {
        let stage = StageId::new(stage);
        let contact = FreshContact { channel, direction, stage: &stage };
        let proposed = rules.proposed_next(&case.0, &STAGES, &CALENDAR, &contact, day(100));
        assert_eq!(proposed, expected.map(|days| later(day(100), days)), "{case:?} then {contact:?}");
    };
    check(Case::new(), Email, Out, "developing", Some(14));
    check(Case::new(), Email, In, "developing", Some(1));
    check(Case::new(), Phone, Out, "developing", Some(7));
    check(Case::new().wrote(1), Email, Out, "quoted", Some(2));
    check(Case::new().wrote(1), Email, Out, "won", Some(15));
    check(Case::new().heard(1), Email, In, "dormant", Some(1));
    check(Case::new().sample(98, Some(105)), Email, Out, "sampling", Some(5));
    check(Case::new().sample(90, Some(100)), Email, Out, "sampling", Some(4));
    check(Case::new().sample(80, Some(90)), Email, Out, "sampling", Some(7));
    check(Case::new().agreed(day(101)).wrote(1), Email, Out, "quoted", Some(2));
    check(Case::new().wrote(1), Email, In, "lost", None);
    check(Case::new().with(|summary| summary.do_not_contact = true), Email, In, "quoted", None);
}
