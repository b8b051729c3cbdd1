//! `genjin remind`: what is due, for cron and timers: told once, and quiet otherwise.

mod desktop;
mod told;

use super::workplace::Workplace;
use super::{calendar_file, out};
use crate::app::ledger::Ledger;
use crate::app::ring::TimeCome;
use crate::domain::Moment;
use anyhow::anyhow;
use told::Told;

/// Customers that the day's notice names.
const NAMED: usize = 3;

/// A title, and what there is to say.
struct Notice {
    title: String,
    body: String,
}

pub fn run(place: &Workplace) -> anyhow::Result<()> {
    let ledger = place.ledger()?;
    let mut told = Told::read(&place.dir, place.now.date());
    let mut notices = Vec::new();
    for (key, come) in times_come(&ledger, place.now) {
        if told.add(key) {
            let line = place.words.time_come(&come);
            let (title, body) = line.split_once("  ").unwrap_or((&line, ""));
            notices.push(Notice { title: title.to_owned(), body: body.to_owned() });
        }
    }
    if !ledger.agenda().is_empty() && told.add("day".to_owned()) {
        notices.push(day(place, &ledger));
    }
    // First kept, then sent: a reminder too few is better than one every minute.
    let path = Told::path(&place.dir);
    told.keep().map_err(|error| {
        anyhow!(
            place
                .words
                .reminders_not_kept(&path.display().to_string(), &place.words.system(&error.to_string()))
        )
    })?;
    let mut text = String::new();
    for Notice { title, body } in &notices {
        if place.settings.reminders.desktop {
            desktop::notify(title, body);
        }
        let lines = body.lines().map(|line| format!("  {line}\n"));
        text.push_str(&format!("{title}\n{}", lines.collect::<String>()));
    }
    out::print(&text)?;
    calendar_file::keep(place)
}

/// Today's follow-ups whose time has come, with what they are remembered by, the earliest first.
fn times_come(ledger: &Ledger, now: Moment) -> Vec<(String, TimeCome)> {
    let due = ledger.agenda().iter().filter_map(|id| ledger.row(*id));
    let mut come: Vec<_> = due
        .filter_map(|row| {
            let plan = row.summary.follow_up.as_ref()?;
            let time = plan.time.filter(|time| plan.date == Some(now.date()) && *time <= now.time())?;
            let (customer, company) = (row.summary.id, row.summary.company.clone());
            let key = format!("{customer} {:02}:{:02}", time.hour(), time.minute());
            Some((key, TimeCome { customer, company, time, action: plan.action.clone() }))
        })
        .collect();
    come.sort_by(|a, b| (a.1.time, &a.1.company).cmp(&(b.1.time, &b.1.company)));
    come
}

/// The day in short: how many there are, and who comes first.
fn day(place: &Workplace, ledger: &Ledger) -> Notice {
    let (words, agenda) = (place.words, ledger.agenda());
    let title = match ledger.overdue() {
        0 => words.due_today(agenda.len()),
        late => words.due_today_late(agenda.len(), late),
    };
    let rows = agenda.iter().take(NAMED).filter_map(|id| ledger.row(*id));
    let mut lines: Vec<_> = rows
        .map(|row| {
            format!(
                "{}  {}",
                row.summary.company,
                words.reason(&row.assessment.reason, &row.summary, ledger.today())
            )
        })
        .collect();
    if agenda.len() > NAMED {
        lines.push(words.and_more(agenda.len() - NAMED));
    }
    Notice { title, body: lines.join("\n") }
}
