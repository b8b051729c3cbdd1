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
