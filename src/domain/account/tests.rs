//! Orders as they are paid in life: in part, too much, too late, not at all, back again.

use super::*;
use crate::domain::deal::terms::read_terms;
use crate::domain::money::Currency;
use crate::domain::trade::{OrderKind, TransportMode};
use crate::domain::{Customer, CustomerId, InvoiceId, Moment, PaymentId, ShipmentId};
use time::macros::date;
use uuid::Uuid;

const TODAY: Date = date!(2026 - 06 - 30);

/// An order of USD 1000 on 1 June under some terms, shipped on 20 June, with payments of (day, amount, fee).
fn account(terms: &str, state: OrderState, payments: &[(Date, i64, i64)]) -> Account {
    let (dossier, order) = paid(terms, state, payments, &[]);
    Account::of(&dossier, &order)
}

const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(1));

fn usd(minor: i64) -> Money {
    Money { minor, currency: Currency::new("USD").unwrap() }
}

fn put(dossier: &mut Dossier, record: Record) {
    dossier.apply(&crate::domain::Edit { before: None, after: Some(record) });
}

/// The order and its PI alone.
fn ordered(terms: &str, state: OrderState) -> (Dossier, Order) {
    let customer = CUSTOMER;
    let mut dossier = Dossier::new(Customer::new(customer, Moment::from_unix_ms(0, 0), "ABC"));
    let invoice = InvoiceId(Uuid::from_u128(2));
    let order = Order {
        id: OrderId(Uuid::from_u128(3)),
        customer,
        invoice: Some(invoice),
        number: "PI-A".into(),
        date: date!(2026 - 06 - 01),
        amount: usd(100_000),
        kind: OrderKind::Trial,
        state,
        note: String::new(),
        terms: Vec::new(),
        ready_on: None,
        cancelled_on: None,
        also: Vec::new(),
    };
    let pi = Record::from(ProformaInvoice {
        id: invoice,
        customer,
        quotation: None,
        number: "PI-A".into(),
        date: order.date,
        amount: order.amount,
        sent_on: None,
        terms: read_terms(terms).unwrap(),
        file: String::new(),
        note: String::new(),
        replaces: None,
    });
    put(&mut dossier, pi);
    put(&mut dossier, Record::from(order.clone()));
    (dossier, order)
}

/// Goods of the order by sea, 30 days.
fn shipment(number: u128, order: &Order, etd: Date, departed_on: Option<Date>) -> Record {
    Record::from(Shipment {
        id: ShipmentId(Uuid::from_u128(number)),
        customer: CUSTOMER,
        order: Some(order.id),
        mode: TransportMode::Sea,
        etd,
        transit_days: 30,
        reference: String::new(),
        departed_on,
        arrived_on: None,
        note: String::new(),
    })
}

/// The order with payments, shipped, and with compensation of (day, amount).
fn paid(
    terms: &str,
    state: OrderState,
    payments: &[(Date, i64, i64)],
    compensation: &[(Date, i64)],
) -> (Dossier, Order) {
    let (mut dossier, order) = ordered(terms, state);
    let sailed = date!(2026 - 06 - 20);
    put(&mut dossier, shipment(4, &order, sailed, Some(sailed)));
    let back = compensation.iter().map(|(date, amount)| (*date, -*amount, 0, true));
    let came = payments.iter().map(|(date, amount, fee)| (*date, *amount, *fee, false));
    for (place, (date, amount, fee, compensation)) in came.chain(back).enumerate() {
        let payment = Record::from(Payment {
            id: PaymentId(Uuid::from_u128(10 + place as u128)),
            customer: CUSTOMER,
            order: order.id,
            date,
            amount: usd(amount),
            bank_fee: (fee > 0).then(|| usd(fee)),
            note: String::new(),
            compensation,
        });
        put(&mut dossier, payment);
    }
    (dossier, order)
}

#[test]
fn compensation_leaves_settled_what_was_settled() {
    use OrderState::{Cancelled, Shipped};
    let (first, later) = (date!(2026 - 06 - 05), date!(2026 - 06 - 25));
    let check = |state, payments: &[(Date, i64, i64)], standing, balance, [ordered, received]: [i64; 2]| {
        let (dossier, order) = paid("30/70", state, payments, &[(later, 10_000)]);
        let account = Account::of(&dossier, &order);
        assert_eq!((account.standing(), account.balance()), (standing, balance), "{payments:?}");
        assert_eq!((account.compensated, account.worth()), (10_000, worth_of(&dossier, &order)));
        let position = Position::of(&dossier);
        let minor = |sums: &[Money]| sums.first().map_or(0, |sum| sum.minor);
        let told = [&position.ordered, &position.received, &position.compensated].map(|it| minor(it));
        assert_eq!(told, [ordered, received, 10_000], "{payments:?}");
    };
    check(Shipped, &[(first, 100_000, 0)], Standing::Paid, 0, [90_000, 90_000]);
    check(Shipped, &[(first, 30_000, 0)], Standing::Partial, 70_000, [90_000, 20_000]);
    check(Shipped, &[(first, 120_000, 0)], Standing::Overpaid, -20_000, [90_000, 110_000]);
    check(Cancelled, &[(first, 30_000, 0)], Standing::RefundDue, -30_000, [0, 20_000]);
}

#[test]
fn accounts_stand_as_they_were_paid() {
    use OrderState::{Cancelled, InProduction};
    let check =
        |state, payments: &[(Date, i64, i64)], standing, balance: i64, next: Option<(Date, i64, bool)>| {
            let account = account("30/70", state, payments);
            assert_eq!((account.standing(), account.balance()), (standing, balance), "{payments:?}");
            let due = account.next_due().map(|due| (due.on, due.amount.minor, due.is_deposit));
            assert_eq!(due, next, "{payments:?}");
        };
    let (first, later) = (date!(2026 - 06 - 05), date!(2026 - 06 - 25));
    let shipped = date!(2026 - 06 - 20);
    // The deposit never came.
    check(InProduction, &[], Standing::Unpaid, 100_000, Some((date!(2026 - 06 - 01), 30_000, true)));
    // A part of the deposit.
    check(
        InProduction,
        &[(first, 10_000, 0)],
        Standing::Partial,
        90_000,
        Some((date!(2026 - 06 - 01), 20_000, true)),
    );
    // The deposit, of which the bank kept 25 dollars.
    check(InProduction, &[(first, 27_500, 2_500)], Standing::Partial, 70_000, Some((shipped, 70_000, false)));
    check(InProduction, &[(first, 30_000, 0), (later, 70_000, 0)], Standing::Paid, 0, None);
    check(InProduction, &[(first, 120_000, 0)], Standing::Overpaid, -20_000, None);
    // Too much, and paid back.
    check(InProduction, &[(first, 120_000, 0), (later, -20_000, 0)], Standing::Paid, 0, None);
    // What a bank took for the refund is ours.
    check(InProduction, &[(first, 120_000, 0), (later, -20_000, 500)], Standing::Paid, 0, None);
    // A refund opens the balance again.
    check(
        InProduction,
        &[(first, 100_000, 0), (later, -20_000, 0)],
        Standing::Partial,
        20_000,
        Some((shipped, 20_000, false)),
    );
    // Cancelled, also after shipment: what came in is to go back.
    check(Cancelled, &[], Standing::Cancelled, 0, None);
    check(Cancelled, &[(first, 30_000, 0)], Standing::RefundDue, -30_000, None);
    check(Cancelled, &[(first, 30_000, 0), (later, -30_000, 0)], Standing::Cancelled, 0, None);
}

#[test]
fn days_late_count_to_the_payment_or_to_today() {
    let late = |terms: &str, payments: &[(Date, i64, i64)]| -> Vec<i64> {
        let account = account(terms, OrderState::Shipped, payments);
        account.instalments.iter().map(|it| it.days_late(TODAY)).collect()
    };
    assert_eq!(late("30/70", &[]), [29, 10]);
    assert_eq!(
        late("30/70", &[(date!(2026 - 06 - 05), 30_000, 0), (date!(2026 - 06 - 25), 70_000, 0)]),
        [4, 5]
    );
    assert_eq!(late("30/70 BL", &[(date!(2026 - 06 - 01), 100_000, 0)]), [0, 0]);
    assert_eq!(late("O/A 60", &[]), [0]);
}

#[test]
fn terms_of_an_order_go_before_those_of_its_pi() {
    let (dossier, order) = paid("30/70", OrderState::Shipped, &[], &[]);
    let own = Order { terms: read_terms("50 order / 50 arrival").unwrap(), ..order.clone() };
    let percents = |order: &Order| -> Vec<u8> {
        Account::of(&dossier, order).instalments.iter().map(|it| it.percent).collect()
    };
    assert_eq!((percents(&order), percents(&own)), (vec![30, 70], vec![50, 50]));
}

#[test]
fn what_waits_for_goods_waits_for_the_last_shipment() {
    use OrderState::{Done, InProduction, Shipped};
    let day = |n: u8| Date::from_calendar_date(2026, time::Month::June, n).unwrap();
    // Shipments of (planned, departed), whether the order is part shipped, and when 100 percent is due.
    let check = |terms: &str, state, goods: &[(u8, Option<u8>)], is_part_shipped, due: Option<Date>| {
        let (mut dossier, order) = ordered(terms, state);
        for (number, (etd, departed)) in (4..).zip(goods) {
            put(&mut dossier, shipment(number, &order, day(*etd), departed.map(day)));
        }
        let account = Account::of(&dossier, &order);
        let found = (account.is_part_shipped, account.next_due().map(|next| next.on));
        assert_eq!(found, (is_part_shipped, due), "{terms} {state:?} {goods:?}");
    };
    let (one, both) = ([(10, Some(11)), (20, None)], [(10, Some(11)), (20, Some(22))]);
    check("100 BL", InProduction, &one, true, None);
    check("100 BL", InProduction, &both, false, Some(day(22)));
    // What was called shipped with the first of them is not gone with the second.
    check("100 BL", Shipped, &one, true, None);
    check("100 BL", Shipped, &[(10, None), (20, None)], false, Some(day(20)));
    check("100 BL", Done, &one, false, Some(day(20)));
    check("100 before shipment", InProduction, &one, true, Some(day(20)));
    check("100 arrival", InProduction, &one, true, None);
    check("100 arrival", InProduction, &both, false, Some(date!(2026 - 07 - 22)));
}

#[test]
fn goods_that_are_ready_are_to_be_paid_until_a_shipment_names_a_day() {
    let (ready_on, etd) = (date!(2026 - 06 - 15), date!(2026 - 06 - 20));
    let (mut dossier, order) = ordered("30/70", OrderState::Ready);
    let order = Order { ready_on: Some(ready_on), ..order };
    let rest = |dossier: &Dossier| Account::of(dossier, &order).instalments.last().and_then(|it| it.due);
    assert_eq!(rest(&dossier), Some(ready_on));
    put(&mut dossier, shipment(4, &order, etd, None));
    assert_eq!(rest(&dossier), Some(etd));
}
