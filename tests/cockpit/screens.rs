//! What lists and lines say on every screen: what follows, what a column holds, whose clock it is, which keys lead on.

use super::desk::Desk;
use genjin::app::settings::Language::{En, Zh};
use genjin::lang::Words;

const SMALL: (u16, u16) = (80, 24);

#[test]
fn a_list_that_goes_on_says_how_much_follows() {
    Desk::demo(En, (80, 20)).press("p").sees("1 more below").press("<Esc>i4").sees(" more below");
    let mut desk = Desk::demo(Zh, SMALL);
    desk.press("M").sees("下方还有 7 项").press("<Esc><Enter>").sees("下方还有 13 项");
    desk.press("<Esc>?<PgDn>").sees("下方还有");
    for _ in 0..40 {
        desk.press("<PgDn>");
    }
    desk.does_not_see("下方还有");
}

#[test]
fn flags_are_seen_where_one_works() {
    for (language, row, all) in [
        (En, "! answer owed  +3", "! answer owed  ! neglected  ! no next step  ! stuck in its stage"),
        (Zh, "! 来信未回  +3", "! 来信未回  ! 被冷落  ! 未定下一步  ! 停滞过久"),
    ] {
        let mut desk = Desk::demo(language, SMALL);
        desk.sees(row).press("<Enter>").sees(all).press("<Esc>y");
        for flag in all.split("! ").filter(|flag| !flag.is_empty()) {
            desk.sees(flag.trim());
        }
    }
}

#[test]
fn today_customers_and_business_say_how_many_rows_follow() {
    for (language, customers, quotes) in
        [(En, "36 more below", "1 more below"), (Zh, "下方还有 36 项", "下方还有 1 项")]
    {
        let mut desk = Desk::demo(language, SMALL);
        desk.press("<Right>").sees(customers).press("<End>").does_not_see(customers).sees("44/44");
        desk.press("<Home>").sees(customers);
        desk.press("B").sees(quotes).press("<End>").does_not_see(quotes).sees("19/19");
    }
}

#[test]
fn another_order_is_seen_from_its_top_or_around_the_customer() {
    let mut desk = Desk::demo(En, SMALL);
    desk.press("<Right><Down><Left>S").sees("Customers by due date.").sees("1/44");
    desk.press("<Right><End>").sees("44/44");
    let last = desk.app.selected().unwrap();
    desk.press("S");
    assert_eq!(desk.app.selected(), Some(last));
    let name = desk.app.ledger.row(last).unwrap().summary.company.clone();
    desk.sees(&name);
}

#[test]
fn a_form_has_the_customer_beside_it_and_a_call_as_many_contacts_as_fit() {
    let large = (160, 45);
    let check = |language, oldest: &str| {
        let mut desk = Desk::demo(language, large);
        desk.press("/globalbuy<Enter>L").sees("Michael Torres").sees(oldest).press("<Ctrl-X><Ctrl-X>");
        desk.press("bq").sees("Michael Torres").sees(oldest).press("<Esc>e").sees("Michael Torres");
        let mut desk = Desk::demo(language, large);
        desk.press("/globalbuy<Enter>c").sees(oldest);
        desk.happen(genjin::app::Event::Resize(80, 24)).does_not_see(oldest);
    };
    check(En, "trial order");
    check(Zh, "试单");
}

#[test]
fn customers_show_country_and_stage_on_every_size() {
    let mut desk = Desk::demo(En, SMALL);
    desk.sees("Germany").sees("sample confirmed");
    desk.happen(genjin::app::Event::Resize(120, 36)).sees(" DE sample c..");
    desk.happen(genjin::app::Event::Resize(160, 45)).sees(" DE sample con..");
    let mut desk = Desk::demo(Zh, (120, 36));
    desk.sees(" DE 样品确认");
}

#[test]
fn a_wide_business_list_has_a_head_over_every_part() {
    let total = "USD 4,280.00   USD 2,996.00";
    for (language, heads, what) in [
        (En, ["vessel, B/L", "ETD", "ETA"], "soft-touch, "),
        (Zh, ["船名/提单号", "ETD", "预计到港"], "触感膜，"),
    ] {
        let mut desk = Desk::demo(language, (120, 36));
        desk.press("B<Left>").sees(Words(language).order_total()).sees(total).press("<Left>");
        for head in heads {
            desk.sees(head);
        }
        desk.happen(genjin::app::Event::Resize(160, 45)).press("<Home><Left><Left><Left>").sees(what);
    }
}

#[test]
fn the_board_holds_whole_names_and_says_who_is_late() {
    for (language, late) in [(En, "late"), (Zh, "逾期")] {
        let mut desk = Desk::demo(language, (160, 45));
        desk.press("p").sees("Gráfica São João").sees("Embalagens Ltda.").sees(late);
        desk.happen(genjin::app::Event::Resize(80, 24)).sees(late);
    }
}

#[test]
fn the_deals_page_opens_on_this_month_and_bars_say_what_they_count() {
    for (language, month, made, median) in
        [(En, "Jun 2026", "wanted  made", "bars: median"), (Zh, "2026年6月", "应联系  已联系", "条形：中位")]
    {
        let mut desk = Desk::demo(language, SMALL);
        desk.press("i4").sees(month);
        assert_eq!(desk.app.insights.at(), 11, "{}", desk.screen());
        desk.press("<Up>");
        assert_eq!(desk.app.insights.at(), 10);
        desk.press("5").sees(median);
        desk.happen(genjin::app::Event::Resize(120, 36)).press("2").sees(made);
    }
}

#[test]
fn no_name_of_a_screen_is_cut_and_no_number_stands_without_its_word() {
    for width in 60..110 {
        let mut desk = Desk::demo(En, (width, 24));
        desk.wait_minutes(8 * 60).press("vvv");
        let screen = desk.screen();
        let header = screen.lines().next().unwrap();
        let names = ["genjin", "Today", "Customers", "Pipeline", "Business", "Insights"];
        let words = header.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2);
        let cut = |word: &str| names.iter().any(|name| name.starts_with(word) && *name != word);
        assert!(words.clone().all(|word| !cut(word)) && !header.contains('+'), "{header}");
        assert!(header.contains("3 marked"), "{header}");
    }
}

#[test]
fn the_end_of_a_review_names_everybody_or_says_how_many_more() {
    let mut desk = Desk::demo(En, SMALL);
    desk.press("r<Enter>");
    for _ in 0..30 {
        desk.press("j");
    }
    desk.sees("then comes").does_not_see(" ..");
}

#[test]
fn the_business_lists_have_heads_and_give_what_is_chosen_its_room() {
    let mut desk = Desk::demo(En, SMALL);
    desk.press("B").sees("[Quotes 19]").sees("customer").sees("valid until");
    desk.press("<Right><Right><Right>").sees("[Orders 2]").sees("state").sees("in production");
    desk.press("<Right><Right>").sees("[Balances 5]").sees("owed").sees("at rates of");
    let mut desk = Desk::demo(Zh, (40, 12));
    desk.press("B<Left>").sees("[应收 5]").does_not_see("到期日");
    desk.press("<Left>").sees("[发货 5]");
}

#[test]
fn a_message_that_is_too_long_takes_two_lines() {
    let mut desk = Desk::demo(En, SMALL);
    desk.press("=").sees("No limit is set:").sees("settings.toml");
    desk.press("j").does_not_see("No limit is set:");
}

#[test]
fn the_clock_says_whose_it_is() {
    let mut desk = Desk::demo(En, (160, 45));
    let tab_line = |desk: &Desk| desk.screen().lines().nth(1).unwrap().to_owned();
    desk.press("<Enter>");
    let open = desk.app.shown_row().unwrap().summary.company.clone();
    assert_eq!(tab_line(&desk).matches(open.get(..9).unwrap()).count(), 1, "{}", tab_line(&desk));
    desk.press("B");
    let here = desk.app.shown_row().unwrap().summary.company.clone();
    assert_ne!(here, open);
    assert!(tab_line(&desk).contains(here.get(..9).unwrap()), "{}", tab_line(&desk));
}

#[test]
fn the_footer_names_the_keys_that_lead_on() {
    let mut desk = Desk::empty(En, SMALL);
    desk.press("p").sees(" n new").press("<Esc>r").sees(" n new").does_not_see("begin ");
    Desk::demo(En, SMALL).press("i").sees("Up/Down choose");
    Desk::demo(Zh, SMALL).press("i").sees("上/下 选择");
}

#[test]
fn a_form_that_goes_on_says_how_much_follows() {
    let mut desk = Desk::demo(Zh, (80, 24));
    desk.press("n").sees("下方还有");
    let fields = desk.app.card_drafts.first().unwrap().form.fields.len();
    desk.press(&"<Tab>".repeat(fields - 1)).does_not_see("下方还有");
}

#[test]
fn days_of_all_years_stand_in_one_column() {
    let mut desk = Desk::empty(En, (80, 24));
    desk.press("nAlpha<Ctrl-S>s2027-03-24<Enter><Esc>nBeta<Ctrl-S><Esc>");
    let screen = desk.screen();
    let rows: Vec<_> = screen.lines().filter(|line| line.contains("developing")).collect();
    let places: Vec<_> = rows.iter().map(|row| row.find("developing")).collect();
    assert!(rows.len() == 2 && rows.iter().any(|row| row.contains("2027-03-24")), "{screen}");
    assert_eq!(places[0], places[1], "{screen}");
}

#[test]
fn a_day_of_another_year_does_not_move_the_heads_of_a_timeline() {
    for (language, today, word) in [(En, " 5 Jun ", "quotation"), (Zh, " 6月5日 ", "报价")] {
        let mut desk = Desk::empty(language, (80, 40));
        desk.press("nAlpha<Ctrl-S>bqLid USD 1/pc on 2025-11-02<Ctrl-S><Esc>bqBox USD 2/pc<Ctrl-S><Esc>");
        let screen = desk.screen();
        let column = |day: &str| {
            let line = screen.lines().find(|line| line.starts_with(day) && line.contains(word));
            line.map(|line| genjin::view::cells::width(line.split(word).next().unwrap()))
        };
        assert!(column(today).is_some(), "{screen}");
        assert_eq!(column(" 2025-11-02 "), column(today), "{screen}");
    }
}

#[test]
fn todays_list_shows_every_reason_whole() {
    for (language, size) in [(En, SMALL), (Zh, SMALL), (En, (100, 30)), (Zh, (100, 30)), (En, (160, 45))] {
        let mut desk = Desk::demo(language, size);
        let words = Words(language);
        for place in 0..desk.app.ledger.agenda().len() {
            let row = desk.app.ledger.row(desk.app.ledger.agenda()[place]).unwrap();
            let reason = words.reason(&row.assessment.reason, &row.summary, desk.app.now.date());
            // A reason that takes two lines is whole without the blanks that it is broken at.
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let screen: String = desk.screen().lines().take(size.1.into()).map(bare).collect();
            if size.0 < 100 {
                assert!(screen.contains(&bare(&reason)), "{reason:?} of row {place}:\n{}", desk.screen());
            } else {
                desk.sees(reason.split(", ").next().unwrap().split('，').next().unwrap());
            }
            desk.press("j");
        }
    }
}

#[test]
fn open_customers_keep_readable_names() {
    let mut desk = Desk::demo(En, SMALL);
    let tab_line = |desk: &Desk| desk.screen().lines().nth(1).unwrap().to_owned();
    desk.press("<Enter>");
    assert!(tab_line(&desk).contains(':'), "{}", tab_line(&desk));
    for _ in 0..4 {
        desk.press("<Esc>j<Enter>");
    }
    assert!(!tab_line(&desk).contains('+'), "{}", tab_line(&desk));
    assert_eq!(tab_line(&desk).matches("..").count(), 4, "{}", tab_line(&desk));
    for _ in 0..3 {
        desk.press("<Esc>j<Enter>");
    }
    let active = desk.app.shown_row().unwrap().summary.company.clone();
    let line = tab_line(&desk);
    assert!(line.contains("+3") && line.contains(active.get(..8).unwrap()), "{line}");
}

#[test]
fn the_time_of_an_open_customer_is_not_shown_over_a_form_about_somebody_else() {
    let mut desk = Desk::demo(En, (120, 36));
    desk.press("<Enter>").sees("03:00 asleep");
    desk.press("n").sees("New customer").does_not_see("03:00 asleep");
}

#[test]
fn a_form_keeps_its_keys_below_what_is_wrong() {
    Desk::demo(En, (80, 24)).press("n<Ctrl-S>").sees("Ctrl-S save").sees("company");
    let mut desk = Desk::demo(Zh, (80, 24));
    desk.press("n").sees("Ctrl-S 保存");
    let before = desk.screen();
    desk.press("<Ctrl-S>").sees("Ctrl-S 保存");
    assert_ne!(desk.screen(), before, "what is wrong is told");
}
