//! Customers for the tests, built from what happened to them on day 0, 1, 2, …

use super::facts::date_of;
use crate::calendar::{Calendar, DaysOff};
use crate::domain::money::{Currency, Money};
use crate::domain::summary::{DealList, LastContact, OpenBalance, OpenDeal, OpenSample};
use crate::domain::{
    Channel, ClassId, Customer, CustomerId, Direction, Dossier, FollowUp, Moment, StageId, Stages, Summary,
    stage::DEFAULT_STAGES,
};
use std::sync::LazyLock;
use time::macros::{date, time};
use time::{Date, Duration};
use uuid::Uuid;

pub(super) static STAGES: LazyLock<Stages> = LazyLock::new(|| Stages::parse(DEFAULT_STAGES).unwrap());

/// The calendar of the world, with no day off of one's own.
pub(super) static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::new(DaysOff::default()));

/// Day `n` of a test; day 0 is a Monday.
pub(super) fn day(n: i32) -> Date {
    date_of(date!(2026 - 03 - 02).to_julian_day() + n)
}

/// Nine in the morning in Shanghai.
pub(super) fn morning(n: i32) -> Moment {
    Moment::at(day(n), time!(09:00), 480)
}

/// A customer to whom things happen.
#[derive(Clone, Debug)]
pub(super) struct Case(pub Summary);

impl Case {
    /// Entered on day 0, with nothing known.
    pub fn new() -> Self {
        let card = Customer::new(CustomerId(Uuid::from_u128(1)), morning(0), "Test Trading");
        Self(Summary::of(&Dossier::new(card)))
    }

    pub fn stage(mut self, id: &str) -> Self {
        self.0.stage = StageId::new(id);
        self
    }

    /// In its stage since day `n`.
    pub fn since(self, n: i32) -> Self {
        self.with(|it| it.stage_since = morning(n))
    }

    /// We sent an e-mail.
    pub fn wrote(mut self, n: i32) -> Self {
        self.0.contact.unanswered += 1;
        self.0.contact.last_out = Some(morning(n));
        self.0.contact.touches.insert(0, day(n));
        self.contact(n, Direction::Out)
    }

    /// We called, and nobody took it.
    pub fn called(mut self, n: i32) -> Self {
        self.0.contact.unanswered += 1;
        self.0.contact.last_out = Some(morning(n));
        self.0.contact.touches.insert(0, day(n));
        let wrote = self.0.contact.wrote;
        self.contact(n, Direction::NoAnswer).with(|it| it.contact.wrote = wrote)
    }

    /// The customer sent an e-mail.
    pub fn heard(mut self, n: i32) -> Self {
        self.0.contact.unanswered = 0;
        self.0.contact.last_in = Some(morning(n));
        self.0.contact.answered = None;
        self.contact(n, Direction::In)
    }

    /// What was sent on that day answers their last message, as its record tells.
    pub fn sent(self, n: i32) -> Self {
        self.with(|it| it.contact.answered = Some(day(n)))
    }

    fn contact(mut self, n: i32, direction: Direction) -> Self {
        let last = LastContact { at: morning(n), channel: Channel::Email, direction, summary: String::new() };
        self.0.contact.last = Some(last);
        self.0.contact.wrote = (direction == Direction::In).then_some(morning(n));
        self.0.contact.count += 1;
        self
    }

    pub fn sample(mut self, sent: i32, arrival: Option<i32>) -> Self {
        self.0.deals.open_sample =
            Some(OpenSample { sent_on: day(sent), arrival: arrival.map(day), is_there: arrival.is_some() });
        self
    }

    pub fn quoted(mut self, n: i32) -> Self {
        self.0.deals.quotations += 1;
        self.0.deals.quotations_since_progress += 1;
        self.0.deals.last_quotation = Some(day(n));
        self.0.deals.open_quotation = Some(day(n));
        self
    }

    /// A PI went out that closes the quotation.
    pub fn invoiced(self, n: i32) -> Self {
        self.with(|it| {
            it.deals.invoices += 1;
            (it.deals.open_quotation, it.deals.open_invoice) = (None, Some(day(n)));
        })
    }

    pub fn ordered(mut self, n: i32) -> Self {
        self.0.deals.orders += 1;
        self.0.deals.last_order = Some(day(n));
        self
    }

    pub fn paid(self, n: i32) -> Self {
        self.with(|it| it.deals.last_payment = Some(day(n)))
    }

    /// An order has not left yet.
    pub fn underway(self) -> Self {
        let deal = OpenDeal::new(DealList::Orders, Uuid::from_u128(2), "PO-1", day(0));
        self.with(|it| it.open.push(deal))
    }

    pub fn agreed(mut self, date: Date) -> Self {
        self.0.follow_up = Some(FollowUp { date: Some(date), ..FollowUp::new(self.0.id) });
        self
    }

    /// The same, set on the morning of day `n`.
    pub fn agreed_on(self, n: i32, date: Date) -> Self {
        self.agreed(date).with(|it| it.follow_up.as_mut().unwrap().set_at = Some(morning(n)))
    }

    /// We said that we would do something on that day.
    pub fn promised(self, date: Date) -> Self {
        self.agreed(date).with(|it| it.follow_up.as_mut().unwrap().action = "send the price list".into())
    }

    /// So much is to be paid on that day.
    pub fn owes(self, n: i32) -> Self {
        let amount = Money { minor: 299_600, currency: Currency::new("USD").unwrap() };
        self.with(|it| it.deals.balance = Some(OpenBalance { due: day(n), amount }))
    }

    /// A PI asked for so much on that day, and nothing came.
    pub fn asked_deposit(self, n: i32) -> Self {
        let amount = Money { minor: 128_400, currency: Currency::new("USD").unwrap() };
        self.with(|it| it.deals.deposit = Some(OpenBalance { due: day(n), amount }))
    }

    pub fn complained(self, n: i32) -> Self {
        self.with(|it| it.deals.complaint = Some(day(n)))
    }

    /// What was offered holds until that day.
    pub fn offered_until(self, n: i32) -> Self {
        self.with(|it| it.deals.open_until.push(day(n)))
    }

    pub fn pinned(mut self, class: &str) -> Self {
        self.0.pinned_class = Some(ClassId::new(class));
        self
    }

    pub fn with(mut self, change: impl FnOnce(&mut Summary)) -> Self {
        change(&mut self.0);
        self
    }
}

/// The days between two dates.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    (to - from).whole_days()
}

/// A date so many days later.
pub(super) fn later(date: Date, days: i64) -> Date {
    date + Duration::days(days)
}
