//! What the store costs: a small change, a card and the list, in a small store and in a very large one.
//!
//! `cargo bench --bench store`; making the large store takes a minute.

#![expect(clippy::expect_used, reason = "what cannot be set up cannot be measured")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use genjin::domain::{Cause, Change, ChangeId, Customer, Edit, IdMint, Moment};
use genjin::sample_data;
use genjin::store::{Store, quick_summaries};
use std::hint::black_box;
use tempfile::TempDir;

const SIZES: [(&str, u32, u32); 2] = [("1k", 100, 1_000), ("1M", 100_000, 1_000_000)];

fn now() -> Moment {
    Moment::from_unix_ms(1_780_000_000_000, 480)
}

fn filled(customers: u32, interactions: u32) -> (TempDir, Store) {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut store, _) = Store::open(dir.path(), now(), 1).expect("a store");
    for change in sample_data::generate(customers, interactions, 1, now()) {
        store.commit(&change).expect("room for a batch");
    }
    store.tend().expect("copies");
    // What the system still has to write would be paid for by the first changes that are measured.
    drop(std::process::Command::new("sync").status());
    (dir, store)
}

fn sizes(criterion: &mut Criterion) {
    for (name, customers, interactions) in SIZES {
        let (dir, mut store) = filled(customers, interactions);
        let summaries = store.summaries().expect("summaries");
        let mut group = criterion.benchmark_group(name);
        group.sample_size(50);
        let mut places = (0..summaries.len()).cycle().step_by(37);
        group.bench_function("one dossier", |bench| {
            bench
                .iter(|| black_box(store.dossier(summaries[places.next().unwrap_or(0)].id).expect("a card")));
        });
        let mut ids = IdMint::new(9);
        let card = Customer::new(genjin::domain::CustomerId(ids.mint(now())), now(), "Bench");
        let mut stored = card.clone();
        let change = |ids: &mut IdMint, edits| Change {
            id: ChangeId(ids.mint(now())),
            at: now(),
            author: "me".into(),
            cause: Cause::Edited,
            edits,
        };
        store.commit(&change(&mut ids, vec![Edit::create(card)])).expect("room");
        let mut count = 0_u32;
        group.bench_function("one small change, durable", |bench| {
            bench.iter_batched(
                || {
                    count += 1;
                    let after = Customer { note: count.to_string(), ..stored.clone() };
                    let edit = Edit::update(std::mem::replace(&mut stored, after.clone()), after);
                    change(&mut ids, vec![edit])
                },
                |change| store.commit(&change).expect("room"),
                BatchSize::PerIteration,
            );
        });
        let queue = |ids: &mut IdMint| -> Vec<Change> {
            let cards = (0..64).map(|number| {
                let id = genjin::domain::CustomerId(ids.mint(now()));
                Customer::new(id, now(), format!("Queued {number}"))
            });
            let cards: Vec<_> = cards.collect();
            cards.into_iter().map(|card| change(ids, vec![Edit::create(card)])).collect()
        };
        group.sample_size(10);
        group.bench_function("64 changes that wait, one by one", |bench| {
            bench.iter_batched(
                || queue(&mut ids),
                |queue| queue.iter().map(|change| store.commit(change).is_ok()).filter(|done| *done).count(),
                BatchSize::PerIteration,
            );
        });
        group.bench_function("64 changes that wait, together", |bench| {
            bench.iter_batched(
                || queue(&mut ids),
                |queue| store.commit_all(&queue.iter().collect::<Vec<_>>()).len(),
                BatchSize::PerIteration,
            );
        });
        store.tend().expect("copies");
        group.bench_function("all summaries without sled", |bench| {
            bench.iter(|| black_box(quick_summaries(dir.path()).expect("summaries that fit")));
        });
    }
}

criterion_group!(benches, sizes);
criterion_main!(benches);
