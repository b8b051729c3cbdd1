//! The next number of a proforma invoice, by a pattern that the user sets.

use time::Date;

/// A pattern such as `PI{yyyymmdd}-{A}`: `{yyyymmdd}`, `{yymmdd}`, `{yyyy}`, `{yy}`, `{mm}`, `{dd}` stand for the
/// day, `{A}` for a letter and `{n}`, `{nn}`, `{nnn}`, `{nnnn}` for a number that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberPattern(String);

impl Default for NumberPattern {
    fn default() -> Self {
        Self("PI{yyyymmdd}-{A}".to_owned())
    }
}

/// Marks for the part that goes on, with the least digits of a number; no digits mean letters.
const COUNTERS: [(&str, usize); 5] = [("{A}", 0), ("{nnnn}", 4), ("{nnn}", 3), ("{nn}", 2), ("{n}", 1)];

impl NumberPattern {
    /// A pattern with exactly one part that goes on, or nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let counters: usize = COUNTERS.iter().map(|(mark, _)| text.matches(mark).count()).sum();
        let marks = text.matches('{').count();
        let days: usize = ["{yyyymmdd}", "{yymmdd}", "{yyyy}", "{yy}", "{mm}", "{dd}"]
            .map(|it| text.matches(it).count())
            .iter()
            .sum();
        let sound = counters == 1 && marks == counters + days && text.matches('}').count() == marks;
        (sound && text.chars().count() <= 40).then(|| Self(text.to_owned()))
    }

    /// What stands before and behind the part that goes on, on a day; and its least digits.
    fn around(&self, day: Date) -> (String, String, usize) {
        let (year, month, date) = (day.year(), u8::from(day.month()), day.day());
        let text = self
            .0
            .replace("{yyyymmdd}", &format!("{year:04}{month:02}{date:02}"))
            .replace("{yymmdd}", &format!("{:02}{month:02}{date:02}", year.rem_euclid(100)))
            .replace("{yyyy}", &format!("{year:04}"))
            .replace("{yy}", &format!("{:02}", year.rem_euclid(100)))
            .replace("{mm}", &format!("{month:02}"))
            .replace("{dd}", &format!("{date:02}"));
        for (mark, digits) in COUNTERS {
            if let Some((before, behind)) = text.split_once(mark) {
                return (before.to_owned(), behind.to_owned(), digits);
            }
        }
        (text, String::new(), 0)
    }

    /// What every number of a day begins with, to look up those that there are.
    pub fn prefix(&self, day: Date) -> String {
        self.around(day).0
    }
}

/// The number behind the highest of `taken`.
pub fn next_number<'t>(
    pattern: &NumberPattern,
    day: Date,
    taken: impl IntoIterator<Item = &'t str>,
) -> String {
    let (before, behind, digits) = pattern.around(day);
    let place = |number: &str| {
        let folded = number.to_ascii_uppercase();
        let inner = folded.strip_prefix(&before.to_ascii_uppercase())?;
        let inner = inner.strip_suffix(&behind.to_ascii_uppercase())?;
        if digits == 0 { letters_to_place(inner) } else { inner.parse().ok() }
    };
    let last = taken.into_iter().filter_map(place).max().unwrap_or(0_u64);
    let next = last.saturating_add(1);
    let counter = if digits == 0 { place_to_letters(next) } else { format!("{next:0digits$}") };
    format!("{before}{counter}{behind}")
}

/// A is 1, Z is 26, AA is 27.
fn letters_to_place(letters: &str) -> Option<u64> {
    let known = !letters.is_empty() && letters.len() <= 4 && letters.bytes().all(|b| b.is_ascii_uppercase());
    known.then(|| letters.bytes().fold(0, |sum, b| sum * 26 + u64::from(b - b'A' + 1)))
}

fn place_to_letters(mut place: u64) -> String {
    let mut letters = Vec::new();
    while place > 0 {
        place -= 1;
        letters.push(char::from(b'A' + u8::try_from(place % 26).unwrap_or(0)));
        place /= 26;
    }
    letters.iter().rev().collect()
}
