//! Finding customers by anything that is written on their card: names, people, addresses, tags.
//!
//! Knows nothing of screens or disks; it is fed summaries and answers ids.

use crate::domain::tag;
use crate::domain::text::{half_width, plain_letter};
use crate::domain::{CustomerId, Summary};
use pinyin::{ToPinyin, ToPinyinMulti};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Folded text of every customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    entries: Vec<Entry>,
    places: HashMap<CustomerId, usize>,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    id: CustomerId,
    /// Everything that can be found, folded, a line each; the company name is the first.
    text: Box<str>,
}

/// How well a customer matches; the lowest is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Name,
    /// The name begins with it, and a word ends there.
    NameBeginsWhole,
    NameBegins,
    WordBegins,
    Inside,
}

impl Index {
    /// Adds a customer, or replaces what was known of it.
    pub fn insert(&mut self, summary: &Summary) {
        let entry = Entry::of(summary);
        if let Some(known) = self.places.get(&summary.id).and_then(|place| self.entries.get_mut(*place)) {
            *known = entry;
        } else {
            self.places.insert(summary.id, self.entries.len());
            self.entries.push(entry);
        }
    }

    pub fn remove(&mut self, id: CustomerId) {
        let Some(place) = self.places.remove(&id) else { return };
        self.entries.swap_remove(place);
        if let Some(moved) = self.entries.get(place) {
            self.places.insert(moved.id, place);
        }
    }

    /// Customers that hold every word typed, the best first, newer ones first among equals.
    pub fn find(&self, typed: &str, limit: usize) -> Vec<CustomerId> {
        let typed = fold(typed);
        let words: Vec<_> = typed.split_whitespace().map(needle).collect();
        let words: Vec<_> = words.iter().map(|word| memchr::memmem::Finder::new(word.as_ref())).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let holds_all = |entry: &&Entry| words.iter().all(|word| word.find(entry.text.as_bytes()).is_some());
        let mut found: Vec<_> = self
            .entries
            .iter()
            .filter(holds_all)
            .map(|entry| (entry.rank(typed.trim()), Reverse(entry.id)))
            .collect();
        found.sort_unstable();
        found.into_iter().take(limit).map(|(_, id)| id.0).collect()
    }
}

impl Entry {
    fn of(summary: &Summary) -> Self {
        let name = fold(&summary.company);
        let mut text = format!("{name}\n");
        let mut line = |part: &str| {
            if !part.is_empty() {
                text.push_str(&fold(part));
                text.push('\n');
            }
        };
        summary.aliases.iter().for_each(|alias| line(alias));
        summary.people.lines().for_each(&mut line);
        for typed in &summary.tags {
            line(typed);
            if let Some(known) = tag::built_in(typed) {
                line(known.en);
                line(known.zh);
            }
        }
        summary.numbers.iter().for_each(|number| line(number));
        line(&summary.city);
        if let Some(country) = summary.country {
            let (en, zh) = country.names();
            line(en);
            line(zh);
        }
        for number in summary.people.lines().filter_map(digits) {
            line(&number);
        }
        let names =
            std::iter::once(summary.company.as_str()).chain(summary.aliases.iter().map(String::as_str));
        for chinese in names.chain(summary.people.lines()) {
            for spelling in spell(chinese) {
                line(&spelling);
            }
        }
        Self { id: summary.id, text: text.into() }
    }

    fn rank(&self, typed: &str) -> Rank {
        let name = self.text.lines().next().unwrap_or_default();
        if name == typed {
            Rank::Name
        } else if name.strip_prefix(typed).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
            Rank::NameBeginsWhole
        } else if name.starts_with(typed) {
            Rank::NameBegins
        } else if self.text.match_indices(typed).any(|(place, _)| self.begins_word(place)) {
            Rank::WordBegins
        } else {
            Rank::Inside
        }
    }

    fn begins_word(&self, place: usize) -> bool {
        let before = self.text.get(..place).and_then(|text| text.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    }
}

/// Lower case, half width, without the accents that people leave out when typing.
fn fold(text: &str) -> String {
    text.chars().map(half_width).map(plain_letter).flat_map(char::to_lowercase).collect()
}

/// A word as it is looked for: of a phone number only the digits, however it is written.
fn needle(word: &str) -> Cow<'_, str> {
    let is_number =
        word.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | '.' | '/'));
    match digits(word).filter(|_| is_number) {
        Some(digits) => Cow::Owned(digits),
        None => Cow::Borrowed(word),
    }
}

/// The digits of a phone number, so that it is found however it is spaced.
fn digits(line: &str) -> Option<String> {
    let digits: String = line.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 5 && !line.contains('@')).then_some(digits)
}

/// Pinyin of a Chinese name, whole and as initials; a character read in two ways gives both initials.
fn spell(text: &str) -> Vec<String> {
    if !text.chars().any(|c| c.to_pinyin().is_some()) {
        return Vec::new();
    }
    let mut whole = String::new();
    let mut initials = vec![String::new()];
    for c in text.chars() {
        let Some(readings) = c.to_pinyin_multi() else {
            whole.push(c);
            for line in &mut initials {
                line.push(c);
            }
            continue;
        };
        whole.push_str(c.to_pinyin().map_or("", pinyin::Pinyin::plain));
        // The usual reading first: where there would be too many spellings, it alone counts.
        let mut letters: Vec<char> = Vec::new();
        for letter in readings.into_iter().filter_map(|reading| reading.plain().chars().next()) {
            if !letters.contains(&letter) {
                letters.push(letter);
            }
        }
        if initials.len() * letters.len() > MOST_SPELLINGS {
            letters.truncate(1);
        }
        initials = initials
            .iter()
            .flat_map(|line| letters.iter().map(move |letter| format!("{line}{letter}")))
            .collect();
    }
    initials.push(whole);
    initials
}

/// More spellings than this of one name help nobody.
const MOST_SPELLINGS: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Contact, ContactId, Country, Customer, Dossier, Moment};
    use uuid::Uuid;

    fn index() -> (Index, Vec<Summary>) {
        let customer = |number: u128, name: &str, change: fn(&mut Customer)| {
            let id = CustomerId(Uuid::from_u128(number));
            let mut customer = Customer::new(id, Moment::from_unix_ms(0, 0), name);
            change(&mut customer);
            Summary::of(&Dossier::new(customer))
        };
        let summaries = vec![
            customer(1, "ABC Ltd.", |it| {
                let mut anna = Contact::new(ContactId(Uuid::from_u128(9)), "Anna Schröder");
                anna.emails.push("anna@abc.example".into());
                anna.phones.push("+49 30 123-456".into());
                it.contacts.push(anna);
                it.country = Country::find("Germany");
            }),
            customer(2, "Nordic ABC", |it| it.tags.push("price-sensitive".into())),
            customer(3, "深圳市重庆贸易", |it| it.aliases.push("CQ Trading".into())),
        ];
        let mut index = Index::default();
        for summary in &summaries {
            index.insert(summary);
        }
        (index, summaries)
    }

    #[test]
    fn finds_by_name_person_address_number_tag_country_and_pinyin() {
        let (index, summaries) = index();
        let check = |typed: &str, expected: &[usize]| {
            let expected: Vec<_> = expected.iter().map(|place| summaries[*place].id).collect();
            assert_eq!(index.find(typed, 10), expected, "{typed}");
        };
        check("abc", &[0, 1]);
        check("nordic abc", &[1]);
        check("schroder", &[0]);
        check("anna@", &[0]);
        check("30123", &[0]);
        check("+4930123456", &[0]);
        check("价敏感", &[1]);
        check("price", &[1]);
        check("德国", &[0]);
        check("ＡＢＣ ltd", &[0]);
        check("szscq", &[2]);
        check("szszq", &[2]);
        check("shenzhen", &[2]);
        check("cq trad", &[2]);
        check("nobody", &[]);
        check("", &[]);
    }

    #[test]
    fn a_removed_customer_is_not_found_and_the_others_are() {
        let (mut index, summaries) = index();
        index.remove(summaries[0].id);
        assert_eq!(index.find("abc", 10), [summaries[1].id]);
        assert_eq!(index.find("cq", 10), [summaries[2].id]);
        index.remove(summaries[0].id);
    }

    #[test]
    fn a_name_that_begins_with_the_whole_word_comes_before_one_that_goes_on() {
        let (mut index, summaries) = index();
        let named = |number: u128, name: &str| Summary {
            id: CustomerId(Uuid::from_u128(number)),
            company: name.into(),
            ..summaries[1].clone()
        };
        let (whole, longer) = (named(11, "Regalo & Lazo"), named(12, "Regalos Ñandú"));
        index.insert(&whole);
        index.insert(&longer);
        assert_eq!(index.find("regalo", 10), [whole.id, longer.id]);
    }

    #[test]
    fn every_marked_letter_has_its_plain_one() {
        assert_eq!(fold("Łódź Žižkov São Çelik Őrség İzmir Ţara"), "lodz zizkov sao celik orseg izmir tara");
    }
}
