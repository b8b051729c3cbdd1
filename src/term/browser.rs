//! A page printed to a PDF by a browser of the system, without a window. The one place that does so.
//!
//! The browser brings the fonts, and writes those that are used into the PDF. It gets a profile that is thrown away,
//! and no network: the page needs nothing beside itself.

use crate::app::outgoing::PrintTrouble as Trouble;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{MAIN_SEPARATOR_STR, Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Browsers that can print without a window, in the order in which they are tried.
const BROWSERS: &[&str] = if cfg!(target_os = "macos") {
    &[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/Applications/Brave Browser.app/Contents/MacOS/Brave Browser",
        "chromium",
    ]
} else if cfg!(windows) {
    &[
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ]
} else {
    &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "microsoft-edge-stable",
        "msedge",
        "brave-browser",
    ]
};

const SWITCHES: [&str; 10] = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    // Nothing that a template names is fetched.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
];

/// A cold start on a slow machine takes some seconds.
const LONGEST: Duration = Duration::from_mins(1);
const LOOK: Duration = Duration::from_millis(50);
/// More of what a browser complains about helps nobody.
const MOST_COMPLAINT: usize = 160;

/// What every PDF begins with.
const PDF: &[u8] = b"%PDF-";

/// What stands in the address of a file as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b':');

/// Prints a page by the browser that is named, or by the first one that is installed. `stop` calls it off.
///
/// # Errors
/// There is no browser, or it made no PDF.
pub fn print(page: &str, named: &str, stop: &AtomicBool) -> Result<Vec<u8>, Trouble> {
    if !named.is_empty() {
        let program = at_home(named);
        return printed_by(&program, page, LONGEST, stop)?
            .ok_or_else(|| Trouble::Failed(format!("{named}: not found")));
    }
    for program in BROWSERS {
        if let Some(pdf) = printed_by(program, page, LONGEST, stop)? {
            return Ok(pdf);
        }
    }
    Err(Trouble::NoBrowser)
}

/// What one program makes of a page; nothing where it is not installed.
fn printed_by(
    program: &str,
    page: &str,
    longest: Duration,
    stop: &AtomicBool,
) -> Result<Option<Vec<u8>>, Trouble> {
    let failed = |what: &dyn std::fmt::Display| Trouble::Failed(format!("{program}: {what}"));
    let work = work_folder(program).map_err(|error| failed(&error))?;
    let (html, pdf, said) =
        (work.path().join("page.html"), work.path().join("page.pdf"), work.path().join("said"));
    fs::write(&html, page).map_err(|error| failed(&error))?;
    let mut command = command(program, work.path(), &html, &pdf);
    command.stderr(fs::File::create(&said).map_err(|error| failed(&error))?);
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(&error)),
    };
    let status = ended(&mut child, longest, stop).map_err(|error| failed(&error))?;
    let Some(status) = status else { return Err(Trouble::TooSlow(program.to_owned())) };
    match fs::read(&pdf) {
        Ok(bytes) if status.success() && bytes.starts_with(PDF) => Ok(Some(bytes)),
        _ => Err(failed(&format!("{status}{}", complaint(&fs::read(&said).unwrap_or_default())))),
    }
}

fn command(program: &str, work: &Path, html: &Path, pdf: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(SWITCHES);
    if is_of_root(work) {
        // No such browser runs as root otherwise. Anybody else keeps the sandbox.
        command.arg("--no-sandbox");
    }
    command.arg(format!("--user-data-dir={}", work.join("profile").display()));
    command.arg(format!("--print-to-pdf={}", pdf.display()));
    command.arg(address(html));
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// A folder for page, profile and PDF that is closed to others and goes away. A Chromium that came as a snap sees
/// neither `/tmp` nor hidden folders, but one of its own.
fn work_folder(program: &str) -> io::Result<tempfile::TempDir> {
    let snap = home().map(|home| home.join("snap/chromium/common")).filter(|folder| folder.is_dir());
    match snap.filter(|_| program.contains("chromium")) {
        Some(folder) => tempfile::tempdir_in(folder),
        None => tempfile::tempdir(),
    }
}

fn home() -> Option<PathBuf> {
    std::env::var("HOME").ok().filter(|home| !home.is_empty()).map(PathBuf::from)
}

fn at_home(named: &str) -> String {
    match (named.strip_prefix("~/"), home()) {
        (Some(rest), Some(home)) => home.join(rest).display().to_string(),
        _ => named.to_owned(),
    }
}

/// Whether what this program writes belongs to root.
#[cfg(unix)]
fn is_of_root(written: &Path) -> bool {
    fs::metadata(written).is_ok_and(|it| std::os::unix::fs::MetadataExt::uid(&it) == 0)
}

#[cfg(not(unix))]
fn is_of_root(_: &Path) -> bool {
    false
}

fn address(file: &Path) -> String {
    let path = file.to_string_lossy().replace(MAIN_SEPARATOR_STR, "/");
    format!("file:///{}", utf8_percent_encode(path.trim_start_matches('/'), PLAIN))
}

/// How a program ended; nothing where it had to be ended.
fn ended(child: &mut Child, longest: Duration, stop: &AtomicBool) -> io::Result<Option<ExitStatus>> {
    for _ in 0..longest.as_millis() / LOOK.as_millis() {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if stop.load(Ordering::Relaxed) {
            break;
        }
        thread::sleep(LOOK);
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

/// The last thing that a browser said, without the place in its source.
fn complaint(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    let text = last.split_once("] ").filter(|_| last.starts_with('[')).map_or(last, |(_, text)| text);
    let text: String = text.chars().filter(|c| !c.is_control()).take(MOST_COMPLAINT).collect();
    if text.is_empty() { text } else { format!(", {}", text.trim().trim_end_matches('.')) }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    static GOES_ON: AtomicBool = AtomicBool::new(false);

    #[test]
    fn what_is_called_off_leaves_no_folder_behind() {
        let folder = tempfile::tempdir().unwrap();
        let begun = folder.path().join("begun");
        let script =
            format!("echo \"$out\" > '{0}.part'; mv '{0}.part' '{0}'; exec sleep 20", begun.display());
        let (program, stop) = (browser(folder.path(), &script), AtomicBool::new(false));
        thread::scope(|scope| {
            let printing = scope.spawn(|| printed_by(&program, "", LONGEST, &stop));
            while !begun.exists() {
                thread::sleep(LOOK);
            }
            stop.store(true, Ordering::Relaxed);
            assert_eq!(printing.join().unwrap(), Err(Trouble::TooSlow(program.clone())));
        });
        let pdf = fs::read_to_string(&begun).unwrap();
        assert!(!Path::new(pdf.trim()).parent().unwrap().exists(), "{pdf}");
    }

    /// A program that does what a browser might do.
    fn browser(folder: &Path, script: &str) -> String {
        let path = folder.join("browser");
        fs::write(&path, format!("#!/bin/sh\nfor it; do case \"$it\" in --print-to-pdf=*) out=\"${{it#*=}}\";; file://*) page=\"${{it#file://}}\";; esac; done\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path.display().to_string()
    }

    fn check(script: &str, expected: Result<&str, &str>) {
        let folder = tempfile::tempdir().unwrap();
        let program = browser(folder.path(), script);
        let found = printed_by(&program, "<p>报价</p>", Duration::from_millis(400), &GOES_ON);
        let found = found.map(|pdf| String::from_utf8(pdf.unwrap()).unwrap());
        match (found, expected) {
            (Ok(pdf), Ok(expected)) => assert_eq!(pdf, expected),
            (Err(Trouble::Failed(what)), Err(expected)) => assert!(what.ends_with(expected), "{what}"),
            (Err(Trouble::TooSlow(_)), Err("too slow")) => {}
            (found, expected) => panic!("{found:?} instead of {expected:?}"),
        }
    }

    #[test]
    fn what_comes_of_a_browser_is_looked_at() {
        check("{ printf %%PDF-1.4; cat \"$page\"; } > \"$out\"", Ok("%PDF-1.4<p>报价</p>"));
        check(
            "printf %%PDF-1.4 > \"$out\"; echo '[1:2:ERROR:zygote.cc] No usable sandbox!' >&2; exit 1",
            Err("exit status: 1, No usable sandbox!"),
        );
        check("printf nonsense > \"$out\"", Err("exit status: 0"));
        check("exit 0", Err("exit status: 0"));
        check("exec sleep 20", Err("too slow"));
    }

    #[test]
    fn a_browser_that_is_not_there_is_passed_over_unless_it_is_named() {
        assert_eq!(printed_by("no-such-browser-at-all", "", LONGEST, &GOES_ON), Ok(None));
        let named = print("", "/nowhere/chromium", &GOES_ON);
        assert_eq!(named, Err(Trouble::Failed("/nowhere/chromium: not found".into())));
    }

    #[test]
    fn the_sandbox_is_left_to_everybody_but_root() {
        let of = |folder: &Path| {
            let command = command("x", folder, Path::new("a b.html"), Path::new("o.pdf"));
            let given: Vec<_> = command.get_args().map(|it| it.to_string_lossy().into_owned()).collect();
            given
        };
        let folder = tempfile::tempdir().unwrap();
        let is_root = is_of_root(folder.path());
        assert_eq!(of(folder.path()).iter().any(|it| it == "--no-sandbox"), is_root);
        assert!(!of(Path::new("/nowhere")).iter().any(|it| it == "--no-sandbox"));
        assert_eq!(of(folder.path()).last().unwrap(), "file:///a%20b.html");
    }
}
