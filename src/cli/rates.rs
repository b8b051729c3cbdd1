//! `genjin rates`: what other currencies are worth in the base currency.

use super::workplace::Workplace;
use super::{json, out};
use crate::domain::rate::{RateDraft, read_rate, read_rate_day};
use crate::domain::text::clean_line;
use crate::domain::{Cause, Change, ChangeId, Edit, Rate, Rates, Record};
use crate::exchange::{RateFileError, read_rates};
use anyhow::{anyhow, bail};
use serde_json::json;
use std::path::{Path, PathBuf};

/// What to do with rates.
#[derive(Debug, clap::Subcommand)]
pub enum Action {
    /// Write down what a currency is worth, e.g. USD 7.12, or 100 JPY 4.68
    Set {
        /// The currency and its worth in the base currency of settings.toml
        #[arg(required = true, num_args = 1.., allow_negative_numbers = true)]
        text: Vec<String>,
        /// The day of the rate; today by default
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Who says so
        #[arg(long, value_name = "TEXT")]
        source: Option<String>,
    },
    /// Every rate, the newest first
    List {
        /// Print stable JSON and nothing else
        #[arg(long)]
        json: bool,
    },
    /// Take in a CSV file with the columns currency and rate, perhaps date, per, source; all of it or nothing
    Import {
        /// A CSV file
        file: PathBuf,
    },
}

pub fn run(place: &mut Workplace, action: &Action) -> anyhow::Result<()> {
    match action {
        Action::Set { text, on, source } => set(place, &text.join(" "), on.as_deref(), source.as_deref()),
        Action::List { json } => list(place, *json),
        Action::Import { file } => import(place, file),
    }
}

fn set(place: &mut Workplace, text: &str, on: Option<&str>, source: Option<&str>) -> anyhow::Result<()> {
    let (rates, words, today) = (rates(place)?, place.words, place.now.date());
    let told = |error| anyhow!("{text}: {}", words.rate_error(error, rates.base()));
    let mut draft = read_rate(text, today, rates.base()).map_err(told)?;
    if let Some(on) = on {
        draft.on = read_rate_day(on, today)
            .map_err(|error| anyhow!("--on {on}: {}", words.rate_error(error, rates.base())))?;
    }
    if let Some(source) = source {
        draft.source = clean_line(source);
    }
    let kept = keep(place, &rates, vec![draft])?;
    match kept.first() {
        Some(rate) => out::print(&format!("{}\n", words.rate(rate, today))),
        None => out::print(&format!("{}\n", words.rates_nothing_new())),
    }
}

fn import(place: &mut Workplace, file: &Path) -> anyhow::Result<()> {
    let (rates, words) = (rates(place)?, place.words);
    let name = file.display().to_string();
    let bytes = std::fs::read(file)
        .map_err(|error| anyhow!(words.user_file_unreadable(&name, &error.to_string())))?;
    let drafts = match read_rates(&name, &bytes, place.now.date(), rates.base()) {
        Ok(drafts) => drafts,
        Err(RateFileError::Unreadable(error)) => bail!("{}", words.import_error(&error)),
        Err(RateFileError::NoColumns) => bail!("{}", words.rates_no_columns(&name)),
        Err(RateFileError::Wrong(mistakes)) => {
            let each =
                mistakes.iter().map(|mistake| format!("\n  {}", words.rate_mistake(mistake, rates.base())));
            bail!("{}{}", words.rates_refused(&name), each.collect::<String>())
        }
    };
    let kept = keep(place, &rates, drafts)?;
    let told =
        if kept.is_empty() { words.rates_nothing_new().to_owned() } else { words.rates_imported(kept.len()) };
    out::print(&format!("{told}\n"))
}

fn list(place: &Workplace, as_json: bool) -> anyhow::Result<()> {
    let (rates, words, today) = (rates(place)?, place.words, place.now.date());
    if as_json {
        let items: Vec<_> = rates.all().iter().map(item).collect();
        return out::print_json(&json!({ "base_currency": rates.base().code(), "rates": items }));
    }
    if rates.all().is_empty() {
        return out::print(&format!("{}\n", words.no_rates()));
    }
    let lines: Vec<_> = rates.all().iter().map(|rate| words.rate(rate, today)).collect();
    out::print(&format!("{}\n", lines.join("\n")))
}

fn item(rate: &Rate) -> serde_json::Value {
    json!({
        "id": rate.id.to_string(),
        "currency": rate.currency.code(),
        "worth": {
            "amount": rate.worth.amount, "decimals": rate.worth.decimals, "currency": rate.worth.currency.code(),
        },
        "on": json::day(rate.on),
        "source": if rate.source.is_empty() { None } else { Some(&rate.source) },
    })
}

fn rates(place: &Workplace) -> anyhow::Result<Rates> {
    Ok(Rates::new(place.rules.rates().base(), place.rates()?))
}

/// Writes rates as one change; answers those that are new or different.
fn keep(place: &mut Workplace, rates: &Rates, drafts: Vec<RateDraft>) -> anyhow::Result<Vec<Rate>> {
    let now = place.now;
    let ids = &mut place.ids;
    let edits: Vec<Edit> =
        drafts.into_iter().filter_map(|draft| rates.keep(draft, || ids.mint(now))).collect();
    let kept = edits.iter().filter_map(|edit| match &edit.after {
        Some(Record::Rate(rate)) => Some(rate.clone()),
        _ => None,
    });
    let kept = kept.collect();
    if !edits.is_empty() {
        let id = ChangeId(place.ids.mint(now));
        let change = Change { id, at: now, author: place.author.clone(), cause: Cause::Rated, edits };
        place.commit(&change)?;
    }
    Ok(kept)
}
