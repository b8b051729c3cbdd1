//! Contacts against the cadence: are the hot neglected and the cold pestered?
//!
//! Each customer is looked at over the last 30 days, or since its present stage began where that is less.
//! The cadence of its present class asks for as many contacts as its longest pause fits into these days;
//! more than its shortest pause fits into them is too much. Several contacts on a day are one.

use super::count::{Case, is_touch};
use super::{Behind, Detail};
use crate::domain::ClassId;
use crate::rules::{DueBasis, Rules, Window};
use time::{Date, Duration};

/// Days that are looked at, today included.
pub const TOUCH_DAYS: i64 = 30;

/// One class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassTouches {
    pub class: ClassId,
    /// Customers who may be due at all.
    pub customers: usize,
    /// Those of them who were contacted as often as the cadence wants, too seldom, and too often.
    pub kept: usize,
    pub too_seldom: usize,
    pub too_often: usize,
    /// Contacts that the cadence asked for.
    pub asked: usize,
    pub made: usize,
    /// Contacts that were asked for and not made, customer by customer.
    pub missed: usize,
    /// Contacts beyond what the cadence allows, customer by customer.
    pub surplus: usize,
    /// Those who are off the cadence, the furthest off first.
    pub behind: Behind,
}

#[derive(Debug)]
pub(super) struct Touches(Vec<(Window, ClassTouches)>);

impl Touches {
    pub fn new(rules: &Rules) -> Self {
        let classes = rules.classes().iter().map(|class| {
            let figure = ClassTouches {
                class: class.id.clone(),
                customers: 0,
                kept: 0,
                too_seldom: 0,
                too_often: 0,
                asked: 0,
                made: 0,
                missed: 0,
                surplus: 0,
                behind: Behind::default(),
            };
            (class.cadence.usual(), figure)
        });
        Self(classes.collect())
    }

    pub fn add(&mut self, case: &Case<'_>, today: Date) {
        let (Some(due), Some((window, figure))) = (case.assessment.due, self.0.get_mut(case.class)) else {
            return;
        };
        let stage_since = case.summary.stage_since.date();
        let from = today.saturating_sub(Duration::days(TOUCH_DAYS - 1)).max(stage_since).min(today);
        let days = u32::try_from((today - from).whole_days() + 1).unwrap_or(1);
        let mut touched: Vec<Date> =
            case.log.iter().filter(|entry| is_touch(entry)).map(|it| it.at.date()).collect();
        touched.retain(|day| (from..=today).contains(day));
        touched.sort_unstable();
        touched.dedup();
        let made = u32::try_from(touched.len()).unwrap_or(u32::MAX);
        // An agreed date wins over the cadence: until it is past, nothing was missed.
        let waits = due.basis == DueBasis::Agreed && due.by >= today;
        let asked = days / u32::from(window.last.max(1));
        let asked = if waits { asked.min(made) } else { asked };
        let most = days.div_ceil(u32::from(window.first.max(1)));
        let (missed, surplus) = (asked.saturating_sub(made), made.saturating_sub(most));
        figure.customers += 1;
        let side = match (missed, surplus) {
            (0, 0) => &mut figure.kept,
            (0, _) => &mut figure.too_often,
            _ => &mut figure.too_seldom,
        };
        *side += 1;
        for (sum, part) in [
            (&mut figure.asked, asked),
            (&mut figure.made, made),
            (&mut figure.missed, missed),
            (&mut figure.surplus, surplus),
        ] {
            *sum += part as usize;
        }
        if missed + surplus > 0 {
            let detail = Detail::Touches { asked, most, made };
            figure.behind.add(case.summary.id, detail, i64::from(missed.max(surplus)));
        }
    }

    pub fn finish(self) -> Vec<ClassTouches> {
        let trimmed = |(_, mut figure): (Window, ClassTouches)| {
            figure.behind.trim();
            figure
        };
        self.0.into_iter().map(trimmed).collect()
    }
}
