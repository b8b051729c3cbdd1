//! From the edits of a change to the writes that carry them out.
//!
//! Everything is read, checked and computed here, before anything is written, since a transaction must
//! not read. A customer's records are read whole, which its summary needs anyway; no other
//! customer is looked at, so that the cost does not grow with the store.

use super::StoreError;
use super::codec::{self, Kind};
use super::tally::{Sum, Tally};
use super::trees::{self, Batches, Shelf, Tree, Trees, Write};
use crate::domain::{Customer, CustomerId, Dossier, Edit, Rate, Record, RecordId, Summary};
use std::collections::{BTreeMap, HashMap};

/// Whether edits must fit what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Each edit must start from what is stored, and no record may be left without its customer.
    Strict,
    /// The edits were checked when they were made and may be stored in part already.
    Replay,
}

/// What a change does to the trees, and what is shown of it.
pub struct Plan {
    pub batches: Batches,
    /// The summaries of touched customers that exist afterwards.
    pub summaries: Vec<Summary>,
    /// Touched customers that do not.
    pub removed: Vec<CustomerId>,
    /// Every rate, where one was touched.
    pub rates: Option<Vec<Rate>>,
}

/// What to write for the customers of `groups`.
pub fn plan(trees: &Trees, groups: &[Group<'_>], check: Check) -> Result<Plan, StoreError> {
    let mut plan =
        Plan { batches: Batches::default(), summaries: Vec::new(), removed: Vec::new(), rates: None };
    for Group { customer, steps } in groups {
        let mut desk = Desk::of(trees, *customer)?;
        for step in steps {
            desk.carry_out(step, check)?;
        }
        if check == Check::Strict {
            desk.refuse_orphans()?;
        }
        desk.write_to(trees, &mut plan)?;
    }
    Ok(plan)
}

/// Steps that are planned together, so that a change of any size takes little memory at a time.
const STEPS_AT_ONCE: usize = 2000;

/// The groups in runs of few enough steps.
pub fn runs<'a, 'b>(mut groups: &'a [Group<'b>]) -> impl Iterator<Item = &'a [Group<'b>]> {
    std::iter::from_fn(move || {
        let mut steps = 0;
        let many = groups.iter().take_while(|group| {
            let fits = steps == 0 || steps + group.steps.len() <= STEPS_AT_ONCE;
            steps += group.steps.len();
            fits
        });
        let (run, rest) = groups.split_at(many.count());
        groups = rest;
        (!run.is_empty()).then_some(run)
    })
}

/// What is done to the records of one customer.
pub struct Group<'a> {
    customer: CustomerId,
    steps: Vec<Step<'a>>,
}

/// One record to be put or taken away, with what must be there before.
struct Step<'a> {
    id: RecordId,
    before: Option<&'a Record>,
    after: Option<&'a Record>,
}

/// The steps in the order of the edits, customer by customer in the order in which these come up.
pub fn groups(edits: &[Edit]) -> Result<Vec<Group<'_>>, StoreError> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known = HashMap::new();
    let mut add = |customer: CustomerId, step| {
        let place = *known.entry(customer).or_insert_with(|| {
            groups.push(Group { customer, steps: Vec::new() });
            groups.len() - 1
        });
        groups[place].steps.push(step);
    };
    for edit in edits {
        match (&edit.before, &edit.after) {
            (None, None) => {}
            (Some(before), Some(after)) if before.id() != after.id() => {
                return Err(StoreError::Unfit {
                    what: format!("one edit of two records, {before:?} and {after:?}"),
                });
            }
            // A record that goes to another customer leaves the first one and comes to the second.
            (Some(before), Some(after)) if before.customer() != after.customer() => {
                add(before.customer(), Step { id: before.id(), before: Some(before), after: None });
                add(after.customer(), Step { id: after.id(), before: None, after: Some(after) });
            }
            (before, after) => {
                if let Some(record) = after.as_ref().or(before.as_ref()) {
                    let step = Step { id: record.id(), before: before.as_ref(), after: after.as_ref() };
                    add(record.customer(), step);
                }
            }
        }
    }
    Ok(groups)
}

/// One customer's records while edits are made to them.
struct Desk {
    customer: CustomerId,
    records: BTreeMap<RecordId, Slot>,
    summary: Option<(u16, Sum)>,
}

#[derive(Default)]
struct Slot {
    record: Option<Record>,
    stored: Option<Stored>,
    touched: bool,
}

/// Where a record stands at present.
struct Stored {
    tree: Tree,
    key: Vec<u8>,
    continued: u16,
    sum: Sum,
}

impl Desk {
    fn of(trees: &Trees, customer: CustomerId) -> Result<Self, StoreError> {
        let mut records = BTreeMap::new();
        for found in trees.records_of(customer) {
            let (tree, row, record) = found?;
            let sum = row.sum();
            let stored = Some(Stored { tree, key: row.key, continued: row.continued, sum });
            records.insert(record.id(), Slot { record: Some(record), stored, touched: false });
        }
        let summary = trees.rows(Tree::Summary, customer.0.as_bytes()).next().transpose()?;
        Ok(Self { customer, records, summary: summary.map(|row| (row.continued, row.sum())) })
    }

    fn carry_out(&mut self, step: &Step<'_>, check: Check) -> Result<(), StoreError> {
        let present = self.records.get(&step.id).and_then(|slot| slot.record.as_ref());
        if check == Check::Strict && present != step.before {
            let named = [step.after, step.before].into_iter().flatten().find_map(card_of);
            return Err(self.conflict(named));
        }
        if present != step.after {
            let slot = self.records.entry(step.id).or_default();
            slot.record = step.after.cloned();
            slot.touched = true;
        }
        Ok(())
    }

    /// A record without its customer's card would never be seen again. It comes about when someone
    /// deletes a customer whose newest entry they have not seen, or writes to one just deleted.
    fn refuse_orphans(&self) -> Result<(), StoreError> {
        if self.customer == CustomerId::NOBODY {
            return Ok(());
        }
        let there = || self.records.values().filter_map(|slot| slot.record.as_ref());
        if there().next().is_some() && !there().any(|record| card_of(record).is_some()) {
            return Err(self.conflict(None));
        }
        Ok(())
    }

    fn conflict(&self, named: Option<&Customer>) -> StoreError {
        let own = self.records.values().filter_map(|slot| slot.record.as_ref()).find_map(card_of);
        let name = own.or(named).map_or_else(|| self.customer.to_string(), |card| card.company.clone());
        StoreError::Conflict { customer: self.customer, name }
    }

    /// The writes that bring the touched records about, and what they do to the tally.
    fn record_writes(&self, trees: &Trees) -> Result<(Vec<Write>, Sum), StoreError> {
        let touched = self.records.values().filter(|slot| slot.touched);
        let (entries, alone): (Vec<_>, Vec<_>) =
            touched.partition(|slot| slot.tree() == Some(Tree::Timeline));
        let (mut writes, mut sum) = (Vec::new(), Sum::default());
        for slot in alone {
            sum += slot.write(&mut writes)?;
        }
        if !entries.is_empty() {
            let mut timeline = Shelf::of(trees, self.customer)?;
            for slot in entries {
                sum += slot.write_entry(&mut timeline)?;
            }
            writes.extend(timeline.writes()?);
        }
        Ok((writes, sum))
    }

    fn write_to(self, trees: &Trees, plan: &mut Plan) -> Result<(), StoreError> {
        let (writes, records) = self.record_writes(trees)?;
        plan.batches.push(writes, Tally { records, summaries: Sum::default() });
        if self.customer == CustomerId::NOBODY {
            let records = self.records.into_values().filter_map(|slot| slot.record);
            plan.rates = Some(records.filter_map(rate_of).collect());
            return Ok(());
        }
        let key = self.customer.0;
        let (continued, gone) =
            self.summary.map_or((None, Sum::default()), |(continued, sum)| (Some(continued), sum.negative()));
        let counted = |sum: Sum| Tally { records: Sum::default(), summaries: gone + sum };
        let dossier = Dossier::from_records(self.records.into_values().filter_map(|slot| slot.record));
        if let Some(dossier) = dossier {
            let summary = Summary::of(&dossier);
            let value = codec::encode(Kind::Summary, &summary).map_err(unfit)?;
            let writes = trees::put(Tree::Summary, key.as_bytes(), &value, continued.unwrap_or(0))?;
            plan.batches.push(writes, counted(Sum::of(key.as_bytes(), &value)));
            plan.summaries.push(summary);
        } else {
            if let Some(continued) = continued {
                let writes = trees::remove(Tree::Summary, key.as_bytes(), continued);
                plan.batches.push(writes, counted(Sum::default()));
            }
            plan.removed.push(self.customer);
        }
        Ok(())
    }
}

impl Slot {
    fn tree(&self) -> Option<Tree> {
        let stored = self.stored.as_ref().map(|stored| stored.tree);
        stored.or_else(|| self.record.as_ref().map(|record| trees::place_of(record).0))
    }

    fn gone(&self) -> Sum {
        self.stored.as_ref().map_or(Sum::default(), |stored| stored.sum.negative())
    }

    /// Adds the writes for a record that always stands under the same key; returns what they do to the tally.
    fn write(&self, writes: &mut Vec<Write>) -> Result<Sum, StoreError> {
        let continued = self.stored.as_ref().map_or(0, |stored| stored.continued);
        if let Some(record) = &self.record {
            let (tree, key) = trees::place_of(record);
            let value = codec::encode_record(record).map_err(unfit)?;
            writes.extend(trees::put(tree, &key, &value, continued)?);
            return Ok(self.gone() + Sum::of(&key, &value));
        }
        if let Some(Stored { tree, key, .. }) = &self.stored {
            writes.extend(trees::remove(*tree, key, continued));
        }
        Ok(self.gone())
    }

    /// The same for an entry, which moves along the timeline when its time was changed.
    fn write_entry(&self, timeline: &mut Shelf) -> Result<Sum, StoreError> {
        if let Some(stored) = &self.stored {
            timeline.remove(&stored.key);
        }
        let Some(record) = &self.record else { return Ok(self.gone()) };
        let (_, key) = trees::place_of(record);
        let value = codec::encode_record(record).map_err(unfit)?;
        let sum = self.gone() + Sum::of(&key, &value);
        timeline.put(key, value);
        Ok(sum)
    }
}

fn card_of(record: &Record) -> Option<&Customer> {
    if let Record::Customer(card) = record { Some(card) } else { None }
}

/// A record that is a rate.
pub fn rate_of(record: Record) -> Option<Rate> {
    if let Record::Rate(rate) = record { Some(rate) } else { None }
}

fn unfit(what: String) -> StoreError {
    StoreError::Unfit { what }
}
