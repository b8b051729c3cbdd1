//! The classes of a rule file.

use super::condition::{self, Use};
use super::source::Source;
use super::table::Fields;
use super::value;
use crate::domain::{Channel, ClassId};
use crate::rules::class::Say;
use crate::rules::window::{Anchor, Cadence, WINDOW_FORM, Window};
use crate::rules::{Bilingual, Class, Doubtful, ThemeColour};
use std::ops::Range;

const NO_BASE: Option<&()> = None;

/// More classes than anybody can tell apart, and few enough for one byte with a value to spare.
const MOST_CLASSES: usize = 100;

/// What may be moved or switched off.
const MOVABLE: &str = "a class before the last one, which takes everybody else and has to stay";

/// Reads every `[[class]]` and checks that they cover everybody.
///
/// Over a base, a class of a known id changes what it names of that class or, with `off`, switches it
/// off; with `before` it moves. Others come before all of the base, or before the class that `before` names.
pub(super) fn classes(file: &mut Fields, source: &mut Source, base: Option<&[Class]>) -> Vec<Class> {
    const EXPECTED: &str = "at least one [[class]]";
    let Some(value) = file.given(source, "class", EXPECTED, base.as_ref()) else {
        return base.unwrap_or_default().to_vec();
    };
    match base {
        Some(base) => over(base, value, source),
        None => alone(value, source),
    }
}

fn over(base: &[Class], value: &value::Value, source: &mut Source) -> Vec<Class> {
    let mut classes = base.to_vec();
    let mut seen: Vec<String> = Vec::new();
    let mut front = 0;
    for each in value::list(value, source, "at least one [[class]]") {
        let mut fields = Fields::of(each, source, "the class");
        let id = id(&mut fields, source, |id| seen.iter().any(|other| other == id));
        fields.rename(format!("class `{id}`"));
        let place = classes.iter().position(|class| class.id.as_str() == id);
        if fields.is_off(source) {
            match place {
                Some(last) if last + 1 == classes.len() => {
                    source.wrong(fields.span_of("id").unwrap_or(fields.span()), MOVABLE);
                }
                Some(place) => {
                    classes.remove(place);
                    source.switches_off(&id);
                    front -= usize::from(place < front);
                }
                None => fields.unknown(source, "id", classes.iter().map(|class| class.id.as_str())),
            }
            fields.leave();
        } else if let Some((place, known)) =
            place.and_then(|place| Some((place, classes.get(place)?.clone())))
        {
            let changed = class(&mut fields, source, id.clone(), Some(&known));
            if let Some(span) = fields.span_of("when").filter(|_| known.when.is_none()) {
                last_with_condition(source, span, &id);
            }
            let target = fields.optional("before");
            fields.close(source);
            if let Some(old) = classes.get_mut(place) {
                *old = changed;
            }
            if let Some(target) = target {
                front += move_before(target, source, &mut classes, place, front);
            }
        } else {
            let at = fields.optional("before").and_then(|value| before(value, source, &classes));
            let class = class(&mut fields, source, id.clone(), None);
            if class.when.is_none() {
                fields.lacks(source, "when", "a condition, since the last class takes everybody else");
            }
            fields.close(source);
            classes.insert(at.unwrap_or(front), class);
            front += usize::from(at.is_none_or(|at| at <= front));
        }
        seen.push(id);
    }
    limit(&classes, value, source);
    classes
}

/// Moves a known class before another one; how many more now stand in front of all that is built in.
fn move_before(
    target: &value::Value,
    source: &mut Source,
    classes: &mut Vec<Class>,
    place: usize,
    front: usize,
) -> usize {
    if place + 1 == classes.len() {
        source.wrong(target.span(), MOVABLE);
        return 0;
    }
    let moved = classes.remove(place);
    let at = before(target, source, classes);
    classes.insert(at.unwrap_or(place), moved);
    usize::from(at.is_some_and(|at| at < front))
}

/// The place of the class before which another one is to come.
fn before(value: &value::Value, source: &mut Source, classes: &[Class]) -> Option<usize> {
    let id = value::text(value, source)?;
    let place = classes.iter().position(|class| class.id.as_str() == id);
    if place.is_none() {
        source.wrong_class(value.span(), &id, classes.iter().map(|class| class.id.as_str()));
    }
    place
}

fn alone(value: &value::Value, source: &mut Source) -> Vec<Class> {
    let mut spans = Vec::new();
    let mut classes: Vec<Class> = Vec::new();
    for each in value::list(value, source, "at least one [[class]]") {
        let mut fields = Fields::of(each, source, "the class");
        spans.push(fields.span());
        let id = id(&mut fields, source, |id| classes.iter().any(|class| class.id.as_str() == id));
        fields.rename(format!("class `{id}`"));
        let class = class(&mut fields, source, id, None);
        fields.close(source);
        classes.push(class);
    }
    let conditions = classes.iter().map(|class| class.when.is_some()).zip(&spans);
    check_order(conditions, source, "class");
    let end = classes.last().zip(spans.last());
    if let Some((class, span)) = end.filter(|(class, _)| class.when.is_some()) {
        last_with_condition(source, span.clone(), class.id.as_str());
    }
    limit(&classes, value, source);
    classes
}

/// Notes that the last class has a condition, so that some would be in none.
fn last_with_condition(source: &mut Source, span: Range<usize>, id: &str) {
    let expected = "a last class without a condition, which takes everybody else";
    source.missing(span, format!("`when` in the last class, `{id}`"), expected);
}

fn limit(classes: &[Class], value: &value::Value, source: &mut Source) {
    if classes.len() > MOST_CLASSES {
        source.wrong(value.span(), format!("no more than {MOST_CLASSES} classes"));
    }
}

/// What stands after an entry without a condition is never reached.
fn check_order<'s>(entries: impl Iterator<Item = (bool, &'s Range<usize>)>, source: &mut Source, what: &str) {
    let mut after = entries.skip_while(|(has_condition, _)| *has_condition).skip(1);
    if let Some((_, span)) = after.next() {
        let expected = format!("nothing after a {what} without a condition, since it would never be reached");
        source.wrong(span.clone(), expected);
    }
}

/// Notes each class that no customer falls in, and the flags that ask for one.
pub(super) fn check_reach(classes: &[Class], source: &mut Source) {
    let stages = source.stages;
    let mut unreached: Vec<&ClassId> = Vec::new();
    for (place, class) in classes.iter().enumerate() {
        let Some(when) = &class.when else { continue };
        let behind = classes.get(place + 1..).unwrap_or_default();
        if when.always_holds(stages) && !behind.is_empty() {
            source
                .doubt_class(&[&class.id], Doubtful::TakesEverybody { class: class.id.as_str().to_owned() });
            unreached.extend(behind.iter().map(|class| &class.id));
            break;
        }
        let takes_all =
            |other: &&Class| other.when.as_ref().is_some_and(|before| when.implies(before, stages));
        if when.never_holds(stages) {
            unreached.push(&class.id);
        } else if let Some(by) = classes.iter().take(place).find(takes_all) {
            let [never, takes] = [class, by].map(|class| class.id.as_str().to_owned());
            source.doubt_class(&[&class.id, &by.id], Doubtful::NeverReached { class: never, by: takes });
            unreached.push(&class.id);
        }
    }
    for (id, span) in source.classes_named() {
        if unreached.contains(&&id) {
            source.doubt(&span, Doubtful::AsksInVain { class: id.as_str().to_owned() });
        }
    }
}

fn class(fields: &mut Fields, source: &mut Source, id: String, base: Option<&Class>) -> Class {
    let name = fields.bilingual(source, "name", base.map(|base| &base.name));
    let short = short(fields, source, base.map(|base| &base.short));
    let colour = colour(fields, source, base.map(|base| base.colour));
    let priority = fields.number(source, "priority", -1000..=1000, base.map(|base| base.priority));
    let when = condition::of(fields, source, Use::Class);
    let cadence = match (fields.optional("cadence"), base) {
        (None, Some(base)) => base.cadence.clone(),
        _ => cadence(fields, source),
    };
    let channels = match (fields.optional("channels"), base) {
        (None, Some(base)) => base.channels.clone(),
        _ => channels(fields, source),
    };
    let says = fields.tables(source, "say", say);
    check_order(says.iter().map(|(say, span)| (say.when.is_some(), span)), source, "text");
    let say = says.into_iter().map(|(say, _)| say).collect();
    let say = match base {
        Some(base) if fields.optional("say").is_none() => base.say.clone(),
        _ => say,
    };
    let when = when.or_else(|| base.and_then(|base| base.when.clone()));
    source.tells_class(&id, fields.span_of("when").unwrap_or(fields.span()));
    Class { id: ClassId::new(id), name, short, colour, cadence, channels, priority, when, say }
}

/// An id that nothing of its kind before it has.
pub(super) fn id(fields: &mut Fields, source: &mut Source, is_taken: impl Fn(&str) -> bool) -> String {
    const EXPECTED: &str = "an id of lower-case letters, digits and underscores";
    let Some(value) = fields.required(source, "id", EXPECTED) else { return "?".into() };
    let text = value.get_ref().as_str().unwrap_or_default();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if text.is_empty() || !text.chars().all(plain) {
        source.wrong(value.span(), EXPECTED);
    } else if is_taken(text) {
        source.wrong(value.span(), "an id that nothing of its kind before it has");
    }
    text.to_owned()
}

pub(super) fn colour(fields: &mut Fields, source: &mut Source, base: Option<ThemeColour>) -> ThemeColour {
    let expected = value::one_of(ThemeColour::ALL.iter().map(|colour| colour.id()));
    let value = fields.given(source, "colour", &expected, base.as_ref());
    let colour = value.map_or(base, |value| value::choice(value, source, ThemeColour::ALL, ThemeColour::id));
    colour.unwrap_or(ThemeColour::Plain)
}

/// The label of a narrow column, four cells wide.
fn short(fields: &mut Fields, source: &mut Source, base: Option<&Bilingual>) -> Bilingual {
    let mut table = fields.table(source, "short", "zh and en", base);
    let words = table.both_languages(source, base);
    if let Some(span) = table.span_of("zh").filter(|_| words.zh.chars().count() > 2) {
        source.wrong(span, "two Chinese characters at most");
    }
    if let Some(span) = table.span_of("en").filter(|_| words.en.len() > 4 || !words.en.is_ascii()) {
        source.wrong(span, "four letters at most");
    }
    table.close(source);
    words
}

fn channels(fields: &mut Fields, source: &mut Source) -> Vec<Channel> {
    let expected = value::one_of(Channel::ALL.iter().map(|channel| channel.id()));
    let Some(value) = fields.required(source, "channels", &format!("a list of channels, each {expected}"))
    else {
        return Vec::new();
    };
    let mut channels: Vec<Channel> = Vec::new();
    for each in value::list(value, source, &format!("a list of channels, each {expected}")) {
        match value::choice(each, source, Channel::ALL, Channel::id) {
            Some(twice) if channels.contains(&twice) => source.wrong(each.span(), "each channel once"),
            channel => channels.extend(channel),
        }
    }
    channels
}

const ANCHORS: &str = "last_contact, sample_arrival or last_order";

fn cadence(fields: &mut Fields, source: &mut Source) -> Cadence {
    let mut table = fields.table(source, "cadence", "an anchor and a window", NO_BASE);
    let anchor = table.required(source, "anchor", ANCHORS);
    let cadence = match anchor.map(|value| (value, value.get_ref().as_str())) {
        Some((_, Some(id @ ("sample_arrival" | "last_order")))) => {
            let event = if id == "last_order" { Anchor::LastOrder } else { Anchor::SampleArrival };
            let touches = touches(&mut table, source);
            let then = repeated(&mut table, source, "then");
            Cadence::Event {
                event,
                touches,
                then,
                apart: table.number(source, "apart_days", 0..=365, Some(0)),
            }
        }
        Some((_, Some("last_contact"))) => Cadence::LastContact(repeated(&mut table, source, "window")),
        other => {
            if let Some((value, _)) = other {
                source.wrong(value.span(), ANCHORS);
            }
            // What else is wrong is told all the same.
            for key in ["window", "then"] {
                table.optional(key).map(|value| value::window(value, source));
            }
            if table.optional("windows").is_some() {
                touches(&mut table, source);
            }
            Cadence::LastContact(Window { first: 1, last: 1 })
        }
    };
    table.close(source);
    cadence
}

/// A window counted from the last contact: on the day of the contact itself nobody is due again.
fn repeated(table: &mut Fields, source: &mut Source, key: &'static str) -> Window {
    let window = table.window(source, key, None);
    if let Some(span) = table.span_of(key).filter(|_| window.first == 0) {
        source.wrong(span, "a window that begins a day after the contact or later");
    }
    window
}

/// The windows after an event, each beginning after the one before it.
fn touches(table: &mut Fields, source: &mut Source) -> Vec<Window> {
    const EXPECTED: &str = "a list of windows, such as [\"0d..3d\", \"4d..7d\"]";
    let Some(value) = table.required(source, "windows", EXPECTED) else { return Vec::new() };
    let mut windows: Vec<Window> = Vec::new();
    for each in value::list(value, source, EXPECTED) {
        let Some(window) = value::window(each, source) else { continue };
        if windows.last().is_some_and(|before| before.last >= window.first) {
            source.wrong(each.span(), format!("{WINDOW_FORM} that begins after the one before it ends"));
        }
        windows.push(window);
    }
    windows
}

fn say(mut fields: Fields, source: &mut Source) -> (Say, Range<usize>) {
    let when = condition::of(&mut fields, source, Use::Class);
    let words = fields.both_languages(source, None);
    let span = fields.span();
    fields.close(source);
    (Say { when, words }, span)
}
