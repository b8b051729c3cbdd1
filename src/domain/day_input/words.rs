//! The words that dates are made of, in both languages, and what they mean.

use super::token::{Number, Part, Token, Unit};
use time::{Month, Weekday};

/// The longest Chinese word or number that a text begins with: how many bytes it has and what it means.
pub fn han(text: &str) -> Option<(usize, Token)> {
    let word = || {
        let fits = HAN.iter().filter(|(word, _)| text.starts_with(word));
        fits.map(|(word, token)| (word.len(), *token)).max_by_key(|(length, _)| *length)
    };
    weekday(text).or_else(word).or_else(|| han_number(text))
}

/// 周五, 星期五, 礼拜五, also 个星期五 as in 下个星期五. The length is in bytes.
fn weekday(text: &str) -> Option<(usize, Token)> {
    let bare = text.strip_prefix(['个', '個']).unwrap_or(text);
    let day = ["周", "週", "星期", "礼拜", "禮拜"].iter().find_map(|week| bare.strip_prefix(week))?;
    let name = day.chars().next()?;
    let weekday = match name {
        '一' => Weekday::Monday,
        '二' => Weekday::Tuesday,
        '三' => Weekday::Wednesday,
        '四' => Weekday::Thursday,
        '五' => Weekday::Friday,
        '六' | '末' => Weekday::Saturday,
        '日' | '天' => Weekday::Sunday,
        _ => return None,
    };
    Some((text.len() - day.len() + name.len_utf8(), Token::Weekday(weekday)))
}

/// 三, 十二, 二十, 三十一. The length is in bytes.
fn han_number(text: &str) -> Option<(usize, Token)> {
    let digit =
        |c: char| "一二三四五六七八九".chars().position(|d| d == c).and_then(|n| u32::try_from(n + 1).ok());
    let mut chars = text.chars().take(3);
    let first = chars.next()?;
    let (value, taken) = match (first, chars.next(), chars.next()) {
        ('两' | '兩', ..) => (2, 1),
        ('十', Some(ones), _) if digit(ones).is_some() => (10 + digit(ones)?, 2),
        ('十', ..) => (10, 1),
        (tens, Some('十'), Some(ones)) if digit(ones).is_some() => (digit(tens)? * 10 + digit(ones)?, 3),
        (tens, Some('十'), _) => (digit(tens)? * 10, 2),
        (ones, ..) => (digit(ones)?, 1),
    };
    Some((text.chars().take(taken).map(char::len_utf8).sum(), Token::Number(Number { value, digits: 0 })))
}

/// Chinese words; the longest that fits wins.
const HAN: [(&str, Token); 90] = [
    ("今天", Token::Day(0)),
    ("今日", Token::Day(0)),
    ("明天", Token::Day(1)),
    ("明日", Token::Day(1)),
    ("后天", Token::Day(2)),
    ("後天", Token::Day(2)),
    ("大后天", Token::Day(3)),
    ("昨天", Token::Day(-1)),
    ("昨日", Token::Day(-1)),
    ("前天", Token::Day(-2)),
    ("大前天", Token::Day(-3)),
    ("今早", Token::DayPart(0, Part::Morning)),
    ("今晚", Token::DayPart(0, Part::Evening)),
    ("明早", Token::DayPart(1, Part::Morning)),
    ("明晚", Token::DayPart(1, Part::Evening)),
    ("昨晚", Token::DayPart(-1, Part::Evening)),
    ("今年", Token::YearOf(0)),
    ("明年", Token::YearOf(1)),
    ("后年", Token::YearOf(2)),
    ("去年", Token::YearOf(-1)),
    ("下下", Token::Which(2)),
    ("下", Token::Which(1)),
    ("下一", Token::Which(1)),
    ("本", Token::Which(0)),
    ("这", Token::Which(0)),
    ("這", Token::Which(0)),
    ("上", Token::Which(-1)),
    ("上一", Token::Which(-1)),
    ("上上", Token::Which(-2)),
    ("凌晨", Token::Part(Part::Am)),
    ("早上", Token::Part(Part::Morning)),
    ("早晨", Token::Part(Part::Morning)),
    ("清晨", Token::Part(Part::Morning)),
    ("上午", Token::Part(Part::Morning)),
    ("中午", Token::Part(Part::Midday)),
    ("下午", Token::Part(Part::Pm)),
    ("傍晚", Token::Part(Part::Pm)),
    ("晚上", Token::Part(Part::Evening)),
    ("晚间", Token::Part(Part::Evening)),
    ("天", Token::Unit(Unit::Day)),
    ("周", Token::Unit(Unit::Week)),
    ("週", Token::Unit(Unit::Week)),
    ("星期", Token::Unit(Unit::Week)),
    ("个星期", Token::Unit(Unit::Week)),
    ("個星期", Token::Unit(Unit::Week)),
    ("礼拜", Token::Unit(Unit::Week)),
    ("个礼拜", Token::Unit(Unit::Week)),
    ("个月", Token::Unit(Unit::Month)),
    ("個月", Token::Unit(Unit::Month)),
    ("日", Token::DayMark),
    ("号", Token::DayMark),
    ("號", Token::DayMark),
    ("月", Token::MonthMark),
    ("月份", Token::MonthMark),
    ("年", Token::YearMark),
    ("月初", Token::MonthStart),
    ("个月初", Token::MonthStart),
    ("月底", Token::MonthEnd),
    ("月末", Token::MonthEnd),
    ("个月底", Token::MonthEnd),
    ("个月末", Token::MonthEnd),
    ("年底", Token::YearEnd),
    ("年末", Token::YearEnd),
    ("后", Token::After),
    ("後", Token::After),
    ("之后", Token::After),
    ("以后", Token::After),
    ("过后", Token::After),
    ("前", Token::AgoOrBy),
    ("之前", Token::AgoOrBy),
    ("以前", Token::AgoOrBy),
    ("内", Token::Within),
    ("之内", Token::Within),
    ("以内", Token::Within),
    ("过", Token::In),
    ("再过", Token::In),
    ("点", Token::Hour),
    ("點", Token::Hour),
    ("点钟", Token::Hour),
    ("时", Token::Hour),
    ("時", Token::Hour),
    ("分", Token::Minute),
    ("刻", Token::Quarter),
    ("半", Token::Half),
    ("上旬", Token::Other),
    ("中旬", Token::Other),
    ("下旬", Token::Other),
    ("点击", Token::Other),
    ("上海", Token::Other),
    ("本地", Token::Other),
];

/// English words. Letters such as `d` and `th` mean something only right behind a number.
pub fn latin(word: &str, behind_number: bool) -> Token {
    if behind_number {
        match word {
            "d" => return Token::Unit(Unit::Day),
            "w" | "wk" | "wks" => return Token::Unit(Unit::Week),
            "m" | "mo" | "mos" => return Token::Unit(Unit::Month),
            "y" | "yr" | "yrs" => return Token::Unit(Unit::Year),
            "st" | "nd" | "rd" | "th" => return Token::Ordinal,
            "t" => return Token::IsoT,
            _ => {}
        }
    }
    match word {
        "today" | "tod" => Token::Day(0),
        "tomorrow" | "tmr" | "tmrw" | "tom" => Token::Day(1),
        "yesterday" | "yday" => Token::Day(-1),
        "day" | "days" => Token::Unit(Unit::Day),
        "week" | "weeks" => Token::Unit(Unit::Week),
        "month" | "months" => Token::Unit(Unit::Month),
        "year" | "years" => Token::Unit(Unit::Year),
        "next" => Token::Which(1),
        "this" => Token::Which(0),
        "last" => Token::Which(-1),
        "am" => Token::Part(Part::Am),
        "pm" | "afternoon" => Token::Part(Part::Pm),
        "morning" => Token::Part(Part::Morning),
        "evening" => Token::Part(Part::Evening),
        "noon" => Token::Noon,
        "eom" => Token::MonthEnd,
        "eoy" => Token::YearEnd,
        "in" => Token::In,
        "within" => Token::Within,
        "later" | "after" => Token::After,
        "before" => Token::Before,
        "ago" => Token::Ago,
        "on" | "by" => Token::On,
        "at" => Token::At,
        "of" => Token::Of,
        "the" => Token::The,
        "end" => Token::End,
        _ => weekday_name(word)
            .map(Token::Weekday)
            .or_else(|| month_name(word).map(Token::Month))
            .or_else(|| count(word).map(Token::Count))
            .unwrap_or(Token::Other),
    }
}

fn weekday_name(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tues" | "tuesday" => Weekday::Tuesday,
        "wed" | "weds" | "wednesday" => Weekday::Wednesday,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn month_name(word: &str) -> Option<Month> {
    Some(match word {
        "jan" | "january" => Month::January,
        "feb" | "february" => Month::February,
        "mar" | "march" => Month::March,
        "apr" | "april" => Month::April,
        "may" => Month::May,
        "jun" | "june" => Month::June,
        "jul" | "july" => Month::July,
        "aug" | "august" => Month::August,
        "sep" | "sept" | "september" => Month::September,
        "oct" | "october" => Month::October,
        "nov" | "november" => Month::November,
        "dec" | "december" => Month::December,
        _ => return None,
    })
}

fn count(word: &str) -> Option<u8> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    WORDS.iter().position(|known| *known == word).and_then(|place| u8::try_from(place + 1).ok())
}
