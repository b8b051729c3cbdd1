//! The places of customers in the orders of the lists, moved one customer at a time.

use super::row::{is_due, urgency};
use super::{Ledger, Row};
use crate::domain::CustomerId;
use std::cmp::Ordering;

/// The places of a customer in the orders.
#[derive(Clone, Copy, Default)]
pub(super) struct Seat {
    order: Option<usize>,
    agenda: Option<usize>,
}

impl Ledger {
    /// Some customers in order and others in any order, all in order.
    pub(super) fn merged(
        &self,
        ordered: &[CustomerId],
        others: &mut [CustomerId],
        cmp: impl Fn(&Row, &Row) -> Ordering,
    ) -> Vec<CustomerId> {
        let mut rows: Vec<_> = others.iter().filter_map(|id| self.row(*id)).collect();
        rows.sort_unstable_by(|a, b| cmp(a, b));
        let mut rows = rows.into_iter().peekable();
        let mut merged = Vec::with_capacity(ordered.len() + others.len());
        for row in ordered.iter().filter_map(|id| self.row(*id)) {
            while let Some(first) = rows.next_if(|first| cmp(first, row).is_lt()) {
                merged.push(first.id);
            }
            merged.push(row.id);
        }
        merged.extend(rows.map(|row| row.id));
        merged
    }

    /// Where a customer stands in the orders by its row.
    pub(super) fn seat(&self, id: CustomerId) -> Seat {
        let Some(row) = self.rows.get(&id) else { return Seat::default() };
        Seat {
            order: self.place(&self.order, row, |a, b| self.compare(a, b)).ok(),
            agenda: self.place(&self.agenda, row, urgency).ok(),
        }
    }

    /// Puts a customer into the orders, where it belongs by its row now, from where it stood before.
    pub(super) fn reseat(&mut self, id: CustomerId, before: Seat) {
        let (mut order, mut agenda) = (std::mem::take(&mut self.order), std::mem::take(&mut self.agenda));
        if let Some(row) = self.row(id) {
            self.shift(&mut order, before.order, Some(row), |a, b| self.compare(a, b));
            self.shift(&mut agenda, before.agenda, Some(row).filter(|row| is_due(row, self.today)), urgency);
        }
        (self.order, self.agenda) = (order, agenda);
    }

    /// Moves a customer from one place of a list to where it belongs, past those in between alone.
    fn shift(
        &self,
        list: &mut Vec<CustomerId>,
        from: Option<usize>,
        row: Option<&Row>,
        cmp: impl Fn(&Row, &Row) -> Ordering,
    ) {
        let (Some(from), Some(row)) = (from, row) else {
            if let Some(from) = from {
                list.remove(from);
            }
            if let Some(row) = row {
                let (Ok(to) | Err(to)) = self.place(list, row, cmp);
                list.insert(to, row.id);
            }
            return;
        };
        let (before, behind) =
            (list.get(..from).unwrap_or_default(), list.get(from + 1..).unwrap_or_default());
        match self.place(before, row, &cmp) {
            Ok(to) | Err(to) if to < from => list.get_mut(to..=from).unwrap_or_default().rotate_right(1),
            _ => {
                let (Ok(over) | Err(over)) = self.place(behind, row, cmp);
                list.get_mut(from..=from + over).unwrap_or_default().rotate_left(1);
            }
        }
    }

    /// The place of a row in a list that is in order, or where it would be.
    fn place(
        &self,
        list: &[CustomerId],
        row: &Row,
        cmp: impl Fn(&Row, &Row) -> Ordering,
    ) -> Result<usize, usize> {
        list.binary_search_by(|other| self.rows.get(other).map_or(Ordering::Less, |other| cmp(other, row)))
    }

    pub(super) fn shift_out(&mut self, seat: Seat) {
        seat.order.map(|place| self.order.remove(place));
        seat.agenda.map(|place| self.agenda.remove(place));
    }
}
