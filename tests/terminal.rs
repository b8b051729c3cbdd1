//! The real program in a pseudo terminal: keys go in as a person types them, the screen is read back.
#![cfg(unix)]

#[cfg(test)]
#[path = "support/program.rs"]
mod program;

#[cfg(test)]
#[path = "terminal/screen.rs"]
mod screen;

#[cfg(test)]
#[path = "support/small_disk.rs"]
mod small_disk;

#[cfg(test)]
#[path = "terminal/disk.rs"]
mod disk;
#[cfg(test)]
#[path = "terminal/door.rs"]
mod door;
#[cfg(test)]
#[path = "terminal/keeping.rs"]
mod keeping;
#[cfg(test)]
#[path = "terminal/outgoing.rs"]
mod outgoing;
#[cfg(test)]
#[path = "terminal/process.rs"]
mod process;
#[cfg(test)]
#[path = "terminal/sizes.rs"]
mod sizes;
#[cfg(test)]
#[path = "terminal/typing.rs"]
mod typing;
