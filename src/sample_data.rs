//! Data to try the program on: the demo, which reads like a seller's desk, and large generated stores.
//!
//! Time and seeds come in as arguments, so that the same arguments give the same data on every
//! machine. Touches no terminal, disk, clock or source of randomness; the demo's text is built in.

pub mod demo;
pub mod generate;

pub use demo::{DemoError, Notes, demo};
pub use generate::{Generated, generate};

/// The settings of the demo: a seller whose papers and messages lack nothing.
pub const DEMO_SETTINGS: &str = include_str!("../assets/demo_settings.toml");
