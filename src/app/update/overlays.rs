//! Keys while a pop-up is open.

use super::super::key::{Code, Key};
use super::super::keymap::{Action, Context, palette_rows};
use super::super::message::Message;
use super::super::overlay::{
    FilterList, GRADE_CHOICES, Overlay, Owner, Palette, Tags, Versions, class_choices,
};
use super::super::text_field::{Lines, TextField};
use super::super::{App, Effect, Front};
use super::bulk::{self, CardChange, PinnedClass};
use super::{browse, deletion, finding, levelling, marking, money, pipeline, recording, typed_into};
use crate::domain::deal::DealKind;
use crate::domain::tag::{self, BUILT_IN_TAGS};
use crate::domain::text::{clean_line, fold_name};
use crate::domain::{ClassId, Grade};

pub fn toggle_help(app: &mut App) {
    app.overlay = match app.overlay {
        Some(Overlay::Help { .. }) => None,
        _ => Some(Overlay::Help { top: 0 }),
    };
}

pub fn open_why(app: &mut App) {
    match app.shown() {
        Some(customer) => app.overlay = Some(Overlay::Why { customer, top: 0 }),
        None => app.message = Some(Message::NoCustomer),
    }
}

pub fn open_tags(app: &mut App) {
    let Some(whom) = marking::asked_about(app) else { return };
    let text = TextField::default();
    app.overlay = Some(Overlay::Tags(Tags { whom, text, offered: Vec::new(), at: 0, ticked: false }));
    refresh(app);
}

pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => {
            if let Some(Overlay::MoveStage(proposal)) = app.overlay.take() {
                return recording::leave_stage(app, &proposal);
            }
        }
        Action::Down => step(app, 1),
        Action::Up => step(app, -1),
        Action::PageDown => step(app, page(app)),
        Action::PageUp => step(app, -page(app)),
        Action::Tick => return tick(app),
        Action::MarkAll => {
            if let Some(Overlay::Level(level)) = &mut app.overlay {
                level.tick_all();
            }
        }
        Action::ToEntries => {
            if let Some(Overlay::Find(find)) = &mut app.overlay {
                finding::change_part(find);
            }
        }
        Action::Accept | Action::Yes => return accept(app, action),
        _ => {}
    }
    Vec::new()
}

fn page(app: &App) -> isize {
    isize::try_from(app.size.1 / 2).unwrap_or(10)
}

/// Ticks the row under the cursor, and the list stays open. Where one types, a space is text.
fn tick(app: &mut App) -> Vec<Effect> {
    let ticks = app.overlay.as_ref().is_some_and(Overlay::ticks);
    if !ticks && app.overlay.as_mut().and_then(typed_into).is_some() {
        return type_key(app, Key::plain(Code::Char(' ')));
    }
    match app.overlay.take() {
        Some(Overlay::Level(mut level)) => {
            levelling::tick(&mut level);
            app.overlay = Some(Overlay::Level(level));
        }
        Some(Overlay::Tags(tags)) => {
            let effects = toggle_tag(app, &tags);
            app.overlay = Some(Overlay::Tags(Tags { ticked: true, ..tags }));
            refresh(app);
            return effects;
        }
        Some(Overlay::Filter(list)) => {
            toggle_facet(app, &list);
            app.overlay = Some(Overlay::Filter(FilterList { ticked: true, ..list }));
            refresh(app);
        }
        other => {
            app.overlay = other;
            step(app, 1);
        }
    }
    Vec::new()
}

fn toggle_tag(app: &mut App, tags: &Tags) -> Vec<Effect> {
    let Some(tag) = tags.offered.get(tags.at) else { return Vec::new() };
    match tags.whom.as_slice() {
        [only] => marking::toggle_tag(app, *only, tag),
        several => bulk::toggle_tag(app, several, tag),
    }
}

/// Sets the part of the filter under the cursor, or takes it away.
fn toggle_facet(app: &mut App, list: &FilterList) {
    if let Some((facet, _)) = list.offered.get(list.at) {
        app.pipeline.toggle(facet.clone());
    }
}

/// A key that is text; in a short list a letter picks at once.
pub fn type_key(app: &mut App, key: Key) -> Vec<Effect> {
    if let Some(text) = app.overlay.as_mut().and_then(typed_into) {
        if text.press(key, Lines::One) {
            to_top(app);
        }
        return Vec::new();
    }
    let typed = key.as_command().typed().map(|c| c.to_ascii_lowercase());
    let Some(typed) = typed else { return Vec::new() };
    if let Some(place) = picked(app, typed) {
        match &mut app.overlay {
            Some(Overlay::Grade { at, .. } | Overlay::Class { at, .. }) => *at = place,
            Some(Overlay::NewRecord(menu)) => menu.at = place,
            _ => {}
        }
        return accept(app, Action::Accept);
    }
    let is_page = matches!(
        app.overlay,
        Some(Overlay::Help { .. } | Overlay::Mistakes { .. } | Overlay::Why { .. } | Overlay::Versions(_))
    );
    let is_list = is_page || matches!(app.overlay, Some(Overlay::Level(_) | Overlay::Behind(_)));
    match typed {
        'q' | 'n' | '?' if is_page || matches!(app.overlay, Some(Overlay::Delete(_))) => app.overlay = None,
        ' ' if is_page => step(app, 1),
        'j' if is_list => step(app, 1),
        'k' if is_list => step(app, -1),
        _ => {}
    }
    Vec::new()
}

/// The place in a short list that a letter stands for: a grade, the beginning of a class, `r` for the rules.
fn picked(app: &App, typed: char) -> Option<usize> {
    match app.overlay {
        Some(Overlay::Grade { .. }) if typed == 'r' => Some(GRADE_CHOICES.len() - 1),
        Some(Overlay::Grade { .. }) => {
            let is_it = |grade: &Option<Grade>| {
                grade.is_some_and(|grade| grade.id().eq_ignore_ascii_case(&typed.to_string()))
            };
            GRADE_CHOICES.iter().position(is_it)
        }
        Some(Overlay::NewRecord(_)) => {
            DealKind::ALL.iter().position(|kind| recording::letter(*kind) == typed)
        }
        Some(Overlay::Class { .. }) => {
            let classes = class_choices(app.ledger.rules());
            let begins = |class: &ClassId| class.as_str().starts_with(typed);
            let place = classes.iter().position(|class| class.as_ref().is_some_and(begins));
            place.or_else(|| (typed == 'r').then(|| classes.len() - 1))
        }
        _ => None,
    }
}

pub fn paste(app: &mut App, text: &str) {
    if let Some(field) = app.overlay.as_mut().and_then(typed_into) {
        field.insert(text, Lines::One);
        to_top(app);
    }
}

/// What fits a text anew is looked at from the top.
fn to_top(app: &mut App) {
    match &mut app.overlay {
        Some(Overlay::Tags(tags)) => (tags.at, tags.offered) = (0, Vec::new()),
        Some(Overlay::Filter(list)) => (list.at, list.offered) = (0, Vec::new()),
        _ => {}
    }
    refresh(app);
}

/// Finds again what fits the text typed.
pub fn refresh(app: &mut App) {
    match app.overlay.take() {
        Some(Overlay::Find(find)) => app.overlay = Some(Overlay::Find(finding::refreshed(app, find))),
        Some(Overlay::Palette(Palette { text, .. })) => {
            let found = actions(app, text.text());
            app.overlay = Some(Overlay::Palette(Palette { text, found, at: 0 }));
        }
        // What is ticked moves to the top of these two, and the cursor goes with it.
        Some(Overlay::Tags(tags)) => {
            let offered = tags_for(app, &tags);
            let here = tags.offered.get(tags.at);
            let at = offered.iter().position(|tag| Some(tag) == here).unwrap_or(0);
            app.overlay = Some(Overlay::Tags(Tags { offered, at, ..tags }));
        }
        Some(Overlay::Filter(list)) => {
            let offered = pipeline::offered(app, list.text.text());
            let here = list.offered.get(list.at).map(|(facet, _)| facet);
            let at = offered.iter().position(|(facet, _)| Some(facet) == here).unwrap_or(0);
            app.overlay = Some(Overlay::Filter(FilterList { offered, at, ..list }));
        }
        Some(Overlay::Owner(Owner { whom, text, .. })) => {
            let offered = bulk::owners_for(app, &whom, text.text());
            app.overlay = Some(Overlay::Owner(Owner { whom, text, offered, at: 0 }));
        }
        other => app.overlay = other,
    }
}

/// Actions whose name in some language, or whose id, holds what was typed; those where a word begins with it come first.
fn actions(app: &App, typed: &str) -> Vec<Action> {
    let wanted = fold_name(typed);
    let place = |action: Action, id: &'static str| {
        let names = (app.action_names)(action).into_iter().chain([id]);
        let begins = |name: &str| {
            let words = name.split(|c: char| !c.is_alphanumeric()).map(fold_name);
            fold_name(name).starts_with(&wanted) || words.into_iter().any(|word| word.starts_with(&wanted))
        };
        let places =
            names.filter(|name| fold_name(name).contains(&wanted)).map(|name| u8::from(!begins(name)));
        places.min()
    };
    let mut found: Vec<_> =
        palette_rows().filter_map(|row| Some((place(row.action, row.id)?, row.action))).collect();
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, action)| action).collect()
}

/// Tags of the customer first, then built-in ones, then those in use; a new one last.
fn tags_for(app: &App, tags: &Tags) -> Vec<String> {
    let own = app.tags_of_all(&tags.whom);
    let built_in = BUILT_IN_TAGS.into_iter().map(|tag| tag.id.to_owned());
    let used = app.ledger.tags().into_iter().map(|(tag, _)| tag);
    let typed = clean_line(tags.text.text());
    let wanted = fold_name(&typed);
    let mut offered: Vec<String> = Vec::new();
    for tag in own.into_iter().chain(built_in).chain(used) {
        if tag::names(&tag).iter().any(|name| name.contains(&wanted)) && !offered.contains(&tag) {
            offered.push(tag);
        }
    }
    if !typed.is_empty() && !offered.iter().any(|tag| tag::names(tag).contains(&wanted)) {
        offered.push(typed);
    }
    offered
}

fn step(app: &mut App, by: isize) {
    let rates = app.ledger.rates().newest().count();
    let classes = class_choices(app.ledger.rules()).len();
    let stages = app.ledger.stages().iter().count();
    let pages = (app.last_top)(app) + 1;
    let (at, len) = match &mut app.overlay {
        Some(Overlay::Find(find)) => {
            let rows = find.len();
            (&mut find.at, rows)
        }
        Some(Overlay::Palette(palette)) => (&mut palette.at, palette.found.len()),
        Some(Overlay::Tags(tags)) => (&mut tags.at, tags.offered.len()),
        Some(Overlay::Grade { at, .. }) => (at, GRADE_CHOICES.len()),
        Some(Overlay::Class { at, .. }) => (at, classes),
        Some(Overlay::NewRecord(menu)) => (&mut menu.at, DealKind::ALL.len()),
        Some(Overlay::Stage { at, .. }) => (at, stages),
        Some(Overlay::Filter(list)) => (&mut list.at, list.offered.len()),
        Some(Overlay::Owner(owner)) => (&mut owner.at, owner.offered.len()),
        Some(Overlay::Level(level)) => (&mut level.at, level.shifts.len()),
        Some(Overlay::Behind(list)) => {
            let listed = list.bar().map_or(0, |bar| bar.behind().listed.len());
            (&mut list.at, listed)
        }
        Some(
            Overlay::Help { top }
            | Overlay::Mistakes { top }
            | Overlay::Why { top, .. }
            | Overlay::Versions(Versions { top, .. }),
        ) => (top, pages),
        Some(Overlay::Rates(book)) => (&mut book.top, rates),
        Some(
            Overlay::Snooze(_)
            | Overlay::Delete(_)
            | Overlay::Gone { .. }
            | Overlay::MoveStage(_)
            | Overlay::Move(_)
            | Overlay::Outgoing(_),
        )
        | None => return,
    };
    *at = at.saturating_add_signed(by).min(len.saturating_sub(1));
}

fn accept(app: &mut App, action: Action) -> Vec<Effect> {
    match app.overlay.take() {
        // The hand may still be typing what belonged to the erased customer: only Esc closes this.
        gone @ Some(Overlay::Gone { .. }) => app.overlay = gone,
        Some(Overlay::Find(find)) => finding::accept(app, find),
        Some(Overlay::Behind(list)) => {
            let chosen = list.bar().and_then(|bar| bar.behind().listed.get(list.at)).map(|it| it.customer);
            match chosen.filter(|id| app.ledger.row(*id).is_some()) {
                Some(id) => {
                    browse::show(app, id);
                    app.insights.opened_from = Some(list);
                }
                None => app.message = Some(Message::NoCustomer),
            }
        }
        Some(Overlay::Palette(palette)) => {
            if let Some(action) = palette.found.get(palette.at) {
                let action = *action;
                let context = match app.front {
                    Front::Review => Context::Review,
                    Front::Panes | Front::Pipeline | Front::Business | Front::Insights | Front::Call(_) => {
                        Context::Browse
                    }
                };
                return super::act(app, context, action);
            }
            app.overlay = Some(Overlay::Palette(palette));
        }
        // What was ticked is done already; Enter is then there to finish.
        Some(Overlay::Tags(tags)) if tags.ticked && tags.text.is_blank() => {}
        Some(Overlay::Tags(tags)) => return toggle_tag(app, &tags),
        Some(Overlay::Filter(list)) if list.ticked && list.text.is_blank() => {}
        Some(Overlay::Grade { whom, at }) => {
            let grade = GRADE_CHOICES.get(at).copied().flatten();
            return bulk::begin(app, &whom, CardChange::Grade(grade));
        }
        Some(Overlay::Class { whom, at }) => {
            let rules = app.ledger.rules();
            let class = class_choices(rules).into_iter().nth(at).flatten();
            let class = class.and_then(|id| rules.class(&id)).map(PinnedClass::of);
            return bulk::begin(app, &whom, CardChange::Class(class));
        }
        Some(Overlay::Owner(Owner { whom, offered, at, .. })) => {
            let owner = offered.into_iter().nth(at).unwrap_or_default();
            return bulk::begin(app, &whom, CardChange::Owner(owner));
        }
        Some(Overlay::Level(level)) => return levelling::carry_out(app, &level),
        Some(Overlay::NewRecord(menu)) => {
            if let Some(kind) = DealKind::ALL.get(menu.at) {
                recording::open_new(app, menu.customer, *kind, menu.source);
            }
        }
        Some(Overlay::Stage { whom, at }) => {
            let stage = app.ledger.stages().iter().nth(at).map(|stage| stage.id.clone());
            if let Some(stage) = stage {
                pipeline::ask_note(app, whom, stage);
            }
        }
        Some(Overlay::Filter(list)) if list.offered.is_empty() => app.overlay = Some(Overlay::Filter(list)),
        Some(Overlay::Filter(list)) => toggle_facet(app, &list),
        Some(moving @ Overlay::Move(_)) => app.overlay = Some(moving),
        Some(Overlay::MoveStage(proposal)) => return recording::move_stage(app, &proposal),
        Some(Overlay::Rates(book)) => return money::save_rate(app, book),
        Some(Overlay::Snooze(snooze)) => match marking::snooze(app, &snooze) {
            Some(effects) => return effects,
            None => app.overlay = Some(Overlay::Snooze(snooze)),
        },
        // Deleting asks for its own key: Enter, pressed out of habit, keeps everything.
        Some(Overlay::Delete(deletion)) if action == Action::Yes => {
            return deletion::carry_out(app, &deletion);
        }
        // Help says so in its first line.
        Some(Overlay::Help { .. }) if action == Action::Yes => open_why(app),
        // Those that leave the program have keys of their own.
        Some(
            Overlay::Delete(_)
            | Overlay::Help { .. }
            | Overlay::Mistakes { .. }
            | Overlay::Why { .. }
            | Overlay::Versions(_)
            | Overlay::Outgoing(_),
        )
        | None => {}
    }
    Vec::new()
}
