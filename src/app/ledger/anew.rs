//! Assessing everybody anew beside the keys, by other rules, stages, days off or rates: that takes half a second for a
//! hundred thousand customers. Until it is done all lists stay as the old rules have them.

use super::packed::Pile;
use super::{Ledger, Watch};
use crate::calendar::Calendar;
use crate::domain::{CustomerId, Grade, StageGroup, StageId, Stages};
use crate::rules::{Assessment, Rules};
use std::collections::HashSet;
use std::sync::Arc;
use time::Date;

/// So many customers are assessed at once, which nobody notices.
pub(super) const AT_ONCE: usize = 2000;

/// What everybody is being assessed by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Anew {
    /// Made for this one time, so it tells what comes back from what an earlier one was asked for.
    rules: Arc<Rules>,
    stages: Arc<Stages>,
    calendar: Arc<Calendar>,
    /// Whether somebody is at it.
    is_begun: bool,
    /// Customers of whom something else is known since it began.
    changed: HashSet<CustomerId>,
}

/// All customers as they are, for a thread to assess.
#[derive(Debug)]
pub struct Everybody {
    rules: Arc<Rules>,
    stages: Arc<Stages>,
    stages_before: Arc<Stages>,
    calendar: Arc<Calendar>,
    today: Date,
    customers: Vec<(CustomerId, Grade)>,
    pile: Pile,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessed {
    rules: Arc<Rules>,
    today: Date,
    assessments: Vec<(CustomerId, Assessment)>,
    regraded: Vec<Regraded>,
    /// Those who are lost by one list of stages and not by the other: their quotations are shown or not.
    relisted: Vec<CustomerId>,
}

/// A customer with another grade, and its place on the board.
#[derive(Clone, Debug, PartialEq)]
struct Regraded {
    id: CustomerId,
    stage: StageId,
    since: Date,
    before: Grade,
    after: Grade,
}

impl Everybody {
    pub fn assessed(self) -> Assessed {
        let Self { rules, stages, stages_before, calendar, today, customers, pile } = self;
        let is_lost = |stages: &Stages, stage: &StageId| stages.group(stage) == StageGroup::Lost;
        let mut assessments = Vec::with_capacity(customers.len());
        let (mut regraded, mut relisted) = (Vec::new(), Vec::new());
        for ((id, before), summary) in customers.into_iter().zip(pile.summaries()) {
            let assessment = rules.assess(&summary, &stages, &calendar, today);
            let after = assessment.grade;
            if is_lost(&stages, &summary.stage) != is_lost(&stages_before, &summary.stage) {
                relisted.push(id);
            }
            if before != after {
                let since = summary.stage_since.date();
                regraded.push(Regraded { id, stage: summary.stage, since, before, after });
            }
            assessments.push((id, assessment));
        }
        Assessed { rules, today, assessments, regraded, relisted }
    }
}

impl Ledger {
    /// Whether assessments rest on these.
    pub fn rests_on(&self, rules: &Rules, stages: &Stages, calendar: &Calendar) -> bool {
        // Rates are no part of the files.
        let rules = rules.with_rates(self.rates().all().to_vec());
        (&*self.rules, &*self.stages, &*self.calendar) == (&rules, stages, calendar)
    }

    /// Other rules, stages or days off: everybody is assessed anew, very many beside the keys.
    pub fn set_grounds(&mut self, rules: &Rules, stages: Arc<Stages>, calendar: Arc<Calendar>) {
        self.anew = None;
        if self.rests_on(rules, &stages, &calendar) {
            return;
        }
        let rules = Arc::new(rules.with_rates(self.rates().all().to_vec()));
        if self.rows.len() > AT_ONCE {
            return self.assess_beside(rules, stages, calendar);
        }
        (self.rules, self.stages, self.calendar) = (rules, stages, calendar);
        let all: Vec<_> = self.rows.keys().copied().collect();
        for id in all {
            self.assess_again(id);
            self.index_deals_again(id);
        }
        self.arrange();
    }

    pub(super) fn is_assessed_beside(&self) -> bool {
        self.anew.is_some()
    }

    /// Everybody once more, by the rates that count now.
    pub(super) fn assess_beside_again(&mut self) {
        let (rules, stages, calendar) = match self.anew.take() {
            Some(anew) => (anew.rules, anew.stages, anew.calendar),
            None => (self.rules.clone(), self.stages.clone(), self.calendar.clone()),
        };
        self.assess_beside(Arc::new(rules.with_rates(self.rates().all().to_vec())), stages, calendar);
    }

    fn assess_beside(&mut self, rules: Arc<Rules>, stages: Arc<Stages>, calendar: Arc<Calendar>) {
        let changed = HashSet::new();
        self.anew = Some(Anew { rules, stages, calendar, is_begun: false, changed });
    }

    /// Whether somebody should assess [`Ledger::everybody`].
    pub fn is_to_be_assessed(&self) -> bool {
        self.anew.as_ref().is_some_and(|anew| !anew.is_begun)
    }

    /// Everybody for the one who assesses them; nothing where that is not asked for, or somebody is at it.
    pub fn everybody(&mut self) -> Option<Everybody> {
        let anew = self.anew.as_mut().filter(|anew| !anew.is_begun)?;
        anew.is_begun = true;
        anew.changed.clear();
        let (rules, stages, calendar) = (anew.rules.clone(), anew.stages.clone(), anew.calendar.clone());
        let customers = self.rows.values().map(|row| (row.id, row.assessment.grade)).collect();
        let pile = Pile::of(self.rows.values().map(|row| &row.summary));
        let stages_before = Arc::clone(&self.stages);
        Some(Everybody { rules, stages, stages_before, calendar, today: self.today, customers, pile })
    }

    /// Notes that something else is known of a customer than what is being assessed.
    pub(super) fn note_change(&mut self, id: CustomerId) {
        if let Some(anew) = &mut self.anew {
            anew.changed.insert(id);
        }
    }

    /// Takes in what was found out, unless something else is asked for by now.
    pub fn take_assessed(&mut self, assessed: Assessed) {
        let is_asked_for = |anew: &mut Anew| Arc::ptr_eq(&anew.rules, &assessed.rules);
        let Some(mut anew) = self.anew.take_if(is_asked_for) else { return };
        if assessed.today != self.today {
            anew.is_begun = false;
            self.anew = Some(anew);
            return;
        }
        (self.rules, self.stages, self.calendar) = (anew.rules, anew.stages, anew.calendar);
        let changed = anew.changed;
        for (id, assessment) in assessed.assessments {
            if let Some(row) = self.rows.get_mut(&id).filter(|_| !changed.contains(&id)) {
                row.assessment = assessment;
            }
        }
        if let Some(index) = self.pipeline.get_mut() {
            for Regraded { id, stage, since, before, after } in assessed.regraded {
                if self.rows.contains_key(&id) && !changed.contains(&id) {
                    index.regrade(&stage, (since, id), before, after);
                }
            }
        }
        for id in changed {
            self.assess_again(id);
            self.index_deals_again(id);
        }
        for id in assessed.relisted {
            self.index_deals_again(id);
        }
        self.watch = Watch::default();
        for row in self.rows.values() {
            self.watch.insert(row, &self.rules, self.today);
        }
        self.arrange_by_assessments();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::ledger::tests::{Drawn, stages, summary};
    use crate::app::settings::SortOrder;
    use crate::calendar::DaysOff;
    use crate::domain::money::{Currency, Money};
    use crate::domain::rate::{RateDraft, read_rate};
    use crate::domain::{Rate, RateId, Summary};
    use uuid::Uuid;

    const OTHER: &str = "[grade]\nthresholds = { A = 30, B = 20 }\n\n[[class]]\nid = \"cold\"\ncadence = { anchor = \"last_contact\", window = \"1d..2d\" }\n";

    fn today() -> Date {
        Date::from_calendar_date(2026, time::Month::June, 5).unwrap()
    }

    fn summaries() -> Vec<Summary> {
        let drawn = |place: usize| Drawn {
            stage: place % 14,
            last: i64::try_from(place % 50).ok(),
            heard: place.is_multiple_of(3),
            sample: None,
        };
        (0..=AT_ONCE).map(|place| summary(place as u128, &drawn(place), &stages())).collect()
    }

    fn ledger(rules: Rules, all: Vec<Summary>, sort: SortOrder) -> Ledger {
        let calendar = Arc::new(Calendar::new(DaysOff::default()));
        let ledger = Ledger::new(Arc::new(rules), stages(), calendar, today(), all, sort);
        ledger.pipeline();
        ledger
    }

    fn rest_on(ledger: &mut Ledger, rules: &Rules) {
        let (stages, calendar) = (ledger.stages.clone(), ledger.calendar.clone());
        ledger.set_grounds(rules, stages, calendar);
    }

    #[test]
    fn what_is_assessed_beside_the_keys_is_what_all_anew_would_give() {
        let other = Rules::parse_over_builtin(OTHER).unwrap();
        for sort in [SortOrder::Name, SortOrder::Due, SortOrder::Grade, SortOrder::LastContact] {
            let mut all = summaries();
            let mut ledger = ledger(Rules::builtin(), all.clone(), sort);
            let before = ledger.clone();
            rest_on(&mut ledger, &other);
            assert!(ledger.is_to_be_assessed());
            let everybody = ledger.everybody().unwrap();
            assert!(!ledger.is_to_be_assessed() && ledger.everybody().is_none(), "asked for once");
            assert!(ledger.rests_on(&Rules::builtin(), &stages(), &ledger.calendar), "not yet");

            // Meanwhile one is changed, one goes and one comes.
            all[7].contact.count += 1;
            all[7].pinned_grade = Some(Grade::A);
            let gone = all.remove(9).id;
            let come = Drawn { stage: 3, last: Some(2), heard: true, sample: None };
            all.push(summary(9_000_000, &come, &stages()));
            ledger.take_summaries(vec![all[7].clone(), all.last().unwrap().clone()], &[gone]);

            ledger.take_assessed(everybody.assessed());
            let anew = super::tests::ledger(other.clone(), all, sort);
            assert_eq!(ledger, anew, "{sort:?}");
            assert_ne!(ledger.agenda(), before.agenda());
            assert!(ledger.rows().zip(before.rows()).any(|(a, b)| a.assessment.grade != b.assessment.grade));
        }
    }

    #[test]
    fn what_is_out_of_date_when_it_comes_is_left() {
        let other = Rules::parse_over_builtin(OTHER).unwrap();
        let mut ledger = ledger(Rules::builtin(), summaries(), SortOrder::Name);
        let before = ledger.clone();
        rest_on(&mut ledger, &other);
        let first = ledger.everybody().unwrap();
        rest_on(&mut ledger, &Rules::builtin());
        assert_eq!(ledger, before, "the file says again what it said");
        rest_on(&mut ledger, &other);
        let second = ledger.everybody().unwrap();
        ledger.take_assessed(first.assessed());
        assert!(ledger.rests_on(&Rules::builtin(), &stages(), &ledger.calendar), "an answer of before");

        ledger.set_today(today().next_day().unwrap());
        ledger.take_assessed(second.assessed());
        assert!(ledger.is_to_be_assessed(), "an answer of yesterday");
        let third = ledger.everybody().unwrap();
        ledger.take_assessed(third.assessed());
        assert!(ledger.rests_on(&other, &stages(), &ledger.calendar) && ledger.anew.is_none());
    }

    #[test]
    fn a_rate_counts_at_once_and_assessments_follow() {
        let mut all = summaries();
        let euro = Currency::new("EUR").unwrap();
        for summary in &mut all {
            summary.deals.orders = 1;
            summary.deals.ordered = vec![Money { minor: 90_000_000, currency: euro }];
        }
        let RateDraft { currency, worth, on, source } = read_rate("EUR 7.8", today(), Currency::CNY).unwrap();
        let rate = Rate { id: RateId(Uuid::from_u128(1)), currency, worth, on, source };
        let mut ledger = ledger(Rules::builtin(), all.clone(), SortOrder::Name);
        ledger.set_rates(vec![rate.clone()]);
        assert_eq!(ledger.rates().all(), std::slice::from_ref(&rate));
        let everybody = ledger.everybody().unwrap();
        ledger.take_assessed(everybody.assessed());
        assert_eq!(
            ledger,
            super::tests::ledger(Rules::builtin().with_rates(vec![rate.clone()]), all, SortOrder::Name)
        );
        ledger.set_rates(vec![rate]);
        assert!(!ledger.is_to_be_assessed(), "the same rates");
    }
}
