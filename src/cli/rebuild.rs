//! `genjin rebuild`: the database anew from checkpoint and journal.

use super::out;
use super::workplace::Workplace;
use crate::store::Building;
use anyhow::anyhow;

pub fn run(place: &mut Workplace) -> anyhow::Result<()> {
    let words = place.words;
    let mut told = |Building { done }: Building| {
        if done.is_multiple_of(100_000) {
            out::tell(&words.built_so_far(done));
        }
    };
    place.changed_much();
    let notices = place.store()?.rebuild(&mut told).map_err(|error| anyhow!(words.store_error(&error)))?;
    for notice in &notices {
        out::tell(&words.store_notice(notice));
    }
    let count = place.store()?.record_count().map_err(|error| anyhow!(words.store_error(&error)))?;
    out::print(&format!("{}\n", words.rebuilt(count)))
}
