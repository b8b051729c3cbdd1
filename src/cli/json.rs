//! The shapes that `--json` prints. Keys are stable; what is absent is null; dates are ISO 8601.

use crate::app::ledger::{Ledger, Row};
use crate::calendar::Office;
use crate::domain::account::Position;
use crate::domain::day_input::When;
use crate::domain::deal::number_of;
use crate::domain::deal::target::target;
use crate::domain::money::{Currency, Money};
use crate::domain::rate::Total;
use crate::domain::{Channel, Contact, Direction, Dossier, FollowUp, Moment, Rates, Record};
use crate::lang::Words;
use crate::rules::{Advice, Doubt, FlagTurn, ListPlace, Mistake, Rules, RulesError, Somebody};
use crate::view::record::{gist, refund};
use serde_json::{Value, json};
use time::{Date, Time};

/// `{"date", "items": […]}` in the order of the screen.
pub fn today(ledger: &Ledger, words: Words) -> Value {
    let rows = ledger.agenda().iter().filter_map(|id| ledger.row(*id));
    let items: Vec<_> = rows.map(|row| due(ledger, row, words)).collect();
    json!({ "date": day(ledger.today()), "items": items })
}

fn due(ledger: &Ledger, row: &Row, words: Words) -> Value {
    let (summary, assessment, rules) = (&row.summary, &row.assessment, ledger.rules());
    let channels: Vec<_> = rules.channels(summary, assessment).map(Channel::id).collect();
    json!({
        "id": summary.id.to_string(),
        "company": summary.company,
        "class": rules.class_at(assessment.class).id.as_str(),
        "grade": assessment.grade.id(),
        "stage": summary.stage.as_str(),
        "due": assessment.due.map(|due| day(due.from)),
        "moved_from": assessment.due.and_then(|due| due.moved).map(|moved| day(moved.from)),
        "day_off": day_off(row, words),
        "overdue_days": ledger.days_overdue(summary.id),
        "priority": assessment.priority,
        "reason": words.reason(&assessment.reason, summary, ledger.today()),
        "channels": channels,
        "next_action": next_action(ledger, row, words),
        "flags": flags(ledger, row),
    })
}

/// The ids of the flags that are up, in the order of the rule file.
fn flags(ledger: &Ledger, row: &Row) -> Vec<String> {
    ledger.rules().flags_of(row.assessment.flags).map(|flag| flag.id.clone()).collect()
}

/// Why the date was moved, or why nobody may be there on the agreed one.
fn day_off(row: &Row, words: Words) -> Option<String> {
    let due = row.assessment.due?;
    let why = due.moved.map(|moved| moved.why).or(due.agreed_on_day_off)?;
    Some(words.day_off(why, None))
}

/// The agreed step, else what the rules suggest.
pub fn next_action(ledger: &Ledger, row: &Row, words: Words) -> Option<String> {
    let agreed = row.agreed_action().map(str::to_owned);
    agreed.or_else(|| ledger.rules().suggestion(&row.assessment).map(|text| words.bilingual(text).to_owned()))
}

/// Every customer, short.
pub fn list(ledger: &Ledger) -> Value {
    ledger.rows().map(|row| list_item(ledger, row)).collect()
}

pub fn list_item(ledger: &Ledger, row: &Row) -> Value {
    let (summary, assessment) = (&row.summary, &row.assessment);
    json!({
        "id": summary.id.to_string(),
        "company": summary.company,
        "country": summary.country.map(|country| country.code().to_owned()),
        "class": ledger.rules().class_at(assessment.class).id.as_str(),
        "grade": assessment.grade.id(),
        "stage": summary.stage.as_str(),
        "tags": summary.tags,
        "last_contact": summary.contact.last.as_ref().map(|last| last.at.to_string()),
        "due": assessment.due.map(|due| day(due.from)),
        "flags": flags(ledger, row),
    })
}

/// `{"customer": {…}, "timeline": […]}`, newest first.
pub fn show(ledger: &Ledger, row: &Row, dossier: &Dossier, words: Words, now: Moment) -> Value {
    let timeline: Vec<_> =
        dossier.timeline().iter().map(|record| entry(dossier, record, words, ledger.today())).collect();
    let mut customer = customer(ledger, row, dossier, words);
    if let Some(keys) = customer.as_object_mut() {
        keys.insert("local_time".into(), local_time(ledger, row, now));
        keys.insert("account".into(), account(ledger, dossier));
    }
    json!({ "customer": customer, "timeline": timeline })
}

/// How the customer stands over all orders.
fn account(ledger: &Ledger, dossier: &Dossier) -> Value {
    let position = Position::of(dossier);
    let base = [("ordered", &position.ordered), ("owed", &position.owed)];
    let base: Vec<_> = base
        .into_iter()
        .filter(|(_, sums)| !sums.is_empty())
        .map(|(what, sums)| in_base(what, sums, ledger.rates()))
        .collect();
    json!({
        "orders": position.orders,
        "ordered": moneys(&position.ordered),
        "received": moneys(&position.received),
        "owed": moneys(&position.owed),
        "compensated": moneys(&position.compensated),
        "credit": moneys(&position.credit),
        "unclear_orders": position.unclear,
        "base_currency": ledger.rates().base().code(),
        "in_base": base,
    })
}

fn moneys(sums: &[Money]) -> Value {
    sums.iter().map(|sum| json!({ "minor": sum.minor, "currency": sum.currency.code() })).collect()
}

/// What the sums of a list come to in the base currency, as far as rates reach.
pub fn in_base(list: &str, sums: &[Money], rates: &Rates) -> Value {
    let mut whole = within_rates(sums, rates);
    if let Some(keys) = whole.as_object_mut() {
        keys.insert("list".into(), list.into());
    }
    whole
}

/// What sums come to in the base currency: `minor` is what has a rate, null where nothing has, and `lacking` what it does
/// not hold.
pub fn within_rates(sums: &[Money], rates: &Rates) -> Value {
    let lacking = rates.lacking(sums);
    let whole = rates.in_base(sums);
    if lacking.is_empty() {
        return total(sums, rates);
    }
    let codes: Vec<_> = lacking.iter().map(Currency::code).collect();
    let too_large = whole.rest.iter().any(|it| !lacking.contains(&it.currency));
    let is_told = whole.days.is_some() || whole.amount.minor != 0;
    let minor = (is_told && !too_large).then_some(whole.amount.minor);
    let (from, until) = whole.days.unzip();
    json!({ "minor": minor, "rates_from": from.map(day), "rates_until": until.map(day), "lacking": codes })
}

fn total(sums: &[Money], rates: &Rates) -> Value {
    let (minor, from, until, lacking) = match rates.total(sums) {
        Total::Plain => {
            let own = sums.iter().find(|sum| sum.currency == rates.base());
            (Some(own.map_or(0, |sum| sum.minor)), None, None, Vec::new())
        }
        Total::Sum { amount, from, until } => (Some(amount.minor), Some(from), Some(until), Vec::new()),
        Total::Lacking(currencies) => (None, None, None, currencies),
        Total::TooLarge => (None, None, None, Vec::new()),
    };
    let lacking: Vec<_> = lacking.iter().map(Currency::code).collect();
    json!({
        "minor": minor, "rates_from": from.map(day), "rates_until": until.map(day), "lacking": lacking,
    })
}

/// The clock at the buyer's.
fn local_time(ledger: &Ledger, row: &Row, now: Moment) -> Value {
    let summary = &row.summary;
    let Some(local) = ledger.calendar().local_time(summary.country, &summary.city, now) else {
        return Value::Null;
    };
    let opens = match local.office {
        Office::Open => None,
        Office::Closed { until } => Some(until.to_string()),
    };
    json!({
        "at": local.at.to_string(),
        "zone": local.zone,
        "awake": local.is_awake(),
        "office_open": local.in_office_hours(),
        "office_opens": opens,
    })
}

fn customer(ledger: &Ledger, row: &Row, dossier: &Dossier, words: Words) -> Value {
    let (card, assessment, rules) = (&dossier.customer, &row.assessment, ledger.rules());
    let why = rules.explain(&row.summary, ledger.stages(), ledger.calendar(), ledger.today());
    let word = |reasons: &[crate::rules::Reason]| words.each_reason(reasons, &why.about, ledger.today());
    let grade_terms: Vec<_> = why.grade.terms.iter().map(|term| words.grade_input(&term.input)).collect();
    json!({
        "id": card.id.to_string(),
        "created": card.created.to_string(),
        "company": card.company,
        "aliases": card.aliases,
        "country": card.country.map(|country| country.code().to_owned()),
        "city": text(&card.city),
        "contacts": card.contacts.iter().map(contact).collect::<Value>(),
        "website": text(&card.website),
        "linkedin": text(&card.linkedin),
        "type": card.kind.map(crate::domain::CustomerType::id),
        "class": rules.class_at(assessment.class).id.as_str(),
        "grade": assessment.grade.id(),
        "pinned_class": card.pinned_class.as_ref().map(crate::domain::ClassId::as_str),
        "pinned_grade": card.pinned_grade.map(crate::domain::Grade::id),
        "potential": card.potential.map(crate::domain::Score::get),
        "payment_habit": card.payment_habit.map(crate::domain::Score::get),
        "stage": row.summary.stage.as_str(),
        "tags": card.tags,
        "source": text(&card.source),
        "products": card.products,
        "language": text(&card.language),
        "payment_terms": text(&card.payment_terms),
        "owner": text(&card.owner),
        "note": text(&card.note),
        "do_not_contact": card.do_not_contact,
        "next": dossier.follow_up.as_ref().map(next),
        "last_contact": row.summary.contact.last.as_ref().map(|last| last.at.to_string()),
        "due": assessment.due.map(|due| day(due.from)),
        "moved_from": assessment.due.and_then(|due| due.moved).map(|moved| day(moved.from)),
        "day_off": day_off(row, words),
        "overdue_days": ledger.days_overdue(card.id),
        "flags": flags(ledger, row),
        "why": { "class": word(&why.class), "grade": grade_terms, "due": word(&why.when) },
    })
}

fn contact(contact: &Contact) -> Value {
    json!({
        "id": contact.id.to_string(),
        "name": contact.name,
        "title": text(&contact.title),
        "role": contact.role.map(crate::domain::DecisionRole::id),
        "emails": contact.emails,
        "phones": contact.phones,
        "whatsapp": contact.whatsapp,
        "wechat": contact.wechat,
        "skype": contact.skype,
        "linkedin": contact.linkedin,
        "note": text(&contact.note),
    })
}

fn next(plan: &FollowUp) -> Value {
    json!({
        "date": plan.date.map(day),
        "time": plan.time.map(Words::clock),
        "action": text(&plan.action),
        "goal": text(&plan.goal),
        "channel": plan.channel.map(Channel::id),
        "postponed": plan.postponed,
        "until_answer": plan.until_answer,
        "set_at": plan.set_at.map(|at| at.to_string()),
        "put_off": plan.put_off.map(|it| json!({ "agreed": it.agreed.map(day) })),
    })
}

/// An entry of the timeline; business records have their gist as summary and themselves as `record`.
fn entry(dossier: &Dossier, record: &Record, words: Words, today: Date) -> Value {
    let Record::Interaction(it) = record else {
        let at = record.timeline_at().map(|at| day(at.date()));
        let gist = gist(words, record, today);
        let summary = refund(words, record).map_or(gist.clone(), |what| format!("{what} {gist}"));
        return json!({
            "id": record.id().uuid.to_string(),
            "kind": record.id().kind.id(),
            "at": at,
            "channel": null,
            "direction": null,
            "contact": null,
            "summary": summary,
            "stage": null,
            "next_action": null,
            "next_date": null,
            "author": null,
            "for_number": target(dossier, record).and_then(number_of),
            "record": serde_json::to_value(record).unwrap_or(Value::Null),
        });
    };
    let person = it.contact.and_then(|id| dossier.customer.contact(id));
    json!({
        "id": it.id.to_string(),
        "kind": record.id().kind.id(),
        "at": it.at.to_string(),
        "channel": it.is_contact().then(|| it.channel.id()),
        "direction": it.is_contact().then(|| Direction::id(it.direction)),
        "contact": person.map(|person| person.name.clone()),
        "summary": it.summary,
        "stage": it.stage.as_str(),
        "next_action": text(&it.next_action),
        "next_date": it.next_date.map(|date| When { date, time: it.next_time }).map(|when| day_and_time(when.date, when.time)),
        "author": it.author,
        "goal": text(&it.goal),
        "lost_reason": text(&it.lost_reason),
    })
}

/// What a check of a rule file found; `file` is null where there is none, so that the built-in rules were checked.
pub fn checked_rules(
    file: Option<&str>,
    read: &Result<Rules, RulesError>,
    doubts: &[Doubt],
    words: Words,
) -> Value {
    let mistake = |it: &Mistake| {
        let Mistake { line, column, read, expected, meant } = it;
        json!({ "line": line, "column": column, "read": read, "expected": expected, "meant": meant })
    };
    let doubt =
        |it: &Doubt| json!({ "line": it.line, "column": it.column, "text": words.doubtful(&it.what) });
    let (rules, mistakes) = match read {
        Ok(rules) => (Some(rules), &[][..]),
        Err(error) => (None, error.mistakes.as_slice()),
    };
    json!({
        "file": file,
        "classes": rules.map(|rules| rules.classes().len()),
        "flags": rules.map(|rules| rules.flags().len()),
        "mistakes": mistakes.iter().map(mistake).collect::<Vec<_>>(),
        "warnings": doubts.iter().map(doubt).collect::<Vec<_>>(),
    })
}

/// Why the rules say what they say about a customer.
pub fn explanation(ledger: &Ledger, row: &Row, words: Words) -> Value {
    let (rules, today) = (ledger.rules(), ledger.today());
    let why = rules.explain(&row.summary, ledger.stages(), ledger.calendar(), today);
    let said = |reasons: &[crate::rules::Reason]| words.each_reason(reasons, &why.about, today);
    let grade_term = |term: &crate::rules::GradeTerm| json!({ "input": words.grade_input(&term.input), "points": term.points, "weight": term.weight });
    let priority_term = |term: &crate::rules::PriorityTerm| json!({ "input": words.priority_input(term.input, rules), "points": term.points });
    let flags = why.flags.iter().filter_map(|raised| {
        let flag = rules.flag_at(raised.flag)?;
        Some(json!({ "id": flag.id, "name": words.bilingual(&flag.name), "reasons": said(&raised.reasons) }))
    });
    let outlook = why.outlook.forecasts.iter().map(|forecast| {
        let becomes: Vec<_> =
            forecast.becomes.iter().map(|becoming| words.becoming(*becoming, rules)).collect();
        json!({ "on": day(forecast.on), "becomes": becomes })
    });
    json!({
        "id": row.summary.id.to_string(),
        "company": row.summary.company,
        "date": day(today),
        "class": { "id": rules.class_at(why.assessment.class).id.as_str(), "reasons": said(&why.class) },
        "grade": {
            "grade": why.grade.grade.id(),
            "pinned": why.grade.pinned.map(crate::domain::Grade::id),
            "computed": why.grade.computed.id(),
            "score": why.grade.score,
            "a_from": why.grade.thresholds.0,
            "b_from": why.grade.thresholds.1,
            "terms": why.grade.terms.iter().map(grade_term).collect::<Value>(),
        },
        "due": why.assessment.due.map(|due| {
            json!({ "from": day(due.from), "by": day(due.by), "reasons": said(&why.when) })
        }),
        "priority": {
            "sum": why.assessment.priority,
            "terms": why.priority.iter().map(priority_term).collect::<Value>(),
        },
        "flags": flags.collect::<Value>(),
        "outlook": outlook.collect::<Value>(),
        "outlook_more": why.outlook.more,
        "last_change": why.outlook.last.map(day),
    })
}

/// What other rules would change.
pub fn trial(trial: &crate::rules::Trial, today: Date, words: Words) -> Value {
    let moves = trial.moves.iter().map(|moved| {
        let [old_class, new_class] = &moved.class;
        let [old_grade, new_grade] = moved.grade;
        json!({
            "id": moved.customer.to_string(),
            "company": moved.company,
            "class": { "before": old_class.as_str(), "after": new_class.as_str() },
            "grade": { "before": old_grade.id(), "after": new_grade.id() },
        })
    });
    let days = trial
        .days
        .iter()
        .map(|load| json!({ "date": day(load.date), "before": load.before, "after": load.after }));
    let paths = trial.paths.iter().map(|path| {
        let [before, after] = &path.class;
        json!({ "before": before.as_str(), "after": after.as_str(), "customers": path.customers })
    });
    json!({
        "date": day(today),
        "paths": paths.collect::<Value>(),
        "moves": moves.collect::<Value>(),
        "flags": trial.flags.iter().map(flag_turn).collect::<Value>(),
        "places": trial.places.iter().map(list_place).collect::<Value>(),
        "overtaken": trial.overtaken,
        "advice": trial.advice.iter().map(|advice| self::advice(advice, words)).collect::<Value>(),
        "days": days.collect::<Value>(),
    })
}

fn flag_turn(turn: &FlagTurn) -> Value {
    let who = |who: &[Somebody]| -> Value {
        who.iter().map(|it| json!({ "id": it.customer.to_string(), "company": it.company })).collect()
    };
    json!({ "id": turn.id, "up": who(&turn.up), "down": who(&turn.down) })
}

fn list_place(ListPlace { who, place, priority }: &ListPlace) -> Value {
    json!({
        "id": who.customer.to_string(),
        "company": who.company,
        "place": { "before": place[0], "after": place[1] },
        "priority": { "before": priority[0], "after": priority[1] },
    })
}

fn advice(Advice { who, say, channels }: &Advice, words: Words) -> Value {
    let say = say.each_ref().map(|say| say.as_ref().map(|text| words.bilingual(text)));
    let channels = channels.each_ref().map(|all| all.iter().map(|it| it.id()).collect::<Value>());
    json!({
        "id": who.customer.to_string(),
        "company": who.company,
        "say": { "before": say[0], "after": say[1] },
        "channels": { "before": channels[0], "after": channels[1] },
    })
}

fn text(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// ISO 8601: `2026-06-05`.
pub fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

fn day_and_time(date: Date, time: Option<Time>) -> String {
    time.map_or_else(|| day(date), |time| format!("{}T{}", day(date), Words::clock(time)))
}
