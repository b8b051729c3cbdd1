//! What the rules go by: a summary with its dates turned into day numbers, which compare and add quickly.

use super::condition::{Has, NEVER, had};
use super::due::ClassSpan;
use super::named::{Named, Places};
use super::reason::Reason;
use super::{ClassIndex, Due, DueBasis, FreshContact};
use crate::domain::summary::{OpenBalance, OpenSample};
use crate::domain::text::fold_name;
use crate::domain::{Direction, Grade, Moment, StageGroup, StageId, Stages, Summary};
use time::Date;

/// A day as a Julian day number.
pub(super) type Day = i32;

/// Julian day of 1 January 1970.
const UNIX_EPOCH: i64 = 2_440_588;

const DAY_MS: i64 = 86_400_000;

/// The facts of one customer. They hold until something happens; only `today`, which is always
/// given beside them, goes on by itself.
#[derive(Clone, Debug)]
pub(super) struct Facts<'a> {
    pub summary: &'a Summary,
    pub named: &'a Named,
    pub stage: &'a StageId,
    pub group: StageGroup,
    /// What there is of all that conditions may need.
    pub has: Has,
    /// The places of the stage and the tags among the names that the rules ask for.
    pub stage_place: Places,
    pub tag_places: Places,
    /// Unknown only while the grade itself is worked out.
    pub grade: Option<Grade>,
    /// The first later day on which time alone may change the grade.
    pub grade_until: Day,
    pub created: Day,
    pub stage_since: Day,
    /// The latest contact, in the log or by what was sent since the customer was last heard; where the log has none,
    /// the latest business record, which nobody has without one.
    pub last: Option<Day>,
    /// The last sign of the customer: what it said, an order, a payment.
    pub heard: Option<Day>,
    /// The last thing that it said, in the log or about goods.
    pub said: Option<Day>,
    pub quoted: Option<Day>,
    /// The latest of the quotations and PIs that wait for the customer.
    pub offered: Option<Day>,
    pub ordered: Option<Day>,
    pub sample: Option<SampleDays>,
    /// Messages of ours since the customer was last heard.
    pub unanswered: u32,
    /// The day of the customer's latest message, where nobody has answered it.
    pub wrote: Option<Day>,
    /// Such a message came after the present stage began.
    pub wrote_since_stage: bool,
    /// They have written or complained since the date of the next step was set, which says nothing of that message.
    pub wrote_since_agreed: bool,
    /// The latest entry is a message of the customer's, which something sent that day has answered.
    pub answered: Option<Day>,
    /// The day of a complaint that nobody has replied to.
    pub complaint: Option<Day>,
    /// Where the rules have put the customer; unknown until they have.
    pub standing: Option<Standing>,
}

/// What flags may ask beyond the facts: what the rules have said already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    pub class: ClassIndex,
    pub span: ClassSpan,
    /// The first day of the class's cadence.
    pub cadence: u16,
    pub due: Option<Due>,
}

/// When the open sample left and when it arrived or should arrive.
#[derive(Clone, Copy, Debug)]
pub(super) struct SampleDays {
    pub sent: Day,
    pub arrival: Day,
    pub is_there: bool,
}

impl<'a> Facts<'a> {
    /// Reads the facts off a summary; a sample without a date of arrival travels for `transit` days.
    pub fn of(summary: &'a Summary, stages: &Stages, named: &'a Named, transit: u16) -> Self {
        let contact = &summary.contact;
        let last = contact.last.as_ref();
        let dealt = summary.deals.last_record.map(Date::to_julian_day);
        let sent = contact.answered.map(Date::to_julian_day);
        let wrote = contact.wrote.filter(|_| sent.is_none());
        let said = contact.last_in.map(day_of);
        let ordered = summary.deals.last_order.map(Date::to_julian_day);
        let paid = summary.deals.last_payment.map(Date::to_julian_day);
        let mut facts = Self {
            summary,
            named,
            stage: &summary.stage,
            group: stages.group(&summary.stage),
            stage_place: named.place_of_stage(&summary.stage),
            tag_places: named.tags.places_of_tags(&summary.tags),
            grade: None,
            grade_until: NEVER,
            created: day_of(summary.created),
            stage_since: day_of(summary.stage_since),
            last: last.map(|last| day_of(last.at)).max(sent).max(said).or(dealt),
            heard: said.max(ordered).max(paid),
            said,
            quoted: summary.deals.last_quotation.map(Date::to_julian_day),
            offered: summary.deals.open_quotation.max(summary.deals.open_invoice).map(Date::to_julian_day),
            ordered,
            sample: summary.deals.open_sample.map(|sample| sample_days(sample, transit)),
            unanswered: u32::from(contact.unanswered),
            wrote: wrote.map(|wrote| day_of(contact.waits_since.unwrap_or(wrote))),
            wrote_since_agreed: wrote.is_some_and(|wrote| is_after_agreed(summary, wrote))
                || complained_since_agreed(summary),
            wrote_since_stage: wrote.is_some_and(|wrote| wrote > summary.stage_since),
            answered: sent.filter(|_| contact.wrote.is_some()),
            complaint: summary.deals.complaint.map(Date::to_julian_day),
            standing: None,
            has: 0,
        };
        facts.has = had(&facts);
        facts
    }

    /// The facts once `contact` is in the log.
    pub fn after(mut self, contact: &FreshContact<'a>, stages: &Stages, named: &Named, today: Day) -> Self {
        let heard = contact.direction.is_heard(contact.channel);
        let stays = self.stage == contact.stage;
        if !stays {
            (self.stage, self.stage_since) = (contact.stage, today);
            self.group = stages.group(contact.stage);
            self.stage_place = named.place_of_stage(contact.stage);
        }
        self.last = Some(today);
        let more = u32::from(contact.direction.wants_answer(contact.channel));
        self.unanswered = if heard { 0 } else { self.unanswered.saturating_add(more) };
        if heard {
            (self.heard, self.said) = (Some(today), Some(today));
        }
        if contact.direction != Direction::NoAnswer {
            let waits = contact.direction == Direction::In && !contact.channel.is_conversation();
            self.wrote = waits.then_some(self.wrote.unwrap_or(today));
        }
        self.wrote_since_stage = self.wrote.is_some() && stays;
        let is_set_before = self.summary.follow_up.as_ref().is_some_and(|plan| plan.set_at.is_some());
        self.answered = None;
        self.complaint = self.complaint.filter(|_| contact.direction != Direction::Out);
        let complained = self.complaint.is_some() && complained_since_agreed(self.summary);
        self.wrote_since_agreed = (self.wrote.is_some() && is_set_before) || complained;
        self.has = had(&self);
        self
    }

    /// Since when a PI is out that no order came of.
    pub fn invoice_out(&self) -> Option<Reason> {
        self.summary.deals.open_invoice.map(|since| Reason::InvoiceOut { since })
    }

    /// The place of the customer's first tag that is among these.
    pub fn tag_among(&self, places: Places) -> Option<u8> {
        let is_one = |tag: &String| self.named.tags.places_of_tags(std::slice::from_ref(tag)) & places != 0;
        self.summary.tags.iter().position(is_one).and_then(|place| u8::try_from(place).ok())
    }

    /// The place of the customer's first product in whose name one of these is.
    pub fn product_among(&self, wanted: &[String]) -> Option<u8> {
        let is_one = |product: &str| {
            let name = fold_name(product);
            wanted.iter().any(|wanted| name.contains(wanted.as_str()))
        };
        products(self.summary).position(is_one).and_then(|place| u8::try_from(place).ok())
    }

    /// The day of the next step.
    pub fn next_step(&self) -> Option<Date> {
        self.summary.follow_up.as_ref()?.date
    }

    /// The day for which we said that we would do something.
    pub fn promise(&self) -> Option<Day> {
        let plan = self.summary.follow_up.as_ref().filter(|plan| !plan.action.is_empty())?;
        plan.date.map(Date::to_julian_day)
    }

    /// The latest day on which something happened that may have changed what is to be done next, though nobody was in touch:
    /// the stage, an offer, an order or that one was cancelled, a complaint.
    pub fn turned(&self) -> Day {
        let cancelled = self.summary.deals.cancelled_on.map(Date::to_julian_day);
        let days = [self.offered, self.ordered, self.complaint, cancelled];
        days.into_iter().flatten().fold(self.stage_since, Day::max)
    }

    /// The last day that is not late for what was agreed, once the rules have said so.
    pub fn agreed_in_time(&self) -> Option<Day> {
        let due = self.standing?.due.filter(|due| due.basis == DueBasis::Agreed)?;
        Some(due.in_time.to_julian_day())
    }

    /// What a PI asks for first and nothing came for, where somebody may still ask for it.
    pub fn deposit(&self) -> Option<OpenBalance> {
        let is_over = matches!(self.group, StageGroup::Dormant | StageGroup::Lost);
        self.summary.deals.deposit.filter(|_| !is_over)
    }

    /// Whether there are contacts of which nobody knows who wrote, so that the customer may have been heard.
    pub fn may_have_been_heard(&self) -> bool {
        let contact = &self.summary.contact;
        self.heard.is_none() && contact.count.min(u16::MAX.into()) > u32::from(contact.unanswered)
    }

    /// Whether the log has no contact, so that the last one is known from business records at most.
    pub fn is_unlogged(&self) -> bool {
        self.summary.contact.last.is_none()
    }

    /// Orders on record; a stage that says so stands for one, unless what was ordered was cancelled.
    pub fn orders(&self) -> u16 {
        let by_stage =
            u16::from(self.group == StageGroup::Ordered && self.summary.deals.cancelled_orders == 0);
        self.summary.deals.orders.max(by_stage)
    }

    /// Whether an order came after the open sample left, which answers it as well as words do.
    pub fn ordered_since_sample(&self) -> bool {
        // The stage of a card that nothing was logged to says nothing about when it was reached.
        let is_logged = !self.is_unlogged() || self.stage_since > self.created;
        let by_stage = (self.group == StageGroup::Ordered && is_logged).then_some(self.stage_since);
        self.sample.is_some_and(|sample| self.ordered.max(by_stage).is_some_and(|day| day > sample.sent))
    }

    /// Whether an order came while the stage was what it is, and nothing waits that was offered since: so what the stage
    /// says is over, though nobody moved it.
    pub fn ordered_since_stage(&self) -> bool {
        let is_since = |day| day >= self.stage_since && self.offered.is_none_or(|offered| offered < day);
        self.ordered.is_some_and(is_since)
    }

    /// Whether the complaint that nobody replied to came after the day on which the stage began, which may be because of it.
    pub fn complained_since_stage(&self) -> bool {
        self.complaint.is_some_and(|day| day > self.stage_since)
    }

    /// The day of the quotation that the customer has not said anything about.
    pub fn open_quotation(&self) -> Option<Day> {
        let open = self.summary.deals.open_quotation.map(Date::to_julian_day);
        let quoted = open.filter(|quoted| self.ordered.is_none_or(|ordered| ordered < *quoted))?;
        let silent = match self.said {
            Some(said) => {
                said < quoted || (said == quoted && (self.unanswered > 0 || self.answered.is_some()))
            }
            None => true,
        };
        (silent && self.wrote.is_none()).then_some(quoted)
    }
}

/// What the customer deals in: the products of its last prices, then what else is known.
pub(super) fn products(summary: &Summary) -> impl Iterator<Item = &str> {
    summary.prices.iter().map(|price| price.product.as_str()).chain(summary.products.lines())
}

/// Whether a message came after the date of the next step was set.
fn is_after_agreed(summary: &Summary, wrote: Moment) -> bool {
    let set_at = summary.follow_up.as_ref().and_then(|plan| plan.set_at);
    set_at.is_some_and(|set_at| wrote > set_at)
}

/// Whether the complaint that nobody replied to came on a later day than that on which the date was set.
fn complained_since_agreed(summary: &Summary) -> bool {
    let set_at = summary.follow_up.as_ref().and_then(|plan| plan.set_at);
    set_at.zip(summary.deals.complaint).is_some_and(|(set_at, day)| day > set_at.date())
}

fn sample_days(sample: OpenSample, transit: u16) -> SampleDays {
    let sent = sample.sent_on.to_julian_day();
    let arrival = sample.arrival.map_or(sent + Day::from(transit), Date::to_julian_day);
    SampleDays { sent, arrival, is_there: sample.is_there }
}

/// The date that a local calendar showed, without the detour over a calendar.
fn day_of(moment: Moment) -> Day {
    let local = moment.unix_ms() + i64::from(moment.offset_minutes()) * 60_000;
    Day::try_from(local.div_euclid(DAY_MS) + UNIX_EPOCH).unwrap_or(Day::MAX)
}

/// The calendar date of a day number, or the nearest one that the calendar has.
pub(super) fn date_of(day: Day) -> Date {
    Date::from_julian_day(day).unwrap_or(if day < 0 { Date::MIN } else { Date::MAX })
}

/// Whole days from `since` until `today`; none where `since` lies ahead.
pub(super) fn days_since(since: Day, today: Day) -> u32 {
    u32::try_from(today - since).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn day_numbers_are_those_of_the_calendar(ms: i64, near in -100_000_000_000_i64..4_000_000_000_000, offset in -1080_i16..=1080) {
            for moment in [Moment::from_unix_ms(ms, offset), Moment::from_unix_ms(near, offset)] {
                prop_assert_eq!(date_of(day_of(moment)), moment.date());
            }
        }
    }

    #[test]
    fn days_out_of_the_calendar_become_its_ends() {
        assert_eq!((date_of(Day::MIN), date_of(Day::MAX)), (Date::MIN, Date::MAX));
    }
}
