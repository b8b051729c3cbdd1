//! The one-line log: a contact written as one line, read as it is typed.
//!
//! ```text
//! wa < asked CIF Lagos 5k pcs #quoted @anna ~yesterday >+2d send CIF offer => get the order
//! 微信 确认样品颜色 #样品确认 >周五 寄样DHL
//! ```
//!
//! The first word may be a channel, the next one a direction: `<`, `in`, 来 from the customer; `out`, 去, 发
//! from us. Markers stand at the beginning of a word, in any order: `#stage`, `@contact`, `~when` it happened,
//! `>date action`, `=> goal` (also `目标:`). The last of a kind wins; a second date is told as a problem. Right behind a
//! Chinese mark that ends a clause a marker needs no space: `报价已发。>三天后 催单`. Everything else is text and is kept as
//! typed; input methods' full-width marks count as marks and are left alone inside text.
//!
//! What is decided here, where a sign may also be plain text:
//! * `#12`, `@0.86`, `~500 pcs`, `>=5`, `>500 pcs`, `> 3` are text: a number that is no date is an amount.
//!   `<5k` likewise.
//! * `>` with anything else behind it begins the next step, also with a space between (`> call again`). Within
//!   an action or a goal only `>` with a date does, so that `> move A > B` stays whole.
//! * A marker that is not understood stays in the text, and a problem says so.
//! * A call that nobody took says so at its beginning: `phone no answer`, `电话 没接`; `phone unanswered: try the mobile`
//!   leaves the word out of the text, unless a marker follows. On other channels these words are text. Without any channel
//!   they mean a phone call, where they stand for themselves: `没接 >周五 再打`, but 没接到样品 is text.
//! * A day in front of the channel is when it happened: `yesterday call went well`, 昨天电话 谈了价格.
//! * Behind `meet` and `fair` the word `in` belongs to the text: `meeting in Lagos`.
//! * A backslash in front makes any mark or channel plain text: `\#quoted`. Right behind `>` or its date it ends
//!   the date: `>\Friday prices`, `>fri \3pm slot`.
//! * Two people whose names cannot be told apart are `@#1`, `@#2`: their places on the card.

mod head;
mod marker;
mod told;
mod write;

#[cfg(test)]
mod tests;

use super::day_input::{Basis, DayError, LeadingDay, Leaning, When};
use super::{Channel, Contact, ContactId, Direction, Moment, StageId, Stages};
pub use head::{channel_of_step, is_bare_call, says_again, says_no_answer};
use marker::{Found, Marker, Place};
pub use told::{Told, told};
pub use write::write_log;

/// What the reader may know.
#[derive(Clone, Copy, Debug)]
pub struct LogContext<'a> {
    pub now: Moment,
    pub stages: &'a Stages,
    pub contacts: &'a [Contact],
}

/// What a line says so far. Absent parts are left to the caller's defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogReading {
    pub channel: Option<Channel>,
    pub direction: Option<Direction>,
    /// The free text without any marker.
    pub summary: String,
    pub stage: Option<StageId>,
    pub contact: Option<ContactId>,
    /// When it happened.
    pub happened: Option<When>,
    pub next: Option<When>,
    pub next_action: String,
    pub goal: String,
    /// Markers that could not be understood, in the order of the line.
    pub problems: Vec<LogProblem>,
}

/// A marker that could not be understood, with the text as typed but without the mark itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogProblem {
    UnknownStage(String),
    /// What stands where a channel would: the contact is logged as through another one.
    UnknownChannel(String),
    UnknownContact(String),
    AmbiguousContact(String),
    BadNextDate(String, DayError),
    BadHappenedDate(String, DayError),
    /// A next date after an earlier one, of which there can be one only.
    SecondNextDate(String),
    /// A day on which it happened after an earlier one.
    SecondHappenedDate(String),
}

impl LogProblem {
    /// Whether the line says less than was meant if it is kept as it is; other words simply stay text.
    pub fn is_about_a_date(&self) -> bool {
        match self {
            Self::BadNextDate(..)
            | Self::BadHappenedDate(..)
            | Self::SecondNextDate(_)
            | Self::SecondHappenedDate(_) => true,
            Self::UnknownStage(_)
            | Self::UnknownChannel(_)
            | Self::UnknownContact(_)
            | Self::AmbiguousContact(_) => false,
        }
    }
}

/// Reads a line of the one-line log. Every line has a reading.
///
/// A time of day alone is the latest (`~14:30`) or the next one (`>14:30`) as seen from now.
pub fn read_log(line: &str, context: LogContext<'_>) -> LogReading {
    let line = line.trim();
    let (day, head) = match head::dated(line, context.now.date()) {
        Some((day, head)) => (Some(day), head),
        None => (None, head::split(line)),
    };
    let mut reader = Reader {
        context,
        reading: LogReading { channel: head.channel, direction: head.direction, ..LogReading::default() },
        place: Place::Summary,
        seam: Seam::Marker,
    };
    reader.reading.happened = day.and_then(|day| reader.settle(&day, Leaning::Past));
    if let Some(name) = head.unknown {
        reader.reading.problems.push(LogProblem::UnknownChannel(name.to_owned()));
    }
    // In front of a marker the word says all there is of the call, so it stays the text.
    let marked = |rest: &str| marker::at(rest.trim_start(), Place::Summary, context.now.date()).is_some();
    let mut rest = head.with_word.filter(|_| marked(head.rest)).unwrap_or(head.rest);
    while let Some(after) = reader.step(rest) {
        rest = after;
    }
    reader.reading
}

/// Takes the stages out of notes of several lines, and returns the last of them; other marks stay text.
pub fn take_stage(notes: &str, context: LogContext<'_>) -> (String, Option<StageId>) {
    let (mut text, mut found, mut rest) = (String::new(), None, notes);
    let today = context.now.date();
    while let Some((word, after)) = marker::first_piece(rest, Place::Summary, today) {
        let (gap, from) = marker::split_gap(rest);
        if let Some(Marker::Stage { name, rest: behind }) = marker::at(from, Place::Summary, today)
            && let Some((stage, behind)) = marker::spaced_stage(name, behind, context.stages)
                .or_else(|| Some((marker::find_stage(name, context.stages)?, behind)))
        {
            (found, rest) = (Some(stage), behind);
            continue;
        }
        text.push_str(gap);
        text.push_str(word);
        rest = after;
    }
    (text.trim().to_owned(), found)
}

struct Reader<'a> {
    context: LogContext<'a>,
    reading: LogReading,
    place: Place,
    seam: Seam,
}

/// What lies between the word to come and the text before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// Nothing but space, which is kept as typed.
    Space,
    Marker,
    /// The mark that begins an action, where one backslash tells text from a date.
    NextMark,
}

impl Reader<'_> {
    /// Takes one marker or word off `line`; nothing at its end.
    fn step<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        let (gap, text) = marker::split_gap(line);
        let today = self.context.now.date();
        let (word, after) = marker::first_piece(text, self.place, today)?;
        if let Some(marker) = marker::at(text, self.place, today)
            && let Some(rest) = self.mark(marker)
        {
            return Some(rest);
        }
        self.text(gap, word);
        Some(after)
    }

    /// Takes a marker in and returns what follows it; nothing if it is not understood and so stays text.
    fn mark<'l>(&mut self, marker: Marker<'l>) -> Option<&'l str> {
        let (place, seam, rest) = match marker {
            Marker::Stage { name, rest } => {
                let spaced = marker::spaced_stage(name, rest, self.context.stages);
                let (stage, rest) = spaced.or_else(|| Some((self.stage(name)?, rest)))?;
                self.reading.stage = Some(stage);
                (Place::Summary, Seam::Marker, rest)
            }
            Marker::Contact { name, rest } => {
                self.reading.contact = Some(self.contact(name)?);
                (Place::Summary, Seam::Marker, rest)
            }
            Marker::Happened(Ok(day)) => {
                if self.reading.happened.is_some() {
                    self.reading.problems.push(LogProblem::SecondHappenedDate(day.typed.to_owned()));
                }
                self.reading.happened = Some(self.settle(&day, Leaning::Past)?);
                (Place::Summary, Seam::Marker, day.rest)
            }
            Marker::Happened(Err((typed, error))) => {
                self.reading.problems.push(LogProblem::BadHappenedDate(typed.to_owned(), error));
                return None;
            }
            Marker::Next { day, body } => {
                let rest = self.next_step(day.as_ref(), body);
                (Place::Action, Seam::NextMark, rest)
            }
            Marker::Goal { body } => {
                if !body.is_empty() {
                    self.reading.goal.clear();
                }
                (Place::Goal, Seam::Marker, body)
            }
        };
        (self.place, self.seam) = (place, seam);
        Some(rest)
    }

    fn next_step<'l>(&mut self, day: Option<&LeadingDay<'l>>, body: &'l str) -> &'l str {
        if body.is_empty() {
            return body;
        }
        // The last step counts; what an earlier one said stays as text, so that nothing is lost.
        let earlier = std::mem::take(&mut self.reading.next_action);
        if !earlier.is_empty() {
            let gap = if self.reading.summary.is_empty() { "" } else { " " };
            self.reading.summary.push_str(&format!("{gap}{earlier}"));
        }
        if self.reading.next.is_some() {
            let (typed, _) =
                day.map_or_else(|| marker::first_word(body).unwrap_or_default(), |day| (day.typed, ""));
            self.reading.problems.push(LogProblem::SecondNextDate(typed.to_owned()));
        }
        self.reading.next = day.and_then(|day| self.settle(day, Leaning::Future));
        match day {
            Some(LeadingDay { typed, when: Err(error), .. }) => {
                self.reading.problems.push(LogProblem::BadNextDate((*typed).to_owned(), error.clone()));
                body
            }
            Some(day) => day.rest,
            None => body,
        }
    }

    fn stage(&mut self, typed: &str) -> Option<StageId> {
        let found = marker::find_stage(typed, self.context.stages);
        if found.is_none() && !marker::begins_with_amount(typed) {
            self.reading.problems.push(LogProblem::UnknownStage(typed.to_owned()));
        }
        found
    }

    fn contact(&mut self, typed: &str) -> Option<ContactId> {
        let problem = match marker::find_contact(typed, self.context.contacts) {
            Found::One(contact) => return Some(contact),
            Found::None => LogProblem::UnknownContact(typed.to_owned()),
            Found::Several => LogProblem::AmbiguousContact(typed.to_owned()),
        };
        self.reading.problems.push(problem);
        None
    }

    /// The day meant, where a time alone is brought to the right side of now.
    fn settle(&self, day: &LeadingDay<'_>, leaning: Leaning) -> Option<When> {
        let mut when = day.when.clone().ok()?;
        let now = self.context.now.time();
        if let (Basis::TimeAlone, Some(time)) = (day.basis, when.time) {
            let moved = match leaning {
                Leaning::Past if time > now => when.date.previous_day(),
                Leaning::Future if time <= now => when.date.next_day(),
                _ => None,
            };
            when.date = moved.unwrap_or(when.date);
        }
        Some(when)
    }

    fn text(&mut self, gap: &str, word: &str) {
        let target = match self.place {
            Place::Summary => &mut self.reading.summary,
            Place::Action => &mut self.reading.next_action,
            Place::Goal => &mut self.reading.goal,
        };
        if !target.is_empty() {
            target.push_str(if self.seam == Seam::Space { gap } else { " " });
        }
        let plain = match self.seam {
            Seam::NextMark => word.strip_prefix('\\').unwrap_or(word),
            _ => marker::unescape(word),
        };
        target.push_str(plain);
        self.seam = Seam::Space;
    }
}
