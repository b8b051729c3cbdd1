//! New customers of a table that are likely there already, or twice in the table. They are told and imported all the same.

use crate::domain::likeness::{LEAST_DIGITS, Likeness, bare_site, digits, name_key, stem};
use crate::domain::{Country, Customer, CustomerId, Summary};
use std::collections::HashMap;

/// A new customer who is likely another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// The line that brings the customer.
    pub line: u64,
    pub company: String,
    /// What both share.
    pub by: Likeness,
    pub other: Other,
}

/// The one who was there first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Other {
    Known { id: CustomerId, company: String },
    Line { line: u64, company: String },
}

/// What so many customers have is a placeholder and tells nobody from anybody.
const MOST_SHARERS: usize = 20;

/// A likeness and the text by which it is compared.
type Key = (Likeness, String);

/// Finds doubles of new customers, each with its line in the order of the file: one a customer, by what says most.
pub fn doubles(known: &[Summary], new: &[(u64, &Customer)]) -> Vec<Double> {
    let mut sharers: HashMap<Key, Vec<Sharer<'_>>> =
        new.iter().flat_map(|(_, card)| sought(card)).map(|key| (key, Vec::new())).collect();
    for summary in known {
        let sharer = Sharer { country: summary.country, place: Place::Known(summary) };
        offer(&mut sharers, keys_of_summary(summary), sharer);
    }
    for (at, (_, card)) in new.iter().enumerate() {
        offer(&mut sharers, offered(card), Sharer { country: card.country, place: Place::New(at) });
    }
    let double = |(at, (line, card)): (usize, &(u64, &Customer))| {
        let (by, place) = sought(card).into_iter().find_map(|key| {
            let found = sharers.get(&key).filter(|found| found.len() <= MOST_SHARERS)?;
            let first = found.iter().find(|sharer| sharer.is_before(at, key.0, card.country))?;
            Some((key.0, first.place))
        })?;
        let other = match place {
            Place::Known(it) => Other::Known { id: it.id, company: it.company.clone() },
            Place::New(at) => {
                let (line, card) = new.get(at)?;
                Other::Line { line: *line, company: card.company.clone() }
            }
        };
        Some(Double { line: *line, company: card.company.clone(), by, other })
    };
    new.iter().enumerate().filter_map(double).collect()
}

/// A customer who has what a new one has.
#[derive(Clone, Copy)]
struct Sharer<'a> {
    country: Option<Country>,
    place: Place<'a>,
}

#[derive(Clone, Copy)]
enum Place<'a> {
    Known(&'a Summary),
    /// A place among the new ones.
    New(usize),
}

impl Sharer<'_> {
    /// Whether this is another customer than the new one at `at`, and comes before it. A name in another country is
    /// another customer.
    fn is_before(&self, at: usize, by: Likeness, country: Option<Country>) -> bool {
        let is_elsewhere = self.country.zip(country).is_some_and(|(one, other)| one != other);
        let is_earlier = match self.place {
            Place::Known(_) => true,
            Place::New(place) => place < at,
        };
        is_earlier && !(by == Likeness::Name && is_elsewhere)
    }
}

/// Counts a customer among those who have a key that is asked for.
fn offer<'a>(sharers: &mut HashMap<Key, Vec<Sharer<'a>>>, mut keys: Vec<Key>, sharer: Sharer<'a>) {
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        if let Some(found) = sharers.get_mut(&key) {
            found.push(sharer);
        }
    }
}

/// What a new customer is looked for by, the most telling first.
fn sought(card: &Customer) -> Vec<Key> {
    let people = || card.contacts.iter();
    let emails = people().flat_map(|it| &it.emails).filter_map(|text| email(text));
    let phones = people().flat_map(|it| it.phones.iter().chain(&it.whatsapp)).filter_map(|text| phone(text));
    let name = (Likeness::Name, name_key(&stem(&card.company)));
    emails.chain(phones).chain(site(&card.website)).chain([name]).collect()
}

/// What a card can be found by.
fn offered(card: &Customer) -> Vec<Key> {
    let emails = card.contacts.iter().flat_map(|it| &it.emails);
    let sites = emails.filter_map(|mail| site_of_mail(mail));
    let aliases = card.aliases.iter().map(|alias| (Likeness::Name, name_key(&stem(alias))));
    sought(card).into_iter().chain(sites).chain(aliases).collect()
}

/// The same of a customer in short.
fn keys_of_summary(summary: &Summary) -> Vec<Key> {
    let lines = || summary.people.lines();
    let people = lines().flat_map(|line| [email(line), phone(line), site_of_mail(line)]).flatten();
    let names = std::iter::once(&summary.company).chain(&summary.aliases);
    let names = names.map(|name| (Likeness::Name, name_key(&stem(name))));
    people.chain(site(&summary.website)).chain(names).collect()
}

fn email(text: &str) -> Option<Key> {
    text.contains('@').then(|| (Likeness::Email, text.trim().to_lowercase()))
}

fn phone(text: &str) -> Option<Key> {
    let bare = digits(text).trim_start_matches('0').to_owned();
    (bare.len() >= LEAST_DIGITS && !text.contains('@')).then_some((Likeness::Phone, bare))
}

fn site(text: &str) -> Option<Key> {
    let bare = bare_site(text);
    bare.contains('.').then_some((Likeness::Website, bare))
}

fn site_of_mail(text: &str) -> Option<Key> {
    text.rsplit_once('@').and_then(|(_, domain)| site(domain))
}

#[cfg(test)]
mod tests {
    use crate::domain::likeness::Likeness;
    use crate::domain::{Contact, ContactId, Customer, CustomerId, Dossier, Moment, Summary};
    use crate::exchange::doubles::{Other, doubles};
    use uuid::Uuid;

    fn customer(
        number: u128,
        company: &str,
        country: &str,
        email: &str,
        phone: &str,
        site: &str,
    ) -> Customer {
        let now = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
        let mut card = Customer::new(CustomerId(Uuid::from_u128(number)), now, company);
        card.country = crate::domain::Country::find(country);
        card.website = site.into();
        let some = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
        let person = Contact::new(ContactId(Uuid::from_u128(number)), "Anna");
        card.contacts.push(Contact { emails: some(email), phones: some(phone), ..person });
        card
    }

    /// By what each new one is likely another, and which: the number of a known one or a line.
    fn check(known: &[Customer], new: &[Customer], expected: &[(u64, Likeness, Result<u128, u64>)]) {
        let known: Vec<_> = known.iter().map(|card| Summary::of(&Dossier::new(card.clone()))).collect();
        let new: Vec<_> = (2..).zip(new).collect();
        let found = doubles(&known, &new);
        let told = found.iter().map(|it| match &it.other {
            Other::Known { id, .. } => (it.line, it.by, Ok(id.0.as_u128())),
            Other::Line { line, .. } => (it.line, it.by, Err(*line)),
        });
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_new_customer_who_shares_something_with_a_known_one_is_told() {
        let nova =
            customer(1, "Nova Papier GmbH", "DE", "anna@nova.example", "+49 30 123456", "www.nova.example/");
        check(
            &[nova],
            &[
                customer(11, "Other", "", "ANNA@nova.example", "", ""),
                customer(12, "Another", "", "", "0049 (30) 123-456", ""),
                customer(13, "Third", "", "", "", "https://nova.example"),
                customer(14, "Nova Papier AG", "DE", "", "", ""),
                customer(15, "Nova Papier Ltd", "GB", "", "", ""),
                customer(16, "Nova", "DE", "", "", ""),
            ],
            &[
                (2, Likeness::Email, Ok(1)),
                (3, Likeness::Phone, Ok(1)),
                (4, Likeness::Website, Ok(1)),
                (5, Likeness::Name, Ok(1)),
            ],
        );
    }

    #[test]
    fn two_of_one_table_are_told_with_the_line_of_the_first() {
        check(
            &[],
            &[
                customer(11, "ABC Ltd.", "US", "", "12345678", ""),
                customer(12, "ABC Inc", "US", "", "", ""),
                customer(13, "ABC Inc", "DE", "", "", ""),
                customer(14, "Gold", "", "", "+12345678", ""),
            ],
            &[(3, Likeness::Name, Err(2)), (5, Likeness::Phone, Err(2))],
        );
    }

    #[test]
    fn what_very_many_have_is_a_placeholder() {
        let many: Vec<_> =
            (0..30).map(|n| customer(n, &format!("Company {n}"), "", "a@x.example", "", "")).collect();
        check(&[], &many, &[]);
    }
}
