//! From a paper to a page or a plain text, by templates that the program brings along and a seller may replace.

use super::paper::{Paper, PaperKind, PaperLanguage};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, UndefinedBehavior, context};
use thiserror::Error;

/// What a paper is made into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page that needs nothing beside itself, for a browser and its printer.
    Html,
    /// The same page, printed.
    Pdf,
    /// Plain text for a chat.
    Text,
}

const BUILTIN: [(&str, &str); 6] = [
    ("methods.txt", include_str!("../../assets/templates/methods.txt")),
    ("page.html", include_str!("../../assets/templates/page.html")),
    ("quotation.html", include_str!("../../assets/templates/quotation.html")),
    ("quotation.txt", include_str!("../../assets/templates/quotation.txt")),
    ("pi.html", include_str!("../../assets/templates/pi.html")),
    ("pi.txt", include_str!("../../assets/templates/pi.txt")),
];

/// The files that a seller may put in place of the built-in ones.
pub const TEMPLATE_NAMES: [&str; 5] = ["page.html", "quotation.html", "quotation.txt", "pi.html", "pi.txt"];

/// A template of the seller's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserTemplate {
    /// One of [`TEMPLATE_NAMES`].
    pub name: &'static str,
    pub text: String,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, line {line}: {what}")]
pub struct TemplateError {
    pub file: String,
    /// From 1.
    pub line: usize,
    pub what: String,
}

/// Makes the page or the text of a paper. `logo` is an image as a data URI, which stands as it is.
///
/// # Errors
/// The first mistake in a template: its file, its line, and what is wrong there.
pub fn render(
    paper: &Paper,
    form: Form,
    own: &[UserTemplate],
    logo: Option<&str>,
) -> Result<String, TemplateError> {
    let name = match (paper.kind, form) {
        (PaperKind::Quotation, Form::Html | Form::Pdf) => "quotation.html",
        (PaperKind::Quotation, Form::Text) => "quotation.txt",
        (PaperKind::Invoice, Form::Html | Form::Pdf) => "pi.html",
        (PaperKind::Invoice, Form::Text) => "pi.txt",
    };
    let mut templates = environment();
    for (name, text) in BUILTIN {
        let text = own.iter().find(|it| it.name == name).map_or(text, |it| it.text.as_str());
        templates.add_template(name, text).map_err(|error| told(&error))?;
    }
    let is_zh = paper.language == PaperLanguage::Zh;
    templates.add_function("t", move |en: String, zh: String| if is_zh { zh } else { en });
    let values = context! { logo => Value::from_safe_string(logo.unwrap_or_default().to_owned()), ..Value::from(Serde(paper)) };
    let template = templates.get_template(name).map_err(|error| told(&error))?;
    let made = template.render(values).map_err(|error| told(&error))?;
    // In a chat nothing is read of blank lines at the end.
    Ok(if form == Form::Text { format!("{}\n", made.trim_end()) } else { made })
}

/// Names that nobody knows are mistakes, unless they are only asked about.
pub(super) fn environment<'source>() -> Environment<'source> {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    // Only delimiters of one's own could be wrong here; the usual ones stay.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        templates.set_syntax(syntax);
    }
    templates
}

pub(super) fn told(error: &Error) -> TemplateError {
    let what = error
        .detail()
        .map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind()));
    TemplateError { file: error.name().unwrap_or_default().to_owned(), line: error.line().unwrap_or(1), what }
}
