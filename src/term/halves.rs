//! The right halves of wide characters, which a terminal blanks once another character takes their left half.
//!
//! ratatui 0.30 writes a cell only where it differs from the frame before (its issues 2652 and 2738), so that a blank with
//! the colours of a cursor, hidden below a wide character before, stayed a hole in the cursor.

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};

/// Where the last frame had right halves, in the order of its cells.
#[derive(Default)]
pub struct Halves(Vec<usize>);

impl Halves {
    /// Has every cell written that was a right half in the last frame and is none in this one.
    pub fn uncover(&mut self, frame: &mut Buffer) {
        let now = right_halves(frame);
        for place in self.0.iter().filter(|place| now.binary_search(place).is_err()) {
            if let Some(cell) = frame.content.get_mut(*place) {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
        self.0 = now;
    }
}

fn right_halves(frame: &Buffer) -> Vec<usize> {
    let is_wide = |symbol: &str| symbol.len() > 1 && symbol.cell_width() > 1;
    let cells = frame.content.iter().enumerate();
    cells.filter(|(_, cell)| is_wide(cell.symbol())).map(|(place, _)| place + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    /// A row of a cursor with this text.
    fn row(text: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        buffer.set_string(0, 0, text, Style::new());
        buffer.set_style(buffer.area, Style::new().bg(Color::Blue));
        buffer
    }

    #[test]
    fn what_a_wide_character_hid_is_written_once_it_is_gone() {
        // From, to, and the cells of the second that have to be written.
        let table: [(&str, &str, &[u16]); 4] =
            [("货a", "x a", &[1]), ("货", "a货", &[1]), ("a货", "货", &[2]), ("货款", "货款", &[])];
        for (from, to, wanted) in table {
            let (mut halves, mut before, mut after) = (Halves::default(), row(from), row(to));
            halves.uncover(&mut before);
            halves.uncover(&mut after);
            let written: Vec<_> = before.diff(&after).into_iter().map(|(x, ..)| x).collect();
            assert!(wanted.iter().all(|x| written.contains(x)), "{from} {to}: {written:?}");
            assert!(!wanted.is_empty() || written.is_empty(), "{from} {to}: {written:?}");
        }
    }
}
