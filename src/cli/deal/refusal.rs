//! What is not written down unless an option says that it is meant.

use super::{Request, named};
use crate::domain::Record;
use crate::domain::deal::{Composed, Known};
use crate::domain::trade::OrderState;
use crate::lang::Words;
use crate::lang::money::numbered;
use anyhow::bail;

/// Refuses a payment, an order or a shipment that is odd, unless an option says that it is meant.
pub(super) fn refuse(request: &Request<'_>, made: &Composed, words: Words) -> anyhow::Result<()> {
    let doubts = &made.doubts;
    let odd = [
        (doubts.cancelled.is_some(), words.cancelled_refused()),
        (doubts.gone.is_some(), words.gone_refused()),
        (doubts.all_cancelled, words.all_cancelled_refused()),
    ];
    if let Some((_, said)) = odd.iter().find(|(is_odd, _)| *is_odd && !request.anyway) {
        bail!("{said}");
    }
    if let Some((invoice, order)) = doubts.ordered.as_ref().filter(|_| !request.anyway) {
        bail!("{}", words.ordered_refused(&words.is_order(invoice, order)));
    }
    if !doubts.stays.is_empty() && !request.anyway {
        bail!("{}", words.stays_refused(&words.stays(&doubts.stays)));
    }
    match made.doubts.excess {
        Some(excess) if excess.minor < 0 && !request.anyway => {
            bail!("{}", words.refund_refused(&excess.negated().to_string()));
        }
        Some(excess) if excess.minor > 0 && !request.credit && request.spread.is_some() => {
            bail!("{}", words.rest_refused(&excess.to_string()));
        }
        Some(excess) if excess.minor > 0 && !request.credit => {
            let also = words.also_open(&made.open_elsewhere);
            bail!("{}{also}", words.excess_refused(&excess.to_string()));
        }
        _ => {}
    }
    match made.doubts.fee {
        Some(fee) if !request.anyway => bail!("{}", words.fee_refused(&fee.to_string())),
        _ => Ok(()),
    }
}

/// Refuses a new order that is cancelled from the beginning where one that there is may be meant.
pub(super) fn refuse_cancelled(record: &Record, known: &Known<'_>, words: Words) -> anyhow::Result<()> {
    let open = known.orders().filter(|it| it.state != OrderState::Cancelled);
    let names: Vec<_> = open.map(|it| named(known, it)).collect();
    match record {
        Record::Order(it) if it.state == OrderState::Cancelled && !names.is_empty() => {
            bail!("{}", words.cancel_which(&numbered(&names)))
        }
        _ => Ok(()),
    }
}
