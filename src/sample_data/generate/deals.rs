//! Generated business records, dated when the log reached the stage that they belong to.

use super::Maker;
use super::plan::Plan;
use super::random::shift;
use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::trade::{
    Arrival, Feedback, FeedbackAbout, Incoterm, Instalment, Order, OrderKind, OrderState, Payment,
    PaymentTrigger, ProformaInvoice, Quotation, Sample, Satisfaction, Shipment, TransportMode,
};
use crate::domain::{Customer, FeedbackId, InvoiceId, OrderId, PaymentId, QuotationId, SampleId, ShipmentId};
use time::Date;

/// Not every deal is written down in full.
const RECORDED: u64 = 700;

impl Maker<'_> {
    pub(super) fn deals(&mut self, card: &Customer, plan: &Plan) {
        let Some(currency) = Currency::new("USD") else { return };
        if !self.random.chance(RECORDED) {
            return;
        }
        let price = UnitPrice { amount: self.random.between(80, 24_000), decimals: 4, currency };
        let quantity = 500 * self.random.between(2, 60);
        let amount = Money { minor: price.amount * quantity / 100, currency };
        let quoted = plan.reached_on("quoted").map(|on| self.quotation(card, plan, on, price, quantity));
        if let Some(on) = plan.reached_on("sampling") {
            self.sample(card, plan, on);
        }
        let invoice = plan.reached_on("pi_sent").map(|on| self.invoice(card, on, amount, quoted));
        if let Some(on) = plan.reached_on("trial_order") {
            self.order(card, plan, on, amount, invoice);
        }
    }

    fn quotation(
        &mut self,
        card: &Customer,
        plan: &Plan,
        on: Date,
        price: UnitPrice,
        quantity: i64,
    ) -> QuotationId {
        let id = QuotationId(self.id());
        self.keep(Quotation {
            id,
            customer: card.id,
            date: on,
            product: plan.trade.0.into(),
            incoterm: Some(Incoterm::Fob),
            place: "SHENZHEN".into(),
            price,
            unit: "pc".into(),
            moq: u64::try_from(quantity).ok(),
            valid_until: Some(shift(on, 30)),
            note: String::new(),
        });
        id
    }

    /// A sample that came long ago was commented on, a recent one is on its way or unanswered.
    fn sample(&mut self, card: &Customer, plan: &Plan, on: Date) {
        let id = SampleId(self.id());
        let arrival = shift(on, 6);
        let answered = shift(on, 14) < plan.today;
        let number = self.random.below(1_000_000);
        self.keep(Sample {
            id,
            customer: card.id,
            number: format!("S-{number:06}"),
            what: plan.trade.0.into(),
            sent_on: on,
            courier: "DHL".into(),
            tracking: format!("000{number:06}"),
            arrival: Some(if arrival < plan.today {
                Arrival::Confirmed(arrival)
            } else {
                Arrival::Estimated(arrival)
            }),
            feedback: if answered { "Colour and board fine".into() } else { String::new() },
            feedback_on: answered.then(|| shift(on, 13)),
            cost: None,
            charged: false,
        });
        if answered && self.random.chance(300) {
            let feedback = Feedback {
                id: FeedbackId(self.id()),
                customer: card.id,
                date: shift(on, 13),
                about: FeedbackAbout::Sample(id),
                text: "Colour and board fine".into(),
                satisfaction: self
                    .random
                    .of_list(Satisfaction::ALL)
                    .copied()
                    .unwrap_or(Satisfaction::Neutral),
            };
            self.keep(feedback);
        }
    }

    fn invoice(
        &mut self,
        card: &Customer,
        on: Date,
        amount: Money,
        quotation: Option<QuotationId>,
    ) -> InvoiceId {
        let id = InvoiceId(self.id());
        let part = |percent, trigger| Instalment { percent, trigger, days: 0 };
        self.keep(ProformaInvoice {
            id,
            customer: card.id,
            quotation,
            number: format!("PI{:04}{:02}{:02}-A", on.year(), u8::from(on.month()), on.day()),
            date: on,
            amount,
            sent_on: Some(on),
            terms: vec![part(30, PaymentTrigger::Order), part(70, PaymentTrigger::BeforeShipment)],
            file: String::new(),
            note: String::new(),
            replaces: None,
        });
        id
    }

    /// Half of the orders made, paid and shipped, once there was time for it.
    fn order(&mut self, card: &Customer, plan: &Plan, on: Date, amount: Money, invoice: Option<InvoiceId>) {
        let id = OrderId(self.id());
        let ready = shift(on, 35);
        let shipped = ready < plan.today && self.random.chance(500);
        let order = Order {
            id,
            customer: card.id,
            invoice,
            number: format!("SO-{:06}", self.random.below(1_000_000)),
            date: on,
            amount,
            kind: self.random.of_list(OrderKind::ALL).copied().unwrap_or(OrderKind::Regular),
            state: if shipped { OrderState::Shipped } else { OrderState::InProduction },
            note: String::new(),
            terms: Vec::new(),
            ready_on: None,
            cancelled_on: None,
            also: Vec::new(),
        };
        self.keep(order);
        let deposit = amount.minor * 3 / 10;
        self.payment(card, id, on, Money { minor: deposit, ..amount });
        if shipped {
            self.payment(card, id, ready, Money { minor: amount.minor - deposit, ..amount });
            let shipment = Shipment {
                id: ShipmentId(self.id()),
                customer: card.id,
                order: Some(id),
                mode: self.random.of_list(TransportMode::ALL).copied().unwrap_or(TransportMode::Sea),
                etd: ready,
                transit_days: 30,
                reference: format!("BL{:08}", self.random.below(100_000_000)),
                departed_on: Some(ready),
                arrived_on: None,
                note: String::new(),
            };
            self.keep(shipment);
        }
    }

    fn payment(&mut self, card: &Customer, order: OrderId, on: Date, amount: Money) {
        let payment = Payment {
            id: PaymentId(self.id()),
            customer: card.id,
            order,
            date: on,
            amount,
            bank_fee: None,
            note: String::new(),
            compensation: false,
        };
        self.keep(payment);
    }
}
