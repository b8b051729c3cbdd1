//! What can be read in a rule file and does nothing.

use crate::rules::fixture::STAGES;
use crate::rules::{DEFAULT_RULES, Doubtful, Rules};

/// Line, column and what does nothing there.
fn told(text: &str) -> Vec<(usize, usize, String)> {
    let what = |doubtful: Doubtful| match doubtful {
        Doubtful::NeverReached { class, by } => format!("{class} after {by}"),
        Doubtful::NeverHolds { words } => words.join(" "),
        Doubtful::TakesEverybody { class } => format!("{class} takes all"),
        Doubtful::AsksInVain { class } => format!("asks for {class}"),
    };
    Rules::doubts(text, &STAGES).into_iter().map(|it| (it.line, it.column, what(it.what))).collect()
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
    // A stage stands in one group.
    check("{ stage = \"quoted\", stage_group = \"lost\" }", Some("stage stage_group"));
    check("{ stage = [\"quoted\", \"lost\"], stage_group = \"lost\" }", None);
    check("{ stage_group = [\"lost\", \"inquiry\"], stage = \"quoted\" }", None);
    check("{ stage = \"lost\", not = { stage_group = \"lost\" } }", Some("stage stage_group"));
    // Two words of one thing.
    check("{ never_contacted = true, contacts = \">= 1\" }", Some("never_contacted contacts"));
    check("{ never_contacted = false, contacts = \">= 1\" }", None);
    check("{ never_contacted = true, contacts = \"..1\" }", None);
    check("{ next_step = false, next_step_in_days = \"..30\" }", Some("next_step next_step_in_days"));
    check("{ they_wrote_last = false, waiting_days = \">= 2\" }", Some("they_wrote_last waiting_days"));
    check("{ they_wrote_last = true, waiting_days = \">= 2\" }", None);
    for (within, days) in [
        ("heard_within_days", "heard_days"),
        ("contacted_within_days", "silent_days"),
        ("ordered_within_days", "ordered_days"),
        ("sample_within_days", "sample_days"),
        ("stage_within_days", "stage_days"),
    ] {
        check(&format!("{{ {within} = 5, {days} = \">= 5\" }}"), None);
        check(&format!("{{ {within} = 5, {days} = \">= 6\" }}"), Some(&format!("{within} {days}")));
        check(
            &format!("{{ {days} = \"..5\", not = {{ {within} = 5 }} }}"),
            Some(&format!("{days} {within}")),
        );
    }
    check("{ quoted_within_days = 5, heard_days = \">= 6\" }", None);
    // What asks for everybody turned round, and each of several that cannot be.
    check("{ not = { orders = \">= 0\" } }", Some("orders"));
    check("{ not = { stage_days = \">= 0\" } }", None);
    check("{ orders = 1, any = [{ open_pi = true, not = { open_pi = true } }] }", Some("open_pi"));
    assert_eq!(told(&class("one", "{ orders = 0, all = [{ orders = 1 }] }")), [(9, 8, "orders".to_owned())]);
}

#[test]
fn a_condition_that_always_holds_leaves_nobody_to_the_classes_behind_it() {
    for when in [
        "{ orders = \">= 0\" }",
        "{ any = [{ open_pi = true }, { contacts = \">= 0\" }] }",
        "{ all = [{ orders = \">= 0\", invoices = \">= 0\" }] }",
    ] {
        let text = class("one", when);
        Rules::parse_over_builtin(&text).unwrap();
        assert_eq!(told(&text), [(9, 8, "one takes all".to_owned())], "{when}");
    }
    assert_eq!(told(&class("one", "{ orders = \">= 1\" }")), []);
    let excluded = told(&class("one", "{ not = { orders = 0, all = [{ orders = 1 }] } }"));
    assert_eq!(excluded, [(9, 8, "one takes all".to_owned()), (9, 16, "orders".to_owned())]);
}

#[test]
fn a_flag_asks_in_vain_for_a_class_that_is_never_reached() {
    let flag = "[[flag]]\nid = \"no_reply\"\nwhen = { class = \"two\", orders = 0 }\n";
    let both = class("one", "{ tag = \"vip\" }") + &class("two", "{ tag = \"vip\", orders = 0 }");
    assert_eq!(
        told(&(both + flag)),
        [(18, 8, "two after one".to_owned()), (21, 18, "asks for two".to_owned())]
    );
    let never = class("two", "{ orders = 0, all = [{ orders = 1 }] }");
    assert_eq!(told(&(never + flag)), [(9, 8, "orders".to_owned()), (12, 18, "asks for two".to_owned())]);
    assert_eq!(told(&(class("two", "{ orders = 0 }") + flag)), []);
}
