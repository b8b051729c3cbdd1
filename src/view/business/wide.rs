//! The rows of a business list where there is room: a column for each part, as wide as the rows that are seen need it,
//! one behind the other, so that no eye crosses a gap.

use super::super::pane::{row, span};
use super::super::today::{MARKS, marks};
use super::super::{Look, cells};
use super::{day, figure, lateness, remark};
use crate::app::business::DealRow;
use crate::domain::summary::DealList;
use ratatui::style::Style;
use ratatui::text::Line;

/// The columns behind grade and class.
const COLUMNS: usize = 9;
const COMPANY: usize = 0;
const LABEL: usize = 2;
const DETAIL: usize = 3;
/// Figures, days and how late they are end in one line.
const FIRST_RIGHT: usize = 4;
const GAP: usize = 2;

/// Which columns give way down to how many cells, one after the other: a name before a product, and last the numbers by
/// which one asks for things.
const GIVE_WAY: [(usize, usize); 5] = [(COMPANY, 24), (LABEL, 24), (COMPANY, 14), (LABEL, 14), (DETAIL, 8)];

/// The cells of each column; none where nothing stands in it.
pub struct Table {
    cells: [usize; COLUMNS],
}

impl Table {
    pub fn of(look: Look<'_>, seen: &[DealRow<'_>], width: usize) -> Self {
        let mut wanted = [0; COLUMNS];
        for it in seen {
            for (most, (text, _)) in wanted.iter_mut().zip(parts(look, *it)) {
                *most = cells::width(&text).max(*most);
            }
        }
        for (most, head) in wanted.iter_mut().zip(heads(look)).filter(|(most, _)| **most > 0) {
            *most = cells::width(head).max(*most);
        }
        Self { cells: fit(wanted, width.saturating_sub(MARKS)) }
    }

    pub fn heads(&self, look: Look<'_>, width: usize) -> Line<'static> {
        let texts = heads(look).map(|head| (head.to_owned(), look.theme.quiet()));
        let mut spans = vec![span(" ".repeat(MARKS), Style::new())];
        spans.extend(self.laid_out(texts));
        row(spans, Vec::new(), width)
    }

    pub fn line(&self, look: Look<'_>, it: DealRow<'_>, width: usize) -> Line<'static> {
        let mut spans = look.app.ledger.row(it.summary.id).map_or_else(Vec::new, |row| marks(look, row));
        spans.extend(self.laid_out(parts(look, it)));
        row(spans, Vec::new(), width)
    }

    fn laid_out(
        &self,
        texts: [(String, Style); COLUMNS],
    ) -> impl Iterator<Item = ratatui::text::Span<'static>> {
        let columns = texts.into_iter().zip(self.cells).enumerate().filter(|(_, (_, cells))| *cells > 0);
        columns.map(|(place, ((text, style), cells))| {
            let text = match place {
                FIRST_RIGHT.. => cells::fit_right(&text, cells),
                _ => cells::fit(&text, cells),
            };
            span(format!("{text}{}", " ".repeat(GAP)), style)
        })
    }
}

/// Whom, how it stands, what, its terms or numbers, of how much, how much, when it leaves, by when, how late.
fn parts(look: Look<'_>, it: DealRow<'_>) -> [(String, Style); COLUMNS] {
    let (words, today, quiet) = (look.words, look.app.now.date(), look.theme.quiet());
    let label = words.deal_label(it.deal, today);
    // Few quotations have a version: it needs no column of its own.
    let label = match it.deal.list {
        DealList::Quotations => format!("{}  {label}", remark(look, it, true)).trim_start().to_owned(),
        _ => label,
    };
    let leaves = (it.deal.list == DealList::Shipments).then(|| words.short_day(it.deal.since, today));
    [
        (it.summary.company.clone(), Style::new()),
        (
            if it.deal.list == DealList::Quotations { String::new() } else { remark(look, it, true) },
            Style::new(),
        ),
        (label, Style::new()),
        (it.deal.detail.clone(), Style::new()),
        (it.deal.whole.map_or(String::new(), |whole| whole.to_string()), quiet),
        (figure(words, it, usize::MAX).unwrap_or_default(), Style::new()),
        (leaves.unwrap_or_default(), quiet),
        (day(look, it), quiet),
        lateness(look, it),
    ]
}

fn heads(look: Look<'_>) -> [&'static str; COLUMNS] {
    let list = look.app.business.list;
    let [company, label, figure, day] = look.words.deal_heads(list);
    [
        company,
        "",
        label,
        look.words.deal_detail(list),
        look.words.order_total(),
        figure,
        look.words.etd(),
        day,
        "",
    ]
}

/// Columns side by side in so many cells, those give way that may.
fn fit(mut wanted: [usize; COLUMNS], width: usize) -> [usize; COLUMNS] {
    for (column, least) in GIVE_WAY {
        let all: usize = wanted.iter().filter(|cells| **cells > 0).map(|cells| cells + GAP).sum();
        if let Some(cells) = wanted.get_mut(column) {
            *cells = cells.saturating_sub(all.saturating_sub(width)).max(least.min(*cells));
        }
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_way_before_a_product_and_numbers_come_last() {
        let check = |width: usize, expected: [usize; 4]| {
            let [company, remark, label, detail, .., day, _] = fit([34, 10, 40, 20, 0, 0, 0, 8, 0], width);
            assert_eq!(([company, remark, label, detail], day), (expected, 8), "{width}");
        };
        check(151, [34, 10, 40, 20]);
        check(122, [34, 10, 40, 20]);
        check(115, [27, 10, 40, 20]);
        check(100, [24, 10, 28, 20]);
        check(90, [18, 10, 24, 20]);
        check(80, [14, 10, 18, 20]);
        check(70, [14, 10, 14, 14]);
        check(10, [14, 10, 14, 8]);
    }
}
