//! Where the panes are on a screen of a given size. Pure geometry, shared by paging and drawing.
//!
//! ```text
//! >= 150 columns          100-149 columns         < 100 columns: the lists, or the customer
//! ┌today─┐┌card──┐┌time─┐ ┌today─┐┌card─────┐     ┌today────┐   ┌card─────┐
//! │      ││      ││     │ │      ││         │     │         │   │         │
//! ├custo─┤│      ││     │ ├custo─┤├timeline─┤     ├customers┤   ├timeline─┤
//! └──────┘└──────┘└─────┘ └──────┘└─────────┘     └─────────┘   └─────────┘
//! ```
//! Below 20 rows a narrow screen holds the focused pane alone.

use serde::{Deserialize, Serialize};

/// The four panes of the cockpit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pane {
    Today,
    Customers,
    Card,
    Timeline,
}

impl Pane {
    pub const ALL: &'static [Self] = &[Self::Today, Self::Customers, Self::Card, Self::Timeline];

    /// Whether the pane shows one customer rather than a list of them.
    pub fn is_about_one(self) -> bool {
        matches!(self, Self::Card | Self::Timeline)
    }

    /// The pane so many places further, going round.
    pub fn step(self, by: isize) -> Self {
        let count = Self::ALL.len();
        let here = Self::ALL.iter().position(|pane| *pane == self).unwrap_or(0);
        let by = by.rem_euclid(4).unsigned_abs();
        Self::ALL.get((here + by) % count).copied().unwrap_or(self)
    }
}

/// A rectangle in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

impl Area {
    fn rows(self, from: u16, height: u16) -> Self {
        Self { y: self.y + from, height, ..self }
    }

    fn columns(self, from: u16, width: u16) -> Self {
        Self { x: self.x + from, width, ..self }
    }

    /// The area below a title line, with a blank column on either side.
    pub fn inner(self) -> Self {
        Self {
            x: self.x.saturating_add(1),
            y: self.y.saturating_add(1),
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(1),
        }
    }
}

/// The places of everything that is on the screen while browsing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    pub header: Area,
    /// The open customers; no height when none is open.
    pub tabs: Area,
    pub panes: Vec<(Pane, Area)>,
    /// The unfinished note; no height when none is on the screen.
    pub editor: Area,
    pub footer: Area,
}

/// Smaller than this, the screen holds a sentence that says so.
pub const LEAST: (u16, u16) = (40, 12);

impl Screen {
    /// Lays out a screen, or nothing when it is too small to be of use.
    ///
    /// `editor` is the height wanted for the unfinished note, `footer` that of what happened.
    pub fn of(size: (u16, u16), focus: Pane, has_tabs: bool, editor: u16, footer: u16) -> Option<Self> {
        let (width, height) = size;
        if width < LEAST.0 || height < LEAST.1 {
            return None;
        }
        let whole = Area { x: 0, y: 0, width, height };
        let tabs = u16::from(has_tabs);
        let around = 1 + tabs + footer;
        let editor = editor.min(height.saturating_sub(around + 3));
        let body_height = height - around - editor;
        let body = whole.rows(1 + tabs, body_height);
        Some(Self {
            header: whole.rows(0, 1),
            tabs: whole.rows(1, tabs),
            panes: panes(body, focus),
            editor: whole.rows(1 + tabs + body_height, editor),
            footer: whole.rows(height - footer, footer),
        })
    }

    pub fn pane(&self, wanted: Pane) -> Option<Area> {
        self.panes.iter().find(|(pane, _)| *pane == wanted).map(|(_, area)| *area)
    }
}

fn panes(body: Area, focus: Pane) -> Vec<(Pane, Area)> {
    let Area { width, height, .. } = body;
    let lists = |area: Area| {
        let today = area.height * 3 / 5;
        let inner = Area { height: today, ..area }.inner();
        // Below whole customers stands one row that says how many follow.
        let today = today - inner.height.saturating_sub(1) % today_row_height(inner);
        vec![(Pane::Today, area.rows(0, today)), (Pane::Customers, area.rows(today, area.height - today))]
    };
    let one = |area: Area| {
        let card = area.height / 2;
        vec![(Pane::Card, area.rows(0, card)), (Pane::Timeline, area.rows(card, area.height - card))]
    };
    if width >= 150 {
        let left = (width * 42 / 100).min(WIDEST_LISTS);
        let middle = (width - left) * 46 / 100;
        let mut panes = lists(body.columns(0, left));
        panes.push((Pane::Card, body.columns(left, middle)));
        panes.push((Pane::Timeline, body.columns(left + middle, width - left - middle)));
        panes
    } else if width >= 100 && height >= STACK {
        let left = width * 53 / 100;
        let mut panes = lists(body.columns(0, left));
        panes.extend(one(body.columns(left, width - left)));
        panes
    } else if height >= STACK {
        if focus.is_about_one() { one(body) } else { lists(body) }
    } else {
        vec![(focus, body)]
    }
}

/// So many cells hold every column of the lists; the rest is the customer's.
const WIDEST_LISTS: u16 = 74;

/// Two panes stand above each other only where each still shows something.
const STACK: u16 = 16;

/// Rows that one customer takes in today's list: a wide pane has room for reason and action side by side.
pub fn today_row_height(inner: Area) -> u16 {
    if inner.height >= 9 && inner.width < 70 { 3 } else { 2 }
}

/// How many places of a list a pane shows, each so many rows high: where not all of them fit, the last row is left to
/// say how many follow.
pub fn places_in(height: u16, row: u16, len: usize) -> usize {
    let row = row.max(1);
    let fits = usize::from(height / row);
    let seen = if len > fits { usize::from(height.saturating_sub(1) / row) } else { fits };
    seen.max(1)
}

/// Whether a business list of this height has a row for the heads of its columns.
pub fn business_has_heads(height: u16) -> bool {
    height >= 14
}

/// How the board of the pipeline folds: below a title line, columns side by side, each with a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Board {
    /// Columns at once, and the cells of each.
    pub columns: u16,
    pub width: u16,
    /// Rows of a column's head: its name, what it is worth, and a gap where there is room for one.
    pub head: u16,
    /// Cards at once in a column, and the rows of each: two, a third for long names and a fourth as a gap where no column
    /// is too long for that.
    pub cards: u16,
    pub card: u16,
}

/// A column needs so many cells for grade, class and what is open.
const COLUMN: u16 = 26;

impl Board {
    /// `longest` is how many cards the longest column holds.
    pub fn of(area: Area, longest: usize) -> Self {
        let columns = (area.width / COLUMN).max(1);
        let head = if area.height >= 15 { 3 } else { 2 };
        // The last row says how many cards follow.
        let rows = area.height.saturating_sub(2 + head);
        let card = [4, 3].into_iter().find(|card| longest <= usize::from(rows / card)).unwrap_or(2);
        Self { columns, width: area.width / columns, head, cards: (rows / card).max(1), card }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_fold_with_the_size_and_always_cover_the_screen() {
        let check = |size: (u16, u16), focus: Pane, expected: &[Pane]| {
            let screen = Screen::of(size, focus, true, 4, 2).unwrap();
            let panes: Vec<_> = screen.panes.iter().map(|(pane, _)| *pane).collect();
            assert_eq!(panes, expected, "{size:?}");
            let cells = |area: Area| u32::from(area.width) * u32::from(area.height);
            let parts = [screen.header, screen.tabs, screen.editor, screen.footer];
            let sum: u32 =
                parts.into_iter().chain(screen.panes.iter().map(|(_, area)| *area)).map(cells).sum();
            assert_eq!(sum, u32::from(size.0) * u32::from(size.1), "{size:?}");
        };
        check((160, 45), Pane::Today, Pane::ALL);
        check((120, 36), Pane::Today, Pane::ALL);
        check((80, 24), Pane::Today, &[Pane::Today, Pane::Customers]);
        check((80, 24), Pane::Timeline, &[Pane::Card, Pane::Timeline]);
        check((40, 12), Pane::Card, &[Pane::Card]);
        check((200, 12), Pane::Card, Pane::ALL);
    }

    #[test]
    fn the_board_holds_as_many_columns_and_cards_as_fit() {
        let check = |size: (u16, u16), longest: usize, expected: (u16, u16, u16, u16)| {
            let it = Board::of(Area { width: size.0, height: size.1, ..Area::default() }, longest);
            assert_eq!((it.columns, it.width, it.cards, it.card), expected, "{size:?} {longest}");
        };
        check((80, 22), 5, (3, 26, 5, 3));
        check((80, 22), 6, (3, 26, 8, 2));
        check((120, 34), 9, (4, 30, 9, 3));
        check((160, 43), 100, (6, 26, 19, 2));
        check((160, 43), 9, (6, 26, 9, 4));
        check((40, 10), 2, (1, 40, 2, 3));
        check((40, 10), 3, (1, 40, 3, 2));
        check((40, 3), 1, (1, 40, 1, 2));
    }

    #[test]
    fn a_list_that_goes_on_leaves_a_row_to_say_so() {
        let check = |height: u16, row: u16, len: usize, expected: usize| {
            assert_eq!(places_in(height, row, len), expected, "{len} of {row} in {height}");
        };
        check(9, 1, 9, 9);
        check(9, 1, 10, 8);
        check(11, 2, 6, 5);
        check(12, 2, 7, 5);
        check(18, 3, 6, 6);
        check(18, 3, 7, 5);
        check(1, 1, 5, 1);
        check(0, 3, 5, 1);
    }

    #[test]
    fn a_screen_too_small_is_no_screen() {
        for size in [(0, 0), (1, 1), (10, 3), (39, 12), (40, 11)] {
            assert_eq!(Screen::of(size, Pane::Today, false, 0, 1), None);
        }
    }

    #[test]
    fn panes_go_round() {
        assert_eq!(Pane::Today.step(-1), Pane::Timeline);
        assert_eq!(Pane::Timeline.step(1), Pane::Today);
    }
}
