//! `genjin pipeline`: how many customers stand in each stage, for how long, and what is open with them.

use super::choice::{self, misuse};
use super::workplace::Workplace;
use super::{json, out};
use crate::app::ledger::Ledger;
use crate::app::ledger::pipeline::Facet;
use crate::app::pipeline::{Column, stages};
use crate::domain::money::Money;
use crate::domain::text::fold_name;
use crate::domain::{Country, Grade, tag};
use crate::lang::Words;
use crate::lang::money::amounts;
use crate::view::cells::{fit, fit_right};
use anyhow::anyhow;
use serde_json::{Value, json};

#[derive(Debug, clap::Args)]
pub struct PipelineArgs {
    /// Only customers whom this person follows
    #[arg(long)]
    owner: Option<String>,
    /// Only customers with this tag
    #[arg(long)]
    tag: Option<String>,
    /// Only customers of this country: ISO code or name, in English or Chinese
    #[arg(long)]
    country: Option<String>,
    /// Only customers of this grade: A, B or C
    #[arg(long)]
    grade: Option<String>,
    /// Print stable JSON and nothing else
    #[arg(long)]
    json: bool,
}

pub fn run(place: &Workplace, args: &PipelineArgs) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    let today = ledger.today();
    let filter = filter(&ledger, args, words)?;
    let columns: Vec<_> =
        stages(&ledger).into_iter().map(|stage| Column::new(&ledger, stage, &filter, today)).collect();
    let (rates, worth) =
        (ledger.rates(), columns.iter().flat_map(|it| &it.worth).copied().collect::<Vec<_>>());
    if args.json {
        let stages: Vec<_> = columns.iter().map(|column| item(&ledger, column)).collect();
        return out::print_json(&json!({
            "date": json::day(today),
            "customers": columns.iter().map(|column| column.cards.len()).sum::<usize>(),
            "stages": stages,
            "base_currency": rates.base().code(),
            "in_base": json::within_rates(&worth, rates),
        }));
    }
    let mut text = String::new();
    for column in &columns {
        let days = Days::of(&ledger, column)
            .map_or_else(String::new, |days| words.days_there(days.median, days.longest));
        let name = words.stage_of(ledger.stages(), &column.stage);
        let whole = rates.in_base(&column.worth);
        let base = words.in_base_without(&whole).unwrap_or_default();
        let line = format!(
            "{}  {}  {}  {}   {base}",
            fit(name, 26),
            fit_right(&column.cards.len().to_string(), 6),
            fit(&days, 28),
            amounts(&column.worth)
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    if let Some(used) = words.rates_used(&worth, rates, today) {
        text.push_str(&format!("{used}\n"));
    }
    out::print(&text)
}

/// What the options name. Everything has to be known, or a mistyped name would look like an empty pipeline.
fn filter(ledger: &Ledger, args: &PipelineArgs, words: Words) -> anyhow::Result<Vec<Facet>> {
    let mut filter = Vec::new();
    if let Some(typed) = &args.owner {
        let wanted = fold_name(typed);
        let known = |facet: &Facet| matches!(facet, Facet::Owner(owner) if fold_name(owner) == wanted);
        filter.push(in_use(ledger, known).ok_or_else(|| anyhow!(words.unknown_owner(typed)))?);
    }
    if let Some(typed) = &args.tag {
        let wanted = fold_name(typed);
        let known = |facet: &Facet| matches!(facet, Facet::Tag(tag) if tag::names(tag).contains(&wanted));
        filter.push(in_use(ledger, known).ok_or_else(|| anyhow!(words.unknown_tag(typed)))?);
    }
    if let Some(typed) = &args.country {
        let country = Country::find(typed.trim()).ok_or_else(|| misuse(words.no_such_country(typed)))?;
        filter.push(Facet::Country(country));
    }
    if let Some(typed) = &args.grade {
        let names = |_: Words, grade: Grade| vec![grade.id().to_owned(), format!("{grade}级")];
        filter.push(Facet::Grade(choice::read(typed, ("--grade", Grade::ALL), Grade::id, names, words)?));
    }
    Ok(filter)
}

fn in_use(ledger: &Ledger, is_it: impl Fn(&Facet) -> bool) -> Option<Facet> {
    ledger.pipeline().facets().map(|(facet, _)| facet).find(|facet| is_it(facet)).cloned()
}

/// How many days the customers of a stage have been in it.
struct Days {
    /// As many have been there longer as shorter; of an even number the mean of the two in the middle, rounded half up.
    median: i64,
    longest: i64,
}

impl Days {
    fn of(ledger: &Ledger, column: &Column) -> Option<Self> {
        let rows = column.cards.iter().filter_map(|id| ledger.row(*id));
        let since = rows.map(|row| row.summary.unpacked().stage_since.date());
        let mut days: Vec<_> = since.map(|date| (ledger.today() - date).whole_days().max(0)).collect();
        days.sort_unstable();
        Some(Self { median: median(&days)?, longest: *days.last()? })
    }
}

fn median(sorted: &[i64]) -> Option<i64> {
    let low = *sorted.get(sorted.len().checked_sub(1)? / 2)?;
    let high = *sorted.get(sorted.len() / 2)?;
    Some(low + (high - low + 1) / 2)
}

fn item(ledger: &Ledger, column: &Column) -> Value {
    let stages = ledger.stages();
    let money = |sum: &Money| json!({ "currency": sum.currency.code(), "minor": sum.minor });
    let days = Days::of(ledger, column);
    json!({
        "stage": column.stage.as_str(),
        "group": stages.get(&column.stage).map(|stage| stage.group.id()),
        "customers": column.cards.len(),
        "days": days.map(|days| json!({ "median": days.median, "longest": days.longest })),
        "worth": column.worth.iter().map(money).collect::<Value>(),
        "in_base": json::within_rates(&column.worth, ledger.rates()),
    })
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_of_an_even_count_is_the_mean_of_the_middle_rounded_half_up() {
        let cases = [
            (&[][..], None),
            (&[7], Some(7)),
            (&[0, 47], Some(24)),
            (&[1, 3, 5, 40], Some(4)),
            (&[2, 2, 9], Some(2)),
        ];
        for (sorted, expected) in cases {
            assert_eq!(median(sorted), expected, "{sorted:?}");
        }
    }
}
