//! What a summary tells of deals, money and contacts.

mod chased;

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
fn our_days_of_contact_are_kept_newest_first_and_each_once() {
    use Direction::{In, Out};
    let log = [(1, Out), (4, In), (4, Out), (9, Out)];
    let found = summary(log.iter().map(|&(n, direction)| entry(n, direction, "developing")).collect());
    assert_eq!(found.contact.touches, [day(9), day(4), day(1)]);
    let many = summary((1..40).map(|n| entry(n, Out, "developing")).collect());
    assert_eq!((many.contact.touches.len(), many.contact.touches[0]), (MOST_TOUCHES, day(39)));
}

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
