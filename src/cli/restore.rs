//! `genjin restore FILE`: a backup becomes the data of an empty folder.
//!
//! Data that are there are set aside when that is asked for, never overwritten.

use super::workplace::{self, Workplace};
use super::{Global, out};
use crate::store;
use crate::term::clock::{Clock, entropy};
use anyhow::anyhow;
use std::path::Path;

pub fn run(global: &Global, file: &Path, sets_aside: bool) -> anyhow::Result<()> {
    let words = workplace::words(global, None);
    let dir = workplace::data_dir(global)?;
    let now = Clock::new(global.now).now();
    let fail = |error: store::StoreError| anyhow!(words.store_error(&error));
    // A damaged backup must be known before anything is moved.
    store::prove(file).map_err(fail)?;
    if sets_aside && dir.exists() {
        let aside = store::set_data_aside(&dir, now).map_err(fail)?;
        out::tell(&words.restore_set_aside(&aside.display().to_string()));
    }
    store::restore(file, &dir, now, entropy()).map_err(fail)?;
    let mut place = Workplace::open(global)?;
    place.changed_much();
    let count = place.store()?.record_count().map_err(fail)?;
    place.close()?;
    out::print(&format!("{}\n", words.restored(&dir.display().to_string(), count)))
}
