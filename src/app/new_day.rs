//! What a new day changes.

use super::{App, Front};
use crate::domain::CustomerId;

impl App {
    /// A new day brings a new order of the lists. The cursors stay on their customers, or a note that is
    /// being written would leave the screen at midnight and the next keys would be taken for commands.
    pub(super) fn turn_the_page(&mut self) {
        let today = self.now.date();
        if today == self.ledger.today() {
            return;
        }
        let due = self.ledger.agenda().get(self.today.at).copied();
        let known = self.ledger.order().get(self.customers.at).copied();
        self.ledger.set_today(today);
        let place = |list: &[CustomerId], id: Option<CustomerId>| list.iter().position(|it| Some(*it) == id);
        if self.front == Front::Review {
            self.refresh_review();
        }
        self.today.at = place(self.ledger.agenda(), due).unwrap_or(self.today.at);
        self.customers.at = place(self.ledger.order(), known).unwrap_or(self.customers.at);
    }

    /// Takes into the review who has come due meanwhile. While not everybody is known, nobody can tell who that is.
    pub(super) fn refresh_review(&mut self) {
        if let Some(review) = self.review.as_mut().filter(|_| self.arrival.is_whole()) {
            review.refresh(&self.ledger);
        }
    }
}
