//! Finds the paths in a source that lead out of its room. Comments and texts are not looked at.

use super::plan::{Place, ROOMS};

/// Every path in a source that leads out of the module it stands in: its line, itself in full, its place.
pub fn uses(source: &str, module: &[String], is_test_file: bool) -> Vec<(usize, String, Place)> {
    let code = without_comments_and_texts(source);
    let tests_from = if is_test_file { 0 } else { tests_from(&code) };
    let paths = paths(&code);
    // `use crate::view;` makes `view::draw` a path out of the room.
    let whole_rooms: Vec<_> = ROOMS
        .iter()
        .map(|room| room.name)
        .filter(|room| {
            let whole = [format!("crate::{room}"), format!("crate::{room}::self")];
            paths.iter().any(|(_, path)| whole.contains(path))
        })
        .collect();
    let mut in_tests = module.to_vec();
    in_tests.extend((!is_test_file).then(|| "tests".to_owned()));
    let mut found = Vec::new();
    for (line, path) in paths {
        let (place, here) =
            if line >= tests_from { (Place::Test, &*in_tests) } else { (Place::Program, module) };
        let first = path.split("::").next().unwrap_or_default();
        let path = if whole_rooms.contains(&first) { format!("crate::{path}") } else { path };
        if let Some(path) = in_full(&path, here) {
            found.push((line, path, place));
        }
    }
    found
}

/// The line on which tests beside the code begin; they come last in a file.
fn tests_from(code: &str) -> usize {
    let lines: Vec<_> = code.lines().collect();
    let begins = |place: &usize| {
        lines[*place].trim() == "#[cfg(test)]"
            && lines
                .get(place + 1)
                .is_some_and(|next| next.trim_start().starts_with("mod ") && next.contains('{'))
    };
    (0..lines.len()).find(begins).map_or(usize::MAX, |place| place + 1)
}

/// A path as seen from the crate's root, where it leads to a room or to a crate; nothing where it stays.
fn in_full(path: &str, module: &[String]) -> Option<String> {
    let mut here: Vec<&str> = module.iter().map(String::as_str).collect();
    let mut parts: Vec<&str> = path.split("::").collect();
    if parts.first() == Some(&"self") {
        parts.remove(0);
    } else if parts.first() != Some(&"super") {
        let first = parts.first().copied().unwrap_or_default();
        let is_foreign = first == "crate" || first == "std" || CRATES.contains(&first);
        return is_foreign.then(|| path.to_owned());
    }
    while parts.first() == Some(&"super") {
        parts.remove(0);
        here.pop();
    }
    // Only a path out of the room is of interest, and that leads through the root.
    here.is_empty().then(|| format!("crate::{}", parts.join("::")))
}

/// Crates of Cargo.toml by the names that sources use.
const CRATES: &[&str] = &[
    "alloc",
    "anyhow",
    "bincode",
    "chardetng",
    "clap",
    "core",
    "crc32fast",
    "criterion",
    "crossterm",
    "csv",
    "encoding_rs",
    "etcetera",
    "insta",
    "jiff",
    "memchr",
    "pinyin",
    "portable_pty",
    "proptest",
    "ratatui",
    "serde",
    "serde_json",
    "signal_hook",
    "sled",
    "tempfile",
    "thiserror",
    "time",
    "toml",
    "unicode_segmentation",
    "unicode_width",
    "uuid",
    "vt100",
];

/// All paths of a source with two parts or more, groups such as `a::{b, c::d}` taken apart, with lines.
fn paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let chars: Vec<char> = code.chars().collect();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        if chars[at] == '\n' {
            line += 1;
        }
        let begins = is_word(chars[at]) && (at == 0 || !continues(&chars, at));
        if !begins {
            at += 1;
            continue;
        }
        let from = line;
        at = path(&chars, at, &mut line, "", from, &mut found);
    }
    found
}

/// Whether the word at a place goes on a path or a name that began before it.
fn continues(chars: &[char], at: usize) -> bool {
    let before = chars[at - 1];
    is_word(before) || before == '\'' || before == '.' || (before == ':' && at > 1 && chars[at - 2] == ':')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Reads one path from its first letter on, and what is grouped under it; answers where it ends.
fn path(
    chars: &[char],
    mut at: usize,
    line: &mut usize,
    under: &str,
    from: usize,
    found: &mut Vec<(usize, String)>,
) -> usize {
    let mut whole = under.to_owned();
    loop {
        let start = at;
        while at < chars.len() && is_word(chars[at]) {
            at += 1;
        }
        if !whole.is_empty() && at > start {
            whole.push_str("::");
        }
        whole.extend(&chars[start..at]);
        if !(chars.get(at) == Some(&':') && chars.get(at + 1) == Some(&':')) {
            break;
        }
        at += 2;
        if chars.get(at) == Some(&'{') {
            at += 1;
            while at < chars.len() && chars[at] != '}' {
                if chars[at] == '\n' {
                    *line += 1;
                }
                if is_word(chars[at]) {
                    let begun = *line;
                    at = path(chars, at, line, &whole, begun, found);
                } else {
                    at += 1;
                }
            }
            return at + 1;
        }
        if !chars.get(at).is_some_and(|c| is_word(*c)) {
            break;
        }
    }
    if whole.contains("::") {
        found.push((from, whole));
    }
    at
}

/// The source with comments and texts made blank, lines kept.
fn without_comments_and_texts(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let starts =
        |at: usize, text: &str| text.chars().enumerate().all(|(step, c)| chars.get(at + step) == Some(&c));
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    // Goes on to a place, keeping nothing but line ends.
    let skip = |code: &mut String, from: usize, to: usize| {
        let to = to.min(chars.len());
        code.extend(chars[from..to].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
        to
    };
    while at < chars.len() {
        if starts(at, "//") {
            let end = (at..chars.len()).find(|end| chars[*end] == '\n').unwrap_or(chars.len());
            at = skip(&mut code, at, end);
        } else if starts(at, "/*") {
            let end = (at + 2..chars.len()).find(|end| starts(*end, "*/")).map_or(chars.len(), |end| end + 2);
            at = skip(&mut code, at, end);
        } else if let Some(hashes) = raw_text(&chars, at) {
            let close = format!("\"{}", "#".repeat(hashes));
            let body = at + hashes + 2;
            let end = (body..chars.len())
                .find(|end| starts(*end, &close))
                .map_or(chars.len(), |end| end + hashes + 1);
            at = skip(&mut code, at, end);
        } else if chars[at] == '"' {
            let mut end = at + 1;
            while end < chars.len() && chars[end] != '"' {
                end += if chars[end] == '\\' { 2 } else { 1 };
            }
            at = skip(&mut code, at, end + 1);
        } else if chars[at] == '\'' && (starts(at + 1, "\\") || chars.get(at + 2) == Some(&'\'')) {
            let first = if starts(at + 1, "\\") { at + 3 } else { at + 2 };
            let end = (first..chars.len()).find(|end| chars[*end] == '\'').unwrap_or(chars.len());
            at = skip(&mut code, at, end + 1);
        } else {
            code.push(chars[at]);
            at += 1;
        }
    }
    code
}

/// The number of `#` of a raw text that begins here.
fn raw_text(chars: &[char], at: usize) -> Option<usize> {
    if chars[at] != 'r' || (at > 0 && is_word(chars[at - 1]) && chars[at - 1] != 'b') {
        return None;
    }
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    (chars.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

#[test]
fn the_scanner_sees_what_is_used_and_nothing_else() {
    let source = r##"
//! Speaks of crate::term and of sled::Db.
use crate::{rules::Rules, term::{self, clock::Clock}};
use crate::lang;
use super::super::view;
use std::fs;
const TEXT: &str = "std::env::var \" crate::cli";
const RAW: &str = r#"sled::open("x")"#;
const QUOTE: char = '"';
fn f<'a>(x: &'a str) -> ratatui::Frame<'a> { /* std::net */ self::inner::go(x); super::near::by(x); lang::day() }

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;
    use super::super::note::Note;
    use super::super::super::store;
}
"##;
    let module = ["app".to_owned(), "list".to_owned()];
    let found: Vec<_> = uses(source, &module, false)
        .into_iter()
        .map(|(line, path, place)| format!("{line} {path} {place:?}"))
        .collect();
    let expected = [
        "3 crate::rules::Rules Program",
        "3 crate::term::self Program",
        "3 crate::term::clock::Clock Program",
        "4 crate::lang Program",
        "5 crate::view Program",
        "6 std::fs Program",
        "10 ratatui::Frame Program",
        "10 crate::lang::day Program",
        "15 std::process::Command Test",
        "17 crate::store Test",
    ];
    assert_eq!(found, expected);
}
