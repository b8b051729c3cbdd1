//! Business records by keys: the menu, the forms, the stage that follows, and what undo and deletion do.

use super::desk::Desk;
use genjin::app::settings::Language::{En, Zh};
use genjin::domain::Record;
use genjin::domain::deal::Part;
use genjin::domain::record::RecordKind;
use genjin::domain::summary::DealList;

const USUAL: (u16, u16) = (120, 36);

/// The demo with a new customer of no history open.
fn with_nova(language: genjin::app::settings::Language) -> Desk {
    let mut desk = Desk::demo(language, USUAL);
    desk.press("nNova Papier GmbH<Tab><Tab>germany<Ctrl-S>");
    desk
}

fn count(desk: &Desk, kind: RecordKind) -> usize {
    let dossier = desk.app.shown_dossier().unwrap();
    dossier.timeline().iter().filter(|record| record.id().kind == kind).count()
}

#[test]
fn a_message_of_two_rows_covers_nothing() {
    let mut desk = Desk::demo(En, (40, 12));
    desk.press("B<Left>").sees("sum  ").press("v").sees("marked").sees("sum  ");
    let rows = desk.screen().lines().count();
    let sum = desk.screen().lines().position(|line| line.contains("sum  ")).unwrap();
    assert_eq!(rows - sum, 3, "{}", desk.screen());
    // Whoever is last stays in sight.
    desk.press("<Esc><End>").sees("5/5").press("v").sees("5/5").sees("+B EXST Smit");
}

#[test]
fn a_product_is_found_wherever_it_stands() {
    let mut desk = with_nova(En);
    desk.press("boPO-9 USD 900 model GB-120<Ctrl-S><Esc>bsDHL 1 three hexagon boxes<Ctrl-S><Esc><Esc>");
    for typed in ["gb-120", "hexagon", "nova gb-120"] {
        desk.press("/").press(typed).sees("1 found").sees("SMPL Nova Papier GmbH").press("<Esc>");
    }
}

#[test]
fn a_quotation_goes_in_as_one_line_and_moves_the_stage() {
    let mut desk = with_nova(En);
    desk.press("b").sees("New business record  Nova Papier GmbH");
    desk.press("qFOB SHENZHEN USD 0.0865/pc MOQ 5000 valid 30d").sees("Sun 5 Jul (in 30 days)");
    desk.press("<Ctrl-S>").sees("Move the stage?").sees("developing -> quoted");
    desk.press("<Enter>").sees("Logged, ").sees("FOB SHENZHEN USD 0.0865/pc  MOQ 5000");
    assert_eq!(desk.app.shown_row().unwrap().summary.stage.as_str(), "quoted");
    // The entry and the record are two acts.
    desk.press("u").sees("Undone: stage").press("u").sees("Undone: business record");
    assert_eq!(count(&desk, RecordKind::Quotation), 0);
}

#[test]
fn an_order_owes_no_answer_and_what_was_sent_goes_through_the_known_channel() {
    for (language, logged, sent) in
        [(En, "lemail hello<Enter>", "quoted   e-mail >"), (Zh, "l邮件 你好<Enter>", "已报价   邮件 >")]
    {
        let mut desk = with_nova(language);
        let contacts = |desk: &Desk| desk.app.shown_row().unwrap().summary.contact.count;
        desk.press(logged).press("bqbox USD 1/pc<Ctrl-S>").sees(sent).press("<Enter>");
        assert_eq!(contacts(&desk), 2);
        desk.press("boUSD 500<Ctrl-S>").sees("->").does_not_see(" <  ").press("<Enter>");
        let summary = &desk.app.shown_row().unwrap().summary;
        assert_eq!((summary.stage.as_str(), summary.contact.count), ("trial_order", 2));
        assert_eq!(summary.contact.last_in, None);
    }
}

#[test]
fn a_refund_of_goodwill_leaves_the_order_settled() {
    for (language, refund, head, stands) in [
        (En, "bmrefund 50 compensation", "compensation", "all of it; compensated USD 50.00"),
        (Zh, "bm退款50 赔偿", "赔偿", "已付清；已赔偿 USD 50.00"),
    ] {
        let mut desk = with_nova(language);
        desk.happen(genjin::app::Event::Resize(99, 40));
        desk.press("boPO-1 USD 1000<Ctrl-S><Esc>bm1000<Ctrl-S>").press(refund).press("<Ctrl-S>");
        desk.sees(head).sees("USD 50.00").sees(stands);
        assert_eq!(desk.app.shown_row().unwrap().summary.deals.balance, None);
    }
}

#[test]
fn the_stage_stays_where_it_is_with_esc() {
    let mut desk = with_nova(Zh);
    desk.press("bqUSD 1/个<Ctrl-S>").sees("推进阶段？").press("<Esc>").sees("已保存");
    assert_eq!(desk.app.shown_row().unwrap().summary.stage.as_str(), "developing");
    assert_eq!(count(&desk, RecordKind::Quotation), 1);
}

#[test]
fn a_whole_deal_carries_over_from_record_to_record() {
    let mut desk = with_nova(En);
    desk.press("bqbox FOB SHENZHEN USD 0.86/pc MOQ 5000<Ctrl-S><Esc>");
    desk.press("bp").sees("PI20260605-A").sees("USD 4,300.00").sees("x 5000");
    desk.press("30/70<Ctrl-S><Esc>");
    desk.press("bo").sees("PI 5 Jun  PI20260605-A").sees("USD 4,300.00").sees("trial order");
    desk.press("<Ctrl-S><Esc>");
    desk.press("bm1290 fee 25").sees("order 5 Jun").sees("USD 1,290.00").press("<Ctrl-S>");
    desk.press("bhsea ETD 20 Jun 30 days BL MAEU123<Ctrl-S>");
    desk.press("bfsatisfied with the box<Ctrl-S>").sees("Saved: feedback");
    for kind in [
        RecordKind::Quotation,
        RecordKind::Invoice,
        RecordKind::Order,
        RecordKind::Payment,
        RecordKind::Shipment,
        RecordKind::Feedback,
    ] {
        assert_eq!(count(&desk, kind), 1, "{kind:?}");
    }
    let balance = desk.app.shown_row().unwrap().summary.deals.balance.unwrap();
    assert_eq!(
        (balance.amount.to_string().as_str(), balance.due.to_string().as_str()),
        ("USD 2,985.00", "2026-06-20")
    );
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() {
    let mut desk = with_nova(En);
    desk.press("bpUSD 4280.123 30/60<Ctrl-S>");
    desk.sees("this currency has 2 decimals")
        .sees("the parts must add up to 100")
        .sees("2 fields need another look");
    desk.press("<Esc>").sees("draft is kept").sees("1 unfinished");
    desk.restart();
    desk.press("<Alt-1>bp").sees("USD 4280.123 30/60");
    // A field that was typed into is not overwritten by the line.
    desk.press("<Ctrl-U>USD 5<Tab><Ctrl-U>100<Ctrl-S>").sees("Move the stage?");
    assert_eq!(count(&desk, RecordKind::Invoice), 1);
}

#[test]
fn a_draft_is_thrown_away_only_when_asked_twice() {
    let mut desk = with_nova(En);
    desk.press("bskraft lid<Ctrl-X>").sees("once more").press("<Ctrl-X>").sees("Draft discarded");
    desk.press("bs").does_not_see("kraft lid");
}

#[test]
fn a_record_is_corrected_and_deleted_on_the_timeline() {
    let mut desk = with_nova(En);
    desk.press("bsDHL 562729 grey board<Ctrl-S><Esc><Right>").press("e").sees("Edit sample");
    desk.press("<Ctrl-U>kraft board<Ctrl-S>").sees("Saved: sample").sees("kraft board  DHL 562729");
    assert_eq!(count(&desk, RecordKind::Sample), 1);
    desk.press("Dy").sees("deleted");
    assert_eq!(count(&desk, RecordKind::Sample), 0);
    desk.press("u").sees("kraft board");
}

#[test]
fn a_quotation_stays_while_a_pi_was_made_of_it_and_an_order_keeps_the_terms_of_its_pi() {
    for (language, kept) in [(En, "PI-1 was made of this quotation"), (Zh, "PI-1 由此报价生成")] {
        let mut desk = with_nova(language);
        desk.press(
            "bqFOB NINGBO USD 2.00/pc MOQ 1000 Cup<Ctrl-S><Esc>bpPI-1 30/70<Ctrl-S><Esc>bo<Ctrl-S><Esc>",
        );
        desk.press("<Right><End>D").sees(kept);
        assert_eq!(count(&desk, RecordKind::Quotation), 1);
        let terms = |desk: &Desk| {
            let timeline = desk.app.shown_dossier().unwrap().timeline();
            let order =
                timeline.iter().find_map(|it| if let Record::Order(it) = it { Some(it) } else { None });
            order.unwrap().terms.len()
        };
        assert_eq!(terms(&desk), 0);
        desk.press("<Home><Down>").press("Dy");
        assert_eq!((count(&desk, RecordKind::Invoice), terms(&desk)), (0, 2));
        desk.press("<End>Dy");
        assert_eq!(count(&desk, RecordKind::Quotation), 0);
    }
}

#[test]
fn an_order_takes_its_payments_with_it_and_brings_them_back() {
    let mut desk = with_nova(En);
    desk.press("boUSD 100<Ctrl-S><Esc>bm40<Ctrl-S>");
    desk.press("<Right><Down>").press("e").sees("Edit order").press("<Esc>");
    desk.press("Dy");
    assert_eq!((count(&desk, RecordKind::Order), count(&desk, RecordKind::Payment)), (0, 0));
    desk.press("u");
    assert_eq!((count(&desk, RecordKind::Order), count(&desk, RecordKind::Payment)), (1, 1));
}

#[test]
fn a_record_that_cannot_be_written_comes_back_as_a_draft() {
    let mut desk = with_nova(En);
    desk.disk_is_full = true;
    desk.press("bqUSD 3.50/pc<Ctrl-S><Esc>");
    desk.disk_is_full = false;
    assert_eq!(desk.app.unfinished(), 1);
    desk.press("bq").sees("USD 3.50");
}

#[test]
fn a_parcel_is_found_by_its_number() {
    let mut desk = with_nova(En);
    desk.press("bsDHL 99887766 grey board<Ctrl-S><Esc><Esc>/9988").sees("1 found").sees("Nova Papier");
}

#[test]
fn lists_over_all_customers_act_on_their_records() {
    let mut desk = with_nova(En);
    desk.press("bsDHL 99887766 grey board<Ctrl-S><Esc>");
    desk.press("B<Right>").sees("[Samples out").sees("99887766");
    while !desk.app.business.selected(&desk.app.ledger).unwrap().deal.detail.contains("99887766") {
        desk.press("<Down>");
    }
    // Enter goes to the record itself.
    desk.press("<Enter>").sees("Timeline 1");
    assert_eq!(desk.app.record_under_cursor().unwrap().kind, RecordKind::Sample);
    // An answered sample leaves the list; the feedback is about the row's sample.
    desk.press("B").sees("99887766").press("bfsatisfied all right<Ctrl-S><Esc>").does_not_see("99887766");
    desk.press("u").sees("99887766");
    // The record is corrected from its row, and the customer is logged about.
    desk.press("e").sees("Edit sample").press("<Esc>");
    desk.press("lasked for feedback<Enter>").sees("Logged, ");
    desk.press("<Esc>").sees("Today ");
}

#[test]
fn a_payment_for_the_row_settles_its_balance() {
    let mut desk = with_nova(En);
    desk.press("boUSD 123.45 PO-9<Ctrl-S><Esc>B<Left>").sees("[Balances").sees("USD 123.45");
    while desk.app.business.selected(&desk.app.ledger).unwrap().deal.label != "PO-9" {
        desk.press("<Down>");
    }
    desk.press("bm").sees("order 5 Jun  trial order PO-9").press("123.45<Ctrl-S>").does_not_see("USD 123.45");
}

#[test]
fn a_balance_shows_what_is_due_on_its_day_and_the_whole_where_there_is_room() {
    let both = [
        (En, "USD 3,000.00 of 10,000.00", "USD 3,000 of 10,000", "USD 3,000 due"),
        (Zh, "USD 3,000.00，共 10,000.00", "USD 3,000，共 10,000", "应付 USD 3,000"),
    ];
    for (language, both, short, alone) in both {
        let mut desk = with_nova(language);
        desk.press("bpUSD 10,000 30/70<Ctrl-S><Esc>bo<Ctrl-S><Esc>B<Left>").sees(both).sees("USD 37,256.00");
        desk.happen(genjin::app::Event::Resize(84, 24));
        desk.sees(short);
        desk.happen(genjin::app::Event::Resize(80, 24)).sees(short);
        // With no room for both, what is to be paid now matters more.
        desk.happen(genjin::app::Event::Resize(56, 20)).sees(alone).does_not_see("USD 10,000.00");
    }
}

#[test]
fn lists_are_sorted_and_filtered() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("B");
    let all = desk.app.business.len();
    desk.press("f").sees("past their day");
    let past = desk.app.business.len();
    desk.press("f").sees("within a week");
    let week = desk.app.business.len();
    assert!(past <= week && week <= all && all > 3, "{past} {week} {all}");
    desk.press("f").sees("of lost customers").press("<Right>").does_not_see("of lost customers");
    desk.press("<Left>S").sees("by customer").sees("  all");
    let names: Vec<_> =
        desk.app.business.rows(&desk.app.ledger, 0).map(|row| row.summary.company.to_lowercase()).collect();
    assert!(names.is_sorted(), "{names:?}");
    desk.press("<Esc>F").sees("Filters are for the pipeline (p) and the business screen (B)");
}

#[test]
fn the_quotation_of_a_lost_customer_is_not_open() {
    for (language, lost, filter) in
        [(En, "lbought elsewhere #lost", "of lost customers"), (Zh, "l已选别家 #流失", "流失客户")]
    {
        let mut desk = with_nova(language);
        desk.press("bqFOB SHENZHEN USD 0.86/pc MOQ 5000 for Zigzag box<Ctrl-S><Esc><Esc>B").sees("Zigzag");
        let open = desk.app.ledger.deals().len(DealList::Quotations);
        desk.press("<Esc>/nova papier<Enter>").press(lost).press("<Enter>B").does_not_see("Zigzag");
        assert_eq!(desk.app.ledger.deals().len(DealList::Quotations), open - 1);
        desk.press("fff").sees(filter).sees("Zigzag");
        // Undone, it is open again.
        desk.press("u").does_not_see("Zigzag").press("f").sees("Zigzag");
    }
}

#[test]
fn of_several_deposits_that_never_came_card_and_review_name_the_oldest() {
    for (language, told) in [
        (En, "deposit USD 300.00 of PI-1 not paid, 12 days; 1 more PI too"),
        (Zh, "PI-1 定金 USD 300.00 未付，已 12 天；另有 1 张 PI 未付"),
    ] {
        let mut desk = Desk::empty(language, (200, 50));
        desk.press(
            "nNova Papier GmbH<Ctrl-S>bpPI-1 USD 1000 30/70<Ctrl-S><Esc>bpPI-2 USD 2000 30/70<Ctrl-S><Esc>",
        )
        .wait_days(12);
        desk.sees(told);
        desk.press("r<Enter>").sees(told);
    }
}

#[test]
fn offers_that_are_over_come_behind_those_that_stand() {
    let mut desk = with_nova(En);
    desk.press("bqlid USD 1/pc valid 1 Jun<Ctrl-S><Esc>bqbox USD 2/pc valid 30d<Ctrl-S><Esc>B");
    desk.sees("expired").does_not_see("d late");
    let today = desk.app.now.date();
    let over: Vec<_> = desk.app.business.rows(&desk.app.ledger, 0).map(|row| row.is_expired(today)).collect();
    assert!(over.is_sorted() && over.contains(&true) && over.contains(&false), "{over:?}");
}

#[test]
fn marks_are_made_and_used_in_the_list_that_is_seen() {
    let mut desk = Desk::demo(En, USUAL);
    // Marked in a list that is not seen any more: t is about the row under the cursor.
    desk.press("<Right>*B");
    desk.app.marked.clear();
    let hidden = desk.app.ledger.agenda()[0];
    desk.app.marked.insert(hidden);
    while desk.app.shown() == Some(hidden) {
        desk.press("<Down>");
    }
    let (here, name) = (desk.app.shown().unwrap(), desk.app.shown_row().unwrap().summary.company.clone());
    let is_in_list = desk.app.business.rows(&desk.app.ledger, 0).any(|row| row.summary.id == hidden);
    if !is_in_list {
        desk.press("g").sees(&format!("Grade  {name}")).press("<Esc>");
    }
    desk.app.marked.clear();
    // v marks the row that is seen, V up to here, * the list.
    desk.press("v");
    assert!(desk.app.marked.contains(&here) && desk.app.marked.len() == 1);
    desk.press("<Esc>").sees("Nobody is marked").sees("[Business]").press("*");
    let mut list: Vec<_> = desk.app.business.rows(&desk.app.ledger, 0).map(|row| row.summary.id).collect();
    list.sort_unstable();
    list.dedup();
    assert_eq!(desk.app.marked.len(), list.len());
    assert!(list.iter().all(|id| desk.app.marked.contains(id)));
    desk.press("tfair<Enter>").sees(&format!("{} customers", list.len()));
}

#[test]
fn a_letter_of_a_menu_that_did_not_open_is_no_command() {
    let mut desk = Desk::empty(En, USUAL);
    desk.press("bq").sees("No customer is chosen");
    assert!(!desk.has_quit);
    desk.press("q");
    assert!(desk.has_quit);
    Desk::empty(Zh, USUAL).press("b").sees("无法新建商务记录");
}

#[test]
fn enter_once_more_after_saving_opens_nothing() {
    let mut desk = with_nova(En);
    desk.press("boUSD 100<Ctrl-S><Esc>bm40<Ctrl-S>").sees("Saved: payment").press("<Enter>");
    assert!(!desk.app.has_form());
    desk.press("<Enter>").sees("Edit customer");
}

#[test]
fn an_empty_screen_says_what_to_do() {
    Desk::empty(En, USUAL).press("B").sees("No customers yet. n enters the first one").does_not_see("e edit");
    let someone = "nNova<Ctrl-S><Esc>B";
    Desk::empty(En, USUAL).press(someone).sees("b writes down a record").does_not_see("e edit");
    Desk::empty(Zh, USUAL).press(someone).sees("按 b 新建记录");
}

#[test]
fn forms_look_as_they_did() {
    for (language, name) in [(En, "en"), (Zh, "zh")] {
        for (size, label) in [((80, 24), "80x24"), (USUAL, "120x36"), ((200, 50), "200x50")] {
            let look = |screen: &str, keys: &str| {
                let mut desk = Desk::demo(language, size);
                desk.press(keys);
                let name = format!("business-{screen}-{label}-{name}");
                insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
                    insta::assert_snapshot!(name, desk.screen());
                });
            };
            look("menu", "b");
            look("quotation", "bqFOB SHENZHEN USD 0.0865/pc MOQ 5000 valid 30d");
            look("invoice", "bpJPY 100.50 30/60");
            look("lists", "B");
            look("balances", "B<Left>");
            look("stage", "bsDHL 562729 grey board<Ctrl-S>");
        }
    }
}

fn open_invoices(desk: &Desk) -> Vec<String> {
    let row = desk.app.shown_row().unwrap();
    let open = row.summary.open.iter().filter(|it| it.list == DealList::Invoices);
    open.map(|it| it.label.clone()).collect()
}

#[test]
fn a_revised_pi_takes_the_place_of_the_old_one_until_that_is_undone() {
    for (language, told, shown) in
        [(En, "asks for nothing any more", "replaced by"), (Zh, "不再催款", "已被")]
    {
        let mut desk = with_nova(language);
        desk.press("bpUSD 1200 30/70<Ctrl-S><Esc>");
        desk.press("bpUSD 900 30/70 replaces PI20260605-A").sees(told);
        desk.press("<Ctrl-S><Esc>").sees(&format!("{shown} PI20260605-B"));
        assert_eq!(open_invoices(&desk), ["PI20260605-B"]);
        desk.press("u");
        assert_eq!(open_invoices(&desk), ["PI20260605-A"]);
    }
}

fn field(desk: &Desk, part: Part) -> String {
    desk.app.open_record().unwrap().draft().get(part).to_owned()
}

#[test]
fn a_pi_that_is_chosen_to_be_replaced_fills_what_nobody_typed() {
    let mut desk = with_nova(En);
    desk.press("bpUSD 1200 20/80<Ctrl-S><Esc>bpUSD 5 50/50<Ctrl-S><Esc>");
    let said = |desk: &Desk| [field(desk, Part::Amount), field(desk, Part::Terms)];
    desk.press("bp");
    let untouched = said(&desk);
    desk.press("<Tab><Tab><Tab><Right><Right>");
    let [amount, terms] = said(&desk);
    assert!(amount == "USD 1,200.00" && terms.starts_with("20/80"), "{amount} {terms}");
    desk.press("<Left>");
    let [amount, terms] = said(&desk);
    assert!(amount == "USD 5.00" && terms.starts_with("50/50"), "{amount} {terms}");
    desk.press("<Left>");
    assert_eq!(said(&desk), untouched);
    desk.press("<Right><Right><Tab><Ctrl-U>USD 900<Up><Left>");
    let [amount, terms] = said(&desk);
    assert!(amount == "USD 900" && terms.starts_with("50/50"), "{amount} {terms}");
    // What the line says wins, also behind the choice.
    desk.press("<Esc>").press("bp<Up><Up><Up><Up><Ctrl-U>");
    desk.press("30/70");
    assert!(field(&desk, Part::Terms).starts_with("30/70"), "{}", field(&desk, Part::Terms));
}

#[test]
fn a_corrected_order_follows_its_pis_both_ways_unless_its_amount_was_typed() {
    for (language, follows, beside) in [
        (En, "the order comes to USD 2,000.00 now", "of USD 2,000.00; the order comes to USD 500.00"),
        (Zh, "订单金额现为 USD 2,000.00", "（USD 2,000.00）；订单金额为 USD 500.00"),
    ] {
        let mut desk = with_nova(language);
        desk.happen(genjin::app::Event::Resize(200, 50));
        desk.press("bpUSD 1200 30/70<Ctrl-S><Esc>bpUSD 800 30/70<Ctrl-S><Esc>");
        desk.press("boPI20260605-A PO-7<Ctrl-S><Esc>");
        desk.press("<Right>e<Tab>PI20260605-B").sees(follows);
        assert_eq!(field(&desk, Part::Amount), "USD 2,000.00");
        desk.press("<Ctrl-U>").does_not_see(follows);
        assert_eq!(field(&desk, Part::Amount), "USD 1,200.00");
        desk.press("<Tab><Tab><Ctrl-U>USD 500<Up><Up>PI20260605-B").sees(beside);
        assert_eq!(field(&desk, Part::Amount), "USD 500");
    }
}

#[test]
fn a_second_order_of_a_pi_is_asked_about() {
    for (language, told, asked) in [
        (En, "PI20260605-A is an order already: PO-7", "Ctrl-S once more saves a second one"),
        (Zh, "PI20260605-A 已有订单：PO-7", "再按 Ctrl-S 另存一单"),
    ] {
        let mut desk = with_nova(language);
        desk.happen(genjin::app::Event::Resize(200, 50));
        desk.press("bpUSD 1200 30/70<Ctrl-S><Esc>boPI20260605-A PO-7<Ctrl-S><Esc>");
        desk.press("boPI20260605-A PO-8").sees(told).press("<Ctrl-S>").sees(asked);
        assert_eq!(count(&desk, RecordKind::Order), 1);
        desk.press("<Ctrl-S>");
        assert_eq!(count(&desk, RecordKind::Order), 2);
    }
}

#[test]
fn an_order_of_two_pis_follows_them_in_line_and_fields() {
    let mut desk = with_nova(En);
    desk.press("bpUSD 1200 30/70<Ctrl-S><Esc>bpUSD 800 30/70<Ctrl-S><Esc>");
    // The field behind that of the PI.
    desk.press("bo").sees("USD 800.00").press("<Tab><Tab>PI20260605-A").sees("USD 2,000.00");
    desk.press("<Backspace>").sees("no such record");
    desk.press("A<Ctrl-S><Esc>").sees("of PI20260605-A, PI20260605-B");
    assert_eq!(open_invoices(&desk), [""; 0]);
    desk.press("u").press("boPI20260605-A PI20260605-B PO-7").sees("USD 2,000.00").press("<Ctrl-S><Esc>");
    assert_eq!(open_invoices(&desk), [""; 0]);
    desk.press("u").press("bpUSD 5 20/80<Ctrl-S><Esc>");
    desk.press("boPI20260605-A PI20260605-C").sees("have different terms");
}

#[test]
fn money_that_could_be_for_nothing_says_so_at_once() {
    for (language, said) in [(En, "name the order or PI"), (Zh, "请指定订单或 PI")] {
        let mut desk = with_nova(language);
        desk.press("bm").sees(said).press("<Esc>boUSD 700<Ctrl-S><Esc>bm").does_not_see(said);
    }
}

#[test]
fn the_line_says_by_which_key_it_is_saved_once_nothing_is_missing() {
    for (language, whole) in [(En, "ready, Ctrl-S saves"), (Zh, "已完整，Ctrl-S 保存")] {
        for size in [USUAL, (40, 12)] {
            let mut desk = with_nova(language);
            desk.happen(genjin::app::Event::Resize(size.0, size.1));
            desk.press("bo").does_not_see(whole).press("USD").does_not_see(whole).press(" 100").sees(whole);
            // Enter goes on to the fields, and saves nothing.
            desk.press("<Enter>").does_not_see(whole).press("<Up>").sees(whole);
            let count = |desk: &Desk| desk.app.shown_dossier().unwrap().timeline().len();
            assert_eq!(count(&desk), 0);
            desk.press("<Ctrl-S>");
            assert_eq!(count(&desk), 1);
        }
    }
}

#[test]
fn the_timeline_says_which_order_a_payment_is_for() {
    for (language, paid, refunded, undated) in [
        (En, "payment for PO-1", "refund for PO-1", "payment for order 5 Jun"),
        (Zh, "收款 PO-1", "退款 PO-1", "收款 订单 6月5日"),
    ] {
        let mut desk = with_nova(language);
        desk.happen(genjin::app::Event::Resize(200, 50));
        desk.press("boPO-1 USD 1000<Ctrl-S><Esc>bm300<Ctrl-S>").does_not_see(paid);
        desk.press("boUSD 500<Ctrl-S><Esc>").sees(paid);
        desk.press("bmPO-1 refund 50<Ctrl-S>").sees(refunded).sees("USD 50.00").does_not_see("-50.00");
        desk.press("bmPO-1 750<Ctrl-S>bm500<Ctrl-S>").sees(undated);
        let with_amount = format!("{undated} USD 500.00");
        desk.does_not_see(&with_amount).press("boUSD 800<Ctrl-S><Esc>").sees(&with_amount);
    }
}

#[test]
fn the_timeline_says_how_an_order_and_a_sample_stand() {
    let mut desk = with_nova(En);
    desk.happen(genjin::app::Event::Resize(200, 50));
    desk.press("bpUSD 1000 30/70<Ctrl-S><Esc>bo<Ctrl-S><Esc>");
    desk.sees("unpaid; deposit USD 300.00 due 5 Jun");
    desk.press("bm300<Ctrl-S>").sees("paid USD 300.00, missing USD 700.00");
    desk.press("bhsea ETD 1 Jun 30 days<Ctrl-S>").sees("Jun (4d late)");
    desk.press("bm800<Ctrl-S>").sees("USD 100.00 more than is owed. Ctrl-S once more");
    desk.press("<Ctrl-S>").sees("paid USD 1,100.00, USD 100.00 too much");
    desk.press("bmrefund 100<Ctrl-S>").sees("paid USD 1,000.00, all of it");
    desk.press("bsDHL 562729 grey board sent 28 May<Ctrl-S><Esc>").sees("ask by 5 Jun");
    let mut zh = with_nova(Zh);
    zh.press("boUSD 100 取消<Ctrl-S><Esc>bm40<Ctrl-S><Ctrl-S>").sees("已取消，应退 USD 40.00");
}

#[test]
fn the_method_of_payment_stays_on_the_timeline_and_in_the_form() {
    for (language, shown) in [(En, "100% L/C at sight"), (Zh, "100% 即期信用证")] {
        let mut desk = Desk::demo(language, (200, 50));
        desk.press("/abc international<Enter>bpPI-77 USD 5000 L/C at sight");
        desk.sees(shown).press("<Ctrl-S><Esc>").sees(shown);
    }
}

#[test]
fn a_card_of_another_customer_than_the_shown_one_is_saved_after_a_restart() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("<Down><Down>");
    let written = desk.app.shown();
    desk.press("e and Sons").restart();
    assert_ne!(desk.app.shown(), written);
    desk.sees("and Sons").press("<Ctrl-S>").does_not_see("try again").does_not_see("1 unfinished");
    let company = &desk.app.ledger.row(written.unwrap()).unwrap().summary.company;
    assert!(company.ends_with(" and Sons"), "{company}");
}

#[test]
fn goods_that_left_tell_when_beside_the_plan() {
    for (language, line, planned, late) in [
        (
            En,
            "bhsea ETD 20 May 30 days left 20 May<Ctrl-S>",
            "sea  left 20 May  ETA 19 Jun",
            "sea  ETD 18 May  left 20 May  ETA 19 Jun",
        ),
        (
            Zh,
            "bh海运 ETD 5月20日 30天 开船5月20日<Ctrl-S>",
            "海运  开船 5月20日  ETA 6月19日",
            "海运  ETD 5月18日  开船 5月20日  ETA 6月19日",
        ),
    ] {
        let mut desk = with_nova(language);
        desk.press("boPO-1 USD 1000<Ctrl-S><Esc>").press(line).sees(planned);
        desk.press(&line.replacen("20", "18", 1)).sees(late);
    }
}

#[test]
fn an_amount_in_another_currency_lets_go_of_the_pi() {
    let mut desk = with_nova(En);
    desk.press("bpPI-9 USD 900 30/70<Ctrl-S><Esc>bo").sees("PI-9  USD 900.00").press("EUR 600");
    desk.sees("of no PI; without an order: PI-9").does_not_see("PI-9  USD 900.00");
    desk.press("<Ctrl-U>").sees("PI-9").press("<Ctrl-S>").sees("PI-9  USD 900.00  confirmed");
}

#[test]
fn a_complaint_waits_for_a_reply_and_moves_no_stage() {
    for (language, line, mood, flag, reply) in [
        (
            En,
            "bfvery unhappy about the print",
            "complaint",
            "complaint open",
            "lemail sorry, a remedy follows<Enter>",
        ),
        (Zh, "bf质量有问题", "投诉", "投诉未答复", "l邮件 道歉并补发<Enter>"),
    ] {
        let mut desk = with_nova(language);
        desk.press("bsDHL 562729 grey board<Ctrl-S><Esc>").press(line).sees(mood).press("<Ctrl-S>");
        desk.does_not_see("-> ").sees(flag);
        desk.press(reply).does_not_see(flag);
    }
}

#[test]
fn a_deposit_that_never_came_is_told_with_its_days() {
    for (language, flag, told) in [
        (En, "deposit not paid", "deposit USD 300.00 not paid, 4 days"),
        (Zh, "定金未付", "定金 USD 300.00 未付，已 4 天"),
    ] {
        let mut desk = with_nova(language);
        desk.press("bpUSD 1000 30/70<Ctrl-S><Esc>y").does_not_see("USD 300.00").press("<Esc>").wait_days(4);
        desk.press("y").sees(flag).sees(told);
    }
}

#[test]
fn a_pi_of_an_earlier_day_has_the_number_of_that_day() {
    let mut desk = with_nova(En);
    desk.press("bpUSD 1000 30/70").sees("PI20260605-A");
    desk.press(" on 17 May").sees("PI20260517-A").does_not_see("PI20260605-A");
    desk.press(
        "<Backspace><Backspace><Backspace><Backspace><Backspace><Backspace><Backspace><Backspace><Backspace>",
    );
    desk.press(" PI-7 on 17 May").sees("PI-7").does_not_see("PI20260517-A");
}

#[test]
fn a_unit_is_called_the_same_in_form_and_card() {
    let mut desk = with_nova(Zh);
    desk.press("bq纸盒 FOB 深圳 USD 0.86/件")
        .sees("pc")
        .sees("个")
        .press("<Ctrl-S><Esc>")
        .sees("USD 0.86/个");
}
