//! A key press, free of any terminal library, and how it is written in tables, help and scripts.

use crate::domain::text::half_width;
use std::fmt;

/// One press of a key together with Ctrl and Alt. Shift is part of the character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
    pub alt: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    ShiftLeft,
    ShiftRight,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMED: &[(Code, &str)] = &[
    (Code::Enter, "Enter"),
    (Code::Esc, "Esc"),
    (Code::Tab, "Tab"),
    (Code::BackTab, "Shift-Tab"),
    (Code::Backspace, "Backspace"),
    (Code::Delete, "Del"),
    (Code::Up, "Up"),
    (Code::Down, "Down"),
    (Code::Left, "Left"),
    (Code::Right, "Right"),
    (Code::ShiftLeft, "Shift-Left"),
    (Code::ShiftRight, "Shift-Right"),
    (Code::Home, "Home"),
    (Code::End, "End"),
    (Code::PageUp, "PgUp"),
    (Code::PageDown, "PgDn"),
    (Code::Char(' '), "Space"),
];

impl Key {
    /// A key without Ctrl and Alt.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// Reads the form that [`Key`] is displayed in: `l`, `Ctrl-S`, `Alt-1`, `F2`, `PgDn`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        loop {
            if let Some(after) = rest.strip_prefix("Ctrl-") {
                (key.ctrl, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("Alt-") {
                (key.alt, rest) = (true, after);
            } else {
                break;
            }
        }
        let named = NAMED.iter().find(|(_, name)| *name == rest).map(|(code, _)| *code);
        let function = || rest.strip_prefix('F')?.parse().ok().map(Code::F);
        let character = || {
            let mut chars = rest.chars();
            let first = chars.next()?;
            let c = if key.ctrl { first.to_ascii_lowercase() } else { first };
            chars.next().is_none().then_some(Code::Char(c))
        };
        key.code = named.or_else(function).or_else(character)?;
        Some(key)
    }

    /// The key as a command: full-width forms that an input method types count as the ASCII key.
    pub fn as_command(self) -> Self {
        match self.code {
            // What a Chinese keyboard gives for the key of `$`.
            Code::Char('￥' | '¥') => Self { code: Code::Char('$'), ..self },
            Code::Char(c) => Self { code: Code::Char(half_width(c)), ..self },
            _ => self,
        }
    }

    /// The character that this key types into a text, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            Code::F(number) => write!(f, "F{number}"),
            Code::Char(c) if c != ' ' => {
                if self.ctrl {
                    write!(f, "{}", c.to_ascii_uppercase())
                } else {
                    write!(f, "{c}")
                }
            }
            code => {
                let name = NAMED.iter().find(|(named, _)| *named == code).map_or("", |(_, name)| name);
                f.write_str(name)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_as_it_is_shown() {
        for text in
            ["l", "L", "?", "Ctrl-S", "Alt-1", "F2", "F12", "PgDn", "Space", "Shift-Tab", "-", "Enter"]
        {
            assert_eq!(Key::parse(text).map(|key| key.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Key::parse("Nonsense"), None);
        assert_eq!(Key::parse(""), None);
    }

    #[test]
    fn full_width_forms_are_commands_but_stay_themselves_as_text() {
        let key = Key::plain(Code::Char('？'));
        assert_eq!(key.as_command(), Key::plain(Code::Char('?')));
        assert_eq!(key.typed(), Some('？'));
        assert_eq!(Key::plain(Code::Char('：')).as_command(), Key::plain(Code::Char(':')));
        assert_eq!(Key::plain(Code::Char('／')).as_command(), Key::plain(Code::Char('/')));
    }
}
