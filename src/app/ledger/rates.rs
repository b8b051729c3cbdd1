//! Other rates of exchange, and who is assessed anew then.

use super::anew::AT_ONCE;
use super::{BULK, Ledger, Row};
use crate::domain::{Change, Edit, Rate, Rates, Record};
use std::sync::Arc;

impl Ledger {
    /// What amounts in other currencies are worth.
    pub fn rates(&self) -> &Rates {
        self.rules.rates()
    }

    /// Other rates of exchange: those are assessed anew who ordered in a currency whose worth has changed; where very many
    /// have ordered, everybody, beside the keys.
    pub fn set_rates(&mut self, rates: Vec<Rate>) {
        let rules = Arc::new(self.rules.with_rates(rates));
        let old = std::mem::replace(&mut self.rules, rules);
        let now = self.rules.rates();
        let worth = |rates: &Rates, currency| rates.latest(currency).map(|rate| rate.worth);
        let mut currencies = old.rates().all().iter().chain(now.all()).map(|rate| rate.currency);
        if currencies.all(|currency| worth(old.rates(), currency) == worth(now, currency)) {
            return;
        }
        let who_ordered = || self.rows.values().map(Box::as_ref).filter(|row| row.has_ordered());
        if self.is_assessed_beside() || who_ordered().count() > AT_ONCE {
            return self.assess_beside_again();
        }
        let is_touched = |row: &&Row| {
            let ordered = row.summary.unpacked().deals.ordered;
            ordered.iter().any(|sum| worth(old.rates(), sum.currency) != worth(now, sum.currency))
        };
        let touched: Vec<_> = who_ordered().filter(is_touched).map(|row| row.id).collect();
        if touched.len() > BULK {
            return self.reassess_many(touched);
        }
        for id in touched {
            let seat = self.seat(id);
            self.assess_again(id);
            self.reseat(id, seat);
        }
    }

    /// The rates once a change is made; nothing where it touches none.
    pub(super) fn rates_after(&self, change: &Change) -> Option<Vec<Rate>> {
        let mut rates: Option<Vec<Rate>> = None;
        for Edit { before, after } in &change.edits {
            if let Some(Record::Rate(gone)) = before {
                rates.get_or_insert_with(|| self.rates().all().to_vec()).retain(|rate| rate.id != gone.id);
            }
            if let Some(Record::Rate(rate)) = after {
                rates.get_or_insert_with(|| self.rates().all().to_vec()).push(rate.clone());
            }
        }
        rates
    }
}
