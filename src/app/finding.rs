//! Words that are looked for: in everything that was written while the pop-up of find is open, and on the timeline of one
//! customer afterwards.
//!
//! What is written is read beside the keys, by [`Effect::Look`]; answers to what is no longer asked are dropped.

use super::card::{CardFact, CardItem, items};
use super::layout::Pane;
use super::overlay::{Find, Overlay};
use super::{App, Effect, Event};
use crate::domain::record::RecordKind;
use crate::domain::{CustomerId, Record, RecordId};
use crate::search::{Hit, Hits, Keep, Query};

/// More customers and entries than these nobody looks through.
pub const MOST_FOUND: usize = 200;
pub const MOST_HITS: usize = 60;

/// What is looked for at a moment.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// The number of the last question.
    number: u64,
    asked: Option<Query>,
    /// The words that are marked on a timeline.
    pub sought: Option<Sought>,
    /// Where to go once the customer is read.
    to: Option<(CustomerId, RecordId)>,
}

/// Words that were found at a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    pub customer: CustomerId,
    pub query: Query,
}

impl Find {
    /// A pop-up for everybody, or for what was written of one customer.
    pub fn new(within: Option<CustomerId>) -> Self {
        let keep = if within.is_some() { Keep::Every } else { Keep::LatestOfEach };
        Self {
            text: super::text_field::TextField::default(),
            within,
            found: Vec::new(),
            query: None,
            hits: Hits::new(keep, MOST_HITS),
            is_looking: false,
            at: 0,
        }
    }

    /// The rows that can be chosen: customers, then entries.
    pub fn len(&self) -> usize {
        self.found.len() + self.hits.newest.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry under the cursor.
    pub fn hit(&self) -> Option<&Hit> {
        self.hits.newest.get(self.at.checked_sub(self.found.len())?)
    }

    /// Shows other entries; the cursor stays on its entry, and at the top where it never left it.
    fn show(&mut self, hits: Hits) {
        let under = self.hit().filter(|_| self.at > 0).map(|hit| (hit.customer, hit.entry));
        self.hits = hits;
        if let Some((customer, entry)) = under {
            let same = |hit: &Hit| hit.entry == entry || (hit.customer == customer && self.within.is_none());
            let place = self.hits.newest.iter().position(same);
            self.at = place.map_or(self.at, |place| self.found.len() + place);
        }
        self.at = self.at.min(self.len().saturating_sub(1));
    }
}

impl App {
    /// The words that are marked on the timeline of the shown customer.
    pub fn sought_here(&self) -> Option<&Query> {
        let sought = self.finding.sought.as_ref()?;
        (self.shown() == Some(sought.customer)).then_some(&sought.query)
    }

    /// Asks for what the pop-up wants to know, where that is another question than the last.
    pub(super) fn look_anew(&mut self) -> Vec<Effect> {
        let wanted = match &self.overlay {
            Some(Overlay::Find(find)) if find.within.is_none() => find.query.clone(),
            _ => None,
        };
        if wanted == self.finding.asked {
            return Vec::new();
        }
        self.finding.number += 1;
        self.finding.asked.clone_from(&wanted);
        vec![Effect::Look { number: self.finding.number, query: wanted }]
    }

    /// Opens the place of an entry that was found, at once or when its customer is read.
    pub(super) fn go_to_entry(&mut self, customer: CustomerId, entry: RecordId, query: Query) {
        self.finding.sought = Some(Sought { customer, query });
        self.finding.to = Some((customer, entry));
        self.pane = if entry.kind == RecordKind::Customer { Pane::Card } else { Pane::Timeline };
    }

    /// Puts the cursor on the entry that was found.
    pub(super) fn arrive_at_entry(&mut self) {
        let Some((customer, entry)) = self.finding.to else { return };
        if self.shown() != Some(customer) {
            self.finding.to = None;
            return;
        }
        let Some(dossier) = self.shown_dossier() else { return };
        let place = dossier.timeline().iter().position(|record| record.id() == entry);
        let query = self.sought_here();
        let has_words = |item: &CardItem<'_>| match item {
            CardItem::PersonNote(text) | CardItem::Fact(CardFact::Note, text) => {
                query.is_some_and(|query| !query.marks(text).is_empty())
            }
            _ => false,
        };
        let item = items(dossier).iter().position(has_words);
        self.finding.to = None;
        let (card_row, timeline_row) = self.places_mut();
        match entry.kind {
            RecordKind::Customer => *card_row = item.unwrap_or(*card_row),
            _ => *timeline_row = place.unwrap_or(*timeline_row),
        }
    }

    /// What was written of the customer that the pop-up is about; nothing before it is read.
    pub(super) fn hits_within(&self, customer: CustomerId, query: &Query) -> Option<Hits> {
        let dossier = self.ledger.dossier(customer)?;
        let mut hits = Hits::new(Keep::Every, MOST_HITS);
        let card = Record::from(dossier.customer.clone());
        for record in dossier.timeline().iter().chain([&card]).filter(|record| query.is_in_record(record)) {
            hits.take(query, record);
        }
        Some(hits)
    }
}

/// Takes in what was found; other events are given back.
pub(super) fn update(app: &mut App, event: Event) -> Option<Event> {
    match event {
        Event::Found { number, mut hits, is_all } => {
            let ledger = &app.ledger;
            if let Some(Overlay::Find(find)) = &mut app.overlay
                && number == app.finding.number
            {
                hits.retain(|hit| ledger.row(hit.customer).is_some());
                find.is_looking = !is_all;
                find.show(*hits);
            }
        }
        Event::LookFailed { number, reason } => {
            if let Some(Overlay::Find(find)) = &mut app.overlay
                && number == app.finding.number
            {
                find.is_looking = false;
                app.message = Some(super::message::Message::Store(reason));
            }
        }
        other => return Some(other),
    }
    None
}

/// Everybody is known now: looks again, with the cursor on whom or what it was.
pub(super) fn again(app: &mut App) {
    let Some(Overlay::Find(find)) = &mut app.overlay else { return };
    if find.within.is_some() {
        return;
    }
    let (under, before) = (find.found.get(find.at).copied(), find.found.len());
    find.found = app.ledger.find(find.text.text(), MOST_FOUND);
    find.at = match under {
        Some(id) => find.found.iter().position(|other| *other == id).unwrap_or(0),
        None => (find.at + find.found.len()).saturating_sub(before),
    };
    app.finding.asked = None;
}

/// The customer that the pop-up is about was read.
pub(super) fn read(app: &mut App, id: CustomerId) {
    let Some(Overlay::Find(find)) = &app.overlay else { return };
    let Some(query) = find.query.clone().filter(|_| find.within == Some(id)) else { return };
    let hits = app.hits_within(id, &query);
    if let (Some(Overlay::Find(find)), Some(hits)) = (&mut app.overlay, hits) {
        find.is_looking = false;
        find.show(hits);
    }
}
