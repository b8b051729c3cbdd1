//! The clipboard by way of the terminal (OSC 52), which works over SSH as well.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The bytes that put a text into the clipboard. In base64 nothing of it can leave the sequence.
pub fn sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", STANDARD.encode(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_copied_stays_inside() {
        let check = |text: &str, expected: &str| assert_eq!(sequence(text), expected);
        check("hi", "\x1b]52;c;aGk=\x07");
        check("价\x07\x1b]0;x", "\x1b]52;c;5Lu3BxtdMDt4\x07");
    }
}
