//! What a customer deals in beside the products of its last prices, so that it is found by them.

use super::last_price::LastPrice;
use crate::domain::text::fold_name;
use crate::domain::{Dossier, Record};
use std::collections::HashSet;

/// A summary keeps so many lines, those of the latest records.
const MOST_LINES: usize = 60;
/// Characters of a line.
const MOST_CHARS: usize = 64;

/// A line each, each once.
pub(super) fn products(dossier: &Dossier, prices: &[LastPrice]) -> String {
    let mut known: HashSet<String> = prices.iter().map(|it| fold_name(&it.product)).collect();
    let of_records = dossier.timeline().iter().filter_map(|record| match record {
        Record::Quotation(it) => Some(it.product.as_str()),
        Record::Sample(it) => Some(it.what.as_str()),
        Record::Invoice(it) => Some(goods(&it.note)),
        Record::Order(it) => Some(goods(&it.note)),
        _ => None,
    });
    let of_card = dossier.customer.products.iter().map(String::as_str);
    let mut lines = String::new();
    let named = of_card.chain(of_records).filter(|text| !text.is_empty());
    for text in named.filter(|text| known.insert(fold_name(text))).take(MOST_LINES) {
        lines.extend(text.chars().take(MOST_CHARS));
        lines.push('\n');
    }
    lines
}

/// Of a note that was filled in from a quotation, the product.
fn goods(note: &str) -> &str {
    note.lines().next().unwrap_or_default().split("  ").next().unwrap_or_default()
}
