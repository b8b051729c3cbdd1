//! Rates of exchange from a table: a currency and its worth a row, with a day, a number of units and a source where
//! there are such columns. Everything that is wrong is told at once, and then nothing is taken in.

use super::encoding::decode;
use super::problem::ImportError;
use super::table::{Line, Records};
use crate::domain::money::Currency;
use crate::domain::rate::{RateDraft, RateError, read_rate, read_rate_day};
use crate::domain::text::clean_line;
use std::collections::HashMap;
use time::Date;

/// Why no rate of a file is taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RateFileError {
    Unreadable(ImportError),
    /// The first line does not name the columns of currency and rate.
    NoColumns,
    /// Every mistake, in the order of the file.
    Wrong(Vec<RateMistake>),
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateMistake {
    /// The physical line, 1 being the first of the file.
    pub line: u64,
    /// The heading of the column, as typed; empty where the whole line is meant.
    pub heading: String,
    pub value: String,
    pub reason: RateReason,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateReason {
    Rate(RateError),
    /// The worth must be of 1, 10, 100, … units.
    Units,
    /// The same currency and day stand on this line already.
    Twice(u64),
    BrokenQuotes,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Currency,
    Rate,
    Date,
    Units,
    Source,
}

const HEADINGS: [(Column, &[&str]); 5] = [
    (Column::Currency, &["currency", "code", "币种", "货币", "货币代码"]),
    (Column::Rate, &["rate", "worth", "汇率", "中间价", "牌价"]),
    (Column::Date, &["date", "on", "day", "日期", "发布日期", "发布时间"]),
    (Column::Units, &["per", "units", "unit", "单位", "数量"]),
    (Column::Source, &["source", "来源"]),
];

/// Reads the rates of a table; a row without a day is of `today`.
///
/// # Errors
/// Everything that is wrong with the file.
pub fn read_rates(
    file: &str,
    bytes: &[u8],
    today: Date,
    base: Currency,
) -> Result<Vec<RateDraft>, RateFileError> {
    let text = decode(file, bytes).map_err(RateFileError::Unreadable)?.text;
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let separator =
        [b'\t', b';', b','].into_iter().find(|it| first.contains(char::from(*it))).unwrap_or(b',');
    let mut lines = Records::new(&text, separator, 1).filter(|line| !line.is_blank());
    let headings: Vec<String> =
        lines.next().iter().filter_map(Line::cells).flatten().map(clean_line).collect();
    let place = |wanted: Column| {
        let (_, names) = HEADINGS.iter().find(|(column, _)| *column == wanted)?;
        headings.iter().position(|heading| names.contains(&heading.to_lowercase().as_str()))
    };
    let (Some(currency), Some(rate)) = (place(Column::Currency), place(Column::Rate)) else {
        return Err(RateFileError::NoColumns);
    };
    let columns = Columns {
        currency,
        rate,
        date: place(Column::Date),
        units: place(Column::Units),
        source: place(Column::Source),
    };
    let (mut drafts, mut wrong) = (Vec::new(), Vec::new());
    let mut seen: HashMap<(Currency, Date), u64> = HashMap::new();
    for line in lines {
        match columns.read(&line, today, base) {
            Ok(draft) => match seen.insert((draft.currency, draft.on), line.number) {
                Some(earlier) => {
                    wrong.push(columns.mistake(&line, &headings, None, RateReason::Twice(earlier)));
                }
                None => drafts.push(draft),
            },
            Err((place, reason)) => wrong.push(columns.mistake(&line, &headings, place, reason)),
        }
    }
    if wrong.is_empty() { Ok(drafts) } else { Err(RateFileError::Wrong(wrong)) }
}

/// Where the columns stand.
struct Columns {
    currency: usize,
    rate: usize,
    date: Option<usize>,
    units: Option<usize>,
    source: Option<usize>,
}

impl Columns {
    fn read(
        &self,
        line: &Line,
        today: Date,
        base: Currency,
    ) -> Result<RateDraft, (Option<usize>, RateReason)> {
        let cells = line.cells().ok_or((None, RateReason::BrokenQuotes))?;
        let cell = |place: usize| cells.get(place).unwrap_or_default().trim();
        let units = self.units.map_or("", cell);
        if !matches!(units, "" | "1" | "10" | "100" | "1000" | "10000" | "100000") {
            return Err((self.units, RateReason::Units));
        }
        let typed = format!("{units} {} {}", cell(self.currency), cell(self.rate));
        let mut draft = read_rate(&typed, today, base).map_err(|error| {
            let of_currency =
                matches!(error, RateError::NoCurrency | RateError::UnknownCurrency | RateError::OfBase);
            (Some(if of_currency { self.currency } else { self.rate }), RateReason::Rate(error))
        })?;
        // What follows a number is no part of it.
        if !draft.source.is_empty() {
            return Err((Some(self.rate), RateReason::Rate(RateError::NoNumber)));
        }
        let date = self.date.map_or("", cell);
        if !date.is_empty() {
            draft.on = read_rate_day(date, today).map_err(|error| (self.date, RateReason::Rate(error)))?;
        }
        draft.source = clean_line(self.source.map_or("", cell));
        Ok(draft)
    }

    fn mistake(
        &self,
        line: &Line,
        headings: &[String],
        place: Option<usize>,
        reason: RateReason,
    ) -> RateMistake {
        let of = |place: usize| line.cells().and_then(|cells| cells.get(place)).unwrap_or_default();
        let value = of(place.unwrap_or(self.currency)).trim().to_owned();
        let heading = place.and_then(|place| headings.get(place)).cloned().unwrap_or_default();
        RateMistake { line: line.number, heading, value, reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 25);

    fn read(text: &str) -> Result<Vec<String>, RateFileError> {
        let drafts = read_rates("rates.csv", text.as_bytes(), TODAY, Currency::CNY)?;
        let told =
            drafts.iter().map(|it| format!("{} {} {} {}", it.currency.code(), it.worth, it.on, it.source));
        Ok(told.collect())
    }

    #[test]
    fn a_table_of_rates_is_read() {
        let expected = ["USD CNY 7.12 2026-11-12 BOC", "JPY CNY 0.0468 2026-11-25 "];
        let text = "currency,rate,date,per,source\nUSD,7.12,2026-11-12,,BOC\n\nJPY,4.68,,100,\n";
        assert_eq!(read(text).unwrap(), expected);
        let text = "币种;汇率;日期;单位;来源\r\nUSD;7.12;2026-11-12;1;BOC\r\nJPY;4.68;;100;\r\n";
        assert_eq!(read(text).unwrap(), expected);
    }

    #[test]
    fn every_mistake_is_told_with_its_line_and_column() {
        let text = "Currency,Rate,Date,Per\nUSD,7.12,2026-11-12,\nUSD,7.13,2026-11-12,\nXYZ,1,,\n\nEUR,8 1,,\n\
                    GBP,\"9,1\",,\nAED,1.9,2027-01-01,\nJPY,4.68,,99\nCNY,1,,\n";
        let Err(RateFileError::Wrong(found)) = read(text) else { panic!("it was read") };
        let told: Vec<_> =
            found.iter().map(|it| (it.line, it.heading.as_str(), it.value.as_str(), it.reason)).collect();
        assert_eq!(
            told,
            [
                (3, "", "USD", RateReason::Twice(2)),
                (4, "Currency", "XYZ", RateReason::Rate(RateError::UnknownCurrency)),
                (6, "Rate", "8 1", RateReason::Rate(RateError::NoNumber)),
                (7, "Rate", "9,1", RateReason::Rate(RateError::NoNumber)),
                (8, "Date", "2027-01-01", RateReason::Rate(RateError::InTheFuture)),
                (9, "Per", "99", RateReason::Units),
                (10, "Currency", "CNY", RateReason::Rate(RateError::OfBase)),
            ]
        );
    }

    #[test]
    fn a_file_without_the_columns_is_refused() {
        assert_eq!(read("a,b\n1,2\n"), Err(RateFileError::NoColumns));
        assert!(matches!(read(""), Err(RateFileError::Unreadable(_))));
    }
}
