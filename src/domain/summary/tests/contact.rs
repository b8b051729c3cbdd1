//! What a summary tells of contacts: who waits for whom, and since when.

use super::*;

#[test]
fn our_days_of_contact_are_kept_newest_first_and_each_once() {
    use Direction::{In, Out};
    let log = [(1, Out), (4, In), (4, Out), (9, Out)];
    let found = summary(log.iter().map(|&(n, direction)| entry(n, direction, "developing")).collect());
    assert_eq!(found.contact.touches, [day(9), day(4), day(1)]);
    let many = summary((1..40).map(|n| entry(n, Out, "developing")).collect());
    assert_eq!((many.contact.touches.len(), many.contact.touches[0]), (MOST_TOUCHES, day(39)));
}

#[test]
fn an_order_answers_what_was_written_before_it() {
    let check = |records: Vec<Record>, expected: u16| {
        assert_eq!(summary(records).contact.unanswered, expected);
    };
    let wrote = |n| entry(n, Direction::Out, "quoted");
    check(vec![wrote(8)], 1);
    check(vec![wrote(8), order(9, OrderState::Confirmed)], 0);
    check(vec![order(7, OrderState::Confirmed), wrote(8)], 1);
    check(vec![wrote(8), order(9, OrderState::Cancelled)], 1);
}

#[test]
fn money_that_comes_in_answers_too_and_what_goes_back_does_not() {
    let told = |minor: i64| {
        let order = order(2, OrderState::Cancelled);
        let found = summary(vec![order, entry(8, Direction::Out, "won"), payment(9, minor, 0)]);
        (found.contact.unanswered, found.deals.last_payment)
    };
    assert_eq!(told(5000), (0, Some(day(9))));
    assert_eq!(told(-5000), (1, None));
    // The screen expects the same before the record is written.
    let mut expected = summary(vec![entry(8, Direction::Out, "won")]);
    expected.expect(&Edit { before: None, after: Some(payment(9, 5000, 0)) });
    assert_eq!((expected.contact.unanswered, expected.deals.last_payment), (0, Some(day(9))));
    let mut expected = summary(vec![entry(8, Direction::Out, "won")]);
    expected.expect(&Edit { before: None, after: Some(payment(7, 5000, 0)) });
    assert_eq!(expected.contact.unanswered, 1, "it came before our message");
}

#[test]
fn a_call_that_nobody_took_answers_no_message() {
    use Direction::{In, NoAnswer, Out};
    let check = |entries: &[(i64, Direction)], expected: Option<i64>| {
        let records = entries.iter().map(|(n, direction)| entry(*n, *direction, "comparing")).collect();
        let wrote = summary(records).contact.wrote;
        assert_eq!(wrote.map(Moment::date), expected.map(day), "{entries:?}");
    };
    check(&[], None);
    check(&[(8, In)], Some(8));
    check(&[(8, In), (9, NoAnswer)], Some(8));
    check(&[(8, In), (9, Out)], None);
    check(&[(8, In), (9, Out), (10, NoAnswer)], None);
    check(&[(8, Out), (9, In), (10, NoAnswer), (11, NoAnswer)], Some(9));
}

#[test]
fn who_reminds_us_waits_since_the_first_message_without_an_answer() {
    let check = |records: Vec<Record>, expected: Option<i64>| {
        let since = summary(records).contact.waits_since;
        assert_eq!(since.map(Moment::date), expected.map(day));
    };
    let wrote = |n| entry(n, Direction::In, "comparing");
    check(vec![], None);
    check(vec![wrote(8), wrote(10)], Some(8));
    check(vec![wrote(8), entry(9, Direction::NoAnswer, "comparing"), wrote(10)], Some(8));
    check(vec![wrote(8), entry(9, Direction::Out, "comparing"), wrote(10), wrote(11)], Some(10));
    check(vec![wrote(8), quotation(9, "box", None), wrote(10)], Some(10));
}

#[test]
fn a_word_about_goods_is_a_sign_of_the_customer() {
    let wrote = |n| entry(n, Direction::Out, "won");
    let contact = summary(vec![wrote(8), feedback(9, Satisfaction::Neutral), wrote(10)]).contact;
    assert_eq!((contact.last_in.map(Moment::date), contact.unanswered), (Some(day(9)), 1));
    let contact =
        summary(vec![wrote(8), entry(10, Direction::In, "won"), feedback(9, Satisfaction::Neutral)]).contact;
    assert_eq!(contact.last_in.map(Moment::date), Some(day(10)));
}

#[test]
fn what_was_sent_since_the_customer_was_heard_is_an_answer() {
    let check = |records: Vec<Record>, expected: Option<i64>| {
        assert_eq!(summary(records).contact.answered, expected.map(day));
    };
    let wrote = |n| entry(n, Direction::In, "comparing");
    // Ids of quotations are above those of entries, as of what was written down later.
    let earlier = |n: i64| match quotation(n, "box", None) {
        Record::Quotation(it) => Record::from(Quotation { id: QuotationId(id(7)), ..*it }),
        other => other,
    };
    check(vec![wrote(8)], None);
    check(vec![quotation(9, "box", None)], Some(9));
    check(vec![wrote(8), quotation(9, "box", None)], Some(9));
    check(vec![wrote(8), quotation(8, "box", None)], Some(8));
    check(vec![wrote(8), earlier(8)], None);
    check(vec![wrote(8), earlier(9)], Some(9));
    check(vec![wrote(8), quotation(7, "box", None)], None);
    check(vec![wrote(8), quotation(9, "box", None), wrote(10)], None);
    check(vec![wrote(8), invoice(&[])], None);
    check(vec![wrote(8), order(9, OrderState::Confirmed), payment(9, 10, 0)], None);
    // The screen expects the same before the record is written.
    let mut expected = summary(vec![wrote(8)]);
    let Record::Quotation(it) = quotation(9, "box", None) else { panic!("a quotation") };
    expected.expect(&Edit::create(*it));
    assert_eq!(expected.contact.answered, Some(day(9)));
}
