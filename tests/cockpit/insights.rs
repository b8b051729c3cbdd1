//! The insights screen by keys: pages, periods, who is behind a bar, and counting anew.

use super::desk::Desk;
use genjin::app::settings::Language::{En, Zh};
use genjin::app::{Event, Front};
use genjin::insights::Section;

const USUAL: (u16, u16) = (120, 36);

#[test]
fn pages_are_a_digit_away_and_go_round() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("i").sees("[1 Funnel]").sees("came  went on");
    let pages =
        ["[1 Funnel]", "[2 Touches]", "[3 Activity]", "[4 Deals]", "[5 Replies]", "[6 Lost]", "[7 Ahead]"];
    for (number, page) in (1..).zip(pages) {
        desk.press(&number.to_string()).sees(page);
    }
    desk.press("<Right>").sees("[1 Funnel]").press("<Left><Left>").sees("[6 Lost]");
    desk.press("<Esc>")
        .does_not_see("[6 Lost]")
        .press("<F9>")
        .sees("[6 Lost]")
        .press("i")
        .does_not_see("[6 Lost]");
    // On the panes a digit counts, and the palette goes to a page by its name.
    desk.press("2j").does_not_see("[2 Touches]").press(":reply times<Enter>").sees("[5 Replies]");
    assert_eq!(desk.app.front, Front::Insights);
}

#[test]
fn keys_of_lists_that_are_not_on_the_screen_do_nothing_there() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("<Enter>");
    let (sort, tabs) = (desk.app.ledger.sort(), desk.app.tabs.iter().count());
    desk.press("ivV*owel").sees("[1 Funnel]");
    assert!(desk.app.marked.is_empty());
    assert_eq!((desk.app.ledger.sort(), desk.app.tabs.iter().count()), (sort, tabs));
    assert_eq!((desk.app.front, desk.app.context()), (Front::Insights, genjin::app::keymap::Context::Browse));
}

#[test]
fn a_bar_opens_the_customers_behind_it_and_one_of_them() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("i<Enter>").sees("developing, last 90 days  customers 30").sees("Enter opens the customer");
    desk.press("<Down><Down><Enter>").sees("ABC Ltd.");
    assert_eq!(desk.app.front, Front::Panes);
    assert_eq!(desk.app.shown_row().unwrap().summary.company, "ABC Ltd.");
    // Coming back, everything is where it was.
    desk.press("i4<End>").press("<F9>i").sees("[4 Deals]");
    let at = desk.app.insights.at();
    assert_eq!(at + 1, desk.app.insights.bars().len());
}

#[test]
fn the_period_changes_what_hangs_on_it() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("i").sees("last 90 days");
    let came = |desk: &Desk| desk.app.insights.span().unwrap().funnel[0].entered;
    let quarter = came(&desk);
    desk.press("f").sees("last 365 days");
    assert!(came(&desk) > quarter, "{} of {quarter}", came(&desk));
    desk.press("f").sees("whole time").press("f").sees("last 30 days");
    assert!(came(&desk) < quarter);
    desk.press("7f").sees("days of its own");
}

#[test]
fn with_rates_orders_stand_in_the_base_currency_and_in_their_own() {
    let mut desk = Desk::empty(En, USUAL);
    for (company, country, amount) in [("Alpha", "germany", "USD 1000"), ("Beta", "france", "EUR 2000")] {
        desk.press(&format!("n{company}<Tab><Tab>{country}<Ctrl-S>bo{amount}<Ctrl-S><Esc>"));
    }
    desk.press("i4").sees("bars: EUR").does_not_see("in CNY");
    let order = |desk: &Desk| -> Vec<String> {
        let span = desk.app.insights.span().unwrap();
        span.countries.iter().map(|it| it.country.unwrap().code().to_owned()).collect()
    };
    // Without a rate for the currency of most orders, bars stay in it, and what has a rate is told all the same.
    desk.press("$USD 7.12 on 1 Jun<Enter><Esc>").sees("bars: EUR");
    desk.sees("no rate for EUR").sees("~ CNY 7,120 +EUR").sees("EUR 2,000  USD 1,000");
    let shown = desk.screen();
    let row = |name: &str| shown.lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(row("Germany").contains("~ CNY 7,120  USD 1,000"), "{shown}");
    assert!(row("France").contains("EUR 2,000.00  EUR 2,000"), "{shown}");
    assert_eq!(order(&desk), ["FR", "DE"]);
    desk.press("$EUR 3<Enter><Esc>")
        .sees("in CNY, oldest rate 1 Jun")
        .sees("~ CNY 13,120")
        .sees("~ CNY 6,000  EUR 2,000");
    assert_eq!(order(&desk), ["DE", "FR"]);
    desk.press("<F2>").sees("折合 CNY，最早汇率 6月1日").press("<F2>u").sees("bars: EUR");
}

#[test]
fn what_is_written_down_is_counted_when_one_comes_back() {
    let mut desk = Desk::demo(En, USUAL);
    let lost = |desk: &Desk| -> usize {
        desk.app.insights.span().unwrap().lost.iter().map(|figure| figure.behind.count).sum()
    };
    desk.press("i6");
    let before = lost(&desk);
    desk.press("<Esc>lMOQ too high for them #lost<Enter>i").sees("MOQ");
    assert_eq!(lost(&desk), before + 1);
    desk.press("<Esc>ui");
    assert_eq!(lost(&desk), before);
    // A new day counts anew by itself.
    desk.wait_days(1);
    assert_eq!(desk.app.insights.figures.as_ref().unwrap().today.to_string(), "2026-06-06");
}

#[test]
fn the_form_says_as_what_a_lost_reason_counts() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("lthey are gone #lost<Ctrl-L>").press(&"<Tab>".repeat(6));
    desk.press("<Ctrl-U>")
        .sees("price, MOQ, delivery")
        .press("起订量太大")
        .sees("counts as: MOQ")
        .press("<Ctrl-U>moved")
        .sees("counts as: other");
}

#[test]
fn until_everything_is_counted_the_screen_says_how_far_that_is() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("i");
    let figures = desk.app.insights.figures.take().unwrap();
    desk.happen(Event::Counting(12)).sees("counting 12 of 44").sees("Counting every customer");
    desk.happen(Event::Counted(Box::new((*figures).clone()))).sees("came  went on").does_not_see("counting");
    desk.happen(Event::CountFailed("the disk cannot be read.".into())).sees("the disk cannot be read.");
    desk.press("<F2>").sees("[1 漏斗]").sees("进入");
    desk.app.insights.figures = None;
    desk.sees("统计未能完成").press("<Esc>i").sees("进入").does_not_see("统计未能完成");
}

#[test]
fn empty_pages_say_what_fills_them() {
    for (language, words) in [
        (
            En,
            [
                "Press n to enter one",
                "to be followed up",
                "Press l on a customer",
                "Press b on a customer",
                "Log what you send",
                "log it with #lost",
                "Log contacts",
            ],
        ),
        (
            Zh,
            [
                "按 n 新建",
                "没有需要跟进",
                "没有联系记录",
                "按 b",
                "没有可计算的消息",
                "用 #流失 记录",
                "没有到期的客户",
            ],
        ),
    ] {
        let mut desk = Desk::empty(language, (80, 24));
        desk.press("i");
        for (number, words) in (1..).zip(words) {
            desk.press(&number.to_string()).sees(words);
        }
    }
}

#[test]
fn a_day_over_the_limit_says_so() {
    let mut desk = Desk::demo(En, USUAL);
    desk.app.settings.day_limit = Some(5);
    desk.press("i7").sees("The limit a day is 5.").sees("over the limit");
    desk.app.settings.day_limit = Some(100);
    desk.sees("The limit a day is 100.").does_not_see("over the limit");
}

#[test]
fn the_screen_is_there_again_after_a_restart() {
    let mut desk = Desk::demo(Zh, (80, 24));
    desk.press("i").sees("[1 漏斗]");
    desk.restart();
    desk.sees("[1 漏斗]").sees("进入");
    // Before the data are there nothing is counted; when they come, it is.
    desk.restart_before_the_data();
    desk.sees("正在读取客户").does_not_see("进入").data_arrive();
    desk.sees("进入");
}

#[test]
fn no_size_is_too_odd_for_figures() {
    let mut desk = Desk::demo(Zh, USUAL);
    desk.press("i");
    for number in 1..=7 {
        desk.press(&number.to_string());
        for size in [(0, 0), (1, 1), (39, 12), (40, 12), (57, 13), (116, 14), (300, 100)] {
            desk.happen(Event::Resize(size.0, size.1)).screen();
            desk.press("<End><PgUp><Enter>").screen();
            desk.press("<Esc><Home>").screen();
        }
    }
}

/// Screens as pictures in text, to be looked at whenever they change.
#[test]
fn pages_look_as_they_did() {
    for (language, name) in [(En, "en"), (Zh, "zh")] {
        for (size, label) in
            [((40, 12), "40x12"), ((80, 24), "80x24"), (USUAL, "120x36"), ((200, 50), "200x50")]
        {
            let mut desk = Desk::demo(language, size);
            desk.press("i");
            for (number, section) in (1..).zip(Section::ALL) {
                desk.press(&number.to_string());
                if matches!(section, Section::Funnel | Section::Activity)
                    || label == "80x24"
                    || label == "120x36"
                {
                    insta::assert_snapshot!(
                        format!("insights-{}-{label}-{name}", section.id()),
                        desk.screen()
                    );
                }
            }
            if label == "80x24" {
                desk.press("2j<Enter>");
                insta::assert_snapshot!(format!("insights-behind-{label}-{name}"), desk.screen());
                desk.press("<Esc>");
            }
            if label != "200x50" {
                desk.press("4<Home><Esc>boCHF 5000<Ctrl-S><Esc>i").press(&"<Down>".repeat(11));
                insta::assert_snapshot!(format!("insights-rates-{label}-{name}"), desk.screen());
            }
        }
    }
}

#[test]
fn from_a_customer_esc_goes_back_to_the_screen_it_was_opened_from() {
    let mut desk = Desk::demo(En, USUAL);
    desk.press("i<Enter><Down><Down><Enter>").sees("ABC Ltd.").press("<Esc>");
    assert_eq!(desk.app.front, Front::Insights);
    desk.sees("developing, last 90 days").press("<Enter>");
    assert_eq!(desk.app.shown_row().unwrap().summary.company, "ABC Ltd.");
    desk.press("<Esc><Esc><Esc>").does_not_see("[1 Funnel]");

    desk.press("B<Down>");
    let at = desk.app.business.cursor.at;
    desk.press("<Enter>");
    assert_eq!(desk.app.front, Front::Panes);
    desk.press("<Esc>");
    assert_eq!((desk.app.front, desk.app.business.cursor.at), (Front::Business, at));
    desk.press("<Esc>p<Down>");
    let on = desk.app.pipeline.customer();
    desk.press("<Enter>").press("<Esc>");
    assert_eq!((desk.app.front, desk.app.pipeline.customer()), (Front::Pipeline, on));
    // From a list, and once the lists were looked through, it is the list as ever.
    desk.press("<Esc><Enter><Esc>");
    assert_eq!(desk.app.front, Front::Panes);
}

#[test]
fn the_headings_of_the_figures_stay_above_them() {
    for (language, head) in [(En, "month"), (Zh, "月份")] {
        let mut desk = Desk::demo(language, (80, 24));
        desk.press("i4").sees(head);
        for _ in 0..11 {
            desk.press("<Up>").sees(head);
        }
    }
}
