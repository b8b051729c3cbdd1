//! What can be said of a customer in a message, each under the name that templates use.

use super::paper::unit;
use super::paper::{PaperLanguage, day};
use crate::domain::account::Account;
use crate::domain::courier::tracking_page;
use crate::domain::money::Money;
use crate::domain::trade::{Incoterm, Order, ProformaInvoice, Quotation, Sample, Shipment};
use crate::domain::{Contact, Dossier, Record, UNNAMED_AUTHOR};
use crate::settings::Company;
use std::collections::BTreeMap;
use time::{Date, Duration};

/// Every name that a template may use, in the order of docs/TEMPLATES.md.
pub const FIELDS: [&str; 26] = [
    "name",
    "first_name",
    "company",
    "city",
    "me",
    "our_company",
    "product",
    "price",
    "moq",
    "quoted_on",
    "valid_until",
    "sample",
    "courier",
    "tracking",
    "tracking_page",
    "sent_on",
    "arrival",
    "pi",
    "amount",
    "order",
    "balance",
    "balance_due",
    "etd",
    "eta",
    "shipment",
    "last_contact",
];

/// What is known of each field; empty where nothing is.
pub type Fields = BTreeMap<&'static str, String>;

/// The fields of a customer: the latest quotation, sample and proforma invoice, the order that is owed first, the
/// shipment under way. `author` signs where the settings name nobody, unless nothing is known of it either.
pub fn fields(
    dossier: &Dossier,
    company: &Company,
    author: &str,
    today: Date,
    language: PaperLanguage,
) -> Fields {
    let mut fields: Fields = FIELDS.iter().map(|name| (*name, String::new())).collect();
    let mut set = |name: &'static str, text: &str| drop(fields.insert(name, text.trim().to_owned()));
    let on = |date: Date| day(date, language);
    let card = &dossier.customer;
    let person = card.main_contact().map_or("", |it: &Contact| &it.name);
    set("name", person);
    set("first_name", person.split_whitespace().next().unwrap_or(""));
    set("company", &card.company);
    set("city", &card.city);
    let author = if author == UNNAMED_AUTHOR { "" } else { author };
    set("me", if company.person.is_empty() { author } else { &company.person });
    let in_chinese = language == PaperLanguage::Zh && !company.name_zh.is_empty();
    set("our_company", if in_chinese { &company.name_zh } else { &company.name });
    if let Some(last) = dossier.interactions().next() {
        set("last_contact", &on(last.at.date()));
    }
    set("product", card.products.first().map_or("", String::as_str));
    if let Some(it) = latest(dossier, quotation) {
        if !it.product.is_empty() {
            set("product", &it.product);
        }
        set("price", &price(it, language));
        set("moq", &it.moq.map_or(String::new(), |moq| format!("{moq} {}", unit(&it.unit, language))));
        set("quoted_on", &on(it.date));
        set("valid_until", &it.valid_until.filter(|date| *date >= today).map_or(String::new(), on));
    }
    if let Some(it) = latest(dossier, sample) {
        set("sample", &it.what);
        set("courier", &it.courier);
        set("tracking", &it.tracking);
        if !it.tracking.is_empty() {
            set("tracking_page", &tracking_page(&it.courier).replace("{}", &it.tracking.replace(' ', "")));
        }
        set("sent_on", &on(it.sent_on));
        set("arrival", &it.arrival.map_or(String::new(), |arrival| on(arrival.date())));
    }
    if let Some(it) = latest(dossier, invoice) {
        set("pi", &it.number);
        set("amount", &it.amount.to_string());
    }
    if let Some((order, balance, due)) =
        owed(dossier).or_else(|| latest(dossier, order).map(|it| (it, None, None)))
    {
        set("order", &order.number);
        set("balance", &balance.map_or(String::new(), |it| it.to_string()));
        set("balance_due", &due.map_or(String::new(), on));
    }
    if let Some(it) = latest(dossier, shipment) {
        let departure = it.departed_on.unwrap_or(it.etd);
        set("etd", &on(departure));
        set("eta", &on(departure.saturating_add(Duration::days(i64::from(it.transit_days)))));
        set("shipment", &it.reference);
    }
    fields
}

fn price(it: &Quotation, language: PaperLanguage) -> String {
    let term = it.incoterm.map_or(String::new(), |term| Incoterm::id(term).to_ascii_uppercase());
    let unit = if it.unit.is_empty() { String::new() } else { format!("/{}", unit(&it.unit, language)) };
    format!("{term} {} {}{unit}", it.place, it.price).trim().replace("  ", " ")
}

/// The order whose money is asked for first, with what is missing of it and by when.
fn owed(dossier: &Dossier) -> Option<(&Order, Option<Money>, Option<Date>)> {
    let orders = dossier.timeline().iter().filter_map(order);
    let open = orders.filter_map(|it| {
        let account = Account::of(dossier, it);
        let balance = Money { minor: account.balance(), ..it.amount };
        let is_owed = balance.minor > 0 && !account.is_mixed;
        is_owed.then(|| (it, Some(balance), account.next_due().map(|next| next.on)))
    });
    open.min_by_key(|(it, _, due)| (due.unwrap_or(Date::MAX), it.date))
}

fn latest<'d, T>(dossier: &'d Dossier, of: impl Fn(&'d Record) -> Option<&'d T>) -> Option<&'d T> {
    dossier.timeline().iter().find_map(of)
}

macro_rules! pickers {
    ($($name:ident: $variant:ident($kind:ty)),+) => {$(
        fn $name(record: &Record) -> Option<&$kind> {
            match record { Record::$variant(it) => Some(&**it), _ => None }
        }
    )+};
}

pickers!(
    quotation: Quotation(Quotation),
    sample: Sample(Sample),
    invoice: Invoice(ProformaInvoice),
    order: Order(Order),
    shipment: Shipment(Shipment)
);
