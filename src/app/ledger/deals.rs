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

/// The index.
#[derive(Clone, Debug, Default)]
pub struct DealIndex {
    /// With what is asked or missing, so that sums look at no customer.
    lists: BTreeMap<DealList, BTreeMap<Place, Option<Money>>>,
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
        full(self) == full(other) && self.numbers == other.numbers && self.left_out == other.left_out
    }
}

impl DealIndex {
    pub fn insert(&mut self, summary: &Summary) {
        self.revision += 1;
        self.left_out = self.left_out.saturating_add(more(summary));
        for (place, deal) in (0..).zip(&summary.open) {
            self.lists.entry(deal.list).or_default().insert(place_of(summary, place, deal), deal.amount);
        }
        for number in &summary.numbers {
            *self.numbers.entry(CompactString::from(number.to_uppercase())).or_default() += 1;
        }
    }

    pub fn remove(&mut self, summary: &Summary) {
        self.revision += 1;
        self.left_out = self.left_out.saturating_sub(more(summary));
        for (place, deal) in (0..).zip(&summary.open) {
            if let Some(list) = self.lists.get_mut(&deal.list) {
                list.remove(&place_of(summary, place, deal));
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
        for (list, mut rows) in other.lists {
            self.lists.entry(list).or_default().append(&mut rows);
        }
        for (number, count) in other.numbers {
            *self.numbers.entry(number).or_default() += count;
        }
    }

    /// The rows of a list, the earliest day first: customer, and place among its rows. Where a day is given, those
    /// whose day comes no later.
    pub fn list(
        &self,
        list: DealList,
        until: Option<Date>,
    ) -> impl DoubleEndedIterator<Item = (CustomerId, usize)> {
        self.with_amounts(list, until).map(|(place, _)| place)
    }

    /// The same with what is asked or missing.
    pub fn with_amounts(
        &self,
        list: DealList,
        until: Option<Date>,
    ) -> impl DoubleEndedIterator<Item = ((CustomerId, usize), Option<Money>)> {
        let rows = self.lists.get(&list).into_iter();
        let end = match until.and_then(Date::next_day) {
            Some(day) => Bound::Excluded((day, CustomerId::NOBODY, 0)),
            None => Bound::Unbounded,
        };
        rows.flat_map(move |rows| rows.range((Bound::Unbounded, end)))
            .map(|((_, customer, place), amount)| ((*customer, usize::from(*place)), *amount))
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

fn place_of(summary: &Summary, place: u8, deal: &OpenDeal) -> Place {
    (deal.due.unwrap_or(Date::MAX), summary.id, place)
}

fn more(summary: &Summary) -> usize {
    usize::try_from(summary.more_open).unwrap_or(usize::MAX)
}
