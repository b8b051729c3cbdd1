//! When a customer is due: the window of days in which to get in touch.
//!
//! A due window belongs to facts, not to a day: as long as nothing happens, a customer who came onto the
//! list stays on it. A class may change by itself meanwhile ("not heard for 60 days"). The new class's
//! window then applies if it is already open; if it is not, the old one stands, so that nobody slips off
//! the list because of silence alone.
//!
//! Whoever wrote and waits for an answer is due for that where the cadence would take long: it says how long to leave
//! somebody in peace, and that is over once they write. An agreed date wins over all that, until the customer writes after it was
//! set: then it counts again once we have answered. A complaint is such a message, and is never left to the cadence.

use super::Rules;
use super::class::ClassIndex;
use super::facts::{Day, Facts, date_of, days_since};
use super::window::{Anchor, Cadence, Window};
use crate::calendar::{Calendar, DayOff};
use crate::domain::{Country, StageGroup};
use serde::{Deserialize, Serialize};
use time::Date;

/// A day that was agreed.
const THE_DAY: Window = Window { first: 0, last: 0 };

/// The window in which to get in touch, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The first day on which it is time; today's list shows the customer from here on.
    pub from: Date,
    /// The last good day.
    pub by: Date,
    /// The last day that is not late: where nobody works after the last good day, the one before they work again.
    pub in_time: Date,
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
    /// The same after an order.
    OrderTouch { nth: u8 },
    /// The customer wrote last or complained, and waits for an answer; counted from that message.
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

    /// Days late; 0 while there is time.
    pub fn days_overdue(&self, today: Date) -> u32 {
        days_since(self.in_time.to_julian_day(), today.to_julian_day())
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
        let country = facts.summary.country;
        let agreed = |date| {
            let agreed_on_day_off = calendar.day_off(country, date);
            let in_time = agreed_on_day_off.map_or(date, |_| calendar.next_working_day(country, date));
            let due = opened(date.to_julian_day(), THE_DAY, DueBasis::Agreed);
            Some(Due { in_time, agreed_on_day_off, ..due })
        };
        match facts.next_step() {
            _ if facts.summary.do_not_contact || facts.group == StageGroup::Lost => {
                (self.span(facts, today), None)
            }
            Some(date) if !facts.wrote_since_agreed => (self.span(facts, today), agreed(date)),
            date => {
                let (span, due) = self.by_cadence(facts, calendar, today);
                // A message that came after the date was set is no part of what was agreed.
                let stands = date.filter(|date| due.from >= *date);
                (span, stands.map_or(Some(due), agreed))
            }
        }
    }

    /// The class alone, for those to whom cadence does not matter.
    fn span(&self, facts: &Facts, today: Day) -> ClassSpan {
        let mut span = self.first_span(facts, today);
        while let Some(next) = self.next_span(facts, &span, today) {
            span = next;
        }
        span
    }

    /// Follows the silence since the last contact from one change of class to the next.
    fn by_cadence(&self, facts: &Facts, calendar: &Calendar, today: Day) -> (ClassSpan, Due) {
        let mut span = self.first_span(facts, today);
        let mut due = self.window_of(facts, span.class, calendar);
        while let Some(next) = self.next_span(facts, &span, today) {
            if next.class != span.class {
                let day = date_of(next.since);
                let window = self.window_of(facts, next.class, calendar);
                let stands = due.from < day && window.from > day;
                // Nobody was late by the class before who was not even due by it.
                let working = || calendar.next_working_day(facts.summary.country, day);
                let late_from = if due.from > day { working() } else { window.by };
                let fresh =
                    Due { by: window.by.max(late_from), in_time: window.in_time.max(late_from), ..window };
                due = if stands { due } else { fresh };
            }
            span = next;
        }
        (span, due)
    }

    /// The class that the last contact left.
    fn first_span(&self, facts: &Facts, today: Day) -> ClassSpan {
        let since = facts.last.unwrap_or(facts.created);
        let (class, until) = self.class_on(facts, since.min(today));
        ClassSpan { class, since, until }
    }

    /// The class that silence turns it into, if that is so by `today`.
    fn next_span(&self, facts: &Facts, span: &ClassSpan, today: Day) -> Option<ClassSpan> {
        let day = Some(span.until).filter(|day| *day <= today)?;
        let (class, until) = self.class_on(facts, day);
        Some(ClassSpan { class, since: if class == span.class { span.since } else { day }, until })
    }

    /// The window that the facts open for a class, on working days.
    pub(super) fn window_of(&self, facts: &Facts, class: ClassIndex, calendar: &Calendar) -> Due {
        on_working_days(self.cadence_of(facts, class), facts.summary.country, calendar)
    }

    /// The window that the facts open for a class, whatever days those are.
    fn cadence_of(&self, facts: &Facts, class: ClassIndex) -> Due {
        let due = self.by_class(facts, class);
        // Who became another customer without a word was not late before.
        let by = due.by.max(date_of(facts.turned()));
        let due = Due { by, in_time: by, ..due };
        // Nobody who complained is left in peace, however soon the cadence comes.
        if let (Some(answer), Some(day)) = (self.answer, facts.complaint) {
            let at_once = opened(day, answer.window, DueBasis::Answer);
            if at_once.from < due.from {
                return at_once;
            }
        }
        let (Some(answer), Some(wrote)) = (self.answer, facts.wrote) else { return due };
        let soon_enough = date_of(wrote.saturating_add(Day::from(answer.cadence_over)));
        if due.from > soon_enough { opened(wrote, answer.window, DueBasis::Answer) } else { due }
    }

    fn by_class(&self, facts: &Facts, class: ClassIndex) -> Due {
        let cadence = &self.class_at(class).cadence;
        if let Cadence::Event { event, touches, then, apart } = cadence
            && let Some(day) = event.day(facts)
        {
            let (nth, due) = touch((touches, *then, *apart), day, facts.last);
            let basis = match event {
                Anchor::SampleArrival => DueBasis::SampleTouch { nth },
                Anchor::LastOrder => DueBasis::OrderTouch { nth },
            };
            return Due { basis, ..due };
        }
        let Some(last) = facts.last else {
            return opened(facts.created, self.first_contact, DueBasis::FirstContact);
        };
        // A class made for samples also works for a customer without one who was put there by hand.
        let window = cadence.usual();
        opened(last, window, DueBasis::Cadence { class, window })
    }
}

/// Both ends go to the next working day, so that the end is never before the start.
fn on_working_days(due: Due, country: Option<Country>, calendar: &Calendar) -> Due {
    let by = calendar.next_working_day(country, due.by);
    let then = by.next_day().map_or(by, |day| calendar.next_working_day(country, day));
    let in_time = then.previous_day().unwrap_or(by);
    let due = Due { by, in_time, ..due };
    // Whoever writes on a day off is there, and waits.
    let why = calendar.day_off(country, due.from).filter(|_| due.basis != DueBasis::Answer);
    let Some(why) = why else { return due };
    let from = calendar.next_working_day(country, due.from);
    // Where no day is left to work on, the window stays where it was.
    let moved = (from != due.from).then_some(Moved { from: due.from, why });
    Due { from, moved, ..due }
}

/// The first touch that does not yet lie behind the last contact, and which it is.
fn touch((touches, then, apart): (&[Window], Window, u16), event: Day, last: Option<Day>) -> (u8, Due) {
    let ahead = |window: &Window| last.is_none_or(|last| event + Day::from(window.first) > last);
    let place = touches.iter().position(ahead);
    let (from, window) = match place.and_then(|place| touches.get(place)) {
        Some(window) => (event, *window),
        None => (last.unwrap_or(event), then),
    };
    let nth = u8::try_from(place.unwrap_or(touches.len()) + 1).unwrap_or(u8::MAX);
    let due = opened(from, window, DueBasis::FirstContact);
    let since = last.filter(|last| *last >= event);
    let rested = since.map_or(due.from, |last| date_of(last.saturating_add(Day::from(apart))));
    (nth, Due { from: due.from.max(rested.min(due.by)), ..due })
}

impl Anchor {
    fn day(self, facts: &Facts) -> Option<Day> {
        match self {
            Self::SampleArrival => facts.sample.map(|sample| sample.arrival),
            Self::LastOrder => facts.ordered,
        }
    }
}

fn opened(anchor: Day, window: Window, basis: DueBasis) -> Due {
    let day = |days: u16| date_of(anchor.saturating_add(Day::from(days)));
    let by = day(window.last);
    Due { from: day(window.first), by, in_time: by, basis, moved: None, agreed_on_day_off: None }
}
