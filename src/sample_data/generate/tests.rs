//! Generated data: the same everywhere, exact in number, plausible in kind.

use super::*;
use crate::domain::{Interaction, Record};
use proptest::prelude::*;
use std::collections::HashSet;

fn now() -> Moment {
    Moment::parse("2026-06-05T09:00:00+08:00").unwrap()
}

fn records(customers: u32, interactions: u32, seed: u64) -> Vec<Record> {
    let changes = generate(customers, interactions, seed, now());
    changes.flat_map(|change| change.edits).filter_map(|edit| edit.after).collect()
}

fn count(records: &[Record], wanted: impl Fn(&Record) -> bool) -> usize {
    records.iter().filter(|record| wanted(record)).count()
}

fn interactions(records: &[Record]) -> impl Iterator<Item = &Interaction> {
    records.iter().filter_map(|record| match record {
        Record::Interaction(it) => Some(&**it),
        _ => None,
    })
}

#[test]
fn the_same_arguments_give_the_same_bytes_on_every_machine() {
    let print = |seed| {
        let changes: Vec<_> = generate(30, 300, seed, now()).collect();
        crc32fast::hash(&serde_json::to_vec(&changes).unwrap())
    };
    assert_eq!(
        print(1),
        2_599_686_892,
        "the generated data has changed: past measurements no longer compare"
    );
    assert_ne!(print(1), print(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_counts_are_exact(customers in 1_u32..1200, interactions in 0_u32..4000, seed: u64) {
        let changes = generate(customers, interactions, seed, now());
        prop_assert_eq!(changes.len(), customers.div_ceil(BATCH) as usize);
        let records = records(customers, interactions, seed);
        let cards = count(&records, |record| matches!(record, Record::Customer(_)));
        let entries = count(&records, |record| matches!(record, Record::Interaction(_)));
        prop_assert_eq!((cards, entries), (customers as usize, interactions as usize));
    }
}

#[test]
fn nothing_comes_of_nothing() {
    assert_eq!(generate(0, 100, 1, now()).count(), 0);
}

#[test]
fn batches_stay_small() {
    for change in generate(1200, 12_000, 3, now()) {
        assert!(change.customers().len() <= 500);
        assert_eq!(change.cause, Cause::Generated);
    }
}

#[test]
fn every_id_is_unique_and_every_contact_is_on_the_card() {
    let records = records(2000, 10_000, 5);
    let ids: HashSet<_> = records.iter().map(Record::id).collect();
    assert_eq!(ids.len(), records.len());
    let people: HashSet<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::Customer(it) => Some((it.id, &it.contacts)),
            _ => None,
        })
        .flat_map(|(id, contacts)| contacts.iter().map(move |person| (id, person.id)))
        .collect();
    for entry in interactions(&records) {
        assert!(entry.contact.is_none_or(|id| people.contains(&(entry.customer, id))), "{entry:?}");
    }
}

#[test]
fn companies_are_numbered_so_that_each_can_be_found() {
    let records = records(700, 0, 9);
    let names = records.iter().filter_map(|record| match record {
        Record::Customer(it) => Some(it.company.as_str()),
        _ => None,
    });
    let mut last = 0;
    for (place, name) in names.enumerate() {
        let digits = name.split(' ').nth(2).unwrap();
        assert_eq!(digits, format!("{:06}", place + 1), "{name}");
        last = place + 1;
    }
    assert_eq!(last, 700);
}

#[test]
fn one_in_twenty_is_due_and_a_fifth_never() {
    let records = records(20_000, 40_000, 11);
    let today = now().date();
    let due = |wanted: &dyn Fn(time::Date) -> bool| {
        count(&records, |record| matches!(record, Record::FollowUp(it) if it.date.is_some_and(wanted)))
    };
    let check = |what: &str, found: usize, share: usize| {
        let (low, high) = (share * 17, share * 23);
        assert!((low..=high).contains(&found), "{what}: {found} is not about {share} in a thousand");
    };
    check("today", due(&|date| date == today), 10);
    check("overdue", due(&|date| date < today), 40);
    check("later", due(&|date| date > today), 750);
}

#[test]
fn customers_without_a_date_are_closed_or_were_spoken_to_yesterday() {
    let change: Vec<_> = generate(1500, 6000, 4, now()).collect();
    for change in &change {
        let mut by_customer = std::collections::HashMap::<_, Vec<_>>::new();
        for record in change.edits.iter().filter_map(|edit| edit.after.clone()) {
            by_customer.entry(record.customer()).or_default().push(record);
        }
        for records in by_customer.into_values() {
            let dossier = crate::domain::Dossier::from_records(records).unwrap();
            let yesterday = now().date().previous_day();
            let rests = dossier.follow_up.is_some()
                || dossier.customer.do_not_contact
                || dossier.stage().as_str() == "lost"
                || dossier.interactions().next().map(|entry| entry.at.date()) == yesterday;
            assert!(rests, "{:?}", dossier.customer);
        }
    }
}

#[test]
fn nothing_happened_today_or_later() {
    for text in ["2026-06-05T00:00:00+14:00", "2028-02-29T23:59:59-11:00", "2027-01-01T00:00:00Z"] {
        let now = Moment::parse(text).unwrap();
        for record in generate(600, 6000, 6, now).flat_map(|change| change.edits) {
            let record = record.after.unwrap();
            assert!(record.timeline_at().is_none_or(|at| at < now), "{text}: {record:?}");
            if let Record::Customer(card) = record {
                assert!(card.created < now, "{text}: {card:?}");
            }
        }
    }
}

#[test]
fn the_log_of_a_customer_runs_forward() {
    let records = records(300, 3000, 8);
    let log: Vec<_> = interactions(&records).collect();
    let follows = |pair: &[&Interaction]| pair[0].customer != pair[1].customer || pair[0].at <= pair[1].at;
    assert!(log.windows(2).all(follows));
}

#[test]
fn words_for_measuring_search_are_as_rare_as_promised() {
    let records = records(4000, 200_000, 1);
    let notes: Vec<_> = interactions(&records).map(|entry| entry.summary.as_str()).collect();
    let holds = |word: &str| notes.iter().filter(|note| note.contains(word)).count();
    let chinese = notes.iter().filter(|note| note.chars().any(|c| c == '，')).count();
    assert!((78_000..82_000).contains(&chinese), "{chinese} Chinese");
    assert!((80..160).contains(&holds("Finish changed to walnut: ")), "{}", holds("walnut"));
    assert_eq!(holds("walnut"), holds("Finish changed to walnut: "));
    assert!((50..115).contains(&holds("付款逾期")), "{}", holds("付款逾期"));
    assert!(holds("sample") > 20_000, "{}", holds("sample"));
    assert_eq!(holds("qzxwvk"), 0);
    assert!(notes.iter().all(|note| !note.contains('@')), "a place was left open");
}
