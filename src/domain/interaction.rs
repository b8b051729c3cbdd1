//! Layer 2, the communication log: one entry for each time something was said, shown as a timeline.

use super::customer::choice;
use super::{ContactId, CustomerId, InteractionId, Moment, StageId};
use serde::{Deserialize, Serialize};
use time::{Date, Time};

/// One contact with a customer, in either direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interaction {
    pub id: InteractionId,
    pub customer: CustomerId,
    /// When it happened, which is not always when it was typed.
    pub at: Moment,
    pub channel: Channel,
    pub direction: Direction,
    /// The person, where one was named.
    pub contact: Option<ContactId>,
    pub summary: String,
    /// The stage after this contact.
    pub stage: StageId,
    pub next_action: String,
    pub goal: String,
    pub next_date: Option<Date>,
    pub next_time: Option<Time>,
    /// Why the customer was lost; empty unless the stage says so.
    pub lost_reason: String,
    /// Who wrote this down; kept when imported or handed over.
    pub author: String,
    pub origin: Origin,
}

choice! {
    /// The way in which people talked.
    Channel {
        Email = "email",
        Whatsapp = "whatsapp",
        Phone = "phone",
        Video = "video",
        Wechat = "wechat",
        Linkedin = "linkedin",
        Skype = "skype",
        Meeting = "meeting",
        Fair = "fair",
        Other = "other",
    }
}

impl Channel {
    /// Whether both sides speak once it is answered, so that the customer has answered by taking part.
    pub fn is_conversation(self) -> bool {
        matches!(self, Self::Phone | Self::Video | Self::Meeting | Self::Fair)
    }
}

choice! {
    /// Who spoke: the customer (`in`) or the seller (`out`), who may have called without being answered
    /// (`no_answer`). Tells who owes whom an answer; of an imported contact nobody may know (`unknown`), and then
    /// nobody owes one.
    Direction { In = "in", Out = "out", NoAnswer = "no_answer", Unknown = "unknown" }
}

impl Direction {
    /// Whether the customer was heard: wrote, or took part in a conversation.
    pub fn is_heard(self, channel: Channel) -> bool {
        match self {
            Self::In => true,
            Self::Out | Self::Unknown => channel.is_conversation(),
            Self::NoAnswer => false,
        }
    }

    /// Whether the seller has said something that the customer has yet to answer.
    pub fn wants_answer(self, channel: Channel) -> bool {
        self.is_ours() && !self.is_heard(channel)
    }

    /// Whether the seller got in touch, answered or not.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::Out | Self::NoAnswer)
    }
}

choice! {
    /// How an entry came into the log. One that only moved the stage is no contact: nobody was talked to.
    Origin { Typed = "typed", Imported = "imported", Moved = "moved" }
}

impl Interaction {
    /// Whether anybody was talked to: a stage moved at one's own desk is no contact.
    pub fn is_contact(&self) -> bool {
        self.origin != Origin::Moved
    }

    /// Whether something was said, to somebody who was there or will read it.
    pub fn reaches(&self) -> bool {
        self.direction != Direction::NoAnswer
    }

    /// Whether it is a message of the customer's, which waits for an answer.
    pub fn waits(&self) -> bool {
        self.direction == Direction::In && !self.channel.is_conversation()
    }
}
