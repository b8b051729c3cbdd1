//! One transfer for several orders: what goes to which of them besides the one that it is for.
//!
//! As a text: `PO-2 USD 300.00; PI20260605-B USD 200.00`, each a number and an amount. What has no number goes by the
//! beginning of its id.

use super::amount::read_money;
use super::{Composed, Known, PartError, begins, name_of, number_of};
use crate::domain::account::Account;
use crate::domain::money::{Currency, Money};
use crate::domain::{InvoiceId, OrderId, Record};
use time::Date;

/// A part of a transfer: the order, or the PI that is no order yet, what it gets, and what is owed on it.
pub(super) struct Share<'d> {
    pub target: &'d Record,
    pub amount: Money,
    pub owed: i64,
}

impl<'a> Known<'a> {
    /// Orders and PIs that are no order yet with what is open on them, in one currency or in all, the oldest due first.
    pub(super) fn open(&self, currency: Option<Currency>) -> Vec<(&'a Record, Money)> {
        let owed = |account: &Account| Money { minor: account.balance(), ..account.amount };
        self.open_accounts(currency).iter().map(|(record, account)| (*record, owed(account))).collect()
    }

    /// The first of them of which one open instalment is exactly so much; of a PI only the first can be.
    pub(super) fn asks_exactly(&self, amount: Money) -> Option<&'a Record> {
        let asks = |(record, account): &(&Record, Account)| {
            let asked = if matches!(record, Record::Invoice(_)) { 1 } else { usize::MAX };
            amount.minor > 0 && account.instalments.iter().take(asked).any(|it| it.missing == amount.minor)
        };
        self.open_accounts(Some(amount.currency)).into_iter().find(asks).map(|(record, _)| record)
    }

    fn open_accounts(&self, currency: Option<Currency>) -> Vec<(&'a Record, Account)> {
        let account = |record: &'a Record| match record {
            Record::Order(it) => Some((Account::of(self.dossier, it), it.date)),
            Record::Invoice(it) if self.dossier.is_waiting(it.id) => {
                Some((Account::of(self.dossier, &self.order_from(it, Some(it.date))), it.date))
            }
            _ => None,
        };
        let of = |record: &'a Record| {
            let (account, day) = account(record)?;
            let fits = currency.is_none_or(|currency| currency == account.amount.currency);
            let is_open = fits && !account.is_mixed && account.balance() > 0;
            let due = account.next_due().map_or(Date::MAX, |due| due.on);
            is_open.then_some(((due, day, record.id().uuid), record, account))
        };
        let mut open: Vec<_> = self.dossier.timeline().iter().filter_map(of).collect();
        open.sort_by_key(|(place, ..)| *place);
        open.into_iter().map(|(_, record, account)| (record, account)).collect()
    }

    /// The same by name, without the one that is paid already.
    pub(super) fn open_elsewhere(
        &self,
        order: OrderId,
        invoice: Option<InvoiceId>,
        currency: Currency,
    ) -> Vec<(String, Money)> {
        let is_paid = |record: &Record| match record {
            Record::Order(it) => it.id == order,
            Record::Invoice(it) => Some(it.id) == invoice,
            _ => false,
        };
        let open = self.open(Some(currency)).into_iter().filter(|(record, _)| !is_paid(record));
        open.map(|(record, owed)| (name_of(self.dossier, record), owed)).collect()
    }
}

/// What of a payment goes where besides, as a text. Empty where it is not too much, nothing else is open, or nothing of
/// it would be left for the order that it is for.
pub fn propose(made: &Composed) -> String {
    let Record::Payment(payment) = &made.record else { return String::new() };
    let excess = made.doubts.excess.map_or(0, |excess| excess.minor);
    let mut left = if excess < payment.amount.minor { excess.max(0) } else { 0 };
    let mut parts = Vec::new();
    for (number, owed) in &made.open_elsewhere {
        let minor = owed.minor.min(left);
        if minor > 0 {
            parts.push(format!("{number} {}", Money { minor, ..*owed }));
            left -= minor;
        }
    }
    parts.join("; ")
}

/// Reads such a text. Where an amount is left out, it is all that is owed there.
///
/// # Errors
/// A part that names nothing open, names it twice, or has an amount that is none.
pub(super) fn read<'a>(
    text: &str,
    known: &Known<'a>,
    currency: Currency,
) -> Result<Vec<Share<'a>>, PartError> {
    let open = known.open(Some(currency));
    let mut shares: Vec<Share<'a>> = Vec::new();
    for part in text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty()) {
        let behind = |name: &str| {
            let (head, rest) = part.split_at_checked(name.len())?;
            let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
            (ends && head.eq_ignore_ascii_case(name)).then_some((rest.trim(), name.len()))
        };
        let named = |(record, owed): &(&'a Record, Money)| {
            let by_number = number_of(record).and_then(behind);
            let first = part.split_whitespace().next().filter(|first| begins(record.id(), first));
            let (rest, length) = by_number.or_else(|| behind(first?))?;
            Some((*record, *owed, rest, length))
        };
        // The longest number wins, since one may begin like another; the beginning of two ids names neither.
        let longest = open.iter().filter_map(named).map(|(.., length)| length).max();
        let mut found = open.iter().filter_map(named).filter(|(.., length)| Some(*length) == longest);
        let (target, owed, typed, _) =
            found.next().filter(|_| found.next().is_none()).ok_or(PartError::NoSpread)?;
        let amount = if typed.is_empty() { owed } else { read_money(typed, Some(currency))? };
        if amount.currency != currency {
            return Err(PartError::OtherCurrency);
        }
        if amount.minor <= 0 {
            return Err(PartError::NotPositive);
        }
        if shares.iter().any(|share| share.target.id() == target.id()) {
            return Err(PartError::NoSpread);
        }
        shares.push(Share { target, amount, owed: owed.minor });
    }
    Ok(shares)
}
