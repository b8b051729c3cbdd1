//! A user's file over the rules that the program comes with.

use super::files::TRADE_FAIR_RULES;
use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{DEFAULT_RULES, Rules};

fn over(text: &str) -> Rules {
    Rules::parse_over_builtin(text).unwrap_or_else(|error| panic!("{error}"))
}

fn ids(rules: &Rules) -> Vec<&str> {
    rules.classes().iter().map(|class| class.id.as_str()).collect()
}

#[test]
fn an_empty_file_changes_nothing_and_a_whole_file_takes_the_place_of_everything() {
    let unnamed = Rules { stages_named: Vec::new(), ..Rules::builtin() };
    assert_eq!(over(""), unnamed);
    assert_eq!(over("# nothing yet\n"), unnamed);
    assert_eq!(over(DEFAULT_RULES), Rules::builtin());
    assert_eq!(over(TRADE_FAIR_RULES), Rules::parse(TRADE_FAIR_RULES).unwrap());
    assert_eq!(over(TRADE_FAIR_RULES).flags().len(), 2);
}

#[test]
fn single_values_change_and_everything_else_stays() {
    let rules = over(
        "[[class]]\nid = \"hot\"\ncadence = { anchor = \"last_contact\", window = \"1d\" }\n\
         name = { en = \"burning\" }\n[priority]\nagreed = 99\ngrade = { A = 50 }\n[grade]\nthresholds = { A = 90 }\n\
         [[flag]]\nid = \"no_reply\"\npriority = 7\n",
    );
    let mut expected = Rules::builtin();
    let hot = expected.classes.iter_mut().find(|class| class.id.as_str() == "hot").unwrap();
    hot.cadence = crate::rules::Cadence::LastContact(crate::rules::Window { first: 1, last: 1 });
    hot.name.en = "burning".into();
    (expected.priority.agreed, expected.priority.grade_a, expected.grade.a) = (99, 50, 90);
    expected.flags.iter_mut().find(|flag| flag.id == "no_reply").unwrap().priority = 7;
    expected.stages_named.clear();
    assert_eq!(Rules { stages_named: Vec::new(), ..rules }, expected);
}

const VIP: &str = "id = \"vip\"\nname = { zh = \"贵宾\", en = \"VIP\" }\nshort = { zh = \"贵宾\", en = \"VIP\" }\n\
    colour = \"notice\"\npriority = 90\nwhen = { tag = \"vip\" }\nchannels = [\"phone\"]\n\
    cadence = { anchor = \"last_contact\", window = \"1d\" }\n";

#[test]
fn classes_are_added_in_front_or_where_asked_and_switched_off() {
    let check = |text: &str, expected: &[&str]| assert_eq!(ids(&over(text)), expected, "{text}");
    check(&format!("[[class]]\n{VIP}"), &["vip", "sample", "hot", "existing", "potential", "cold"]);
    let placed = format!("[[class]]\n{VIP}before = \"cold\"\n");
    check(&placed, &["sample", "hot", "existing", "potential", "vip", "cold"]);
    let two = format!("[[class]]\n{VIP}[[class]]\n{}", VIP.replace("\"vip\"\nname", "\"top\"\nname"));
    check(&two, &["vip", "top", "sample", "hot", "existing", "potential", "cold"]);
    check(
        "[[class]]\nid = \"potential\"\nbefore = \"hot\"\n",
        &["sample", "potential", "hot", "existing", "cold"],
    );
    check(
        "[[class]]\nid = \"sample\"\nbefore = \"cold\"\n",
        &["hot", "existing", "potential", "sample", "cold"],
    );
    let moved = format!("[[class]]\nid = \"existing\"\nbefore = \"sample\"\n[[class]]\n{VIP}");
    check(&moved, &["vip", "existing", "sample", "hot", "potential", "cold"]);
    let before_own = format!("[[class]]\n{VIP}[[class]]\nid = \"hot\"\nbefore = \"vip\"\n");
    check(&before_own, &["hot", "vip", "sample", "existing", "potential", "cold"]);
    check("[[class]]\nid = \"potential\"\noff = true\n", &["sample", "hot", "existing", "cold"]);
    let rules = over(&format!("[[class]]\n{VIP}"));
    let vip = Case::new().with(|it| it.tags.push("VIP".into()));
    assert_eq!(rules.class_at(rules.assess(&vip.0, &STAGES, &CALENDAR, day(1)).class).id.as_str(), "vip");
}

#[test]
fn flags_are_added_behind_and_switched_off_and_follow_classes_that_move() {
    let flags = |rules: &Rules| rules.flags().len();
    let builtin = flags(&Rules::builtin());
    let off = over("[[flag]]\nid = \"no_reply\"\noff = true\n");
    assert_eq!(flags(&off), builtin - 1);
    let own = "[[flag]]\nid = \"quiet_vip\"\nname = { zh = \"贵宾\", en = \"quiet VIP\" }\ncolour = \"hot\"\npriority = 50\n\
        when = { class = \"vip\", silent_days = \">= 5\" }\n";
    let rules = over(&format!("[[class]]\n{VIP}{own}"));
    assert_eq!((flags(&rules), rules.flags().last().unwrap().id.as_str()), (builtin + 1, "quiet_vip"));
    let up = |case: &Case, id: &str| {
        let assessment = rules.assess(&case.0, &STAGES, &CALENDAR, day(20));
        rules.flags_of(assessment.flags).any(|flag| flag.id == id)
    };
    assert!(up(&Case::new().wrote(10).with(|it| it.tags.push("vip".into())), "quiet_vip"));
    assert!(!up(&Case::new().wrote(10), "quiet_vip"));
    assert!(up(&Case::new().stage("quoted").wrote(10), "neglected_hot"), "hot is the third class now");
}

#[test]
fn mistakes_over_the_builtin_rules_name_their_place_and_what_was_meant() {
    let check = |text: &str, line: usize, expected: &str, meant: Option<&str>| {
        let error = Rules::parse_over_builtin(text).unwrap_err();
        let [mistake] = &error.mistakes[..] else { panic!("{text}: {error}") };
        assert_eq!((mistake.line, mistake.meant.as_deref()), (line, meant), "{error}");
        assert!(mistake.expected.contains(expected), "{error}");
    };
    check("[[class]]\nid = \"hto\"\noff = true\n", 2, "sample, hot", Some("hot"));
    check("[[class]]\nid = \"cold\"\nbefore = \"hot\"\n", 3, "has to stay", None);
    check("[[class]]\nid = \"hot\"\nbefore = \"colt\"\n", 3, "cold", Some("cold"));
    check("[[class]]\nid = \"cold\"\noff = true\n", 2, "has to stay", None);
    check("[[class]]\nid = \"cold\"\nwhen = { orders = 99 }\n", 3, "a last class without a condition", None);
    check("[[flag]]\nid = \"noreply\"\noff = true\n", 2, "no_reply", Some("no_reply"));
    check("[[flag]]\nid = \"no_reply\"\nwhen = { class = \"colt\" }\n", 3, "cold", Some("cold"));
    check(
        "[[flag]]\nid = \"no_reply\"\nwhen = { unanswerd = 3 }\n",
        3,
        "a word of a condition",
        Some("unanswered"),
    );
    check(
        "[[flag]]\nid = \"no_reply\"\nwhen = { flag = 3 }\n",
        3,
        "\n    counts: orders, cancelled_orders, quotations",
        None,
    );
    check("[[flag]]\nid = \"no_reply\"\nwhen = {}\n", 3, "\n    of the class: class, overdue_days", None);
    check("[[class]]\nid = \"hot\"\ncolour = \"warn\"\n", 3, "warm", Some("warm"));
    check("[[class]]\nid = \"hot\"\nwhen = { overdue_days = 3 }\n", 3, "is for [[flag]] alone", None);
    check("[grade]\nthresholds = { A = 30 }\n", 2, "fewer points for a B, 40, than the 30", None);
    check("[priorities]\nagreed = 3\n", 1, "priority", None);
    check("[priority]\nagred = 3\n", 2, "agreed", Some("agreed"));
    let twice =
        "[[flag]]\nid = \"no_reply\"\nwhen = { flag = 3 }\n[[flag]]\nid = \"no_next_step\"\nwhen = {}\n";
    let error = Rules::parse_over_builtin(twice).unwrap_err();
    let lines: Vec<_> = error.mistakes.iter().map(|it| it.expected.lines().count()).collect();
    assert_eq!(lines, [9, 1], "all words are told once");
    let off = "[[class]]\nid = \"potential\"\noff = true\n";
    for named in [
        "[[class]]\nid = \"hot\"\nbefore = \"potential\"\n",
        "[[flag]]\nid = \"no_reply\"\nwhen.class = \"potential\"\n",
    ] {
        check(&format!("{off}{named}"), 6, "one of sample, ", None);
        let error = Rules::parse_over_builtin(&format!("{off}{named}")).unwrap_err().to_string();
        assert!(error.contains("`\"potential\"`, which this file switches off; expected"), "{error}");
    }
    let everybody = VIP.replace("when = { tag = \"vip\" }\n", "");
    check(&format!("[[class]]\n{everybody}"), 1, "takes everybody else", None);
    check(
        "[[class]]\nid = \"vip\"\npriority = 3\nwhen = { tag = \"vip\" }\ncolour = \"hot\"\nchannels = [\"email\"]\n\
           cadence = { anchor = \"last_contact\", window = \"1d\" }\nname = { zh = \"一\", en = \"x\" }\n",
        1,
        "zh and en",
        None,
    );
    // The stages that the built-in rules name are not the user's mistake.
    let few =
        crate::domain::Stages::parse("[[stage]]\nid = \"a\"\ngroup = \"early\"\nzh = \"甲\"\nen = \"A\"")
            .unwrap();
    assert!(over("[priority]\nagreed = 3\n").check_stages(&few).is_ok());
}

#[test]
fn stages_that_are_not_there_are_told_together_with_everything_else() {
    let text = "[[flag]]\nid = \"no_reply\"\nwhen = { stage = \"qouted\" }\n[priority]\nagred = 3\n";
    let error = Rules::parse_for(text, &STAGES).unwrap_err();
    let found: Vec<_> = error.mistakes.iter().map(|it| (it.line, it.meant.as_deref())).collect();
    assert_eq!(found, [(3, Some("quoted")), (5, Some("agreed"))], "{error}");
}
