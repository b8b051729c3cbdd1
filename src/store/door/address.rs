//! Where the door of a data folder is.
//!
//! `DIR/door/socket` on Unix. A socket's path may have about a hundred bytes only, and not every file system
//! has sockets; where it cannot be made there, it stands in a folder of its own among the temporary files,
//! and `DIR/door/elsewhere` names it. On Windows it is a named pipe whose name hangs on the folder.

use super::super::{StoreError, disk};
use interprocess::local_socket::{ConnectOptions, Listener, ListenerOptions, Name, Stream};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SOCKET: &str = "socket";
const ELSEWHERE: &str = "elsewhere";

/// The folder in which the door stands.
fn folder(dir: &Path) -> PathBuf {
    dir.join("door")
}

/// A door that is open, and what is to be taken away when it closes.
pub struct Opened {
    pub listener: Listener,
    /// Where it is.
    pub place: Place,
}

/// Removes the socket when it is dropped.
#[derive(Debug)]
pub struct Place {
    folder: PathBuf,
    _elsewhere: Option<TempDir>,
}

impl Drop for Place {
    fn drop(&mut self) {
        // What is left behind is taken for what it is: nobody answers there.
        drop(disk::remove_all(&self.folder.join(SOCKET)));
        drop(disk::remove_all(&self.folder.join(ELSEWHERE)));
    }
}

/// Opens the door. Whoever calls this has the lock of the folder, so that a socket that is still there is
/// a left-over of a program that was killed.
pub fn open(dir: &Path) -> Result<Opened, StoreError> {
    let folder = folder(dir);
    disk::make_folder(&folder)?;
    disk::restrict(&folder)?;
    disk::remove_all(&folder.join(SOCKET))?;
    disk::remove_all(&folder.join(ELSEWHERE))?;
    let socket = folder.join(SOCKET);
    if let Ok(listener) = listen(&socket) {
        return Ok(Opened { listener, place: Place { folder, _elsewhere: None } });
    }
    let elsewhere = TempDir::with_prefix("genjin-door-").map_err(StoreError::io(&std::env::temp_dir()))?;
    disk::restrict(elsewhere.path())?;
    let socket = elsewhere.path().join(SOCKET);
    let listener = listen(&socket).map_err(StoreError::io(&socket))?;
    disk::write_atomic(&folder.join(ELSEWHERE), socket.as_os_str().as_encoded_bytes())?;
    Ok(Opened { listener, place: Place { folder, _elsewhere: Some(elsewhere) } })
}

/// Knocks; an error where nobody answers.
pub fn connect(dir: &Path) -> io::Result<Stream> {
    let folder = folder(dir);
    let elsewhere = std::fs::read_to_string(folder.join(ELSEWHERE)).ok().map(PathBuf::from);
    let socket = elsewhere.unwrap_or_else(|| folder.join(SOCKET));
    ConnectOptions::new().name(name(&socket)?).connect_sync()
}

fn listen(socket: &Path) -> io::Result<Listener> {
    let listener = ListenerOptions::new().name(name(socket)?).reclaim_name(false).create_sync()?;
    #[cfg(unix)]
    disk::restrict(socket).map_err(io::Error::other)?;
    Ok(listener)
}

#[cfg(unix)]
fn name(socket: &Path) -> io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericFilePath, ToFsName};
    socket.to_path_buf().to_fs_name::<GenericFilePath>()
}

#[cfg(not(unix))]
fn name(socket: &Path) -> io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericNamespaced, ToNsName};
    let place = socket.canonicalize().unwrap_or_else(|_| socket.to_owned());
    let number = crc32fast::hash(place.as_os_str().as_encoded_bytes());
    format!("genjin-{number:08x}").to_ns_name::<GenericNamespaced>()
}

/// Whether who knocks is the user to whom the folder belongs. Where the system does not tell, the
/// modes of folder and socket have to do.
#[cfg(unix)]
pub fn is_owner(stream: &Stream, dir: &Path) -> bool {
    use interprocess::local_socket::prelude::*;
    use std::os::unix::fs::MetadataExt;
    let who = stream.peer_creds().ok().and_then(|known| known.euid());
    let owner = folder(dir).metadata().map(|data| data.uid());
    match (who, owner) {
        (Some(who), Ok(owner)) => who == owner,
        (None, _) => true,
        (Some(_), Err(_)) => false,
    }
}

#[cfg(not(unix))]
pub fn is_owner(_: &Stream, _: &Path) -> bool {
    true
}
