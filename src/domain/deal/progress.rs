//! The stage that a business record brings a customer to, as a proposal.

use crate::domain::trade::{FeedbackAbout, OrderKind, Satisfaction};
use crate::domain::{Record, StageGroup, StageId, Stages};

/// The stage to propose after a record was written, where it lies ahead of the present one.
///
/// Stages are data that a user may edit: where the usual one is not in the list, the first one of its group stands for it.
/// A lost or dormant customer to whom something new was sent is back.
pub fn proposed_stage(record: &Record, present: &StageId, stages: &Stages) -> Option<StageId> {
    let (usual, group) = match record {
        Record::Quotation(_) => ("quoted", StageGroup::Inquiry),
        Record::Sample(it) if it.feedback.is_empty() => ("awaiting_feedback", StageGroup::Inquiry),
        Record::Sample(_) => ("negotiating", StageGroup::Inquiry),
        Record::Invoice(_) => ("pi_sent", StageGroup::Inquiry),
        Record::Order(it) => match it.kind {
            OrderKind::Trial => ("trial_order", StageGroup::Ordered),
            OrderKind::Regular => ("won", StageGroup::Ordered),
            OrderKind::Repeat => ("repeat", StageGroup::Ordered),
        },
        Record::Feedback(it) => match (it.about, it.satisfaction) {
            (FeedbackAbout::Sample(_), Satisfaction::Satisfied | Satisfaction::Neutral) => {
                ("negotiating", StageGroup::Inquiry)
            }
            // Whoever complains is answered first.
            _ => return None,
        },
        _ => return None,
    };
    let wanted = stages.get(&StageId::new(usual)).or_else(|| stages.first_of(group))?.id.clone();
    let (from, to) = (stages.position(present), stages.position(&wanted));
    let group = stages.group(present);
    let asleep = matches!(group, StageGroup::Dormant | StageGroup::Lost);
    // A stage that is no longer in the list is behind all of it.
    let is_ahead = to > from || stages.get(present).is_none();
    (is_ahead || (asleep && wanted != *present)).then_some(wanted)
}
