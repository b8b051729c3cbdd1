//! `genjin add`: a new customer from the command line.

use super::out;
use super::workplace::Workplace;
use crate::app::customer_form::looks_like_email;
use crate::domain::tag;
use crate::domain::text::{clean_line, split_list};
use crate::domain::{
    Cause, Change, ChangeId, Contact, ContactId, Country, Customer, CustomerId, CustomerType, Edit,
};
use anyhow::{anyhow, bail};

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
}

pub fn run(place: &mut Workplace, add: &Add) -> anyhow::Result<()> {
    let words = place.words;
    let (id, now) = (CustomerId(place.ids.mint(place.now)), place.now);
    let mut card = Customer::new(id, now, clean_line(&add.company));
    if card.company.is_empty() {
        bail!("{}", words.company_needed());
    }
    let ledger = place.ledger()?;
    if let Some(known) = ledger.namesakes(&card.company).first() {
        out::tell(&words.namesake_there(&known.summary.company, &known.summary.id.to_string()));
    }
    card.country = read(add.country.as_deref(), Country::find, |typed| words.unknown_country(typed))?;
    card.kind = read(add.kind.as_deref(), CustomerType::from_id, |typed| words.unknown_type(typed))?;
    let stage = |typed: &str| place.stages.find(typed).map(|stage| stage.id.clone());
    if let Some(stage) = read(add.stage.as_deref(), stage, |typed| words.unknown_stage(typed))? {
        card.opening_stage = stage;
    }
    card.city = clean_line(add.city.as_deref().unwrap_or_default());
    card.source = clean_line(add.source.as_deref().unwrap_or_default());
    card.tags = split_list(&add.tag.join(",")).iter().map(|typed| tag::stored(typed).to_owned()).collect();
    let name = clean_line(add.contact.as_deref().unwrap_or_default());
    let (emails, phones) = (split_list(&add.email.join(",")), split_list(&add.phone.join(",")));
    if let Some(wrong) = emails.iter().find(|email| !looks_like_email(email)) {
        bail!("{}", words.no_email_address(wrong));
    }
    if !name.is_empty() || !emails.is_empty() || !phones.is_empty() {
        let contact = Contact::new(ContactId(place.ids.mint(now)), name);
        card.contacts.push(Contact { emails, phones, ..contact });
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

/// Reads an option that has to mean something.
fn read<T>(
    typed: Option<&str>,
    find: impl Fn(&str) -> Option<T>,
    complaint: impl Fn(&str) -> String,
) -> anyhow::Result<Option<T>> {
    typed.map(|typed| find(typed.trim()).ok_or_else(|| anyhow!(complaint(typed)))).transpose()
}
