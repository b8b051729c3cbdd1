//! A proforma invoice that does not say what its quotation says. It may be meant, so it is told and never refused.

use super::amount::{price_of, read_price};
use super::known::behind_offer;
use super::line::scan::price;
use crate::domain::money::{Money, UnitPrice};
use crate::domain::text::fold_name;
use crate::domain::trade::{ProformaInvoice, Quotation};

/// What a PI and its quotation disagree about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// The note of the PI has another unit price.
    Price { asked: UnitPrice, quoted: UnitPrice, unit: String },
    /// The amount is no whole quantity at the quoted price.
    Amount { asked: Money, quoted: UnitPrice, unit: String },
}

/// Compares a PI with the quotation that it follows from, where both are about one product in one currency.
pub(super) fn contradiction(invoice: &ProformaInvoice, source: &Quotation) -> Option<Contradiction> {
    let (asked, quoted, unit) = (invoice.amount, source.price, source.unit.clone());
    if asked.currency != quoted.currency || !is_of_product(&invoice.note, source) {
        return None;
    }
    let named = prices_in(&invoice.note, source);
    match named.first() {
        Some(first) if !named.iter().any(|it| is_same(*it, quoted)) => {
            Some(Contradiction::Price { asked: *first, quoted, unit })
        }
        _ => (!is_whole_quantity(asked, quoted)).then_some(Contradiction::Amount { asked, quoted, unit }),
    }
}

fn is_of_product(note: &str, source: &Quotation) -> bool {
    let product = fold_name(&source.product);
    behind_offer(note, source).is_some() || (!product.is_empty() && fold_name(note).contains(&product))
}

/// The prices in a note that are for the unit of the quotation, in its currency.
fn prices_in(note: &str, source: &Quotation) -> Vec<UnitPrice> {
    let starts = note.char_indices().filter(|(at, _)| {
        note.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
    });
    let prices = starts.filter_map(|(at, _)| {
        let (typed, unit, _) = price(note.get(at..)?)?;
        let (price, unit) = read_price(&format!("{typed}/{}", unit?), None).ok()?;
        (unit.as_deref() == Some(&*source.unit) && price.currency == source.price.currency).then_some(price)
    });
    prices.collect()
}

fn is_same(one: UnitPrice, other: UnitPrice) -> bool {
    let scaled = |it: UnitPrice, by: u8| i128::from(it.amount) * 10_i128.pow(u32::from(by));
    scaled(one, other.decimals) == scaled(other, one.decimals)
}

/// Whether so many units, rounded to the currency's decimals, make the amount.
fn is_whole_quantity(amount: Money, price: UnitPrice) -> bool {
    let cost = i128::from(amount.minor) * 10_i128.pow(u32::from(price.decimals));
    let each = i128::from(price.amount) * 10_i128.pow(u32::from(amount.currency.decimals()));
    let nearest = (cost + each / 2).checked_div(each).and_then(|count| u64::try_from(count).ok());
    nearest.is_some_and(|count| count > 0 && price_of(price, count) == Some(amount))
}
