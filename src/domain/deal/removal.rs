//! Deleting a record without leaving others that name it: payments go with their order, the rest lets go of it.

use crate::domain::trade::{Feedback, FeedbackAbout, Order, ProformaInvoice, Shipment};
use crate::domain::{Dossier, Edit, Record, RecordId};

/// The edits that remove a record of a customer; none when it is not there.
pub fn removal(dossier: &Dossier, gone: RecordId) -> Vec<Edit> {
    let Some(record) = dossier.timeline().iter().find(|record| record.id() == gone) else {
        return Vec::new();
    };
    let mut edits: Vec<Edit> = dossier
        .timeline()
        .iter()
        .filter(|other| other.id() != gone)
        .filter_map(|other| let_go(other, record))
        .collect();
    edits.push(Edit::remove(record.clone()));
    edits
}

fn let_go(other: &Record, gone: &Record) -> Option<Edit> {
    let after = match (other, gone) {
        (Record::Payment(it), Record::Order(order)) if it.order == order.id => {
            return Some(Edit::remove(other.clone()));
        }
        (Record::Shipment(it), Record::Order(order)) if it.order == Some(order.id) => {
            Record::from(Shipment { order: None, ..(**it).clone() })
        }
        (Record::Order(it), Record::Invoice(invoice)) if it.is_of(invoice.id) => {
            // What was agreed on stays agreed.
            let terms = if it.terms.is_empty() { &invoice.terms } else { &it.terms }.clone();
            let mut left =
                it.invoice.into_iter().chain(it.also.iter().copied()).filter(|id| *id != invoice.id);
            let (invoice, also) = (left.next(), left.collect());
            Record::from(Order { invoice, terms, also, ..(**it).clone() })
        }
        (Record::Invoice(it), Record::Quotation(quotation)) if it.quotation == Some(quotation.id) => {
            Record::from(ProformaInvoice { quotation: None, ..(**it).clone() })
        }
        (Record::Invoice(it), Record::Invoice(old)) if it.replaces == Some(old.id) => {
            Record::from(ProformaInvoice { replaces: None, ..(**it).clone() })
        }
        (Record::Feedback(it), _) => {
            let about = match (it.about, gone) {
                (FeedbackAbout::Sample(id), Record::Sample(sample)) => id == sample.id,
                (FeedbackAbout::Order(id), Record::Order(order)) => id == order.id,
                _ => false,
            };
            if !about {
                return None;
            }
            Record::from(Feedback { about: FeedbackAbout::General, ..(**it).clone() })
        }
        _ => return None,
    };
    Some(Edit::update(other.clone(), after))
}
