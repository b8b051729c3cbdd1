//! The beginning of a line: the channel and who spoke.

use super::super::day_input::{Basis, LeadingDay, Leaning, leading_day};
use super::super::text::half_width;
use super::super::{Channel, Direction};
use super::marker::first_word;
use time::{Date, Duration};

/// What a line begins with.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    pub channel: Option<Channel>,
    pub direction: Option<Direction>,
    /// The line without channel and direction.
    pub rest: &'a str,
    /// The rest with the word that says nobody took the call, where that was taken off.
    pub with_word: Option<&'a str>,
    /// What stands where a channel would and is none that is known.
    pub unknown: Option<&'a str>,
}

/// Takes channel and direction off a line.
///
/// The channel may touch its direction (`wa<`, 微信来) or be followed by a colon (`微信：…`).
pub fn split(line: &str) -> Head<'_> {
    let plain = Head { channel: None, direction: None, rest: line, with_word: None, unknown: None };
    let Some((word, after)) = first_word(line) else { return plain };
    if let Some(channel) = channel(word) {
        return with_direction(channel, after);
    }
    if let Some((at, mark)) = word.char_indices().find(|(_, c)| matches!(half_width(*c), ':' | '<'))
        && let Some((name, behind)) = line.split_at_checked(at)
        && let Some(behind) = behind.strip_prefix(mark)
        && let Some(channel) = channel(name)
    {
        if half_width(mark) == ':' {
            return with_direction(channel, behind);
        }
        if !word.contains('》') {
            return Head { channel: Some(channel), direction: Some(Direction::In), rest: behind, ..plain };
        }
    }
    if let Some((channel, behind)) = outward(word, line) {
        return Head {
            channel: Some(channel),
            direction: Some(sent(channel, behind)),
            rest: behind,
            ..plain
        };
    }
    if let Some((name, direction)) = unknown(word) {
        // The whole line stays the text, so that the name is not lost.
        return Head {
            channel: Some(Channel::Other),
            direction: Some(direction),
            unknown: Some(name),
            ..plain
        };
    }
    // With a space behind it, `wa>` is ours; `wa>fri` already names the next date.
    if let Some(last) = word.chars().next_back()
        && half_width(last) == '>'
        && let Some(channel) = word.strip_suffix(last).and_then(channel)
    {
        return Head { channel: Some(channel), direction: Some(sent(channel, after)), rest: after, ..plain };
    }
    if let Some(last) = word.chars().next_back()
        && let Some(direction) = direction_letter(last)
        && let Some(channel) = word.strip_suffix(last).and_then(channel)
    {
        return Head { channel: Some(channel), direction: Some(direction), rest: after, ..plain };
    }
    if let Some((channel, direction)) = told_in_chinese(line) {
        return Head { channel: Some(channel), direction, ..plain };
    }
    if is_bare_call(line) {
        return Head { channel: Some(Channel::Phone), direction: Some(Direction::NoAnswer), ..plain };
    }
    match leading_in(line) {
        Some(rest) => Head { direction: Some(Direction::In), rest, ..plain },
        None => plain,
    }
}

/// The day in front of a channel, on which it happened, and the head of what follows: 昨天电话, `yesterday call`.
pub fn dated(line: &str, today: Date) -> Option<(LeadingDay<'_>, Head<'_>)> {
    const DAYS: [&str; 6] = ["昨", "前天", "大前天", "今", "yesterday", "today"];
    let begins = fold(line.split_whitespace().next()?);
    if !DAYS.iter().any(|day| begins.starts_with(day)) {
        return None;
    }
    let day = leading_day(line, today, Leaning::Past)?;
    let is_past = day.basis == Basis::Day && day.when.as_ref().is_ok_and(|when| when.date <= today);
    let head = split(day.rest);
    (is_past && head.channel.is_some() && head.unknown.is_none()).then_some((day, head))
}

/// Whether a word could be read as a channel or a direction at the beginning of a line.
pub fn is_head(word: &str) -> bool {
    let head = split(word);
    let says_no_answer = says_no_answer(word) || begins_untaken(word);
    // Any day does to tell whether a word is one.
    let is_day = leading_day(word, Date::MIN + Duration::days(400), Leaning::Past).is_some();
    is_day
        || CALLED.contains(&fold(word).trim_end_matches(','))
        || head.channel.is_some()
        || head.direction.is_some()
        || direction(word).is_some()
        || says_no_answer
}

/// Whether a word is the first one of several that say nobody took a call.
fn begins_untaken(word: &str) -> bool {
    let word = fold(word);
    let several = UNTAKEN.iter().chain(&UNTAKEN_ALONE).filter_map(|words| words.split_once(' '));
    several.into_iter().any(|(first, _)| first == word)
}

fn with_direction(channel: Channel, text: &str) -> Head<'_> {
    let found = first_word(text).and_then(|(word, after)| Some((direction(word)?, word, after)));
    let (direction, rest) = match found {
        Some((Direction::In, word, _)) if is_place(channel) && word.eq_ignore_ascii_case("in") => {
            (None, text)
        }
        // `out of service` is no direction.
        Some((Direction::Out, ..)) if is_call(channel) && says_no_answer(text) => {
            (Some(Direction::NoAnswer), text)
        }
        // The word alone is all the text there is, and on other channels it is text.
        Some((Direction::NoAnswer, _, after)) if !is_call(channel) || after.trim().is_empty() => {
            (is_call(channel).then_some(Direction::NoAnswer), text)
        }
        Some((Direction::NoAnswer, _, after)) => (Some(Direction::NoAnswer), after),
        Some((direction, _, after)) => (Some(direction), after),
        None if is_call(channel) && says_no_answer(text) => (Some(Direction::NoAnswer), text),
        None => leading_in(text).map_or((None, text), |rest| (Some(Direction::In), rest)),
    };
    // Only a word that is a direction was taken off, and only in front of something else.
    let taken = direction == Some(Direction::NoAnswer) && rest.len() < text.len();
    Head { channel: Some(channel), direction, rest, with_word: taken.then_some(text), unknown: None }
}

/// What a sign for "from us" means before that text.
fn sent(channel: Channel, text: &str) -> Direction {
    if is_call(channel) && says_no_answer(text) { Direction::NoAnswer } else { Direction::Out }
}

/// Channels on which one may call and nobody answers.
pub fn is_call(channel: Channel) -> bool {
    channel.is_conversation() && !is_place(channel)
}

/// The words that a call nobody took may begin with.
const UNTAKEN: [&str; 40] = [
    "no answer",
    "left a voicemail",
    "left voicemail",
    "left a message",
    "left message",
    "didn't pick up",
    "didnt pick up",
    "did not pick up",
    "didn't answer",
    "didnt answer",
    "did not answer",
    "nobody answered",
    "nobody picked up",
    "no one answered",
    "no one picked up",
    "not picked up",
    "rang out",
    "voicemail",
    "voice mail",
    "没接",
    "未接",
    "没人接",
    "没有接",
    "没有人接",
    "无人接",
    "不接",
    "打不通",
    "没打通",
    "语音信箱",
    "转语音信箱",
    "转到语音信箱",
    "占线",
    "关机",
    "已关机",
    "手机关机",
    "不在服务区",
    "无法接通",
    "暂时无法接通",
    "空号",
    "拒接",
];

/// What else says so behind a telephone, where nothing goes on with it: `busy at the fair` and `wrong number in the PI`
/// were said by somebody.
const UNTAKEN_ALONE: [&str; 12] = [
    "busy",
    "line busy",
    "line was busy",
    "switched off",
    "phone off",
    "out of service",
    "out of reach",
    "wrong number",
    "declined",
    "rejected",
    "no signal",
    "not reachable",
];

/// Whether the text of a call begins with the words for one that nobody took.
pub fn says_no_answer(text: &str) -> bool {
    let text = fold(text.trim_start());
    let ends = |word: &str, rest: &str| {
        let goes_on = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_other = word.starts_with("did") && tells_of_something_else(word, rest);
        !goes_on && !is_other
    };
    let begins =
        |text: &str| UNTAKEN.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| ends(word, rest)));
    begins(&text)
        || begins(behind_called(&text))
        || UNTAKEN_ALONE.iter().any(|word| text.strip_prefix(word).is_some_and(stands_alone))
}

/// Whether a sentence or the text ends here, or a marker follows.
fn stands_alone(rest: &str) -> bool {
    let next = rest.trim_start();
    let spaced = next.len() < rest.len();
    next.is_empty()
        || next.starts_with(['.', ';', '。', '；'])
        || (spaced && next.starts_with(['>', '#', '@', '~', '=']))
}

/// Whether a line that names no channel begins with the words for a call that nobody took. They have to stand for
/// themselves: 不接受 and 没接到样品 say something else, and so does `no answer to my mail`.
pub fn is_bare_call(line: &str) -> bool {
    let text = fold(callee(line));
    let says_so = |text: &str| {
        UNTAKEN.iter().filter_map(|word| Some((*word, text.strip_prefix(word)?))).any(|(word, rest)| {
            let rest = ["到电话", "电话", "听", "通", "了", "中"]
                .iter()
                .find_map(|end| rest.strip_prefix(end))
                .unwrap_or(rest);
            !rest.starts_with(char::is_alphanumeric) && !tells_of_something_else(word, rest)
        })
    };
    says_so(&text) || says_so(behind_called(&text))
}

/// How a sentence about a call begins in English, and what may stand between that and how it went.
const CALLED: [&str; 4] = ["called", "phoned", "rang", "tried"];
const BETWEEN: [&str; 9] = ["calling", "them", "him", "her", "again", "twice", "and", "but", "they"];

/// What follows `called,` or `rang her but`; the text itself where it does not begin so.
fn behind_called(text: &str) -> &str {
    let Some((_, mut rest)) = letters(text).filter(|(word, _)| CALLED.contains(word)) else { return text };
    loop {
        rest = rest.trim_start_matches([' ', ',']);
        match letters(rest).filter(|(word, _)| BETWEEN.contains(word)) {
            Some((_, behind)) => rest = behind,
            None => return rest,
        }
    }
}

/// The Latin letters that a text begins with, and the rest.
fn letters(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    text.split_at_checked(end).filter(|(word, _)| !word.is_empty())
}

/// How Chinese says at the beginning of a sentence through what, and who spoke. The words stay in the text.
const TOLD: [(&str, Channel, Option<Direction>); 13] = [
    ("微信语音", Channel::Wechat, None),
    ("微信视频", Channel::Wechat, None),
    ("打电话", Channel::Phone, None),
    ("打了电话", Channel::Phone, None),
    ("电话", Channel::Phone, Some(Direction::NoAnswer)),
    ("发邮件", Channel::Email, Some(Direction::Out)),
    ("发了邮件", Channel::Email, Some(Direction::Out)),
    ("发微信", Channel::Wechat, Some(Direction::Out)),
    ("发了微信", Channel::Wechat, Some(Direction::Out)),
    ("收到邮件", Channel::Email, Some(Direction::In)),
    ("收到客户邮件", Channel::Email, Some(Direction::In)),
    ("收到微信", Channel::Wechat, Some(Direction::In)),
    ("收到客户微信", Channel::Wechat, Some(Direction::In)),
];

/// `打电话没人接`, `收到邮件 要目录`. A telephone alone may be anything, such as 电话号码, unless nobody took it.
fn told_in_chinese(line: &str) -> Option<(Channel, Option<Direction>)> {
    let text = line.trim_start();
    let mut found = TOLD.into_iter().filter_map(|(word, channel, direction)| {
        let rest = text.strip_prefix(word)?;
        let rest = rest.strip_prefix([',', '，']).unwrap_or(rest);
        let untaken = channel == Channel::Phone && is_bare_call(rest);
        if untaken {
            return Some((channel, Some(Direction::NoAnswer)));
        }
        (direction != Some(Direction::NoAnswer)).then_some((channel, direction))
    });
    found.next()
}

/// What follows who was called.
fn callee(text: &str) -> &str {
    let text = text.trim_start();
    ["客户", "对方", "他", "她"].iter().find_map(|who| text.strip_prefix(who)).unwrap_or(text)
}

/// An answer to something written, or a message that they left.
fn tells_of_something_else(word: &str, rest: &str) -> bool {
    let clause = rest.split(|c: char| c != '-' && !c.is_alphanumeric() && !c.is_whitespace()).next();
    let mut words = clause.unwrap_or_default().split_whitespace();
    match word {
        "no answer" | "left a message" | "left message" => words.any(names_something_written),
        // The samples, or a question.
        _ if word.starts_with("did") => {
            words.next().is_some_and(|next| !AGAIN.contains(&next)) && !words.any(|word| word == "phone")
        }
        "voicemail" | "voice mail" => words.next() == Some("from"),
        _ => false,
    }
}

/// What may follow a call that was not taken.
const AGAIN: [&str; 9] = ["again", "twice", "today", "yet", "so", "and", "but", "will", "this"];

/// Two letters may be a name as well, as in `Mr Li`.
fn names_something_written(word: &str) -> bool {
    let is_name = word.chars().count() > 2 || word == "wa" || !word.is_ascii();
    let single = word.strip_suffix('s').unwrap_or(word);
    is_name
        && channel(single)
            .is_some_and(|channel| !is_call(channel) && !is_place(channel) && channel != Channel::Other)
}

/// A channel, `>` and text behind it without a space, as Chinese is typed: `微信>已发目录`. Where a day follows,
/// as in `wa>fri`, the sign names the next date.
fn outward<'l>(word: &str, line: &'l str) -> Option<(Channel, &'l str)> {
    let (at, mark) = word.char_indices().find(|(_, c)| half_width(*c) == '>')?;
    let (name, behind) = line.split_at_checked(at)?;
    let (channel, behind) = (channel(name)?, behind.strip_prefix(mark)?);
    // Any day does to tell whether a text begins with one.
    let names_a_day = leading_day(behind, Date::MIN + Duration::days(400), Leaning::Future).is_some();
    (!behind.is_empty() && !behind.starts_with(char::is_whitespace) && !names_a_day)
        .then_some((channel, behind))
}

/// A word that stands where a channel would, with the sign of a direction at its end.
fn unknown(word: &str) -> Option<(&str, Direction)> {
    let (at, mark) = word.char_indices().find(|(_, c)| matches!(half_width(*c), '<' | '>'))?;
    let (name, behind) = word.split_at_checked(at)?;
    let behind = behind.strip_prefix(mark)?;
    // `《合同》` is a title.
    if word.contains('》') {
        return None;
    }
    let is_name = !name.is_empty() && name.chars().all(char::is_alphabetic) && name.chars().count() <= 14;
    let direction = if half_width(mark) == '<' { Direction::In } else { Direction::Out };
    let goes_on = behind.chars().next().is_none_or(|c| direction == Direction::In && c.is_alphabetic());
    (is_name && goes_on && channel(name).is_none()).then_some((name, direction))
}

/// Whether a next step says no more than that the same is to be tried again: `try again`, 再试.
pub fn says_again(action: &str) -> bool {
    const AGAIN: [&str; 22] = [
        "again",
        "try again",
        "try once more",
        "once more",
        "one more try",
        "retry",
        "same again",
        "再试",
        "再试试",
        "再试一次",
        "再试一下",
        "再来",
        "再来一次",
        "再联系",
        "再联系一次",
        "再跟进",
        "再次联系",
        "再次跟进",
        "重试",
        "继续联系",
        "继续跟进",
        "再一次",
    ];
    let text = fold(action);
    AGAIN.contains(&text.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// The channel that the words of a next step begin with: `call again`, `WhatsApp her the drawing`, 约视频会议, 再打.
pub fn channel_of_step(action: &str) -> Option<Channel> {
    const STEPS: [(&str, Channel); 14] = [
        ("再打", Channel::Phone),
        ("打电话", Channel::Phone),
        ("电话", Channel::Phone),
        ("致电", Channel::Phone),
        ("回电", Channel::Phone),
        ("约视频", Channel::Video),
        ("视频", Channel::Video),
        ("微信", Channel::Wechat),
        ("发微信", Channel::Wechat),
        ("邮件", Channel::Email),
        ("发邮件", Channel::Email),
        ("领英", Channel::Linkedin),
        ("拜访", Channel::Meeting),
        ("约见面", Channel::Meeting),
    ];
    let text = fold(action.trim_start());
    if let Some((_, channel)) = STEPS.iter().find(|(word, _)| text.starts_with(word)) {
        return Some(*channel);
    }
    let word = text.split(|c: char| c != '-' && !c.is_alphanumeric()).find(|word| !word.is_empty())?;
    // Short forms such as `li` and `em` are names and words as well, and `other` is an adjective.
    let is_whole = word.len() > 2 || word == "wa";
    channel(word).filter(|channel| is_whole && *channel != Channel::Other)
}

/// Channels that are places, so that `in` behind them says where.
fn is_place(channel: Channel) -> bool {
    matches!(channel, Channel::Meeting | Channel::Fair)
}

/// What follows a `<` that means "from the customer": neither an amount (`<5k`) nor a title (`《合同》`).
fn leading_in(text: &str) -> Option<&str> {
    let (word, _) = first_word(text)?;
    let mark = word.chars().next().filter(|c| half_width(*c) == '<')?;
    let behind = word.strip_prefix(mark)?;
    let amount = behind.chars().next().is_some_and(|c| half_width(c).is_ascii_digit() || c == '=');
    if amount || word.contains('》') {
        return None;
    }
    text.trim_start().strip_prefix(mark)
}

fn direction(word: &str) -> Option<Direction> {
    let mut letters = word.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        return direction_letter(only);
    }
    match fold(word).as_str() {
        "in" => Some(Direction::In),
        "out" => Some(Direction::Out),
        "unanswered" | "unanswered:" | "未接" | "未接:" => Some(Direction::NoAnswer),
        _ => None,
    }
}

fn direction_letter(c: char) -> Option<Direction> {
    match half_width(c) {
        '<' | '来' => Some(Direction::In),
        '去' | '发' => Some(Direction::Out),
        _ => None,
    }
}

fn channel(word: &str) -> Option<Channel> {
    Some(match fold(word).as_str() {
        "email" | "e-mail" | "mail" | "em" | "邮件" | "邮箱" => Channel::Email,
        "whatsapp" | "wa" => Channel::Whatsapp,
        "phone" | "call" | "tel" | "ph" | "电话" => Channel::Phone,
        "video" | "zoom" | "vid" | "视频" => Channel::Video,
        "wechat" | "weixin" | "wx" | "wc" | "微信" => Channel::Wechat,
        "linkedin" | "li" | "领英" => Channel::Linkedin,
        "skype" | "sk" => Channel::Skype,
        "meeting" | "meet" | "visit" | "拜访" | "见面" | "会面" | "面谈" => Channel::Meeting,
        "fair" | "展会" => Channel::Fair,
        "other" | "其他" => Channel::Other,
        _ => return None,
    })
}

fn fold(word: &str) -> String {
    let plain = |c| if c == '’' { '\'' } else { half_width(c) };
    word.chars().map(plain).flat_map(char::to_lowercase).collect()
}
