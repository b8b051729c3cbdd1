//! What other rules would change.

use crate::rules::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{Rules, TRIAL_DAYS, Trial};

#[test]
fn a_trial_tells_who_moves_and_how_much_each_day_holds() {
    let before = Rules::builtin();
    let text = "[[class]]\nid = \"cold\"\ncadence = { anchor = \"last_contact\", window = \"5d..6d\" }\n\
        [[class]]\nid = \"potential\"\noff = true\n";
    let after = Rules::parse_over_builtin(text).unwrap();
    let run = |case: &Case| Trial::run(&before, &after, [&case.0], &STAGES, &CALENDAR, day(20));
    let days = |trial: &Trial, of: fn(&crate::rules::Load) -> usize| -> Vec<usize> {
        (0..TRIAL_DAYS).filter(|n| of(&trial.days[*n]) > 0).collect()
    };
    let cold = run(&Case::new().wrote(10));
    assert!(cold.moves.is_empty());
    assert_eq!(days(&cold, |load| load.before), [4, 18]);
    assert_eq!(days(&cold, |load| load.after), [0, 5, 10, 15, 20, 25]);
    assert_eq!((cold.days[0].date, cold.days.len()), (day(20), TRIAL_DAYS));

    let answered = run(&Case::new().heard(15));
    let [moved] = &answered.moves[..] else { panic!("{:?}", answered.moves) };
    assert_eq!(moved.class.each_ref().map(crate::domain::ClassId::as_str), ["potential", "cold"]);
    assert_eq!(days(&answered, |load| load.before), [0, 7, 14, 21, 28]);

    let lost = run(&Case::new().stage("lost").heard(15));
    assert!(lost.days.iter().all(|load| load.before + load.after == 0));
    let agreed = run(&Case::new().wrote(10).agreed(day(22)));
    assert_eq!(days(&agreed, |load| load.before), [2, 16]);
}

#[test]
fn a_trial_tells_flags_places_and_what_to_say_of_those_who_stay_in_their_class() {
    let named = |case: Case, id: u128, name: &str| {
        case.with(|it| {
            it.id = crate::domain::CustomerId(uuid::Uuid::from_u128(id));
            it.company = name.into();
        })
    };
    let cases = [
        named(Case::new().stage("quoted").wrote(10), 1, "Hot"),
        named(Case::new().wrote(1).with(|it| it.tags.push("vip".into())), 2, "Tagged"),
        named(Case::new().wrote(19), 3, "Resting"),
    ];
    let run = |text: &str| {
        let (before, after) = (Rules::builtin(), Rules::parse_over_builtin(text).unwrap());
        let trial = Trial::run(&before, &after, cases.iter().map(|it| &it.0), &STAGES, &CALENDAR, day(25));
        assert!(trial.moves.is_empty() && trial.leaves_days(), "{trial:?}");
        trial
    };
    let companies =
        |who: &[crate::rules::Somebody]| who.iter().map(|it| it.company.clone()).collect::<Vec<_>>();
    assert!(run("").changes_nobody());

    let own = "[[flag]]\nid = \"vip\"\nname = { zh = \"贵宾\", en = \"VIP\" }\ncolour = \"hot\"\npriority = 90\n\
        when = { tag = \"vip\" }\n[[flag]]\nid = \"neglected_hot\"\noff = true\n";
    let trial = run(own);
    let flags: Vec<_> =
        trial.flags.iter().map(|it| (it.id.as_str(), companies(&it.up), companies(&it.down))).collect();
    assert_eq!(
        flags,
        [("vip", vec!["Tagged".into()], vec![]), ("neglected_hot", vec![], vec!["Hot".to_owned()])]
    );
    let places: Vec<_> = trial.places.iter().map(|it| (it.who.company.as_str(), it.place)).collect();
    assert_eq!(places, [("Tagged", [Some(2), Some(1)]), ("Hot", [Some(1), Some(2)])]);
    assert!(trial.advice.is_empty() && !trial.changes_nobody());
    assert_eq!(trial.overtaken, 0);

    // Whoever gives way to others with the same points as before is counted.
    let points = own.split("[[flag]]\nid = \"neglected_hot\"").next().unwrap();
    let trial = run(points);
    let places: Vec<_> = trial.places.iter().map(|it| it.who.company.clone()).collect();
    assert_eq!((places, trial.overtaken), (vec!["Tagged".to_owned()], 1));

    let trial =
        run("[[class]]\nid = \"cold\"\nchannels = [\"wechat\"]\nsay = [{ zh = \"问好\", en = \"hello\" }]\n");
    let advice: Vec<_> = trial
        .advice
        .iter()
        .map(|it| {
            (it.who.company.as_str(), it.say[1].as_ref().map(|say| say.en.as_str()), it.channels[1].len())
        })
        .collect();
    assert_eq!(advice, [("Tagged", Some("hello"), 1), ("Resting", Some("hello"), 1)]);
    assert!(trial.places.is_empty() && trial.flags.is_empty());
}
