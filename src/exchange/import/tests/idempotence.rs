//! Importing the same file twice adds nothing, whatever is in it and whatever happened in between.

use super::*;
use crate::domain::FollowUp;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

#[test]
fn importing_a_file_twice_adds_nothing() {
    for file in [DAILY, CUSTOMERS, CONTACTS, LOG] {
        let mut shop = Shop::new();
        let rows = shop.import(file).rows.len();
        let again = shop.plan(file);
        assert_eq!(again.change, None);
        assert_eq!(again.counts.unchanged + again.counts.refused, rows);
    }
}

#[test]
fn several_persons_in_one_cell_are_found_again() {
    let file = "company;contact;email;phone\n\
                ABC;\"Anna; Bernd\";\"anna@abc.example; bernd@abc.example\";\"+49 30 123456; +49 30 123457\"\n\
                DEF;\"Anna; Anna Gross; Bernd\";info@def.example;\n";
    let mut shop = Shop::new();
    shop.import(file);
    let persons = |shop: &Shop, company: &str| {
        let contacts = shop.get(company).customer.contacts.clone();
        contacts.into_iter().map(|it| (it.name, it.emails.join(" "))).collect::<Vec<_>>()
    };
    let told = |name: &str, email: &str| (name.to_owned(), email.to_owned());
    assert_eq!(persons(&shop, "ABC"), [told("Anna", "anna@abc.example"), told("Bernd", "bernd@abc.example")]);
    assert_eq!(shop.plan(file).change, None);
}

#[test]
fn importing_again_after_people_have_worked_adds_nothing() {
    let file = "company,country,contact,email,last contact,last content,stage,next date,next action,MOQ\n\
                ABC,DE,Anna,anna@abc.example,2026-06-01,quoted,quoted,2026-06-05,chase,5000\n";
    let check = |what: &str, alter: &dyn Fn(&mut Customer)| {
        let mut shop = Shop::new();
        shop.import(file);
        shop.edit("ABC", alter);
        assert_eq!(shop.plan(file).change, None, "{what}");
    };
    check("nothing", &|card| card.city = "Berlin".into());
    check("renamed, the old name kept", &|card| {
        card.aliases.push(std::mem::replace(&mut card.company, "ABC International".into()));
        card.aliases.dedup();
    });
    check("country corrected", &|card| card.country = crate::domain::Country::find("CH"));
    check("contact renamed", &|card| card.contacts[0].name = "Anna Schmidt".into());
    check("contact renamed altogether", &|card| card.contacts[0].name = "Berta".into());
    check("note altered", &|card| card.note = "MOQ: 10000".into());
    check("note extended", &|card| card.note.push_str("\npays late"));
}

#[test]
fn a_reworded_entry_and_a_finished_next_step_do_not_come_back() {
    let file = "company,last contact,last content,next date,next action\n\
                ABC,2026-06-01,quoted,2026-06-05,chase\nDEF,,,2026-06-04,call\n";
    let mut shop = Shop::new();
    shop.import(file);
    let entry = shop.get("ABC").interactions().next().unwrap().clone();
    let reworded = Interaction { summary: "quoted FOB 0.86".into(), ..entry.clone() };
    shop.commit(&Edit::update(entry.clone(), reworded));
    let step: FollowUp = shop.get("ABC").follow_up.clone().unwrap();
    shop.commit(&Edit::remove(step));
    let step: FollowUp = shop.get("DEF").follow_up.clone().unwrap();
    let customer = step.customer;
    shop.commit(&Edit::remove(step));
    let id = crate::domain::InteractionId(shop.ids.mint(shop.now));
    let done =
        Interaction { id, customer, at: shop.now, summary: "called".into(), origin: Origin::Typed, ..entry };
    shop.commit(&Edit::create(done));

    let again = shop.plan(file);
    assert_eq!(again.change, None);
    assert_eq!(
        reasons(&again),
        [
            (2, "last content", "quoted", Reason::KeptYours { yours: "quoted FOB 0.86".into() }),
            (3, "next action", "call", Reason::ContactedSince(date!(2026 - 06 - 05))),
        ]
    );
}

#[test]
fn rows_added_to_a_file_are_all_that_a_second_import_adds() {
    let first = "company,last contact,last content\nABC,2026-06-01,quoted\n";
    let mut shop = Shop::new();
    shop.import(first);
    let plan = shop.import(format!("{first}ABC,2026-06-01,also called\nDEF,2026-06-02,mailed\n"));
    assert_eq!(
        plan.counts,
        Counts { new: 1, added_to: 1, unchanged: 1, without_direction: 1, ..Counts::default() }
    );
    assert_eq!(shop.get("ABC").interactions().count(), 2);
}

/// Few values a column, so that rows meet in every way.
fn table() -> impl Strategy<Value = String> {
    let cell = |values: &'static [&'static str]| prop::sample::select(values);
    let row = (
        cell(&["ABC", "abc.", "DEF", "Gamma Co", "客户", ""]),
        cell(&["", "", "ABC", "G"]),
        cell(&["", "DE", "US", "Atlantis"]),
        cell(&["", "Berlin", "Bonn"]),
        (cell(&["", "Anna", "Anna Schmidt", "Ben"]), cell(&["", "a@x.de", "b@x.de", "a@x.de; b@x.de", "no"])),
        cell(&["", "+49 30 123456", "0049 30 123456"]),
        (cell(&["", "2026-06-01", "2026-06-03", "never"]), cell(&["", "quoted", "called"])),
        cell(&["", "quoted", "won", "what"]),
        (cell(&["", "2026-06-02", "2026-06-09"]), cell(&["", "chase", "call"])),
        (cell(&["", "5000", "100"]), cell(&["", "likes blue", "5000"]), cell(&["", "A", "B", "x"])),
    );
    prop::collection::vec(row, 0..9).prop_map(|rows| {
        let mut text = String::from(
            "company,alias,country,city,contact,email,phone,last contact,last content,stage,next date,next action,\
             MOQ,note,grade\n",
        );
        for (company, alias, country, city, (name, email), phone, (day, said), stage, (next, action), rest) in rows {
            let (moq, note, grade) = rest;
            let cells = [
                company, alias, country, city, name, email, phone, day, said, stage, next, action, moq, note, grade,
            ];
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(5), ..ProptestConfig::default() })]

    #[test]
    fn any_table_imported_twice_adds_nothing(before in table(), text in table()) {
        let mut shop = Shop::new();
        shop.import(before);
        shop.import(&text);
        let again = shop.plan(&text);
        prop_assert!(again.change.is_none(), "{text}\n{:#?}\n{:#?}", again.change, again.rows);
    }

    #[test]
    fn the_inverse_takes_an_import_back(before in table(), text in table()) {
        let mut shop = Shop::new();
        shop.import(before);
        let kept = shop.dossiers.clone();
        if let Some(change) = shop.import(&text).change {
            let (id, at) = (change.id, change.at);
            for edit in change.inverse(id, at, String::new(), Cause::Undid(id)).edits {
                let customer = edit.customer().unwrap();
                if !shop.dossiers.get_mut(&customer).unwrap().apply(&edit) {
                    shop.dossiers.remove(&customer);
                }
            }
        }
        prop_assert_eq!(shop.dossiers, kept);
    }
}
