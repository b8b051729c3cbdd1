//! Writing a reading back as a line that reads the same.

use super::super::day_input::When;
use super::super::{Channel, Contact, ContactId, Direction, StageId, Stages};
use super::marker::{self, Found, Marker, Place};
use super::{LogContext, LogReading, head};
use time::Date;

/// Writes a reading as one line.
///
/// Reading the line gives the same reading, without its problems. Line breaks become spaces. Four things a
/// line cannot say are left out: that we spoke where no channel is known, that nobody answered what was no
/// call, a stage that is not in the list, and a person who is not on the card.
pub fn write_log(reading: &LogReading, context: LogContext<'_>) -> String {
    let today = context.now.date();
    let language = Language::of(reading);
    let mut parts = vec![head_and_summary(reading, language, today)];
    parts.extend(
        reading
            .stage
            .as_ref()
            .and_then(|id| stage_word(id, context.stages, language))
            .map(|word| format!("#{word}")),
    );
    parts.extend(
        reading.contact.and_then(|id| contact_word(id, context.contacts)).map(|word| format!("@{word}")),
    );
    parts.extend(reading.happened.map(|when| format!("~{}", day(when))));
    parts.push(next_step(reading, today));
    if !reading.goal.trim().is_empty() {
        parts.push(format!("=> {}", text(&reading.goal, Place::Goal, today)));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// The language of the line's own text, for the words of channel and stage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Chinese,
    English,
}

impl Language {
    fn of(reading: &LogReading) -> Self {
        let mut text = reading.summary.chars().chain(reading.next_action.chars()).chain(reading.goal.chars());
        if text.any(|c| matches!(c, '\u{3400}'..='\u{9fff}')) { Self::Chinese } else { Self::English }
    }

    fn choose(self, chinese: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}

fn channel_word(channel: Channel, language: Language) -> &'static str {
    match channel {
        Channel::Email => language.choose("邮件", "email"),
        Channel::Whatsapp => "wa",
        Channel::Phone => language.choose("电话", "phone"),
        Channel::Video => language.choose("视频", "video"),
        Channel::Wechat => language.choose("微信", "wechat"),
        Channel::Linkedin => language.choose("领英", "linkedin"),
        Channel::Skype => "skype",
        Channel::Meeting => language.choose("拜访", "meeting"),
        Channel::Fair => language.choose("展会", "fair"),
        Channel::Other => language.choose("其他", "other"),
    }
}

/// Channel, direction and text, with a backslash before a text that would be read as one of the others.
fn head_and_summary(reading: &LogReading, language: Language, today: Date) -> String {
    let written = text(&reading.summary, Place::Summary, today);
    let channel = reading.channel.map_or("", |channel| channel_word(channel, language));
    let joined = |direction: &str, text: &str| {
        let parts = [channel, direction, text].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    };
    let direction = match reading.direction {
        Some(Direction::In) => "<",
        Some(Direction::NoAnswer) if reading.channel.is_some_and(head::is_call) => {
            language.choose("未接", "unanswered")
        }
        Some(Direction::Out | Direction::NoAnswer) if reading.channel.is_some() => {
            language.choose("发", "out")
        }
        _ => "",
    };
    let says_so = joined("", &written);
    if reading.direction == Some(Direction::NoAnswer) && reads_as(&says_so, reading, &written, today) {
        return says_so;
    }
    let line = joined(direction, &written);
    if written.is_empty() || reads_as(&line, reading, &written, today) {
        line
    } else {
        joined(direction, &format!("\\{written}"))
    }
}

/// Whether a line without markers has that channel, direction and text.
fn reads_as(line: &str, reading: &LogReading, text: &str, today: Date) -> bool {
    if head::dated(line, today).is_some() {
        return false;
    }
    let head = head::split(line);
    let same = head.channel == reading.channel && head.direction == reading.direction;
    same && head.unknown.is_none() && head.rest.trim_start() == text
}

fn next_step(reading: &LogReading, today: Date) -> String {
    let action = text(&reading.next_action, Place::Action, today);
    let mark = reading.next.map_or_else(|| "> ".to_owned(), |when| format!(">{} ", day(when)));
    if action.is_empty() {
        return if reading.next.is_some() { mark.trim_end().to_owned() } else { String::new() };
    }
    let line = format!("{mark}{action}");
    let whole = match marker::at(&line, Place::Summary, today) {
        Some(Marker::Next { day: None, body }) => reading.next.is_none() && body == action,
        Some(Marker::Next { day: Some(found), .. }) => {
            reading.next.is_some_and(|when| found.when == Ok(when)) && found.rest == action
        }
        _ => false,
    };
    // The first word of an action loses one backslash, whatever follows it.
    let first = |text| marker::first_piece(text, Place::Action, today).map(|(word, _)| word);
    let escaped = first(&action) != first(&reading.next_action);
    if escaped || (whole && !action.starts_with('\\')) { line } else { format!("{mark}\\{action}") }
}

/// Free text with a backslash before each word that would be read as a marker.
fn text(plain: &str, place: Place, today: Date) -> String {
    let mut written = String::with_capacity(plain.len());
    let mut rest = plain.trim();
    while let Some((word, after)) = marker::first_piece(rest, place, today) {
        let (gap, from_word) = marker::split_gap(rest);
        written.extend(gap.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        if marker::at(from_word, place, today).is_some() || marker::unescape(word) != word {
            written.push('\\');
        }
        written.push_str(word);
        rest = after;
    }
    written
}

/// A date in figures, which every reader understands, and the time if there is one.
fn day(when: When) -> String {
    let Some(time) = when.time else { return when.date.to_string() };
    let (hour, minute, second) = time.as_hms();
    let seconds = if second == 0 { String::new() } else { format!(":{second:02}") };
    format!("{} {hour:02}:{minute:02}{seconds}", when.date)
}

fn stage_word(id: &StageId, stages: &Stages, language: Language) -> Option<String> {
    let stage = stages.get(id)?;
    let chinese: String = stage.zh.split_whitespace().collect();
    let english = stage.id.as_str().split_whitespace().collect::<Vec<_>>().join("_");
    let words = match language {
        Language::Chinese => [chinese, english],
        Language::English => [english, chinese],
    };
    words.into_iter().find(|word| {
        let name = format!("#{word}");
        let marks = matches!(marker::at(&name, Place::Summary, Date::MIN), Some(Marker::Stage { .. }));
        marks && marker::find_stage(word, stages).as_ref() == Some(id)
    })
}

/// The first name, else the whole name, else the place on the card.
fn contact_word(id: ContactId, contacts: &[Contact]) -> Option<String> {
    let place = contacts.iter().position(|contact| contact.id == id)?;
    let words: Vec<&str> = contacts.get(place)?.name.split_whitespace().collect();
    let first = words.first().copied().unwrap_or_default().to_owned();
    let names = [first, words.join("_"), format!("#{}", place + 1)];
    names.into_iter().find(|name| {
        let marks = matches!(
            marker::at(&format!("@{name}"), Place::Summary, Date::MIN),
            Some(Marker::Contact { .. })
        );
        marks && marker::find_contact(name, contacts) == Found::One(id)
    })
}
