//! The long answer: everything that an assessment came from, worked out only when somebody asks.

use super::facts::{Day, Facts, products};
use super::reason::why_then;
use super::{Assessment, Bilingual, FlagIndex, GradeExplanation, Outlook, PriorityTerm, Reason, Rules};
use crate::calendar::Calendar;
use crate::domain::summary::DepositsAsked;
use crate::domain::{Stages, Summary};
use time::Date;

/// Why this class, why this grade, why then, and why in this place of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub about: About,
    pub assessment: Assessment,
    pub class: Vec<Reason>,
    pub grade: GradeExplanation,
    /// The most telling first; the first is the one in the list.
    pub when: Vec<Reason>,
    /// Adds up to the priority.
    pub priority: Vec<PriorityTerm>,
    /// The flags that are up, in the order of the file.
    pub flags: Vec<FlagReasons>,
    /// What comes if nothing happens.
    pub outlook: Outlook,
}

/// What reasons name of the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub stage: Bilingual,
    pub tags: Vec<String>,
    pub owner: String,
    pub products: Vec<String>,
    /// Where several PIs wait for their deposit, which one the reason is about.
    pub deposits: Option<DepositsAsked>,
}

impl About {
    fn of(summary: &Summary, stages: &Stages) -> Self {
        let id = summary.stage.as_str();
        let (zh, en) = stages.get(&summary.stage).map_or((id, id), |stage| (&stage.zh, &stage.en));
        Self {
            stage: Bilingual { zh: zh.to_owned(), en: en.to_owned() },
            tags: summary.tags.clone(),
            owner: summary.owner.clone(),
            products: products(summary).map(str::to_owned).collect(),
            deposits: summary.deals.deposits.clone(),
        }
    }
}

/// A flag that is up, and the conditions that held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagReasons {
    pub flag: FlagIndex,
    pub reasons: Vec<Reason>,
}

impl Rules {
    /// The assessment with all its reasons.
    pub fn explain(
        &self,
        summary: &Summary,
        stages: &Stages,
        calendar: &Calendar,
        today: Date,
    ) -> Explanation {
        let assessment = self.assess(summary, stages, calendar, today);
        let outlook = self.outlook(summary, stages, calendar, today);
        let today = today.to_julian_day();
        let facts = self.placed(summary, stages, calendar, today);
        let due = assessment.due.as_ref();
        Explanation {
            about: About::of(summary, stages),
            assessment,
            class: self.class_reasons(&facts, assessment, today),
            grade: self.grade.explain(&facts, &self.rates, today),
            when: why_then(&facts, due, today).collect(),
            priority: self
                .priority_terms(&facts, assessment.class, assessment.grade, due, assessment.flags, today)
                .collect(),
            flags: assessment.flags.iter().map(|flag| self.flag_reasons(&facts, flag, today)).collect(),
            outlook,
        }
    }

    fn class_reasons(&self, facts: &Facts, assessment: Assessment, today: Day) -> Vec<Reason> {
        if self.pinned_class(facts.summary).is_some() {
            return vec![Reason::Pinned];
        }
        let mut reasons = Vec::new();
        if facts.summary.pinned_class.is_some() {
            reasons.push(Reason::PinnedClassUnknown);
        }
        match &self.class_at(assessment.class).when {
            Some(when) => when.reasons(facts, today, &mut reasons),
            None => reasons.extend(leftover_reasons(facts)),
        }
        without_repeats(reasons)
    }

    fn flag_reasons(&self, facts: &Facts, flag: FlagIndex, today: Day) -> FlagReasons {
        let mut reasons = Vec::new();
        if let Some(rule) = self.flag_at(flag) {
            rule.when.reasons(facts, today, &mut reasons);
        }
        FlagReasons { flag, reasons: without_repeats(reasons) }
    }
}

fn without_repeats(reasons: Vec<Reason>) -> Vec<Reason> {
    let mut seen = Vec::new();
    for reason in reasons {
        if !seen.contains(&reason) {
            seen.push(reason);
        }
    }
    seen
}

/// What may be said of a customer whom no condition fits: its stage and its silence.
fn leftover_reasons(facts: &Facts) -> Vec<Reason> {
    let mut reasons = vec![Reason::NothingElseFits, Reason::of_group(facts)];
    if facts.heard.is_none() && !facts.is_unlogged() {
        reasons.push(Reason::of_silence(facts));
    }
    reasons.push(Reason::of_last_contact(facts));
    reasons
}
