//! Reads a stage file and notes every mistake in it.

use super::{Stage, StageGroup, StageId, Stages};
use crate::domain::text_file::{FileError, Notes};
use toml::Spanned;
use toml::de::DeValue;

type Value<'t> = Spanned<DeValue<'t>>;

const GROUPS: &str = "one of \"early\", \"inquiry\", \"ordered\", \"dormant\", \"lost\"";

pub(super) fn read(text: &str) -> Result<Stages, FileError> {
    let (mut notes, document) = Notes::begin(text);
    let mut stages: Vec<Stage> = Vec::new();
    let mut is_there = false;
    for (key, value) in document.iter().flat_map(|table| table.iter()) {
        match (key.get_ref().as_ref(), value.get_ref().as_array()) {
            ("stage", Some(entries)) => {
                is_there = !entries.is_empty();
                for entry in entries {
                    if let Some(stage) = stage(entry, &stages, &mut notes) {
                        stages.push(stage);
                    }
                }
            }
            ("stage", None) => {
                is_there = true;
                notes.wrong(value.span(), "[[stage]], one for each stage");
            }
            _ => notes.wrong(key.span(), "[[stage]]"),
        }
    }
    if document.is_some() && !is_there {
        notes.missing(0..0, "at least one [[stage]]");
    }
    notes.finish(Stages::new(stages))
}

fn stage(entry: &Value, before: &[Stage], notes: &mut Notes) -> Option<Stage> {
    let Some(table) = entry.get_ref().as_table() else {
        notes.wrong(entry.span(), "a table with id, group, zh, en, also");
        return None;
    };
    let (mut id, mut group, mut zh, mut en, mut also) = (None, None, None, None, Vec::new());
    let mut seen = Vec::new();
    for (key, value) in table {
        seen.push(key.get_ref().as_ref());
        match key.get_ref().as_ref() {
            "id" => id = self::id(value, before, notes),
            "group" => {
                group = value.get_ref().as_str().and_then(StageGroup::from_id);
                if group.is_none() {
                    notes.wrong(value.span(), GROUPS);
                }
            }
            "zh" => zh = text(value, notes),
            "en" => en = text(value, notes),
            "also" => also = texts(value, notes),
            _ => notes.wrong(key.span(), "one of id, group, zh, en, also"),
        }
    }
    for (key, expected) in [
        ("id", "id = an id of its own, such as \"quoted\""),
        ("group", "group = one of \"early\", \"inquiry\", \"ordered\", \"dormant\", \"lost\""),
        ("zh", "zh = the name in Chinese"),
        ("en", "en = the name in English"),
    ] {
        if !seen.contains(&key) {
            notes.missing(entry.span(), expected);
        }
    }
    Some(Stage { id: id?, group: group?, zh: zh?, en: en?, also })
}

fn id(value: &Value, before: &[Stage], notes: &mut Notes) -> Option<StageId> {
    let id = StageId::new(text(value, notes)?);
    if before.iter().any(|earlier| earlier.id == id) {
        notes.wrong(value.span(), "an id that no stage before it has");
    }
    Some(id)
}

fn text(value: &Value, notes: &mut Notes) -> Option<String> {
    let text = value.get_ref().as_str().filter(|text| !text.trim().is_empty());
    if text.is_none() {
        notes.wrong(value.span(), "a text in quotes");
    }
    text.map(str::to_owned)
}

fn texts(value: &Value, notes: &mut Notes) -> Vec<String> {
    let Some(values) = value.get_ref().as_array() else {
        notes.wrong(value.span(), "a list of other words for it, such as [\"offer sent\"]");
        return Vec::new();
    };
    values.iter().filter_map(|value| text(value, notes)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_named_with_its_place_and_what_should_be_there() {
        let twice = "[[stage]]\nid='a'\ngroup='early'\nzh='甲'\nen='A'\n".repeat(2);
        let check = |text: &str, expected: &[(usize, usize, &str, &str)]| {
            let error = Stages::parse(text).unwrap_err();
            let found: Vec<_> = error
                .mistakes
                .iter()
                .map(|it| (it.line, it.column, it.read.as_str(), it.expected.as_str()))
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check(&twice, &[(7, 4, "`'a'`", "an id that no stage before it has")]);
        check("", &[(1, 1, "nothing", "at least one [[stage]]")]);
        check("stage = 3", &[(1, 9, "`3`", "[[stage]], one for each stage")]);
        check(
            "[[stage]]\nid=''\ngroup='nowhere'\nzh='甲'\nname='A'\nalso='b'",
            &[
                (1, 1, "nothing", "en = the name in English"),
                (2, 4, "`''`", "a text in quotes"),
                (3, 7, "`'nowhere'`", GROUPS),
                (5, 1, "`name`", "one of id, group, zh, en, also"),
                (6, 6, "`'b'`", "a list of other words for it, such as [\"offer sent\"]"),
            ],
        );
        let empty = Stages::parse("").unwrap_err();
        assert_eq!(empty.to_string(), "line 1, column 1: missing: at least one [[stage]]");
        let torn = Stages::parse("[[stage]\nid='a'").unwrap_err();
        assert_eq!((torn.mistakes[0].line, torn.mistakes[0].expected.as_str()), (1, "a file in TOML"));
    }
}
