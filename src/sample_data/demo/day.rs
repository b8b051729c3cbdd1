//! Days as the asset writes them: a number counted from today, a time of day behind it where one matters.

use serde::Deserialize;
use time::Time;

/// So many days from today; `-4`, `+3` or `"-4 16:20"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub(super) struct Day {
    pub days: i64,
    pub time: Option<Time>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a day is a number such as -4 or a text such as \"-4 16:20\"")]
enum Written {
    Days(i64),
    Text(String),
}

impl TryFrom<Written> for Day {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        match written {
            Written::Days(days) => Ok(Self { days, time: None }),
            Written::Text(text) => {
                read(&text).ok_or_else(|| format!("\"{text}\" is no day; write -4 or \"-4 16:20\""))
            }
        }
    }
}

fn read(text: &str) -> Option<Day> {
    let Some((days, clock)) = text.split_once(' ') else {
        return Some(Day { days: text.parse().ok()?, time: None });
    };
    let (hour, minute) = clock.split_once(':')?;
    let time = Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()?;
    Some(Day { days: days.parse().ok()?, time: Some(time) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::time;

    #[test]
    fn days_are_read_with_and_without_a_time() {
        let check = |text: &str, expected: Option<(i64, Option<Time>)>| {
            assert_eq!(read(text).map(|day| (day.days, day.time)), expected, "{text}");
        };
        check("-4", Some((-4, None)));
        check("+3 09:05", Some((3, Some(time!(09:05)))));
        check("0 15:00", Some((0, Some(time!(15:00)))));
        check("0 25:00", None);
        check("tomorrow", None);
        check("", None);
        check("-4 ", None);
    }
}
