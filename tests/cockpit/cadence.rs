//! The cadence of the trade played day by day on the screen: who comes onto today's list when, and when that is late.

use super::desk::Desk;
use genjin::app::settings::Language::{En, Zh};
use genjin::domain::CustomerId;

const USUAL: (u16, u16) = (120, 36);

/// Enters a customer and notes a contact, by keys.
fn enter(desk: &mut Desk, company: &str, line: &str) -> CustomerId {
    desk.press("n").press(company).press("<Ctrl-S>").press("l").press(line).press("<Enter>");
    desk.app.ledger.find(company, 1)[0]
}

/// The days after today on which a customer comes onto the list and on which it is late, seen on the screen.
fn days_of(desk: &mut Desk, id: CustomerId, late: &str) -> (Option<i64>, Option<i64>) {
    let (mut first, mut too_late) = (None, None);
    for day in 1..40 {
        desk.wait_days(1);
        let place = desk.app.ledger.agenda().iter().position(|due| *due == id);
        assert!(place.is_some() || first.is_none(), "off the list again on day {day}");
        if place.is_some() && first.is_none() {
            first = Some(day);
            let due = desk.app.ledger.due();
            desk.sees(&format!("1/{due}"));
        }
        if desk.app.ledger.days_overdue(id) > 0 {
            too_late = Some(day);
            desk.sees(late);
            break;
        }
    }
    (first, too_late)
}

#[test]
fn each_class_comes_when_the_table_says() {
    // The company, a contact, its label, and the days of the list and of being late.
    let rows = [
        ("Hot Inquiry", "mail sent the offer #quoted", "HOT", 2, 4),
        ("Positive Reply", "phone likes the catalogue #first_interest", "POT", 7, 8),
        ("Cold Silence", "mail first letter", "COLD", 14, 22),
        ("Old Friend", "mail first order closed #won", "EXST", 15, 31),
    ];
    for (company, line, label, first, too_late) in rows {
        let mut desk = Desk::empty(En, USUAL);
        let id = enter(&mut desk, company, line);
        desk.sees(label);
        assert_eq!(days_of(&mut desk, id, "1d late"), (Some(first), Some(too_late)), "{company}");
        desk.press("y").sees("What changes it").press("<Esc>");
        desk.press("r<Enter>").sees(company).press("<Esc>");
    }
}

#[test]
fn whoever_wrote_is_on_the_list_until_they_have_their_answer() {
    for (language, waits, late) in
        [(En, "they wrote today, answer owed", "1d late"), (Zh, "对方今天来信，待回复", "逾期 1 天")]
    {
        let mut desk = Desk::empty(language, USUAL);
        let id = enter(&mut desk, "Old Friend", "mail first order closed #won");
        desk.wait_days(4).press("lmail<< the goods are broken<Enter>");
        assert_eq!(desk.app.ledger.agenda(), [id], "on the same day");
        desk.press("<Home>").sees(waits);
        assert_eq!(days_of(&mut desk, id, late), (Some(1), Some(2)));
        desk.press("lmail we send new ones<Enter>");
        assert!(desk.app.ledger.agenda().is_empty());
    }
}

#[test]
fn who_waits_for_an_answer_behind_an_agreed_date_is_in_the_review() {
    let mut desk = Desk::empty(En, USUAL);
    let line = "mail<< first order closed, the goods are broken #won >+20d offer new products";
    let id = enter(&mut desk, "Old Friend", line);
    desk.wait_days(2);
    assert!(desk.app.ledger.agenda().is_empty(), "the agreed date stands");
    desk.press("r").sees("money, samples, answers 1").press("<Enter>").sees("! answer owed");
    assert_eq!(desk.app.shown(), Some(id));
}

#[test]
fn who_writes_after_a_date_was_set_is_due_for_an_answer_and_then_the_date_stands_again() {
    for (language, waits) in [(En, "they wrote today, answer owed"), (Zh, "对方今天来信，待回复")] {
        let mut desk = Desk::empty(language, USUAL);
        let id = enter(&mut desk, "Old Friend", "mail first order closed #won >+20d offer new products");
        let agreed = desk.app.ledger.row(id).unwrap().assessment.due.unwrap();
        desk.wait_days(4).press("lmail<< the goods are broken<Enter>");
        assert_eq!(desk.app.ledger.agenda(), [id], "on the same day");
        // The row is about the message, not about what was agreed.
        desk.press("<F6>").sees(waits);
        assert_eq!(desk.app.ledger.row(id).unwrap().agreed_action(), None);
        desk.press("lmail we send new ones<Enter>");
        let row = desk.app.ledger.row(id).unwrap();
        assert_eq!((row.assessment.due, row.agreed_action()), (Some(agreed), Some("offer new products")));
        // What was put off is set anew.
        desk.press("lmail<< when?<Enter>s+9d<Enter>");
        assert!(desk.app.ledger.agenda().is_empty());
    }
}

#[test]
fn a_sample_is_asked_about_from_its_arrival_on_and_again() {
    for (language, late) in [(En, "1d late"), (Zh, "逾期 1 天")] {
        let mut desk = Desk::empty(language, USUAL);
        let id = enter(&mut desk, "Sample Co", "mail sent the sample #sampling");
        desk.press("bsDHL 562729 3 specs grey board<Ctrl-S><Esc>");
        let sample = desk.app.ledger.row(id).unwrap().summary.deals.open_sample.unwrap();
        assert_eq!(sample.arrival, None, "no country, so the rules say how long it travels");
        let arrival = 7;
        assert_eq!(days_of(&mut desk, id, late), (Some(arrival), Some(arrival + 4)));
        desk.press("l").press("asked whether it arrived").press("<Enter>");
        // That was in the second window, of the days 4 to 7; from here on once a week.
        let due = desk.app.ledger.row(id).unwrap().assessment.due.unwrap();
        assert_eq!((due.by - sample.sent_on).whole_days(), arrival + 4 + 7, "{due:?}");
    }
}

#[test]
fn a_contact_starts_it_anew_and_a_lost_customer_is_never_due() {
    let mut desk = Desk::empty(En, USUAL);
    let id = enter(&mut desk, "Hot Inquiry", "mail sent the offer #quoted");
    desk.wait_days(3);
    assert_eq!(desk.app.ledger.agenda(), [id]);
    desk.press("lwrote once more<Enter>");
    assert!(desk.app.ledger.agenda().is_empty());
    desk.wait_days(2);
    assert_eq!(desk.app.ledger.agenda(), [id]);
    desk.press("lbought elsewhere #lost<Enter>").wait_days(200);
    assert!(desk.app.ledger.agenda().is_empty());
}
