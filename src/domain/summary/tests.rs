//! What a summary tells of offers, samples and stages, and the records that all these tests are made of.

mod chased;
mod contact;
mod money;

use super::*;
use crate::domain::money::{Currency, UnitPrice};
use crate::domain::trade::{
    Feedback, FeedbackAbout, Instalment, Order, OrderKind, OrderState, Payment, PaymentTrigger,
    ProformaInvoice, Quotation, Sample, Satisfaction, Shipment, TransportMode,
};
use crate::domain::{
    Edit, FeedbackId, Interaction, InteractionId, InvoiceId, OrderId, Origin, PaymentId, QuotationId, Record,
    SampleId, ShipmentId,
};
use time::macros::{date, time};
use uuid::Uuid;

/// Day `n`; day 1 is 1 June.
fn day(n: i64) -> Date {
    date!(2026 - 05 - 31) + time::Duration::days(n)
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn card() -> Customer {
    Customer::new(CustomerId(id(1)), Moment::at(day(0), time!(09:00), 480), "Test Trading")
}

fn summary(records: Vec<Record>) -> Summary {
    let all = std::iter::once(Record::from(card())).chain(records);
    Summary::of(&Dossier::from_records(all).unwrap())
}

fn entry(n: i64, direction: Direction, stage: &str) -> Record {
    Record::from(Interaction {
        id: InteractionId(id(1000
            + u128::from(n.unsigned_abs()) * 2
            + u128::from(direction == Direction::In))),
        customer: CustomerId(id(1)),
        at: Moment::at(day(n), time!(10:00), 480),
        channel: Channel::Email,
        direction,
        contact: None,
        summary: String::new(),
        stage: StageId::new(stage),
        next_action: String::new(),
        goal: String::new(),
        next_date: None,
        next_time: None,
        lost_reason: String::new(),
        author: "me".into(),
        origin: Origin::Typed,
    })
}

fn usd(minor: i64) -> Money {
    Money { minor, currency: Currency::new("USD").unwrap() }
}

fn feedback(n: i64, satisfaction: Satisfaction) -> Record {
    Record::from(Feedback {
        id: FeedbackId(id(7000 + u128::from(n.unsigned_abs()))),
        customer: CustomerId(id(1)),
        date: day(n),
        about: FeedbackAbout::General,
        text: "the colour is wrong".into(),
        satisfaction,
    })
}

fn sample(n: i64) -> Record {
    Record::from(Sample {
        id: SampleId(id(8000 + u128::from(n.unsigned_abs()))),
        customer: CustomerId(id(1)),
        number: String::new(),
        what: "grey board".into(),
        sent_on: day(n),
        courier: "DHL".into(),
        tracking: String::new(),
        arrival: None,
        feedback: String::new(),
        feedback_on: None,
        cost: None,
        charged: false,
    })
}

fn quotation(n: i64, product: &str, valid: Option<i64>) -> Record {
    Record::from(Quotation {
        id: QuotationId(id(2000 + u128::from(n.unsigned_abs()))),
        customer: CustomerId(id(1)),
        date: day(n),
        product: product.into(),
        incoterm: None,
        place: String::new(),
        price: UnitPrice { amount: 86, decimals: 2, currency: Currency::new("USD").unwrap() },
        unit: String::new(),
        moq: None,
        valid_until: valid.map(day),
        note: String::new(),
    })
}

fn invoice(terms: &[(u8, PaymentTrigger, u16)]) -> Record {
    let terms = terms.iter().map(|&(percent, trigger, days)| Instalment { percent, trigger, days });
    Record::from(ProformaInvoice {
        id: InvoiceId(id(3000)),
        customer: CustomerId(id(1)),
        quotation: None,
        number: "PI1".into(),
        date: day(1),
        amount: usd(1000),
        sent_on: None,
        terms: terms.collect(),
        file: String::new(),
        note: String::new(),
        replaces: None,
    })
}

fn order(n: i64, state: OrderState) -> Record {
    Record::from(Order {
        id: OrderId(id(4000)),
        customer: CustomerId(id(1)),
        invoice: Some(InvoiceId(id(3000))),
        number: String::new(),
        date: day(n),
        amount: usd(1000),
        kind: OrderKind::Regular,
        state,
        note: String::new(),
        terms: Vec::new(),
        ready_on: None,
        cancelled_on: None,
        also: Vec::new(),
    })
}

fn payment(n: i64, minor: i64, fee: i64) -> Record {
    paid_in(n, usd(minor), fee)
}

fn paid_in(n: i64, amount: Money, fee: i64) -> Record {
    Record::from(Payment {
        id: PaymentId(id(5000 + u128::from(n.unsigned_abs()))),
        customer: CustomerId(id(1)),
        order: OrderId(id(4000)),
        date: day(n),
        amount,
        bank_fee: (fee > 0).then(|| usd(fee)),
        note: String::new(),
        compensation: false,
    })
}

fn shipment(etd: i64, departed: Option<i64>, arrived: Option<i64>) -> Record {
    Record::from(Shipment {
        id: ShipmentId(id(6000)),
        customer: CustomerId(id(1)),
        order: Some(OrderId(id(4000))),
        mode: TransportMode::Sea,
        etd: day(etd),
        transit_days: 30,
        reference: String::new(),
        departed_on: departed.map(day),
        arrived_on: arrived.map(day),
        note: String::new(),
    })
}

#[test]
fn quotations_count_from_the_last_stage_that_was_new() {
    use Direction::{In, Out};
    let check = |log: &[(i64, Direction, &str)], quoted: &[i64], expected: u16| {
        let entries = log.iter().map(|&(n, direction, stage)| entry(n, direction, stage));
        let quotations = quoted.iter().map(|&n| quotation(n, "box", None));
        let deals = summary(entries.chain(quotations).collect()).deals;
        assert_eq!(deals.quotations_since_progress, expected, "{log:?} {quoted:?}");
    };
    check(&[], &[1, 2], 2);
    check(&[(1, Out, "quoted")], &[1, 5, 9], 3);
    check(&[(1, Out, "quoted"), (6, In, "negotiating")], &[1, 5, 9], 1);
    // Going back to where it was before is no progress.
    check(&[(1, Out, "quoted"), (2, In, "comparing"), (6, In, "quoted")], &[1, 5, 9], 2);
    check(&[(3, Out, "developing")], &[1, 2], 2);
}

#[test]
fn an_offer_is_open_until_an_order_or_a_newer_offer_of_the_product_replaces_it() {
    let check = |records: Vec<Record>, expected: &[i64]| {
        let expected: Vec<_> = expected.iter().map(|&n| day(n)).collect();
        assert_eq!(summary(records).deals.open_until, expected);
    };
    check(vec![quotation(1, "box", Some(20)), quotation(2, "bag", Some(10))], &[10, 20]);
    check(vec![quotation(1, "box", Some(20)), quotation(2, "BOX ", Some(30))], &[30]);
    check(vec![quotation(1, "box", Some(20)), quotation(2, "box", None)], &[]);
    check(vec![quotation(1, "box", Some(20)), order(2, OrderState::Confirmed)], &[]);
    // What was ordered and cancelled is not chased again, nor what a PI asks for.
    check(vec![quotation(1, "box", Some(20)), order(2, OrderState::Cancelled)], &[]);
    check(vec![quotation(0, "box", Some(20)), invoice(&[])], &[]);
    check(vec![quotation(0, "box", Some(20)), invoice(&[]), quotation(2, "box", Some(30))], &[30]);
    // Of one day, what was written down first came first.
    let written = |n: u128, date: i64| match order(date, OrderState::Confirmed) {
        Record::Order(it) => Record::from(Order { id: OrderId(id(n)), ..*it }),
        other => other,
    };
    check(vec![quotation(1, "box", Some(20)), written(9000, 1)], &[]);
    check(vec![quotation(1, "box", Some(20)), written(5, 1)], &[20]);
    // An order closes what it orders and nothing else; where nobody can tell what that is, it closes nothing.
    let both = || vec![quotation(1, "box", Some(20)), quotation(2, "bag", Some(10))];
    let ordered = || order(3, OrderState::Confirmed);
    check([both(), vec![ordered()]].concat(), &[10, 20]);
    let from_quotation = |quoted: Option<u128>, note: &str| {
        let Record::Invoice(mut it) = invoice(&[]) else { panic!("an invoice") };
        (it.quotation, it.note) = (quoted.map(|n| QuotationId(id(2000 + n))), note.to_owned());
        Record::Invoice(it)
    };
    check([both(), vec![from_quotation(Some(1), ""), ordered()]].concat(), &[10]);
    check([both(), vec![from_quotation(None, "5000 Bag"), ordered()]].concat(), &[20]);
    let again = quotation(4, "box", Some(30));
    check([both(), vec![from_quotation(Some(1), ""), ordered(), again]].concat(), &[10, 30]);
    check((1..9).map(|n| quotation(n, &format!("p{n}"), Some(20 + n))).collect(), &[25, 26, 27, 28]);
}

#[test]
fn of_several_samples_the_oldest_is_asked_about_first() {
    let check = |sent: &[i64], expected: Option<i64>| {
        let open = summary(sent.iter().map(|n| sample(*n)).collect()).deals.open_sample;
        assert_eq!(open.map(|it| it.sent_on), expected.map(day), "{sent:?}");
    };
    check(&[], None);
    check(&[3], Some(3));
    check(&[3, 20], Some(3));
    check(&[3, 48], Some(3));
    check(&[3, 49], Some(49));
    check(&[3, 20, 60], Some(20));
}

#[test]
fn the_latest_record_of_business_has_a_day_and_a_plan_has_none() {
    let check = |records: Vec<Record>, expected: Option<i64>| {
        assert_eq!(summary(records).deals.last_record, expected.map(day));
    };
    check(vec![entry(9, Direction::Out, "developing")], None);
    check(vec![order(10, OrderState::Cancelled), entry(12, Direction::In, "developing")], Some(10));
    check(vec![order(10, OrderState::Confirmed), shipment(40, None, None)], Some(10));
    check(vec![order(10, OrderState::Shipped), shipment(40, Some(41), None)], Some(41));
}

#[test]
fn what_is_expected_of_a_day_of_logging_is_what_comes_of_it() {
    let steps = [
        (1, Direction::Out, "developing"),
        (1, Direction::Out, "developing"),
        (2, Direction::In, "first_interest"),
        (3, Direction::Out, "quoted"),
        (5, Direction::Out, "quoted"),
        (9, Direction::In, "negotiating"),
    ];
    let mut expected = summary(Vec::new());
    let mut records = Vec::new();
    for (place, (n, direction, stage)) in steps.into_iter().enumerate() {
        let Record::Interaction(mut made) = entry(n, direction, stage) else { panic!("an entry") };
        made.id = InteractionId(id(2000 + place as u128));
        made.at = made.at.plus_ms(i64::try_from(place).unwrap());
        made.summary = format!("line {place}\nmore");
        expected.expect(&Edit::create((*made).clone()));
        records.push(Record::Interaction(made));
        assert_eq!(expected, summary(records.clone()), "after {place}");
    }
}

#[test]
fn what_a_customer_deals_in_is_kept_once_beside_its_last_prices() {
    let with_note = |note: &str| match order(3, OrderState::Confirmed) {
        Record::Order(it) => Record::from(Order { note: note.into(), ..*it }),
        other => other,
    };
    let mut card = card();
    card.products = vec!["Paper Bags".into(), "drawer box".into()];
    let of = |records: Vec<Record>| {
        let all = std::iter::once(Record::from(card.clone())).chain(records);
        Summary::of(&Dossier::from_records(all).unwrap()).products
    };
    assert_eq!(of(Vec::new()), "Paper Bags\ndrawer box\n");
    let offer = "Drawer box  FOB SHENZHEN  USD 0.86/pc  x 5000";
    assert_eq!(of(vec![quotation(1, "drawer box", None), with_note(offer)]), "Paper Bags\n");
    assert_eq!(of(vec![with_note("model GB-120\nsecond line")]), "Paper Bags\ndrawer box\nmodel GB-120\n");
}

#[test]
fn a_long_label_shows_that_it_was_cut() {
    let label = |product: &str| summary(vec![quotation(1, product, None)]).open[0].label.clone();
    assert_eq!(label(&"x".repeat(96)), "x".repeat(96));
    assert_eq!(label(&"x".repeat(97)), format!("{}..", "x".repeat(94)));
}
