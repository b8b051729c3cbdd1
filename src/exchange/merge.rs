//! One customer during an import: what was known before, and what the rows add to it.

use super::card::{Addition, Filling, Holder, shares_address, shares_email};
use super::column::Field;
use super::problem::{Reason, RowProblem};
use super::row::{Draft, NextStep, PastContact, Source};
use crate::domain::likeness::same_site;
use crate::domain::{
    ContactId, Customer, CustomerId, Dossier, Edit, FollowUp, IdMint, Interaction, InteractionId, Moment,
    Origin, StageId,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use time::Date;

/// A customer with everything that the rows so far have added.
#[derive(Clone, Debug)]
pub struct Gathered {
    pub card: Customer,
    /// Its records before the import; none for a customer that the file brings.
    before: Option<Dossier>,
    created: Vec<Interaction>,
    follow_up: Option<FollowUp>,
    /// Every entry of the log, old and new, by local day.
    days: BTreeMap<Date, Vec<Entry>>,
    /// Whether a row has been taken in.
    touched: bool,
}

/// What the import needs to know of an entry of the log.
#[derive(Clone, Debug)]
struct Entry {
    id: InteractionId,
    at: Moment,
    summary: String,
    stage: StageId,
    /// Made by an earlier import, so that it may be a row's own entry under an altered text.
    imported_before: bool,
    /// The text of the rows that it has been taken for, since only one text can have been altered into it.
    reworded_from: Option<String>,
}

/// What a row brought about.
#[derive(Clone, Debug)]
pub struct Absorbed {
    pub additions: Vec<Addition>,
    pub problems: Vec<RowProblem>,
    /// Whether the row's contact was taken for one that a person has reworded.
    pub reworded: bool,
}

/// What all rows of a file say happened: company as compared, day, text.
///
/// An entry that was imported before and that no row states any more has been altered by a person.
#[derive(Clone, Debug, Default)]
pub struct Stated(HashMap<(String, Date), HashSet<String>>);

impl Stated {
    pub fn add(&mut self, company: String, contact: &PastContact) {
        self.0.entry((company, contact.at.date())).or_default().insert(contact.summary.clone());
    }

    fn holds(&self, company: &str, day: Date, summary: &str) -> bool {
        self.0.get(&(company.to_owned(), day)).is_some_and(|texts| texts.contains(summary))
    }
}

/// As what a customer is compared with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// As it was before the import, so that rows of one file stay apart.
    BeforeImport,
    /// With all that the rows so far have added, as a second import of the file will see it.
    Now,
}

/// What is the same for every row.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    pub now: Moment,
    pub author: &'a str,
    pub stated: &'a Stated,
}

impl Gathered {
    /// A customer that the row at hand brings.
    pub fn new(draft: &Draft, now: Moment, ids: &mut IdMint) -> Self {
        let id = CustomerId(ids.mint(now));
        let opening_stage = draft.card.opening_stage.clone();
        let card =
            Customer { opening_stage, ..Customer::new(id, draft.card.created, draft.card.company.clone()) };
        Self {
            card,
            before: None,
            created: Vec::new(),
            follow_up: None,
            days: BTreeMap::new(),
            touched: false,
        }
    }

    /// A customer that is known already.
    pub fn existing(before: Dossier) -> Self {
        let mut days: BTreeMap<Date, Vec<Entry>> = BTreeMap::new();
        for entry in before.interactions() {
            let imported_before = entry.origin == Origin::Imported;
            days.entry(entry.at.date()).or_default().push(Entry::of(entry, imported_before));
        }
        let (card, follow_up) = (before.customer.clone(), before.follow_up.clone());
        Self { card, before: Some(before), created: Vec::new(), follow_up, days, touched: false }
    }

    /// Whether the file brings this customer and no row has been taken in yet.
    pub fn is_untouched_new(&self) -> bool {
        self.before.is_none() && !self.touched
    }

    /// Takes in a row. `company` is its company as names are compared.
    pub fn absorb(
        &mut self,
        company: &str,
        draft: &Draft,
        source: Source<'_>,
        terms: Terms<'_>,
        ids: &mut IdMint,
    ) -> Absorbed {
        self.touched = true;
        let holder = if self.before.is_some() { Holder::Yours } else { Holder::EarlierRow };
        let mut filling = Filling::new(source, holder, draft);
        filling.fill(&mut self.card, &draft.card);
        let mut person = None;
        for theirs in &draft.persons {
            let id = filling.contact(&mut self.card, theirs, terms.now, ids);
            person = (draft.persons.len() == 1 && !theirs.1.name.is_empty()).then_some(id);
        }
        if let Some(contact) = &draft.contact {
            let latest = self.latest().map(|entry| entry.at);
            let is_new = self.log(company, draft, contact, person, &mut filling, terms, ids);
            let is_latest = latest.is_none_or(|latest| contact.at > latest);
            if let Some(next) = draft.next.as_ref().filter(|_| is_new && is_latest) {
                self.plan(next, &mut filling);
            }
        } else {
            if let Some(stage) = &draft.stage {
                self.open_at(stage, &draft.card.opening_stage, &mut filling);
            }
            if let Some(next) = &draft.next {
                self.plan_without_contact(next, &mut filling);
            }
        }
        let note_before = self.before.as_ref().map(|before| before.customer.note.as_str());
        filling.note(&mut self.card, &draft.card, note_before);
        let reworded = filling.reworded;
        Absorbed { additions: filling.additions, problems: filling.problems, reworded }
    }

    /// Whether something besides the name says that a row is about this customer: an address, the website,
    /// the same words on the same day.
    pub fn resembles(&self, draft: &Draft, seen: Seen) -> bool {
        let card = match (&self.before, seen) {
            (Some(before), Seen::BeforeImport) => &before.customer,
            (None, Seen::BeforeImport) => return false,
            (_, Seen::Now) => &self.card,
        };
        let contacts = &card.contacts;
        let person =
            draft.persons.iter().any(|(_, theirs)| contacts.iter().any(|it| shares_address(it, theirs)));
        let entry = draft.contact.as_ref().is_some_and(|contact| {
            let same = |entry: &Entry| entry.summary == contact.summary && !entry.summary.is_empty();
            self.days.get(&contact.at.date()).is_some_and(|day| day.iter().any(same))
        });
        person || entry || same_site(&card.website, &draft.card.website)
    }

    /// Whether the customer has an e-mail address of a row by now.
    pub fn shares_email(&self, draft: &Draft) -> bool {
        draft.persons.iter().any(|(_, theirs)| self.card.contacts.iter().any(|it| shares_email(it, theirs)))
    }

    /// What has to be stored, empty if nothing is new.
    pub fn into_edits(self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let (card_before, follow_up_before) = match self.before {
            Some(before) => (Some(before.customer), before.follow_up),
            None => (None, None),
        };
        match card_before {
            None => edits.push(Edit::create(self.card)),
            Some(before) if before != self.card => edits.push(Edit::update(before, self.card)),
            Some(_) => {}
        }
        edits.extend(self.created.into_iter().map(Edit::create));
        match (follow_up_before, self.follow_up) {
            (None, Some(after)) => edits.push(Edit::create(after)),
            (Some(before), Some(after)) if before != after => edits.push(Edit::update(before, after)),
            _ => {}
        }
        edits
    }

    fn latest(&self) -> Option<&Entry> {
        self.days.values().flatten().max_by_key(|entry| (entry.at, entry.id))
    }

    /// The stage that the customer had reached by `at`.
    fn stage_at(&self, at: Moment) -> &StageId {
        let earlier = self.days.range(..=at.date()).rev().find_map(|(_, day)| {
            day.iter().filter(|entry| entry.at <= at).max_by_key(|entry| (entry.at, entry.id))
        });
        earlier.map_or(&self.card.opening_stage, |entry| &entry.stage)
    }

    /// Puts a contact into the log. Returns whether it was not there yet.
    #[expect(clippy::too_many_arguments, reason = "all of one row, taken apart only here")]
    fn log(
        &mut self,
        company: &str,
        draft: &Draft,
        contact: &PastContact,
        person: Option<ContactId>,
        filling: &mut Filling<'_>,
        terms: Terms<'_>,
        ids: &mut IdMint,
    ) -> bool {
        let day = contact.at.date();
        // An entry without a word would say nothing: the cell with its day stands for it.
        let day_cell = filling.source.quote(Field::LastContact).line();
        if let Some(known) = self.known_entry(company, contact, &day_cell, terms.stated) {
            if known.summary != contact.summary && !contact.summary.is_empty() {
                filling.reworded = true;
                filling.conflict(Field::LastContent, known.summary.clone());
            }
            if draft.stage.as_ref().is_some_and(|stage| *stage != known.stage) {
                filling.conflict(Field::Stage, known.stage.as_str().to_owned());
            }
            return false;
        }
        let next = draft.next.clone().unwrap_or_default();
        let stage = draft.stage.clone().unwrap_or_else(|| self.stage_at(contact.at).clone());
        let author = if contact.author.is_empty() { terms.author } else { &contact.author };
        let entry = Interaction {
            id: InteractionId(ids.mint(terms.now)),
            customer: self.card.id,
            at: contact.at,
            channel: contact.channel,
            direction: contact.direction,
            contact: person,
            summary: if contact.summary.is_empty() { day_cell } else { contact.summary.clone() },
            stage,
            next_action: next.action,
            goal: next.goal,
            next_date: next.date,
            next_time: next.time,
            lost_reason: String::new(),
            author: author.to_owned(),
            origin: Origin::Imported,
        };
        self.days.entry(day).or_default().push(Entry::of(&entry, false));
        self.created.push(entry);
        filling.additions.push(Addition::Interaction);
        true
    }

    /// The entry of the log that a row tells of: the same words on the same day, or what an earlier
    /// import made of the row and a person has reworded since.
    fn known_entry(
        &mut self,
        company: &str,
        contact: &PastContact,
        day_cell: &str,
        stated: &Stated,
    ) -> Option<Entry> {
        let day = contact.at.date();
        let entries = self.days.get_mut(&day)?;
        let text = &contact.summary;
        let same = |entry: &&Entry| entry.summary.trim() == text || text.is_empty();
        if let Some(entry) = entries.iter().find(same) {
            return Some(entry.clone());
        }
        let reworded = entries.iter_mut().find(|entry| {
            entry.imported_before
                && !entry.summary.is_empty()
                && entry.summary != day_cell
                && entry.reworded_from.as_ref().is_none_or(|from| from == text)
                && !stated.holds(company, day, entry.summary.trim())
        })?;
        reworded.reworded_from = Some(text.clone());
        Some(reworded.clone())
    }

    /// The stage of a row that tells of no contact; `usual` is where every customer begins.
    fn open_at(&mut self, stage: &StageId, usual: &StageId, filling: &mut Filling<'_>) {
        let current = self.latest().map_or(&self.card.opening_stage, |entry| &entry.stage);
        if current == stage || self.card.opening_stage == *stage {
            return;
        }
        if self.days.is_empty() && self.card.opening_stage == *usual {
            self.card.opening_stage = stage.clone();
            filling.additions.push(Addition::Field(Field::Stage));
        } else {
            filling.conflict(Field::Stage, current.as_str().to_owned());
        }
    }

    /// Plans what the latest contact has led to.
    fn plan(&mut self, next: &NextStep, filling: &mut Filling<'_>) {
        let wanted = self.follow_up(next);
        if self.follow_up.as_ref().is_none_or(|current| !same_step(current, &wanted)) {
            self.follow_up = Some(wanted);
            filling.additions.push(Addition::FollowUp);
        }
    }

    /// Plans a next step of which nobody knows when it was agreed.
    fn plan_without_contact(&mut self, next: &NextStep, filling: &mut Filling<'_>) {
        let wanted = self.follow_up(next);
        let latest = self.latest().filter(|_| self.before.is_some()).map(|entry| entry.at.date());
        match (&self.follow_up, latest) {
            (Some(current), _) if same_step(current, &wanted) => {}
            (Some(current), _) => {
                let date = current.date.map(|date| date.to_string()).unwrap_or_default();
                let (action, goal) = (current.action.clone(), current.goal.clone());
                let when_differs = (current.date, current.time) != (wanted.date, wanted.time);
                for (differs, field, stays) in [
                    (when_differs && wanted.date.is_some(), Field::NextDate, date),
                    (action != wanted.action && !wanted.action.is_empty(), Field::NextAction, action),
                    (goal != wanted.goal && !wanted.goal.is_empty(), Field::Goal, goal),
                ] {
                    if differs {
                        filling.conflict(field, stays);
                    }
                }
            }
            (None, Some(latest)) if wanted.date.is_none_or(|date| date <= latest) => {
                let field = if next.action.is_empty() { Field::NextDate } else { Field::NextAction };
                filling.problems.push(filling.source.problem(field, Reason::ContactedSince(latest)));
            }
            (None, _) => {
                self.follow_up = Some(wanted);
                filling.additions.push(Addition::FollowUp);
            }
        }
    }

    fn follow_up(&self, next: &NextStep) -> FollowUp {
        let NextStep { date, time, action, goal } = next.clone();
        FollowUp { date, time, action, goal, ..FollowUp::new(self.card.id) }
    }
}

impl Entry {
    fn of(entry: &Interaction, imported_before: bool) -> Self {
        let (id, at) = (entry.id, entry.at);
        Self {
            id,
            at,
            summary: entry.summary.clone(),
            stage: entry.stage.clone(),
            imported_before,
            reworded_from: None,
        }
    }
}

fn same_step(one: &FollowUp, other: &FollowUp) -> bool {
    (one.date, one.time, &one.action, &one.goal) == (other.date, other.time, &other.action, &other.goal)
}
