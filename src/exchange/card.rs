//! Putting what a row says onto a customer's card: empty fields are filled, lists grow, and what is
//! there already stays.

use super::column::{Field, PersonPart};
use super::problem::{Reason, RowProblem};
use super::row::{Draft, Kept, Source};
use crate::domain::likeness::{same_number, same_text};
use crate::domain::text::fold_name;
use crate::domain::{Contact, ContactId, Country, Customer, CustomerType, Grade, IdMint, Moment, Score};

/// Something that a row adds to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addition {
    /// A field that was empty.
    Field(Field),
    Alias,
    Contact,
    /// An address or number of a known contact.
    Address,
    Tag,
    NoteLine,
    Interaction,
    FollowUp,
}

/// Whose value stands in the way when a row says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The customer was there before, so a person may have typed it: the row's value is only reported.
    Yours,
    /// An earlier row of the same file: the row's value goes to the note.
    EarlierRow,
}

/// Fills a card from a row and keeps account of it.
#[derive(Debug)]
pub struct Filling<'a> {
    pub source: Source<'a>,
    pub holder: Holder,
    pub additions: Vec<Addition>,
    pub problems: Vec<RowProblem>,
    /// Whether the row's contact was taken for one that a person has reworded.
    pub reworded: bool,
    kept: Vec<Kept>,
}

impl<'a> Filling<'a> {
    pub fn new(source: Source<'a>, holder: Holder, draft: &Draft) -> Self {
        let (problems, kept) = (draft.problems.clone(), draft.kept.clone());
        Self { source, holder, additions: Vec::new(), problems, reworded: false, kept }
    }

    /// Everything but contacts and note. A company that was found under another name becomes an alias.
    pub fn fill(&mut self, mine: &mut Customer, theirs: &Customer) {
        let known = |name: &str, mine: &Customer| {
            std::iter::once(&mine.company).chain(&mine.aliases).any(|known| same_text(known, name))
        };
        for name in std::iter::once(&theirs.company).chain(&theirs.aliases) {
            if !known(name, mine) {
                mine.aliases.push(name.clone());
                self.additions.push(Addition::Alias);
            }
        }
        self.text(Field::City, &mut mine.city, &theirs.city);
        self.text(Field::Source, &mut mine.source, &theirs.source);
        self.text(Field::Website, &mut mine.website, &theirs.website);
        self.text(Field::Person(0, PersonPart::Linkedin), &mut mine.linkedin, &theirs.linkedin);
        self.text(Field::Language, &mut mine.language, &theirs.language);
        self.text(Field::PaymentTerms, &mut mine.payment_terms, &theirs.payment_terms);
        self.text(Field::Owner, &mut mine.owner, &theirs.owner);
        self.choice(Field::Country, &mut mine.country, theirs.country, |it: Country| it.names().0.to_owned());
        self.choice(Field::Kind, &mut mine.kind, theirs.kind, |it: CustomerType| it.id().to_owned());
        self.choice(Field::Grade, &mut mine.pinned_grade, theirs.pinned_grade, |it: Grade| it.to_string());
        self.choice(Field::Potential, &mut mine.potential, theirs.potential, |it: Score| {
            it.get().to_string()
        });
        self.choice(Field::PaymentHabit, &mut mine.payment_habit, theirs.payment_habit, |it: Score| {
            it.get().to_string()
        });
        self.list(Addition::Tag, &mut mine.tags, &theirs.tags);
        self.list(Addition::Field(Field::Products), &mut mine.products, &theirs.products);
    }

    /// Adds a person or what is new about a known one. Returns who it is.
    pub fn contact(
        &mut self,
        mine: &mut Customer,
        (number, theirs): &(usize, Contact),
        now: Moment,
        ids: &mut IdMint,
    ) -> ContactId {
        let known = self.find_contact(mine, theirs).and_then(|place| mine.contacts.get_mut(place));
        let Some(known) = known else {
            let id = ContactId(ids.mint(now));
            mine.contacts.push(Contact { id, ..theirs.clone() });
            self.additions.push(Addition::Contact);
            return id;
        };
        if !is_part(&theirs.name, &known.name) {
            self.text(Field::Person(*number, PersonPart::Name), &mut known.name, &theirs.name);
        }
        self.text(Field::Person(*number, PersonPart::Title), &mut known.title, &theirs.title);
        let before = known.addresses().count();
        for (mine, theirs, same) in [
            (&mut known.emails, &theirs.emails, same_text as fn(&str, &str) -> bool),
            (&mut known.phones, &theirs.phones, same_number),
            (&mut known.whatsapp, &theirs.whatsapp, same_number),
            (&mut known.skype, &theirs.skype, same_text),
            (&mut known.wechat, &theirs.wechat, same_text),
            (&mut known.linkedin, &theirs.linkedin, same_text),
        ] {
            for address in theirs {
                if !mine.iter().any(|known| same(known, address)) {
                    mine.push(address.clone());
                }
            }
        }
        let added = known.addresses().count() - before;
        self.additions.extend(std::iter::repeat_n(Addition::Address, added));
        known.id
    }

    /// Which contact a row's person is: by name, by a shorter form of it, or by an address.
    fn find_contact(&self, mine: &Customer, theirs: &Contact) -> Option<usize> {
        let position = |fits: &dyn Fn(&Contact) -> bool| mine.contacts.iter().position(fits);
        let has_all = |contact: &Contact| theirs.addresses().all(|address| has_address(contact, address));
        if theirs.name.is_empty() {
            return position(&|contact| has_all(contact))
                .or_else(|| position(&|contact| shares_address(contact, theirs)))
                .or(if mine.contacts.is_empty() { None } else { Some(0) });
        }
        let is_named = |contact: &Contact| is_part(&theirs.name, &contact.name);
        let part_of_name = |contact: &Contact| is_named(contact) || is_part(&contact.name, &theirs.name);
        let mut fits: Vec<&dyn Fn(&Contact) -> bool> = Vec::new();
        let is_known = |contact: &Contact| part_of_name(contact) && has_all(contact);
        let is_known_otherwise =
            |contact: &Contact| !contact.name.is_empty() && shares_email(contact, theirs) && has_all(contact);
        let writes_as = |contact: &Contact| is_named(contact) && shares_email(contact, theirs);
        let writes_from = |contact: &Contact| shares_email(contact, theirs);
        let same_name = |contact: &Contact| same_text(&contact.name, &theirs.name);
        let nameless = |contact: &Contact| contact.name.is_empty() && shares_address(contact, theirs);
        // Whoever has all of it already comes first, so that importing again changes nothing.
        fits.push(&is_known);
        if self.holder == Holder::Yours {
            // Somebody may have corrected the name since an earlier import; the address is the same.
            fits.extend([&is_known_otherwise as &dyn Fn(&Contact) -> bool, &writes_as, &writes_from]);
        }
        fits.extend([&same_name as &dyn Fn(&Contact) -> bool, &part_of_name, &nameless]);
        fits.into_iter().find_map(position)
    }

    /// Adds lines to the note that are not there yet. Comes last, since conflicts add to the note.
    ///
    /// `note_before` is the note before the import: a line of it with the same heading is a person's own.
    pub fn note(&mut self, mine: &mut Customer, theirs: &Customer, note_before: Option<&str>) {
        let free = theirs.note.lines().map(|line| (line.trim().to_owned(), None));
        let kept = std::mem::take(&mut self.kept);
        let kept = kept.iter().map(|kept| (kept.line(), Some(kept)));
        for (line, kept) in free.chain(kept) {
            if line.is_empty() || mine.note.lines().any(|known| known.trim() == line) {
                continue;
            }
            let yours = kept.zip(note_before).and_then(|(kept, note)| {
                let heading = format!("{}: ", kept.heading);
                note.lines().find_map(|line| line.trim().strip_prefix(&heading))
            });
            if let (Some(kept), Some(yours)) = (kept, yours) {
                let reason = Reason::KeptYours { yours: yours.to_owned() };
                let Kept { heading, value } = kept.clone();
                self.problems.push(RowProblem {
                    line: self.source.line,
                    heading,
                    field: None,
                    value,
                    reason,
                });
                continue;
            }
            if !mine.note.is_empty() {
                mine.note.push('\n');
            }
            mine.note.push_str(&line);
            self.additions.push(Addition::NoteLine);
        }
    }

    /// Reports that the row says something else than what stays.
    pub fn conflict(&mut self, field: Field, stays: String) {
        let reason = match self.holder {
            Holder::Yours => Reason::KeptYours { yours: stays },
            Holder::EarlierRow => {
                self.kept.push(self.source.quote(field));
                Reason::KeptEarlier { kept: stays }
            }
        };
        self.problems.push(self.source.problem(field, reason));
    }

    fn text(&mut self, field: Field, mine: &mut String, theirs: &str) {
        if theirs.is_empty() || same_text(mine, theirs) {
            return;
        }
        if mine.is_empty() {
            theirs.clone_into(mine);
            self.additions.push(Addition::Field(field));
        } else {
            self.conflict(field, mine.clone());
        }
    }

    fn choice<T: Copy + PartialEq>(
        &mut self,
        field: Field,
        mine: &mut Option<T>,
        theirs: Option<T>,
        show: impl Fn(T) -> String,
    ) {
        match (*mine, theirs) {
            (None, Some(theirs)) => {
                *mine = Some(theirs);
                self.additions.push(Addition::Field(field));
            }
            (Some(stays), Some(theirs)) if stays != theirs => self.conflict(field, show(stays)),
            _ => {}
        }
    }

    fn list(&mut self, addition: Addition, mine: &mut Vec<String>, theirs: &[String]) {
        for item in theirs {
            if !mine.iter().any(|known| same_text(known, item)) {
                mine.push(item.clone());
                self.additions.push(addition);
            }
        }
    }
}

/// Whether a contact has an e-mail address in common with another.
pub fn shares_email(one: &Contact, other: &Contact) -> bool {
    one.emails.iter().any(|email| other.emails.iter().any(|known| same_text(known, email)))
}

/// Whether two people have an address or number in common.
pub fn shares_address(one: &Contact, other: &Contact) -> bool {
    one.addresses().any(|address| has_address(other, address))
}

fn has_address(contact: &Contact, address: &str) -> bool {
    contact.addresses().any(|known| same_text(known, address) || same_number(known, address))
}

/// Whether a name is the same as another or a part of it: `Anna` of `Anna Schmidt`.
fn is_part(part: &str, whole: &str) -> bool {
    let words = |name: &str| name.split_whitespace().map(fold_name).collect::<Vec<_>>();
    let (part, whole) = (words(part), words(whole));
    !part.is_empty() && part.iter().all(|word| whole.contains(word))
}
