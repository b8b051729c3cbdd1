//! Which message fits whom, and what a file of one's own changes.

use super::super::fixture::{CALENDAR, Case, STAGES, day};
use crate::rules::{FieldCheck, Messages, Rules};

/// The ids of the messages that fit on a day, in the order in which they are offered.
fn fitting(messages: &Messages, case: &Case, n: i32) -> Vec<String> {
    let rules = Rules::builtin();
    let found = messages.for_customer(&rules, &case.0, &STAGES, &CALENDAR, day(n));
    found.into_iter().filter(|(_, fits)| *fits).map(|(message, _)| message.id.clone()).collect()
}

fn read(text: &str) -> Result<Messages, Vec<(usize, String)>> {
    let check = FieldCheck { fields: &["name"], asked: &|_| Ok(Vec::new()) };
    let read = Messages::parse_over_builtin(text, &Rules::builtin(), &STAGES, &check);
    read.map_err(|error| error.mistakes.into_iter().map(|it| (it.line, it.read)).collect())
}

#[test]
fn every_situation_of_the_trade_has_its_message() {
    let messages = Messages::builtin();
    let check = |case: &Case, n: i32, expected: &str| {
        let found = fitting(&messages, case, n);
        assert_eq!(found.first().map_or("", String::as_str), expected, "{found:?}");
    };
    check(&Case::new().heard(0), 1, "first_answer");
    check(&Case::new().stage("quoted").quoted(0).heard(1), 2, "reply");
    check(&Case::new().stage("quoted").heard(0).quoted(0).wrote(0), 1, "");
    check(&Case::new().stage("quoted").heard(0).quoted(0).wrote(0), 3, "quote_follow_up");
    check(&Case::new().stage("quoted").quoted(0).heard(1).wrote(2).offered_until(6), 3, "quote_expiring");
    let sample = Case::new().stage("awaiting_feedback").wrote(0).sample(0, Some(5));
    check(&sample, 2, "sample_sent");
    check(&sample, 6, "sample_arrived_3");
    check(&sample, 10, "sample_arrived_7");
    check(&Case::new().stage("pi_sent").wrote(0), 2, "pi_sent");
    check(&Case::new().stage("quoted").quoted(0).wrote(0).invoiced(1), 8, "pi_sent");
    check(&Case::new().quoted(0).wrote(0), 3, "quote_follow_up");
    // Its order was cancelled.
    check(&Case::new().stage("pi_sent").wrote(0).with(|it| it.deals.invoices = 1), 2, "");
    check(&Case::new().stage("won").ordered(0).heard(4).complained(3), 4, "complaint");
    check(&Case::new().stage("won").ordered(0).wrote(0).owes(3), 4, "balance_due");
    check(&Case::new().stage("won").ordered(0).wrote(0), 25, "reorder");
    check(&Case::new().stage("won").ordered(0).wrote(0).underway(), 35, "");
    check(&Case::new().stage("developing").wrote(0), 40, "awakening");
    check(&Case::new().stage("lost").wrote(0), 90, "");
}

#[test]
fn those_that_fit_come_first_then_those_for_everybody() {
    let rules = Rules::builtin();
    let case = Case::new().stage("pi_sent").wrote(0);
    let messages = Messages::builtin();
    let found = messages.for_customer(&rules, &case.0, &STAGES, &CALENDAR, day(2));
    let ids: Vec<_> = found.iter().map(|(message, _)| message.id.as_str()).collect();
    assert!(ids.starts_with(&["pi_sent", "short_check_in", "festival"]), "{ids:?}");
    assert_eq!(ids.len(), messages.iter().count());
}

#[test]
fn every_built_in_message_is_there_in_both_languages_with_its_own_words() {
    for message in Messages::builtin().iter() {
        for language in ["zh", "en"] {
            let text = message.text(&[language]).unwrap();
            assert_eq!(text.language, language, "{}", message.id);
            assert!(text.body.contains("{{ me }}"), "{} {language}", message.id);
        }
        assert_eq!(message.text(&["es", "en"]).unwrap().language, "en");
    }
}

#[test]
fn a_file_of_ones_own_adds_changes_and_takes_away() {
    let text = "[[message]]\nid = \"own\"\nname = { zh = \"自\", en = \"own\" }\nwhen = { class = \"cold\", tag = \"vip\" }\n\
                [message.es]\nbody = \"Hola {{ name }}\"\n\
                [[message]]\nid = \"pi_sent\"\n[message.es]\nbody = \"PI\"\n\
                [[message]]\nid = \"festival\"\noff = true\n";
    let messages = read(text).unwrap();
    let by_id = |id: &str| messages.iter().find(|message| message.id == id);
    assert_eq!(messages.iter().next().unwrap().id, "own");
    assert_eq!(by_id("own").unwrap().text(&["en"]).unwrap().body, "Hola {{ name }}");
    let changed = by_id("pi_sent").unwrap();
    assert_eq!((changed.texts.len(), changed.text(&["es"]).unwrap().body.as_str()), (3, "PI"));
    assert!(by_id("festival").is_none());
    // Tags and classes that only a message names are known all the same.
    let vip = |tag: &str| Case::new().wrote(0).with(|it| it.tags.push(tag.into()));
    assert_eq!(fitting(&messages, &vip("VIP"), 1), ["own"]);
    assert_eq!(fitting(&messages, &vip("other"), 1), [""; 0]);
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let text = "[[message]]\nid = \"a\"\nwhen = { clas = \"hot\", class = \"nobody\", stage = \"nowhere\" }\n[message.en]\nsubject = \"x\"\n\
                [[message]]\nid = \"a\"\nname = { zh = \"甲\", en = \"A\" }\nbody = \"x\"\n[[message]]\nid = \"gone\"\noff = true\n";
    let found = read(text).unwrap_err();
    let lines: Vec<_> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 3, 3, 3, 4, 6, 7, 9, 11], "{found:?}");
}
