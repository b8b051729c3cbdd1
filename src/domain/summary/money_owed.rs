//! What a customer owes and how punctually it paid, from the accounts of its orders.
//!
//! An instalment whose day cannot be known yet is neither due nor late. An order with payments in several
//! currencies is left out, and so is one that was cancelled.

use super::{OpenBalance, PaymentHistory};
use crate::domain::account::{Account, Standing};
use crate::domain::money::Money;
use crate::domain::{Dossier, Record};

/// The instalment to be paid next over all orders, and how those before it were paid.
pub(super) fn owed_and_paid(dossier: &Dossier) -> (Option<OpenBalance>, PaymentHistory) {
    let (mut owed, mut paid) = (None::<OpenBalance>, PaymentHistory::default());
    for record in dossier.timeline() {
        let Record::Order(order) = record else { continue };
        let account = Account::of(dossier, order);
        if account.is_cancelled || account.is_mixed {
            continue;
        }
        for part in &account.instalments {
            if let (Some(due), Some(on)) = (part.due, part.paid_on) {
                paid.instalments = paid.instalments.saturating_add(1);
                let late = u32::try_from((on - due).whole_days()).unwrap_or(0);
                paid.days_late = paid.days_late.saturating_add(late);
            }
        }
        if let Some(next) = account.next_due()
            && owed.is_none_or(|other| next.on < other.due)
        {
            owed = Some(OpenBalance { due: next.on, amount: next.amount });
        }
    }
    (owed, paid)
}

/// What came for the latest cancelled order of which money is left to pay back.
pub(super) fn to_pay_back(dossier: &Dossier) -> Option<Money> {
    dossier.timeline().iter().find_map(|record| {
        let Record::Order(order) = record else { return None };
        let account = Account::of(dossier, order);
        let amount = Money { minor: account.balance().saturating_neg(), ..order.amount };
        (account.standing() == Standing::RefundDue).then_some(amount)
    })
}
