//! `genjin find TEXT`: the customers that the same words find in the cockpit, the best first.

use super::workplace::Workplace;
use super::{json, list, out};

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
    if text.is_empty() {
        out::print(&format!("{}\n", words.no_such_customer(typed)))
    } else {
        out::print(&text)
    }
}
