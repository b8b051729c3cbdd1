//! Follow-ups for calendar programs: one iCalendar file (RFC 5545), written and never read.
//!
//! An appointment keeps its UID while it moves, so that a calendar program moves it too instead of showing it twice.

use crate::domain::Moment;
use time::Date;

/// One entry of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Unique in the world and the same for ever.
    pub uid: String,
    pub start: Start,
    pub title: String,
    /// Any number of lines.
    pub details: String,
}

/// When an appointment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The whole day, wherever one is.
    Day(Date),
    /// That instant; calendars remind of it.
    At(Moment),
}

/// Octets of a line at most, without its end.
const LINE: usize = 75;

/// The file: every appointment under the name of the calendar, made at `stamp`.
pub fn calendar(name: &str, appointments: &[Appointment], stamp: Moment) -> String {
    let mut file = File(String::new());
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//genjin//follow-ups//EN");
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    file.text("NAME", name);
    file.text("X-WR-CALNAME", name);
    for appointment in appointments {
        file.line("BEGIN", "VEVENT");
        file.text("UID", &appointment.uid);
        file.line("DTSTAMP", &utc(stamp));
        match appointment.start {
            Start::Day(date) => {
                file.line("DTSTART;VALUE=DATE", &day(date));
                // The end is the first day that no longer belongs to it; without one it is that single day.
                if let Some(next) = date.next_day() {
                    file.line("DTEND;VALUE=DATE", &day(next));
                }
                file.line("TRANSP", "TRANSPARENT");
            }
            Start::At(moment) => {
                file.line("DTSTART", &utc(moment));
                file.line("DURATION", "PT30M");
            }
        }
        file.text("SUMMARY", &appointment.title);
        if !appointment.details.is_empty() {
            file.text("DESCRIPTION", &appointment.details);
        }
        if matches!(appointment.start, Start::At(_)) {
            file.line("BEGIN", "VALARM");
            file.line("ACTION", "DISPLAY");
            file.line("TRIGGER", "PT0S");
            file.text("DESCRIPTION", &appointment.title);
            file.line("END", "VALARM");
        }
        file.line("END", "VEVENT");
    }
    file.line("END", "VCALENDAR");
    file.0
}

/// The file as far as it is written.
struct File(String);

impl File {
    /// A line whose value stands as it is, folded where it is long.
    fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            // A letter of several octets is never torn; a line that goes on begins with a space.
            if used + letter.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(letter);
            used += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A line whose value is text.
    fn text(&mut self, name: &str, text: &str) {
        self.line(name, &escaped(text));
    }
}

/// Text as a value: what separates values is escaped, line ends are written out, controls are left out.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' => value.push_str("\\n"),
            '\t' => value.push(' '),
            letter if letter.is_control() => {}
            letter => value.push(letter),
        }
    }
    value
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), u8::from(date.month()), date.day())
}

fn utc(moment: Moment) -> String {
    let there = Moment::from_unix_ms(moment.unix_ms(), 0);
    let time = there.time();
    format!("{}T{:02}{:02}{:02}Z", day(there.date()), time.hour(), time.minute(), time.second())
}

#[cfg(test)]
mod tests;
