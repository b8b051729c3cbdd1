//! Random lives of a store against a plain list of states.

use super::sample::{self, Seller};
use super::{all, open};
use crate::domain::{Cause, Customer, Dossier, Edit, FollowUp, Interaction, Record, RecordId, Summary};
use crate::store::{Store, StoreError};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;

type State = BTreeMap<RecordId, Record>;

#[derive(Clone, Debug)]
enum Step {
    Add,
    Log(usize, i64),
    Plan(usize),
    Rename(usize),
    /// Gives an entry another time and a text of this length.
    Rewrite(usize, i64, usize),
    Delete(usize),
    Stale(usize),
    Undo,
    Redo,
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => Just(Step::Add),
        5 => (any::<usize>(), -40..40_i64).prop_map(|(who, day)| Step::Log(who, day)),
        2 => any::<usize>().prop_map(Step::Plan),
        2 => any::<usize>().prop_map(Step::Rename),
        2 => (any::<usize>(), -40..40_i64, 0..9_000_usize).prop_map(|(who, day, len)| Step::Rewrite(who, day, len)),
        1 => any::<usize>().prop_map(Step::Delete),
        1 => any::<usize>().prop_map(Step::Stale),
        4 => Just(Step::Undo),
        3 => Just(Step::Redo),
        1 => Just(Step::Reopen),
    ];
    proptest::collection::vec(step, 1..40)
}

/// The states that undo and redo go through, and which of them is now.
struct Model {
    states: Vec<State>,
    now: usize,
}

impl Model {
    fn state(&self) -> &State {
        &self.states[self.now]
    }

    fn pick(&self, number: usize, wanted: impl Fn(&Record) -> bool) -> Option<Record> {
        let fitting: Vec<_> = self.state().values().filter(|record| wanted(record)).collect();
        (!fitting.is_empty()).then(|| fitting[number % fitting.len()].clone())
    }

    fn card(&self, number: usize) -> Option<Customer> {
        self.pick(number, |record| matches!(record, Record::Customer(_))).map(|record| match record {
            Record::Customer(card) => *card,
            other => panic!("{other:?}"),
        })
    }

    fn edits(&self, step: &Step, seller: &mut Seller) -> Option<(Cause, Vec<Edit>)> {
        Some(match step {
            Step::Add => (Cause::Added, vec![Edit::create(seller.customer("Acme"))]),
            Step::Log(who, day) => {
                let entry = seller.interaction(&self.card(*who)?, *day, "asked");
                (Cause::Logged, vec![Edit::create(entry)])
            }
            Step::Plan(who) => {
                let customer = self.card(*who)?.id;
                let action = seller.uuid().to_string();
                let after = FollowUp { action, ..FollowUp::new(customer) }.into();
                let before = self.state().get(&Record::id(&after)).cloned();
                (Cause::Planned, vec![Edit { before, after: Some(after) }])
            }
            Step::Rename(who) => {
                let card = self.card(*who)?;
                let after = Customer { company: seller.uuid().to_string(), ..card.clone() };
                (Cause::Edited, vec![Edit::update(card, after)])
            }
            Step::Rewrite(which, day, length) => {
                let before = self.pick(*which, |record| matches!(record, Record::Interaction(_)))?;
                let Record::Interaction(entry) = before.clone() else { return None };
                let (at, summary) = (sample::now().plus_days(*day), "字".repeat(*length));
                (Cause::Edited, vec![Edit::update(before, Interaction { at, summary, ..*entry })])
            }
            Step::Delete(who) => {
                let id = self.card(*who)?.id;
                let own = self.state().values().filter(|record| record.customer() == id);
                (Cause::Deleted, own.cloned().map(Edit::remove).collect())
            }
            Step::Stale(_) | Step::Undo | Step::Redo | Step::Reopen => return None,
        })
    }

    fn commit(&mut self, edits: &[Edit]) {
        let mut state = self.state().clone();
        for edit in edits {
            state.remove(&edit.record_id().unwrap());
            state.extend(edit.after.clone().map(|record| (record.id(), record)));
        }
        if state != *self.state() {
            self.states.truncate(self.now + 1);
            self.states.push(state);
            self.now += 1;
        }
    }

    fn check(&self, store: &Store) {
        let stored: State = all(store).into_iter().map(|record| (record.id(), record)).collect();
        assert_eq!(stored, *self.state());
        let dossiers = self.state().values().filter(|record| matches!(record, Record::Customer(_)));
        let summaries: Vec<_> = dossiers
            .map(|card| {
                let own = self.state().values().filter(|record| record.customer() == card.customer());
                let expected = Dossier::from_records(own.cloned()).unwrap();
                assert_eq!(store.dossier(card.customer()).unwrap().unwrap(), expected);
                Summary::of(&expected)
            })
            .collect();
        assert_eq!(store.summaries().unwrap(), summaries);
    }

    fn undo(&mut self, store: &mut Store, seller: &mut Seller) {
        let undone = store.undo(seller.change_id(), sample::now(), "me").unwrap();
        assert_eq!(undone.is_some(), self.now > 0);
        self.now -= usize::from(undone.is_some());
    }

    fn redo(&mut self, store: &mut Store, seller: &mut Seller) {
        let redone = store.redo(seller.change_id(), sample::now(), "me").unwrap();
        assert_eq!(redone.is_some(), self.now + 1 < self.states.len());
        self.now += usize::from(redone.is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_store_holds_what_a_list_would_and_so_does_one_built_again(steps in steps()) {
        let dir = tempfile::tempdir().unwrap();
        let mut seller = Seller::new();
        let mut store = open(dir.path());
        let mut model = Model { states: vec![State::new()], now: 0 };
        for step in &steps {
            match step {
                Step::Undo => model.undo(&mut store, &mut seller),
                Step::Redo => model.redo(&mut store, &mut seller),
                Step::Reopen => {
                    drop(store);
                    store = open(dir.path());
                }
                Step::Stale(who) => {
                    let Some(card) = model.card(*who) else { continue };
                    let stale = Customer { note: "never stored".into(), ..card.clone() };
                    let change = seller.change(Cause::Edited, vec![Edit::update(stale, card)]);
                    let conflict = matches!(store.commit(&change), Err(StoreError::Conflict { .. }));
                    prop_assert!(conflict);
                }
                _ => {
                    let Some((cause, edits)) = model.edits(step, &mut seller) else { continue };
                    model.commit(&edits);
                    store.commit(&seller.change(cause, edits)).unwrap();
                }
            }
            model.check(&store);
        }
        drop(store);
        fs::remove_dir_all(dir.path().join("sled")).unwrap();
        let (mut store, _) = Store::open(dir.path(), sample::now(), 1).unwrap();
        model.check(&store);
        while model.now > 0 {
            model.undo(&mut store, &mut seller);
            model.check(&store);
        }
        while model.now + 1 < model.states.len() {
            model.redo(&mut store, &mut seller);
        }
        model.check(&store);
    }
}
