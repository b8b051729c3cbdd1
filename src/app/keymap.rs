//! The one key table. Dispatch, footer, help, palette and docs/KEYS.md all read it.

use super::key::{Code, Key};
use super::review::Verdict;

/// Everything a key can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    // Moving about
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    NextPane,
    PreviousPane,
    Open,
    NextTab,
    PreviousTab,
    /// The tab with this number, from 1.
    Tab(u8),
    CloseTab,
    // The day's work
    Log,
    LogForm,
    Done,
    Snooze,
    Review,
    Skip,
    Previous,
    Worth(Verdict),
    Call,
    HangUp,
    Level,
    Tick,
    Mark,
    MarkRange,
    MarkAll,
    Owner,
    NewCustomer,
    NewRecord,
    /// The four panes, on today's list.
    Panes,
    Pipeline,
    Business,
    Insights,
    /// The page of the insights with this number, from 1.
    Section(u8),
    Rates,
    Versions,
    Filter,
    ClearFilter,
    /// The stage before, after, or any.
    StageBack,
    StageOn,
    Stage,
    /// Moves the stage and writes no note.
    WithoutNote,
    Edit,
    Delete,
    Erase,
    Tags,
    Grade,
    Class,
    Undo,
    Redo,
    Why,
    // What leaves the program
    OpenOutside,
    Papers,
    Messages,
    Copy,
    WriteMail,
    WriteWhatsapp,
    AsText,
    AsPdf,
    OtherLanguage,
    // Finding
    Find,
    /// In find, from the customers to the entries and back.
    ToEntries,
    /// The next entry with the words that were found, away from today or towards it.
    OlderMatch,
    NewerMatch,
    Palette,
    Sort,
    // In a line, a form or a pop-up
    Save,
    Accept,
    Cancel,
    NextField,
    PreviousField,
    NextChoice,
    PreviousChoice,
    TakeProposal,
    ToForm,
    AddContact,
    RemoveContact,
    Discard,
    Yes,
    // The program
    Help,
    /// Every mistake in the files of the user.
    Mistakes,
    Language,
    Theme,
    Redraw,
    Suspend,
    Quit,
}

/// Where keys are read from at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The four panes.
    Browse,
    /// The daily review.
    Review,
    /// The notes of a call.
    Call,
    /// What is next, at the end of a call.
    HangUp,
    /// The one-line log.
    Line,
    /// A form with several fields.
    Form,
    /// The note of a customer whose stage is moved.
    Move,
    /// A list with a text above it: find, palette, tags.
    Search,
    /// A short list, a date, a question.
    PopUp,
    /// Pages to open, papers, messages.
    Outgoing,
    /// Every place.
    Anywhere,
}

impl Context {
    pub const ALL: &'static [Self] = &[
        Self::Browse,
        Self::Review,
        Self::Call,
        Self::HangUp,
        Self::Line,
        Self::Form,
        Self::Move,
        Self::Search,
        Self::PopUp,
        Self::Outgoing,
        Self::Anywhere,
    ];
}

/// One row of the key table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    pub action: Action,
    /// The stable name in files.
    pub id: &'static str,
    pub context: Context,
    pub keys: &'static [&'static str],
}

const fn row(context: Context, action: Action, id: &'static str, keys: &'static [&'static str]) -> Binding {
    Binding { action, id, context, keys }
}

use Context::{Anywhere, Browse, Call, Form, HangUp, Line, Move, Outgoing, PopUp, Review, Search};

/// The table, in the order of help and docs.
pub const BINDINGS: &[Binding] = &[
    row(Browse, Action::Log, "log", &["l"]),
    row(Browse, Action::LogForm, "log-form", &["L"]),
    row(Browse, Action::Done, "done", &["Space"]),
    row(Browse, Action::Snooze, "snooze", &["s"]),
    row(Browse, Action::Review, "review", &["r"]),
    row(Browse, Action::Call, "call", &["c"]),
    row(Browse, Action::Level, "level", &["="]),
    row(Browse, Action::Mark, "mark", &["v"]),
    row(Browse, Action::MarkRange, "mark-range", &["V"]),
    row(Browse, Action::MarkAll, "mark-all", &["*"]),
    row(Browse, Action::Owner, "owner", &["O"]),
    row(Browse, Action::NewCustomer, "new-customer", &["n"]),
    row(Browse, Action::NewRecord, "new-record", &["b"]),
    row(Browse, Action::StageOn, "stage-on", &[">", "Shift-Right"]),
    row(Browse, Action::StageBack, "stage-back", &["<", "Shift-Left"]),
    row(Browse, Action::Stage, "stage", &["#"]),
    row(Browse, Action::Panes, "panes", &["F6"]),
    row(Browse, Action::Pipeline, "pipeline", &["p", "F7"]),
    row(Browse, Action::Business, "business", &["B", "F8"]),
    row(Browse, Action::Insights, "insights", &["i", "F9"]),
    row(Browse, Action::Versions, "versions", &["x"]),
    row(Browse, Action::Rates, "rates", &["$"]),
    row(Browse, Action::Filter, "filter", &["f"]),
    row(Browse, Action::ClearFilter, "clear-filter", &["F"]),
    row(Browse, Action::Edit, "edit", &["e"]),
    row(Browse, Action::Tags, "tags", &["t"]),
    row(Browse, Action::Grade, "grade", &["g"]),
    row(Browse, Action::Class, "class", &["m"]),
    row(Browse, Action::Why, "why", &["y"]),
    row(Browse, Action::Delete, "delete", &["D", "Del"]),
    row(Browse, Action::Erase, "erase", &["Ctrl-E"]),
    row(Browse, Action::Undo, "undo", &["u"]),
    row(Browse, Action::Redo, "redo", &["U", "Ctrl-R"]),
    row(Browse, Action::Find, "find", &["/", "Ctrl-F"]),
    row(Browse, Action::OlderMatch, "older-match", &["."]),
    row(Browse, Action::NewerMatch, "newer-match", &[","]),
    row(Browse, Action::Palette, "palette", &[":", "Ctrl-P"]),
    row(Browse, Action::OpenOutside, "open-outside", &["o"]),
    row(Browse, Action::Papers, "documents", &["d"]),
    row(Browse, Action::Messages, "messages", &["M"]),
    row(Browse, Action::Sort, "sort", &["S"]),
    row(Browse, Action::Up, "up", &["k", "Up"]),
    row(Browse, Action::Down, "down", &["j", "Down"]),
    row(Browse, Action::PageUp, "page-up", &["PgUp", "Ctrl-B"]),
    row(Browse, Action::PageDown, "page-down", &["PgDn", "Ctrl-D"]),
    row(Browse, Action::First, "first", &["Home"]),
    row(Browse, Action::Last, "last", &["End", "G"]),
    row(Browse, Action::NextPane, "next-pane", &["Right"]),
    row(Browse, Action::PreviousPane, "previous-pane", &["Left"]),
    row(Browse, Action::Open, "open", &["Enter"]),
    row(Browse, Action::NextTab, "next-tab", &["Tab"]),
    row(Browse, Action::PreviousTab, "previous-tab", &["Shift-Tab"]),
    row(Browse, Action::CloseTab, "close-tab", &["w"]),
    row(Browse, Action::Cancel, "back", &["Esc", "Ctrl-C"]),
    row(Browse, Action::Help, "help", &["?"]),
    row(Browse, Action::Quit, "quit", &["q"]),
    row(Browse, Action::Section(1), "insights-funnel", &["1"]),
    row(Browse, Action::Section(2), "insights-touches", &["2"]),
    row(Browse, Action::Section(3), "insights-activity", &["3"]),
    row(Browse, Action::Section(4), "insights-deals", &["4"]),
    row(Browse, Action::Section(5), "insights-replies", &["5"]),
    row(Browse, Action::Section(6), "insights-lost", &["6"]),
    row(Browse, Action::Section(7), "insights-ahead", &["7"]),
    row(Review, Action::Done, "review-done", &["Space"]),
    row(Review, Action::Log, "review-log", &["l"]),
    row(Review, Action::LogForm, "review-log-form", &["L"]),
    row(Review, Action::Snooze, "review-snooze", &["s"]),
    row(Review, Action::Call, "review-call", &["c"]),
    row(Review, Action::Why, "review-why", &["y"]),
    row(Review, Action::NewRecord, "review-new-record", &["b"]),
    row(Review, Action::Open, "review-open", &["Enter"]),
    row(Review, Action::Skip, "review-skip", &["j", "Down", "Right"]),
    row(Review, Action::Previous, "review-previous", &["k", "Up", "Left"]),
    row(Review, Action::PageDown, "review-page-down", &["PgDn", "Ctrl-D"]),
    row(Review, Action::PageUp, "review-page-up", &["PgUp", "Ctrl-B"]),
    row(Review, Action::Worth(Verdict::Keep), "review-keep", &["1"]),
    row(Review, Action::Worth(Verdict::LowerGrade), "review-lower-grade", &["2"]),
    row(Review, Action::Worth(Verdict::MakeCold), "review-make-cold", &["3"]),
    row(Review, Action::Worth(Verdict::MarkLost), "review-mark-lost", &["4"]),
    row(Review, Action::Worth(Verdict::EraseDate), "review-erase-date", &["5"]),
    row(Review, Action::Level, "review-level", &["="]),
    row(Review, Action::Owner, "review-owner", &["O"]),
    row(Review, Action::Edit, "review-edit", &["e"]),
    row(Review, Action::Tags, "review-tags", &["t"]),
    row(Review, Action::Grade, "review-grade", &["g"]),
    row(Review, Action::Class, "review-class", &["m"]),
    row(Review, Action::NewCustomer, "review-new-customer", &["n"]),
    row(Review, Action::OpenOutside, "review-open-outside", &["o"]),
    row(Review, Action::Papers, "review-documents", &["d"]),
    row(Review, Action::Messages, "review-messages", &["M"]),
    row(Review, Action::Panes, "review-panes", &["F6"]),
    row(Review, Action::Pipeline, "review-pipeline", &["F7"]),
    row(Review, Action::Business, "review-business", &["F8"]),
    row(Review, Action::Insights, "review-insights", &["F9"]),
    row(Review, Action::Undo, "review-undo", &["u"]),
    row(Review, Action::Redo, "review-redo", &["U", "Ctrl-R"]),
    row(Review, Action::Find, "review-find", &["/", "Ctrl-F"]),
    row(Review, Action::Palette, "review-palette", &[":", "Ctrl-P"]),
    row(Review, Action::NextTab, "review-next-tab", &["Tab"]),
    row(Review, Action::PreviousTab, "review-previous-tab", &["Shift-Tab"]),
    row(Review, Action::Cancel, "review-leave", &["Esc", "r", "Ctrl-C"]),
    row(Review, Action::Help, "review-help", &["?"]),
    row(Review, Action::Quit, "review-quit", &["q"]),
    row(Call, Action::HangUp, "call-hang-up", &["Ctrl-S"]),
    row(Call, Action::NextTab, "call-next-tab", &["Tab"]),
    row(Call, Action::PreviousTab, "call-previous-tab", &["Shift-Tab"]),
    row(Call, Action::Find, "call-find", &["Ctrl-F"]),
    row(Call, Action::PageDown, "call-page-down", &["PgDn"]),
    row(Call, Action::PageUp, "call-page-up", &["PgUp"]),
    row(Call, Action::Discard, "call-discard", &["Ctrl-X"]),
    row(Call, Action::Cancel, "call-aside", &["Esc", "Ctrl-C"]),
    row(HangUp, Action::Accept, "hang-up-save", &["Enter", "Ctrl-S"]),
    row(HangUp, Action::TakeProposal, "hang-up-take-date", &["Ctrl-D"]),
    row(HangUp, Action::NextTab, "hang-up-next-tab", &["Tab"]),
    row(HangUp, Action::PreviousTab, "hang-up-previous-tab", &["Shift-Tab"]),
    row(HangUp, Action::Find, "hang-up-find", &["Ctrl-F"]),
    row(HangUp, Action::Discard, "hang-up-discard", &["Ctrl-X"]),
    row(HangUp, Action::Cancel, "hang-up-back", &["Esc", "Ctrl-C"]),
    row(Line, Action::Accept, "line-save", &["Enter", "Ctrl-S"]),
    row(Line, Action::TakeProposal, "line-take-date", &["Ctrl-D"]),
    row(Line, Action::ToForm, "line-to-form", &["Ctrl-L"]),
    row(Line, Action::NextTab, "line-next-tab", &["Tab"]),
    row(Line, Action::PreviousTab, "line-previous-tab", &["Shift-Tab"]),
    row(Line, Action::Find, "line-find", &["Ctrl-F"]),
    row(Line, Action::Discard, "line-discard", &["Ctrl-X"]),
    row(Line, Action::Cancel, "line-close", &["Esc", "Ctrl-C"]),
    row(Form, Action::Save, "form-save", &["Ctrl-S"]),
    row(Form, Action::NextField, "form-next", &["Tab"]),
    row(Form, Action::PreviousField, "form-previous", &["Shift-Tab"]),
    row(Form, Action::TakeProposal, "form-take-date", &["Ctrl-D"]),
    row(Form, Action::AddContact, "form-add-contact", &["Ctrl-N"]),
    row(Form, Action::RemoveContact, "form-remove-contact", &["Ctrl-T"]),
    row(Form, Action::PageUp, "form-page-up", &["PgUp"]),
    row(Form, Action::PageDown, "form-page-down", &["PgDn"]),
    row(Form, Action::Find, "form-find", &["Ctrl-F"]),
    row(Form, Action::Discard, "form-discard", &["Ctrl-X"]),
    row(Form, Action::Cancel, "form-close", &["Esc", "Ctrl-C"]),
    row(Move, Action::Accept, "move-save", &["Enter", "Ctrl-S"]),
    row(Move, Action::WithoutNote, "move-without-note", &["Esc"]),
    row(Move, Action::Cancel, "move-cancel", &["Ctrl-C", "Ctrl-X"]),
    row(Search, Action::Tick, "search-tick", &["Space"]),
    row(Search, Action::Accept, "search-take", &["Enter"]),
    row(Search, Action::ToEntries, "search-entries", &["Tab"]),
    row(Search, Action::Up, "search-up", &["Up", "Ctrl-P"]),
    row(Search, Action::Down, "search-down", &["Down", "Ctrl-N"]),
    row(Search, Action::PageUp, "search-page-up", &["PgUp"]),
    row(Search, Action::PageDown, "search-page-down", &["PgDn"]),
    row(Search, Action::Cancel, "search-close", &["Esc", "Ctrl-C"]),
    row(PopUp, Action::Accept, "pop-up-take", &["Enter"]),
    row(PopUp, Action::Up, "pop-up-up", &["Up"]),
    row(PopUp, Action::Down, "pop-up-down", &["Down"]),
    row(PopUp, Action::PageUp, "pop-up-page-up", &["PgUp"]),
    row(PopUp, Action::PageDown, "pop-up-page-down", &["PgDn"]),
    row(PopUp, Action::Tick, "pop-up-tick", &["Space"]),
    row(PopUp, Action::MarkAll, "pop-up-tick-all", &["*"]),
    row(PopUp, Action::Yes, "pop-up-yes", &["y"]),
    row(PopUp, Action::Cancel, "pop-up-close", &["Esc", "Ctrl-C"]),
    row(Outgoing, Action::Accept, "outgoing-take", &["Enter"]),
    row(Outgoing, Action::Copy, "outgoing-copy", &["c"]),
    row(Outgoing, Action::WriteMail, "outgoing-mail", &["m"]),
    row(Outgoing, Action::WriteWhatsapp, "outgoing-whatsapp", &["w"]),
    row(Outgoing, Action::AsText, "outgoing-text", &["t"]),
    row(Outgoing, Action::AsPdf, "outgoing-pdf", &["p"]),
    row(Outgoing, Action::OtherLanguage, "outgoing-language", &["l"]),
    row(Outgoing, Action::Yes, "outgoing-yes", &["y"]),
    row(Outgoing, Action::NextChoice, "outgoing-next-channel", &["Right"]),
    row(Outgoing, Action::PreviousChoice, "outgoing-previous-channel", &["Left"]),
    row(Outgoing, Action::Up, "outgoing-up", &["k", "Up"]),
    row(Outgoing, Action::Down, "outgoing-down", &["j", "Down"]),
    row(Outgoing, Action::PageUp, "outgoing-page-up", &["PgUp"]),
    row(Outgoing, Action::PageDown, "outgoing-page-down", &["PgDn"]),
    row(Outgoing, Action::Cancel, "outgoing-close", &["Esc", "q", "n", "Ctrl-C"]),
    row(Anywhere, Action::Tab(1), "tab-1", &["Alt-1"]),
    row(Anywhere, Action::Tab(2), "tab-2", &["Alt-2"]),
    row(Anywhere, Action::Tab(3), "tab-3", &["Alt-3"]),
    row(Anywhere, Action::Tab(4), "tab-4", &["Alt-4"]),
    row(Anywhere, Action::Tab(5), "tab-5", &["Alt-5"]),
    row(Anywhere, Action::Tab(6), "tab-6", &["Alt-6"]),
    row(Anywhere, Action::Tab(7), "tab-7", &["Alt-7"]),
    row(Anywhere, Action::Tab(8), "tab-8", &["Alt-8"]),
    row(Anywhere, Action::Tab(9), "tab-9", &["Alt-9"]),
    row(Anywhere, Action::Help, "help-anywhere", &["F1"]),
    row(Anywhere, Action::Language, "language", &["F2"]),
    row(Anywhere, Action::Theme, "theme", &["F3"]),
    row(Anywhere, Action::Mistakes, "mistakes", &["F4"]),
    row(Anywhere, Action::Redraw, "redraw", &["F5"]),
    row(Anywhere, Action::Suspend, "suspend", &["Ctrl-Z"]),
    row(Anywhere, Action::Quit, "quit-anywhere", &["Ctrl-Q"]),
];

/// What a key asks for in a context.
///
/// Full-width forms count as their ASCII key where keys are commands and not text.
pub fn action_for(context: Context, key: Key) -> Option<Action> {
    let key = if matches!(context, Browse | Review | PopUp | Outgoing) { key.as_command() } else { key };
    let in_context = |wanted: Context| {
        let mut rows = BINDINGS.iter().filter(move |row| row.context == wanted);
        rows.find(|row| row.keys.iter().any(|text| Key::parse(text) == Some(key)))
    };
    in_context(context).or_else(|| in_context(Anywhere)).map(|row| row.action)
}

/// The first key for an action in a context, to be shown; empty when there is none.
pub fn key_for(context: Context, action: Action) -> &'static str {
    let row = BINDINGS.iter().find(|row| row.action == action && matches!(row.context, c if c == context));
    let row = row.or_else(|| BINDINGS.iter().find(|row| row.action == action && row.context == Anywhere));
    row.and_then(|row| row.keys.first()).copied().unwrap_or("")
}

/// The actions that the palette offers: everything that can be asked for while browsing.
pub fn palette_rows() -> impl Iterator<Item = &'static Binding> {
    let left_out = |action| matches!(action, Action::Tab(_) | Action::Cancel | Action::Palette);
    let rows = BINDINGS.iter().filter(|row| matches!(row.context, Browse | Anywhere));
    rows.filter(move |row| !left_out(row.action) && !row.id.ends_with("-anywhere"))
}

/// A digit that begins or continues a count, as in `12j`.
pub fn count_digit(key: Key) -> Option<u32> {
    match key.as_command() {
        Key { code: Code::Char(c), ctrl: false, alt: false } => c.to_digit(10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_key_parses_and_means_one_thing_a_context() {
        let mut seen = HashSet::new();
        let mut ids = HashSet::new();
        for row in BINDINGS {
            assert!(ids.insert(row.id), "{} is there twice", row.id);
            assert!(!row.keys.is_empty(), "{} has no key", row.id);
            for key in row.keys {
                assert!(Key::parse(key).is_some(), "{key} is no key");
                assert!(seen.insert((row.context, *key)), "{key} means two things in {:?}", row.context);
            }
        }
    }

    #[test]
    fn full_width_keys_are_commands_only_where_nothing_is_typed() {
        let key = Key::parse("？").unwrap();
        assert_eq!(action_for(Browse, key), Some(Action::Help));
        assert_eq!(action_for(Line, key), None);
        assert_eq!(action_for(Browse, Key::parse("：").unwrap()), Some(Action::Palette));
        assert_eq!(action_for(Browse, Key::parse("／").unwrap()), Some(Action::Find));
        assert_eq!(action_for(Browse, Key::parse("ｌ").unwrap()), Some(Action::Log));
    }

    #[test]
    fn the_keys_of_anywhere_work_in_every_context() {
        for context in Context::ALL {
            assert_eq!(action_for(*context, Key::parse("F2").unwrap()), Some(Action::Language));
            assert_eq!(action_for(*context, Key::parse("Alt-3").unwrap()), Some(Action::Tab(3)));
        }
    }
}
