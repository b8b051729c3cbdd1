//! Which customer a word on the command line means.

use crate::app::ledger::{Ledger, Row};
use crate::domain::text::fold_name;
use crate::domain::{CustomerId, Summary};
use crate::lang::Words;
use anyhow::bail;

/// Fewer characters of an id than this are taken for a name.
const LEAST_OF_ID: usize = 4;

/// A word as ids and names are compared with it.
struct Sought {
    name: String,
    /// The beginning of an id, where it looks like one.
    id: Option<String>,
}

impl Sought {
    fn read(typed: &str) -> Self {
        let id = typed.trim().to_ascii_lowercase();
        let looks_like_id = id.len() >= LEAST_OF_ID && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        Self { name: fold_name(typed), id: looks_like_id.then_some(id) }
    }

    fn is_id(&self, customer: CustomerId) -> bool {
        self.id.as_ref().is_some_and(|id| customer.to_string().starts_with(id))
    }

    /// Whether a name of the customer fits what was typed.
    fn is_name(&self, summary: &Summary, fits: impl Fn(&str, &str) -> bool) -> bool {
        let mut names = std::iter::once(&summary.company).chain(&summary.aliases);
        !self.name.is_empty() && names.any(|name| fits(&fold_name(name), &self.name))
    }
}

/// Whom a word may mean: those to look for it among.
pub fn may_mean(typed: &str) -> impl Fn(&Summary) -> bool + Sync {
    let sought = Sought::read(typed);
    move |summary| sought.is_id(summary.id) || sought.is_name(summary, |name, typed| name.contains(typed))
}

/// The customer with this id, this beginning of an id, or this name; the first of these that fits counts.
///
/// # Errors
/// Nobody fits, or several do: those are listed.
pub fn customer<'a>(ledger: &'a Ledger, typed: &str, words: Words) -> anyhow::Result<&'a Row> {
    let sought = Sought::read(typed);
    let by_name = |fits: fn(&str, &str) -> bool| -> Vec<&Row> {
        ledger.rows().filter(|row| sought.is_name(&row.summary.unpacked(), fits)).collect()
    };
    let by_id = || ledger.rows().filter(|row| sought.is_id(row.id)).collect();
    let attempts: [&dyn Fn() -> Vec<&'a Row>; 4] = [
        &|| by_name(|name, typed| name == typed),
        &by_id,
        &|| by_name(|name, typed| name.starts_with(typed)),
        &|| by_name(|name, typed| name.contains(typed)),
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
