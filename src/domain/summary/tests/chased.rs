//! What a summary tells of what is to be asked about: deposits, complaints, offers, goods and documents.

use super::*;

#[test]
fn a_deposit_is_missed_of_pis_that_are_newer_than_the_last_one_that_was_ordered() {
    use PaymentTrigger::{BeforeShipment, Order as OnOrder};
    let usual = || invoice(&[(30, OnOrder, 3), (70, BeforeShipment, 0)]);
    let later = |n: i64, number: u128| match usual() {
        Record::Invoice(it) => {
            Record::from(ProformaInvoice { id: InvoiceId(id(number)), date: day(n), ..*it })
        }
        other => other,
    };
    let check = |name: &str, records: Vec<Record>, expected: Option<(i64, i64)>| {
        let expected = expected.map(|(n, minor)| OpenBalance { due: day(n), amount: usd(minor) });
        assert_eq!(summary(records).deals.deposit, expected, "{name}");
    };
    check("none asked", vec![], None);
    check("not paid", vec![usual()], Some((4, 300)));
    check("ordered", vec![usual(), order(5, OrderState::Confirmed)], None);
    check("all before shipment", vec![invoice(&[(100, BeforeShipment, 0)])], None);
    check("no terms", vec![invoice(&[])], None);
    check(
        "another one after the order",
        vec![usual(), order(5, OrderState::Confirmed), later(20, 3001)],
        Some((23, 300)),
    );
    check(
        "the ordered one replaced it",
        vec![later(0, 3001), usual(), order(5, OrderState::Confirmed)],
        None,
    );
    check("two", vec![usual(), later(9, 3001)], Some((4, 300)));
    let instead = |it: Record| match it {
        Record::Invoice(it) => Record::from(ProformaInvoice { replaces: Some(InvoiceId(id(3000))), ..*it }),
        other => other,
    };
    let revised = || vec![usual(), instead(later(9, 3001))];
    check("the first was replaced", revised(), Some((12, 300)));
    let rows: Vec<_> = summary(revised()).open.iter().map(|it| it.record).collect();
    assert_eq!(rows, [id(3001)]);
    assert_eq!(summary(revised()).deals.open_invoice, Some(day(9)));
    let several = |records| summary(records).deals.deposits.map(|it| (it.oldest, it.more));
    assert_eq!(several(vec![usual()]), None);
    let three = vec![later(12, 3002), usual(), later(9, 3001)];
    let Record::Invoice(oldest) = usual() else { panic!("no invoice") };
    assert_eq!(several(three), Some((oldest.number, 2)));
}

#[test]
fn a_complaint_is_open_until_somebody_writes_or_they_are_satisfied() {
    use Direction::{In, NoAnswer, Out};
    let said = feedback;
    let complaint = |n| said(n, Satisfaction::Complaint);
    let check = |records: Vec<Record>, expected: Option<i64>| {
        assert_eq!(summary(records.clone()).deals.complaint, expected.map(day), "{records:?}");
    };
    check(vec![said(3, Satisfaction::Neutral)], None);
    check(vec![complaint(3)], Some(3));
    check(vec![entry(2, Out, "won"), complaint(3)], Some(3));
    check(vec![complaint(3), entry(4, In, "won"), entry(5, NoAnswer, "won")], Some(3));
    check(vec![complaint(3), entry(5, Out, "won")], None);
    check(vec![complaint(3), said(6, Satisfaction::Satisfied)], None);
    check(vec![complaint(3), said(6, Satisfaction::Satisfied), complaint(8)], Some(8));
}

#[test]
fn what_waits_for_the_customer_is_a_quotation_until_its_invoice_and_that_until_its_order() {
    let check = |records: Vec<Record>, expected: (Option<i64>, u16, Option<i64>)| {
        let deals = summary(records.clone()).deals;
        let (quotation, invoice) = (expected.0.map(day), expected.2.map(day));
        assert_eq!(
            (deals.open_quotation, deals.invoices, deals.open_invoice),
            (quotation, expected.1, invoice)
        );
    };
    check(vec![], (None, 0, None));
    check(vec![quotation(0, "box", None)], (Some(0), 0, None));
    check(vec![quotation(0, "box", None), invoice(&[])], (None, 1, Some(1)));
    for state in [OrderState::Confirmed, OrderState::Cancelled] {
        check(vec![quotation(0, "box", None), invoice(&[]), order(5, state)], (None, 1, None));
    }
}

#[test]
fn goods_are_asked_about_that_should_have_left_and_money_that_a_cancelled_order_keeps() {
    use OrderState::{Cancelled, Ready, Shipped};
    let check = |state, departed, arrived, etd: Option<i64>| {
        let records = vec![invoice(&[]), order(5, state), shipment(20, departed, arrived)];
        assert_eq!(summary(records).deals.etd, etd.map(day), "{state:?}");
    };
    check(Ready, None, None, Some(20));
    check(Ready, Some(21), None, None);
    check(Ready, None, Some(50), None);
    check(Shipped, None, None, None);
    check(Cancelled, None, None, None);
    let kept = |state| summary(vec![invoice(&[]), order(5, state), payment(5, 300, 0)]).deals.refund;
    assert_eq!((kept(Cancelled), kept(Ready)), (Some(usd(300)), None));
}

#[test]
fn what_is_paid_against_documents_is_not_due_before_the_goods_leave() {
    use PaymentTrigger::{BillOfLadingCopy, DocumentsAgainstPayment, LetterOfCredit, OpenAccount};
    for (trigger, days, expected) in [
        (BillOfLadingCopy, 0, 0),
        (OpenAccount, 60, 60),
        // Banks need 21 days and a week, whatever is agreed below that.
        (LetterOfCredit, 0, 28),
        (DocumentsAgainstPayment, 10, 28),
        (LetterOfCredit, 60, 60),
    ] {
        let pi = || invoice(&[(100, trigger, days)]);
        let [waiting] = summary(vec![pi()]).open.try_into().unwrap();
        assert_eq!((waiting.list, waiting.due, waiting.due_amount), (DealList::Invoices, None, None));
        let due = |departed| {
            let records = vec![pi(), order(5, OrderState::Ready), shipment(20, departed, None)];
            summary(records).deals.balance.map(|it| it.due)
        };
        assert_eq!((due(None), due(Some(22))), (None, Some(day(22 + expected))));
    }
}

#[test]
fn a_part_payment_leaves_the_day_on_which_the_deposit_was_due() {
    use PaymentTrigger::{BeforeShipment, Order as OnOrder};
    let due = |paid: &[i64]| {
        let pi = invoice(&[(30, OnOrder, 0), (70, BeforeShipment, 0)]);
        let payments = (20_i64..).zip(paid).map(|(n, minor)| payment(n, *minor, 0));
        let records = [pi, order(20, OrderState::Confirmed)].into_iter().chain(payments).collect();
        let deals: DealHistory = summary(records).deals;
        (deals.balance.map(|it| (it.due, it.amount.minor)), deals.paid.days_late)
    };
    assert_eq!(due(&[100]), (Some((day(1), 200)), 0));
    assert_eq!(due(&[100, 200]), (None, 20));
    assert_eq!(due(&[300]), (None, 0));
    assert_eq!(due(&[]), (Some((day(20), 300)), 0));
}
