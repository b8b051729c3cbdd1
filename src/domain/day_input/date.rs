//! The forms of a date: relative ones, weekdays, months and days, full dates.

use super::calendar::{
    day, in_month, in_week, month_end, nearest_in_year, nearest_month, nearest_weekday, plus_days,
    plus_months,
};
use super::token::{Number, Token, Unit};
use super::{Basis, Leaning, Miss};
use time::Date;

/// How far from today's year a year of two digits may be.
const NEAR_YEARS: i64 = 3;

/// Reads tokens that are a date and nothing else.
pub fn read(tokens: &[Token], today: Date, leaning: Leaning) -> Result<(Date, Basis), Miss> {
    let tokens = match tokens {
        [Token::On | Token::The, rest @ ..] => rest,
        _ => tokens,
    };
    let forms = [named, counted, month_and_day, numeric];
    for form in forms {
        match form(tokens, today, leaning) {
            Err(Miss::Unknown) => {}
            known => return Ok((known?, Basis::Day)),
        }
    }
    if let Some(length) = length(tokens) {
        let direction = if leaning == Leaning::Past { -1 } else { 1 };
        return Ok((length.from(today, direction)?, Basis::BareCount));
    }
    match tokens {
        // 周五前: a day by which something is to be done.
        [day @ .., Token::AgoOrBy] if !day.is_empty() => read(day, today, leaning),
        _ => Err(Miss::Unknown),
    }
}

/// `tomorrow`, `next wed`, `下个月`, `月底`.
fn named(tokens: &[Token], today: Date, leaning: Leaning) -> Result<Date, Miss> {
    use Token::{
        After, Before, Day, DayMark, End, Month, MonthEnd, MonthMark, MonthStart, Number, Of, Ordinal,
        Weekday, Which, YearEnd, YearMark, YearOf,
    };
    const DAY: Token = Token::Unit(Unit::Day);
    const WEEK: Token = Token::Unit(Unit::Week);
    const MONTH: Token = Token::Unit(Unit::Month);
    const YEAR: Token = Token::Unit(Unit::Year);
    match *tokens {
        [Day(days)] => plus_days(today, days.into()),
        [DAY, After, Day(1)] => plus_days(today, 2),
        [DAY, Before, Day(-1)] => plus_days(today, -2),
        [Weekday(weekday)] => nearest_weekday(today, weekday, leaning),
        [Which(weeks), Weekday(weekday)]
        | [Which(weeks), WEEK, Weekday(weekday)]
        | [Weekday(weekday), Which(weeks), WEEK] => in_week(today, weeks.into(), weekday),
        [Which(weeks @ (-2 | -1 | 1 | 2)), WEEK] => in_week(today, weeks.into(), time::Weekday::Monday),
        [Which(months @ (-2 | -1 | 1 | 2)), MONTH | MonthMark] => plus_months(today, months.into()),
        [Which(years @ (-1 | 1)), YEAR | YearMark] | [YearOf(years @ (-1 | 1 | 2))] => {
            plus_months(today, i64::from(years) * 12)
        }
        [Which(months), MONTH | MonthMark, Number(day), DayMark | Ordinal] => {
            in_month(today, months.into(), day.value)
        }
        [Number(day), DayMark | Ordinal] => {
            nearest_month(today, leaning, |months| in_month(today, months, day.value))
        }
        [MonthEnd] | [End, Of, MONTH] => nearest_month(today, leaning, |months| month_end(today, months)),
        [MonthStart] => nearest_month(today, leaning, |months| in_month(today, months, 1)),
        [Which(months), MonthEnd] | [End, Of, Which(months), MONTH] => month_end(today, months.into()),
        [Which(months), MonthStart] => in_month(today, months.into(), 1),
        [End, Of, Month(month)] => {
            let first = nearest_in_year(today, u8::from(month).into(), 1, leaning)?;
            month_end(first, 0)
        }
        [Number(month), MonthStart] => nearest_in_year(today, month.value, 1, leaning),
        [Number(month), MonthEnd] => month_end(nearest_in_year(today, month.value, 1, leaning)?, 0),
        [YearEnd] | [End, Of, YEAR] => nearest_in_year(today, 12, 31, leaning),
        _ => Err(Miss::Unknown),
    }
}

/// `+3d`, `in 3 days`, `3天后`, `3 days ago`.
fn counted(tokens: &[Token], today: Date, _: Leaning) -> Result<Date, Miss> {
    let (count, direction) = match tokens {
        [Token::Mark('+'), Token::Number(days)] => (Some(Length::Days(days.value.into())), 1),
        [Token::Mark('+') | Token::In | Token::Within, count @ ..]
        | [count @ .., Token::After | Token::Within] => (length_or_days(count), 1),
        [Token::Mark('-'), count @ ..] | [count @ .., Token::Ago | Token::AgoOrBy] => {
            (length_or_days(count), -1)
        }
        _ => (None, 1),
    };
    count.ok_or(Miss::Unknown)?.from(today, direction)
}

/// `20 Jun`, `Jun 20, 2026`, `6月20日`.
fn month_and_day(tokens: &[Token], today: Date, leaning: Leaning) -> Result<Date, Miss> {
    use Token::{DayMark, Month, MonthMark, Number, YearMark, YearOf};
    let this_year = i64::from(today.year());
    match *tokens {
        [Number(month), MonthMark, Number(of_month)]
        | [Number(month), MonthMark, Number(of_month), DayMark] => {
            return nearest_in_year(today, month.value, of_month.value, leaning);
        }
        [YearOf(years), Number(month), MonthMark, Number(of_month)]
        | [YearOf(years), Number(month), MonthMark, Number(of_month), DayMark] => {
            return day(this_year + i64::from(years), month.value, of_month.value);
        }
        [Number(year), YearMark, Number(month), MonthMark, Number(of_month)]
        | [Number(year), YearMark, Number(month), MonthMark, Number(of_month), DayMark] => {
            return match year.digits {
                2 => day(2000 + i64::from(year.value), month.value, of_month.value),
                4 => day(year.value.into(), month.value, of_month.value),
                _ => Err(Miss::Unknown),
            };
        }
        _ => {}
    }
    match *bare_words(tokens) {
        [Number(of_month), Month(month)] | [Month(month), Number(of_month)] if of_month.digits <= 2 => {
            nearest_in_year(today, u8::from(month).into(), of_month.value, leaning)
        }
        [Number(of_month), Month(month), Number(year)] | [Month(month), Number(of_month), Number(year)]
            if of_month.digits <= 2 && year.digits == 4 =>
        {
            day(year.value.into(), u8::from(month).into(), of_month.value)
        }
        _ => Err(Miss::Unknown),
    }
}

/// Tokens with a month's name without what people write between: `20th of June`, `20-Jun-2026`.
fn bare_words(tokens: &[Token]) -> Vec<Token> {
    if !tokens.iter().any(|token| matches!(token, Token::Month(_))) {
        return Vec::new();
    }
    let last = tokens.len() - 1;
    let filler = |place: usize, token: Token| match token {
        Token::Ordinal => true,
        Token::Of | Token::Mark('-' | '/' | '.' | ',') => place > 0 && place < last,
        _ => false,
    };
    tokens
        .iter()
        .enumerate()
        .filter(|(place, token)| !filler(*place, **token))
        .map(|(_, token)| *token)
        .collect()
}

/// `6.20`, `20.6.`, `2026-06-20`, `20260620`, `20.06.2026`, `20.6.26`.
fn numeric(tokens: &[Token], today: Date, leaning: Leaning) -> Result<Date, Miss> {
    use Token::{DayMark, Mark, Number};
    match *tokens {
        [ref pair @ .., DayMark] if pair.len() == 3 => numeric(pair, today, leaning),
        [Number(month), Mark('.' | '/' | '-'), Number(of_month)]
            if month.is_short() && of_month.is_short() =>
        {
            if month.value > 12 {
                nearest_in_year(today, of_month.value, month.value, leaning)
            } else {
                nearest_in_year(today, month.value, of_month.value, leaning)
            }
        }
        // The full stop behind it says that the day comes first.
        [Number(day), Mark('.'), Number(month), Mark('.')] if day.is_short() && month.is_short() => {
            let (day, month) = if month.value > 12 { (month, day) } else { (day, month) };
            nearest_in_year(today, month.value, day.value, leaning)
        }
        [Number(a), Mark(first @ ('.' | '/' | '-')), Number(b), Mark(second), Number(c)]
            if first == second && b.is_short() =>
        {
            three_numbers([a, b, c], first, today)
        }
        [Number(all)] if all.digits == 8 && (19..=21).contains(&(all.value / 1_000_000)) => {
            day((all.value / 10_000).into(), all.value / 100 % 100, all.value % 100)
        }
        _ => Err(Miss::Unknown),
    }
}

fn three_numbers([a, b, c]: [Number; 3], mark: char, today: Date) -> Result<Date, Miss> {
    let near = |number: Number| {
        let year = 2000 + i64::from(number.value);
        (number.digits == 2 && (year - i64::from(today.year())).abs() <= NEAR_YEARS).then_some(year)
    };
    match (a.digits, c.digits) {
        (4, 1 | 2) => day(a.value.into(), b.value, c.value),
        (1 | 2, 4) if b.value > 12 => day(c.value.into(), a.value, b.value),
        (1 | 2, 4) if a.value > 12 || mark == '.' => day(c.value.into(), b.value, a.value),
        (1 | 2, 1 | 2) => match (near(a), near(c)) {
            (Some(year), None) => day(year, b.value, c.value),
            (None, Some(year)) if b.value > 12 => day(year, a.value, b.value),
            (None, Some(year)) if a.value > 12 || mark == '.' => day(year, b.value, a.value),
            _ => Err(Miss::Unknown),
        },
        _ => Err(Miss::Unknown),
    }
}

/// A length of time.
#[derive(Clone, Copy)]
enum Length {
    Days(i64),
    Months(i64),
}

impl Length {
    fn from(self, today: Date, direction: i64) -> Result<Date, Miss> {
        match self {
            Self::Days(days) => plus_days(today, days * direction),
            Self::Months(months) => plus_months(today, months * direction),
        }
    }
}

fn length(tokens: &[Token]) -> Option<Length> {
    let (count, unit) = match *tokens {
        [Token::Half, Token::Unit(Unit::Month)] => return Some(Length::Days(15)),
        [Token::Half, Token::Unit(Unit::Year) | Token::YearMark] => return Some(Length::Months(6)),
        [Token::Number(count), Token::Unit(unit)] => (i64::from(count.value), unit),
        _ => return None,
    };
    Some(match unit {
        Unit::Day => Length::Days(count),
        Unit::Week => Length::Days(count * 7),
        Unit::Month => Length::Months(count),
        Unit::Year => Length::Months(count * 12),
    })
}

/// Behind `in` or before 后 a length may also be written with `a`, 日 and 年, which mean other things alone.
fn length_or_days(tokens: &[Token]) -> Option<Length> {
    match *tokens {
        [Token::Count(count), unit @ Token::Unit(_)] => {
            length(&[Token::Number(Number { value: count.into(), digits: 0 }), unit])
        }
        [Token::Number(days), Token::DayMark] => Some(Length::Days(days.value.into())),
        [Token::Number(years), Token::YearMark] => Some(Length::Months(i64::from(years.value) * 12)),
        _ => length(tokens),
    }
}
