//! Templates of messages, and which of them fits a customer: the conditions are those of the rules.

use super::condition::When;
use super::mistake::Mistake;
use super::{Assessment, Bilingual, Rules, RulesError, read, unknown_stages};
use crate::calendar::Calendar;
use crate::domain::{Stages, Summary};
use std::sync::LazyLock;
use time::Date;

/// The messages that the program comes with.
pub const DEFAULT_MESSAGES: &str = include_str!("../../assets/messages.toml");

/// All messages, in the order in which they are offered.
///
/// Those that the program comes with are read when they are asked for: a start does without them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Messages(Option<Vec<MessageTemplate>>);

/// A message as its file defines it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageTemplate {
    pub id: String,
    pub name: Bilingual,
    /// When it is the thing to write; one without it fits everybody, after those that fit now.
    pub(super) when: Option<When>,
    pub texts: Vec<MessageText>,
}

/// A message in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageText {
    /// An ISO 639-1 code.
    pub language: &'static str,
    /// For channels that have one.
    pub subject: String,
    pub body: String,
}

/// How the text of a template is checked: the fields that it asks for, or what keeps it from being read.
pub struct FieldCheck<'a> {
    pub fields: &'a [&'a str],
    pub asked: &'a dyn Fn(&str) -> Result<Vec<String>, String>,
}

/// Nothing of them is left out over a mistake; a test proves that there is none.
static BUILTIN: LazyLock<Vec<MessageTemplate>> = LazyLock::new(|| {
    let unchecked = FieldCheck { fields: &[], asked: &|_| Ok(Vec::new()) };
    read::messages(DEFAULT_MESSAGES, None, None, &unchecked).messages
});

impl MessageTemplate {
    /// The text in the first of these languages that it has, else its first one.
    pub fn text(&self, languages: &[&str]) -> Option<&MessageText> {
        let in_language = |language: &&str| self.texts.iter().find(|text| text.language == *language);
        languages.iter().find_map(in_language).or_else(|| self.texts.first())
    }
}

impl Messages {
    /// The messages that the program comes with.
    pub fn builtin() -> Self {
        Self(None)
    }

    /// Reads a user's file over the built-in messages: one of a known id changes what it names, or goes with
    /// `off = true`; others come first.
    ///
    /// # Errors
    /// Every mistake in the file, each with its line and column.
    pub fn parse_over_builtin(
        text: &str,
        rules: &Rules,
        stages: &Stages,
        check: &FieldCheck<'_>,
    ) -> Result<Self, RulesError> {
        let found = read::messages(text, Some(&BUILTIN), Some(&rules.classes), check);
        let mut mistakes: Vec<Mistake> = found.mistakes;
        mistakes.extend(unknown_stages(&found.stages_named, stages));
        mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
        if mistakes.is_empty() { Ok(Self(Some(found.messages))) } else { Err(RulesError { mistakes }) }
    }

    pub fn iter(&self) -> impl Iterator<Item = &MessageTemplate> {
        self.all().iter()
    }

    fn all(&self) -> &[MessageTemplate] {
        self.0.as_deref().unwrap_or(&BUILTIN)
    }

    /// Every message with whether its condition holds for a customer today: those first, then the ones for
    /// everybody, then the rest.
    pub fn for_customer(
        &self,
        rules: &Rules,
        summary: &Summary,
        stages: &Stages,
        calendar: &Calendar,
        today: Date,
    ) -> Vec<(&MessageTemplate, bool)> {
        // The conditions of messages ask for names of their own, which get places behind those of the rules.
        let mut named = rules.named.clone();
        let placed = self.iter().map(|message| {
            let mut when = message.when.clone();
            if let Some(when) = &mut when {
                when.place_names(&mut named);
            }
            when
        });
        let conditions: Vec<_> = placed.collect();
        let rules = Rules { named, ..rules.clone() };
        let today = today.to_julian_day();
        let facts = rules.placed(summary, stages, calendar, today);
        let fits = |when: &Option<When>| when.as_ref().is_some_and(|when| when.holds(&facts, today));
        let mut found: Vec<_> = self.iter().zip(conditions.iter().map(fits)).collect();
        found.sort_by_key(|(message, fits)| match (fits, &message.when) {
            (true, _) => 0,
            (false, None) => 1,
            (false, Some(_)) => 2,
        });
        found
    }
}

impl Rules {
    /// What to write by: the channels that carry text, the best first.
    pub fn writes_by<'a>(
        &'a self,
        summary: &'a Summary,
        assessment: &'a Assessment,
    ) -> impl Iterator<Item = crate::domain::Channel> + 'a {
        self.channels(summary, assessment).filter(|channel| !channel.is_conversation())
    }
}
