//! Papers and messages over all kinds of records, company data and templates.

use super::*;
use crate::domain::deal::terms::read_terms;
use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::trade::{
    Incoterm, Instalment, Order, OrderKind, OrderState, PaymentTrigger, ProformaInvoice, Quotation, Shipment,
    TransportMode,
};
use crate::domain::{
    Contact, ContactId, Country, Customer, CustomerId, Dossier, InvoiceId, Moment, OrderId, QuotationId,
    Record, ShipmentId, UNNAMED_AUTHOR,
};
use crate::settings::{Bank, Company, Settings};
use time::macros::date;
use uuid::Uuid;

fn currency(code: &str) -> Currency {
    Currency::new(code).unwrap()
}

fn dossier(records: Vec<Record>) -> Dossier {
    let id = CustomerId(Uuid::from_u128(1));
    let mut card =
        Customer::new(id, Moment::parse("2026-05-01T09:00:00+08:00").unwrap(), "A & B <Boxes> GmbH");
    card.country = Country::find("DE");
    card.contacts = vec![Contact::new(ContactId(Uuid::from_u128(2)), "Anna Schmidt")];
    Dossier::from_records(records.into_iter().chain([Record::from(card)])).unwrap()
}

fn quotation(amount: i64, decimals: u8, code: &str) -> Quotation {
    Quotation {
        id: QuotationId(Uuid::from_u128(3)),
        customer: CustomerId(Uuid::from_u128(1)),
        date: date!(2026 - 06 - 05),
        product: "Gift box 180x120".into(),
        incoterm: Some(Incoterm::Fob),
        place: "SHENZHEN".into(),
        price: UnitPrice { amount, decimals, currency: currency(code) },
        unit: "pc".into(),
        moq: Some(5000),
        valid_until: Some(date!(2026 - 07 - 05)),
        note: String::new(),
    }
}

fn invoice(minor: i64, code: &str) -> ProformaInvoice {
    ProformaInvoice {
        id: InvoiceId(Uuid::from_u128(4)),
        customer: CustomerId(Uuid::from_u128(1)),
        quotation: Some(QuotationId(Uuid::from_u128(3))),
        number: "PI20260605-A".into(),
        date: date!(2026 - 06 - 05),
        amount: Money { minor, currency: currency(code) },
        sent_on: None,
        terms: vec![
            Instalment { percent: 30, trigger: PaymentTrigger::Order, days: 0 },
            Instalment { percent: 70, trigger: PaymentTrigger::BillOfLadingCopy, days: 5 },
        ],
        file: String::new(),
        note: String::new(),
        replaces: None,
    }
}

fn company() -> Company {
    let text = "[company]\nname = \"Nova Packaging Co., Ltd.\"\nname_zh = \"诺瓦包装有限公司\"\n\
                address = \"Longhua, Shenzhen\"\nperson = \"Mei Lin\"\n\
                [[bank]]\nbank = \"Bank of China\"\naccount = \"7700\"\n\
                [[bank]]\ncurrency = \"EUR\"\nbank = \"DB\"\naccount = \"DE00\"\n";
    Settings::parse(text).unwrap().company
}

fn paper(record: &Record, records: Vec<Record>, language: PaperLanguage) -> Paper {
    Paper::of(&dossier(records), record, &company(), language).unwrap()
}

#[test]
fn a_quotation_is_a_page_of_its_own_with_what_the_buyer_wrote_made_harmless() {
    let record = Record::from(quotation(865, 4, "USD"));
    let paper = paper(&record, vec![record.clone()], PaperLanguage::En);
    assert_eq!(paper.missing(), []);
    let page = render(&paper, Form::Html, &[], Some("data:image/png;base64,AAAA")).unwrap();
    for text in [
        "<h1>Quotation</h1>",
        "A &amp; B &lt;Boxes&gt; GmbH",
        "USD 0.0865 / pc",
        "FOB SHENZHEN",
        "5,000 pc",
        "5 July 2026",
        "Nova Packaging Co., Ltd.",
        "src=\"data:image/png;base64,AAAA\"",
        "size: A4",
    ] {
        assert!(page.contains(text), "{text} is not in\n{page}");
    }
    assert!(!page.contains("http:") && !page.contains("https:"), "it needs nothing from elsewhere");
    let zh = Paper { language: PaperLanguage::Zh, ..paper };
    let page = render(&zh, Form::Html, &[], None).unwrap();
    assert!(page.contains("报价单") && page.contains("起订量") && !page.contains("<img"), "{page}");
}

#[test]
fn an_invoice_counts_what_its_amount_buys() {
    let check = |price: (i64, u8, &str), minor: i64, expected: (&str, &str, &str)| {
        let (amount, decimals, code) = price;
        let records =
            vec![Record::from(quotation(amount, decimals, code)), Record::from(invoice(minor, code))];
        let paper = paper(&records[1], records.clone(), PaperLanguage::En);
        let line = &paper.lines[0];
        assert_eq!((line.quantity.as_str(), line.price.as_str(), paper.total.as_str()), expected);
    };
    check((86, 2, "USD"), 430_000, ("5,000", "USD 0.86", "USD 4,300.00"));
    check((865, 4, "USD"), 43_250, ("5,000", "USD 0.0865", "USD 432.50"));
    check((86, 2, "USD"), 86_000, ("1,000", "USD 0.86", "USD 860.00"));
    check((120, 0, "JPY"), 600_000, ("5,000", "JPY 120", "JPY 600,000"));
    check((1085, 3, "KWD"), 1_085_000, ("1,000", "KWD 1.085", "KWD 1,085.000"));
    // What does not come out even has a price and no quantity.
    check((86, 2, "USD"), 428_000, ("", "USD 0.86 / pc", "USD 4,280.00"));
}

#[test]
fn an_invoice_names_goods_and_price_and_not_the_note_that_the_form_wrote() {
    let check = |product: &str, note: &str, expected: (&str, &str)| {
        let offered = Quotation { product: product.into(), ..quotation(86, 2, "USD") };
        let asked = ProformaInvoice { note: note.into(), ..invoice(428_000, "USD") };
        let paper = paper(&Record::from(asked), vec![offered.into()], PaperLanguage::En);
        assert_eq!((paper.lines[0].product.as_str(), paper.note.as_str()), expected, "{product:?} {note:?}");
        let hints = paper.missing();
        assert!(hints.contains(&Missing::Quantity) && !hints.contains(&Missing::QuotedPrice), "{hints:?}");
    };
    check("", "FOB SHENZHEN  USD 0.86/pc", ("", ""));
    check("", "FOB SHENZHEN  USD 0.86/pcs as agreed", ("", "FOB SHENZHEN  USD 0.86/pcs as agreed"));
    check("Box", "Box  FOB SHENZHEN  USD 0.86/pc", ("Box", ""));
    check("Box", "Box  FOB SHENZHEN  USD 0.86/pc  x 5000 rush", ("Box", "rush"));
    check("Box", "Box  FOB SHENZHEN  USD 0.83/pc", ("Box", ""));
    check("Box", "Box must stay dry", ("Box", "Box must stay dry"));
}

#[test]
fn a_price_in_another_currency_is_no_price_of_an_invoice() {
    let records = vec![Record::from(quotation(86, 2, "USD")), Record::from(invoice(430_000, "EUR"))];
    let paper = paper(&records[1], records.clone(), PaperLanguage::En);
    assert_eq!((paper.lines[0].price.as_str(), paper.lines[0].unit.as_str()), ("", ""));
    assert!(paper.missing().contains(&Missing::QuotedPrice));
}

#[test]
fn an_invoice_says_how_to_pay_and_where() {
    let records = vec![Record::from(quotation(86, 2, "USD")), Record::from(invoice(430_000, "USD"))];
    let paper = paper(&records[1], records.clone(), PaperLanguage::En);
    assert_eq!(paper.missing(), []);
    assert_eq!(paper.file_name(), "PI20260605-A");
    for form in [Form::Html, Form::Text] {
        let text = render(&paper, form, &[], None).unwrap();
        for part in [
            "30% T/T with the order",
            "70% T/T against copy of the bill of lading, within 5 days",
            "Bank of China",
            "7700",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
    }
    let zh = Paper { language: PaperLanguage::Zh, ..paper };
    let text = render(&zh, Form::Text, &[], None).unwrap();
    assert!(text.contains("70% T/T 见提单副本付款，5 天内"), "{text}");
    assert_eq!(zh.file_name(), "PI20260605-A-zh");
}

#[test]
fn each_currency_goes_to_its_own_account() {
    let bank = |code: &str| {
        let records = vec![Record::from(invoice(100, code))];
        paper(&records[0], records.clone(), PaperLanguage::En).bank.map(|bank: Bank| bank.bank)
    };
    assert_eq!(bank("EUR").as_deref(), Some("DB"));
    assert_eq!(bank("USD").as_deref(), Some("Bank of China"));
}

#[test]
fn what_a_buyer_would_miss_is_pointed_out() {
    let bare = Quotation {
        incoterm: None,
        place: String::new(),
        moq: None,
        valid_until: None,
        ..quotation(86, 2, "USD")
    };
    let record = Record::from(bare);
    let dossier = dossier(vec![record.clone()]);
    let paper = Paper::of(&dossier, &record, &Company::default(), PaperLanguage::En).unwrap();
    let expected =
        [Missing::CompanyName, Missing::CompanyAddress, Missing::Incoterm, Missing::Moq, Missing::Validity];
    assert_eq!(paper.missing(), expected);
    assert_eq!(paper.file_name(), "quotation-A-B-Boxes-GmbH-5-June-2026");
    let record = Record::from(ProformaInvoice { quotation: None, terms: Vec::new(), ..invoice(100, "USD") });
    let paper = Paper::of(&dossier, &record, &Company::default(), PaperLanguage::En).unwrap();
    assert!(paper.missing().ends_with(&[Missing::Terms, Missing::Bank]), "{:?}", paper.missing());
    // Nothing of it keeps the paper from being made.
    assert!(render(&paper, Form::Html, &[], None).unwrap().contains("USD 1.00"));
}

#[test]
fn a_template_of_ones_own_stands_in_the_place_of_the_built_in_one() {
    let record = Record::from(quotation(86, 2, "USD"));
    let paper = paper(&record, vec![record.clone()], PaperLanguage::En);
    let own = |name: &'static str, text: &str| [UserTemplate { name, text: text.into() }];
    let made =
        render(&paper, Form::Html, &own("quotation.html", "<p>{{ buyer.name }} {{ seller.name }}</p>"), None);
    assert_eq!(made.unwrap(), "<p>A &amp; B &lt;Boxes&gt; GmbH Nova Packaging Co., Ltd.</p>");
    let page =
        render(&paper, Form::Html, &own("page.html", "our paper: {% block goods %}{% endblock %}"), None)
            .unwrap();
    assert!(page.starts_with("our paper: ") && page.contains("USD 0.86"), "{page}");
    // A template for another form changes nothing here.
    assert!(render(&paper, Form::Text, &own("quotation.html", "{{"), None).is_err(), "each file is read");
}

#[test]
fn a_wrong_template_is_told_with_its_line() {
    let record = Record::from(quotation(86, 2, "USD"));
    let paper = paper(&record, vec![record.clone()], PaperLanguage::En);
    let check = |text: &str, line: usize, what: &str| {
        let own = [UserTemplate { name: "quotation.html", text: text.into() }];
        let error = render(&paper, Form::Html, &own, None).unwrap_err();
        assert_eq!((error.file.as_str(), error.line), ("quotation.html", line), "{error}");
        assert!(error.what.contains(what), "{error}");
    };
    check("a\nb {{ buyer.name", 2, "syntax error");
    check("a\n\n{{ byer.name }}", 3, "undefined");
    check("{% include \"other.html\" %}", 1, "not");
}

#[test]
fn a_template_of_ones_own_may_ask_for_the_names_of_all_ways_of_payment() {
    let text = "{% from \"methods.txt\" import methods %}{{ methods[\"moneygram\"] }}, {{ methods[\"open_account\"] }}";
    let own = UserTemplate { name: "pi.txt", text: text.to_owned() };
    let check = |language, expected: &str| {
        let paper = paper(&Record::from(invoice(428_000, "USD")), Vec::new(), language);
        let made = render(&paper, Form::Text, std::slice::from_ref(&own), None).unwrap();
        assert_eq!(made, format!("{expected}\n"));
    };
    check(PaperLanguage::En, "MoneyGram, O/A");
    check(PaperLanguage::Zh, "速汇金（MoneyGram）, 赊销（O/A）");
    // Every way of payment that a PI may name has one.
    let source = include_str!("../../assets/templates/methods.txt");
    for trigger in PaymentTrigger::ALL.iter().filter(|it| it.is_method()) {
        assert!(source.contains(&format!("\"{}\":", trigger.id())), "{trigger:?}");
    }
}

#[test]
fn a_message_is_filled_in_and_says_what_it_lacks() {
    let record = Record::from(quotation(865, 4, "USD"));
    let dossier = dossier(vec![record]);
    let fields = fields(&dossier, &company(), "seller", date!(2026 - 06 - 05), PaperLanguage::En);
    let filled = |text: &str| fill("", text, &fields).unwrap();
    let made = filled("Dear {{ first_name }}, {{ price }} until {{ valid_until }}. {{ me }}");
    assert_eq!(made.body, "Dear Anna, FOB SHENZHEN USD 0.0865/pc until 5 July 2026. Mei Lin");
    assert_eq!(made.missing, [""; 0]);
    let made = filled(
        "Parcel {{ tracking }} {{ tracking|upper }}, {% if pi %}PI {{ pi }}{% else %}no PI{% endif %}",
    );
    assert_eq!(
        (made.body.as_str(), made.missing),
        ("Parcel [tracking?] [TRACKING?], no PI", vec!["tracking"])
    );
    assert_eq!(fill("a\nb", "c", &fields).unwrap().subject, "a b");
}

#[test]
fn who_signs_is_in_the_settings_or_the_account_and_else_is_missing() {
    let signed = |company: &Company, author: &str| {
        let fields = fields(&dossier(Vec::new()), company, author, date!(2026 - 06 - 05), PaperLanguage::En);
        fill("", "{{ me }}", &fields).unwrap().body
    };
    assert_eq!(signed(&company(), UNNAMED_AUTHOR), "Mei Lin");
    assert_eq!(signed(&Company::default(), "anna"), "anna");
    assert_eq!(signed(&Company::default(), UNNAMED_AUTHOR), "[me?]");
}

#[test]
fn a_reminder_asks_for_what_is_due_and_names_the_whole_beside_it() {
    let order = |terms: &str, state| Order {
        id: OrderId(Uuid::from_u128(6)),
        customer: CustomerId(Uuid::from_u128(1)),
        invoice: None,
        number: "PO-1".into(),
        date: date!(2026 - 06 - 08),
        amount: Money { minor: 1_000_000, currency: currency("EUR") },
        kind: OrderKind::Trial,
        state,
        note: String::new(),
        terms: read_terms(terms).unwrap(),
        ready_on: None,
        cancelled_on: None,
        also: Vec::new(),
    };
    let check = |terms: &str, expected: [&str; 4]| {
        let dossier = dossier(vec![Record::from(order(terms, OrderState::Shipped)), Record::from(sailed())]);
        let known = fields(&dossier, &company(), "", date!(2026 - 06 - 30), PaperLanguage::En);
        let names = ["balance", "balance_due", "balance_whole", "balance_by"];
        assert_eq!(names.map(|name| known[name].as_str()), expected, "{terms}");
    };
    check("30/70 BL", ["EUR 3,000.00", "8 June 2026", "EUR 10,000.00", ""]);
    check("100% before shipment", ["EUR 10,000.00", "20 June 2026", "", ""]);
    check("L/C at sight", ["EUR 10,000.00", "18 July 2026", "", "L/C at sight"]);
    check("O/A 60", ["EUR 10,000.00", "19 August 2026", "", ""]);
}

/// Goods of that order that left on 20 June.
fn sailed() -> Shipment {
    Shipment {
        id: ShipmentId(Uuid::from_u128(7)),
        customer: CustomerId(Uuid::from_u128(1)),
        order: Some(OrderId(Uuid::from_u128(6))),
        mode: TransportMode::Sea,
        etd: date!(2026 - 06 - 20),
        transit_days: 30,
        reference: String::new(),
        departed_on: Some(date!(2026 - 06 - 20)),
        arrived_on: None,
        note: String::new(),
    }
}

#[test]
fn a_field_that_there_is_not_is_found_before_it_is_filled_in() {
    let names = |text: &str| variables(text);
    assert_eq!(names("{{ name }} {% if pi %}{{ prise }}{% endif %}").unwrap(), ["name", "pi", "prise"]);
    assert!(names("{{ name").is_err());
    assert_eq!(
        fields(&dossier(Vec::new()), &Company::default(), "me", date!(2026 - 06 - 05), PaperLanguage::En)
            .len(),
        FIELDS.len()
    );
}
