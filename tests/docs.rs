//! What the documents say is what the program does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test fails loudly"
)]

use std::path::Path;
use std::process::Command;

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// `GENJIN_WRITE_DOCS=1 cargo test --test docs` writes the page anew.
#[test]
fn the_page_of_keys_is_the_key_table() {
    let output = Command::new(env!("CARGO_BIN_EXE_genjin")).args(["keys", "--lang", "en"]).output().unwrap();
    let keys = String::from_utf8(output.stdout).unwrap();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/KEYS.md");
    if std::env::var_os("GENJIN_WRITE_DOCS").is_some() {
        std::fs::write(&page, &keys).unwrap();
    }
    assert_eq!(read("docs/KEYS.md"), keys, "run GENJIN_WRITE_DOCS=1 cargo test --test docs");
}

#[test]
fn every_command_and_option_of_the_help_is_in_the_readme() {
    let output = Command::new(env!("CARGO_BIN_EXE_genjin")).args(["--help"]).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let readme = read("README.md");
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let names: Vec<_> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() >= 8, "{help}");
    for name in names.into_iter().filter(|name| *name != "help") {
        assert!(readme.contains(&format!("genjin {name}")), "README.md lacks genjin {name}");
    }
    for option in ["--data", "--lang", "--theme", "--now", "--demo"] {
        assert!(help.contains(option) && readme.contains(option), "{option}");
    }
}

#[test]
fn every_room_is_on_the_map() {
    let map = read("docs/ARCHITECTURE.md");
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(room) = name.strip_suffix(".rs").filter(|room| !matches!(*room, "lib" | "main")) {
            assert!(map.contains(&format!("`{room}`")), "docs/ARCHITECTURE.md lacks the room `{room}`");
        }
    }
}
