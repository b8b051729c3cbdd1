//! Everything known about one customer, as the card and the timeline show it.

use super::trade::ProformaInvoice;
use super::{Customer, Edit, FollowUp, Interaction, InvoiceId, Moment, Record, RecordId, StageId};
use std::cmp::Reverse;

/// A customer with its next step and its whole history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    pub customer: Customer,
    pub follow_up: Option<FollowUp>,
    /// Interactions and business records, newest first.
    timeline: Vec<Record>,
}

impl Dossier {
    pub fn new(customer: Customer) -> Self {
        Self { customer, follow_up: None, timeline: Vec::new() }
    }

    /// Puts records of this customer together; records of other customers are left out.
    ///
    /// Returns nothing when the customer's own card is not among them.
    pub fn from_records(records: impl IntoIterator<Item = Record>) -> Option<Self> {
        let (mut card, mut follow_up, mut timeline) = (None, None, Vec::new());
        for record in records {
            match record {
                Record::Customer(it) => card = Some(*it),
                Record::FollowUp(it) => follow_up = Some(it),
                other => timeline.push(other),
            }
        }
        let customer = card?;
        timeline.retain(|record| record.customer() == customer.id);
        let mut dossier = Self { customer, follow_up, timeline };
        dossier.timeline.sort_by_key(newest_first);
        Some(dossier)
    }

    /// Interactions and business records, newest first.
    pub fn timeline(&self) -> &[Record] {
        &self.timeline
    }

    /// Interactions alone, newest first.
    pub fn interactions(&self) -> impl DoubleEndedIterator<Item = &Interaction> {
        self.timeline.iter().filter_map(|record| match record {
            Record::Interaction(it) => Some(&**it),
            _ => None,
        })
    }

    /// Whether an order came of a PI.
    pub fn is_ordered(&self, invoice: InvoiceId) -> bool {
        self.timeline.iter().any(|it| matches!(it, Record::Order(it) if it.is_of(invoice)))
    }

    /// The PI that was written instead of another one.
    pub fn replacement(&self, invoice: InvoiceId) -> Option<&ProformaInvoice> {
        self.timeline.iter().find_map(|record| match record {
            Record::Invoice(it) if it.replaces == Some(invoice) => Some(&**it),
            _ => None,
        })
    }

    /// Whether a PI waits for its order: none came of it, and no other PI was written instead.
    pub fn is_waiting(&self, invoice: InvoiceId) -> bool {
        !self.is_ordered(invoice) && self.replacement(invoice).is_none()
    }

    /// The stage after the latest contact.
    pub fn stage(&self) -> &StageId {
        self.interactions().next().map_or(&self.customer.opening_stage, |latest| &latest.stage)
    }

    /// Every record, the card first.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        let card = Record::from(self.customer.clone());
        let follow_up = self.follow_up.clone().map(Record::from);
        std::iter::once(card).chain(follow_up).chain(self.timeline.iter().cloned())
    }

    /// Carries out an edit. Returns whether the customer is still there afterwards.
    pub fn apply(&mut self, edit: &Edit) -> bool {
        if let Some(id) = edit.record_id() {
            self.timeline.retain(|record| record.id() != id);
        }
        match (&edit.before, &edit.after) {
            (_, Some(Record::Customer(after))) => self.customer = (**after).clone(),
            (Some(Record::Customer(_)), None) => return false,
            (_, Some(Record::FollowUp(after))) => self.follow_up = Some(after.clone()),
            (Some(Record::FollowUp(_)), None) => self.follow_up = None,
            (_, Some(after)) => {
                let place = self.timeline.partition_point(|other| newest_first(other) < newest_first(after));
                self.timeline.insert(place, after.clone());
            }
            (_, None) => {}
        }
        true
    }
}

/// Later moments first; of the same moment, the later record first.
fn newest_first(record: &Record) -> (Reverse<Option<Moment>>, Reverse<RecordId>) {
    (Reverse(record.timeline_at()), Reverse(record.id()))
}
