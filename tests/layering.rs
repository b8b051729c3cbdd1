//! Holds the house to its plan: which room may use which, read from the sources themselves.

#[cfg(test)]
#[path = "layering/paths.rs"]
mod paths;
#[cfg(test)]
#[path = "layering/plan.rs"]
mod plan;
#[cfg(test)]
#[path = "layering/sources.rs"]
mod sources;

use paths::uses;
use plan::{ROOMS, allows};
use sources::{is_test_file, module_path, room_of, sources, src};
use std::fmt::Write as _;
use std::path::Path;

/// A file longer than this, without its tests, is more than one idea.
const MOST_LINES: usize = 500;

#[test]
fn no_room_uses_what_its_plan_does_not_allow() {
    let mut wrong = String::new();
    for (file, source) in sources() {
        let Some(room) = room_of(&file) else { continue };
        let plan = ROOMS.iter().find(|plan| plan.name == room);
        let plan = plan.unwrap_or_else(|| panic!("{} is in a room without a plan", file.display()));
        for (line, used, place) in uses(&source, &module_path(&file), is_test_file(&file)) {
            if !allows(plan, &used, place) {
                writeln!(wrong, "{}:{line}: {room} may not use {used}", file.display()).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_plan_has_a_room() {
    for plan in ROOMS {
        assert!(src().join(format!("{}.rs", plan.name)).is_file(), "there is no room {}", plan.name);
        for used in plan.rooms {
            assert!(ROOMS.iter().any(|other| other.name == *used), "{} uses {used}, no room", plan.name);
        }
    }
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|(_, source)| !source.starts_with("//! "))
        .map(|(file, _)| file)
        .collect();
    assert!(silent.is_empty(), "no //! on the first line: {silent:?}");
}

#[test]
fn no_file_is_more_than_one_idea() {
    let length = |file: &Path, source: &str| {
        if is_test_file(file) {
            0
        } else {
            source.split("\n#[cfg(test)]\nmod ").next().unwrap().lines().count()
        }
    };
    let long: Vec<_> = sources()
        .into_iter()
        .filter(|(file, source)| length(file, source) > MOST_LINES)
        .map(|(file, _)| file)
        .collect();
    assert!(long.is_empty(), "more than {MOST_LINES} lines: {long:?}");
}

#[test]
fn modules_lie_beside_their_folder() {
    let old: Vec<_> =
        sources().into_iter().map(|(file, _)| file).filter(|file| file.ends_with("mod.rs")).collect();
    assert!(old.is_empty(), "foo.rs beside foo/ instead of {old:?}");
}
