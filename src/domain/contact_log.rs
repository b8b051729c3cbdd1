//! What writing down a contact does: a new log entry, and a next step that is kept, replaced or fulfilled.

use super::day_input::When;
use super::deal::{Units, one_line};
use super::quick_log::{LogReading, says_again};
use super::{
    Cause, Change, ChangeId, Channel, ContactId, Direction, Edit, FollowUp, IdMint, Interaction,
    InteractionId, Moment, Origin, Record, StageGroup, StageId, Stages, Summary,
};
use time::Time;

/// Everything that one log entry says, complete and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub at: Moment,
    pub channel: Channel,
    pub direction: Direction,
    pub contact: Option<ContactId>,
    pub summary: String,
    pub stage: StageId,
    pub next: Option<When>,
    pub next_action: String,
    pub goal: String,
    pub lost_reason: String,
    pub origin: Origin,
}

impl Entry {
    /// An entry from a line of the one-line log; what the line leaves open comes from what is known.
    ///
    /// Channel: the one given, else the one agreed, else the last one used, where that is one. Direction: from us, unless
    /// said. Stage: unchanged. Where the stage says that the customer is lost, the text is the reason.
    pub fn from_reading(reading: &LogReading, summary: &Summary, stages: &Stages, now: Moment) -> Self {
        // A table that names no channel leaves "other", which nobody talks through.
        let spoken = usual_channel(summary).filter(|channel| *channel != Channel::Other);
        let lost = reading.stage.as_ref().is_some_and(|stage| stages.group(stage) == StageGroup::Lost);
        Self {
            at: happened_at(reading.happened, now),
            channel: reading.channel.or(spoken).unwrap_or(Channel::Email),
            direction: reading.direction.unwrap_or(Direction::Out),
            contact: reading.contact,
            summary: reading.summary.clone(),
            stage: reading.stage.clone().unwrap_or_else(|| summary.stage.clone()),
            next: reading.next.filter(|_| !lost),
            next_action: reading.next_action.clone(),
            goal: reading.goal.clone(),
            lost_reason: if lost { reading.summary.clone() } else { String::new() },
            origin: Origin::Typed,
        }
    }

    /// An entry that moves a customer to a stage, with the line that explains it, which may be empty.
    ///
    /// It counts as a contact only where the line begins with a channel. It never stands before what the log
    /// says already, or the stage would not be the present one.
    pub fn moving(
        stage: &StageId,
        reading: &LogReading,
        summary: &Summary,
        stages: &Stages,
        now: Moment,
    ) -> Self {
        let reading = LogReading { happened: None, ..reading.clone() };
        Self::arriving_at(stage, &reading, summary, stages, now)
    }

    /// An entry that moves a customer to the stage that follows from a business record, which is its text.
    ///
    /// The record is the event. What we sent and what was said of it are contacts too, on their day and through the
    /// channel agreed or else the last one used: where none is known, or the log goes on beyond that day, nobody is
    /// said to have written. An order is none: that it came says nothing about an answer being owed.
    pub fn following(
        record: &Record,
        stage: &StageId,
        summary: &Summary,
        stages: &Stages,
        units: Units,
        now: Moment,
    ) -> Self {
        let direction = match record {
            Record::Quotation(_) | Record::Sample(_) | Record::Invoice(_) => Some(Direction::Out),
            Record::Feedback(_) => Some(Direction::In),
            _ => None,
        };
        let latest = summary.contact.last.as_ref().map(|last| last.at.max(summary.stage_since).date());
        let day = record.timeline_at().map(Moment::date).filter(|day| Some(*day) >= latest);
        let channel = direction.and(day).and(usual_channel(summary));
        let happened = channel.and(day).map(|date| When { date, time: None });
        let reading = LogReading {
            summary: one_line(record, units),
            direction,
            channel,
            happened,
            ..LogReading::default()
        };
        Self::arriving_at(stage, &reading, summary, stages, now)
    }

    fn arriving_at(
        stage: &StageId,
        reading: &LogReading,
        summary: &Summary,
        stages: &Stages,
        now: Moment,
    ) -> Self {
        let reading = LogReading { stage: Some(stage.clone()), ..reading.clone() };
        let entry = Self::from_reading(&reading, summary, stages, now);
        let last = summary.contact.last.as_ref().map_or(entry.at, |last| last.at);
        let at = entry.at.max(last).max(summary.stage_since);
        if reading.channel.is_some() {
            return Self { at, ..entry };
        }
        Self { at, channel: Channel::Other, direction: Direction::Out, origin: Origin::Moved, ..entry }
    }
}

/// The way in which this customer is talked to: as agreed, else as last time.
fn usual_channel(summary: &Summary) -> Option<Channel> {
    let agreed = summary.follow_up.as_ref().and_then(|plan| plan.channel);
    agreed.or(summary.contact.last.as_ref().map(|last| last.channel))
}

/// The moment of a contact as typed: a day alone means noon there, no day at all means now.
pub fn happened_at(typed: Option<When>, now: Moment) -> Moment {
    let moment = match typed {
        None => now,
        Some(When { date, time: None }) if date == now.date() => now,
        Some(When { date, time }) => Moment::at(date, time.unwrap_or(NOON), now.offset_minutes()),
    };
    moment.to_the_minute()
}

const NOON: Time = match Time::from_hms(12, 0, 0) {
    Ok(noon) => noon,
    Err(_) => Time::MIDNIGHT,
};

/// The change that writes an entry into the log of the customer with this summary.
pub fn log_contact(summary: &Summary, entry: Entry, ids: &mut IdMint, now: Moment, author: &str) -> Change {
    let plan = next_step(summary, &entry, now);
    let cause = if entry.origin == Origin::Moved { Cause::Moved } else { Cause::Logged };
    let interaction = Interaction {
        id: InteractionId(ids.mint(now)),
        customer: summary.id,
        at: entry.at,
        channel: entry.channel,
        direction: entry.direction,
        contact: entry.contact,
        summary: entry.summary,
        stage: entry.stage,
        next_action: entry.next_action,
        goal: entry.goal,
        next_date: entry.next.map(|when| when.date),
        next_time: entry.next.and_then(|when| when.time),
        lost_reason: entry.lost_reason,
        author: author.to_owned(),
        origin: entry.origin,
    };
    let mut edits = vec![Edit::create(interaction)];
    edits.extend(plan_edit(summary, plan));
    Change { id: ChangeId(ids.mint(now)), at: now, author: author.to_owned(), cause, edits }
}

/// The edit that makes `plan` the customer's next step, or nothing when it is already.
pub fn plan_edit(summary: &Summary, plan: Option<FollowUp>) -> Option<Edit> {
    let edit = Edit { before: summary.follow_up.clone().map(Into::into), after: plan.map(Into::into) };
    (!edit.is_idle()).then_some(edit)
}

/// What was planned is done with the contact, unless it lies ahead. An entry about an earlier day, written
/// down after a later contact, changes nothing that was agreed since.
fn next_step(summary: &Summary, entry: &Entry, now: Moment) -> Option<FollowUp> {
    let is_latest = summary.contact.last.as_ref().is_none_or(|last| last.at <= entry.at);
    if !is_latest && summary.follow_up.is_some() {
        return summary.follow_up.clone();
    }
    if entry.next.is_some() || !entry.next_action.is_empty() {
        return Some(FollowUp {
            date: entry.next.map(|when| when.date),
            time: entry.next.and_then(|when| when.time),
            action: entry.next_action.clone(),
            goal: entry.goal.clone(),
            // Who only wants to try again does so by the same way.
            channel: Some(entry.channel).filter(|_| says_again(&entry.next_action)),
            set_at: Some(now),
            ..FollowUp::new(summary.id)
        });
    }
    // Nothing is left to be done with whoever is lost.
    if !entry.lost_reason.is_empty() {
        return None;
    }
    if entry.origin == Origin::Moved {
        return summary.follow_up.clone();
    }
    let current = FollowUp { postponed: 0, ..summary.follow_up.clone()? };
    if current.until_answer && entry.channel.is_conversation() && entry.direction.is_heard(entry.channel) {
        return None;
    }
    if current.until_answer && entry.direction == Direction::In {
        // They have answered: what rested until then is for today.
        return Some(FollowUp { date: Some(entry.at.date()), until_answer: false, ..current });
    }
    let lies_ahead = current.date.is_some_and(|date| date > entry.at.date());
    lies_ahead.then_some(current)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::{Currency, Money};
    use crate::domain::stage::DEFAULT_STAGES;
    use crate::domain::summary::{ContactHistory, LastContact};
    use crate::domain::trade::{
        Feedback, FeedbackAbout, Order, OrderKind, OrderState, ProformaInvoice, Satisfaction,
    };
    use crate::domain::{Customer, CustomerId, Dossier, FeedbackId, InvoiceId, OrderId};
    use time::macros::{date, time};
    use uuid::Uuid;

    fn now() -> Moment {
        Moment::at(date!(2026 - 06 - 05), time!(09:30:20), 480)
    }

    fn summary(plan: Option<time::Date>) -> Summary {
        let id = CustomerId(Uuid::from_u128(1));
        let mut dossier = Dossier::new(Customer::new(id, now().plus_days(-30), "ABC Ltd."));
        dossier.follow_up = plan.map(|date| FollowUp {
            date: Some(date),
            action: "send a reminder".into(),
            postponed: 2,
            ..FollowUp::new(id)
        });
        Summary::of(&dossier)
    }

    fn stages() -> Stages {
        Stages::parse(DEFAULT_STAGES).unwrap()
    }

    fn log(summary: &Summary, reading: &LogReading) -> Dossier {
        let mut dossier = Dossier::new(Customer::new(summary.id, summary.created, "ABC Ltd."));
        dossier.follow_up = summary.follow_up.clone();
        let entry = Entry::from_reading(reading, summary, &stages(), now());
        for edit in log_contact(summary, entry, &mut IdMint::new(1), now(), "me").edits {
            assert!(dossier.apply(&edit));
        }
        dossier
    }

    #[test]
    fn a_due_step_is_done_with_the_contact_and_a_future_one_stays() {
        let reading = LogReading { summary: "asked for CIF".into(), ..LogReading::default() };
        assert_eq!(log(&summary(Some(date!(2026 - 06 - 05))), &reading).follow_up, None);
        assert_eq!(log(&summary(Some(date!(2026 - 06 - 01))), &reading).follow_up, None);
        let ahead = log(&summary(Some(date!(2026 - 06 - 20))), &reading).follow_up.unwrap();
        assert_eq!(ahead.date, Some(date!(2026 - 06 - 20)));
        assert_eq!(ahead.postponed, 0, "a contact ends the row of putting off");
    }

    #[test]
    fn resting_until_they_answer_ends_when_they_are_heard() {
        let mut resting = summary(Some(date!(2026 - 06 - 19)));
        resting.follow_up.as_mut().unwrap().until_answer = true;
        let said = |channel, direction| {
            let (channel, direction) = (Some(channel), Some(direction));
            let reading = LogReading { summary: "hello".into(), channel, direction, ..LogReading::default() };
            log(&resting, &reading).follow_up
        };
        let plan = said(Channel::Email, Direction::Out).unwrap();
        assert_eq!((plan.date, plan.until_answer), (Some(date!(2026 - 06 - 19)), true), "we wrote once more");
        let plan = said(Channel::Email, Direction::In).unwrap();
        assert_eq!((plan.date, plan.until_answer), (Some(date!(2026 - 06 - 05)), false));
        assert_eq!(plan.action, "send a reminder");
        assert_eq!(said(Channel::Phone, Direction::Out), None, "talking is an answer and deals with it");
        let plan = said(Channel::Phone, Direction::NoAnswer).unwrap();
        assert_eq!(
            (plan.date, plan.until_answer),
            (Some(date!(2026 - 06 - 19)), true),
            "nobody took the call"
        );
    }

    #[test]
    fn a_new_step_replaces_the_old_one() {
        let next = Some(When { date: date!(2026 - 06 - 07), time: None });
        let reading = LogReading { next, next_action: "send CIF offer".into(), ..LogReading::default() };
        let plan = log(&summary(Some(date!(2026 - 06 - 20))), &reading).follow_up.unwrap();
        assert_eq!(
            (plan.date, plan.action.as_str(), plan.postponed),
            (Some(date!(2026 - 06 - 07)), "send CIF offer", 0)
        );
    }

    #[test]
    fn an_entry_about_the_past_leaves_a_later_agreement_alone() {
        let mut summary = summary(Some(date!(2026 - 06 - 20)));
        let (at, channel, direction) = (now(), Channel::Email, Direction::Out);
        summary.contact.last = Some(LastContact { at, channel, direction, summary: String::new() });
        let happened = Some(When { date: date!(2026 - 06 - 02), time: None });
        let next = Some(When { date: date!(2026 - 06 - 09), time: None });
        let reading = LogReading { summary: "met".into(), happened, next, ..LogReading::default() };
        assert_eq!(log(&summary, &reading).follow_up, summary.follow_up);
    }

    #[test]
    fn losing_a_customer_keeps_the_reason_and_no_next_date() {
        let next = Some(When { date: date!(2026 - 06 - 09), time: None });
        let reading = LogReading {
            summary: "too dear".into(),
            stage: Some(StageId::new("lost")),
            next,
            ..LogReading::default()
        };
        let entry = Entry::from_reading(&reading, &summary(None), &stages(), now());
        assert_eq!((entry.lost_reason.as_str(), entry.next), ("too dear", None));
        assert_eq!(log(&summary(Some(date!(2026 - 06 - 20))), &reading).follow_up, None);
    }

    fn moved(summary: &Summary, reading: &LogReading) -> Dossier {
        let mut dossier = Dossier::new(Customer::new(summary.id, summary.created, "ABC Ltd."));
        dossier.follow_up = summary.follow_up.clone();
        let entry = Entry::moving(&StageId::new("quoted"), reading, summary, &stages(), now());
        for edit in log_contact(summary, entry, &mut IdMint::new(1), now(), "me").edits {
            assert!(dossier.apply(&edit));
        }
        dossier
    }

    #[test]
    fn moving_a_stage_is_no_contact_and_leaves_what_was_agreed() {
        let due = summary(Some(date!(2026 - 06 - 01)));
        for text in ["", "she confirmed the price"] {
            let reading = LogReading { summary: text.into(), ..LogReading::default() };
            let dossier = moved(&due, &reading);
            let after = Summary::of(&dossier);
            assert_eq!((after.stage.as_str(), after.stage_since), ("quoted", now().to_the_minute()));
            assert_eq!(
                (after.contact.last, after.contact.count, after.follow_up),
                (None, 0, due.follow_up.clone())
            );
            let mut expected = due.clone();
            dossier.interactions().for_each(|entry| expected.expect(&Edit::create(entry.clone())));
            assert_eq!((expected.stage, expected.contact.count), (after.stage, 0));
        }
    }

    #[test]
    fn a_move_with_a_channel_is_a_contact_like_any_other() {
        let reading =
            LogReading { summary: "hello".into(), channel: Some(Channel::Phone), ..LogReading::default() };
        let after = Summary::of(&moved(&summary(Some(date!(2026 - 06 - 01))), &reading));
        assert_eq!((after.stage.as_str(), after.contact.count, after.follow_up), ("quoted", 1, None));
    }

    #[test]
    fn a_record_of_business_moves_the_stage_and_owes_no_answer() {
        let customer = summary(None);
        let known = |at: Moment| {
            let (channel, direction) = (Channel::Whatsapp, Direction::Out);
            let last = Some(LastContact { at, channel, direction, summary: String::new() });
            let contact = ContactHistory { last, ..ContactHistory::default() };
            Summary { contact, stage_since: at, ..customer.clone() }
        };
        let amount = Money { minor: 428_000, currency: Currency::new("USD").unwrap() };
        let order = |date| {
            Record::from(Order {
                id: OrderId(Uuid::from_u128(3)),
                customer: customer.id,
                invoice: None,
                number: "PO-7".into(),
                date,
                amount,
                kind: OrderKind::Trial,
                state: OrderState::Confirmed,
                note: String::new(),
                terms: Vec::new(),
                ready_on: None,
                cancelled_on: None,
                also: Vec::new(),
            })
        };
        let invoice = |date| {
            Record::from(ProformaInvoice {
                id: InvoiceId(Uuid::from_u128(4)),
                customer: customer.id,
                quotation: None,
                number: "PI-7".into(),
                date,
                amount,
                sent_on: Some(date),
                terms: Vec::new(),
                file: String::new(),
                note: String::new(),
                replaces: None,
            })
        };
        let feedback = Record::from(Feedback {
            id: FeedbackId(Uuid::from_u128(5)),
            customer: customer.id,
            date: date!(2026 - 06 - 05),
            about: FeedbackAbout::General,
            text: "fine".into(),
            satisfaction: Satisfaction::Satisfied,
        });
        let check = |record: &Record, summary: &Summary, contact: Option<(Channel, Direction)>, day| {
            let stage = StageId::new("trial_order");
            let entry = Entry::following(record, &stage, summary, &stages(), Units::Chinese, now());
            let logged = (entry.origin != Origin::Moved).then_some((entry.channel, entry.direction));
            assert_eq!((logged, entry.at.date()), (contact, day), "{record:?}");
            assert_eq!((entry.stage, entry.summary), (stage, one_line(record, Units::Chinese)));
        };
        let (today, earlier) = (date!(2026 - 06 - 05), date!(2026 - 06 - 02));
        let ours = Some((Channel::Whatsapp, Direction::Out));
        let longer_ago = known(now().plus_days(-10));
        check(&order(today), &longer_ago, None, today);
        check(&order(earlier), &longer_ago, None, today);
        check(&invoice(today), &longer_ago, ours, today);
        check(&invoice(earlier), &longer_ago, ours, earlier);
        check(&invoice(earlier), &known(now()), None, today);
        check(&invoice(today), &customer, None, today);
        check(&feedback, &longer_ago, Some((Channel::Whatsapp, Direction::In)), today);
    }

    #[test]
    fn a_move_never_stands_before_what_the_log_says() {
        let mut late = summary(None);
        let at = now().plus_days(1);
        let (channel, direction) = (Channel::Email, Direction::Out);
        late.contact.last = Some(LastContact { at, channel, direction, summary: String::new() });
        let reading = LogReading::default();
        assert_eq!(Entry::moving(&StageId::new("quoted"), &reading, &late, &stages(), now()).at, at);
    }

    #[test]
    fn a_channel_that_a_table_did_not_name_is_no_habit() {
        let check = |last: Channel, expected: Channel| {
            let mut known = summary(None);
            let direction = Direction::Unknown;
            known.contact.last =
                Some(LastContact { at: now(), channel: last, direction, summary: String::new() });
            let entry = Entry::from_reading(&LogReading::default(), &known, &stages(), now());
            assert_eq!(entry.channel, expected);
        };
        check(Channel::Other, Channel::Email);
        check(Channel::Wechat, Channel::Wechat);
    }

    #[test]
    fn an_entry_happens_now_unless_a_day_is_named() {
        let check = |typed: Option<When>, expected: &str| {
            assert_eq!(happened_at(typed, now()).to_string(), expected);
        };
        check(None, "2026-06-05T09:30:00+08:00");
        check(Some(When { date: date!(2026 - 06 - 05), time: None }), "2026-06-05T09:30:00+08:00");
        check(Some(When { date: date!(2026 - 06 - 03), time: None }), "2026-06-03T12:00:00+08:00");
        check(
            Some(When { date: date!(2026 - 06 - 03), time: Some(time!(15:00)) }),
            "2026-06-03T15:00:00+08:00",
        );
    }
}
