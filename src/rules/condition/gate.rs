//! What a condition cannot do without: a look at some bits that spares most walks through one.
//!
//! A customer has a stage and a class, and lacks most of what flags ask about. None of that changes with time alone, so a
//! closed gate stays closed until something happens.

use super::{Age, Condition, Event, Fact, YesNo};
use crate::domain::StageGroup;
use crate::rules::facts::Facts;
use crate::rules::named::{Places, bit};
use serde::{Deserialize, Serialize};

/// What a customer may have, as bits.
pub(in crate::rules) type Has = u16;

const HEARD: Has = 1;
const CONTACTED: Has = 1 << 1;
const QUOTED: Has = 1 << 2;
const ORDERED: Has = 1 << 3;
const SAMPLE: Has = 1 << 4;
const NEXT_STEP: Has = 1 << 5;
const BALANCE: Has = 1 << 6;
const OFFER: Has = 1 << 7;
const TOUCHES: Has = 1 << 8;
const WROTE_LAST: Has = 1 << 9;
const DEPOSIT: Has = 1 << 10;
const COMPLAINT: Has = 1 << 11;
const OFFERED: Has = 1 << 12;
const INVOICE: Has = 1 << 13;
const ETD: Has = 1 << 14;
const REFUND: Has = 1 << 15;

/// The stages, classes and things without which a condition never holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Gate {
    groups: u8,
    stages: Places,
    classes: Places,
    needs: Has,
}

impl Gate {
    pub const OPEN: Self = Self { groups: u8::MAX, stages: Places::MAX, classes: Places::MAX, needs: 0 };
    const SHUT: Self = Self { groups: 0, stages: 0, classes: 0, needs: Has::MAX };

    /// The gate of a condition whose names have their places.
    pub fn of(condition: &Condition) -> Self {
        match condition {
            Condition::All(parts) => parts.iter().map(Self::of).fold(Self::OPEN, Self::and),
            Condition::Any(parts) => parts.iter().map(Self::of).fold(Self::SHUT, Self::or),
            Condition::Not(part) => match &**part {
                Condition::Fact(Fact::StageGroup(groups)) => Self { groups: !bits(groups), ..Self::OPEN },
                _ => Self::OPEN,
            },
            Condition::Fact(fact) => Self::of_fact(fact),
        }
    }

    fn of_fact(fact: &Fact) -> Self {
        let needs = |needs| Self { needs, ..Self::OPEN };
        match fact {
            Fact::StageGroup(groups) => Self { groups: bits(groups), ..Self::OPEN },
            Fact::Stage { places, .. } => Self { stages: *places, ..Self::OPEN },
            Fact::Class { places, .. } => Self { classes: *places, ..Self::OPEN },
            Fact::YesNo { what: YesNo::OpenSample, wanted: true } => needs(SAMPLE),
            Fact::YesNo { what: YesNo::TheyWroteLast | YesNo::WroteSinceStage, wanted: true } => {
                needs(WROTE_LAST)
            }
            Fact::YesNo { what: YesNo::NextStep, wanted: true } | Fact::NextStepIn { .. } => needs(NEXT_STEP),
            Fact::YesNo { what: YesNo::OpenInvoice, wanted: true } => needs(INVOICE),
            Fact::YesNo { what: YesNo::RefundDue, wanted: true } => needs(REFUND),
            Fact::YesNo { what: YesNo::OrderedSinceStage, wanted: true } => needs(ORDERED),
            Fact::YesNo { what: YesNo::ComplainedSinceStage, wanted: true } => needs(COMPLAINT),
            Fact::Within { what, .. } => needs(match what {
                Event::Heard => HEARD,
                Event::Contacted => CONTACTED,
                Event::Quoted => QUOTED,
                Event::Offered => OFFERED,
                Event::Ordered => ORDERED,
                Event::Sample => SAMPLE,
                Event::Stage | Event::Created => 0,
            }),
            Fact::Age { what, .. } => needs(match what {
                Age::Silent => CONTACTED,
                Age::Waiting => WROTE_LAST,
                Age::Sample => SAMPLE,
                Age::QuoteUnanswered => QUOTED,
                Age::Promise => NEXT_STEP,
                Age::Balance => BALANCE,
                Age::Deposit => DEPOSIT,
                Age::Complaint => COMPLAINT,
                Age::Etd => ETD,
                Age::Ordered => ORDERED,
                Age::Heard => HEARD,
                Age::Stage | Age::Overdue => 0,
            }),
            Fact::QuoteExpires { .. } => needs(OFFER),
            Fact::OverCadence { .. } => needs(TOUCHES),
            _ => Self::OPEN,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            groups: self.groups & other.groups,
            stages: self.stages & other.stages,
            classes: self.classes & other.classes,
            needs: self.needs | other.needs,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            groups: self.groups | other.groups,
            stages: self.stages | other.stages,
            classes: self.classes | other.classes,
            needs: self.needs & other.needs,
        }
    }

    /// Whether the condition may hold for such a customer.
    pub fn lets_in(self, facts: &Facts) -> bool {
        // A stage that no condition names has no place.
        let stage = || self.stages == Places::MAX || self.stages & facts.stage_place != 0;
        let class = || {
            let is_it =
                |standing: crate::rules::facts::Standing| self.classes & bit(standing.class.get()) != 0;
            self.classes == Places::MAX || facts.standing.is_some_and(is_it)
        };
        self.needs & !facts.has == 0 && self.groups & bits(&[facts.group]) != 0 && stage() && class()
    }
}

/// What there is of all that conditions may need.
pub(in crate::rules) fn had(facts: &Facts) -> Has {
    let (contact, deals) = (&facts.summary.contact, &facts.summary.deals);
    [
        (HEARD, facts.heard.is_some()),
        (CONTACTED, facts.last.is_some()),
        (QUOTED, facts.quoted.is_some()),
        (ORDERED, facts.ordered.is_some()),
        (SAMPLE, facts.sample.is_some()),
        (NEXT_STEP, facts.next_step().is_some()),
        (BALANCE, deals.balance.is_some()),
        (OFFER, !deals.open_until.is_empty()),
        (TOUCHES, !contact.touches.is_empty()),
        (WROTE_LAST, facts.wrote.is_some()),
        (DEPOSIT, deals.deposit.is_some()),
        (COMPLAINT, facts.complaint.is_some()),
        (OFFERED, facts.offered.is_some()),
        (INVOICE, deals.open_invoice.is_some()),
        (ETD, deals.etd.is_some()),
        (REFUND, deals.refund.is_some()),
    ]
    .into_iter()
    .fold(0, |has, (bit, is_there)| if is_there { has | bit } else { has })
}

fn bits(groups: &[StageGroup]) -> u8 {
    groups.iter().fold(0, |bits, group| bits | 1 << *group as u8)
}

#[cfg(test)]
mod tests {
    use crate::rules::condition::When;
    use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
    use crate::rules::{DEFAULT_RULES, Rules};

    const ASKS: &str = r#"
[[flag]]
id = "asks"
name = { zh = "甲", en = "A" }
colour = "hot"
priority = 1
when = { any = [
    { class = "hot", over_cadence_days = 9 },
    { stage = "quoted", not = { any = [{ stage_group = "lost" }, { sample_days = ">= 4" }] } },
    { next_step = true, waiting_days = ">= 1" },
    { next_step_in_days = "..9", heard_days = ">= 3" },
    { ordered_days = "10..20" },
    { all = [{ ordered_within_days = 30 }, { not = { stage_group = ["early", "inquiry"] } }] },
], quotations = "0..1" }
"#;

    /// Customers of every stage with every mixture of what conditions may need.
    fn cases() -> impl Iterator<Item = Case> {
        type Happen = fn(Case) -> Case;
        let all: [Happen; 10] = [
            |case| case.wrote(20).wrote(22).wrote(24),
            |case| case.heard(25),
            |case| case.sample(10, Some(15)),
            |case| case.promised(day(30)),
            |case| case.owes(28),
            |case| case.asked_deposit(24).complained(27),
            |case| case.offered_until(40),
            |case| case.with(|it| it.deals.last_order = Some(day(12))),
            |case| case.quoted(21),
            |case| case.invoiced(23).with(|it| it.deals.etd = Some(day(26))),
        ];
        STAGES.iter().flat_map(move |stage| {
            (0..1_u32 << all.len()).map(move |mixture| {
                let happened = all.iter().enumerate().filter(|(n, _)| mixture & (1 << n) != 0);
                happened.fold(Case::new().stage(stage.id.as_str()), |case, (_, happen)| happen(case))
            })
        })
    }

    #[test]
    fn a_gate_shuts_out_nobody_for_whom_the_condition_holds() {
        let (mut shut, mut walks) = (0, 0);
        for rules in [Rules::parse(DEFAULT_RULES).unwrap(), Rules::parse_over_builtin(ASKS).unwrap()] {
            let of_classes = rules.classes.iter().flat_map(|class| {
                class.when.iter().chain(class.say.iter().filter_map(|say| say.when.as_ref()))
            });
            let conditions: Vec<&When> =
                of_classes.chain(rules.flags.iter().map(|flag| &flag.when)).collect();
            for case in cases() {
                for n in [14, 26, 31, 60] {
                    let today = day(n).to_julian_day();
                    let facts = rules.placed(&case.0, &STAGES, &CALENDAR, today);
                    for when in &conditions {
                        let is_open = when.gate.lets_in(&facts);
                        shut += u32::from(!is_open);
                        walks += 1;
                        let holds = when.condition.answer(&facts, today).holds;
                        assert!(is_open || !holds, "{when:?} on day {n} for {case:?}");
                    }
                }
            }
        }
        assert!(shut > walks / 3, "gates spare walks: {shut} of {walks}");
    }
}
