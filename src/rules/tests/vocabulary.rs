//! What conditions may ask: facts that no built-in rule asks for.

use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{Reason, Rules};

fn own(when: &str) -> Rules {
    let text = format!(
        "[[flag]]\nid = \"own\"\nname = {{ zh = \"甲\", en = \"A\" }}\ncolour = \"hot\"\npriority = 1\nwhen = {when}\n"
    );
    Rules::parse_over_builtin(&text).unwrap_or_else(|error| panic!("{error}"))
}

fn holds(rules: &Rules, case: &Case, n: i32) -> bool {
    let up = rules.assess(&case.0, &STAGES, &CALENDAR, day(n)).flags;
    rules.flags_of(up).any(|flag| flag.id == "own")
}

/// Checks on which of these days a condition holds, and that every change was foretold.
fn check(when: &str, case: &Case, expected: std::ops::RangeInclusive<i32>) {
    let rules = own(when);
    let mut until = day(0);
    for n in 0..60 {
        assert_eq!(holds(&rules, case, n), expected.contains(&n), "{when} on day {n}");
        let turns = n > 0 && holds(&rules, case, n) != holds(&rules, case, n - 1);
        assert!(!turns || until <= day(n), "{when} turns on day {n} before {until}");
        until = rules.assess(&case.0, &STAGES, &CALENDAR, day(n)).next_change;
    }
}

const NEVER: std::ops::RangeInclusive<i32> = 99..=99;

#[test]
fn days_since_an_order_and_since_the_customer_was_heard_are_compared() {
    check("{ ordered_days = \"10..20\" }", &Case::new().ordered(5), 15..=25);
    check("{ ordered_days = \">= 30\" }", &Case::new().ordered(5), 35..=59);
    check("{ ordered_days = \">= 0\" }", &Case::new(), NEVER);
    check("{ heard_days = \"7..9\" }", &Case::new().heard(10).wrote(12), 17..=19);
    check("{ heard_days = \">= 0\" }", &Case::new().wrote(12), NEVER);
}

#[test]
fn the_day_of_the_next_step_is_counted_down_to() {
    let wedding = Case::new().heard(1).agreed(day(40));
    check("{ next_step_in_days = \"..30\" }", &wedding, 10..=40);
    check("{ next_step_in_days = \"7..9\" }", &wedding, 31..=33);
    check("{ next_step_in_days = 0 }", &wedding, 40..=40);
    check("{ next_step_in_days = \"> 30\" }", &wedding, 0..=9);
    check("{ next_step_in_days = \">= 0\" }", &Case::new().heard(1), NEVER);
}

#[test]
fn owner_and_product_are_asked_for_by_name() {
    let case = Case::new().with(|it| {
        it.owner = "Li Wei".into();
        it.products = "Bamboo box\nglass jar\n".into();
    });
    let reasons = |when: &str| {
        let explained = own(when).explain(&case.0, &STAGES, &CALENDAR, day(1));
        explained.flags.iter().flat_map(|flag| flag.reasons.clone()).collect::<Vec<_>>()
    };
    assert_eq!(reasons("{ owner = [\"Anna\", \"li wei\"] }"), [Reason::Owner]);
    assert_eq!(reasons("{ owner = \"Li\" }"), []);
    assert_eq!(reasons("{ product = [\"Jar\", \"mug\"] }"), [Reason::Product { place: 1 }]);
    assert_eq!(reasons("{ product = \"tumbler\" }"), []);
    let error = Rules::parse_over_builtin("[[class]]\nid = \"hot\"\nwhen = { owner = \"-\" }\n").unwrap_err();
    assert_eq!((error.mistakes[0].line, error.mistakes[0].column), (3, 18), "{error}");
}
