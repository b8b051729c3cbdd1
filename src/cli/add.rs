//! `genjin add`: a new customer from the command line.

use super::choice::{self, misuse};
use super::out;
use super::workplace::Workplace;
use crate::app::customer_form::looks_like_email;
use crate::app::ledger::{Ledger, Likeness};
use crate::domain::likeness::{LEAST_DIGITS, bare_email, digits, plain_number};
use crate::domain::tag;
use crate::domain::text::{clean_line, split_list};
use crate::domain::{
    Cause, Change, ChangeId, Contact, ContactId, Country, Customer, CustomerId, CustomerType, Edit, Summary,
};
use crate::lang::Words;
use anyhow::bail;

#[derive(Debug, clap::Args)]
pub struct Add {
    /// The company's name, the only thing that is needed
    company: String,
    /// ISO code or name, in English or Chinese
    #[arg(long)]
    country: Option<String>,
    /// The city, which decides the time where a country has several zones
    #[arg(long)]
    city: Option<String>,
    /// Name of the main person
    #[arg(long)]
    contact: Option<String>,
    /// E-mail of that person; may be given several times
    #[arg(long)]
    email: Vec<String>,
    /// Telephone of that person; may be given several times
    #[arg(long)]
    phone: Vec<String>,
    /// factory, agent, brand, retailer, importer, wholesaler or other
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// May be given several times
    #[arg(long)]
    tag: Vec<String>,
    /// A stage by id or name
    #[arg(long)]
    stage: Option<String>,
    /// Where the customer comes from
    #[arg(long)]
    source: Option<String>,
    /// The company's website
    #[arg(long)]
    website: Option<String>,
    /// Enter a customer who is likely there already
    #[arg(long)]
    anyway: bool,
}

pub fn run(place: &mut Workplace, add: &Add) -> anyhow::Result<()> {
    let words = place.words;
    let (id, now) = (CustomerId(place.ids.mint(place.now)), place.now);
    let mut card = Customer::new(id, now, clean_line(&add.company));
    if card.company.is_empty() {
        return Err(misuse(words.company_needed()));
    }
    if let Some(typed) = add.country.as_deref() {
        card.country = Some(Country::find(typed.trim()).ok_or_else(|| misuse(words.unknown_country(typed)))?);
    }
    if let Some(typed) = add.kind.as_deref() {
        let names = |it: Words, kind| vec![it.customer_type(kind).to_owned()];
        card.kind = Some(choice::read(typed, ("--type", CustomerType::ALL), CustomerType::id, names, words)?);
    }
    if let Some(typed) = add.stage.as_deref() {
        let stage = place.stages.find(typed).ok_or_else(|| {
            let all: Vec<_> = place.stages.iter().map(|stage| words.stage_name(stage)).collect();
            misuse(words.not_one_of(&format!("--stage {typed}"), &all.join(words.pick(", ", "、"))))
        })?;
        card.opening_stage = stage.id.clone();
    }
    card.website = clean_line(add.website.as_deref().unwrap_or_default());
    card.city = clean_line(add.city.as_deref().unwrap_or_default());
    card.source = clean_line(add.source.as_deref().unwrap_or_default());
    card.tags = split_list(&add.tag.join(",")).iter().map(|typed| tag::stored(typed).to_owned()).collect();
    let name = clean_line(add.contact.as_deref().unwrap_or_default());
    let emails: Vec<_> = split_list(&add.email.join(",")).iter().map(|it| bare_email(it)).collect();
    let phones: Vec<_> = split_list(&add.phone.join(",")).iter().map(|it| plain_number(it)).collect();
    if let Some(wrong) = emails.iter().find(|email| !looks_like_email(email)) {
        return Err(misuse(words.no_email_address(wrong)));
    }
    if let Some(wrong) = phones.iter().find(|phone| digits(phone).len() < LEAST_DIGITS) {
        return Err(misuse(words.no_phone_number(wrong)));
    }
    if !name.is_empty() || !emails.is_empty() || !phones.is_empty() {
        let contact = Contact::new(ContactId(place.ids.mint(now)), name);
        card.contacts.push(Contact { emails, phones, ..contact });
    }
    let ledger = place.ledger()?;
    if let Some((by, known)) = likely(&ledger, &card).filter(|_| !add.anyway) {
        bail!("{}", words.likely_there(words.likeness(by), &known.company, &known.id.to_string()));
    }
    if let Some(known) = ledger.namesakes(&card.company).first() {
        out::tell(&words.namesake_there(&known.summary.company, &known.summary.id.to_string()));
    }
    let change = Change {
        id: ChangeId(place.ids.mint(now)),
        at: now,
        author: place.author.clone(),
        cause: Cause::Added,
        edits: vec![Edit::create(card)],
    };
    place.commit(&change)?;
    out::print(&format!("{id}\n"))
}

/// A customer who is likely the same, and by what. A name in another country is another customer.
fn likely(ledger: &Ledger, card: &Customer) -> Option<(Likeness, Summary)> {
    let texts = |by: Likeness| -> Vec<&String> {
        let people = card.contacts.iter();
        match by {
            Likeness::Email => people.flat_map(|it| &it.emails).collect(),
            Likeness::Phone => people.flat_map(|it| &it.phones).collect(),
            Likeness::Website => vec![&card.website],
            Likeness::Name => vec![&card.company],
        }
    };
    let is_elsewhere = |by: Likeness, known: &Summary| {
        let countries = known.country.zip(card.country);
        by == Likeness::Name && countries.is_some_and(|(theirs, own)| theirs != own)
    };
    Likeness::ALL.iter().find_map(|by| {
        let known = texts(*by).into_iter().flat_map(|text| ledger.alike(*by, text));
        let mut likely = known.map(|row| &*row.summary).filter(|it| !is_elsewhere(*by, it));
        likely.next().map(|known| (*by, known.clone()))
    })
}
