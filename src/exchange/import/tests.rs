//! Whole files: planned, committed to a store in memory, and planned again.

mod idempotence;

use super::*;
use crate::domain::likeness::Likeness;
use crate::domain::stage::DEFAULT_STAGES;
use crate::domain::{Cause, Channel, Customer, Direction, Edit, Grade, Interaction, Origin, Record};
use crate::exchange::doubles::Other;
use crate::exchange::problem::Reason;
use std::collections::HashMap;
use time::macros::date;

/// Committed records, as a store holds them.
struct Shop {
    now: Moment,
    stages: Stages,
    ids: IdMint,
    dossiers: HashMap<CustomerId, Dossier>,
}

impl Shop {
    fn new() -> Self {
        Self {
            now: Moment::parse("2026-06-05T09:00:00+08:00").unwrap(),
            stages: Stages::parse(DEFAULT_STAGES).unwrap(),
            ids: IdMint::new(1),
            dossiers: HashMap::new(),
        }
    }

    fn try_plan(&mut self, bytes: &[u8]) -> Result<ImportPlan, ImportError> {
        let mut existing: Vec<Summary> = self.dossiers.values().map(Summary::of).collect();
        existing.sort_by_key(|summary| summary.id);
        let dossier = |id| self.dossiers.get(&id).cloned();
        let context = ImportContext {
            now: self.now,
            author: "me",
            stages: &self.stages,
            existing: &existing,
            dossier: &dossier,
        };
        plan("table.csv", bytes, context, &mut self.ids)
    }

    fn plan(&mut self, bytes: impl AsRef<[u8]>) -> ImportPlan {
        self.try_plan(bytes.as_ref()).unwrap()
    }

    /// Plans and commits; every edit must know the record that it replaces.
    fn import(&mut self, bytes: impl AsRef<[u8]>) -> ImportPlan {
        let plan = self.plan(bytes);
        for edit in plan.change.iter().flat_map(|change| &change.edits) {
            self.commit(edit);
        }
        plan
    }

    fn commit(&mut self, edit: &Edit) {
        assert!(!edit.is_idle(), "{edit:?}");
        let id = edit.customer().unwrap();
        let before = self
            .dossiers
            .get(&id)
            .and_then(|dossier| dossier.records().find(|record| Some(record.id()) == edit.record_id()));
        assert_eq!(before, edit.before);
        match &edit.after {
            Some(Record::Customer(card)) if before.is_none() => {
                self.dossiers.insert(id, Dossier::new((**card).clone()));
            }
            _ => assert!(self.dossiers.get_mut(&id).unwrap().apply(edit)),
        }
    }

    /// A person alters a card.
    fn edit(&mut self, company: &str, alter: impl Fn(&mut Customer)) {
        let before = self.get(company).customer.clone();
        let mut card = before.clone();
        alter(&mut card);
        self.commit(&Edit::update(before, card));
    }

    fn get(&self, company: &str) -> &Dossier {
        let mut found = self.dossiers.values().filter(|dossier| dossier.customer.company == company);
        let dossier = found.next().unwrap_or_else(|| panic!("no {company}"));
        assert!(found.next().is_none(), "two of {company}");
        dossier
    }
}

fn reasons(plan: &ImportPlan) -> Vec<(u64, &str, &str, Reason)> {
    let reason = |it: &'_ RowProblem| it.reason.clone();
    plan.problems.iter().map(|it| (it.line, it.heading.as_str(), it.value.as_str(), reason(it))).collect()
}

const DAILY: &[u8] = include_bytes!("../../../tests/fixtures/import/daily.csv");
const CUSTOMERS: &[u8] = include_bytes!("../../../tests/fixtures/import/customers-gb18030.csv");
const CONTACTS: &[u8] = include_bytes!("../../../tests/fixtures/import/contacts-semicolon-bom.csv");
const LOG: &[u8] = include_bytes!("../../../tests/fixtures/import/log-utf16.txt");

#[test]
fn the_daily_table_becomes_customers_contacts_and_next_steps() {
    let mut shop = Shop::new();
    let plan = shop.import(DAILY);
    assert_eq!(plan.problems, []);
    assert_eq!(plan.counts, Counts { new: 3, without_direction: 2, ..Counts::default() });
    let change = plan.change.unwrap();
    assert_eq!((change.cause, change.edits.len()), (Cause::Imported, 9));
    let abc = shop.get("ABC Ltd.");
    let follow_up = abc.follow_up.as_ref().unwrap();
    assert_eq!(follow_up.date, Some(date!(2026 - 06 - 05)));
    assert_eq!(follow_up.action, "send a reminder of the quote");
    let entry = abc.interactions().next().unwrap();
    assert_eq!(entry.at.to_string(), "2026-06-01T12:00:00+08:00");
    assert_eq!(
        (entry.channel, entry.direction, entry.origin),
        (Channel::Other, Direction::Out, Origin::Imported)
    );
    assert_eq!((entry.summary.as_str(), entry.author.as_str()), ("quoted, no answer", "me"));
    assert_eq!(entry.next_date, Some(date!(2026 - 06 - 05)));
    assert_eq!(shop.get("XYZ GmbH").stage().as_str(), "awaiting_feedback");
    assert_eq!(shop.get("XYZ GmbH").follow_up.as_ref().unwrap().date, Some(date!(2026 - 06 - 04)));
    assert_eq!(shop.get("GlobalBuy").stage().as_str(), "won");
}

#[test]
fn next_dates_of_an_old_table_stay_in_its_year() {
    let mut shop = Shop::new();
    shop.import("customer,last contact,next date\nABC,2024-12-28,5 January\n");
    assert_eq!(shop.get("ABC").follow_up.as_ref().unwrap().date, Some(date!(2025 - 01 - 05)));
}

#[test]
fn a_chinese_table_in_gb18030_is_read_whole() {
    let mut shop = Shop::new();
    let plan = shop.import(CUSTOMERS);
    assert_eq!((plan.encoding, plan.delimiter), ("gb18030", ','));
    let found = shop.get("Nordlicht Handels GmbH");
    let card = &found.customer;
    assert_eq!(card.aliases, ["北光"]);
    assert_eq!((card.country.unwrap().code(), card.city.as_str()), ("DE", "汉堡"));
    assert_eq!(card.pinned_grade, Some(Grade::A));
    assert_eq!(card.tags, ["price-sensitive", "high-potential"]);
    assert_eq!(card.products, ["纸盒", "彩盒"]);
    assert_eq!((card.source.as_str(), card.owner.as_str()), ("广交会", "李雷"));
    assert_eq!(card.note, "喜欢邮件\n周五不接电话\n最小起订量: 5000");
    let anna = card.main_contact().unwrap();
    assert_eq!((anna.name.as_str(), anna.title.as_str()), ("Anna Schmidt", "采购经理"));
    assert_eq!(anna.phones, ["+49 40 1234567"]);
    assert_eq!(anna.whatsapp, ["+49 171 1234567"]);
    assert_eq!(found.stage().as_str(), "quoted");
    assert_eq!(found.follow_up.as_ref().unwrap().date, Some(date!(2026 - 06 - 08)));
}

#[test]
fn what_is_not_understood_is_reported_and_kept() {
    use crate::domain::day_input::DayError;
    let mut shop = Shop::new();
    let plan = shop.import(CUSTOMERS);
    assert_eq!(
        reasons(&plan),
        [
            (5, "客户等级", "重点", Reason::NotUnderstood),
            (5, "邮箱", "chidi(at)lagos.example", Reason::NoEmail),
            (5, "电话", "8.61E+12", Reason::CutNumber),
            (5, "下次跟进时间", "2026/6/31", Reason::NoDate(DayError::NoSuchDay)),
            (6, "公司名称", "法国, Marie, marie@example.fr", Reason::NoCompany),
        ]
    );
    assert_eq!(plan.counts, Counts { new: 2, refused: 1, ..Counts::default() });
    assert_eq!(
        shop.get("Lagos Packaging Ltd").customer.note,
        "客户等级: 重点\n邮箱: chidi(at)lagos.example\n电话: 8.61E+12\n下次跟进时间: 2026/6/31"
    );
}

#[test]
fn several_contacts_and_addresses_are_told_apart() {
    let mut shop = Shop::new();
    let plan = shop.import(CONTACTS);
    assert_eq!((plan.delimiter, plan.problems.as_slice()), (';', [].as_slice()));
    let card = &shop.get("Café \"Zoë\" S.A.").customer;
    assert_eq!(card.city, "Lyon");
    assert_eq!(card.note, "line one\nline two");
    let people: Vec<_> = card.contacts.iter().map(|it| (it.name.as_str(), it.emails.join(" "))).collect();
    assert_eq!(people, [("Zoë Durand", "zoe@cafe.example".into()), ("Luc Petit", "luc@cafe.example".into())]);
    let nile = &shop.get("Nile Trade").customer.contacts;
    assert_eq!(nile[0].emails, ["omar@nile.example", "sales@nile.example"]);
    assert_eq!(plan.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 6]);
}

#[test]
fn a_log_of_one_buyer_becomes_one_timeline() {
    let mut shop = Shop::new();
    let plan = shop.import(LOG);
    assert_eq!((plan.encoding, plan.delimiter), ("UTF-16LE", '\t'));
    assert_eq!(plan.problems, []);
    let nile = shop.get("Nile Trade");
    let omar = nile.customer.main_contact().unwrap().id;
    let told =
        |it: &Interaction| (it.at.to_string(), it.channel, it.direction, it.contact, it.stage.0.clone());
    assert_eq!(
        nile.interactions().map(told).collect::<Vec<_>>(),
        [
            (
                "2026-06-04T15:20:00+08:00".into(),
                Channel::Whatsapp,
                Direction::In,
                Some(omar),
                "comparing".into()
            ),
            (
                "2026-06-03T12:00:00+08:00".into(),
                Channel::Email,
                Direction::In,
                Some(omar),
                "first_interest".into()
            ),
            ("2026-06-01T12:00:00+08:00".into(), Channel::Phone, Direction::Out, None, "developing".into()),
        ]
    );
    assert_eq!(nile.follow_up.as_ref().unwrap().action, "建议打样");
    assert_eq!(plan.counts, Counts { new: 1, added_to: 2, ..Counts::default() });
}

#[test]
fn a_quotation_mark_left_open_costs_its_line_alone() {
    let mut shop = Shop::new();
    let plan = shop.import("company,country\n\"6 inch pipes,DE\nABC,FR\n");
    assert_eq!(reasons(&plan), [(2, "", "\"6 inch pipes,DE", Reason::BrokenQuotes)]);
    assert_eq!(shop.get("ABC").customer.country.unwrap().code(), "FR");
}

#[test]
fn content_without_a_day_goes_to_the_note() {
    let mut shop = Shop::new();
    shop.import(
        "company,last contact,last content,next action\nABC,,asked for a price,call\nDEF,2027-01-01,x,\n",
    );
    let abc = shop.get("ABC");
    assert_eq!(abc.interactions().count(), 0);
    assert_eq!(abc.customer.note, "last content: asked for a price");
    let follow_up = abc.follow_up.as_ref().unwrap();
    assert_eq!((follow_up.date, follow_up.action.as_str()), (None, "call"));
    assert_eq!(shop.get("DEF").customer.note, "last contact: 2027-01-01\nlast content: x");
}

#[test]
fn namesakes_in_different_countries_are_different_customers() {
    let mut shop = Shop::new();
    let plan = shop.import("company,country,city\nABC,DE,Berlin\nabc.,,Bonn\nABC,US,\nABC,,Paris\n");
    assert_eq!(plan.counts, Counts { new: 2, added_to: 1, refused: 1, ..Counts::default() });
    assert_eq!(
        reasons(&plan),
        [
            (3, "city", "Bonn", Reason::KeptEarlier { kept: "Berlin".into() }),
            (5, "", "ABC", Reason::Ambiguous(vec!["ABC, DE".into(), "ABC, US".into()])),
        ]
    );
    let german = shop.dossiers.values().find(|it| it.customer.city == "Berlin").unwrap();
    assert_eq!(german.customer.note, "city: Bonn");
}

#[test]
fn a_known_customer_gets_what_is_missing_and_keeps_what_is_there() {
    let mut shop = Shop::new();
    shop.import("company,city,source,email,contact\nABC Ltd.,Berlin,,anna@abc.example,Anna\n");
    let plan = shop.import(
        "company,alias,city,source,email,contact,phone,tags\n\
         abc ltd,ABC,Bonn,fair,ANNA@abc.example,Anna Schmidt,+49 30 123456,VIP\n",
    );
    let (before, after) =
        (Reason::KeptYours { yours: "Berlin".into() }, Reason::KeptYours { yours: "Anna".into() });
    assert_eq!(reasons(&plan), [(2, "city", "Bonn", before), (2, "contact", "Anna Schmidt", after)]);
    let card = &shop.get("ABC Ltd.").customer;
    assert_eq!((card.city.as_str(), card.source.as_str(), card.note.as_str()), ("Berlin", "fair", ""));
    assert_eq!(
        (card.aliases.as_slice(), card.tags.as_slice()),
        (["ABC".to_owned()].as_slice(), ["VIP".to_owned()].as_slice())
    );
    assert_eq!(card.contacts.len(), 1);
    assert_eq!(card.contacts[0].phones, ["+49 30 123456"]);
    let RowResult::AddedTo(_, additions) = &plan.rows[0].result else { panic!("{:?}", plan.rows[0]) };
    assert_eq!(
        *additions,
        [Addition::Alias, Addition::Field(Field::Source), Addition::Tag, Addition::Address]
    );
}

#[test]
fn a_known_address_finds_the_customer_under_another_name() {
    let mut shop = Shop::new();
    shop.import("company,email\nABC Ltd.,anna@abc.example\n");
    shop.import("company,email\nABC International,Anna@ABC.example\n");
    assert_eq!(shop.get("ABC Ltd.").customer.aliases, ["ABC International"]);
}

#[test]
fn likely_doubles_are_told_and_come_in_all_the_same() {
    let mut shop = Shop::new();
    shop.import("company,website\nNova Papier GmbH,nova.example\n");
    let plan = shop.import(
        "company,phone,contact,email\nNova Papier,,,\nABC Ltd,+49 30 123456,Anna,\nXYZ,0049 30 123456,Bo,\nABC Ltd,,Cy,\n",
    );
    let told = plan.doubles.iter().map(|it| (it.line, it.company.as_str(), it.by, &it.other));
    let nova =
        Other::Known { id: shop.get("Nova Papier GmbH").customer.id, company: "Nova Papier GmbH".into() };
    let abc = Other::Line { line: 3, company: "ABC Ltd".into() };
    assert_eq!(
        told.collect::<Vec<_>>(),
        [(2, "Nova Papier", Likeness::Name, &nova), (4, "XYZ", Likeness::Phone, &abc)]
    );
    assert_eq!((plan.counts.new, plan.counts.added_to), (3, 1));
}

#[test]
fn a_contact_whose_direction_nothing_says_is_neither_ours_nor_theirs() {
    let mut shop = Shop::new();
    let plan = shop.import(
        "公司,上次联系,上次内容,沟通方式\n\
         甲,2026-06-01,微信问价,\n乙,2026-06-01,已报价,邮件\n丙,2026-06-01,报价 0.86 客户说贵,\n\
         丁,2026-06-01,样品 3 款,邮件\n丁,2026-06-02,样品已签收,邮件\n戊,2026-06-01,第一次沟通,电话\n",
    );
    assert_eq!(plan.counts.without_direction, 2);
    let summary = |company: &str| Summary::of(shop.get(company)).contact;
    let told = |company: &str| {
        let contact = summary(company);
        let last = contact.last.clone().unwrap();
        (last.channel, last.direction, contact.unanswered, contact.is_waiting())
    };
    assert_eq!(told("甲"), (Channel::Wechat, Direction::In, 0, true));
    assert_eq!(told("乙"), (Channel::Email, Direction::Out, 1, false));
    assert_eq!(told("丙"), (Channel::Other, Direction::In, 0, true));
    assert_eq!(told("丁"), (Channel::Email, Direction::Unknown, 0, false));
    assert_eq!(told("戊"), (Channel::Phone, Direction::Out, 0, false));
    let nobody_knows = summary("丁");
    assert_eq!((nobody_knows.count, nobody_knows.last_in, nobody_knows.last_out), (2, None, None));
    assert_eq!(nobody_knows.touches, []);
}

#[test]
fn a_newer_contact_moves_the_next_step_and_an_older_one_does_not() {
    let mut shop = Shop::new();
    let heading = "company,last contact,last content,next date,next action\n";
    shop.import(format!("{heading}ABC,2026-06-01,quoted,2026-06-05,chase\n"));
    shop.import(format!("{heading}ABC,2026-05-01,mailed,2026-05-08,call\n"));
    assert_eq!(shop.get("ABC").follow_up.as_ref().unwrap().action, "chase");
    shop.import(format!("{heading}ABC,2026-06-03,asked for a sample,2026-06-09,send it\n"));
    assert_eq!(shop.get("ABC").follow_up.as_ref().unwrap().action, "send it");
    assert_eq!(shop.get("ABC").interactions().count(), 3);
}

#[test]
fn a_file_without_a_company_column_says_what_it_has_and_what_would_do() {
    let error = Shop::new().try_plan(b"SKU,price\n1,2\n").unwrap_err();
    let text = error.to_string();
    assert!(text.contains("table.csv") && text.contains("SKU, price") && text.contains("公司名称"), "{text}");
}

#[test]
fn dates_with_the_year_at_the_end_follow_the_order_of_the_file() {
    let mut shop = Shop::new();
    let plan = shop.import("company,last contact\nABC,13/05/2026\nDEF,02/06/2026\n");
    assert_eq!((plan.day_order, plan.problems.as_slice()), (Some(DayOrder::DayFirst), [].as_slice()));
    assert_eq!(shop.get("DEF").interactions().next().unwrap().at.date(), date!(2026 - 06 - 02));
    let plan = shop.plan("company,last contact\nGHI,02/06/2026\n");
    assert_eq!(reasons(&plan), [(2, "last contact", "02/06/2026", Reason::UnclearDayOrder)]);
}

#[test]
fn thousands_of_rows_are_told_apart_and_known_again() {
    use std::fmt::Write as _;
    let mut shop = Shop::new();
    let mut text =
        String::from("公司名称,国家,联系人,邮箱,电话,上次联系,上次内容,阶段,下次跟进,下一步,其他\n");
    for n in 0..3_000 {
        let line =
            "德国 / 柏林,Anna,a@x.example,+49 30 123456,2026-06-01,已报价，未回复,已报价,2026-06-08,催一下,x";
        writeln!(text, "Company {n},{line}").unwrap();
    }
    assert_eq!(shop.import(&text).counts.new, 3_000);
    let again = shop.plan(&text);
    assert_eq!((again.change, again.counts.unchanged), (None, 3_000));
}

#[test]
fn a_german_table_is_read_with_its_types_and_stages() {
    let mut shop = Shop::new();
    let plan = shop.import(
        "Firma;Land;Kundentyp;Phase;Letzter Kontakt;Inhalt\n\
         Nova GmbH;Deutschland;Großhändler;Verhandlung;01.06.2026;Preis besprochen\n\
         Ost AG;Österreich;Hersteller;Angebot gesendet;02.06.2026;\n",
    );
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    let nova = shop.get("Nova GmbH");
    assert_eq!(nova.customer.kind, Some(crate::domain::CustomerType::Wholesaler));
    assert_eq!((nova.stage().as_str(), shop.get("Ost AG").stage().as_str()), ("negotiating", "quoted"));
    let said =
        |company: &str| shop.get(company).interactions().map(|it| it.summary.clone()).collect::<Vec<_>>();
    assert_eq!(said("Nova GmbH"), ["Preis besprochen"]);
    // A day without a word is told as it stands in the table.
    assert_eq!(said("Ost AG"), ["Letzter Kontakt: 02.06.2026"]);
    let again = shop.import("Firma;Letzter Kontakt;Inhalt\nOst AG;02.06.2026;\n");
    assert!(again.change.is_none(), "nothing twice");
}
