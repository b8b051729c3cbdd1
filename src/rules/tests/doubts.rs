//! What can be read in a rule file and does nothing.

use crate::rules::{DEFAULT_RULES, Doubtful, Rules};

/// Line, column and what does nothing there.
fn told(text: &str) -> Vec<(usize, usize, String)> {
    let what = |doubtful: Doubtful| match doubtful {
        Doubtful::NeverReached { class, by } => format!("{class} after {by}"),
        Doubtful::NeverHolds { word } => word.to_owned(),
    };
    Rules::doubts(text).into_iter().map(|it| (it.line, it.column, what(it.what))).collect()
}

/// A class of one's own, tried before all others.
fn class(id: &str, when: &str) -> String {
    format!(
        "[[class]]\nid = \"{id}\"\nname = {{ zh = \"甲\", en = \"A\" }}\nshort = {{ zh = \"甲\", en = \"A\" }}\n\
         colour = \"warm\"\npriority = 1\nchannels = [\"email\"]\n\
         cadence = {{ anchor = \"last_contact\", window = \"1w\" }}\nwhen = {when}\n"
    )
}

#[test]
fn the_built_in_rules_leave_no_doubt() {
    assert_eq!(told(DEFAULT_RULES), []);
    assert_eq!(told(""), []);
}

#[test]
fn a_class_is_never_reached_behind_one_that_takes_all_of_it() {
    let check = |first: &str, second: &str, is_reached: bool| {
        let text = class("one", first) + &class("two", second);
        Rules::parse_over_builtin(&text).unwrap();
        let expected = if is_reached { vec![] } else { vec![(18, 8, "two after one".to_owned())] };
        assert_eq!(told(&text), expected, "{first} then {second}");
    };
    check("{ tag = \"vip\" }", "{ tag = \"vip\" }", false);
    check("{ tag = [\"vip\", \"fair\"] }", "{ tag = \"VIP\", orders = 0 }", false);
    check("{ tag = \"vip\" }", "{ tag = [\"vip\", \"fair\"] }", true);
    check("{ orders = \">= 1\" }", "{ orders = \"2..4\" }", false);
    check("{ orders = \"2..4\" }", "{ orders = \">= 1\" }", true);
    check("{ heard_within_days = 60 }", "{ heard_within_days = 30 }", false);
    check("{ heard_within_days = 30 }", "{ heard_within_days = 60 }", true);
    check("{ heard_within_days = 60 }", "{ contacted_within_days = 30 }", true);
    check("{ any = [{ grade = \"A\" }, { orders = 0 }] }", "{ orders = 0, type = \"brand\" }", false);
    check(
        "{ grade = [\"A\", \"B\"] }",
        "{ any = [{ grade = \"A\" }, { grade = \"B\", orders = 0 }] }",
        false,
    );
    check("{ grade = \"A\" }", "{ any = [{ grade = \"A\" }, { orders = 0 }] }", true);
    check("{ not = { stage = \"won\" } }", "{ not = { stage = [\"won\", \"repeat\"] } }", false);
    check("{ not = { stage = [\"won\", \"repeat\"] } }", "{ not = { stage = \"won\" } }", true);
    check("{ open_pi = true }", "{ open_pi = false }", true);
    // One that is built in is told where the file took everybody from it.
    let sample = told(&class("mine", "{ open_sample = true }"));
    assert_eq!(sample, [(9, 8, "sample after mine".to_owned())]);
}

#[test]
fn a_condition_that_excludes_itself_never_holds() {
    let check = |when: &str, expected: Option<&str>| {
        let text = format!("[[flag]]\nid = \"no_reply\"\nwhen = {when}\n");
        Rules::parse_over_builtin(&text).unwrap();
        let found: Vec<_> = told(&text).into_iter().map(|(line, _, what)| (line, what)).collect();
        let expected: Vec<_> = expected.map(|word| (3, word.to_owned())).into_iter().collect();
        assert_eq!(found, expected, "{when}");
    };
    check("{ stage = \"won\", not = { stage = [\"won\", \"repeat\"] } }", Some("stage"));
    check("{ stage = [\"won\", \"repeat\"], not = { stage = \"won\" } }", None);
    check(
        "{ stage_group = \"lost\", not = { any = [{ stage_group = \"lost\" }, { orders = 0 }] } }",
        Some("stage_group"),
    );
    check("{ stage_group = \"lost\", not = { stage_group = \"lost\", orders = 0 } }", None);
    check("{ orders = \"< 2\", all = [{ orders = \">= 2\" }] }", Some("orders"));
    check("{ orders = \"< 2\", any = [{ orders = \">= 2\" }] }", None);
    check("{ stage_days = \">= 5\", not = { stage_days = \">= 3\" } }", Some("stage_days"));
    check("{ all = [{ grade = \"A\" }, { grade = \"B\" }] }", Some("grade"));
    check("{ all = [{ tag = \"vip\" }, { tag = \"fair\" }] }", None);
    check("{ open_pi = true, not = { open_pi = true } }", Some("open_pi"));
    check("{ open_pi = true, all = [{ open_pi = false }] }", Some("open_pi"));
    check("{ orders = 0, any = [{ tag = \"a\", not = { tag = \"a\" } }, { tag = \"b\" }] }", Some("tag"));
    assert_eq!(told(&class("one", "{ orders = 0, all = [{ orders = 1 }] }")), [(9, 8, "orders".to_owned())]);
}
