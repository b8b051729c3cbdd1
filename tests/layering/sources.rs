//! The source files of the program, and which room each is in.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules that hold tests alone without being called so in their own file.
const TEST_MODULES: &[&str] = &["tests", "fixture"];

/// Every source file below src/, relative to the root, with its text.
pub fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![src()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 100, "only {} sources were found", found.len());
    found
}

pub fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The modules from the root to a file: `src/app/update.rs` is `["app", "update"]`.
pub fn module_path(file: &Path) -> Vec<String> {
    let inner = file.strip_prefix("src").unwrap().with_extension("");
    inner.iter().map(|part| part.to_str().unwrap().to_owned()).collect()
}

/// The room that a file is in; lib.rs and main.rs are in none.
pub fn room_of(file: &Path) -> Option<String> {
    let path = module_path(file);
    let room = path.first()?.clone();
    (room != "lib" && room != "main").then_some(room)
}

pub fn is_test_file(file: &Path) -> bool {
    module_path(file).iter().any(|part| TEST_MODULES.contains(&part.as_str()))
}
