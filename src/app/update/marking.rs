//! One-key marks: tags, grade, class, and putting a customer off.

use super::super::message::Message;
use super::super::overlay::{GRADE_CHOICES, Overlay, class_choices};
use super::super::snooze::{Aside, Snooze};
use super::super::text_field::TextField;
use super::super::{App, Effect};
use super::bulk;
use crate::domain::contact_log::plan_edit;
use crate::domain::text::clean_line;
use crate::domain::{Cause, Customer, CustomerId, Edit};

pub fn ask_snooze(app: &mut App) {
    let Some(mut whom) = asked_about(app) else { return };
    whom.retain(|id| app.ledger.row(*id).is_none_or(|row| !row.do_not_contact()));
    if whom.is_empty() {
        app.message = Some(Message::NotToBePutOff);
        return;
    }
    app.overlay = Some(Overlay::Snooze(Snooze { whom, text: TextField::default() }));
}

pub fn ask_grade(app: &mut App) {
    let Some(whom) = asked_about(app) else { return };
    let pinned = whom.first().and_then(|id| app.ledger.row(*id)).and_then(|row| row.summary.pinned_grade);
    let at = GRADE_CHOICES.iter().position(|grade| *grade == pinned).unwrap_or(0);
    app.overlay = Some(Overlay::Grade { whom, at });
}

pub fn ask_class(app: &mut App) {
    let Some(whom) = asked_about(app) else { return };
    let row = whom.first().and_then(|id| app.ledger.row(*id));
    let pinned = row.and_then(|row| row.summary.pinned_class.clone());
    let at = class_choices(app.ledger.rules()).iter().position(|class| *class == pinned).unwrap_or(0);
    app.overlay = Some(Overlay::Class { whom, at });
}

/// Those who are marked, or the shown one.
pub fn asked_about(app: &mut App) -> Option<Vec<CustomerId>> {
    let whom = bulk::whom(app);
    if whom.is_empty() {
        app.message = Some(Message::NoCustomer);
        return None;
    }
    Some(whom)
}

/// Puts customers off as the line says. Returns nothing while it cannot be read.
pub fn snooze(app: &mut App, snooze: &Snooze) -> Option<Vec<Effect>> {
    let rest = app.snooze_reading(snooze).ok()?;
    let known = || snooze.whom.iter().filter_map(|id| Some(&app.ledger.row(*id)?.summary));
    let summaries = || known().filter(|summary| !rest.leaves(summary, &snooze.whom));
    let plans = || summaries().map(|summary| (summary, rest.plan(summary, app.now)));
    let edits = plans().filter_map(|(summary, plan)| plan_edit(summary, Some(plan))).collect();
    let stays: Vec<_> = plans().map(|(_, plan)| plan).filter(|_| rest.keeps.is_some()).collect();
    let company = summaries().next().map_or_else(String::new, |summary| summary.company.clone());
    let edited = summaries().count();
    let left = known().count() - edited;
    for plan in stays {
        Aside { until: rest.when.date, plan }.join(&mut app.aside, app.now.date());
    }
    let effects = super::commit(app, Cause::Snoozed, edits);
    let (until, count) = (rest.when, edited);
    app.message = Some(match (count, rest.keeps) {
        _ if left > 0 => Message::SeveralSnoozed { count, until, left },
        (1, Some(agreed)) => Message::AgreedStays { company, again: until.date, agreed },
        (1, None) if rest.until_answer => Message::Resting { company, at_most: until.date },
        (1, None) => Message::Snoozed { company, until },
        _ => Message::SeveralSnoozed { count, until, left },
    });
    Some(effects)
}

/// Puts a tag on, or takes it off where it is on already.
pub fn toggle_tag(app: &mut App, id: CustomerId, tag: &str) -> Vec<Effect> {
    let tag = clean_line(tag);
    if tag.is_empty() {
        return Vec::new();
    }
    let mut on = false;
    let effects = change_card(app, id, Cause::Tagged, |card| {
        on = !card.tags.contains(&tag);
        if on {
            card.tags.push(tag.clone());
        } else {
            card.tags.retain(|other| *other != tag);
        }
    });
    let company = super::company(app, id);
    if !effects.is_empty() {
        app.message =
            Some(if on { Message::Tagged { company, tag } } else { Message::Untagged { company, tag } });
    }
    effects
}

fn change_card(
    app: &mut App,
    id: CustomerId,
    cause: Cause,
    change: impl FnOnce(&mut Customer),
) -> Vec<Effect> {
    let Some(before) = app.ledger.dossier(id).map(|dossier| dossier.customer.clone()) else {
        app.message = Some(Message::StillLoading);
        return Vec::new();
    };
    let mut after = before.clone();
    change(&mut after);
    super::commit(app, cause, vec![Edit::update(before, after)])
}
