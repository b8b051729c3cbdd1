//! Taking in one customer after the other.

use super::activity::Activity;
use super::ahead::Ahead;
use super::deals::Deals;
use super::funnel::Funnel;
use super::lost::Lost;
use super::replies::Replies;
use super::touches::Touches;
use super::{Insights, Span, SpanFigures};
use crate::calendar::Calendar;
use crate::domain::{Direction, Dossier, Interaction, Stages, Summary};
use crate::rules::{Assessment, Rules};
use std::sync::Arc;
use time::Date;

/// What figures hang on beside the records.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    pub rules: Arc<Rules>,
    pub stages: Arc<Stages>,
    pub calendar: Arc<Calendar>,
    pub today: Date,
}

/// One customer, as every figure looks at it.
pub(super) struct Case<'a> {
    pub dossier: &'a Dossier,
    pub summary: &'a Summary,
    pub assessment: &'a Assessment,
    /// The place of its class in the rule file, as it is today.
    pub class: usize,
    /// The communication log, oldest first.
    pub log: Vec<&'a Interaction>,
}

/// Figures that are being made.
#[derive(Debug)]
pub struct Count {
    basis: Basis,
    customers: usize,
    touches: Touches,
    activity: Activity,
    ahead: Ahead,
    spans: Vec<OfSpan>,
}

#[derive(Debug)]
struct OfSpan {
    span: Span,
    funnel: Funnel,
    deals: Deals,
    replies: Replies,
    lost: Lost,
}

impl Count {
    /// Nothing counted yet; figures for each of these spans.
    pub fn new(basis: Basis, spans: &[Span]) -> Self {
        let (rules, stages, today) = (&basis.rules, &basis.stages, basis.today);
        let spans = spans.iter().map(|span| OfSpan {
            span: *span,
            funnel: Funnel::new(stages),
            deals: Deals::new(*span),
            replies: Replies::new(rules),
            lost: Lost::default(),
        });
        Self {
            customers: 0,
            touches: Touches::new(rules),
            activity: Activity::new(today),
            ahead: Ahead::new(today),
            spans: spans.collect(),
            basis,
        }
    }

    /// Takes in a customer who was not taken in yet.
    pub fn add(&mut self, dossier: &Dossier) {
        let Basis { rules, stages, calendar, today } = &self.basis;
        let summary = Summary::of(dossier);
        let assessment = rules.assess(&summary, stages, calendar, *today);
        let own = &rules.class_at(assessment.class).id;
        let class = rules.classes().iter().position(|class| class.id == *own).unwrap_or(0);
        let log = dossier.interactions().rev().collect();
        let case = Case { dossier, summary: &summary, assessment: &assessment, class, log };
        self.customers += 1;
        self.touches.add(&case, *today);
        self.activity.add(&case);
        self.ahead.add(&case);
        for of in &mut self.spans {
            of.funnel.add(&case, stages, of.span);
            of.deals.add(&case, of.span, rules.rates());
            of.replies.add(&case, of.span);
            of.lost.add(&case, stages, of.span);
        }
    }

    /// How many customers were taken in.
    pub fn customers(&self) -> usize {
        self.customers
    }

    pub fn finish(self) -> Insights {
        let Self { basis, customers, touches, activity, ahead, spans } = self;
        let spans = spans.into_iter().map(|of| {
            let (months, countries, currency) = of.deals.finish(basis.rules.rates());
            SpanFigures {
                span: of.span,
                funnel: of.funnel.finish(),
                months,
                countries,
                currency,
                replies: of.replies.finish(),
                lost: of.lost.finish(),
            }
        });
        Insights {
            today: basis.today,
            customers,
            touches: touches.finish(),
            activity: activity.finish(),
            ahead: ahead.finish(),
            spans: spans.collect(),
        }
    }
}

/// Whether we got in touch: what we sent or may have sent, and any talk in which both sides speak.
pub(super) fn is_touch(entry: &Interaction) -> bool {
    let may_be_ours = matches!(entry.direction, Direction::Out | Direction::Unknown);
    entry.is_contact() && (may_be_ours || entry.channel.is_conversation())
}
