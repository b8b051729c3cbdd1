//! What leaves the program on a real system: the desktop, the clipboard of the terminal, a file.

use crate::program::Folder;
use crate::screen::{Screen, wait_until};
use std::os::unix::fs::PermissionsExt;

fn folder() -> Folder {
    let folder = Folder::new();
    let add = ["add", "Nova GmbH", "--contact", "Anna", "--email", "anna@nova.example"];
    folder.genjin(&add).succeeded();
    assert_eq!(folder.genjin(&["quote", "Nova", "FOB SHENZHEN USD 0.86/pc MOQ 5000"]).code, Some(0));
    folder
}

#[cfg(not(target_os = "macos"))]
#[test]
fn a_page_is_opened_by_the_program_of_the_desktop_and_a_failure_is_told() {
    let folder = folder();
    let (programs, opened) = (folder.beside("programs"), folder.beside("opened"));
    std::fs::create_dir(&programs).unwrap();
    let desktop = programs.join("xdg-open");
    let script = |text: &str| {
        std::fs::write(&desktop, format!("#!/bin/sh\n{text}\n")).unwrap();
        std::fs::set_permissions(&desktop, std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    script(&format!("printf '%s' \"$1\" > '{}'", opened.display()));
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let screen = Screen::start_with(&folder, &[("PATH", path), ("DISPLAY", ":9".to_owned())], 100, 30);
    screen
        .wait_for("Nova GmbH")
        .wait_for("FOB SHENZHEN")
        .keys("o")
        .wait_for("mailto:anna@nova.example")
        .keys("\r");
    wait_until("the page is opened", || {
        std::fs::read_to_string(&opened).is_ok_and(|it| it == "mailto:anna@nova.example")
    });
    script("exit 3");
    screen.keys("o").wait_for("mailto:").keys("\r").wait_for("It could not be opened (xdg-open:");
    screen.quit();
}

#[cfg(not(target_os = "macos"))]
#[test]
fn without_a_desktop_that_is_said_instead_of_drawing_over_the_screen() {
    let folder = folder();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen
        .wait_for("FOB SHENZHEN")
        .keys("o")
        .wait_for("mailto:")
        .keys("\r")
        .wait_for("No desktop to open it on");
    screen.keys("o").wait_for("mailto:").keys("c").wait_for("Copied: anna@nova.example");
    screen.quit();
}

#[test]
fn a_paper_lands_in_a_folder_that_is_closed_to_others() {
    let folder = folder();
    let screen = Screen::start(&folder, &[], 100, 30);
    screen.wait_for("FOB SHENZHEN").keys("d").wait_for("Document").keys("\r").wait_for("Written");
    screen.keys("\x1b").wait_gone("Written");
    screen.quit();
    let papers = folder.data().join("documents");
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let inside = |path: &std::path::Path| -> Vec<_> {
        std::fs::read_dir(path).unwrap().map(|it| it.unwrap().path()).collect()
    };
    let folders = inside(&papers);
    assert_eq!((folders.len(), mode(&papers), mode(&folders[0])), (1, 0o700, 0o700));
    let files = inside(&folders[0]);
    assert_eq!((files.len(), mode(&files[0])), (1, 0o600));
    assert!(std::fs::read_to_string(&files[0]).unwrap().contains("USD 0.86 / pc"));
}
