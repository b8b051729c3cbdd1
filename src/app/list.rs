//! A cursor in a list, and which part of the list is seen.

use crate::domain::CustomerId;

/// A cursor and the first visible place; both are kept within the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    pub at: usize,
    pub top: usize,
    /// Who stood under the cursor and has left the list. That row stays, at the place of the cursor, until the cursor
    /// moves on, so that the next key is not about somebody else.
    pub stays: Option<CustomerId>,
}

impl ListCursor {
    /// Moves by so many rows, stopping at the ends of a list of `len` places.
    pub fn step(&mut self, by: isize, len: usize) {
        let to = self.at.saturating_add_signed(by).min(self.rows(len).saturating_sub(1));
        if to == self.at {
            return;
        }
        // The places behind the row that goes move up by one.
        let behind = self.stays.take().is_some() && to > self.at;
        self.at = to - usize::from(behind);
    }

    /// Keeps the cursor within `len` places and in sight of `visible` of them.
    pub fn settle(&mut self, len: usize, visible: usize) {
        let rows = self.rows(len);
        self.at = self.at.min(rows.saturating_sub(1));
        let visible = visible.max(1);
        let highest = (self.at + 1).saturating_sub(visible);
        self.top = self.top.clamp(highest, self.at).min(rows.saturating_sub(visible));
    }

    /// The customer under the cursor.
    pub fn customer(&self, list: &[CustomerId]) -> Option<CustomerId> {
        self.stays.or_else(|| list.get(self.at).copied())
    }

    /// The places of the list that `visible` rows show from the top; none for the row that only stays.
    pub fn seen(self, len: usize, visible: usize) -> impl Iterator<Item = Option<usize>> {
        let place = move |row: usize| match self.stays {
            Some(_) if row == self.at => None,
            Some(_) if row > self.at => Some(row - 1),
            _ => Some(row),
        };
        (self.top..self.rows(len)).take(visible).map(place)
    }

    /// How many rows a list of `len` places takes.
    pub fn rows(&self, len: usize) -> usize {
        len + usize::from(self.stays.is_some())
    }

    /// How many rows follow below `visible` of them.
    pub fn hidden(&self, len: usize, visible: usize) -> usize {
        self.rows(len).saturating_sub(self.top + visible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_in_the_list_and_in_sight() {
        let check = |start: (usize, usize), len: usize, visible: usize, expected: (usize, usize)| {
            let mut cursor = ListCursor { at: start.0, top: start.1, stays: None };
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

    #[test]
    fn who_has_left_keeps_the_row_until_the_cursor_moves() {
        let stays = Some(CustomerId(uuid::Uuid::from_u128(1)));
        let check = |at: usize, len: usize, by: isize, expected: (usize, bool)| {
            let mut cursor = ListCursor { at, top: 0, stays };
            cursor.step(by, len);
            assert_eq!((cursor.at, cursor.stays.is_some()), expected, "{at} in {len} by {by}");
        };
        // Down to the one who has moved up into this place, up to the one before.
        check(1, 3, 1, (1, false));
        check(1, 3, 2, (2, false));
        check(1, 3, -1, (0, false));
        check(1, 3, isize::MAX, (2, false));
        // There is nobody to go to.
        check(0, 0, 1, (0, true));
        check(0, 3, -1, (0, true));
        check(3, 3, 1, (3, true));
        let seen: Vec<_> = ListCursor { at: 1, top: 0, stays }.seen(3, 9).collect();
        assert_eq!(seen, [Some(0), None, Some(1), Some(2)]);
        let mut last = ListCursor { at: 3, top: 0, stays };
        last.settle(3, 2);
        assert_eq!((last.at, last.top, last.seen(3, 2).collect()), (3, 2, vec![Some(2), None]));
    }
}
