//! What holds for every text and every day.

use super::*;
use proptest::prelude::*;

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
                let again = read_day(found.typed, today, leaning);
                // Where today itself is out of all years, each says in its own way that there is no such day.
                let is_out = !(1900..=2199).contains(&today.year()) && found.when.is_err();
                prop_assert!(again == found.when || (is_out && again.is_err()), "{again:?} {:?}", found.when);
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
