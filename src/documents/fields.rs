//! What can be said of a customer in a message, each under the name that templates use.

use super::paper::unit;
use super::paper::{PaperLanguage, day};
use crate::domain::account::Account;
use crate::domain::courier::tracking_page;
use crate::domain::deal::terms::write_terms;
use crate::domain::money::Money;
use crate::domain::summary::deposit_of;
use crate::domain::trade::{
    Incoterm, Instalment, Order, PaymentTrigger, ProformaInvoice, Quotation, Sample, Shipment,
};
use crate::domain::{Contact, Dossier, Record, UNNAMED_AUTHOR};
use crate::settings::Company;
use std::collections::BTreeMap;
use time::{Date, Duration};

/// Every name that a template may use, in the order of docs/TEMPLATES.md.
pub const FIELDS: [&str; 30] = [
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
    "deposit",
    "terms",
    "order",
    "balance",
    "balance_due",
    "balance_whole",
    "balance_by",
    "etd",
    "eta",
    "shipment",
    "last_contact",
];

/// What is known of each field; empty where nothing is.
pub type Fields = BTreeMap<&'static str, String>;

/// The fields of a customer: the latest quotation and sample, the PI that waits for its order, else the latest, the order
/// that is owed first, the shipment under way. `author` signs where the settings name nobody, unless nothing is known of it either.
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
    if let Some(it) = waiting_invoice(dossier).or_else(|| latest(dossier, invoice)) {
        set("pi", &it.number);
        set("amount", &it.amount.to_string());
        set("deposit", &deposit_of(it).map_or(String::new(), |it| it.to_string()));
        set("terms", &write_terms(&it.terms));
    }
    if let Some(it) = owed(dossier) {
        set("order", &it.order.number);
        set("balance", &it.amount.to_string());
        set("balance_due", &it.due.map_or(String::new(), on));
        set("balance_whole", &it.whole.map_or(String::new(), |it| it.to_string()));
        set("balance_by", &it.bank.map_or(String::new(), |it| write_terms(&[it])));
    } else if let Some(it) = latest(dossier, order) {
        set("order", &it.number);
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

/// The order whose money is asked for first.
struct Owed<'d> {
    order: &'d Order,
    /// What of it is to be paid next; where nothing has a day, all that is missing.
    amount: Money,
    due: Option<Date>,
    /// All that is missing, where that is more.
    whole: Option<Money>,
    /// The method, where the money comes by way of banks against documents.
    bank: Option<Instalment>,
}

fn owed(dossier: &Dossier) -> Option<Owed<'_>> {
    let orders = dossier.timeline().iter().filter_map(order);
    let open = orders.filter_map(|order| {
        let account = Account::of(dossier, order);
        let missing = Money { minor: account.balance(), ..order.amount };
        if missing.minor <= 0 || account.is_mixed {
            return None;
        }
        let next = account.next_due();
        let amount = next.map_or(missing, |next| next.amount);
        let bank = account.next_instalment().filter(|it| is_by_bank(it.trigger)).map(|it| Instalment {
            percent: 100,
            trigger: it.trigger,
            days: it.days,
        });
        let whole = (amount != missing).then_some(missing);
        Some(Owed { order, amount, due: next.map(|next| next.on), whole, bank })
    });
    open.min_by_key(|it| (it.due.unwrap_or(Date::MAX), it.order.date))
}

/// Whether a bank pays against documents, so that the customer has no slip to send.
fn is_by_bank(trigger: PaymentTrigger) -> bool {
    use PaymentTrigger::{DocumentsAgainstAcceptance, DocumentsAgainstPayment, LetterOfCredit};
    matches!(trigger, LetterOfCredit | DocumentsAgainstPayment | DocumentsAgainstAcceptance)
}

/// The latest PI that became no order.
fn waiting_invoice(dossier: &Dossier) -> Option<&ProformaInvoice> {
    dossier.timeline().iter().filter_map(invoice).find(|it| dossier.is_waiting(it.id))
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
