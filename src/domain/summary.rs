//! What a list row and the rules need of a customer, small enough to hold for every customer at once.

mod answered;
mod complaint;
mod deals;
mod deposit;
mod expected;
mod last_price;
mod money_owed;
mod open_deals;
mod ordered;
mod products;
mod signs;

use super::likeness::is_mail_of;
use super::money::Money;
use super::{
    Channel, ClassId, Country, Customer, CustomerId, CustomerType, Direction, Dossier, FollowUp, Grade,
    Moment, Score, StageGroup, StageId, Stages,
};
pub use deposit::deposit_of;
pub use last_price::{LastPrice, MOST_PRICES};
pub use open_deals::{DealList, MOST_NUMBERS, MOST_OPEN_DEALS, OpenDeal};
use serde::{Deserialize, Serialize};
use time::{Date, Time};

/// Derived data: made from a dossier, and made again whenever it is missing or in doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub id: CustomerId,
    pub created: Moment,
    pub company: String,
    pub aliases: Vec<String>,
    pub country: Option<Country>,
    pub city: String,
    /// Empty where an e-mail address tells it, as of most companies.
    pub website: String,
    pub kind: Option<CustomerType>,
    pub potential: Option<Score>,
    pub payment_habit: Option<Score>,
    pub pinned_grade: Option<Grade>,
    pub pinned_class: Option<ClassId>,
    pub tags: Vec<String>,
    pub owner: String,
    pub do_not_contact: bool,
    /// The main contact's name.
    pub main_contact: String,
    /// Names and addresses of all contacts, a line each, for search.
    pub people: String,
    pub stage: StageId,
    /// When that stage began.
    pub stage_since: Moment,
    pub follow_up: Option<FollowUp>,
    pub contact: ContactHistory,
    pub deals: DealHistory,
    /// What is under way of quotations, samples, PIs, orders, shipments and money.
    pub open: Vec<OpenDeal>,
    /// How many rows there are beside those of `open`.
    pub more_open: u32,
    /// Numbers of samples, PIs, orders, parcels and shipments, for search; the latest ones.
    pub numbers: Vec<String>,
    /// How many numbers there are beside those.
    pub more_numbers: u32,
    /// The last price of each product that was quoted, the latest first; [`MOST_PRICES`] at most.
    pub prices: Vec<LastPrice>,
    /// What else the customer deals in, a line each, for search: products of interest, older quotations, samples, notes of
    /// PIs and orders.
    pub products: String,
}

/// Who talked to whom, and when last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactHistory {
    /// The latest contact in either direction.
    pub last: Option<LastContact>,
    /// The latest message of the customer's or word about goods.
    pub last_in: Option<Moment>,
    /// The latest message of the customer's that no entry of ours answers; a call that nobody took answers nothing.
    pub wrote: Option<Moment>,
    /// The first of the messages that wait for one answer: who reminds us waits no shorter for it.
    pub waits_since: Option<Moment>,
    pub last_out: Option<Moment>,
    /// The day of the latest quotation, sample or PI since the customer was last heard: what was sent is an answer, also
    /// where nobody wrote it into the log.
    pub answered: Option<Date>,
    /// Messages of ours since the customer was last heard, and since the days of its last order, its last payment and its last
    /// word about goods, which are answers too.
    pub unanswered: u16,
    pub count: u32,
    /// The latest days on which we got in touch, newest first and each once; [`MOST_TOUCHES`] at most.
    pub touches: Vec<Date>,
}

impl ContactHistory {
    /// Whether the customer wrote last and has no answer.
    pub fn is_waiting(&self) -> bool {
        self.answered.is_none() && self.wrote.is_some()
    }
}

/// The latest entry of the log in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastContact {
    pub at: Moment,
    pub channel: Channel,
    pub direction: Direction,
    /// The beginning of what was said, on one line.
    pub summary: String,
}

/// What was offered, sent and ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealHistory {
    pub quotations: u16,
    pub last_quotation: Option<Date>,
    /// Quotations since the log last reached a stage that it had not been in before.
    ///
    /// The order of stages is a file that a user may edit, and this is kept, so it must not depend on it.
    pub quotations_since_progress: u16,
    /// The last days of quotations that no PI, no order and no newer quotation of the same product has
    /// replaced, soonest first; the latest few.
    pub open_until: Vec<Date>,
    /// The day of the latest of these quotations.
    pub open_quotation: Option<Date>,
    /// The sample without feedback to ask about first: of several the oldest that still waits.
    pub open_sample: Option<OpenSample>,
    /// Orders that were not cancelled.
    pub orders: u16,
    pub cancelled_orders: u16,
    /// The day on which an order was last cancelled, where it is known.
    pub cancelled_on: Option<Date>,
    /// What they come to, a sum a currency in the order of their codes.
    pub ordered: Vec<Money>,
    pub last_order: Option<Date>,
    /// The day on which money last came in.
    pub last_payment: Option<Date>,
    /// The day of the latest business record of any kind; a shipment counts once it has left.
    pub last_record: Option<Date>,
    /// What is to be paid next, where its day is known.
    pub balance: Option<OpenBalance>,
    pub paid: PaymentHistory,
    /// What the first instalment of a PI asks that nothing came for, and since when; see `deposit`.
    pub deposit: Option<OpenBalance>,
    /// Where several PIs wait for theirs, which one that is.
    pub deposits: Option<DepositsAsked>,
    /// PIs, whatever became of them.
    pub invoices: u16,
    /// The day on which the latest PI went out that no order came of.
    pub open_invoice: Option<Date>,
    /// What is to be paid back of the latest order that was cancelled with money on it.
    pub refund: Option<Money>,
    /// The earliest planned day on which goods should leave that have not left yet.
    pub etd: Option<Date>,
    /// The day of a complaint that nobody has replied to.
    pub complaint: Option<Date>,
}

/// The part of an order that is to be paid next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenBalance {
    pub due: Date,
    /// What is missing of it.
    pub amount: Money,
}

/// Several PIs whose first instalment nothing came for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepositsAsked {
    /// The number of that whose day comes first.
    pub oldest: String,
    /// How many there are beside it.
    pub more: u16,
}

/// How punctually instalments were paid whose day was known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentHistory {
    pub instalments: u16,
    /// Days late of all of them together; what comes early makes up for nothing.
    pub days_late: u32,
}

impl PaymentHistory {
    /// Days late on average, rounded up.
    pub fn average_days_late(self) -> Option<u32> {
        (self.instalments > 0).then(|| self.days_late.div_ceil(u32::from(self.instalments)))
    }
}

/// A sample that is on its way or was not yet commented on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSample {
    pub sent_on: Date,
    pub arrival: Option<Date>,
    /// Whether somebody said that it arrived.
    pub is_there: bool,
}

/// Characters of the last contact's text that a summary keeps.
const EXCERPT: usize = 120;

/// Days of contacts from our side that a summary keeps.
pub const MOST_TOUCHES: usize = 12;

/// Why a date brings a customer onto no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeverDue {
    Lost,
    DoNotContact,
}

impl Summary {
    /// Why the customer would never be due in a stage, whatever date is agreed.
    pub fn never_due(&self, stage: &StageId, stages: &Stages) -> Option<NeverDue> {
        match stages.group(stage) {
            _ if self.do_not_contact => Some(NeverDue::DoNotContact),
            StageGroup::Lost => Some(NeverDue::Lost),
            _ => None,
        }
    }

    /// The summary of a customer. The same dossier always gives the same summary.
    pub fn of(dossier: &Dossier) -> Self {
        let (open, more_open) = open_deals::open_deals(dossier);
        let (numbers, more_numbers) = open_deals::numbers(dossier);
        let prices = last_price::last_prices(dossier);
        let Customer { company, aliases, city, website, tags, owner, .. } = dossier.customer.clone();
        let card = &dossier.customer;
        let mut mails = card.contacts.iter().flat_map(|person| &person.emails);
        let is_told = mails.any(|mail| is_mail_of(mail, &website));
        Self {
            id: card.id,
            created: card.created,
            company,
            aliases,
            country: card.country,
            city,
            website: if is_told { String::new() } else { website },
            kind: card.kind,
            potential: card.potential,
            payment_habit: card.payment_habit,
            pinned_grade: card.pinned_grade,
            pinned_class: card.pinned_class.clone(),
            tags,
            owner,
            do_not_contact: card.do_not_contact,
            main_contact: card.main_contact().map(|person| person.name.clone()).unwrap_or_default(),
            people: people(card),
            stage: dossier.stage().clone(),
            stage_since: stage_since(dossier),
            follow_up: dossier.follow_up.clone(),
            contact: contact_history(dossier),
            deals: deals::deal_history(dossier),
            open,
            more_open,
            numbers,
            more_numbers,
            products: products::products(dossier, &prices),
            prices,
        }
    }
}

impl Summary {
    /// Whether a record of this customer has that number, whatever its case.
    pub fn has_number(&self, number: &str) -> bool {
        self.numbers.iter().any(|own| own.eq_ignore_ascii_case(number))
    }
}

fn people(card: &Customer) -> String {
    let mut lines = String::new();
    for contact in &card.contacts {
        for part in std::iter::once(contact.name.as_str()).chain(contact.addresses()) {
            if !part.is_empty() {
                lines.push_str(part);
                lines.push('\n');
            }
        }
    }
    lines
}

/// The oldest of the latest entries that all state the present stage.
fn stage_since(dossier: &Dossier) -> Moment {
    let stage = dossier.stage();
    let same = dossier.interactions().take_while(|entry| entry.stage == *stage);
    same.last().map_or(dossier.customer.created, |entry| entry.at)
}

fn contact_history(dossier: &Dossier) -> ContactHistory {
    let mut history =
        ContactHistory { answered: answered::answered_on(dossier), ..ContactHistory::default() };
    let answer = dossier.timeline().iter().filter_map(signs::sign_on).max();
    let reached = dossier.interactions().filter(|entry| entry.is_contact() && entry.reaches());
    let waiting: Vec<_> = reached.take_while(|entry| entry.waits()).collect();
    history.wrote = waiting.first().map(|entry| entry.at);
    let is_answered = |entry: &crate::domain::Interaction| answered::is_answered(dossier, entry);
    let first = waiting.iter().take_while(|entry| !is_answered(entry)).last();
    history.waits_since = first.map(|entry| entry.at);
    for entry in dossier.interactions().filter(|entry| entry.is_contact()) {
        history.count += 1;
        if history.last.is_none() {
            let summary = excerpt(&entry.summary);
            let (at, channel, direction) = (entry.at, entry.channel, entry.direction);
            history.last = Some(LastContact { at, channel, direction, summary });
        }
        if entry.direction.is_heard(entry.channel) {
            history.last_in = history.last_in.or(Some(entry.at));
        } else if entry.direction.is_ours()
            && history.last_in.is_none()
            && answer.is_none_or(|day| entry.at.date() > day)
        {
            history.unanswered = history.unanswered.saturating_add(1);
        }
        if entry.direction.is_ours() {
            history.last_out = history.last_out.or(Some(entry.at));
            let day = entry.at.date();
            if history.touches.len() < MOST_TOUCHES && history.touches.last() != Some(&day) {
                history.touches.push(day);
            }
        }
    }
    let said = dossier.timeline().iter().filter_map(signs::said_on).max();
    history.last_in = history.last_in.max(said.map(|day| Moment::at(day, Time::MIDNIGHT, 0)));
    history
}

fn excerpt(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { ' ' } else { c }).take(EXCERPT).collect()
}

#[cfg(test)]
mod tests;
