//! The funnel: who came to each stage, who went on, and how long that took.
//!
//! A customer counts at the first time it came to a stage. It has gone on when it later came to any stage
//! further down the list; a stage that was jumped over counts nobody.

use super::count::Case;
use super::{Behind, Detail, Span, Spread};
use crate::domain::trade::OrderState;
use crate::domain::{Dossier, Moment, Record, StageGroup, StageId, Stages};
use time::Date;

/// One stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageFigure {
    pub stage: StageId,
    /// Customers who came to it in the span.
    pub entered: usize,
    /// How many of them have come further since; nothing for stages at which nobody goes on.
    pub went_on: Option<usize>,
    /// How many of them have ordered since: by orders that were not cancelled, or where none is on record by a stage that
    /// says so.
    pub ordered: Option<usize>,
    /// Days until they went on.
    pub days: Spread,
    /// Customers who stand there today, whenever they came.
    pub now: usize,
    /// Those who came in the span: who has not gone on first, the longest there first.
    pub behind: Behind,
}

#[derive(Debug)]
pub(super) struct Funnel(Vec<StageFigure>);

impl Funnel {
    pub fn new(stages: &Stages) -> Self {
        let figures = stages.iter().map(|stage| {
            let is_on_the_way = !is_aside(stage.group);
            let before_orders = is_on_the_way && stage.group != StageGroup::Ordered;
            StageFigure {
                stage: stage.id.clone(),
                entered: 0,
                went_on: is_on_the_way.then_some(0),
                ordered: before_orders.then_some(0),
                days: Spread::default(),
                now: 0,
                behind: Behind::default(),
            }
        });
        Self(figures.collect())
    }

    pub fn add(&mut self, case: &Case<'_>, stages: &Stages, span: Span) {
        if let Some(figure) = self.0.get_mut(stages.position(&case.summary.stage)) {
            figure.now += 1;
        }
        let entered = first_entries(case, stages);
        for (place, figure) in self.0.iter_mut().enumerate() {
            let Some(since) = entered.get(place).copied().flatten() else { continue };
            if !span.holds(since.date()) {
                continue;
            }
            figure.entered += 1;
            let later = |wanted: &dyn Fn(StageGroup) -> bool| {
                let stages = stages.iter().zip(&entered).skip(place + 1);
                stages
                    .filter(|(stage, _)| wanted(stage.group))
                    .filter_map(|(_, at)| *at)
                    .filter(|at| *at >= since)
                    .min()
            };
            let next = figure.went_on.and_then(|_| later(&|group| !is_aside(group)));
            let days = next.map(|at| (at.date() - since.date()).whole_days().max(0));
            if let (Some(went_on), Some(days)) = (&mut figure.went_on, days) {
                *went_on += 1;
                figure.days.add(u32::try_from(days).unwrap_or(u32::MAX));
            }
            if let Some(ordered) = &mut figure.ordered {
                let by_stage = || later(&|group| group == StageGroup::Ordered).is_some();
                *ordered += usize::from(ordered_since(case.dossier, since.date()).unwrap_or_else(by_stage));
            }
            let (detail, weight) = match days {
                Some(days) => (Detail::WentOnAfter(u32::try_from(days).unwrap_or(u32::MAX)), i64::MIN + days),
                None => (Detail::StandsSince(since.date()), -i64::from(since.date().to_julian_day())),
            };
            figure.behind.add(case.summary.id, detail, weight);
        }
    }

    pub fn finish(self) -> Vec<StageFigure> {
        let mut figures = self.0;
        for figure in &mut figures {
            figure.behind.trim();
        }
        figures
    }
}

/// Whether an order of that day or later was not cancelled; nothing where no order is on record.
fn ordered_since(dossier: &Dossier, since: Date) -> Option<bool> {
    let orders = dossier.timeline().iter().filter_map(|it| match it {
        Record::Order(it) => Some(it.state != OrderState::Cancelled && it.date >= since),
        _ => None,
    });
    orders.reduce(|one, other| one || other)
}

/// Beside the way from the first word to the order.
fn is_aside(group: StageGroup) -> bool {
    matches!(group, StageGroup::Dormant | StageGroup::Lost)
}

/// When the customer first came to each stage of the list.
fn first_entries(case: &Case<'_>, stages: &Stages) -> Vec<Option<Moment>> {
    let mut entered = vec![None; stages.iter().count()];
    let card = &case.dossier.customer;
    // A log that reaches back behind the card was brought in with it; the opening stage has no day then.
    if case.log.first().is_none_or(|first| card.created <= first.at)
        && let Some(at) = entered.get_mut(stages.position(&card.opening_stage))
    {
        *at = Some(card.created);
    }
    for entry in &case.log {
        if let Some(at) = entered.get_mut(stages.position(&entry.stage)) {
            at.get_or_insert(entry.at);
        }
    }
    entered
}
