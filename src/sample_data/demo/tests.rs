//! What the demo must hold, and how a wrong asset is told.

use super::*;
use crate::domain::trade::{Arrival, OrderState, TransportMode};
use crate::domain::{
    Channel, Country, Customer, CustomerType, Direction, Dossier, FollowUp, Grade, Interaction, Record,
    StageGroup, Summary, record::RecordKind,
};
use std::collections::{BTreeSet, HashSet};
use time::{Date, Duration};

/// Ordinary and awkward mornings: leap day, new year, month ends, both ends of the day and of the world.
const MORNINGS: &[&str] = &[
    "2026-06-05T09:00:00+08:00",
    "2028-02-29T00:00:00+08:00",
    "2027-01-01T00:00:30+14:00",
    "2026-12-31T23:59:59-11:00",
    "2026-03-31T08:15:00+05:45",
    "2029-03-01T12:00:00Z",
];

fn morning() -> Moment {
    Moment::parse(MORNINGS[0]).unwrap()
}

fn at(now: Moment) -> Change {
    demo(now, &mut IdMint::new(7), Notes::Mixed).unwrap()
}

fn records(change: &Change) -> impl Iterator<Item = &Record> {
    change.edits.iter().filter_map(|edit| edit.after.as_ref())
}

fn dossiers(change: &Change) -> Vec<Dossier> {
    let of = |id| records(change).filter(move |record| record.customer() == id).cloned();
    change.customers().into_iter().filter_map(|id| Dossier::from_records(of(id))).collect()
}

fn dossier(change: &Change, company: &str) -> Dossier {
    let mut found = dossiers(change);
    found.retain(|it| it.customer.company == company);
    assert_eq!(found.len(), 1, "{company}");
    found.remove(0)
}

fn cards(change: &Change) -> Vec<Customer> {
    dossiers(change).into_iter().map(|it| it.customer).collect()
}

fn interactions(change: &Change) -> Vec<Interaction> {
    records(change)
        .filter_map(|record| match record {
            Record::Interaction(it) => Some((**it).clone()),
            _ => None,
        })
        .collect()
}

fn days(from: Date, to: Date) -> i64 {
    (to - from).whole_days()
}

#[test]
fn it_is_one_change_that_only_adds() {
    let change = at(morning());
    assert_eq!(change.cause, Cause::Generated);
    assert!(change.edits.iter().all(|edit| edit.before.is_none() && edit.after.is_some()));
    let ids: HashSet<_> = records(&change).map(Record::id).collect();
    assert_eq!(ids.len(), change.edits.len());
}

#[test]
fn the_same_morning_and_seed_give_the_same_demo() {
    assert_eq!(at(morning()), at(morning()));
    assert_ne!(at(morning()), demo(morning(), &mut IdMint::new(8), Notes::Mixed).unwrap());
}

#[test]
fn it_holds_everything_that_a_screen_can_show() {
    let change = at(morning());
    let cards = cards(&change);
    assert!(cards.len() >= 38, "{} customers", cards.len());
    let countries: BTreeSet<_> = cards.iter().filter_map(|card| card.country).collect();
    assert!(countries.len() >= 20, "{} countries", countries.len());
    for kind in CustomerType::ALL {
        assert!(cards.iter().any(|card| card.kind == Some(*kind)), "{kind:?}");
    }
    let log = interactions(&change);
    for stage in Stages::parse(DEFAULT_STAGES).unwrap().iter() {
        let now_there = dossiers(&change).iter().any(|it| *it.stage() == stage.id);
        assert!(now_there, "nobody is at {}", stage.id.as_str());
    }
    for channel in Channel::ALL {
        assert!(log.iter().any(|entry| entry.channel == *channel), "{channel:?}");
    }
    for direction in Direction::ALL.iter().filter(|it| **it != Direction::Unknown) {
        assert!(log.iter().any(|entry| entry.direction == *direction), "{direction:?}");
    }
    for kind in [
        RecordKind::Customer,
        RecordKind::FollowUp,
        RecordKind::Interaction,
        RecordKind::Quotation,
        RecordKind::Sample,
        RecordKind::Invoice,
        RecordKind::Order,
        RecordKind::Payment,
        RecordKind::Shipment,
        RecordKind::Feedback,
    ] {
        assert!(records(&change).any(|record| record.id().kind == kind), "{kind:?}");
    }
    for mode in TransportMode::ALL {
        let sent = |record: &Record| matches!(record, Record::Shipment(it) if it.mode == *mode);
        assert!(records(&change).any(sent), "{mode:?}");
    }
    for tag in ["high-potential", "price-sensitive", "negotiator"] {
        assert!(cards.iter().any(|card| card.tags.iter().any(|own| own == tag)), "{tag}");
    }
    let contacts = |count| cards.iter().any(|card| card.contacts.len() == count);
    assert!((1..=4).all(contacts));
    let pinned = |id: &str| cards.iter().any(|card| card.pinned_grade == Grade::from_id(id));
    assert!(pinned("A") && pinned("C"));
}

#[test]
fn the_people_and_names_are_as_varied_as_an_export_desk() {
    let cards = cards(&at(morning()));
    let named = |name: &str| cards.iter().filter(|card| card.company == name).collect::<Vec<_>>();
    let twins = named("Smith & Sons Trading");
    assert_eq!(twins.len(), 2);
    assert_ne!(twins[0].country, twins[1].country);
    assert!(cards.iter().any(|card| card.company.chars().count() > 60), "no long name");
    for code in ["HK", "TW", "SG"] {
        let country = Country::find(code);
        let chinese = |c| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let card = cards.iter().find(|card| card.country == country).unwrap();
        assert!(card.company.chars().all(chinese), "{}", card.company);
    }
    let people = || cards.iter().flat_map(|card| &card.contacts);
    for address in people().flat_map(|person| &person.emails) {
        assert!(address.ends_with(".example"), "{address}");
    }
    assert!(people().any(|it| !it.skype.is_empty()) && people().any(|it| !it.linkedin.is_empty()));
    assert!(people().any(|it| !it.wechat.is_empty()) && people().any(|it| !it.whatsapp.is_empty()));
}

#[test]
fn nothing_has_happened_later_than_now_whatever_the_day() {
    for text in MORNINGS {
        let now = Moment::parse(text).unwrap();
        let change = at(now);
        for record in records(&change) {
            let planned = matches!(record, Record::Shipment(it) if it.departed_on.is_none());
            if let Some(happened) = record.timeline_at().filter(|_| !planned) {
                assert!(happened < now, "{text}: {record:?}");
            }
            if let Record::Sample(it) = record {
                let confirmed = match it.arrival {
                    Some(Arrival::Confirmed(date)) => Some(date),
                    _ => None,
                };
                let done = confirmed.into_iter().chain(it.feedback_on);
                assert!(done.into_iter().all(|date| date < now.date() && date >= it.sent_on), "{it:?}");
            }
        }
        assert!(cards(&change).iter().all(|card| card.created < now));
        let due_today = |date: Option<Date>| date == Some(now.date());
        assert!(dossiers(&change).iter().any(|it| due_today(it.follow_up.as_ref().and_then(|it| it.date))));
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let change = at(morning());
    let ids: HashSet<_> = records(&change).map(Record::id).collect();
    let has = |kind, uuid| ids.contains(&crate::domain::RecordId { kind, uuid });
    for dossier in dossiers(&change) {
        for record in dossier.records() {
            let fine = match &record {
                Record::Interaction(it) => it.contact.is_none_or(|id| dossier.customer.contact(id).is_some()),
                Record::Invoice(it) => it.quotation.is_none_or(|id| has(RecordKind::Quotation, id.0)),
                Record::Order(it) => it.invoice.is_none_or(|id| has(RecordKind::Invoice, id.0)),
                Record::Payment(it) => has(RecordKind::Order, it.order.0),
                Record::Shipment(it) => it.order.is_some_and(|id| has(RecordKind::Order, id.0)),
                _ => true,
            };
            assert!(fine, "{record:?}");
        }
    }
    let customers: HashSet<_> = change.customers().into_iter().collect();
    let belongs =
        |record: &Record| matches!(record, Record::Rate(_)) || customers.contains(&record.customer());
    assert!(records(&change).all(belongs));
}

/// What is still to be paid of each order; also checks that nobody paid too much.
fn balances(dossier: &Dossier) -> Vec<i64> {
    let paid = |order| {
        dossier.timeline().iter().filter_map(move |record| match record {
            Record::Payment(it) if it.order == order => Some(it.amount.minor + it.counted_fee()),
            _ => None,
        })
    };
    let open = dossier.timeline().iter().filter_map(|record| match record {
        Record::Order(it) if it.state != OrderState::Cancelled => {
            Some(it.amount.minor - paid(it.id).sum::<i64>())
        }
        _ => None,
    });
    open.inspect(|open| assert!(*open >= 0, "{} paid too much", dossier.customer.company)).collect()
}

#[test]
fn payments_never_exceed_their_order_and_some_balances_are_open() {
    let open = dossiers(&at(morning())).iter().flat_map(balances).filter(|open| *open > 0).count();
    assert!(open >= 4, "{open} open balances");
}

#[test]
fn the_daily_table_reads_as_in_the_handbook() {
    let (now, change) = (morning(), at(morning()));
    let check = |company: &str, last: i64, content: &str, stage: &str, next: i64, action: &str| {
        let dossier = dossier(&change, company);
        let latest = dossier.interactions().next().unwrap();
        assert_eq!(days(now.date(), latest.at.date()), last, "{company}");
        assert!(latest.summary.contains(content), "{company}: {}", latest.summary);
        assert_eq!(dossier.stage().as_str(), stage, "{company}");
        let follow_up = dossier.follow_up.unwrap();
        assert_eq!(days(now.date(), follow_up.date.unwrap()), next, "{company}");
        assert_eq!(follow_up.action, action);
    };
    check("ABC Ltd.", -4, "Quoted, no answer", "developing", 0, "Send a reminder of the quote");
    check("XYZ GmbH", -8, "DHL sample received", "awaiting_feedback", -1, "Ask for sample feedback");
    check("GlobalBuy", -2, "First order closed", "won", 15, "Offer new products for a repeat");
    check("ABC International", -3, "sample colour", "sample_confirmed", 0, "Send the sample by DHL");
}

#[test]
fn the_trial_order_of_the_handbook_is_there() {
    let dossier = dossier(&at(morning()), "De Vries Cadeauverpakkingen B.V.");
    let shows = |wanted: &dyn Fn(&Record) -> bool| assert!(dossier.timeline().iter().any(wanted));
    shows(&|record| {
        matches!(record, Record::Quotation(it)
        if it.price.to_string() == "USD 0.86" && it.moq == Some(5000) && it.place == "SHENZHEN")
    });
    shows(&|record| {
        matches!(record, Record::Sample(it)
        if it.tracking == "562729" && it.courier == "DHL" && it.what.contains("3 specs, grey-board"))
    });
    shows(&|record| {
        matches!(record, Record::Invoice(it)
        if it.number == "PI20240517-A" && it.amount.to_string() == "USD 4,280.00" && it.quotation.is_some())
    });
    shows(&|record| {
        matches!(record, Record::Shipment(it)
        if it.mode == TransportMode::Sea && it.transit_days == 30)
    });
    assert_eq!(balances(&dossier), [299_600]);
}

#[test]
fn the_day_is_full_but_can_be_done() {
    let (now, change) = (morning(), at(morning()));
    let mut late = 0;
    let mut today = 0;
    let mut later = 0;
    let mut timed = 0;
    for FollowUp { date, time, .. } in dossiers(&change).into_iter().filter_map(|it| it.follow_up) {
        match date.map(|date| days(now.date(), date)) {
            Some(..0) => late += 1,
            Some(0) => today += 1,
            Some(_) => later += 1,
            None => {}
        }
        timed += usize::from(time.is_some());
    }
    assert_eq!((late, today), (5, 6), "overdue, today");
    assert!(later >= 15 && timed >= 3, "{later} later, {timed} with a time");
}

#[test]
fn the_awkward_cases_are_there() {
    let (now, change) = (morning(), at(morning()));
    let ago = |moment: Option<Moment>| moment.map(|moment| days(moment.date(), now.date()));
    let stages = Stages::parse(DEFAULT_STAGES).unwrap();
    let all = dossiers(&change);
    let summaries: Vec<_> = all.iter().map(Summary::of).collect();
    let some = |what: &str, wanted: &dyn Fn(&Summary) -> bool| {
        assert!(summaries.iter().any(wanted), "nobody {what}");
    };
    let last_in = |it: &Summary| it.contact.last.as_ref().is_some_and(|last| last.direction == Direction::In);
    some("was never contacted", &|it| it.contact.count == 0 && it.follow_up.is_none());
    some("wrote last without a next step", &|it| last_in(it) && it.follow_up.is_none());
    some("is hot and neglected", &|it| {
        stages.group(&it.stage) == StageGroup::Inquiry
            && ago(it.contact.last_in) > Some(14)
            && it.follow_up.is_none()
    });
    some("is cold and pestered", &|it| it.contact.unanswered >= 5 && ago(it.contact.last_out) < Some(4));
    some("was quoted again and again", &|it| it.deals.quotations >= 4 && it.deals.orders == 0);
    some("is not to be contacted", &|it| it.do_not_contact);
    some("put it off", &|it| it.follow_up.as_ref().is_some_and(|it| it.postponed > 1));
    let sample = |days_ago: i64| {
        move |it: &Summary| {
            let arrival = it.deals.open_sample.and_then(|sample| sample.arrival);
            arrival == now.date().checked_sub(Duration::days(days_ago))
        }
    };
    some("has a sample on the way", &sample(-2));
    some("has had a sample for three days", &sample(3));
    some("has had a sample for eight days", &sample(8));
    let by_cadence = summaries.iter().filter(|it| it.follow_up.is_none() && it.contact.count > 0).count();
    assert!(by_cadence >= 6, "{by_cadence} by cadence alone");
    let lost = interactions(&change).into_iter().find(|entry| entry.stage.as_str() == "lost").unwrap();
    assert!(!lost.lost_reason.is_empty());
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let notes = interactions(&change);
    let in_chinese = notes.iter().filter(|entry| chinese(&entry.summary)).count();
    assert!(in_chinese * 5 > notes.len(), "{in_chinese} of {} notes in Chinese", notes.len());
}

/// Every text that the seller has written, with the field that holds it.
fn written<'v>(field: &'v str, value: &'v toml::Value, found: &mut Vec<&'v str>) {
    match value {
        toml::Value::String(text) if WRITTEN.contains(&field) => found.push(text),
        toml::Value::Array(values) => values.iter().for_each(|it| written(field, it, found)),
        toml::Value::Table(table) => table.iter().for_each(|(field, it)| written(field, it, found)),
        _ => {}
    }
}

#[test]
fn a_chinese_seller_writes_chinese() {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let chinese: HashMap<String, String> = toml::from_str(IN_CHINESE).unwrap();
    let file: toml::Value = toml::from_str(DEMO).unwrap();
    let mut texts = Vec::new();
    written("", &file, &mut texts);
    let missing: Vec<_> =
        texts.iter().filter(|text| !is_chinese(text) && !chinese.contains_key(**text)).collect();
    let names = ["Alibaba", "Google", "LinkedIn", "Facebook", "WhatsApp"];
    assert!(missing.iter().all(|text| names.contains(text)), "{missing:?}");
    let idle: Vec<_> = chinese.keys().filter(|text| !texts.contains(&text.as_str())).collect();
    assert!(idle.is_empty(), "nobody writes {idle:?}");
    assert!(chinese.values().all(|text| is_chinese(text)));

    let both = [Notes::Mixed, Notes::Chinese].map(|notes| {
        let change = demo(morning(), &mut IdMint::new(7), notes).unwrap();
        let shown = dossier(&change, "ABC International");
        (change.edits.len(), shown.follow_up.unwrap().action, shown.customer.company)
    });
    assert_eq!(both[0].0, both[1].0);
    assert_eq!([&both[0].1, &both[1].1], ["Send the sample by DHL", "DHL 寄样"]);
    assert_eq!(both[0].2, both[1].2);
}

#[test]
fn a_wrong_asset_is_refused_with_customer_and_field() {
    let check = |lines: &str, expected: &[&str]| {
        let head = "seller = 'S'\n[[customer]]\ncompany = 'Wrong Co'\ncountry = 'DE'\nsince = -9\n";
        let file = toml::from_str(&format!("{head}{lines}")).unwrap();
        let error = read(file, morning(), &mut IdMint::new(1)).unwrap_err().to_string();
        for part in ["Wrong Co"].iter().chain(expected) {
            assert!(error.contains(part), "{error}\nlacks {part}");
        }
    };
    let log =
        |line: &str| format!("contacts = [{{ name = 'Ann' }}, {{ name = 'Anna' }}]\nlog = [{{ {line} }}]");
    check("potential = 9", &["potential", "from 1 to 5"]);
    check("colour = 'red'", &["colour"]);
    check("type = 'shop'", &["type", "shop"]);
    check("pinned_grade = 'D'", &["`pinned_grade`", "A, B or C"]);
    check(&log("at = '1 10:00', via = 'email', text = ''"), &["`log[0].at`", "not happened yet"]);
    check(&log("at = -1, via = 'email', text = ''"), &["`log[0].at`", "time of day"]);
    check(&log("at = 'soon', via = 'email', text = ''"), &["log", "at", "\"soon\" is no day"]);
    check(&log("at = '-20 10:00', via = 'email', text = ''"), &["`log[0].at`", "before"]);
    check(&log("at = '-1 10:00', via = 'pigeon', text = ''"), &["via", "pigeon"]);
    check(&log("at = '-1 10:00', via = 'email', text = '', who = 'Ann'"), &["`log[0].who`", "several"]);
    check(&log("at = '-1 10:00', via = 'email', text = '', who = 'Zoe'"), &["`log[0].who`", "no contact"]);
    check(&log("at = '-1 10:00', via = 'email', text = '', stage = 'x'"), &["`log[0].stage`", "stage id"]);
    check("feedback = [{ on = -1, text = '', mood = 'neutral', about = 'S-1' }]", &["`feedback[0].about`"]);
    check(
        "quotations = [{ on = -1, product = '', price = 'USD x', unit = '' }]",
        &["quotations", "price", "USD x"],
    );
    check("follow_up = { due = 99999999999 }", &["`due`", "no calendar"]);
}
