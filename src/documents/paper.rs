//! A quotation or a proforma invoice as the facts that stand on it, ready to be printed.

use crate::domain::customer::choice;
use crate::domain::deal::amount::unit_in_chinese;
use crate::domain::deal::{own_note, quantity_of};
use crate::domain::trade::{Incoterm, Instalment, PaymentTrigger, ProformaInvoice, Quotation};
use crate::domain::{Contact, Customer, CustomerId, Dossier, Record};
use crate::settings::{Bank, Company};
use serde::Serialize;
use time::Date;

choice! {
    /// What a paper is.
    PaperKind { Quotation = "quotation", Invoice = "pi" }
}

choice! {
    /// The language of a paper.
    PaperLanguage { En = "en", Zh = "zh" }
}

/// What a paper holds. Everything is text as it is to be printed; what is not known is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Stands on no paper.
    #[serde(skip)]
    pub customer: CustomerId,
    pub kind: PaperKind,
    pub language: PaperLanguage,
    pub number: String,
    pub date: String,
    pub valid_until: String,
    pub seller: Seller,
    pub buyer: Buyer,
    pub lines: Vec<Line>,
    pub total: String,
    pub terms: Vec<Term>,
    pub bank: Option<Bank>,
    pub note: String,
}

/// Who sells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seller {
    pub name: String,
    pub address: String,
    pub person: String,
    pub phone: String,
    pub email: String,
    pub website: String,
}

/// Who buys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Buyer {
    pub name: String,
    pub person: String,
    pub title: String,
    pub email: String,
    pub phone: String,
    pub city: String,
    pub country: String,
}

/// One product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    pub product: String,
    /// `FOB SHENZHEN`, the place as it is written.
    pub incoterm: String,
    pub unit: String,
    pub moq: String,
    pub quantity: String,
    pub price: String,
    pub amount: String,
}

/// One part of the payment terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    pub percent: u8,
    /// An event; that of the method where there is one.
    pub trigger: PaymentTrigger,
    /// L/C, D/P and the like, by its id; empty where only the event was agreed.
    pub method: &'static str,
    pub days: u16,
}

choice! {
    /// Something that a buyer would miss on a paper.
    Missing {
        CompanyName = "company_name",
        CompanyAddress = "company_address",
        Bank = "bank",
        Number = "number",
        Person = "person",
        Country = "country",
        Product = "product",
        Quantity = "quantity",
        /// Nothing was quoted of which a proforma invoice could be so many.
        QuotedPrice = "quoted_price",
        Incoterm = "incoterm",
        Moq = "moq",
        Validity = "validity",
        Terms = "terms",
    }
}

impl Paper {
    /// The paper of a record; nothing where the record is neither a quotation nor a proforma invoice.
    pub fn of(
        dossier: &Dossier,
        record: &Record,
        company: &Company,
        language: PaperLanguage,
    ) -> Option<Self> {
        let blank = Self {
            customer: dossier.customer.id,
            kind: PaperKind::Quotation,
            language,
            number: String::new(),
            date: String::new(),
            valid_until: String::new(),
            seller: seller(company, language),
            buyer: buyer(&dossier.customer, language),
            lines: Vec::new(),
            total: String::new(),
            terms: Vec::new(),
            bank: None,
            note: String::new(),
        };
        match record {
            Record::Quotation(it) => Some(quotation(blank, it)),
            Record::Invoice(it) => Some(invoice(blank, it, dossier, company)),
            _ => None,
        }
    }

    /// What a buyer would miss, in the order of the paper.
    pub fn missing(&self) -> Vec<Missing> {
        let line = self.lines.first();
        let lacks = |text: fn(&Line) -> &String| line.is_none_or(|line| text(line).is_empty());
        let is_invoice = self.kind == PaperKind::Invoice;
        let is_unquoted = is_invoice && lacks(|line| &line.price);
        let found = [
            (Missing::CompanyName, self.seller.name.is_empty()),
            (Missing::CompanyAddress, self.seller.address.is_empty()),
            (Missing::Number, is_invoice && self.number.is_empty()),
            (Missing::Person, self.buyer.person.is_empty()),
            (Missing::Country, self.buyer.country.is_empty()),
            (Missing::Product, lacks(|line| &line.product)),
            (Missing::Quantity, is_invoice && lacks(|line| &line.quantity) && !is_unquoted),
            (Missing::QuotedPrice, is_unquoted),
            (Missing::Incoterm, lacks(|line| &line.incoterm)),
            (Missing::Moq, !is_invoice && lacks(|line| &line.moq)),
            (Missing::Validity, !is_invoice && self.valid_until.is_empty()),
            (Missing::Terms, is_invoice && self.terms.is_empty()),
            (Missing::Bank, is_invoice && self.bank.is_none()),
        ];
        found.into_iter().filter(|(_, lacks)| *lacks).map(|(missing, _)| missing).collect()
    }

    /// The name of the folder of this buyer's papers, by whose ending it is found when the customer is erased.
    pub fn folder_name(&self) -> String {
        format!("{}-{}", safe(&self.buyer.name), self.customer.ending())
    }

    /// The name of its file, without an ending, made of letters, digits and hyphens of any script.
    pub fn file_name(&self) -> String {
        let name = match self.kind {
            PaperKind::Invoice if !self.number.is_empty() => self.number.clone(),
            kind => format!("{} {} {}", kind.id(), self.buyer.name, self.date),
        };
        let safe = safe(&name);
        let language = if self.language == PaperLanguage::Zh { "-zh" } else { "" };
        format!("{}{language}", if safe.is_empty() { self.kind.id() } else { &safe })
    }
}

const MOST_OF_NAME: usize = 60;

/// A name that every file system takes.
fn safe(name: &str) -> String {
    let mut safe = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() {
            safe.push(c);
        } else if !safe.is_empty() && !safe.ends_with('-') {
            safe.push('-');
        }
    }
    // Bytes are what file systems count: 60 characters of any script fit.
    safe.trim_matches('-').chars().take(MOST_OF_NAME).collect()
}

fn seller(company: &Company, language: PaperLanguage) -> Seller {
    let choose = |en: &str, zh: &str| {
        let (wanted, other) = if language == PaperLanguage::Zh { (zh, en) } else { (en, zh) };
        if wanted.is_empty() { other.to_owned() } else { wanted.to_owned() }
    };
    Seller {
        name: choose(&company.name, &company.name_zh),
        address: choose(&company.address, &company.address_zh),
        person: company.person.clone(),
        phone: company.phone.clone(),
        email: company.email.clone(),
        website: company.website.clone(),
    }
}

fn buyer(card: &Customer, language: PaperLanguage) -> Buyer {
    let person = card.main_contact();
    let first = |list: fn(&Contact) -> &Vec<String>| person.and_then(|it| list(it).first().cloned());
    let country = card.country.map_or("", |country| {
        let (en, zh) = country.names();
        if language == PaperLanguage::Zh { zh } else { en }
    });
    Buyer {
        name: card.company.clone(),
        person: person.map_or(String::new(), |it| it.name.clone()),
        title: person.map_or(String::new(), |it| it.title.clone()),
        email: first(|it| &it.emails).unwrap_or_default(),
        phone: first(|it| &it.phones).or_else(|| first(|it| &it.whatsapp)).unwrap_or_default(),
        city: card.city.clone(),
        country: country.to_owned(),
    }
}

fn quotation(blank: Paper, it: &Quotation) -> Paper {
    let language = blank.language;
    Paper {
        kind: PaperKind::Quotation,
        date: day(it.date, language),
        valid_until: it.valid_until.map_or(String::new(), |date| day(date, language)),
        lines: vec![line(it, blank.language)],
        note: it.note.clone(),
        ..blank
    }
}

fn invoice(blank: Paper, it: &ProformaInvoice, dossier: &Dossier, company: &Company) -> Paper {
    let source = it.quotation.and_then(|id| {
        dossier.timeline().iter().find_map(|record| match record {
            Record::Quotation(it) if it.id == id => Some(&**it),
            _ => None,
        })
    });
    let quantity = source.and_then(|from| quantity_of(it.amount, from.price, from.moq));
    // The form writes the quotation into the note, and the line says that already.
    let note = source.map_or(it.note.as_str(), |from| own_note(&it.note, from));
    let mut line = source.map(|it| line(it, blank.language)).unwrap_or_default();
    if line.product.is_empty() && (source.is_some() || note.is_empty()) {
        line.product = dossier.customer.products.first().cloned().unwrap_or_default();
    }
    if source.is_some_and(|from| from.price.currency != it.amount.currency) {
        line.price.clear();
    }
    if quantity.is_none() {
        // The unit stands behind the quantity, else behind the price.
        let unit = std::mem::take(&mut line.unit);
        if !line.price.is_empty() && !unit.is_empty() {
            line.price = format!("{} / {unit}", line.price);
        }
    }
    let line = Line {
        moq: String::new(),
        quantity: quantity.map_or(String::new(), thousands),
        amount: it.amount.to_string(),
        ..line
    };
    Paper {
        kind: PaperKind::Invoice,
        number: it.number.clone(),
        date: day(it.date, blank.language),
        lines: vec![line],
        total: it.amount.to_string(),
        terms: it.terms.iter().map(term).collect(),
        bank: company.bank_for(it.amount.currency).cloned(),
        note: note.to_owned(),
        ..blank
    }
}

fn term(it: &Instalment) -> Term {
    let method = if it.trigger.is_method() { it.trigger.id() } else { "" };
    Term { percent: it.percent, trigger: it.trigger.event(), method, days: it.days }
}

fn line(it: &Quotation, language: PaperLanguage) -> Line {
    let term = it.incoterm.map_or(String::new(), |term| Incoterm::id(term).to_ascii_uppercase());
    Line {
        product: it.product.clone(),
        incoterm: format!("{term} {}", it.place).trim().to_owned(),
        unit: unit(&it.unit, language).to_owned(),
        moq: it.moq.map_or(String::new(), thousands),
        price: it.price.to_string(),
        ..Line::default()
    }
}

/// A unit in the language of a paper.
pub(super) fn unit(unit: &str, language: PaperLanguage) -> &str {
    if language == PaperLanguage::Zh { unit_in_chinese(unit) } else { unit }
}

/// A whole number with its thousands apart.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A day written out, since 6/5 is two days.
pub(super) fn day(date: Date, language: PaperLanguage) -> String {
    match language {
        PaperLanguage::En => format!("{} {} {}", date.day(), date.month(), date.year()),
        PaperLanguage::Zh => format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day()),
    }
}
