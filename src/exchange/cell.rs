//! From the text of one cell to a value: what sellers write for a country, a grade, several numbers.
//!
//! Knows nothing of rows; whoever asks decides what to do with a value that is not understood.

mod words;

use super::problem::Reason;
use crate::domain::Country;
use crate::domain::day_input::{DayError, Leaning, When, read_day};
use crate::domain::likeness::{LEAST_DIGITS, bare_email, digits, plain_number};
use crate::domain::text::{clean, half_width, split_list};
use time::{Date, Duration, Month, Time};
pub use words::{channel, direction, first_channel, german_stage, grade, kind, score, tag};

/// The text of a cell without what spreadsheets and people put around or in place of a value.
///
/// `'+86 755` and `="0086"` are ways to make a spreadsheet keep a text; `-`, `N/A`, `#REF!` and the like mean that
/// there is nothing.
pub fn value(raw: &str) -> String {
    let text = clean(raw);
    let text = text.trim();
    let text = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let text = match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit() || "+-=@".contains(c)) => rest,
        _ => text,
    };
    let text = link_text(text).unwrap_or(text);
    let nothing = [
        "", "-", "--", "—", "——", "/", "\\", "n/a", "#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!",
        "#null!", "null", "nan",
    ];
    if nothing.contains(&text.to_lowercase().as_str()) { String::new() } else { text.trim().to_owned() }
}

/// What a link that was saved as its formula shows: `=HYPERLINK("https://abc.example","ABC Ltd.")`.
fn link_text(formula: &str) -> Option<&str> {
    let (name, rest) = formula.split_once("(\"")?;
    let shown = rest.strip_suffix("\")")?.rsplit_once('"')?.1;
    name.eq_ignore_ascii_case("=hyperlink").then_some(shown)
}

/// A country and what else stands in its cell, which is mostly the city: `Germany / Berlin`.
pub fn country(text: &str) -> Option<(Country, String)> {
    if let Some(country) = Country::find(text) {
        return Some((country, String::new()));
    }
    let parts: Vec<&str> = text
        .split(['/', ',', ';', '，', '、', '；', '／', '(', ')', '（', '）', '\n', '|', '-', '–', '—', '·'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    for (place, part) in parts.iter().enumerate() {
        // In "Los Angeles, CA" the code is that of a state.
        if (place == 0 || part.chars().count() != 2 || !part.is_ascii())
            && let Some(country) = Country::find(part)
        {
            let rest: Vec<_> = parts.iter().enumerate().filter(|(at, _)| *at != place).collect();
            return Some((country, rest.iter().map(|(_, part)| **part).collect::<Vec<_>>().join(", ")));
        }
    }
    if let Some(found) = chinese_country(text) {
        return Some(found);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    for cut in (1..words.len()).rev() {
        let (head, tail) = words.split_at(cut);
        if let Some(country) = Country::find(&head.join(" ")) {
            return Some((country, tail.join(" ")));
        }
    }
    for cut in 1..words.len() {
        let (head, tail) = words.split_at(cut);
        let name = tail.join(" ");
        if (name.chars().count() > 2 || !name.is_ascii())
            && let Some(country) = Country::find(&name)
        {
            return Some((country, head.join(" ")));
        }
    }
    None
}

/// A country and its city as Chinese writes them, with nothing between: `德国汉堡`.
fn chinese_country(text: &str) -> Option<(Country, String)> {
    // The longest name counts, and what reads like the end of a longer one is no city.
    let ends_a_name = |rest: &str| rest.contains(['国', '岛']);
    let cuts = text.char_indices().skip(2).map(|(at, _)| at).collect::<Vec<_>>();
    let cuts = cuts.into_iter().rev().filter_map(|at| text.split_at_checked(at));
    let mut found = cuts.filter(|(name, _)| name.chars().all(|c| c.is_alphabetic() && !c.is_ascii()));
    found.find_map(|(name, rest)| {
        let country = Country::find(name).filter(|_| !ends_a_name(rest))?;
        Some((country, rest.trim().to_owned()))
    })
}

/// What a cell with several addresses or numbers holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    pub good: Vec<String>,
    /// E-mail addresses among telephone numbers: a column "contact details" has both.
    pub emails: Vec<String>,
    pub bad: Vec<(String, Reason)>,
}

/// E-mail addresses, also as `Anna <anna@abc.example>` and with white space between.
pub fn emails(text: &str) -> Addresses {
    let mut found = Addresses::default();
    for part in split_list(text) {
        let pieces = part.split(['/', '<', '>']).flat_map(str::split_whitespace);
        let good: Vec<_> = pieces.filter_map(email).collect();
        if good.is_empty() {
            found.bad.push((part, Reason::NoEmail));
        }
        found.good.extend(good);
    }
    found
}

/// An e-mail address without what surrounds it.
fn email(text: &str) -> Option<String> {
    let text = bare_email(text);
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let (user, host) = text.split_once('@')?;
    // Mail goes nowhere without a domain: "anna@abc" is a slip.
    let is_domain = host.contains('.') && host.split('.').all(|label| label.contains(char::is_alphanumeric));
    let plausible = !user.is_empty() && is_domain && !host.contains('@');
    plausible.then(|| text.to_owned())
}

/// A name without the e-mail addresses beside it, as mail programs write them: `Anna <anna@abc.example>`.
pub fn name(text: &str) -> (String, Vec<String>) {
    let is_mark = |c: char| c.is_whitespace() || "<>()（）;；,，、|".contains(c);
    let (mut name, mut emails) = (String::new(), Vec::new());
    for piece in text.split_inclusive(is_mark) {
        let word = piece.trim_end_matches(is_mark);
        match email(word) {
            Some(email) => emails.push(email),
            None => name.push_str(word),
        }
        name.push_str(piece.strip_prefix(word).unwrap_or_default());
    }
    let name = ["<>", "()", "（）"].iter().fold(name, |name, empty| name.replace(empty, ""));
    (name.trim().to_owned(), emails)
}

/// Telephone numbers, as typed but for what a spreadsheet has added.
pub fn phones(text: &str) -> Addresses {
    let mut found = Addresses::default();
    for part in split_list(text).iter().flat_map(|part| split_numbers(part)) {
        let number = plain_number(&value(&part));
        let number = number.strip_suffix(".0").unwrap_or(&number);
        if is_cut(number) {
            found.bad.push((part, Reason::CutNumber));
        } else if let Some(email) = email(number) {
            found.emails.push(email);
        } else if digits(number).len() < LEAST_DIGITS {
            found.bad.push((part, Reason::NoPhone));
        } else {
            found.good.push(number.to_owned());
        }
    }
    found
}

/// A slash parts two numbers only if both sides are long enough to be numbers: `020/123456` is one.
fn split_numbers(part: &str) -> Vec<String> {
    let pieces: Vec<&str> = part.split(['/', '／']).collect();
    let whole = |piece: &&str| piece.contains('@') || digits(piece).len() >= 7;
    if pieces.iter().all(whole) {
        pieces.into_iter().map(|piece| piece.trim().to_owned()).collect()
    } else {
        vec![part.to_owned()]
    }
}

/// Whether a number is written as `8.61E+12`.
fn is_cut(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    number(mantissa) && exponent.strip_prefix('+').is_some_and(number)
}

/// A date as typed, or the number of days by which spreadsheets store one.
///
/// # Errors
/// What is wrong with the text.
pub fn day(text: &str, base: Date, leaning: Leaning) -> Result<When, DayError> {
    if let Some(when) = serial_day(text) {
        return Ok(when);
    }
    // "Yesterday" in a file means another day every time it is read.
    if !text.chars().any(|c| half_width(c).is_ascii_digit()) {
        return Err(DayError::Unknown);
    }
    let when = read_day(text, base, leaning)?;
    // Programs write midnight where only the date was entered.
    Ok(When { time: when.time.filter(|time| *time != Time::MIDNIGHT), ..when })
}

/// Excel counts days from 1899-12-30 (as it takes 1900 for a leap year); the fraction is the time.
fn serial_day(text: &str) -> Option<When> {
    let (days, fraction) = text.split_once('.').unwrap_or((text, ""));
    if days.len() != 5 || !fraction.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let days: u32 = days.parse().ok().filter(|days| (20_000..=80_000).contains(days))?;
    let origin = Date::from_calendar_date(1899, Month::December, 30).ok()?;
    let date = origin.checked_add(Duration::days(days.into()))?;
    // Nine digits of the fraction are far finer than a minute.
    let digits: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    let minutes = (digits.parse::<u64>().ok()? * 1440 + 500_000_000) / 1_000_000_000;
    let (hour, minute) = (u8::try_from(minutes / 60).ok()?, u8::try_from(minutes % 60).ok()?);
    let time = Time::from_hms(hour, minute, 0).ok().filter(|time| *time != Time::MIDNIGHT);
    Some(When { date, time })
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, time};

    #[test]
    fn what_spreadsheets_put_around_a_value_is_removed() {
        let check = |raw: &str, expected: &str| assert_eq!(value(raw), expected, "{raw:?}");
        check(" '+86 755 1 ", "+86 755 1");
        check("=\"0086\"", "0086");
        check("'t Hooft BV", "'t Hooft BV");
        check("N/A", "");
        check("#REF!", "");
        check("=HYPERLINK(\"https://abc.example\",\"ABC Ltd.\")", "ABC Ltd.");
        check("=SUM(A1:A3)", "=SUM(A1:A3)");
        check("—", "");
        check("\u{1b}[31ma\tb", "a b");
    }

    #[test]
    fn a_country_cell_may_hold_the_city() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let found = country(text);
            let found = found.as_ref().map(|(country, city)| (country.code(), city.as_str()));
            assert_eq!(found, expected, "{text}");
        };
        check("Germany", Some(("DE", "")));
        check("德国汉堡", Some(("DE", "汉堡")));
        check("阿联酋迪拜", Some(("AE", "迪拜")));
        check("印度尼西亚雅加达", Some(("ID", "雅加达")));
        check("美国 California", Some(("US", "California")));
        check("多米尼克联邦国", None);
        check("Österreich", Some(("AT", "")));
        check("Germany / Berlin", Some(("DE", "Berlin")));
        check("Germany, Berlin", Some(("DE", "Berlin")));
        check("Berlin, Germany", Some(("DE", "Berlin")));
        check("德国 柏林", Some(("DE", "柏林")));
        check("德国（柏林）", Some(("DE", "柏林")));
        check("New York United States", Some(("US", "New York")));
        check("Los Angeles, CA, USA", Some(("US", "Los Angeles, CA")));
        check("Los Angeles, CA", None);
        check("DE-Berlin", Some(("DE", "Berlin")));
        check("Atlantis", None);
        check("/", None);
    }

    #[test]
    fn several_addresses_in_a_cell_are_parted() {
        let check = |text: &str, good: &[&str], bad: &[&str]| {
            let found = emails(text);
            assert_eq!(found.good, good, "{text}");
            assert_eq!(found.bad.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), bad, "{text}");
        };
        check("a@x.de; b@x.de", &["a@x.de", "b@x.de"], &[]);
        check("a@x.de\nb@x.de c@x.de/d@x.de", &["a@x.de", "b@x.de", "c@x.de", "d@x.de"], &[]);
        check("Anna Schmidt <a@x.de>", &["a@x.de"], &[]);
        check("mailto:a@x.de", &["a@x.de"], &[]);
        check("a＠x.de", &["a@x.de"], &[]);
        check("anna at x.de, b@x.de", &["b@x.de"], &["anna at x.de"]);
        check("a@, @x.de", &[], &["a@", "@x.de"]);
        check("a@x, b@x., c@.de", &[], &["a@x", "b@x.", "c@.de"]);
        check("b@x.de, @x.de", &["b@x.de"], &["@x.de"]);
    }

    #[test]
    fn telephone_numbers_are_kept_as_typed() {
        let check = |text: &str, good: &[&str], bad: &[(&str, Reason)]| {
            let bad: Vec<_> = bad.iter().map(|(text, reason)| ((*text).to_owned(), reason.clone())).collect();
            let found = phones(text);
            assert_eq!(
                (found.good, found.bad),
                (good.iter().map(|it| (*it).to_owned()).collect(), bad),
                "{text}"
            );
        };
        check("+49 30 123456", &["+49 30 123456"], &[]);
        check("+49 30 123456 / +49 30 123457", &["+49 30 123456", "+49 30 123457"], &[]);
        check("020/123456", &["020/123456"], &[]);
        check("'+86 755 1;8613800138000.0", &["+86 755 1", "8613800138000"], &[]);
        check("8.61E+12", &[], &[("8.61E+12", Reason::CutNumber)]);
        check("ask Anna", &[], &[("ask Anna", Reason::NoPhone)]);
        assert_eq!(phones("+49 30 123456, a@x.de").emails, ["a@x.de"]);
    }

    #[test]
    fn an_address_beside_a_name_is_an_address() {
        let check = |text: &str, expected: &str, addresses: &[&str]| {
            let (name, emails) = name(text);
            assert_eq!(name, expected);
            assert_eq!(emails, addresses, "{text}");
        };
        check("Åke <ake@abo.example>", "Åke", &["ake@abo.example"]);
        check("张三（z@x.cn）", "张三", &["z@x.cn"]);
        check("Anna <a@x.de>; Bernd b@x.de", "Anna ; Bernd", &["a@x.de", "b@x.de"]);
        check("info@x.de", "", &["info@x.de"]);
        check("Urs (boss)", "Urs (boss)", &[]);
        check("Anna @ home", "Anna @ home", &[]);
    }

    #[test]
    fn the_day_number_of_a_spreadsheet_is_a_date() {
        let check = |text: &str, date, time| {
            assert_eq!(day(text, date!(2026 - 06 - 05), Leaning::Past), Ok(When { date, time }), "{text}");
        };
        check("46174", date!(2026 - 06 - 01), None);
        check("46174.0", date!(2026 - 06 - 01), None);
        check("46174.604166666664", date!(2026 - 06 - 01), Some(time!(14:30)));
        assert_eq!(serial_day("12345"), None);
        assert_eq!(serial_day("123456"), None);
        assert_eq!(serial_day("20260601"), None);
    }

    #[test]
    fn a_typed_date_keeps_its_time_unless_a_program_wrote_midnight() {
        let check = |text: &str, time| {
            let expected = When { date: date!(2026 - 06 - 01), time };
            assert_eq!(day(text, date!(2026 - 06 - 05), Leaning::Past), Ok(expected), "{text}");
        };
        check("2026-06-01", None);
        check("2026-06-01 14:30", Some(time!(14:30)));
        check("2026-06-01 00:00:00", None);
        check("2026/6/1", None);
        check("1 June", None);
        check("6月1日", None);
    }
}
