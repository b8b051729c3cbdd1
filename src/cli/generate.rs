//! `genjin generate`: large test data.

use super::out;
use super::workplace::Workplace;
use crate::sample_data;
use anyhow::bail;

pub fn run(place: &mut Workplace, customers: u32, interactions: u32, seed: u64) -> anyhow::Result<()> {
    let words = place.words;
    if !place.ledger()?.is_empty() {
        bail!("{}", words.not_empty(&place.dir.display().to_string()));
    }
    let batches = sample_data::generate(customers, interactions, seed, place.now);
    let total = batches.len();
    for (number, change) in batches.enumerate() {
        place.commit(&change)?;
        if (number + 1) % 20 == 0 || number + 1 == total {
            out::tell(&words.generated(number + 1, total));
        }
    }
    Ok(())
}
