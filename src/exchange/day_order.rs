//! Whether the dates of a file such as `5/6/2026` have the day or the month first.
//!
//! One such date cannot tell, but all of a file can: a number above 12 is a day.

/// What comes first in dates with the year at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// The order that the dates of a file share; nothing if none tells, or if they contradict each other.
pub fn day_order<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<DayOrder> {
    let mut order = None;
    for (first, second, ..) in texts.into_iter().filter_map(parts) {
        let found = match (first > 12, second > 12) {
            (true, false) => DayOrder::DayFirst,
            (false, true) => DayOrder::MonthFirst,
            _ => continue,
        };
        if order.is_some_and(|order| order != found) {
            return None;
        }
        order = Some(found);
    }
    order
}

/// Whether a text is a date of which either number could be the day.
pub fn is_unclear(text: &str) -> bool {
    parts(text).is_some_and(|(first, second, ..)| first <= 12 && second <= 12 && first != second)
}

/// A date with the year in front, if it is one with the year at the end.
pub fn year_first(text: &str, order: DayOrder) -> Option<String> {
    let (first, second, year, rest) = parts(text)?;
    let (month, day) = match order {
        DayOrder::DayFirst => (second, first),
        DayOrder::MonthFirst => (first, second),
    };
    Some(format!("{year}-{month:02}-{day:02}{rest}"))
}

/// The two first numbers, the year and what follows of `5/6/2026 14:30`.
///
/// Dates with dots are left out: they have the day first everywhere.
fn parts(text: &str) -> Option<(u8, u8, u16, &str)> {
    let text = text.trim();
    let (first, rest) = text.split_once(['/', '-'])?;
    let (second, rest) = rest.split_once(['/', '-'])?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (year, rest) = rest.split_at_checked(end)?;
    let short = |number: &str| (1..=2).contains(&number.len()).then(|| number.parse().ok())?;
    Some((short(first)?, short(second)?, year.parse().ok().filter(|year| *year >= 1000)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_clear_date_tells_the_order_of_a_file() {
        let check = |texts: &[&str], expected: Option<DayOrder>| {
            assert_eq!(day_order(texts.iter().copied()), expected, "{texts:?}");
        };
        check(&["5/6/2026", "13/6/2026"], Some(DayOrder::DayFirst));
        check(&["05-06-2026", "06-13-2026 14:30"], Some(DayOrder::MonthFirst));
        check(&["5/6/2026"], None);
        check(&["13/6/2026", "6/13/2026"], None);
        check(&["2026/6/13", "13.6.2026", "1 June", "13/6", ""], None);
    }

    #[test]
    fn dates_are_put_in_the_order_of_the_file() {
        assert_eq!(year_first("5/6/2026", DayOrder::DayFirst).as_deref(), Some("2026-06-05"));
        assert_eq!(year_first("5/6/2026 14:30", DayOrder::MonthFirst).as_deref(), Some("2026-05-06 14:30"));
        assert_eq!(year_first("2026-06-05", DayOrder::DayFirst), None);
        assert!(is_unclear("5/6/2026") && !is_unclear("6/6/2026") && !is_unclear("13/6/2026"));
    }
}
