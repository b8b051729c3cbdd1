//! The door of a program that has the data open: other commands of the same user come in through it.
//!
//! A second process cannot open sled. So the one that has the data listens on a local socket, and a
//! command asks there for what it would otherwise read or write itself. Every question is carried out by
//! the writer thread, between its own work, so that there is one order of changes.
//!
//! The socket lies in a folder that only its owner may enter (0700), is itself 0600, and who knocks is
//! asked for the user they are where the system can tell. No byte of it leaves the machine.

mod address;
mod client;
mod message;
mod server;

pub use client::Client;
pub use message::{Answer, Ask, Trouble};
pub use server::Door;

#[cfg(test)]
mod tests;
