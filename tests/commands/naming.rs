//! Which customer a word on the command line means.

use crate::program::{Done, Folder};

#[test]
fn a_customer_is_an_id_its_beginning_or_a_name() {
    let folder = Folder::new();
    let abc = folder.genjin(&["add", "ABC Ltd."]).succeeded();
    folder.genjin(&["add", "Abcam Trading"]).succeeded();
    let xyz = folder.genjin(&["add", "XYZ GmbH & Co. KG"]).succeeded();
    let huaxin = folder.genjin(&["add", "华信贸易"]).succeeded();
    let check = |typed: &str, id: &str| {
        let shown = folder.json(&["show", typed, "--json"]);
        assert_eq!(shown["customer"]["id"], id.trim(), "{typed}");
    };
    check(abc.trim(), &abc);
    check(&abc.trim().to_uppercase(), &abc);
    check("ABC Ltd.", &abc);
    check("abc ltd", &abc);
    check("  xyz ", &xyz);
    check("gmbh", &xyz);
    check("华信", &huaxin);
    // All of the id but its last character is still only this one's.
    let mut beginning = xyz.trim().to_owned();
    beginning.pop();
    check(&beginning, &xyz);
}

#[test]
fn an_ambiguous_customer_is_an_error_that_lists_the_matches() {
    let folder = Folder::new();
    let first = folder.genjin(&["add", "Sunrise Gifts", "--country", "DE"]).succeeded();
    let second = Done::of(&mut folder.command(&["add", "Sunrise Gifts", "--country", "FR"]));
    assert_eq!(second.code, Some(0));
    assert!(second.err.contains(first.trim()), "a namesake is told: {}", second.err);
    let third = folder.genjin(&["add", "Sunrise Toys"]).succeeded();
    let check = |typed: &str, matches: &[&str], not: &[&str]| {
        for args in [vec!["show", typed, "--json"], vec!["log", typed, "hello"]] {
            let done = folder.genjin(&args);
            assert_eq!((done.code, done.out.as_str()), (Some(1), ""), "{args:?}");
            assert!(matches.iter().all(|id| done.err.contains(id.trim())), "{args:?}: {}", done.err);
            assert!(!not.iter().any(|id| done.err.contains(id.trim())), "{args:?}: {}", done.err);
        }
    };
    check("sunrise gifts", &[&first, &second.out, "Germany", "France"], &[&third]);
    check("sunrise", &[&first, &second.out, &third], &[]);
    // Ids of the same moment begin alike.
    check("019e", &[&first, &second.out, &third], &[]);
}

#[test]
fn an_unknown_customer_is_an_error_that_says_what_to_do() {
    let folder = Folder::with_daily_table();
    for typed in ["nobody", "", "   ", "ffff0000-0000-7000-8000-000000000000", "没有这家"] {
        let done = folder.genjin(&["show", typed]);
        assert_eq!((done.code, done.out.as_str()), (Some(1), ""), "{typed:?}");
        assert!(done.err.contains("genjin list"), "{}", done.err);
    }
}

#[test]
fn find_lists_what_the_same_words_find_in_the_cockpit() {
    let folder = Folder::with_daily_table();
    folder
        .genjin(&["add", "深圳市重庆贸易", "--contact", "Anna Schröder", "--phone", "+49 30 123-456"])
        .succeeded();
    let check = |words: &[&str], expected: &[&str]| {
        let found = folder.json(&[&["find"], words, &["--json"]].concat());
        let names: Vec<_> =
            found.as_array().unwrap().iter().map(|it| it["company"].as_str().unwrap()).collect();
        assert_eq!(names, expected, "{words:?}");
    };
    check(&["szscq"], &["深圳市重庆贸易"]);
    check(&["anna", "30123"], &["深圳市重庆贸易"]);
    check(&["xyz"], &["XYZ GmbH"]);
    check(&["nobody at all"], &[]);
    assert!(folder.genjin(&["find", "global"]).succeeded().contains("GlobalBuy"));
}
