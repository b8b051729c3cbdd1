//! A complaint that waits for us: feedback that was one, and nobody got in touch since.

use super::super::trade::{Feedback, Satisfaction};
use crate::domain::{Direction, Dossier, Interaction, Record};
use time::Date;

/// The day of the first complaint that nobody replied to and about which the customer was not satisfied later.
pub(super) fn open_complaint(dossier: &Dossier) -> Option<Date> {
    let feedbacks = || {
        dossier
            .timeline()
            .iter()
            .filter_map(|it| if let Record::Feedback(it) = it { Some(&**it) } else { None })
    };
    let complaints = feedbacks().filter(|it| it.satisfaction == Satisfaction::Complaint);
    let is_settled = |complaint: &Feedback| {
        feedbacks().any(|it| {
            let is_later = (it.date, it.id) > (complaint.date, complaint.id);
            is_later && it.about == complaint.about && it.satisfaction == Satisfaction::Satisfied
        })
    };
    let is_replied = |complaint| dossier.interactions().any(|it| is_reply(it, complaint));
    complaints.filter(|it| !is_settled(it) && !is_replied(it)).map(|it| it.date).min()
}

/// Whether we got in touch after the complaint; on its day the ids tell what was written down later.
fn is_reply(entry: &Interaction, complaint: &Feedback) -> bool {
    let day = entry.at.date();
    let is_later = day > complaint.date || (day == complaint.date && entry.id.0 > complaint.id.0);
    entry.is_contact() && entry.direction == Direction::Out && is_later
}
