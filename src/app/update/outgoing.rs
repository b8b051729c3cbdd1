//! Keys of pages to open, papers and messages. What is done outside comes out as effects.

pub mod composer;

use super::super::card::{CardItem, items};
use super::super::keymap::{Action, Context};
use super::super::layout::Pane;
use super::super::links::{Link, LinkKind, links};
use super::super::message::Message;
use super::super::outgoing::{
    Links, Made, NotOpened, Outgoing, PaperMade, PaperTask, Papers, WRITTEN_BY, Way, Written,
};
use super::super::overlay::Overlay;
use super::super::{App, Effect, Front};
use crate::documents::{Form, Paper, PaperLanguage};
use crate::domain::language::languages_of;
use crate::domain::record::RecordKind;
use crate::domain::{CustomerId, Dossier, Record, RecordId};

/// The shown customer with its history, or a word about why there is none.
fn shown(app: &mut App) -> Option<CustomerId> {
    let Some(id) = app.shown() else {
        app.message = Some(Message::NoCustomer);
        return None;
    };
    if app.ledger.dossier(id).is_none() {
        app.message = Some(Message::StillLoading);
        return None;
    }
    Some(id)
}

/// What can be opened for the customer; the cursor begins at what the cursor of the screen is on.
pub fn open_links(app: &mut App) {
    let Some(customer) = shown(app) else { return };
    let Some(dossier) = app.ledger.dossier(customer) else { return };
    let links = links(dossier);
    if links.is_empty() {
        app.message = Some(Message::NothingToOpen);
        return;
    }
    let record = app.record_under_cursor();
    let address = address_under_cursor(app, dossier);
    let is_it = |link: &Link| {
        (record.is_some() && link.record == record) || address.is_some_and(|address| link.address == address)
    };
    let at = links.iter().position(is_it).unwrap_or(0);
    show(app, Outgoing::Links(Links { customer, links, at }));
}

fn address_under_cursor<'d>(app: &App, dossier: &'d Dossier) -> Option<&'d str> {
    let is_card = app.front == Front::Panes && app.pane == Pane::Card;
    match items(dossier).get(app.places().0).filter(|_| is_card) {
        Some(CardItem::Address(_, address) | CardItem::Fact(_, address)) => Some(address),
        _ => None,
    }
}

/// The quotations and proforma invoices of the customer, for a paper.
pub fn open_papers(app: &mut App) {
    let Some(customer) = shown(app) else { return };
    let Some(dossier) = app.ledger.dossier(customer) else { return };
    let ids = dossier.timeline().iter().map(Record::id);
    let records: Vec<RecordId> =
        ids.filter(|id| matches!(id.kind, RecordKind::Quotation | RecordKind::Invoice)).collect();
    if records.is_empty() {
        app.message = Some(Message::NothingToPrint);
        return;
    }
    let here = app.record_under_cursor();
    let at = records.iter().position(|id| Some(*id) == here).unwrap_or(0);
    let wanted = languages(app, dossier).first().copied();
    let language = if wanted == Some("zh") { PaperLanguage::Zh } else { PaperLanguage::En };
    show(app, Outgoing::Papers(Papers { customer, records, at, language, missing: Vec::new() }));
    refresh(app);
}

/// The languages to write in, the best first: the one of the settings alone, or what the customer speaks.
fn languages(app: &App, dossier: &Dossier) -> Vec<&'static str> {
    let set = crate::domain::language::LANGUAGES.iter().find(|it| **it == app.settings.company.language);
    set.copied().into_iter().chain(languages_of(&dossier.customer)).collect()
}

fn show(app: &mut App, pop_up: Outgoing) {
    app.overlay = Some(Overlay::Outgoing(Box::new(pop_up)));
}

/// Works out again what follows from the row under the cursor.
fn refresh(app: &mut App) {
    let Some(Overlay::Outgoing(mut pop_up)) = app.overlay.take() else { return };
    match &mut *pop_up {
        Outgoing::Papers(papers) => {
            papers.missing = paper(app, papers).map(|paper| paper.missing()).unwrap_or_default();
        }
        Outgoing::Composer(it) => composer::compose(app, it),
        Outgoing::Links(_) | Outgoing::Written(_) | Outgoing::Sent(_) | Outgoing::Unopened(_) => {}
    }
    app.overlay = Some(Overlay::Outgoing(pop_up));
}

fn paper(app: &App, papers: &Papers) -> Option<Paper> {
    let dossier = app.ledger.dossier(papers.customer)?;
    let wanted = papers.records.get(papers.at)?;
    let record = dossier.timeline().iter().find(|record| record.id() == *wanted)?;
    Paper::of(dossier, record, &app.settings.company, papers.language)
}

pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => app.overlay = None,
        Action::Down => step(app, 1),
        Action::Up => step(app, -1),
        Action::PageDown => scroll(app, PAGE),
        Action::PageUp => scroll(app, -PAGE),
        Action::OtherLanguage => other_language(app),
        Action::NextChoice => turn_channel(app, 1),
        Action::PreviousChoice => turn_channel(app, -1),
        Action::Copy
        | Action::Accept
        | Action::Yes
        | Action::WriteMail
        | Action::WriteWhatsapp
        | Action::AsText
        | Action::AsPdf => {
            return carry_out(app, action);
        }
        _ => {}
    }
    Vec::new()
}

const PAGE: isize = 6;

fn with(app: &mut App, change: impl FnOnce(&mut Outgoing)) {
    if let Some(Overlay::Outgoing(pop_up)) = &mut app.overlay {
        change(pop_up);
    }
}

fn step(app: &mut App, by: isize) {
    with(app, |pop_up| {
        let (at, len) = match pop_up {
            Outgoing::Links(links) => (&mut links.at, links.links.len()),
            Outgoing::Papers(papers) => (&mut papers.at, papers.records.len()),
            Outgoing::Composer(composer) => (&mut composer.at, composer.choices.len()),
            Outgoing::Written(_) | Outgoing::Sent(_) | Outgoing::Unopened(_) => return,
        };
        *at = at.saturating_add_signed(by).min(len.saturating_sub(1));
    });
    refresh(app);
}

/// A long text is scrolled; the view stops at its last page.
fn scroll(app: &mut App, by: isize) {
    with(app, |pop_up| {
        if let Outgoing::Composer(composer) = pop_up {
            let lines = composer.filled.as_ref().map_or(0, |filled| filled.body.lines().count());
            composer.top = composer.top.saturating_add_signed(by).min(lines);
        }
    });
}

fn other_language(app: &mut App) {
    let Some(Overlay::Outgoing(mut pop_up)) = app.overlay.take() else { return };
    match &mut *pop_up {
        Outgoing::Papers(papers) => {
            papers.language =
                if papers.language == PaperLanguage::En { PaperLanguage::Zh } else { PaperLanguage::En };
        }
        Outgoing::Composer(composer) => {
            let chosen = composer.choices.get(composer.at);
            let message =
                chosen.and_then(|choice| app.messages.iter().find(|message| message.id == choice.id));
            let texts = message.map_or(&[][..], |message| &message.texts);
            let here =
                texts.iter().position(|text| text.language == composer.language).map_or(0, |at| at + 1);
            composer.wanted = texts.get(here).or(texts.first()).map(|text| text.language);
        }
        Outgoing::Links(_) | Outgoing::Written(_) | Outgoing::Sent(_) | Outgoing::Unopened(_) => {}
    }
    app.overlay = Some(Overlay::Outgoing(pop_up));
    refresh(app);
}

fn turn_channel(app: &mut App, by: isize) {
    with(app, |pop_up| {
        if let Outgoing::Sent(sent) = pop_up {
            let count = WRITTEN_BY.len();
            let here = WRITTEN_BY.iter().position(|channel| *channel == sent.channel).unwrap_or(0);
            let there = (here + count).saturating_add_signed(by) % count;
            sent.channel = WRITTEN_BY.get(there).copied().unwrap_or(sent.channel);
        }
    });
}

fn carry_out(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(Overlay::Outgoing(pop_up)) = app.overlay.take() else { return Vec::new() };
    match (*pop_up, action) {
        (Outgoing::Links(menu), Action::Accept | Action::Copy) => {
            let Some(link) = menu.links.get(menu.at) else { return Vec::new() };
            let effect = open_or_copy(app, link, action);
            vec![effect]
        }
        (Outgoing::Papers(papers), Action::Accept | Action::AsText | Action::AsPdf) => {
            let Some(paper) = paper(app, &papers) else {
                app.message = Some(Message::StillLoading);
                return Vec::new();
            };
            let form = match action {
                Action::AsText => Form::Text,
                Action::AsPdf => Form::Pdf,
                _ => Form::Html,
            };
            if form == Form::Pdf {
                app.message = Some(Message::Printing);
            }
            let (logo, browser) = (app.settings.company.logo.clone(), app.settings.pdf_browser.clone());
            vec![Effect::MakePaper(Box::new(PaperTask { paper, form, logo, browser }))]
        }
        (Outgoing::Written(written), Action::Accept) => {
            app.message = Some(Message::Opening(written.path.clone()));
            vec![Effect::Open(written.path)]
        }
        (Outgoing::Written(written), Action::Copy) => {
            app.message = Some(Message::Copied(written.path.clone()));
            vec![Effect::Copy(written.path)]
        }
        (Outgoing::Unopened(target), Action::Copy) => {
            app.message = Some(Message::Copied(target.clone()));
            vec![Effect::Copy(target)]
        }
        // Copied or not, the question stays.
        (Outgoing::Sent(sent), Action::Copy) => {
            app.message = Some(Message::Copied(sent.text.clone()));
            let effect = Effect::Copy(sent.text.clone());
            show(app, Outgoing::Sent(sent));
            vec![effect]
        }
        (Outgoing::Composer(it), _) => {
            let way = match action {
                Action::WriteMail => Way::Mail,
                Action::WriteWhatsapp => Way::Whatsapp,
                Action::Copy => Way::Copy,
                _ => it.best,
            };
            composer::send(app, it, way)
        }
        (Outgoing::Sent(sent), Action::Accept | Action::Yes) => {
            composer::write_down(app, &sent);
            Vec::new()
        }
        (other, _) => {
            show(app, other);
            Vec::new()
        }
    }
}

/// A mail address and a number are copied as people write them, a page as its address.
fn open_or_copy(app: &mut App, link: &Link, action: Action) -> Effect {
    if action == Action::Accept {
        app.message = Some(Message::Opening(link.url.clone()));
        return Effect::Open(link.url.clone());
    }
    let text = match link.kind {
        LinkKind::Mail | LinkKind::Phone => link.address.clone(),
        _ => link.url.clone(),
    };
    app.message = Some(Message::Copied(text.clone()));
    Effect::Copy(text)
}

/// Nothing was opened: what was to be is offered for copying, unless somebody is typing or choosing meanwhile.
pub fn not_opened(app: &mut App, what: NotOpened) {
    with(app, |pop_up| {
        if let Outgoing::Sent(sent) = pop_up {
            sent.unopened = true;
        }
    });
    if matches!(app.context(), Context::Browse | Context::Review) {
        // An address and a number are copied as people write them.
        let bare = ["mailto:", "tel:"].iter().find_map(|kind| what.target.strip_prefix(kind));
        show(app, Outgoing::Unopened(bare.unwrap_or(&what.target).to_owned()));
    }
    app.message = Some(Message::NotOpened(what));
}

/// A paper was made: its file is offered for opening, its text goes to the clipboard.
pub fn made(app: &mut App, made: PaperMade) -> Vec<Effect> {
    let effects = match made.what {
        Made::File(path) => {
            offer(app, path);
            Vec::new()
        }
        Made::PageAlone { page, why } => {
            offer(app, page);
            app.message = Some(Message::NotPrinted(why));
            Vec::new()
        }
        Made::Text(text) => {
            app.message = Some(Message::Copied(text.clone()));
            vec![Effect::Copy(text)]
        }
    };
    if let Some(mistake) = made.mistake {
        app.message = Some(Message::WithoutOwn(mistake));
    }
    effects
}

/// Offers to open what was written, unless somebody is typing or choosing meanwhile.
fn offer(app: &mut App, path: String) {
    if matches!(app.context(), Context::Browse | Context::Review) {
        app.message = None;
        show(app, Outgoing::Written(Written { path }));
    } else {
        app.message = Some(Message::PaperWritten(path));
    }
}
