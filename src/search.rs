//! Finding customers by anything that is written on their card: names, people, addresses, tags; and by what was done with
//! them: numbers of samples, PIs, orders and parcels, products that were quoted, sent or ordered.
//!
//! What was said and written is not held in memory: a [`Query`] tells which entries hold its words, [`Hits`] keeps the newest.
//!
//! Knows nothing of screens or disks; it is fed summaries and answers ids.

mod hits;
mod query;

pub use hits::{Hit, Hits, Keep};
pub use query::{Query, Sieve};

use crate::domain::likeness::{bare_number, plain_number, stem};
use crate::domain::tag;
use crate::domain::text::{half_width, plain_letter};
use crate::domain::{Country, CustomerId, Summary};
use memchr::memmem::Finder;
use pinyin::{ToPinyin, ToPinyinMulti};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// Folded text of every customer.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The texts one behind the other, in pieces, of which this is the last: one long text is copied when it grows.
    text: String,
    full: Vec<String>,
    /// In the order of ids.
    entries: Vec<Entry>,
    /// Bytes of the text that no entry stands for any more.
    dead: usize,
}

/// Bytes after which a piece is full.
const PIECE: usize = 256 << 10;

/// Where a customer's text is: everything that can be found, folded, a line each; the company name is the first.
#[derive(Clone, Copy, Debug)]
struct Entry {
    id: CustomerId,
    /// The place of the piece; the last comes behind the full ones.
    piece: u32,
    from: u32,
    length: u32,
    /// Its names are the same for all its customers, so they are not in the text.
    country: Option<Country>,
}

/// The names of every country, folded, a line each.
static COUNTRIES: LazyLock<Vec<(Country, String)>> = LazyLock::new(|| {
    let names = |country: Country| <[&str; 2]>::from(country.names()).map(fold).join("\n");
    Country::all().into_iter().map(|country| (country, names(country))).collect()
});

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

/// A word that is looked for, and what else stands for it.
struct Word<'a> {
    typed: Finder<'a>,
    /// As it was written, where only its digits are looked for: a number of a PI may be `2026/001`.
    written: Option<Finder<'a>>,
    countries: Vec<Country>,
    /// Built-in tags, which are in the text by their id.
    tags: Vec<Finder<'a>>,
}

/// Indexes are equal if they find the same.
impl PartialEq for Index {
    fn eq(&self, other: &Self) -> bool {
        let all = |it: &Self| -> Vec<_> {
            it.entries.iter().map(|entry| (entry.id, entry.country, it.text(entry).to_owned())).collect()
        };
        all(self) == all(other)
    }
}

impl Index {
    /// Adds a customer, or replaces what was known of it.
    pub fn insert(&mut self, summary: &Summary) {
        let (piece, from) = self.end();
        write_text(summary, &mut self.text);
        let length = place(self.text.len() - from);
        let entry = Entry { id: summary.id, piece, from: place(from), length, country: summary.country };
        match self.place_of(entry.id) {
            Ok(known) => {
                if let Some(known) = self.entries.get_mut(known) {
                    self.dead += known.length as usize;
                    *known = entry;
                }
                self.tidy();
            }
            Err(at) => self.entries.insert(at, entry),
        }
    }

    pub fn remove(&mut self, id: CustomerId) {
        let Ok(at) = self.place_of(id) else { return };
        self.dead += self.entries.remove(at).length as usize;
        self.tidy();
    }

    /// Takes over the customers of another index, none of whom is in this one.
    pub fn append(&mut self, other: Self) {
        self.begin_piece();
        let before = place(self.full.len());
        self.full.extend(other.full);
        self.text = other.text;
        self.dead += other.dead;
        self.entries.reserve_exact(other.entries.len());
        let moved = |it: Entry| Entry { piece: it.piece.saturating_add(before), ..it };
        self.entries.extend(other.entries.into_iter().map(moved));
        self.entries.sort_unstable_by_key(|entry| entry.id);
    }

    /// Where the next text goes.
    fn end(&mut self) -> (u32, usize) {
        if self.text.len() >= PIECE {
            self.begin_piece();
        }
        (place(self.full.len()), self.text.len())
    }

    fn begin_piece(&mut self) {
        self.text.shrink_to_fit();
        self.full.push(std::mem::take(&mut self.text));
    }

    fn place_of(&self, id: CustomerId) -> Result<usize, usize> {
        self.entries.binary_search_by_key(&id, |entry| entry.id)
    }

    /// Customers that hold every word typed, the best first, newer ones first among equals.
    pub fn find(&self, typed: &str, limit: usize) -> Vec<CustomerId> {
        let found = self.holders(typed, limit);
        // A legal form may be written otherwise than on the card.
        let bare = stem(typed);
        if found.is_empty() && bare != typed.trim() { self.holders(&bare, limit) } else { found }
    }

    fn holders(&self, typed: &str, limit: usize) -> Vec<CustomerId> {
        let typed = fold(&whole_number(typed).unwrap_or_else(|| typed.to_owned()));
        let needles: Vec<_> = typed.split_whitespace().map(needle).collect();
        let words: Vec<_> = typed.split_whitespace().zip(&needles).map(Word::new).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let ranked = self.entries.iter().filter_map(|entry| {
            let text = self.text(entry);
            let holds_all = words.iter().all(|word| word.is_in(text, entry.country));
            holds_all.then(|| (rank(text, typed.trim()), Reverse(entry.id)))
        });
        let mut found: Vec<_> = ranked.collect();
        found.sort_unstable();
        found.into_iter().take(limit).map(|(_, id)| id.0).collect()
    }

    fn text(&self, entry: &Entry) -> &str {
        let piece = self.full.get(entry.piece as usize).unwrap_or(&self.text);
        let from = entry.from as usize;
        piece.get(from..from + entry.length as usize).unwrap_or_default()
    }

    /// Closes the gaps when they are half of the text.
    fn tidy(&mut self) {
        let all = self.full.iter().map(String::len).sum::<usize>() + self.text.len();
        if self.dead <= all / 2 {
            return;
        }
        let old = std::mem::take(self);
        self.entries.reserve(old.entries.len());
        for entry in &old.entries {
            let (piece, from) = self.end();
            self.text.push_str(old.text(entry));
            self.entries.push(Entry { piece, from: place(from), ..*entry });
        }
    }
}

/// Places are kept short: nobody has four gigabytes of names.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl<'a> Word<'a> {
    fn new((typed, needle): (&'a str, &'a Cow<'_, str>)) -> Self {
        let tags = tag::BUILT_IN_TAGS.into_iter();
        let tags = tags.filter(|tag| [tag.en, tag.zh].map(fold).iter().any(|it| it.contains(typed)));
        let named = COUNTRIES.iter().filter(|(_, names)| names.contains(typed));
        Self {
            typed: Finder::new(needle.as_ref()),
            written: (needle != typed).then(|| Finder::new(typed)),
            countries: named.map(|(country, _)| *country).collect(),
            tags: tags.map(|tag| Finder::new(tag.id)).collect(),
        }
    }

    fn is_in(&self, text: &str, country: Option<Country>) -> bool {
        let holds = |finder: &Finder<'_>| finder.find(text.as_bytes()).is_some();
        holds(&self.typed)
            || self.written.as_ref().is_some_and(holds)
            || country.is_some_and(|it| self.countries.contains(&it))
            || self.tags.iter().any(holds)
    }
}

/// Writes down everything by which a customer is found.
fn write_text(summary: &Summary, text: &mut String) {
    let mut line = |part: &str| {
        fold_into(part, text);
        text.push('\n');
    };
    line(&summary.company);
    let names = || std::iter::once(&summary.company).chain(&summary.aliases).map(String::as_str);
    let lines = summary.aliases.iter().chain(&summary.tags).chain(&summary.numbers).map(String::as_str);
    let quoted = summary.prices.iter().map(|price| price.product.as_str());
    let products = quoted.chain(summary.products.lines());
    let places = [summary.city.as_str(), summary.website.as_str()];
    for part in lines.chain(products).chain(places).filter(|part| !part.is_empty()) {
        line(part);
    }
    for part in summary.people.lines() {
        let digits = digits(part);
        // However it is spaced, a number that is typed is looked for by its digits.
        if digits.is_none() || part.chars().any(char::is_alphabetic) {
            line(part);
        }
        if let Some(digits) = digits {
            line(&digits);
            // As it is dialled from abroad, beside `0170` behind the `(0)`.
            if part.contains("(0)") {
                line(&bare_number(part));
            }
        }
    }
    for spelling in names().chain(summary.people.lines()).flat_map(spell) {
        line(&spelling);
    }
}

fn rank(text: &str, typed: &str) -> Rank {
    let name = text.lines().next().unwrap_or_default();
    if name == typed {
        Rank::Name
    } else if name.strip_prefix(typed).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
        Rank::NameBeginsWhole
    } else if name.starts_with(typed) {
        Rank::NameBegins
    } else if text.match_indices(typed).any(|(place, _)| begins_word(text, place)) {
        Rank::WordBegins
    } else {
        Rank::Inside
    }
}

fn begins_word(text: &str, place: usize) -> bool {
    let before = text.get(..place).and_then(|text| text.chars().next_back());
    before.is_none_or(|c| !c.is_alphanumeric())
}

/// Lower case, half width, without the accents that people leave out when typing.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

fn fold_into(text: &str, folded: &mut String) {
    folded.extend(text.chars().flat_map(fold_char));
}

fn fold_char(c: char) -> impl Iterator<Item = char> {
    plain_letter(half_width(c)).to_lowercase()
}

/// A word as it is looked for: of a phone number only the digits, however it is written.
fn needle(word: &str) -> Cow<'_, str> {
    let is_number =
        word.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | '.' | '/'));
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    if is_number && !digits.is_empty() { Cow::Owned(digits) } else { Cow::Borrowed(word) }
}

/// A number with its country that is typed whole: it is looked for without what may be written in front of the country
/// and behind it.
fn whole_number(typed: &str) -> Option<String> {
    let plain = plain_number(typed);
    let has_country = plain.starts_with('+') || plain.starts_with("00");
    let is_number = plain.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    Some(bare_number(&plain)).filter(|bare| has_country && is_number && bare.len() >= WHOLE)
}

/// Fewer digits are a part of a number.
const WHOLE: usize = 7;

/// The digits of a phone number.
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
        check("+49", &[0]);
        check("123-4", &[0]);
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
    fn finds_a_number_with_its_country_and_a_name_by_another_legal_form() {
        let (mut index, mut summaries) = index();
        summaries[1].people = "Bo\n0049 (0)170 5550100\n".into();
        summaries[1].company = "Nordic S.à r.l.".into();
        index.insert(&summaries[1]);
        for typed in [
            "+49 170 5550100",
            "00491705550100",
            "+49 (0)170 555-0100",
            "0170 5550100",
            "1705550100",
            "nordic sarl",
            "Nordic GmbH",
        ] {
            assert_eq!(index.find(typed, 10), [summaries[1].id], "{typed}");
        }
        assert_eq!(index.find("+49 171 5550100", 10), []);
    }

    #[test]
    fn finds_by_the_number_of_a_record_and_by_a_quoted_product() {
        let (mut index, mut summaries) = index();
        let (day, unit) = (time::macros::date!(2026 - 06 - 05), String::new());
        let price = crate::domain::deal::amount::read_price("USD 0.86", None).unwrap().0;
        let (incoterm, place, moq) = (None, String::new(), None);
        let product = "Gift Box 120x80".to_owned();
        let quoted =
            crate::domain::summary::LastPrice { product, date: day, price, unit, incoterm, place, moq };
        summaries[1].prices.push(quoted);
        summaries[1].numbers = vec!["2026/001".into(), "PI20260605-A".into(), "PO-7".into()];
        index.insert(&summaries[1]);
        for typed in ["2026/001", "pi20260605-a", "PO-7", "gift box", "120x80 nordic"] {
            assert_eq!(index.find(typed, 10), [summaries[1].id], "{typed}");
        }
        assert_eq!(index.find("2026/002", 10), []);
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
    fn an_index_of_two_parts_and_many_changes_finds_what_a_fresh_one_does() {
        let (whole, mut summaries) = index();
        let (mut left, mut right) = (Index::default(), Index::default());
        left.insert(&summaries[0]);
        summaries.iter().skip(1).for_each(|it| right.insert(it));
        left.append(right);
        assert_eq!(left, whole);
        for round in 0..50 {
            summaries[1].company = format!("Nordic {round}");
            left.insert(&summaries[1]);
        }
        assert_eq!(left.find("nordic 49", 10), [summaries[1].id]);
        assert_eq!((left.find("nordic 48", 10), left.find("price", 10)), (vec![], vec![summaries[1].id]));
        let mut fresh = Index::default();
        for it in &summaries {
            fresh.insert(it);
        }
        assert_eq!(left, fresh);
        assert!(left.text.len() < 3 * fresh.text.len(), "gaps are closed");
        left.remove(summaries[0].id);
        assert_ne!(left, fresh);
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
