//! What the business lists and the price memory cost with ten thousand samples out.
//!
//! `cargo bench --bench business`

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use genjin::app::business::{Business, DealFilter, DealSort, rows};
use genjin::app::ledger::Ledger;
use genjin::app::settings::SortOrder;
use genjin::calendar::{Calendar, DaysOff};
use genjin::domain::money::{Currency, UnitPrice};
use genjin::domain::stage::DEFAULT_STAGES;
use genjin::domain::summary::DealList;
use genjin::domain::trade::{Arrival, Incoterm, Quotation, Sample};
use genjin::domain::{
    Country, Customer, CustomerId, CustomerType, Dossier, Moment, QuotationId, Record, SampleId, Stages,
    Summary,
};
use genjin::rules::Rules;
use std::hint::black_box;
use std::sync::Arc;
use time::{Date, Duration};
use uuid::Uuid;

const SAMPLES: u128 = 10_000;

/// A customer with a sample out and a quotation.
fn summary(number: u128, today: Date, now: Moment) -> Option<Summary> {
    let id = CustomerId(Uuid::from_u128(number + 1));
    let days = Duration::days(i64::try_from(number % 40).ok()?);
    let card = Customer {
        country: Country::find(["DE", "US", "FR"].get(usize::try_from(number % 3).ok()?)?),
        kind: Some(CustomerType::Agent),
        ..Customer::new(id, now, format!("Company {number}"))
    };
    let sample = Sample {
        id: SampleId(Uuid::from_u128(number + 1)),
        customer: id,
        number: format!("S-{number}"),
        what: "3 specs, grey board".into(),
        sent_on: today - days,
        courier: "DHL".into(),
        tracking: format!("56{number:08}"),
        arrival: Some(Arrival::Estimated(today - days + Duration::days(20))),
        feedback: String::new(),
        feedback_on: None,
        cost: None,
        charged: false,
    };
    let quotation = Quotation {
        id: QuotationId(Uuid::from_u128(number + 1)),
        customer: id,
        date: today - days,
        product: format!("Rigid box {}", number % 50),
        incoterm: Some(Incoterm::Fob),
        place: "SHENZHEN".into(),
        price: UnitPrice { amount: 86, decimals: 2, currency: Currency::new("USD")? },
        unit: "pc".into(),
        moq: Some(5000),
        valid_until: None,
        note: String::new(),
    };
    let records = [Record::from(card), sample.into(), quotation.into()];
    Dossier::from_records(records).map(|dossier| Summary::of(&dossier))
}

fn business(criterion: &mut Criterion) {
    let Ok(now) = Moment::parse("2026-06-05T09:00:00+08:00") else { return };
    let Ok(stages) = Stages::parse(DEFAULT_STAGES) else { return };
    let today = now.date();
    let summaries: Vec<Summary> = (0..SAMPLES).filter_map(|number| summary(number, today, now)).collect();
    let (rules, calendar) = (Arc::new(Rules::builtin()), Arc::new(Calendar::new(DaysOff::default())));
    let mut ledger =
        Ledger::new(rules, Arc::new(stages), calendar, today, summaries.clone(), SortOrder::Name);
    ledger.prepare_to_find();
    let Some(one) = summaries.first() else { return };
    let mut group = criterion.benchmark_group("10k samples out");
    let samples = || {
        let mut business = Business::default();
        business.list = DealList::Samples;
        business
    };
    group.bench_function("open the list", |bench| {
        bench.iter_batched_ref(samples, |business| business.refresh(&ledger, today), BatchSize::SmallInput);
    });
    group.bench_function("past their day", |bench| {
        bench.iter(|| {
            rows(&ledger, DealList::Samples, DealSort::Day, DealFilter::Overdue, black_box(today)).len()
        });
    });
    group.bench_function("nothing has changed", |bench| {
        let mut business = samples();
        business.refresh(&ledger, today);
        bench.iter(|| business.refresh(&ledger, today));
    });
    group.bench_function("what others were quoted", |bench| {
        bench.iter(|| ledger.price_of_others(black_box(one.id), "rigid box 7").is_some());
    });
    group.bench_function("a sample is answered", |bench| {
        let mut business = samples();
        let mut answered = one.clone();
        answered.open.clear();
        let mut is_open = true;
        bench.iter(|| {
            is_open = !is_open;
            let next = if is_open { one.clone() } else { answered.clone() };
            ledger.take_summaries(vec![next], &[]);
            business.refresh(&ledger, today);
        });
    });
    group.finish();
}

criterion_group!(benches, business);
criterion_main!(benches);
