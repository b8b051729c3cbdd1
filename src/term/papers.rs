//! Writing papers: the seller's templates and logo are read, the page or its PDF goes to its file whole or not at all.

use super::browser;
use crate::app::outgoing::{Made, PaperMade, PaperTask};
use crate::documents::{Form, Paper, TEMPLATE_NAMES, UserTemplate, render};
use crate::lang::Words;
use crate::store::DOCUMENTS;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// The folder of the seller's own templates, in the data folder.
pub const TEMPLATES: &str = "templates";
/// A logo larger than this would make every mail too heavy.
const MOST_LOGO_BYTES: u64 = 2 * 1024 * 1024;

/// The target that stands for standard output.
pub const STANDARD_OUTPUT: &str = "-";

/// Makes a paper: its text comes back, and so does its page where it goes to standard output; else the page is written to
/// `target`, or to a new file in the data folder. `stop` calls a PDF off.
///
/// # Errors
/// Why there is no paper, in words.
pub fn make(
    dir: &Path,
    task: &PaperTask,
    target: Option<&Path>,
    words: Words,
    stop: &AtomicBool,
) -> Result<PaperMade, String> {
    let mut mistake = None;
    let own = own_templates(&dir.join(TEMPLATES)).unwrap_or_else(|error| {
        mistake = Some(words.template_not_used(&words.system(&error)));
        Vec::new()
    });
    let logo = logo(dir, &task.logo).unwrap_or_else(|error| {
        mistake = Some(words.logo_not_used(&task.logo, &words.system(&error.to_string())));
        None
    });
    let logo = logo.as_deref();
    let text = render(&task.paper, task.form, &own, logo).or_else(|error| {
        mistake = Some(words.template_not_used(&format!("{TEMPLATES}/{error}")));
        render(&task.paper, task.form, &[], logo).map_err(|error| words.no_paper(&error.to_string()))
    })?;
    let (folder, name) = (folder_of(dir, &task.paper), task.paper.file_name());
    let what = match task.form {
        Form::Text => Made::Text(text),
        Form::Html if target == Some(Path::new(STANDARD_OUTPUT)) => Made::Text(text),
        Form::Html => Made::File(match target {
            Some(path) => put(path, text.as_bytes(), words)?,
            None => kept(&folder, &name, &text, words)?,
        }),
        Form::Pdf => {
            let page = kept(&folder, &name, &text, words)?;
            match browser::print(&text, &task.browser, stop) {
                Ok(pdf) => {
                    let beside = PathBuf::from(&page).with_extension("pdf");
                    Made::File(put(target.unwrap_or(&beside), &pdf, words)?)
                }
                Err(trouble) => Made::PageAlone { why: words.no_pdf(&trouble), page },
            }
        }
    };
    Ok(PaperMade { what, mistake })
}

/// The folder of a customer's papers: what the customer was called when the first was written.
fn folder_of(dir: &Path, paper: &Paper) -> PathBuf {
    let (all, ending) = (dir.join(DOCUMENTS), paper.customer.ending());
    let there = fs::read_dir(&all).into_iter().flatten().flatten().map(|entry| entry.path());
    let own = there.into_iter().find(|path| path.to_string_lossy().ends_with(&ending));
    own.unwrap_or_else(|| all.join(paper.folder_name()))
}

fn own_templates(folder: &Path) -> Result<Vec<UserTemplate>, String> {
    let mut own = Vec::new();
    for name in TEMPLATE_NAMES {
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => own.push(UserTemplate { name, text }),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(format!("{}: {error}", path.display())),
        }
    }
    Ok(own)
}

/// The logo as a data URI; `~/` is the home folder, anything else stands in the data folder.
fn logo(dir: &Path, file: &str) -> io::Result<Option<String>> {
    if file.is_empty() {
        return Ok(None);
    }
    let home = std::env::var("HOME").or_else(|_| std::env::var("USERPROFILE"));
    let path = match (file.strip_prefix("~/"), home) {
        (Some(rest), Ok(home)) => PathBuf::from(home).join(rest),
        _ => dir.join(file),
    };
    if fs::metadata(&path)?.len() > MOST_LOGO_BYTES {
        return Err(io::Error::other("it is larger than 2 MB"));
    }
    let kind =
        match path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => "jpeg",
            "gif" => "gif",
            "webp" => "webp",
            "svg" => "svg+xml",
            _ => "png",
        };
    Ok(Some(format!("data:image/{kind};base64,{}", STANDARD.encode(fs::read(&path)?))))
}

/// Writes a file aside and gives it its name; what was there goes. Returns the whole path.
fn put(path: &Path, bytes: &[u8], words: Words) -> Result<String, String> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = aside(folder, bytes).and_then(|it| it.persist(path).map_err(|error| error.error));
    written.map_err(|error| not_written(path, &error, words)).map(|_| whole(path))
}

/// Writes a page under a name that is free. Returns the whole path.
fn kept(folder: &Path, name: &str, text: &str, words: Words) -> Result<String, String> {
    keep(folder, name, text).map_err(|error| not_written(folder, &error, words)).map(|path| whole(&path))
}

fn not_written(path: &Path, error: &io::Error, words: Words) -> String {
    words.paper_not_written(&path.display().to_string(), &words.system(&error.to_string()))
}

fn whole(path: &Path) -> String {
    std::path::absolute(path).unwrap_or(path.to_owned()).display().to_string()
}

fn aside(folder: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut written = tempfile::NamedTempFile::new_in(folder)?;
    written.write_all(bytes)?;
    written.as_file().sync_all()?;
    Ok(written)
}

/// Writes a page under a name that no other page or PDF has: a paper may have been sent as it was. The same paper
/// again is the same file, so a PDF is always that of the page beside it.
fn keep(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    make_folder(folder)?;
    let mut written = aside(folder, text.as_bytes())?;
    for number in 1..1000 {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{name}{number}.html"));
        if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
            return Ok(path);
        }
        if path.with_extension("pdf").exists() {
            continue;
        }
        match written.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => written = error.file,
            Err(error) => return Err(error.error),
        }
    }
    Err(io::Error::other("too many papers of this name"))
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_never_takes_the_place_of_another() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("documents");
        let name = |text: &str| keep(&folder, "PI-1", text).unwrap().file_name().unwrap().to_owned();
        assert_eq!(name("one"), "PI-1.html");
        assert_eq!(name("one"), "PI-1.html");
        assert_eq!(name("two"), "PI-1-2.html");
        assert_eq!(fs::read_to_string(folder.join("PI-1.html")).unwrap(), "one");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing is left beside them");
        // A PDF that somebody printed keeps its name too.
        fs::write(folder.join("PI-1-3.pdf"), "printed").unwrap();
        assert_eq!(name("three"), "PI-1-4.html");
    }

    #[test]
    fn a_logo_goes_into_the_page() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("l.JPG"), [1, 2, 3]).unwrap();
        assert_eq!(logo(dir.path(), "l.JPG").unwrap().unwrap(), "data:image/jpeg;base64,AQID");
        assert_eq!(logo(dir.path(), "").unwrap(), None);
        assert!(logo(dir.path(), "gone.png").is_err());
        fs::File::create(dir.path().join("big.png")).unwrap().set_len(MOST_LOGO_BYTES + 1).unwrap();
        assert!(logo(dir.path(), "big.png").is_err());
    }
}
