//! Lines as sellers type them, and the record that comes of each.

mod lines;
mod money;

use super::*;
use crate::domain::trade::{Instalment, PaymentTrigger};
use crate::domain::{Country, Customer, CustomerId, Edit, IdMint, Moment};
use terms::{read_terms, write_terms};
use time::macros::date;
use uuid::Uuid;

const TODAY: time::Date = date!(2024 - 05 - 20);

/// A customer in Germany with nothing on record.
fn new_customer() -> Dossier {
    let now = Moment::parse("2024-05-01T09:00:00+08:00").unwrap();
    let mut card = Customer::new(CustomerId(Uuid::from_u128(1)), now, "ABC Ltd.");
    card.country = Country::find("DE");
    Dossier::new(card)
}

fn known<'a>(dossier: &'a Dossier, taken: &'a [String]) -> Known<'a> {
    Known { today: TODAY, dossier, next_number: "PI20240520-A", taken_numbers: taken, units: Units::Ids }
}

fn ids() -> impl FnMut() -> Uuid {
    let mut mint = IdMint::new(9);
    move || mint.mint(Moment::from_unix_ms(1_716_000_000_000, 480))
}

/// The parts of a line that differ from the defaults, as `part=text`.
fn parts(dossier: &Dossier, kind: DealKind, line: &str) -> String {
    let read = read_line(kind, line, &known(dossier, &[]));
    let mut read: Vec<_> = read.iter().map(|(part, text)| format!("{}={text}", part.id())).collect();
    read.sort();
    read.join(" | ")
}

fn write(dossier: &mut Dossier, kind: DealKind, line: &str) -> Record {
    let known = known(dossier, &[]);
    let base = fresh(kind, &known);
    let draft = draft_of(kind, &base, line, &known);
    let mut ids = ids();
    let salt = dossier.timeline().len() as u128;
    let mut next = || Uuid::from_u128(ids().as_u128() ^ (salt << 64));
    let composed =
        compose(&draft, &known, None, &mut next).unwrap_or_else(|wrong| panic!("{line}: {wrong:?}"));
    for edit in composed.first.iter().chain([&Edit::create(composed.record.clone())]).chain(&composed.then) {
        dossier.apply(edit);
    }
    composed.record
}

fn wrong(dossier: &Dossier, kind: DealKind, line: &str) -> Vec<(Part, PartError)> {
    let known = known(dossier, &[]);
    let draft = draft_of(kind, &fresh(kind, &known), line, &known);
    let mut ids = ids();
    // No id of one that is there already.
    compose(&draft, &known, None, &mut || Uuid::from_u128(!ids().as_u128())).expect_err(line)
}

#[test]
fn an_order_follows_a_pi_in_its_own_currency_alone() {
    let mut dossier = new_customer();
    let euros = write(&mut dossier, DealKind::Invoice, "PI-1 EUR 900 30/70 BL").id().uuid.to_string();
    write(&mut dossier, DealKind::Invoice, "PI-2 USD 900 100% in advance");
    let known = known(&dossier, &[]);
    let check = |line: &str, invoice: &str, number: &str| {
        let draft = draft_of(DealKind::Order, &fresh(DealKind::Order, &known), line, &known);
        assert_eq!((draft.get(Part::Invoice), draft.get(Part::Number)), (invoice, number), "{line}");
    };
    check("EUR 600", &euros, "PI-1");
    check("EUR 600 PO-7", &euros, "PO-7");
    check("JPY 600", "", "");
    let named = draft_of(DealKind::Order, &fresh(DealKind::Order, &known), "PI-2 EUR 600", &known);
    assert_eq!(named.get(Part::Number), "PI-2");
}

#[test]
fn the_sample_rows_of_the_trade_make_a_whole_deal() {
    let mut dossier = new_customer();
    let Record::Quotation(quotation) =
        write(&mut dossier, DealKind::Quotation, "FOB SHENZHEN USD 0.86/pc MOQ 5000 on 10 May")
    else {
        panic!()
    };
    assert_eq!(
        (quotation.price.to_string().as_str(), quotation.moq, quotation.date),
        ("USD 0.86", Some(5000), date!(2024 - 05 - 10))
    );
    let Record::Sample(sample) =
        write(&mut dossier, DealKind::Sample, "DHL 562729 3 specs, grey-board sent 15 May")
    else {
        panic!()
    };
    assert_eq!(sample.arrival, Some(crate::domain::trade::Arrival::Estimated(date!(2024 - 05 - 20))));
    let Record::Invoice(invoice) =
        write(&mut dossier, DealKind::Invoice, "PI20240517-A USD 4,280 30/70 on 17 May")
    else {
        panic!()
    };
    assert_eq!(invoice.quotation, Some(quotation.id));
    let Record::Order(order) = write(&mut dossier, DealKind::Order, "") else { panic!() };
    assert_eq!(
        (order.invoice, order.amount.to_string().as_str(), order.number.as_str()),
        (Some(invoice.id), "USD 4,280.00", "PI20240517-A")
    );
    let Record::Payment(payment) = write(&mut dossier, DealKind::Payment, "1259 fee 25") else { panic!() };
    assert_eq!(payment.order, order.id);
    let Record::Shipment(shipment) = write(&mut dossier, DealKind::Shipment, "sea ETD 20 June 30 days")
    else {
        panic!()
    };
    assert_eq!((shipment.order, shipment.transit_days), (Some(order.id), 30));
    write(&mut dossier, DealKind::Feedback, "satisfied with the board");
    let answered = find_record(&dossier, crate::domain::record::RecordKind::Sample, &sample.id.to_string());
    assert!(
        matches!(answered, Some(Record::Sample(it)) if it.feedback == "satisfied with the board"),
        "{answered:?}"
    );
}

#[test]
fn a_shipment_is_of_what_is_ready_and_has_none_yet() {
    let mut dossier = new_customer();
    let mut order = |line: &str| match write(&mut dossier, DealKind::Order, line) {
        Record::Order(it) => it,
        other => panic!("{other:?}"),
    };
    let made = order("PO-1 USD 100 in production on 1 May");
    let ready = order("PO-2 USD 100 ready on 10 May");
    let newer = order("PO-3 USD 100 ready on 12 May");
    let confirmed = order("PO-4 USD 100 confirmed on 2 April");
    let shipped: Vec<_> = (0..4)
        .map(|_| match write(&mut dossier, DealKind::Shipment, "sea ETD 20 June 30 days") {
            Record::Shipment(it) => it.order.unwrap(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(shipped, [ready.id, newer.id, made.id, confirmed.id]);
}

#[test]
fn an_order_is_shipped_with_the_last_of_its_shipments() {
    let mut dossier = new_customer();
    write(&mut dossier, DealKind::Order, "PO-1 USD 100 in production on 1 May");
    let state = |dossier: &Dossier| known(dossier, &[]).orders().next().map(|it| it.state);
    let Record::Shipment(second) = write(&mut dossier, DealKind::Shipment, "sea ETD 18 May 30 days") else {
        panic!("no shipment")
    };
    write(&mut dossier, DealKind::Shipment, "sea departed 10 May 30 days");
    assert_eq!(state(&dossier), Some(OrderState::InProduction));
    let before = Record::from(*second);
    let mut draft = spell(&before).unwrap();
    draft.set(Part::Departed, "19 May");
    let composed = compose(&draft, &known(&dossier, &[]), Some(&before), &mut ids()).unwrap();
    for edit in &composed.then {
        dossier.apply(edit);
    }
    assert_eq!(state(&dossier), Some(OrderState::Shipped));
}

#[test]
fn an_order_keeps_the_days_on_which_its_goods_were_ready_and_on_which_it_was_cancelled() {
    let mut dossier = new_customer();
    let mut order = write(&mut dossier, DealKind::Order, "PO-1 USD 100 in production on 1 May");
    let tomorrow = TODAY.next_day().unwrap();
    // The day of being ready, then that of the cancelling, after the state was corrected on a day.
    let mut correct = |state: OrderState, today| {
        let mut draft = spell(&order).unwrap();
        draft.set(Part::State, state.id());
        let known = Known { today, ..known(&dossier, &[]) };
        order = compose(&draft, &known, Some(&order), &mut ids()).unwrap().record;
        let Record::Order(order) = &order else { panic!("no order") };
        (order.ready_on, order.cancelled_on)
    };
    assert_eq!(correct(OrderState::Ready, TODAY), (Some(TODAY), None));
    assert_eq!(correct(OrderState::Ready, tomorrow), (Some(TODAY), None));
    assert_eq!(correct(OrderState::Shipped, tomorrow), (Some(TODAY), None));
    assert_eq!(correct(OrderState::InProduction, tomorrow), (None, None));
    assert_eq!(correct(OrderState::Cancelled, TODAY), (None, Some(TODAY)));
    assert_eq!(correct(OrderState::Cancelled, tomorrow), (None, Some(TODAY)));
    assert_eq!(correct(OrderState::Confirmed, tomorrow), (None, None));
}

#[test]
fn numbers_of_invoices_go_on() {
    let check = |pattern: &str, taken: &[&str], expected: &str| {
        let pattern = NumberPattern::parse(pattern).unwrap();
        assert_eq!(next_number(&pattern, TODAY, taken.iter().copied()), expected);
    };
    check("PI{yyyymmdd}-{A}", &[], "PI20240520-A");
    check("PI{yyyymmdd}-{A}", &["PI20240520-A", "PI20240519-C", "pi20240520-b"], "PI20240520-C");
    check("PI{yyyymmdd}-{A}", &["PI20240520-Z"], "PI20240520-AA");
    check("{yy}{mm}/{nnn}", &["2405/009", "2405/x"], "2405/010");
    for wrong in ["PI", "PI{yyyymmdd}", "{A}{n}", "{year}-{A}", "{A", ""] {
        assert_eq!(NumberPattern::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_record_spelled_out_and_composed_is_the_same() {
    let mut dossier = new_customer();
    for (kind, line) in [
        (DealKind::Quotation, "box CIF Lagos USD 0.0865/pc MOQ 5000 valid 30d // with foil"),
        (DealKind::Sample, "S-1 DHL 562729 box arrived 19 May cost JPY 500 charged sent 15 May"),
        (DealKind::Invoice, "KWD 4280.125 20/30/50 sent 18 May"),
        (DealKind::Order, "PO1 trial"),
        (DealKind::Payment, "856.025 fee 1.5 ~yesterday first part"),
        (DealKind::Shipment, "air ETD 25 May 5 days AWB 999-1234"),
        (DealKind::Feedback, "complaint corners crushed"),
    ] {
        write(&mut dossier, kind, line);
    }
    assert_eq!(dossier.timeline().len(), 7);
    for record in dossier.timeline() {
        let draft = spell(record).unwrap();
        let again = compose(&draft, &known(&dossier, &[]), Some(record), &mut ids());
        assert_eq!(again.map(|it| it.record).as_ref(), Ok(record));
    }
}

#[test]
fn a_number_is_given_once() {
    let mut dossier = new_customer();
    write(&mut dossier, DealKind::Invoice, "PI1 USD 5");
    assert_eq!(wrong(&dossier, DealKind::Invoice, "pi1 USD 6"), [(Part::Number, PartError::NumberTaken)]);
    write(&mut dossier, DealKind::Order, "PO-8 USD 700");
    assert_eq!(wrong(&dossier, DealKind::Order, "po-8 USD 5"), [(Part::Number, PartError::NumberTaken)]);
    write(&mut dossier, DealKind::Order, "PO-9 USD 5");
    let taken = ["PI7".to_owned()];
    let known = known(&dossier, &taken);
    let draft = draft_of(DealKind::Invoice, &fresh(DealKind::Invoice, &known), "PI7 USD 6", &known);
    assert_eq!(compose(&draft, &known, None, &mut ids()), Err(vec![(Part::Number, PartError::NumberTaken)]));
}

#[test]
fn an_order_without_a_number_is_named_by_the_beginning_of_its_id() {
    let mut dossier = new_customer();
    write(&mut dossier, DealKind::Order, "PO-1 USD 1000");
    let Record::Order(plain) = write(&mut dossier, DealKind::Order, "USD 300") else { panic!("an order") };
    assert_eq!(plain.number, "");
    let whole = plain.id.to_string();
    let known = known(&dossier, &[]);
    let mut draft = draft_of(DealKind::Payment, &fresh(DealKind::Payment, &known), "PO-1 USD 1300", &known);
    let name = name_of(&dossier, &Record::from((*plain).clone()));
    assert!(whole.starts_with(&name) && (8..24).contains(&name.len()), "{name} of {whole}");
    assert_eq!(propose(&compose(&draft, &known, None, &mut ids()).unwrap()), format!("{name} USD 300.00"));
    for typed in [whole.to_uppercase(), name.to_uppercase(), format!("{name} USD 300")] {
        draft.set(Part::Spread, typed);
        let made = compose(&draft, &known, None, &mut ids()).unwrap();
        assert_eq!(made.doubts.spread, [(name.clone(), plain.amount)]);
        assert_eq!(made.doubts.excess, None);
    }
    let found = |typed: &str| find_record(&dossier, RecordKind::Order, typed).map(|it| it.id().uuid);
    assert_eq!(found(&name), Some(plain.id.0));
    // What fits several orders, or is too short to be meant as an id, names none.
    let other =
        dossier.timeline().iter().find(|it| it.id().uuid != plain.id.0).unwrap().id().uuid.to_string();
    let same = whole.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    let shared: String = same.map(|(one, _)| one).collect();
    assert!(shared.len() >= 8 && name.starts_with(&shared), "{shared}");
    let short: String = whole.chars().take(7).collect();
    assert_eq!((found(&shared), found(&short)), (None, None));
}

#[test]
fn an_order_keeps_the_terms_that_it_is_given_unless_its_pi_has_them() {
    let mut dossier = new_customer();
    write(&mut dossier, DealKind::Invoice, "PI-7 USD 200 30/70");
    let own = |record: &Record| match record {
        Record::Order(it) => (write_terms(&it.terms), it.note.clone()),
        other => panic!("{other:?}"),
    };
    let same = write(&mut dossier.clone(), DealKind::Order, "30/70");
    assert_eq!(own(&same), (String::new(), String::new()));
    let other = write(&mut dossier, DealKind::Order, "50/50 BL rush");
    assert_eq!(own(&other), ("50/50 BL".into(), "rush".into()));
    let spelled = spell(&other).unwrap();
    let again = compose(&spelled, &known(&dossier, &[]), Some(&other), &mut ids()).unwrap();
    assert_eq!(again.record, other);
}

#[test]
fn a_pi_that_says_otherwise_than_its_quotation_is_noticed() {
    let mut dossier = new_customer();
    write(&mut dossier, DealKind::Quotation, "box FOB SHENZHEN USD 0.86/pc MOQ 5000");
    let check = |line: &str, expected: &str| {
        let known = known(&dossier, &[]);
        let draft = draft_of(DealKind::Invoice, &fresh(DealKind::Invoice, &known), line, &known);
        let notices = compose(&draft, &known, None, &mut ids()).unwrap().notices;
        let told = notices.iter().map(|it| match it {
            Notice::Contradiction(Contradiction::Price { asked, quoted, .. }) => {
                format!("{asked}, not {quoted}")
            }
            Notice::Contradiction(Contradiction::Amount { asked, quoted, .. }) => {
                format!("{asked} at {quoted}")
            }
            Notice::Contradiction(Contradiction::Moq { asked, least, .. }) => {
                format!("{asked} below {least}")
            }
            Notice::Contradiction(Contradiction::Ended(day)) => format!("ended {day}"),
            Notice::Contradiction(Contradiction::Currency { asked, quoted }) => {
                format!("{} not {}", asked.code(), quoted.code())
            }
            other => panic!("{other:?}"),
        });
        let told = told.collect::<Vec<_>>().join("; ");
        assert_eq!(told, expected, "{line}");
    };
    check("", "");
    check("USD 4300 30/70", "");
    check("USD 2150", "2500 below 5000");
    check("USD 4280", "USD 4,280.00 at USD 0.86");
    check("USD 4500 box USD 0.90/pc", "USD 0.90, not USD 0.86");
    check("USD 4300 box USD 0.860/pcs", "");
    check("USD 4280 lids", "");
    check("EUR 4280", "EUR not USD");
}

#[test]
fn the_offer_in_the_note_of_a_pi_spells_units_as_the_seller_reads_them() {
    let mut dossier = new_customer();
    let quotation = write(&mut dossier, DealKind::Quotation, "box FOB SHENZHEN USD 0.86/pc MOQ 5000");
    let Record::Quotation(source) = &quotation else { panic!("no quotation") };
    for (units, expected) in [(Units::Ids, "USD 0.86/pc  x 5000"), (Units::Chinese, "USD 0.86/个  x 5000")] {
        let known = Known { units, ..known(&dossier, &[]) };
        let draft = fresh(DealKind::Invoice, &known);
        let note = draft.get(Part::Note);
        assert_eq!(note, format!("box  FOB SHENZHEN  {expected}"));
        assert_eq!(own_note(&format!("{note} two colours"), source), "two colours");
        // Another amount says another quantity, whichever language the note was begun in.
        for units in [Units::Ids, Units::Chinese] {
            let mut draft = draft.clone();
            draft.set(Part::Amount, "USD 8600");
            agree_note(&mut draft, &Known { units, ..known });
            assert_eq!(
                draft.get(Part::Note),
                format!("box  FOB SHENZHEN  USD 0.86{}  x 10000", units.per("pc"))
            );
        }
    }
    let line = one_line(&quotation, Units::Chinese);
    assert_eq!(line, "box FOB SHENZHEN USD 0.86/个 MOQ 5000");
}

#[test]
fn a_pi_keeps_the_quotation_that_it_was_made_of() {
    let mut dossier = new_customer();
    let quotation = write(&mut dossier, DealKind::Quotation, "cup FOB NINGBO USD 2.00/pc MOQ 1000");
    let corrected = |dossier: &Dossier, part: Part, text: &str| {
        let mut draft = spell(&quotation).unwrap();
        draft.set(part, text);
        let made = compose(&draft, &known(dossier, &[]), Some(&quotation), &mut || Uuid::from_u128(77));
        let made = made.unwrap();
        let is_edited = made.edit(Some(&quotation)).before.is_some();
        (made, is_edited)
    };
    assert!(corrected(&dossier, Part::Price, "USD 2.50").1, "no PI was made of it");
    write(&mut dossier, DealKind::Invoice, "PI-7 USD 2000");
    for (part, text) in [(Part::Note, "by mail"), (Part::ValidUntil, "2024-07-01"), (Part::Price, "USD 2")] {
        let (made, is_edited) = corrected(&dossier, part, text);
        assert!(is_edited && made.notices.is_empty(), "{part:?} is nothing that a PI says");
    }
    for (part, text) in [
        (Part::Product, "mug"),
        (Part::Price, "USD 2.50"),
        (Part::Unit, "set"),
        (Part::Incoterm, "CIF"),
        (Part::Place, "HAMBURG"),
        (Part::Moq, "800"),
    ] {
        let (made, is_edited) = corrected(&dossier, part, text);
        assert!(!is_edited && made.record.id() != quotation.id(), "{part:?}");
        assert_eq!(made.notices, [Notice::Kept(vec!["PI-7".into()])], "{part:?}");
    }
}

#[test]
fn what_travels_is_found_by_the_number_under_which_it_does() {
    let mut dossier = new_customer();
    let sample = write(&mut dossier, DealKind::Sample, "S-1 boxes DHL 5627291234");
    let goods = write(&mut dossier, DealKind::Shipment, "sea BL MAEU123 ETD 20 June");
    let found = |kind, typed| find_record(&dossier, kind, typed).map(Record::id);
    assert_eq!(found(RecordKind::Shipment, "maeu123"), Some(goods.id()));
    assert_eq!(found(RecordKind::Sample, "5627291234"), Some(sample.id()));
    assert_eq!(found(RecordKind::Sample, "MAEU123"), None);
}

#[test]
fn a_next_step_says_which_record_it_is_about() {
    let check = |action: &str, expected: &[DealKind]| {
        let meant = DealKind::ALL.iter().copied().filter(|kind| kind.is_meant_by(action));
        assert_eq!(meant.collect::<Vec<_>>(), expected, "{action}");
    };
    check("Send the CIF offer", &[DealKind::Quotation]);
    check("发正式报价", &[DealKind::Quotation]);
    check("寄样DHL", &[DealKind::Sample]);
    check("send PI", &[DealKind::Invoice]);
    check("发PI，要盖章", &[DealKind::Invoice]);
    check("call about the shipping date", &[]);
    check("chase the balance", &[]);
}
