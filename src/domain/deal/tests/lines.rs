//! What is read from one line, and which part of it is wrong.

use super::*;

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
        "arrival=2024-05-19 | certainty=confirmed | charged=yes | cost=USD 35 | courier=FedEx | date=2024-05-15 | number=S-0512 | tracking=77123456 | what=kraft bag",
    );
    check(
        DealKind::Sample,
        "顺丰 SF1234567 三种灰板 5月15日 预计5月22日",
        "arrival=2024-05-22 | certainty=estimated | courier=SF | date=2024-05-15 | tracking=SF1234567 | what=三种灰板",
    );
    for line in [
        "DHL 222333 两款 5月10日寄 5月17日签收",
        "DHL 222333 两款 寄5月10日 签收5月17日",
        "DHL 222333 两款 5月10日发出 5月17日 到货",
    ] {
        check(
            DealKind::Sample,
            line,
            "arrival=2024-05-17 | certainty=confirmed | courier=DHL | date=2024-05-10 | tracking=222333 | what=两款",
        );
    }
    check(
        DealKind::Sample,
        "10 May arrived 17 May kraft",
        "arrival=2024-05-17 | certainty=confirmed | date=2024-05-10 | what=kraft",
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
    check(DealKind::Payment, "cheque no. 7 of 1234.50", "amount=1234.50 | note=cheque no. 7 of");
    check(DealKind::Payment, "支票 编号 7 USD 500", "amount=USD 500 | note=支票 编号 7");
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
fn terms_departures_and_numbers_in_groups_are_read_from_one_line() {
    let dossier = new_customer();
    let check =
        |kind, line: &str, expected: &str| assert_eq!(parts(&dossier, kind, line), expected, "{line}");
    check(DealKind::Invoice, "USD 4280 三七 见提单 rush", "amount=USD 4280 | note=rush | terms=三七 见提单");
    check(DealKind::Invoice, "USD 4280 30/70见提单", "amount=USD 4280 | terms=30/70见提单");
    check(DealKind::Invoice, "USD 4280 30/70 on 3 May", "amount=USD 4280 | date=2024-05-03 | terms=30/70");
    check(DealKind::Invoice, "USD 4280 30/70 on arrival", "amount=USD 4280 | terms=30/70 on arrival");
    check(DealKind::Invoice, "USD 4280 3/7", "amount=USD 4280 | terms=3/7");
    check(
        DealKind::Invoice,
        "USD 4280 deposit 30% balance 70% BL",
        "amount=USD 4280 | terms=deposit 30% balance 70% BL",
    );
    check(
        DealKind::Invoice,
        "USD 4280 20/30/50 before shipment",
        "amount=USD 4280 | terms=20/30/50 before shipment",
    );
    check(
        DealKind::Order,
        "USD 4280 trial 30/70 BL rush",
        "amount=USD 4280 | kind=trial | note=rush | terms=30/70 BL",
    );
    check(DealKind::Order, "USD 4280 L/C at sight", "amount=USD 4280 | terms=L/C at sight");
    check(DealKind::Order, "USD 4280 30% deposit received", "amount=USD 4280 | note=30% deposit received");
    check(DealKind::Shipment, "sea departed 3 May", "departed=2024-05-03 | mode=sea");
    check(DealKind::Shipment, "海运 5月3日已开船", "departed=2024-05-03 | mode=sea");
    check(DealKind::Shipment, "海运 已开船", "departed=2024-05-20 | mode=sea");
    check(
        DealKind::Shipment,
        "sea sailed on 3 May ETA 2 June",
        "departed=2024-05-03 | mode=sea | transit=30",
    );
    check(
        DealKind::Shipment,
        "air departed 3 May 已到港",
        "arrived=2024-05-20 | departed=2024-05-03 | mode=air",
    );
    check(DealKind::Shipment, "sea ETD 20 Jun left side up", "etd=2024-06-20 | mode=sea | note=left side up");
    check(
        DealKind::Shipment,
        "express ETD 20 Jun DHL 56 2729 1234",
        "etd=2024-06-20 | mode=express | reference=DHL 5627291234",
    );
    check(DealKind::Sample, "DHL 56 2729 1234 3 specs", "courier=DHL | tracking=5627291234 | what=3 specs");
    check(
        DealKind::Sample,
        "FedEx 1234 5678 9012 300 pcs",
        "courier=FedEx | tracking=123456789012 | what=300 pcs",
    );
    check(
        DealKind::Sample,
        "UPS 1Z 999 AA1 01 2345 6784 boxes",
        "courier=UPS | tracking=1Z999AA10123456784 | what=boxes",
    );
    check(DealKind::Sample, "DHL 562729 3000 pcs", "courier=DHL | tracking=562729 | what=3000 pcs");
    check(DealKind::Sample, "DHL 3 specs", "courier=DHL | what=3 specs");
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
    check("客户不太满意", "satisfaction=complaint | text=客户不太满意");
    check("客户很不满意", "satisfaction=complaint | text=客户很不满意");
    check("very unhappy", "satisfaction=complaint | text=very unhappy");
    check("Anna is not happy with it", "satisfaction=complaint | text=Anna is not happy with it");
    check("质量有问题", "satisfaction=complaint | text=质量有问题");
    check("投诉", "satisfaction=complaint | text=投诉");
    check("没有投诉，质量没问题", "text=没有投诉，质量没问题");
    check("no complaints so far", "text=no complaints so far");
    check("would be satisfied if it were thicker", "text=would be satisfied if it were thicker");
    check("Anna isn't satisfied", "satisfaction=complaint | text=Anna isn't satisfied");
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
    paid("cheque no. 7 of 1.234,50", E::DecimalComma);
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
    check("EUR 4.280", Err(PartError::TooManyDecimals(2)));
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
    check("20/30/50", "20/30/50 BL");
    check("20/30/50 BL", "20/30/50 BL");
    check("T/T 20/30/50 against copy of B/L", "20/30/50 BL");
    check("deposit 20 / before shipment 30 / balance 50 on copy of B/L", "20/30/50 BL");
    check("20% deposit, 30% before shipment, 50% balance against B/L", "20/30/50 BL");
    check("20/30/50 arrival", "20 order / 30 shipment / 50 arrival");
    check("定金20%，发货前30%，见提单50%", "20/30/50 BL");
    check("20/30/50 before shipment", "WhenUnclear");
    check("20 order / 30 shipment / 50 shipment", "WhenUnclear");
    check("25/25/25/25", "WhenUnclear");
    check(
        "20 order / 20 arrival / 30 arrival +30d / 30 O/A 90",
        "20 order / 20 arrival / 30 arrival +30d / 30 O/A 90 days",
    );
    check("三七", "30/70");
    check("三七开", "30/70");
    check("三七分 见提单", "30/70 BL");
    check("二三五", "20/30/50 BL");
    check("三八", "NoTerms");
    check("3/7", "30/70");
    check("3:7 BL", "30/70 BL");
    check("3/6", "NotWhole");
    check("10", "NotWhole");
    check("deposit 30%, balance 70% before shipment", "30/70");
    check("T/T 30% deposit 70% before shipment", "30/70");
    check("30/70 after shipment", "30/70 BL");
    check("100/0", "100 order");
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
fn a_second_day_of_a_sample_without_a_word_is_told() {
    let mistakes = wrong(&new_customer(), DealKind::Sample, "DHL 222333 两款 5月10日 5月17日");
    assert!(matches!(mistakes.as_slice(), [(Part::Date, _)]), "{mistakes:?}");
}

#[test]
fn a_pi_is_sent_on_its_day_unless_another_is_given() {
    let check = |line: &str, expected: (time::Date, time::Date)| {
        let Record::Invoice(invoice) = write(&mut new_customer(), DealKind::Invoice, line) else {
            panic!("{line}")
        };
        assert_eq!((invoice.date, invoice.sent_on), (expected.0, Some(expected.1)), "{line}");
    };
    check("PI7-A USD 8,600 30/70 提单副本 5月12日", (date!(2024 - 05 - 12), date!(2024 - 05 - 12)));
    check("PI7-A USD 8,600 30/70 12 May sent 14 May", (date!(2024 - 05 - 12), date!(2024 - 05 - 14)));
    check("PI7-A USD 8,600 30/70 sent 14 May", (TODAY, date!(2024 - 05 - 14)));
    check("PI7-A USD 8,600", (TODAY, TODAY));
}
