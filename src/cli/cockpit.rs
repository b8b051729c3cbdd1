//! `genjin`: the cockpit on the screen.

use super::kept_calendar::{self, KeptCalendar};
use super::saved_files::Watch;
use super::workplace::{SETTINGS_FILE, Workplace};
use super::{Global, out};
use crate::app::ledger::Ledger;
use crate::app::ledger::preview::key_with;
use crate::app::message::Message;
use crate::app::settings::ThemeName;
use crate::app::{App, Arrival, Setup};
use crate::domain::Moment;
use crate::lang::actions;
use crate::store::Claim;
use crate::store::preview::{self, Rest};
use crate::term::clock::entropy;
use crate::term::{self, Data, TermError};
use anyhow::anyhow;
use std::sync::Arc;

pub fn run(global: &Global) -> anyhow::Result<()> {
    let place = Workplace::find(global)?;
    let words = place.words;
    let claim = Claim::take(&place.dir, place.now).map_err(|error| anyhow!(words.store_error(&error)))?;
    let (today, sort) = (place.now.date(), place.session.sort());
    let (rules, stages, calendar) =
        (Arc::clone(&place.rules), Arc::clone(&place.stages), Arc::clone(&place.calendar));
    let nobody = place.gathering(sort).to_work();
    let first = preview::read(&place.dir, today, key_with(place.preview_key, sort));
    let (ledger, arrival, rest) = if let Some((first, rest)) = first {
        (Ledger::of_first_screen(&rules, stages, calendar, first, sort), Arrival::Partly, rest)
    } else {
        (nobody.clone().ledger(), Arrival::Awaited { built: None }, Rest::default())
    };
    let keeps_calendar = place.demo.is_none();
    let mut app = App::new(Setup {
        now: place.now,
        settings: place.settings,
        settings_file: place.dir.join(SETTINGS_FILE).display().to_string(),
        size: (0, 0),
        language: words.0,
        theme: global.theme().or(place.session.theme).unwrap_or_else(system_theme),
        author: place.author,
        ledger,
        arrival,
        session: place.session,
        ids: place.ids,
        action_names: actions::names,
        last_top: crate::view::last_top,
        footer_rows: crate::view::footer_rows,
        messages: place.messages,
    });
    let notice = place.notices.into_iter().next().map(Message::Notice);
    let wrong = place.wrong_files.first().cloned();
    app.message = wrong.map(|wrong| Message::FileNotUsed { wrong, taken_up: Vec::new() }).or(notice);
    app.wrong_files = place.wrong_files;
    let mut watch = Watch::new(&place.dir);
    let mut kept = KeptCalendar::new(place.demo.is_none().then(|| global.clone()));
    let mut outside = |app: &App, now: Moment| watch.look(now).or_else(|| kept.look(app, now));
    let data = Data {
        claim,
        entropy: entropy(),
        nobody,
        grounds: (rules, Arc::clone(&place.stages), Arc::clone(&place.calendar)),
        preview_key: place.preview_key,
        rest,
    };
    let outcome = term::run(app, data, &place.clock, &mut outside);
    if outcome.is_ok()
        && keeps_calendar
        && let Err(error) = kept_calendar::keep(global)
    {
        out::complain(&error.to_string());
    }
    drop(place.demo);
    outcome.map_err(|error| match error {
        TermError::Store(error) => anyhow!(words.store_error(&error)),
        TermError::Terminal(error) => TermError::Terminal(error).into(),
    })
}

/// <https://no-color.org>: set and not empty means no colours.
fn system_theme() -> ThemeName {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if no_color { ThemeName::Mono } else { ThemeName::Dark }
}
