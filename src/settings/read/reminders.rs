//! The table `[reminders]`.

use super::{Reader, Value};
use crate::settings::{Reminders, Ring};

pub fn read(reader: &mut Reader, value: &Value) -> Reminders {
    let mut reminders = Reminders::default();
    let Some(table) = value.get_ref().as_table() else {
        reader.wrong(value.span(), "a table: terminal, desktop, calendar");
        return reminders;
    };
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "terminal" => match value.get_ref().as_str().and_then(Ring::from_id) {
                Some(ring) => reminders.terminal = ring,
                None => reader.wrong(value.span(), "one of \"none\", \"bell\", \"osc9\", \"osc777\""),
            },
            "desktop" => match value.get_ref().as_bool() {
                Some(desktop) => reminders.desktop = desktop,
                None => reader.wrong(value.span(), "true or false"),
            },
            "calendar" => match value.get_ref().as_str().filter(|path| !path.trim().is_empty()) {
                Some(path) => reminders.calendar = Some(path.to_owned()),
                None => reader.wrong(value.span(), "the name of a file, such as \"~/genjin.ics\""),
            },
            _ => reader.wrong(key.span(), "one of terminal, desktop, calendar"),
        }
    }
    reminders
}

#[cfg(test)]
mod tests {
    use crate::settings::{Reminders, Ring, Settings};

    #[test]
    fn reminders_are_read_and_what_is_not_named_has_its_default() {
        let read = |text: &str| Settings::parse(text).unwrap().reminders;
        assert_eq!(read(""), Reminders { terminal: Ring::Bell, desktop: true, calendar: None });
        let text = "[reminders]\nterminal = \"osc777\"\ndesktop = false\ncalendar = \"~/a b.ics\"";
        let calendar = Some("~/a b.ics".to_owned());
        assert_eq!(read(text), Reminders { terminal: Ring::Osc777, desktop: false, calendar });
    }

    #[test]
    fn every_mistake_of_the_table_is_told() {
        let text = "[reminders]\nterminal = \"gong\"\ndesktop = 1\ncalendar = \"\"\nbeep = true";
        let mistakes = Settings::parse(text).unwrap_err().mistakes;
        let found: Vec<_> = mistakes.iter().map(|it| (it.line, it.column, it.read.as_str())).collect();
        assert_eq!(found, [(2, 12, "`\"gong\"`"), (3, 11, "`1`"), (4, 12, "`\"\"`"), (5, 1, "`beep`")]);
        assert_eq!(Settings::parse("reminders = 3").unwrap_err().mistakes.len(), 1);
    }
}
