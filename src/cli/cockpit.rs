//! `genjin`: the cockpit on the screen.

use super::Global;
use super::rules_file::RulesFile;
use super::workplace::Workplace;
use crate::app::message::Message;
use crate::app::settings::ThemeName;
use crate::app::{App, Setup};
use crate::domain::Moment;
use crate::lang::{Words, actions};
use crate::term;
use anyhow::anyhow;

pub fn run(place: Workplace, global: &Global) -> anyhow::Result<()> {
    let words = place.words;
    let summaries = place.summaries()?;
    let theme = global.theme().or(place.session.theme).unwrap_or_else(system_theme);
    let mut app = App::new(Setup {
        now: place.now,
        settings: place.settings,
        size: (0, 0),
        language: words.0,
        theme,
        author: place.author,
        rules: place.rules,
        stages: place.stages,
        calendar: place.calendar,
        summaries,
        session: place.session,
        ids: place.ids,
        action_names: actions::names,
    });
    app.message = place.notices.into_iter().next().map(Message::Notice);
    let mut file = RulesFile::new(place.store.dir());
    let mut saved_rules = |app: &App, now: Moment| file.look(now, app.ledger.stages(), Words(app.language));
    let outcome = term::run(app, place.store, &place.clock, &mut saved_rules);
    drop(place.demo);
    outcome.map_err(|error| match error {
        term::TermError::Store(error) => anyhow!(words.store_error(&error)),
        term::TermError::Terminal(error) => term::TermError::Terminal(error).into(),
    })
}

/// <https://no-color.org>: set and not empty means no colours.
fn system_theme() -> ThemeName {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if no_color { ThemeName::Mono } else { ThemeName::Dark }
}
