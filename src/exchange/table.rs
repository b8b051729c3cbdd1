//! From text to a table: which delimiter parts the cells, which line holds the headings, and the rows
//! below it.
//!
//! Reading is lenient as spreadsheets are, with one exception: a quotation mark that is never closed
//! would swallow the lines below it, so that line alone is given up and reading goes on with the next.

mod records;

use super::heading;
use crate::domain::text::clean_line;
pub(super) use records::Records;
pub use records::{Line, LineContent};
use std::borrow::Cow;

/// A table with its headings.
#[derive(Clone, Debug)]
pub struct Table {
    pub delimiter: char,
    /// As typed; `#3` where the third column has values but no heading.
    pub headings: Vec<String>,
    /// The lines below the headings that hold anything.
    pub rows: Vec<Line>,
}

/// Lines above the headings that may hold a title.
const TITLE_LINES: usize = 5;

/// Delimiters in the order in which they are believed; the full-width comma only if nothing else fits.
const DELIMITERS: [char; 4] = ['\t', ';', ',', '，'];

/// Finds headings and rows.
///
/// # Errors
/// The cells of the likeliest heading line, where no line names a company column.
pub fn read_table(text: &str) -> Result<Table, Vec<String>> {
    let text = with_line_feeds(text);
    let (declared, body, first_line) = declared_delimiter(&text);
    let candidates: Vec<char> = declared.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]);

    let mut best: Option<(usize, char, usize)> = None;
    for delimiter in candidates.iter().copied() {
        let (body, separator) = separated(body, delimiter);
        let head = Records::new(&body, separator, first_line).take(TITLE_LINES + 1);
        for (place, line) in head.enumerate() {
            let score = line.cells().map_or(0, |cells| heading::score(&cells.iter().collect::<Vec<_>>()));
            if score > best.map_or(0, |(score, ..)| score) {
                best = Some((score, delimiter, place));
            }
        }
    }
    match best {
        Some((_, delimiter, place)) => Ok(table(body, delimiter, first_line, place)),
        None => Err(likeliest_headings(body, first_line, &candidates)),
    }
}

fn table(body: &str, delimiter: char, first_line: u64, heading_place: usize) -> Table {
    let (body, separator) = separated(body, delimiter);
    let mut lines = Records::new(&body, separator, first_line).skip(heading_place);
    let heading = lines.next();
    let mut headings: Vec<String> =
        heading.iter().filter_map(Line::cells).flatten().map(clean_line).collect();
    let rows: Vec<Line> = lines.filter(|line| !line.is_blank()).collect();
    let mut filled = vec![false; headings.len()];
    for cells in rows.iter().filter_map(Line::cells) {
        filled.resize(filled.len().max(cells.len()), false);
        for (filled, cell) in filled.iter_mut().zip(cells) {
            *filled |= !cell.trim().is_empty();
        }
    }
    let last = filled.iter().rposition(|filled| *filled).map_or(0, |place| place + 1);
    headings.resize(headings.len().max(last), String::new());
    for (place, (heading, filled)) in headings.iter_mut().zip(filled).enumerate() {
        if filled && heading.is_empty() {
            *heading = format!("#{}", place + 1);
        }
    }
    Table { delimiter, headings, rows }
}

/// The first line that is parted into several cells, by whichever delimiter parts it most.
fn likeliest_headings(body: &str, first_line: u64, candidates: &[char]) -> Vec<String> {
    let mut best: Vec<String> = Vec::new();
    for delimiter in candidates.iter().copied() {
        let (body, separator) = separated(body, delimiter);
        let mut head = Records::new(&body, separator, first_line).take(TITLE_LINES + 1);
        let filled = |line: &Line| -> Vec<String> {
            line.cells().into_iter().flatten().map(clean_line).filter(|cell| !cell.is_empty()).collect()
        };
        let first = head.by_ref().map(|line| filled(&line)).find(|cells| cells.len() > 1);
        let found = first.unwrap_or_default();
        if found.len() > best.len() {
            best = found;
        }
    }
    if best.is_empty() {
        best.extend(body.lines().map(clean_line).find(|line| !line.is_empty()));
    }
    best
}

/// The text and the byte that parts its cells: the reader wants one byte, so that for the full-width
/// comma "unit separator" stands in, which no spreadsheet puts into a cell.
fn separated(text: &str, delimiter: char) -> (Cow<'_, str>, u8) {
    match u8::try_from(delimiter) {
        Ok(byte) if byte.is_ascii() => (text.into(), byte),
        _ => (text.replace(delimiter, "\u{1f}").into(), 0x1f),
    }
}

/// Old Macintosh files end lines with a carriage return alone.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') { text.replace('\r', "\n").into() } else { text.into() }
}

/// The delimiter that a first line `sep=;` declares for Excel, the text below it, and its line number.
fn declared_delimiter(text: &str) -> (Option<char>, &str, u64) {
    let Some((first, rest)) = text.split_once('\n') else { return (None, text, 1) };
    let first = first.trim_end_matches('\r').trim_matches('"');
    let declared = first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| {
        let mut after = first.chars().skip(4);
        after.next().filter(|delimiter| delimiter.is_ascii() && after.next().is_none())
    });
    match declared {
        Some(delimiter) => (Some(delimiter), rest, 2),
        None => (None, text, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &Table) -> Vec<(u64, Vec<&str>)> {
        table.rows.iter().map(|line| (line.number, line.cells().into_iter().flatten().collect())).collect()
    }

    #[test]
    fn the_delimiter_is_that_of_the_heading_line() {
        let check = |text: &str, expected: char| {
            let table = read_table(text).unwrap();
            assert_eq!(table.delimiter, expected, "{text:?}");
            assert_eq!(rows(&table)[0].1[0], "ABC", "{text:?}");
        };
        check("company,country\nABC,DE\n", ',');
        check("company;country\r\nABC;\"DE, Berlin\"\r\n", ';');
        check("公司名称\t备注\nABC\ta,b;c\n", '\t');
        check("\"company; full, name\",\"country,\"\nABC,DE\n".replace("; full, name", "").as_str(), ',');
        check("公司名称，国家\nABC，德国\n", '，');
        check("sep=;\r\ncompany;country\r\nABC;DE\r\n", ';');
        check("SEP=|\ncompany|country\nABC|DE\n", '|');
        check("company\nABC\n", '\t');
        check("company,country\rABC,DE\r", ',');
    }

    #[test]
    fn commas_within_a_cell_survive_a_full_width_delimiter() {
        let table = read_table("公司名称，国家\n\"ABC, Ltd.\"，德国\n").unwrap();
        assert_eq!(rows(&table), [(2, vec!["ABC, Ltd.", "德国"])]);
    }

    #[test]
    fn titles_above_the_headings_are_skipped() {
        let table = read_table("客户进度表,,\n\n,,2026\ncompany,country,x\nABC,DE,1\n").unwrap();
        assert_eq!(table.headings, ["company", "country", "x"]);
        assert_eq!(rows(&table), [(5, vec!["ABC", "DE", "1"])]);
    }

    #[test]
    fn rows_know_the_physical_line_on_which_they_begin() {
        let table = read_table("company,note\r\nA,\"one\r\ntwo\"\r\n\r\nB,\r\n,\r\nC\r\n\r\n").unwrap();
        assert_eq!(rows(&table), [(2, vec!["A", "one\r\ntwo"]), (5, vec!["B", ""]), (7, vec!["C"])]);
    }

    #[test]
    fn cells_without_heading_get_the_number_of_their_column() {
        let table = read_table("company,,country,,\nA,,DE,,x,,\n").unwrap();
        assert_eq!(table.headings, ["company", "", "country", "", "#5"]);
    }

    #[test]
    fn a_table_without_a_company_column_tells_its_headings() {
        let check = |text: &str, expected: &[&str]| assert_eq!(read_table(text).unwrap_err(), expected);
        check("title\nSKU;price\n1;2\n", &["SKU", "price"]);
        check("just a letter\nto a friend", &["just a letter"]);
    }
}
