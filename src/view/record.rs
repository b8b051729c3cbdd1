//! A business record in one line, the way a seller would note it down.

use crate::domain::deal::number_of;
use crate::domain::deal::target::target_among_several;
use crate::domain::trade::{
    Arrival, Feedback, Instalment, Order, Payment, ProformaInvoice, Quotation, Sample, Shipment,
};
use crate::domain::versions::{differences, version_of};
use crate::domain::{Dossier, Record};
use crate::lang::Words;
use time::Date;

/// The gist of a record: `FOB SHENZHEN USD 0.86/pc  MOQ 5,000`. An interaction gives its summary; a refund what went
/// back, without a sign.
pub fn gist(words: Words, record: &Record, today: Date) -> String {
    match record {
        Record::Customer(card) => card.company.clone(),
        Record::FollowUp(plan) => plan.action.clone(),
        Record::Interaction(entry) => entry.summary.clone(),
        Record::Quotation(it) => quotation(words, it, today),
        Record::Sample(it) => sample(words, it, today),
        Record::Invoice(it) => invoice(words, it),
        Record::Order(it) => order(words, it),
        Record::Payment(it) => payment(words, it),
        Record::Shipment(it) => shipment(words, it, today),
        Record::Feedback(it) => feedback(words, it),
        Record::Rate(it) => words.rate(it, today),
    }
}

/// What kind of record it is, and of which order or sample where the customer has several.
pub fn heading(words: Words, dossier: &Dossier, record: &Record, today: Date) -> String {
    let kind = refund(words, record).unwrap_or(words.record_kind(record.id().kind));
    let Some(target) = target_among_several(dossier, record) else { return kind.to_owned() };
    let name = number_of(target).map_or_else(|| unnumbered(words, dossier, target, today), str::to_owned);
    words.belongs_to(kind, &name)
}

/// A record without a number by its day; orders of one day by their amounts too.
fn unnumbered(words: Words, dossier: &Dossier, record: &Record, today: Date) -> String {
    let day = record.timeline_at().map_or(String::new(), |at| words.day(at.date(), today));
    let name = format!("{} {day}", words.record_kind(record.id().kind));
    let Record::Order(order) = record else { return name };
    let reads_the_same = |other: &&Record| match other {
        Record::Order(it) => it.date == order.date && it.number.is_empty(),
        _ => false,
    };
    match dossier.timeline().iter().filter(reads_the_same).nth(1) {
        Some(_) => format!("{name} {}", order.amount),
        None => name,
    }
}

/// What money that went back to the customer is called; nothing for all else.
pub fn refund(words: Words, record: &Record) -> Option<&'static str> {
    match record {
        Record::Payment(it) if it.compensation => Some(words.compensation()),
        Record::Payment(it) if it.amount.minor < 0 => Some(words.refund()),
        _ => None,
    }
}

/// A quotation with its price first.
pub fn quotation(words: Words, it: &Quotation, today: Date) -> String {
    let mut parts = Vec::new();
    parts.extend(it.incoterm.map(|incoterm| words.incoterm(incoterm)));
    parts.push(it.place.clone());
    parts.push(format!("{}{}", it.price, words.per(&it.unit)));
    parts.extend(it.moq.map(|moq| format!(" {} {moq}", words.moq())));
    parts.push(gap(&it.product));
    parts.extend(it.valid_until.map(|date| format!(" {} {}", words.valid_until(), words.day(date, today))));
    parts.push(gap(&it.note));
    join(parts)
}

/// Which version of a quotation it is and what it changes; whether its time is over.
pub fn version(words: Words, dossier: &Dossier, it: &Quotation, today: Date) -> Option<String> {
    let (number, before) = version_of(dossier, it);
    let changes = before.map_or_else(Vec::new, |before| differences(before, it));
    let changes: Vec<_> = changes.iter().map(|it| words.difference(it, today)).collect();
    let number = (number > 1).then(|| words.nth_version(number));
    let over = it.valid_until.is_some_and(|until| until < today).then(|| words.expired().to_owned());
    let changes = (!changes.is_empty()).then(|| changes.join(words.pick("; ", "；")));
    let parts: Vec<_> = [number, changes, over].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("  "))
}

/// Which PI another one was written instead of, and by which it was replaced itself.
pub fn succession(words: Words, dossier: &Dossier, it: &ProformaInvoice) -> Option<String> {
    let old = dossier.timeline().iter().find_map(|record| match record {
        Record::Invoice(old) if it.replaces == Some(old.id) => Some(words.replaces(&old.number)),
        _ => None,
    });
    let new = dossier.replacement(it.id).map(|new| words.replaced_by(&new.number));
    let parts: Vec<_> = [old, new].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("  "))
}

/// The PIs of an order that is of several.
pub fn several_invoices(words: Words, dossier: &Dossier, it: &Order) -> Option<String> {
    let own = dossier.timeline().iter().rev().filter_map(|record| match record {
        Record::Invoice(invoice) if it.is_of(invoice.id) => Some(invoice.number.as_str()),
        _ => None,
    });
    (!it.also.is_empty()).then(|| words.of_invoices(&words.listed(&own.collect::<Vec<_>>())))
}

/// A sample with its number first.
pub fn sample(words: Words, it: &Sample, today: Date) -> String {
    let mut parts = vec![it.number.clone(), it.what.clone(), gap(&it.courier), it.tracking.clone()];
    parts.extend(it.arrival.map(|arrival| {
        let word = match arrival {
            Arrival::Confirmed(_) => words.arrived(),
            Arrival::Estimated(_) => words.arrival_estimated(),
        };
        format!(" {word} {}", words.day(arrival.date(), today))
    }));
    parts.extend(it.cost.map(|cost| {
        let charged = if it.charged { words.aside(words.charged()) } else { String::new() };
        format!(" {} {cost}{charged}", words.cost())
    }));
    if !it.feedback.is_empty() {
        parts.push(format!(" {}", words.told(words.feedback(), &it.feedback)));
    }
    join(parts)
}

fn invoice(words: Words, it: &ProformaInvoice) -> String {
    let mut parts = vec![it.number.clone(), format!(" {}", it.amount)];
    parts.push(gap(&terms(words, &it.terms)));
    parts.push(gap(&it.note));
    join(parts)
}

/// Payment terms, part by part. What names no method is paid by T/T, which the first such part says.
pub fn terms(words: Words, terms: &[Instalment]) -> String {
    let first = terms.iter().position(|part| !part.trigger.is_method());
    let part = |(place, part): (usize, &Instalment)| {
        let method = if Some(place) == first { "T/T " } else { "" };
        format!("{method}{}% {}", part.percent, words.payment_trigger(part.trigger, part.days))
    };
    words.listed(&terms.iter().enumerate().map(part).collect::<Vec<_>>())
}

fn order(words: Words, it: &Order) -> String {
    let kind = words.order_kind(it.kind).to_owned();
    join(vec![
        kind,
        it.number.clone(),
        format!(" {}", it.amount),
        gap(&terms(words, &it.terms)),
        gap(words.order_state(it.state)),
        gap(&it.note),
    ])
}

fn payment(words: Words, it: &Payment) -> String {
    let amount = if it.amount.minor < 0 { it.amount.negated() } else { it.amount };
    let mut parts = vec![amount.to_string()];
    parts.extend(it.bank_fee.map(|fee| format!(" {} {fee}", words.bank_fee())));
    parts.push(gap(&it.note));
    join(parts)
}

fn shipment(words: Words, it: &Shipment, today: Date) -> String {
    let eta =
        it.departed_on.unwrap_or(it.etd).saturating_add(time::Duration::days(i64::from(it.transit_days)));
    let mut parts = vec![words.transport(it.mode).to_owned(), gap(&it.reference)];
    // Once it has left, the plan says something only where it was another day.
    if it.departed_on != Some(it.etd) {
        parts.push(format!(" {} {}", words.etd(), words.day(it.etd, today)));
    }
    parts
        .extend(it.departed_on.map(|left| format!(" {} {}", words.left_by(it.mode), words.day(left, today))));
    parts.push(match it.arrived_on {
        Some(date) => format!(" {} {}", words.arrived(), words.day(date, today)),
        None => format!(" {} {}", words.eta(), words.day(eta, today)),
    });
    parts.push(gap(&it.note));
    join(parts)
}

fn feedback(words: Words, it: &Feedback) -> String {
    let how = words.satisfaction(it.satisfaction);
    if it.text.to_lowercase().starts_with(how) {
        return it.text.clone();
    }
    words.told(how, &it.text)
}

/// A part that stands a little apart from the one before.
fn gap(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {text}") }
}

fn join(parts: Vec<String>) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    parts.join(" ").trim().to_owned()
}
