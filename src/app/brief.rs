//! What one needs to know before talking to a customer, as data: the last words, the open promises of
//! both sides, price, samples and balance.

use super::card::last_price;
use super::ledger::Row;
use crate::domain::summary::OpenBalance;
use crate::domain::trade::{Quotation, Sample};
use crate::domain::{Contact, Dossier, FollowUp, Interaction, Record};
use crate::rules::Rules;
use time::Date;

/// The brief of one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief<'a> {
    /// All contacts, newest first.
    pub contacts: Vec<&'a Interaction>,
    pub ours: Vec<Ours<'a>>,
    pub theirs: Vec<Theirs>,
    pub person: Option<&'a Contact>,
    pub price: Option<&'a Quotation>,
    /// Samples without a word about them, newest first.
    pub samples: Vec<&'a Sample>,
    pub balance: Option<OpenBalance>,
}

/// Something that we owe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ours<'a> {
    /// Their message waits for an answer since that day.
    Answer { since: Date },
    /// What we said we would do next.
    Step(&'a FollowUp),
}

/// Something that we wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theirs {
    /// So many messages of ours since they were last heard; the latest on that day.
    Answer {
        messages: u16,
        since: Date,
    },
    /// A word about the sample that should be there since, or from, that day.
    Feedback {
        arrival: Option<Date>,
    },
    Payment(OpenBalance),
}

impl<'a> Brief<'a> {
    pub fn of(row: &'a Row, dossier: &'a Dossier) -> Self {
        let summary = &row.summary;
        let samples: Vec<&Sample> = dossier.timeline().iter().filter_map(open_sample).collect();
        Self {
            contacts: dossier.interactions().filter(|it| it.is_contact()).collect(),
            ours: ours(row),
            theirs: theirs(row, &samples),
            person: dossier.customer.main_contact(),
            price: last_price(dossier),
            samples,
            balance: summary.deals.balance,
        }
    }
}

fn open_sample(record: &Record) -> Option<&Sample> {
    match record {
        Record::Sample(it) if it.feedback_on.is_none() && it.feedback.is_empty() => Some(it),
        _ => None,
    }
}

fn ours(row: &Row) -> Vec<Ours<'_>> {
    let contact = &row.summary.contact;
    let wrote = contact.wrote.filter(|_| contact.is_waiting());
    let answer = wrote.map(|at| Ours::Answer { since: at.date() });
    let promised = row.summary.follow_up.as_ref().filter(|plan| plan.is_promise());
    answer.into_iter().chain(promised.map(Ours::Step)).collect()
}

fn theirs(row: &Row, samples: &[&Sample]) -> Vec<Theirs> {
    let contact = &row.summary.contact;
    let since = contact
        .last_out
        .map(crate::domain::Moment::date)
        .filter(|_| contact.unanswered > 0 && !contact.is_waiting());
    let answer = since.map(|since| Theirs::Answer { messages: contact.unanswered, since });
    let feedback = samples
        .first()
        .map(|it| Theirs::Feedback { arrival: it.arrival.map(crate::domain::trade::Arrival::date) });
    let payment = row.summary.deals.balance.map(Theirs::Payment);
    [answer, feedback, payment].into_iter().flatten().collect()
}

/// The telephone number to reach a customer at, and whose it is: of the main contact, else of whoever has one.
pub fn phone(dossier: &Dossier) -> Option<(&Contact, &str)> {
    let people = dossier.customer.main_contact().into_iter().chain(&dossier.customer.contacts);
    let mut phones =
        people.flat_map(|person| person.phones.iter().map(move |phone| (person, phone.as_str())));
    phones.find(|(_, phone)| !phone.trim().is_empty())
}

/// The addresses of a person for what the rules suggest to reach them by; every one where none fits.
pub fn addresses<'a>(rules: &Rules, row: &Row, person: &'a Contact) -> Vec<&'a str> {
    use crate::domain::Channel;
    let mut found: Vec<&str> = Vec::new();
    for channel in rules.channels(&row.summary, &row.assessment) {
        let list = match channel {
            Channel::Email => &person.emails,
            Channel::Whatsapp => &person.whatsapp,
            Channel::Phone | Channel::Video => &person.phones,
            Channel::Wechat => &person.wechat,
            Channel::Linkedin => &person.linkedin,
            Channel::Skype => &person.skype,
            Channel::Meeting | Channel::Fair | Channel::Other => continue,
        };
        found.extend(list.iter().map(String::as_str));
    }
    if found.is_empty() { person.addresses().collect() } else { found }
}
