//! Terminal events as the app knows them.

use crate::app::Event;
use crate::app::key::{Code, Key};
use ratatui::crossterm::event::{Event as Terminal, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// The event that the app gets, if it gets any: releases of keys and mouse events mean nothing.
pub fn event(event: Terminal) -> Option<Event> {
    match event {
        Terminal::Key(key) if key.kind != KeyEventKind::Release => self::key(key).map(Event::Key),
        Terminal::Paste(text) => Some(Event::Paste(text)),
        Terminal::Resize(width, height) => Some(Event::Resize(width, height)),
        _ => None,
    }
}

/// Shift is part of a character; of the other keys Tab, Left and Right mean something else with it.
fn key(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(number) => Code::F(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left if event.modifiers.contains(KeyModifiers::SHIFT) => Code::ShiftLeft,
        KeyCode::Right if event.modifiers.contains(KeyModifiers::SHIFT) => Code::ShiftRight,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let code = match code {
        Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),

        other => other,
    };
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: KeyCode, modifiers: KeyModifiers, expected: &str) {
        let key = key(KeyEvent::new(code, modifiers)).map(|key| key.to_string());
        assert_eq!(key.as_deref(), Some(expected));
    }

    #[test]
    fn keys_come_in_one_form_whatever_the_terminal_sends() {
        check(KeyCode::Char('L'), KeyModifiers::SHIFT, "L");
        check(KeyCode::Char('S'), KeyModifiers::CONTROL | KeyModifiers::SHIFT, "Ctrl-S");
        check(KeyCode::Tab, KeyModifiers::SHIFT, "Shift-Tab");
        check(KeyCode::Right, KeyModifiers::SHIFT, "Shift-Right");
        check(KeyCode::BackTab, KeyModifiers::SHIFT, "Shift-Tab");
        check(KeyCode::Char('1'), KeyModifiers::ALT, "Alt-1");
        check(KeyCode::Char('客'), KeyModifiers::NONE, "客");
    }

    #[test]
    fn a_released_key_is_no_key() {
        let release = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(event(Terminal::Key(release)), None);
    }
}
