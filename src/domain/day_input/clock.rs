//! Times of day: `9:30`, `3:30 pm`, `下午3点半`.

use super::Miss;
use super::token::{Part, Token};
use time::Time;

/// Reads tokens that are a time of day and nothing else.
pub fn read(tokens: &[Token]) -> Result<Time, Miss> {
    match tokens {
        [Token::At, rest @ ..] => read(rest),
        [Token::Noon] => time(12, 0, 0),
        [Token::Part(part), clock @ ..] | [clock @ .., Token::Part(part @ (Part::Am | Part::Pm))] => {
            read_in(*part, clock)
        }
        _ => {
            let (hour, minute, second) = face(tokens)?;
            time(hour, minute, second)
        }
    }
}

/// Reads a clock face of which the part of the day is known; the hour may then stand alone.
pub fn read_in(part: Part, clock: &[Token]) -> Result<Time, Miss> {
    let (hour, minute, second) = match clock {
        [Token::Number(hour)] => (hour.value, 0, 0),
        _ => face(clock)?,
    };
    let hour = match (part, hour) {
        (Part::Am, 12) => 0,
        (Part::Am, 0..=11)
        | (Part::Morning, 0..=12)
        | (Part::Midday, 11..=14)
        | (Part::Pm, 12..=23)
        | (Part::Evening, 17..=23) => hour,
        (Part::Pm, 1..=11) | (Part::Midday, 1..=2) | (Part::Evening, 5..=11) => hour + 12,
        _ => return Err(Miss::NoSuchTime),
    };
    time(hour, minute, second)
}

/// What the hands show: hour, minute, second.
fn face(tokens: &[Token]) -> Result<(u32, u32, u32), Miss> {
    use Token::{Half, Hour, Mark, Minute, Number, Quarter};
    match tokens {
        [Number(hour), Mark(':'), Number(minute)] if minute.digits == 2 => Ok((hour.value, minute.value, 0)),
        [Number(hour), Mark(':'), Number(minute), Mark(':'), Number(second)] => {
            Ok((hour.value, minute.value, second.value))
        }
        [Number(hour), Hour] => Ok((hour.value, 0, 0)),
        [Number(hour), Hour, Half] => Ok((hour.value, 30, 0)),
        [Number(hour), Hour, Number(minute)] | [Number(hour), Hour, Number(minute), Minute] => {
            Ok((hour.value, minute.value, 0))
        }
        [Number(hour), Hour, Number(quarters), Quarter] => {
            Ok((hour.value, quarters.value.saturating_mul(15), 0))
        }
        _ => Err(Miss::Unknown),
    }
}

fn time(hour: u32, minute: u32, second: u32) -> Result<Time, Miss> {
    let parts = (u8::try_from(hour), u8::try_from(minute), u8::try_from(second));
    let (Ok(hour), Ok(minute), Ok(second)) = parts else { return Err(Miss::NoSuchTime) };
    Time::from_hms(hour, minute, second).map_err(|_| Miss::NoSuchTime)
}
