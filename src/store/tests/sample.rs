//! Records for tests; the same on every run, since they are also what the fixtures hold.

use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::trade::{
    Arrival, Feedback, FeedbackAbout, Incoterm, Instalment, Order, OrderKind, OrderState, Payment,
    PaymentTrigger, ProformaInvoice, Quotation, Sample, Satisfaction, Shipment, TransportMode,
};
use crate::domain::{
    Cause, Change, ChangeId, Channel, ClassId, Contact, ContactId, Country, Customer, CustomerId,
    CustomerType, DecisionRole, Direction, Edit, FeedbackId, FollowUp, Grade, IdMint, Interaction,
    InteractionId, InvoiceId, Moment, OrderId, Origin, PaymentId, QuotationId, Rate, RateId, Record,
    SampleId, Score, ShipmentId, StageId,
};
use time::macros::{date, time};
use uuid::Uuid;

pub fn now() -> Moment {
    Moment::at(date!(2026 - 06 - 05), time!(09:00), 480)
}

/// Someone who makes records and changes, with ids of their own.
pub struct Seller {
    mint: IdMint,
}

impl Seller {
    pub fn new() -> Self {
        Self::with_seed(7)
    }

    /// Sellers with different seeds never make the same id.
    pub fn with_seed(seed: u64) -> Self {
        Self { mint: IdMint::new(seed) }
    }

    pub fn uuid(&mut self) -> Uuid {
        self.mint.mint(now())
    }

    pub fn change_id(&mut self) -> ChangeId {
        ChangeId(self.uuid())
    }

    pub fn change(&mut self, cause: Cause, edits: Vec<Edit>) -> Change {
        Change { id: self.change_id(), at: now(), author: "李雷".into(), cause, edits }
    }

    pub fn customer(&mut self, company: &str) -> Customer {
        Customer::new(CustomerId(self.uuid()), now(), company)
    }

    /// An entry so many days from now.
    pub fn interaction(&mut self, card: &Customer, days: i64, summary: &str) -> Interaction {
        Interaction {
            id: InteractionId(self.uuid()),
            customer: card.id,
            at: now().plus_days(days),
            channel: Channel::Email,
            direction: Direction::Out,
            contact: None,
            summary: summary.into(),
            stage: StageId::new("quoted"),
            next_action: String::new(),
            goal: String::new(),
            next_date: None,
            next_time: None,
            lost_reason: String::new(),
            author: "李雷".into(),
            origin: Origin::Typed,
        }
    }
}

/// A record of every kind, all of one customer, with every field filled.
pub fn one_of_each() -> Vec<Record> {
    let mut seller = Seller::with_seed(1);
    let card = full_card(&mut seller);
    let [follow_up, entry] = talk(&mut seller, &card);
    let (quotation, sample) = (quotation(&mut seller, card.id), sent_sample(&mut seller, card.id));
    let invoice = invoice(&mut seller, &quotation);
    let [order, payment, shipment, feedback] = business(&mut seller, &invoice);
    let (card, quotation, sample, invoice) = (card.into(), quotation.into(), sample.into(), invoice.into());
    vec![card, follow_up, entry, quotation, sample, invoice, order, payment, shipment, feedback]
}

/// One US dollar in cents of a yuan.
pub fn rate(number: u128, cents: i64) -> Rate {
    let worth = UnitPrice { amount: cents, decimals: 2, currency: Currency::CNY };
    let on = date!(2026 - 06 - 01);
    Rate { id: RateId(Uuid::from_u128(number)), currency: usd(), worth, on, source: "中国银行".into() }
}

fn usd() -> Currency {
    Currency::new("USD").unwrap()
}

fn money(minor: i64) -> Money {
    Money { minor, currency: usd() }
}

fn talk(seller: &mut Seller, card: &Customer) -> [Record; 2] {
    let customer = card.id;
    let contact = card.contacts.first().map(|contact| contact.id);
    let follow_up = FollowUp {
        customer,
        date: Some(date!(2026 - 06 - 12)),
        time: Some(time!(15:30)),
        action: "问样品反馈".into(),
        goal: "confirm the colour".into(),
        channel: Some(Channel::Whatsapp),
        postponed: 2,
        until_answer: false,
        set_at: None,
        put_off: None,
    };
    let entry = Interaction {
        channel: Channel::Whatsapp,
        direction: Direction::In,
        contact,
        next_action: "send the sample by DHL".into(),
        goal: "样品确认".into(),
        next_date: Some(date!(2026 - 06 - 08)),
        next_time: Some(time!(10:00)),
        lost_reason: "too dear".into(),
        origin: Origin::Imported,
        ..seller.interaction(card, -3, "confirmed the sample colour\n确认颜色")
    };
    [follow_up.into(), entry.into()]
}

fn quotation(seller: &mut Seller, customer: CustomerId) -> Quotation {
    Quotation {
        id: QuotationId(seller.uuid()),
        customer,
        date: date!(2026 - 05 - 10),
        product: "paper box".into(),
        incoterm: Some(Incoterm::Fob),
        place: "Shenzhen".into(),
        price: UnitPrice { amount: 865, decimals: 4, currency: usd() },
        unit: "pc".into(),
        moq: Some(5_000),
        valid_until: Some(date!(2026 - 06 - 10)),
        note: "grey-board".into(),
    }
}

fn sent_sample(seller: &mut Seller, customer: CustomerId) -> Sample {
    Sample {
        id: SampleId(seller.uuid()),
        customer,
        number: "S-17".into(),
        what: "3 specs".into(),
        sent_on: date!(2026 - 05 - 15),
        courier: "DHL".into(),
        tracking: "562729".into(),
        arrival: Some(Arrival::Estimated(date!(2026 - 05 - 20))),
        feedback: "good".into(),
        feedback_on: Some(date!(2026 - 05 - 22)),
        cost: Some(money(3_500)),
        charged: true,
    }
}

fn invoice(seller: &mut Seller, quotation: &Quotation) -> ProformaInvoice {
    let terms = vec![
        Instalment { percent: 30, trigger: PaymentTrigger::Order, days: 0 },
        Instalment { percent: 70, trigger: PaymentTrigger::BillOfLadingCopy, days: 7 },
    ];
    ProformaInvoice {
        id: InvoiceId(seller.uuid()),
        customer: quotation.customer,
        quotation: Some(quotation.id),
        number: "PI20240517-A".into(),
        date: date!(2026 - 05 - 17),
        amount: money(428_000),
        sent_on: Some(date!(2026 - 05 - 18)),
        terms,
        file: "PI20240517-A.pdf".into(),
        note: "revised".into(),
        replaces: None,
    }
}

fn business(seller: &mut Seller, invoice: &ProformaInvoice) -> [Record; 4] {
    let customer = invoice.customer;
    let order = Order {
        id: OrderId(seller.uuid()),
        customer,
        invoice: Some(invoice.id),
        number: "PO 9".into(),
        date: date!(2026 - 05 - 25),
        amount: money(428_000),
        kind: OrderKind::Trial,
        state: OrderState::InProduction,
        note: "urgent".into(),
        terms: Vec::new(),
        ready_on: None,
        cancelled_on: None,
        also: Vec::new(),
    };
    let payment = Payment {
        id: PaymentId(seller.uuid()),
        customer,
        order: order.id,
        date: date!(2026 - 05 - 26),
        amount: money(-128_400),
        bank_fee: Some(money(1_500)),
        note: "T/T".into(),
        compensation: false,
    };
    let shipment = Shipment {
        id: ShipmentId(seller.uuid()),
        customer,
        order: Some(order.id),
        mode: TransportMode::Sea,
        etd: date!(2026 - 06 - 20),
        transit_days: 30,
        reference: "MSKU 123".into(),
        departed_on: Some(date!(2026 - 06 - 21)),
        arrived_on: Some(date!(2026 - 07 - 21)),
        note: "one pallet".into(),
    };
    let feedback = Feedback {
        id: FeedbackId(seller.uuid()),
        customer,
        date: date!(2026 - 07 - 30),
        about: FeedbackAbout::Order(order.id),
        text: "很满意".into(),
        satisfaction: Satisfaction::Satisfied,
    };
    [order.into(), payment.into(), shipment.into(), feedback.into()]
}

fn full_card(seller: &mut Seller) -> Customer {
    let anna = Contact {
        title: "CEO".into(),
        role: Some(DecisionRole::Decider),
        emails: vec!["anna@abc.example".into(), "office@abc.example".into()],
        phones: vec!["+49 30 5550100".into()],
        whatsapp: vec!["+49 151 5550100".into()],
        skype: vec!["anna.abc".into()],
        wechat: vec!["anna_abc".into()],
        linkedin: vec!["in/anna-abc".into()],
        note: "prefers mornings".into(),
        ..Contact::new(ContactId(seller.uuid()), "Anna Schmidt")
    };
    Customer {
        aliases: vec!["ABC".into(), "艾比西".into()],
        country: Country::find("DE"),
        city: "Berlin".into(),
        contacts: vec![anna],
        website: "https://abc.example".into(),
        linkedin: "company/abc".into(),
        kind: Some(CustomerType::Agent),
        potential: Score::new(5),
        payment_habit: Score::new(4),
        pinned_grade: Some(Grade::A),
        pinned_class: Some(ClassId::new("hot")),
        tags: vec!["price-sensitive".into(), "潜力大".into()],
        source: "fair".into(),
        products: vec!["paper box".into()],
        language: "de".into(),
        payment_terms: "T/T 30/70".into(),
        note: "met in Canton".into(),
        owner: "李雷".into(),
        opening_stage: StageId::new("first_interest"),
        do_not_contact: true,
        ..seller.customer("ABC International Ltd.")
    }
}
