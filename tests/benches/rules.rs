//! What assessing a hundred thousand customers costs, beside the least that going over them can cost.
//!
//! `cargo bench --bench rules`

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use genjin::app::ledger::{Assessed, Everybody, Gathering, Ledger};
use genjin::app::settings::SortOrder;
use genjin::calendar::{Calendar, DaysOff};
use genjin::domain::stage::DEFAULT_STAGES;
use genjin::domain::{CustomerId, Dossier, Moment, Record, Stages, Summary};
use genjin::rules::Rules;
use genjin::sample_data;
use std::collections::HashMap;
use std::hint::black_box;
use std::sync::Arc;
use time::Date;

const CUSTOMERS: u32 = 100_000;
const INTERACTIONS: u32 = 300_000;

/// The summaries of generated customers, as the store would make them.
fn summaries(now: Moment) -> Vec<Summary> {
    let mut summaries = Vec::new();
    for change in sample_data::generate(CUSTOMERS, INTERACTIONS, 1, now) {
        let mut records: HashMap<CustomerId, Vec<Record>> = HashMap::new();
        for record in change.edits.into_iter().filter_map(|edit| edit.after) {
            records.entry(record.customer()).or_default().push(record);
        }
        let dossiers = records.into_values().filter_map(Dossier::from_records);
        summaries.extend(dossiers.map(|dossier| Summary::of(&dossier)));
    }
    summaries
}

/// The least that any rules can cost that go by these fields: each is read, and nothing is asked of it.
fn looked_at(it: &Summary) -> i64 {
    let (contact, deals) = (&it.contact, &it.deals);
    let day = |date: Option<Date>| date.map_or(0, |date| i64::from(date.to_julian_day()));
    let at = |moment: Option<Moment>| moment.map_or(0, Moment::unix_ms);
    let plan = it.follow_up.as_ref();
    let days = [
        contact.answered,
        deals.last_quotation,
        deals.open_quotation,
        deals.open_sample.map(|sample| sample.sent_on),
        deals.last_order,
        deals.last_record,
        deals.balance.map(|balance| balance.due),
        deals.deposit.map(|deposit| deposit.due),
        deals.open_invoice,
        deals.etd,
        deals.complaint,
        plan.and_then(|plan| plan.date),
    ];
    let moments = [
        Some(it.created),
        Some(it.stage_since),
        contact.last.as_ref().map(|last| last.at),
        contact.last_in,
        contact.wrote,
        contact.waits_since,
        plan.and_then(|plan| plan.set_at),
    ];
    let lists = contact.touches.iter().chain(&deals.open_until).map(|date| day(Some(*date)));
    let names = it.tags.iter().map(String::as_str).chain([it.stage.as_str()]).flat_map(str::bytes);
    let counts = [contact.unanswered, deals.orders, deals.cancelled_orders, deals.invoices, deals.quotations];
    let sums = deals.ordered.iter().map(|sum| sum.minor);
    days.into_iter().map(day).sum::<i64>()
        + moments.into_iter().map(at).sum::<i64>()
        + lists.sum::<i64>()
        + names.map(i64::from).sum::<i64>()
        + counts.into_iter().map(i64::from).sum::<i64>()
        + sums.sum::<i64>()
        + i64::from(it.do_not_contact)
}

fn rules(criterion: &mut Criterion) {
    let Ok(now) = Moment::parse("2026-06-05T09:00:00+08:00") else { return };
    let Ok(stages) = Stages::parse(DEFAULT_STAGES) else { return };
    let (rules, stages, today) = (Arc::new(Rules::builtin()), Arc::new(stages), now.date());
    let calendar = Arc::new(Calendar::new(DaysOff::default()));
    let summaries = summaries(now);
    let mut group = criterion.benchmark_group("100k customers");
    group.sample_size(20);
    group.bench_function("sum one field", |bench| {
        bench.iter(|| summaries.iter().map(|it| u64::from(black_box(it).contact.count)).sum::<u64>());
    });
    group.bench_function("look at every field that the rules go by", |bench| {
        bench.iter(|| summaries.iter().map(|it| looked_at(black_box(it))).sum::<i64>());
    });
    group.bench_function("assess", |bench| {
        bench.iter(|| {
            let points =
                summaries.iter().map(|it| i64::from(rules.assess(it, &stages, &calendar, today).priority));
            points.sum::<i64>()
        });
    });
    let ledger = || {
        let (rules, stages) = (Arc::clone(&rules), Arc::clone(&stages));
        Ledger::new(rules, stages, Arc::clone(&calendar), today, summaries.clone(), SortOrder::Name)
    };
    group.sample_size(10);
    // As the cockpit holds everybody: packed, which whoever looks at all of them has to undo.
    let nobody = Gathering::new(
        Arc::clone(&rules),
        Arc::clone(&stages),
        Arc::clone(&calendar),
        today,
        SortOrder::Name,
    );
    let held = nobody.to_work().with(summaries.clone()).ledger();
    group.bench_function("sum one field of those held", |bench| {
        let counts = || held.rows().map(|row| u64::from(row.summary.unpacked().contact.count));
        bench.iter(|| counts().sum::<u64>());
    });
    group.bench_function("assess those held", |bench| {
        let assess = |it: Summary| i64::from(rules.assess(&it, &stages, &calendar, today).priority);
        bench.iter(|| held.rows().map(|row| assess(row.summary.unpacked())).sum::<i64>());
    });
    group.bench_function("another order of the list", |bench| {
        let mut ledger = ledger();
        bench.iter(|| {
            ledger.sort_by(SortOrder::Due);
            ledger.sort_by(SortOrder::Name);
        });
    });
    // A rule file was saved: what the keys wait for, before and after somebody has assessed everybody beside them.
    if let Ok(other) = Rules::parse_over_builtin("[priority]\nagreed = 21") {
        let asked = || {
            let mut ledger = held.clone();
            ledger.set_grounds(&other, Arc::clone(&stages), Arc::clone(&calendar));
            ledger
        };
        group.bench_function("other rules, handed over", |bench| {
            bench.iter_batched_ref(asked, Ledger::everybody, BatchSize::PerIteration);
        });
        group.bench_function("other rules, taken in", |bench| {
            let done = || {
                let mut ledger = asked();
                let assessed = ledger.everybody().map(Everybody::assessed);
                (ledger, assessed)
            };
            let take = |(ledger, assessed): &mut (Ledger, Option<Assessed>)| {
                if let Some(assessed) = assessed.take() {
                    ledger.take_assessed(assessed);
                }
            };
            bench.iter_batched_ref(done, take, BatchSize::PerIteration);
        });
    }
    drop(held);
    if let Some(tomorrow) = today.next_day() {
        group.bench_function("midnight", |bench| {
            bench.iter_batched_ref(ledger, |ledger| ledger.set_today(tomorrow), BatchSize::LargeInput);
        });
    }
    if let Some(one) = summaries.first() {
        group.bench_function("explain one", |bench| {
            bench.iter(|| rules.explain(black_box(one), &stages, &calendar, today));
        });
        group.bench_function("a change of one", |bench| {
            let mut ledger = ledger();
            // In the cockpit names are found by an index, which a change brings up to date as well.
            ledger.prepare_to_find();
            let mut changed = one.clone();
            bench.iter(|| {
                changed.contact.count += 1;
                ledger.take_summaries(vec![changed.clone()], &[]);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, rules);
criterion_main!(benches);
