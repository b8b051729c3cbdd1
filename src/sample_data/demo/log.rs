//! The communication log and the follow-up that its last line leaves open.

use super::asset::{CustomerEntry, LogEntry};
use super::desk::{Desk, Wrong, optional};
use crate::domain::{ContactId, Customer, Direction, FollowUp, Interaction, InteractionId, Origin, StageId};

impl Desk<'_> {
    pub(super) fn log(&mut self, entry: &CustomerEntry, card: &Customer) -> Result<(), Wrong> {
        let mut stage = card.opening_stage.clone();
        let mut latest = card.created;
        for (place, line) in entry.log.iter().enumerate() {
            let field = |name: &str| format!("log[{place}].{name}");
            if let Some(id) = &line.stage {
                stage = self.stage(id, &field("stage"))?;
            }
            let at = self.past_moment(line.at, &field("at"))?;
            if at < latest {
                let problem = "lies before the line above it or before the card was opened";
                return Err(Wrong::new(field("at"), problem));
            }
            latest = at;
            let interaction = Interaction {
                id: InteractionId(self.id()),
                customer: card.id,
                at,
                channel: line.via,
                direction: line.dir.unwrap_or(Direction::Out),
                contact: contact(line, card, &field("who"))?,
                summary: line.text.clone(),
                stage: stage.clone(),
                next_action: line.next.clone(),
                goal: line.goal.clone(),
                next_date: optional(line.due, |day| self.date(day, &field("due")))?,
                next_time: line.due.and_then(|day| day.time),
                lost_reason: line.lost.clone(),
                author: card.owner.clone(),
                origin: Origin::Typed,
            };
            self.keep(interaction);
        }
        self.follow_up(entry, card)
    }

    /// What the last line agreed on, with the additions of the entry; nothing where neither says a thing.
    fn follow_up(&mut self, entry: &CustomerEntry, card: &Customer) -> Result<(), Wrong> {
        let last = entry.log.last();
        let extra = &entry.follow_up;
        let due = extra.due.or_else(|| last.and_then(|line| line.due));
        let said = |own: &Option<String>, line: fn(&LogEntry) -> &String| {
            own.clone().or_else(|| last.map(|it| line(it).clone())).unwrap_or_default()
        };
        let follow_up = FollowUp {
            date: optional(due, |day| self.date(day, "due"))?,
            time: due.and_then(|day| day.time),
            action: said(&extra.action, |line| &line.next),
            goal: said(&extra.goal, |line| &line.goal),
            channel: extra.via,
            postponed: extra.postponed,
            ..FollowUp::new(card.id)
        };
        if follow_up.date.is_some() || !follow_up.action.is_empty() {
            self.keep(follow_up);
        }
        Ok(())
    }

    fn stage(&self, id: &str, field: &str) -> Result<StageId, Wrong> {
        let stage = StageId::new(id);
        match self.stages.get(&stage) {
            Some(_) => Ok(stage),
            None => Err(Wrong::new(field, format!("\"{id}\" is no stage id of assets/stages.toml"))),
        }
    }
}

/// The person that a line names by the beginning of the name; the main contact where it names nobody.
fn contact(line: &LogEntry, card: &Customer, field: &str) -> Result<Option<ContactId>, Wrong> {
    let Some(who) = &line.who else { return Ok(card.main_contact().map(|person| person.id)) };
    let mut named = card.contacts.iter().filter(|person| person.name.starts_with(who.as_str()));
    match (named.next(), named.next()) {
        (Some(person), None) => Ok(Some(person.id)),
        (None, _) => Err(Wrong::new(field, format!("no contact's name begins with \"{who}\""))),
        (Some(_), Some(_)) => Err(Wrong::new(field, format!("several contacts' names begin with \"{who}\""))),
    }
}
