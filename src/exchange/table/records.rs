//! The records of delimited text with their line numbers, and what to do about a quotation mark that
//! is never closed.

use csv::{ReaderBuilder, StringRecord};

/// A record and the physical line on which it begins, 1 being the first of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: u64,
    pub content: LineContent,
}

/// The cells of a line, or the line as it stands where its quotation marks are broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineContent {
    Cells(StringRecord),
    Broken(String),
}

impl Line {
    pub fn cells(&self) -> Option<&StringRecord> {
        match &self.content {
            LineContent::Cells(cells) => Some(cells),
            LineContent::Broken(_) => None,
        }
    }

    pub fn is_blank(&self) -> bool {
        self.cells().is_some_and(|cells| cells.iter().all(|cell| cell.trim().is_empty()))
    }
}

/// Reads record after record.
pub struct Records<'t> {
    /// The text from where `reader` began.
    text: &'t str,
    /// The line on which that is.
    line: u64,
    separator: u8,
    reader: csv::Reader<&'t [u8]>,
    /// Bytes that may still be read a second time, so that a hostile file ends in good time.
    patience: usize,
}

impl<'t> Records<'t> {
    pub fn new(text: &'t str, separator: u8, first_line: u64) -> Self {
        let patience = text.len().saturating_mul(20);
        Self { text, line: first_line, separator, reader: reader(text, separator), patience }
    }

    /// Goes on reading at `text`, which begins on `line`.
    fn restart(&mut self, text: &'t str, line: u64) {
        (self.text, self.line, self.reader) = (text, line, reader(text, self.separator));
    }
}

impl Iterator for Records<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let start = self.reader.position().clone();
        let mut cells = StringRecord::new();
        // The input is text in memory, so that neither reading nor decoding can fail.
        if !self.reader.read_record(&mut cells).ok()? {
            return None;
        }
        let end = offset(self.reader.position().byte());
        let text: &str = self.text;
        let raw = text.get(offset(start.byte())..end)?;
        // Blank lines, and the second half of a CRLF, are passed over at the start of the next record.
        let record = raw.trim_start_matches(['\r', '\n']);
        let passed = raw.len() - record.len();
        let passed_lines = raw.bytes().take(passed).filter(|byte| *byte == b'\n').count() as u64;
        let number = self.line + start.line() - 1 + passed_lines;
        if !has_broken_quotes(record, self.separator) {
            return Some(Line { number, content: LineContent::Cells(cells) });
        }
        let from = text.get(offset(start.byte()) + passed..).unwrap_or_default();
        let (broken, rest) = from.split_once('\n').unwrap_or((from, ""));
        let patient = self.patience.checked_sub(raw.len());
        self.patience = patient.unwrap_or(0);
        self.restart(if patient.is_some() { rest } else { "" }, number + 1);
        Some(Line { number, content: LineContent::Broken(broken.trim_end().to_owned()) })
    }
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .buffer_capacity(text.len().clamp(64, 1 << 16))
        .from_reader(text.as_bytes())
}

fn offset(byte: u64) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}

/// Whether a quoted cell is never closed, or goes over several lines and is closed in mid-text, where
/// most likely another cell was to begin.
///
/// Something like `"ABC" Ltd.` on one line is fine: what is meant is clear.
fn has_broken_quotes(record: &str, separator: u8) -> bool {
    if !record.contains('"') {
        return false;
    }
    let record = record.trim_end_matches(['\r', '\n']);
    let mut bytes = record.bytes().peekable();
    let (mut quoted, mut cell_begins, mut stray) = (false, true, false);
    while let Some(byte) = bytes.next() {
        if quoted {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
                stray |= bytes.peek().is_some_and(|next| *next != separator && *next != b'\r');
            }
        } else {
            quoted = byte == b'"' && cell_begins;
            cell_begins = byte == separator;
        }
    }
    quoted || (stray && record.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(u64, Result<Vec<String>, String>)> {
        let content = |line: Line| match line.content {
            LineContent::Cells(cells) => (line.number, Ok(cells.iter().map(str::to_owned).collect())),
            LineContent::Broken(text) => (line.number, Err(text)),
        };
        Records::new(text, b',', 1).map(content).collect()
    }

    fn check(text: &str, expected: &[(u64, Result<&[&str], &str>)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(number, cells)| {
                let cells = cells.map(|cells| cells.iter().map(|cell| (*cell).to_owned()).collect());
                (*number, cells.map_err(str::to_owned))
            })
            .collect();
        assert_eq!(read(text), expected, "{text:?}");
    }

    #[test]
    fn lines_are_counted_through_quoted_breaks_and_blank_lines() {
        check("a,\"b\nc\"\n\nd\r\n\r\ne", &[(1, Ok(&["a", "b\nc"])), (4, Ok(&["d"])), (6, Ok(&["e"]))]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_costs_one_line() {
        check("a\n\"6 inch,b\nc,d\n", &[(1, Ok(&["a"])), (2, Err("\"6 inch,b")), (3, Ok(&["c", "d"]))]);
        check(
            "\"6 inch,b\r\nc\r\n\"x\",y\r\nz",
            &[(1, Err("\"6 inch,b")), (2, Ok(&["c"])), (3, Ok(&["x", "y"])), (4, Ok(&["z"]))],
        );
        check("\"", &[(1, Err("\""))]);
    }

    #[test]
    fn quotation_marks_within_text_do_no_harm() {
        check(
            "6\" pipe,b\n\"ABC\" Ltd.,d\n\"a \"\"b\"\"\nc\",\n",
            &[(1, Ok(&["6\" pipe", "b"])), (2, Ok(&["ABC Ltd.", "d"])), (3, Ok(&["a \"b\"\nc", ""]))],
        );
    }

    proptest! {
        #[test]
        fn whatever_a_spreadsheet_writes_is_read_back(
            rows in prop::collection::vec(prop::collection::vec("[a客\", \n;]{0,6}", 2..4), 1..6)
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let cells: Vec<_> = read(&text).into_iter().map(|(_, cells)| cells.unwrap()).collect();
            prop_assert_eq!(cells, rows);
        }

        #[test]
        fn no_text_is_too_strange(text in "[a\",\r\n客]{0,40}") {
            let numbers: Vec<_> = read(&text).into_iter().map(|(number, _)| number).collect();
            prop_assert!(numbers.is_sorted(), "{:?}", numbers);
            prop_assert!(numbers.last().is_none_or(|last| *last <= text.lines().count() as u64 + 1));
        }
    }
}
