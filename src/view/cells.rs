//! All measuring of text in terminal cells: widths, cutting, padding, breaking into lines.
//!
//! Three lengths are never mixed up: bytes, graphemes and cells (`客户` is 6, 2 and 4).

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The cells that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// What stands for the part that was cut off; dots, since the ellipsis is two cells wide on some terminals.
const CUT: &str = "..";

/// The text, cut at its end with two dots where it takes more than `cells`.
pub fn elide(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    // Nothing is missed of blanks at the end.
    let text = text.trim_end();
    if width(text) <= cells {
        return text.to_owned();
    }
    let room = cells.saturating_sub(CUT.len());
    let mut short = take(text, room).trim_end().to_owned();
    short.push_str(CUT.get(..CUT.len().min(cells)).unwrap_or_default());
    debug_assert!(width(&short) <= cells, "{short:?} in {cells} cells");
    short
}

/// The longest beginning that fits into so many cells.
pub fn take(text: &str, cells: usize) -> &str {
    let (mut used, mut end) = (0, 0);
    for (start, piece) in text.grapheme_indices(true) {
        used += width(piece);
        if used > cells {
            break;
        }
        end = start + piece.len();
    }
    text.get(..end).unwrap_or_default()
}

/// The text in exactly so many cells: cut where it is longer, spaces behind where it is shorter.
pub fn fit(text: &str, cells: usize) -> String {
    let mut fitted = elide(text, cells);
    let gap = cells.saturating_sub(width(&fitted));
    fitted.extend(std::iter::repeat_n(' ', gap));
    fitted
}

/// The text in so many cells with the spaces in front.
pub fn fit_right(text: &str, cells: usize) -> String {
    let text = elide(text, cells);
    let gap = cells.saturating_sub(width(&text));
    format!("{}{text}", " ".repeat(gap))
}

/// Breaks a text into lines of at most so many cells.
///
/// Breaks at spaces and between ideographs, within a word only where it is longer than a line; not within a day,
/// nor between a number and its unit. A short part between two double spaces stays whole where it can. A line never
/// begins with closing punctuation. Line breaks of the text stay.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(2);
    text.split('\n').flat_map(|paragraph| wrap_paragraph(paragraph, cells)).collect()
}

fn wrap_paragraph(paragraph: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut rest = paragraph;
    for piece in pieces(paragraph) {
        let part = short_part(&line, rest);
        rest = rest.get(piece.len()..).unwrap_or_default();
        if width(&line) + width(piece.trim_end()).max(part) <= cells {
            line.push_str(piece);
            continue;
        }
        if !line.trim_end().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line.clear();
        let mut rest = piece;
        while width(rest.trim_end()) > cells {
            let head = take(rest, cells);
            if head.is_empty() {
                break;
            }
            lines.push(head.to_owned());
            rest = rest.get(head.len()..).unwrap_or_default();
        }
        line.push_str(rest);
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    join_orphan(&mut lines);
    lines
}

/// Gives a last line of one ideograph the one before it: `汇率` rather than `率` alone.
fn join_orphan(lines: &mut [String]) {
    let [.., before, last] = lines else { return };
    let is_wide = |c: char| width(c.encode_utf8(&mut [0; 4])) == 2;
    let bare = last.trim_end_matches(|c: char| closes(c.encode_utf8(&mut [0; 4])));
    let is_word = |c: Option<char>| c.is_some_and(|c| is_wide(c) && c.is_alphanumeric());
    let mut ends = before.chars().rev();
    let end = ends.next();
    // What stands before it stays behind, and is no number that it is the unit of.
    let is_free = is_word(ends.find(|c| !c.is_whitespace()));
    if bare.chars().count() == 1 && is_word(bare.chars().next()) && is_word(end) && is_free {
        last.insert(0, before.pop().unwrap_or_default());
        before.truncate(before.trim_end().len());
    }
}

/// The cells of the part that begins behind the line, such as `valid until 6 Dec`; none within a part, or where it is
/// long.
fn short_part(line: &str, rest: &str) -> usize {
    if !line.ends_with("  ") {
        return 0;
    }
    let part = rest.split("  ").next().map_or(0, |part| width(part.trim_end()));
    if part <= SHORT_PART { part } else { 0 }
}

/// Breaking a part of more cells costs less than the gap that it would leave.
const SHORT_PART: usize = 20;

/// Parts that a line may not be broken within: words with the spaces behind them, single ideographs with
/// the punctuation that belongs to them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut before): (usize, Option<&str>) = (0, None);
    for (place, grapheme) in text.grapheme_indices(true) {
        let (piece, rest) =
            (text.get(start..place).unwrap_or_default(), text.get(place..).unwrap_or_default());
        if before.is_some_and(|before| may_break(before, grapheme)) && !belongs(piece, rest) {
            pieces.push(text.get(start..place).unwrap_or_default());
            start = place;
        }
        before = Some(grapheme);
    }
    if start < text.len() {
        pieces.push(text.get(start..).unwrap_or_default());
    }
    pieces
}

fn may_break(before: &str, after: &str) -> bool {
    if closes(after) || after.trim().is_empty() || opens(before) {
        return false;
    }
    before.trim().is_empty() || width(before) > 1 || width(after) > 1
}

/// Whether what follows is one with what stands before it: `6月14日`, `30 天`, `4 天前`, `20 Jun`, `USD 300`.
fn belongs(before: &str, after: &str) -> bool {
    const UNITS: &str = "年月日天周小时点分秒次个单版条处行列项款件封位份期箱元套家倍成万亿人页步";
    const WORDS: [&str; 13] =
        ["day", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let Some(next) = after.chars().next() else { return false };
    if next.is_ascii_digit() {
        let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
        let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        return before.ends_with(['年', '月'])
            || before.trim_end().ends_with('第')
            || is_code
            || WORDS.contains(&word);
    }
    if before.trim_end().ends_with('~') {
        return true;
    }
    if "前后内".contains(next) {
        let days = before.strip_suffix(['天', '周', '年']).unwrap_or_default();
        return days.trim_end().ends_with(|last: char| last.is_ascii_digit());
    }
    let follows_number = before.trim_end().ends_with(|last: char| last.is_ascii_digit());
    follows_number && (UNITS.contains(next) || WORDS.iter().any(|word| after.starts_with(word)))
}

fn closes(grapheme: &str) -> bool {
    const CLOSING: &str = "，。、；：？！）》」』】〉”’%‰℃,.;:?!)]}>";
    CLOSING.contains(grapheme)
}

fn opens(grapheme: &str) -> bool {
    const OPENING: &str = "（《「『【〈“‘([{<";
    OPENING.contains(grapheme)
}

/// The part of a line of text around its caret that fits into so many cells, and the caret's column in it.
pub fn around_caret<'a>(before: &'a str, after: &'a str, cells: usize) -> (String, usize) {
    let cells = cells.max(1);
    let mut start = 0;
    // One cell is kept free for the caret itself.
    while width(before.get(start..).unwrap_or_default()) >= cells {
        let first = before.get(start..).and_then(|rest| rest.graphemes(true).next());
        start += first.map_or(before.len(), str::len).max(1);
    }
    let shown = before.get(start..).unwrap_or_default();
    let column = width(shown);
    (format!("{shown}{}", take(after, cells - column)), column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cut_text_fits_and_shows_that_it_was_cut() {
        let check = |text: &str, cells: usize, expected: &str| assert_eq!(elide(text, cells), expected);
        check("ABC Ltd.", 8, "ABC Ltd.");
        check("ABC Ltd.", 7, "ABC L..");
        check("客户公司名", 10, "客户公司名");
        check("客户公司名", 9, "客户公..");
        check("客户公司名", 7, "客户..");
        check("客户", 1, ".");
        check("客户", 0, "");
    }

    #[test]
    fn text_is_padded_by_cells() {
        assert_eq!(fit("客户", 6), "客户  ");
        assert_eq!(fit_right("3d", 4), "  3d");
    }

    #[test]
    fn lines_break_at_words_and_between_ideographs() {
        let check =
            |text: &str, cells: usize, expected: &[&str]| assert_eq!(wrap(text, cells), expected, "{text}");
        check("send the new offer", 9, &["send the", "new offer"]);
        check("客户确认样品颜色", 8, &["客户确认", "样品颜色"]);
        check("确认样品，寄出", 8, &["确认样", "品，寄出"]);
        check("用DHL寄样", 5, &["用DHL", "寄样"]);
        check("extraordinarily", 6, &["extrao", "rdinar", "ily"]);
        check("one\n\ntwo", 9, &["one", "", "two"]);
        check("", 9, &[""]);
        check("下次6月14日联系", 8, &["下次", "6月14日", "联系"]);
        check("到 2025年6月14日 为止", 16, &["到 2025年6月14日", "为止"]);
        check("6月1日（4 天前）谈过", 10, &["6月1日", "（4 天前）", "谈过"]);
        check("已逾期 12 天未回", 8, &["已逾期", "12 天", "未回"]);
        check("计为零：无汇率）", 14, &["计为零：无", "汇率）"]);
        check("（11月21日 汇率）", 14, &["（11月21日", "汇率）"]);
        check("已逾期 12 天前", 12, &["已逾期", "12 天前"]);
        check("写在第 13 行", 8, &["写在", "第 13 行"]);
        check("due on 20 Jun 2026", 11, &["due on", "20 Jun 2026"]);
        check("paid USD 3,000.00 of it", 13, &["paid", "USD 3,000.00", "of it"]);
        check("近90天20次", 7, &["近90天", "20次"]);
        check("owed USD 5.00  ~ CNY 35", 16, &["owed USD 5.00", "~ CNY 35"]);
        check("德国  上班时间  进口商", 20, &["德国  上班时间", "进口商"]);
        check("MOQ 500  valid until 6 Dec", 20, &["MOQ 500", "valid until 6 Dec"]);
        check("x  a very long part of a line", 14, &["x  a very long", "part of a line"]);
    }

    #[test]
    fn the_caret_stays_in_sight() {
        assert_eq!(around_caret("hello", " you", 20), ("hello you".into(), 5));
        assert_eq!(around_caret("hello", "", 4), ("llo".into(), 3));
        assert_eq!(around_caret("客户公司", "x", 5), ("公司x".into(), 4));
        assert_eq!(around_caret("客户", "", 1), (String::new(), 0));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_by_breaking_lines(text in "[a-z客户，。 ]{0,60}", cells in 2_usize..20) {
            let lines = wrap(&text, cells);
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&lines.join(" ")), squeeze(&text));
        }

        #[test]
        fn cut_and_broken_text_fits(text in "\\PC{0,40}", cells in 2_usize..20) {
            prop_assert!(width(&elide(&text, cells)) <= cells);
            prop_assert!(width(&around_caret(&text, "x", cells).0) <= cells);
        }
    }
}
