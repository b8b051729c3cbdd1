//! What the program is doing at a moment, and how events change that.
//!
//! [`App::handle`] is the only way to change anything: it takes an event and the time, and answers
//! with effects, which are data for `term` to carry out. No clock, no disk and no terminal here.

mod answers;
mod arrival;
pub mod brief;
pub mod business;
pub mod call;
pub mod card;
mod continuity;
pub mod customer_form;
mod event;
pub mod finding;
pub mod form;
mod front;
pub mod insights;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod ledger;
pub mod links;
pub mod list;
pub mod load;
pub mod message;
pub mod note;
pub mod outgoing;
pub mod overlay;
pub mod pipeline;
pub mod record_form;
mod recording;
pub mod reminder;
pub mod review;
pub mod ring;
pub mod session;
pub mod settings;
pub mod snooze;
pub mod tabs;
pub mod text_field;
mod unfinished;
mod update;
pub mod wrong_file;

pub use arrival::Arrival;
pub use event::{Effect, Event, SavedFiles, Written};
pub use front::{Beat, Front};
pub use update::bulk::CardChange;
pub use update::calls::read_next;

use crate::domain::deal::Doubts;
use crate::domain::{CustomerId, Dossier, IdMint, Moment};
use crate::rules::Messages;
use crate::settings::Settings;
use business::Business;
use call::Call;
use customer_form::CustomerForm;
use finding::Finding;
use insights::Board;
use keymap::Action;
use layout::{Area, Pane, Screen, places_in, today_row_height};
use ledger::{Ledger, Row};
use list::ListCursor;
use message::{Message, Saving};
use note::{Body, Note};
use overlay::Overlay;
use pipeline::Pipeline;
use record_form::RecordForm;
use review::Review;
use session::Session;
use settings::{Language, ThemeName};
use snooze::Aside;
use std::collections::{HashMap, HashSet};
use tabs::Tabs;
use update::bulk::Bulk;
pub use update::record_letter;
use wrong_file::WrongFile;

/// The whole state of the cockpit.
pub struct App {
    pub now: Moment,
    /// What the user has set in `settings.toml`.
    pub settings: Settings,
    /// The path of the settings, to be told.
    pub settings_file: String,
    /// The templates of messages.
    pub messages: Messages,
    pub size: (u16, u16),
    pub language: Language,
    pub theme: ThemeName,
    pub author: String,
    pub ledger: Ledger,
    pub front: Front,
    pub business: Business,
    /// Figures over everybody.
    pub insights: Board,
    pub pipeline: Pipeline,
    pub pane: Pane,
    /// The list that was looked at last; it says which customer is previewed.
    pub last_list: Pane,
    pub today: ListCursor,
    pub customers: ListCursor,
    pub tabs: Tabs,
    pub notes: HashMap<CustomerId, Note>,
    /// Cards that are being written, at most one of them on the screen.
    pub card_drafts: Vec<CustomerForm>,
    /// The daily review, once it has begun.
    pub review: Option<Review>,
    /// Those put off while the date agreed with them stays.
    pub aside: Vec<Aside>,
    /// Calls that are going on.
    pub calls: Vec<Call>,
    /// Customers marked in the lists, for one action on all of them.
    pub marked: HashSet<CustomerId>,
    /// Where a range of marks begins.
    mark_from: Option<CustomerId>,
    /// What was asked for before everybody was known; done as soon as they are.
    awaited: Option<Action>,
    /// A change of many cards that waits for some of them to be read.
    bulk: Option<Bulk>,
    /// Lines that the brief of review and call is scrolled down.
    pub brief_top: usize,
    /// Business records that are being written, at most one of them on the screen.
    pub record_drafts: Vec<RecordForm>,
    pub overlay: Option<Overlay>,
    /// Words that are looked for in what was written.
    pub finding: Finding,
    pub message: Option<Message>,
    /// Files of the user that are not used as they stand.
    pub wrong_files: Vec<WrongFile>,
    pub saving: Saving,
    /// How much of the data is there.
    pub arrival: Arrival,
    /// Place on card and timeline of the customer that a list shows.
    preview: (usize, usize),
    count: Option<u32>,
    /// Whether the key that throws a draft away was just pressed once.
    discard_asked: bool,
    /// What of a payment was just asked about.
    doubts_asked: Doubts,
    loading: Option<CustomerId>,
    /// Who was changed before everybody was known.
    changed_early: HashSet<CustomerId>,
    ids: IdMint,
    action_names: ActionNames,
    last_top: LastTop,
    footer_rows: FooterRows,
    /// Rows of the footer: two where what happened takes more than one.
    footer: u16,
}

/// The names of an action in every language, for the palette; given from outside, since words live in `lang`.
pub type ActionNames = fn(Action) -> Vec<&'static str>;

/// The last line from which help, why or the brief still fills its page; given from outside, since only `view` can measure
/// what they say.
pub type LastTop = fn(&App) -> usize;

/// The rows that the footer takes; given from outside, since only `view` can measure what it says.
pub type FooterRows = fn(&App) -> u16;

/// What an app starts from.
pub struct Setup {
    pub now: Moment,
    pub settings: Settings,
    /// The path of the settings, to be told.
    pub settings_file: String,
    pub messages: Messages,
    pub size: (u16, u16),
    pub language: Language,
    pub theme: ThemeName,
    pub author: String,
    pub ledger: Ledger,
    pub arrival: Arrival,
    pub session: Session,
    /// Makes ids that come after all that there are.
    pub ids: IdMint,
    pub action_names: ActionNames,
    pub last_top: LastTop,
    pub footer_rows: FooterRows,
}

impl App {
    pub fn new(setup: Setup) -> Self {
        let mut app = Self {
            now: setup.now,
            settings: setup.settings,
            settings_file: setup.settings_file,
            messages: setup.messages,
            size: setup.size,
            language: setup.language,
            theme: setup.theme,
            author: setup.author,
            ledger: setup.ledger,
            arrival: setup.arrival,
            front: Front::Panes,
            business: Business::default(),
            insights: Board::default(),
            pipeline: Pipeline::default(),
            pane: Pane::Today,
            last_list: Pane::Today,
            today: ListCursor::default(),
            customers: ListCursor::default(),
            tabs: Tabs::default(),
            notes: HashMap::new(),
            card_drafts: Vec::new(),
            review: None,
            aside: Vec::new(),
            calls: Vec::new(),
            brief_top: 0,
            marked: HashSet::new(),
            mark_from: None,
            bulk: None,
            awaited: None,
            record_drafts: Vec::new(),
            overlay: None,
            finding: Finding::default(),
            message: None,
            wrong_files: Vec::new(),
            saving: Saving::default(),
            preview: (0, 0),
            count: None,
            discard_asked: false,
            doubts_asked: Doubts::default(),
            loading: None,
            changed_early: HashSet::new(),
            ids: setup.ids,
            action_names: setup.action_names,
            last_top: setup.last_top,
            footer_rows: setup.footer_rows,
            footer: 1,
        };
        setup.session.restore(&mut app);
        app.look_where_there_is_something();
        app
    }

    /// Lets go of tabs, notes and cards of customers that no longer exist, once everybody is known.
    fn forget_the_gone(&mut self) {
        if !self.arrival.is_whole() {
            return;
        }
        let ledger = &self.ledger;
        let exists = |id: CustomerId| ledger.row(id).is_some();
        self.tabs.retain(exists);
        self.notes.retain(|id, _| exists(*id));
        self.card_drafts.retain(|form| form.customer.is_none_or(exists));
        self.record_drafts.retain(|form| exists(form.customer));
        self.marked.retain(|id| exists(*id));
        if self.tabs.active().is_none() && self.pane.is_about_one() && self.last_list != self.pane {
            self.pane = self.last_list;
        }
    }

    /// Effects to be run once at the start: the first customer's history.
    pub fn start(&mut self) -> Vec<Effect> {
        self.settle();
        let mut effects = self.load_shown();
        effects.extend(self.count_anew());
        effects
    }

    /// Takes in what happened and answers what is to be done.
    pub fn handle(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        let since = std::mem::replace(&mut self.now, now);
        let (in_hand, by_hand) = (self.open_note().map(|(id, _)| id), is_by_hand(&event));
        self.turn_the_page();
        self.ledger.fold();
        self.keep_in_hand(in_hand);
        let may_draft = !matches!(
            event,
            Event::Resize(..) | Event::Loaded(..) | Event::Counting(_) | Event::Found { .. }
        );
        let before = may_draft.then(|| Session::of(self));
        let mut effects = update::update(self, event);
        self.keep_in_hand(in_hand.filter(|_| !by_hand));
        effects.extend(update::do_what_was_awaited(self));
        let come = self.times_come(since, now);
        self.tell_times(&come);
        if let Some(review) = self.review.as_mut().filter(|_| !come.is_empty()) {
            review.bring_back(&self.ledger, now);
        }
        effects.extend(come.into_iter().map(Effect::Ring));
        self.settle();
        effects.extend(self.load_shown());
        effects.extend(self.count_anew());
        effects.extend(self.ledger.is_to_be_assessed().then_some(Effect::Assess));
        effects.extend(self.look_anew());
        if let Some(before) = before {
            let after = Session::of(self);
            if after != before {
                session::keep(&mut effects, after.to_text());
            }
        }
        effects
    }

    /// The customer that card and timeline show.
    pub fn shown(&self) -> Option<CustomerId> {
        match self.front {
            Front::Call(id) => Some(id),
            Front::Review => self.review.as_ref().and_then(|review| review.customer(&self.ledger)),
            Front::Panes => self.tabs.active().map(|tab| tab.customer).or_else(|| self.selected()),
            Front::Pipeline => self.pipeline.customer(),
            Front::Business => self.business.customer(),
            Front::Insights => None,
        }
    }

    /// The call that is on the screen.
    pub fn open_call(&self) -> Option<&Call> {
        let Front::Call(id) = self.front else { return None };
        self.calls.iter().find(|call| call.customer == id)
    }

    pub fn shown_row(&self) -> Option<&Row> {
        self.ledger.row(self.shown()?)
    }

    pub fn shown_dossier(&self) -> Option<&Dossier> {
        self.ledger.dossier(self.shown()?)
    }

    /// The customer under the cursor of the list that was looked at last.
    pub fn selected(&self) -> Option<CustomerId> {
        match self.last_list {
            Pane::Customers => self.customers.customer(self.ledger.order()),
            _ => self.today.customer(self.ledger.agenda()),
        }
    }

    /// Rows on card and timeline of the shown customer: (card, timeline).
    pub fn places(&self) -> (usize, usize) {
        self.tabs.active().map_or(self.preview, |tab| (tab.card_row, tab.timeline_row))
    }

    /// The places of everything on the screen; none when it is too small.
    pub fn screen(&self) -> Option<Screen> {
        let line = self.open_note().is_some_and(|(_, note)| matches!(note.body, Body::Line(_)));
        let editor = if line { LINE_EDITOR_HEIGHT } else { 0 };
        Screen::of(self.size, self.pane, !self.tabs.is_empty(), editor, self.footer)
    }

    /// Scrolls the brief of review or call, no further than its last page.
    fn scroll_brief(&mut self, by: isize) {
        self.brief_top = self.brief_top.saturating_add_signed(by).min((self.last_top)(self));
    }

    /// The count typed before a movement.
    pub fn pending_count(&self) -> Option<u32> {
        self.count
    }

    /// How many places of a list its pane shows.
    pub fn visible(&self, pane: Pane) -> usize {
        let area = self.screen().and_then(|screen| screen.pane(pane)).map_or(Area::default(), Area::inner);
        match pane {
            Pane::Today => {
                places_in(area.height, today_row_height(area), self.today.rows(self.ledger.agenda().len()))
            }
            _ => places_in(area.height, 1, self.customers.rows(self.ledger.order().len())),
        }
    }

    /// Brings cursors back into their lists, whatever has changed.
    fn settle(&mut self) {
        self.footer = (self.footer_rows)(self);
        // Before everybody is known, nobody can be said to be gone.
        let is_there = match self.front {
            Front::Panes | Front::Pipeline | Front::Business | Front::Insights => true,
            Front::Review => self.review.is_some(),
            Front::Call(id) => {
                let known = !self.arrival.is_whole() || self.ledger.row(id).is_some();
                known && self.open_call().is_some()
            }
        };
        if !is_there {
            self.front = Front::Panes;
        }
        let pane = self.pane;
        if let Some(tab) = self.tabs.active_mut().filter(|_| pane.is_about_one()) {
            tab.pane = pane;
        }
        // A part of everybody would be another board, with other sums.
        if self.front == Front::Pipeline && self.arrival.is_whole() {
            let in_hand = self.open_note().map(|(id, _)| id);
            self.pipeline.refresh(&self.ledger, self.now.date());
            self.pipeline.settle(self.board());
            // Who is filtered out while a note is written about them stays on the screen.
            self.keep_in_hand(in_hand);
        }
        if self.front == Front::Business {
            self.business.refresh(&self.ledger, self.now.date());
        }
        self.business.settle(&self.ledger, self.visible_deals());
        let (today, customers) = (self.visible(Pane::Today), self.visible(Pane::Customers));
        self.let_go_of_who_is_back();
        self.today.settle(self.ledger.agenda().len(), today);
        self.customers.settle(self.ledger.order().len(), customers);
        self.arrive_at_entry();
        if let Some(dossier) = self.shown_dossier() {
            let (entries, items) = (dossier.timeline().len(), card::items(dossier).len());
            let (card_row, timeline_row) = self.places_mut();
            *card_row = (*card_row).min(items.saturating_sub(1));
            *timeline_row = (*timeline_row).min(entries.saturating_sub(1));
        }
    }

    fn places_mut(&mut self) -> (&mut usize, &mut usize) {
        match self.tabs.active_mut() {
            Some(tab) => (&mut tab.card_row, &mut tab.timeline_row),
            None => (&mut self.preview.0, &mut self.preview.1),
        }
    }

    /// Asks for the history of the customer whose form is on the screen, else of the shown one, once.
    fn load_shown(&mut self) -> Vec<Effect> {
        let Some(id) = self.written_about().or_else(|| self.shown()) else { return Vec::new() };
        if self.ledger.dossier(id).is_some() || self.loading == Some(id) || self.saving.pending > 0 {
            return Vec::new();
        }
        self.loading = Some(id);
        vec![Effect::Load(id)]
    }
}

/// Whether the person at the keyboard made it happen.
fn is_by_hand(event: &Event) -> bool {
    matches!(event, Event::Key(_) | Event::Paste(_))
}

/// Rows of the one-line log: the line and its reading within a border.
pub const LINE_EDITOR_HEIGHT: u16 = 5;
