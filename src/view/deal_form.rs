//! Beside the fields of a business record: how each is read, or what is wrong with it.

use super::pane::span;
use super::{Look, record};
use crate::app::form::FieldId;
use crate::app::keymap::{Action, Context, key_for};
use crate::app::record_form::RecordForm;
use crate::domain::Record;
use crate::domain::day_input::{Leaning, read_day};
use crate::domain::deal::amount::{read_money, read_price, read_unit};
use crate::domain::deal::terms::read_terms;
use crate::domain::deal::{DealKind, Part, PartError, find_record, usual_currency};
use crate::domain::record::RecordKind;
use crate::domain::summary::LastPrice;
use crate::domain::trade::Incoterm;
use ratatui::style::Style;
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
    let error = problem(look, form, part).filter(|_| !value.is_empty());
    if let Some(error) = error {
        return vec![span(words.part_error(&error), theme.alarm())];
    }
    let read = reading(look, form, part, value).filter(|_| !value.is_empty());
    let mut spans: Vec<_> =
        read.into_iter().map(|text| span(text, if focused { theme.fine() } else { theme.quiet() })).collect();
    if let Some((text, style)) = known(look, form, part) {
        let gap = if spans.is_empty() { "" } else { "  " };
        spans.push(span(format!("{gap}{text}"), style));
    }
    spans
}

/// What is known beside a field: the earlier price beside the price, what is owed beside a payment.
fn known(look: Look<'_>, form: &RecordForm, part: Part) -> Option<(String, Style)> {
    let (words, theme, app, today) = (look.words, look.theme, look.app, look.app.now.date());
    let product = || form.form.value(FieldId::Deal(Part::Product)).to_owned();
    match part {
        Part::Price => {
            let last = app.ledger.own_price(form.customer, &product())?;
            let alike = price_alike(look, form, &product());
            let last = alike.as_ref().unwrap_or(last);
            Some((format!("{} {}", words.last_time(), words.last_price_text(last, today)), theme.quiet()))
        }
        Part::Terms if form.kind == DealKind::Order && form.form.value(FieldId::Deal(part)).is_empty() => {
            if let Some(error) = problem(look, form, part) {
                return Some((words.part_error(&error), theme.alarm()));
            }
            let dossier = app.ledger.dossier(form.customer)?;
            match find_record(dossier, RecordKind::Invoice, form.draft().get(Part::Invoice))? {
                Record::Invoice(it) if !it.terms.is_empty() => {
                    Some((words.told(words.as_on_pi(), &record::terms(words, &it.terms)), theme.quiet()))
                }
                _ => None,
            }
        }
        Part::Spread if !form.form.value(FieldId::Deal(part)).is_empty() => {
            Some((words.spread_empty().to_owned(), theme.quiet()))
        }
        Part::Order if form.kind == DealKind::Payment && form.form.value(FieldId::Deal(part)).is_empty() => {
            Some((words.part_error(&PartError::NothingOwed), theme.notice()))
        }
        Part::Order if form.kind == DealKind::Shipment => {
            let doubts = app.record_doubts(form)?;
            let is_cancelled = doubts.cancelled.map(|_| words.cancelled_order());
            let said = is_cancelled.or(doubts.all_cancelled.then_some(words.all_cancelled()))?;
            Some((said.to_owned(), theme.notice()))
        }
        Part::Number if form.kind == DealKind::Order => {
            let (invoice, order) = app.record_doubts(form)?.ordered?;
            Some((words.is_order(&invoice, &order), theme.notice()))
        }
        Part::State if form.kind == DealKind::Order => {
            app.record_doubts(form)?.gone?;
            Some((words.goods_gone().to_owned(), theme.notice()))
        }
        Part::Fee if form.kind == DealKind::Payment => {
            let fee = app.record_doubts(form)?.fee?;
            Some((words.fee_over(&fee.to_string()), theme.notice()))
        }
        Part::Amount if matches!(form.kind, DealKind::Invoice | DealKind::Order) => {
            let told = words.notices(&app.record_notices(form), today);
            (!told.is_empty()).then(|| (told, theme.notice()))
        }
        Part::Amount if form.kind == DealKind::Payment => {
            match app.record_doubts(form).and_then(|it| it.excess) {
                Some(excess) if excess.minor < 0 => {
                    Some((words.refund_over(&excess.negated().to_string()), theme.notice()))
                }
                Some(excess) => {
                    let owed = app.owed_before(form, excess).filter(|owed| owed.minor > 0);
                    let told = match owed {
                        Some(owed) => words.excess_over(&excess.to_string(), &owed.to_string()),
                        None => words.more_than_nothing(&excess.to_string()),
                    };
                    Some((told, theme.notice()))
                }
                None => Some((words.account(&app.account_paid(form)?, today), theme.quiet())),
            }
        }
        _ => None,
    }
}

/// The last price that can be compared with the one that is typed: in its currency, at its terms.
fn price_alike(look: Look<'_>, form: &RecordForm, product: &str) -> Option<LastPrice> {
    let draft = form.draft();
    let usual = look.app.ledger.dossier(form.customer).and_then(usual_currency);
    let (price, _) = read_price(draft.get(Part::Price), usual).ok()?;
    let incoterm = Incoterm::from_id(&draft.get(Part::Incoterm).to_ascii_lowercase());
    look.app.ledger.own_price_alike(form.customer, product, price.currency, incoterm)
}

/// What stands below a field: below the price, what others were quoted; below the line, by which key it is saved.
pub fn below(look: Look<'_>, id: FieldId) -> Option<Span<'static>> {
    let (words, app) = (look.words, look.app);
    let form = app.open_record()?;
    if id == FieldId::Quick {
        let is_whole = is_typed_into(form) && app.record_doubts(form).is_some();
        let key = key_for(Context::Form, Action::Save);
        return is_whole.then(|| span(words.line_is_whole(key), look.theme.fine()));
    }
    if form.kind != DealKind::Quotation {
        return None;
    }
    let product = form.form.value(FieldId::Deal(Part::Product));
    let (circle, found) =
        app.ledger.price_of_others(form.customer, product).filter(|_| id == FieldId::Deal(Part::Price))?;
    let text = words.last_price_text(found.price, app.now.date());
    Some(span(format!("{} {text}", words.circle(circle)), look.theme.quiet()))
}

/// Whether the cursor is on the line and the line says something.
fn is_typed_into(form: &RecordForm) -> bool {
    let focused = form.form.focused().filter(|field| field.id == FieldId::Quick);
    focused.is_some_and(|line| !line.value().trim().is_empty())
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
        Part::Unit => {
            return read_unit(value)
                .ok()
                .map(|unit| words.unit(&unit).to_owned())
                .filter(|unit| unit != value);
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
