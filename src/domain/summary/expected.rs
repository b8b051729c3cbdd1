//! What a summary will be after an edit, as far as can be told without the history.
//!
//! The screen shows this until the change is written and the true summary comes back. It knows what a day's
//! work consists of, a new entry at the end of the log, something sent and the next step, and leaves all else alone.

use super::answered::sent_on;
use super::signs::sign_on;
use super::{LastContact, MOST_TOUCHES, Summary, excerpt};
use crate::domain::trade::Satisfaction;
use crate::domain::{Direction, Edit, Interaction, Moment, Record};

impl Summary {
    /// Takes in an edit of this customer.
    pub fn expect(&mut self, edit: &Edit) {
        match (&edit.before, &edit.after) {
            (_, Some(Record::FollowUp(plan))) => self.follow_up = Some(plan.clone()),
            (Some(Record::FollowUp(_)), None) => self.follow_up = None,
            (None, Some(Record::Interaction(entry))) => self.expect_entry(entry),
            (None, Some(record)) => self.expect_sent(record),
            _ => {}
        }
    }

    /// A record that was just written down came after every message so far.
    fn expect_sent(&mut self, record: &Record) {
        let heard = self.contact.last_in.map(Moment::date);
        let sent = sent_on(record).map(|(day, _)| day).filter(|day| heard.is_none_or(|heard| *day >= heard));
        self.contact.answered = self.contact.answered.max(sent);
        if sent.is_some() {
            self.contact.waits_since = None;
        }
        let last_out = self.contact.last_out.map(Moment::date);
        if sign_on(record).is_some_and(|sign| last_out.is_none_or(|last_out| sign >= last_out)) {
            self.contact.unanswered = 0;
        }
        if let Record::Payment(it) = record {
            let came = (it.amount.minor > 0).then_some(it.date);
            self.deals.last_payment = self.deals.last_payment.max(came);
        }
        if let Record::Feedback(it) = record {
            self.contact.last_in = self.contact.last_in.max(record.timeline_at());
            if it.satisfaction == Satisfaction::Complaint {
                self.deals.complaint = self.deals.complaint.max(Some(it.date));
            }
        }
    }

    fn expect_entry(&mut self, entry: &Interaction) {
        if !entry.is_contact() {
            if self.stage != entry.stage && entry.at >= self.stage_since {
                (self.stage, self.stage_since) = (entry.stage.clone(), entry.at);
            }
            return;
        }
        let contact = &mut self.contact;
        if contact.last.as_ref().is_some_and(|last| last.at > entry.at) {
            return;
        }
        if entry.reaches() {
            contact.wrote = entry.waits().then_some(entry.at);
            let since = contact.waits_since.unwrap_or(entry.at);
            contact.waits_since = entry.waits().then_some(since);
        }
        let (at, channel, direction) = (entry.at, entry.channel, entry.direction);
        contact.last = Some(LastContact { at, channel, direction, summary: excerpt(&entry.summary) });
        contact.count += 1;
        if direction.is_heard(channel) {
            (contact.last_in, contact.unanswered) = (Some(at), 0);
            contact.answered = contact.answered.filter(|sent| *sent > at.date());
        } else if direction.is_ours() {
            contact.unanswered = contact.unanswered.saturating_add(1);
        }
        if direction == Direction::Out {
            self.deals.complaint = self.deals.complaint.filter(|day| *day > at.date());
        }
        if direction.is_ours() {
            contact.last_out = Some(at);
            if contact.touches.first() != Some(&at.date()) {
                contact.touches.insert(0, at.date());
                contact.touches.truncate(MOST_TOUCHES);
            }
        }
        // A new customer's stage counts from the first entry.
        if self.stage != entry.stage || contact.count == 1 {
            (self.stage, self.stage_since) = (entry.stage.clone(), at);
        }
    }
}
