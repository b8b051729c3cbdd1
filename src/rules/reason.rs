//! Reasons as data: why this class, why today. `lang` puts them into words.
//!
//! A reason names the day on which something happened and not the days since then, so that it stays the
//! same while nothing happens.

use super::due::{Due, DueBasis};
use super::facts::{Day, Facts, date_of};
use crate::calendar::DayOff;
use crate::domain::customer::PutOff;
use crate::domain::money::Money;
use crate::domain::summary::OpenBalance;
use crate::domain::{Country, CustomerType, Grade, StageGroup};
use time::Date;

/// One thing that speaks for an answer of the rules. What the customer's card shows anyway, such as the
/// name of the stage or the tags, is not repeated in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody may write to this customer: never due.
    DoNotContact,
    /// The stage says that it is over: never due.
    Lost,
    /// The stage says that nothing happens at present.
    Dormant,
    /// The stage says that a concrete inquiry is open.
    OpenInquiry,
    /// The stage says that there is no concrete inquiry yet.
    EarlyStage,
    /// Has ordered so many times; 0 where only the stage says so.
    HasOrdered {
        orders: u16,
    },
    /// No order is on record that was not cancelled.
    NoOrders,

    /// A person chose the class.
    Pinned,
    /// A person chose a class that the rules no longer have, so the rules chose.
    PinnedClassUnknown,
    /// No other class fits.
    NothingElseFits,
    /// The stage is one of those that the rule names.
    Stage,
    /// The tag of this place among the customer's is one of those that the rule names.
    Tag {
        place: u8,
    },
    /// Who follows the customer is one of those that the rule names.
    Owner,
    /// The product of this place among the customer's is one of those that the rule names.
    Product {
        place: u8,
    },
    /// The country is one of those that the rule names.
    Country(Country),
    /// The type of customer is one of those that the rule names.
    Type(CustomerType),
    /// The grade is one of those that the rule names.
    Grade(Grade),
    HasQuotations {
        quotations: u16,
    },
    HasContacts {
        contacts: u32,
    },
    /// The last sign of the customer, with no judgement whether that is long ago.
    HeardFrom {
        since: Date,
    },
    NeverHeard,
    /// Never heard, as far as is known: of some contacts nobody knows who wrote.
    WriterUnknown,
    QuotedOn {
        on: Date,
    },
    NeverQuoted,
    OrderedOn {
        on: Date,
    },
    NeverOrdered,
    NoOpenSample,
    /// In its present stage for so long.
    StageFor {
        since: Date,
    },
    /// In the books for so long.
    KnownFor {
        since: Date,
    },

    /// A follow-up was agreed for that day.
    AgreedDate {
        date: Date,
    },
    /// We put it off to that day by ourselves, where another one was agreed from that one; `rests` is until they answer,
    /// that day at the latest.
    PutOffTo {
        date: Date,
        agreed: Option<Date>,
        rests: bool,
    },
    /// Nobody works on the day that was agreed.
    AgreedOnDayOff {
        date: Date,
        why: DayOff,
    },
    /// It would have been time on that day, but nobody works then.
    MovedFrom {
        date: Date,
        why: DayOff,
    },
    /// The sample should arrive on that day.
    SampleOnItsWay {
        arrival: Date,
    },
    /// The sample arrived and nobody said yet what it is like.
    SampleArrived {
        on: Date,
    },
    /// Nobody has said that it did, but the sample should have arrived on that day.
    SampleExpected {
        on: Date,
    },
    /// The customer's message has waited for an answer so long.
    TheyWroteLast {
        since: Date,
    },
    /// The customer's message was answered on that day by what was sent; nothing was said since.
    Answered {
        on: Date,
    },
    /// The last quotation has been without an answer so long.
    QuoteUnanswered {
        since: Date,
    },
    /// So many messages of ours in a row without an answer.
    Unanswered {
        messages: u32,
    },
    /// In the books for so long without any contact.
    NeverContacted {
        since: Date,
    },
    /// So many quotations while the stage stood still.
    QuotesWithoutProgress {
        quotations: u16,
    },
    /// An open quotation holds until then.
    QuoteExpires {
        on: Date,
    },
    /// Something that we said we would do on that day is not done.
    PromiseLate {
        date: Date,
    },
    /// So much was to be paid on that day.
    BalanceLate {
        amount: Money,
        due: Date,
    },
    /// So much was to be paid on that day for an order to begin, and nothing came.
    DepositLate {
        amount: Money,
        due: Date,
    },
    /// A PI has been out since that day, and no order came of it.
    InvoiceOut {
        since: Date,
    },
    /// So much is to be paid back of a cancelled order.
    RefundDue {
        amount: Money,
    },
    /// Goods were to leave on that day, and nobody has said that they did.
    NotDeparted {
        etd: Date,
    },
    /// The customer complained on that day, and nobody has replied.
    Complained {
        on: Date,
    },
    /// The last good day to get in touch was that one.
    OverdueSince {
        by: Date,
    },
    /// No day is set for the next step.
    NoNextStep,
    /// We got in touch on so many of the last days.
    Touches {
        count: u32,
        days: u16,
    },
    /// Neither side has said anything for so long.
    SaidNothingFor {
        since: Date,
    },
    /// Nothing is in the log, but there is business, the latest of that day.
    NothingLogged {
        since: Date,
    },
}

/// From so many messages without an answer on, the row of silence tells more than its length.
const ROW_OF_SILENCE: u32 = 2;

impl Reason {
    /// What the group of the stage says.
    pub(super) fn of_group(facts: &Facts) -> Self {
        match facts.group {
            StageGroup::Early => Self::EarlyStage,
            StageGroup::Inquiry => Self::OpenInquiry,
            StageGroup::Ordered => Self::HasOrdered { orders: facts.summary.deals.orders },
            StageGroup::Dormant => Self::Dormant,
            StageGroup::Lost => Self::Lost,
        }
    }

    /// Why the next step is on that day: it was agreed, or only put off to it.
    pub(super) fn of_day(facts: &Facts, date: Date) -> Self {
        let plan = facts.summary.follow_up.as_ref();
        let rests = plan.is_some_and(|plan| plan.until_answer);
        match plan.and_then(|plan| plan.put_off) {
            Some(PutOff { agreed }) => Self::PutOffTo { date, agreed, rests },
            None => Self::AgreedDate { date },
        }
    }

    /// That the customer has never been heard, or that nobody wrote to whom an answer could be missing.
    pub(super) fn of_silence(facts: &Facts) -> Self {
        match facts {
            _ if facts.is_unlogged() => Self::of_last_contact(facts),
            _ if facts.may_have_been_heard() => Self::WriterUnknown,
            _ => Self::NeverHeard,
        }
    }

    pub(super) fn of_sample(facts: &Facts, today: Day) -> Self {
        match facts.sample {
            Some(sample) if sample.arrival > today => {
                Self::SampleOnItsWay { arrival: date_of(sample.arrival) }
            }
            Some(sample) if sample.is_there => Self::SampleArrived { on: date_of(sample.arrival) },
            Some(sample) => Self::SampleExpected { on: date_of(sample.arrival) },
            None => Self::NoOpenSample,
        }
    }

    /// Who spoke last and how long ago.
    pub(super) fn of_last_contact(facts: &Facts) -> Self {
        if let Some(wrote) = facts.wrote {
            return Self::TheyWroteLast { since: date_of(wrote) };
        }
        match facts.last {
            None => Self::NeverContacted { since: date_of(facts.created) },
            Some(last) if facts.answered == Some(last) => Self::Answered { on: date_of(last) },
            Some(last) if facts.is_unlogged() => Self::NothingLogged { since: date_of(last) },
            Some(last) => Self::SaidNothingFor { since: date_of(last) },
        }
    }
}

/// What a reason may be found in.
struct Told<'a> {
    facts: &'a Facts<'a>,
    due: Option<&'a Due>,
    today: Day,
}

/// Why the customer is in the list when it is, the most telling reason first; never empty. Each is looked for only
/// when it is asked for, since a list shows the first alone.
pub(super) fn why_then<'a>(
    facts: &'a Facts<'a>,
    due: Option<&'a Due>,
    today: Day,
) -> impl Iterator<Item = Reason> + 'a {
    // What day it is never comes first: what happened matters more.
    const FINDERS: [fn(&Told) -> Option<Reason>; 11] = [
        |told| told.facts.summary.do_not_contact.then_some(Reason::DoNotContact),
        |told| (told.facts.group == StageGroup::Lost).then_some(Reason::Lost),
        |told| told.facts.complaint.map(|day| Reason::Complained { on: date_of(day) }),
        |told| told.basis(),
        |told| told.facts.wrote.is_some().then(|| Reason::of_last_contact(told.facts)),
        |told| told.deposit(),
        |told| told.quotation(),
        |told| told.row_of_silence(),
        |told| (told.facts.wrote.is_none()).then(|| Reason::of_last_contact(told.facts)),
        |told| told.due?.moved.map(|moved| Reason::MovedFrom { date: moved.from, why: moved.why }),
        |told| {
            let due = told.due?;
            due.agreed_on_day_off.map(|why| Reason::AgreedOnDayOff { date: due.by, why })
        },
    ];
    let told = Told { facts, due, today };
    FINDERS.iter().filter_map(move |find| find(&told))
}

impl Told<'_> {
    fn basis(&self) -> Option<Reason> {
        let due = self.due?;
        match due.basis {
            DueBasis::Agreed => Some(Reason::of_day(self.facts, due.by)),
            DueBasis::SampleTouch { .. } => Some(Reason::of_sample(self.facts, self.today)),
            DueBasis::OrderTouch { .. } => {
                self.facts.ordered.map(|day| Reason::OrderedOn { on: date_of(day) })
            }
            DueBasis::Cadence { .. } | DueBasis::Answer | DueBasis::FirstContact => None,
        }
    }

    fn deposit(&self) -> Option<Reason> {
        let OpenBalance { due, amount } = self.facts.deposit()?;
        (due.to_julian_day() < self.today).then_some(Reason::DepositLate { amount, due })
    }

    fn quotation(&self) -> Option<Reason> {
        let quoted = self.facts.open_quotation().filter(|quoted| *quoted < self.today)?;
        Some(Reason::QuoteUnanswered { since: date_of(quoted) })
    }

    fn row_of_silence(&self) -> Option<Reason> {
        let messages = self.facts.unanswered;
        (messages >= ROW_OF_SILENCE && self.facts.wrote.is_none()).then_some(Reason::Unanswered { messages })
    }
}
