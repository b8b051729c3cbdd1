//! Tables of dates in both languages, seen from Friday 5 June 2026.

use super::*;
use proptest::prelude::*;
use time::macros::date;

const TODAY: Date = date!(2026 - 06 - 05);

fn shown(when: When) -> String {
    let time = when.time.map(|time| format!(" {:02}:{:02}", time.hour(), time.minute()));
    format!("{}{}", when.date, time.unwrap_or_default())
}

fn outcome(read: Result<When, DayError>) -> String {
    read.map_or_else(|error| format!("{error:?}"), shown)
}

fn check(leaning: Leaning, today: Date, cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        assert_eq!(outcome(read_day(typed, today, leaning)), *expected, "{typed:?} {leaning:?}");
    }
}

fn check_next(cases: &[(&str, &str)]) {
    check(Leaning::Future, TODAY, cases);
}

fn check_last(cases: &[(&str, &str)]) {
    check(Leaning::Past, TODAY, cases);
}

#[test]
fn counts_of_days_weeks_months_and_years() {
    check_next(&[
        ("+3d", "2026-06-08"),
        ("-2d", "2026-06-03"),
        ("+2w", "2026-06-19"),
        ("+1m", "2026-07-05"),
        ("+1y", "2027-06-05"),
        ("+3", "2026-06-08"),
        ("＋３ｄ", "2026-06-08"),
        ("3d", "2026-06-08"),
        ("3 days", "2026-06-08"),
        ("in 3 days", "2026-06-08"),
        ("In a week", "2026-06-12"),
        ("two weeks later", "2026-06-19"),
        ("3 days ago", "2026-06-02"),
        ("a month ago", "2026-05-05"),
        ("within 3 days", "2026-06-08"),
        ("3天后", "2026-06-08"),
        ("3 天 后", "2026-06-08"),
        ("三天后", "2026-06-08"),
        ("十五天之后", "2026-06-20"),
        ("3日后", "2026-06-08"),
        ("两周后", "2026-06-19"),
        ("2个星期以后", "2026-06-19"),
        ("3天内", "2026-06-08"),
        ("过两天", "2026-06-07"),
        ("一个月后", "2026-07-05"),
        ("半个月后", "2026-06-20"),
        ("半年后", "2026-12-05"),
        ("1年后", "2027-06-05"),
        ("3天前", "2026-06-02"),
        ("两周之前", "2026-05-22"),
        ("3天", "2026-06-08"),
    ]);
    check_last(&[
        ("3d", "2026-06-02"),
        ("+3d", "2026-06-08"),
        ("-2d", "2026-06-03"),
        ("3天前", "2026-06-02"),
    ]);
}

#[test]
fn months_end_where_the_calendar_ends_them() {
    let check = |today, typed, expected| check(Leaning::Future, today, &[(typed, expected)]);
    check(date!(2026 - 01 - 31), "+1m", "2026-02-28");
    check(date!(2028 - 01 - 31), "+1m", "2028-02-29");
    check(date!(2026 - 03 - 31), "-1m", "2026-02-28");
    check(date!(2026 - 11 - 30), "+3m", "2027-02-28");
    check(date!(2028 - 02 - 29), "+1y", "2029-02-28");
    check(date!(2026 - 01 - 31), "next month", "2026-02-28");
    check(date!(2026 - 12 - 31), "月底", "2026-12-31");
    check(date!(2026 - 12 - 15), "下个月10号", "2027-01-10");
}

#[test]
fn words_for_days() {
    check_next(&[
        ("today", "2026-06-05"),
        ("TOD", "2026-06-05"),
        ("tomorrow", "2026-06-06"),
        ("tmr", "2026-06-06"),
        ("tom", "2026-06-06"),
        ("Yesterday", "2026-06-04"),
        ("day after tomorrow", "2026-06-07"),
        ("the day after tomorrow", "2026-06-07"),
        ("day before yesterday", "2026-06-03"),
        ("今天", "2026-06-05"),
        ("今日", "2026-06-05"),
        ("明天", "2026-06-06"),
        ("明日", "2026-06-06"),
        ("后天", "2026-06-07"),
        ("大后天", "2026-06-08"),
        ("昨天", "2026-06-04"),
        ("前天", "2026-06-03"),
        ("next month", "2026-07-05"),
        ("下个月", "2026-07-05"),
        ("上个月", "2026-05-05"),
        ("明年", "2027-06-05"),
        ("last year", "2025-06-05"),
        ("月底", "2026-06-30"),
        ("eom", "2026-06-30"),
        ("end of month", "2026-06-30"),
        ("end of the month", "Unknown"),
        ("end of next month", "2026-07-31"),
        ("end of June", "2026-06-30"),
        ("本月底", "2026-06-30"),
        ("下个月底", "2026-07-31"),
        ("8月底", "2026-08-31"),
        ("月初", "2026-07-01"),
        ("下月初", "2026-07-01"),
        ("年底", "2026-12-31"),
    ]);
    check_last(&[("月底", "2026-05-31"), ("月初", "2026-06-01"), ("eoy", "2025-12-31")]);
}

#[test]
fn weekdays_never_mean_today_alone() {
    check_next(&[
        ("fri", "2026-06-12"),
        ("Friday", "2026-06-12"),
        ("sat", "2026-06-06"),
        ("thu", "2026-06-11"),
        ("Mon.", "2026-06-08"),
        ("next wed", "2026-06-10"),
        ("next fri", "2026-06-12"),
        ("next sun", "2026-06-14"),
        ("last mon", "2026-05-25"),
        ("this fri", "2026-06-05"),
        ("this mon", "2026-06-01"),
        ("wed next week", "2026-06-10"),
        ("next week", "2026-06-08"),
        ("by fri", "2026-06-12"),
        ("on Monday", "2026-06-08"),
        ("周五", "2026-06-12"),
        ("星期五", "2026-06-12"),
        ("礼拜五", "2026-06-12"),
        ("周日", "2026-06-07"),
        ("周天", "2026-06-07"),
        ("星期天", "2026-06-07"),
        ("星期日", "2026-06-07"),
        ("本周五", "2026-06-05"),
        ("这周五", "2026-06-05"),
        ("这个星期六", "2026-06-06"),
        ("下周三", "2026-06-10"),
        ("下个星期三", "2026-06-10"),
        ("下下周三", "2026-06-17"),
        ("上周三", "2026-05-27"),
        ("下周", "2026-06-08"),
        ("下下周", "2026-06-15"),
        ("下个礼拜", "2026-06-08"),
        ("周末", "2026-06-06"),
        ("周五前", "2026-06-12"),
    ]);
    check_last(&[
        ("fri", "2026-05-29"),
        ("thu", "2026-06-04"),
        ("sat", "2026-05-30"),
        ("周四", "2026-06-04"),
        ("上周五", "2026-05-29"),
    ]);
}

#[test]
fn a_month_and_a_day_in_every_spelling() {
    for typed in [
        "6.20",
        "6/20",
        "6-20",
        "06-20",
        "６．２０",
        "6。20",
        "20 Jun",
        "20jun",
        "Jun 20",
        "jun. 20",
        "20th June",
        "June 20",
        "June 20th",
        "20th of June",
        "20-Jun",
        "6月20日",
        "6月20号",
        "6月20",
        "６月２０日",
        "6 月 20 日",
        "六月二十日",
        "20号",
        "20日",
        "二十号",
        "20th",
        "the 20th",
        "20/6",
        "20.6",
        "6.20日",
        "20.6.",
        "20.06.",
        "6.20.",
    ] {
        check_next(&[(typed, "2026-06-20")]);
    }
}

#[test]
fn a_whole_date_in_every_spelling() {
    for typed in [
        "2026-06-20",
        "2026/6/20",
        "2026.6.20",
        "20260620",
        "20 Jun 2026",
        "Jun 20, 2026",
        "June 20th, 2026",
        "20-Jun-2026",
        "2026年6月20日",
        "2026年06月20号",
        "26年6月20日",
        "今年6月20日",
        "20.06.2026",
        "20/6/2026",
        "6/20/2026",
        "26-6-20",
        "26.6.20",
        "20.6.26",
        "20.06.26",
        "20.06.2026.",
        "20-6-26",
        "20/6/26",
        "6/20/26",
        "２０２６－０６－２０",
    ] {
        check_next(&[(typed, "2026-06-20")]);
        check_last(&[(typed, "2026-06-20")]);
    }
    check_next(&[("05.06.26", "2026-06-05"), ("31.6.26", "NoSuchDay"), ("13/32/26", "NoSuchDay")]);
    check_next(&[("05.06.2026", "2026-06-05"), ("明年6月20日", "2027-06-20"), ("下月10号", "2026-07-10")]);
}

#[test]
fn unclear_orders_are_refused() {
    check_next(&[
        ("5/6/2026", "Unknown"),
        ("05-06-2026", "Unknown"),
        ("25-6-26", "Unknown"),
        ("25.6.26", "Unknown"),
        ("5-6-26", "Unknown"),
        ("12/31/19", "Unknown"),
        ("5/6/26", "Unknown"),
        ("2026-6/20", "Unknown"),
    ]);
}

#[test]
fn a_missing_year_is_the_one_that_makes_sense() {
    check_next(&[
        ("4 June", "2026-06-04"),
        ("6.5", "2026-06-05"),
        ("5.1", "2026-05-01"),
        ("3.1", "2027-03-01"),
        ("1.10", "2027-01-10"),
        ("29 Feb", "2028-02-29"),
        ("3号", "2026-07-03"),
        ("5号", "2026-06-05"),
        ("31号", "2026-07-31"),
    ]);
    check_last(&[
        ("4 June", "2026-06-04"),
        ("6.5", "2026-06-05"),
        ("6.6", "2025-06-06"),
        ("12.31", "2025-12-31"),
        ("2.29", "2024-02-29"),
        ("20号", "2026-05-20"),
        ("31号", "2026-05-31"),
    ]);
    check(Leaning::Future, date!(2026 - 11 - 23), &[("6.20", "2027-06-20"), ("11.22", "2026-11-22")]);
    check(Leaning::Future, date!(2026 - 12 - 30), &[("1.2", "2027-01-02")]);
    check(Leaning::Past, date!(2026 - 01 - 02), &[("12.30", "2025-12-30")]);
    check(Leaning::Future, date!(2026 - 01 - 02), &[("12.30", "2025-12-30")]);
    check(Leaning::Past, date!(1904 - 02 - 28), &[("2.29", "NoSuchDay")]);
    check(Leaning::Future, date!(2096 - 03 - 20), &[("2.29", "2096-02-29")]);
    check(Leaning::Future, date!(2098 - 03 - 20), &[("2.29", "2104-02-29")]);
}

#[test]
fn times_of_day_alone_and_behind_a_day() {
    check_next(&[
        ("9:30", "2026-06-05 09:30"),
        ("9：30", "2026-06-05 09:30"),
        ("3pm", "2026-06-05 15:00"),
        ("3 PM", "2026-06-05 15:00"),
        ("3:30 pm", "2026-06-05 15:30"),
        ("12am", "2026-06-05 00:00"),
        ("12pm", "2026-06-05 12:00"),
        ("noon", "2026-06-05 12:00"),
        ("下午3点", "2026-06-05 15:00"),
        ("下午三点半", "2026-06-05 15:30"),
        ("下午3:30", "2026-06-05 15:30"),
        ("上午10点", "2026-06-05 10:00"),
        ("15点", "2026-06-05 15:00"),
        ("15点30", "2026-06-05 15:30"),
        ("15点30分", "2026-06-05 15:30"),
        ("9点一刻", "2026-06-05 09:15"),
        ("早上9点", "2026-06-05 09:00"),
        ("晚上8点", "2026-06-05 20:00"),
        ("中午12点", "2026-06-05 12:00"),
        ("中午1点", "2026-06-05 13:00"),
        ("凌晨2点", "2026-06-05 02:00"),
        ("fri 15:00", "2026-06-12 15:00"),
        ("fri at 3pm", "2026-06-12 15:00"),
        ("3pm fri", "2026-06-12 15:00"),
        ("+2d 9:30", "2026-06-07 09:30"),
        ("6.20 14:30", "2026-06-20 14:30"),
        ("20 Jun 2026 15:00", "2026-06-20 15:00"),
        ("Jun 20, 3pm", "2026-06-20 15:00"),
        ("明天下午3点", "2026-06-06 15:00"),
        ("明天 下午 3 点", "2026-06-06 15:00"),
        ("明天，下午3点", "2026-06-06 15:00"),
        ("明早9点", "2026-06-06 09:00"),
        ("今晚8点半", "2026-06-05 20:30"),
        ("周三十点", "2026-06-10 10:00"),
        ("6月20日下午3点半", "2026-06-20 15:30"),
        ("2026-06-20T09:30", "2026-06-20 09:30"),
        ("2026-06-20T09:30:15", "2026-06-20 09:30"),
        ("2026-06-20 09:30", "2026-06-20 09:30"),
    ]);
}

#[test]
fn days_and_times_that_do_not_exist() {
    for typed in [
        "2.30",
        "6月31日",
        "13/32",
        "0/5",
        "5/0",
        "6.31",
        "31 Jun",
        "2026-02-29",
        "2026-13-01",
        "20261301",
        "0号",
        "32号",
        "+999999999d",
        "+99999999999999999999w",
        "-999999999m",
        "+4000000000y",
        "999999999天后",
        "1899-12-31",
        "2200-01-01",
        "25:00",
        "9:60",
        "fri 25:00",
        "0pm",
        "24:00",
    ] {
        check_next(&[(typed, "NoSuchDay")]);
    }
    check(Leaning::Future, date!(2026 - 05 - 05), &[("下月31号", "NoSuchDay")]);
    check_next(&[("2199-12-31", "2199-12-31"), ("1900-01-01", "1900-01-01")]);
}

#[test]
fn noise_and_sentences_are_no_dates() {
    check_next(&[("", "Empty"), ("  \t", "Empty"), ("\u{3000}", "Empty")]);
    for typed in [
        "hello",
        "-",
        "+",
        "+d",
        "20",
        "6.",
        ".6",
        "6..20",
        "june",
        "may",
        "next",
        "下",
        "周",
        "the",
        "in",
        "fri send samples",
        "周五寄样",
        "today is fine",
        "明天见客户",
        "5k pcs",
        "1.2.3.4",
        "123456",
        "86 138 0013",
        "sunny",
        "fri fri",
        "3d 3d",
        "2026",
        "2026-06",
        "2026年",
        "6 20",
        "6 - 20",
        "fri ago",
        "this week",
        "2026-06-20T09:30+08:00",
        "🙂",
        "月",
    ] {
        check_next(&[(typed, "Unknown")]);
        check_last(&[(typed, "Unknown")]);
    }
}

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
    check("明天下午 打电话", "2026-06-06", "下午 打电话");
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
    check("fri 25:00 send", "NoSuchDay", "send");
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

fn any_day() -> impl Strategy<Value = Date> {
    (Date::MIN.to_julian_day()..=Date::MAX.to_julian_day())
        .prop_map(|day| Date::from_julian_day(day).unwrap())
}

fn datelike() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "+",
        "-",
        ".",
        "/",
        ":",
        " ",
        ",",
        "d",
        "w",
        "m",
        "y",
        "fri",
        "next ",
        "last ",
        "jun",
        "in ",
        "ago",
        "th",
        "pm",
        "T",
        "周",
        "五",
        "下",
        "天",
        "后",
        "前",
        "月",
        "日",
        "年",
        "点",
        "半",
        "月底",
        "下午",
        "十",
        "二",
        "个",
        "9",
        "20",
        "2026",
        "999999999",
        "4294967296",
        "99999999999999999999",
        "６",
        "。",
        "：",
        "end of ",
        "💡",
        "\u{301}",
    ]);
    prop::collection::vec(parts, 0..9).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn every_text_has_an_answer(text in "\\PC{0,40}", like in datelike(), today in any_day(), past in any::<bool>()) {
        let leaning = if past { Leaning::Past } else { Leaning::Future };
        for text in [text, like] {
            if let Ok(when) = read_day(&text, today, leaning) {
                prop_assert!((1900..=2199).contains(&when.date.year()));
            }
            if let Some(found) = leading_day(&text, today, leaning) {
                prop_assert!(!found.typed.is_empty() && text.contains(found.typed) && text.contains(found.rest));
                prop_assert_eq!(read_day(found.typed, today, leaning), found.when);
            }
        }
    }

    #[test]
    fn a_written_date_reads_as_itself(day in 0..109_572_i32, today in any_day(), past in any::<bool>()) {
        let date = Date::from_julian_day(date!(1900-01-01).to_julian_day() + day).unwrap();
        let leaning = if past { Leaning::Past } else { Leaning::Future };
        let iso = date.to_string();
        prop_assert_eq!(read_day(&iso, today, leaning), Ok(When { date, time: None }));
        let compact = iso.replace('-', "");
        prop_assert_eq!(read_day(&compact, today, leaning), Ok(When { date, time: None }));
        let han = format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day());
        prop_assert_eq!(read_day(&han, today, leaning), Ok(When { date, time: None }));
    }

    #[test]
    fn what_happened_is_never_ahead_and_weekdays_are_within_a_week(today in 1_i32..100_000) {
        let today = Date::from_julian_day(date!(1908-01-01).to_julian_day() + today).unwrap();
        for typed in ["6.20", "2.29", "12月31日", "5号", "31号", "月底", "月初"] {
            prop_assert!(read_day(typed, today, Leaning::Past).unwrap().date <= today, "{}", typed);
        }
        for typed in ["5号", "31号", "月底", "月初"] {
            prop_assert!(read_day(typed, today, Leaning::Future).unwrap().date >= today, "{}", typed);
        }
        for typed in ["mon", "周二", "wed", "周四", "fri", "周六", "sun"] {
            let ahead = (read_day(typed, today, Leaning::Future).unwrap().date - today).whole_days();
            let back = (today - read_day(typed, today, Leaning::Past).unwrap().date).whole_days();
            prop_assert!((1..=7).contains(&ahead) && (1..=7).contains(&back));
        }
    }
}
