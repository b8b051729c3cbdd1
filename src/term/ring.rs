//! What makes terminals ask for attention.

use crate::settings::Ring;

const BELL: &str = "\x07";

/// The bytes for a text; they draw nothing.
pub fn signal(how: Ring, text: &str) -> String {
    // A control character would end the sequence, and the rest would be taken for what it is not.
    let text: String = text.chars().filter(|letter| !letter.is_control()).collect();
    match how {
        Ring::None => String::new(),
        Ring::Bell => BELL.to_owned(),
        Ring::Osc9 => format!("\x1b]9;{text}{BELL}"),
        // Here a semicolon parts the title from the text.
        Ring::Osc777 => format!("\x1b]777;notify;genjin;{}{BELL}", text.replace(';', ",")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_into_a_follow_up_cannot_leave_the_sequence() {
        let check = |how: Ring, expected: &str| {
            assert_eq!(signal(how, "10:30  A;B\x07\x1b]0;x\n"), expected, "{how:?}");
        };
        check(Ring::None, "");
        check(Ring::Bell, "\x07");
        check(Ring::Osc9, "\x1b]9;10:30  A;B]0;x\x07");
        check(Ring::Osc777, "\x1b]777;notify;genjin;10:30  A,B]0,x\x07");
    }
}
