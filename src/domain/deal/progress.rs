//! The stage that a business record brings a customer to, as a proposal.

use crate::domain::trade::{FeedbackAbout, OrderKind, Satisfaction};
use crate::domain::{Record, StageId, Stages};

/// The stage to propose after a record was written, where it lies ahead of the present one.
///
/// Stages are data that a user may edit; one that is not in the list is never proposed. A lost or dormant
/// customer to whom something new was sent is back.
pub fn proposed_stage(record: &Record, present: &StageId, stages: &Stages) -> Option<StageId> {
    let wanted = match record {
        Record::Quotation(_) => "quoted",
        Record::Sample(it) if it.feedback.is_empty() => "awaiting_feedback",
        Record::Sample(_) => "negotiating",
        Record::Invoice(_) => "pi_sent",
        Record::Order(it) => match it.kind {
            OrderKind::Trial => "trial_order",
            OrderKind::Regular => "won",
            OrderKind::Repeat => "repeat",
        },
        Record::Feedback(it) => match (it.about, it.satisfaction) {
            (FeedbackAbout::Sample(_), Satisfaction::Satisfied | Satisfaction::Neutral) => "negotiating",
            // Whoever complains is answered first.
            _ => return None,
        },
        _ => return None,
    };
    let wanted = StageId::new(wanted);
    stages.get(&wanted)?;
    let (from, to) = (stages.position(present), stages.position(&wanted));
    let group = stages.group(present);
    let asleep = matches!(group, crate::domain::StageGroup::Dormant | crate::domain::StageGroup::Lost);
    (to > from || (asleep && wanted != *present)).then_some(wanted)
}
