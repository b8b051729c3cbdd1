//! Which order money is for, and what it makes of it.

use super::*;
use crate::domain::OrderId;
use crate::domain::trade::Order;

#[test]
fn money_on_a_proforma_invoice_makes_it_an_order() {
    let mut dossier = new_customer();
    write(&mut dossier, DealKind::Invoice, "PI20240517-A USD 4,280 30/70");
    let Record::Payment(payment) = write(&mut dossier, DealKind::Payment, "PI20240517-A USD 1284") else {
        panic!()
    };
    let order = dossier
        .timeline()
        .iter()
        .find_map(|it| if let Record::Order(it) = it { Some(it) } else { None })
        .unwrap();
    assert_eq!((order.id, order.number.as_str()), (payment.order, "PI20240517-A"));
}

#[test]
fn compensation_is_a_refund_that_is_not_owed_again() {
    let mut dossier = new_customer();
    write(&mut dossier, DealKind::Order, "PO-1 USD 1000");
    write(&mut dossier, DealKind::Payment, "PO-1 USD 1000");
    let known = known(&dossier, &[]);
    let draft = |line: &str| draft_of(DealKind::Payment, &fresh(DealKind::Payment, &known), line, &known);
    for line in ["PO-1 refund USD 100 compensation for dents", "赔偿 USD 100 for dents"] {
        let made = compose(&draft(line), &known, None, &mut ids()).unwrap();
        assert!(made.doubts.is_empty(), "{:?}", made.doubts);
        let Record::Payment(it) = &made.record else { panic!("{line}") };
        assert_eq!((it.amount.minor, it.compensation, it.note.as_str()), (-10_000, true, "for dents"));
        let again = compose(&spell(&made.record).unwrap(), &known, None, &mut || it.id.0);
        assert_eq!(again.unwrap().record, made.record);
    }
    let more = compose(&draft("PO-1 compensation USD 1200"), &known, None, &mut ids()).unwrap();
    assert_eq!(more.doubts.excess.unwrap().minor, -20_000, "more than came in");
    let mut came = draft("PO-1 USD 5");
    came.set(Part::Compensation, YES);
    let wrong = compose(&came, &known, None, &mut ids()).unwrap_err();
    assert_eq!(wrong, [(Part::Compensation, PartError::NoRefund)]);
}

#[test]
fn a_transfer_is_spread_over_what_is_open_the_oldest_due_first() {
    let mut dossier = new_customer();
    for line in ["PO-1 USD 1000", "PO-10 USD 300", "PO-2 EUR 90"] {
        write(&mut dossier, DealKind::Order, line);
    }
    // Its deposit has a day, so it comes before orders whose money has none.
    write(&mut dossier, DealKind::Invoice, "PI-7 USD 200 30/70");
    let known = known(&dossier, &[]);
    let made = |amount: &str, spread: &str| {
        let mut draft = draft_of(DealKind::Payment, &fresh(DealKind::Payment, &known), "PO-1", &known);
        draft.set(Part::Amount, amount);
        draft.set(Part::Spread, spread);
        compose(&draft, &known, None, &mut ids())
    };
    let offer = |amount: &str| propose(&made(amount, "").unwrap());
    assert_eq!(offer("USD 1000"), "");
    assert_eq!(offer("USD 1450"), "PI-7 USD 200.00; PO-10 USD 250.00");
    assert_eq!(offer("USD 1900"), "PI-7 USD 200.00; PO-10 USD 300.00");
    assert_eq!(offer("-5"), "");

    let composed = made("USD 1450", "po-10 250；PI-7").unwrap();
    let amounts: Vec<_> = [&composed.record]
        .into_iter()
        .chain(composed.then.iter().filter_map(|edit| edit.after.as_ref()))
        .filter_map(|record| if let Record::Payment(it) = record { Some(it.amount.minor) } else { None })
        .collect();
    assert_eq!(amounts, [100_000, 25_000, 20_000]);
    assert_eq!(composed.doubts.excess, None);
    let whole = made("USD 1450", "PO-1 1000; po-10 250; PI-7 200").unwrap();
    assert_eq!(
        (&whole.record, &whole.doubts),
        (&composed.record, &composed.doubts),
        "its own part is named too"
    );
    let more = made("USD 1450", "PO-10 400").unwrap();
    assert_eq!(more.doubts.excess.unwrap().minor, 15_000, "50 too much here, 100 there");

    let error = |spread: &str| made("USD 1450", spread).unwrap_err();
    for (spread, expected) in [
        ("PO-9 5", PartError::NoSpread),
        ("PO-10; po-10", PartError::NoSpread),
        ("PO-1 5", PartError::SpreadOwn),
        ("PO-2 5", PartError::NoSpread),
        ("PO-10 EUR 5", PartError::OtherCurrency),
        ("PO-10 -5", PartError::NotPositive),
        ("PO-10 1450", PartError::SpreadTooMuch),
    ] {
        assert_eq!(error(spread), [(Part::Spread, expected)], "{spread}");
    }
}

#[test]
fn money_on_an_invoice_makes_one_order_with_a_number_of_its_own() {
    let mut dossier = new_customer();
    let first = write(&mut dossier, DealKind::Invoice, "PI-1 USD 500").id().uuid.to_string();
    let second = write(&mut dossier, DealKind::Invoice, "PI-2 USD 700").id().uuid.to_string();
    write(&mut dossier, DealKind::Order, "PI-1 confirmed");
    let mut other = Draft::new(DealKind::Order);
    for (part, text) in [(Part::Number, "pi-2"), (Part::Amount, "USD 5"), (Part::OrderKind, "regular")] {
        other.set(part, text);
    }
    other.set(Part::State, "confirmed");
    let made = compose(&other, &known(&dossier, &[]), None, &mut || Uuid::from_u128(77)).unwrap();
    dossier.apply(&Edit::create(made.record));
    let known = known(&dossier, &[]);
    let pay = |invoice: &str| {
        let mut draft = draft_of(DealKind::Payment, &fresh(DealKind::Payment, &known), "USD 5", &known);
        draft.set(Part::Order, invoice);
        compose(&draft, &known, None, &mut ids())
    };
    let made = pay(&first).unwrap();
    let Record::Payment(payment) = &made.record else { panic!("a payment") };
    assert!(made.first.is_empty(), "it is an order already");
    assert!(known.orders().any(|it| it.id == payment.order && it.number == "PI-1"));
    assert_eq!(pay(&second), Err(vec![(Part::Order, PartError::NumberTaken)]));
}

#[test]
fn a_payment_is_for_no_cancelled_order_where_another_one_is_there() {
    let mut dossier = new_customer();
    let paid = write(&mut dossier, DealKind::Order, "PO-1 USD 100");
    write(&mut dossier, DealKind::Payment, "USD 100");
    let order_of =
        |dossier: &Dossier| fresh(DealKind::Payment, &known(dossier, &[])).get(Part::Order).to_owned();
    write(&mut dossier, DealKind::Order, "PO-2 USD 500 cancelled");
    assert_eq!(order_of(&dossier), reference(paid.id()));
}

#[test]
fn a_payment_is_for_what_is_owed_in_its_own_currency() {
    let mut dossier = new_customer();
    let dollars = reference(write(&mut dossier, DealKind::Order, "PO-1 USD 100").id());
    let euros = reference(write(&mut dossier, DealKind::Order, "PO-2 EUR 500").id());
    let yen = reference(write(&mut dossier, DealKind::Invoice, "PI-3 JPY 900").id());
    let known = known(&dossier, &[]);
    let check = |line: &str, expected: &str| {
        let draft = draft_of(DealKind::Payment, &fresh(DealKind::Payment, &known), line, &known);
        assert_eq!(draft.get(Part::Order), expected, "{line}");
    };
    check("USD 50", &dollars);
    check("EUR 50", &euros);
    check("JPY 900", &yen);
    check("50", fresh(DealKind::Payment, &known).get(Part::Order));
    check("PO-1 EUR 50", &dollars);
    check("KWD 50", fresh(DealKind::Payment, &known).get(Part::Order));
}

#[test]
fn money_goes_to_what_is_owed_first_over_invoices_and_orders_alike() {
    let mut dossier = new_customer();
    let target = |dossier: &Dossier, line: &str| {
        let known = known(dossier, &[]);
        let draft = draft_of(DealKind::Payment, &fresh(DealKind::Payment, &known), line, &known);
        let made = compose(&draft, &known, None, &mut ids()).unwrap();
        match made.notices.as_slice() {
            [Notice::PaidFor { name, is_order_now }] => format!("{name} {is_order_now}"),
            other => format!("{other:?}"),
        }
    };
    write(&mut dossier, DealKind::Invoice, "PI-1 USD 2000 30/70 on 1 May // blue cups");
    assert_eq!(target(&dossier, "USD 600"), "PI-1 true", "one PI, which becomes an order");
    write(&mut dossier, DealKind::Invoice, "PI-2 USD 4000 30/70 on 10 May");
    write(&mut dossier, DealKind::Invoice, "PI-3 EUR 90 on 2 May");
    assert_eq!(target(&dossier, "USD 600"), "PI-1 true");
    assert_eq!(target(&dossier, "EUR 9"), "PI-3 true");
    write(&mut dossier, DealKind::Payment, "USD 600");
    let order = dossier.timeline().iter().find_map(|it| match it {
        Record::Order(it) => Some((it.number.clone(), it.note.clone())),
        _ => None,
    });
    assert_eq!(order, Some(("PI-1".into(), "blue cups".into())), "it is about what its PI is about");
    assert_eq!(target(&dossier, "USD 1200"), "PI-2 true", "its deposit has a day, the rest of PI-1 has none");
    assert_eq!(target(&dossier, "PI-1 USD 1400"), "PI-1 false");
    assert_eq!(target(&dossier, "refund USD 100"), "PI-1 false");
}

#[test]
fn money_goes_where_one_open_instalment_is_exactly_so_much() {
    let made = |orders: &[&str]| {
        let mut dossier = new_customer();
        for line in orders {
            write(&mut dossier, DealKind::Order, line);
        }
        write(&mut dossier, DealKind::Invoice, "PI-1 USD 1000 30/70 on 1 May");
        dossier
    };
    let one = made(&["PO-1 USD 860 on 10 May"]);
    let two = made(&["PO-1 USD 860 on 10 May", "PO-2 USD 300 on 12 May", "PO-3 USD 700 50/50 on 13 May"]);
    let check = |dossier: &Dossier, line: &str, expected: &str| {
        let known = known(dossier, &[]);
        let draft = draft_of(DealKind::Payment, &fresh(DealKind::Payment, &known), line, &known);
        let made = compose(&draft, &known, None, &mut ids()).unwrap();
        let Record::Payment(it) = &made.record else { panic!("{line}") };
        let orders = made.first.iter().filter_map(|edit| edit.after.as_ref()).chain(dossier.timeline());
        let name = orders.filter(|record| record.id().uuid == it.order.0).find_map(number_of);
        assert_eq!(name, Some(expected), "{line}");
    };
    check(&one, "USD 860", "PO-1");
    check(&one, "860", "PO-1");
    check(&one, "USD 845 fee 15", "PO-1");
    check(&one, "USD 850", "PI-1");
    check(&one, "PI-1 USD 860", "PI-1");
    check(&two, "USD 300", "PI-1");
    check(&two, "USD 860", "PO-1");
    check(&two, "USD 350", "PO-3");
}

#[test]
fn a_corrected_amount_names_what_still_says_otherwise() {
    let mut dossier = new_customer();
    let invoice = write(&mut dossier, DealKind::Invoice, "PI-7 USD 2000 30/70");
    let check = |dossier: &Dossier, before: &Record, amount: &str, expected: &[(RecordKind, &str, i64)]| {
        let kind = DealKind::of(before.id().kind).unwrap();
        let mut draft = spell(before).unwrap();
        draft.set(Part::Amount, amount);
        let made = compose(&draft, &known(dossier, &[]), Some(before), &mut ids()).unwrap();
        let stays: Vec<_> =
            made.doubts.stays.iter().map(|it| (it.kind, &*it.name, it.amount.minor)).collect();
        assert_eq!(stays, expected, "{kind:?} {amount}");
    };
    let (order, paid) = ((RecordKind::Order, "PI-7", 200_000), (RecordKind::Payment, "", 97_500));
    check(&dossier, &invoice, "USD 3000", &[]);
    let ordered = write(&mut dossier, DealKind::Order, "PI-7");
    check(&dossier, &invoice, "USD 2000", &[]);
    check(&dossier, &invoice, "USD 3000", &[order]);
    check(&dossier, &ordered, "EUR 2000", &[]);
    write(&mut dossier, DealKind::Payment, "PI-7 USD 500");
    write(&mut dossier, DealKind::Payment, "PI-7 USD 475");
    check(&dossier, &invoice, "EUR 2000", &[order, paid]);
    check(&dossier, &ordered, "EUR 2000", &[paid, (RecordKind::Invoice, "PI-7", 200_000)]);
    check(&dossier, &ordered, "USD 2000", &[]);
}

fn numbers_open(dossier: &Dossier) -> Vec<String> {
    let open = known(dossier, &[]).open(None);
    open.into_iter().map(|(record, _)| number_of(record).unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_pi_that_is_written_instead_of_another_one_closes_it() {
    let mut dossier = new_customer();
    let old = write(&mut dossier, DealKind::Invoice, "PI-1 USD 1000 30/70");
    let new = write(&mut dossier, DealKind::Invoice, "PI-2 replaces PI-1 USD 900 30/70");
    let Record::Invoice(it) = &new else { panic!() };
    assert_eq!((it.number.as_str(), it.replaces.map(|id| id.0)), ("PI-2", Some(old.id().uuid)));
    assert_eq!(numbers_open(&dossier), ["PI-2"]);
    let order = fresh(DealKind::Order, &known(&dossier, &[]));
    assert_eq!(order.get(Part::Number), "PI-2");
    let refused = |kind, line| wrong(&dossier, kind, line);
    assert_eq!(refused(DealKind::Payment, "PI-1 USD 300"), [(Part::Order, PartError::Replaced)]);
    assert_eq!(refused(DealKind::Order, "PI-1 USD 300"), [(Part::Invoice, PartError::Replaced)]);
    let by = PartError::ReplacedBy { invoice: "PI-1".into(), by: "PI-2".into() };
    assert_eq!(refused(DealKind::Invoice, "PI-3 代替 PI-1 USD 5"), [(Part::Replaces, by)]);
    assert_eq!(
        refused(DealKind::Invoice, "PI-3 replaces PI-8 USD 5"),
        [(Part::Replaces, PartError::UnknownRecord)]
    );
    // Neither itself, nor one that replaces it.
    let known = known(&dossier, &[]);
    for (record, named) in [(&old, "PI-2"), (&old, "PI-1"), (&new, "PI-2")] {
        let mut draft = spell(record).unwrap();
        draft.set(Part::Replaces, named);
        let wrong = compose(&draft, &known, Some(record), &mut ids()).unwrap_err();
        assert_eq!(wrong, [(Part::Replaces, PartError::ReplacesItself)], "{named}");
    }
    let same = compose(&spell(&new).unwrap(), &known, Some(&new), &mut ids()).unwrap();
    assert_eq!((&same.record, &same.notices[..]), (&new, &[Notice::Replaced("PI-1".into())][..]));
}

#[test]
fn a_note_that_says_what_replaces_what_names_no_pi() {
    assert_eq!(
        parts(&new_customer(), DealKind::Invoice, "USD 5 replaces 5mm by 6mm board"),
        "amount=USD 5 | note=replaces 5mm by 6mm board"
    );
}

#[test]
fn a_replaced_pi_waits_again_when_the_new_one_is_deleted_and_the_new_one_lets_go_of_a_deleted_one() {
    let mut dossier = new_customer();
    let old = write(&mut dossier, DealKind::Invoice, "PI-1 USD 1000 30/70");
    let new = write(&mut dossier, DealKind::Invoice, "PI-2 replaces PI-1 USD 900 30/70");
    let without = |gone: &Record| {
        let mut left = dossier.clone();
        for edit in removal(&dossier, gone.id()) {
            left.apply(&edit);
        }
        left
    };
    assert_eq!(numbers_open(&without(&new)), ["PI-1"]);
    let left = without(&old);
    assert_eq!(numbers_open(&left), ["PI-2"]);
    assert!(matches!(&left.timeline()[0], Record::Invoice(it) if it.replaces.is_none()));
}

#[test]
fn a_pi_that_is_an_order_cannot_be_replaced_and_a_revision_says_what_the_old_one_said() {
    let mut dossier = new_customer();
    write(&mut dossier, DealKind::Quotation, "cup FOB NINGBO USD 2/pc MOQ 500");
    let old = write(&mut dossier, DealKind::Invoice, "PI-1 USD 900 20/80");
    let draft = from_record(DealKind::Invoice, old.id(), &known(&dossier, &[]));
    let parts = [Part::Number, Part::Amount, Part::Terms, Part::Replaces].map(|part| draft.get(part));
    let terms = write_terms(&read_terms("20/80").unwrap());
    assert_eq!(parts, ["PI20240520-A", "USD 900.00", &terms, &reference(old.id())]);
    write(&mut dossier, DealKind::Order, "PI-1 PO-5");
    assert_eq!(
        wrong(&dossier, DealKind::Invoice, "PI-2 replaces PI-1 USD 5"),
        [(Part::Replaces, PartError::IsOrder { invoice: "PI-1".into(), order: "PO-5".into() })]
    );
    let draft = from_record(DealKind::Invoice, old.id(), &known(&dossier, &[]));
    assert_eq!(draft.get(Part::Replaces), "");
}

#[test]
fn an_order_of_several_pis_comes_to_all_of_them_and_closes_them() {
    let mut dossier = new_customer();
    let one = write(&mut dossier, DealKind::Invoice, "PI-1 USD 1200 30/70 // cups").id().uuid;
    let two = write(&mut dossier, DealKind::Invoice, "PI-2 USD 800 30/70 // lids").id().uuid;
    write(&mut dossier, DealKind::Invoice, "PI-3 USD 50 30/70");
    let order = write(&mut dossier, DealKind::Order, "PI-1 PI-2 PO-77");
    let Record::Order(it) = &order else { panic!() };
    assert_eq!((it.invoice.unwrap().0, it.also[0].0, it.also.len()), (one, two, 1));
    assert_eq!((it.number.as_str(), it.amount.minor, it.note.as_str()), ("PO-77", 200_000, "cups; lids"));
    assert_eq!(numbers_open(&dossier), ["PI-3", "PO-77"]);
    let known = known(&dossier, &[]);
    let same = compose(&spell(&order).unwrap(), &known, Some(&order), &mut ids()).unwrap();
    assert_eq!((&same.record, same.doubts.is_empty()), (&order, true));
    // Money that names the second one goes to their order.
    let paid = draft_of(DealKind::Payment, &fresh(DealKind::Payment, &known), "PI-2 USD 600", &known);
    let Record::Payment(paid) = compose(&paid, &known, None, &mut ids()).unwrap().record else { panic!() };
    assert_eq!(paid.order, it.id);
    // A PI that comes to more leaves the order behind, and names it.
    let second = find_record(&dossier, RecordKind::Invoice, "PI-2").unwrap();
    let mut draft = spell(second).unwrap();
    draft.set(Part::Amount, "USD 900");
    let stays = compose(&draft, &known, Some(second), &mut ids()).unwrap().doubts.stays;
    assert_eq!(stays.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["PO-77"]);
    // Without the first one it is of the second.
    let mut left = dossier.clone();
    let first = find_record(&dossier, RecordKind::Invoice, "PI-1").unwrap();
    for edit in removal(&dossier, first.id()) {
        left.apply(&edit);
    }
    let kept = find_record(&left, RecordKind::Order, "PO-77").unwrap();
    assert!(matches!(kept, Record::Order(it) if it.invoice.unwrap().0 == two && it.also.is_empty()));
}

#[test]
fn a_pi_counts_once_and_is_one_order_unless_that_was_cancelled() {
    let mut dossier = new_customer();
    for line in ["PI-1 USD 1200", "PI-2 USD 800", "PI-3 USD 50"] {
        write(&mut dossier, DealKind::Invoice, line);
    }
    let made = |dossier: &Dossier, invoice: &str, also: &str, state: OrderState| {
        let known = known(dossier, &[]);
        let mut base = Draft::new(DealKind::Order);
        for (part, text) in [(Part::Invoice, invoice), (Part::Also, also), (Part::State, state.id())] {
            base.set(part, text);
        }
        base.set(Part::OrderKind, OrderKind::Regular.id());
        let mut draft = base.clone();
        draft.set(Part::Amount, "");
        add_up(&mut draft, &Draft::new(DealKind::Order), &known);
        compose(&draft, &known, None, &mut ids())
    };
    let sum = |also: &str| match made(&dossier, "PI-1", also, OrderState::Confirmed).unwrap().record {
        Record::Order(it) => (it.amount.minor, it.also.len()),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        [sum("PI-1"), sum("PI-2; pi-2"), sum("PI-2, PI-1, PI-3")],
        [(120_000, 0), (200_000, 1), (205_000, 2)]
    );

    let order = write(&mut dossier, DealKind::Order, "PI-2 PI-3 PO-7");
    let ordered = |dossier: &Dossier, invoice| {
        made(dossier, invoice, "", OrderState::Confirmed).unwrap().doubts.ordered
    };
    let named = |invoice: &str| Some((invoice.to_owned(), "PO-7".to_owned()));
    assert_eq!([ordered(&dossier, "PI-2"), ordered(&dossier, "PI-3")], [named("PI-2"), named("PI-3")]);
    assert_eq!(ordered(&dossier, "PI-1"), None);
    let refused = made(&dossier, "PI-1", "PI-3", OrderState::Confirmed).unwrap_err();
    assert_eq!(refused, [(Part::Also, PartError::IsOrder { invoice: "PI-3".into(), order: "PO-7".into() })]);
    assert!(made(&dossier, "PI-1", "PI-3", OrderState::Cancelled).is_ok());
    let known_now = known(&dossier, &[]);
    let same = compose(&spell(&order).unwrap(), &known_now, Some(&order), &mut ids()).unwrap();
    assert!(same.doubts.is_empty(), "it is its own");

    let mut cancelled = spell(&order).unwrap();
    cancelled.set(Part::State, OrderState::Cancelled.id());
    let cancelled = compose(&cancelled, &known_now, Some(&order), &mut ids()).unwrap();
    let mut left = dossier.clone();
    left.apply(&cancelled.edit(Some(&order)));
    assert_eq!(ordered(&left, "PI-2"), None);
    assert!(made(&left, "PI-1", "PI-3", OrderState::Confirmed).is_ok());
    // Taken up again, it meets the order that was made meanwhile.
    let again = Record::from(Order {
        id: OrderId(Uuid::from_u128(78)),
        number: "PO-8".into(),
        ..known_now.orders().next().unwrap().clone()
    });
    left.apply(&Edit::create(again));
    let back = compose(&spell(&order).unwrap(), &known(&left, &[]), Some(&cancelled.record), &mut ids());
    assert_eq!(
        back.unwrap_err(),
        [(Part::Also, PartError::IsOrder { invoice: "PI-3".into(), order: "PO-8".into() })]
    );
}

#[test]
fn several_pis_of_one_order_agree_in_currency_and_terms() {
    let mut dossier = new_customer();
    for line in ["PI-1 USD 1200 30/70", "PI-2 USD 800 100% in advance", "PI-3 EUR 5 30/70"] {
        write(&mut dossier, DealKind::Invoice, line);
    }
    assert_eq!(wrong(&dossier, DealKind::Order, "PI-1 PI-2"), [(Part::Terms, PartError::TermsDiffer)]);
    assert_eq!(wrong(&dossier, DealKind::Order, "PI-1 PI-3"), [(Part::Also, PartError::OtherCurrency)]);
    let mut draft = fresh(DealKind::Order, &known(&dossier, &[]));
    draft.set(Part::Also, "PI-9");
    let wrong = compose(&draft, &known(&dossier, &[]), None, &mut ids()).unwrap_err();
    assert_eq!(wrong, [(Part::Also, PartError::UnknownRecord)]);
    let Record::Order(it) = write(&mut dossier, DealKind::Order, "PI-1 PI-2 50/50") else { panic!() };
    assert_eq!((it.terms.len(), it.amount.minor), (2, 200_000));
}
