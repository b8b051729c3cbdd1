//! The last price of each product that a customer was quoted, for looking it up over all customers.

use crate::domain::money::UnitPrice;
use crate::domain::text::fold_name;
use crate::domain::trade::{Incoterm, Quotation};
use crate::domain::{Dossier, Record};
use serde::{Deserialize, Serialize};
use time::Date;

/// What a product was quoted at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastPrice {
    pub product: String,
    pub date: Date,
    pub price: UnitPrice,
    pub unit: String,
    pub incoterm: Option<Incoterm>,
    pub place: String,
    pub moq: Option<u64>,
}

/// A summary keeps so many products.
pub const MOST_PRICES: usize = 12;

impl LastPrice {
    pub fn of(it: &Quotation) -> Self {
        Self {
            product: it.product.clone(),
            date: it.date,
            price: it.price,
            unit: it.unit.clone(),
            incoterm: it.incoterm,
            place: it.place.clone(),
            moq: it.moq,
        }
    }
}

pub(super) fn last_prices(dossier: &Dossier) -> Vec<LastPrice> {
    let mut products: Vec<String> = Vec::new();
    let mut prices = Vec::new();
    for record in dossier.timeline() {
        let Record::Quotation(it) = record else { continue };
        let product = fold_name(&it.product);
        if !products.contains(&product) {
            products.push(product);
            prices.push(LastPrice::of(it));
            if prices.len() == MOST_PRICES {
                break;
            }
        }
    }
    prices
}
