//! Putting customers off: until when the line says, and how full that day is.

use super::super::Look;
use super::super::pane::span;
use super::{Content, whom_of};
use crate::app::snooze::Snooze;
use ratatui::text::Line;

/// The line, and what it says so far.
pub fn content<'a>(look: Look<'_>, snooze: &'a Snooze) -> Content<'a> {
    let (words, theme) = (look.words, look.theme);
    let today = look.app.now.date();
    let reading = look.app.snooze_reading(snooze);
    let load =
        reading.as_ref().ok().and_then(|rest| Some((rest.when.date, look.app.load_then(snooze, rest)?)));
    let line = match reading {
        Ok(rest) => {
            let action = if rest.action.is_empty() { String::new() } else { format!("  {}", rest.action) };
            let mut spans = Vec::new();
            if rest.until_answer {
                let latest = words.at_the_latest();
                spans.push(span(
                    words.pick(
                        format!("{}, {latest} ", words.until_answer()),
                        format!("{}，{latest} ", words.until_answer()),
                    ),
                    theme.fine(),
                ));
            }
            spans.push(span(words.when(rest.when, today), theme.fine()));
            if let Some(agreed) = rest.keeps {
                let agreed = words.agreed_stays(&words.weekday_and_day(agreed, today));
                spans.push(span(agreed, theme.quiet()));
            }
            if let [only] = snooze.whom.as_slice() {
                spans.extend(super::super::never_due(look, *only, None));
                spans.extend(super::super::day_off(look, *only, rest.when.date));
            }
            spans.push(span(action, theme.fine()));
            Line::from(spans)
        }
        Err(error) => Line::from(span(words.field_error(&error), theme.alarm())),
    };
    let title = format!("{}  {}", words.snooze_title(), whom_of(look, &snooze.whom));
    let hint = words.snooze_hint().to_owned();
    let load = load.map(|(day, (load, limit))| {
        let text = words.day_holds(&words.weekday_and_day(day, today), load, limit);
        Line::from(span(text, theme.quiet()))
    });
    let lines = std::iter::once(line).chain(load).collect();
    Content { title, text: Some(&snooze.text), lines, at: None, hint, width: 78 }
}
