//! Which products were ordered and when: a PI and an order answer the quotations of what they are about, and no others.
//! They stay answered when the order is cancelled.
//!
//! Of a quotation and an order of one day, that which was written down first came first: ids go up with time.

use crate::domain::text::fold_name;
use crate::domain::trade::{Order, ProformaInvoice, Quotation};
use crate::domain::{Dossier, InvoiceId, QuotationId, Record};
use std::collections::{HashMap, HashSet};
use time::Date;
use uuid::Uuid;

pub(super) struct Ordered {
    /// The last PI or order of each product that was quoted, under its folded name.
    last: HashMap<String, Place>,
    /// Quotations that a PI names.
    invoiced: HashSet<QuotationId>,
}

/// A PI or an order.
struct Taken<'d> {
    at: Place,
    quotation: Option<QuotationId>,
    notes: [&'d str; 2],
    /// Whether it is about the only product on offer where its notes name none that is; those of a PI may name another.
    may_be_the_only: bool,
}

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
                Record::Order(it) => orders.push(it),
                Record::Invoice(it) => drop(invoices.insert(it.id, it)),
                Record::Quotation(it) => {
                    let product = fold_name(&it.product);
                    quoted.push((product.clone(), (it.date, it.id.0)));
                    products.insert(it.id, product);
                }
                _ => {}
            }
        }
        let answered = invoices.values().filter_map(|it| it.quotation).collect();
        let mut found = Self { last: HashMap::new(), invoiced: answered };
        if quoted.is_empty() {
            return found;
        }
        let of_invoices = invoices.values().map(|it| Taken {
            at: (it.date, it.id.0),
            quotation: it.quotation,
            notes: [&it.note, ""],
            may_be_the_only: it.note.is_empty(),
        });
        let of_orders = orders.iter().map(|it| {
            let invoice = it.invoice.and_then(|id| invoices.get(&id));
            Taken {
                at: (it.date, it.id.0),
                quotation: invoice.and_then(|it| it.quotation),
                notes: [&it.note, invoice.map_or("", |it| &it.note)],
                may_be_the_only: true,
            }
        });
        let mut all: Vec<Taken> = of_invoices.chain(of_orders).collect();
        all.sort_by_key(|it| it.at);
        for taken in all {
            let names = match taken.quotation.and_then(|id| products.get(&id)) {
                Some(product) => vec![product.clone()],
                None => found.meant(&taken, &quoted),
            };
            found.last.extend(names.into_iter().map(|product| (product, taken.at)));
        }
        found
    }

    /// What is taken without a quotation: what it names, or else the only product on offer by then.
    fn meant(&self, taken: &Taken<'_>, quoted: &[(String, Place)]) -> Vec<String> {
        let notes = fold_name(&taken.notes.join(" "));
        let mut open: Vec<&String> = Vec::new();
        let mut named: Vec<&String> = Vec::new();
        for (product, at) in quoted.iter().filter(|(_, at)| *at <= taken.at) {
            if !named.contains(&product) && !product.is_empty() && notes.contains(product.as_str()) {
                named.push(product);
            }
            if !open.contains(&product) && self.is_open(product, *at) {
                open.push(product);
            }
        }
        match (named.is_empty(), open.as_slice()) {
            (false, _) => named.into_iter().cloned().collect(),
            (true, [only]) if taken.may_be_the_only => vec![(*only).clone()],
            _ => Vec::new(),
        }
    }

    fn is_open(&self, product: &str, quoted: Place) -> bool {
        self.last.get(product).is_none_or(|ordered| quoted > *ordered)
    }

    /// Whether no PI and no order came that answers a quotation.
    pub(super) fn leaves_open(&self, quotation: &Quotation) -> bool {
        !self.invoiced.contains(&quotation.id)
            && self.is_open(&fold_name(&quotation.product), (quotation.date, quotation.id.0))
    }
}
