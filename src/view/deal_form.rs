//! Beside the fields of a business record: how each is read, or what is wrong with it.

use super::pane::span;
use super::{Look, record};
use crate::app::form::FieldId;
use crate::app::record_form::RecordForm;
use crate::domain::day_input::{Leaning, read_day};
use crate::domain::deal::amount::{read_money, read_price};
use crate::domain::deal::terms::read_terms;
use crate::domain::deal::{Part, PartError, usual_currency};
use ratatui::text::Span;

/// The name of a choice; a record that is named is told by its number and gist.
pub fn choice_name(look: Look<'_>, part: Part, id: &str) -> String {
    let dossier = look.app.open_record().and_then(|form| look.app.ledger.dossier(form.customer));
    let named = dossier.and_then(|dossier| {
        dossier.timeline().iter().find(|record| !id.is_empty() && record.id().uuid.to_string() == id)
    });
    match named {
        Some(found) => {
            let today = look.app.now.date();
            let day = found.timeline_at().map_or(String::new(), |at| look.words.day(at.date(), today));
            let kind = look.words.record_kind(found.id().kind);
            format!("{kind} {day}  {}", record::gist(look.words, found, today))
        }
        None => look.words.choice(FieldId::Deal(part), id),
    }
}

/// What stands beside a field.
pub fn hint(look: Look<'_>, id: FieldId, value: &str, focused: bool) -> Vec<Span<'static>> {
    let (words, theme) = (look.words, look.theme);
    let Some(form) = look.app.open_record() else { return Vec::new() };
    let FieldId::Deal(part) = id else {
        let example = if value.is_empty() { words.quick_example(form.kind) } else { "" };
        return vec![span(example, theme.quiet())];
    };
    if value.is_empty() {
        return Vec::new();
    }
    if let Some(error) = problem(look, form, part) {
        return vec![span(words.part_error(error), theme.alarm())];
    }
    reading(look, form, part, value)
        .map(|text| vec![span(text, if focused { theme.fine() } else { theme.quiet() })])
        .unwrap_or_default()
}

fn problem(look: Look<'_>, form: &RecordForm, part: Part) -> Option<PartError> {
    look.app.record_problems(form).into_iter().find(|(wrong, _)| *wrong == part).map(|(_, error)| error)
}

/// What a text means, where that is not plain from the text itself.
fn reading(look: Look<'_>, form: &RecordForm, part: Part, value: &str) -> Option<String> {
    let (words, today) = (look.words, look.app.now.date());
    let usual = look.app.ledger.dossier(form.customer).and_then(usual_currency);
    let leaning = match part {
        Part::Date | Part::SentOn | Part::AnsweredOn | Part::Departed | Part::Arrived => Leaning::Past,
        Part::ValidUntil | Part::Arrival => Leaning::Future,
        Part::Etd => crate::domain::deal::departure_leaning(value, today),
        Part::Amount | Part::Cost | Part::Fee => {
            return read_money(value, usual).ok().map(|money| money.to_string()).filter(|text| text != value);
        }
        Part::Price => {
            return read_price(value, usual)
                .ok()
                .map(|(price, _)| price.to_string())
                .filter(|it| it != value);
        }
        Part::Terms => return read_terms(value).ok().map(|terms| record::terms(words, &terms)),
        _ => return None,
    };
    let base = match part {
        Part::ValidUntil => {
            read_day(form.draft().get(Part::Date), today, Leaning::Past).map_or(today, |when| when.date)
        }
        _ => today,
    };
    read_day(value, base, leaning).ok().map(|when| words.when(when, today))
}
