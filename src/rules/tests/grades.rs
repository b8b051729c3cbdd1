//! The grade, in tables.

use crate::domain::money::{Currency, Money};
use crate::domain::rate::{RateDraft, read_rate};
use crate::domain::summary::PaymentHistory;
use crate::domain::{Grade, Rate, RateId, Score};
use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{GradeInput, GradeTerm, Rules};
use uuid::Uuid;

fn known(potential: u8, habit: u8, orders: u16) -> Case {
    Case::new().with(|it| {
        it.potential = Score::new(potential);
        it.payment_habit = Score::new(habit);
        it.deals.orders = orders;
    })
}

#[test]
fn the_grade_is_the_weighted_mean_of_what_is_known() {
    // 0 stands for "not known" in the first two columns.
    let check = |potential: u8, habit: u8, orders: u16, score: u8, grade: Grade| {
        let explained =
            Rules::builtin().explain(&known(potential, habit, orders).0, &STAGES, &CALENDAR, day(1)).grade;
        assert_eq!((explained.score, explained.grade), (score, grade), "{potential} {habit} {orders}");
    };
    check(0, 0, 0, 0, Grade::C);
    check(5, 0, 0, 63, Grade::B);
    check(4, 0, 0, 47, Grade::B);
    check(3, 0, 0, 31, Grade::C);
    check(1, 1, 0, 0, Grade::C);
    check(0, 0, 1, 60, Grade::B);
    check(0, 0, 2, 80, Grade::A);
    check(0, 0, 3, 100, Grade::A);
    check(0, 0, 60_000, 100, Grade::A);
    check(0, 1, 3, 60, Grade::B);
    check(0, 5, 1, 76, Grade::A);
    check(5, 5, 0, 70, Grade::A);
    check(3, 3, 3, 65, Grade::A);
    check(5, 5, 3, 100, Grade::A);
}

#[test]
fn the_tag_for_high_potential_adds_to_it_however_it_is_spelt() {
    let check = |tag: &str, expected: u8| {
        let case = known(4, 0, 0).with(|it| it.tags = vec!["fair".into(), tag.into()]);
        assert_eq!(
            Rules::builtin().explain(&case.0, &STAGES, &CALENDAR, day(1)).grade.score,
            expected,
            "{tag}"
        );
    };
    check("high potential", 57);
    check("High-Potential", 57);
    check("潜力大", 57);
    check("potential", 47);
    check("price-sensitive", 47);
}

#[test]
fn orders_of_long_ago_count_less_and_the_day_is_known() {
    let case = known(0, 0, 2).with(|it| it.deals.last_order = Some(day(0)));
    let grade = |n: i32| Rules::builtin().assess(&case.0, &STAGES, &CALENDAR, day(n)).grade;
    assert_eq!((grade(365), grade(366)), (Grade::A, Grade::B));
    let terms = Rules::builtin().explain(&case.0, &STAGES, &CALENDAR, day(366)).grade.terms;
    let faded = Some(day(0));
    assert_eq!(terms, [GradeTerm { input: GradeInput::Deals { orders: 2, faded }, points: 40, weight: 30 }]);
    // Every day on the way names one no later than the change.
    let mut at = day(300);
    while at < day(366) {
        let next = Rules::builtin().assess(&case.0, &STAGES, &CALENDAR, at).next_change;
        assert!(next <= day(366) && next > at, "{at} names {next}");
        at = next;
    }
}

#[test]
fn what_was_ordered_counts_by_the_newest_rates() {
    let money = |minor: i64, code: &str| Money { minor, currency: Currency::new(code).unwrap() };
    let rate = |place: u128, line: &str| {
        let RateDraft { currency, worth, on, source } = read_rate(line, day(9), Currency::CNY).unwrap();
        Rate { id: RateId(Uuid::from_u128(place)), currency, worth, on, source }
    };
    let rules = Rules::builtin().with_rates(vec![rate(1, "USD 7"), rate(2, "JPY 0.05")]);
    let check = |sums: &[Money], points: u8, worth: i64, lacking: &[&str]| {
        let case = known(0, 0, 1).with(|it| it.deals.ordered = sums.to_vec());
        let terms = rules.explain(&case.0, &STAGES, &CALENDAR, day(9)).grade.terms;
        let lacking = lacking.iter().filter_map(|code| Currency::new(code)).collect();
        let worth = money(worth, "CNY");
        let input = GradeInput::Amount { worth, lacking, faded: None };
        assert_eq!(terms[1], GradeTerm { input, points, weight: 10 }, "{sums:?}");
    };
    check(&[money(100, "USD")], 20, 700, &[]);
    check(&[money(285_714, "USD")], 20, 1_999_998, &[]);
    check(&[money(285_715, "USD")], 50, 2_000_005, &[]);
    check(&[money(40_000, "JPY"), money(1_400_000, "USD")], 80, 10_000_000, &[]);
    check(&[money(99_999_999, "CNY")], 100, 99_999_999, &[]);
    check(&[money(5_000_000, "EUR")], 0, 0, &["EUR"]);
    check(&[money(5_000_000, "EUR"), money(100, "USD")], 20, 700, &["EUR"]);
    check(&[money(5, "AED"), money(5_000_000, "EUR"), money(100, "USD")], 20, 700, &["AED", "EUR"]);
    let dollars = |rules: &Rules| {
        let case = known(0, 0, 1).with(|it| it.deals.ordered = vec![money(100_000_000, "USD")]);
        rules.assess(&case.0, &STAGES, &CALENDAR, day(9)).grade
    };
    assert_eq!((dollars(&Rules::builtin()), dollars(&rules)), (Grade::B, Grade::A));
}

#[test]
fn amounts_are_three_rising_numbers_and_may_be_left_out_of_a_whole_file() {
    let check = |text: &str, is_right: bool| {
        let read = Rules::parse_over_builtin(&format!("[grade]\namounts = {text}\n"));
        assert_eq!(read.is_ok(), is_right, "{text}: {read:?}");
    };
    check("[1, 2, 3]", true);
    check("[20000, 20000, 30000]", false);
    check("[0, 1, 2]", false);
    check("[1, 2]", false);
    let whole = crate::rules::DEFAULT_RULES.replace(", amount = 10", "");
    let rules = Rules::parse(&whole).unwrap();
    let terms = rules.explain(&known(0, 0, 0).0, &STAGES, &CALENDAR, day(1)).grade.terms;
    assert_eq!(terms.len(), 1, "{terms:?}");
}

#[test]
fn a_stage_that_says_ordered_stands_for_one_order() {
    let terms = Rules::builtin().explain(&Case::new().stage("won").0, &STAGES, &CALENDAR, day(1)).grade.terms;
    assert_eq!(
        terms,
        [GradeTerm { input: GradeInput::Deals { orders: 1, faded: None }, points: 60, weight: 30 }]
    );
}

#[test]
fn a_pinned_grade_wins_and_the_computed_one_is_still_told() {
    let case = known(5, 5, 3).with(|it| it.pinned_grade = Some(Grade::C));
    let explained = Rules::builtin().explain(&case.0, &STAGES, &CALENDAR, day(1));
    assert_eq!(explained.assessment.grade, Grade::C);
    let grade = explained.grade;
    assert_eq!((grade.pinned, grade.computed, grade.grade), (Some(Grade::C), Grade::A, Grade::C));
    assert_eq!((grade.terms.len(), grade.thresholds), (3, (65, 40)));
}

#[test]
fn the_payment_habit_is_learnt_from_how_late_instalments_came() {
    // What was entered says 5; 0 stands for "as entered" in the last column.
    let check = |instalments: u16, days_late: u32, learnt: u8| {
        let case = known(0, 5, 0).with(|it| it.deals.paid = PaymentHistory { instalments, days_late });
        let explained = Rules::builtin().explain(&case.0, &STAGES, &CALENDAR, day(1)).grade;
        let expected = match Score::new(learnt) {
            None => GradeInput::PaymentHabit(Score::new(5).unwrap()),
            Some(score) => {
                let days_late = days_late.div_ceil(u32::from(instalments));
                GradeInput::LearntHabit { score, instalments, days_late }
            }
        };
        assert_eq!(explained.terms[0].input, expected, "{instalments} {days_late}");
        let points = [100, 0, 25, 50, 75, 100][usize::from(learnt)];
        assert_eq!((explained.terms[0].points, explained.terms[0].weight), (points, 20));
    };
    check(0, 0, 0);
    check(1, 90, 0);
    check(2, 0, 5);
    check(2, 6, 5);
    check(2, 7, 4);
    check(3, 21, 4);
    check(2, 30, 3);
    check(2, 60, 2);
    check(2, 61, 1);
    check(2, 9000, 1);
}

#[test]
fn days_late_are_four_rising_numbers() {
    let check = |text: &str, is_right: bool| {
        let read = Rules::parse_over_builtin(&format!("[grade]\nlate_days = {text}\n"));
        assert_eq!(read.is_ok(), is_right, "{text}: {read:?}");
    };
    check("[0, 1, 2, 3]", true);
    check("[1, 1, 1, 1]", true);
    check("[3, 2, 1, 0]", false);
    check("[1, 2, 3]", false);
    check("\"late\"", false);
}
