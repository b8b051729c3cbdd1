//! Making a ledger of everybody, customer by customer.

use super::Ledger;
use super::deals::DealIndex;
use super::namesakes::Names;
use super::packed::Packer;
use super::pipeline::PipelineIndex;
use super::prices::PriceIndex;
use super::tags::TagCounts;
use super::times::Times;
use super::watch::Watch;
use crate::app::settings::SortOrder;
use crate::calendar::Calendar;
use crate::domain::{Rate, Stages, Summary};
use crate::rules::Rules;
use crate::search::Index;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use time::Date;

/// A ledger that is being made. Parts that were made on several threads from clones of an empty one are
/// joined to one.
#[derive(Clone)]
pub struct Gathering(Ledger);

impl Gathering {
    /// Nobody yet.
    pub fn new(
        rules: Arc<Rules>,
        stages: Arc<Stages>,
        calendar: Arc<Calendar>,
        today: Date,
        sort: SortOrder,
    ) -> Self {
        Self(Ledger {
            rules,
            stages,
            calendar,
            today,
            rows: HashMap::new(),
            packer: Packer::default(),
            sort,
            order: Vec::new(),
            agenda: Vec::new(),
            dossiers: HashMap::new(),
            index: OnceLock::new(),
            deals: DealIndex::default(),
            names: Names::default(),
            tags: TagCounts::default(),
            times: Times::default(),
            pipeline: OnceLock::new(),
            watch: Watch::default(),
            prices: OnceLock::new(),
            beyond: None,
            anew: None,
        })
    }

    /// The same with what the screens need that commands do without: to find, the board, and little memory.
    pub fn to_work(mut self) -> Self {
        self.0.packer = Packer::pressing();
        self.0.index.get_or_init(Index::default);
        self.0.pipeline.get_or_init(PipelineIndex::default);
        self.0.prices.get_or_init(PriceIndex::default);
        self
    }

    /// The same with these rates of exchange; to be said before anybody is added.
    pub fn with_rates(mut self, rates: Vec<Rate>) -> Self {
        self.0.rules = Arc::new(self.0.rules.with_rates(rates));
        self
    }

    /// Adds a customer who is not there yet.
    pub fn add(&mut self, summary: &Summary) {
        self.0.enter(summary);
    }

    /// Adds customers who are not there yet, letting go of each in turn.
    pub fn with(mut self, summaries: Vec<Summary>) -> Self {
        for summary in summaries {
            self.add(&summary);
        }
        self
    }

    /// Together with another part with other customers.
    pub fn joined(mut self, other: Self) -> Self {
        let Ledger { rows, index, deals, names, tags, times, pipeline, watch, prices, .. } = other.0;
        if self.0.rows.is_empty() {
            self.0.rows = rows;
        } else {
            self.0.rows.extend(rows);
        }
        if let (Some(index), Some(other)) = (self.0.index.get_mut(), index.into_inner()) {
            index.append(other);
        }
        if let (Some(pipeline), Some(other)) = (self.0.pipeline.get_mut(), pipeline.into_inner()) {
            pipeline.append(other);
        }
        self.0.deals.append(deals);
        self.0.names.append(names);
        self.0.tags.append(tags);
        self.0.times.append(times);
        self.0.watch.append(watch);
        self.0.join_prices(prices.into_inner());
        self
    }

    /// Puts everybody in order.
    pub fn ledger(mut self) -> Ledger {
        self.0.arrange();
        self.0
    }
}
