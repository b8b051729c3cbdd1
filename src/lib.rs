//! genjin (跟进, to follow up): a full-screen terminal CRM for export sellers.
//!
//! A key goes one way through the house: `term` reads it, `app` turns it into an action and updates
//! the state, effects come out as data, `term` runs them against `store`, `view` draws.
//! docs/ARCHITECTURE.md is the map.

pub mod app;
pub mod calendar;
pub mod cli;
pub mod documents;
pub mod domain;
pub mod exchange;
pub mod insights;
pub mod lang;
pub mod rules;
pub mod sample_data;
pub mod search;
pub mod settings;
pub mod store;
pub mod term;
pub mod view;
