//! Windows of days such as `2d..3d`, and the cadences made of them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A stretch of days counted from an anchor; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The first day on which it is time.
    pub first: u16,
    /// The last good day; overdue after it.
    pub last: u16,
}

/// How often customers of a class are followed up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cadence {
    /// Counted from the last real contact, which starts it anew.
    LastContact(Window),
    /// Counted from an event, one window after the other; when all are through, and where there was no such event,
    /// `then` is counted from the last contact. Within a window nobody is due sooner than `apart` days after the last contact.
    Event { event: Anchor, touches: Vec<Window>, then: Window, apart: u16 },
}

/// An event that windows are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// The arrival of the open sample.
    SampleArrival,
    /// The last order that was not cancelled.
    LastOrder,
}

impl Cadence {
    /// The window that comes round again and again, counted from the last contact.
    pub fn usual(&self) -> Window {
        match self {
            Self::LastContact(window) | Self::Event { then: window, .. } => *window,
        }
    }
}

/// Ten years: anything longer is a slip of the finger.
const MOST_DAYS: u16 = 3650;

/// What a window looks like, for error messages.
pub(super) const WINDOW_FORM: &str = "a window such as \"2d..3d\", \"2w..3w\", \"1w\"";

impl Window {
    /// Reads `2d..3d`, `2w..3w` or, with one day alone in it, `1w`.
    ///
    /// # Errors
    /// What was expected instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let (Some(first), Some(last)) = (days(first), days(last)) else {
            return Err(format!("{WINDOW_FORM}, in days (d) or weeks (w), {MOST_DAYS} days at most"));
        };
        if first > last {
            return Err(format!(
                "a window whose first day comes before its last, as in \"{last}d..{first}d\""
            ));
        }
        Ok(Self { first, last })
    }
}

/// `3d` or `2w` as days.
fn days(text: &str) -> Option<u16> {
    let text = text.trim();
    let (number, unit) = match text.strip_suffix('d') {
        Some(number) => (number, 1),
        None => (text.strip_suffix('w')?, 7),
    };
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let days = number.parse::<u16>().ok()?.checked_mul(unit)?;
    (days <= MOST_DAYS).then_some(days)
}

/// As it may be written in a rule file.
impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}d", self.first)
        } else {
            write!(f, "{}d..{}d", self.first, self.last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_read_in_days_and_weeks() {
        let check = |text: &str, expected: Option<(u16, u16)>| {
            let read = Window::parse(text).ok();
            assert_eq!(read.map(|window| (window.first, window.last)), expected, "{text}");
            if let Some(window) = read {
                assert_eq!(Window::parse(&window.to_string()), Ok(window), "{text} written and read again");
            }
        };
        check("2d..3d", Some((2, 3)));
        check("0d..3d", Some((0, 3)));
        check("2w..3w", Some((14, 21)));
        check("1w", Some((7, 7)));
        check(" 10d .. 2w ", Some((10, 14)));
        check("3650d", Some((3650, 3650)));
        for wrong in
            ["", "2", "d", "2..3", "3d..2d", "-1d", "+1d", "2d..", "1m", "3651d", "9999w", "2d...3d", "二d"]
        {
            check(wrong, None);
        }
    }
}
