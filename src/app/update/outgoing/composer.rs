//! Messages: the list with its texts filled in, handing one over, and writing down that it was sent.

use super::super::super::links::{first_draft, mail, whatsapp};
use super::super::super::message::Message;
use super::super::super::note::{Body, Note};
use super::super::super::outgoing::{Choice, Composer, Outgoing, Sent, WRITTEN_BY, Way};
use super::super::super::settings::Language;
use super::super::super::text_field::TextField;
use super::super::super::{App, Effect};
use super::super::{browse, editing};
use super::{languages, refresh, show, shown};
use crate::documents::{Filled, PaperLanguage, fields, fill};
use crate::domain::quick_log::{LogContext, LogReading, write_log};
use crate::domain::{Channel, CustomerId, Direction, Dossier};

/// Messages to the customer, the best fitting first.
pub fn open(app: &mut App) {
    let Some(customer) = shown(app) else { return };
    let Some(row) = app.ledger.row(customer) else { return };
    let (rules, stages, calendar) = (app.ledger.rules(), app.ledger.stages(), app.ledger.calendar());
    let found = app.messages.for_customer(rules, &row.summary, stages, calendar, app.now.date());
    let choices: Vec<_> = found
        .into_iter()
        .map(|(message, fits)| Choice { id: message.id.clone(), name: message.name.clone(), fits })
        .collect();
    if choices.is_empty() {
        app.message = Some(Message::NoMessages);
        return;
    }
    let best = best_way(app, customer);
    let filled = Ok(Filled::default());
    let composer = Composer { customer, choices, at: 0, wanted: None, language: "en", filled, top: 0, best };
    show(app, Outgoing::Composer(composer));
    refresh(app);
}

/// What the rules suggest to write by, as far as there is an address for it.
fn best_way(app: &App, customer: CustomerId) -> Way {
    let (Some(row), Some(dossier)) = (app.ledger.row(customer), app.ledger.dossier(customer)) else {
        return Way::Copy;
    };
    let rules = app.ledger.rules();
    let ways = rules.writes_by(&row.summary, &row.assessment).map(|channel| match channel {
        Channel::Email => Way::Mail,
        Channel::Whatsapp => Way::Whatsapp,
        _ => Way::Copy,
    });
    let leads_somewhere = |way: &Way| *way == Way::Copy || draft(dossier, *way, &Filled::default()).is_some();
    ways.into_iter().find(leads_somewhere).unwrap_or(Way::Copy)
}

/// The address of a draft with this text in it.
fn draft(dossier: &Dossier, way: Way, text: &Filled) -> Option<String> {
    let people = &dossier.customer.contacts;
    match way {
        Way::Mail => first_draft(people, |it| &it.emails, |to| mail(to, &text.subject, &text.body)),
        Way::Whatsapp => first_draft(people, |it| &it.whatsapp, |to| whatsapp(to, &text.body)),
        Way::Copy => None,
    }
}

/// Fills in the text under the cursor.
pub fn compose(app: &App, composer: &mut Composer) {
    composer.top = 0;
    let Some(dossier) = app.ledger.dossier(composer.customer) else { return };
    let chosen = composer.choices.get(composer.at);
    let message = chosen.and_then(|choice| app.messages.iter().find(|message| message.id == choice.id));
    let languages: Vec<_> = composer.wanted.into_iter().chain(languages(app, dossier)).collect();
    let Some(text) = message.and_then(|message| message.text(&languages)) else { return };
    composer.language = text.language;
    let language = if text.language == "zh" { PaperLanguage::Zh } else { PaperLanguage::En };
    let fields = fields(dossier, &app.settings.company, &app.author, app.now.date(), language);
    composer.filled = fill(&text.subject, &text.body, &fields);
}

/// Hands a message over to a mail program, to WhatsApp or to the clipboard, and asks whether it was sent.
pub fn send(app: &mut App, composer: Composer, way: Way) -> Vec<Effect> {
    let Ok(text) = &composer.filled else {
        show(app, Outgoing::Composer(composer));
        return Vec::new();
    };
    let effect = match (way, app.ledger.dossier(composer.customer).and_then(|it| draft(it, way, text))) {
        (Way::Copy, _) => {
            app.message = Some(Message::Copied(text.body.clone()));
            Effect::Copy(text.body.clone())
        }
        (_, Some(url)) => {
            app.message = Some(Message::DraftOpening);
            Effect::Open(url)
        }
        (_, None) => {
            app.message =
                Some(Message::NoAddress(if way == Way::Mail { Channel::Email } else { Channel::Whatsapp }));
            show(app, Outgoing::Composer(composer));
            return Vec::new();
        }
    };
    let row = app.ledger.row(composer.customer);
    let suggested = row.and_then(|row| {
        let mut channels = app.ledger.rules().writes_by(&row.summary, &row.assessment);
        channels.find(|channel| WRITTEN_BY.contains(channel))
    });
    let channel = match way {
        Way::Mail => Channel::Email,
        Way::Whatsapp => Channel::Whatsapp,
        Way::Copy => suggested.unwrap_or(Channel::Email),
    };
    let name = composer.choices.get(composer.at).map_or("", |choice| choice.name.in_language(app.language));
    // A subject with something missing was put right outside, so it is not what was sent.
    let summary = match text.subject.as_str() {
        subject if subject.is_empty() || !text.missing.is_empty() => name.to_owned(),
        subject => match app.language {
            Language::En => format!("{name}: {subject}"),
            Language::Zh => format!("{name}：{subject}"),
        },
    };
    show(
        app,
        Outgoing::Sent(Sent {
            customer: composer.customer,
            channel,
            summary,
            text: text.body.clone(),
            unopened: false,
        }),
    );
    vec![effect]
}

/// Opens the one-line log with what was sent, so that the next step is asked for as always.
pub fn write_down(app: &mut App, sent: &Sent) {
    let id = sent.customer;
    if app.shown() != Some(id) {
        browse::show(app, id);
    }
    let Some(desk) = app.desk(id) else { return };
    let contact = desk.contacts.first().map(|contact| contact.id);
    let reading = LogReading {
        channel: Some(sent.channel),
        direction: Some(Direction::Out),
        contact,
        summary: sent.summary.clone(),
        ..LogReading::default()
    };
    let context = LogContext { now: desk.now, stages: desk.stages, contacts: desk.contacts };
    let line = write_log(&reading, context);
    let alone = write_log(&LogReading { summary: sent.summary.clone(), ..LogReading::default() }, context);
    let note = app.notes.entry(id).or_insert_with(Note::line);
    note.open = true;
    let is_blank = note.is_blank();
    match &mut note.body {
        Body::Line(text) if is_blank => *text = TextField::new(format!("{line} ")),
        // What was begun stays in front; it goes on as one contact.
        Body::Line(text) => *text = TextField::new(format!("{} {alone} ", text.text().trim_end())),
        Body::Form(_) => app.message = Some(Message::NoteKept),
    }
    editing::hold_tab(app);
}
