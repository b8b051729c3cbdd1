//! The attention flags of a rule file.

use super::condition::{self, Use};
use super::source::Source;
use super::table::Fields;
use super::{class, value};
use crate::rules::Class;
use crate::rules::condition::When;
use crate::rules::flag::{AttentionFlag, MOST_FLAGS};

/// Reads every `[[flag]]`; a file may do without.
///
/// Over a base, a flag of a known id changes what it names of that flag or, with `off`, switches it off;
/// others come behind.
pub(super) fn flags(
    file: &mut Fields,
    source: &mut Source,
    classes: &[Class],
    base: Option<&[AttentionFlag]>,
) -> Vec<AttentionFlag> {
    let mut flags = base.unwrap_or_default().to_vec();
    let mut seen: Vec<String> = Vec::new();
    let value = file.optional("flag");
    let entries: Vec<_> =
        value.map(|value| value::list(value, source, "at least one [[flag]]").collect()).unwrap_or_default();
    for each in entries {
        let mut fields = Fields::of(each, source, "the flag");
        let id = class::id(&mut fields, source, |id| seen.iter().any(|other| other == id));
        fields.rename(format!("flag `{id}`"));
        let place = flags.iter().position(|flag| flag.id == id);
        let is_off = base.is_some() && fields.is_off(source);
        let known = place.filter(|_| !seen.contains(&id)).and_then(|place| flags.get(place)).cloned();
        if is_off {
            match place {
                Some(place) => drop(flags.remove(place)),
                None => fields.unknown(source, "id", flags.iter().map(|flag| flag.id.as_str())),
            }
            fields.leave();
        } else {
            let flag = flag(&mut fields, source, id.clone(), known.as_ref());
            let span = fields.span();
            fields.close(source);
            if let Some(old) = place.and_then(|place| flags.get_mut(place)) {
                *old = flag;
            } else if flags.len() == MOST_FLAGS {
                source.wrong(span, format!("no more than {MOST_FLAGS} flags"));
            } else {
                flags.push(flag);
            }
        }
        seen.push(id);
    }
    for (id, span) in source.classes_named() {
        if !classes.iter().any(|class| class.id == id) {
            source.wrong_class(span, id.as_str(), classes.iter().map(|class| class.id.as_str()));
        }
    }
    flags
}

fn flag(fields: &mut Fields, source: &mut Source, id: String, base: Option<&AttentionFlag>) -> AttentionFlag {
    let name = fields.bilingual(source, "name", base.map(|base| &base.name));
    let colour = class::colour(fields, source, base.map(|base| base.colour));
    let priority = fields.number(source, "priority", -1000..=1000, base.map(|base| base.priority));
    let when = condition::of(fields, source, Use::Flag).or_else(|| base.map(|base| base.when.clone()));
    if when.is_none() {
        fields.lacks(source, "when", "the condition of the flag");
    }
    AttentionFlag { id, name, colour, priority, when: when.unwrap_or_else(When::never) }
}
