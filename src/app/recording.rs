//! What the app knows while a business record is written.

use super::overlay::MoveStage;
use super::record_form::RecordForm;
use super::review::Review;
use super::{App, Front};
use crate::domain::account::Account;
use crate::domain::contact_log::Entry;
use crate::domain::deal::{
    Composed, DealKind, Doubts, Known, Notice, Part, PartError, compose, find_record, next_number,
};
use crate::domain::money::Money;
use crate::domain::record::RecordKind;
use crate::domain::{Channel, CustomerId, FollowUp, IdMint, Origin, Record};
use time::Date;

impl App {
    /// What a business record of a loaded customer is written against; `number` is the one that was typed.
    pub fn with_known<T>(
        &self,
        id: CustomerId,
        number: &str,
        read: impl FnOnce(&Known<'_>) -> T,
    ) -> Option<T> {
        // Before everybody is known, nobody can say which number is the next.
        let dossier = self.ledger.dossier(id).filter(|_| self.ledger.is_whole())?;
        let today = self.now.date();
        let next = self.next_number(today);
        let own = |number: &str| self.ledger.row(id).is_some_and(|row| row.summary.has_number(number));
        let taken: Vec<String> = self
            .ledger
            .deals()
            .numbers(number)
            .filter(|other| !number.is_empty() && other.eq_ignore_ascii_case(number) && !own(other))
            .map(str::to_owned)
            .collect();
        let units = self.language.units();
        Some(read(&Known { today, dossier, next_number: &next, taken_numbers: &taken, units }))
    }

    /// Whether a record is a contact of today with the customer that the review is at: an offer, a sample or a PI that has
    /// gone out, where nothing else is agreed.
    pub fn is_what_the_review_wants(&self, customer: CustomerId, record: &Record) -> bool {
        let sent_on = match record {
            Record::Quotation(it) => Some(it.date),
            Record::Sample(it) => Some(it.sent_on),
            Record::Invoice(it) => it.sent_on,
            _ => None,
        };
        let step = self.review.as_ref().filter(|_| self.front == Front::Review).and_then(Review::current);
        let plan = self.ledger.row(customer).and_then(|row| row.summary.follow_up.as_ref());
        sent_on == Some(self.now.date())
            && step.is_some_and(|(_, step)| step.customer == customer)
            && plan.is_none_or(|plan| self.is_done_with(plan, record))
    }

    /// Whether nothing of a next step is left to do once a record has gone out.
    fn is_done_with(&self, plan: &FollowUp, record: &Record) -> bool {
        if plan.action.is_empty() {
            return !plan.is_promise() || plan.date.is_some_and(|date| date <= self.now.date());
        }
        DealKind::of(record.id().kind).is_some_and(|kind| kind.is_meant_by(&plan.action))
    }

    /// The entry that logs a record with the stage that follows from it.
    pub fn entry_following(&self, proposal: &MoveStage) -> Option<Entry> {
        let row = self.ledger.row(proposal.customer)?;
        let (record, stages, units) = (&proposal.record, self.ledger.stages(), self.language.units());
        let entry = Entry::following(record, &proposal.stage, &row.summary, stages, units, self.now);
        let is_written = |channel: &Channel| !channel.is_conversation();
        let is_told = entry.origin != Origin::Moved && is_written(&entry.channel);
        if is_told || !self.is_what_the_review_wants(proposal.customer, record) {
            return Some(entry);
        }
        // It went by the way that the rules suggest; nobody has called, whatever was agreed.
        let suggested = self.ledger.rules().channels(&row.summary, &row.assessment).find(is_written);
        Some(Entry { channel: suggested.unwrap_or(Channel::Email), origin: Origin::Typed, ..entry })
    }

    /// The number of the next PI of a day.
    pub fn next_number(&self, day: Date) -> String {
        let pattern = &self.settings.business.pi_number;
        next_number(pattern, day, self.ledger.deals().numbers(&pattern.prefix(day)))
    }

    /// What is wrong with the business record on the screen, as far as it is written.
    pub fn record_problems(&self, form: &RecordForm) -> Vec<(Part, PartError)> {
        self.composed(form).and_then(Result::err).unwrap_or_default()
    }

    /// What is odd about a payment or a shipment on the screen.
    pub fn record_doubts(&self, form: &RecordForm) -> Option<Doubts> {
        Some(self.composed(form)?.ok()?.doubts)
    }

    /// How the order stands that a payment on the screen is for; the corrected payment is in it.
    pub fn account_paid(&self, form: &RecordForm) -> Option<Account> {
        let dossier = self.ledger.dossier(form.customer).filter(|_| form.kind == DealKind::Payment)?;
        match find_record(dossier, RecordKind::Order, form.draft().get(Part::Order))? {
            Record::Order(order) => Some(Account::of(dossier, order)),
            _ => None,
        }
    }

    /// What is told of a record on the screen.
    pub fn record_notices(&self, form: &RecordForm) -> Vec<Notice> {
        self.composed(form).and_then(Result::ok).map(|made| made.notices).unwrap_or_default()
    }

    /// What was owed before a payment on the screen that is so much more.
    pub fn owed_before(&self, form: &RecordForm, excess: Money) -> Option<Money> {
        let Record::Payment(it) = self.composed(form)?.ok()?.record else { return None };
        let came = it.amount.minor.saturating_add(it.counted_fee());
        Some(Money { minor: came.saturating_sub(excess.minor), ..excess })
    }

    fn composed(&self, form: &RecordForm) -> Option<Result<Composed, Vec<(Part, PartError)>>> {
        let draft = form.draft();
        let mut ids = IdMint::new(0);
        self.with_known(form.customer, draft.get(Part::Number), |known| {
            compose(&draft, known, form.before(known), &mut || ids.mint(self.now))
        })
    }
}
