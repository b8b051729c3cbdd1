//! The account of one order: what each instalment asks, what came in, what is missing, what is too much.
//!
//! The terms are an order's own, else those of the proforma invoice that it names; an order without any is to be paid
//! before it is shipped. What banks keep back on the way was paid by the customer all the same; a refund is a payment
//! below zero, and what it cost to send is ours. A refund that is compensation is neither: it lowers what the order comes
//! to by as much as came back, so that nothing is owed again. Payments in another currency than the order's say nothing without
//! a rate: such an account does not add up, and says so.
//!
//! docs/PAYMENT.md says when an instalment is due. Of an order that goes in several shipments none says what it is worth, so
//! that what waits for goods waits for the last of them.

use super::money::{Money, add_to};
use super::trade::{Instalment, Order, OrderState, Payment, PaymentTrigger, ProformaInvoice, Shipment};
use super::{Dossier, OrderId, Record};
use time::{Date, Duration};

/// How the payments of an order stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub order: OrderId,
    pub amount: Money,
    /// Everything received less refunds, bank fees counted as received.
    pub received: i64,
    /// What banks kept back of it.
    pub fees: i64,
    pub refunded: i64,
    /// What was paid back as compensation, which is not in `received` nor `refunded`.
    pub compensated: i64,
    pub instalments: Vec<InstalmentState>,
    /// Whether some of its shipments have left and others have not.
    pub is_part_shipped: bool,
    pub is_cancelled: bool,
    /// Whether a payment is in another currency, so that nothing here can be relied on.
    pub is_mixed: bool,
}

/// How a customer stands over all its orders, a sum a currency. What is to be paid back makes up for nothing that is
/// owed: it may belong to another order, and nobody has said that it is to be set off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub orders: usize,
    pub ordered: Vec<Money>,
    pub received: Vec<Money>,
    pub owed: Vec<Money>,
    /// What went back as compensation; `ordered` and `received` are less by it.
    pub compensated: Vec<Money>,
    pub credit: Vec<Money>,
    /// Orders with payments in several currencies, of which nobody can say how they stand.
    pub unclear: usize,
}

/// One instalment: the stretch of the amount that it covers, and how far it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstalmentState {
    pub percent: u8,
    pub trigger: PaymentTrigger,
    /// Days after what it waits for.
    pub days: u16,
    pub from: i64,
    pub until: i64,
    /// The day on which it is due, where what it waits for has a day.
    pub due: Option<Date>,
    /// The day on which it was paid in full.
    pub paid_on: Option<Date>,
    /// What is missing of it.
    pub missing: i64,
}

/// What is to be paid next and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextDue {
    pub on: Date,
    pub amount: Money,
    /// Whether it is the first of several instalments: the deposit.
    pub is_deposit: bool,
}

/// The one word for how an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Unpaid,
    /// Some came, some is missing.
    Partial,
    Paid,
    /// More came than was asked.
    Overpaid,
    /// Cancelled, and money is still here that belongs to the customer.
    RefundDue,
    Cancelled,
    /// Payments in several currencies.
    Unclear,
}

impl InstalmentState {
    /// Days between due date and payment, or today while it is unpaid; never below zero.
    pub fn days_late(&self, today: Date) -> i64 {
        let Some(due) = self.due else { return 0 };
        (self.paid_on.unwrap_or(today) - due).whole_days().max(0)
    }
}

impl Account {
    /// The account of an order of this customer.
    pub fn of(dossier: &Dossier, order: &Order) -> Self {
        let mut account = Self {
            order: order.id,
            amount: order.amount,
            received: 0,
            fees: 0,
            refunded: 0,
            compensated: 0,
            instalments: Vec::new(),
            is_part_shipped: is_part_shipped(dossier, order),
            is_cancelled: order.state == OrderState::Cancelled,
            is_mixed: false,
        };
        let mut sums: Vec<(Date, i64)> = Vec::new();
        for payment in payments(dossier, order) {
            if payment.amount.currency != order.amount.currency {
                account.is_mixed = true;
                continue;
            }
            if payment.compensation {
                account.compensated = account.compensated.saturating_sub(payment.amount.minor);
                continue;
            }
            let fee = payment.counted_fee();
            account.fees = account.fees.saturating_add(fee);
            account.refunded = account.refunded.saturating_add(payment.amount.minor.min(0).saturating_neg());
            account.received = account.received.saturating_add(payment.amount.minor).saturating_add(fee);
            sums.push((payment.date, account.received));
        }
        account.instalments = instalments(dossier, order, &sums);
        account
    }

    /// What is missing of the whole; below zero when too much came. A cancelled order asks for nothing.
    pub fn balance(&self) -> i64 {
        let asked = if self.is_cancelled { 0 } else { self.amount.minor };
        asked.saturating_sub(self.received)
    }

    /// What the order comes to in the end: its amount less compensation.
    pub fn worth(&self) -> Money {
        Money { minor: self.amount.minor.saturating_sub(self.compensated), ..self.amount }
    }

    /// What is left of the money that came in.
    pub fn kept(&self) -> i64 {
        self.received.saturating_sub(self.compensated)
    }

    /// The unpaid instalment with the earliest day.
    pub fn next_due(&self) -> Option<NextDue> {
        let (place, it) = self.next_dated()?;
        Some(NextDue {
            on: it.due?,
            amount: Money { minor: it.missing, ..self.amount },
            is_deposit: self.instalments.len() > 1 && place == 0,
        })
    }

    /// The instalment that is to be paid next: that with the earliest day, else the first unpaid one.
    pub fn next_instalment(&self) -> Option<&InstalmentState> {
        let first = || self.instalments.iter().find(|it| it.paid_on.is_none());
        self.next_dated().map(|(_, it)| it).or_else(first)
    }

    fn next_dated(&self) -> Option<(usize, &InstalmentState)> {
        if self.is_cancelled || self.is_mixed {
            return None;
        }
        let open = self.instalments.iter().enumerate().filter(|(_, it)| it.paid_on.is_none());
        let dated = open.filter(|(_, it)| it.due.is_some());
        dated.min_by_key(|(place, it)| (it.due, *place))
    }

    pub fn standing(&self) -> Standing {
        match (self.is_mixed, self.is_cancelled, self.balance()) {
            (true, ..) => Standing::Unclear,
            (_, true, 0..) => Standing::Cancelled,
            (_, true, _) => Standing::RefundDue,
            (_, _, 0) => Standing::Paid,
            (_, _, ..0) => Standing::Overpaid,
            _ if self.received > 0 => Standing::Partial,
            _ => Standing::Unpaid,
        }
    }
}

impl Position {
    pub fn of(dossier: &Dossier) -> Self {
        let mut position = Self::default();
        for record in dossier.timeline() {
            let Record::Order(order) = record else { continue };
            let account = Account::of(dossier, order);
            if account.is_mixed {
                position.unclear += 1;
                continue;
            }
            let money = |minor| Money { minor, ..account.amount };
            if !account.is_cancelled {
                position.orders += 1;
                add_to(&mut position.ordered, account.worth());
            }
            if account.kept() != 0 {
                add_to(&mut position.received, money(account.kept()));
            }
            if account.compensated != 0 {
                add_to(&mut position.compensated, money(account.compensated));
            }
            match account.balance() {
                0 => {}
                owed @ 1.. => add_to(&mut position.owed, money(owed)),
                credit => add_to(&mut position.credit, money(credit.saturating_neg())),
            }
        }
        position
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.orders == 0 && self.unclear == 0 && self.received.is_empty() && self.credit.is_empty()
    }
}

/// What an order comes to: its amount less the compensation in its currency.
pub fn worth_of(dossier: &Dossier, order: &Order) -> Money {
    let compensation = payments(dossier, order)
        .filter(|it| it.compensation && it.amount.currency == order.amount.currency)
        .fold(0_i64, |sum, it| sum.saturating_add(it.amount.minor));
    Money { minor: order.amount.minor.saturating_add(compensation), ..order.amount }
}

/// Payments of an order, the oldest first.
fn payments<'d>(dossier: &'d Dossier, order: &Order) -> impl Iterator<Item = &'d Payment> {
    let id = order.id;
    dossier.timeline().iter().rev().filter_map(move |record| match record {
        Record::Payment(it) if it.order == id => Some(&**it),
        _ => None,
    })
}

fn instalments(dossier: &Dossier, order: &Order, sums: &[(Date, i64)]) -> Vec<InstalmentState> {
    let invoice = order.invoice.and_then(|id| {
        dossier.timeline().iter().find_map(|record| match record {
            Record::Invoice(it) if it.id == id => Some(&**it),
            _ => None,
        })
    });
    let whole = [Instalment { percent: 100, trigger: PaymentTrigger::BeforeShipment, days: 0 }];
    let agreed = invoice.map_or(&[][..], |it: &ProformaInvoice| &it.terms);
    let terms = [&order.terms[..], agreed].into_iter().find(|it| !it.is_empty()).unwrap_or(&whole);
    let received = sums.last().map_or(0, |(_, sum)| *sum);
    let (mut from, mut percent) = (0, 0_i64);
    let mut parts = Vec::new();
    for (place, term) in terms.iter().enumerate() {
        percent = (percent + i64::from(term.percent)).min(100);
        // The last one takes what rounding, or percentages that do not add up, leave over.
        let is_last = place + 1 == terms.len();
        let until = if is_last { order.amount.minor } else { share(order.amount.minor, percent) };
        if until > from {
            // A refund may open an instalment again, so the day counts from which it stayed paid.
            let paid_on = if received >= until { stayed_at(sums, until) } else { None };
            let missing = until.saturating_sub(received.clamp(from, until));
            // An order that began with a part of what its PI asked for leaves the day of the PI as it was.
            let begun = sums.iter().rfind(|(day, _)| *day <= order.date).map_or(0, |(_, sum)| *sum);
            let asked = invoice.filter(|_| (from + 1..until).contains(&begun)).map(ProformaInvoice::asked_on);
            let begins = asked.map_or(order.date, |day| day.min(order.date));
            let due = due(dossier, order, term, begins);
            let Instalment { percent, trigger, days } = *term;
            parts.push(InstalmentState { percent, trigger, days, from, until, due, paid_on, missing });
            from = until;
        }
    }
    parts
}

/// The day from which so much had been received and stayed.
fn stayed_at(sums: &[(Date, i64)], amount: i64) -> Option<Date> {
    let last_below = sums.iter().rposition(|(_, sum)| *sum < amount);
    sums.get(last_below.map_or(0, |place| place + 1)).map(|(day, _)| *day)
}

/// So many percent of an amount, rounded down.
pub fn share(amount: i64, percent: i64) -> i64 {
    i64::try_from(i128::from(amount) * i128::from(percent) / 100).unwrap_or(amount)
}

/// The day of an instalment, where what it waits for has a day; what comes with the order counts from `begins`.
fn due(dossier: &Dossier, order: &Order, term: &Instalment, begins: Date) -> Option<Date> {
    let anchor = match term.trigger.event() {
        PaymentTrigger::Order => begins,
        // The plan says by when: afterwards it is too late. Without one it is asked for when the goods are ready.
        PaymentTrigger::BeforeShipment => {
            let planned = shipments(dossier, order).map(|it| it.departed_on.unwrap_or(it.etd)).max();
            planned.or(order.ready_on)?
        }
        PaymentTrigger::Arrival => last_of(dossier, order, |it, left| {
            let transit = Duration::days(i64::from(it.transit_days));
            it.arrived_on.unwrap_or_else(|| left.saturating_add(transit))
        })?,
        // Against the B/L copy, and what banks do with documents: there is none before the goods have left.
        _ => last_of(dossier, order, |_, left| left)?,
    };
    Some(anchor.saturating_add(Duration::days(i64::from(term.days).max(through_banks(term.trigger)))))
}

/// Days that documents take from the departure of the goods to the money, where banks pay against them: presented
/// within 21 days (UCP 600, article 14 c), examined within five banking days (article 14 b), which are a week. So long
/// nothing is late, also at sight. D/P has no such rule, and takes as long.
fn through_banks(trigger: PaymentTrigger) -> i64 {
    const PRESENTED: i64 = 21;
    const EXAMINED: i64 = 7;
    match trigger {
        PaymentTrigger::LetterOfCredit | PaymentTrigger::DocumentsAgainstPayment => PRESENTED + EXAMINED,
        _ => 0,
    }
}

/// The latest day of the shipments of an order, once all of them have left.
fn last_of(dossier: &Dossier, order: &Order, day: impl Fn(&Shipment, Date) -> Date) -> Option<Date> {
    let mut last = None;
    for shipment in shipments(dossier, order) {
        last = last.max(Some(day(shipment, left_on(dossier, shipment, Some(order))?)));
    }
    last
}

fn is_part_shipped(dossier: &Dossier, order: &Order) -> bool {
    let mut left = shipments(dossier, order).map(|it| left_on(dossier, it, Some(order)).is_some());
    left.next().is_some_and(|first| left.any(|other| other != first))
}

/// The day on which goods left; a planned day stands for it where they have arrived, where the order is done, or where it
/// is shipped and none of its shipments tells a day of its own.
pub fn left_on(dossier: &Dossier, shipment: &Shipment, order: Option<&Order>) -> Option<Date> {
    let says_when = |it: &Shipment| it.departed_on.is_some() || it.arrived_on.is_some();
    let is_gone = |it: &Order| match it.state {
        OrderState::Done => true,
        OrderState::Shipped => !shipments(dossier, it).any(says_when),
        _ => false,
    };
    let has_left = shipment.arrived_on.is_some() || order.is_some_and(is_gone);
    shipment.departed_on.or(has_left.then_some(shipment.etd))
}

fn shipments<'d>(dossier: &'d Dossier, order: &Order) -> impl Iterator<Item = &'d Shipment> {
    let id = order.id;
    dossier.timeline().iter().filter_map(move |record| match record {
        Record::Shipment(it) if it.order == Some(id) => Some(&**it),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
