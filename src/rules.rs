//! The rules: facts of a customer in, an assessment out, by a rule file that a user may edit.
//!
//! Nothing here knows a terminal, a disk or a clock, and nothing is put into words: reasons are data.
//! Assessing is a function of the summary, the stages, the calendar, the rules and the day alone.

pub mod agenda;
mod builtin;
mod class;
mod condition;
mod doubt;
mod due;
mod explain;
mod facts;
#[cfg(test)]
mod fixture;
mod flag;
mod grade;
mod messages;
mod mistake;
mod named;
mod outlook;
mod priority;
mod read;
mod reason;
#[cfg(test)]
mod tests;
mod trial;
mod window;

pub use agenda::agenda;
pub use class::{Bilingual, Class, ClassIndex, ThemeColour};
pub use doubt::{Doubt, Doubtful};
pub use due::{Due, DueBasis, Moved};
pub use explain::{About, Explanation, FlagReasons};
pub use flag::{AttentionFlag, FlagIndex, Flags};
pub use grade::{GradeExplanation, GradeInput, GradeTerm};
pub use messages::{DEFAULT_MESSAGES, FieldCheck, MessageTemplate, MessageText, Messages};
pub use mistake::{Mistake, RulesError};
pub use outlook::{Becoming, Forecast, Outlook};
pub use priority::{PriorityInput, PriorityTerm};
pub use reason::Reason;
pub use trial::{Advice, FlagTurn, ListPlace, Load, Move, Path, Somebody, TRIAL_DAYS, Trial};
pub use window::{Anchor, Cadence, Window};

use crate::calendar::Calendar;
use crate::domain::money::Currency;
use crate::domain::quick_log::channel_of_step;
use crate::domain::{Channel, ClassId, Direction, Grade, Rate, Rates, StageGroup, StageId, Stages, Summary};
use builtin::BUILTIN;
use condition::{ALWAYS, Answer, NEVER};
use due::AnswerWindow;
use facts::{Day, Facts, Standing, date_of};
use mistake::Place;
use named::Named;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use time::Date;

/// The rules that the program comes with.
pub const DEFAULT_RULES: &str = include_str!("../assets/rules.toml");

/// A rule file that was read and found right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// In the order of the file, which is the order in which they are tried. The last has no condition.
    classes: Vec<Class>,
    /// The last class once more, so that looking one up always ends somewhere.
    everybody_else: Class,
    first_contact: Window,
    /// How soon a message of the customer's is answered; without it the cadence alone decides.
    answer: Option<AnswerWindow>,
    transit_days: u16,
    grade: grade::GradeRules,
    priority: priority::PriorityRules,
    flags: Vec<AttentionFlag>,
    about_business: Flags,
    /// What amounts in other currencies are worth; no part of the file.
    #[serde(skip)]
    rates: Arc<Rates>,
    /// The names that conditions ask for.
    named: Named,
    /// Where the file names a stage, to check against the list of stages.
    stages_named: Vec<(StageId, Place)>,
}

/// What the rules say about one customer on one day: small, since it is held for everybody at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    pub class: ClassIndex,
    /// The day on which silence put the customer there, else that of the last contact.
    pub class_since: Date,
    pub grade: Grade,
    /// Nothing for those who are never due.
    pub due: Option<Due>,
    /// Higher comes first.
    pub priority: i32,
    /// The most telling reason why then, for the row of a list.
    pub reason: Reason,
    /// What somebody should look at.
    pub flags: Flags,
    /// Until the day before this one the assessment stays as it is, unless something happens.
    pub next_change: Date,
    say: Option<u8>,
}

/// A contact that is being written down.
#[derive(Clone, Copy, Debug)]
pub struct FreshContact<'a> {
    pub channel: Channel,
    pub direction: Direction,
    /// The stage after it.
    pub stage: &'a StageId,
}

impl Rules {
    /// Reads a whole rule file.
    ///
    /// # Errors
    /// Every mistake in the file, each with its line and column.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        right(read::read(text, None))
    }

    /// Reads a user's rule file: what it says stands over the rules that the program comes with, unless
    /// it is whole.
    ///
    /// # Errors
    /// Every mistake in the file, each with its line and column.
    pub fn parse_over_builtin(text: &str) -> Result<Self, RulesError> {
        right(read::read(text, Some(&BUILTIN)))
    }

    /// The same, checked against the list of stages as well.
    ///
    /// # Errors
    /// Every mistake in the file; stages that are not there are among them.
    pub fn parse_for(text: &str, stages: &Stages) -> Result<Self, RulesError> {
        let (rules, mut mistakes) = read::read(text, Some(&BUILTIN));
        mistakes.extend(rules.check_stages(stages).err().into_iter().flat_map(|error| error.mistakes));
        mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
        right((rules, mistakes))
    }

    /// The rules that the program comes with.
    pub fn builtin() -> Self {
        BUILTIN.clone()
    }

    /// The rules with other rates of exchange into the same base currency.
    #[must_use]
    pub fn with_rates(&self, rates: Vec<Rate>) -> Self {
        Self { rates: Arc::new(self.rates.with(rates)), ..self.clone() }
    }

    /// The rules with rates into a base currency, the usual one where none was named.
    #[must_use]
    pub fn in_base(self, base: Option<Currency>) -> Self {
        let rates = base.map_or_else(Rates::default, |base| Rates::new(base, Vec::new()));
        Self { rates: Arc::new(rates.with(self.rates.all().to_vec())), ..self }
    }

    /// What amounts in other currencies are worth.
    pub fn rates(&self) -> &Rates {
        &self.rates
    }

    /// Checks the stages that the rules name against the list of stages.
    ///
    /// # Errors
    /// Every place of the file that names a stage which is not there.
    pub fn check_stages(&self, stages: &Stages) -> Result<(), RulesError> {
        let mistakes = unknown_stages(&self.stages_named, stages);
        if mistakes.is_empty() { Ok(()) } else { Err(RulesError { mistakes }) }
    }

    /// Whether a rule file stands alone and has no `[answer]`, so that a message waits as long as the cadence does.
    pub fn answers_by_cadence_alone(text: &str) -> bool {
        read::is_whole_without_answer(text)
    }

    /// Every word that a condition may begin with.
    pub fn condition_words() -> impl Iterator<Item = &'static str> {
        read::condition_words()
    }

    /// All classes, in the order of the file.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    pub fn class(&self, id: &ClassId) -> Option<&Class> {
        self.classes.iter().find(|class| class.id == *id)
    }

    /// The class of an assessment made by these rules.
    pub fn class_at(&self, index: ClassIndex) -> &Class {
        self.classes.get(index.get()).unwrap_or(&self.everybody_else)
    }

    /// What to reach the customer by: the agreed channel first, or the one that the agreed step names, then those of the
    /// class.
    pub fn channels(&self, summary: &Summary, assessment: &Assessment) -> impl Iterator<Item = Channel> {
        let agreed =
            summary.follow_up.as_ref().and_then(|next| next.channel.or(channel_of_step(&next.action)));
        let others = self.class_at(assessment.class).channels.iter().copied();
        agreed.into_iter().chain(others.filter(move |channel| Some(*channel) != agreed))
    }

    /// What to say, where the rules suggest something.
    pub fn suggestion(&self, assessment: &Assessment) -> Option<&Bilingual> {
        let place = usize::from(assessment.say?);
        Some(&self.class_at(assessment.class).say.get(place)?.words)
    }

    /// What the rules say about a customer on `today`.
    pub fn assess(&self, summary: &Summary, stages: &Stages, calendar: &Calendar, today: Date) -> Assessment {
        let today = today.to_julian_day();
        let facts = self.placed(summary, stages, calendar, today);
        let grade = facts.grade.unwrap_or(Grade::C);
        let standing = facts.standing.unwrap_or_default();
        let Standing { class, span, due, .. } = standing;
        let (flags, flags_until) = self.flags_on(&facts, today);
        let terms = self.priority_terms(&facts, class, grade, due.as_ref(), flags, today);
        let priority = terms.fold(0_i32, |sum, term| sum.saturating_add(term.points));
        let silent = Reason::of_last_contact(&facts);
        let reason = reason::why_then(&facts, due.as_ref(), today).next().unwrap_or(silent);
        let (say, say_until) = due.map_or((None, NEVER), |_| self.class_at(class).say_on(&facts, today));
        let until = flags_until.min(say_until).min(span.until).min(facts.grade_until);
        let next_change = date_of(self.next_change(&facts, today).min(until));
        let class_since = date_of(span.since);
        Assessment { class, class_since, grade, due, priority, reason, flags, next_change, say }
    }

    /// The date to propose when a contact of today is written down: the first working day of the next window,
    /// which the proposal then turns into an agreed date. Nothing where no next contact should be.
    pub fn proposed_next(
        &self,
        summary: &Summary,
        stages: &Stages,
        calendar: &Calendar,
        contact: &FreshContact,
        today: Date,
    ) -> Option<Date> {
        let due = self.window_after(summary, stages, calendar, contact, today)?;
        let tomorrow = today.next_day().unwrap_or(today);
        Some(calendar.next_working_day(summary.country, due.from.max(tomorrow)))
    }

    /// The window that a contact of today would open; nothing for those who are never due.
    pub fn window_after(
        &self,
        summary: &Summary,
        stages: &Stages,
        calendar: &Calendar,
        contact: &FreshContact,
        today: Date,
    ) -> Option<Due> {
        let day = today.to_julian_day();
        let facts = self.facts(summary, stages, day).after(contact, stages, &self.named, day);
        let is_never_due = summary.do_not_contact || facts.group == StageGroup::Lost;
        (!is_never_due).then(|| self.window_of(&facts, self.class_on(&facts, day).0, calendar))
    }

    /// The facts with the grade, but not yet with the class and what comes of it.
    fn facts<'a>(&'a self, summary: &'a Summary, stages: &Stages, today: Day) -> Facts<'a> {
        let mut facts = Facts::of(summary, stages, &self.named, self.transit_days);
        let (grade, until) = self.grade.grade(&facts, &self.rates, today);
        (facts.grade, facts.grade_until) = (Some(grade), until);
        facts
    }

    /// The facts with the grade, the class and the due window.
    fn placed<'a>(
        &'a self,
        summary: &'a Summary,
        stages: &Stages,
        calendar: &Calendar,
        today: Day,
    ) -> Facts<'a> {
        let mut facts = self.facts(summary, stages, today);
        facts.standing = Some(self.standing(&facts, calendar, today));
        facts
    }

    fn standing(&self, facts: &Facts, calendar: &Calendar, today: Day) -> Standing {
        let (span, due) = self.class_and_due(facts, calendar, today);
        let class = span.class;
        Standing { class, span, cadence: self.class_at(class).cadence.usual().first, due }
    }

    /// The pinned class, or the first whose condition holds on that day; with the first later day on which
    /// time alone may change it.
    fn class_on(&self, facts: &Facts, day: Day) -> (ClassIndex, Day) {
        if let Some(pinned) = self.pinned_class(facts.summary) {
            return (ClassIndex::of(pinned), NEVER);
        }
        let mut soonest = NEVER;
        for (place, class) in self.classes.iter().enumerate() {
            let Answer { holds, until } = class.when.as_ref().map_or(ALWAYS, |when| when.answer(facts, day));
            soonest = soonest.min(until);
            // Classes behind the one that fits do not matter as long as it does.
            if holds {
                return (ClassIndex::of(place), soonest);
            }
        }
        (ClassIndex::default(), soonest)
    }

    fn pinned_class(&self, summary: &Summary) -> Option<usize> {
        let pinned = summary.pinned_class.as_ref()?;
        self.classes.iter().position(|class| class.id == *pinned)
    }

    /// Gives every name in a condition its place.
    fn place_names(&mut self) {
        let classes = self.classes.iter().map(|class| class.id.clone()).collect();
        let mut named = Named { classes, ..Named::default() };
        let of_classes = self.classes.iter_mut().flat_map(|class| {
            class.when.iter_mut().chain(class.say.iter_mut().filter_map(|say| say.when.as_mut()))
        });
        let of_flags = self.flags.iter_mut().map(|flag| &mut flag.when);
        let of_bonuses = self.grade.bonuses.iter_mut().map(|bonus| &mut bonus.when);
        for when in of_classes.chain(of_flags).chain(of_bonuses) {
            when.place_names(&mut named);
        }
        named.mark_stages();
        self.named = named;
        self.mark_flags_about_business();
        if let Some(last) = self.classes.last() {
            self.everybody_else = last.clone();
        }
    }
}

/// Every stage named that is not in the list.
fn unknown_stages(named: &[(StageId, Place)], stages: &Stages) -> Vec<Mistake> {
    let unknown = named.iter().filter(|(id, _)| stages.get(id).is_none());
    let ids: Vec<_> = stages.iter().map(|stage| stage.id.as_str()).collect();
    let mistake = |(id, place): &(StageId, Place)| {
        // Its name says which stage is meant, but the file goes by ids.
        let named = stages.named(id.as_str()).map(|stage| stage.id.as_str());
        let meant = named.or_else(|| mistake::nearest(id.as_str(), &ids)).map(str::to_owned);
        let expected = format!("a stage: {}", ids.join(", "));
        Mistake { meant, ..place.mistake(format!("`{}`", id.as_str()), expected) }
    };
    unknown.map(mistake).collect()
}

fn right((rules, mistakes): (Rules, Vec<Mistake>)) -> Result<Rules, RulesError> {
    if mistakes.is_empty() { Ok(rules) } else { Err(RulesError { mistakes }) }
}
