//! `genjin log`: a contact in one line, in the grammar of the cockpit.

use super::workplace::Workplace;
use super::{out, resolve};
use crate::app::note::Desk;
use crate::domain::contact_log::{Entry, log_contact};
use crate::domain::text::clean_line;
use anyhow::bail;

pub fn run(place: &mut Workplace, typed: &str, line: &str) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger_of(typed)?, place.words);
    let row = resolve::customer(&ledger, typed, words)?;
    let dossier = place.dossier(row.summary.id)?;
    let desk = Desk::new(place.now, &place.stages, &row.summary, dossier.as_ref());
    let reading = desk.read(&clean_line(line));
    for problem in &reading.problems {
        // Nobody sees a live reading here, so a date that cannot be read stops the command.
        if problem.is_about_a_date() {
            bail!("{}", words.nothing_logged(&words.log_problem(problem)));
        }
        out::tell(&words.log_problem(problem));
    }
    // As in the cockpit: what is to be done lies ahead.
    if reading.next.is_some_and(|next| next.date < place.now.date()) {
        bail!("{}", words.nothing_logged(words.next_date_in_the_past()));
    }
    let entry = Entry::from_reading(&reading, &row.summary, &place.stages, place.now);
    if entry.summary.is_empty() {
        bail!("{}", words.nothing_said());
    }
    if entry.at > place.now {
        bail!("{}", words.contact_in_the_future());
    }
    if let Some(why) = reading.next.and_then(|_| row.summary.never_due(&entry.stage, &place.stages)) {
        out::tell(words.date_in_vain(why));
    }
    let change = log_contact(&row.summary, entry, &mut place.ids, place.now, &place.author);
    let id = change.edits.first().and_then(crate::domain::Edit::record_id);
    place.commit(&change)?;
    out::print(&id.map_or(String::new(), |id| format!("{}\n", id.uuid)))
}
