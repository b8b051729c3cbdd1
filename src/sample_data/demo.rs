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
use time::Duration;

/// The text of the demo that the program comes with.
const DEMO: &str = include_str!("../../assets/demo.toml");

/// Why the demo cannot be made: assets/demo.toml was edited and a mistake slipped in.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("assets/demo.toml is no TOML of the expected form: {0}")]
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
pub fn demo(now: Moment, ids: &mut IdMint) -> Result<Change, DemoError> {
    read(DEMO, now, ids)
}

fn read(text: &str, now: Moment, ids: &mut IdMint) -> Result<Change, DemoError> {
    let file: DeskFile = toml::from_str(text)?;
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
