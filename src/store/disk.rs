//! The one place through which all bytes to disk pass, sled's own files excepted.
//!
//! Folders are 0700 and files 0600 whatever the umask says; a new file's folder is fsynced as well, or a
//! power cut could take the file's name away. Knows nothing of what the bytes mean.

use super::StoreError;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Beginning and end of the names of files that are still being written.
const UNFINISHED: (&str, &str) = (".unfinished-", ".tmp");

/// Makes a folder that only its owner may enter, with all folders above it that are missing.
///
/// A folder that was there keeps its mode: it may be shared for other reasons.
pub fn make_folder(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(StoreError::io(path))?;
    restrict(path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Takes all rights of others away from a folder and all that is in it.
pub fn restrict_all(folder: &Path) -> Result<(), StoreError> {
    restrict(folder)?;
    for entry in list(folder)? {
        if entry.is_dir() {
            restrict_all(&entry)?;
        } else {
            restrict(&entry)?;
        }
    }
    Ok(())
}

/// Takes all rights of others away from one file or folder.
///
/// File systems without modes, as on memory sticks, refuse; sled may have removed a file meanwhile.
#[cfg_attr(not(unix), expect(clippy::unnecessary_wraps, reason = "only Unix has modes and can fail"))]
pub fn restrict(path: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = if path.is_dir() { 0o700 } else { 0o600 };
        match fs::set_permissions(path, fs::Permissions::from_mode(mode)) {
            Err(error)
                if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::NotFound) => {}
            done => done.map_err(StoreError::io(path))?,
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// What is in a folder, sorted by name.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = fs::read_dir(folder).map_err(StoreError::io(folder))?;
    let paths: io::Result<Vec<_>> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths.map_err(StoreError::io(folder))?;
    paths.sort();
    Ok(paths)
}

/// Opens a file for reading and writing, made new and empty when it is missing.
pub fn open_or_create(path: &Path) -> Result<File, StoreError> {
    let is_new = !path.exists();
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(StoreError::io(path))?;
    if is_new {
        restrict(path)?;
        path.parent().map_or(Ok(()), sync_folder)?;
    }
    Ok(file)
}

/// Replaces a file's whole content; after a crash it holds either the old or the new one.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut aside = Aside::new(path)?;
    aside.write_all(bytes).map_err(StoreError::io(path))?;
    aside.keep()
}

/// Replaces a file of derived data: whole or not at all for other programs, perhaps gone after a power cut.
pub fn write_derived(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut aside = Aside::new(path)?;
    aside.write_all(bytes).map_err(StoreError::io(path))?;
    aside.keep_derived()
}

/// A file that is written beside its place and takes it when it is whole; dropped before, it is gone.
pub struct Aside {
    path: PathBuf,
    file: BufWriter<tempfile::NamedTempFile>,
}

impl Aside {
    pub fn new(path: &Path) -> Result<Self, StoreError> {
        let folder = folder_of(path);
        // tempfile makes files that only their owner may read and write.
        let file = tempfile::Builder::new().prefix(UNFINISHED.0).suffix(UNFINISHED.1).tempfile_in(folder);
        // The error names the file beside its place, which means nothing to anybody.
        let file = file.map_err(|error| io::Error::from(error.kind()));
        let file = BufWriter::with_capacity(1 << 18, file.map_err(StoreError::io(path))?);
        Ok(Self { path: path.to_owned(), file })
    }

    /// Gives the bytes their name without waiting for the platter; for data that can be made again.
    fn keep_derived(self) -> Result<(), StoreError> {
        let Self { path, file } = self;
        let keep = || -> io::Result<()> {
            file.into_inner().map_err(io::IntoInnerError::into_error)?.persist(&path)?;
            Ok(())
        };
        keep().map_err(StoreError::io(&path))
    }

    /// Makes the bytes durable and gives them their name.
    pub fn keep(self) -> Result<(), StoreError> {
        let Self { path, file } = self;
        let keep = || -> io::Result<()> {
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            Ok(())
        };
        keep().map_err(StoreError::io(&path))?;
        sync_folder(folder_of(&path))
    }
}

impl Write for Aside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes files that a crash left half written.
pub fn sweep(folder: &Path) -> Result<(), StoreError> {
    for path in list(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1) {
            remove(&path)?;
        }
    }
    Ok(())
}

/// Removes a file or folder with all that is in it; it need not be there.
pub fn remove_all(path: &Path) -> Result<(), StoreError> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(StoreError::io(path)),
    }
}

pub fn remove(path: &Path) -> Result<(), StoreError> {
    fs::remove_file(path).map_err(StoreError::io(path))
}

/// A text file's content; nothing when there is no such file.
pub fn read_text(path: &Path) -> Result<Option<String>, StoreError> {
    match fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| StoreError::Damaged {
            file: path.to_owned(),
            line: None,
            what: "not UTF-8 text".into(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io(path)(error)),
    }
}

/// Moves a folder to `<name>.<word>-<n>` beside it, with the first free number; returns the new name.
pub fn set_aside(path: &Path, word: &str) -> Result<PathBuf, StoreError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let aside = free_name(path.with_file_name(format!("{name}.{word}")).as_path());
    fs::rename(path, &aside).map_err(StoreError::io(path))?;
    path.parent().map_or(Ok(()), sync_folder)?;
    Ok(aside)
}

/// Copies a folder with all that is in it; nothing happens when there is none.
pub fn copy_folder(from: &Path, to: &Path) -> Result<(), StoreError> {
    if !from.exists() {
        return Ok(());
    }
    make_folder(to)?;
    for path in list(from)? {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(StoreError::io(&path))?;
            restrict(&target)?;
        }
    }
    Ok(())
}

/// Gives a file or folder another name in the same folder, for good.
pub fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to).map_err(StoreError::io(from))?;
    sync_folder(folder_of(to))
}

/// `<path>-<n>` with the first number that is free.
pub fn free_name(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let candidate = |number: u32| path.with_file_name(format!("{name}-{number}"));
    (1..u32::MAX).map(candidate).find(|free| !free.exists()).unwrap_or_else(|| candidate(u32::MAX))
}

/// Makes the bytes of a file that someone else wrote durable.
pub fn sync_file(path: &Path) -> Result<(), StoreError> {
    let file = OpenOptions::new().write(true).open(path).map_err(StoreError::io(path))?;
    file.sync_data().map_err(StoreError::io(path))
}

/// Makes the names in a folder durable; only Unix can and needs to.
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if cfg!(unix) {
        let handle = File::open(folder).map_err(StoreError::io(folder))?;
        handle.sync_all().map_err(StoreError::io(folder))?;
    }
    Ok(())
}

/// A file that only grows, by pieces that are there whole or not at all.
pub struct GrowingFile {
    path: PathBuf,
    file: File,
    /// Up to here everything was kept.
    kept: u64,
    /// Where the next byte goes.
    end: u64,
    #[cfg(test)]
    pub(super) room: Option<u64>,
}

impl GrowingFile {
    /// Opens a file, made new when missing, whose content up to `kept` is good; what follows is cut off.
    pub fn open(path: PathBuf, kept: u64) -> Result<Self, StoreError> {
        let file = open_or_create(&path)?;
        let mut grown = Self {
            path,
            file,
            kept,
            end: u64::MAX,
            #[cfg(test)]
            room: None,
        };
        grown.roll_back()?;
        Ok(grown)
    }

    /// Where the next piece begins.
    pub fn len(&self) -> u64 {
        self.kept
    }

    /// Writes `pieces` one behind the other and makes them durable. On any error the file is as before.
    ///
    /// The last piece is written after the ones before it are durable: where it is found, they are whole.
    pub fn append(
        &mut self,
        pieces: impl Iterator<Item = Result<Vec<u8>, StoreError>>,
    ) -> Result<(), StoreError> {
        self.roll_back()?;
        let written = self.write_all(pieces);
        match written {
            Ok(()) => self.kept = self.end,
            // A failure to cut here is met again, and reported, before the next piece is written.
            Err(_) => drop(self.roll_back()),
        }
        written
    }

    fn write_all(
        &mut self,
        pieces: impl Iterator<Item = Result<Vec<u8>, StoreError>>,
    ) -> Result<(), StoreError> {
        let mut pieces = pieces.peekable();
        let mut count = 0_u32;
        while let Some(piece) = pieces.next() {
            if pieces.peek().is_none() && count > 0 {
                self.sync()?;
            }
            self.put(&piece?)?;
            count += 1;
        }
        self.sync()
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        // Until the write has gone well nobody knows where the end is.
        self.end = u64::MAX;
        self.write(bytes).map_err(StoreError::io(&self.path))?;
        self.end = self.file.stream_position().map_err(StoreError::io(&self.path))?;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        #[cfg(test)]
        if let Some(room) = &mut self.room {
            let fits = bytes.len().min(usize::try_from(*room).unwrap_or(usize::MAX));
            *room -= fits as u64;
            if fits < bytes.len() {
                self.file.write_all(&bytes[..fits])?;
                return Err(io::ErrorKind::StorageFull.into());
            }
        }
        self.file.write_all(bytes)
    }

    fn sync(&self) -> Result<(), StoreError> {
        self.file.sync_data().map_err(StoreError::io(&self.path))
    }

    /// Cuts off what was written but not kept.
    fn roll_back(&mut self) -> Result<(), StoreError> {
        if self.end == self.kept {
            return Ok(());
        }
        let mut cut = || -> io::Result<()> {
            if self.file.metadata()?.len() > self.kept {
                self.file.set_len(self.kept)?;
                self.file.sync_data()?;
            }
            self.file.seek(SeekFrom::Start(self.kept)).map(drop)
        };
        cut().map_err(StoreError::io(&self.path))?;
        self.end = self.kept;
        Ok(())
    }
}
