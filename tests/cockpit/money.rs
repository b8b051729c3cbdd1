//! Rates of exchange, sums over several currencies, prices and versions, by keys.

use super::desk::Desk;
use genjin::app::settings::Language::{self, En, Zh};
use genjin::domain::record::RecordKind;

const USUAL: (u16, u16) = (120, 36);

/// A desk of its own with one German agent open.
fn with_nova(language: Language) -> Desk {
    let mut desk = Desk::empty(language, USUAL);
    desk.press("nNova Papier GmbH<Tab><Tab>germany<Ctrl-S>");
    desk
}

fn payments(desk: &Desk) -> usize {
    let timeline = desk.app.shown_dossier().unwrap().timeline();
    timeline.iter().filter(|record| record.id().kind == RecordKind::Payment).count()
}

#[test]
fn rates_are_typed_in_kept_and_taken_back() {
    let mut desk = with_nova(En);
    desk.press("boUSD 10,000 PO-1<Ctrl-S><Esc>").press("B<Left>").sees("no rate for USD");
    desk.press("$").sees("Rates of exchange  CNY").sees("No rate yet");
    desk.press("USD 7,12").sees("a number with a decimal point").press("<Enter>").sees("7,12");
    desk.press("<Ctrl-U>usd 7.12 on 1 Jun").sees("1 USD = CNY 7.12  1 Jun");
    desk.press("<Enter>").sees("Kept: 1 USD = CNY 7.12").press("<Enter>");
    desk.sees("sum  USD 10,000.00   ≈ CNY 71,200 at rates of 1 Jun");
    // Saved twice it is one rate; another day is another.
    desk.press("$USD 7.12 on 1 Jun<Enter>").sees("these rates are there already");
    desk.press("<Esc>$USD 7.20<Enter><Esc>").sees("≈ CNY 72,000 at rates of 5 Jun");
    desk.restart();
    desk.press("<Esc>B<Left>").sees("[Balances 1]").sees("≈ CNY 72,000 at rates of 5 Jun");
    desk.press("u").sees("Undone: rate of exchange. U does it again").sees("≈ CNY 71,200 at rates of 1 Jun");
    desk.press("u").sees("no rate for USD").press("U").sees("≈ CNY 71,200");
    let mut zh = with_nova(Zh);
    zh.press("$").sees("还没有汇率").press("CNY 1").sees("CNY 是本位币").press("<Ctrl-U>USD 7.12<Enter>");
    zh.sees("已保存：1 USD = CNY 7.12");
}

#[test]
fn what_was_ordered_moves_the_grade_once_there_is_a_rate() {
    let mut desk = with_nova(En);
    desk.press("boUSD 100,000<Ctrl-S><Esc>y").sees("orders in USD count 0: no rate");
    desk.press("<Esc>$USD 7.12<Enter><Esc>y").sees("ordered CNY 712,000").does_not_see("no rate");
}

#[test]
fn the_form_of_a_refund_takes_the_order_with_credit_and_asks_about_too_much() {
    let mut desk = with_nova(En);
    desk.press("boPO-1 USD 1000<Ctrl-S><Esc>bmUSD 1200<Ctrl-S><Ctrl-S>boPO-2 USD 300<Ctrl-S><Esc>");
    desk.press("bm")
        .sees("unpaid")
        .press("refund USD 5000")
        .sees("USD 3,800.00 more than came in for this order");
    desk.press("<Ctrl-S>").sees("Ctrl-S once more pays it back");
    assert_eq!(payments(&desk), 1);
    desk.press("<Backspace><Ctrl-S>").sees("Saved: payment");
    assert_eq!(payments(&desk), 2);
}

#[test]
fn the_form_of_a_payment_says_what_is_owed_and_asks_about_too_much() {
    let mut desk = with_nova(En);
    desk.press("bpUSD 1000 30/70<Ctrl-S><Esc>bo<Ctrl-S><Esc>");
    desk.press("bm").sees("unpaid; deposit USD 300.00 due 5 Jun");
    desk.press("1300").sees("USD 300.00 more than the USD 1,000.00 owed");
    desk.press("<Ctrl-S>").sees("Ctrl-S once more keeps it as credit");
    assert_eq!(payments(&desk), 0);
    // Going on typing is no yes.
    desk.press("0<Ctrl-S>").sees("USD 12,000.00 more than is owed");
    assert_eq!(payments(&desk), 0);
    desk.press("<Backspace><Ctrl-S><Ctrl-S>").sees("Saved: payment");
    assert_eq!(payments(&desk), 1);
    desk.sees("credit USD 300.00").press("B<Left>").sees("credit USD 300.00").does_not_see("sum  USD");
    let mut zh = with_nova(Zh);
    zh.press("boUSD 100<Ctrl-S><Esc>bm140<Ctrl-S>").sees("比应收多 USD 40.00。再按 Ctrl-S");
}

#[test]
fn a_payment_is_never_dated_by_a_guess() {
    let mut desk = with_nova(En);
    desk.press("boUSD 1000<Ctrl-S><Esc>bm100 on 20 Jul<Ctrl-S>")
        .sees("if the past one is meant, write its year");
    assert_eq!(payments(&desk), 0);
    desk.press("<Ctrl-X><Ctrl-X>bm100 on 20 Dec").sees("Sat 20 Dec 2025").press("<Ctrl-S>");
    assert_eq!(payments(&desk), 1);
}

#[test]
fn prices_are_remembered_in_the_form_and_on_the_card() {
    let mut desk = Desk::empty(En, USUAL);
    for (company, price) in [("Alpha", "0.84"), ("Beta", "0.86")] {
        desk.press(&format!("n{company} GmbH<Tab><Tab>germany<Ctrl-S>"));
        desk.press(&format!("bqRigid box FOB SHENZHEN USD {price}/pc MOQ 5000<Ctrl-S><Esc>"));
    }
    desk.sees("in Germany  USD 0.84/pc FOB SHENZHEN MOQ 5000, 5 Jun");
    desk.press("bq").sees("last USD 0.86/pc FOB SHENZHEN MOQ 5000, 5 Jun");
    desk.sees("in Germany USD 0.84/pc")
        .press("USD 0,86")
        .sees("write decimals with a point")
        .press("<Ctrl-X><Ctrl-X>");
    desk.press("c").sees("in Germany  USD 0.84/pc");
}

#[test]
fn versions_of_a_quotation_are_compared() {
    let mut desk = with_nova(En);
    desk.press("x").sees("has no quotation yet");
    desk.press("bqRigid box FOB SHENZHEN USD 0.86/pc MOQ 5000 on 1 Jun<Ctrl-S><Esc>");
    desk.press("bqUSD 0.83/pc MOQ 3000 valid 60d<Ctrl-S><Esc><Right>");
    desk.sees("v2  price USD 0.86 -> USD 0.83 (-3.5%); MOQ 5000 -> 3000");
    desk.press("<Left>x").sees("Versions of a quotation  Rigid box").sees("v1  1 Jun").sees("first version");
    desk.press("<Esc>B").sees("v2 -3.5%").press("x").sees("v2  5 Jun").press("<Esc>");
    desk.happen(genjin::app::Event::Resize(200, 50));
    let mut zh = with_nova(Zh);
    zh.press("bq礼盒 FOB 深圳 USD 0.86/个 起订量5000<Ctrl-S><Esc>bqUSD 0.9/个<Ctrl-S><Esc><Right>");
    zh.sees("第2版  单价 USD 0.86 -> USD 0.90 (+4.7%)").press("x").sees("首个版本");
}

#[test]
fn the_sample_rows_of_the_trade_stand_on_card_timeline_and_lists() {
    let mut desk = Desk::empty(En, (200, 50));
    desk.press("nABC International<Tab><Tab>germany<Ctrl-S>");
    desk.press("bqFOB SHENZHEN USD 0.86/pc MOQ 5000 on 2024-05-10<Ctrl-S><Esc>");
    desk.press("bsDHL 562729 3 specs grey-board sent 2024-05-15<Ctrl-S><Esc>");
    desk.sees("last price FOB SHENZHEN USD 0.86/pc  MOQ 5000").sees("3 specs grey-board  DHL 562729");
    desk.press("B").sees("FOB SHENZHEN").sees("USD 0.86/pc");
    desk.press("<Right>").sees("3 specs grey-board  DHL 562729").press("<Esc>");
    desk.press("bpPI20240517-A USD 4,280 30/70 on 2024-05-17<Ctrl-S><Esc>");
    desk.press("B<Right>").sees("PI20240517-A").sees("sum  USD 4,280.00").press("<Esc>");
    desk.press("botrial<Ctrl-S><Esc>").sees("trial order PI20240517-A  USD 4,280.00  confirmed");
    desk.sees("unpaid; deposit USD 1,284.00 due 5 Jun")
        .sees("1 order USD 4,280.00")
        .sees("owed USD 4,280.00");
    desk.press("bm1259 fee 25 on 1 Jun<Ctrl-S>").sees("USD 1,259.00  bank fee USD 25.00");
    desk.sees("paid USD 1,284.00, missing USD 2,996.00").sees("owed USD 2,996.00");
    desk.press("bhsea ETD 20 June 30 days<Ctrl-S>").sees("ETD 20 Jun").sees("ETA 20 Jul");
    desk.sees("missing USD 2,996.00").sees("next USD 2,996.00");
    desk.press("B<Right>").sees("confirmed").press("<Right>").sees("20 Jul").press("<Right>");
    desk.sees("[Balances 1]").sees("USD 2,996.00").sees("20 Jun").press("<Esc>");
    desk.press("bfsatisfied with the board<Ctrl-S><Esc>").sees("satisfied: with the board");
    desk.press("B<Right><Right><Right><Right>").sees("Samples out 0");
}

#[test]
fn the_screens_of_money_look_as_they_did() {
    for (language, name) in [(En, "en"), (Zh, "zh")] {
        for (size, label) in [((80, 24), "80x24"), (USUAL, "120x36"), ((200, 50), "200x50")] {
            let look = |screen: &str, keys: &str| {
                let mut desk = Desk::demo(language, size);
                desk.press(keys);
                let name = format!("money-{screen}-{label}-{name}");
                insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
                    insta::assert_snapshot!(name, desk.screen());
                });
            };
            look("rates", "$100 JPY 4.68 on 1 Jun");
            look("versions", "Bo<Enter>x");
            look("payment", "B<Left>bm99999");
        }
    }
}
