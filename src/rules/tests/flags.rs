//! Which flags are up on which days under the default rules, and what they say.

use crate::domain::money::{Currency, Money};
use crate::domain::summary::{DealList, OpenDeal};
use crate::domain::trade::OrderState;
use crate::domain::{Channel, StageId};
use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{Reason, Rules};
use uuid::Uuid;

/// The flag must be up on exactly these days of the first 200.
fn check(flag: &str, case: &Case, expected: std::ops::Range<i32>) {
    let rules = Rules::builtin();
    assert!(rules.flags().iter().any(|it| it.id == flag), "{flag} is a flag");
    for n in 0..200 {
        let up = rules.assess(&case.0, &STAGES, &CALENDAR, day(n)).flags;
        let is_up = rules.flags_of(up).any(|it| it.id == flag);
        assert_eq!(is_up, expected.contains(&n), "{flag} on day {n} of {case:?}");
    }
}

const NEVER: std::ops::Range<i32> = 0..0;

fn since(n: i32) -> impl Fn(Case) -> Case {
    move |case: Case| case.with(|it| it.stage_since = it.created.plus_days(n.into()))
}

#[test]
fn a_hot_customer_is_neglected_two_days_after_the_last_good_day() {
    check("neglected_hot", &Case::new().stage("quoted").wrote(10), 15..56);
    check("neglected_hot", &Case::new().stage("quoted").wrote(10).agreed(day(40)), 42..56);
    check("neglected_hot", &Case::new().wrote(10), NEVER);
    let silent = Case::new().stage("quoted").wrote(10).with(|it| it.do_not_contact = true);
    check("neglected_hot", &silent, NEVER);
}

#[test]
fn a_cold_customer_is_pestered_by_more_contacts_than_its_cadence_asks_for() {
    let wrote = |days: &[i32]| days.iter().fold(Case::new(), |case, n| case.wrote(*n));
    check("pestered_cold", &wrote(&[0, 14]), NEVER);
    check("pestered_cold", &wrote(&[0, 14, 28]), NEVER);
    check("pestered_cold", &wrote(&[0, 10, 20]), 20..28);
    check("pestered_cold", &wrote(&[0, 10, 20]).heard(21), NEVER);
    // The inquiry cooled down; only then is it a cold customer.
    check("pestered_cold", &wrote(&[0, 10, 20]).stage("quoted"), NEVER);
}

#[test]
fn whoever_was_lost_and_writes_again_is_flagged() {
    let lost = || Case::new().stage("lost");
    check("lost_wrote", &since(10)(lost().heard(11)), 0..200);
    check("lost_wrote", &since(10)(lost().heard(10)), NEVER);
    check("lost_wrote", &since(10)(lost().heard(11).wrote(12)), NEVER);
    check("lost_wrote", &lost().since(10).ordered(11), 0..200);
    check("lost_wrote", &lost().since(10).ordered(9), NEVER);
    check("lost_wrote", &since(10)(Case::new().stage("dormant").heard(11)), NEVER);
    check("lost_wrote", &since(10)(lost().heard(11).with(|it| it.do_not_contact = true)), NEVER);
}

#[test]
fn an_order_that_was_cancelled_makes_nobody_an_existing_customer() {
    let rules = Rules::builtin();
    let check = |case: Case, class: &str| {
        let assessment = rules.assess(&case.0, &STAGES, &CALENDAR, day(5));
        assert_eq!(rules.class_at(assessment.class).id.as_str(), class, "{case:?}");
    };
    let cancelled = |case: Case| case.with(|it| it.deals.cancelled_orders = 1);
    check(Case::new().stage("trial_order").wrote(1), "existing");
    check(cancelled(Case::new().stage("trial_order").wrote(1)), "cold");
    check(cancelled(Case::new().stage("trial_order").wrote(1).ordered(2)), "existing");
}

#[test]
fn money_to_pay_back_and_goods_that_did_not_leave_are_flagged() {
    let usd = |minor| Money { minor, currency: Currency::new("USD").unwrap() };
    check("refund_due", &Case::new().with(|it| it.deals.refund = Some(usd(500))), 0..200);
    check("refund_due", &Case::new().wrote(1), NEVER);
    check("not_departed", &Case::new().with(|it| it.deals.etd = Some(day(10))), 11..71);
    check("not_departed", &Case::new().wrote(1), NEVER);
}

#[test]
fn quotations_pile_up_without_progress() {
    let quoted = |times: i32| (0..times).fold(Case::new().stage("quoted"), Case::quoted);
    check("quotes_no_progress", &quoted(2), NEVER);
    check("quotes_no_progress", &quoted(3), 0..200);
    check("quotes_no_progress", &quoted(3).stage("won"), NEVER);
}

#[test]
fn a_sample_without_a_word_is_flagged_at_three_and_at_seven_days() {
    let sample = Case::new().stage("sampling").sample(5, Some(20));
    check("sample_unanswered_3", &sample, 23..27);
    check("sample_unanswered_7", &sample, 27..111);
    check("sample_unanswered_3", &Case::new().sample(5, None), 15..19);
    check("sample_unanswered_7", &sample.clone().ordered(25), NEVER);
    check("sample_unanswered_7", &sample.stage("lost"), NEVER);
    check("sample_unanswered_3", &Case::new(), NEVER);
}

#[test]
fn messages_in_a_row_without_a_reply_are_flagged() {
    check("no_reply", &Case::new().wrote(1).wrote(2), NEVER);
    check("no_reply", &Case::new().wrote(1).wrote(2).wrote(3), 0..200);
    check("no_reply", &Case::new().wrote(1).wrote(2).wrote(3).heard(4), NEVER);
    check("no_reply", &Case::new().wrote(1).wrote(2).wrote(3).stage("dormant"), NEVER);
}

#[test]
fn an_offer_is_flagged_in_the_days_before_it_ends() {
    check("quote_expiring", &Case::new().offered_until(30), 25..31);
    check("quote_expiring", &Case::new().offered_until(30).stage("lost"), NEVER);
}

#[test]
fn money_that_did_not_come_is_flagged_even_of_a_lost_customer() {
    check("balance_overdue", &Case::new().owes(30), 31..200);
    check("balance_overdue", &Case::new().owes(30).stage("lost"), 31..200);
}

#[test]
fn an_open_inquiry_without_a_next_step_is_flagged() {
    let inquiry = || Case::new().stage("negotiating").heard(1);
    check("no_next_step", &inquiry(), 0..200);
    check("no_next_step", &inquiry().agreed(day(90)), NEVER);
    check("no_next_step", &Case::new().stage("negotiating"), NEVER);
    check("no_next_step", &inquiry().stage("won"), NEVER);
}

#[test]
fn an_order_is_what_counts_though_nobody_moved_the_stage() {
    let rules = Rules::builtin();
    let say = |case: &Case| {
        let assessed = rules.assess(&case.0, &STAGES, &CALENDAR, day(12));
        rules.suggestion(&assessed).map_or(String::new(), |say| say.en.clone())
    };
    let quoted = || Case::new().stage("quoted").since(2).heard(2).wrote(3);
    let ordered = quoted().ordered(5).underway();
    assert!(say(&quoted()).starts_with("chase the quote"));
    assert!(say(&ordered).starts_with("tell how the order stands"));
    assert!(say(&ordered.clone().pinned("hot")).starts_with("tell how the order stands"));
    assert!(say(&ordered.clone().stage("dormant")).starts_with("tell how the order stands"));
    assert!(say(&quoted().ordered(1)).starts_with("chase the quote"), "an order of before");
    assert!(say(&ordered.clone().quoted(6)).starts_with("chase the quote"), "offered again");
    let goods = |state: Option<OrderState>| {
        let shipment = OpenDeal::new(DealList::Shipments, Uuid::from_u128(3), "PO-1", day(4));
        quoted().ordered(5).with(|it| it.open.push(OpenDeal { state, ..shipment.clone() }))
    };
    assert!(say(&goods(None)).starts_with("tell how the order stands"));
    assert!(!say(&goods(Some(OrderState::Cancelled))).starts_with("tell how the order stands"));
    let cancelled = quoted().with(|it| it.deals.cancelled_orders = 1);
    assert!(say(&cancelled).starts_with("move the inquiry on"));
    assert!(say(&cancelled.clone().quoted(6)).starts_with("chase the quote"));
    let amount = Money { minor: 500, currency: Currency::new("USD").unwrap() };
    assert!(say(&cancelled.with(|it| it.deals.refund = Some(amount))).starts_with("settle the refund first"));
    for flag in ["no_next_step", "stage_too_long", "neglected_hot"] {
        check(flag, &ordered, NEVER);
    }
    check("no_next_step", &quoted(), 0..200);
    check("stage_too_long", &quoted(), 23..200);
    check("stage_too_long", &ordered.stage("trial_order"), 122..200);
    let thrice = |case: Case| case.with(|it| it.deals.quotations_since_progress = 3);
    check("quotes_no_progress", &thrice(quoted()), 0..200);
    check("quotes_no_progress", &thrice(quoted().ordered(5)), NEVER);
}

#[test]
fn a_complaint_is_flagged_until_somebody_replies() {
    let complained = Case::new().wrote(5).complained(10);
    check("complaint", &complained, 10..200);
    check("complaint", &complained.clone().stage("lost").since(10), NEVER);
    check("complaint", &complained.clone().stage("lost").since(9), 10..200);
    check("complaint", &Case::new().wrote(5), NEVER);
    let rules = Rules::builtin();
    let say = |case: &Case| {
        let assessed = rules.assess(&case.0, &STAGES, &CALENDAR, day(12));
        rules.suggestion(&assessed).map_or(String::new(), |say| say.en.clone())
    };
    assert!(say(&complained).starts_with("answer the complaint first"));
    assert!(!say(&Case::new().wrote(5)).contains("complaint"));
}

#[test]
fn a_deposit_that_never_came_is_flagged_and_keeps_an_inquiry_hot() {
    let asked = Case::new().stage("pi_sent").wrote(10).asked_deposit(10);
    check("deposit_unpaid", &asked, 13..131);
    check("deposit_unpaid", &asked.clone().stage("dormant"), NEVER);
    let rules = Rules::builtin();
    let class = |case: &Case, n: i32| {
        let class = rules.assess(&case.0, &STAGES, &CALENDAR, day(n)).class;
        rules.class_at(class).id.as_str().to_owned()
    };
    assert_eq!([class(&asked, 60), class(&asked, 101)], ["hot", "cold"]);
    assert_eq!(class(&Case::new().stage("pi_sent").wrote(10), 60), "cold");
}

#[test]
fn a_promise_of_ours_is_late_from_the_day_after() {
    check("promise_late", &Case::new().heard(1).promised(day(30)), 31..200);
    check("promise_late", &Case::new().heard(1).agreed(day(30)), NEVER);
    // On the Saturday of Easter nobody reads it in Germany; Tuesday is soon enough.
    let germany = || Case::new().with(|it| it.country = crate::domain::Country::find("DE"));
    check("promise_late", &germany().heard(1).promised(day(33)), 37..200);
    check("promise_late", &Case::new().heard(1).promised(day(30)).stage("lost"), NEVER);
}

#[test]
fn each_stage_has_its_own_patience() {
    let case = |stage: &str| since(5)(Case::new().stage(stage));
    check("stage_too_long", &case("pi_sent"), 15..200);
    check("stage_too_long", &case("quoted"), 26..200);
    check("stage_too_long", &case("negotiating"), 35..200);
    check("stage_too_long", &case("developing"), NEVER);
    // A newer offer that waits begins the days anew; one of before does not.
    check("stage_too_long", &case("pi_sent").invoiced(20), 30..200);
    check("stage_too_long", &case("pi_sent").invoiced(4), 15..200);
    check("stage_too_long", &case("quoted").quoted(30), 51..200);
    check("stage_too_long", &case("won"), NEVER);
}

#[test]
fn a_flag_tells_the_conditions_that_held() {
    let check = |case: Case, flag: &str, expected: &[Reason]| {
        let rules = Rules::builtin();
        let explained = rules.explain(&case.0, &STAGES, &CALENDAR, day(40));
        let found = explained.flags.iter().find(|it| rules.flag_at(it.flag).unwrap().id == flag);
        assert_eq!(found.map(|it| it.reasons.as_slice()), Some(expected), "{case:?}");
        let up: Vec<_> = explained.flags.iter().map(|it| it.flag).collect();
        assert_eq!(up, explained.assessment.flags.iter().collect::<Vec<_>>());
    };
    let hot = || Case::new().stage("quoted").wrote(30);
    check(hot(), "neglected_hot", &[Reason::OverdueSince { by: day(33) }]);
    check(
        hot(),
        "no_next_step",
        &[Reason::OpenInquiry, Reason::NoNextStep, Reason::HasContacts { contacts: 1 }],
    );
    check(hot(), "stage_too_long", &[Reason::Stage, Reason::StageFor { since: day(0) }]);
    check(Case::new().offered_until(43), "quote_expiring", &[Reason::QuoteExpires { on: day(43) }]);
    check(Case::new().sample(10, Some(20)), "sample_unanswered_7", &[Reason::SampleArrived { on: day(20) }]);
    let owed = Case::new().owes(30);
    let amount = owed.0.deals.balance.unwrap().amount;
    check(owed, "balance_overdue", &[Reason::BalanceLate { amount, due: day(30) }]);
    let pestered = Case::new().wrote(20).wrote(30).wrote(38);
    let touches = Reason::Touches { count: 3, days: 28 };
    check(pestered, "pestered_cold", &[touches, Reason::Unanswered { messages: 3 }]);
}

#[test]
fn flags_move_the_priority_by_their_points() {
    let rules = Rules::builtin();
    let priority = |case: &Case| rules.assess(&case.0, &STAGES, &CALENDAR, day(40)).priority;
    let quiet = Case::new().wrote(39);
    assert_eq!(priority(&quiet.clone().owes(39)) - priority(&quiet), 10);
    assert_eq!(priority(&quiet.clone().wrote(30).wrote(35).wrote(39)) - priority(&quiet), -10);
}

#[test]
fn an_order_and_a_payment_are_signs_of_the_customer() {
    let rules = Rules::parse_over_builtin(
        "[[flag]]\nid = \"silent\"\nname = { zh = \"甲\", en = \"A\" }\ncolour = \"hot\"\npriority = 1\n\
         when = { heard_days = \">= 30\", not = { heard_within_days = 30 } }\n",
    )
    .unwrap();
    let first = |case: &Case| {
        let up = |n: &i32| rules.assess(&case.0, &STAGES, &CALENDAR, day(*n)).flags;
        (0..200).find(|n| rules.flags_of(up(n)).any(|it| it.id == "silent"))
    };
    let won = || Case::new().stage("won").heard(5).wrote(6);
    assert_eq!(first(&won()), Some(36));
    assert_eq!(first(&won().ordered(20)), Some(51));
    assert_eq!(first(&won().ordered(4).paid(40)), Some(71));
    // Nobody talked to us: the cadence counts on, and a quotation stays without a word.
    let due = |case: &Case| Rules::builtin().assess(&case.0, &STAGES, &CALENDAR, day(10)).due.unwrap().from;
    assert_eq!(due(&won().ordered(4).paid(9)), due(&won()));
    let quoted = won().quoted(20).paid(25);
    let reason = Rules::builtin().assess(&quoted.0, &STAGES, &CALENDAR, day(40)).reason;
    assert_eq!(reason, Reason::QuoteUnanswered { since: day(20) });
}

#[test]
fn a_conversation_is_an_answer() {
    let called = Case::new().wrote(1).wrote(2).wrote(3).heard(4).with(|it| {
        it.contact.last.as_mut().unwrap().channel = Channel::Phone;
        it.stage = StageId::new("developing");
    });
    check("no_reply", &called, NEVER);
}
