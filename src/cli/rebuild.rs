//! `genjin rebuild`: the database anew from checkpoint and journal.

use super::out;
use super::workplace::Workplace;
use crate::store::Building;
use anyhow::anyhow;

pub fn run(place: &mut Workplace) -> anyhow::Result<()> {
    let words = place.words;
    let mut bar = out::Bar::default();
    let mut told = |building: Building| bar.show(words.rebuilding(), building.percent());
    place.changed_much();
    let notices = place.store()?.rebuild(&mut told);
    bar.end();
    let notices = notices.map_err(|error| anyhow!(words.store_error(&error)))?;
    for notice in &notices {
        out::tell(&words.store_notice(notice));
    }
    let count = place.store()?.record_count().map_err(|error| anyhow!(words.store_error(&error)))?;
    out::print(&format!("{}\n", words.rebuilt(count)))
}
