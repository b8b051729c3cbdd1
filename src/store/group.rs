//! Group commit: changes that wait at the same time share one write to the journal and one fsync.

use super::bring_up;
use super::journal::{Head, Kind};
use super::plan::{self, Check, Plan, plan};
use super::{Committed, Store, StoreError};
use crate::domain::{Cause, Change, CustomerId, Edit};
use std::collections::HashSet;

/// A larger change has a write of its own.
const MOST_EDITS: usize = 100;

/// A change that fits what is stored, and what it does.
struct Planned<'a> {
    change: &'a Change,
    plan: Plan,
}

impl Store {
    /// Stores each of several changes whole or not at all, in their order. On return those that went well are
    /// fsynced and can be read.
    ///
    /// # Errors
    /// For each change those of [`Store::commit`]; one that does not fit leaves the others as they are.
    pub fn commit_all(&mut self, changes: &[&Change]) -> Vec<Result<Committed, StoreError>> {
        let mut done = Vec::with_capacity(changes.len());
        let mut rest = changes;
        while let Some(first) = rest.first() {
            let (group, behind) = rest.split_at(independent(rest));
            if group.len() > 1 {
                done.extend(self.commit_group(group));
                rest = behind;
            } else {
                done.push(self.commit(first));
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        done
    }

    /// Changes of different customers, so that none depends on what another leaves behind.
    fn commit_group(&mut self, group: &[&Change]) -> Vec<Result<Committed, StoreError>> {
        let one_by_one = |store: &mut Self| group.iter().map(|change| store.commit(change)).collect();
        if self.is_halted || self.is_read_only() {
            return one_by_one(self);
        }
        let (mut done, mut planned) = (Vec::new(), Vec::new());
        for change in group {
            match plan::groups(&change.edits).and_then(|groups| plan(&self.trees, &groups, Check::Strict)) {
                Ok(plan) => {
                    done.push(None);
                    planned.push(Planned { change, plan });
                }
                // What is damaged is healed on the way that each takes by itself.
                Err(error) if error.is_in_database() => return one_by_one(self),
                Err(error) => done.push(Some(Err(error))),
            }
        }
        let lines = planned.iter().map(|it| it.change);
        let Ok(written) = self.writable().and_then(|journal| journal.append_together(lines)) else {
            // The journal is as before: each finds out for itself what is wrong.
            return one_by_one(self);
        };
        let mut results = planned.into_iter().zip(written).map(|(Planned { change, plan }, written)| {
            let Plan { batches, summaries, removed, rates } = plan;
            let (head, edits) = (Head::of(change), change.edits.len() as u64);
            let (trees, progress) = (&mut self.trees, &mut self.progress);
            let applied = if self.is_halted {
                Err(StoreError::Halted { path: self.dir.clone() })
            } else {
                bring_up::finish(trees, progress, written, Kind::Change, &head, edits, batches)
            };
            if let Err(error) = applied {
                self.is_halted = true;
                return Err(StoreError::NotApplied { path: self.dir.clone(), what: error.to_string() });
            }
            self.at = self.at.max(change.at);
            self.summary_file.add(&self.progress, &summaries, &removed, rates.as_deref());
            let (id, cause) = (change.id, change.cause.clone());
            Ok(Committed {
                change: id,
                cause,
                of: None,
                summaries,
                removed,
                rates,
                edits: change.edits.len(),
            })
        });
        done.into_iter().filter_map(|known| known.or_else(|| results.next())).collect()
    }
}

/// How many of the first changes can be planned before any of them is carried out.
fn independent(changes: &[&Change]) -> usize {
    let mut touched: HashSet<CustomerId> = HashSet::new();
    let fits = |change: &&&Change| {
        let is_own = !matches!(change.cause, Cause::Undid(_) | Cause::Redid(_));
        let does_something = !change.edits.iter().all(Edit::is_idle);
        let sides = change.edits.iter().flat_map(|edit| [edit.before.as_ref(), edit.after.as_ref()]);
        let customers: HashSet<_> = sides.flatten().map(crate::domain::Record::customer).collect();
        let is_apart = customers.iter().all(|id| !touched.contains(id));
        touched.extend(customers);
        is_own && does_something && is_apart && change.edits.len() <= MOST_EDITS
    };
    changes.iter().take_while(fits).count()
}
