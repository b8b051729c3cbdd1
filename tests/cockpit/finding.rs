//! Finding words in what was written: in the pop-up, on a timeline, and what becomes of late answers.

use super::desk::{Desk, found};
use genjin::app::Event;
use genjin::app::Front;
use genjin::app::layout::Pane;
use genjin::app::overlay::{Find, Overlay};
use genjin::app::settings::Language::{En, Zh};
use genjin::domain::{Edit, Record};
use genjin::search::Query;

const SMALL: (u16, u16) = (80, 24);
const USUAL: (u16, u16) = (120, 40);
const WIDE: (u16, u16) = (160, 45);

fn pop_up(desk: &Desk) -> &Find {
    match &desk.app.overlay {
        Some(Overlay::Find(find)) => find,
        other => panic!("{other:?} is open"),
    }
}

/// The summary of the entry under the cursor of the timeline.
fn under_cursor(desk: &Desk) -> String {
    match &desk.app.shown_dossier().unwrap().timeline()[desk.app.places().1] {
        Record::Interaction(it) => it.summary.clone(),
        other => format!("{:?}", other.id().kind),
    }
}

#[test]
fn words_of_the_log_find_the_entry_and_enter_goes_to_it() {
    let (en, zh) = ("Confirmed the sample colour", "确认样品颜色");
    for (language, size, begins) in [(En, SMALL, en), (Zh, SMALL, zh), (En, WIDE, en), (Zh, WIDE, zh)] {
        let mut desk = Desk::demo(language, size);
        desk.press("/pantone 7499").sees("ABC Ltd.").sees("Pantone 7499 C");
        desk.press("<Enter>");
        assert_eq!((desk.app.front, desk.app.pane), (Front::Panes, Pane::Timeline));
        assert!(under_cursor(&desk).starts_with(begins), "{}", under_cursor(&desk));
        desk.sees("Pantone").sees("pantone 7499");
        // It can be corrected at once.
        desk.press("e").sees(begins);
    }
}

#[test]
fn entries_stand_below_the_customers_and_tab_goes_between_them() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("/sample");
    let (customers, entries) = (pop_up(&desk).found.len(), pop_up(&desk).hits.newest.len());
    assert!(customers > 0 && entries > 0, "{customers} {entries}");
    assert_eq!(pop_up(&desk).at, 0);
    desk.press("<Tab>");
    assert_eq!(pop_up(&desk).at, customers);
    desk.press("<Tab>");
    assert_eq!(pop_up(&desk).at, 0);
    // One row a customer, the newest first.
    let hits = &pop_up(&desk).hits;
    let mut whom: Vec<_> = hits.newest.iter().map(|hit| hit.customer).collect();
    assert!(hits.newest.iter().is_sorted_by_key(|hit| std::cmp::Reverse(hit.at)));
    whom.sort();
    whom.dedup();
    assert_eq!(whom.len(), hits.newest.len());
    assert!(hits.entries > hits.newest.len());
    desk.sees("In what was written").sees("entries");
}

#[test]
fn find_as_it_looks() {
    for (name, language, size, typed) in [
        ("find_en_80", En, SMALL, "/sample dhl"),
        ("find_zh_80", Zh, SMALL, "/样品"),
        ("find_en_160", En, WIDE, "/sample"),
        ("find_zh_160", Zh, WIDE, "/样品"),
    ] {
        let mut desk = Desk::demo(language, size);
        desk.press(typed);
        insta::assert_snapshot!(name, desk.screen());
    }
    for (name, language, size) in [("found_en_80", En, SMALL), ("found_zh_160", Zh, WIDE)] {
        let mut desk = Desk::demo(language, size);
        desk.press("/pantone<Tab><Enter>");
        insta::assert_snapshot!(name, desk.screen());
    }
}

#[test]
fn case_width_and_accents_do_not_matter_and_all_words_have_to_be_there() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("/ESTA ＰＥＲＦＥＩＴＯ").sees("Está perfeito");
    desk.press("<Ctrl-U>").press("esta pantone");
    assert!(pop_up(&desk).hits.newest.is_empty());
    desk.sees("Nothing found");
    // One letter is too little, one Chinese character is enough.
    desk.press("<Ctrl-U>").press("p");
    assert_eq!(pop_up(&desk).query, None);
    desk.press("<Ctrl-U>").press("盖");
    assert!(pop_up(&desk).hits.entries > 0);
}

#[test]
fn records_and_notes_of_cards_are_found_as_well() {
    let mut desk = Desk::demo(En, USUAL);
    let mut check = |before: &str, typed: &str, seen: &str| {
        desk.press(before).press("/").press(typed).sees(seen).press("<Esc>");
    };
    check("bfsatisfied, the zebra print is crisp<Ctrl-S><Esc>", "zebra", "the zebra print");
    check("bqUSD 0.86/pc MOQ 5000 // giraffe price<Ctrl-S><Esc>", "giraffe", "giraffe price");
    desk.press("/zebra<Enter>");
    assert_eq!(under_cursor(&desk), "Feedback");
}

#[test]
fn the_note_of_a_card_opens_the_card() {
    let mut desk = Desk::empty(En, USUAL);
    desk.press("nAlpha<Ctrl-S>");
    let mut card = desk.app.shown_dossier().unwrap().customer.clone();
    let before = card.clone();
    card.note = "met at the Canton fair".into();
    desk.write(vec![Edit::update(before, card)]);
    desk.press("/canton").sees("met at the Canton fair").press("<Enter>");
    assert_eq!(desk.app.pane, Pane::Card);
    desk.sees("met at the Canton fair");
}

#[test]
fn typing_does_not_wait_and_answers_to_older_questions_are_dropped() {
    let mut desk = Desk::demo(En, USUAL);
    desk.answers_later = true;
    desk.press("/dh").sees("looking in what was written");
    desk.press("l");
    let [.., older, newer] = desk.asked[..] else { panic!("{:?}", desk.asked) };
    let (old, new) = (desk.find(&Query::parse("dh").unwrap()), desk.find(&Query::parse("dhl").unwrap()));
    desk.happen(found(older, old));
    assert!(pop_up(&desk).hits.newest.is_empty() && pop_up(&desk).is_looking);
    desk.happen(found(newer, new.clone()));
    assert_eq!(pop_up(&desk).hits, new);
    desk.does_not_see("looking in what was written");
    // A blank more is the same question, and closing asks for nothing more.
    let asked = desk.asked.len();
    desk.press(" ");
    assert_eq!((desk.asked.len(), &pop_up(&desk).hits), (asked, &new));
    desk.press("<Esc>");
    assert_eq!(desk.asked.len(), asked + 1);
    desk.happen(found(newer, new));
    assert!(desk.app.overlay.is_none());
}

#[test]
fn the_cursor_stays_where_it_is_when_entries_arrive() {
    let mut desk = Desk::demo(En, USUAL);
    desk.answers_later = true;
    desk.press("/box<Down>");
    let number = *desk.asked.last().unwrap();
    let all = desk.find(&Query::parse("box").unwrap());
    assert!(pop_up(&desk).found.len() > 1 && all.newest.len() > 3);
    let mut first = all.clone();
    first.retain(|hit| hit.customer == all.newest[2].customer);
    desk.happen(Event::Found { number, hits: Box::new(first), is_all: false });
    assert_eq!(pop_up(&desk).at, 1);
    desk.sees("so far").press("<Tab>");
    let under = pop_up(&desk).hit().unwrap().clone();
    desk.happen(found(number, all));
    assert_eq!(pop_up(&desk).hit(), Some(&under), "newer ones have come above it");
}

#[test]
fn what_is_found_before_everybody_has_arrived_can_be_opened() {
    let mut desk = Desk::demo(Zh, SMALL);
    desk.restart_before_the_data();
    desk.press("/pantone");
    assert!(pop_up(&desk).hits.newest.is_empty(), "nobody has a name yet");
    desk.data_arrive();
    desk.sees("ABC Ltd.").sees("Pantone").press("<Enter>");
    assert!(under_cursor(&desk).contains("Pantone"));
}

#[test]
fn a_half_typed_note_and_a_call_are_kept() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("lhalf a note<Ctrl-F>pantone<Enter>");
    assert!(under_cursor(&desk).contains("Pantone"));
    assert!(desk.app.notes.values().any(|note| !note.is_blank()));
    desk.press("cthey ask<Ctrl-F>perfeito<Enter>");
    assert!(under_cursor(&desk).contains("perfeito"));
    assert_eq!(desk.app.calls.len(), 1);
    // Also to the timeline of the one on the phone.
    desk.press("<Alt-2>").sees("they ask").press("<Ctrl-F>pantone<Enter>");
    assert_eq!((desk.app.front, desk.app.calls.len()), (Front::Panes, 1));
    assert!(under_cursor(&desk).contains("Pantone"));
    desk.press("c").sees("they ask");
}

#[test]
fn f_finds_within_one_timeline_and_goes_from_match_to_match() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("/abc int<Enter>").press("f").sees("Find in the timeline  ABC International");
    desk.press("sample");
    let entries = pop_up(&desk).hits.newest.len();
    assert!(entries >= 3 && pop_up(&desk).found.is_empty());
    desk.press("<Enter>");
    assert_eq!(desk.app.tabs.iter().count(), 1);
    let mut rows = vec![desk.app.places().1];
    for _ in 1..entries {
        desk.press(".");
        rows.push(desk.app.places().1);
    }
    assert!(rows.is_sorted() && rows.windows(2).all(|two| two[0] < two[1]), "{rows:?}");
    desk.press(".").sees("No older entry");
    for row in rows.iter().rev().skip(1) {
        desk.press("，");
        assert_eq!(desk.app.places().1, *row);
    }
    desk.press(",").sees("No newer entry");
    // The words go with their key, and are those of this customer alone.
    desk.sees("\"sample\"").press("F").does_not_see("\"sample\"").press(".").sees("No words are looked for");
    desk.press("fnothing like it").sees("No entry of this customer").press("<Enter>").sees("No entry");
}

#[test]
fn f_waits_for_a_history_that_is_not_read_yet() {
    let mut desk = Desk::demo(Zh, SMALL);
    let id = desk.app.shown().unwrap();
    let dossier = desk.app.shown_dossier().unwrap().clone();
    desk.app.ledger.keep_only_dossiers(|_| false);
    desk.answers_later = true;
    let word = dossier.interactions().next().unwrap().summary.split(' ').next().unwrap().to_owned();
    desk.press("f").press(&word).sees("正在查找");
    desk.happen(Event::Loaded(id, Some(Box::new(dossier))));
    assert!(!pop_up(&desk).hits.newest.is_empty());
    desk.does_not_see("正在查找");
}

#[test]
fn nobody_to_look_at_is_said() {
    Desk::empty(En, SMALL).press("f").sees("No customer is chosen");
}

#[test]
fn a_failure_is_told_and_what_was_found_by_card_stays() {
    let mut desk = Desk::demo(En, USUAL);
    desk.answers_later = true;
    desk.press("/abc");
    let number = *desk.asked.last().unwrap();
    desk.happen(Event::LookFailed { number, reason: "the disk is gone".into() });
    desk.does_not_see("looking in what was written").sees("ABC Ltd.").sees("the disk is gone");
}
