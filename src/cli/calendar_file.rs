//! `genjin export --ics FILE`, and the file that is kept current for calendar programs.

use super::target::{self, Over};
use super::workplace::Workplace;
use super::{json, out};
use crate::app::ledger::{Ledger, Row};
use crate::exchange::icalendar::{Appointment, Start, calendar};
use anyhow::anyhow;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes every follow-up to a file and says how many there are; `-` is standard output.
pub fn export(place: &Workplace, file: &Path, over: Over) -> anyhow::Result<()> {
    if file == Path::new("-") {
        return out::print(&text(place)?.0);
    }
    target::check_calendar(place.words, file, over)?;
    let count = write(place, file)?;
    out::print(&format!("{}\n", place.words.calendar_written(&file.display().to_string(), count)))
}

/// Writes the file that the settings name, if they name one.
pub fn keep(place: &Workplace) -> anyhow::Result<()> {
    match &place.settings.reminders.calendar {
        Some(path) => write(place, &resolved(path, &place.dir)).map(drop),
        None => Ok(()),
    }
}

/// `~/` is the home folder; anything that is not a whole path stands in the data folder.
fn resolved(path: &str, dir: &Path) -> PathBuf {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => dir.join(path),
    }
}

/// The calendar, and how many follow-ups are in it.
fn text(place: &Workplace) -> anyhow::Result<(String, usize)> {
    let ledger = place.ledger()?;
    let mut appointments: Vec<_> = ledger.rows().filter_map(|row| appointment(place, &ledger, row)).collect();
    appointments.sort_by(|a, b| a.uid.cmp(&b.uid));
    let name = place.words.pick("genjin follow-ups", "genjin 跟进");
    Ok((calendar(name, &appointments, place.now), appointments.len()))
}

fn write(place: &Workplace, file: &Path) -> anyhow::Result<usize> {
    let (text, count) = text(place)?;
    let told = |error: std::io::Error| {
        anyhow!(
            place
                .words
                .calendar_not_written(&file.display().to_string(), &place.words.system(&error.to_string()))
        )
    };
    put(file, &text).map_err(told)?;
    Ok(count)
}

/// A calendar program that reads at this moment sees the file of before or the new one, never half of one.
pub(super) fn put(file: &Path, text: &str) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut written = tempfile::NamedTempFile::new_in(folder)?;
    written.write_all(text.as_bytes())?;
    written.persist(file).map(drop).map_err(|error| error.error)
}

/// A customer's next follow-up. There is one a customer, so that its id is that of the customer.
fn appointment(place: &Workplace, ledger: &Ledger, row: &Row) -> Option<Appointment> {
    let (words, summary, due) = (place.words, &row.summary, row.assessment.due?);
    let plan = summary.follow_up.as_ref();
    let time =
        plan.and_then(|plan| plan.time).filter(|_| plan.is_some_and(|plan| plan.date == Some(due.from)));
    let start = time.map_or(Start::Day(due.from), |time| Start::At(place.clock.at(due.from, time)));
    let action = json::next_action(ledger, row, words);
    let title = match &action {
        Some(action) => {
            words.pick(format!("{}: {action}", summary.company), format!("{}：{action}", summary.company))
        }
        None => summary.company.clone(),
    };
    let rules = ledger.rules();
    let class = words.class_name(rules.class_at(row.assessment.class)).to_owned();
    let stage = words.stage_of(ledger.stages(), &summary.stage);
    let channels: Vec<_> =
        rules.channels(summary, &row.assessment).map(|channel| words.channel(channel)).collect();
    let goal = plan.map(|plan| plan.goal.clone()).unwrap_or_default();
    let last = summary.contact.last.as_ref().map(|last| format!("{}  {}", last.at.date(), last.summary));
    let details = [
        format!("{} {class}  {stage}", row.assessment.grade),
        channels.join(" "),
        goal,
        summary.main_contact.clone(),
        last.unwrap_or_default(),
    ];
    let details: Vec<_> = details.into_iter().filter(|line| !line.trim().is_empty()).collect();
    Some(Appointment { uid: format!("{}@genjin", summary.id), start, title, details: details.join("\n") })
}
