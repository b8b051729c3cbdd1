//! A file of the user that is not used as it stands.

use crate::domain::text_file::FileError;

/// What is wrong with one of the user's files, and what is used instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongFile {
    /// Its path in the data folder.
    pub name: &'static str,
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Mistakes(FileError, Instead),
    /// It is there and cannot be read, with the reason as the system puts it.
    Unreadable(String, Instead),
    /// It is right and used, but no copy could be kept for the day on which it is not.
    NoCopy(String),
}

/// What is used instead of a wrong file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    LastGood,
    BuiltIn,
}

impl WrongFile {
    /// How many things there are to put right.
    pub fn count(&self) -> usize {
        match &self.fault {
            Fault::Mistakes(error, _) => error.mistakes.len(),
            Fault::Unreadable(..) | Fault::NoCopy(_) => 1,
        }
    }
}
