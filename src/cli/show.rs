//! `genjin show`: a customer's card and timeline.

use super::workplace::Workplace;
use super::{json, out, resolve};
use crate::domain::account::{Account, Position};
use crate::domain::{Direction, Dossier, Record};
use crate::lang::Words;
use crate::view::cells::fit;
use crate::view::record::{gist, heading, several_invoices, succession, version};
use anyhow::anyhow;

pub fn run(place: &Workplace, typed: &str, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger_of(typed)?, place.words);
    let row = resolve::customer(&ledger, typed, words)?;
    let dossier = place.dossier(row.summary.id)?;
    let dossier = dossier.ok_or_else(|| anyhow!(words.no_such_customer(typed)))?;
    if as_json {
        return out::print_json(&json::show(&ledger, row, &dossier, words, place.now));
    }
    let today = ledger.today();
    let class = words.class_name(ledger.rules().class_at(row.assessment.class));
    let mut text = format!("{}  {}  {class}\n", dossier.customer.company, row.assessment.grade);
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&format!("  {}  {value}\n", fit(label, 14)));
        }
    };
    let card = &dossier.customer;
    line("id", &card.id.to_string());
    let country = card.country.map_or("", |country| words.country(country));
    let local = ledger.calendar().local_time(card.country, &card.city, place.now);
    let city = local.map_or(card.city.clone(), |local| words.local_time(&card.city, &local, today));
    line(words.country_label(), format!("{country}  {city}").trim());
    line(words.stage(), words.stage_of(ledger.stages(), &row.summary.stage));
    let tags: Vec<_> = card.tags.iter().map(|tag| words.tag(tag)).collect();
    line(words.tags(), &tags.join(", "));
    line(words.why(), &words.reason_of(row, today));
    let why = ledger.rules().explain(&row.summary, ledger.stages(), ledger.calendar(), today);
    for raised in &why.flags {
        let name = words.flag(ledger.rules().flag_at(raised.flag));
        line("!", &format!("{name}  {}", words.reasons(&raised.reasons, &why.about, today)));
    }
    if let Some(plan) = &dossier.follow_up {
        let date =
            plan.date.map_or(words.no_next_date().to_owned(), |date| words.weekday_and_day(date, today));
        let time = plan.time.map(|time| format!(" {}", Words::clock(time))).unwrap_or_default();
        let resting = if plan.until_answer { format!("{}, ", words.until_answer()) } else { String::new() };
        line(words.next_step(), format!("{resting}{date}{time}  {}", plan.action).trim_end());
    }
    let position = Position::of(&dossier);
    if !position.is_empty() {
        line(words.account_label(), &words.position(&position, ledger.rates(), today));
    }
    for contact in &card.contacts {
        let known = std::iter::once(contact.title.as_str()).chain(contact.addresses());
        let known: Vec<_> = known.filter(|text| !text.is_empty()).collect();
        let known = if known.is_empty() { "-".to_owned() } else { known.join("  ") };
        line(&contact.name, &known);
    }
    line(words.note(), &card.note.replace('\n', "\n                  "));
    text.push('\n');
    for record in dossier.timeline() {
        text.push_str(&entry(&dossier, record, place));
    }
    out::print(&text)
}

fn entry(dossier: &Dossier, record: &Record, place: &Workplace) -> String {
    let (words, today) = (place.words, place.now.date());
    let date = record.timeline_at().map_or(String::new(), |at| json::day(at.date()));
    let head = match record {
        Record::Interaction(it) if !it.is_contact() => {
            format!("{}  {}", words.stage_was_moved(), words.stage_of(&place.stages, &it.stage))
        }
        Record::Interaction(it) => {
            let mark = match it.direction {
                Direction::In => " <".to_owned(),
                Direction::Out => " >".to_owned(),
                Direction::NoAnswer => format!(" > ({})", words.unanswered()),
                Direction::Unknown => String::new(),
            };
            let person =
                it.contact.and_then(|id| dossier.customer.contact(id)).map_or("", |person| &person.name);
            let stage = words.stage_of(&place.stages, &it.stage);
            format!("{}{mark} {person}  {stage}", words.channel(it.channel))
        }
        other => heading(words, dossier, other, today),
    };
    let gist = gist(words, record, today).replace('\n', "\n              ");
    let stands = match record {
        Record::Quotation(it) => version(words, dossier, it, today),
        Record::Invoice(it) => succession(words, dossier, it),
        Record::Order(it) => {
            let account = words.account(&Account::of(dossier, it), today);
            let of = several_invoices(words, dossier, it);
            Some(of.map_or(account.clone(), |of| format!("{of}  {account}")))
        }
        _ => None,
    };
    let stands = stands.map_or(String::new(), |text| format!("              {text}\n"));
    format!("  {date}  {}\n              {gist}\n{stands}", head.trim_end())
}
