//! What the screen asks of the app: answers worked out from the state, which they leave as it is.

use super::call::Call;
use super::keymap::Context;
use super::ledger::Row;
use super::load::{Level, days_of, load_of};
use super::note::Desk;
use super::overlay::Overlay;
use super::snooze::{Rest, Snooze};
use super::{App, Beat, Front, update};
use crate::calendar::{DayOff, LocalTime};
use crate::domain::{CustomerId, StageId, Summary};
use crate::rules::FreshContact;
use time::Date;

impl App {
    /// The tags that every one of these customers has.
    pub fn tags_of_all(&self, whom: &[CustomerId]) -> Vec<String> {
        let mut rows = whom.iter().filter_map(|id| self.ledger.row(*id));
        let mut tags = rows.next().map(|row| row.summary.tags.clone()).unwrap_or_default();
        for row in rows {
            tags.retain(|tag| row.summary.tags.contains(tag));
        }
        tags
    }

    /// Everything that is known while a note of this customer is written.
    pub fn desk(&self, id: CustomerId) -> Option<Desk<'_>> {
        let summary = &self.ledger.row(id)?.summary;
        Some(Desk::new(self.now, self.ledger.stages(), summary, self.ledger.dossier(id)))
    }

    /// The next date that the rules would propose after the contact that is being written down.
    pub fn proposed_next(&self) -> Option<Date> {
        let id = self.shown()?;
        let desk = self.desk(id)?;
        let fresh = match self.open_call() {
            Some(call) => update::calls::entry(self, call)?,
            None => self.open_note()?.1.contact_so_far(&desk),
        };
        let contact =
            FreshContact { channel: fresh.channel, direction: fresh.direction, stage: &fresh.stage };
        let (rules, today) = (self.ledger.rules(), self.now.date());
        rules.proposed_next(desk.summary, self.ledger.stages(), self.ledger.calendar(), &contact, today)
    }

    /// The call from within which words were found, where Esc goes back to it.
    pub fn call_to_go_back_to(&self) -> Option<CustomerId> {
        let Front::Call(id) = self.tabs.from() else { return None };
        let is_looked_at = self.front == Front::Panes && self.tabs.active().is_some();
        (is_looked_at && self.calls.iter().any(|call| call.customer == id)).then_some(id)
    }

    /// The stage after a call as it would be written down now.
    pub fn call_stage(&self, call: &Call) -> Option<StageId> {
        update::calls::entry(self, call).map(|entry| entry.stage)
    }

    /// How many contacts the day will hold to which customers are put off, and how many it may.
    pub fn load_then(&self, snooze: &Snooze, rest: &Rest) -> Option<(usize, u16)> {
        let (limit, day, today) = (self.settings.day_limit?, rest.when.date, self.ledger.today());
        let first = days_of(&self.ledger, day).map_or(day, |(first, _)| first);
        let joins = |row: &&Row| {
            let is_there = row
                .assessment
                .due
                .is_some_and(|due| (first..=day).contains(&due.from) || (day == today && due.from < day));
            !is_there && !rest.leaves(&row.summary, &snooze.whom)
        };
        let rows = snooze.whom.iter().filter_map(|id| self.ledger.row(*id));
        rest.keeps.is_none().then(|| (load_of(&self.ledger, day) + rows.filter(joins).count(), limit))
    }

    /// The next day that holds more than the user's limit, with what could be moved.
    pub fn level(&self) -> Option<Level> {
        Level::of(&self.ledger, usize::from(self.settings.day_limit?)).filter(|_| self.arrival.is_whole())
    }

    /// The next day on which the user works, and who comes onto the list until then, the most urgent first.
    pub fn next_day(&self) -> (Date, Vec<CustomerId>) {
        let today = self.now.date();
        let day = self.ledger.calendar().next_working_day(None, today.next_day().unwrap_or(today));
        let tomorrow = today.next_day().unwrap_or(today);
        let mut due: Vec<&Row> =
            if tomorrow > day { Vec::new() } else { self.ledger.due_between(tomorrow, day).collect() };
        due.sort_by(|a, b| Row::urgency(a, b));
        (day, due.into_iter().map(|row| row.id).collect())
    }

    /// From when on the rules alone want a customer to be talked to, whatever day was set.
    pub fn due_without_date(&self, row: &Row) -> Option<Date> {
        let summary = Summary { follow_up: None, ..row.summary.clone() };
        let ledger = &self.ledger;
        let assessed =
            ledger.rules().assess(&summary, ledger.stages(), ledger.calendar(), self.ledger.today());
        assessed.due.map(|due| due.from)
    }

    /// The time at a customer's.
    pub fn local_time(&self, row: &Row) -> Option<LocalTime> {
        self.ledger.calendar().local_time(row.country(), &row.summary.city, self.now)
    }

    /// Why a day is no day to get in touch with a customer, and what the user calls it.
    pub fn day_off(&self, id: CustomerId, date: Date) -> Option<(DayOff, Option<&str>)> {
        let (country, calendar) = (self.ledger.row(id)?.country(), self.ledger.calendar());
        let why = calendar.day_off(country, date)?;
        let named = matches!(why, DayOff::Own | DayOff::Listed);
        Some((why, calendar.listed_name(country, date).filter(|_| named)))
    }

    /// Whether the screen shows the time of day anywhere, so that it changes by the minute.
    pub fn shows_the_time(&self) -> bool {
        let has_clock = |row: &Row| row.country().is_some();
        let runs = self.calls.iter().any(Call::is_running);
        runs || !self.timed().is_empty()
            || self.shown_row().is_some_and(has_clock)
            || self.ledger.agenda().iter().filter_map(|id| self.ledger.row(*id)).any(has_clock)
    }

    pub fn beat(&self) -> Beat {
        let runs = self.open_call().is_some_and(Call::is_running);
        if runs { Beat::Second } else { Beat::Minute }
    }

    /// Where the next key will be read.
    pub fn context(&self) -> Context {
        match &self.overlay {
            Some(
                Overlay::Find(_)
                | Overlay::Palette(_)
                | Overlay::Tags(_)
                | Overlay::Snooze(_)
                | Overlay::Filter(_)
                | Overlay::Owner(_)
                | Overlay::Rates(_),
            ) => Context::Search,
            Some(Overlay::Outgoing(_)) => Context::Outgoing,
            Some(Overlay::Move(_)) => Context::Move,
            Some(_) => Context::PopUp,
            None if self.has_form() => Context::Form,
            None if self.open_note().is_some() => Context::Line,
            None => match self.front {
                Front::Panes | Front::Pipeline | Front::Business | Front::Insights => Context::Browse,
                Front::Review => Context::Review,
                Front::Call(_) if self.open_call().is_some_and(|call| call.next.is_some()) => Context::HangUp,
                Front::Call(_) => Context::Call,
            },
        }
    }
}
