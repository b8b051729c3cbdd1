//! Terminals of every size, and sizes that change under the hands of a person who types.

use crate::program::Folder;
use crate::screen::Screen;
use std::time::Duration;

/// Long enough for a frame, mostly; nothing is wrong where it is not.
const A_MOMENT: Duration = Duration::from_millis(60);

/// The sizes that a terminal has or can be dragged to; without columns or rows it tells no size.
const SIZES: &[(u16, u16)] =
    &[(0, 0), (0, 24), (80, 0), (1, 1), (2, 1), (10, 3), (39, 12), (40, 11), (40, 12), (80, 24), (200, 50)];

#[test]
fn the_program_starts_and_takes_keys_in_a_terminal_of_any_size() {
    for (columns, rows) in SIZES {
        let folder = Folder::with_daily_table();
        let mut screen = Screen::start(&folder, &[], *columns, *rows);
        screen.wait_until("the alternate screen is there", vt100::Screen::alternate_screen);
        screen.wait_quiet(A_MOMENT);
        // What nobody can see takes no keys; a terminal that tells no size may be of any.
        if !is_enough((*columns, *rows)) && *columns > 0 && *rows > 0 {
            screen.keys("lin the dark\r").wait_quiet(A_MOMENT);
        }
        assert!(screen.is_running(), "{columns}x{rows}");
        screen.resize(80, 25);
        screen.wait_for("Customers 3").wait_quiet(A_MOMENT);
        screen
            .keys("lwa< typed in the light >+3d call")
            .wait_for("Log  XYZ GmbH")
            .wait_for("typed in the light");
        assert!(screen.is_running(), "{columns}x{rows}");
        screen.keys("\r").wait_saved("Logged, next Mon 8 Jun");
        screen.quit();
        assert_eq!(folder.json(&["show", "XYZ", "--json"])["timeline"][0]["summary"], "typed in the light");
    }
}

/// Whether a terminal of this size shows the cockpit.
fn is_enough((columns, rows): (u16, u16)) -> bool {
    columns >= 40 && rows >= 12
}

#[test]
fn a_resize_while_the_program_starts_is_not_missed() {
    // As when a window opens small and is made large by the window manager at once.
    for _ in 0..10 {
        let folder = Folder::new();
        let screen = Screen::start(&folder, &[], 20, 5);
        screen.wait_until("the alternate screen is there", vt100::Screen::alternate_screen);
        screen.resize(80, 24);
        screen.wait_for("No customers yet");
        screen.quit();
    }
}

#[test]
fn a_running_program_bears_every_size() {
    let folder = Folder::with_daily_table();
    let mut screen = Screen::start(&folder, &[], 80, 24);
    screen
        .wait_for("Customers 3")
        .keys("l")
        .wait_for("Log  XYZ GmbH")
        .keys("客户 kept")
        .wait_for("客户 kept");
    for (columns, rows) in SIZES {
        screen.resize(*columns, *rows);
        screen.wait_quiet(A_MOMENT);
        assert!(screen.is_running(), "{columns}x{rows}");
        match (*columns, *rows) {
            (40.., 12..) => screen.wait_for("客户 kept"),
            (30..=39, 1..) | (30.., 1..=11) => screen.wait_for("genjin needs 40x12"),
            _ => &screen,
        };
    }
    screen.quit();
}

#[test]
fn forty_by_twelve_is_enough_for_a_days_work() {
    let folder = Folder::with_daily_table();
    let screen = Screen::start(&folder, &[], 40, 12);
    screen.wait_for("XYZ GmbH").keys("l").wait_for("Log  XYZ GmbH").keys("phone fine >+3d call again");
    screen.wait_for("Mon 8 Jun").keys("\r").wait_for("Logged, ");
    screen
        .keys("\x1b[C")
        .wait_for("GlobalBuy")
        .keys("\x1b[C")
        .wait_for("ABC Ltd.   C  cold")
        .keys("\x1b[C")
        .wait_for("Timeline");
    screen.quit();
    assert_eq!(folder.json(&["show", "XYZ", "--json"])["timeline"][0]["summary"], "fine");
}

/// `SplitMix64` (Steele, Lea, Flood 2014): the same sizes in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u16) -> u16 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u16::try_from((z ^ (z >> 31)) % u64::from(limit)).unwrap()
    }
}

#[test]
fn fifty_random_resizes_while_typing_lose_no_letter() {
    let folder = Folder::with_daily_table();
    let mut screen = Screen::start(&folder, &[], 80, 24);
    screen.wait_for("Customers 3").keys("l").wait_for("Log  XYZ GmbH");
    let mut random = Random(20_260_605);
    let mut typed = String::new();
    let mut was_enough = true;
    for step in 0..50 {
        let (columns, rows) = match random.below(4) {
            0 => (random.below(4), random.below(4)),
            1 => (random.below(60), random.below(16)),
            _ => (random.below(220), random.below(60)),
        };
        let enough = is_enough((columns, rows));
        if was_enough && !enough {
            screen.wait_quiet(A_MOMENT);
        }
        screen.resize(columns, rows);
        if enough {
            // Who was told that there is too little room types on when there is enough again.
            if !was_enough {
                screen.wait_quiet(A_MOMENT).wait_for("Log  XYZ GmbH");
            }
            let piece = ["客", "户", "a", "é", "x", "样品", "b "][step % 7];
            typed.push_str(piece);
            screen.keys(piece);
        }
        was_enough = enough;
        // A person looks up now and then; otherwise resizes and keys come as fast as they can.
        if random.below(3) == 0 {
            screen.wait_quiet(A_MOMENT);
        }
        assert!(screen.is_running(), "step {step}, {columns}x{rows}");
    }
    screen.resize(120, 30);
    screen.wait_for(typed.trim_end()).wait_for("Log  XYZ GmbH").keys("\r").wait_saved("Logged, ");
    assert!(screen.is_running());
    screen.quit();
    assert_eq!(folder.json(&["show", "XYZ", "--json"])["timeline"][0]["summary"], typed.trim_end());
}
