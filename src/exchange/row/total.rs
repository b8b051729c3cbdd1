//! The row below a table that adds it up, which is no customer.

use super::Source;
use crate::domain::text::{clean_line, fold_name};
use crate::exchange::column::{Field, TakenFor};

/// What such a row is called, folded.
const NAMES: [&str; 16] = [
    "total",
    "totals",
    "grandtotal",
    "subtotal",
    "sum",
    "合计",
    "总计",
    "小计",
    "共计",
    "总和",
    "summe",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "zwischensumme",
    "totalgeneral",
];

impl Source<'_> {
    /// Whether one cell says total and everything else in the row is figures: a company may be called so, but it has a
    /// country or a person.
    pub fn is_total(&self) -> bool {
        let mut named = false;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            let text = clean_line(cell);
            if text.is_empty() {
                continue;
            }
            let says_who = match column.taken_for {
                TakenFor::Field(Field::Person(..) | Field::Website) => true,
                // No country is a number; the one below the names says how many there are.
                TakenFor::Field(Field::Country) => text.chars().any(char::is_alphabetic),
                _ => false,
            };
            if !named && NAMES.contains(&fold_name(&text).as_str()) {
                named = true;
            } else if says_who || !is_figure(&text) {
                return false;
            }
        }
        named
    }
}

/// A number, perhaps with a currency or a unit: `USD 1,234.50`, `12 家`.
fn is_figure(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().filter(|c| c.is_alphabetic()).count() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::heading::read_columns;
    use csv::StringRecord;

    #[test]
    fn a_row_that_adds_up_is_told_from_a_company_of_that_name() {
        let columns = read_columns(&["公司名称", "国家", "联系人", "订单额", "次数"]);
        let check = |cells: [&str; 5], expected: bool| {
            let cells = StringRecord::from(cells.to_vec());
            assert_eq!(
                Source { line: 9, columns: &columns, cells: &cells }.is_total(),
                expected,
                "{cells:?}"
            );
        };
        check(["合计", "", "", "USD 12,345.00", "12"], true);
        check(["Total:", "", "", "$ 12,345", ""], true);
        check(["Summe", "", "", "", ""], true);
        check(["", "", "", "小计", "12 次"], true);
        check(["", "", "", "Grand Total", "12"], true);
        check(["合计", "8", "", "", ""], true);
        check(["Total", "France", "", "12", ""], false);
        check(["Total", "", "Marie", "12", ""], false);
        check(["Total", "", "", "asks for samples", ""], false);
        check(["Total Packaging", "", "", "12", ""], false);
        check(["", "", "", "12", "3"], false);
    }
}
