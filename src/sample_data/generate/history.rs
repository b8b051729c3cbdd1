//! Generated communication logs and the follow-up that is open at their end.

use super::Maker;
use super::plan::{Ending, Plan};
use super::words::{ACTIONS, LOST_REASONS};
use crate::domain::{
    Channel, Customer, Direction, FollowUp, Interaction, InteractionId, Moment, Origin, StageId,
};
use time::Time;

impl Maker<'_> {
    pub(super) fn history(&mut self, card: &Customer, plan: &Plan) {
        let mut action = self.random.pick(ACTIONS);
        let mut latest = card.created;
        for (place, day) in plan.days.iter().enumerate() {
            let last = place + 1 == plan.days.len();
            action = if last && plan.due.is_none() { "" } else { self.random.pick(ACTIONS) };
            let at = Moment::at(*day, self.office_hour(), self.now.offset_minutes()).max(latest);
            latest = at;
            let interaction = Interaction {
                id: InteractionId(self.id()),
                customer: card.id,
                at,
                channel: self.channel(),
                direction: if self.random.chance(450) { Direction::In } else { Direction::Out },
                contact: self.random.of_list(&card.contacts).map(|person| person.id),
                summary: self.note(plan.trade),
                stage: StageId::new(plan.stage(place)),
                next_action: action.into(),
                goal: String::new(),
                next_date: if last { plan.due } else { plan.days.get(place + 1).copied() },
                next_time: None,
                lost_reason: if last && plan.ending == Ending::Lost {
                    self.random.pick(LOST_REASONS).into()
                } else {
                    String::new()
                },
                author: card.owner.clone(),
                origin: Origin::Typed,
            };
            self.keep(interaction);
        }
        if plan.due.is_some() {
            self.keep(FollowUp { date: plan.due, action: action.into(), ..FollowUp::new(card.id) });
        }
    }

    /// E-mail and WhatsApp are most of it, as at any export desk.
    fn channel(&mut self) -> Channel {
        match self.random.below(100) {
            0..40 => Channel::Email,
            40..65 => Channel::Whatsapp,
            _ => self.random.of_list(Channel::ALL).copied().unwrap_or(Channel::Other),
        }
    }

    fn office_hour(&mut self) -> Time {
        let minutes = 9 * 60 + self.random.below(12 * 60);
        let part = |value: u64| u8::try_from(value).unwrap_or(0);
        Time::from_hms(part(minutes / 60), part(minutes % 60), 0).unwrap_or(Time::MIDNIGHT)
    }
}
