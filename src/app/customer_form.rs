//! The form for all of a customer's card, several people included.

use super::form::{ContactField, Field, FieldError, FieldId, Form};
use crate::domain::likeness::{bare_email, plain_number};
use crate::domain::tag;
use crate::domain::text::{clean, clean_line, split_list};
use crate::domain::{
    Contact, ContactId, Country, Customer, CustomerId, CustomerType, DecisionRole, Grade, IdMint, Moment,
    Score, StageId, Stages,
};
use serde::{Deserialize, Serialize};

/// A card that is being written or corrected. It is kept from the first key on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerForm {
    /// The customer that is corrected; none for a new one.
    pub customer: Option<CustomerId>,
    pub form: Form,
    /// Whether it is on the screen, or only kept.
    pub open: bool,
    /// The people in the order of the form; none for one that is new.
    people: Vec<Option<ContactId>>,
    /// The form as it was opened, to tell whether anything was typed.
    untouched: Form,
}

/// Choices from 1 to 5.
const SCORES: [&str; 6] = ["", "1", "2", "3", "4", "5"];

impl CustomerForm {
    /// A form for a new customer.
    pub fn new(stages: &Stages) -> Self {
        let mut fields = card_fields(None);
        let stage_ids = stages.iter().map(|stage| stage.id.as_str());
        let place = fields.len() - 2;
        fields.insert(place, Field::choice(FieldId::OpeningStage, stage_ids, StageId::first().as_str()));
        fields.extend(contact_fields(0, None));
        Self::open(None, fields, vec![None])
    }

    /// A form that corrects a customer's card.
    pub fn of(customer: &Customer) -> Self {
        let mut fields = card_fields(Some(customer));
        for (place, contact) in customer.contacts.iter().enumerate() {
            fields.extend(contact_fields(number(place), Some(contact)));
        }
        let people = customer.contacts.iter().map(|contact| Some(contact.id)).collect();
        Self::open(Some(customer.id), fields, people)
    }

    fn open(customer: Option<CustomerId>, fields: Vec<Field>, people: Vec<Option<ContactId>>) -> Self {
        let form = Form::new(fields);
        Self { customer, untouched: form.clone(), form, open: true, people }
    }

    /// Whether anything was typed that would be missed.
    pub fn is_changed(&self) -> bool {
        self.form.fields != self.untouched.fields
    }

    pub fn contact_count(&self) -> usize {
        self.people.len()
    }

    /// Adds fields for one more person and goes there.
    pub fn add_contact(&mut self) {
        if self.people.len() < MOST_CONTACTS {
            self.form.focus = self.form.fields.len();
            self.form.fields.extend(contact_fields(number(self.people.len()), None));
            self.people.push(None);
        }
    }

    /// Removes the person whose field has the focus. Returns whether there was one.
    pub fn remove_contact(&mut self) -> bool {
        let Some(FieldId::Contact(gone, _)) = self.form.focused().map(|field| field.id) else { return false };
        self.people.remove(usize::from(gone).min(self.people.len() - 1));
        self.form.fields.retain(|field| !matches!(field.id, FieldId::Contact(place, _) if place == gone));
        for field in &mut self.form.fields {
            if let FieldId::Contact(place, part) = field.id
                && place > gone
            {
                field.id = FieldId::Contact(place - 1, part);
            }
        }
        self.form.errors.clear();
        self.form.step(0);
        true
    }

    /// What is wrong with which field.
    pub fn problems(&self) -> Vec<(FieldId, FieldError)> {
        let mut problems = Vec::new();
        if self.form.value(FieldId::Company).is_empty() {
            problems.push((FieldId::Company, FieldError::Required));
        }
        let country = self.form.value(FieldId::Country);
        if !country.is_empty() && Country::find_beginning(country).is_none() {
            problems.push((FieldId::Country, FieldError::UnknownCountry));
        }
        for place in 0..number(self.people.len()) {
            let value = |part| self.form.value(FieldId::Contact(place, part));
            let says_something = contact_texts().any(|part| !value(part).is_empty());
            if value(ContactField::Name).is_empty() && says_something && !value_is_address_only(&value) {
                problems.push((FieldId::Contact(place, ContactField::Name), FieldError::ContactWithoutName));
            }
            if split_list(value(ContactField::Emails)).iter().any(|mail| !looks_like_email(&bare_email(mail)))
            {
                problems.push((FieldId::Contact(place, ContactField::Emails), FieldError::NoEmail));
            }
        }
        problems
    }

    /// The card as typed, based on what it was before.
    pub fn customer(&self, before: Option<&Customer>, ids: &mut IdMint, now: Moment) -> Customer {
        let mut card = match before {
            Some(customer) => customer.clone(),
            None => Customer::new(CustomerId(ids.mint(now)), now, ""),
        };
        let line = |id| clean_line(self.form.value(id));
        let list = |id| split_list(self.form.value(id));
        card.company = line(FieldId::Company);
        card.aliases = list(FieldId::Aliases);
        card.country = Country::find_beginning(self.form.value(FieldId::Country));
        card.city = line(FieldId::City);
        card.kind = CustomerType::from_id(self.form.value(FieldId::Kind));
        card.website = line(FieldId::Website);
        card.linkedin = line(FieldId::CompanyLinkedin);
        card.source = line(FieldId::Source);
        card.products = list(FieldId::Products);
        card.tags = list(FieldId::Tags).iter().map(|typed| tag::stored(typed).to_owned()).collect();
        card.potential = score(self.form.value(FieldId::Potential));
        card.payment_habit = score(self.form.value(FieldId::PaymentHabit));
        card.pinned_grade = Grade::from_id(self.form.value(FieldId::PinnedGrade));
        card.language = line(FieldId::Language);
        card.payment_terms = line(FieldId::PaymentTerms);
        card.owner = line(FieldId::Owner);
        card.do_not_contact = self.form.value(FieldId::DoNotContact) == YES;
        card.note = clean(self.form.value(FieldId::Note));
        if before.is_none() {
            card.opening_stage = StageId::new(self.form.value(FieldId::OpeningStage));
        }
        card.contacts = self.contacts(before, ids, now);
        card
    }

    fn contacts(&self, before: Option<&Customer>, ids: &mut IdMint, now: Moment) -> Vec<Contact> {
        let mut contacts = Vec::new();
        for (place, id) in self.people.iter().enumerate() {
            let value = |part| self.form.value(FieldId::Contact(number(place), part));
            if contact_texts().all(|part| value(part).is_empty()) {
                continue;
            }
            let known = id.and_then(|id| before?.contact(id)).cloned();
            let mut contact =
                known.unwrap_or_else(|| Contact::new(id.unwrap_or_else(|| ContactId(ids.mint(now))), ""));
            contact.name = clean_line(value(ContactField::Name));
            contact.title = clean_line(value(ContactField::Title));
            contact.role = DecisionRole::from_id(value(ContactField::Role));
            contact.emails =
                split_list(value(ContactField::Emails)).iter().map(|it| bare_email(it)).collect();
            contact.phones =
                split_list(value(ContactField::Phones)).iter().map(|it| plain_number(it)).collect();
            contact.whatsapp =
                split_list(value(ContactField::Whatsapp)).iter().map(|it| plain_number(it)).collect();
            contact.wechat = split_list(value(ContactField::Wechat));
            contact.skype = split_list(value(ContactField::Skype));
            contact.linkedin = split_list(value(ContactField::Linkedin));
            contact.note = clean_line(value(ContactField::Note));
            contacts.push(contact);
        }
        contacts
    }
}

/// The id of the answer yes in a choice.
pub const YES: &str = "yes";
const MOST_CONTACTS: usize = 50;

/// An address without a name is worth keeping: many cards begin with an e-mail alone.
fn value_is_address_only<'a>(value: &dyn Fn(ContactField) -> &'a str) -> bool {
    [ContactField::Emails, ContactField::Phones, ContactField::Whatsapp, ContactField::Wechat]
        .into_iter()
        .any(|part| !value(part).is_empty())
}

/// Something before and a dotted name behind exactly one at sign; more than that only a mail server knows.
pub fn looks_like_email(text: &str) -> bool {
    let mut parts = text.split('@');
    let (Some(local), Some(domain), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    let dotted = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    !local.is_empty() && dotted && !text.contains(char::is_whitespace)
}

fn score(value: &str) -> Option<Score> {
    value.parse().ok().and_then(Score::new)
}

fn number(place: usize) -> u8 {
    u8::try_from(place).unwrap_or(u8::MAX)
}

fn contact_texts() -> impl Iterator<Item = ContactField> {
    ContactField::ALL.iter().copied().filter(|part| *part != ContactField::Role)
}

fn ids<T: Copy>(all: &'static [T], id: fn(T) -> &'static str) -> impl Iterator<Item = &'static str> {
    std::iter::once("").chain(all.iter().map(move |one| id(*one)))
}

fn card_fields(card: Option<&Customer>) -> Vec<Field> {
    let text = |id, value: fn(&Customer) -> &str| Field::text(id, card.map_or("", value));
    let list = |id, value: fn(&Customer) -> &[String]| {
        Field::text(id, card.map_or(String::new(), |it| value(it).join(", ")))
    };
    let score = |id, value: fn(&Customer) -> Option<Score>| {
        let chosen = card.and_then(value).map_or(String::new(), |score| score.get().to_string());
        Field::choice(id, SCORES, &chosen)
    };
    let kind = card.and_then(|it| it.kind).map_or("", CustomerType::id);
    let grade = card.and_then(|it| it.pinned_grade).map_or("", Grade::id);
    let silent = if card.is_some_and(|it| it.do_not_contact) { YES } else { "" };
    let country = card.and_then(|it| it.country).map_or(String::new(), |country| country.code().to_owned());
    vec![
        text(FieldId::Company, |it| &it.company),
        list(FieldId::Aliases, |it| &it.aliases),
        Field::text(FieldId::Country, country),
        text(FieldId::City, |it| &it.city),
        Field::choice(FieldId::Kind, ids(CustomerType::ALL, CustomerType::id), kind),
        text(FieldId::Website, |it| &it.website),
        text(FieldId::CompanyLinkedin, |it| &it.linkedin),
        text(FieldId::Source, |it| &it.source),
        list(FieldId::Products, |it| &it.products),
        list(FieldId::Tags, |it| &it.tags),
        score(FieldId::Potential, |it| it.potential),
        score(FieldId::PaymentHabit, |it| it.payment_habit),
        Field::choice(FieldId::PinnedGrade, ids(Grade::ALL, Grade::id), grade),
        text(FieldId::Language, |it| &it.language),
        text(FieldId::PaymentTerms, |it| &it.payment_terms),
        text(FieldId::Owner, |it| &it.owner),
        Field::choice(FieldId::DoNotContact, ["", YES], silent),
        Field::area(FieldId::Note, card.map_or("", |it| &it.note)),
    ]
}

fn contact_fields(place: u8, contact: Option<&Contact>) -> Vec<Field> {
    let list = |value: fn(&Contact) -> &[String]| contact.map_or(String::new(), |it| value(it).join(", "));
    let text = |value: fn(&Contact) -> &str| contact.map_or("", value).to_owned();
    let field = |part: ContactField| {
        let id = FieldId::Contact(place, part);
        let value = match part {
            ContactField::Role => {
                let role = contact.and_then(|it| it.role).map_or("", DecisionRole::id);
                return Field::choice(id, ids(DecisionRole::ALL, DecisionRole::id), role);
            }
            ContactField::Name => text(|it| &it.name),
            ContactField::Title => text(|it| &it.title),
            ContactField::Note => text(|it| &it.note),
            ContactField::Emails => list(|it| &it.emails),
            ContactField::Phones => list(|it| &it.phones),
            ContactField::Whatsapp => list(|it| &it.whatsapp),
            ContactField::Wechat => list(|it| &it.wechat),
            ContactField::Skype => list(|it| &it.skype),
            ContactField::Linkedin => list(|it| &it.linkedin),
        };
        Field::text(id, value)
    };
    ContactField::ALL.iter().map(|part| field(*part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stage::DEFAULT_STAGES;
    use uuid::Uuid;

    fn stages() -> Stages {
        Stages::parse(DEFAULT_STAGES).unwrap()
    }

    fn full_card() -> Customer {
        let mut ids = IdMint::new(1);
        let now = Moment::from_unix_ms(1_780_000_000_000, 480);
        let mut card = Customer::new(CustomerId(ids.mint(now)), now, "ABC Ltd.");
        card.aliases = vec!["ABC".into()];
        card.country = Country::find("DE");
        card.kind = Some(CustomerType::Agent);
        card.potential = Score::new(4);
        card.pinned_grade = Some(Grade::B);
        card.tags = vec!["negotiator".into(), "2026 fair".into()];
        card.note = "two\nlines".into();
        card.do_not_contact = true;
        for name in ["Anna", "Bob"] {
            let mut contact = Contact::new(ContactId(ids.mint(now)), name);
            contact.emails = vec![format!("{name}@abc.example"), "info@abc.example".into()];
            contact.role = Some(DecisionRole::Decider);
            card.contacts.push(contact);
        }
        card
    }

    #[test]
    fn a_card_opened_and_saved_is_the_same_card() {
        let card = full_card();
        let form = CustomerForm::of(&card);
        assert!(!form.is_changed());
        assert!(form.problems().is_empty());
        assert_eq!(form.customer(Some(&card), &mut IdMint::new(2), card.created), card);
    }

    #[test]
    fn people_are_added_and_removed_in_place() {
        let card = full_card();
        let mut form = CustomerForm::of(&card);
        form.add_contact();
        form.form.paste("Carla");
        let place =
            form.form.fields.iter().position(|f| f.id == FieldId::Contact(0, ContactField::Emails)).unwrap();
        form.form.focus = place;
        assert!(form.remove_contact());
        let saved = form.customer(Some(&card), &mut IdMint::new(2), card.created);
        let names: Vec<_> = saved.contacts.iter().map(|contact| contact.name.as_str()).collect();
        assert_eq!(names, ["Bob", "Carla"]);
        assert_eq!(saved.contacts[0], card.contacts[1]);
    }

    #[test]
    fn what_cannot_be_saved_is_named_field_by_field() {
        let mut form = CustomerForm::new(&stages());
        form.form.set_text(FieldId::Country, "Atlantis");
        form.form.set_text(FieldId::Contact(0, ContactField::Emails), "anna at abc");
        form.form.set_text(FieldId::Contact(0, ContactField::Title), "CEO");
        assert_eq!(
            form.problems(),
            [
                (FieldId::Company, FieldError::Required),
                (FieldId::Country, FieldError::UnknownCountry),
                (FieldId::Contact(0, ContactField::Emails), FieldError::NoEmail),
            ]
        );
    }

    #[test]
    fn a_new_card_needs_no_more_than_a_name() {
        let mut form = CustomerForm::new(&stages());
        form.form.set_text(FieldId::Company, "  XYZ GmbH ");
        let now = Moment::from_unix_ms(0, 0);
        let card = form.customer(None, &mut IdMint::new(2), now);
        assert_eq!((card.company.as_str(), card.contacts.len()), ("XYZ GmbH", 0));
        assert_ne!(card.id, CustomerId(Uuid::nil()));
    }

    #[test]
    fn an_email_has_one_at_sign_and_a_dotted_domain() {
        for (text, fine) in [
            ("a@b.co", true),
            ("a@b", false),
            ("a@@b.co", false),
            ("a b@c.de", false),
            ("@b.co", false),
            ("a@b..c", false),
        ] {
            assert_eq!(looks_like_email(text), fine, "{text}");
        }
    }
}
