//! The rules played through: the default rules row by row and day by day, files with mistakes, a rule
//! file of another trade, and what must hold for every customer.

mod agenda;
mod cadence;
mod classes;
mod doubts;
mod files;
mod flags;
mod grades;
mod messages;
mod outlook;
mod over;
mod properties;
mod reasons;
mod trial;
mod vocabulary;
mod working_days;
