//! What a summary tells of money: what is owed, what of it is due, how it was paid.

use super::*;

#[test]
fn what_is_owed_next_follows_the_terms() {
    use PaymentTrigger::{
        Arrival, BeforeShipment, BillOfLadingCopy, LetterOfCredit, Order as OnOrder, Paypal,
    };
    let usual = || invoice(&[(30, OnOrder, 3), (70, BillOfLadingCopy, 7)]);
    let check = |name: &str, records: Vec<Record>, expected: Option<(i64, i64)>| {
        let owed = summary(records).deals.balance;
        let expected = expected.map(|(n, minor)| OpenBalance { due: day(n), amount: usd(minor) });
        assert_eq!(owed, expected, "{name}");
    };
    let confirmed = || order(10, OrderState::Confirmed);
    check("nothing ordered", vec![usual()], None);
    check("the deposit", vec![usual(), confirmed()], Some((13, 300)));
    check("a part of the deposit", vec![usual(), confirmed(), payment(11, 100, 0)], Some((13, 200)));
    check("fees count as paid", vec![usual(), confirmed(), payment(11, 280, 20)], None);
    let paid = || vec![usual(), confirmed(), payment(11, 300, 0)];
    check("nothing shipped", paid(), None);
    check("planned", [paid(), vec![shipment(40, None, None)]].concat(), None);
    check("departed", [paid(), vec![shipment(40, Some(42), None)]].concat(), Some((49, 700)));
    let more = vec![shipment(40, Some(42), None), payment(45, 400, 0)];
    check("a part of the rest", [paid(), more].concat(), Some((49, 300)));
    let all = vec![shipment(40, Some(42), None), payment(45, 700, 0)];
    check("all paid", [paid(), all].concat(), None);
    check("cancelled", vec![usual(), order(10, OrderState::Cancelled)], None);
    let before = invoice(&[(100, BeforeShipment, 0)]);
    check("before shipment", vec![before, confirmed(), shipment(40, None, None)], Some((40, 1000)));
    let credit = || vec![invoice(&[(100, LetterOfCredit, 60)]), confirmed()];
    check("L/C, nothing shipped", credit(), None);
    check("L/C", [credit(), vec![shipment(40, Some(42), None)]].concat(), Some((102, 1000)));
    check("PayPal", vec![invoice(&[(100, Paypal, 0)]), confirmed()], Some((10, 1000)));
    let arrival = || invoice(&[(50, OnOrder, 0), (40, Arrival, 5)]);
    check(
        "arrival",
        vec![arrival(), confirmed(), payment(10, 500, 0), shipment(40, Some(40), None)],
        Some((75, 500)),
    );
    let there = shipment(40, None, Some(68));
    check("arrived", vec![arrival(), confirmed(), payment(10, 500, 0), there], Some((73, 500)));
    check("no terms", vec![confirmed(), shipment(40, None, None)], Some((40, 1000)));
    let euro = Money { minor: 5, currency: Currency::new("EUR").unwrap() };
    check("another currency", vec![usual(), confirmed(), paid_in(11, euro, 0)], None);
}

#[test]
fn a_balance_tells_what_of_it_is_due_on_its_day() {
    use PaymentTrigger::{BillOfLadingCopy, Order as OnOrder};
    let check = |records: Vec<Record>, whole: i64, due: Option<(i64, i64)>| {
        let usual = invoice(&[(30, OnOrder, 3), (70, BillOfLadingCopy, 7)]);
        let open = summary([vec![usual, order(10, OrderState::Confirmed)], records].concat()).open;
        let row = open.iter().find(|row| row.list == DealList::Balances).unwrap();
        assert_eq!((row.amount, row.whole), (Some(usd(whole)), Some(usd(1000))));
        assert_eq!((row.due, row.due_amount), (due.map(|due| day(due.0)), due.map(|due| usd(due.1))));
    };
    check(vec![], 1000, Some((13, 300)));
    check(vec![payment(11, 100, 0)], 900, Some((13, 200)));
    check(vec![payment(11, 300, 0)], 700, None);
    check(vec![payment(11, 300, 0), shipment(40, None, None)], 700, None);
    check(vec![payment(11, 300, 0), shipment(40, Some(40), None)], 700, Some((47, 700)));
}

#[test]
fn an_order_on_the_list_comes_to_its_amount_less_compensation() {
    let check = |payments: Vec<Record>, expected: i64| {
        let open = summary([vec![order(10, OrderState::Ready)], payments].concat()).open;
        let row = open.iter().find(|row| row.list == DealList::Orders).unwrap();
        assert_eq!((row.amount, row.worth), (Some(usd(expected)), Some(usd(expected))));
    };
    let back = |minor| match payment(12, minor, 0) {
        Record::Payment(it) => Record::from(Payment { compensation: true, ..*it }),
        other => other,
    };
    check(vec![], 1000);
    check(vec![payment(11, 1000, 0), payment(12, -200, 0)], 1000);
    check(vec![payment(11, 1000, 0), back(-200)], 800);
}

#[test]
fn what_is_open_of_an_order_is_its_amount_until_it_leaves_and_then_what_is_owed() {
    let check = |state: OrderState, payments: Vec<Record>, expected: Option<i64>| {
        let open = summary([vec![order(10, state)], payments].concat()).open;
        let worth: Vec<_> = open.iter().filter_map(|row| row.worth).collect();
        assert_eq!(worth, Vec::from_iter(expected.map(usd)), "{state:?}");
    };
    let in_euro = || paid_in(12, Money { minor: 100, currency: Currency::new("EUR").unwrap() }, 0);
    check(OrderState::InProduction, vec![payment(11, 300, 0)], Some(1000));
    check(OrderState::Shipped, vec![payment(11, 300, 0)], Some(700));
    check(OrderState::Done, vec![payment(11, 300, 0)], Some(700));
    check(OrderState::Shipped, vec![payment(11, 1000, 0)], None);
    check(OrderState::Shipped, vec![payment(11, 1200, 0)], None);
    check(OrderState::Shipped, vec![in_euro()], None);
    check(OrderState::Cancelled, vec![], None);
}

#[test]
fn an_unpaid_invoice_tells_its_first_instalment_beside_the_whole() {
    use PaymentTrigger::{BillOfLadingCopy, Order as OnOrder};
    let check = |terms: &[(u8, PaymentTrigger, u16)], due: i64, part: i64| {
        let open = summary(vec![invoice(terms)]).open;
        let row = open.iter().find(|row| row.list == DealList::Invoices).unwrap();
        assert_eq!((row.due, row.amount, row.due_amount), (Some(day(due)), Some(usd(1000)), Some(usd(part))));
    };
    check(&[(30, OnOrder, 3), (70, BillOfLadingCopy, 7)], 4, 300);
    check(&[(100, OnOrder, 0)], 1, 1000);
    check(&[], 1, 1000);
}

#[test]
fn payments_tell_how_late_they_came() {
    use PaymentTrigger::{BillOfLadingCopy, Order as OnOrder};
    let usual = || invoice(&[(30, OnOrder, 3), (70, BillOfLadingCopy, 7)]);
    let check = |payments: &[(i64, i64)], expected: (u16, u32)| {
        let payments = payments.iter().map(|&(n, minor)| payment(n, minor, 0));
        let records = [usual(), order(10, OrderState::Shipped), shipment(40, Some(42), None)];
        let paid = summary(records.into_iter().chain(payments).collect()).deals.paid;
        assert_eq!((paid.instalments, paid.days_late), expected);
    };
    check(&[], (0, 0));
    check(&[(11, 300)], (1, 0));
    check(&[(15, 300)], (1, 2));
    check(&[(12, 200), (20, 100)], (1, 7));
    check(&[(15, 300), (60, 700)], (2, 13));
    check(&[(11, 1000)], (2, 0));
    assert_eq!(PaymentHistory::default().average_days_late(), None);
    assert_eq!(PaymentHistory { instalments: 2, days_late: 13 }.average_days_late(), Some(7));
}
