//! What other buyers were last quoted for a product: the same type in the same country first, then the same
//! country, then anybody. Moved one customer at a time; made when a price is asked for first, or beforehand where
//! nobody waits for it.

use super::Ledger;
use crate::domain::customer::CustomerType;
use crate::domain::money::Currency;
use crate::domain::summary::LastPrice;
use crate::domain::text::fold_name;
use crate::domain::trade::Incoterm;
use crate::domain::{Country, CustomerId, Record, Summary};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// Buyers who are like somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circle {
    Same(CustomerType, Country),
    Country(Country),
    Anywhere,
}

/// What a buyer was last quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceOf<'a> {
    pub summary: &'a Summary,
    pub price: &'a LastPrice,
}

/// The index: by product, whatever its spelling.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PriceIndex(BTreeMap<String, Quoted>);

/// Who was quoted a product, and when last; the latest come last.
#[derive(Clone, Debug, Default, PartialEq)]
struct Quoted {
    all: Buyers,
    alike: BTreeMap<(Country, Option<CustomerType>), Buyers>,
}

type Buyers = BTreeSet<(Date, CustomerId)>;

impl PriceIndex {
    fn insert(&mut self, summary: &Summary) {
        for price in &summary.prices {
            let quoted = self.0.entry(fold_name(&price.product)).or_default();
            quoted.all.insert((price.date, summary.id));
            if let Some(country) = summary.country {
                quoted.alike.entry((country, summary.kind)).or_default().insert((price.date, summary.id));
            }
        }
    }

    fn remove(&mut self, summary: &Summary) {
        for price in &summary.prices {
            let product = fold_name(&price.product);
            let Some(quoted) = self.0.get_mut(&product) else { continue };
            quoted.all.remove(&(price.date, summary.id));
            if let Some(country) = summary.country
                && let Some(buyers) = quoted.alike.get_mut(&(country, summary.kind))
            {
                buyers.remove(&(price.date, summary.id));
                if buyers.is_empty() {
                    quoted.alike.remove(&(country, summary.kind));
                }
            }
            if quoted.all.is_empty() {
                self.0.remove(&product);
            }
        }
    }
}

impl Quoted {
    /// The latest buyer of each circle that is not `me`, the nearest circle first.
    fn nearest(&self, me: &Summary) -> Option<(Circle, CustomerId)> {
        let other = |buyers: &Buyers| buyers.iter().rev().find(|(_, id)| *id != me.id).copied();
        let same = me.country.zip(me.kind).and_then(|(country, kind)| {
            let (_, id) = other(self.alike.get(&(country, Some(kind)))?)?;
            Some((Circle::Same(kind, country), id))
        });
        let of_country = || {
            let country = me.country?;
            let kinds = std::iter::once(None).chain(CustomerType::ALL.iter().copied().map(Some));
            let latest = kinds.filter_map(|kind| other(self.alike.get(&(country, kind))?)).max();
            latest.map(|(_, id)| (Circle::Country(country), id))
        };
        let anywhere = || other(&self.all).map(|(_, id)| (Circle::Anywhere, id));
        same.or_else(of_country).or_else(anywhere)
    }
}

impl Ledger {
    /// What a customer was last quoted for a product.
    pub fn own_price(&self, customer: CustomerId, product: &str) -> Option<&LastPrice> {
        price_in(&self.row(customer)?.summary, &fold_name(product))
    }

    /// The same at the terms and in the currency of a new price, from the history of a customer that is read.
    pub fn own_price_alike(
        &self,
        customer: CustomerId,
        product: &str,
        currency: Currency,
        incoterm: Option<Incoterm>,
    ) -> Option<LastPrice> {
        let product = fold_name(product);
        self.dossier(customer)?.timeline().iter().find_map(|record| match record {
            Record::Quotation(it) if fold_name(&it.product) == product => {
                (it.price.currency == currency && it.incoterm == incoterm).then(|| LastPrice::of(it))
            }
            _ => None,
        })
    }

    /// What the nearest other buyer was last quoted for a product.
    pub fn price_of_others(&self, customer: CustomerId, product: &str) -> Option<(Circle, PriceOf<'_>)> {
        let product = fold_name(product);
        let (circle, id) = self.price_index().0.get(&product)?.nearest(&self.row(customer)?.summary)?;
        Some((circle, self.price_at(id, &product)?))
    }

    /// What everybody was last quoted for the products whose name holds what was typed, by product, the latest
    /// first.
    pub fn prices(&self, typed: &str) -> Vec<PriceOf<'_>> {
        let wanted = fold_name(typed);
        let found = self.price_index().0.iter().filter(|(product, _)| product.contains(&wanted));
        found
            .flat_map(|(product, quoted)| {
                quoted.all.iter().rev().filter_map(|(_, id)| self.price_at(*id, product))
            })
            .collect()
    }

    fn price_at(&self, id: CustomerId, product: &str) -> Option<PriceOf<'_>> {
        let summary = &self.row(id)?.summary;
        Some(PriceOf { summary, price: price_in(summary, product)? })
    }

    pub(super) fn price_index(&self) -> &PriceIndex {
        self.prices.get_or_init(|| {
            let mut index = PriceIndex::default();
            self.rows.values().for_each(|row| index.insert(&row.summary.unpacked()));
            index
        })
    }

    /// Takes over what buyers of another index were quoted.
    pub(super) fn join_prices(&mut self, other: Option<PriceIndex>) {
        let (Some(index), Some(other)) = (self.prices.get_mut(), other) else { return };
        for (product, theirs) in other.0 {
            let quoted = index.0.entry(product).or_default();
            quoted.all.extend(theirs.all);
            for (alike, buyers) in theirs.alike {
                quoted.alike.entry(alike).or_default().extend(buyers);
            }
        }
    }

    /// Takes the business of a customer into the indexes over everybody.
    pub(super) fn business_in(&mut self, summary: &Summary) {
        self.deals.insert(summary, self.is_lost(&summary.stage));
        if let Some(index) = self.prices.get_mut() {
            index.insert(summary);
        }
    }

    pub(super) fn business_out(&mut self, summary: &Summary) {
        self.deals.remove(summary);
        if let Some(index) = self.prices.get_mut() {
            index.remove(summary);
        }
    }
}

fn price_in<'s>(summary: &'s Summary, folded: &str) -> Option<&'s LastPrice> {
    summary.prices.iter().find(|price| fold_name(&price.product) == folded)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ledger_of, summary_of};
    use super::*;
    use crate::domain::money::{Currency, UnitPrice};
    use time::macros::date;

    const GERMANY: &str = "DE";

    fn buyer(number: u128, country: &str, kind: CustomerType, day: Date, cents: i64) -> Summary {
        let price = LastPrice {
            product: "Rigid box".into(),
            date: day,
            price: UnitPrice { amount: cents, decimals: 2, currency: Currency::new("USD").unwrap() },
            unit: "pc".into(),
            incoterm: None,
            place: String::new(),
            moq: None,
        };
        Summary {
            country: Country::find(country),
            kind: Some(kind),
            prices: vec![price],
            ..summary_of(number)
        }
    }

    fn others(ledger: &Ledger, number: u128) -> Option<(Circle, i64)> {
        let found = ledger.price_of_others(summary_of(number).id, "RIGID BOX");
        found.map(|(circle, found)| (circle, found.price.price.amount))
    }

    #[test]
    fn the_nearest_buyer_counts_and_the_latest_among_them() {
        let agent = CustomerType::Agent;
        let de = Country::find(GERMANY).unwrap();
        let me = Summary { prices: Vec::new(), ..buyer(1, GERMANY, agent, date!(2026 - 01 - 01), 1) };
        let elsewhere = buyer(2, "US", agent, date!(2026 - 05 - 01), 2);
        let country = buyer(3, GERMANY, CustomerType::Retailer, date!(2026 - 02 - 01), 3);
        let older = buyer(4, GERMANY, agent, date!(2026 - 03 - 01), 4);
        let newer = buyer(5, GERMANY, agent, date!(2026 - 04 - 01), 5);
        let mut ledger = ledger_of(vec![me.clone(), elsewhere.clone()]);
        assert_eq!(others(&ledger, 1), Some((Circle::Anywhere, 2)));
        assert_eq!(others(&ledger, 2), None, "nobody else was quoted");
        ledger.take_summaries(vec![country.clone()], &[]);
        assert_eq!(others(&ledger, 1), Some((Circle::Country(de), 3)));
        ledger.take_summaries(vec![older, newer.clone()], &[]);
        assert_eq!(others(&ledger, 1), Some((Circle::Same(agent, de), 5)));
        assert_eq!(others(&ledger, 5), Some((Circle::Same(agent, de), 4)));
        ledger.take_summaries(Vec::new(), &[newer.id]);
        assert_eq!(others(&ledger, 1), Some((Circle::Same(agent, de), 4)));
        assert_eq!(ledger.prices("box").len(), 3);
        assert_eq!(ledger.prices("bag").len(), 0);
        // Moved one at a time it is what it would be made anew.
        let summaries = ledger.rows().map(|row| row.summary.clone()).collect();
        assert_eq!(ledger_of(summaries).price_index(), ledger.price_index());
    }
}
