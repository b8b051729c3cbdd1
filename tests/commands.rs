//! The command line as scripts see it: the real program, what it prints, and how it ends.

#[cfg(test)]
#[path = "support/program.rs"]
mod program;

#[cfg(test)]
#[path = "commands/adding.rs"]
mod adding;
#[cfg(test)]
#[path = "commands/cadence.rs"]
mod cadence;
#[cfg(test)]
#[path = "commands/chasing.rs"]
mod chasing;
#[cfg(test)]
#[path = "commands/clock.rs"]
mod clock;
#[cfg(test)]
#[path = "commands/contract.rs"]
mod contract;
#[cfg(test)]
#[path = "commands/dealing.rs"]
mod dealing;
#[cfg(test)]
#[path = "commands/exits.rs"]
mod exits;
#[cfg(test)]
#[path = "commands/finding.rs"]
mod finding;
#[cfg(test)]
#[path = "commands/folder.rs"]
mod folder;
#[cfg(test)]
#[path = "commands/importing.rs"]
mod importing;
#[cfg(test)]
#[path = "commands/logging.rs"]
mod logging;
#[cfg(test)]
#[path = "commands/money.rs"]
mod money;
#[cfg(test)]
#[path = "commands/naming.rs"]
mod naming;
#[cfg(test)]
#[path = "commands/outgoing.rs"]
mod outgoing;
#[path = "commands/pipeline.rs"]
mod pipeline;
#[cfg(test)]
#[path = "commands/reminding.rs"]
mod reminding;
#[cfg(test)]
#[path = "commands/reporting.rs"]
mod reporting;
#[cfg(test)]
#[path = "commands/rules.rs"]
mod rules;
#[cfg(test)]
#[path = "commands/words.rs"]
mod words;
