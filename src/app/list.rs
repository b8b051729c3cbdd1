//! A cursor in a list, and which part of the list is seen.

/// A cursor and the first visible place; both are kept within the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    pub at: usize,
    pub top: usize,
}

impl ListCursor {
    /// Moves by so many places, stopping at the ends.
    pub fn step(&mut self, by: isize, len: usize) {
        self.at = self.at.saturating_add_signed(by).min(len.saturating_sub(1));
    }

    /// Keeps the cursor within `len` places and in sight of `visible` of them.
    pub fn settle(&mut self, len: usize, visible: usize) {
        self.at = self.at.min(len.saturating_sub(1));
        let visible = visible.max(1);
        let highest = (self.at + 1).saturating_sub(visible);
        self.top = self.top.clamp(highest, self.at).min(len.saturating_sub(visible));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_in_the_list_and_in_sight() {
        let check = |start: (usize, usize), len: usize, visible: usize, expected: (usize, usize)| {
            let mut cursor = ListCursor { at: start.0, top: start.1 };
            cursor.settle(len, visible);
            assert_eq!((cursor.at, cursor.top), expected, "{start:?} in {len} seeing {visible}");
        };
        check((0, 0), 0, 5, (0, 0));
        check((9, 0), 10, 5, (9, 5));
        check((2, 5), 10, 5, (2, 2));
        check((20, 3), 10, 5, (9, 5));
        check((3, 8), 10, 0, (3, 3));
        check((1, 1), 3, 10, (1, 0));
    }
}
