//! What stays where it is while the day, the lists and the data move on.

use super::layout::Pane;
use super::{App, Front};
use crate::domain::CustomerId;

impl App {
    /// On a day without follow-ups the customers are what one looks at.
    pub(super) fn look_where_there_is_something(&mut self) {
        if self.ledger.agenda().is_empty() && !self.ledger.is_empty() && self.pane == Pane::Today {
            (self.pane, self.last_list) = (Pane::Customers, Pane::Customers);
        }
    }

    /// Whatever happens outside, a note that is being written stays on the screen, or the next keys would be
    /// taken for commands.
    pub(super) fn keep_in_hand(&mut self, customer: Option<CustomerId>) {
        let Some(id) = customer.filter(|id| self.shown() != Some(*id)) else { return };
        if self.ledger.row(id).is_some() && self.notes.contains_key(&id) {
            self.tabs.open(id);
            self.front = Front::Panes;
        }
    }

    /// A new day brings a new order of the lists. The cursors stay on their customers, or a note that is
    /// being written would leave the screen at midnight and the next keys would be taken for commands.
    pub(super) fn turn_the_page(&mut self) {
        let today = self.now.date();
        if today == self.ledger.today() {
            return;
        }
        let due = self.today.customer(self.ledger.agenda());
        let known = self.ledger.order().get(self.customers.at).copied();
        self.ledger.set_today(today);
        let place = |list: &[CustomerId], id: Option<CustomerId>| list.iter().position(|it| Some(*it) == id);
        if self.front == Front::Review {
            self.refresh_review();
        }
        self.today.at = place(self.ledger.agenda(), due).unwrap_or(self.today.at);
        self.today.stays = None;
        self.customers.at = place(self.ledger.order(), known).unwrap_or(self.customers.at);
    }

    /// Who had left today's list and is on it again has a row of its own; who is gone has none.
    pub(super) fn let_go_of_who_is_back(&mut self) {
        let Some(id) = self.today.stays else { return };
        let back = self.ledger.agenda().iter().position(|other| *other == id);
        if back.is_some() || self.ledger.row(id).is_none() {
            self.today.stays = None;
        }
        self.today.at = back.unwrap_or(self.today.at);
    }

    /// Takes into the review who has come due meanwhile. While not everybody is known, nobody can tell who that is.
    pub(super) fn refresh_review(&mut self) {
        if let Some(review) = self.review.as_mut().filter(|_| self.arrival.is_whole()) {
            review.refresh(&self.ledger, &self.aside, self.now);
        }
    }
}
