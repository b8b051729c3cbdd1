//! `genjin verify`: whether every byte that is kept is whole and says the same.

use super::out;
use super::workplace::Workplace;
use anyhow::{anyhow, bail};

pub fn run(place: &mut Workplace) -> anyhow::Result<()> {
    let words = place.words;
    let mut told = |count: u64| {
        if count.is_multiple_of(200_000) {
            out::tell(&words.read_so_far(count));
        }
    };
    let report = place.store()?.verify(&mut told).map_err(|error| anyhow!(words.store_error(&error)))?;
    let mut text = words.verify_counts(
        report.records,
        report.customers,
        report.changes,
        report.journal_files,
        report.checkpoints,
        report.backups,
    );
    if report.findings.is_empty() {
        return out::print(&format!("{text}\n{}\n", words.all_sound()));
    }
    text.push_str(&format!("\n{}\n", words.findings_count(report.findings.len())));
    for finding in &report.findings {
        text.push_str(&format!("  {}\n", words.finding(finding)));
    }
    out::print(&text)?;
    bail!("{}", words.rebuild_hint())
}
