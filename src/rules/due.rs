//! When a customer is due: the window of days in which to get in touch.
//!
//! A due window belongs to facts, not to a day: as long as nothing happens, a customer who came onto the
//! list stays on it. A class may change by itself meanwhile ("not heard for 60 days"). The new class's
//! window then applies if it is already open; if it is not, the old one stands, so that nobody slips off
//! the list because of silence alone.
//!
//! Whoever wrote and waits for an answer is due for that where the cadence would take long: it says how long to leave
//! somebody in peace, and that is over once they write.

use super::Rules;
use super::class::ClassIndex;
use super::facts::{Day, Facts, SampleDays, date_of, days_since};
use super::window::{Cadence, Window};
use crate::calendar::{Calendar, DayOff};
use crate::domain::{Country, StageGroup};
use serde::{Deserialize, Serialize};
use time::Date;

/// The window in which to get in touch, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The first day on which it is time; today's list shows the customer from here on.
    pub from: Date,
    /// The last good day; overdue after it.
    pub by: Date,
    pub basis: DueBasis,
    /// Where the first day was one on which nobody works.
    pub moved: Option<Moved>,
    /// Why nobody works on the day that was agreed, which stands all the same.
    pub agreed_on_day_off: Option<DayOff>,
}

/// A first day that was put off to the next working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The day that the cadence gave.
    pub from: Date,
    /// Why it is no working day.
    pub why: DayOff,
}

/// What a due window comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueBasis {
    /// A person set the date, which wins over everything else.
    Agreed,
    /// The cadence of a class, counted from the last contact.
    Cadence { class: ClassIndex, window: Window },
    /// The cadence of samples: the first touch, the second, …, each in its window after the arrival; the
    /// one after all windows comes round again and again, counted from the last contact.
    SampleTouch { nth: u8 },
    /// The customer wrote last and waits for an answer; counted from that message.
    Answer,
    /// Nobody has been in touch yet; counted from the day on which the customer was entered.
    FirstContact,
}

/// How soon a message is answered that the cadence would leave for longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AnswerWindow {
    pub window: Window,
    /// A cadence that comes within so many days of the message is soon enough.
    pub cadence_over: u16,
}

/// A class as silence alone has it: since when, which is the last contact where that changed nothing, and until when.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClassSpan {
    pub class: ClassIndex,
    pub since: Day,
    /// The first later day on which time alone may change it.
    pub until: Day,
}

impl Due {
    /// Whether today's list shows it.
    pub fn is_open(&self, today: Date) -> bool {
        self.from <= today
    }

    /// Days past the last good one; 0 while there is time.
    pub fn days_overdue(&self, today: Date) -> u32 {
        days_since(self.by.to_julian_day(), today.to_julian_day())
    }
}

impl Rules {
    /// The class and the due window as they stand on `today`.
    pub(super) fn class_and_due(
        &self,
        facts: &Facts,
        calendar: &Calendar,
        today: Day,
    ) -> (ClassSpan, Option<Due>) {
        let (span, due) = self.by_cadence(facts, calendar, today);
        if facts.summary.do_not_contact || facts.group == StageGroup::Lost {
            return (span, None);
        }
        let Some(date) = facts.next_step() else { return (span, Some(due)) };
        let agreed_on_day_off = calendar.day_off(facts.summary.country, date);
        let due = Due { from: date, by: date, basis: DueBasis::Agreed, moved: None, agreed_on_day_off };
        (span, Some(due))
    }

    /// Follows the silence since the last contact from one change of class to the next.
    fn by_cadence(&self, facts: &Facts, calendar: &Calendar, today: Day) -> (ClassSpan, Due) {
        let mut since = facts.last.unwrap_or(facts.created);
        let (mut class, mut until) = self.class_on(facts, since.min(today));
        let mut due = self.window_of(facts, class, calendar);
        while until <= today {
            let day = until;
            let before = class;
            (class, until) = self.class_on(facts, day);
            if class == before {
                continue;
            }
            since = day;
            let window = self.window_of(facts, class, calendar);
            let stands = due.from < date_of(day) && window.from > date_of(day);
            due = if stands { due } else { window };
        }
        (ClassSpan { class, since, until }, due)
    }

    /// The window that the facts open for a class, on working days.
    pub(super) fn window_of(&self, facts: &Facts, class: ClassIndex, calendar: &Calendar) -> Due {
        on_working_days(self.cadence_of(facts, class), facts.summary.country, calendar)
    }

    /// The window that the facts open for a class, whatever days those are.
    fn cadence_of(&self, facts: &Facts, class: ClassIndex) -> Due {
        let due = self.by_class(facts, class);
        let (Some(answer), Some(last), true) = (self.answer, facts.last, facts.they_wrote_last) else {
            return due;
        };
        let soon_enough = date_of(last.saturating_add(Day::from(answer.cadence_over)));
        if due.from > soon_enough { opened(last, answer.window, DueBasis::Answer) } else { due }
    }

    fn by_class(&self, facts: &Facts, class: ClassIndex) -> Due {
        let cadence = &self.class_at(class).cadence;
        if let (Cadence::SampleArrival { touches, then }, Some(sample)) = (cadence, facts.sample) {
            return sample_touch(touches, *then, sample, facts.last);
        }
        let Some(last) = facts.last else {
            return opened(facts.created, self.first_contact, DueBasis::FirstContact);
        };
        // A class made for samples also works for a customer without one who was put there by hand.
        let (Cadence::LastContact(window) | Cadence::SampleArrival { then: window, .. }) = *cadence;
        opened(last, window, DueBasis::Cadence { class, window })
    }
}

/// Both ends go to the next working day, so that the end is never before the start.
fn on_working_days(due: Due, country: Option<Country>, calendar: &Calendar) -> Due {
    let by = calendar.next_working_day(country, due.by);
    let Some(why) = calendar.day_off(country, due.from) else { return Due { by, ..due } };
    let from = calendar.next_working_day(country, due.from);
    // Where no day is left to work on, the window stays where it was.
    let moved = (from != due.from).then_some(Moved { from: due.from, why });
    Due { from, by, moved, ..due }
}

/// The first touch that does not yet lie behind the last contact.
fn sample_touch(touches: &[Window], then: Window, sample: SampleDays, last: Option<Day>) -> Due {
    let nth = |place: usize| DueBasis::SampleTouch { nth: u8::try_from(place + 1).unwrap_or(u8::MAX) };
    let ahead = |window: &Window| last.is_none_or(|last| sample.arrival + Day::from(window.first) > last);
    match touches.iter().position(ahead).and_then(|place| Some((place, *touches.get(place)?))) {
        Some((place, window)) => opened(sample.arrival, window, nth(place)),
        None => opened(last.unwrap_or(sample.arrival), then, nth(touches.len())),
    }
}

fn opened(anchor: Day, window: Window, basis: DueBasis) -> Due {
    let day = |days: u16| date_of(anchor.saturating_add(Day::from(days)));
    Due { from: day(window.first), by: day(window.last), basis, moved: None, agreed_on_day_off: None }
}
