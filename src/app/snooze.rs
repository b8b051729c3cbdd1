//! Putting customers off: until a day, until the next working day, or until they answer.

use super::App;
use super::form::FieldError;
use super::ledger::Row;
use super::note::field_error;
use super::text_field::TextField;
use crate::domain::day_input::{Leaning, When, leading_day, read_day};
use crate::domain::text::clean_line;
use crate::domain::{Country, CustomerId, FollowUp, Moment, Summary};
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
}

/// Who waits for an answer looks again after so many days: an answer that takes longer rarely comes.
const PATIENCE: Duration = Duration::days(14);

/// What stands for "until they answer" at the beginning of the line.
const ANSWER: [&str; 8] = ["?", "？", "answer", "reply", "等回复", "等答复", "回复", "答复"];

impl App {
    /// What a line about putting off says so far.
    ///
    /// # Errors
    /// What is wrong with its day while that cannot be read, [`FieldError::NotAhead`] where it
    /// is today or past.
    pub fn snooze_reading(&self, snooze: &Snooze) -> Result<Rest, FieldError> {
        let (text, today) = (snooze.text.text().trim(), self.now.date());
        let country = match snooze.whom.as_slice() {
            [only] => self.ledger.row(*only).and_then(Row::country),
            _ => None,
        };
        if text.is_empty() {
            // Putting off never brings anybody forward.
            let agreed = match snooze.whom.as_slice() {
                [only] => self.ledger.row(*only).and_then(|row| row.summary.follow_up.as_ref()?.date),
                _ => None,
            };
            let from = agreed.map_or(today, |agreed| agreed.max(today));
            let next = from.next_day().ok_or(FieldError::NoSuchDay)?;
            let when = at(self.working_day(country, next));
            return Ok(Rest { when, until_answer: false, action: String::new() });
        }
        if let Some(action) = until_answer(text) {
            let when = at(self.working_day(country, today.saturating_add(PATIENCE)));
            return Ok(Rest { when, until_answer: true, action: clean_line(&action) });
        }
        let (when, action) = if let Ok(when) = read_day(text, today, Leaning::Future) {
            (when, String::new())
        } else {
            let leading = leading_day(text, today, Leaning::Future).ok_or(FieldError::NoDate)?;
            (leading.when.map_err(|error| field_error(&error))?, clean_line(leading.rest))
        };
        if when.date <= today {
            return Err(FieldError::NotAhead);
        }
        Ok(Rest { when, until_answer: false, action })
    }

    fn working_day(&self, country: Option<Country>, date: Date) -> Date {
        self.ledger.calendar().next_working_day(country, date)
    }
}

impl Rest {
    /// The next step of a customer who is put off.
    pub fn plan(&self, summary: &Summary, now: Moment) -> FollowUp {
        let before = summary.follow_up.clone().unwrap_or_else(|| FollowUp::new(summary.id));
        FollowUp {
            date: Some(self.when.date),
            time: self.when.time,
            action: if self.action.is_empty() { before.action.clone() } else { self.action.clone() },
            postponed: before.postponed.saturating_add(1),
            until_answer: self.until_answer,
            set_at: Some(now),
            ..before
        }
    }
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
}
