//! What can go wrong with stored data, and what is told after opening it.
//!
//! The sentences here are for logs and plain commands; `lang` words them for the screen.

use crate::domain::CustomerId;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why something could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another program has these data open.
    #[error("{path}: in use by another genjin ({holder}); close that one, then try again")]
    HeldElsewhere { path: PathBuf, holder: String },

    /// The program that has the data open is another version, so that the two do not understand each other.
    #[error("genjin {version} has the data open and this is another version; leave that one, then try again")]
    OtherVersion { version: String },

    /// The program that has the data open went away before it answered.
    #[error(
        "{path}: the genjin that had the data open ended before it answered; look whether the change is there, then try again"
    )]
    Gone { path: PathBuf },

    /// What the program that has the data open says of a failure.
    #[error("{what}")]
    Elsewhere { what: String },

    /// What an edit starts from is no longer what is stored; nothing was written.
    #[error(
        "{name}: changed since it was read, so nothing was overwritten; open it again and repeat the edit"
    )]
    Conflict { customer: CustomerId, name: String },

    /// A file does not hold what was written to it; nothing was changed.
    #[error("{}: {what}; nothing was changed, keep the file and restore this place from a copy", place(.file, *.line))]
    Damaged { file: PathBuf, line: Option<u64>, what: String },

    /// The sled folder cannot be used. It is derived data: the journal holds everything.
    #[error(
        "{path}: {what}; close genjin and move this folder away, it is then built again from the journal"
    )]
    Database { path: PathBuf, what: String },

    /// A later version of the program wrote this; nothing was changed.
    #[error(
        "{path}: written by a newer genjin (format {found}, this one knows up to {known}); update genjin"
    )]
    Newer { path: PathBuf, found: u32, known: u32 },

    /// The system refused to read or write.
    #[error("{path}: {source}; {}", advice(source))]
    Io { path: PathBuf, source: std::io::Error },

    /// The change is safely in the journal, but the database did not take it; opening again repairs that.
    #[error("{path}: the change is saved in the journal but not yet shown ({what}); start genjin again")]
    NotApplied { path: PathBuf, what: String },

    /// An earlier failure left the data in memory in doubt, so nothing more is written.
    #[error("{path}: nothing more is saved after an earlier failure; start genjin again")]
    Halted { path: PathBuf },

    /// The data are open for reading alone.
    #[error(
        "{path}: open for reading only, so nothing can be saved; make room or allow writing, then start genjin again"
    )]
    ReadOnly { path: PathBuf },

    /// A file that is to be restored and is no backup.
    #[error(
        "{path}: no backup that genjin wrote; nothing was changed, name a file made by genjin backup or one of the folder backups"
    )]
    NoBackup { path: PathBuf },

    /// Something is where new data were to go.
    #[error(
        "{path}: there are data already; name an empty folder with --data, or add --set-aside to move them aside first"
    )]
    NotEmpty { path: PathBuf },

    /// A change that can never be stored, whatever the data.
    #[error("a change that cannot be saved: {what}")]
    Unfit { what: String },

    /// A fault of the program itself.
    #[error("the writer stopped on an internal fault ({what}); start genjin again, saved data are safe")]
    Panicked { what: String },
}

impl StoreError {
    /// Wraps an error of the file system together with the path it is about.
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    /// Whether nothing can be written where the data are, while reading may still be possible.
    pub(crate) fn forbids_writing(&self) -> bool {
        matches!(self, Self::Io { source, .. } if is_no_room_to_write(source))
    }

    /// Whether making the sled folder anew can help.
    pub(crate) fn is_in_database(&self) -> bool {
        matches!(self, Self::Database { .. })
    }
}

/// Whether the system lets nobody write here, be it for want of room or of permission.
pub(crate) fn is_no_room_to_write(error: &std::io::Error) -> bool {
    use std::io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem | Kind::StorageFull | Kind::QuotaExceeded
    )
}

/// What to do about an error of the file system.
fn advice(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound | Kind::NotADirectory | Kind::IsADirectory => "check the path",
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            "allow reading and writing there, then try again"
        }
        Kind::StorageFull | Kind::QuotaExceeded => "make room on the disk, then try again",
        _ => "check that the disk has room and that you may write there, then try again",
    }
}

fn place(file: &Path, line: Option<u64>) -> String {
    line.map_or_else(|| file.display().to_string(), |line| format!("{}, line {line}", file.display()))
}

/// Something that was put right while opening and that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The last change was only half written when the program or machine stopped. It was never
    /// confirmed as saved; its bytes are kept in `kept`, where there was room to keep them.
    TornTail { file: PathBuf, bytes: u64, kept: Option<PathBuf> },
    /// The sled folder could not be used and was moved aside.
    DatabaseSetAside { aside: PathBuf, why: String },
    /// The sled folder was built again from so many changes of the journal.
    Rebuilt { changes: u64 },
    /// The journal lacked changes that the database holds. It was moved aside and written again from
    /// the database; nothing stored is lost, but earlier changes can no longer be undone.
    JournalRewritten { aside: Option<PathBuf> },
    /// A place of the journal could not be read; everything else was.
    JournalDamaged { what: String },
    /// A checkpoint could not be used; an older one or the journal was.
    CheckpointDamaged { file: PathBuf, what: String },
    /// Nothing can be written in the data folder, so that it is open for reading alone.
    ReadOnly { dir: PathBuf, why: String },
    /// Something that is done beside the work, such as the daily backup, did not succeed.
    UpkeepFailed { what: String },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TornTail { file, bytes, kept } => {
                write!(f, "{}: {bytes} bytes of an unfinished change were cut off", file.display())?;
                kept.as_ref().map_or(Ok(()), |kept| write!(f, " and kept in {}", kept.display()))
            }
            Self::DatabaseSetAside { aside, why } => {
                write!(f, "the database could not be used ({why}) and was moved to {}", aside.display())
            }
            Self::Rebuilt { changes } => {
                write!(f, "the database was built again from the journal (changes: {changes})")
            }
            Self::JournalRewritten { aside } => {
                f.write_str("the journal lacked saved changes and was written again from the database")?;
                aside.as_ref().map_or(Ok(()), |aside| write!(f, "; the old one is {}", aside.display()))
            }
            Self::JournalDamaged { what } => {
                write!(f, "a part of the journal could not be read, everything else was: {what}")
            }
            Self::CheckpointDamaged { file, what } => {
                write!(f, "{}: this checkpoint was not used: {what}", file.display())
            }
            Self::ReadOnly { dir, why } => {
                write!(f, "{}: open for reading only, nothing will be saved ({why})", dir.display())
            }
            Self::UpkeepFailed { what } => {
                write!(f, "your data are saved, but a copy could not be made: {what}")
            }
        }
    }
}
