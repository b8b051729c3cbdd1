//! `genjin find TEXT`: the customers that the same words find in the cockpit, the best first; with `--notes` the entries in
//! which they were written, the newest first.

use super::choice::misuse;
use super::workplace::Workplace;
use super::{json, list, out};
use crate::app::ledger::Ledger;
use crate::lang::Words;
use crate::search::{Hit, Hits, Keep, Query};
use crate::term::looking::look_through;
use crate::view::cells::{fit, width};
use anyhow::anyhow;
use serde_json::{Value, json};

/// More than these nobody reads.
const MOST: usize = 200;

pub fn run(place: &Workplace, typed: &str, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    let found = ledger.find(typed, MOST);
    let rows = found.iter().filter_map(|id| ledger.row(*id));
    if as_json {
        return out::print_json(&rows.map(|row| json::list_item(&ledger, row)).collect());
    }
    let text = list::lines(&ledger, rows, words);
    if text.is_empty() { out::print(&format!("{}\n", words.nobody_found(typed))) } else { out::print(&text) }
}

/// Looks in everything that was written.
pub fn notes(place: &Workplace, typed: &str, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    let query = Query::parse(typed).ok_or_else(|| misuse(words.too_short_to_find(typed)))?;
    let hits = look_through(&place.dir, &query, Hits::new(Keep::Every, MOST), &mut |_, _| true);
    let hits = hits.map_err(|error| anyhow!(words.store_error(&error)))?;
    if as_json {
        return out::print_json(&json!({
            "entries": hits.entries,
            "items": hits.newest.iter().map(|hit| item(&ledger, hit)).collect::<Value>(),
        }));
    }
    if hits.newest.is_empty() {
        return out::print(&format!("{}\n", words.no_entry_with(typed)));
    }
    let mut text = lines(&ledger, &hits, words);
    if hits.others() > 0 {
        text.push_str(&format!("{}\n", words.more_entries(hits.others())));
    }
    out::print(&text)
}

fn lines(ledger: &Ledger, hits: &Hits, words: Words) -> String {
    let names: Vec<_> = hits.newest.iter().map(|hit| company(ledger, hit)).collect();
    let kinds: Vec<_> = hits.newest.iter().map(|hit| kind(hit, words)).collect();
    let name = names.iter().map(|name| width(name)).max().unwrap_or(0).min(30);
    let room = kinds.iter().map(|kind| width(kind)).max().unwrap_or(0);
    let line = |((hit, name_of), kind): ((&Hit, &String), &&str)| {
        let day = hit.at.map_or(String::new(), |at| json::day(at.date()));
        format!("{}  {}  {}  {}\n", fit(&day, 10), fit(name_of, name), fit(kind, room), hit.text)
    };
    hits.newest.iter().zip(&names).zip(&kinds).map(line).collect()
}

fn kind(hit: &Hit, words: Words) -> &'static str {
    hit.channel.map_or_else(|| words.record_kind(hit.entry.kind), |channel| words.channel(channel))
}

fn company(ledger: &Ledger, hit: &Hit) -> String {
    ledger.row(hit.customer).map_or_else(String::new, |row| row.summary.company.clone())
}

fn item(ledger: &Ledger, hit: &Hit) -> Value {
    json!({
        "id": hit.customer.to_string(),
        "company": company(ledger, hit),
        "entry": hit.entry.uuid.to_string(),
        "kind": hit.entry.kind.id(),
        "at": hit.at.map(|at| at.to_string()),
        "channel": hit.channel.map(crate::domain::Channel::id),
        "text": hit.text,
    })
}
