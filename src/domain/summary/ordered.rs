//! Which products were ordered and when: an order answers the quotations of what it orders, and no others.
//!
//! Of a quotation and an order of one day, that which was written down first came first: ids go up with time.

use crate::domain::text::fold_name;
use crate::domain::trade::{Order, OrderState, ProformaInvoice, Quotation};
use crate::domain::{Dossier, InvoiceId, QuotationId, Record};
use std::collections::HashMap;
use time::Date;
use uuid::Uuid;

/// The last order of each product that was quoted, under its folded name.
pub(super) struct Ordered(HashMap<String, Place>);

/// Where a record stands in time.
type Place = (Date, Uuid);

impl Ordered {
    pub(super) fn of(dossier: &Dossier) -> Self {
        let mut orders: Vec<&Order> = Vec::new();
        let mut invoices: HashMap<InvoiceId, &ProformaInvoice> = HashMap::new();
        let mut products: HashMap<QuotationId, String> = HashMap::new();
        let mut quoted: Vec<(String, Place)> = Vec::new();
        for record in dossier.timeline() {
            match record {
                Record::Order(it) if it.state != OrderState::Cancelled => orders.push(it),
                Record::Invoice(it) => drop(invoices.insert(it.id, it)),
                Record::Quotation(it) => {
                    let product = fold_name(&it.product);
                    quoted.push((product.clone(), (it.date, it.id.0)));
                    products.insert(it.id, product);
                }
                _ => {}
            }
        }
        let mut found = Self(HashMap::new());
        if quoted.is_empty() {
            return found;
        }
        orders.sort_by_key(|it| place(it));
        for order in orders {
            let invoice = order.invoice.and_then(|id| invoices.get(&id));
            let source = invoice.and_then(|it| products.get(&it.quotation?));
            let names = match source {
                Some(product) => vec![product.clone()],
                None => found.meant(order, invoice.copied(), &quoted),
            };
            found.0.extend(names.into_iter().map(|product| (product, place(order))));
        }
        found
    }

    /// What an order without a quotation orders: what it names, or else the only product on offer by then.
    fn meant(
        &self,
        order: &Order,
        invoice: Option<&ProformaInvoice>,
        quoted: &[(String, Place)],
    ) -> Vec<String> {
        let notes = fold_name(&format!("{} {}", order.note, invoice.map_or("", |it| &it.note)));
        let mut open: Vec<&String> = Vec::new();
        let mut named: Vec<&String> = Vec::new();
        for (product, at) in quoted.iter().filter(|(_, at)| *at <= place(order)) {
            if !named.contains(&product) && !product.is_empty() && notes.contains(product.as_str()) {
                named.push(product);
            }
            if !open.contains(&product) && self.is_open(product, *at) {
                open.push(product);
            }
        }
        match (named.is_empty(), open.as_slice()) {
            (false, _) => named.into_iter().cloned().collect(),
            (true, [only]) => vec![(*only).clone()],
            _ => Vec::new(),
        }
    }

    fn is_open(&self, product: &str, quoted: Place) -> bool {
        self.0.get(product).is_none_or(|ordered| quoted > *ordered)
    }

    /// Whether no order came that answers a quotation.
    pub(super) fn leaves_open(&self, quotation: &Quotation) -> bool {
        self.is_open(&fold_name(&quotation.product), (quotation.date, quotation.id.0))
    }
}

fn place(order: &Order) -> Place {
    (order.date, order.id.0)
}
