//! `genjin erase CUSTOMER`: takes a person's data out of everything that is kept here.

use super::out;
use super::resolve;
use super::workplace::Workplace;
use crate::domain::ChangeId;
use anyhow::{anyhow, bail};

pub fn run(place: &mut Workplace, customer: &str, is_confirmed: bool) -> anyhow::Result<()> {
    let words = place.words;
    let (id, company) = {
        let ledger = place.ledger_of(customer)?;
        let row = resolve::customer(&ledger, customer, words)?;
        (row.summary.id, row.summary.company.clone())
    };
    if !is_confirmed {
        let dossier = place.dossier(id)?;
        let count = dossier.map_or(0, |dossier| dossier.records().count());
        out::tell(words.erase_warning());
        bail!("{}", words.would_erase(&company, count));
    }
    let change = ChangeId(place.ids.mint(place.now));
    let erased = place.data.erase(id, change, place.now, &place.author);
    let erased = erased.map_err(|error| anyhow!(words.store_error(&error)))?;
    for file in &erased.removed_backups {
        out::tell(&words.backup_removed(&file.display().to_string()));
    }
    out::tell(words.erase_warning());
    out::print(&format!("{}\n", words.erased(&company)))
}
