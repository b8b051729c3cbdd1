//! The open customers, each a keystroke away.

use super::Front;
use super::layout::Pane;
use crate::domain::CustomerId;
use serde::{Deserialize, Serialize};

/// One open customer with its own place on card and timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tab {
    pub customer: CustomerId,
    /// Opened by a person; otherwise only by an unfinished note, and closed with it.
    pub kept: bool,
    /// Opened from the review or from within a call, which closes it when it is gone back to.
    #[serde(default)]
    lent: bool,
    pub card_row: usize,
    pub timeline_row: usize,
    /// Card or timeline, whichever was looked at last.
    pub pane: Pane,
}

/// Open customers and which one is shown; none is when a list is looked through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tabs {
    #[serde(rename = "tabs")]
    all: Vec<Tab>,
    active: Option<usize>,
    /// The screen from which the shown one was opened, to go back to.
    #[serde(default)]
    from: Front,
}

impl Tabs {
    pub fn iter(&self) -> impl Iterator<Item = &Tab> {
        self.all.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn active(&self) -> Option<&Tab> {
        self.active.and_then(|place| self.all.get(place))
    }

    pub fn active_mut(&mut self) -> Option<&mut Tab> {
        self.active.and_then(|place| self.all.get_mut(place))
    }

    pub fn active_place(&self) -> Option<usize> {
        self.active
    }

    pub fn get_mut(&mut self, customer: CustomerId) -> Option<&mut Tab> {
        self.all.iter_mut().find(|tab| tab.customer == customer)
    }

    pub fn holds(&self, customer: CustomerId) -> bool {
        self.all.iter().any(|tab| tab.customer == customer)
    }

    /// Opens a customer, or goes to it where it is open already.
    pub fn open(&mut self, customer: CustomerId) {
        self.add(customer, true);
        self.active = self.all.iter().position(|tab| tab.customer == customer);
        if let Some(tab) = self.active_mut() {
            tab.lent = false;
        }
    }

    /// Notes that a review or a call has opened this tab.
    pub fn lend(&mut self, customer: CustomerId) {
        if let Some(tab) = self.get_mut(customer) {
            tab.lent = true;
        }
    }

    /// Whether a review or a call has opened this tab.
    pub fn is_lent(&self, customer: CustomerId) -> bool {
        self.all.iter().any(|tab| tab.customer == customer && tab.lent)
    }

    /// Gives a customer with an unfinished note a tab without going there.
    pub fn hold(&mut self, customer: CustomerId) {
        self.add(customer, false);
    }

    /// Goes to a customer, who is given a tab for it where there is none.
    pub fn go_to_customer(&mut self, customer: CustomerId) {
        self.hold(customer);
        self.active = self.all.iter().position(|tab| tab.customer == customer);
    }

    fn add(&mut self, customer: CustomerId, kept: bool) {
        if let Some(tab) = self.get_mut(customer) {
            tab.kept |= kept;
        } else {
            let (lent, pane) = (false, Pane::Card);
            self.all.push(Tab { customer, kept, lent, card_row: 0, timeline_row: 0, pane });
        }
    }

    /// The note is finished: a tab that was there only for it goes, unless it is looked at.
    pub fn release(&mut self, customer: CustomerId) {
        if self.all.iter().any(|tab| tab.customer == customer && !tab.kept) {
            self.close(customer);
        }
    }

    pub fn close(&mut self, customer: CustomerId) {
        let Some(place) = self.all.iter().position(|tab| tab.customer == customer) else { return };
        self.all.remove(place);
        self.active = match self.active {
            Some(_) if self.all.is_empty() => None,
            Some(active) if active > place => Some(active - 1),
            Some(active) => Some(active.min(self.all.len() - 1)),
            None => None,
        };
    }

    /// Leaves the open customers for a list.
    pub fn leave(&mut self) {
        (self.active, self.from) = (None, Front::Panes);
    }

    /// Notes the screen from which a customer is being opened. From another open customer the way back stays.
    pub fn come_from(&mut self, front: Front) {
        let is_screen = matches!(front, Front::Review | Front::Pipeline | Front::Business | Front::Insights);
        if is_screen || self.active.is_none() {
            self.from = if is_screen { front } else { Front::Panes };
        }
    }

    /// Notes that an open customer is looked at from within a call, which is gone back to.
    pub fn come_from_call(&mut self, customer: CustomerId) {
        self.from = Front::Call(customer);
    }

    /// The screen to go back to.
    pub fn from(&self) -> Front {
        self.from
    }

    /// Goes to the tab with this number, from 1. Returns whether there is one.
    pub fn go_to(&mut self, number: usize) -> bool {
        let there = (1..=self.all.len()).contains(&number);
        if there {
            self.active = Some(number - 1);
        }
        there
    }

    /// Goes round the open customers.
    pub fn step(&mut self, forward: bool) -> bool {
        let count = self.all.len();
        if count == 0 {
            return false;
        }
        self.active = Some(match (self.active, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(place), true) => (place + 1) % count,
            (Some(place), false) => (place + count - 1) % count,
        });
        true
    }

    /// Keeps only customers that still exist.
    pub fn retain(&mut self, exists: impl Fn(CustomerId) -> bool) {
        let gone: Vec<_> = self.all.iter().map(|tab| tab.customer).filter(|id| !exists(*id)).collect();
        for id in gone {
            self.close(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(number: u128) -> CustomerId {
        CustomerId(Uuid::from_u128(number))
    }

    fn shown(tabs: &Tabs) -> Option<u128> {
        tabs.active().map(|tab| tab.customer.0.as_u128())
    }

    #[test]
    fn opening_twice_goes_to_the_same_tab() {
        let mut tabs = Tabs::default();
        (1..=3).for_each(|number| tabs.open(id(number)));
        tabs.open(id(1));
        assert_eq!((tabs.iter().count(), shown(&tabs)), (3, Some(1)));
    }

    #[test]
    fn closing_shows_the_neighbour() {
        let mut tabs = Tabs::default();
        (1..=3).for_each(|number| tabs.open(id(number)));
        tabs.close(id(3));
        assert_eq!(shown(&tabs), Some(2));
        tabs.close(id(1));
        assert_eq!(shown(&tabs), Some(2));
        tabs.close(id(2));
        assert_eq!(shown(&tabs), None);
    }

    #[test]
    fn a_tab_held_by_a_note_goes_with_the_note() {
        let mut tabs = Tabs::default();
        tabs.open(id(1));
        tabs.hold(id(2));
        tabs.release(id(1));
        tabs.release(id(2));
        assert_eq!(tabs.iter().count(), 1);
        assert_eq!(shown(&tabs), Some(1));
    }

    #[test]
    fn steps_go_round_and_numbers_go_straight() {
        let mut tabs = Tabs::default();
        assert!(!tabs.step(true));
        (1..=3).for_each(|number| tabs.open(id(number)));
        assert!(tabs.step(true));
        assert_eq!(shown(&tabs), Some(1));
        assert!(tabs.step(false));
        assert_eq!(shown(&tabs), Some(3));
        assert!(tabs.go_to(2) && !tabs.go_to(9));
        assert_eq!(shown(&tabs), Some(2));
    }
}
