//! Orders and quotations by month and by country: a sum a currency, and what they come to in the base currency as far
//! as rates reach.

use super::count::Case;
use super::{Behind, Detail, Span};
use crate::domain::account::worth_of;
use crate::domain::money::{Currency, Money};
use crate::domain::rate::InBase;
use crate::domain::trade::OrderState;
use crate::domain::{Country, CustomerId, Rates, Record};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use time::{Date, Month};

/// Months that are shown, the one in which the span ends included.
pub const MONTHS: usize = 12;

/// One month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthDeals {
    /// Its first day.
    pub month: Date,
    pub quotations: usize,
    /// Orders that were not cancelled.
    pub orders: usize,
    /// What the orders come to, a sum a currency.
    pub amounts: Vec<Money>,
    pub in_base: InBase,
    pub behind: Behind,
}

/// One country, within the span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryDeals {
    pub country: Option<Country>,
    pub quotations: usize,
    pub orders: usize,
    pub amounts: Vec<Money>,
    pub in_base: InBase,
    pub behind: Behind,
}

/// What is counted of a month or a country.
#[derive(Debug, Default)]
struct Tally {
    quotations: usize,
    orders: usize,
    amounts: BTreeMap<Currency, i64>,
    behind: Behind,
}

#[derive(Debug)]
pub(super) struct Deals {
    months: Vec<(Date, Tally)>,
    countries: BTreeMap<Option<Country>, Tally>,
    /// Orders by currency, within the months and the span.
    currencies: BTreeMap<Currency, usize>,
}

impl Deals {
    pub fn new(span: Span) -> Self {
        let mut months: Vec<_> = std::iter::successors(Some(first_of_month(span.to)), |month| {
            Some(first_of_month(month.previous_day()?))
        })
        .take(MONTHS)
        .map(|month| (month, Tally::default()))
        .collect();
        months.reverse();
        Self { months, countries: BTreeMap::new(), currencies: BTreeMap::new() }
    }

    pub fn add(&mut self, case: &Case<'_>, span: Span, rates: &Rates) {
        let mut own = Tally::default();
        let mut by_month: BTreeMap<Date, Tally> = BTreeMap::new();
        for record in case.dossier.timeline() {
            let (date, amount) = match record {
                Record::Quotation(it) => (it.date, None),
                Record::Order(it) if it.state != OrderState::Cancelled => {
                    (it.date, Some(worth_of(case.dossier, it)))
                }
                _ => continue,
            };
            // The months end with the span, not with the month.
            let month = first_of_month(date);
            let is_shown = date <= span.to && self.months.first().is_some_and(|(first, _)| month >= *first);
            if is_shown {
                by_month.entry(month).or_default().take(amount);
            }
            if span.holds(date) {
                own.take(amount);
            }
            if let Some(amount) = amount.filter(|_| is_shown || span.holds(date)) {
                *self.currencies.entry(amount.currency).or_default() += 1;
            }
        }
        for (month, part) in by_month {
            if let Some((_, tally)) = self.months.iter_mut().find(|(other, _)| *other == month) {
                tally.merge(case.summary.id, &part, rates);
            }
        }
        if own.quotations + own.orders > 0 {
            self.countries.entry(case.summary.country).or_default().merge(case.summary.id, &own, rates);
        }
    }

    /// Months, countries, and the currency that bars are drawn in: the base currency where that of most orders has a
    /// rate, else that of most orders.
    pub fn finish(self, rates: &Rates) -> (Vec<MonthDeals>, Vec<CountryDeals>, Option<Currency>) {
        let main = self.currencies.iter().max_by_key(|(code, orders)| (**orders, Reverse(**code)));
        let main = main.map(|(code, _)| *code);
        let main = main.map(|code| if rates.latest(code).is_some() { rates.base() } else { code });
        let month = |(month, tally): (Date, Tally)| {
            let (quotations, orders, amounts, behind) = tally.finish();
            MonthDeals { month, quotations, orders, in_base: rates.in_base(&amounts), amounts, behind }
        };
        let country = |(country, tally): (Option<Country>, Tally)| {
            let (quotations, orders, amounts, behind) = tally.finish();
            CountryDeals { country, quotations, orders, in_base: rates.in_base(&amounts), amounts, behind }
        };
        let mut countries: Vec<_> = self.countries.into_iter().map(country).collect();
        countries
            .sort_by_key(|it| Reverse((value_in(&it.amounts, &it.in_base, main), it.orders, it.quotations)));
        (self.months.into_iter().map(month).collect(), countries, main)
    }
}

impl Tally {
    /// Takes in an order of an amount, or a quotation.
    fn take(&mut self, amount: Option<Money>) {
        let Some(amount) = amount else {
            self.quotations += 1;
            return;
        };
        self.orders += 1;
        let sum = self.amounts.entry(amount.currency).or_default();
        *sum = sum.saturating_add(amount.minor);
    }

    /// Takes in what one customer has.
    fn merge(&mut self, customer: CustomerId, own: &Self, rates: &Rates) {
        self.quotations += own.quotations;
        self.orders += own.orders;
        for (currency, minor) in &own.amounts {
            let sum = self.amounts.entry(*currency).or_default();
            *sum = sum.saturating_add(*minor);
        }
        let amounts =
            own.amounts.iter().map(|(currency, minor)| Money { minor: *minor, currency: *currency });
        let valued = amounts.map(|amount| (amount, rates.worth(amount).unwrap_or(amount).minor));
        let (detail, weight) = match valued.max_by_key(|(_, value)| *value) {
            Some((amount, value)) => (Detail::Amount(amount), value),
            None => (Detail::Quotations(own.quotations), i64::MIN),
        };
        self.behind.add(customer, detail, weight);
    }

    fn finish(mut self) -> (usize, usize, Vec<Money>, Behind) {
        self.behind.trim();
        let amounts = self.amounts.into_iter().map(|(currency, minor)| Money { minor, currency });
        (self.quotations, self.orders, amounts.collect(), self.behind)
    }
}

/// The length of a bar that is drawn in a currency, in minor units: all that has a rate where it is the base currency,
/// else the sum in that currency alone.
pub(super) fn value_in(amounts: &[Money], in_base: &InBase, currency: Option<Currency>) -> i64 {
    if Some(in_base.amount.currency) == currency {
        return in_base.amount.minor;
    }
    amounts.iter().find(|amount| Some(amount.currency) == currency).map_or(0, |amount| amount.minor)
}

fn first_of_month(date: Date) -> Date {
    let (year, month): (i32, Month) = (date.year(), date.month());
    Date::from_calendar_date(year, month, 1).unwrap_or(date)
}
