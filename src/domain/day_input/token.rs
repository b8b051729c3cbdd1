//! Cutting text into the meanings that dates are made of, the same for both languages.
//!
//! Case, width and most spaces do not matter. Anything that no date can hold becomes [`Token::Other`].

use super::words;
use crate::domain::text::half_width;
use time::{Month, Weekday};

/// One meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Number(Number),
    /// `a`, `two`, …: a number only in front of a unit.
    Count(u8),
    Unit(Unit),
    Weekday(Weekday),
    Month(Month),
    /// Days from today: `tomorrow` is 1.
    Day(i8),
    /// A day and a part of it in one word: 明早.
    DayPart(i8, Part),
    /// Years from this one: 明年 is 1.
    YearOf(i8),
    /// `next` is 1, `last` is -1, `this` is 0.
    Which(i8),
    Part(Part),
    MonthStart,
    MonthEnd,
    YearEnd,
    /// 日, 号: the number before is a day of the month.
    DayMark,
    MonthMark,
    YearMark,
    /// `th` and its kin.
    Ordinal,
    /// 点: the number before is an hour.
    Hour,
    Minute,
    Quarter,
    Half,
    Noon,
    /// The `T` of ISO 8601.
    IsoT,
    In,
    Within,
    After,
    Before,
    Ago,
    /// 前: `ago` behind a length of time, else the day by which something is to be done.
    AgoOrBy,
    On,
    At,
    Of,
    The,
    End,
    Mark(char),
    Other,
}

/// A number and how many digits it was typed with; 0 if it was written in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Brought down to the largest value where it is too large to hold.
    pub value: u32,
    pub digits: u8,
}

impl Number {
    /// Whether it has the one or two digits of a day or a month.
    pub fn is_short(self) -> bool {
        matches!(self.digits, 1 | 2)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A part of the day, which tells 3 o'clock from 15 o'clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `am`, 凌晨: 12 is midnight.
    Am,
    /// 上午, 早上: 12 is noon.
    Morning,
    Midday,
    Pm,
    Evening,
}

/// A token and the bytes of the text that it was made from.
#[derive(Clone, Copy, Debug)]
pub struct Lexeme {
    pub token: Token,
    pub start: usize,
    pub end: usize,
}

/// The first tokens of a text, at most `limit`.
pub fn lex(text: &str, limit: usize) -> Vec<Lexeme> {
    let mut lexer = Lexer { text, at: 0 };
    let mut lexemes: Vec<Lexeme> = Vec::new();
    while lexemes.len() < limit {
        lexer.skip_while(char::is_whitespace);
        let start = lexer.at;
        let previous = lexemes.last().filter(|last| last.end == start).map(|last| last.token);
        let Some(token) = lexer.token(previous, lexemes.is_empty()) else { break };
        lexemes.push(Lexeme { token, start, end: lexer.at });
    }
    lexemes
}

/// Whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next().map(half_width)
    }

    /// Moves past characters (as half width) that `keep` holds for, and returns them in lower case.
    fn skip_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let run: String = self.rest().chars().take_while(|c| keep(half_width(*c))).collect();
        self.at += run.len();
        run.chars().map(|c| half_width(c).to_ascii_lowercase()).collect()
    }

    /// The next token; `previous` is the one that touches it.
    fn token(&mut self, previous: Option<Token>, first: bool) -> Option<Token> {
        let c = self.peek()?;
        if c.is_ascii_digit() {
            return Some(number(&self.skip_while(|c| c.is_ascii_digit())));
        }
        if is_han(c) {
            return Some(self.han());
        }
        if c.is_alphabetic() {
            let word = self.skip_while(|c| c.is_alphabetic() && !is_han(c));
            let token = words::latin(&word, matches!(previous, Some(Token::Number(_))));
            if matches!(token, Token::Month(_) | Token::Weekday(_)) && self.peek() == Some('.') {
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            }
            return Some(token);
        }
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        let loose = self.peek().is_none_or(char::is_whitespace) || (previous.is_none() && !first);
        Some(match c {
            // `1.7.` is a day as Germans write it.
            '.' if matches!(previous, Some(Token::Number(_))) => Token::Mark(c),
            '.' | '/' | '-' | ':' if loose => Token::Other,
            '.' | '/' | '-' | ':' | '+' | ',' => Token::Mark(c),
            _ => Token::Other,
        })
    }

    fn han(&mut self) -> Token {
        let one = self.rest().chars().next().map_or(0, char::len_utf8);
        let (length, token) = words::han(self.rest()).unwrap_or((one, Token::Other));
        self.at += length;
        token
    }
}

fn number(digits: &str) -> Token {
    let value = digits.parse().unwrap_or(u32::MAX);
    Token::Number(Number { value, digits: u8::try_from(digits.len()).unwrap_or(u8::MAX) })
}
