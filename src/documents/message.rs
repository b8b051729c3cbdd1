//! A message as a template with fields, filled in for one customer.

use super::fields::Fields;
use super::template::{environment, told};
use crate::domain::text::clean;
use minijinja::Value;
use minijinja::value::Object;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A message that is ready to be sent, but for what is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Empty for what has none, such as a chat.
    pub subject: String,
    pub body: String,
    /// Fields that were to be printed and are not known; `[field?]` stands for each of them in the text.
    pub missing: Vec<&'static str>,
}

/// Fills in subject and body.
///
/// # Errors
/// What is wrong with the template, where [`variables`] has not found it.
pub fn fill(subject: &str, body: &str, fields: &Fields) -> Result<Filled, String> {
    let missing = Arc::new(Mutex::new(BTreeSet::new()));
    let value = |(name, text): (&&'static str, &String)| {
        let value = if text.is_empty() {
            Value::from_object(Blank { name, missing: Arc::clone(&missing) })
        } else {
            Value::from(text.as_str())
        };
        ((*name).to_owned(), value)
    };
    let values = Value::from(fields.iter().map(value).collect::<BTreeMap<String, Value>>());
    let templates = environment();
    let print = |text: &str| {
        let printed = templates.render_str(text, &values).map_err(|error| told(&error).what)?;
        Ok::<_, String>(clean(&printed).trim().to_owned())
    };
    let (subject, body) = (print(subject)?, print(body)?);
    let missing = missing.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect();
    Ok(Filled { subject: subject.replace('\n', " "), body, missing })
}

/// The fields that a template asks for.
///
/// # Errors
/// What keeps it from being read at all.
pub fn variables(text: &str) -> Result<Vec<String>, String> {
    let templates = environment();
    let template = templates.template_from_str(text).map_err(|error| told(&error).what)?;
    let mut names: Vec<_> = template.undeclared_variables(false).into_iter().collect();
    names.sort_unstable();
    Ok(names)
}

/// What stands in a text for a field that is not known.
pub fn placeholder(name: &str) -> String {
    format!("[{name}?]")
}

/// A field that is not known: no for a question, its own name in print.
#[derive(Debug)]
struct Blank {
    name: &'static str,
    missing: Arc<Mutex<BTreeSet<&'static str>>>,
}

impl Object for Blank {
    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).insert(self.name);
        f.write_str(&placeholder(self.name))
    }
}
