//! Which order money is for, and what it makes of it.

use super::*;

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
