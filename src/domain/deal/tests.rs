//! Lines as sellers type them, and the record that comes of each.

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
    Known { today: TODAY, dossier, next_number: "PI20240520-A", taken_numbers: taken }
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
    compose(&draft, &known, None, &mut ids()).expect_err(line)
}

#[test]
fn quotations_are_read_from_one_line() {
    let dossier = new_customer();
    let check = |line: &str, expected: &str| {
        assert_eq!(parts(&dossier, DealKind::Quotation, line), expected, "{line}");
    };
    check(
        "FOB SHENZHEN USD 0.86/pc MOQ 5000 valid 30d",
        "incoterm=FOB | moq=5000 | place=SHENZHEN | price=USD 0.86 | unit=pc | valid=30d",
    );
    check(
        "rigid box 180x120 CIF Lagos, Nigeria $1.2 per set, MOQ 5,000 pcs valid until 20 Jun // colour per sample",
        "incoterm=CIF | moq=5,000 | note=colour per sample | place=Lagos, Nigeria | price=$1.2 | product=rigid box 180x120 | unit=set | valid=2024-06-20",
    );
    check(
        "灰板盒 FOB 深圳 0.0865美元/个 起订量5000 有效期30天 备注：含烫金",
        "incoterm=FOB | moq=5000 | note=含烫金 | place=深圳 | price=0.0865美元 | product=灰板盒 | unit=pc | valid=30d",
    );
    check(
        "USD 0.86/pc FOB SHENZHEN rigid box on 10 May",
        "date=2024-05-10 | incoterm=FOB | place=SHENZHEN | price=USD 0.86 | product=rigid box | unit=pc",
    );
    for (place, product) in [
        ("Ningbo", "steel cup"),
        ("ho chi minh city", "steel cup"),
        ("Shenzhen, China", "Cup"),
        ("Shanghai Port", "cup"),
        ("深圳", "礼品盒"),
        ("深圳", "礼品盒 大号"),
    ] {
        check(
            &format!("FOB {place} {product} USD 2/set"),
            &format!("incoterm=FOB | place={place} | price=USD 2 | product={product} | unit=set"),
        );
    }
    for place in ["Ningbo", "Shenzhen Yantian", "Port of Nowhere", "Lagos, Nigeria", "深圳"] {
        check(
            &format!("FOB {place} USD 2/set"),
            &format!("incoterm=FOB | place={place} | price=USD 2 | unit=set"),
        );
    }
    check(
        "DDP Hamburg warehouse USD 2/set",
        "incoterm=DDP | place=Hamburg warehouse | price=USD 2 | unit=set",
    );
    check("exw eur 3/kg", "incoterm=exw | place= | price=eur 3 | unit=kg");
    check("all 3 colours 0.5/pc", "price=0.5 | product=all 3 colours | unit=pc");
    check("USX 0.86/pc", "price=USX 0.86 | unit=pc");
    check("", "");
}

#[test]
fn samples_invoices_and_orders_are_read_from_one_line() {
    let dossier = new_customer();
    let check =
        |kind, line: &str, expected: &str| assert_eq!(parts(&dossier, kind, line), expected, "{line}");
    check(
        DealKind::Sample,
        "DHL 562729 3 specs grey board",
        "courier=DHL | tracking=562729 | what=3 specs grey board",
    );
    check(
        DealKind::Sample,
        "S-0512 FedEx 7712 3456 kraft bag, sent 15 May arrived 19 May cost USD 35 charged",
        "arrival=2024-05-19 | certainty=confirmed | charged=yes | cost=USD 35 | courier=FedEx | date=2024-05-15 | number=S-0512 | what=7712 3456 kraft bag",
    );
    check(
        DealKind::Sample,
        "顺丰 SF1234567 三种灰板 5月15日 预计5月22日",
        "arrival=2024-05-22 | certainty=estimated | courier=SF | date=2024-05-15 | tracking=SF1234567 | what=三种灰板",
    );
    check(
        DealKind::Invoice,
        "PI20240517-A USD 4,280 30/70 against B/L copy sent 17 May",
        "amount=USD 4,280 | number=PI20240517-A | sent=2024-05-17 | terms=30/70 against B/L copy",
    );
    check(DealKind::Invoice, "USD 4280 30/70", "amount=USD 4280 | terms=30/70");
    check(DealKind::Invoice, "4280 100% in advance rush", "amount=4280 | note=rush | terms=100% in advance");
    check(DealKind::Invoice, "EUR 900 L/C at sight", "amount=EUR 900 | terms=L/C at sight");
    check(DealKind::Invoice, "EUR 900 L/C at sight rush", "amount=EUR 900 | note=rush | terms=L/C at sight");
    check(DealKind::Invoice, "EUR 900 Western Union", "amount=EUR 900 | terms=Western Union");
    check(DealKind::Invoice, "PayPal EUR 900", "amount=EUR 900 | terms=PayPal");
    check(DealKind::Invoice, "EUR 900 cash", "amount=EUR 900 | terms=cash");
    check(DealKind::Invoice, "EUR 900 现金", "amount=EUR 900 | terms=现金");
    check(DealKind::Invoice, "EUR 900 by Wise", "amount=EUR 900 | terms=Wise");
    check(DealKind::Invoice, "EUR 900 by MoneyGram", "amount=EUR 900 | terms=MoneyGram");
    check(DealKind::Invoice, "EUR 900 WeChat Pay rush", "amount=EUR 900 | note=rush | terms=WeChat Pay");
    check(DealKind::Invoice, "EUR 900 WeChat group", "amount=EUR 900 | note=WeChat group");
    check(DealKind::Invoice, "30/70 支付宝 EUR 900", "amount=EUR 900 | terms=30/70 支付宝");
    check(DealKind::Invoice, "EUR 900 check the logo", "amount=EUR 900 | note=check the logo");
    check(DealKind::Invoice, "EUR 900 M/T", "amount=EUR 900 | terms=M/T");
    check(DealKind::Invoice, "EUR 900 western style", "amount=EUR 900 | note=western style");
    check(
        DealKind::Order,
        "PO-778 USD 4280 trial in production",
        "amount=USD 4280 | kind=trial | number=PO-778 | state=in_production",
    );
    check(DealKind::Order, "试单 4280美元 已确认", "amount=4280美元 | kind=trial | state=confirmed");
    check(DealKind::Payment, "USD 1284 fee 25 on 20 May", "amount=USD 1284 | date=2024-05-20 | fee=25");
    check(
        DealKind::Payment,
        "1284 美元 手续费25 5月18日 定金",
        "amount=1284 美元 | date=2024-05-18 | fee=25 | note=定金",
    );
    check(DealKind::Payment, "refund USD 200", "amount=-USD 200");
    check(
        DealKind::Shipment,
        "sea ETD 20 Jun 30 days BL MAEU123456 vessel EVER GIVEN",
        "etd=2024-06-20 | mode=sea | reference=MAEU123456, EVER GIVEN | transit=30",
    );
    check(DealKind::Shipment, "海运 ETD 6月20日 ETA 7月20日", "etd=2024-06-20 | mode=sea | transit=30");
    check(
        DealKind::Feedback,
        "satisfied: colour is right, board a bit soft",
        "satisfaction=satisfied | text=colour is right, board a bit soft",
    );
    check(DealKind::Shipment, "air ETD 12 May", "etd=2024-05-12 | mode=air");
    check(DealKind::Shipment, "air ETD 12 Feb", "etd=2025-02-12 | mode=air");
    check(DealKind::Feedback, "not satisfied with it", "satisfaction=complaint | text=not satisfied with it");
    check(DealKind::Feedback, "不满意 颜色不对", "satisfaction=complaint | text=不满意 颜色不对");
    check(DealKind::Payment, "USD 500 2024.05.18", "amount=USD 500 | date=2024-05-18");
}

#[test]
fn what_satisfies_is_told_from_what_only_mentions_it() {
    let dossier = new_customer();
    let check = |line: &str, expected: &str| assert_eq!(parts(&dossier, DealKind::Feedback, line), expected);
    // Without its first word such a phrase says nothing.
    check("satisfied with the colour", "satisfaction=satisfied | text=satisfied with the colour");
    check("satisfied, colour is right", "satisfaction=satisfied | text=colour is right");
    check("满意，颜色正确", "satisfaction=satisfied | text=颜色正确");
    check("Anna is very satisfied", "satisfaction=satisfied | text=Anna is very satisfied");
    check("客户很满意，手感好", "satisfaction=satisfied | text=客户很满意，手感好");
    check("客户不太满意", "text=客户不太满意");
    check("would be satisfied if it were thicker", "text=would be satisfied if it were thicker");
    check("Anna isn't satisfied", "text=Anna isn't satisfied");
}

#[test]
fn a_text_keeps_the_marks_between_its_words() {
    let dossier = new_customer();
    let check = |kind, line: &str, expected: &str| assert_eq!(parts(&dossier, kind, line), expected);
    check(
        DealKind::Sample,
        "DHL 562729 三款灰板，蓝色；哑光",
        "courier=DHL | tracking=562729 | what=三款灰板，蓝色；哑光",
    );
    check(
        DealKind::Sample,
        "box, blue; large, DHL 562729",
        "courier=DHL | tracking=562729 | what=box, blue; large",
    );
    check(DealKind::Order, "USD 5, placed, unpaid", "amount=USD 5 | note=placed, unpaid");
    check(DealKind::Quotation, "box, USD 1/pc, matt", "price=USD 1 | product=box matt | unit=pc");
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
fn every_mistake_names_its_part() {
    use PartError as E;
    let dossier = new_customer();
    let check = |kind, line: &str, expected: &[(Part, PartError)]| {
        assert_eq!(wrong(&dossier, kind, line), expected, "{line}");
    };
    let quotation = DealKind::Quotation;
    check(quotation, "", &[(Part::Price, E::Required)]);
    check(quotation, "FOB USD 1/pc", &[(Part::Place, E::PlaceNeeded)]);
    check(quotation, "DDU Berlin USD 1/pc", &[(Part::Incoterm, E::OldIncoterm)]);
    check(quotation, "0.86/pc", &[(Part::Price, E::CurrencyNeeded)]);
    check(quotation, "USX 0.86/pc", &[(Part::Price, E::UnknownCurrency)]);
    check(quotation, "USD 0.1234567/pc", &[(Part::Price, E::TooFine)]);
    check(quotation, "USD 0/pc", &[(Part::Price, E::NotPositive)]);
    check(quotation, "USD 1.234,50/pc", &[(Part::Price, E::DecimalComma)]);
    check(quotation, "box USD 0,86/pc MOQ 5000", &[(Part::Price, E::DecimalComma)]);
    check(quotation, "0,86/pc", &[(Part::Price, E::DecimalComma)]);
    check(quotation, "USD 1/pc MOQ RMB 5.2", &[(Part::Moq, E::NoCount)]);
    check(quotation, "USD 1/pc MOQ 0.5", &[(Part::Moq, E::NoCount)]);
    check(quotation, "USD 0,86/pc", &[(Part::Price, E::DecimalComma)]);
    check(quotation, "FOB Ningbo USD 12..3/pc cups", &[(Part::Price, E::TwoPoints)]);
    check(quotation, "1.2.3 USD/pc", &[(Part::Price, E::TwoPoints)]);
    check(quotation, "USD 12345678901234567890/pc", &[(Part::Price, E::TooLarge)]);
    check(quotation, "USD 1/p4", &[(Part::Unit, E::NoUnit)]);
    check(quotation, "USD 1/pc MOQ many", &[(Part::Moq, E::NoCount)]);
    check(quotation, "USD 1/pc valid 31 June", &[(Part::ValidUntil, E::NoSuchDay)]);
    check(
        quotation,
        "USD 1/pc on 21 May 2024",
        &[(Part::ValidUntil, E::TooEarly), (Part::Date, E::InTheFuture)][1..],
    );
    check(DealKind::Sample, "DHL 562729", &[(Part::What, E::Required)]);
    check(DealKind::Sample, "board sent 15 May arrived 12 May", &[(Part::Arrival, E::TooEarly)]);
    check(DealKind::Invoice, "USD 4280 30/60", &[(Part::Terms, E::NotWhole)]);
    check(DealKind::Invoice, "JPY 100.50", &[(Part::Amount, E::TooManyDecimals(0))]);
    check(DealKind::Invoice, "USD 12345678901234567890", &[(Part::Amount, E::TooLarge)]);
    check(DealKind::Order, "12..3 rush", &[(Part::Amount, E::TwoPoints)]);
    check(DealKind::Invoice, "USX 100", &[(Part::Amount, E::UnknownCurrency)]);
    check(DealKind::Payment, "USD 5", &[(Part::Order, E::NothingOwed)]);
    let paid = |line: &str, error| {
        check(DealKind::Payment, line, &[(Part::Order, E::NothingOwed), (Part::Amount, error)]);
    };
    paid("cheque 12..3", E::TwoPoints);
    paid("cheque of 1.234,50", E::DecimalComma);
    paid("cheque over 1.234.567", E::TwoPoints);
    paid("cheque of 2.5.24", E::Required);
    paid("cheque of 2024.5.32", E::Required);
    paid("ref 12345678901234567890", E::Required);
    check(DealKind::Payment, "ref 1..2 then USD 5", &[(Part::Order, E::NothingOwed)]);
    check(DealKind::Shipment, "sea", &[(Part::Etd, E::Required)]);
    check(DealKind::Feedback, "", &[(Part::Text, E::Required)]);
}

#[test]
fn amounts_have_the_decimals_of_their_currency() {
    use crate::domain::money::Currency;
    let check = |text: &str, expected: Result<&str, PartError>| {
        let read = amount::read_money(text, Currency::new("USD")).map(|money| money.to_string());
        assert_eq!(read, expected.map(str::to_owned), "{text}");
    };
    check("4280", Ok("USD 4,280.00"));
    check("JPY 4280", Ok("JPY 4,280"));
    check("JPY 4280.00", Ok("JPY 4,280"));
    check("kwd 1.234", Ok("KWD 1.234"));
    check("KWD 1.2345", Err(PartError::TooManyDecimals(3)));
    check("€ 1,284.5", Ok("EUR 1,284.50"));
    check("5k", Ok("USD 5,000.00"));
    check("1.5万元", Ok("CNY 15,000.00"));
    check("-200", Ok("USD -200.00"));
    check("USD -200", Ok("USD -200.00"));
    check("1,5", Err(PartError::DecimalComma));
    check("4.280,00", Err(PartError::DecimalComma));
    check("USD", Err(PartError::NoNumber));
    check("99999999999999999999", Err(PartError::TooLarge));
    check("12..3", Err(PartError::TwoPoints));
    check("1.2.3", Err(PartError::TwoPoints));
}

#[test]
fn payment_terms_are_read_and_written() {
    let check = |text: &str, expected: &str| {
        let read = read_terms(text);
        let shown = read.as_ref().map_or_else(|error| format!("{error:?}"), |terms| write_terms(terms));
        assert_eq!(shown, expected, "{text}");
        if let Ok(terms) = &read {
            assert_eq!(read_terms(&shown).as_ref(), Ok(terms), "{text} written as {shown}");
        }
    };
    check("T/T 30/70 before shipment", "30/70");
    check("T/T 30/70 against B/L copy", "30/70 BL");
    check("30% deposit, 70% before shipment", "30/70");
    check("30%定金 70%见提单副本", "30/70 BL");
    check("T/T in advance", "100 order");
    check("100", "100");
    check("20/30/50", "20/30/50");
    check("20 order / 80 arrival +30d", "20 order / 80 arrival +30d");
    check("30/70 30 days after BL", "30 order / 70 BL +30d");
    check("L/C at sight", "L/C at sight");
    check("irrevocable L/C at sight", "L/C at sight");
    check("即期信用证", "L/C at sight");
    check("L/C 60 days", "L/C 60 days");
    check("60天远期信用证", "L/C 60 days");
    check("L/C 100%", "L/C at sight");
    check("D/P", "D/P");
    check("D/P 30", "D/P 30 days");
    check("D/A 60", "D/A 60 days");
    check("D/A", "D/A 30 days");
    check("承兑交单 45天", "D/A 45 days");
    check("O/A 60 days", "O/A 60 days");
    check("net 30", "O/A 30 days");
    check("O/A 0 days", "O/A 0 days");
    check("PayPal", "PayPal");
    check("Western Union", "Western Union");
    check("西联汇款", "Western Union");
    check("moneygram", "MoneyGram");
    check("30% 微信支付, 70% 电汇", "30 WeChat Pay / 70 shipment");
    check("payoneer", "Payoneer");
    check("XTransfer", "XTransfer");
    check("PINGPONG", "PingPong");
    check("30% deposit, 70% L/C at sight", "30 order / 70 L/C at sight");
    check("T/T 30%, L/C 70%", "30 order / 70 L/C at sight");
    check("30/70 D/P", "30 order / 70 D/P");
    check("30/70 D/A 30 days", "30 order / 70 D/A 30 days");
    check("L/C 30/70", "NotWhole");
    check("L/C rush", "NoTerms");
    check("T/T", "NoTerms");
    check("60 days", "NoTerms");
    check("T/T 50/50", "50/50");
    check("30/60", "NotWhole");
    check("when pigs fly", "NoTerms");
    assert_eq!(
        read_terms("30/70").unwrap(),
        [
            Instalment { percent: 30, trigger: PaymentTrigger::Order, days: 0 },
            Instalment { percent: 70, trigger: PaymentTrigger::BeforeShipment, days: 0 }
        ]
    );
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
    let more = made("USD 1450", "PO-10 400").unwrap();
    assert_eq!(more.doubts.excess.unwrap().minor, 15_000, "50 too much here, 100 there");

    let error = |spread: &str| made("USD 1450", spread).unwrap_err();
    for (spread, expected) in [
        ("PO-9 5", PartError::NoSpread),
        ("PO-10; po-10", PartError::NoSpread),
        ("PO-1 5", PartError::NoSpread),
        ("PO-2 5", PartError::NoSpread),
        ("PO-10 EUR 5", PartError::OtherCurrency),
        ("PO-10 -5", PartError::NotPositive),
        ("PO-10 1450", PartError::SpreadTooMuch),
    ] {
        assert_eq!(error(spread), [(Part::Spread, expected)], "{spread}");
    }
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
