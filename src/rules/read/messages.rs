//! The file of messages: `[[message]]` with an id, a name, a condition and its texts by language.

use super::class;
use super::condition::{self, Use};
use super::source::Source;
use super::table::Fields;
use super::value::{self, Value};
use crate::domain::StageId;
use crate::domain::language::LANGUAGES;
use crate::rules::Class;
use crate::rules::messages::{FieldCheck, MessageTemplate, MessageText};
use crate::rules::mistake::{Mistake, Place};
use toml::de::DeTable;

/// What a file of messages holds.
pub struct Found {
    pub messages: Vec<MessageTemplate>,
    pub stages_named: Vec<(StageId, Place)>,
    pub mistakes: Vec<Mistake>,
}

/// Reads a file; `base` is what it stands over, `classes` are those that conditions may name.
pub fn messages(
    text: &str,
    base: Option<&[MessageTemplate]>,
    classes: Option<&[Class]>,
    check: &FieldCheck<'_>,
) -> Found {
    let (document, syntax) = DeTable::parse_recoverable(text);
    let mut source = Source::new(text);
    let mut file = Fields::new(document.get_ref(), 0..0, "the file");
    let mut known = base.unwrap_or_default().to_vec();
    let (mut seen, mut new): (Vec<String>, Vec<MessageTemplate>) = (Vec::new(), Vec::new());
    let entries: Vec<_> = file
        .optional("message")
        .map(|value| value::list(value, &mut source, "at least one [[message]]").collect())
        .unwrap_or_default();
    for each in entries {
        let mut fields = Fields::of(each, &mut source, "the message");
        let id = class::id(&mut fields, &mut source, |id| seen.iter().any(|other| other == id));
        fields.rename(format!("message `{id}`"));
        let place = known.iter().position(|message| message.id == id).filter(|_| !seen.contains(&id));
        if base.is_some() && fields.is_off(&mut source) {
            match place {
                Some(place) => drop(known.remove(place)),
                None => fields.unknown(&mut source, "id", known.iter().map(|it| it.id.as_str())),
            }
            fields.leave();
        } else {
            let before = place.and_then(|place| known.get(place)).cloned();
            let message = message(&mut fields, &mut source, &id, before.as_ref(), check);
            fields.close(&mut source);
            match place.and_then(|place| known.get_mut(place)) {
                Some(old) => *old = message,
                None => new.push(message),
            }
        }
        seen.push(id);
    }
    file.close(&mut source);
    for (id, span) in source.classes_named() {
        if let Some(classes) = classes.filter(|classes| !classes.iter().any(|class| class.id == id)) {
            source.wrong_word(span, classes.iter().map(|class| class.id.as_str()));
        }
    }
    let (stages_named, mistakes) = source.finish(&syntax);
    // What a seller wrote comes before what came with the program.
    new.extend(known);
    Found { messages: new, stages_named, mistakes }
}

fn message(
    fields: &mut Fields,
    source: &mut Source,
    id: &str,
    base: Option<&MessageTemplate>,
    check: &FieldCheck<'_>,
) -> MessageTemplate {
    let name = fields.bilingual(source, "name", base.map(|base| &base.name));
    let when = condition::of(fields, source, Use::Flag).or_else(|| base.and_then(|base| base.when.clone()));
    let mut texts = base.map(|base| base.texts.clone()).unwrap_or_default();
    for language in LANGUAGES {
        let Some(value) = fields.optional(language) else { continue };
        let before = texts.iter().find(|text| text.language == language).cloned();
        let text = text(value, source, language, before.as_ref(), check);
        texts.retain(|text| text.language != language);
        texts.push(text);
    }
    if texts.is_empty() {
        fields.lacks(source, "en", "the message in some language: en, zh, es and so on, each with a body");
    }
    MessageTemplate { id: id.to_owned(), name, when, texts }
}

fn text(
    value: &Value,
    source: &mut Source,
    language: &'static str,
    base: Option<&MessageText>,
    check: &FieldCheck<'_>,
) -> MessageText {
    let mut fields = Fields::of(value, source, format!("`{language}`"));
    let mut read = |key: &'static str, before: Option<&String>, source: &mut Source| {
        let Some(value) = fields.optional(key) else { return before.cloned() };
        let text = value::text(value, source)?;
        match (check.asked)(&text) {
            Ok(asked) => {
                for name in asked
                    .iter()
                    .filter(|name| !check.fields.is_empty() && !check.fields.contains(&name.as_str()))
                {
                    let span = source.find(&value.span(), name);
                    source.wrong_word(span, check.fields.iter().copied());
                }
            }
            Err(what) => source.wrong(value.span(), format!("a text that can be filled in ({what})")),
        }
        Some(text)
    };
    let subject = read("subject", base.map(|base| &base.subject), source).unwrap_or_default();
    let body = read("body", base.map(|base| &base.body), source);
    if body.is_none() && fields.span_of("body").is_none() {
        fields.lacks(source, "body", "the text of the message");
    }
    fields.close(source);
    MessageText { language, subject, body: body.unwrap_or_default() }
}
