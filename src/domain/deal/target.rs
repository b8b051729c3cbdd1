//! What a payment, a shipment or a feedback belongs to.

use crate::domain::trade::FeedbackAbout;
use crate::domain::{Dossier, OrderId, Record};

/// The order, or the sample, that a record belongs to.
pub fn target<'d>(dossier: &'d Dossier, record: &Record) -> Option<&'d Record> {
    let mut records = dossier.timeline().iter();
    let mut order = |id: OrderId| records.find(|record| matches!(record, Record::Order(it) if it.id == id));
    match record {
        Record::Payment(it) => order(it.order),
        Record::Shipment(it) => order(it.order?),
        Record::Feedback(it) => match it.about {
            FeedbackAbout::General => None,
            FeedbackAbout::Order(id) => order(id),
            FeedbackAbout::Sample(id) => {
                dossier.timeline().iter().find(|record| matches!(record, Record::Sample(it) if it.id == id))
            }
        },
        _ => None,
    }
}

/// The same where the customer has another one too, so that a row has to name it.
pub fn target_among_several<'d>(dossier: &'d Dossier, record: &Record) -> Option<&'d Record> {
    let about_anything = matches!(record, Record::Feedback(_));
    let is_candidate = |it: &&Record| match it {
        Record::Order(_) => true,
        Record::Invoice(it) => dossier.is_waiting(it.id),
        Record::Sample(_) => about_anything,
        _ => false,
    };
    let found = target(dossier, record)?;
    dossier.timeline().iter().filter(is_candidate).nth(1).map(|_| found)
}
