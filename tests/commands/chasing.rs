//! What is chased, and what no more: offers, PIs, deposits, goods and complaints, from the shell, day by day in June 2026.

use crate::program::{Done, Folder};

/// A customer who was quoted on 1 June, by e-mail.
fn quoted() -> Folder {
    let folder = Folder::new();
    at(&folder, 1, &["add", "Nova", "--contact", "Anna Schmidt"]);
    at(&folder, 1, &["quote", "Nova", "Cup FOB NINGBO USD 2.00/pc MOQ 1000 valid 30d"]);
    folder
}

fn at(folder: &Folder, day: u32, args: &[&str]) -> String {
    let now = format!("2026-{:02}-{:02}T09:00:00+08:00", 6 + (day - 1) / 30, (day - 1) % 30 + 1);
    let language: &[&str] = if args.contains(&"--lang") { &[] } else { &["--lang", "en"] };
    let done = Done::of(&mut folder.command_at(&now, &[language, args].concat()));
    assert_eq!(done.code, Some(0), "{args:?}: {}", done.err);
    done.out
}

fn check(folder: &Folder, day: u32, args: &[&str], seen: &[&str], unseen: &[&str]) {
    let text = at(folder, day, args);
    for part in seen {
        assert!(text.contains(part), "{part} is not in {args:?}:\n{text}");
    }
    for part in unseen {
        assert!(!text.contains(part), "{part} is in {args:?}:\n{text}");
    }
}

#[test]
fn once_a_pi_is_out_its_quotation_is_not_chased() {
    let folder = quoted();
    check(&folder, 4, &["today"], &["quote unanswered 3 days"], &[]);
    at(&folder, 4, &["pi", "Nova", "30/70", "--number", "U1"]);
    assert_eq!(at(&folder, 12, &["business", "quotations"]).matches("Cup").count(), 0);
    check(
        &folder,
        12,
        &["today"],
        &["HOT", "deposit USD 600.00 not paid", "ask when the deposit leaves"],
        &["quote"],
    );
    check(&folder, 12, &["message", "Nova"], &["invoice U1", "the payment of USD 600.00"], &["quotation"]);
}

#[test]
fn a_cancelled_order_leaves_nothing_to_chase_but_money_to_pay_back() {
    let folder = quoted();
    at(&folder, 2, &["pi", "Nova", "30/70", "--number", "U1", "--move"]);
    at(&folder, 5, &["pay", "Nova", "USD 600"]);
    at(&folder, 6, &["order", "Nova", "--change", "U1", "cancelled"]);
    check(&folder, 12, &["message", "Nova"], &[], &["invoice U1", "quotation of"]);
    check(&folder, 12, &["today"], &[], &["PI", "quote"]);
    check(&folder, 12, &["show", "Nova"], &["money to pay back"], &[]);
    assert_eq!(at(&folder, 12, &["business", "quotations"]).matches("Cup").count(), 0);
}

#[test]
fn a_part_payment_keeps_the_clock_and_a_reminder_asks_for_the_part_that_is_due() {
    let folder = quoted();
    at(&folder, 1, &["pi", "Nova", "USD 10,000 30/70", "--number", "L1"]);
    at(&folder, 20, &["pay", "Nova", "USD 100"]);
    check(&folder, 21, &["business", "balances"], &["USD 2,900.00", "20d"], &[]);
    let told = "there is USD 2,900.00 open, due on 1 June 2026, of USD 9,900.00 altogether";
    check(&folder, 21, &["message", "Nova", "--template", "balance_due"], &[told, "bank slip"], &[]);
}

#[test]
fn under_a_letter_of_credit_nothing_is_due_before_the_goods_have_left() {
    let folder = quoted();
    at(&folder, 1, &["pi", "Nova", "USD 10,000 L/C at sight", "--number", "L1"]);
    check(&folder, 12, &["business", "invoices"], &["USD 10,000.00"], &["over", "late"]);
    check(&folder, 12, &["message", "Nova"], &["draft of the L/C"], &["deposit"]);
    at(&folder, 13, &["order", "Nova"]);
    let shipment = at(&folder, 13, &["ship", "Nova", "sea ETD 20 June 30 days"]);
    check(&folder, 25, &["show", "Nova"], &["did it leave?"], &["payment overdue"]);
    at(&folder, 25, &["ship", "Nova", "--change", shipment.trim(), "--departed", "24 June"]);
    // Banks have 28 days for the documents.
    check(
        &folder,
        52,
        &["show", "Nova"],
        &["USD 10,000.00 due 22 Jul"],
        &["payment overdue", "did it leave?"],
    );
    check(&folder, 53, &["show", "Nova"], &["payment overdue"], &[]);
    check(&folder, 53, &["message", "Nova"], &["Payment is by L/C at sight"], &["bank slip"]);
}

#[test]
fn the_quotation_of_a_lost_customer_is_shown_where_it_is_asked_for() {
    let folder = quoted();
    let pipeline = ["pipeline"];
    check(&folder, 2, &["business"], &["Quotations 1", "Cup"], &[]);
    check(&folder, 2, &pipeline, &["USD 2,000"], &[]);
    at(&folder, 3, &["log", "Nova", "they bought elsewhere #lost"]);
    check(&folder, 3, &["business"], &["Quotations 0"], &["Cup"]);
    check(&folder, 3, &["business", "--lost"], &["Quotations 1", "Cup"], &[]);
    check(&folder, 3, &pipeline, &[], &["USD"]);
    at(&folder, 4, &["log", "Nova", "they ask again #negotiating"]);
    check(&folder, 4, &["business"], &["Quotations 1", "Cup"], &[]);
}

#[test]
fn a_complaint_without_a_reply_is_due_at_once() {
    let folder = quoted();
    at(&folder, 1, &["order", "Nova", "USD 2000", "--number", "A1"]);
    at(&folder, 2, &["log", "Nova", "mail> order confirmed @won next 20 June"]);
    check(&folder, 4, &["today"], &["Nobody is due today"], &[]);
    at(&folder, 4, &["feedback", "Nova", "complaint: 40 bags torn"]);
    check(&folder, 4, &["today"], &["Nova", "complained today"], &[]);
    check(&folder, 6, &["message", "Nova"], &["I am sorry"], &[]);
    at(&folder, 6, &["log", "Nova", "mail> we send new ones"]);
    check(&folder, 7, &["today"], &["Nobody is due today"], &[]);
}

#[test]
fn todays_list_says_how_many_who_are_not_due_want_a_look() {
    let folder = quoted();
    at(&folder, 2, &["log", "Nova", "they bought elsewhere #lost"]);
    let told = |day: u32, language: &str| {
        let now = format!("2026-06-{day:02}T09:00:00+08:00");
        let done = Done::of(&mut folder.command_at(&now, &["today", "--lang", language]));
        (done.out, done.err)
    };
    assert_eq!(told(3, "en"), ("Nobody is due today.\n".to_owned(), String::new()));
    at(&folder, 3, &["feedback", "Nova", "complaint: the sample was torn"]);
    let (out, err) = told(4, "en");
    assert_eq!(out, "Nobody is due today.\n");
    assert!(
        err.starts_with("1 customer not due wants a look: money, samples, offers, messages or complaints."),
        "{err}"
    );
    let (_, err) = told(4, "zh");
    assert!(err.starts_with("另有 1 个未到期客户要看：款项、样品、报价、来信或投诉。"), "{err}");
    // Whoever is due comes first, and the line stays.
    at(&folder, 4, &["add", "Acme"]);
    at(&folder, 4, &["log", "Acme", "mail< what is the price?"]);
    let (out, err) = told(5, "en");
    assert!(out.contains("Acme") && err.starts_with("1 customer not due"), "{out}{err}");
}

#[test]
fn of_several_deposits_that_never_came_the_oldest_is_named() {
    let folder = quoted();
    at(&folder, 2, &["pi", "Nova", "USD 1,000 30/70", "--number", "U1"]);
    check(&folder, 12, &["show", "Nova"], &["deposit USD 300.00 not paid, 10 days"], &["more PI"]);
    at(&folder, 3, &["pi", "Nova", "USD 2,000 30/70", "--number", "U2"]);
    let two = "deposit USD 300.00 of U1 not paid, 10 days; 1 more PI too";
    check(&folder, 12, &["show", "Nova"], &[&format!("deposit not paid  {two}"), two], &[]);
    at(&folder, 4, &["pi", "Nova", "USD 4,000 30/70", "--number", "U3"]);
    let three = "deposit USD 300.00 of U1 not paid, 10 days; 2 more PIs too";
    check(&folder, 12, &["show", "Nova"], &[three], &[]);
    check(&folder, 12, &["today", "--json"], &[three], &[]);
    check(
        &folder,
        12,
        &["--lang", "zh", "show", "Nova"],
        &["U1 定金 USD 300.00 未付，已 10 天；另有 2 张 PI 未付"],
        &[],
    );
}
