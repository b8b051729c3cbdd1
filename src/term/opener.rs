//! Handing an address or a file to the program that the system has for it. The one place that does so.

use crate::app::outgoing::OpenTrouble as Trouble;
use std::io::ErrorKind;
use std::process::{Command, Stdio};

/// Programs that open things, the best first, each with its first arguments.
const OPENERS: &[&[&str]] = if cfg!(target_os = "macos") {
    &[&["open"]]
} else if cfg!(windows) {
    // Without a shell, to which & in an address would mean something.
    &[&["rundll32", "url.dll,FileProtocolHandler"]]
} else {
    &[&["xdg-open"], &["gio", "open"], &["wslview"]]
};

/// Opens an address or the whole path of a file and waits until that is handed over.
///
/// # Errors
/// There is nothing to open it with, or the program for it has failed.
pub fn open(target: &str) -> Result<(), Trouble> {
    if !has_desktop() {
        return Err(Trouble::NoDesktop);
    }
    for opener in OPENERS {
        let Some((program, arguments)) = opener.split_first() else { continue };
        let mut command = Command::new(program);
        command.args(arguments).arg(target);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // A group of its own: Ctrl-C and the end of this terminal do not reach it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        match command.status() {
            Ok(status) if status.success() => return Ok(()),
            Ok(status) => return Err(Trouble::Refused(format!("{program}: {status}"))),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Trouble::Refused(format!("{program}: {error}"))),
        }
    }
    Err(Trouble::NoProgram("xdg-open, gio, wslview"))
}

/// Without a desktop these programs would fall back to a browser in this very terminal.
fn has_desktop() -> bool {
    let is_set = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let names = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"];
    cfg!(any(target_os = "macos", windows)) || names.into_iter().any(is_set)
}
