//! A record as the texts of a form. Composing them gives the same record.

use super::terms::write_terms;
use super::{CONFIRMED, DealKind, Draft, ESTIMATED, Part, YES};
use crate::domain::Record;
use crate::domain::money::Money;
use crate::domain::trade::{
    Arrival, FeedbackAbout, Incoterm, OrderKind, OrderState, Satisfaction, TransportMode,
};
use time::Date;

/// The texts of a business record; nothing for a card, a next step or an entry of the log.
pub fn spell(record: &Record) -> Option<Draft> {
    let mut draft = Draft::new(DealKind::of(record.id().kind)?);
    let mut set = |part, text: String| draft.set(part, text);
    match record {
        Record::Customer(_) | Record::FollowUp(_) | Record::Interaction(_) | Record::Rate(_) => {
            return None;
        }
        Record::Quotation(it) => {
            set(Part::Product, it.product.clone());
            set(Part::Incoterm, it.incoterm.map_or("", Incoterm::id).to_owned());
            set(Part::Place, it.place.clone());
            set(Part::Price, it.price.to_string());
            set(Part::Unit, it.unit.clone());
            set(Part::Moq, it.moq.map_or(String::new(), |moq| moq.to_string()));
            set(Part::ValidUntil, maybe(it.valid_until));
            set(Part::Date, day(it.date));
            set(Part::Note, it.note.clone());
        }
        Record::Sample(it) => {
            set(Part::What, it.what.clone());
            set(Part::Number, it.number.clone());
            set(Part::Courier, it.courier.clone());
            set(Part::Tracking, it.tracking.clone());
            set(Part::Date, day(it.sent_on));
            set(Part::Arrival, maybe(it.arrival.map(Arrival::date)));
            let confirmed = matches!(it.arrival, Some(Arrival::Confirmed(_)));
            set(Part::Certainty, if confirmed { CONFIRMED } else { ESTIMATED }.to_owned());
            set(Part::Cost, amount(it.cost));
            set(Part::Charged, if it.charged { YES } else { "" }.to_owned());
            set(Part::Answer, it.feedback.clone());
            set(Part::AnsweredOn, maybe(it.feedback_on));
        }
        Record::Invoice(it) => {
            set(Part::Number, it.number.clone());
            set(Part::Quotation, it.quotation.map_or(String::new(), |id| id.to_string()));
            set(Part::Replaces, it.replaces.map_or(String::new(), |id| id.to_string()));
            set(Part::Amount, it.amount.to_string());
            set(Part::Terms, write_terms(&it.terms));
            set(Part::Date, day(it.date));
            set(Part::SentOn, maybe(it.sent_on));
            set(Part::File, it.file.clone());
            set(Part::Note, it.note.clone());
        }
        Record::Order(it) => {
            set(Part::Invoice, it.invoice.map_or(String::new(), |id| id.to_string()));
            let also: Vec<_> = it.also.iter().map(ToString::to_string).collect();
            set(Part::Also, also.join("; "));
            set(Part::Number, it.number.clone());
            set(Part::Amount, it.amount.to_string());
            set(Part::Terms, write_terms(&it.terms));
            set(Part::OrderKind, OrderKind::id(it.kind).to_owned());
            set(Part::State, OrderState::id(it.state).to_owned());
            set(Part::Date, day(it.date));
            set(Part::Note, it.note.clone());
        }
        Record::Payment(it) => {
            set(Part::Order, it.order.to_string());
            set(Part::Amount, it.amount.to_string());
            set(Part::Fee, amount(it.bank_fee));
            set(Part::Compensation, if it.compensation { YES } else { "" }.to_owned());
            set(Part::Date, day(it.date));
            set(Part::Note, it.note.clone());
        }
        Record::Shipment(it) => {
            set(Part::Order, it.order.map_or(String::new(), |id| id.to_string()));
            set(Part::Mode, TransportMode::id(it.mode).to_owned());
            set(Part::Etd, day(it.etd));
            set(Part::Transit, it.transit_days.to_string());
            set(Part::Reference, it.reference.clone());
            set(Part::Departed, maybe(it.departed_on));
            set(Part::Arrived, maybe(it.arrived_on));
            set(Part::Note, it.note.clone());
        }
        Record::Feedback(it) => {
            set(
                Part::About,
                match it.about {
                    FeedbackAbout::General => String::new(),
                    FeedbackAbout::Sample(id) => id.to_string(),
                    FeedbackAbout::Order(id) => id.to_string(),
                },
            );
            set(Part::Satisfaction, Satisfaction::id(it.satisfaction).to_owned());
            set(Part::Text, it.text.clone());
            set(Part::Date, day(it.date));
        }
    }
    Some(draft)
}

fn amount(money: Option<Money>) -> String {
    money.map_or(String::new(), |money| money.to_string())
}

fn maybe(date: Option<Date>) -> String {
    date.map_or(String::new(), day)
}

/// A day as every reader of dates understands it.
pub fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}
