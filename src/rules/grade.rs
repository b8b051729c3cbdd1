//! The value of a customer: potential, payment habit and deal history, weighted.

use super::condition::{NEVER, When};
use super::facts::{Day, Facts, date_of};
use crate::domain::money::{Currency, Money};
use crate::domain::{Grade, Rates, Score};
use serde::{Deserialize, Serialize};
use time::Date;

/// How the rule file weighs what is known of a customer. All points go from 0 to 100.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct GradeRules {
    pub potential: u8,
    pub payment_habit: u8,
    pub deals: u8,
    pub amount: u8,
    /// The points of the scores 1 to 5.
    pub score_points: [u8; 5],
    /// The points of no order, one, two, and three or more.
    pub deal_points: [u8; 4],
    /// What was ordered altogether from which on the second, third and fourth of the points count, in whole units
    /// of the base currency.
    pub amounts: [u64; 3],
    pub amount_points: [u8; 4],
    /// Days late on average up to which the payment habit is a 5, a 4, a 3 and a 2; later is a 1.
    pub late_days: [u16; 4],
    /// Instalments paid from which on the habit is learnt from them instead of taken as entered.
    pub learn_from: u16,
    pub deal_fade: DealFade,
    pub bonuses: Vec<Bonus>,
    /// The least points for an A.
    pub a: u8,
    /// The least points for a B.
    pub b: u8,
}

/// How much less past orders count when the last of them is old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DealFade {
    pub after_days: u16,
    /// The part of the points that is left, in percent; 100 fades nothing.
    pub to: u8,
}

impl DealFade {
    /// The day from which on the points are fewer; [`NEVER`] where nothing fades.
    fn from(self, facts: &Facts) -> Day {
        let last = facts.ordered.filter(|_| self.to < 100);
        last.map_or(NEVER, |last| last.saturating_add(Day::from(self.after_days) + 1))
    }
}

/// Points on top for customers of a certain kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bonus {
    pub when: When,
    pub points: u8,
}

/// One figure that the grade comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeTerm {
    pub input: GradeInput,
    /// 0 to 100.
    pub points: u8,
    /// How much the points count in the mean; bonuses, which come on top of it, have none.
    pub weight: u8,
}

/// What a figure of the grade is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GradeInput {
    Potential(Score),
    PaymentHabit(Score),
    /// How the customer has paid: so many instalments, so many days late on average.
    LearntHabit {
        score: Score,
        instalments: u16,
        days_late: u32,
    },
    /// Orders so far; a stage that says "ordered" stands for one.
    ///
    /// `faded` is the day of the last order where that is so long ago that orders count less.
    Deals {
        orders: u16,
        faded: Option<Date>,
    },
    /// What was ordered altogether, in the base currency.
    ///
    /// `lacking` are the currencies of orders that counted for nothing, since they have no rate.
    Amount {
        worth: Money,
        lacking: Vec<Currency>,
        faded: Option<Date>,
    },
    /// A bonus whose condition holds.
    Bonus,
}

/// How a grade came about: the weighted mean of the terms, the bonuses on top, then the thresholds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeExplanation {
    pub grade: Grade,
    /// Set by a person; then the rest only tells what the rules would have said.
    pub pinned: Option<Grade>,
    pub computed: Grade,
    pub terms: Vec<GradeTerm>,
    /// 0 to 100.
    pub score: u8,
    /// The least score for an A, and for a B.
    pub thresholds: (u8, u8),
}

impl GradeRules {
    /// The grade, and the first later day on which time alone may change it.
    pub fn grade(&self, facts: &Facts, rates: &Rates, today: Day) -> (Grade, Day) {
        if let Some(pinned) = facts.summary.pinned_grade {
            return (pinned, NEVER);
        }
        let fades = self.deal_fade.from(facts);
        (self.grade_of(score(self.terms(facts, rates, today))), if fades > today { fades } else { NEVER })
    }

    pub fn explain(&self, facts: &Facts, rates: &Rates, today: Day) -> GradeExplanation {
        let terms: Vec<_> = self.terms(facts, rates, today).collect();
        let score = score(terms.iter().cloned());
        let computed = self.grade_of(score);
        let pinned = facts.summary.pinned_grade;
        let grade = pinned.unwrap_or(computed);
        GradeExplanation { grade, pinned, computed, terms, score, thresholds: (self.a, self.b) }
    }

    /// What is known; what is not known stays out of the mean instead of dragging it down.
    fn terms(&self, facts: &Facts, rates: &Rates, today: Day) -> impl Iterator<Item = GradeTerm> {
        let scored = |score: Score, weight, input| {
            let points = self.score_points.get(usize::from(score.get() - 1)).copied().unwrap_or(0);
            GradeTerm { input, points, weight }
        };
        let potential = facts.summary.potential;
        let entered = facts.summary.payment_habit.map(|score| (score, GradeInput::PaymentHabit(score)));
        let habit = self.learnt_habit(facts).or(entered);
        let orders = facts.orders();
        let [.., three_or_more] = self.deal_points;
        let points = self.deal_points.get(usize::from(orders)).copied().unwrap_or(three_or_more);
        let faded = facts.ordered.filter(|_| self.deal_fade.from(facts) <= today).map(date_of);
        let points = if faded.is_some() { percent(points, self.deal_fade.to) } else { points };
        let ordered = self.ordered(facts, rates, faded);
        // Where no amounts are known, the number of orders stands for them.
        let weight = if ordered.is_some() { self.deals } else { self.deals.saturating_add(self.amount) };
        let deals = GradeTerm { input: GradeInput::Deals { orders, faded }, points, weight };
        let bonuses = self.bonuses.iter().filter(move |bonus| bonus.when.holds(facts, today));
        [
            potential.map(|score| scored(score, self.potential, GradeInput::Potential(score))),
            habit.map(|(score, input)| scored(score, self.payment_habit, input)),
            Some(deals),
            ordered,
        ]
        .into_iter()
        .flatten()
        .chain(bonuses.map(|bonus| GradeTerm {
            input: GradeInput::Bonus,
            points: bonus.points,
            weight: 0,
        }))
    }

    /// The term for what was ordered altogether; nothing where no amounts are known or asked for.
    fn ordered(&self, facts: &Facts, rates: &Rates, faded: Option<Date>) -> Option<GradeTerm> {
        let sums = &facts.summary.deals.ordered;
        if self.amount == 0 || sums.is_empty() {
            return None;
        }
        let lacking =
            sums.iter().filter(|sum| rates.worth(**sum).is_none()).map(|sum| sum.currency).collect();
        let minor = sums.iter().filter_map(|sum| rates.worth(*sum)).map(|worth| worth.minor);
        let worth = Money { minor: minor.fold(0, i64::saturating_add), currency: rates.base() };
        let points = if worth.minor > 0 { self.points_of(worth) } else { 0 };
        let points = if faded.is_some() { percent(points, self.deal_fade.to) } else { points };
        Some(GradeTerm { input: GradeInput::Amount { worth, lacking, faded }, points, weight: self.amount })
    }

    fn points_of(&self, worth: Money) -> u8 {
        let one = 10_u64.saturating_pow(u32::from(worth.currency.decimals()));
        let units = u64::try_from(worth.minor).unwrap_or(0) / one;
        let reached = self.amounts.iter().filter(|from| units >= **from).count();
        self.amount_points.get(reached).copied().unwrap_or(100)
    }

    /// The habit that payments tell, where there are enough of them.
    fn learnt_habit(&self, facts: &Facts) -> Option<(Score, GradeInput)> {
        let paid = facts.summary.deals.paid;
        let days_late = paid.average_days_late().filter(|_| paid.instalments >= self.learn_from)?;
        let worse = self.late_days.iter().filter(|limit| days_late > u32::from(**limit)).count();
        let score = Score::new(5_u8.saturating_sub(u8::try_from(worse).unwrap_or(u8::MAX)))?;
        Some((score, GradeInput::LearntHabit { score, instalments: paid.instalments, days_late }))
    }

    fn grade_of(&self, score: u8) -> Grade {
        match score {
            score if score >= self.a => Grade::A,
            score if score >= self.b => Grade::B,
            _ => Grade::C,
        }
    }
}

/// A part of some points, rounded to the nearest, halves up.
fn percent(points: u8, part: u8) -> u8 {
    u8::try_from((u32::from(points) * u32::from(part) + 50) / 100).unwrap_or(100)
}

/// The mean is rounded to the nearest point, halves up.
fn score(terms: impl Iterator<Item = GradeTerm>) -> u8 {
    let (mut sum, mut weights, mut extra) = (0_u32, 0_u32, 0_u32);
    for term in terms {
        if term.input == GradeInput::Bonus {
            extra += u32::from(term.points);
        } else {
            sum += u32::from(term.points) * u32::from(term.weight);
            weights += u32::from(term.weight);
        }
    }
    let mean = (2 * sum + weights).checked_div(2 * weights).unwrap_or(0);
    u8::try_from((mean + extra).min(100)).unwrap_or(100)
}
