//! `genjin today`: whom to talk to.

use super::workplace::Workplace;
use super::{json, list, out};
use crate::app::ledger::Ledger;
use crate::lang::Words;
use crate::view::cells::fit;

pub fn run(place: &Workplace, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    if as_json {
        return out::print_json(&json::today(&ledger, words));
    }
    if ledger.is_empty() {
        return out::print(&format!("{}\n", words.no_customers_yet()));
    }
    if ledger.agenda().is_empty() {
        out::print(&format!("{}\n", words.empty_today()))?;
    } else {
        out::print(&list_of(&ledger, words))?;
    }
    let left = place.session.still_to_look_at(&ledger);
    if left > 0 {
        out::tell(&words.want_a_look(left));
    }
    Ok(())
}

/// A line each, the most urgent first.
fn list_of(ledger: &Ledger, words: Words) -> String {
    let mut text = String::new();
    for row in ledger.agenda().iter().filter_map(|id| ledger.row(*id)) {
        let (summary, assessment, rules) = (&row.summary, &row.assessment, ledger.rules());
        let late = ledger.days_overdue(summary.id);
        let plan = summary.follow_up.as_ref().filter(|plan| plan.date == Some(ledger.today()));
        let time = plan.and_then(|plan| plan.time).map(|time| format!(" {}", Words::clock(time)));
        let today = || format!("{}{}", words.today(), time.unwrap_or_default());
        let when = if late > 0 { words.days_late(late) } else { today() };
        let channel = rules.channels(summary, assessment).next().map_or("", |channel| words.channel(channel));
        let columns = [
            assessment.grade.to_string(),
            fit(words.class_short(rules.class_at(assessment.class)), 4),
            fit(&summary.company, 28),
            fit(&when, 11),
            fit(&words.reason(&assessment.reason, summary, ledger.today()), 30),
            fit(channel, 9),
            json::next_action(ledger, row, words).unwrap_or_default(),
            list::flags(ledger, row, words),
        ];
        text.push_str(columns.join("  ").trim_end());
        text.push('\n');
    }
    text
}
