//! A complaint that waits for us: feedback that was one, and nobody got in touch since.

use super::super::trade::{Feedback, Satisfaction};
use crate::domain::{Direction, Dossier, Interaction, Record};
use time::Date;

/// The day of the latest complaint, unless somebody replied to it or the customer was satisfied later about the same.
pub(super) fn open_complaint(dossier: &Dossier) -> Option<Date> {
    let feedbacks = || {
        dossier
            .timeline()
            .iter()
            .filter_map(|it| if let Record::Feedback(it) = it { Some(&**it) } else { None })
    };
    let complaints = feedbacks().filter(|it| it.satisfaction == Satisfaction::Complaint);
    let latest = complaints.max_by_key(|it| (it.date, it.id))?;
    let is_settled = feedbacks().any(|it| {
        let is_later = (it.date, it.id) > (latest.date, latest.id);
        is_later && it.about == latest.about && it.satisfaction == Satisfaction::Satisfied
    });
    let is_replied = dossier.interactions().any(|it| is_reply(it, latest));
    (!is_settled && !is_replied).then_some(latest.date)
}

/// Whether we got in touch after the complaint; on its day the ids tell what was written down later.
fn is_reply(entry: &Interaction, complaint: &Feedback) -> bool {
    let day = entry.at.date();
    let is_later = day > complaint.date || (day == complaint.date && entry.id.0 > complaint.id.0);
    entry.is_contact() && entry.direction == Direction::Out && is_later
}
