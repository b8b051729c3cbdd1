//! From the text of a rule file to rules, with every mistake on the way noted down.
//!
//! Reading never stops at a mistake: a stand-in takes the place of what could not be read, so that the
//! rest of the file is checked as well. Rules with stand-ins are not used.

mod class;
mod condition;
mod flag;
mod messages;
mod slip;
mod source;
mod table;
mod value;

pub(super) use messages::messages;

use super::class::Class;
use super::condition::When;
use super::doubt::Doubt;
use super::due::AnswerWindow;
use super::grade::{Bonus, DealFade, GradeRules};
use super::mistake::Mistake;
use super::named::{MOST_NAMES, Named};
use super::priority::PriorityRules;
use super::window::Window;
use super::{Bilingual, Cadence, Flags, Rules, ThemeColour};
use crate::domain::{ClassId, Stages};
use condition::Use;
use source::Source;
use std::sync::Arc;
use table::Fields;
use toml::de::DeTable;

/// What a whole rule file has; a file with less stands over other rules.
const WHOLE: [&str; 5] = ["class", "first_contact", "sample", "grade", "priority"];

/// Reads a rule file: the rules, right if there are no mistakes.
///
/// With `base`, what the file does not say is as it is there, unless the file is whole.
pub(super) fn read(text: &str, base: Option<&Rules>) -> (Rules, Vec<Mistake>) {
    let (rules, mistakes, _) = read_all(text, base, None);
    (rules, mistakes)
}

/// What can be read in a file and does nothing.
pub(super) fn doubts(text: &str, base: &Rules, stages: &Stages) -> Vec<Doubt> {
    read_all(text, Some(base), Some(stages)).2
}

fn read_all(text: &str, base: Option<&Rules>, stages: Option<&Stages>) -> (Rules, Vec<Mistake>, Vec<Doubt>) {
    let (document, syntax) = DeTable::parse_recoverable(text);
    let mut source = Source::new(text);
    source.stages = stages;
    let mut file = Fields::new(document.get_ref(), 0..0, "the file");
    let base = base.filter(|_| !WHOLE.iter().all(|key| file.optional(key).is_some()));
    let classes = class::classes(&mut file, &mut source, base.map(|base| base.classes.as_slice()));
    let first_contact = first_contact(&mut file, &mut source, base.map(|base| base.first_contact));
    let answer = answer(&mut file, &mut source, base.and_then(|base| base.answer));
    let transit_days = samples(&mut file, &mut source, base.map(|base| base.transit_days));
    let grade = grade(&mut file, &mut source, base.map(|base| &base.grade));
    let priority = priority(&mut file, &mut source, base.map(|base| &base.priority));
    let flags = flag::flags(&mut file, &mut source, &classes, base.map(|base| base.flags.as_slice()));
    file.close(&mut source);

    let mut rules = Rules {
        everybody_else: stand_in(),
        classes,
        first_contact,
        answer,
        transit_days,
        grade,
        priority,
        flags,
        about_business: Flags::default(),
        rates: Arc::default(),
        named: Named::default(),
        stages_named: Vec::new(),
    };
    rules.place_names();
    if rules.named.stages.len().max(rules.named.tags.len()) > MOST_NAMES {
        source
            .wrong(0..0, format!("no more than {MOST_NAMES} stages and {MOST_NAMES} tags in all conditions"));
    }
    class::check_reach(&rules.classes, &mut source);
    let doubts = source.take_doubts();
    let (stages_named, mistakes) = source.finish(&syntax);
    (Rules { stages_named, ..rules }, mistakes, doubts)
}

/// Whether a file is whole and says nothing of how soon a message is answered.
pub(super) fn is_whole_without_answer(text: &str) -> bool {
    let (document, _) = DeTable::parse_recoverable(text);
    let has = |key: &str| document.get_ref().iter().any(|(name, _)| name.get_ref() == key);
    WHOLE.iter().all(|key| has(key)) && !has("answer")
}

/// Every word that a condition may begin with.
pub(super) fn condition_words() -> impl Iterator<Item = &'static str> {
    condition::vocabulary(Use::Flag)
}

fn stand_in() -> Class {
    let cadence = Cadence::LastContact(Window { first: 7, last: 7 });
    Class {
        id: ClassId::new("other"),
        name: Bilingual::default(),
        short: Bilingual::default(),
        colour: ThemeColour::Plain,
        cadence,
        channels: Vec::new(),
        priority: 0,
        when: None,
        say: Vec::new(),
    }
}

fn first_contact(file: &mut Fields, source: &mut Source, base: Option<Window>) -> Window {
    let mut fields = file.table(source, "first_contact", "a window", base.as_ref());
    let window = fields.window(source, "window", base);
    fields.close(source);
    window
}

/// How soon a message is answered. It came later: a whole file without it goes by the cadence alone.
fn answer(file: &mut Fields, source: &mut Source, base: Option<AnswerWindow>) -> Option<AnswerWindow> {
    if file.optional("answer").is_none() {
        return base;
    }
    let mut fields = file.table(source, "answer", "a window", base.as_ref());
    if fields.is_off(source) {
        fields.leave();
        return None;
    }
    let window = fields.window(source, "window", base.map(|base| base.window));
    let over = base.map_or(0, |base| base.cadence_over);
    let cadence_over = fields.number(source, "cadence_over_days", 0..=365, Some(over));
    fields.close(source);
    Some(AnswerWindow { window, cadence_over })
}

/// How long a sample travels whose day of arrival is not known.
fn samples(file: &mut Fields, source: &mut Source, base: Option<u16>) -> u16 {
    let mut fields = file.table(source, "sample", "transit_days", base.as_ref());
    let days = fields.number(source, "transit_days", 0..=120, base);
    fields.close(source);
    days
}

fn grade(file: &mut Fields, source: &mut Source, base: Option<&GradeRules>) -> GradeRules {
    let holds = "weights, score_points, deal_points and thresholds";
    let mut fields = file.table(source, "grade", holds, base);
    let mut weights = fields.table(source, "weights", "potential, payment_habit, deals and amount", base);
    let potential = weights.number(source, "potential", 0..=100, base.map(|it| it.potential));
    let payment_habit = weights.number(source, "payment_habit", 0..=100, base.map(|it| it.payment_habit));
    let deals = weights.number(source, "deals", 0..=100, base.map(|it| it.deals));
    // It came later: a whole file without it goes by the number of orders alone.
    let amount = weights.number(source, "amount", 0..=100, Some(base.map_or(0, |it| it.amount)));
    weights.close(source);
    let most = potential.max(payment_habit).max(deals).max(amount);
    if let Some(span) = fields.span_of("weights").filter(|_| most == 0) {
        source.wrong(span, "at least one weight above 0");
    }
    let cases = "the points of the scores 1 to 5";
    let score_points = fields.points(source, "score_points", cases, base.map(|it| it.score_points));
    let cases = "the points of 0, 1, 2 and 3 or more orders";
    let deal_points = fields.points(source, "deal_points", cases, base.map(|it| it.deal_points));
    let mut thresholds = fields.table(source, "thresholds", "A and B", base);
    let a = thresholds.number(source, "A", 1..=100, base.map(|it| it.a));
    let b = thresholds.number(source, "B", 0..=99, base.map(|it| it.b));
    let place = thresholds.span_of("B").or_else(|| thresholds.span_of("A"));
    if let Some(span) = place.filter(|_| a > 0 && b >= a) {
        source.wrong(span, format!("fewer points for a B, {b}, than the {a} of an A"));
    }
    thresholds.close(source);
    // These came later: a whole file may do without.
    let late_days = late_days(&mut fields, source, base);
    let deal_fade = deal_fade(&mut fields, source, base);
    let amounts = amounts(&mut fields, source, base);
    let cases = "the points of less than the first of `amounts`, and from each of them on";
    let amount_points = base.map_or(AMOUNT_POINTS, |base| base.amount_points);
    let amount_points = fields.points(source, "amount_points", cases, Some(amount_points));
    let learn_from = base.map_or(LEARN_FROM, |base| base.learn_from);
    let learn_from = fields.number(source, "learn_from", 1..=1000, Some(learn_from));
    let bonuses = match (fields.optional("bonus"), base) {
        (None, Some(base)) => base.bonuses.clone(),
        _ => fields.tables(source, "bonus", bonus),
    };
    fields.close(source);
    GradeRules {
        potential,
        payment_habit,
        deals,
        amount,
        score_points,
        deal_points,
        amounts,
        amount_points,
        late_days,
        learn_from,
        deal_fade,
        bonuses,
        a,
        b,
    }
}

const LATE_DAYS: [u16; 4] = [3, 7, 15, 30];
const LEARN_FROM: u16 = 2;

const AMOUNTS: [u64; 3] = [20_000, 100_000, 500_000];
const AMOUNT_POINTS: [u8; 4] = [20, 50, 80, 100];

/// What has been ordered altogether that parts some points from the next, in whole units of the base currency.
fn amounts(fields: &mut Fields, source: &mut Source, base: Option<&GradeRules>) -> [u64; 3] {
    const EXPECTED: &str =
        "3 rising whole numbers from 1 to 1000000000: amounts in the base currency of settings.toml";
    let default = base.map_or(AMOUNTS, |base| base.amounts);
    let Some(value) = fields.optional("amounts") else { return default };
    let found: Vec<_> = value::list(value, source, EXPECTED)
        .map(|each| value::number(each, source, &(1..=1_000_000_000)).unwrap_or_default())
        .collect();
    let rises = |amounts: &[u64; 3]| amounts.is_sorted_by(|a, b| a < b);
    match <[u64; 3]>::try_from(found) {
        Ok(amounts) if rises(&amounts) => amounts,
        _ => {
            source.wrong(value.span(), EXPECTED);
            default
        }
    }
}

/// The days late that part one payment habit from the next.
fn late_days(fields: &mut Fields, source: &mut Source, base: Option<&GradeRules>) -> [u16; 4] {
    const EXPECTED: &str = "4 rising whole numbers from 0 to 365: the days late of a 5, a 4, a 3 and a 2";
    let default = base.map_or(LATE_DAYS, |base| base.late_days);
    let Some(value) = fields.optional("late_days") else { return default };
    let days: Vec<_> = value::list(value, source, EXPECTED)
        .map(|each| value::number(each, source, &(0..=365)).unwrap_or_default())
        .collect();
    match <[u16; 4]>::try_from(days) {
        Ok(days) if days.is_sorted() => days,
        _ => {
            source.wrong(value.span(), EXPECTED);
            default
        }
    }
}

/// What becomes of past orders; a whole file without it lets nothing fade.
fn deal_fade(fields: &mut Fields, source: &mut Source, base: Option<&GradeRules>) -> DealFade {
    let default = base.map_or(DealFade { after_days: 3650, to: 100 }, |base| base.deal_fade);
    let mut fade = fields.table(source, "deal_fade", "after_days and to", Some(&default));
    let after_days = fade.number(source, "after_days", 0..=3650, Some(default.after_days));
    let to = fade.number(source, "to", 0..=100, Some(default.to));
    fade.close(source);
    DealFade { after_days, to }
}

fn bonus(mut fields: Fields, source: &mut Source) -> Bonus {
    let when = condition::of(&mut fields, source, Use::Grade);
    if when.is_none() {
        fields.lacks(source, "when", "the condition of the bonus");
    }
    let points = fields.number(source, "points", 0..=100, None);
    fields.close(source);
    Bonus { when: when.unwrap_or_else(When::never), points }
}

fn priority(file: &mut Fields, source: &mut Source, base: Option<&PriorityRules>) -> PriorityRules {
    let holds = "points for grade, agreed, day_overdue and others";
    let mut fields = file.table(source, "priority", holds, base);
    let mut grades = fields.table(source, "grade", "A, B and C", base);
    let of_base = |of: fn(&PriorityRules) -> i32| base.map(of);
    let mut grade = |key, of| grades.number(source, key, POINTS, of_base(of));
    let (grade_a, grade_b, grade_c) =
        (grade("A", |it| it.grade_a), grade("B", |it| it.grade_b), grade("C", |it| it.grade_c));
    grades.close(source);
    let mut points = |key, of| fields.number(source, key, POINTS, of_base(of));
    let rules = PriorityRules {
        grade_a,
        grade_b,
        grade_c,
        agreed: points("agreed", |it| it.agreed),
        sample_touch: points("sample_touch", |it| it.sample_touch),
        first_contact: points("first_contact", |it| it.first_contact),
        they_wrote_last: points("they_wrote_last", |it| it.they_wrote_last),
        day_overdue: fields.number(source, "day_overdue", 0..=1000, of_base(|it| it.day_overdue)),
        most_days_overdue: fields.number(
            source,
            "most_days_overdue",
            0..=365,
            base.map(|it| it.most_days_overdue),
        ),
    };
    fields.close(source);
    rules
}

/// Points of a priority.
const POINTS: std::ops::RangeInclusive<i32> = -1000..=1000;
