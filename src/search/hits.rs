//! Entries that hold the words, the newest first.

use super::query::{Query, is_wide};
use crate::domain::{Channel, Customer, CustomerId, Moment, Record, RecordId};
use std::cmp::Reverse;
use std::ops::Range;

/// An entry that holds the words: of the log, a business record, or the notes of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub customer: CustomerId,
    pub entry: RecordId,
    /// When it happened; nothing for the notes of a card.
    pub at: Option<Moment>,
    /// How they talked, where they did.
    pub channel: Option<Channel>,
    /// The part of the text around the first word, in one line.
    pub text: String,
    /// Where the words stand in that part.
    pub marks: Vec<Range<usize>>,
}

/// Which entries are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The latest of each customer.
    LatestOfEach,
    Every,
}

/// The newest hits, and how many entries there were in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hits {
    pub newest: Vec<Hit>,
    pub entries: usize,
    keep: Keep,
    most: usize,
}

/// Newer ones first, what has no day last.
type Order = (Reverse<Option<Moment>>, Reverse<RecordId>);

impl Hit {
    fn order(&self) -> Order {
        (Reverse(self.at), Reverse(self.entry))
    }
}

impl Hits {
    pub fn new(keep: Keep, most: usize) -> Self {
        Self { newest: Vec::new(), entries: 0, keep, most }
    }

    /// Takes in an entry that holds the words.
    pub fn take(&mut self, query: &Query, record: &Record) {
        self.entries += 1;
        let (customer, order) = (record.customer(), (Reverse(record.timeline_at()), Reverse(record.id())));
        let known = self.newest.iter().position(|hit| hit.customer == customer);
        if let Some(known) = known.filter(|_| self.keep == Keep::LatestOfEach) {
            if self.newest.get(known).is_some_and(|hit| hit.order() <= order) {
                return;
            }
            self.newest.remove(known);
        }
        let place = self.newest.partition_point(|hit| hit.order() < order);
        // The words around are worked out only for what is shown.
        if place < self.most {
            self.newest.insert(place, hit(query, record));
            self.newest.truncate(self.most);
        }
    }

    /// Lets go of hits that are not wanted; what they were stays counted.
    pub fn retain(&mut self, wanted: impl Fn(&Hit) -> bool) {
        self.newest.retain(wanted);
    }

    /// Entries that are not among the newest.
    pub fn others(&self) -> usize {
        self.entries.saturating_sub(self.newest.len())
    }
}

impl Query {
    /// Whether what was written in a record holds every word.
    pub fn is_in_record(&self, record: &Record) -> bool {
        let text = written(record);
        !text.is_empty() && self.is_in(&text)
    }
}

fn hit(query: &Query, record: &Record) -> Hit {
    let channel = match record {
        Record::Interaction(it) => it.is_contact().then_some(it.channel),
        _ => None,
    };
    let (text, marks) = around(query, &written(record));
    Hit { customer: record.customer(), entry: record.id(), at: record.timeline_at(), channel, text, marks }
}

/// What a person wrote in a record, part by part, each on a line.
fn written(record: &Record) -> String {
    let parts: Vec<&str> = match record {
        Record::Customer(it) => notes(it),
        Record::Interaction(it) => vec![&it.summary, &it.lost_reason, &it.next_action, &it.goal],
        Record::Quotation(it) => vec![&it.product, &it.place, &it.note],
        Record::Sample(it) => vec![&it.number, &it.what, &it.courier, &it.tracking, &it.feedback],
        Record::Invoice(it) => vec![&it.number, &it.note],
        Record::Order(it) => vec![&it.number, &it.note],
        Record::Payment(it) => vec![&it.note],
        Record::Shipment(it) => vec![&it.reference, &it.note],
        Record::Feedback(it) => vec![&it.text],
        // The next step stands in the log as well.
        Record::FollowUp(_) | Record::Rate(_) => Vec::new(),
    };
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" \n")
}

fn notes(card: &Customer) -> Vec<&str> {
    std::iter::once(&card.note).chain(card.contacts.iter().map(|it| &it.note)).map(String::as_str).collect()
}

/// Letters before the first word, of which a Chinese one counts twice; more of them where little follows, so that the part
/// has so many in all.
const BEFORE: usize = 16;
const LEAST: usize = 40;
/// The most letters behind the first word.
const BEHIND: usize = 160;

/// The part of a text around the first of the words, with two dots where it is cut, and the words in it.
fn around(query: &Query, text: &str) -> (String, Vec<Range<usize>>) {
    let line = text.replace('\n', " ");
    let first = query.marks(&line).first().map_or(0, |mark| mark.start);
    let (before, behind) = line.split_at_checked(first).unwrap_or(("", &line));
    let behind = take_letters(behind.chars(), BEHIND);
    let room = BEFORE.max(LEAST.saturating_sub(behind.letters));
    let mut from = first - take_letters(before.chars().rev(), room).bytes;
    // Where words are parted by spaces none of them is cut.
    if let Some(cut) = before.get(from..).filter(|_| from > 0).and_then(|part| part.find(' ')) {
        from += cut + 1;
    }
    let to = first + behind.bytes;
    let part = line.get(from..to).unwrap_or_default();
    let (head, tail) = (if from > 0 { ".." } else { "" }, if to < line.len() { ".." } else { "" });
    let part = format!("{head}{}{tail}", part.trim());
    let marks = query.marks(&part);
    (part, marks)
}

struct Taken {
    letters: usize,
    bytes: usize,
}

/// The first letters, no more than so many.
fn take_letters(text: impl Iterator<Item = char>, most: usize) -> Taken {
    let mut taken = Taken { letters: 0, bytes: 0 };
    for c in text {
        let letters = taken.letters + if is_wide(c) { 2 } else { 1 };
        if letters > most {
            break;
        }
        taken = Taken { letters, bytes: taken.bytes + c.len_utf8() };
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Contact, ContactId, Direction, Interaction, InteractionId, Origin, StageId};
    use uuid::Uuid;

    fn entry(number: u128, customer: u128, day: i64, summary: &str) -> Record {
        let id = InteractionId(Uuid::from_u128(number));
        let customer = CustomerId(Uuid::from_u128(customer));
        let at = Moment::from_unix_ms(day * 86_400_000, 0);
        Record::from(Interaction {
            id,
            customer,
            at,
            channel: Channel::Email,
            direction: Direction::In,
            contact: None,
            summary: summary.into(),
            stage: StageId::first(),
            next_action: "send the samples".into(),
            goal: "a trial order".into(),
            next_date: None,
            next_time: None,
            lost_reason: String::new(),
            author: String::new(),
            origin: Origin::Typed,
        })
    }

    fn days(hits: &Hits) -> Vec<i64> {
        hits.newest.iter().map(|hit| hit.at.unwrap().unix_ms() / 86_400_000).collect()
    }

    #[test]
    fn summary_next_action_and_goal_are_one_text() {
        let record = entry(1, 1, 1, "asked for the MOQ");
        for typed in ["moq", "samples", "trial moq", "订单"] {
            let expected = typed != "订单";
            assert_eq!(Query::parse(typed).unwrap().is_in_record(&record), expected, "{typed}");
        }
        assert!(!Query::parse("moqsend").unwrap().is_in_record(&record), "a word within one part");
    }

    #[test]
    fn the_notes_of_a_card_and_its_people_are_found() {
        let mut card = Customer::new(CustomerId(Uuid::from_u128(1)), Moment::from_unix_ms(0, 0), "ABC");
        card.note = "met at the Canton fair".into();
        let mut anna = Contact::new(ContactId(Uuid::from_u128(2)), "Anna");
        anna.note = "speaks Russian".into();
        card.contacts.push(anna);
        let record = Record::from(card);
        assert!(Query::parse("canton russian").unwrap().is_in_record(&record));
        assert!(!Query::parse("ABC").unwrap().is_in_record(&record), "its name is found by the index");
    }

    #[test]
    fn the_newest_come_first_one_a_customer_or_all() {
        let query = Query::parse("samples").unwrap();
        let all = [(1, 1, 5), (2, 2, 9), (3, 1, 7), (4, 3, 1), (5, 1, 6)];
        let of = |keep: Keep, most: usize| {
            let mut hits = Hits::new(keep, most);
            for (number, customer, day) in all {
                hits.take(&query, &entry(number, customer, day, "asked"));
            }
            hits
        };
        let latest = of(Keep::LatestOfEach, 10);
        assert_eq!((days(&latest), latest.entries, latest.others()), (vec![9, 7, 1], 5, 2));
        assert_eq!(days(&of(Keep::Every, 10)), [9, 7, 6, 5, 1]);
        let few = of(Keep::LatestOfEach, 2);
        assert_eq!((days(&few), few.others()), (vec![9, 7], 3));
    }

    #[test]
    fn the_part_around_the_first_word_is_shown() {
        let check = |typed: &str, text: &str, expected: &str| {
            let (part, marks) = around(&Query::parse(typed).unwrap(), text);
            assert_eq!(part, expected);
            assert!(!marks.is_empty() && marks.iter().all(|mark| part.get(mark.clone()).is_some()), "{part}");
        };
        check("moq", "asked for the MOQ\nsend it", "asked for the MOQ send it");
        check(
            "moq",
            "in a long letter full of compliments they asked for the MOQ",
            "..of compliments they asked for the MOQ",
        );
        check(
            "moq",
            "they asked for the MOQ of the boxes that they saw at the fair",
            "..asked for the MOQ of the boxes that they saw at the fair",
        );
        check(
            "起订量",
            "他们在很长的邮件里先问了交期和包装然后才问起订量",
            "..长的邮件里先问了交期和包装然后才问起订量",
        );
        let long = format!("the MOQ {}", "and more ".repeat(40));
        let (part, _) = around(&Query::parse("moq").unwrap(), &long);
        assert!(part.ends_with("..") && part.len() < 180, "{part}");
    }
}
