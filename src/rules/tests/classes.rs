//! Who falls in which class under the default rules.

use crate::domain::{Channel, ClassId};
use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{DEFAULT_RULES, Rules};

fn class_of(case: &Case, n: i32) -> String {
    let rules = Rules::builtin();
    rules.class_at(rules.assess(&case.0, &STAGES, &CALENDAR, day(n)).class).id.as_str().to_owned()
}

#[test]
fn the_default_rules_have_no_mistake_and_name_no_stage_that_is_not_there() {
    let rules = Rules::parse(DEFAULT_RULES).unwrap_or_else(|error| panic!("{error}"));
    rules.check_stages(&STAGES).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(rules, Rules::builtin());
    let ids: Vec<_> = rules.classes().iter().map(|class| class.id.as_str()).collect();
    assert_eq!(ids, ["sample", "hot", "existing", "potential", "cold"]);
    assert_eq!(rules.class(&ClassId::new("hot")).unwrap().short.en, "HOT");
    assert_eq!(rules.class(&ClassId::new("nobody")), None);
}

#[test]
fn classes_take_precedence_in_the_order_of_the_file() {
    let check = |name: &str, case: Case, expected: &str| assert_eq!(class_of(&case, 100), expected, "{name}");
    let new = Case::new;
    check("nothing known", new(), "cold");
    check("never answered", new().wrote(99), "cold");
    check("answered lately", new().heard(40).wrote(99), "potential");
    check("answered long ago", new().heard(39).wrote(99), "cold");
    check("showed interest by the stage", new().stage("first_interest").wrote(99), "potential");
    check("ordered once", new().heard(99).ordered(1), "existing");
    check("ordered by the stage", new().heard(99).stage("trial_order"), "existing");
    check("ordered, then fell asleep", new().ordered(1).heard(99).stage("dormant").since(50), "cold");
    check("asleep, then ordered", new().stage("dormant").since(50).ordered(60), "existing");
    check("lost", new().ordered(1).heard(99).stage("lost").since(50), "cold");
    check("inquiry in time", new().wrote(55).stage("negotiating"), "hot");
    check("inquiry cooled down", new().wrote(54).stage("negotiating"), "cold");
    check("inquiry cooled down, once heard", new().heard(54).stage("negotiating"), "potential");
    check("ordered and inquires again", new().ordered(1).heard(99).stage("pi_sent").since(50), "hot");
    check(
        "inquiry entered without a log",
        new().stage("quoted").with(|it| it.created = it.created.plus_days(60)),
        "hot",
    );
    check("inquiry with a sample out", new().stage("sampling").heard(99).sample(95, None), "sample");
    check("sample to an old customer", new().stage("won").ordered(1).wrote(99).sample(95, None), "sample");
    check("sample, then an order", new().wrote(99).sample(80, None).ordered(85), "existing");
    check(
        "sample, then won by the stage",
        new()
            .stage("won")
            .wrote(99)
            .sample(80, None)
            .with(|it| it.stage_since = it.stage_since.plus_days(90)),
        "existing",
    );
    check("sample, then asleep", new().stage("dormant").heard(99).sample(80, None), "cold");
    check("sample forgotten for months", new().wrote(99).sample(1, Some(9)), "cold");
    check("sample nearly forgotten", new().wrote(99).sample(1, Some(10)), "sample");
    check("pinned", new().stage("won").pinned("potential"), "potential");
    check("pinned to a class that is gone", new().stage("won").pinned("vip"), "existing");
}

#[test]
fn every_class_says_what_to_say_through_what() {
    use Channel::{Email, Linkedin, Phone, Video, Whatsapp};
    let rules = Rules::builtin();
    let check = |case: Case, words: &str, channels: &[Channel]| {
        let assessment = rules.assess(&case.0, &STAGES, &CALENDAR, day(60));
        let suggestion = rules.suggestion(&assessment).unwrap();
        assert!(suggestion.en.contains(words), "{case:?}: {suggestion:?}");
        assert_eq!(rules.channels(&case.0, &assessment).collect::<Vec<_>>(), channels, "{case:?}");
    };
    check(Case::new(), "who we are", &[Email]);
    check(Case::new().wrote(1), "case study", &[Email]);
    check(Case::new().heard(50).wrote(51), "concrete question", &[Email, Linkedin]);
    check(Case::new().stage("won").wrote(51), "restock", &[Email, Whatsapp]);
    check(Case::new().stage("quoted").wrote(51), "chase the quote", &[Email, Whatsapp]);
    check(Case::new().stage("quoted").heard(51), "answer today", &[Email, Whatsapp]);
    check(Case::new().sample(40, Some(50)).wrote(51), "sample arrived", &[Email, Video]);
    let by_phone = |it: &mut crate::domain::Summary| it.follow_up.as_mut().unwrap().channel = Some(Phone);
    check(Case::new().wrote(1).agreed(day(60)).with(by_phone), "case study", &[Phone, Email]);
    let to_call =
        |it: &mut crate::domain::Summary| it.follow_up.as_mut().unwrap().action = "Call again".into();
    check(Case::new().wrote(1).agreed(day(60)).with(to_call), "case study", &[Phone, Email]);
    check(
        Case::new().stage("trial_order").ordered(30).wrote(40).underway(),
        "how the order stands",
        &[Email, Whatsapp],
    );
    check(
        Case::new().stage("trial_order").ordered(30).wrote(40),
        "trial order turned out",
        &[Email, Whatsapp],
    );
    let again = |it: &mut crate::domain::Summary| it.follow_up.as_mut().unwrap().channel = Some(Email);
    check(Case::new().stage("won").wrote(1).agreed(day(60)).with(again), "restock", &[Email, Whatsapp]);
}

#[test]
fn a_built_in_tag_is_known_by_its_names_in_both_languages() {
    let check = |name: &str, stored: &str, holds: bool| {
        let text = format!(
            "[[flag]]\nid = \"tagged\"\nname = {{ en = \"Tagged\", zh = \"有标签\" }}\ncolour = \"warm\"\npriority = 5\nwhen = {{ tag = \"{name}\" }}\n"
        );
        let rules = Rules::parse_over_builtin(&text).unwrap();
        let case = Case::new().with(|it| it.tags.push(stored.into()));
        let assessment = rules.assess(&case.0, &STAGES, &CALENDAR, day(60));
        assert_eq!(
            rules.flags_of(assessment.flags).any(|it| it.id.as_str() == "tagged"),
            holds,
            "{name}: {stored}"
        );
    };
    check("潜力大", "high-potential", true);
    check("High potential", "high-potential", true);
    check("价敏感", "price-sensitive", true);
    check("谈判型", "negotiator", true);
    check("潜力大", "潜力大", true);
    check("潜力大", "price-sensitive", false);
    check("vip", "high-potential", false);
}
