//! What is asked and paid: proforma invoices, orders and payments.

use super::super::amount::read_money;
use super::super::known::{named_invoices, sum_of};
use super::super::spread::{self, Share};
use super::super::terms::read_terms;
use super::super::{NO, Part, PartError, YES, name_of};
use super::{Reader, Stays};
use crate::domain::account::Account;
use crate::domain::money::{Money, add_to};
use crate::domain::record::RecordKind;
use crate::domain::trade::{Instalment, Order, OrderKind, OrderState, Payment, ProformaInvoice};
use crate::domain::{Edit, InvoiceId, OrderId, PaymentId, Record};
use time::Date;
use uuid::Uuid;

impl<'a> Reader<'a> {
    pub(super) fn invoice(&mut self, id: Uuid) -> Option<ProformaInvoice> {
        let date = self.past(Part::Date);
        let number = self.required(Part::Number);
        self.unique(RecordKind::Invoice, number.as_deref().unwrap_or_default());
        let quotation = match self.referred(Part::Quotation, &[RecordKind::Quotation]) {
            Some(Record::Quotation(it)) => Some(it.id),
            _ => None,
        };
        let replaces = self.replaces(InvoiceId(id));
        let amount = self.read(Part::Amount, |text, it| read_money(text, it.known.currency()));
        self.positive(Part::Amount, amount);
        self.doubts.stays = amount.map_or_else(Vec::new, |amount| self.stays_of_invoice(amount));
        let terms = self.terms();
        let sent_on = self.past_or_none(Part::SentOn);
        Some(ProformaInvoice {
            id: InvoiceId(id),
            customer: self.known.dossier.customer.id,
            quotation,
            number: number?,
            date: date?,
            amount: amount?,
            sent_on,
            terms: terms?,
            file: self.line(Part::File),
            note: self.text(Part::Note),
            replaces,
        })
    }

    /// The PI that this one is written instead of: one that waits for its order.
    fn replaces(&mut self, own: InvoiceId) -> Option<InvoiceId> {
        let Some(Record::Invoice(old)) = self.referred(Part::Replaces, &[RecordKind::Invoice]) else {
            return None;
        };
        let known = self.known;
        let stays = matches!(&self.before, Some(Record::Invoice(it)) if it.replaces == Some(old.id));
        // What it replaces in its turn must not lead back to itself.
        let older = |it: &InvoiceId| known.invoices().find(|other| other.id == *it)?.replaces;
        let mut line = std::iter::successors(Some(old.id), older).take(known.invoices().count());
        let in_the_way = if let Some(order) = known.order_of(old.id) {
            Some(self.is_order(&old, order))
        } else if line.any(|it| it == own) {
            Some(PartError::ReplacesItself)
        } else {
            let by = known.dossier.replacement(old.id).map(|by| by.number.clone());
            by.map(|by| PartError::ReplacedBy { invoice: old.number.clone(), by })
        };
        if let Some(error) = in_the_way.filter(|_| !stays) {
            self.note(Part::Replaces, error);
        }
        Some(old.id)
    }

    fn is_order(&self, invoice: &ProformaInvoice, order: &Order) -> PartError {
        let order = name_of(self.known.dossier, &Record::from(order.clone()));
        PartError::IsOrder { invoice: invoice.number.clone(), order }
    }

    /// The other order, not cancelled, that a PI is; nothing where the one that is corrected was of the PI as well.
    fn other_order(&self, invoice: InvoiceId) -> Option<&'a Order> {
        let own = self.order_before();
        if own.is_some_and(|it| it.is_of(invoice) && it.state != OrderState::Cancelled) {
            return None;
        }
        let mut others = self.known.orders().filter(|it| own.is_none_or(|own| own.id != it.id));
        others.find(|it| it.is_of(invoice) && it.state != OrderState::Cancelled)
    }

    /// A PI is named that another one was written instead of.
    fn refuse_replaced(&mut self, part: Part, invoice: InvoiceId) {
        let dossier = self.known.dossier;
        if !dossier.is_ordered(invoice) && dossier.replacement(invoice).is_some() {
            self.note(part, PartError::Replaced);
        }
    }

    /// The order that is corrected, where it stands and its goods have left.
    fn gone(&self) -> Option<OrderId> {
        let Some(Record::Order(before)) = &self.before else { return None };
        let has_left = matches!(before.state, OrderState::Shipped | OrderState::Done);
        let is_gone = has_left || self.known.has_left(before.id);
        (is_gone && before.state != OrderState::Cancelled).then_some(before.id)
    }

    /// What still says otherwise when the PI that is corrected comes to another amount: its order.
    fn stays_of_invoice(&self, amount: Money) -> Vec<Stays> {
        let Some(Record::Invoice(before)) = &self.before else { return Vec::new() };
        let order = self.known.order_of(before.id).filter(|it| it.state != OrderState::Cancelled);
        let asked = |order: &Order| {
            let all = self.known.invoices_of(order).into_iter().filter(|it| it.id != before.id);
            all.fold(amount.minor, |sum, it| sum.saturating_add(it.amount.minor))
        };
        let differs = |it: &&Order| it.amount != Money { minor: asked(it), ..amount };
        let Some(order) = order.filter(|_| before.amount != amount).filter(differs) else {
            return Vec::new();
        };
        let name = name_of(self.known.dossier, &Record::from(order.clone()));
        let mut stays = vec![Stays { kind: RecordKind::Order, name, amount: order.amount }];
        stays.extend(self.paid_on(order.id));
        stays
    }

    /// What still says otherwise when a paid order that is corrected comes to another amount: payments, and its PIs.
    fn stays_of_order(&self, amount: Money, own: &[&ProformaInvoice]) -> Vec<Stays> {
        let Some(Record::Order(before)) = &self.before else { return Vec::new() };
        let mut stays = self.paid_on(before.id);
        if before.amount == amount || stays.is_empty() {
            return Vec::new();
        }
        let source = own.iter().filter(|_| sum_of(own) != Some(amount));
        stays.extend(source.map(|it| Stays {
            kind: RecordKind::Invoice,
            name: it.number.clone(),
            amount: it.amount,
        }));
        stays
    }

    /// What came in for an order, a sum a currency.
    fn paid_on(&self, order: OrderId) -> Vec<Stays> {
        let mut sums = Vec::new();
        for payment in self.known.payments().filter(|it| it.order == order) {
            add_to(&mut sums, payment.amount);
        }
        sums.into_iter()
            .map(|amount| Stays { kind: RecordKind::Payment, name: String::new(), amount })
            .collect()
    }

    fn terms(&mut self) -> Option<Vec<Instalment>> {
        match self.draft.get(Part::Terms) {
            "" => Some(Vec::new()),
            typed => self.keep(Part::Terms, read_terms(typed)),
        }
    }

    pub(super) fn order(&mut self, id: Uuid) -> Option<Order> {
        let invoice = match self.referred(Part::Invoice, &[RecordKind::Invoice]) {
            Some(Record::Invoice(it)) => {
                self.refuse_replaced(Part::Invoice, it.id);
                Some(*it)
            }
            _ => None,
        };
        let state = self.choice(Part::State, OrderState::from_id);
        let stands = state != Some(OrderState::Cancelled);
        let invoices = self.invoices_of_order(invoice.as_ref(), stands);
        let other = invoice.as_ref().filter(|_| stands).and_then(|it| Some((it, self.other_order(it.id)?)));
        self.doubts.ordered = other.map(|(it, order)| {
            (it.number.clone(), name_of(self.known.dossier, &Record::from(order.clone())))
        });
        let usual = invoices.first().map(|it| it.amount.currency).or(self.known.currency());
        let amount = self.read(Part::Amount, |text, _| read_money(text, usual));
        self.positive(Part::Amount, amount);
        let kind = self.choice(Part::OrderKind, OrderKind::from_id);
        let date = self.past(Part::Date);
        let number = self.line(Part::Number);
        self.unique(RecordKind::Order, &number);
        self.doubts.stays = amount.map_or_else(Vec::new, |amount| self.stays_of_order(amount, &invoices));
        self.doubts.gone = self.gone().filter(|_| state == Some(OrderState::Cancelled));
        let ready_on = state.and_then(|state| self.ready_on(state));
        let cancelled_on = state.and_then(|state| self.cancelled_on(state));
        let mut terms = self.terms();
        // Terms that are those of the PI stay there, and are corrected there.
        let is_of_all =
            |own: &[Instalment]| !invoices.is_empty() && invoices.iter().all(|it| it.terms == own);
        if let Some(own) = terms.as_mut().filter(|own| is_of_all(own)) {
            own.clear();
        } else if terms.as_ref().is_some_and(Vec::is_empty)
            && invoices.windows(2).any(|pair| matches!(pair, [one, other] if one.terms != other.terms))
        {
            self.note(Part::Terms, PartError::TermsDiffer);
        }
        let mut invoices = invoices.into_iter().map(|it| it.id);
        Some(Order {
            id: OrderId(id),
            customer: self.known.dossier.customer.id,
            invoice: invoices.next(),
            number,
            date: date?,
            amount: amount?,
            kind: kind?,
            state: state?,
            note: self.text(Part::Note),
            terms: terms?,
            ready_on,
            cancelled_on,
            also: invoices.collect(),
        })
    }

    /// The PIs of an order, each once and all in one currency. None beside the first is another order already, where
    /// this one `stands`.
    fn invoices_of_order(
        &mut self,
        first: Option<&ProformaInvoice>,
        stands: bool,
    ) -> Vec<&'a ProformaInvoice> {
        let known = self.known;
        let mut invoices: Vec<&ProformaInvoice> =
            known.invoices().filter(|it| first.is_some_and(|first| first.id == it.id)).collect();
        for named in named_invoices(self.draft.get(Part::Also), known) {
            let Some(named) = named else {
                self.note(Part::Also, PartError::UnknownRecord);
                continue;
            };
            self.refuse_replaced(Part::Also, named.id);
            if invoices.first().is_some_and(|it| it.amount.currency != named.amount.currency) {
                self.note(Part::Also, PartError::OtherCurrency);
            }
            if invoices.iter().any(|it| it.id == named.id) {
                continue;
            }
            if let Some(order) = self.other_order(named.id).filter(|_| stands) {
                self.note(Part::Also, self.is_order(named, order));
            }
            invoices.push(named);
        }
        invoices
    }

    /// Since when the goods are known to be ready: since today, where the order was not so far.
    fn ready_on(&self, state: OrderState) -> Option<Date> {
        let before = self.order_before();
        match state {
            OrderState::Confirmed | OrderState::InProduction => None,
            OrderState::Ready if before.is_none_or(|it| it.state != state) => Some(self.known.today),
            _ => before.and_then(|it| it.ready_on),
        }
    }

    /// Since when the order is known to be cancelled: since today, where it was not so far.
    fn cancelled_on(&self, state: OrderState) -> Option<Date> {
        let before = self.order_before().filter(|it| it.state == OrderState::Cancelled);
        let since = before.map_or(Some(self.known.today), |it| it.cancelled_on);
        since.filter(|_| state == OrderState::Cancelled)
    }

    fn order_before(&self) -> Option<&Order> {
        if let Some(Record::Order(it)) = &self.before { Some(it) } else { None }
    }

    /// By how much a payment is more than is owed for an order, or below zero, a refund more than was received.
    fn excess_of(&self, order: OrderId, asked: Money, amount: Money, fee: Option<Money>) -> Option<Money> {
        let known = self.known.orders().find(|it| it.id == order);
        let account = known.map(|it| Account::of(self.known.dossier, it));
        let owed = account.as_ref().map_or(asked.minor, Account::balance);
        let corrected = match &self.before {
            Some(Record::Payment(it)) if it.order == order => {
                it.amount.minor.saturating_add(it.counted_fee())
            }
            _ => 0,
        };
        if amount.currency == asked.currency && amount.minor < 0 {
            let received = account.map_or(0, |it| it.kept()).saturating_sub(corrected).max(0);
            let left = received.saturating_add(amount.minor);
            return (left < 0).then_some(Money { minor: left, ..asked });
        }
        let was_compensation = matches!(&self.before, Some(Record::Payment(it)) if it.compensation);
        // Compensation is nothing that the balance was made of.
        let owed = owed.saturating_add(if was_compensation { 0 } else { corrected }).max(0);
        let comes = amount.minor.saturating_add(fee.map_or(0, |fee| fee.minor));
        let minor = comes.saturating_sub(owed);
        let is_same = amount.currency == asked.currency && amount.minor > 0;
        (is_same && minor > 0).then_some(Money { minor, ..asked })
    }

    pub(super) fn payment(
        &mut self,
        id: Uuid,
        ids: &mut dyn FnMut() -> Uuid,
        first: &mut Vec<Edit>,
        then: &mut Vec<Edit>,
    ) -> Option<Payment> {
        let date = self.past(Part::Date);
        let owed = match self.referred(Part::Order, &[RecordKind::Order, RecordKind::Invoice]) {
            Some(Record::Order(it)) => Some((it.id, it.amount)),
            // Money on a PI that is no order yet makes it one.
            Some(Record::Invoice(it)) => {
                self.refuse_replaced(Part::Order, it.id);
                let order = self.known.order_of(it.id).cloned().unwrap_or_else(|| {
                    let order = Order { id: OrderId(ids()), ..self.known.order_from(&it, date) };
                    self.unique_as(Part::Order, RecordKind::Order, &order.number);
                    first.push(Edit::create(order.clone()));
                    order
                });
                Some((order.id, order.amount))
            }
            _ => None,
        };
        if owed.is_none() && self.draft.get(Part::Order).is_empty() {
            self.note(Part::Order, PartError::NothingOwed);
        }
        let usual = owed.map(|(_, amount)| amount.currency);
        let amount = self.read(Part::Amount, |text, _| read_money(text, usual));
        let fee = self.money(Part::Fee, usual);
        if fee.is_some_and(|fee| fee.minor < 0) {
            self.note(Part::Fee, PartError::NotPositive);
        }
        for (part, money) in [(Part::Amount, amount), (Part::Fee, fee)] {
            if money.zip(usual).is_some_and(|(money, currency)| money.currency != currency) {
                self.note(part, PartError::OtherCurrency);
            }
        }
        if amount.is_some_and(|amount| amount.minor == 0) {
            self.note(Part::Amount, PartError::NoNumber);
        }
        let compensation = self.yes_or_no(Part::Compensation, YES, NO);
        if compensation && amount.is_some_and(|amount| amount.minor > 0) {
            self.note(Part::Compensation, PartError::NoRefund);
        }
        self.doubts.fee = fee.filter(|fee| amount.is_some_and(|it| fee.minor > it.minor.saturating_abs()));
        let shares = self.shares(owed.map(|(order, _)| order), amount, first);
        let elsewhere: i64 = shares.iter().map(|share| share.amount.minor).sum();
        let amount = amount.map(|it| Money { minor: it.minor.saturating_sub(elsewhere), ..it });
        if let (Some(amount), Some((order, asked))) = (amount, owed) {
            let own = self.excess_of(order, asked, amount, fee).map_or(0, |excess| excess.minor);
            let others: i64 = shares.iter().map(|share| (share.amount.minor - share.owed).max(0)).sum();
            let minor = own.saturating_add(others);
            self.doubts.excess = (minor != 0).then_some(Money { minor, ..asked });
        }
        let payment = Payment {
            id: PaymentId(id),
            customer: self.known.dossier.customer.id,
            order: owed?.0,
            date: date?,
            amount: amount?,
            bank_fee: fee,
            note: self.text(Part::Note),
            compensation,
        };
        for share in shares {
            self.doubts.spread.push((name_of(self.known.dossier, share.target), share.amount));
            let order = match share.target {
                Record::Order(it) => it.id,
                Record::Invoice(it) => {
                    let mut order = Order { id: OrderId(ids()), ..self.known.order_from(it, date) };
                    let is_order = |edit: &Edit| matches!(edit.after, Some(Record::Order(_)));
                    if first.iter().chain(then.iter()).any(is_order) {
                        order.kind = OrderKind::Repeat;
                    }
                    self.unique_as(Part::Spread, RecordKind::Order, &order.number);
                    let id = order.id;
                    then.push(Edit::create(order));
                    id
                }
                _ => continue,
            };
            let (id, amount) = (PaymentId(ids()), share.amount);
            then.push(Edit::create(Payment { id, order, amount, bank_fee: None, ..payment.clone() }));
        }
        Some(payment)
    }

    /// What of a new payment goes to other orders.
    fn shares(&mut self, order: Option<OrderId>, amount: Option<Money>, first: &[Edit]) -> Vec<Share<'a>> {
        let typed = self.draft.get(Part::Spread);
        let (Some(order), Some(amount)) = (order, amount) else { return Vec::new() };
        if typed.is_empty() {
            return Vec::new();
        }
        let known = self.known;
        let Some(mut shares) = self.keep(Part::Spread, spread::read(typed, known, amount.currency)) else {
            return Vec::new();
        };
        let invoice = first.iter().find_map(|edit| match &edit.after {
            Some(Record::Order(it)) => it.invoice,
            _ => None,
        });
        let is_own = |share: &Share<'_>| match share.target {
            Record::Order(it) => it.id == order,
            Record::Invoice(it) => Some(it.id) == invoice,
            _ => true,
        };
        let whole: i64 = shares.iter().map(|share| share.amount.minor).sum();
        match shares.iter().position(is_own) {
            // What is left for it is said as well.
            Some(own) if whole == amount.minor => {
                shares.remove(own);
            }
            Some(_) => self.note(Part::Spread, PartError::SpreadOwn),
            None => {}
        }
        if shares.iter().map(|share| share.amount.minor).sum::<i64>() >= amount.minor {
            self.note(Part::Spread, PartError::SpreadTooMuch);
        }
        shares
    }
}
