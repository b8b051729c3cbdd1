//! Papers and messages for a customer: what stands in them, and how a template turns it into text.
//!
//! Everything is made from records and settings handed in. Knows no disk, no clock and no words of the screen: the
//! words of a paper stand in its template, which a seller may replace.

mod fields;
mod message;
mod paper;
mod template;
#[cfg(test)]
mod tests;

pub use fields::{FIELDS, Fields, fields};
pub use message::{Filled, fill, placeholder, variables};
pub use paper::{Missing, Paper, PaperKind, PaperLanguage};
pub use template::{Form, TEMPLATE_NAMES, TemplateError, UserTemplate, render};
