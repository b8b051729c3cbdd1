//! The business records: quotations, samples, invoices, orders with payments and shipments, feedback.

use super::asset::{
    CustomerEntry, FeedbackEntry, InvoiceEntry, OrderEntry, PaymentEntry, QuotationEntry, SampleEntry,
    ShipmentEntry,
};
use super::day::Day;
use super::desk::{Desk, Wrong, optional};
use crate::domain::trade::{
    Arrival, Feedback, FeedbackAbout, Instalment, Order, Payment, ProformaInvoice, Quotation, Sample,
    Shipment,
};
use crate::domain::{
    CustomerId, FeedbackId, InvoiceId, OrderId, PaymentId, QuotationId, SampleId, ShipmentId,
};
use time::Date;

/// What later records of the same customer may refer to, under the number that the asset gives.
#[derive(Default)]
struct Numbered<'a> {
    quotations: Vec<(Day, QuotationId)>,
    samples: Vec<(&'a str, SampleId)>,
    invoices: Vec<(&'a str, InvoiceId)>,
    orders: Vec<(&'a str, OrderId)>,
}

impl Desk<'_> {
    pub(super) fn deals(&mut self, entry: &CustomerEntry, customer: CustomerId) -> Result<(), Wrong> {
        let mut known = Numbered::default();
        for (place, it) in entry.quotations.iter().enumerate() {
            let id = self.quotation(it, customer, &format!("quotations[{place}]"))?;
            known.quotations.push((it.on, id));
        }
        for (place, it) in entry.samples.iter().enumerate() {
            let id = self.sample(it, customer, &format!("samples[{place}]"))?;
            known.samples.push((&it.number, id));
        }
        for (place, it) in entry.invoices.iter().enumerate() {
            let id = self.invoice(it, customer, &known, &format!("invoices[{place}]"))?;
            known.invoices.push((&it.number, id));
        }
        for (place, it) in entry.orders.iter().enumerate() {
            let id = self.order(it, customer, &known, &format!("orders[{place}]"))?;
            known.orders.push((&it.number, id));
        }
        for (place, it) in entry.feedback.iter().enumerate() {
            self.feedback(it, customer, &known, &format!("feedback[{place}]"))?;
        }
        Ok(())
    }

    fn quotation(
        &mut self,
        it: &QuotationEntry,
        customer: CustomerId,
        path: &str,
    ) -> Result<QuotationId, Wrong> {
        let id = QuotationId(self.id());
        self.keep(Quotation {
            id,
            customer,
            date: self.past(it.on, &format!("{path}.on"))?,
            product: it.product.clone(),
            incoterm: it.term,
            place: it.place.clone(),
            price: it.price.0,
            unit: it.unit.clone(),
            moq: it.moq,
            valid_until: optional(it.valid, |day| self.date(day, &format!("{path}.valid")))?,
            note: it.note.clone(),
        });
        Ok(id)
    }

    fn sample(&mut self, it: &SampleEntry, customer: CustomerId, path: &str) -> Result<SampleId, Wrong> {
        let id = SampleId(self.id());
        let arrived = optional(it.arrived, |day| self.past(day, &format!("{path}.arrived")))?;
        let expected = optional(it.expected, |day| self.date(day, &format!("{path}.expected")))?;
        self.keep(Sample {
            id,
            customer,
            number: it.number.clone(),
            what: it.what.clone(),
            sent_on: self.past(it.sent, &format!("{path}.sent"))?,
            courier: it.courier.clone(),
            tracking: it.tracking.clone(),
            arrival: arrived.map(Arrival::Confirmed).or(expected.map(Arrival::Estimated)),
            feedback: it.feedback.clone(),
            feedback_on: optional(it.feedback_on, |day| self.past(day, &format!("{path}.feedback_on")))?,
            cost: it.cost.map(|amount| amount.0),
            charged: it.charged,
        });
        Ok(id)
    }

    /// An invoice follows from the latest quotation before it.
    fn invoice(
        &mut self,
        it: &InvoiceEntry,
        customer: CustomerId,
        known: &Numbered<'_>,
        path: &str,
    ) -> Result<InvoiceId, Wrong> {
        let id = InvoiceId(self.id());
        let date = self.past(it.on, &format!("{path}.on"))?;
        let earlier = known.quotations.iter().filter(|(on, _)| on.days <= it.on.days);
        let terms = it.terms.iter().map(|term| Instalment {
            percent: term.percent,
            trigger: term.on,
            days: term.days,
        });
        self.keep(ProformaInvoice {
            id,
            customer,
            quotation: earlier.max_by_key(|(on, _)| on.days).map(|(_, id)| *id),
            number: dated(&it.number, date),
            date,
            amount: it.amount.0,
            sent_on: optional(it.sent, |day| self.past(day, &format!("{path}.sent")))?,
            terms: terms.collect(),
            file: it.file.clone(),
            note: it.note.clone(),
            replaces: None,
        });
        Ok(id)
    }

    fn order(
        &mut self,
        it: &OrderEntry,
        customer: CustomerId,
        known: &Numbered<'_>,
        path: &str,
    ) -> Result<OrderId, Wrong> {
        let id = OrderId(self.id());
        let invoice = match &it.invoice {
            None => None,
            Some(number) => Some(find(&known.invoices, number).ok_or_else(|| {
                Wrong::new(format!("{path}.invoice"), format!("this customer has no invoice \"{number}\""))
            })?),
        };
        let date = self.past(it.on, &format!("{path}.on"))?;
        self.keep(Order {
            id,
            customer,
            invoice,
            number: dated(&it.number, date),
            date,
            amount: it.amount.0,
            kind: it.kind,
            state: it.state,
            note: it.note.clone(),
            terms: Vec::new(),
            ready_on: None,
            cancelled_on: None,
            also: Vec::new(),
        });
        for (place, payment) in it.paid.iter().enumerate() {
            self.payment(payment, customer, id, &format!("{path}.paid[{place}]"))?;
        }
        for (place, shipment) in it.shipments.iter().enumerate() {
            self.shipment(shipment, customer, id, &format!("{path}.shipments[{place}]"))?;
        }
        Ok(id)
    }

    fn payment(
        &mut self,
        it: &PaymentEntry,
        customer: CustomerId,
        order: OrderId,
        path: &str,
    ) -> Result<(), Wrong> {
        let payment = Payment {
            id: PaymentId(self.id()),
            customer,
            order,
            date: self.past(it.on, &format!("{path}.on"))?,
            amount: it.amount.0,
            bank_fee: it.fee.map(|amount| amount.0),
            note: it.note.clone(),
            compensation: false,
        };
        self.keep(payment);
        Ok(())
    }

    fn shipment(
        &mut self,
        it: &ShipmentEntry,
        customer: CustomerId,
        order: OrderId,
        path: &str,
    ) -> Result<(), Wrong> {
        let shipment = Shipment {
            id: ShipmentId(self.id()),
            customer,
            order: Some(order),
            mode: it.mode,
            etd: self.date(it.etd, &format!("{path}.etd"))?,
            transit_days: it.days,
            reference: it.reference.clone(),
            departed_on: optional(it.departed, |day| self.past(day, &format!("{path}.departed")))?,
            arrived_on: optional(it.arrived, |day| self.past(day, &format!("{path}.arrived")))?,
            note: it.note.clone(),
        };
        self.keep(shipment);
        Ok(())
    }

    fn feedback(
        &mut self,
        it: &FeedbackEntry,
        customer: CustomerId,
        known: &Numbered<'_>,
        path: &str,
    ) -> Result<(), Wrong> {
        let about = match &it.about {
            None => FeedbackAbout::General,
            Some(number) => find(&known.samples, number)
                .map(FeedbackAbout::Sample)
                .or_else(|| find(&known.orders, number).map(FeedbackAbout::Order))
                .ok_or_else(|| {
                    let problem = format!("this customer has no sample or order \"{number}\"");
                    Wrong::new(format!("{path}.about"), problem)
                })?,
        };
        let feedback = Feedback {
            id: FeedbackId(self.id()),
            customer,
            date: self.past(it.on, &format!("{path}.on"))?,
            about,
            text: it.text.clone(),
            satisfaction: it.mood,
        };
        self.keep(feedback);
        Ok(())
    }
}

fn find<Id: Copy>(numbered: &[(&str, Id)], number: &str) -> Option<Id> {
    numbered.iter().find(|(known, _)| *known == number).map(|(_, id)| *id)
}

/// A number with `{date}` in it takes the record's own day, as sellers number their papers.
fn dated(number: &str, date: Date) -> String {
    let day = format!("{:04}{:02}{:02}", date.year(), u8::from(date.month()), date.day());
    number.replace("{date}", &day)
}
