//! The demo: some forty customers with a history, dated so that today is a believable morning.
//!
//! The content is data, assets/demo.toml; this turns it into one change. Touches no disk and no clock.

mod amount;
mod asset;
mod card;
mod day;
mod deals;
mod desk;
mod log;

use crate::domain::money::Currency;
use crate::domain::rate::read_rate;
use crate::domain::{Cause, Change, ChangeId, IdMint, Moment, Rates, Stages, stage::DEFAULT_STAGES};
use asset::{CustomerEntry, DeskFile};
use desk::{Desk, Wrong};
use serde::Deserialize;
use std::collections::HashMap;
use time::Duration;

/// The text of the demo that the program comes with.
const DEMO: &str = include_str!("../../assets/demo.toml");

/// Its texts that are not Chinese, each with what a Chinese seller would have written.
const IN_CHINESE: &str = include_str!("../../assets/demo_zh.toml");

/// In what the seller of the demo writes. Names, addresses and goods stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// English for the most part.
    Mixed,
    Chinese,
}

/// The fields of the asset that hold what the seller has written.
const WRITTEN: [&str; 9] = ["text", "next", "goal", "action", "lost", "note", "what", "feedback", "source"];

/// Why the demo cannot be made: assets/demo.toml was edited and a mistake slipped in.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("assets/demo.toml or assets/demo_zh.toml is no TOML of the expected form: {0}")]
    Unreadable(#[from] toml::de::Error),
    #[error("assets/demo.toml refers to stages that cannot be read: {0}")]
    Stages(crate::domain::text_file::FileError),
    #[error("assets/demo.toml, customer \"{customer}\", {problem}; mend the entry")]
    Misshapen { customer: String, problem: String },
    #[error("assets/demo.toml, customer \"{customer}\", field `{field}`: {problem}")]
    Field { customer: String, field: String, problem: String },
}

/// The demo as one change that fills an empty store, with all dates relative to `now`.
///
/// Nothing in it has happened later than yesterday, so that it holds at any time of the day.
///
/// # Errors
/// The customer and the field of assets/demo.toml that are wrong.
pub fn demo(now: Moment, ids: &mut IdMint, notes: Notes) -> Result<Change, DemoError> {
    let mut file: DeskFile = toml::from_str(DEMO)?;
    if notes == Notes::Chinese {
        let chinese = toml::from_str(IN_CHINESE)?;
        file.customer.iter_mut().flat_map(|table| table.iter_mut()).for_each(|(field, value)| {
            write_anew(field, value, &chinese);
        });
    }
    read(file, now, ids)
}

/// Replaces what the seller has written, however deep in the asset it stands.
fn write_anew(field: &str, value: &mut toml::Value, chinese: &HashMap<String, String>) {
    match value {
        toml::Value::String(text) if WRITTEN.contains(&field) => {
            if let Some(anew) = chinese.get(text) {
                text.clone_from(anew);
            }
        }
        toml::Value::Array(values) => values.iter_mut().for_each(|it| write_anew(field, it, chinese)),
        toml::Value::Table(table) => table.iter_mut().for_each(|(field, it)| write_anew(field, it, chinese)),
        _ => {}
    }
}

fn read(file: DeskFile, now: Moment, ids: &mut IdMint) -> Result<Change, DemoError> {
    let stages = Stages::parse(DEFAULT_STAGES).map_err(DemoError::Stages)?;
    let id = ChangeId(ids.mint(now));
    let mut desk = Desk { now, ids, stages, seller: file.seller.clone(), edits: Vec::new() };
    desk.rates(&file.rates).map_err(|wrong| wrong.of(file.seller.clone()))?;
    for (place, table) in file.customer.into_iter().enumerate() {
        let customer = table
            .get("company")
            .and_then(toml::Value::as_str)
            .map_or_else(|| format!("number {}", place + 1), str::to_owned);
        match CustomerEntry::deserialize(table) {
            Ok(entry) => desk.add(&entry).map_err(|wrong| wrong.of(customer))?,
            Err(error) => {
                let problem = error.to_string().trim().replace('\n', " ");
                return Err(DemoError::Misshapen { customer, problem });
            }
        }
    }
    Ok(Change { id, at: now, author: file.seller, cause: Cause::Generated, edits: desk.edits })
}

/// Days that the rates of the demo are old.
const RATES_AGE: Duration = Duration::days(6);

impl Desk<'_> {
    fn rates(&mut self, lines: &[String]) -> Result<(), Wrong> {
        let on = self.now.date().saturating_sub(RATES_AGE);
        for line in lines {
            let draft = read_rate(line, on, Currency::CNY)
                .map_err(|error| Wrong::new("rates", format!("\"{line}\" is no rate ({error:?})")))?;
            let id = self.id();
            self.edits.extend(Rates::default().keep(draft, || id));
        }
        Ok(())
    }

    /// The card first, so that everything after it has something to belong to.
    fn add(&mut self, entry: &CustomerEntry) -> Result<(), Wrong> {
        let card = self.card(entry)?;
        self.log(entry, &card)?;
        self.deals(entry, card.id)
    }
}

impl Wrong {
    fn of(self, customer: String) -> DemoError {
        DemoError::Field { customer, field: self.field, problem: self.problem }
    }
}

#[cfg(test)]
mod tests;
