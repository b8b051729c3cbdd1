//! `genjin`: the cockpit on the screen.

use super::rules_file::RulesFile;
use super::workplace::Workplace;
use super::{Global, calendar_file, out};
use crate::app::ledger::Ledger;
use crate::app::ledger::preview::key_with;
use crate::app::message::Message;
use crate::app::settings::ThemeName;
use crate::app::{App, Arrival, Setup};
use crate::domain::Moment;
use crate::lang::{Words, actions};
use crate::store::{Claim, Overview, preview};
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
    let everybody = {
        let (rules, stages, calendar) = (Arc::clone(&rules), Arc::clone(&stages), Arc::clone(&calendar));
        move |Overview { summaries, rates }| {
            Ledger::new(Arc::new(rules.with_rates(rates)), stages, calendar, today, summaries, sort)
        }
    };
    let first = preview::read(&place.dir, key_with(place.preview_key, sort), today);
    let (ledger, arrival) = if let Some(first) = first {
        (Ledger::of_first_screen(Arc::clone(&rules), stages, calendar, first, sort), Arrival::Partly)
    } else {
        let nobody = Ledger::new(Arc::clone(&rules), stages, calendar, today, Vec::new(), sort);
        (nobody, Arrival::Awaited { built: None })
    };
    let keeps_calendar = place.settings.reminders.calendar.is_some() && place.demo.is_none();
    let mut app = App::new(Setup {
        now: place.now,
        settings: place.settings,
        size: (0, 0),
        language: words.0,
        theme: global.theme().or(place.session.theme).unwrap_or_else(system_theme),
        author: place.author,
        ledger,
        arrival,
        session: place.session,
        ids: place.ids,
        action_names: actions::names,
    });
    let notice = place.notices.into_iter().next().map(Message::Notice);
    app.message = place.rules_mistake.map(Message::RulesNotUsed).or(notice);
    let mut file = RulesFile::new(&place.dir);
    let mut saved_rules = |app: &App, now: Moment| file.look(now, app.ledger.stages(), Words(app.language));
    let data = Data {
        claim,
        entropy: entropy(),
        ledger: Box::new(everybody),
        rules,
        preview_key: place.preview_key,
    };
    let outcome = term::run(app, data, &place.clock, &mut saved_rules);
    if outcome.is_ok()
        && keeps_calendar
        && let Err(error) = keep_calendar(global)
    {
        out::complain(&error.to_string());
    }
    drop(place.demo);
    outcome.map_err(|error| match error {
        TermError::Store(error) => anyhow!(words.store_error(&error)),
        TermError::Terminal(error) => TermError::Terminal(error).into(),
    })
}

/// Writes the calendar once more when everything is in the data folder.
fn keep_calendar(global: &Global) -> anyhow::Result<()> {
    let mut place = Workplace::look(global)?;
    // The screen has told them already.
    place.notices.clear();
    let kept = calendar_file::keep(&place);
    place.close()?;
    kept
}

/// <https://no-color.org>: set and not empty means no colours.
fn system_theme() -> ThemeName {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if no_color { ThemeName::Mono } else { ThemeName::Dark }
}
