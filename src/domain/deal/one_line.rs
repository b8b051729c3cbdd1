//! A record in one line of figures and trade words that read the same in every language, for the log.

use super::terms::write_terms;
use crate::domain::Record;
use crate::domain::trade::Incoterm;

/// `FOB SHENZHEN USD 0.86/pc MOQ 5000`, `PI20240517-A USD 4,280.00 30/70`.
pub fn one_line(record: &Record) -> String {
    let parts: Vec<String> = match record {
        Record::Quotation(it) => {
            let unit = if it.unit.is_empty() { String::new() } else { format!("/{}", it.unit) };
            vec![
                it.product.clone(),
                it.incoterm.map_or(String::new(), |term| Incoterm::id(term).to_ascii_uppercase()),
                it.place.clone(),
                format!("{}{unit}", it.price),
                it.moq.map_or(String::new(), |moq| format!("MOQ {moq}")),
            ]
        }
        Record::Sample(it) => {
            vec![it.number.clone(), it.what.clone(), it.courier.clone(), it.tracking.clone()]
        }
        Record::Invoice(it) => vec![it.number.clone(), it.amount.to_string(), write_terms(&it.terms)],
        Record::Order(it) => vec![it.number.clone(), it.amount.to_string()],
        Record::Payment(it) => vec![it.amount.to_string(), it.note.clone()],
        Record::Shipment(it) => vec![format!("ETD {}", super::spell::day(it.etd)), it.reference.clone()],
        Record::Feedback(it) => vec![it.text.clone()],
        Record::Customer(_) | Record::FollowUp(_) | Record::Interaction(_) | Record::Rate(_) => Vec::new(),
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
