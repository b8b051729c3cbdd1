//! The date that a text begins with, and what careful readers are told of it.

use super::*;

#[test]
fn the_date_that_a_text_begins_with() {
    let check = |text: &str, expected: &str, rest: &str| {
        let found = leading_day(text, TODAY, Leaning::Future);
        let read = found.as_ref().map_or("none".into(), |found| outcome(found.when.clone()));
        assert_eq!((read.as_str(), found.map_or("", |found| found.rest)), (expected, rest), "{text:?}");
    };
    check("+2d send CIF offer", "2026-06-07", "send CIF offer");
    check("fri", "2026-06-12", "");
    check("fri, send DHL", "2026-06-12", "send DHL");
    check("next wed 3pm call Anna", "2026-06-10 15:00", "call Anna");
    check("20 Jun 2026 ship", "2026-06-20", "ship");
    check("20 Jun 2000 pcs ship", "2026-06-20", "2000 pcs ship");
    check("周五 寄样DHL", "2026-06-12", "寄样DHL");
    check("周五寄样DHL", "2026-06-12", "寄样DHL");
    check("周五DHL寄样", "2026-06-12", "DHL寄样");
    check("周五。寄样", "2026-06-12", "寄样");
    check("周五前寄样", "2026-06-12", "寄样");
    check("明天下午3点 打电话", "2026-06-06 15:00", "打电话");
    check("明天下午 打电话", "2026-06-06", "打电话");
    check("下周三点", "2026-06-10", "点");
    check("6月20日寄样", "2026-06-20", "寄样");
    check("6.20寄样", "2026-06-20", "寄样");
    check("20.6. send", "2026-06-20", "send");
    check("20.6.", "2026-06-20", "");
    check("20.6.26 send", "2026-06-20", "send");
    check("20.6.26. send", "2026-06-20", "send");
    check("1.7. send", "2026-07-01", "send");
    check("1.7 send", "2027-01-07", "send");
    check("1.7., send", "2026-07-01", "send");
    check("6.20. send", "2026-06-20", "send");
    check("1.7. 10:00 send", "2026-07-01 10:00", "send");
    check("6/20/26 寄样", "2026-06-20", "寄样");
    check("5/6/26 send", "Unknown", "send");
    check("20.6.2026寄样", "2026-06-20", "寄样");
    check("3天后跟进", "2026-06-08", "跟进");
    check("3d chase", "2026-06-08", "chase");
    check("15点30件样品", "2026-06-05 15:00", "30件样品");
    check("+3x call", "Unknown", "call");
    check("6.31 send", "NoSuchDay", "send");
    check("fri 25:00 send", "NoSuchTime", "send");
    check("13月5日 寄样", "NoSuchMonth", "寄样");
    check("6/20-25 fair", "Unknown", "fair");
    for text in [
        "",
        "call again",
        "5k pcs",
        "500 pcs",
        "0.86 usd",
        "0.86",
        "2.50 target",
        "3-5 days",
        "1.5 kg",
        "6.20元报价",
        "3 days notice",
        "tomorrow's",
        "fri/sat",
        "mon-wed",
        "money",
        "sunny day",
        "20%",
        "6.5% off",
        "9:30am-10",
        "上海样品",
        "下旬寄样",
    ] {
        check(text, "none", "");
    }
}

#[test]
fn the_basis_tells_careful_readers_what_was_named() {
    let check = |text: &str, expected: Basis| {
        assert_eq!(leading_day(text, TODAY, Leaning::Past).unwrap().basis, expected, "{text}");
    };
    check("14:30 asked", Basis::TimeAlone);
    check("6.3 14:30 asked", Basis::Day);
    check("3d asked", Basis::BareCount);
    check("-3d asked", Basis::Day);
}
