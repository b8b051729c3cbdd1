//! `genjin prices`: what a product was last quoted at, buyer by buyer.

use super::workplace::Workplace;
use super::{json, out};
use crate::app::ledger::PriceOf;
use crate::domain::customer::CustomerType;
use crate::domain::text::fold_name;
use crate::domain::trade::Incoterm;
use crate::view::cells::fit;
use serde_json::json;

pub fn run(place: &Workplace, product: &str, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    let found = ledger.prices(product);
    let today = ledger.today();
    if as_json {
        let items: Vec<_> = found.iter().map(item).collect();
        return out::print_json(&json!({ "date": json::day(today), "items": items }));
    }
    if found.is_empty() {
        return out::print(&format!("{}\n", words.no_price()));
    }
    let mut text = String::new();
    let mut product = String::new();
    for it in &found {
        // One product is spelled in several ways.
        let folded = fold_name(&it.price.product);
        if folded != product {
            product = folded;
            text.push_str(&format!("{}\n", it.price.product));
        }
        let country = it.summary.country.map_or("", |country| words.country(country));
        let kind = it.summary.kind.map_or("", |kind| words.customer_type(kind));
        let price = words.last_price_text(it.price, today);
        let (company, country, kind) = (fit(&it.summary.company, 30), fit(country, 16), fit(kind, 10));
        text.push_str(&format!("  {company}  {country}  {kind}  {price}\n"));
    }
    out::print(&text)
}

fn item(it: &PriceOf<'_>) -> serde_json::Value {
    let price = it.price;
    json!({
        "product": price.product,
        "customer": it.summary.id.to_string(),
        "company": it.summary.company,
        "country": it.summary.country.map(|country| country.code().to_owned()),
        "type": it.summary.kind.map(CustomerType::id),
        "date": json::day(price.date),
        "price": {
            "amount": price.price.amount, "decimals": price.price.decimals,
            "currency": price.price.currency.code(),
        },
        "unit": price.unit,
        "incoterm": price.incoterm.map(Incoterm::id),
        "place": price.place,
        "moq": price.moq,
    })
}
