//! The customer card and its people.

use super::asset::{CustomerEntry, PersonEntry};
use super::day::Day;
use super::desk::{Desk, Wrong};
use crate::domain::{Contact, ContactId, Customer, CustomerId, Grade};
use time::macros::time;

impl Desk<'_> {
    /// Keeps the card and hands it back for the records that refer to it.
    pub(super) fn card(&mut self, entry: &CustomerEntry) -> Result<Customer, Wrong> {
        // The card was opened when the day began, before anything was written on it.
        let opening = Day { time: Some(entry.since.time.unwrap_or(time!(08:30))), ..entry.since };
        let created = self.past_moment(opening, "since")?;
        let mut card = Customer::new(CustomerId(self.id()), created, entry.company.clone());
        card.aliases.clone_from(&entry.aliases);
        card.country = Some(entry.country);
        card.city.clone_from(&entry.city);
        card.website.clone_from(&entry.website);
        card.linkedin.clone_from(&entry.linkedin);
        card.kind = entry.r#type;
        card.potential = entry.potential;
        card.payment_habit = entry.payment_habit;
        card.pinned_grade = pinned_grade(entry)?;
        card.tags.clone_from(&entry.tags);
        card.source.clone_from(&entry.source);
        card.products.clone_from(&entry.products);
        card.language.clone_from(&entry.language);
        card.payment_terms.clone_from(&entry.payment_terms);
        card.note.clone_from(&entry.note);
        card.owner = entry.owner.clone().unwrap_or_else(|| self.seller.clone());
        card.do_not_contact = entry.do_not_contact;
        card.contacts = entry.contacts.iter().map(|person| self.contact(person)).collect();
        self.keep(card.clone());
        Ok(card)
    }

    fn contact(&mut self, entry: &PersonEntry) -> Contact {
        let mut contact = Contact::new(ContactId(self.id()), entry.name.clone());
        contact.title.clone_from(&entry.title);
        contact.role = entry.role;
        contact.emails.clone_from(&entry.emails);
        contact.phones.clone_from(&entry.phones);
        contact.whatsapp.clone_from(&entry.whatsapp);
        contact.skype.clone_from(&entry.skype);
        contact.wechat.clone_from(&entry.wechat);
        contact.linkedin.clone_from(&entry.linkedin);
        contact
    }
}

/// The letter as it is printed; its form in JSON is another.
fn pinned_grade(entry: &CustomerEntry) -> Result<Option<Grade>, Wrong> {
    let Some(letter) = &entry.pinned_grade else { return Ok(None) };
    match Grade::from_id(letter) {
        None => Err(Wrong::new("pinned_grade", format!("\"{letter}\" is no grade; write A, B or C"))),
        grade => Ok(grade),
    }
}
