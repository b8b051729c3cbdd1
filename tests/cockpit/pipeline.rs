//! The board by keys alone: columns and cards, moving from stage to stage, filters, marks.

use super::desk::Desk;
use genjin::app::Front;
use genjin::app::settings::Language::{En, Zh};
use genjin::domain::Record;

const USUAL: (u16, u16) = (120, 36);

/// The board with the cursor on the first card of a stage.
fn at(desk: &mut Desk, stage: &str) {
    desk.press("p<Home>");
    for _ in 0..14 {
        desk.press("<Left>");
    }
    while desk.app.pipeline.column().unwrap().stage.as_str() != stage {
        desk.press("<Right>");
    }
}

fn stage(desk: &Desk) -> String {
    desk.app.shown_row().unwrap().summary.stage.as_str().to_owned()
}

#[test]
fn everybody_is_on_the_board_in_the_column_of_their_stage() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("p").sees("[Pipeline]").sees("[developing 1/7]").sees("columns 1-4 of 14");
    assert_eq!(desk.app.pipeline.len(), desk.app.ledger.len());
    for column in desk.app.pipeline.columns() {
        let rows: Vec<_> = column.cards.iter().map(|id| desk.app.ledger.row(*id).unwrap()).collect();
        assert!(rows.iter().all(|row| row.summary.stage == column.stage));
        let order: Vec<_> = rows.iter().map(|row| (row.assessment.grade, row.summary.stage_since)).collect();
        assert!(order.is_sorted(), "{order:?}");
    }
    let ids: Vec<_> = desk.app.pipeline.columns().iter().map(|it| it.stage.as_str().to_owned()).collect();
    assert_eq!((ids[0].as_str(), ids[13].as_str()), ("developing", "lost"));
    desk.press("<F6>").sees("[Today ").press("<F7>").sees("[Pipeline]").press("B").sees("[Business]");
    desk.press("p<Esc>").sees("[Today ");
}

#[test]
fn a_card_says_what_is_open_and_since_when() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("/soder<Enter>p")
        .sees("Söderström")
        .sees("late")
        .sees("A HOT  EUR 5,400")
        .sees("21d")
        .sees("[quoted 1/4]");
    // Of a quotation its price times the MOQ; the column adds up what is EUR 11,760 and USD 11,160.
    desk.sees("~ CNY 176,362");
}

#[test]
fn with_rates_a_column_adds_up_in_the_base_currency() {
    let mut desk = Desk::demo(En, USUAL);
    at(&mut desk, "quoted");
    // A card keeps its own currency.
    desk.sees("~ CNY 176,362").sees("in CNY, oldest rate 30 May  ").sees("EUR 5,400");
    // What has no rate stands beside what has one.
    desk.press("bqLid box CHF 2/pc MOQ 500<Ctrl-S><Esc>p").sees("~ CNY 176,362  CHF 1,000");
    desk.sees("in CNY, oldest rate 30 May; no rate for CHF");
    desk.press("$CHF 9 on 1 May<Enter><Esc>").sees("~ CNY 185,362").sees("in CNY, oldest rate 1 May  ");
    desk.press("<F2>").sees("折合 CNY，最早汇率 5月1日").press("u").sees("缺少 CHF 的汇率");
    let mut bare = Desk::empty(En, USUAL);
    bare.press("nNova<Ctrl-S>boUSD 10,000 PO-1<Ctrl-S><Esc>p").sees("USD 10,000").does_not_see("oldest rate");
}

#[test]
fn enter_moves_with_the_note_and_one_undo_takes_all_back() {
    let mut desk = Desk::demo(En, USUAL);
    at(&mut desk, "quoted");
    let (id, before) = (desk.app.shown().unwrap(), desk.app.shown_row().unwrap().summary.clone());
    desk.press(">").sees("quoted -> sampling").sees("Esc moves without one").sees("Ctrl-C stays");
    desk.press("wants to see the board first<Enter>").sees("now sampling; u takes it back");
    // The cursor goes with the card, and nobody was talked to.
    assert_eq!((desk.app.shown(), stage(&desk).as_str()), (Some(id), "sampling"));
    let after = &desk.app.shown_row().unwrap().summary;
    assert_eq!((&after.contact, &after.follow_up), (&before.contact, &before.follow_up));
    desk.press("<Enter>").sees("stage moved").sees("wants to see the board first");
    desk.press("pu").sees("Undone: stage");
    assert_eq!((desk.app.shown(), stage(&desk).as_str()), (Some(id), "quoted"));
    assert_eq!(desk.app.shown_row().unwrap().summary, before);
}

#[test]
fn esc_moves_without_a_note_and_ctrl_c_does_not_move() {
    for (language, moved, kept) in [(En, "now first interest", "Not moved"), (Zh, "已移到初步兴趣", "未移动")]
    {
        let mut desk = Desk::demo(language, USUAL);
        at(&mut desk, "developing");
        let entries = desk.app.shown_dossier().unwrap().timeline().len();
        desk.press("<Shift-Right>half a wo<Ctrl-C>").sees(kept);
        assert_eq!(stage(&desk), "developing");
        desk.press("<Shift-Right><Esc>").sees(moved);
        assert_eq!(stage(&desk), "first_interest");
        let timeline = desk.app.shown_dossier().unwrap().timeline();
        assert_eq!(timeline.len(), entries + 1);
        let Record::Interaction(entry) = &timeline[0] else { panic!("the move is no entry") };
        assert_eq!((entry.summary.as_str(), entry.is_contact()), ("", false));
        desk.press("<<<Esc>");
        assert_eq!(stage(&desk), "developing");
    }
}

#[test]
fn a_note_that_begins_with_a_channel_is_a_contact() {
    let mut desk = Desk::demo(En, USUAL);
    at(&mut desk, "quoted");
    let count = desk.app.shown_row().unwrap().summary.contact.count;
    desk.press(">wa<< wants a sample >+2d send it").sees("WhatsApp").sees("Sun 7 Jun").press("<Enter>");
    let summary = &desk.app.shown_row().unwrap().summary;
    assert_eq!(summary.contact.count, count + 1);
    assert_eq!(summary.follow_up.as_ref().unwrap().action, "send it");
}

#[test]
fn what_is_wrong_with_a_note_is_said_and_nothing_moves() {
    let mut desk = Desk::demo(En, USUAL);
    at(&mut desk, "quoted");
    desk.press(">soon >31 Feb<Enter>").sees("Not saved: ").sees("soon >31 Feb");
    assert_eq!(stage(&desk), "quoted");
    // A move that was begun comes back after a kill, and nothing else is done before it.
    desk.press("<Alt-1>").sees("Finish the move first");
    desk.restart();
    desk.sees("soon >31 Feb").press("<Ctrl-U>now it is right<Enter>").sees("now sampling");
}

#[test]
fn whoever_is_lost_is_lost_for_a_reason() {
    let mut desk = Desk::demo(En, USUAL);
    at(&mut desk, "quoted");
    desk.press("#<End><PgDn><PgDn><Enter>").sees("Why are they lost?").does_not_see("Esc moves");
    desk.press("<Esc>").sees("Type why they are lost").press("<Enter>").sees("Type why they are lost");
    desk.press("too dear<Enter>").sees("now lost");
    let Record::Interaction(entry) = &desk.app.shown_dossier().unwrap().timeline()[0] else { panic!() };
    assert_eq!(entry.lost_reason, "too dear");
    desk.press(">").sees("no stage further on that side");
}

#[test]
fn a_move_with_the_note_that_nobody_answered_is_an_attempt_and_no_reply() {
    use genjin::domain::{Channel, Direction};
    for note in ["未接，下午再打", "电话 未接，下午再打"] {
        let mut desk = Desk::demo(Zh, USUAL);
        at(&mut desk, "quoted");
        let before = desk.app.shown_row().unwrap().summary.clone();
        desk.press(&format!(">{note}<Enter>"));
        assert_eq!(stage(&desk), "sampling");
        let Record::Interaction(entry) = &desk.app.shown_dossier().unwrap().timeline()[0] else { panic!() };
        assert_eq!((entry.channel, entry.direction), (Channel::Phone, Direction::NoAnswer), "{note}");
        assert!(entry.summary.ends_with("下午再打"), "{}", entry.summary);
        // An attempt of ours, and no word of theirs.
        let after = &desk.app.shown_row().unwrap().summary.contact;
        assert_eq!((after.count, after.last_in), (before.contact.count + 1, before.contact.last_in));
    }
}

#[test]
fn any_stage_is_chosen_from_the_list_and_from_the_panes_too() {
    let mut desk = Desk::demo(En, USUAL);
    let before = stage(&desk);
    desk.press("#").sees("Move to which stage?").press("<Down><Enter><Esc>").sees("takes it back");
    assert_ne!(stage(&desk), before);
    desk.press("u").sees("Undone: stage");
    desk.press("#<Enter>").sees("Nothing to change");
}

#[test]
fn marked_cards_move_together_and_come_back_together() {
    let mut desk = Desk::demo(En, USUAL);
    at(&mut desk, "developing");
    desk.press("vv")
        .sees("2 marked")
        .press("#<Down><Enter>")
        .sees("2 customers -> first interest")
        .press("met at the fair<Enter>");
    desk.sees("2 customers: now first interest");
    desk.press("u").sees("Undone: stage, 2 customers");
    // All of the column, and no others.
    desk.press("<Esc>*").sees("7 marked");
}

#[test]
fn filters_are_kept_and_cleared_by_one_key() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("pF").sees("No filter is set");
    desk.press("fgerm<Enter>").sees("country Germany").press("f").sees("[x] country  Germany").press("<Esc>");
    let all = desk.app.ledger.len();
    let german = desk.app.pipeline.len();
    assert!(0 < german && german < all, "{german} of {all}");
    desk.sees(&format!("Pipeline {german} of {all}"));
    // A second of another kind narrows, a second of the same kind takes the place of the first.
    desk.press("f<Down><Down><Down><Enter>").sees("country Germany   grade A").sees("No customer fits");
    desk.press("f<Enter>").does_not_see("grade A").sees("country Germany");
    desk.press("<Esc>").sees("[Today ").press("p").sees("country Germany");
    desk.restart();
    desk.sees("country Germany").press("F").sees("The filter is cleared");
    assert_eq!(desk.app.pipeline.len(), all);
    // Whoever no longer fits leaves the board.
    desk.press("ffrance<Enter>").sees("country France");
    desk.press("fgermany<Enter>").sees("country Germany").does_not_see("France");
    desk.press("fxyzzy").sees("Nothing of that name");
    let mut zh = Desk::demo(Zh, USUAL);
    zh.press("pf德国<Enter>").sees("国家 德国");
}

#[test]
fn a_filter_leaves_out_the_stages_that_it_empties() {
    for (language, typed, told) in [(En, "germany", " empty stages"), (Zh, "德国", " 个空阶段")] {
        let mut desk = Desk::demo(language, (160, 45));
        desk.press("p").does_not_see(told).press("f").press(typed).press("<Enter>").sees(told);
        let cards: Vec<_> = desk.app.pipeline.shown().flat_map(|(_, column)| column.cards.clone()).collect();
        assert_eq!(cards.len(), desk.app.pipeline.len());
        for id in cards {
            let name = desk.app.ledger.row(id).unwrap().summary.company.clone();
            desk.sees(name.split(' ').next().unwrap());
        }
        // Left and Right go through these columns alone, and stop at the last.
        let shown: Vec<_> = desk.app.pipeline.shown().map(|(place, _)| place).collect();
        desk.press("99<Left>");
        for place in &shown {
            assert_eq!(desk.app.pipeline.at, *place);
            assert!(desk.app.pipeline.customer().is_some());
            desk.press("<Right>");
        }
        assert_eq!(Some(&desk.app.pipeline.at), shown.last());
        // A card that goes to an empty stage takes the cursor along, and comes back by undo.
        let moved = desk.app.pipeline.customer();
        desk.press("<<<Enter>");
        assert_eq!(desk.app.pipeline.customer(), moved);
        assert_ne!(Some(&desk.app.pipeline.at), shown.last());
        desk.press("u");
        assert_eq!(desk.app.pipeline.shown().map(|(place, _)| place).collect::<Vec<_>>(), shown);
        desk.press("F").does_not_see(told);
    }
}

#[test]
fn keys_of_a_customer_work_on_the_card() {
    let mut desk = Desk::demo(En, USUAL);
    at(&mut desk, "quoted");
    let (id, name) = (desk.app.shown().unwrap(), desk.app.shown_row().unwrap().summary.company.clone());
    desk.press("y").sees("Why  ").press("<Esc>");
    desk.press("lhello #negotiating<Enter>").sees("Logged, ");
    assert_eq!((desk.app.shown(), desk.app.front), (Some(id), Front::Pipeline), "{name}");
    desk.sees("[negotiating ");
    desk.press("e").sees("Edit customer").press("<Esc>");
    desk.press("b").sees("New business record").press("<Esc>");
    desk.press("D").sees("Enter opens the customer");
    desk.press("c").sees(&name);
}

#[test]
fn a_customer_that_is_open_is_where_the_board_begins() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("/nairobi<Enter>p").sees("[first interest ");
    assert!(desk.app.shown_row().unwrap().summary.company.starts_with("Nairobi"));
}

#[test]
fn an_empty_board_and_an_empty_column_say_what_to_do() {
    Desk::empty(En, USUAL).press("p").sees("n enters the first one").press("<Enter>").sees("No card");
    Desk::empty(Zh, USUAL).press("p").sees("按 n 录入第一个");
    let mut desk = Desk::empty(En, USUAL);
    desk.press("nNova<Ctrl-S>p<Right>")
        .sees("Nobody here")
        .press("<Left>>")
        .sees("developing -> first interest");
    desk.press("<Esc>").sees("[first interest 1/1]");
}

#[test]
fn nobody_is_on_the_board_before_everybody_is_known() {
    let mut desk = Desk::demo(En, USUAL);
    desk.restart_before_the_data();
    desk.press("p").sees("Still being read");
    desk.data_arrive();
    desk.sees("[Pipeline]").sees("[developing 1/7]").press("<Right>");
    // The board that was left is there again as soon as everybody is.
    desk.restart_before_the_data();
    desk.sees("Reading your customers");
    desk.data_arrive();
    desk.sees("[first interest 1/7]");
}

#[test]
fn boards_look_as_they_did() {
    for (language, name) in [(En, "en"), (Zh, "zh")] {
        for (size, label) in
            [((40, 12), "40x12"), ((80, 24), "80x24"), (USUAL, "120x36"), ((200, 50), "200x50")]
        {
            let look = |screen: &str, keys: &str| {
                let mut desk = Desk::demo(language, size);
                desk.press(keys);
                let name = format!("pipeline-{screen}-{label}-{name}");
                insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
                    insta::assert_snapshot!(name, desk.screen());
                });
            };
            look("board", "p3<Right>v");
            look("move", "p3<Right>>wa<< wants a sample >+2d send it");
            look("filter", "pf <Down> ");
            look("rates", "p3<Right>bqLid box CHF 2/pc MOQ 500<Ctrl-S><Esc>p");
        }
    }
}

#[test]
fn a_step_moves_those_who_are_marked_and_not_the_one_under_the_cursor() {
    let mut desk = Desk::demo(En, USUAL);
    at(&mut desk, "first_interest");
    let marked = desk.app.shown().unwrap();
    desk.press("v");
    let other = desk.app.shown().unwrap();
    assert_ne!(marked, other, "the cursor goes on when one is marked");
    let before = desk.app.ledger.row(other).unwrap().summary.stage.clone();
    desk.press("><Enter>");
    let stage_of = |desk: &Desk, id| desk.app.ledger.row(id).unwrap().summary.stage.as_str().to_owned();
    assert_eq!(stage_of(&desk, other), before.as_str());
    assert_ne!(stage_of(&desk, marked), before.as_str());
    // Marked in two stages there is no one step for both.
    desk.press("uv<F6>");
    at(&mut desk, "quoted");
    desk.press("v>").sees("in different stages");
}
