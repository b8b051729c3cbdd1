//! Versions of a quotation: what the same customer was offered for the same product, one after the other.

use super::money::UnitPrice;
use super::text::fold_name;
use super::trade::{Incoterm, Quotation};
use super::{Dossier, Record};
use time::Date;

/// What is different in a later version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    Price {
        from: UnitPrice,
        to: UnitPrice,
        /// The change in tenths of a percent; nothing where currency, unit or incoterm is another.
        change: Option<i64>,
    },
    Unit {
        from: String,
        to: String,
    },
    Moq {
        from: Option<u64>,
        to: Option<u64>,
    },
    Terms {
        from: (Option<Incoterm>, String),
        to: (Option<Incoterm>, String),
    },
    Valid {
        from: Option<Date>,
        to: Option<Date>,
    },
}

/// Every quotation of a product to a customer, the oldest first.
pub fn versions<'d>(dossier: &'d Dossier, product: &str) -> Vec<&'d Quotation> {
    let wanted = fold_name(product);
    let quotations = dossier.timeline().iter().rev().filter_map(|record| match record {
        Record::Quotation(it) => Some(&**it),
        _ => None,
    });
    quotations.filter(|it| fold_name(&it.product) == wanted).collect()
}

/// Which version a quotation is, from 1, and the one before it.
pub fn version_of<'d>(dossier: &'d Dossier, quotation: &Quotation) -> (usize, Option<&'d Quotation>) {
    let all = versions(dossier, &quotation.product);
    let place = all.iter().position(|it| it.id == quotation.id).unwrap_or(0);
    (place + 1, place.checked_sub(1).and_then(|before| all.get(before)).copied())
}

/// What a later version changes.
pub fn differences(before: &Quotation, after: &Quotation) -> Vec<Difference> {
    let mut found = Vec::new();
    if before.price != after.price {
        let change = price_change(before, after);
        if change != Some(0) {
            found.push(Difference::Price { from: before.price, to: after.price, change });
        }
    }
    if before.unit != after.unit {
        found.push(Difference::Unit { from: before.unit.clone(), to: after.unit.clone() });
    }
    if before.moq != after.moq {
        found.push(Difference::Moq { from: before.moq, to: after.moq });
    }
    let terms = |it: &Quotation| (it.incoterm, it.place.clone());
    if terms(before) != terms(after) {
        found.push(Difference::Terms { from: terms(before), to: terms(after) });
    }
    if before.valid_until != after.valid_until {
        found.push(Difference::Valid { from: before.valid_until, to: after.valid_until });
    }
    found
}

/// The change of the price in tenths of a percent, rounded to the nearest; nothing where the two do not compare.
pub fn price_change(before: &Quotation, after: &Quotation) -> Option<i64> {
    let (from, to) = (before.price, after.price);
    if from.currency != to.currency
        || before.unit != after.unit
        || before.incoterm != after.incoterm
        || from.amount <= 0
    {
        return None;
    }
    let decimals = from.decimals.max(to.decimals);
    let scaled = |price: UnitPrice| {
        i128::from(price.amount).checked_mul(10_i128.checked_pow(u32::from(decimals - price.decimals))?)
    };
    let (from, to) = (scaled(from)?, scaled(to)?);
    let twice = (to - from).checked_mul(2000)?;
    let rounded = (twice + from * twice.signum()) / (2 * from);
    // A change too small to show is a change all the same.
    let rounded = if rounded == 0 { (to - from).signum() } else { rounded };
    i64::try_from(rounded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use crate::domain::{Customer, CustomerId, Moment, QuotationId};
    use time::macros::date;
    use uuid::Uuid;

    fn quotation(id: u128, amount: i64, decimals: u8) -> Quotation {
        Quotation {
            id: QuotationId(Uuid::from_u128(id)),
            customer: CustomerId(Uuid::from_u128(1)),
            date: date!(2026 - 06 - 01).saturating_add(time::Duration::days(i64::try_from(id).unwrap())),
            product: "Rigid box".into(),
            incoterm: Some(Incoterm::Fob),
            place: "SHENZHEN".into(),
            price: UnitPrice { amount, decimals, currency: Currency::new("USD").unwrap() },
            unit: "pc".into(),
            moq: Some(5000),
            valid_until: None,
            note: String::new(),
        }
    }

    #[test]
    fn a_change_of_price_is_told_in_tenths_of_a_percent() {
        let check = |from: (i64, u8), to: (i64, u8), expected: Option<i64>| {
            assert_eq!(price_change(&quotation(1, from.0, from.1), &quotation(2, to.0, to.1)), expected);
        };
        check((86, 2), (83, 2), Some(-35));
        check((86, 2), (8600, 4), Some(0));
        check((865, 4), (8, 2), Some(-75));
        check((100, 2), (250, 2), Some(1500));
        check((1_000_000, 2), (1_000_001, 2), Some(1));
        check((0, 2), (5, 2), None);
        let euros = UnitPrice { currency: Currency::new("EUR").unwrap(), ..quotation(2, 83, 2).price };
        assert_eq!(
            price_change(&quotation(1, 86, 2), &Quotation { price: euros, ..quotation(2, 83, 2) }),
            None
        );
        let sets = Quotation { unit: "set".into(), ..quotation(2, 83, 2) };
        assert_eq!(price_change(&quotation(1, 86, 2), &sets), None);
        // With freight and without is not the same thing at another price.
        let from_works = Quotation { incoterm: Some(Incoterm::Exw), ..quotation(2, 83, 2) };
        assert_eq!(price_change(&quotation(1, 86, 2), &from_works), None);
        assert_eq!(differences(&quotation(1, 86, 2), &from_works).len(), 2);
    }

    #[test]
    fn only_what_is_different_is_told() {
        let before = quotation(1, 86, 2);
        assert_eq!(
            differences(&before, &Quotation { price: quotation(2, 8600, 4).price, ..before.clone() }),
            []
        );
        let after = Quotation {
            moq: Some(3000),
            incoterm: Some(Incoterm::Cif),
            place: "HAMBURG".into(),
            valid_until: Some(date!(2026 - 07 - 01)),
            ..quotation(2, 83, 2)
        };
        let kinds: Vec<_> = differences(&before, &after).iter().map(std::mem::discriminant).collect();
        assert_eq!(kinds.len(), 4);
    }

    #[test]
    fn versions_are_those_of_one_product_in_the_order_of_their_days() {
        let card = Customer::new(CustomerId(Uuid::from_u128(1)), Moment::from_unix_ms(0, 0), "ABC");
        let other = Quotation { product: "Bag".into(), ..quotation(9, 1, 2) };
        let shouted = Quotation { product: "RIGID  BOX".into(), ..quotation(2, 83, 2) };
        let records = [Record::from(shouted.clone()), other.into(), quotation(1, 86, 2).into(), card.into()];
        let dossier = Dossier::from_records(records).unwrap();
        let all: Vec<_> = versions(&dossier, "rigid box").iter().map(|it| it.id.0.as_u128()).collect();
        assert_eq!(all, [1, 2]);
        let (number, before) = version_of(&dossier, &shouted);
        assert_eq!((number, before.unwrap().id.0.as_u128()), (2, 1));
    }
}
