//! What the customer card holds, in order, as data. The words and the look are the view's.

use crate::domain::trade::Quotation;
use crate::domain::{Contact, Dossier, FollowUp, Record};

/// One item of the card. An item that has nothing to say is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardItem<'a> {
    Place,
    /// Stage, and since when.
    Stage,
    Next(&'a FollowUp),
    /// Why this class, why this grade, why today.
    Why,
    Tags,
    /// What was quoted last, and what the nearest other buyer was quoted for the same.
    LastPrice(&'a Quotation),
    /// What was ordered, what is owed, what is to be paid back.
    Account,
    Person(&'a Contact),
    Address(AddressKind, &'a str),
    PersonNote(&'a str),
    Aliases,
    Products,
    Scores,
    Fact(CardFact, &'a str),
    DoNotContact,
}

/// A way to reach a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressKind {
    Email,
    Phone,
    Whatsapp,
    Wechat,
    Skype,
    Linkedin,
}

/// A plain text of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardFact {
    Website,
    Linkedin,
    Source,
    Language,
    PaymentTerms,
    Owner,
    Note,
}

/// Everything on the card of a customer.
pub fn items(dossier: &Dossier) -> Vec<CardItem<'_>> {
    let card = &dossier.customer;
    let mut items = Vec::new();
    items.extend(card.do_not_contact.then_some(CardItem::DoNotContact));
    let has_place = card.country.is_some() || !card.city.is_empty() || card.kind.is_some();
    items.extend(has_place.then_some(CardItem::Place));
    items.push(CardItem::Stage);
    items.extend(dossier.follow_up.as_ref().map(CardItem::Next));
    items.extend((!card.tags.is_empty()).then_some(CardItem::Tags));
    items.extend(last_price(dossier).map(CardItem::LastPrice));
    let has_order = dossier.timeline().iter().any(|record| matches!(record, Record::Order(_)));
    items.extend(has_order.then_some(CardItem::Account));
    for contact in &card.contacts {
        items.push(CardItem::Person(contact));
        items.extend(addresses(contact));
        items.extend((!contact.note.is_empty()).then_some(CardItem::PersonNote(&contact.note)));
    }
    items.push(CardItem::Why);
    items.extend((!card.aliases.is_empty()).then_some(CardItem::Aliases));
    items.extend((!card.products.is_empty()).then_some(CardItem::Products));
    let scored = card.potential.is_some() || card.payment_habit.is_some();
    items.extend(scored.then_some(CardItem::Scores));
    let facts = [
        (CardFact::PaymentTerms, &card.payment_terms),
        (CardFact::Language, &card.language),
        (CardFact::Source, &card.source),
        (CardFact::Website, &card.website),
        (CardFact::Linkedin, &card.linkedin),
        (CardFact::Owner, &card.owner),
        (CardFact::Note, &card.note),
    ];
    items.extend(
        facts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(fact, text)| CardItem::Fact(fact, text)),
    );
    items
}

/// The newest quotation.
pub fn last_price(dossier: &Dossier) -> Option<&Quotation> {
    dossier.timeline().iter().find_map(|record| match record {
        Record::Quotation(quotation) => Some(&**quotation),
        _ => None,
    })
}

fn addresses(contact: &Contact) -> impl Iterator<Item = CardItem<'_>> {
    let kinds = [
        (AddressKind::Email, &contact.emails),
        (AddressKind::Phone, &contact.phones),
        (AddressKind::Whatsapp, &contact.whatsapp),
        (AddressKind::Wechat, &contact.wechat),
        (AddressKind::Skype, &contact.skype),
        (AddressKind::Linkedin, &contact.linkedin),
    ];
    kinds.into_iter().flat_map(|(kind, list)| list.iter().map(move |text| CardItem::Address(kind, text)))
}
