//! What is sent and what is said of it: shipments and feedback.

use super::super::day::{day_of, departure_leaning, read_days};
use super::super::{Part, PartError};
use super::{Reader, is_before_shipping};
use crate::domain::record::RecordKind;
use crate::domain::trade::{
    Arrival, Feedback, FeedbackAbout, Order, OrderState, Sample, Satisfaction, Shipment, TransportMode,
};
use crate::domain::{Edit, FeedbackId, OrderId, Record, ShipmentId};
use uuid::Uuid;

impl Reader<'_> {
    pub(super) fn shipment(&mut self, id: Uuid, then: &mut Vec<Edit>) -> Option<Shipment> {
        let order = match self.referred(Part::Order, &[RecordKind::Order]) {
            Some(Record::Order(it)) => Some(*it),
            _ => None,
        };
        let mode = self.choice(Part::Mode, TransportMode::from_id);
        let transit = match self.draft.get(Part::Transit) {
            "" => Some(0),
            typed => self.keep(Part::Transit, read_days(typed)),
        };
        let departed_on = self.past_or_none(Part::Departed);
        let arrived_on = self.past_or_none(Part::Arrived);
        let is_said = |part| !self.draft.get(part).is_empty();
        // Goods that have left need no plan: the day of departure stands for it.
        let etd = if !is_said(Part::Etd) && (is_said(Part::Departed) || is_said(Part::Arrived)) {
            departed_on.or(arrived_on)
        } else {
            self.read(Part::Etd, |text, it| {
                let today = it.known.today;
                day_of(text, departure_leaning(text, today), today)
            })
        };
        if arrived_on.zip(departed_on.or(etd)).is_some_and(|(arrived, left)| arrived < left) {
            self.note(Part::Arrived, PartError::TooEarly);
        }
        let is_corrected =
            |id: OrderId| matches!(&self.before, Some(Record::Shipment(it)) if it.order == Some(id));
        let cancelled = order.as_ref().filter(|it| it.state == OrderState::Cancelled).map(|it| it.id);
        self.doubts.cancelled = cancelled.filter(|id| !is_corrected(*id));
        let is_of_none = self.before.is_none() && self.draft.get(Part::Order).is_empty();
        self.doubts.all_cancelled = is_of_none && self.known.all_cancelled();
        let has_left = departed_on.is_some() || arrived_on.is_some();
        // While another shipment of it waits, an order is not shipped.
        let ships = |it: &Order| is_before_shipping(it.state) && !self.known.waits_to_leave(it.id, id);
        if let Some(order) = order.as_ref().filter(|order| has_left && ships(order)) {
            let after = Order { state: OrderState::Shipped, ..order.clone() };
            then.push(Edit::update(order.clone(), after));
        }
        Some(Shipment {
            id: ShipmentId(id),
            customer: self.known.dossier.customer.id,
            order: order.map(|it| it.id),
            mode: mode?,
            etd: etd?,
            transit_days: transit?,
            reference: self.line(Part::Reference),
            departed_on,
            arrived_on,
            note: self.text(Part::Note),
        })
    }

    pub(super) fn feedback(&mut self, id: Uuid, then: &mut Vec<Edit>) -> Option<Feedback> {
        let date = self.past(Part::Date);
        let text = self.required_text(Part::Text);
        let satisfaction = self.choice(Part::Satisfaction, Satisfaction::from_id);
        let about = match self.referred(Part::About, &[RecordKind::Sample, RecordKind::Order]) {
            Some(Record::Sample(sample)) => {
                let about = FeedbackAbout::Sample(sample.id);
                if let (true, Some(text), Some(date)) = (sample.feedback.is_empty(), &text, date) {
                    let arrival = sample.arrival.filter(|it| matches!(it, Arrival::Confirmed(_)));
                    let after = Sample {
                        feedback: text.clone(),
                        feedback_on: Some(date),
                        // Whoever comments on a sample has it.
                        arrival: arrival.or(sample.arrival.map(|it| Arrival::Confirmed(it.date().min(date)))),
                        ..(*sample).clone()
                    };
                    then.push(Edit::update(*sample, after));
                }
                about
            }
            Some(Record::Order(order)) => FeedbackAbout::Order(order.id),
            _ => FeedbackAbout::General,
        };
        Some(Feedback {
            id: FeedbackId(id),
            customer: self.known.dossier.customer.id,
            date: date?,
            about,
            text: text?,
            satisfaction: satisfaction?,
        })
    }
}
