//! From headings to columns: which field each heading of a table means.
//!
//! Headings are compared without case, width, spaces and marks. What they can be called is one table
//! in `heading/names.rs`.

mod names;

use super::column::{ColumnReading, Field, PersonPart, TakenFor};
use crate::domain::text::{clean_line, fold_name, half_width};
use names::{Meaning, Rank};
use std::collections::{HashMap, HashSet};

pub use names::company_names;

/// How many headings of a line are understood, if one of them is a company's name.
///
/// Zero means that the line is no heading line.
pub fn score(cells: &[&str]) -> usize {
    let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let meanings: Vec<_> = cells.iter().filter_map(|cell| Heading::read(cell)).collect();
    let company = meanings.iter().any(|heading| heading.meaning.field == Field::Company);
    // A single recognised word may be a title; but a table may also have one column only.
    if company && (meanings.len() >= 2 || filled == 1) { meanings.len() } else { 0 }
}

/// Reads a heading line.
pub fn read_columns(cells: &[&str]) -> Vec<ColumnReading> {
    let mut headings: Vec<_> = cells.iter().map(|cell| Heading::read(cell)).collect();
    number_persons(&mut headings);
    settle(&mut headings, Field::Company, Field::Person(0, PersonPart::Name));
    settle(&mut headings, Field::Country, Field::City);

    let mut best: HashMap<Field, Rank> = HashMap::new();
    for meaning in headings.iter().flatten().map(|heading| heading.meaning) {
        let rank = best.entry(meaning.field).or_insert(meaning.rank);
        *rank = meaning.rank.max(*rank);
    }
    let mut taken: HashSet<Field> = HashSet::new();
    let mut columns = Vec::with_capacity(cells.len());
    for (cell, heading) in cells.iter().zip(headings) {
        let field = heading.map(|heading| heading.meaning).filter(|meaning| {
            let wins = best.get(&meaning.field) == Some(&meaning.rank) && taken.insert(meaning.field);
            wins || meaning.field.is_list()
        });
        let heading = clean_line(cell);
        let taken_for = match field {
            Some(meaning) => TakenFor::Field(meaning.field),
            None if heading.is_empty() => TakenFor::Nothing,
            None => TakenFor::Note,
        };
        columns.push(ColumnReading { heading, taken_for });
    }
    columns
}

/// A heading that is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Heading {
    meaning: Meaning,
    /// The name by which it was found, to count how often it is there.
    name: String,
    /// The number in it, as in `Contact 2`.
    number: Option<usize>,
}

impl Heading {
    /// Tries the whole heading, then without what is in brackets, then without a number, then the parts
    /// of a heading in two languages.
    fn read(cell: &str) -> Option<Self> {
        let text: String = clean_line(cell).chars().map(half_width).collect();
        let bare = without_brackets(&text);
        let found = [text.as_str(), bare.as_str()].into_iter().find_map(Self::find);
        found
            .or_else(|| bare.split(['/', '|', '\\']).find_map(Self::find))
            // Chinese puts the head word last: 客户Email is an e-mail address.
            .or_else(|| scripts(&bare).iter().rev().find_map(|part| Self::find(part)))
    }

    fn find(text: &str) -> Option<Self> {
        let whole = fold_name(text);
        let (name, number) = match names::meaning(&whole) {
            Some(_) => (whole, None),
            None => split_number(&whole),
        };
        names::meaning(&name).map(|meaning| Self { meaning, name, number })
    }
}

/// `contact2email` is `contactemail` and 2.
fn split_number(name: &str) -> (String, Option<usize>) {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let rest = name.chars().filter(|c| !c.is_ascii_digit()).collect();
    (rest, digits.parse().ok())
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut rest = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '【' => depth += 1,
            ')' | ']' | '}' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 => rest.push(c),
            _ => {}
        }
    }
    rest
}

/// Runs of ASCII and of other characters: `Company Name 公司名称` has two.
fn scripts(text: &str) -> Vec<String> {
    let mut parts: Vec<(bool, String)> = Vec::new();
    for c in text.chars() {
        match parts.last_mut() {
            Some((ascii, part)) if *ascii == c.is_ascii() => part.push(c),
            _ => parts.push((c.is_ascii(), c.to_string())),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Gives columns of persons to the person they belong to.
///
/// The number in the heading says whose they are, or else how often the same heading stood before. Only
/// a person with a name column of their own counts: `Phone 2` without a second name is a second number.
fn number_persons(headings: &mut [Option<Heading>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut named: HashSet<usize> = HashSet::new();
    for heading in headings.iter_mut().flatten() {
        if let Field::Person(person, part) = &mut heading.meaning.field {
            let before = seen.entry(heading.name.clone()).or_default();
            *person = heading.number.filter(|number| (1..=20).contains(number)).map_or(*before, |it| it - 1);
            *before += 1;
            if *part == PersonPart::Name {
                named.insert(*person);
            }
        }
    }
    for heading in headings.iter_mut().flatten() {
        if let Field::Person(person, part) = &mut heading.meaning.field
            && *part != PersonPart::Name
            && !named.contains(person)
        {
            *person = 0;
        }
    }
}

/// Where several headings could mean one field, the surer one does; a vague one then means `otherwise`,
/// unless another column says that already.
///
/// `customer` is the company where nothing else is, but a person beside a `company` column.
fn settle(headings: &mut [Option<Heading>], field: Field, otherwise: Field) {
    let fields = || headings.iter().flatten().map(|heading| heading.meaning);
    let best = fields().filter(|meaning| meaning.field == field).map(|meaning| meaning.rank).max();
    if fields().any(|meaning| meaning.field == otherwise) {
        return;
    }
    let vague = headings.iter_mut().flatten().find(|heading| {
        heading.meaning.field == field
            && heading.meaning.rank < Rank::Sure
            && Some(heading.meaning.rank) < best
    });
    if let Some(heading) = vague {
        heading.meaning = Meaning { field: otherwise, rank: Rank::Sure };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use super::{Field::*, PersonPart::*};

    fn fields(headings: &[&str]) -> Vec<Option<Field>> {
        let field = |column: ColumnReading| match column.taken_for {
            TakenFor::Field(field) => Some(field),
            _ => None,
        };
        read_columns(headings).into_iter().map(field).collect()
    }

    #[test]
    fn headings_of_the_trade_are_understood() {
        let check = |heading: &str, expected: Field| {
            assert_eq!(fields(&[heading]), [Some(expected)], "{heading}");
        };
        check("公司名称", Company);
        check("客户名称", Company);
        check("客户公司名", Company);
        check("客户", Company);
        check("Customer", Company);
        check("Company Name*", Company);
        check("公司名称（必填）", Company);
        check("公司名称 Company Name", Company);
        check("Firma", Company);
        check("Kunde", Company);
        check("Land", Country);
        check("Ort", City);
        check("Ansprechpartner", Person(0, Name));
        check("Telefon", Person(0, Phone));
        check("E-Mail-Adresse", Person(0, Email));
        check("Nächster Kontakt", NextDate);
        check("Letzter Kontakt", LastContact);
        check("Bemerkungen", Note);
        check("Inhalt", LastContent);
        check("Phase", Stage);
        check("Stufe", Stage);
        check("最近内容", LastContent);
        check("最近联系内容", LastContent);
        check("Last note", LastContent);
        check("简称", Alias);
        check("国家/地区", Country);
        check("国家／地区", Country);
        check("地区", Country);
        check("城市", City);
        check("客户来源", Source);
        check("客户类型", Kind);
        check("客户等级", Grade);
        check("客户价值评级", Grade);
        check("客户阶段", Stage);
        check("当前阶段", Stage);
        check("标签", Tags);
        check("联系人", Person(0, Name));
        check("职位", Person(0, Title));
        check("E-mail", Person(0, Email));
        check("客户Email", Person(0, Email));
        check("手机", Person(0, Phone));
        check("Tel.", Person(0, Phone));
        check("WhatsApp 号", Person(0, Whatsapp));
        check("微信", Person(0, Wechat));
        check("LinkedIn 链接", Person(0, Linkedin));
        check("官网", Website);
        check("主营产品", Products);
        check("意向产品", Products);
        check("付款方式", PaymentTerms);
        check("付款习惯", PaymentHabit);
        check("潜力(1-5)", Potential);
        check("跟进人", Owner);
        check("备注", Note);
        check("创建时间", Created);
        check("上次联系", LastContact);
        check("last contact", LastContact);
        check("LAST_CONTACT", LastContact);
        check("last content", LastContent);
        check("内容摘要", LastContent);
        check("沟通方式", Channel);
        check("方向", Direction);
        check("下次跟进时间", NextDate);
        check("Next follow-up (date)", NextDate);
        check("下一步动作", NextAction);
        check("next action", NextAction);
        check("目标", Goal);
    }

    #[test]
    fn a_vague_heading_gives_way_to_a_sure_one() {
        assert_eq!(fields(&["客户", "公司"]), [Some(Person(0, Name)), Some(Company)]);
        assert_eq!(fields(&["Name", "Customer"]), [Some(Person(0, Name)), Some(Company)]);
        assert_eq!(fields(&["客户", "公司", "联系人"]), [None, Some(Company), Some(Person(0, Name))]);
        assert_eq!(fields(&["国家", "地区"]), [Some(Country), Some(City)]);
        assert_eq!(fields(&["地区", "国家", "城市"]), [None, Some(Country), Some(City)]);
        assert_eq!(fields(&["日期", "上次联系"]), [None, Some(LastContact)]);
    }

    #[test]
    fn columns_of_a_second_person_are_told_from_second_numbers() {
        let (anna, ben) = (|part| Some(Person(0, part)), |part| Some(Person(1, part)));
        assert_eq!(
            fields(&["Contact", "Email", "Contact 2", "email 2"]),
            [anna(Name), anna(Email), ben(Name), ben(Email)]
        );
        assert_eq!(
            fields(&["联系人", "电话", "联系人", "电话"]),
            [anna(Name), anna(Phone), ben(Name), ben(Phone)]
        );
        assert_eq!(fields(&["联系人1", "联系人2", "联系人2邮箱"]), [anna(Name), ben(Name), ben(Email)]);
        assert_eq!(
            fields(&["联系人", "电话", "手机", "电话2"]),
            [anna(Name), anna(Phone), anna(Phone), anna(Phone)]
        );
    }

    #[test]
    fn unknown_and_repeated_columns_are_kept_as_notes() {
        let taken: Vec<_> = read_columns(&["company", "MOQ", "", "source", "source"])
            .into_iter()
            .map(|column| column.taken_for)
            .collect();
        assert_eq!(
            taken,
            [
                TakenFor::Field(Company),
                TakenFor::Note,
                TakenFor::Nothing,
                TakenFor::Field(Source),
                TakenFor::Note
            ]
        );
    }

    #[test]
    fn a_title_is_no_heading_line() {
        let check = |cells: &[&str], expected: usize| assert_eq!(score(cells), expected, "{cells:?}");
        check(&["客户进度表", "", ""], 0);
        check(&["country", "email"], 0);
        check(&["company", "x", "y"], 0);
        check(&["company"], 1);
        check(&["customer", "last contact", "whatever"], 2);
    }
}
