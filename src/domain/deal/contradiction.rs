//! A proforma invoice that does not say what its quotation says. It may be meant, so it is told and never refused.

use super::amount::{price_of, read_price};
use super::known::behind_offer;
use super::line::scan::price;
use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::text::fold_name;
use crate::domain::trade::{ProformaInvoice, Quotation};
use time::Date;

/// What a PI and its quotation disagree about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// The note of the PI has another unit price.
    Price { asked: UnitPrice, quoted: UnitPrice, unit: String },
    /// The amount is no whole quantity at the quoted price.
    Amount { asked: Money, quoted: UnitPrice, unit: String },
    /// The amount is less than the minimum quantity.
    Moq { asked: u64, least: u64, unit: String },
    /// The quotation had ended before the PI.
    Ended(Date),
    /// There is no quotation in the currency of the PI, so that it has no product, price and incoterm.
    Currency { asked: Currency, quoted: Currency },
}

/// Compares a PI with the quotation that it follows from.
pub(super) fn contradictions(invoice: &ProformaInvoice, source: &Quotation) -> Vec<Contradiction> {
    let (asked, quoted) = (invoice.amount.currency, source.price.currency);
    if asked != quoted {
        return vec![Contradiction::Currency { asked, quoted }];
    }
    if !is_of_product(&invoice.note, source) {
        return Vec::new();
    }
    let ended = source.valid_until.filter(|until| *until < invoice.date).map(Contradiction::Ended);
    of_figures(invoice, source).into_iter().chain(ended).collect()
}

/// What price, amount and quantity of one product in one currency disagree about.
fn of_figures(invoice: &ProformaInvoice, source: &Quotation) -> Option<Contradiction> {
    let (asked, quoted, unit) = (invoice.amount, source.price, source.unit.clone());
    let named = prices_in(&invoice.note, source);
    match (named.first(), count_of(asked, quoted), source.moq) {
        (Some(first), ..) if !named.iter().any(|it| is_same(*it, quoted)) => {
            Some(Contradiction::Price { asked: *first, quoted, unit })
        }
        (_, None, _) => Some(Contradiction::Amount { asked, quoted, unit }),
        (_, Some(count), Some(least)) if count < least => {
            Some(Contradiction::Moq { asked: count, least, unit })
        }
        _ => None,
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

/// How many units, rounded to the currency's decimals, make the amount.
fn count_of(amount: Money, price: UnitPrice) -> Option<u64> {
    let cost = i128::from(amount.minor) * 10_i128.pow(u32::from(price.decimals));
    let each = i128::from(price.amount) * 10_i128.pow(u32::from(amount.currency.decimals()));
    let nearest = (cost + each / 2).checked_div(each).and_then(|count| u64::try_from(count).ok());
    nearest.filter(|count| *count > 0 && price_of(price, *count) == Some(amount))
}
