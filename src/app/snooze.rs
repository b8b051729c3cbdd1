//! Putting customers off: until a day or a time, until the next working day, or until they answer.

use super::App;
use super::form::FieldError;
use super::ledger::Row;
use super::note::field_error;
use super::review::comes_up;
use super::text_field::TextField;
use crate::domain::day_input::{Basis, Leaning, When, leading_day, read_day};
use crate::domain::text::clean_line;
use crate::domain::{CustomerId, FollowUp, Moment, Summary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use time::{Date, Duration};

/// Putting one customer off, or all that are marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snooze {
    pub whom: Vec<CustomerId>,
    pub text: TextField,
}

/// What a line about putting off says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// The day on which it is time again, whatever happens.
    pub when: When,
    /// Whether hearing from the customer ends it sooner.
    pub until_answer: bool,
    /// What to do then, where that was typed.
    pub action: String,
    /// The agreed date that stays, where it lies beyond the day on which the customer comes up again.
    pub keeps: Option<Date>,
}

/// Who waits for an answer looks again after so many days: an answer that takes longer rarely comes.
const PATIENCE: Duration = Duration::days(14);

/// For so many days a customer who was put off to a later day is left in peace, whatever flags it has.
const PEACE: Duration = Duration::days(7);

/// Somebody who was put off while the date agreed with them stays: left in peace until that day, and not beyond.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    pub until: Date,
    /// The next step that stays.
    pub plan: FollowUp,
}

/// Of so many marked customers the calendar is asked, for so many days.
const MOST_ASKED: usize = 1000;
const MOST_DAYS: usize = 30;

/// What stands for "until they answer" at the beginning of the line.
const ANSWER: [&str; 8] = ["?", "？", "answer", "reply", "等回复", "等答复", "回复", "答复"];

impl App {
    /// What a line about putting off says so far.
    ///
    /// # Errors
    /// What is wrong with its day while that cannot be read, [`FieldError::NotAhead`] where it
    /// is past, or today without a time that is still to come.
    pub fn snooze_reading(&self, snooze: &Snooze) -> Result<Rest, FieldError> {
        let (text, today) = (snooze.text.text().trim(), self.now.date());
        if text.is_empty() {
            return self.next_working_day_for(&snooze.whom);
        }
        if let Some(action) = until_answer(text) {
            let waits =
                |id: &CustomerId| self.ledger.row(*id).is_some_and(|row| row.summary.contact.is_waiting());
            if snooze.whom.iter().any(waits) {
                return Err(FieldError::AnswerIsOurs);
            }
            let when = at(self.working_day(&snooze.whom, today.saturating_add(PATIENCE)));
            return Ok(Rest { when, until_answer: true, action: clean_line(&action), keeps: None });
        }
        let (when, action) = if let Ok(when) = read_day(text, today, Leaning::Future) {
            (when, String::new())
        } else {
            let leading = leading_day(text, today, Leaning::Future).ok_or(FieldError::NoDate)?;
            (leading.when.map_err(|error| field_error(&error))?, clean_line(leading.rest))
        };
        let when = self.to_come(when, text);
        let is_over = when.time.is_none_or(|time| time <= self.now.time());
        if when.date < today || (when.date == today && is_over) {
            return Err(FieldError::NotAhead);
        }
        Ok(Rest { when, until_answer: false, action, keeps: None })
    }

    /// What Enter alone says: the next working day. A date agreed beyond it is neither lost nor moved, as putting off
    /// never brings anybody forward.
    fn next_working_day_for(&self, whom: &[CustomerId]) -> Result<Rest, FieldError> {
        let next = self.now.date().next_day().ok_or(FieldError::NoSuchDay)?;
        let date = self.working_day(whom, next);
        let rest = Rest { when: at(date), until_answer: false, action: String::new(), keeps: None };
        let [only] = whom else { return Ok(rest) };
        let Some(row) = self.ledger.row(*only) else { return Ok(rest) };
        let agreed =
            row.summary.follow_up.as_ref().and_then(|plan| plan.date).filter(|agreed| *agreed > date);
        match agreed {
            None => Ok(rest),
            Some(_) if !comes_up(&self.ledger, &self.aside, row) => Err(FieldError::AgreedAhead),
            keeps => Ok(Rest { keeps, ..rest }),
        }
    }

    /// A time alone that is over today is meant for tomorrow.
    fn to_come(&self, when: When, text: &str) -> When {
        let basis = leading_day(text, self.now.date(), Leaning::Future).map(|day| day.basis);
        let is_over = when.time.is_some_and(|time| time <= self.now.time());
        match when.date.next_day() {
            Some(tomorrow) if is_over && basis == Some(Basis::TimeAlone) => When { date: tomorrow, ..when },
            _ => when,
        }
    }

    /// The first day from `date` on that is a working one for all of them; for us alone where they share none.
    fn working_day(&self, whom: &[CustomerId], date: Date) -> Date {
        let calendar = self.ledger.calendar();
        let rows = whom.iter().take(MOST_ASKED).filter_map(|id| self.ledger.row(*id));
        let countries: BTreeSet<_> = rows.map(Row::country).collect();
        let is_open = |day: &Date| countries.iter().all(|it| calendar.day_off(*it, *day).is_none());
        let days = std::iter::successors(Some(date), |day| day.next_day()).take(MOST_DAYS);
        days.into_iter().find(is_open).unwrap_or_else(|| calendar.next_working_day(None, date))
    }
}

impl Aside {
    /// Takes the place of what was kept of the same customer. Where a day is long past, the plan says enough.
    pub fn join(self, others: &mut Vec<Self>, today: Date) {
        let is_of_use = |it: &Self| it.until.saturating_add(PEACE) > today;
        others.retain(|it| it.plan.customer != self.plan.customer && is_of_use(it));
        others.push(self);
    }
}

impl Rest {
    /// Whether somebody stays where they are: of several, those who were to be later anyway.
    pub fn leaves(&self, summary: &Summary, whom: &[CustomerId]) -> bool {
        let date = summary.follow_up.as_ref().and_then(|plan| plan.date);
        whom.len() > 1 && date.is_some_and(|date| date > self.when.date)
    }

    /// The next step of a customer who is put off.
    pub fn plan(&self, summary: &Summary, now: Moment) -> FollowUp {
        let before = summary.follow_up.clone().unwrap_or_else(|| FollowUp::new(summary.id));
        if self.keeps.is_some() {
            return FollowUp { postponed: before.postponed.saturating_add(1), ..before };
        }
        FollowUp {
            date: Some(self.when.date),
            time: self.when.time,
            action: if self.action.is_empty() { before.action.clone() } else { self.action.clone() },
            // Until later today is no putting off, nor is the day on which it stood: the day stays.
            postponed: before.postponed.saturating_add(u16::from(
                self.when.date > now.date() && before.date != Some(self.when.date),
            )),
            until_answer: self.until_answer,
            set_at: Some(now),
            put_off: before.put_off_to(self.when.date),
            ..before
        }
    }
}

/// Whether somebody was put off lately to a day that lies ahead, and has not been heard since.
pub fn is_in_peace(summary: &Summary, aside: &[Aside], today: Date) -> bool {
    let Some(plan) = &summary.follow_up else { return false };
    match aside.iter().find(|aside| aside.plan == *plan) {
        Some(aside) => today < aside.until,
        None => peace_until(plan, summary.contact.last_in).is_some_and(|until| today <= until),
    }
}

/// The last day on which such a plan leaves in peace whoever was heard last at that moment.
fn peace_until(plan: &FollowUp, heard: Option<Moment>) -> Option<Date> {
    let (date, set_at) = (plan.date?, plan.set_at?);
    let is_put_off = plan.postponed > 0 && heard.is_none_or(|heard| heard <= set_at);
    is_put_off.then(|| set_at.date().saturating_add(PEACE).min(date.previous_day().unwrap_or(date)))
}

fn at(date: Date) -> When {
    When { date, time: None }
}

/// What follows the sign or word for "until they answer", where the line begins with one.
fn until_answer(text: &str) -> Option<String> {
    let rest = ANSWER.iter().find_map(|word| text.strip_prefix(word))?;
    let ends_there = rest.chars().next().is_none_or(|c| !c.is_ascii_alphanumeric());
    ends_there.then(|| rest.trim_start_matches(['?', '？', ',', '，', ' ']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_for_an_answer_has_a_sign_and_words() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(until_answer(text).as_deref(), expected, "{text}");
        };
        check("?", Some(""));
        check("？寄目录", Some("寄目录"));
        check("? send the catalogue", Some("send the catalogue"));
        check("reply", Some(""));
        check("等回复 再报价", Some("再报价"));
        check("replying takes long", None);
        check("fri", None);
    }

    #[test]
    fn a_promise_that_is_put_off_is_remembered_until_it_is_its_day_again() {
        use crate::domain::customer::PutOff;
        let day = |day: u8| Date::from_calendar_date(2026, time::Month::June, day).unwrap();
        let fresh = FollowUp::new(CustomerId(uuid::Uuid::from_u128(1)));
        let moved = |plan: &FollowUp, to: u8| FollowUp {
            date: Some(day(to)),
            put_off: plan.put_off_to(day(to)),
            ..plan.clone()
        };
        let own = moved(&moved(&fresh, 8), 9);
        assert_eq!(own.put_off, Some(PutOff { agreed: None }));
        let agreed = FollowUp {
            date: Some(day(5)),
            set_at: Some(Moment::at(day(1), time::Time::MIDNIGHT, 0)),
            ..fresh
        };
        let put_off = moved(&moved(&agreed, 8), 9);
        assert_eq!(put_off.put_off, Some(PutOff { agreed: Some(day(5)) }));
        assert_eq!([&own, &agreed, &put_off].map(FollowUp::is_promise), [false, true, true]);
        assert_eq!(moved(&put_off, 5).put_off, None);
    }

    #[test]
    fn who_was_put_off_is_left_in_peace_for_a_week_at_most() {
        let set_at = Moment::parse("2026-06-05T09:00:00+08:00").unwrap();
        let check = |date: u8, postponed: u16, heard: Option<i64>, expected: Option<u8>| {
            let id = CustomerId(uuid::Uuid::from_u128(1));
            let date = Date::from_calendar_date(2026, time::Month::June, date).ok();
            let plan = FollowUp { date, postponed, set_at: Some(set_at), ..FollowUp::new(id) };
            let until = peace_until(&plan, heard.map(|days| set_at.plus_days(days)));
            assert_eq!(until.map(Date::day), expected, "{date:?}, {postponed}, {heard:?}");
        };
        check(8, 1, None, Some(7));
        check(30, 1, None, Some(12));
        check(30, 1, Some(-3), Some(12));
        check(30, 1, Some(1), None);
        // Agreed, and not put off.
        check(30, 0, None, None);
    }
}
