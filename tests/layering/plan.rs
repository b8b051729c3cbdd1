//! The plan: what each room may use. Whatever is not listed is forbidden.
//!
//! It is the table of docs/ARCHITECTURE.md as data. Tests beside the code may use more of the standard
//! library and the crates that only tests use, but never a room that theirs may not.

/// What a room may use. A module of `std` stands for everything in it.
pub struct Room {
    pub name: &'static str,
    pub rooms: &'static [&'static str],
    crates: &'static [&'static str],
    /// Of `std`, beside [`PURE_STD`].
    std: &'static [&'static str],
    /// Parts of allowed rooms that are closed all the same, as `(room, open parts)`.
    only: &'static [(&'static str, &'static [&'static str])],
}

/// Modules of `std` that reach nothing outside of the program.
const PURE_STD: &[&str] = &[
    "any",
    "array",
    "borrow",
    "cell",
    "char",
    "cmp",
    "collections",
    "convert",
    "fmt",
    "iter",
    "mem",
    "num",
    "ops",
    "rc",
    "slice",
    "str",
    "string",
    "sync",
    "vec",
];

pub const ROOMS: &[Room] = &[
    Room {
        name: "domain",
        rooms: &[],
        crates: &["postcard", "serde", "thiserror", "time", "toml", "uuid"],
        std: &[],
        only: &[],
    },
    Room {
        name: "calendar",
        rooms: &["domain"],
        crates: &["jiff", "memchr", "serde", "thiserror", "time", "toml"],
        // A length of time; clocks are forbidden by clippy.toml.
        std: &["time::Duration"],
        only: &[],
    },
    Room {
        name: "rules",
        rooms: &["calendar", "domain"],
        crates: &["postcard", "serde", "time", "toml", "thiserror"],
        std: &[],
        only: &[],
    },
    Room {
        name: "settings",
        rooms: &["domain"],
        crates: &["serde", "time", "toml", "thiserror"],
        std: &[],
        only: &[],
    },
    Room {
        name: "insights",
        rooms: &["calendar", "domain", "rules"],
        crates: &["time"],
        std: &[],
        only: &[],
    },
    Room { name: "search", rooms: &["domain"], crates: &["memchr", "pinyin"], std: &[], only: &[] },
    Room {
        name: "documents",
        rooms: &["domain", "settings"],
        crates: &["minijinja", "serde", "thiserror", "time"],
        std: &[],
        only: &[],
    },
    Room {
        name: "app",
        rooms: &["calendar", "documents", "domain", "insights", "rules", "search", "settings"],
        // What is known of very many customers is kept small.
        crates: &[
            "compact_str",
            "percent_encoding",
            "postcard",
            "serde",
            "serde_json",
            "time",
            "unicode_segmentation",
            "zstd",
        ],
        // A hash with fixed keys, which is the same in every run; none with random ones.
        std: &["hash::DefaultHasher", "hash::Hash", "hash::Hasher"],
        only: &[],
    },
    Room {
        name: "view",
        rooms: &["app", "calendar", "documents", "domain", "insights", "rules", "lang", "search"],
        crates: &["ratatui", "time", "unicode_width", "unicode_segmentation"],
        std: &[],
        // A frame is drawn; the terminal itself belongs to `term`.
        only: &[("ratatui", &["Frame", "buffer", "layout", "style", "symbols", "text", "widgets"])],
    },
    Room {
        name: "lang",
        rooms: &["app", "calendar", "documents", "domain", "insights", "rules", "exchange", "store"],
        crates: &["time"],
        // What the system says, to put it in words.
        std: &["io::Error", "io::ErrorKind"],
        // The names of what can go wrong, to put them in words.
        only: &[("store", &["Finding", "Notice", "StoreError"])],
    },
    Room {
        name: "store",
        rooms: &["domain"],
        crates: &[
            "sled",
            "bincode",
            "interprocess",
            "serde",
            "serde_json",
            "crc32fast",
            "tempfile",
            "thiserror",
            "time",
            "uuid",
        ],
        // The times of sled's files are compared, no clock is read; a read-only folder is copied to a temporary one.
        std: &[
            "env::temp_dir",
            "fs",
            "io",
            "os",
            "panic",
            "path",
            "process::id",
            "thread",
            "time::Duration",
            "time::UNIX_EPOCH",
        ],
        only: &[],
    },
    Room {
        name: "exchange",
        rooms: &["domain"],
        crates: &["csv", "encoding_rs", "chardetng", "thiserror", "time", "uuid"],
        std: &[],
        only: &[],
    },
    Room {
        name: "sample_data",
        rooms: &["domain"],
        crates: &["serde", "toml", "thiserror", "time", "uuid"],
        std: &[],
        only: &[],
    },
    Room {
        name: "term",
        // Of the settings it knows how the terminal is to ask for attention.
        rooms: &[
            "app",
            "calendar",
            "documents",
            "domain",
            "insights",
            "lang",
            "rules",
            "search",
            "settings",
            "store",
            "view",
        ],
        crates: &[
            "base64",
            "percent_encoding",
            "ratatui",
            "signal_hook",
            "jiff",
            "tempfile",
            "thiserror",
            "time",
        ],
        // The system's zone is read from its file, see `term::clock`; documents are written, pages are opened.
        std: &[
            "env::current_exe",
            "env::var",
            "fs",
            "hash",
            "io",
            "os",
            "panic",
            "path",
            "process",
            "thread",
            "time",
        ],
        only: &[("view", &["draw"]), ("settings", &["Ring"])],
    },
    Room {
        name: "cli",
        rooms: &[
            "app",
            "calendar",
            "documents",
            "domain",
            "exchange",
            "insights",
            "lang",
            "rules",
            "sample_data",
            "search",
            "settings",
            "store",
            "term",
            "view",
        ],
        crates: &["anyhow", "clap", "etcetera", "serde_json", "tempfile", "time"],
        // The calendar file is written on a thread of its own; a saved file is known by its time, and clocks are
        // forbidden by clippy.toml.
        std: &[
            "env",
            "ffi",
            "fs",
            "hash",
            "io",
            "path",
            "process",
            "thread",
            "time::Duration",
            "time::SystemTime",
        ],
        // Cutting text by cells, the gist of a record and a bar are the same on paper as on the screen.
        only: &[("view", &["cells", "footer_rows", "last_top", "progress", "record"])],
    },
];

/// Crates that tests beside the code may use in any room, and what they may use of `std`.
const TEST_CRATES: &[&str] =
    &["proptest", "insta", "tempfile", "time", "uuid", "serde_json", "bincode", "toml", "crc32fast"];
const TEST_STD: &[&str] = &["fs", "path", "env", "process", "thread", "time", "io", "hash"];

/// Whether a path stands in the program or in tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Program,
    Test,
}

pub fn allows(plan: &Room, used: &str, place: Place) -> bool {
    let mut parts = used.split("::");
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let rest = used.split_once("::").map_or("", |(_, rest)| rest);
    let within = |open: &[&str]| {
        open.iter()
            .any(|open| rest == *open || rest.strip_prefix(open).is_some_and(|more| more.starts_with("::")))
    };
    let is_test = place == Place::Test;
    let is_open = |name: &str, part: &str| {
        plan.only.iter().find(|(closed, _)| *closed == name).is_none_or(|(_, open)| open.contains(&part))
    };
    match first {
        "crate" => {
            let third = parts.next().unwrap_or_default();
            let is_whole = third.is_empty() || third == "self";
            second == plan.name
                || (plan.rooms.contains(&second) && (is_test || is_whole || is_open(second, third)))
        }
        "std" => PURE_STD.contains(&second) || within(plan.std) || (is_test && TEST_STD.contains(&second)),
        "core" | "alloc" => false,
        _ => {
            let is_ours = plan.crates.contains(&first) && (is_test || is_open(first, second));
            is_ours || (is_test && TEST_CRATES.contains(&first))
        }
    }
}

#[test]
fn the_plan_is_read_as_it_is_meant() {
    let check = |room: &str, used: &str, place: Place, expected: bool| {
        let plan = ROOMS.iter().find(|plan| plan.name == room).unwrap();
        assert_eq!(allows(plan, used, place), expected, "{room} {used} {place:?}");
    };
    check("app", "crate::domain::Moment", Place::Program, true);
    check("app", "crate::view::draw", Place::Program, false);
    check("app", "crate::view::draw", Place::Test, false);
    check("domain", "std::time::SystemTime", Place::Program, false);
    check("domain", "std::time::SystemTime", Place::Test, true);
    check("store", "std::time::Duration", Place::Program, true);
    check("store", "std::time::Instant::now", Place::Program, false);
    check("view", "ratatui::style::Style", Place::Program, true);
    check("view", "ratatui::crossterm::execute", Place::Program, false);
    check("lang", "crate::store::StoreError", Place::Program, true);
    check("lang", "crate::store::Store", Place::Program, false);
    check("cli", "crate::view::cells::fit", Place::Program, true);
    check("cli", "crate::view::theme::Theme", Place::Program, false);
    check("term", "crate::view", Place::Program, true);
    check("term", "crate::view::cells::fit", Place::Program, false);
    check("app", "sled::Db", Place::Test, false);
}
