//! What the user's own files say once they were saved, and what is wrong with them.

use super::super::App;
use super::super::message::Message;
use super::super::overlay::Overlay;
use super::super::wrong_file::WrongFile;

/// Keeps what is wrong, and tells what is new: a mistake that was there before hides nothing.
pub fn take(
    app: &mut App,
    saved: Vec<&'static str>,
    blank: &[&'static str],
    gone: &[&'static str],
    doubts: usize,
    wrong: Vec<WrongFile>,
) {
    let is_wrong = |name: &&str| wrong.iter().any(|file| file.name == *name);
    let told = wrong.iter().find(|file| saved.contains(&file.name) || !app.wrong_files.contains(file));
    let told = told.cloned();
    let taken_up: Vec<_> = saved.into_iter().filter(|name| !is_wrong(name)).collect();
    app.message = Some(if let Some(wrong) = told {
        Message::FileNotUsed { wrong, taken_up }
    } else {
        let (gone, saved): (Vec<_>, Vec<_>) = taken_up.into_iter().partition(|name| gone.contains(name));
        let (blank, saved) = saved.into_iter().partition(|name| blank.contains(name));
        Message::FilesTakenUp { saved, blank, gone, doubts }
    });
    app.wrong_files = wrong;
    if app.wrong_files.is_empty() && matches!(app.overlay, Some(Overlay::Mistakes { .. })) {
        app.overlay = None;
    }
}

/// Shows every mistake, or no longer.
pub fn toggle(app: &mut App) {
    if app.wrong_files.is_empty() {
        app.message = Some(Message::NoMistakes);
        return;
    }
    app.overlay = match app.overlay {
        Some(Overlay::Mistakes { .. }) => None,
        _ => Some(Overlay::Mistakes { top: 0 }),
    };
}
