//! Business under way over all customers, list by list in the order of the day that matters, and the numbers
//! that are given. Moved one customer at a time, so that opening a list scans nothing.

use crate::domain::money::Money;
use crate::domain::summary::{DealList, OpenDeal};
use crate::domain::{CustomerId, Summary};
use compact_str::CompactString;
use std::collections::BTreeMap;
use std::ops::Bound;
use time::Date;

/// A place among the rows of a list: its day, its customer, and which of the customer's rows it is.
type Place = (Date, CustomerId, u8);

/// With what is asked or missing, so that sums look at no customer.
type Rows = BTreeMap<Place, Option<Money>>;

/// The index.
#[derive(Clone, Debug, Default)]
pub struct DealIndex {
    lists: BTreeMap<DealList, Rows>,
    /// Quotations of customers who are lost: nobody waits for an answer to them.
    of_lost: Rows,
    /// Numbers in capitals, with how many customers have them.
    numbers: BTreeMap<CompactString, u32>,
    /// Rows of customers who have more than a summary holds.
    left_out: usize,
    /// Goes up with every change, so that a list knows when to be made again.
    revision: u64,
}

/// How often an index was changed says nothing about what it holds.
impl PartialEq for DealIndex {
    fn eq(&self, other: &Self) -> bool {
        let full = |it: &Self| -> Vec<_> {
            it.lists
                .iter()
                .filter(|(_, rows)| !rows.is_empty())
                .map(|(list, rows)| (*list, rows.clone()))
                .collect()
        };
        full(self) == full(other)
            && self.of_lost == other.of_lost
            && self.numbers == other.numbers
            && self.left_out == other.left_out
    }
}

impl DealIndex {
    /// Takes a customer in, who may be lost.
    pub fn insert(&mut self, summary: &Summary, is_lost: bool) {
        self.revision += 1;
        self.left_out = self.left_out.saturating_add(more(summary));
        for (place, deal) in (0..).zip(&summary.open) {
            let is_over = is_lost && deal.list == DealList::Quotations;
            let rows = if is_over { &mut self.of_lost } else { self.lists.entry(deal.list).or_default() };
            rows.insert(place_of(summary, place, deal), deal.amount);
        }
        for number in &summary.numbers {
            *self.numbers.entry(CompactString::from(number.to_uppercase())).or_default() += 1;
        }
    }

    pub fn remove(&mut self, summary: &Summary) {
        self.revision += 1;
        self.left_out = self.left_out.saturating_sub(more(summary));
        for (place, deal) in (0..).zip(&summary.open) {
            let place = place_of(summary, place, deal);
            self.of_lost.remove(&place);
            if let Some(list) = self.lists.get_mut(&deal.list) {
                list.remove(&place);
            }
        }
        for number in &summary.numbers {
            let number = number.to_uppercase();
            let left = self.numbers.get_mut(number.as_str()).map(|count| {
                *count = count.saturating_sub(1);
                *count
            });
            if left == Some(0) {
                self.numbers.remove(number.as_str());
            }
        }
    }

    /// Takes over the rows and numbers of other customers.
    pub fn append(&mut self, other: Self) {
        self.revision += 1;
        self.left_out = self.left_out.saturating_add(other.left_out);
        let mut of_lost = other.of_lost;
        self.of_lost.append(&mut of_lost);
        for (list, mut rows) in other.lists {
            self.lists.entry(list).or_default().append(&mut rows);
        }
        for (number, count) in other.numbers {
            *self.numbers.entry(number).or_default() += count;
        }
    }

    /// The rows of a list, the earliest day first: customer, and place among its rows; with what is asked or missing.
    /// Where a day is given, those whose day comes no later.
    pub fn with_amounts(
        &self,
        list: DealList,
        until: Option<Date>,
    ) -> impl Iterator<Item = ((CustomerId, usize), Option<Money>)> {
        let end = match until.and_then(Date::next_day) {
            Some(day) => Bound::Excluded((day, CustomerId::NOBODY, 0)),
            None => Bound::Unbounded,
        };
        let rows = self.lists.get(&list).into_iter();
        rows.flat_map(move |rows| rows.range((Bound::Unbounded, end))).map(in_short)
    }

    /// The same of the quotations of customers who are lost.
    pub fn of_lost(&self) -> impl Iterator<Item = ((CustomerId, usize), Option<Money>)> {
        self.of_lost.iter().map(in_short)
    }

    /// How many rows are in no list, since their customers have more than a summary holds.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn len(&self, list: DealList) -> usize {
        self.lists.get(&list).map_or(0, BTreeMap::len)
    }

    /// Given numbers that begin so, in capitals.
    pub fn numbers(&self, prefix: &str) -> impl Iterator<Item = &str> {
        let prefix = CompactString::from(prefix.to_uppercase());
        let from = self.numbers.range(prefix.clone()..);
        from.map(|(number, _)| number.as_str()).take_while(move |number| number.starts_with(prefix.as_str()))
    }
}

fn in_short(
    ((_, customer, place), amount): (&Place, &Option<Money>),
) -> ((CustomerId, usize), Option<Money>) {
    ((*customer, usize::from(*place)), *amount)
}

fn place_of(summary: &Summary, place: u8, deal: &OpenDeal) -> Place {
    (deal.due.unwrap_or(Date::MAX), summary.id, place)
}

fn more(summary: &Summary) -> usize {
    usize::try_from(summary.more_open).unwrap_or(usize::MAX)
}
