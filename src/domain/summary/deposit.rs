//! The first instalment of a proforma invoice that became no order: nothing came for it.

use super::open_deals::{due_of_invoice, first_instalment};
use super::{DepositsAsked, OpenBalance};
use crate::domain::money::Money;
use crate::domain::trade::{PaymentTrigger, ProformaInvoice};
use crate::domain::{Dossier, Record};

/// What was to be paid first, of the PIs that are newer than the last one that became an order: older ones were replaced, as are those that another one names.
/// A PI that asks for nothing with the order waits for something else. Of several, that whose day comes first, and what they
/// are called by.
pub(super) fn unpaid_deposit(dossier: &Dossier) -> (Option<OpenBalance>, Option<DepositsAsked>) {
    let timeline = dossier.timeline();
    let invoices =
        timeline.iter().filter_map(|it| if let Record::Invoice(it) = it { Some(&**it) } else { None });
    let newer = invoices.take_while(|it| !dossier.is_ordered(it.id));
    let waiting: Vec<_> = newer.filter(|it| dossier.is_waiting(it.id) && asks_for_deposit(it)).collect();
    let Some(oldest) = waiting.iter().min_by_key(|it| (due_of_invoice(it), it.id)) else {
        return (None, None);
    };
    let open = OpenBalance { due: due_of_invoice(oldest), amount: first_instalment(oldest) };
    let more = u16::try_from(waiting.len() - 1).unwrap_or(u16::MAX);
    let several = (more > 0).then(|| DepositsAsked { oldest: oldest.number.clone(), more });
    (Some(open), several)
}

/// What a PI asks for with the order, which may be all of it.
pub fn deposit_of(invoice: &ProformaInvoice) -> Option<Money> {
    asks_for_deposit(invoice).then(|| first_instalment(invoice))
}

fn asks_for_deposit(invoice: &ProformaInvoice) -> bool {
    invoice.terms.first().is_some_and(|first| first.trigger.event() == PaymentTrigger::Order)
}
