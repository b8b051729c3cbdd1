//! Rates of exchange, sums over several currencies, prices and versions, by keys.

use super::desk::Desk;
use genjin::app::settings::Language::{self, En, Zh};
use genjin::domain::Record;
use genjin::domain::record::RecordKind;
use genjin::domain::trade::OrderState;

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
    desk.press("boUSD 10,000 PO-1<Ctrl-S><Esc>").press("B<Left>").sees("sum  USD 10,000.00");
    // One currency needs no rate until somebody has one.
    desk.does_not_see("no rate");
    desk.press("$").sees("Rates of exchange  CNY").sees("No rate yet");
    desk.press("USD 7,12").sees("a number with a decimal point").press("<Enter>").sees("7,12");
    desk.press("<Ctrl-U>usd 7.12 on 1 Jun").sees("1 USD = CNY 7.12  1 Jun");
    desk.press("<Enter>").sees("Kept: 1 USD = CNY 7.12").press("<Enter>");
    desk.sees("sum  USD 10,000.00   ~ CNY 71,200 at rates of 1 Jun");
    // Saved twice it is one rate; another day is another.
    desk.press("$USD 7.12 on 1 Jun<Enter>").sees("these rates are there already");
    desk.press("<Esc>$USD 7.20<Enter><Esc>").sees("~ CNY 72,000 at rates of 5 Jun");
    desk.restart();
    desk.press("<Esc>B<Left>").sees("[Balances 1]").sees("~ CNY 72,000 at rates of 5 Jun");
    desk.press("u").sees("Undone: rate of exchange. U does it again").sees("~ CNY 71,200 at rates of 1 Jun");
    desk.press("u").does_not_see("CNY").press("U").sees("~ CNY 71,200");
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
    desk.sees("all paid; credit").press("B<Left>").sees("credit USD 300.00").does_not_see("sum  USD");
    let mut zh = with_nova(Zh);
    zh.press("boUSD 100<Ctrl-S><Esc>bm140<Ctrl-S>").sees("比应收多 USD 40.00。再按 Ctrl-S");
}

/// Two orders, the older one of USD 1,000, the newer one of USD 300.
fn with_two_orders(language: Language) -> Desk {
    let mut desk = with_nova(language);
    desk.press("boPO-1 USD 1000<Ctrl-S><Esc>boPO-2 USD 300<Ctrl-S><Esc>");
    desk
}

#[test]
fn one_transfer_is_offered_over_the_other_orders() {
    let mut desk = with_two_orders(En);
    desk.press("bm1350").sees("to other orders  PO-2 USD 300.00");
    desk.sees("empty it to keep all of it for the order above").press("<Ctrl-S>");
    desk.sees("To other orders: PO-2 USD 300.00; as credit: USD 50.00. Ctrl-S once more saves it so.");
    assert_eq!(payments(&desk), 0);
    desk.press("<Ctrl-S>").sees("Saved: payment").sees("all paid; credit");
    assert_eq!(payments(&desk), 2);
    // One undo takes the whole transfer back.
    desk.press("u").sees("owed USD 1,300.00");
    assert_eq!(payments(&desk), 0);
    let mut zh = with_two_orders(Zh);
    zh.press("bm1200")
        .sees("PO-2 USD 200.00")
        .press("<Ctrl-S>")
        .sees("计入其他订单：PO-2 USD 200.00。再按 Ctrl-S");
    zh.press("<Ctrl-S>");
    assert_eq!(payments(&zh), 2);
}

#[test]
fn a_correction_says_what_it_leaves_as_it_is_and_a_payment_what_it_is_for() {
    let both = [
        (En, "U1 keeps what it was made with", "for PI-8; it is an order now", "USD 600.00 is paid on it"),
        (Zh, "U1 保持原报价内容", "计入 PI-8，该 PI 已成为订单", "已收款 USD 600.00"),
    ];
    for (language, kept, paid, asked) in both {
        let mut desk = with_nova(language);
        desk.press("bqCup FOB NINGBO USD 2.00/pc MOQ 1000 on 1 Jun<Ctrl-S><Esc>");
        desk.press("bp30/70<Tab><Ctrl-U>U1<Ctrl-S><Esc><Right>Ge");
        desk.press("<Tab><Tab><Tab><Ctrl-U>USD 2.50<Ctrl-S>");
        desk.sees(kept).sees("USD 2.00 -> USD 2.50").sees("x 1000").press("u").does_not_see("USD 2.50");
        desk.press("bpPI-8 USD 2000 30/70 on 1 Jun<Ctrl-S><Esc>bmUSD 600<Ctrl-S>").sees(paid);
        let mut desk = with_nova(language);
        desk.press("boPO-1 USD 2000 on 1 Jun<Ctrl-S><Esc>bmUSD 600<Ctrl-S><Right>Ge");
        desk.press("<Tab><Tab><Tab><Ctrl-U>EUR 2000<Ctrl-S>").sees(asked).does_not_see("EUR 2,000.00  ");
        desk.press("<Ctrl-S>").sees("EUR 2,000.00");
    }
}

#[test]
fn what_is_offered_to_other_orders_can_be_changed_and_declined() {
    let mut desk = with_two_orders(En);
    desk.press("bm1200<Tab><Tab><Tab><Tab><Tab><Ctrl-U>").does_not_see("PO-2 USD");
    desk.press("<Ctrl-S>")
        .sees("Ctrl-S once more keeps it as credit. Open besides: PO-2 USD 300.00")
        .press("<Ctrl-S>");
    assert_eq!(payments(&desk), 1);
    desk.sees("credit USD 200.00").press("u");
    desk.press("bm1200<Tab><Tab><Tab><Tab><Tab><Ctrl-U>po-9 5<Ctrl-S>").sees("other open orders or PIs");
    desk.press("<Ctrl-U>PO-2 1200<Ctrl-S>").sees("less than came in");
    desk.press("<Ctrl-U>po-2 250<Ctrl-S>").sees("To other orders: PO-2 USD 250.00").press("<Ctrl-S>");
    assert_eq!(payments(&desk), 2);
    desk.sees("owed USD 100.00");
}

#[test]
fn a_transfer_that_could_not_be_written_comes_back_whole() {
    let mut desk = with_two_orders(En);
    desk.disk_is_full = true;
    desk.press("bm1300<Ctrl-S><Ctrl-S>").sees("Not saved");
    desk.disk_is_full = false;
    desk.press("bm").sees("USD 1,300.00");
    assert_eq!(payments(&desk), 0);
}

#[test]
fn the_form_of_an_order_refuses_a_number_that_is_taken() {
    for (language, refused) in [(En, "this number is taken"), (Zh, "编号已被使用")] {
        let mut desk = with_two_orders(language);
        desk.press("boPO-2 USD 5<Ctrl-S>").sees(refused);
        assert_eq!(desk.app.shown_row().unwrap().summary.deals.orders, 2);
        desk.press("<Ctrl-X><Ctrl-X>boPO-3 USD 5<Ctrl-S>").does_not_see(refused);
    }
}

#[test]
fn a_shipment_of_a_cancelled_order_is_asked_about() {
    for (language, beside, asked) in [
        (En, "this order is cancelled", "Ctrl-S once more saves the shipment"),
        (Zh, "该订单已取消", "再按 Ctrl-S 仍保存发货"),
    ] {
        let mut desk = with_nova(language);
        desk.press("boPO-7 USD 700 cancelled<Ctrl-S><Esc>");
        let shipments = |desk: &Desk| {
            let timeline = desk.app.shown_dossier().unwrap().timeline();
            timeline.iter().filter(|it| it.id().kind == RecordKind::Shipment).count()
        };
        desk.press("bhPO-7 sea ETD 20 Jun").sees(beside).press("<Ctrl-S>").sees(asked);
        assert_eq!(shipments(&desk), 0);
        desk.press("<Ctrl-S>");
        assert_eq!(shipments(&desk), 1);
    }
}

#[test]
fn a_bank_fee_above_the_amount_is_asked_about() {
    for (language, beside, asked) in [
        (En, "USD 125.00 is more than the amount", "Ctrl-S once more keeps it"),
        (Zh, "USD 125.00 超过金额", "再按 Ctrl-S 保存"),
    ] {
        let mut desk = with_two_orders(language);
        desk.press("bmUSD 100 fee 125").sees(beside).press("<Ctrl-S>").sees(asked);
        assert_eq!(payments(&desk), 0);
        desk.press("<Ctrl-S>");
        assert_eq!(payments(&desk), 1);
    }
}

#[test]
fn an_amount_below_zero_proposes_the_order_that_was_paid() {
    let mut desk = with_two_orders(En);
    desk.press("bmPO-1 1000<Ctrl-S>bm")
        .sees("unpaid")
        .press("<Tab><Tab>-200")
        .sees("paid USD 1,000.00, all of it");
    desk.press("<Backspace><Backspace><Backspace><Backspace>50").sees("unpaid").press("<Ctrl-X><Ctrl-X>");
    // Who has credit comes before who was paid last, and an order that is named stays.
    desk.press("bmPO-1 40<Ctrl-S>").sees("USD 40.00 more than is owed").press("<Ctrl-S>");
    desk.press("bmPO-2 100<Ctrl-S>bm<Tab><Tab>-40").sees("USD 40.00 too much");
    desk.press("<Ctrl-X><Ctrl-X>bmPO-2<Tab><Tab>-40").sees("paid USD 100.00, missing USD 200.00");
}

#[test]
fn the_quantity_of_a_pi_follows_its_amount() {
    let mut desk = with_nova(En);
    desk.press("bqRigid box FOB SHENZHEN USD 0.50/pc MOQ 5000<Ctrl-S><Esc>");
    desk.press("bp").sees("x 5000").press("USD 500").sees("x 1000").does_not_see("x 5000");
    desk.press(".25")
        .does_not_see("x 1")
        .press("<Ctrl-S><Esc><Right>")
        .sees("USD 500.25")
        .does_not_see("  x ");
    desk.press("bp<Tab><Tab><Tab><Tab><Ctrl-U>USD 250<Ctrl-S><Esc>").sees("0.50/pc  x 500\n");
}

#[test]
fn the_same_terms_again_are_told_as_such() {
    for (language, same) in [(En, "nothing changed"), (Zh, "没有变化")] {
        let mut desk = with_nova(language);
        desk.press("bqRigid box FOB SHENZHEN USD 0.86/pc MOQ 5000<Ctrl-S><Esc>");
        desk.press("x").does_not_see(same).press("<Esc>bqUSD 0.86/pc<Ctrl-S><Esc>x").sees(same);
        desk.press("<Esc>bqUSD 0.87/pc<Ctrl-S><Esc>u").press("x").sees(same);
    }
    let mut desk = with_nova(En);
    desk.press("bqRigid box USD 0.86/pc<Ctrl-S><Esc>bqUSD 0.87/pc<Ctrl-S><Esc>x")
        .does_not_see("nothing changed");
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
    desk.sees("in Germany  USD 0.84/pc FOB SHENZHEN");
    desk.press("bq").sees("last USD 0.86/pc FOB SHENZHEN MOQ 5000, 5 Jun");
    let screen = desk.screen();
    let row = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap();
    assert_eq!(row("in Germany USD 0.84/pc"), row("last USD 0.86/pc") + 1, "{screen}");
    desk.press("USD 0,86").sees("write decimals with a point").press("<Ctrl-X><Ctrl-X>");
    desk.press("c").sees("in Germany  USD 0.84/pc");
}

#[test]
fn the_last_price_is_one_that_the_new_one_can_be_compared_with() {
    let mut desk = with_nova(En);
    desk.press("bqTin box FOB NINGBO EUR 0.8325/pc on 1 Jun<Ctrl-S><Esc>");
    desk.press("bqtin box CIF HAMBURG USD 0.99/pc on 2 Jun<Ctrl-S><Esc>");
    desk.press("bqTin box FOB NINGBO EUR 0.80/pc").sees("last EUR 0.8325/pc FOB NINGBO");
    desk.press("<Ctrl-U>Tin box CIF HAMBURG USD 1/pc").sees("last USD 0.99/pc CIF HAMBURG");
}

#[test]
fn versions_of_a_quotation_are_compared() {
    let mut desk = with_nova(En);
    desk.press("x").sees("has no quotation yet");
    desk.press("bqRigid box FOB SHENZHEN USD 0.86/pc MOQ 5000 on 1 Jun<Ctrl-S><Esc>");
    desk.press("bqUSD 0.83/pc MOQ 3000 valid 60d<Ctrl-S><Esc><Right>");
    desk.sees("v2  price USD 0.86 -> USD 0.83 (-3.5%);");
    desk.press("<Left>x").sees("Versions of a quotation  Rigid box").sees("v1  1 Jun").sees("first version");
    desk.press("<Esc>B").sees("v2 -3.5%").press("x").sees("v2  5 Jun").press("<Esc>");
    desk.happen(genjin::app::Event::Resize(200, 50));
    let mut zh = with_nova(Zh);
    zh.press("bq礼盒 FOB 深圳 USD 0.86/个 起订量5000<Ctrl-S><Esc>bqUSD 0.9/个<Ctrl-S><Esc><Right>");
    zh.sees("第 2 版  单价 USD 0.86 -> USD 0.90（+4.7%）").press("x").sees("首个版本");
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
    desk.sees("missing USD 2,996.00").sees("USD 2,996.00 due 20 Jun");
    desk.press("B<Right>").sees("confirmed").press("<Right>").sees("20 Jul").press("<Right>");
    desk.sees("[Balances 1]").sees("USD 2,996.00").sees("20 Jun").press("<Esc>");
    desk.press("bfsatisfied with the board<Ctrl-S><Esc>").sees("satisfied with the board");
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

#[test]
fn goods_that_left_and_orders_that_are_all_cancelled_are_asked_about() {
    for (language, gone, asked, none, ship) in [
        (
            En,
            "its goods have left",
            "Ctrl-S once more cancels it all the same",
            "all orders are cancelled",
            "Ctrl-S once more saves the shipment without an order",
        ),
        (Zh, "货已发出", "再按 Ctrl-S 仍取消订单", "订单均已取消", "再按 Ctrl-S 仍保存为无订单的发货"),
    ] {
        let mut desk = with_nova(language);
        let state = |desk: &Desk| {
            desk.app.shown_dossier().unwrap().timeline().iter().find_map(|it| match it {
                Record::Order(it) => Some(it.state),
                _ => None,
            })
        };
        desk.press("boPO-7 USD 700<Ctrl-S><Esc>bhPO-7 sea departed 3 Jun<Ctrl-S>");
        desk.press("<Right>e").press("<Down><Down><Down><Down><Down><Down><Right><Right>").sees(gone);
        desk.press("<Ctrl-S>").sees(asked);
        assert_eq!(state(&desk), Some(OrderState::Shipped));
        desk.press("<Ctrl-S>");
        assert_eq!(state(&desk), Some(OrderState::Cancelled));
        desk.press("<Down>bhsea ETD 20 Jun").sees(none).press("<Ctrl-S>").sees(ship);
    }
}

#[test]
fn goods_that_should_have_left_are_asked_about_and_those_of_a_cancelled_order_say_so() {
    for (language, asked, refund, cancelled) in
        [(En, "did it leave?", "money to pay back", "cancelled"), (Zh, "船期已过未开船", "应退款", "已取消")]
    {
        let mut desk = with_nova(language);
        desk.press("boPO-7 USD 700<Ctrl-S><Esc>bhPO-7 sea ETD 8 Jun<Ctrl-S>");
        desk.wait_days(4).sees(asked);
        desk.press("bmUSD 200<Ctrl-S><Right>");
        let orders = |desk: &Desk| {
            let timeline = desk.app.shown_dossier().unwrap().timeline();
            timeline.iter().position(|it| it.id().kind == RecordKind::Order).unwrap()
        };
        let down = "<Down>".repeat(orders(&desk));
        desk.press(&format!("<Home>{down}e<Down><Down><Down><Down><Down><Down><Left><Ctrl-S>"));
        desk.sees(refund).does_not_see(asked);
        desk.press("B<Right><Right><Right><Right>").sees(cancelled);
    }
}

#[test]
fn a_complaint_brings_the_customer_onto_the_list_of_today_and_its_message_first() {
    for (language, reason, message) in
        [(En, "complained today", "answer to a complaint"), (Zh, "今天投诉", "答复投诉")]
    {
        let mut desk = with_nova(language);
        desk.press("boPO-7 USD 700 2 Jun<Ctrl-S><Esc>bf40 bags torn, complaint<Ctrl-S>").sees(reason);
        desk.press("M").sees(message).sees("I am sorry that");
    }
}

#[test]
fn more_than_nothing_is_called_so() {
    for (language, told) in
        [(En, "nothing is owed; USD 5.00 becomes credit"), (Zh, "没有应收款；USD 5.00 将记为多收款")]
    {
        let mut desk = with_nova(language);
        desk.press("boPO-1 USD 100<Ctrl-S><Esc>bmUSD 100<Ctrl-S>bmUSD 5").sees(told);
        // A PI asks for its amount.
        desk.press("<Ctrl-X><Ctrl-X>bpPI-9 USD 50<Ctrl-S><Esc>bmPI-9 USD 60")
            .sees("USD 10.00")
            .does_not_see(told);
    }
}
