//! The program as a guest of the terminal and of the system: it gives back what it took, stops and goes
//! on when asked to, and costs nothing while nobody types.

use crate::program::Folder;
use crate::screen::{Screen, clock, signal, wait_until};
use std::thread;
use std::time::Duration;

/// Nothing is on its way to the screen any more.
const A_WHILE: Duration = Duration::from_millis(400);

/// Neither alternate screen nor hidden cursor nor bracketed paste.
const GIVEN_BACK: [bool; 3] = [false, false, false];

fn check_given_back(screen: &Screen) {
    screen.wait_until("the alternate screen is left", |screen| !screen.alternate_screen());
    assert_eq!(screen.modes(), GIVEN_BACK, "alternate screen, hidden cursor, bracketed paste");
    assert!(screen.has_settings_of_before(), "echo, lines and signal keys are as they were");
}

#[test]
fn every_way_to_end_the_program_gives_the_terminal_back() {
    let check = |end: fn(&Screen)| {
        let folder = Folder::with_daily_table();
        let mut screen = Screen::start(&folder, &[], 80, 24);
        screen.wait_for("Customers 3");
        let [alternate, _, paste] = screen.modes();
        assert!(alternate && paste && !screen.has_settings_of_before(), "the program has the terminal");
        screen.keys("l").wait_for("Log  XYZ GmbH").keys("not yet finished").wait_for("not yet finished");
        end(&screen);
        let status = screen.wait_end();
        assert!(status.success(), "{status:?}");
        check_given_back(&screen);
        let screen = Screen::start(&folder, &[], 80, 24);
        screen.wait_for("1 unfinished");
    };
    check(|screen| signal(screen.pid(), "TERM"));
    check(|screen| signal(screen.pid(), "HUP"));
    check(|screen| signal(screen.pid(), "INT"));
    check(|screen| {
        screen.keys("\x1b").wait_for("The note is kept").keys("q");
    });
    check(|screen| {
        screen.keys("\x11");
    });
}

#[test]
fn the_demo_takes_its_folder_away_when_it_is_ended() {
    for end in ["TERM", "INT"] {
        let folder = Folder::new();
        let mut screen = Screen::start(&folder, &["--demo"], 80, 24);
        screen.wait_for("Today");
        signal(screen.pid(), end);
        assert!(screen.wait_end().success());
        let left: Vec<_> =
            std::fs::read_dir(folder.beside("")).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(left.is_empty(), "{end}: {left:?}");
    }
}

/// The letter of the process's state, and its processor time in ticks: fields 3, 14 and 15 of
/// `/proc/PID/stat`, as proc(5) counts them.
#[cfg(target_os = "linux")]
fn state_and_ticks(pid: u32) -> (char, u64) {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    // The name in parentheses may hold spaces.
    let fields: Vec<_> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
    let ticks = |field: usize| fields[field - 3].parse::<u64>().unwrap();
    (fields[0].chars().next().unwrap(), ticks(14) + ticks(15))
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_z_stops_the_program_and_cont_brings_the_screen_back() {
    let folder = Folder::with_daily_table();
    let mut screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("Customers 3").keys("l").wait_for("Log  XYZ GmbH").keys("before the stop");
    screen.wait_for("before the stop");
    for _ in 0..2 {
        screen.keys("\x1a");
        let pid = screen.pid();
        wait_until("the process is stopped", || state_and_ticks(pid).0 == 'T');
        check_given_back(&screen);
        signal(pid, "CONT");
        screen.wait_until("the alternate screen is there", vt100::Screen::alternate_screen);
        screen.wait_for("Log  XYZ GmbH").wait_for("before the stop");
    }
    screen.keys(", and after it").wait_for("before the stop, and after it");
    assert!(screen.is_running());
    screen.keys("\r").wait_saved("Logged, ");
    screen.quit();
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_changed_its_size_meanwhile_is_drawn_anew_after_cont() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("Customers 3").keys("\x1a");
    let pid = screen.pid();
    wait_until("the process is stopped", || state_and_ticks(pid).0 == 'T');
    screen.resize(160, 45);
    signal(pid, "CONT");
    screen.wait_for("Customers 3").wait_for("Timeline");
    screen.quit();
}

#[test]
fn redraw_brings_back_what_something_else_has_overwritten() {
    let folder = Folder::with_daily_table();
    let mut screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("Customers 3").wait_quiet(A_WHILE);
    let before = (screen.text(), screen.bytes());
    screen.keys("\x1b[15~");
    screen.wait_quiet(A_WHILE);
    assert!(screen.bytes() > before.1 + 200, "the whole screen is drawn anew");
    assert_eq!(screen.text(), before.0);
    screen.keys("?").wait_for("Esc closes");
    assert!(screen.is_running());
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_and_keeps_the_note() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen
        .wait_for("Customers 3")
        .keys("l")
        .wait_for("Log  XYZ GmbH")
        .keys("the line was cut")
        .wait_for("line was cut");
    screen.hang_up();
    let screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("1 unfinished");
}

#[cfg(target_os = "linux")]
#[test]
fn ten_idle_seconds_cost_no_processor_time_and_no_byte() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 120, 40);
    screen.wait_for("Customers 3").keys("l").wait_for("Log  XYZ GmbH").keys("abc").wait_for("abc");
    screen.wait_quiet(A_WHILE);
    let (ticks, bytes) = (state_and_ticks(screen.pid()).1, screen.bytes());
    let began = clock();
    // Nothing can be waited for here: that nothing happens is the point.
    while began.elapsed() < Duration::from_secs(10) {
        thread::sleep(Duration::from_millis(500));
    }
    let used = state_and_ticks(screen.pid()).1 - ticks;
    assert!(used <= 2, "{used} ticks in ten seconds");
    assert_eq!(screen.bytes(), bytes);
    screen.quit();
}

#[test]
fn midnight_brings_the_next_days_list_without_a_key() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start_at("2026-06-03T23:59:57+08:00", &folder, &[], 80, 24);
    screen.wait_for("Wed 3 Jun").wait_for("Thu 4 Jun");
    screen.wait_for("Today 1").wait_for("XYZ GmbH");
    screen.quit();
}
