//! Which customer a word on the command line means.

use crate::app::ledger::{Ledger, Row};
use crate::domain::text::fold_name;
use crate::lang::Words;
use anyhow::bail;

/// Fewer characters of an id than this are taken for a name.
const LEAST_OF_ID: usize = 4;

/// The customer with this id, this beginning of an id, or this name; the first of these that fits counts.
///
/// # Errors
/// Nobody fits, or several do: those are listed.
pub fn customer<'a>(ledger: &'a Ledger, typed: &str, words: Words) -> anyhow::Result<&'a Row> {
    let wanted = fold_name(typed);
    let typed_id = typed.trim().to_ascii_lowercase();
    let looks_like_id =
        typed_id.len() >= LEAST_OF_ID && typed_id.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    let names = |row: &Row| {
        std::iter::once(&row.summary.company)
            .chain(&row.summary.aliases)
            .map(|name| fold_name(name))
            .collect::<Vec<_>>()
    };
    let by_name = |fits: &dyn Fn(&str) -> bool| -> Vec<&Row> {
        if wanted.is_empty() {
            return Vec::new();
        }
        ledger.rows().filter(|row| names(row).iter().any(|name| fits(name))).collect()
    };
    let by_id =
        || ledger.rows().filter(|row| looks_like_id && row.id.to_string().starts_with(&typed_id)).collect();
    let attempts: [&dyn Fn() -> Vec<&'a Row>; 4] = [
        &|| by_name(&|name| name == wanted),
        &by_id,
        &|| by_name(&|name| name.starts_with(&wanted)),
        &|| by_name(&|name| name.contains(&wanted)),
    ];
    for attempt in attempts {
        match attempt().as_slice() {
            [] => {}
            [only] => return Ok(only),
            several => bail!("{}", ambiguous(several, typed, words)),
        }
    }
    bail!("{}", words.no_such_customer(typed))
}

/// More matches than these are not listed.
const MOST_LISTED: usize = 12;

fn ambiguous(rows: &[&Row], typed: &str, words: Words) -> String {
    let mut text = words.several_customers(typed, rows.len());
    for row in rows.iter().take(MOST_LISTED) {
        let country = row.summary.country.map_or("", |country| words.country(country));
        text.push_str(&format!("\n  {}  {}  {country}", row.id, row.summary.company));
    }
    text
}
