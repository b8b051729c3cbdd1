//! Several persons in the cells of one: `Anna; Bernd` beside `anna@x.example; bernd@x.example`.

use crate::domain::text::clean_line;
use crate::domain::{Contact, ContactId};
use uuid::Uuid;

/// Marks that stand between names and never in one.
const BETWEEN_NAMES: [char; 4] = [';', '；', '、', '|'];

/// Marks that may also stand in a name, or between it and a title.
const PERHAPS_BETWEEN_NAMES: [char; 6] = [',', '，', '/', '／', '&', '\n'];

/// The persons that the cells of one person name. What cannot be told apart goes to the first of them.
///
/// A comma, a slash or a new line parts names only where there are as many addresses of one kind as names:
/// `Petit, Luc` is one person.
pub fn persons(cells: Contact) -> Vec<Contact> {
    let names = names(&cells);
    let mut persons: Vec<Contact> =
        names.iter().map(|name| Contact::new(ContactId(Uuid::nil()), name)).collect();
    let titles = parts(&cells.title, &BETWEEN_NAMES);
    let titles = if titles.len() == persons.len() { titles } else { vec![clean_line(&cells.title)] };
    hand_out(titles, &mut persons, |person, title| person.title = title);
    hand_out(cells.emails, &mut persons, |person, it| person.emails.push(it));
    hand_out(cells.phones, &mut persons, |person, it| person.phones.push(it));
    hand_out(cells.whatsapp, &mut persons, |person, it| person.whatsapp.push(it));
    hand_out(cells.skype, &mut persons, |person, it| person.skype.push(it));
    hand_out(cells.wechat, &mut persons, |person, it| person.wechat.push(it));
    hand_out(cells.linkedin, &mut persons, |person, it| person.linkedin.push(it));
    persons
}

/// One name at least, which may be empty.
fn names(cells: &Contact) -> Vec<String> {
    let sure = parts(&cells.name, &BETWEEN_NAMES);
    if cells.name.contains(BETWEEN_NAMES) && !sure.is_empty() {
        return sure;
    }
    let perhaps = parts(&cells.name, &PERHAPS_BETWEEN_NAMES);
    let addresses =
        [&cells.emails, &cells.phones, &cells.whatsapp, &cells.skype, &cells.wechat, &cells.linkedin];
    if perhaps.len() > 1 && addresses.iter().any(|list| list.len() == perhaps.len()) {
        return perhaps;
    }
    vec![clean_line(&cells.name)]
}

fn parts(text: &str, marks: &[char]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split(marks).map(clean_line) {
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// One item for each person where there are as many, else all for the first.
fn hand_out(items: Vec<String>, persons: &mut [Contact], mut give: impl FnMut(&mut Contact, String)) {
    let one_each = items.len() == persons.len();
    for (place, item) in items.into_iter().enumerate() {
        if let Some(person) = persons.get_mut(if one_each { place } else { 0 }) {
            give(person, item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, title, e-mails and phones of each person that the cells name.
    fn check(cells: (&str, &str, &[&str], &[&str]), expected: &[(&str, &str, &str, &str)]) {
        let owned = |list: &[&str]| list.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
        let (name, title, emails, phones) = cells;
        let mut contact = Contact::new(ContactId(Uuid::nil()), name);
        contact.title = title.to_owned();
        (contact.emails, contact.phones) = (owned(emails), owned(phones));
        let found = persons(contact);
        let found: Vec<_> = found
            .iter()
            .map(|it| (it.name.clone(), it.title.clone(), it.emails.join(" "), it.phones.join(" ")))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|&(name, title, emails, phones)| {
                (name.to_owned(), title.to_owned(), emails.to_owned(), phones.to_owned())
            })
            .collect();
        assert_eq!(found, expected, "{cells:?}");
    }

    #[test]
    fn names_in_one_cell_are_persons_with_their_own_addresses() {
        check(
            ("Ahmed；Omar", "", &["ahmed@x.de", "omar@x.de"], &["1", "2"]),
            &[("Ahmed", "", "ahmed@x.de", "1"), ("Omar", "", "omar@x.de", "2")],
        );
        check(
            ("Anna; Bernd", "CEO; Buyer", &["info@x.de"], &["1", "2", "3"]),
            &[("Anna", "CEO", "info@x.de", "1 2 3"), ("Bernd", "Buyer", "", "")],
        );
        check(("张三、李四", "经理", &[], &[]), &[("张三", "经理", "", ""), ("李四", "", "", "")]);
        check(("Anna; Anna ;", "", &["a@x.de"], &[]), &[("Anna", "", "a@x.de", "")]);
    }

    #[test]
    fn a_mark_that_may_belong_to_a_name_parts_only_as_many_as_have_addresses() {
        check(
            ("Luc Petit, Marie Roy", "", &["luc@x.fr", "marie@x.fr"], &[]),
            &[("Luc Petit", "", "luc@x.fr", ""), ("Marie Roy", "", "marie@x.fr", "")],
        );
        check(("Juan\nPedro", "", &[], &["1", "2"]), &[("Juan", "", "", "1"), ("Pedro", "", "", "2")]);
        check(("Petit, Luc", "", &["luc@x.fr"], &[]), &[("Petit, Luc", "", "luc@x.fr", "")]);
        check(("Hans\nBuyer", "", &["h@x.de"], &["1"]), &[("Hans Buyer", "", "h@x.de", "1")]);
        check(("", "CEO", &["h@x.de", "i@x.de"], &[]), &[("", "CEO", "h@x.de i@x.de", "")]);
    }
}
