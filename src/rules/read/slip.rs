//! Slips in the TOML of a condition that show what was meant.

use super::condition::{NEXT_STEP_IN, comparison};
use crate::domain::text_file::{Mistake, Place, quote, slip};
use crate::rules::condition::{Age, Count, YesNo};
use std::ops::Range;

/// A slip in the TOML of a rule file: of a bare comparison or answer what it should be, else what the reader of TOML says.
pub(super) fn told(text: &str, error: &toml::de::Error) -> Mistake {
    let at = error.span().map_or(0, |span| span.start);
    bare_value(text, at).unwrap_or_else(|| slip(text, error))
}

/// The mistake at `at`, where a word of a condition stands before a value that only lacks its form.
fn bare_value(text: &str, at: usize) -> Option<Mistake> {
    let entry = entry_around(text, at)?;
    let there = text.get(entry.clone())?;
    let key_end = there.find(|c: char| !c.is_ascii_lowercase() && c != '_')?;
    let (key, rest) = there.split_at_checked(key_end)?;
    let after = rest.trim_start();
    let value = after.strip_prefix('=').unwrap_or(after);
    // Which of the two signs `=>` was to be, nobody knows.
    let is_clear = !after.starts_with("=>") && !after.starts_with("=<");
    let value = value.trim();
    if is_counted(key) && is_clear && comparison(value).is_some() {
        let expected = format!("the comparison in quotes: `{key} = \"{value}\"`");
        return Some(Place::of(text, entry.start).mistake(quote(text, entry), expected));
    }
    let start = entry.end - value.len();
    let is_answered = (YesNo::from_id(key).is_some() || key == "off") && after.starts_with('=');
    let is_whole = start == at && !value.is_empty();
    (is_answered && is_whole)
        .then(|| Place::of(text, start).mistake(quote(text, start..entry.end), "true or false"))
}

/// What stands between two commas, braces or ends of the line around a place.
fn entry_around(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, behind) = text.split_at_checked(at)?;
    let start = before.rfind(['{', ',', '\n']).map_or(0, |comma| comma + 1);
    let end = behind.find(['}', ',', ']', '#', '\r', '\n']).map_or(text.len(), |comma| at + comma);
    let entry = text.get(start..end)?;
    let start = start + (entry.len() - entry.trim_start().len());
    Some(start..start + entry.trim().len())
}

fn is_counted(key: &str) -> bool {
    Count::from_id(key).is_some() || Age::from_id(key).is_some() || key == NEXT_STEP_IN
}

#[cfg(test)]
mod tests {
    use crate::rules::Rules;

    /// Line, what is read and what is expected of each mistake in the condition of a flag, which begins in line 3.
    fn check(when: &str, expected: &[(usize, &str, &str)]) {
        let text = format!("[[flag]]\nid = \"no_reply\"\nwhen = {when}\n");
        let error = Rules::parse_over_builtin(&text).unwrap_err();
        let told: Vec<_> =
            error.mistakes.iter().map(|it| (it.line, it.read.as_str(), it.expected.as_str())).collect();
        assert_eq!(told, expected, "{when}");
    }

    #[test]
    fn a_bare_comparison_wants_quotes() {
        let quotes = |right: &str| format!("the comparison in quotes: `{right}`");
        let one = quotes("orders = \">= 1\"");
        check("{ orders = >= 1 }", &[(3, "`orders = >= 1`", &one)]);
        check("{ not = { orders >= 1 } }", &[(3, "`orders >= 1`", &one)]);
        check("{ tag = \"vip\", orders >= 1, open_pi = true }", &[(3, "`orders >= 1`", &one)]);
        check("{ stage_days < 2 }", &[(3, "`stage_days < 2`", &quotes("stage_days = \"< 2\""))]);
        check("{ orders = 2..3 }", &[(3, "`orders = 2..3`", &quotes("orders = \"2..3\""))]);
        let two = quotes("orders = \">= 2\"");
        check(
            "{ any = [\n{ orders = >= 1 },\n{ orders >= 2 },\n] }",
            &[(4, "`orders = >= 1`", &one), (5, "`orders >= 2`", &two)],
        );
        let toml = "a file in TOML";
        check("{ orders => 1 }", &[(3, "string values must be quoted, expected literal string", toml)]);
    }

    #[test]
    fn a_bare_answer_is_told_the_two_that_there_are() {
        check("{ open_sample = yes }", &[(3, "`yes`", "true or false")]);
        check("{ orders = 1, they_wrote_last = True, next_step = true }", &[(3, "`True`", "true or false")]);
    }

    #[test]
    fn of_each_line_the_first_slip_is_told_and_none_twice() {
        let toml = "a file in TOML";
        check(
            "{ stage : \"quoted\" }",
            &[(3, "missing assignment between key-value pairs, expected `=`", toml)],
        );
        let half = "the half-width `,`, typed with the input method off";
        check("{ stage = \"quoted\"，orders = 0 }", &[(3, "`，`", half)]);
        check(
            "{ stage = quoted }\ncolour = warm",
            &[
                (3, "string values must be quoted, expected literal string", toml),
                (4, "string values must be quoted, expected literal string", toml),
            ],
        );
    }
}
