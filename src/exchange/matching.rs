//! Which customer a row is about: one of those known, or one that an earlier row has brought.
//!
//! Names and other names are compared without case, width, spaces and marks; a country tells customers
//! of the same name apart. Every look-up is one step, however many customers there are.

use super::merge::Seen;
use super::row::Draft;
use crate::domain::likeness::name_key;
use crate::domain::{Country, CustomerId, Summary};
use std::collections::HashMap;

/// A customer in the order of finding: known ones first, then those that the file brings.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub id: CustomerId,
    pub company: String,
    pub country: Option<Country>,
}

/// All customers by what a row can name them by.
#[derive(Debug, Default)]
pub struct Index {
    pub candidates: Vec<Candidate>,
    by_name: HashMap<String, Vec<usize>>,
    /// Addresses as they were before the import.
    by_email: HashMap<String, Vec<usize>>,
    /// Addresses that rows have brought.
    by_new_email: HashMap<String, Vec<usize>>,
}

/// So many customers at most are looked at for one address; a placeholder may stand in thousands of rows.
const MOST_SHARERS: usize = 100;

impl Index {
    pub fn of(existing: &[Summary]) -> Self {
        let mut index = Self::default();
        for summary in existing {
            let place = index.candidates.len();
            index.candidates.push(Candidate {
                id: summary.id,
                company: summary.company.clone(),
                country: summary.country,
            });
            index.name(place, std::iter::once(&summary.company).chain(&summary.aliases));
            for email in summary.people.lines().filter(|line| line.contains('@')) {
                add(&mut index.by_email, email.trim().to_lowercase(), place);
            }
        }
        index
    }

    /// Adds a customer that the file brings. Returns its place.
    pub fn push(&mut self, id: CustomerId, company: &str) -> usize {
        let place = self.candidates.len();
        self.candidates.push(Candidate { id, company: company.to_owned(), country: None });
        place
    }

    /// Takes note of what a row has added to a customer.
    pub fn learn<'n>(
        &mut self,
        place: usize,
        country: Option<Country>,
        names: impl IntoIterator<Item = &'n String>,
        draft: &Draft,
    ) {
        for email in emails(draft) {
            add(&mut self.by_new_email, email, place);
        }
        if let Some(candidate) = self.candidates.get_mut(place) {
            candidate.country = country;
        }
        self.name(place, names);
    }

    fn name<'n>(&mut self, place: usize, names: impl IntoIterator<Item = &'n String>) {
        for name in names {
            add(&mut self.by_name, name_key(name), place);
        }
    }

    /// Customers that bear the name of the row's company.
    pub fn namesakes(&self, key: &str) -> &[usize] {
        self.by_name.get(key).map_or(&[], Vec::as_slice)
    }

    /// Customers that have one of the row's e-mail addresses.
    pub fn by_email(&self, draft: &Draft, seen: Seen) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::new();
        for email in emails(draft) {
            let learnt = self.by_new_email.get(&email).filter(|_| seen == Seen::Now);
            let sharers = self.by_email.get(&email).into_iter().chain(learnt).flatten();
            places.extend(sharers.take(MOST_SHARERS));
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Whether nothing speaks against a customer being the row's: the same country, or one unknown.
    pub fn is_compatible(&self, place: usize, country: Option<Country>) -> bool {
        let own = self.candidates.get(place).and_then(|candidate| candidate.country);
        own.is_none() || country.is_none() || own == country
    }

    /// Of several customers that fit, the one that fits best; nothing if there is no such one.
    ///
    /// `shares_email` tells whether a customer has an e-mail address of the row.
    pub fn best(
        &self,
        places: &[usize],
        draft: &Draft,
        shares_email: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let country = |place: &&usize| {
            let own = self.candidates.get(**place).and_then(|candidate| candidate.country);
            own.is_some() && own == draft.card.country
        };
        let name = name_key(&draft.card.company);
        let named = |place: &&usize| {
            self.candidates.get(**place).is_some_and(|candidate| name_key(&candidate.company) == name)
        };
        only(places.iter().filter(country))
            .or_else(|| only(places.iter().filter(|place| shares_email(**place))))
            .or_else(|| only(places.iter().filter(named)))
    }
}

fn emails(draft: &Draft) -> impl Iterator<Item = String> {
    draft.persons.iter().flat_map(|(_, person)| &person.emails).map(|email| email.to_lowercase())
}

fn only<'a>(mut places: impl Iterator<Item = &'a usize>) -> Option<usize> {
    match (places.next(), places.next()) {
        (Some(only), None) => Some(*only),
        _ => None,
    }
}

fn add(index: &mut HashMap<String, Vec<usize>>, key: String, place: usize) {
    let places = index.entry(key).or_default();
    if places.last() != Some(&place) {
        places.push(place);
    }
}
