//! The trade's tables played through day by day: who is on the list of which day, from when on it is too late, and
//! which flags go up. Everything goes in and comes out through the shell.

use crate::program::{Done, Folder};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// A desk on which days go by.
struct Days {
    folder: Folder,
    ids: BTreeMap<String, String>,
    records: u32,
}

/// Nine in the morning of a day of June 2026; the first is a Monday, the 31st is the first of July.
fn morning(day: u32) -> String {
    let (month, day) = if day > 30 { (7, day - 30) } else { (6, day) };
    format!("2026-{month:02}-{day:02}T09:00:00+08:00")
}

impl Days {
    fn new() -> Self {
        Self { folder: Folder::new(), ids: BTreeMap::new(), records: 0 }
    }

    fn on(&self, day: u32, args: &[&str]) -> Done {
        Done::of(&mut self.folder.command_at(&morning(day), args))
    }

    fn add(&mut self, day: u32, company: &str, more: &[&str]) {
        let id = self.on(day, &[&["add", company], more].concat()).succeeded();
        self.ids.insert(company.to_owned(), id.trim().to_owned());
    }

    fn log(&self, day: u32, company: &str, line: &str) {
        self.on(day, &["log", company, line]).succeeded();
    }

    /// A business record, as an export would hold it; `fields` come after its ids.
    fn record(&mut self, day: u32, kind: &str, company: &str, fields: &str) {
        self.records += 1;
        let id = format!("019e954b-4a80-7000-8000-{:012x}", self.records);
        let line =
            format!("{{\"{kind}\":{{\"id\":\"{id}\",\"customer\":\"{}\",{fields}}}}}\n", self.ids[company]);
        let file = self.folder.beside("records.jsonl");
        fs::write(&file, format!("{{\"genjin\":\"export\",\"version\":1}}\n{line}")).unwrap();
        self.on(day, &["import", &file.display().to_string()]).succeeded();
    }

    fn sample(&mut self, day: u32, company: &str, sent: &str, arrival: &str) {
        let fields = format!(
            "\"number\":\"S-1\",\"what\":\"3 specs, grey-board\",\"sent_on\":\"{sent}\",\"courier\":\"DHL\",\
             \"tracking\":\"562729\",\"arrival\":{arrival},\"feedback\":\"\",\"feedback_on\":null,\"cost\":null,\
             \"charged\":false"
        );
        self.record(day, "sample", company, &fields);
    }

    fn quotation(&mut self, day: u32, company: &str, amount: u32) {
        let fields = format!(
            "\"date\":\"2026-06-{day:02}\",\"product\":\"Box {amount}\",\"incoterm\":\"fob\",\"place\":\"SHENZHEN\",\
             \"price\":{{\"amount\":{amount},\"decimals\":2,\"currency\":\"USD\"}},\"unit\":\"pc\",\"moq\":5000,\
             \"valid_until\":null,\"note\":\"\""
        );
        self.record(day, "quotation", company, &fields);
    }

    /// Today's rows by company; nobody may be there twice.
    fn today(&self, day: u32) -> BTreeMap<String, Value> {
        let list = self.on(day, &["today", "--json"]).json();
        let items = list["items"].as_array().unwrap();
        let rows: BTreeMap<_, _> =
            items.iter().map(|row| (row["company"].as_str().unwrap().to_owned(), row.clone())).collect();
        assert_eq!(rows.len(), items.len(), "somebody is there twice: {list}");
        for row in rows.values() {
            assert!(!row["reason"].as_str().unwrap().is_empty(), "a row without a reason: {row}");
            assert!(!row["channels"].as_array().unwrap().is_empty(), "nothing to reach them by: {row}");
        }
        rows
    }

    /// The first day on which somebody is on the list, and the first on which that is overdue. Whoever came
    /// onto the list has to stay.
    fn window(&self, company: &str, days: std::ops::RangeInclusive<u32>) -> (Option<u32>, Option<u32>) {
        let (mut first, mut late) = (None, None);
        for day in days {
            match self.today(day).get(company) {
                Some(row) => {
                    first = first.or(Some(day));
                    let overdue = row["overdue_days"].as_u64().unwrap() > 0;
                    late = late.or(overdue.then_some(day));
                }
                None => assert_eq!(first, None, "{company} slipped off the list on day {day}"),
            }
        }
        (first, late)
    }

    fn flags(&self, day: u32, company: &str) -> Vec<String> {
        let why = self.on(day, &["rules", "explain", company, "--json"]).json();
        why["flags"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    }

    fn class(&self, day: u32, company: &str) -> String {
        let why = self.on(day, &["rules", "explain", company, "--json"]).json();
        why["class"]["id"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    fn has_flag(&self, flag: &str, company: &str, day: u32, expected: bool) {
        let flags = self.flags(day, company);
        assert_eq!(
            flags.iter().any(|up| up == flag),
            expected,
            "{flag} of {company} on day {day}: {flags:?}"
        );
    }
}

#[test]
fn what_was_sent_answers_a_message_without_an_entry_in_the_log() {
    let mut days = Days::new();
    days.add(1, "Reply Ltd", &[]);
    days.log(1, "Reply Ltd", "mail< asked for a price #comparing");
    days.has_flag("answer_owed", "Reply Ltd", 4, true);
    let row = days.today(4)["Reply Ltd"].clone();
    assert_eq!(row["reason"], "waits for our answer 3 days");
    let quote = |day, line| {
        let done = days.on(day, &["quote", "Reply Ltd", line]);
        assert_eq!(done.code, Some(0), "{}", done.err);
    };
    quote(4, "box USD 0.86/pc");
    days.has_flag("answer_owed", "Reply Ltd", 5, false);
    assert_eq!(days.window("Reply Ltd", 5..=9), (Some(6), Some(8)));
    // They write on the day of the next quotation, after it.
    quote(9, "box USD 0.84/pc");
    days.log(9, "Reply Ltd", "mail< cheaper please");
    assert_eq!(days.today(11)["Reply Ltd"]["reason"], "waits for our answer 2 days");
}

#[test]
fn each_class_is_due_as_often_as_the_table_of_the_trade_says() {
    let mut days = Days::new();
    for (company, line) in [
        ("Hot Inquiry", "mail sent the offer #quoted"),
        ("Positive Reply", "mail< likes the catalogue #first_interest"),
        ("Broken Goods", "mail< the goods are broken #won"),
        ("Cold Silence", "mail first letter"),
        ("Old Friend", "mail first order closed #won"),
    ] {
        days.add(1, company, &[]);
        days.log(1, company, line);
    }
    days.log(1, "Positive Reply", "mail sent the price list");
    // The first day on the list, the first day too late, the class and the first channels.
    let check = |company: &str, class: &str, first: u32, late: u32, channels: &[&str]| {
        assert_eq!(days.class(2, company), class);
        assert_eq!(days.window(company, first - 1..=late), (Some(first), Some(late)), "{company}");
        let rows = days.today(first);
        let by: Vec<_> =
            rows[company]["channels"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(by, channels, "{company}");
    };
    check("Hot Inquiry", "hot", 3, 5, &["email", "whatsapp"]);
    check("Positive Reply", "potential", 8, 9, &["email", "linkedin"]);
    check("Cold Silence", "cold", 15, 23, &["email"]);
    check("Old Friend", "existing", 16, 32, &["email", "whatsapp"]);
    // Whoever wrote is due for an answer at once, whatever the cadence.
    assert_eq!(days.class(2, "Broken Goods"), "existing");
    assert_eq!(days.window("Broken Goods", 1..=3), (Some(1), Some(3)));
    days.log(3, "Broken Goods", "mail new ones are on their way");
    assert_eq!(days.window("Broken Goods", 4..=34), (Some(18), Some(34)));
}

#[test]
fn a_sample_is_asked_about_within_three_days_of_arrival_and_again_within_seven() {
    let mut days = Days::new();
    days.add(1, "Sample Co", &[]);
    days.log(1, "Sample Co", "sent the sample #sampling");
    days.sample(1, "Sample Co", "2026-06-01", "{\"confirmed\":\"2026-06-06\"}");
    assert_eq!(days.class(2, "Sample Co"), "sample");
    assert_eq!(days.window("Sample Co", 5..=10), (Some(6), Some(10)));
    days.has_flag("sample_unanswered_3", "Sample Co", 8, false);
    days.has_flag("sample_unanswered_3", "Sample Co", 9, true);
    days.log(9, "Sample Co", "asked whether it arrived");
    assert_eq!(days.window("Sample Co", 9..=14), (Some(11), Some(14)), "the second touch");
    days.log(12, "Sample Co", "asked once more");
    days.has_flag("sample_unanswered_7", "Sample Co", 13, true);
    assert_eq!(days.window("Sample Co", 12..=20), (Some(19), Some(20)), "then once a week");
    let shown = days.on(13, &["show", "Sample Co", "--json"]).json();
    assert!(shown.to_string().contains("562729"), "where did that sample go: {shown}");
    // The user typed no day of arrival: it is estimated.
    days.add(1, "Far Away", &[]);
    days.log(1, "Far Away", "sent the sample #sampling");
    days.sample(1, "Far Away", "2026-06-01", "null");
    assert_eq!(days.window("Far Away", 7..=8), (Some(8), None));
}

#[test]
fn only_a_contact_starts_the_cadence_anew_and_nothing_piles_up() {
    let mut days = Days::new();
    days.add(1, "Hot Inquiry", &[]);
    days.log(1, "Hot Inquiry", "sent the offer #quoted");
    // Entering once more and importing are no contacts; a quotation that was sent is one.
    assert_eq!(days.window("Hot Inquiry", 2..=4), (Some(3), None));
    days.quotation(2, "Hot Inquiry", 86);
    assert_eq!(days.window("Hot Inquiry", 2..=4), (Some(4), None));
    // After three weeks away there is one row, not seven.
    assert_eq!(days.today(25).len(), 1);
    days.log(25, "Hot Inquiry", "called, they were busy");
    assert!(days.today(25).is_empty() && days.today(26).is_empty());
    assert_eq!(days.window("Hot Inquiry", 26..=28), (Some(27), None));
    // An agreed date wins over the cadence.
    days.log(27, "Hot Inquiry", "they will decide >30.6 call them");
    assert_eq!(days.window("Hot Inquiry", 28..=31), (Some(30), Some(31)));
    days.log(30, "Hot Inquiry", "they bought elsewhere #lost");
    assert_eq!(days.window("Hot Inquiry", 30..=60), (None, None), "who is lost is never due");
}

#[test]
fn a_message_comes_before_a_date_that_was_set_earlier() {
    let mut days = Days::new();
    days.add(1, "Date Ltd", &[]);
    days.log(1, "Date Ltd", "mail first order closed #won >+20d offer new products");
    days.log(3, "Date Ltd", "mail<< the goods are broken");
    assert_eq!(days.window("Date Ltd", 3..=6), (Some(3), Some(5)));
    assert_eq!(days.today(4)["Date Ltd"]["reason"], "waits for our answer 1 day");
    let shown = days.on(4, &["show", "Date Ltd", "--json"]).json();
    assert_eq!(shown["customer"]["next"]["set_at"], morning(1));
    days.log(4, "Date Ltd", "mail we send new ones");
    assert_eq!(days.window("Date Ltd", 4..=23), (Some(21), Some(22)));
    assert_eq!(days.today(21)["Date Ltd"]["next_action"], "offer new products");
}

#[test]
fn a_closed_office_puts_a_follow_up_off_and_says_why() {
    let mut days = Days::new();
    days.add(3, "Jeddah Gifts", &["--country", "SA"]);
    days.log(3, "Jeddah Gifts", "sent the offer #quoted");
    // Two days later is Friday the 5th, which is the weekend there, as Saturday is.
    assert_eq!(days.window("Jeddah Gifts", 4..=8), (Some(7), Some(8)));
    let rows = days.today(7);
    let row = &rows["Jeddah Gifts"];
    assert_eq!((row["moved_from"].as_str(), row["day_off"].is_string()), (Some("2026-06-05"), true));
}

#[test]
fn what_goes_wrong_without_it_is_flagged_on_the_day() {
    let mut days = Days::new();
    days.add(1, "Quoted Often", &[]);
    days.log(1, "Quoted Often", "asked for a price #quoted");
    for (day, price) in [(1, 90), (3, 88), (5, 86)] {
        days.has_flag("quotes_no_progress", "Quoted Often", day, false);
        days.quotation(day, "Quoted Often", price);
    }
    days.has_flag("quotes_no_progress", "Quoted Often", 5, true);
    days.log(6, "Quoted Often", "wants a sample #sampling");
    days.has_flag("quotes_no_progress", "Quoted Often", 6, false);

    days.add(1, "Neglected", &[]);
    days.log(1, "Neglected", "sent the offer #quoted");
    days.has_flag("neglected_hot", "Neglected", 5, false);
    days.has_flag("neglected_hot", "Neglected", 6, true);
    days.has_flag("no_next_step", "Neglected", 2, true);

    days.add(1, "Pestered", &[]);
    for day in [1, 3, 5] {
        days.log(day, "Pestered", "mail have you seen our new products");
    }
    days.has_flag("pestered_cold", "Pestered", 5, true);
    days.has_flag("no_reply", "Pestered", 5, true);
    let rank = |company: &str| {
        let list = days.on(26, &["today", "--json"]).json();
        list["items"].as_array().unwrap().iter().position(|row| row["company"] == company)
    };
    assert!(rank("Neglected") < rank("Pestered"), "the hot one comes first");
    days.log(7, "Pestered", "mail< please send prices");
    days.has_flag("no_reply", "Pestered", 7, false);

    days.add(1, "Promised", &[]);
    days.log(1, "Promised", "they want drawings >6.4 send the drawings");
    days.has_flag("promise_late", "Promised", 4, false);
    days.has_flag("promise_late", "Promised", 5, true);

    let twice = days.on(1, &["add", "Neglected"]);
    assert!(twice.err.contains("has the same name; --anyway"), "who is who: {}", twice.err);
}

#[test]
fn the_daily_table_of_the_trade_is_worked_in_its_order() {
    let days = Days { folder: Folder::with_daily_table(), ids: BTreeMap::new(), records: 0 };
    assert_eq!(days.window("XYZ GmbH", 3..=5), (Some(4), Some(5)));
    assert_eq!(days.window("ABC Ltd.", 4..=6), (Some(5), Some(6)));
    assert_eq!(days.window("GlobalBuy", 19..=21), (Some(20), Some(21)));
    let rows = days.today(5);
    assert_eq!(rows["ABC Ltd."]["next_action"], "send a reminder of the quote");
    assert_eq!(rows["XYZ GmbH"]["next_action"], "ask for sample feedback");
}
