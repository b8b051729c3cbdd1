//! Markers: where one begins, how far it goes, and which stage or person a name means.

use super::super::day_input::{Basis, DayError, LeadingDay, Leaning, leading_day};
use super::super::text::{fold_name, half_width};
use super::super::{Contact, ContactId, StageId, Stages};
use super::head;
use time::Date;

/// Which part of the entry the text at hand belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Summary,
    Action,
    Goal,
}

/// A marker with what it holds and what follows it.
#[derive(Clone, Debug)]
pub enum Marker<'a> {
    Stage {
        name: &'a str,
        rest: &'a str,
    },
    Contact {
        name: &'a str,
        rest: &'a str,
    },
    Happened(Result<LeadingDay<'a>, (&'a str, DayError)>),
    /// The day, if there is something like one, and everything behind the mark.
    Next {
        day: Option<LeadingDay<'a>>,
        body: &'a str,
    },
    Goal {
        body: &'a str,
    },
}

/// Marks that end a sentence may touch a name: `#quoted,`.
const CLOSING: [char; 16] =
    [',', '.', ';', ':', '!', '?', ')', '，', '。', '；', '：', '！', '？', '、', '）', '…'];

/// The marker that `text` begins with, which must be the beginning of a word.
pub fn at(text: &str, place: Place, today: Date) -> Option<Marker<'_>> {
    if let Some(body) = goal_body(text) {
        return Some(Marker::Goal { body: body.trim_start() });
    }
    let (word, rest) = first_name(text)?;
    let sign = word.chars().next()?;
    let name = word.strip_prefix(sign)?;
    let body = text.strip_prefix(sign)?;
    let first = name.chars().next();
    match half_width(sign) {
        '#' => {
            let digits = name.trim_end_matches(CLOSING).chars().all(|c| half_width(c).is_ascii_digit());
            let stage = !digits && first.is_some_and(char::is_alphanumeric);
            stage.then_some(Marker::Stage { name, rest })
        }
        '@' => {
            let named = first.is_some_and(char::is_alphabetic) || place_on_card(name).is_some();
            named.then_some(Marker::Contact { name, rest })
        }
        '~' => happened(body, today),
        '>' => next(body, place, today),
        _ => None,
    }
}

/// The first word of a text and what follows it.
pub fn first_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at_checked(end).filter(|(word, _)| !word.is_empty())
}

/// The first word of a text, or its beginning up to a marker, plain or escaped, that stands right behind a Chinese
/// mark which ends a clause: after `。` and `，` nobody types a space.
pub fn first_piece(text: &str, place: Place, today: Date) -> Option<(&str, &str)> {
    let (word, after) = first_word(text)?;
    let text = text.trim_start();
    let ends = word.char_indices().filter(|(_, c)| CLAUSE.contains(c)).map(|(at, c)| at + c.len_utf8());
    let mut pieces = ends.filter_map(|end| text.split_at_checked(end));
    let marked = |rest: &str| {
        // What closes a title begins a next step only where a day follows.
        let place = if rest.starts_with('》') { Place::Action } else { place };
        !rest.starts_with(char::is_whitespace) && at(rest, place, today).is_some()
    };
    let escaped = |rest: &str| {
        let bare = rest.trim_start_matches('\\');
        bare.len() < rest.len() && marked(bare)
    };
    Some(pieces.find(|(_, rest)| marked(rest) || escaped(rest)).unwrap_or((word, after)))
}

/// The first word, or its beginning up to a Chinese mark with a sign right behind it: `#已报价，@张伟`.
fn first_name(text: &str) -> Option<(&str, &str)> {
    let (word, after) = first_word(text)?;
    let signed = |(mark, sign): (char, char)| {
        CLAUSE.contains(&mark) && matches!(half_width(sign), '#' | '@' | '~' | '>')
    };
    let mut pairs = word.char_indices().zip(word.chars().skip(1));
    let end =
        pairs.find(|((_, mark), sign)| signed((*mark, *sign))).map(|((at, mark), _)| at + mark.len_utf8());
    Some(end.and_then(|end| text.trim_start().split_at_checked(end)).unwrap_or((word, after)))
}

/// Marks behind which a Chinese sentence goes on without a space.
const CLAUSE: [char; 6] = ['，', '。', '；', '！', '？', '、'];

/// The space that a text begins with, and the rest.
pub fn split_gap(text: &str) -> (&str, &str) {
    text.split_at_checked(text.len() - text.trim_start().len()).unwrap_or(("", text))
}

/// Takes the backslash off a word that would mean something without it.
pub fn unescape(word: &str) -> &str {
    let Some(plain) = word.strip_prefix('\\') else { return word };
    let bare = plain.trim_start_matches('\\');
    let mark = matches!(bare.chars().next().map(half_width), Some('#' | '@' | '~' | '>' | '<'));
    if mark || goal_body(bare).is_some() || head::is_head(bare) { plain } else { word }
}

/// Whether a text begins with a number or a sum of money.
pub fn begins_with_amount(text: &str) -> bool {
    text.chars()
        .next()
        .map(half_width)
        .is_some_and(|c| c.is_ascii_digit() || matches!(c, '$' | '€' | '£' | '¥' | '￥'))
}

/// The stage whose whole name is written with its spaces behind `#`, as in `#sample confirmed`, and what follows it.
pub fn spaced_stage<'a>(name: &str, rest: &'a str, stages: &Stages) -> Option<(StageId, &'a str)> {
    let (mut typed, mut rest, mut found) = (name.to_owned(), rest, None);
    for _ in 0..MOST_WORDS {
        let Some((word, after)) = first_name(rest) else { break };
        typed.push_str(word);
        rest = after;
        if let Some(stage) = stages.named(typed.trim_end_matches(CLOSING)) {
            found = Some((stage.id.clone(), rest));
        }
    }
    found
}

/// Words behind the first that the name of a stage has at most.
const MOST_WORDS: usize = 3;

/// The stage that a word behind `#` means.
pub fn find_stage(typed: &str, stages: &Stages) -> Option<StageId> {
    let stage = stages.find(typed).or_else(|| stages.find(typed.trim_end_matches(CLOSING)))?;
    Some(stage.id.clone())
}

/// Whom a word behind `@` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    One(ContactId),
    None,
    Several,
}

/// Looks for a person by the whole name, else by a whole word of it, else by the beginning of a word or of
/// the name, or by some of its characters where they are Chinese. Case, width and `_` do not matter.
pub fn find_contact(typed: &str, contacts: &[Contact]) -> Found {
    if let Some(place) = place_on_card(typed) {
        let contact = place.checked_sub(1).and_then(|place| contacts.get(place));
        return contact.map_or(Found::None, |contact| Found::One(contact.id));
    }
    let key = fold_name(typed);
    if key.is_empty() {
        return Found::None;
    }
    let han = key.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    let words = |contact: &Contact| -> Vec<String> {
        contact.name.split(|c: char| !c.is_alphanumeric()).map(fold_name).collect()
    };
    let tiers: [&dyn Fn(&Contact) -> bool; 3] =
        [&|contact| fold_name(&contact.name) == key, &|contact| words(contact).contains(&key), &|contact| {
            let whole = fold_name(&contact.name);
            whole.starts_with(&key)
                || (han && whole.contains(&key))
                || words(contact).iter().any(|word| word.starts_with(&key))
        }];
    for fits in tiers {
        let mut fitting = contacts.iter().filter(|contact| fits(contact));
        match (fitting.next(), fitting.next()) {
            (None, _) => {}
            (Some(contact), None) => return Found::One(contact.id),
            (Some(_), Some(_)) => return Found::Several,
        }
    }
    Found::None
}

/// `#2`: the second person on the card.
fn place_on_card(name: &str) -> Option<usize> {
    let digits = name.trim_end_matches(CLOSING).strip_prefix(['#', '＃'])?;
    digits.parse().ok()
}

/// What follows `=>`, `goal:` or `目标:`.
fn goal_body(text: &str) -> Option<&str> {
    ["=>", "目标:", "goal:"].iter().find_map(|mark| {
        let length: usize = text.chars().take(mark.chars().count()).map(char::len_utf8).sum();
        let (head, body) = text.split_at_checked(length)?;
        let folded = head.chars().map(|c| half_width(c).to_ascii_lowercase());
        folded.eq(mark.chars()).then_some(body)
    })
}

/// `~` must touch a date; a number or a length of time behind it is an approximate amount.
fn happened(body: &str, today: Date) -> Option<Marker<'_>> {
    let first = body.chars().next().filter(|c| !c.is_whitespace())?;
    match leading_day(body, today, Leaning::Past) {
        Some(LeadingDay { basis: Basis::BareCount, .. }) => None,
        Some(LeadingDay { typed, when: Err(error), .. }) => Some(Marker::Happened(Err((typed, error)))),
        Some(day) => Some(Marker::Happened(Ok(day))),
        None if first.is_alphabetic() => {
            let (typed, _) = first_word(body)?;
            Some(Marker::Happened(Err((typed, DayError::Unknown))))
        }
        None => None,
    }
}

fn next(behind: &str, place: Place, today: Date) -> Option<Marker<'_>> {
    let body = behind.trim_start();
    let day = leading_day(body, today, Leaning::Future);
    let touches = body.len() == behind.len();
    let text = match body.chars().next().map(half_width) {
        Some('=' | '>' | '<' | '_' | ':' | ';' | ')' | '.' | ',' | '|') => touches,
        _ => begins_with_amount(body),
    };
    let dated = day.as_ref().is_some_and(|day| day.when.is_ok());
    let marks = match place {
        Place::Summary => day.is_some() || !text,
        Place::Action | Place::Goal => dated,
    };
    marks.then_some(Marker::Next { day, body })
}
