//! Rule files: quite different ones, and ones with mistakes.

use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{Cadence, DEFAULT_RULES, Rules, ThemeColour, Window};

/// A seller who meets everybody at fairs and knows other classes than the default ones.
pub(super) const TRADE_FAIR_RULES: &str = include_str!("../../../tests/fixtures/rules/trade_fair.toml");

#[test]
fn a_rule_file_of_another_trade_works() {
    let rules = Rules::parse(TRADE_FAIR_RULES).unwrap_or_else(|error| panic!("{error}"));
    let vip = &rules.classes()[0];
    assert_eq!(vip.cadence, Cadence::LastContact(Window { first: 1, last: 2 }));
    assert_eq!(vip.colour, ThemeColour::Notice);
    let check = |case: Case, n: i32, class: &str, is_open: bool| {
        let assessment = rules.assess(&case.0, &STAGES, &CALENDAR, day(n));
        let due = assessment.due.unwrap();
        let found = (rules.class_at(assessment.class).id.as_str(), due.is_open(day(n)));
        assert_eq!(found, (class, is_open), "{case:?} on day {n}");
    };
    let tagged = |tag: &str| Case::new().wrote(1).with(|it| it.tags.push(tag.into()));
    check(tagged("VIP"), 2, "vip", true);
    check(tagged("other"), 2, "visitor", false);
    check(Case::new(), 0, "visitor", true);
    check(Case::new().heard(1), 31, "visitor", false);
    check(Case::new().heard(1), 32, "slipping", true);
    check(Case::new().heard(1), 92, "visitor", true);
    let flags = |case: Case, n: i32| -> Vec<String> {
        let up = rules.assess(&case.0, &STAGES, &CALENDAR, day(n)).flags;
        rules.flags_of(up).map(|flag| flag.id.clone()).collect()
    };
    assert_eq!(flags(Case::new().heard(1), 3), ["at_the_stand"]);
    assert_eq!(flags(tagged("VIP").heard(2), 3), ["at_the_stand", "vip_let_down"]);
    assert_eq!(flags(tagged("VIP"), 4), ["vip_let_down"], "overdue since day 3");
    assert!(Rules::parse(DEFAULT_RULES).unwrap().class(&vip.id).is_none());
}

/// Checks that a text is refused with exactly these mistakes: line, a part of what was read, a part of
/// what was expected.
fn check(text: &str, expected: &[(usize, &str, &str)]) {
    let error = Rules::parse(text).unwrap_err();
    let lines: Vec<_> = error.mistakes.iter().map(|mistake| mistake.line).collect();
    assert_eq!(lines, expected.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), "{error}");
    for (mistake, (line, read, wanted)) in error.mistakes.iter().zip(expected) {
        assert!(mistake.read.contains(read), "line {line}: {read:?} in {mistake}");
        assert!(mistake.expected.contains(wanted), "line {line}: {wanted:?} in {mistake}");
    }
}

#[test]
fn a_count_below_zero_is_told_what_a_count_is() {
    let text = "[[class]]\nid = \"hot\"\nwhen = { quotations = -1 }\n";
    let error = Rules::parse_over_builtin(text).unwrap_err();
    let told: Vec<_> =
        error.mistakes.iter().map(|it| (it.line, it.read.as_str(), it.expected.as_str())).collect();
    assert_eq!(told, [(3, "`-1`", "a whole number, 0 or more")]);
}

#[test]
fn every_mistake_of_a_file_is_reported_at_once() {
    let text = r#"
[[class]]
id = "Hot One"
name = { zh = "热", en = 5 }
short = { zh = "热客户", en = "LUKEWARM" }
colour = "red"
priority = "high"
when = { stage_group = "inqiry", oders = 1, any = [], orders = "many" }
cadence = { anchor = "last_contact", window = "3d..2d", windows = [] }
channels = ["email", "fax", "email"]
weight = 3

[[class]]
id = "cold"
name = { zh = "冷", en = "cold" }
short = { zh = "冷", en = "COLD" }
colour = "cool"
priority = 5
cadence = { anchor = "birthday", window = "1w" }
channels = []

[[class]]
id = "cold"
name = { zh = "又冷", en = "cold again" }
short = { zh = "冷", en = "CLD2" }
colour = "cool"
priority = 5
when = { country = "Atlantis", heard_within_days = -3, open_sample = "yes", stage = 7, not = {} }
cadence = { anchor = "sample_arrival", windows = ["0d..5d", "3d"], then = "0d" }
channels = "email"

[first_contact]
window = "soon"

[sample]

[grade]
weights = { potential = 0, payment_habit = 0, deals = 0 }
score_points = [0, 25, 50, 75, 101]
deal_points = [0, 60]
thresholds = { A = 40, B = 65 }
bonus = [{ when = { grade = "A", heard_within_days = 9 }, points = 10 }, { points = 1 }]

[priority]
grade = { A = 1, B = 2 }
agreed = 2.5
sample_touch = 99999
first_contact = 1
they_wrote_last = 1
day_overdue = 1
most_days_overdue = 1

[holidays]
"#;
    check(
        text,
        &[
            (3, "`\"Hot One\"`", "lower-case"),
            (4, "`5`", "a text"),
            (5, "热客户", "two Chinese characters"),
            (5, "LUKEWARM", "four letters"),
            (6, "`\"red\"`", "one of hot, warm"),
            (7, "`\"high\"`", "-1000 to 1000"),
            (8, "`\"inqiry\"`", "one of early, inquiry"),
            (8, "`oders`", "a word of a condition"),
            (8, "`[]`", "a list of conditions"),
            (8, "`\"many\"`", "comparison"),
            (9, "`\"3d..2d\"`", "\"2d..3d\""),
            (9, "`windows`", "anchor, window"),
            (10, "`\"fax\"`", "one of email, whatsapp"),
            (10, "`\"email\"`", "once"),
            (11, "`weight`", "in class `Hot One` one of id, name"),
            (19, "`\"birthday\"`", "sample_arrival"),
            (20, "`[]`", "a list of channels"),
            (22, "`[[class]]`", "never be reached"),
            (22, "`when` in the last class, `cold`", "takes everybody else"),
            (23, "`\"cold\"`", "nothing of its kind before it"),
            (28, "`\"Atlantis\"`", "a country"),
            (28, "`-3`", "0 to 3650"),
            (28, "`\"yes\"`", "true or false"),
            (28, "`7`", "a text"),
            (28, "`{}`", "all, any, not"),
            (29, "`\"3d\"`", "after the one before it ends"),
            (29, "`\"0d\"`", "a day after"),
            (30, "`\"email\"`", "a list of channels"),
            (33, "`\"soon\"`", "such as \"2d..3d\""),
            (35, "no `transit_days`", "a whole number"),
            (38, "`{ potential = 0", "above 0"),
            (39, "`101`", "0 to 100"),
            (40, "`[0, 60]`", "4 whole numbers"),
            (41, "`65`", "65, than the 40"),
            (42, "`grade`", "a fact that time alone does not change"),
            (42, "`heard_within_days`", "a fact that time alone does not change"),
            (42, "no `when`", "the condition"),
            (45, "no `C`", "a whole number"),
            (46, "`2.5`", "a whole number"),
            (47, "`99999`", "-1000 to 1000"),
            (53, "`holidays`", "class, first_contact, answer, sample, grade, priority"),
        ],
    );
}

#[test]
fn what_is_missing_is_reported_too() {
    check(
        "",
        &[
            (1, "no `class`", "[[class]]"),
            (1, "no `first_contact`", "a table"),
            (1, "no `sample`", "a table"),
            (1, "no `grade`", "a table"),
            (1, "no `priority`", "a table"),
        ],
    );
    let text = DEFAULT_RULES.replace("cadence = { anchor = \"last_contact\", window = \"1w\" }\n", "");
    let line = 1 + text.lines().position(|line| line == "id = \"potential\"").unwrap();
    check(&text, &[(line - 1, "no `cadence` in class `potential`", "a table")]);
}

#[test]
fn a_file_that_is_no_toml_is_told_where_it_goes_wrong_and_what_else_is_wrong() {
    let text = DEFAULT_RULES.replace("window = \"1d..3d\"", "window = 1d..3d").replacen(
        "colour = \"cool\"",
        "colour = \"blue\"",
        1,
    );
    let error = Rules::parse(&text).unwrap_err();
    let line_of = |part: &str| 1 + text.lines().position(|line| line.contains(part)).unwrap();
    let mut lines: Vec<_> = error.mistakes.iter().map(|mistake| mistake.line).collect();
    lines.dedup();
    assert_eq!(lines, [line_of("\"blue\""), line_of("= 1d..3d")], "{error}");
}

#[test]
fn a_message_names_line_and_column() {
    let text = DEFAULT_RULES.replace("zh = \"老客\", en = \"EXST\"", "zh = \"老客\", en = \"OLDIE\"");
    let line = 1 + text.lines().position(|line| line.contains("OLDIE")).unwrap();
    let expected = format!("line {line}, column 27: `\"OLDIE\"`; expected four letters at most");
    assert_eq!(Rules::parse(&text).unwrap_err().to_string(), expected);
}

#[test]
fn stages_that_are_not_in_the_list_are_told_with_their_place() {
    let text = DEFAULT_RULES
        .replace("when = { stage = \"comparing\" }", "when = { stage = [\"comparing\", \"pi\"] }");
    let error = Rules::parse(&text).unwrap().check_stages(&STAGES).unwrap_err();
    let [mistake] = &error.mistakes[..] else { panic!("{error}") };
    let line = 1 + text.lines().position(|line| line.contains("\"pi\"")).unwrap();
    assert_eq!((mistake.line, mistake.column, mistake.read.as_str()), (line, 32, "`pi`"));
    assert!(mistake.expected.contains("negotiating, pi_sent"));
}

#[test]
fn the_default_file_explains_every_word_of_its_vocabulary() {
    let comments: String = DEFAULT_RULES.lines().filter(|line| line.starts_with('#')).collect();
    let facts = Rules::condition_words();
    let colours = ThemeColour::ALL.iter().map(|colour| colour.id());
    for word in facts.chain(colours) {
        assert!(comments.contains(word), "{word} is not explained");
    }
}

#[test]
fn how_soon_a_message_is_answered_may_be_changed_or_left_to_the_cadence() {
    let due = |text: &str| {
        let rules = Rules::parse_over_builtin(text).unwrap();
        let due =
            rules.assess(&Case::new().stage("won").heard(10).0, &STAGES, &CALENDAR, day(10)).due.unwrap();
        (due.from, due.by)
    };
    assert_eq!(due(""), (day(10), day(11)));
    assert_eq!(due("[answer]\nwindow = \"1d..4d\"\n"), (day(11), day(14)));
    assert_eq!(due("[answer]\noff = true\n"), (day(25), day(40)));
    assert!(Rules::answers_by_cadence_alone(TRADE_FAIR_RULES));
    let answered = format!("{TRADE_FAIR_RULES}\n[answer]\noff = true\n");
    for text in ["", DEFAULT_RULES, &answered] {
        assert!(!Rules::answers_by_cadence_alone(text));
    }
    let error = Rules::parse_over_builtin("[answer]\nwindow = \"1 day\"\nuntil = 3\n").unwrap_err();
    let lines: Vec<_> = error.mistakes.iter().map(|mistake| mistake.line).collect();
    assert_eq!(lines, [2, 3], "{error}");
}

#[test]
fn a_sign_of_the_input_method_and_a_word_of_another_place_are_told_as_such() {
    let told = |text: &str| {
        let error = Rules::parse_over_builtin(text).unwrap_err();
        let told =
            |it: &crate::rules::Mistake| format!("{}:{} {} {}", it.line, it.column, it.read, it.expected);
        error.mistakes.iter().map(told).collect::<Vec<_>>()
    };
    let half = |sign| format!("the half-width `{sign}`, typed with the input method off");
    assert_eq!(told("[priority]\nday_overdue ＝ 3\n"), [format!("2:13 `＝` {}", half('='))]);
    assert_eq!(told("[[class]]\nid = “vip”\n"), [format!("2:6 `“` {}", half('"'))]);
    let of_flags = "a fact that does not come from the class; this one is for [[flag]] alone";
    assert_eq!(
        told("[[class]]\nid = \"hot\"\nwhen = { class = \"cold\", overdue_days = 3 }\n"),
        [format!("3:10 `class` {of_flags}"), format!("3:26 `overdue_days` {of_flags}")]
    );
    let of_grades = "a fact that time alone does not change, and not the grade itself";
    assert_eq!(
        told("[grade]\nbonus = [{ when = { grade = \"A\" }, points = 5 }]\n"),
        [format!("2:21 `grade` {of_grades}")]
    );
}

#[test]
fn a_stage_that_is_not_there_is_told_with_the_one_that_was_meant() {
    let meant = |value: &str| {
        let text = format!(
            "[[flag]]\nid = \"x\"\nname = {{ zh = \"甲\", en = \"A\" }}\ncolour = \"hot\"\npriority = 1\n\
             when = {{ \"stage\" = \"{value}\" }}\n"
        );
        Rules::parse_for(&text, &STAGES).unwrap_err().mistakes.remove(0).meant
    };
    for typed in ["neogtiation", "negotiatng", "谈判", "Negotiating"] {
        assert_eq!(meant(typed).as_deref(), Some("negotiating"), "{typed}");
    }
    assert_eq!(meant("sampel_confirmed").as_deref(), Some("sample_confirmed"));
    assert_eq!(meant("factory_visit"), None);
}
