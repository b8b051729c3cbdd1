//! A record in one line of figures and trade words, for the log; the units of prices alone follow the language.

use super::amount::Units;
use super::terms::write_terms;
use crate::domain::Record;
use crate::domain::trade::{Incoterm, Instalment};

/// `FOB SHENZHEN USD 0.86/pc MOQ 5000`, `PI20240517-A USD 4,280.00 30/70`.
pub fn one_line(record: &Record, units: Units) -> String {
    let parts: Vec<String> = match record {
        Record::Quotation(it) => vec![
            it.product.clone(),
            it.incoterm.map_or(String::new(), |term| Incoterm::id(term).to_ascii_uppercase()),
            it.place.clone(),
            format!("{}{}", it.price, units.per(&it.unit)),
            it.moq.map_or(String::new(), |moq| format!("MOQ {moq}")),
        ],
        Record::Sample(it) => {
            vec![it.number.clone(), it.what.clone(), it.courier.clone(), it.tracking.clone()]
        }
        Record::Invoice(it) => vec![it.number.clone(), it.amount.to_string(), terms_in_short(&it.terms)],
        Record::Order(it) => vec![it.number.clone(), it.amount.to_string(), terms_in_short(&it.terms)],
        Record::Payment(it) => vec![it.amount.to_string(), it.note.clone()],
        Record::Shipment(it) => vec![format!("ETD {}", super::spell::day(it.etd)), it.reference.clone()],
        Record::Feedback(it) => vec![it.text.clone()],
        Record::Customer(_) | Record::FollowUp(_) | Record::Interaction(_) | Record::Rate(_) => Vec::new(),
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Terms as far as they are figures and trade words: of several instalments that wait for other events, the percentages.
fn terms_in_short(terms: &[Instalment]) -> String {
    let whole = write_terms(terms);
    let is_method = matches!(terms, [only] if only.trigger.is_method());
    if is_method || !whole.contains(char::is_lowercase) {
        return whole;
    }
    terms.iter().map(|part| part.percent.to_string()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deal::terms::read_terms;

    #[test]
    fn terms_in_a_log_of_any_language_are_figures_and_trade_words() {
        let check = |terms: &str, expected: &str| {
            assert_eq!(terms_in_short(&read_terms(terms).unwrap()), expected, "{terms}");
        };
        check("30/70", "30/70");
        check("30/70 BL", "30/70 BL");
        check("L/C at sight", "L/C at sight");
        check("30 order +5d / 70 arrival", "30/70");
        check("100 arrival", "100");
    }
}
